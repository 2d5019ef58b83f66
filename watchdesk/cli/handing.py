"""``export welfare``, ``export list``, ``export person``: what goes to a receiver as a file that only they open."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from watchdesk.cli.places import add_to, refuse_unfit
from watchdesk.cli.session import Answer, Session, first_line
from watchdesk.cli.values import day, month
from watchdesk.desk import handing
from watchdesk.domain.copies import proposed
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.profile import Profile
from watchdesk.domain.words import Status
from watchdesk.errors import WatchDeskError

_FORMS = ("xlsx", "csv", "csv-xlsx")
_FORM_WORDS = "csv は age ファイル、csv-xlsx はCSVにするシートの入ったExcelのファイルになります"


def add_kinds(kinds: Any, common: argparse.ArgumentParser) -> None:
    """Add the files for receivers to ``export``."""
    _add_welfare(kinds, common)
    _add_list(kinds, common)
    _add_person(kinds, common)
    _add_profiles(kinds, common)


def _add_welfare(kinds: Any, common: argparse.ArgumentParser) -> None:
    welfare = kinds.add_parser(
        "welfare",
        parents=[common, _sending()],
        examples=(
            "export welfare --month 2026-10 --to 10月.xlsx --recipient hokenfukushi --file-password-file 合言葉.txt",
            "export welfare --month 2026-10 --to 10月.age --recipient hokenfukushi --file-password-file 合言葉.txt "
            "--format csv --encoding cp932",
        ),
        help="月の記録を、渡す相手だけが開けるファイルにします",
    )
    welfare.add_argument("--month", metavar="年-月", type=month, required=True, help="2026-10 のように")
    welfare.add_argument("--profile", metavar="名前", help="書き出しの形の名前")
    welfare.add_argument("--statistics-only", action="store_true", help="お名前のない、数字だけ")
    welfare.set_defaults(run=_welfare)


def _add_list(kinds: Any, common: argparse.ArgumentParser) -> None:
    listed = kinds.add_parser(
        "list",
        parents=[common, _sending()],
        examples=(
            "export list --recipient minsei --to 一覧.xlsx --file-password-file 合言葉.txt --town 新町",
            "export list --recipient hokenfukushi --to 一覧.xlsx --file-password-file 合言葉.txt "
            "--columns name,address,last_confirmed",
        ),
        help="要援護者の一覧を、渡す相手だけが開けるファイルにします。同意のない方は入りません",
    )
    listed.add_argument("--area", metavar="地域", help="この地域の方だけ")
    listed.add_argument("--town", metavar="町名", help="この町の方だけ")
    listed.add_argument(
        "--status",
        action="append",
        choices=[one.value for one in Status],
        help="この状態の方だけ。重ねて書けます。書かなければ active",
    )
    told = "この方たちだけ。書いた順に並びます。状態は、書いたときだけ、それでもしぼります"
    listed.add_argument("--people", metavar="番号,…", type=_people, help=told)
    listed.add_argument("--columns", metavar="列,…", default="", help="のせる列。書かなければ、いつもの列")
    listed.set_defaults(run=_list)


def _add_person(kinds: Any, common: argparse.ArgumentParser) -> None:
    person = kinds.add_parser(
        "person",
        parents=[common, _sending()],
        examples=("export person 番号 --recipient hokatsu --to 会議.xlsx --file-password-file 合言葉.txt",),
        help="お一人の記録を、会議などのために、渡す相手だけが開けるファイルにします",
    )
    person.add_argument("person", metavar="番号", help="その方の番号（search --json の id）")
    person.add_argument("--fields", metavar="項目,…", help="知らせる項目。書かなければ、いつもの項目")
    visits = person.add_mutually_exclusive_group()
    visits.add_argument("--visits", action="store_true", default=None, help="1年の訪問も入れます")
    visits.add_argument("--no-visits", dest="visits", action="store_false", help="訪問は入れません")
    person.set_defaults(run=_person)


def _sending() -> argparse.ArgumentParser:
    """The options by which each of them is sent."""
    sending = argparse.ArgumentParser(add_help=False)
    add = sending.add_argument
    add_to(sending, "書き出すファイル")
    add("--recipient", metavar="相手", required=True, help="渡す相手のコード（receivers list）")
    told = "1行目がファイルのパスワード。鍵で閉じる相手には要りません"
    add("--file-password-file", metavar="ファイル", type=Path, help=told)
    add("--format", choices=_FORMS, default="xlsx", help=_FORM_WORDS)
    add("--encoding", choices=("utf-8", "cp932"), default="utf-8", help="CSV の文字コード")
    add("--accept-substitutions", action="store_true", help="書けない字の置きかえを承知しています")
    add("--same-password", action="store_true", help="前に使ったパスワードを、もう一度使います")
    add("--confirmed-by", metavar="名前", help="渡す相手を一緒に確かめた、もう一人の方")
    back = sending.add_mutually_exclusive_group()
    told = "USBメモリーなどを返してもらう日。返す日も消す日も書かなければ、30日後"
    back.add_argument("--due-back", metavar="日", type=day, help=told)
    back.add_argument("--no-due-back", action="store_true", help="返してもらう日を決めません")
    add("--erase-by", metavar="日", type=day, help="相手に消してもらう日")
    return sending


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


# ---- what goes


def _welfare(session: Session, chosen: argparse.Namespace) -> Answer:
    def gather() -> Any:
        desk = session.desk
        return desk.welfare.month(
            chosen.month,
            chosen.recipient,
            profile=desk.profiles.get(chosen.profile),
            statistics_only=chosen.statistics_only,
        )

    return _hand(session, chosen, gather)


def _list(session: Session, chosen: argparse.Namespace) -> Answer:
    room, people = session.desk.list_files, session.desk.people
    wanted = PeopleFilter(
        status=tuple(map(Status, chosen.status or ((Status.ACTIVE,) if chosen.people is None else ()))),
        area=session.area(chosen.area),
        town=chosen.town,
    )
    for one in chosen.people or ():
        people.line(one)  # NotFound for a number that nobody has
    lines = wanted.kept(people.lines() if chosen.people is None else people.lines_of(chosen.people))
    ids, columns = [line.id for line in lines], room.known(_several(chosen.columns))
    return _hand(session, chosen, lambda: room.people(ids, receiver=chosen.recipient, columns=columns, wanted=wanted))


def _person(session: Session, chosen: argparse.Namespace) -> Answer:
    room = session.desk.list_files
    fields = room.known_fields(_several(chosen.fields)) if chosen.fields is not None else None
    return _hand(
        session,
        chosen,
        lambda: room.person(chosen.person, receiver=chosen.recipient, fields=fields, visits=chosen.visits),
    )


def _people(text: str) -> tuple[str, ...]:
    """Read the numbers of people; nobody at all is wrong usage, as an empty variable of a script never means all."""
    named = _several(text)
    if not named:
        raise argparse.ArgumentTypeError("どなたの番号も書いてありません")
    return named


def _several(told: str | None) -> tuple[str, ...]:
    return tuple(one.strip() for one in (told or "").split(",") if one.strip())


# ---- how it goes


def _hand(session: Session, chosen: argparse.Namespace, gather: Any) -> Answer:
    """Lock what ``gather`` brings for its receiver, write it, and say so."""
    refuse_unfit(chosen.to, replace=chosen.replace)
    desk, named = session.desk, chosen.file_password_file
    receiver = desk.receivers.get(chosen.recipient)
    lock = desk.handing.lock_for(receiver, first_line(named) if named is not None else None)
    parcel: handing.Parcel = session.run(gather())
    sending = desk.handing.sending(
        chosen.to,
        lock,
        form=chosen.format,
        old_letters=chosen.encoding == "cp932",
        accepted=None if chosen.accept_substitutions else (),
        replace=chosen.replace,
        insist=chosen.same_password,
        second=chosen.confirmed_by,
        due_back=_due_back(chosen, parcel, desk.today()),
        erase_by=chosen.erase_by,
    )
    handed = session.run(desk.handing.hand_over(parcel, sending))
    for sentence in ((f"入れていない項目：{parcel.left_out_told}",) if parcel.left_out else ()) + handed.told:
        print(sentence, file=sys.stderr)
    return Answer(handed.to_json(), _said(handed))


def _due_back(chosen: argparse.Namespace, parcel: handing.Parcel, today: date) -> date | None:
    """By when it comes back: what has names in it as is proposed of every copy, unless another end was said."""
    if chosen.due_back is not None or chosen.no_due_back or chosen.erase_by is not None or not parcel.named:
        return chosen.due_back  # type: ignore[no-any-return]  # argparse does not know what values.day gives
    return proposed(parcel.receiver, None, today, purpose=parcel.heading).due_back


def _said(handed: handing.Handed) -> str:
    one, left = handed.handover, handed.parcel.left
    number = f"写し 第{one.copy_number}号、" if one.copy_number is not None else ""
    return (
        f"{handed.parcel.receiver_word}に渡すファイルをつくりました（{number}{one.people}名・{one.visits}件、"
        f"同意がなく入れていない方{left}名）: {handed.file.path}"
    )


# ---- profiles


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
