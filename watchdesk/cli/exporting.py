"""``export``: everything in the store as one file, and what goes to a receiver as a file that only they open."""

import argparse
from typing import Any

from watchdesk.cli import handing
from watchdesk.cli.places import add_to, refuse_unfit
from watchdesk.cli.session import Answer, Session
from watchdesk.errors import Invalid


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    export = commands.add_parser("export", help="ファイルに書き出します")
    kinds = export.add_subparsers(dest="kind", metavar="種類", required=True)
    _add_full(kinds, common)
    handing.add_kinds(kinds, common)


def _add_full(kinds: Any, common: argparse.ArgumentParser) -> None:
    full = kinds.add_parser(
        "full",
        parents=[common],
        examples=("export full --to すべて.json --i-understand-this-is-not-encrypted",),
        help="すべての記録を、暗号化せずに書き出します",
    )
    add_to(full, "書き出すファイル。.json で終わる名前に")
    full.add_argument(
        "--i-understand-this-is-not-encrypted",
        dest="understood",
        action="store_true",
        help="暗号化されないことを承知しています",
    )
    full.set_defaults(run=_full)


def _full(session: Session, chosen: argparse.Namespace) -> Answer:
    if not chosen.understood:
        sentence = (
            "このファイルは暗号化されません。承知のうえで書き出すときは、"
            "--i-understand-this-is-not-encrypted をつけてください。"
        )
        raise Invalid("export", sentence, kind="not_confirmed")
    refuse_unfit(chosen.to, replace=chosen.replace)
    written = session.run(session.desk.exports.full(chosen.to))
    return Answer(written.to_json(), f"{written.people}名・{written.visits}件を書き出しました: {chosen.to}")
