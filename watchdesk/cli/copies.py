"""``copies``: the paper ledger 写しの台帳; ``report whereabouts`` and ``report lost-report``: its sheets on paper."""

import argparse
from typing import Any

from watchdesk.cli.places import add_to, refuse_unfit
from watchdesk.cli.session import Answer, Session
from watchdesk.cli.values import day
from watchdesk.domain.copies import CopyLine, CopyState
from watchdesk.domain.era import show_day_short
from watchdesk.domain.folding import fold
from watchdesk.errors import Invalid, NotFound

KINDS: tuple[dict[str, Any], ...] = (
    {
        "kind": "whereabouts",
        "title": "写しの所在確認",
        "options": [],
        "about": "出ている写しを持つ方ごとに並べ、あるかどうかに印をつける紙です。",
    },
    {
        "kind": "lost-report",
        "title": "紛失報告書",
        "options": ["--copy"],
        "about": "なくした写しについて、のっている方と、したことを書いた報告書です。",
    },
)
"""As ``report list`` names them."""

SEEN = "seen"
NOTHING = "当てはまる写しは、ありません。"


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    copies = commands.add_parser("copies", help="お名前の入った紙とファイル（写し）の台帳です")
    what = copies.add_subparsers(dest="what", metavar="すること", required=True)
    listed = what.add_parser(
        "list",
        parents=[common],
        examples=("copies list --out", 'copies list --overdue --holder "林 恵" --json'),
        help="写しを並べます",
    )
    listed.add_argument("--out", action="store_true", help="出ているものだけ")
    listed.add_argument("--overdue", action="store_true", help="返す日を過ぎたものだけ")
    listed.add_argument("--holder", metavar="名前", default="", help="持っている方の名前の一部")
    listed.set_defaults(run=_list)
    settle = what.add_parser(
        "settle",
        parents=[common],
        examples=("copies settle 12 returned", 'copies settle 12 destroyed --note "細かく裁った" --json'),
        help="写しがどうなったかを書きます",
    )
    settle.add_argument("number", metavar="番号", help="紙にある番号。12、第6-8号 のように")
    told = "returned 戻った / destroyed 廃棄した / lost なくした / out 出ている（見つかった） / seen あるのを確かめた"
    states = [*(state.value for state in CopyState if state is not CopyState.GIVEN), SEEN]
    settle.add_argument("state", metavar="状態", choices=states, help=told)
    settle.add_argument("--on", metavar="日", type=day, help="その日。書かなければ今日")
    settle.add_argument("--note", metavar="言葉", help="どのように廃棄したか、どこでなくしたか、など")
    settle.set_defaults(run=_settle)


def add_kinds(kinds: Any, common: argparse.ArgumentParser) -> None:
    """Add the ledger's sheets to the reports."""
    check = kinds.add_parser(
        "whereabouts",
        parents=[common],
        examples=("report whereabouts --to 所在確認.pdf",),
        help="出ている写しの所在確認の用紙",
    )
    check.set_defaults(run=_check)
    lost = kinds.add_parser(
        "lost-report",
        parents=[common],
        examples=("report lost-report --copy 12 --to 紛失報告書.pdf --json",),
        help="紛失報告書（事務所の控え）。写しとして、番号をつけて管理台帳に書きます",
    )
    lost.add_argument("--copy", metavar="番号", required=True, help="なくした写しの番号")
    lost.set_defaults(run=_lost)
    for kind in (check, lost):
        add_to(kind)


def _list(session: Session, chosen: argparse.Namespace) -> Answer:
    room, today = session.desk.copies, session.desk.today()
    lines = room.overdue() if chosen.overdue else room.out() if chosen.out else room.all()
    wanted = fold(chosen.holder)
    lines = tuple(line for line in lines if wanted in fold(line.who))
    text = "\n".join(_said(line) for line in lines) or NOTHING
    return Answer([_json(line, line.overdue_days(today)) for line in lines], text)


def _said(line: CopyLine) -> str:
    due = f"  返す日 {show_day_short(line.due_back)}" if line.due_back is not None else ""
    return f"{line.shown}  {line.state.label}  {line.who or '持つ方の記録なし'}{due}  {line.name}"


def _json(line: CopyLine, overdue_days: int) -> dict[str, Any]:
    days = {name: getattr(line, name) for name in ("made_on", "due_back", "state_on", "checked_on")}
    return {
        "number": line.number,
        "shown": line.shown,
        "kind": line.kind,
        "title": line.name,
        "receiver": line.receiver,
        "holder": line.holder,
        "purpose": line.purpose,
        "people": line.people,
        "pages": line.pages,
        "state": str(line.state),
        "overdue_days": overdue_days,
        "reprint_of": line.reprint_of,
        **{name: on.isoformat() if on is not None else None for name, on in days.items()},
    }


def _meant(session: Session, typed: str) -> CopyLine:
    """The one copy of a number; Invalid where digits alone may mean two."""
    found = session.desk.copies.find(typed)
    if not found:
        raise NotFound(f"「{typed}」という番号の写しは、ありません。番号を確かめてください。")
    if len(found) > 1:
        both = "か".join(line.shown for line in found)
        raise Invalid("number", f"「{typed}」は、{both}のどちらでしょうか。「第」と「号」をつけて書いてください。")
    return found[0]


def _settle(session: Session, chosen: argparse.Namespace) -> Answer:
    room, number = session.desk.copies, _meant(session, chosen.number).number
    if chosen.state == SEEN:
        line = room.seen(number, chosen.on)
    else:
        line = room.settle(number, CopyState(chosen.state), chosen.on, chosen.note)
    text = f"{line.shown}は「{line.state.label}」です。"
    if line.state is CopyState.LOST:
        text += (
            "\n今日のうちに、見守り相談室と保健福祉課へ知らせてください。紛失報告書は report lost-report でつくれます。"
        )
    return Answer(_json(line, line.overdue_days(session.desk.today())), text)


def _check(session: Session, chosen: argparse.Namespace) -> Answer:
    refuse_unfit(chosen.to, replace=chosen.replace)
    sheets = session.desk.whereabouts_sheets
    sheet = sheets.save(session.run(sheets.prepare()), chosen.to)
    text = f"所在確認の用紙を書き出しました（{sheet.facts.total}枚、{sheet.pages}ページ）: {chosen.to}"
    return Answer(sheet.to_json(chosen.to), text)


def _lost(session: Session, chosen: argparse.Namespace) -> Answer:
    refuse_unfit(chosen.to, replace=chosen.replace)
    reports = session.desk.lost_reports
    report = reports.save(session.run(reports.prepare(_meant(session, chosen.copy).number)), chosen.to)
    number = f"第{report.number}号、" if report.number is not None else ""
    return Answer(report.to_json(chosen.to), f"紛失報告書を書き出しました（{number}{report.pages}ページ）: {chosen.to}")
