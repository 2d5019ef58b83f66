"""Places: where a command's file goes; what lies there stays, unless it may go or is a paper of last time."""

import argparse
from pathlib import Path

from watchdesk.errors import Invalid, WatchDeskError

PDF = b"%PDF-"
"""What every PDF begins with."""


def add_to(parser: argparse.ArgumentParser, told: str = "書き出すPDF", *, dest: str = "to") -> None:
    """Add ``--to`` and ``--replace``."""
    parser.add_argument("--to", dest=dest, metavar="ファイル", type=Path, required=True, help=told)
    parser.add_argument("--replace", action="store_true", help="同じ名前のファイルに上書きします")


def refuse_unfit(target: Path, *, replace: bool, may_replace: bool = True) -> None:
    """Refuse what cannot be written there, before anything is drawn or counted as a copy 写し.

    Invalid where its folder is not there; WatchDeskError for a folder (``is_a_folder``), and for a file that is there
    and may not go (``exists``); ``may_replace``: whether the command could be told that it may. An earlier paper of the
    same name may, for scripts draw each month anew to it, and so may a file with nothing in it.
    """
    refuse_no_folder(target)
    if target.is_dir():
        sentence = f"「{target.name}」はフォルダーです。別の名前にしてください。"
        raise WatchDeskError(sentence, code="is_a_folder")
    if target.exists() and not replace and not (may_replace and _can_be_drawn_again(target)):
        instead = "別の名前にするか、上書きしてよければ --replace をつけてください。"
        instead = instead if may_replace else "別の名前にしてください。"
        raise WatchDeskError(f"「{target.name}」は、もうあります。{instead}", code="exists")


def _can_be_drawn_again(file: Path) -> bool:
    with file.open("rb") as opened:
        start = opened.read(len(PDF))
    return start in (b"", PDF)


def refuse_no_folder(target: Path) -> None:
    """Invalid where the folder that a file should be written to is not there."""
    if not target.parent.is_dir():
        raise Invalid("to", f"書き出す先のフォルダー「{target.parent}」がありません。", kind="no_folder")
