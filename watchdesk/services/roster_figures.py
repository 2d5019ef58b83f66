"""The figures of the roster 要援護者名簿 on the screen: who stands on it, under which head, and who is left out."""

from collections.abc import Iterator

from watchdesk.domain.definitions import ROSTER
from watchdesk.domain.paper_line import PaperLine
from watchdesk.reports.roster import GROUP, PEOPLE, RosterFacts, groups
from watchdesk.reports.sections import WITHHELD

_PEOPLE, _GROUP, _WITHHELD = (about for _, about in ROSTER)


def roster_lines(facts: RosterFacts) -> Iterator[PaperLine]:
    """The figures of a roster and their parts, as its pages have them."""
    yield PaperLine(key=PEOPLE, title="名簿にのる方", cells=(_told(len(standing(facts, PEOPLE))),), about=_PEOPLE)
    for at, (title, found) in enumerate(groups(facts)):
        if title:
            yield PaperLine(key=f"{GROUP}/{at}", title=title, cells=(_told(len(found)),), about=_GROUP, part_of=PEOPLE)
    left_out = {reason: count for reason, count in facts.people.withheld.items() if count}
    if left_out:
        told = _told(sum(left_out.values()))
        yield PaperLine(key=WITHHELD, title="のらない方", cells=(told,), about=_WITHHELD)
    for reason, count in left_out.items():
        key = f"{WITHHELD}/{reason.value}"
        about = f"のらない方のうち、渡し先への提供の同意が「{reason.label}」の方の数です。"
        yield PaperLine(key=key, title=reason.label, cells=(_told(count),), about=about, part_of=WITHHELD)


def standing(facts: RosterFacts, key: str) -> tuple[str, ...]:
    """Ids of the people on the roster, or under one of its heads, each once."""
    rows = facts.people.rows
    if key != PEOPLE:
        at = int(key.rpartition("/")[2])
        rows = tuple(row for row, _ in list(groups(facts))[at][1])
    return tuple(dict.fromkeys(row.id for row in rows))


def _told(count: int) -> str:
    return f"{count:,}名"
