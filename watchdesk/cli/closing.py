"""``close-month`` and ``reopen-month``: 月締め, and opening a month again (contract §4)."""

import argparse
from typing import Any

from watchdesk.cli.session import Answer, Session
from watchdesk.domain.closing import Closing
from watchdesk.domain.month import Month
from watchdesk.errors import Invalid


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    close = commands.add_parser(
        "close-month",
        parents=[common],
        examples=("close-month 2026-10 --json", "close-month 2026-10 --area 堀江"),
        help="月を締めます。締めた月の報告書は、そのときのまま印刷されます",
    )
    close.set_defaults(run=_close)
    reopen = commands.add_parser(
        "reopen-month",
        parents=[common],
        examples=('reopen-month 2026-10 --reason "区役所からの問い合わせ"',),
        help="締めた月を、もう一度開けます（--reason でわけを書きます）",
    )
    reopen.set_defaults(run=_reopen)
    for command in (close, reopen):
        command.add_argument("month", metavar="年月", help="2026-10のように書きます")
        command.add_argument("--area", metavar="地域", help="地域の名前")
    Session.add_reason(reopen, suppress=True)


def _close(session: Session, chosen: argparse.Namespace) -> Answer:
    closing = session.desk.closings.close(Month.parse(chosen.month), session.area(chosen.area))
    return _told(closing, f"{closing.month}を締めました。{closing.name}　照合番号 {closing.code}")


def _reopen(session: Session, chosen: argparse.Namespace) -> Answer:
    month = Month.parse(chosen.month)
    if not chosen.because:
        raise Invalid("reason", "もう一度開けるわけを、--reason に書いてください。", kind="missing")
    closing = session.desk.closings.reopen(month, chosen.because, session.area(chosen.area))
    return _told(closing, f"{month}をもう一度開けました。次に締めると、第{closing.issue + 1}号（訂正版）になります。")


def _told(closing: Closing, text: str) -> Answer:
    document = {"month": str(closing.month), "area": closing.area, "issue": closing.issue, "code": closing.code}
    return Answer(document, text)
