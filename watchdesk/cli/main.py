"""The entry: reads the words, runs one command, and turns its outcome into output and exit status (contract §4)."""

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence

from watchdesk import __version__
from watchdesk.cli import (
    closing,
    copies,
    exporting,
    handovers,
    importing,
    ledger,
    making,
    questions,
    receiving,
    reporting,
    safety,
    users,
)
from watchdesk.cli.session import Answer, Session
from watchdesk.cli.words import Parser
from watchdesk.errors import WatchDeskError

GROUPS = (
    making,
    importing,
    reporting,
    closing,
    copies,
    exporting,
    receiving,
    handovers,
    questions,
    safety,
    ledger,
    users,
)

EPILOG = """例:
  watchdesk-cli init --area 堀江 --name "山本 花子" --password-file pw.txt
  watchdesk-cli import people 名簿.xlsx --dry-run
  watchdesk-cli report monthly --month 2026-10 --to 月報.pdf
  watchdesk-cli due --json

パスワードは --password-file の1行目か、環境変数 WATCHDESK_PASSWORD_FILE のファイルから読みます。
どちらもなければ、その場でたずねます。
終了コード: 0 できました / 1 できませんでした（何も変わっていません） / 2 使い方がちがいます /
3 一部ができました / 4 利用者かパスワードがちがいます / 5 保管庫がこわれています /
6 保管庫が使われています / 7 もっと新しい見守りデスクの保管庫です"""


def parser() -> argparse.ArgumentParser:
    """Return the whole command line, each group adding its own commands."""
    common = Parser(add_help=False)
    Session.add_options(common, suppress=True)
    whole = Parser(
        prog="watchdesk-cli",
        description="見守りデスクの仕事を、画面なしでします。",
        epilog=EPILOG,
    )
    Session.add_options(whole, suppress=False)
    Session.add_reason(whole, suppress=False)
    whole.add_argument("--version", action="version", version=f"見守りデスク {__version__}", help="版を表示します")
    commands = whole.add_subparsers(dest="command", metavar="コマンド", required=True, parser_class=Parser)
    for group in GROUPS:
        group.add_commands(commands, common)
    return whole


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    _speak_utf8()
    words = list(sys.argv[1:] if words is None else words)
    as_json = "--json" in words
    try:
        chosen = parser().parse_args(words)
        with Session(chosen) as session, session.reason():
            answer: Answer = chosen.run(session, chosen)
    except WatchDeskError as refused:
        return _refuse(refused, as_json=as_json)
    except OSError as wrong:
        sentence = f"ファイルを読み書きできませんでした（{wrong.strerror}）。場所を確かめて、もう一度お試しください。"
        return _refuse(WatchDeskError(sentence, code="disk_error"), as_json=as_json)
    except KeyboardInterrupt:
        return _refuse(WatchDeskError("途中でやめました。", code="cancelled"), as_json=as_json)
    _tell(json.dumps(answer.document, ensure_ascii=False, indent=1) if as_json else answer.text)
    return answer.exit_status


def _tell(text: str) -> None:
    """Print; a reader that went away early (``| head``) is no fault of the command."""
    try:
        if text:
            print(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(refused: WatchDeskError, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": {"code": refused.code, "text": str(refused)}}, ensure_ascii=False))
    print(str(refused).replace("\n", " "), file=sys.stderr)
    return refused.exit_status


def _speak_utf8() -> None:
    """Windows' consoles and pipes default to CP932, in which not every name can be written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and os.environ.get("PYTHONIOENCODING") is None:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
