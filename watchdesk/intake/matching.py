"""From rows to decisions: which are new, known, changed, doubtful; earlier rows of the list count too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from watchdesk.domain.person import Person
from watchdesk.domain.words import Status
from watchdesk.errors import Invalid
from watchdesk.intake.changes import merged
from watchdesk.intake.headings import PEOPLE
from watchdesk.intake.likeness import Index, Kind
from watchdesk.intake.outcome import Message, RowReport, RowResult
from watchdesk.intake.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of a row. ``person`` is the record to write where ``report.result`` is added or updated.

    ``before`` is the known person as it stood; ``changed`` are the fields that differ, also where nothing is written.
    ``candidates`` are the ids of those a doubtful row may be.
    """

    row: PersonRow
    report: RowReport
    person: Person | None = field(default=None, repr=False)
    before: Person | None = field(default=None, repr=False)
    changed: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All rows' decisions in the order of the list; ``missing`` are ids of people on the register, not on the list."""

    rows: tuple[Decision, ...]
    missing: tuple[str, ...] = ()

    @property
    def to_add(self) -> tuple[Person, ...]:
        """New people, each as the last row about them leaves them."""
        new = {each.person.id for each in self.rows if each.person and each.report.result is RowResult.ADDED}
        return tuple(person for person in self._last() if person.id in new)

    @property
    def to_replace(self) -> tuple[Person, ...]:
        """People of the register that the list changes, each once."""
        new = {person.id for person in self.to_add}
        return tuple(person for person in self._last() if person.id not in new)

    def _last(self) -> tuple[Person, ...]:
        return tuple({each.person.id: each.person for each in self.rows if each.person}.values())

    @property
    def reports(self) -> tuple[RowReport, ...]:
        """The rows' reports, for the outcome."""
        return tuple(each.report for each in self.rows)


def match_people(
    rows: Iterable[PersonRow], register: Sequence[Person], *, today: date, update: bool, binned: Sequence[Person] = ()
) -> Decisions:
    """Decide each row. Without ``update`` known people that the list would change are only reported as changed.

    ``binned`` are those in the bin: a row that may be one of them is doubtful, else one who comes back stands twice.
    """
    index, taken_out = Index(register), Index(binned)
    decisions = tuple(_decide(row, index, taken_out, today, update=update) for row in rows)
    return Decisions(rows=decisions, missing=tuple(_missing(decisions, register, today)))


def _decide(row: PersonRow, index: Index, taken_out: Index, today: date, *, update: bool) -> Decision:
    if row.person is None:
        return Decision(row=row, report=_report(row, row.result or RowResult.REJECTED))
    same = index.same(row.person)
    if same.kind is Kind.KNOWN:
        return _known(row, index, same.ids[0], today, update=update)
    if same.kind is Kind.DOUBTFUL:
        sentence = "登録済みの方と同じ方かもしれません。確かめて、手で直すか登録してください。"
        message = Message("row.doubtful", "", sentence)
        return Decision(row=row, report=_report(row, RowResult.DOUBTFUL, None, message), candidates=same.ids)
    if taken_out.same(row.person).kind is not Kind.NEW:
        return Decision(row=row, report=_report(row, RowResult.DOUBTFUL, None, IN_BIN))
    messages = list(_resembling(row.person, index))
    index.put(row.person)
    return Decision(row=row, report=_report(row, RowResult.ADDED, row.person.id, *messages), person=row.person)


IN_BIN = Message(
    "row.in_bin",
    "",
    "台帳から取りのぞいた、ごみ箱にある方かもしれません。設定の「ごみ箱」から戻すか、別の方なら手で登録してください。",
)

NAMED_AT_MOST = 3
"""So many similar people are named beside a new one."""


def _resembling(person: Person, index: Index) -> Iterator[Message]:
    """What is said beside a new person of people who are similar: nothing of it holds the row back."""
    namesakes = index.namesakes(person)
    if namesakes:
        sentence = "同じ氏名と住所で、生年月日が違う方がいます。どちらかが書きまちがいでないか確かめてください。"
        yield Message("birth_date.differs", "", sentence)
    others = [(other, likeness) for other, likeness in index.similar(person) if other.id not in namesakes]
    if others:
        named = "、".join(f"{other.name}さん（{'・'.join(why.words)}）" for other, why in others[:NAMED_AT_MOST])
        more = f"、ほか{len(others) - NAMED_AT_MOST}人" if len(others) > NAMED_AT_MOST else ""
        yield Message("row.similar", "", f"似た方がいます：{named}{more}。同じ方でないか確かめてください。")


def _known(row: PersonRow, index: Index, person_id: str, today: date, *, update: bool) -> Decision:
    before = index.get(person_id)
    try:
        after = merged(before, row, today)
    except Invalid as fault:
        message = Message(fault.code, "", str(fault))
        return Decision(row=row, report=_report(row, RowResult.REJECTED, person_id, message), before=before)
    changed = tuple(name for name in Person.__dataclass_fields__ if getattr(before, name) != getattr(after, name))
    if not changed:
        return Decision(row=row, report=_report(row, RowResult.UNCHANGED, person_id), before=before)
    if not update:
        return Decision(
            row=row, report=_report(row, RowResult.CHANGED, person_id, _told(changed)), before=before, changed=changed
        )
    index.put(after)
    report = _report(row, RowResult.UPDATED, person_id, _told(changed))
    return Decision(row=row, report=report, person=after, before=before, changed=changed)


def _told(changed: tuple[str, ...]) -> Message:
    titles = "、".join(dict.fromkeys(TITLES.get(name, name) for name in changed))
    return Message("row.changed", "", f"登録と違う項目：{titles}。")


TITLES = {
    **{each.key: each.field.title for each in PEOPLE},
    **dict.fromkeys(("family_name", "given_name"), "氏名"),
    **dict.fromkeys(("family_kana", "given_kana"), "フリガナ"),
    **dict.fromkeys(("town", "address", "building"), "住所"),
    "extra": "取込時の項目",
    "consent_history": "同意",
    "status_history": "状態",
    "area_history": "地域",
    "charges": "担当",
    "emergency_contacts": "緊急連絡先",
}
"""The record's fields in the user's words."""


def _report(row: PersonRow, result: RowResult, person_id: str | None = None, *messages: Message) -> RowReport:
    return RowReport(
        sheet=row.sheet, row=row.row, result=result, person_id=person_id, messages=(*row.messages, *messages)
    )


def _missing(decisions: Sequence[Decision], register: Sequence[Person], today: date) -> Iterator[str]:
    """People of the list's areas whose watch has not ended, that no row is or may be."""
    seen = {each.report.person_id for each in decisions} | {one for each in decisions for one in each.candidates}
    areas = {each.row.person.area_on(today) for each in decisions if each.row.person}
    for person in register:
        ended = person.status_on(today) is Status.ENDED
        if person.id not in seen and person.area_on(today) in areas and not ended:
            yield person.id
