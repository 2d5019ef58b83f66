"""``audit list``: the ledger 管理台帳, newest first."""

import argparse
from typing import Any

from watchdesk.cli.session import Answer, Session
from watchdesk.cli.values import number
from watchdesk.desk import LedgerLine
from watchdesk.errors import Invalid

LINES, MOST = 200, 1_000_000
"""So many lines where none are asked for, and at the most."""


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    audit = commands.add_parser("audit", help="管理台帳")
    deeds = audit.add_subparsers(dest="deed", metavar="すること", required=True)
    listed = deeds.add_parser(
        "list",
        parents=[common],
        examples=("audit list --limit 20", "audit list --person 番号 --json"),
        help="だれが、いつ、何をしたかを、新しい順に並べます",
    )
    listed.add_argument(
        "--limit", metavar="行数", type=number(1, MOST), default=LINES, help=f"書かなければ{LINES}行まで"
    )
    listed.add_argument("--person", metavar="方", help="要援護者の番号。その方の行だけにします")
    listed.set_defaults(run=_list)


def _list(session: Session, chosen: argparse.Namespace) -> Answer:
    desk = session.desk
    if chosen.person is not None and not desk.people.lines_of([chosen.person]):
        raise Invalid("person", f"「{chosen.person}」という番号の方は、いません。", kind="unknown")
    lines = desk.ledger.told(chosen.limit, None if chosen.person is None else [chosen.person])
    return Answer([_document(line) for line in lines], "\n".join(map(_told, lines)) or "まだ、何も書かれていません。")


def _document(line: LedgerLine) -> dict[str, Any]:
    entry = line.entry
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(timespec="seconds"),
        "by": entry.by,
        "action": entry.action,
        "entity": entry.entity,
        "id": entry.entity_id,
        "reason": entry.reason,
    }


def _told(line: LedgerLine) -> str:
    told = (f"{line.entry.at:%Y-%m-%d %H:%M}", line.entry.by, line.deed, line.subject, line.details)
    return "  ".join(part for part in told if part)
