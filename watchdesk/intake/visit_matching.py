"""Whose visit a row is, and whether it is on record already (contract §5)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from watchdesk.domain.folding import fold
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.intake.outcome import Message, RowReport, RowResult
from watchdesk.intake.visits import Attempt, VisitRow, Whose
from watchdesk.intake.words import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDecision:
    """What becomes of a row. ``visit`` is the record to add, where ``report.result`` is added; its area is not set."""

    row: VisitRow
    report: RowReport
    visit: Visit | None = field(default=None, repr=False)
    candidates: tuple[str, ...] = ()


def match_visits(
    rows: Iterable[VisitRow],
    register: Sequence[Person],
    recorded: Iterable[Visit],
    *,
    new_id: Callable[[], str],
    created_by: str | None = None,
) -> tuple[VisitDecision, ...]:
    """Decide each row. ``recorded`` are the visits on record in the span of the list.

    A voided one is on record too: the desk decided against it, so a list does not bring it back, and says so.
    """
    people = _People(register)
    seen: dict[Seen, bool] = {}
    for visit in sorted(recorded, key=lambda one: not one.voided):  # of two alike, the one that counts
        seen[_of(visit)] = visit.voided
    return tuple(_decide(row, people, seen, new_id, created_by) for row in rows)


VOIDED = Message(
    "visit.voided", "", "この記録は、取り消してあります。数に入れるときは、設定の「ごみ箱」から戻してください。"
)

Seen = tuple[str, date, time | None, str, str, str | None]


def _of(visit: Visit) -> Seen:
    return (visit.person_id, visit.on, visit.at, visit.method, visit.result, visit.note)


def _decide(
    row: VisitRow, people: "_People", seen: dict[Seen, bool], new_id: Callable[[], str], created_by: str | None
) -> VisitDecision:
    if row.attempt is None:
        return VisitDecision(row=row, report=_report(row, row.result or RowResult.REJECTED))
    found, fault = people.find(row.whose)
    if fault is not None:
        result = RowResult.DOUBTFUL if found else RowResult.REJECTED
        return VisitDecision(
            row=row, report=_report(row, result, None, fault), candidates=tuple(person.id for person in found)
        )
    visit = _visit(row.attempt, found[0].id, new_id(), created_by)
    if _of(visit) in seen:
        told = (VOIDED,) if seen[_of(visit)] else ()
        return VisitDecision(row=row, report=_report(row, RowResult.UNCHANGED, visit.person_id, *told))
    seen[_of(visit)] = False
    return VisitDecision(row=row, report=_report(row, RowResult.ADDED, visit.person_id), visit=visit)


def _visit(attempt: Attempt, person_id: str, visit_id: str, created_by: str | None) -> Visit:
    return Visit(
        id=visit_id,
        person_id=person_id,
        on=attempt.on,
        at=attempt.at,
        method=attempt.method,
        result=attempt.result,
        condition=attempt.condition,
        signs=attempt.signs,
        note=attempt.note,
        visitor=attempt.visitor,
        created_by=created_by,
    )


def _report(row: VisitRow, result: RowResult, person_id: str | None = None, *messages: Message) -> RowReport:
    return RowReport(
        sheet=row.sheet, row=row.row, result=result, person_id=person_id, messages=(*row.messages, *messages)
    )


class _People:
    """The register by number, name and reading."""

    def __init__(self, register: Sequence[Person]) -> None:
        self._by_number: dict[str, list[Person]] = {}
        self._by_name: dict[str, list[Person]] = {}
        self._by_kana: dict[str, list[Person]] = {}
        for person in register:
            for shelf, key in (
                (self._by_number, plain(person.number or "")),
                (self._by_name, fold(person.name)),
                (self._by_kana, fold(person.kana or "")),
            ):
                if key:
                    shelf.setdefault(key, []).append(person)

    def find(self, whose: Whose) -> tuple[Sequence[Person], Message | None]:
        """Return the one person meant, or those it may be with what to say; nobody where none is."""
        numbered = self._by_number.get(plain(whose.number or ""), []) if whose.number else []
        named = self._named(whose)
        if numbered and (whose.name or whose.kana) and not [person for person in numbered if person in named]:
            sentence = f"整理番号「{whose.number}」の方と氏名が合いません。どちらが正しいか確かめてください。"
            return numbered, Message("person.contradicts", "", sentence)
        both = [person for person in numbered if person in named] or numbered or named
        found = _living_in(_born_on(both, whose.birth_date), whose.town)
        if not found and both:
            sentence = "同じ氏名の方はいますが、生年月日が違います。確かめてください。"
            return both, Message("person.other_birth_date", "", sentence)
        return found, _fault(found)

    def _named(self, whose: Whose) -> list[Person]:
        if whose.name:
            named = self._by_name.get(fold(whose.name), [])
            sounding = [person for person in named if whose.kana and fold(person.kana or "") == fold(whose.kana)]
            return sounding or named or self._by_kana.get(fold(whose.name), [])
        return self._by_kana.get(fold(whose.kana or ""), [])


def _born_on(people: list[Person], birth_date: date | None) -> list[Person]:
    if birth_date is None:
        return people
    born = [person for person in people if person.birth_date == birth_date]
    return born or [person for person in people if person.birth_date is None]


def _living_in(people: list[Person], place: str | None) -> list[Person]:
    """Those of a town, told alone or with numbers behind it; all where none lives there."""
    if place is None or len(people) < 2:
        return people
    line = fold(place)
    near = [person for person in people if person.town and fold(person.town) in line]
    exact = [person for person in near if person.address and fold(f"{person.town}{person.address}") == line]
    return exact or near or people


def _fault(found: Sequence[Person]) -> Message | None:
    if len(found) == 1:
        return None
    if not found:
        sentence = "この氏名または整理番号の方は台帳にいません。先に台帳に登録してください。"
        return Message("person.not_found", "", sentence)
    sentence = f"同じ氏名の方が{len(found)}人います。生年月日か町名の列を加えてください。"
    return Message("person.several", "", sentence)
