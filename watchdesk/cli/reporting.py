"""``report``: the reports on paper, and which there are."""

import argparse
from functools import partial
from typing import Any

from watchdesk.cli import activity_counts, copies, day_sheets, letters, sheets
from watchdesk.cli.places import add_to, refuse_unfit
from watchdesk.cli.session import Answer, Session
from watchdesk.cli.values import month
from watchdesk.desk import MonthlyLook
from watchdesk.domain.era import show_month
from watchdesk.domain.monthly_columns import PEOPLE, VISITS
from watchdesk.domain.sheet import STAMPS, read

_LOOK = ("--stamps", "--remarks", "--people-columns", "--visit-columns")
KINDS = (
    {
        "kind": "monthly",
        "title": "月報",
        "options": ["--month", "--area", "--all-areas", "--statistics-only", *_LOOK],
        "about": "1か月の人数・安否の確認・訪問の記録を、決まった形でまとめます。",
    },
    day_sheets.KIND,
    activity_counts.KIND,
    *letters.KINDS,
    *sheets.KINDS,
    *copies.KINDS,
)


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    report = commands.add_parser("report", help="報告書をPDFにします")
    kinds = report.add_subparsers(dest="kind", metavar="種類", required=True)
    _add_monthly(kinds, common)
    day_sheets.add_kind(kinds, common)
    activity_counts.add_kind(kinds, common)
    letters.add_kinds(kinds, common)
    sheets.add_kinds(kinds, common)
    copies.add_kinds(kinds, common)
    listed = kinds.add_parser("list", parents=[common], help="報告書の種類を並べます")
    listed.set_defaults(run=_list)


def _add_monthly(kinds: Any, common: argparse.ArgumentParser) -> None:
    monthly = kinds.add_parser(
        "monthly",
        parents=[common],
        examples=(
            "report monthly --month 2026-10 --to 月報.pdf",
            "report monthly --month 2026-10 --all-areas --to 全地域.pdf --json",
        ),
        help="月報。締めることはしません",
    )
    monthly.add_argument("--month", metavar="年-月", type=month, required=True, help="2026-10 のように")
    scope = monthly.add_mutually_exclusive_group()
    scope.add_argument("--area", metavar="地域")
    scope.add_argument("--all-areas", action="store_true", help="全地域と区の合計を1つのPDFに")
    add_to(monthly)
    monthly.add_argument("--statistics-only", action="store_true", help="お名前のない、数字のページだけ")
    _add_look(monthly)
    monthly.set_defaults(run=_monthly)


def _add_look(monthly: argparse.ArgumentParser) -> None:
    """What one print may have otherwise than the settings."""
    boxes = "決裁欄。5つまで。空にすると、印刷しません。書かなければ、設定のとおり"
    monthly.add_argument("--stamps", metavar="課長,係長,…", help=boxes)
    told = "特記事項。この印刷だけのものです。書かなければ、月報の画面で書いたもの"
    monthly.add_argument("--remarks", metavar="言葉", help=told)
    for option, what, choices in (
        ("--people-columns", "見守った方の一覧", PEOPLE),
        ("--visit-columns", "訪問記録のくわしい内容", VISITS),
    ):
        words = " / ".join(f"{key} {word}" for key, word in choices)
        told = f"{what}にのせる項目。{words}。書かなければ、設定のとおり"
        monthly.add_argument(option, metavar="項目,…", type=partial(_columns, choices), help=told)


def _columns(choices: tuple[tuple[str, str], ...], text: str) -> tuple[str, ...]:
    """The keys written, in the order of the paper; one that is none is wrong usage, an empty text leaves all out."""
    wanted = {part.strip() for part in text.split(",") if part.strip()}
    known = [key for key, _ in choices]
    for unknown in sorted(wanted.difference(known)):
        raise argparse.ArgumentTypeError(f"「{unknown}」という項目はありません。{','.join(known)} から選んでください")
    return tuple(key for key in known if key in wanted)


def _monthly(session: Session, chosen: argparse.Namespace) -> Answer:
    stamps = read(STAMPS, chosen.stamps) if chosen.stamps is not None else None
    refuse_unfit(chosen.to, replace=chosen.replace)
    desk = session.desk
    job = desk.reports.monthly(
        chosen.month,
        session.area(chosen.area),
        all_areas=chosen.all_areas,
        statistics_only=chosen.statistics_only,
        look=MonthlyLook(
            stamps=stamps,
            remarks=chosen.remarks,
            people_columns=chosen.people_columns,
            visit_columns=chosen.visit_columns,
        ),
    )
    report = session.run(job)
    desk.reports.save(report, chosen.to)
    lost = f"\n印刷できない字が{len(report.unprintable)}つあり、〓と注にしました。" if report.unprintable else ""
    text = f"{show_month(chosen.month)}の月報を書き出しました（{report.pages}ページ）: {chosen.to}{lost}"
    return Answer(report.to_json(chosen.to), text)


def _list(session: Session, chosen: argparse.Namespace) -> Answer:
    return Answer(list(KINDS), "\n".join(f"{kind['kind']}  {kind['title']}：{kind['about']}" for kind in KINDS))
