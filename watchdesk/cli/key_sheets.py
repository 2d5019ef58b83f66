"""Key sheets: how a new recovery key 復旧の鍵 is told, as a sheet to print or on the terminal."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from watchdesk.cli.places import refuse_unfit
from watchdesk.cli.session import Session
from watchdesk.desk import RecoveryKey, save_key_sheet
from watchdesk.errors import WatchDeskError

KEEP = "紙に書いて、封をして保管してください。"


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add ``--sheet`` and ``--show-key``."""
    told = "復旧の鍵の用紙を、このPDFに書きます。鍵は画面に出しません"
    parser.add_argument("--sheet", metavar="ファイル.pdf", type=Path, help=told)
    parser.add_argument("--show-key", action="store_true", help="--sheet をつけても、鍵を画面に出します")


def refuse_unfit_sheet(chosen: argparse.Namespace) -> None:
    """Refuse a place of the sheet before anything is made; an older key's sheet is never written over."""
    if chosen.sheet is not None:
        refuse_unfit(chosen.sheet, replace=False, may_replace=False)


@contextmanager
def on_sheet(
    session: Session, chosen: argparse.Namespace, key: RecoveryKey, area: str | None, day: date
) -> Iterator[None]:
    """The sheet, if it is wanted, is written first: a key that holds is never lost. Refused, it goes again."""
    target: Path | None = chosen.sheet
    if target is None:
        yield
        return
    save_key_sheet(key, area, day, target, session.folder)
    try:
        yield
    except WatchDeskError:
        target.unlink(missing_ok=True)
        raise


def told(chosen: argparse.Namespace, key: RecoveryKey) -> tuple[dict[str, Any], str]:
    """What is told of the key: part of the document (``recovery_key`` null where it is not shown), and words."""
    shown = chosen.sheet is None or chosen.show_key
    document: dict[str, Any] = {"recovery_key": key.text if shown else None}
    text = f"復旧の鍵: {key.text}\n" if shown else ""
    if chosen.sheet is None:
        return document, f"{text}{KEEP}"
    text += (
        f"復旧の鍵の用紙: {chosen.sheet}\n印刷し、封をして保管してください。印刷したら、このPDFはすぐに消してください。"
    )
    return document | {"sheet": str(chosen.sheet)}, text
