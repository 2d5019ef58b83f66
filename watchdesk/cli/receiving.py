"""``receive``, ``receiving-key``: what came is checked and taken out, by whoever receives it; no store is needed."""

import argparse
from pathlib import Path
from typing import Any

from watchdesk.cli.session import Answer, Session, first_line
from watchdesk.desk import receiving


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    receive = commands.add_parser(
        "receive",
        parents=[common],
        examples=(
            "receive 10月.age --identity 私の鍵.txt --to 10月.xlsx",
            "receive 10月.xlsx --file-password-file 合言葉.txt --json",
        ),
        help="受け取ったファイルを確かめ、取り出します。保管庫は要りません",
    )
    receive.add_argument("file", metavar="ファイル", type=Path, help="受け取ったファイル")
    receive.add_argument("--to", metavar="場所", type=Path, help="取り出す先。ファイルか、フォルダー")
    receive.add_argument("--identity", metavar="ファイル", type=Path, help="自分の鍵のファイル")
    receive.add_argument("--file-password-file", metavar="ファイル", type=Path, help="1行目がファイルのパスワード")
    receive.add_argument("--replace", action="store_true", help="同じ名前のファイルに上書きします")
    receive.set_defaults(run=_receive)
    made = commands.add_parser(
        "receiving-key",
        parents=[common],
        examples=("receiving-key --to 私の鍵.txt",),
        help="受け取る側の鍵をつくります。公開鍵のファイルを、送る方に渡します",
    )
    made.add_argument("--to", metavar="ファイル", type=Path, required=True, help="自分の鍵のファイル")
    made.set_defaults(run=_new_key)


def _receive(session: Session, chosen: argparse.Namespace) -> Answer:
    named = chosen.file_password_file
    received = receiving.open_file(
        chosen.file, password=first_line(named) if named is not None else None, identity=chosen.identity
    )
    saved = receiving.save(received, chosen.to, replace=chosen.replace) if chosen.to is not None else ()
    written = [str(one.path) for one in saved]
    about = received.about
    title = f"{about['title']}（{about['receiver']} 御中）\n" if about else ""
    rows = "、".join(f"{name} {count}行" for name, count in received.rows.items())
    told = f"\n取り出しました: {'、'.join(written)}" if written else ""
    return Answer(
        received.to_json() | {"saved": written}, f"{title}{rows}\n照合の値（SHA-256）: {received.sha256}{told}"
    )


def _new_key(session: Session, chosen: argparse.Namespace) -> Answer:
    own, public, phrase = receiving.new_key(chosen.to)
    text = f"自分の鍵: {own}\n送る方に渡す公開鍵: {public}\n電話で確かめる合言葉: {phrase.said}"
    return Answer({"identity": str(own), "public_key": str(public), "phrase": phrase.said}, text)
