"""``search`` and ``due``: what is asked of the store."""

import argparse
from typing import Any

from watchdesk.cli.session import Answer, Session
from watchdesk.cli.values import day
from watchdesk.domain.cadence import reason_words
from watchdesk.domain.era import show_day
from watchdesk.domain.lines import PersonLine
from watchdesk.errors import Invalid


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    search = commands.add_parser(
        "search",
        parents=[common],
        examples=("search さとう", "search 通院 --in visits --json"),
        help="名前・ふりがな・住所・電話・記録の文からさがします",
    )
    search.add_argument("text", metavar="ことば")
    search.add_argument("--in", dest="place", choices=("people", "visits"), default="people", help="さがす所")
    search.add_argument("--area", metavar="地域")
    search.set_defaults(run=_search)
    due = commands.add_parser(
        "due",
        parents=[common],
        examples=("due", "due --on 2026-10-31 --json"),
        help="安否を確かめる期限が近い方、過ぎた方を並べます",
    )
    due.add_argument("--on", metavar="日付", type=day, help="この日の時点で。書かなければ今日")
    due.add_argument("--area", metavar="地域")
    due.set_defaults(run=_due)


def _search(session: Session, chosen: argparse.Namespace) -> Answer:
    if not chosen.text.strip():
        raise Invalid("text", "さがすことばを書いてください。", kind="missing")
    area = session.area(chosen.area)
    if chosen.place == "visits":
        visits = session.desk.search.visits(chosen.text, area)
        document = [
            {"id": hit.id, "person_id": hit.person_id, "date": hit.date.isoformat(), "snippet": hit.snippet}
            for hit in visits
        ]
        return Answer(document, "\n".join(f"{hit.date}  {hit.snippet}" for hit in visits) or NOTHING)
    people = session.desk.search.people(chosen.text, area)
    rows = [{"id": hit.id, "name": hit.name, "kana": hit.kana, "area": hit.area, "score": hit.score} for hit in people]
    return Answer(rows, "\n".join(f"{hit.name}（{hit.kana or '読みなし'}） {hit.area}" for hit in people) or NOTHING)


NOTHING = "見つかりませんでした。"


def _due(session: Session, chosen: argparse.Namespace) -> Answer:
    on = chosen.on or session.desk.today()
    lines = session.desk.due.lines(on, session.area(chosen.area))
    text = "\n".join(f"{line.name}  {reason_words(line.due)}" for line in lines if line.due)
    return Answer([_due_json(line) for line in lines], text or f"{show_day(on)}に期限の近い方は、いません。")


def _due_json(line: PersonLine) -> dict[str, Any]:
    standing = line.due
    if standing is None:
        raise ValueError(line.id)
    return {
        "id": line.id,
        "name": line.name,
        "last_confirmed": standing.last_confirmed.isoformat() if standing.last_confirmed else None,
        "last_attempt": standing.last_attempt.isoformat() if standing.last_attempt else None,
        "due_on": standing.due_on.isoformat(),
        "state": str(standing.state),
        "overdue_days": standing.overdue_days,
        "silent_streak": standing.silent_streak,
        "worrying": standing.worrying,
    }
