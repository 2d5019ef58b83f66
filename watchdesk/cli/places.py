"""Places: where a command's file goes; what lies there already stays, unless it is said that it may go."""

import argparse
from pathlib import Path

from watchdesk.errors import Invalid, WatchDeskError


def add_to(parser: argparse.ArgumentParser, told: str = "書き出すPDF", *, dest: str = "to") -> None:
    """Add ``--to`` and ``--replace``."""
    parser.add_argument("--to", dest=dest, metavar="ファイル", type=Path, required=True, help=told)
    parser.add_argument("--replace", action="store_true", help="同じ名前のファイルに上書きします")


def refuse_unfit(target: Path, *, replace: bool, may_replace: bool = True) -> None:
    """Refuse what cannot be written there, before anything is drawn or counted as a copy 写し.

    Invalid where its folder is not there; WatchDeskError for a folder (``is_a_folder``), and for a file that is there
    and may not go (``exists``); ``may_replace``: whether the command could be told that it may.
    """
    refuse_no_folder(target)
    if target.is_dir():
        sentence = f"「{target.name}」はフォルダーです。別の名前にしてください。"
        raise WatchDeskError(sentence, code="is_a_folder")
    if target.exists() and not replace:
        instead = "別の名前にするか、上書きしてよければ --replace をつけてください。"
        instead = instead if may_replace else "別の名前にしてください。"
        raise WatchDeskError(f"「{target.name}」は、もうあります。{instead}", code="exists")


def refuse_no_folder(target: Path) -> None:
    """Invalid where the folder that a file should be written to is not there."""
    if not target.parent.is_dir():
        raise Invalid("to", f"書き出す先のフォルダー「{target.parent}」がありません。", kind="no_folder")
