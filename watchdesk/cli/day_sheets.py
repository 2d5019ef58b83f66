"""``report day-sheet``: the sheet of a round まわり用紙, chosen by place, watcher and due state, as a numbered copy."""

import argparse
from pathlib import Path
from typing import Any

from watchdesk.cli.places import add_to, refuse_unfit
from watchdesk.cli.session import Answer, Session
from watchdesk.cli.values import day
from watchdesk.desk import USUAL_RECEIVER, DaySheet, Desk
from watchdesk.domain.check_digit import shown
from watchdesk.domain.day_sheet_look import ITEMS, DaySheetLook
from watchdesk.domain.folding import fold
from watchdesk.domain.outing import Outing, Reach
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.round import Naming
from watchdesk.domain.sheet import STAMPS, read
from watchdesk.domain.words import Method
from watchdesk.errors import Invalid

OPTIONS = (
    *("--due", "--area", "--town", "--building", "--watcher"),
    *("--on", "--method", "--walker", "--initials", "--for"),
    *("--items", "--remarks", "--stamps"),
)
KIND = {
    "kind": "day-sheet",
    "title": "まわり用紙",
    "options": list(OPTIONS),
    "about": "会いに行く方を歩く順に並べた紙です。会った結果を書きこみ、あとで打ちこみます。",
}


def add_kind(kinds: Any, common: argparse.ArgumentParser) -> None:
    """Add this kind of report."""
    sheet = kinds.add_parser(
        "day-sheet",
        parents=[common],
        examples=(
            "report day-sheet --to 用紙.pdf",
            'report day-sheet --due soon --town 九条 --watcher "中村 清" --to 用紙.pdf --json',
        ),
        help="まわり用紙。写しとして、番号をつけて管理台帳に書きます",
    )
    _add_choice(sheet)
    sheet.add_argument("--on", metavar="日", type=day, help="まわる日。書かなければ今日")
    sheet.add_argument("--method", metavar="方法", choices=[one.value for one in Method], default="visit")
    sheet.add_argument("--walker", metavar="名前", help="歩く人")
    sheet.add_argument("--initials", action="store_true", help="氏名のかわりに、頭文字と番号をのせます")
    sheet.add_argument(
        "--for", dest="receiver", metavar="提供先", default=USUAL_RECEIVER, help="渡す相手。書かなければ見守り員"
    )
    _add_look(sheet)
    add_to(sheet)
    sheet.set_defaults(run=_draw)


def _add_look(sheet: argparse.ArgumentParser) -> None:
    words = " / ".join(f"{key} {word}" for key, word in ITEMS)
    usual = ",".join(key for key, _ in ITEMS)
    sheet.add_argument("--items", metavar="項目", default=usual, help=f"のせる項目。{words}。書かなければ、すべて")
    sheet.add_argument("--remarks", metavar="文", default="", help="連絡事項。最初のページに印刷します")
    sheet.add_argument("--stamps", metavar="欄", default="", help="決裁欄。「会長,担当」のように、5つまで書きます")


def _look(chosen: argparse.Namespace) -> DaySheetLook:
    items = tuple(part.strip() for part in chosen.items.split(",") if part.strip())
    return DaySheetLook(stamps=read(STAMPS, chosen.stamps), remarks=chosen.remarks, items=items)


def _add_choice(sheet: argparse.ArgumentParser) -> None:
    reaches = [one.value for one in Reach]
    sheet.add_argument(
        "--due", choices=reaches, default="today", help="today 今日まで / soon もうすぐまで / all すべて"
    )
    sheet.add_argument("--area", metavar="地域")
    sheet.add_argument("--town", metavar="町名")
    sheet.add_argument("--building", metavar="建物", default="", help="建物の名前の一部")
    sheet.add_argument("--watcher", metavar="見守り員", help="担当の見守り員の名前")


def _draw(session: Session, chosen: argparse.Namespace) -> Answer:
    refuse_unfit(chosen.to, replace=chosen.replace)
    desk = session.desk
    outing = Outing(
        reach=Reach(chosen.due),
        area=session.area(chosen.area),
        town=chosen.town,
        building=chosen.building,
        watcher=_watcher(desk, chosen.watcher),
    )
    job = desk.day_sheets.prepare(
        [one.id for one in desk.rounds.chosen(outing)],
        on=chosen.on or desk.today(),
        method=Method(chosen.method),
        naming=Naming.INITIALS if chosen.initials else Naming.FULL,
        walker=chosen.walker,
        receiver=chosen.receiver,
        look=_look(chosen),
    )
    return _told(desk.day_sheets.save(session.run(job), chosen.to), chosen.to)


def _watcher(desk: Desk, name: str | None) -> str | None:
    """The id of the watcher of a name; Invalid where there is none."""
    if name is None:
        return None
    for partner in desk.partners.all(PartnerKind.WATCHER):
        if fold(partner.name) == fold(name):
            return partner.id
    raise Invalid("watcher", f"「{name}」という見守り員は、いません。", kind="unknown")


def _told(sheet: DaySheet, to: Path) -> Answer:
    number = shown(sheet.number or 0)
    left_out = f"\n同意のない{sheet.withheld}名は、のせていません。" if sheet.withheld else ""
    text = f"まわり用紙 {number}を書き出しました（{len(sheet.named)}名、{sheet.pages}ページ）: {to}{left_out}"
    return Answer(sheet.to_json(to), text)
