"""``backup``, ``restore`` and ``verify``: that nothing is lost."""

import argparse
from pathlib import Path
from typing import Any

from watchdesk.cli.session import Answer, Session
from watchdesk.desk import beside, by_secret, findings_of_closed, restore
from watchdesk.errors import Damaged


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    backup = commands.add_parser(
        "backup",
        parents=[common],
        examples=("backup --to 控え.wdbackup",),
        help="控えを1つのファイルにとり、開くことを確かめます",
    )
    backup.add_argument("--to", metavar="ファイル", type=Path, help="書かなければ、保管庫の中の backups に")
    backup.set_defaults(run=_backup)
    back = commands.add_parser(
        "restore",
        parents=[common],
        examples=("restore 控え.wdbackup --to 戻した保管庫",),
        help="控えから戻します。今の保管庫の上には書きません",
    )
    back.add_argument("file", metavar="控えのファイル", type=Path, help="その日のパスワードか、復旧の鍵で開きます")
    back.add_argument("--to", metavar="フォルダー", type=Path, help="戻す場所。書かなければ、今の保管庫のとなり")
    back.set_defaults(run=_restore)
    verify = commands.add_parser(
        "verify", parents=[common], examples=("verify --json",), help="保管庫を点検し、直せる所を直します"
    )
    verify.set_defaults(run=_verify)


def _backup(session: Session, chosen: argparse.Namespace) -> Answer:
    made = session.run(session.desk.backups.make(chosen.to))
    document = {"file": str(made.path), "people": made.people, "visits": made.visits, "verified": made.verified}
    return Answer(document, f"控えをとり、開くことを確かめました（{made.people}名・{made.visits}件）: {made.path}")


def _restore(session: Session, chosen: argparse.Namespace) -> Answer:
    target = chosen.to or beside(session.folder)
    back = session.run(restore(chosen.file, by_secret(chosen.user, session.password()), target))
    document = {"store": str(back.folder), "people": back.people, "visits": back.visits}
    return Answer(document, f"控えから戻しました（{back.people}名・{back.visits}件）: {back.folder}")


def _verify(session: Session, chosen: argparse.Namespace) -> Answer:
    try:
        findings = session.run(session.desk.health.job())
    except Damaged as damage:
        findings = findings_of_closed(session.folder, damage)
    text = "\n".join(f"{'○' if check.ok else '×'} {check.text}" for check in findings.checks)
    return Answer(findings.to_json(), text, 0 if findings.ok else Damaged.exit_status)
