"""``export``: everything in the store as one file, and the month for a receiver as a file that only they open."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from watchdesk.cli.session import Answer, Session, first_line
from watchdesk.cli.values import day, month
from watchdesk.domain.profile import Profile
from watchdesk.errors import Invalid, WatchDeskError


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    export = commands.add_parser("export", help="ファイルに書き出します")
    kinds = export.add_subparsers(dest="kind", metavar="種類", required=True)
    _add_full(kinds, common)
    _add_welfare(kinds, common)
    _add_profiles(kinds, common)


def _add_full(kinds: Any, common: argparse.ArgumentParser) -> None:
    full = kinds.add_parser(
        "full",
        parents=[common],
        examples=("export full --to すべて.json --i-understand-this-is-not-encrypted",),
        help="すべての記録を、暗号化せずに書き出します",
    )
    full.add_argument("--to", metavar="ファイル.json", type=Path, required=True)
    full.add_argument(
        "--i-understand-this-is-not-encrypted",
        dest="understood",
        action="store_true",
        help="暗号化されないことを承知しています",
    )
    full.set_defaults(run=_full)


def _add_welfare(kinds: Any, common: argparse.ArgumentParser) -> None:
    welfare = kinds.add_parser(
        "welfare",
        parents=[common],
        examples=(
            "export welfare --month 2026-10 --to 10月.xlsx --recipient hokenfukushi --file-password-file 合言葉.txt",
            "export welfare --month 2026-10 --to 10月.age --recipient hokenfukushi --file-password-file 合言葉.txt "
            "--format csv --encoding cp932",
        ),
        help="月の記録を、渡す相手だけが開けるファイルにします",
    )
    welfare.add_argument("--month", metavar="年-月", type=month, required=True, help="2026-10 のように")
    welfare.add_argument("--to", metavar="ファイル", type=Path, required=True, help="書き出すファイル")
    welfare.add_argument("--recipient", metavar="相手", required=True, help="渡す相手のコード（receivers list）")
    welfare.add_argument(
        "--file-password-file",
        metavar="ファイル",
        type=Path,
        help="1行目がファイルのパスワード。鍵で閉じる相手には要りません",
    )
    welfare.add_argument("--format", choices=("xlsx", "csv"), default="xlsx", help="csv は age ファイルになります")
    welfare.add_argument("--profile", metavar="名前", help="書き出しの形の名前")
    welfare.add_argument("--statistics-only", action="store_true", help="お名前のない、数字だけ")
    welfare.add_argument("--encoding", choices=("utf-8", "cp932"), default="utf-8", help="csv の文字コード")
    welfare.add_argument("--accept-substitutions", action="store_true", help="書けない字の置きかえを承知しています")
    welfare.add_argument("--replace", action="store_true", help="同じ名前のファイルに上書きします")
    welfare.add_argument("--same-password", action="store_true", help="前に使ったパスワードを、もう一度使います")
    welfare.add_argument("--confirmed-by", metavar="名前", help="渡す相手を一緒に確かめた、もう一人の方")
    welfare.add_argument("--due-back", metavar="日", type=day, help="USBメモリーなどを返してもらう日")
    welfare.add_argument("--erase-by", metavar="日", type=day, help="相手に消してもらう日")
    welfare.set_defaults(run=_welfare)


def _add_profiles(kinds: Any, common: argparse.ArgumentParser) -> None:
    profiles = kinds.add_parser(
        "profiles",
        parents=[common],
        examples=("export profiles --json", "export profiles --save 形.json", "export profiles --remove 保健福祉課"),
        help="書き出しの形（列の選び方・順・名前）を並べ、残し、消します",
    )
    what = profiles.add_mutually_exclusive_group()
    what.add_argument("--save", metavar="ファイル.json", type=Path, help="この形を残します")
    what.add_argument("--remove", metavar="名前", help="この形を消します")
    profiles.set_defaults(run=_profiles)


def _full(session: Session, chosen: argparse.Namespace) -> Answer:
    if not chosen.understood:
        sentence = (
            "このファイルは暗号化されません。承知のうえで書き出すときは、"
            "--i-understand-this-is-not-encrypted をつけてください。"
        )
        raise Invalid("export", sentence, kind="not_confirmed")
    _refuse_no_folder(chosen.to)
    written = session.run(session.desk.exports.full(chosen.to))
    return Answer(written.to_json(), f"{written.people}名・{written.visits}件を書き出しました: {chosen.to}")


def _refuse_no_folder(target: Path) -> None:
    if not target.parent.is_dir():
        raise Invalid("to", f"書き出す先のフォルダー「{target.parent}」がありません。", kind="no_folder")


def _welfare(session: Session, chosen: argparse.Namespace) -> Answer:
    _refuse_no_folder(chosen.to)
    desk = session.desk
    receiver = desk.receivers.get(chosen.recipient)
    named = chosen.file_password_file
    lock = desk.handing.lock_for(receiver, first_line(named) if named is not None else None)
    parcel = session.run(
        desk.welfare.month(
            chosen.month,
            receiver.code,
            profile=desk.profiles.get(chosen.profile),
            statistics_only=chosen.statistics_only,
        )
    )
    sending = desk.handing.sending(
        chosen.to,
        lock,
        form=chosen.format,
        old_letters=chosen.encoding == "cp932",
        accepted=None if chosen.accept_substitutions else (),
        replace=chosen.replace,
        insist=chosen.same_password,
        second=chosen.confirmed_by,
        due_back=chosen.due_back,
        erase_by=chosen.erase_by,
    )
    handed = session.run(desk.handing.hand_over(parcel, sending))
    for sentence in handed.told:
        print(sentence, file=sys.stderr)
    number = f"写し 第{handed.handover.copy_number}号、" if handed.handover.copy_number is not None else ""
    left = sum(parcel.withheld.values())
    text = (
        f"{parcel.receiver_word}に渡すファイルをつくりました（{number}{handed.handover.people}名・"
        f"{handed.handover.visits}件、同意がなく入れていない方{left}名）: {chosen.to}"
    )
    return Answer(handed.to_json(), text)


def _profiles(session: Session, chosen: argparse.Namespace) -> Answer:
    profiles = session.desk.profiles
    if chosen.save is not None:
        profiles.save(Profile.from_json(_json(chosen.save)))
    elif chosen.remove is not None:
        profiles.remove(chosen.remove)
    sheets = {sheet.key: [{"key": one.key, "title": one.title} for one in sheet.columns] for sheet in profiles.sheets}
    found = profiles.all()
    return Answer(
        {"profiles": [one.to_json() for one in found], "columns": sheets}, "\n".join(one.name for one in found)
    )


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as wrong:
        sentence = f"書き出しの形のファイル「{file.name}」が読めません。JSONかどうか確かめてください。"
        raise WatchDeskError(sentence, code="profile.unreadable") from wrong
