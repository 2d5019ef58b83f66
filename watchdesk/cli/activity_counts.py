"""``report activity-count``: 活動件数集計報告書, the nation-wide blocks A to F of a month or a 年度."""

import argparse
from typing import Any

from watchdesk.cli.places import add_to, refuse_unfit
from watchdesk.cli.session import Answer, Session
from watchdesk.cli.values import month, number
from watchdesk.desk import MOST_STAMPS, CountLook
from watchdesk.domain.activity_count import Period
from watchdesk.domain.work_lists import Block
from watchdesk.errors import Invalid

TITLE = "活動件数集計報告書"
KIND = {
    "kind": "activity-count",
    "title": TITLE,
    "options": ["--month", "--year", "--area", "--all-areas", "--stamps", "--remarks", "--blocks"],
    "about": "全国共通の分け方で数えた、月または年度の活動の件数です。",
}


def add_kind(kinds: Any, common: argparse.ArgumentParser) -> None:
    """Add the report."""
    count = kinds.add_parser(
        "activity-count",
        parents=[common],
        examples=(
            "report activity-count --month 2026-10 --to 10月の件数.pdf",
            "report activity-count --year 2026 --all-areas --to 令和8年度の件数.pdf --json",
        ),
        help="活動件数集計報告書。民生委員・児童委員の統計と同じ分け方の件数です",
    )
    period = count.add_mutually_exclusive_group(required=True)
    period.add_argument("--month", metavar="年-月", type=month, help="2026-10 のように")
    period.add_argument("--year", metavar="年", type=number(1989, 9998), help="年度。4月の年を、2026 のように")
    scope = count.add_mutually_exclusive_group()
    scope.add_argument("--area", metavar="地域")
    scope.add_argument("--all-areas", action="store_true", help="全地域と区の合計を1つのPDFに")
    count.add_argument("--stamps", metavar="課長,係長,…", default="", help="決裁欄。5つまで")
    count.add_argument("--remarks", metavar="言葉", default="", help="備考。表の下に印刷します")
    count.add_argument("--blocks", metavar="A,B,…", default="", help="のせる欄。書かなければ、AからFまで")
    add_to(count)
    count.set_defaults(run=_run)


def _run(session: Session, chosen: argparse.Namespace) -> Answer:
    look = _look(chosen)
    refuse_unfit(chosen.to, replace=chosen.replace)
    desk = session.desk
    period = Period(chosen.month) if chosen.month is not None else Period.of_year(chosen.year)
    job = desk.activity_counts.prepare(period, session.area(chosen.area), all_areas=chosen.all_areas, look=look)
    sheet = desk.activity_counts.save(session.run(job), chosen.to)
    text = f"{TITLE}を書き出しました（{sheet.pages}ページ）: {chosen.to}"
    return Answer(sheet.to_json(chosen.to), text)


def _look(chosen: argparse.Namespace) -> CountLook:
    blocks = []
    for code in _several(chosen.blocks.upper()):
        if code not in set(Block):
            raise Invalid("blocks", f"「{code}」という欄はありません。A,B,C,D,E,F から選んでください。", kind="unknown")
        blocks.append(Block(code))
    stamps = _several(chosen.stamps)
    if len(stamps) > MOST_STAMPS:
        raise Invalid("stamps", f"決裁欄は、{MOST_STAMPS}つまでです。", kind="too_many")
    return CountLook(stamps=stamps, remarks=chosen.remarks, blocks=tuple(blocks))


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, text.replace("、", ",").split(",")) if part)
