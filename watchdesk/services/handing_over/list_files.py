"""Lists and one person as files 一覧・お一人の記録: through the same gate and the same hands as the month."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from watchdesk.columns import Align
from watchdesk.domain.consent import Disclosed, Purpose
from watchdesk.domain.era import show_day
from watchdesk.domain.handover import HandoverKind
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.person import Person
from watchdesk.errors import Invalid
from watchdesk.exports.given import GivenColumn, GivenRow, GivenSheet
from watchdesk.exports.sheet import CellKind, Head, Sheet, Value
from watchdesk.exports.welfare import not_given
from watchdesk.exports.welfare_sheets import OVERVIEW, VISITS
from watchdesk.reports.people_columns import PeopleColumn, columns_for, people_columns
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents
from watchdesk.services.ground import Ground
from watchdesk.services.handing_over.handing import Parcel
from watchdesk.services.handing_over.welfare_rows import visit_values
from watchdesk.services.jobs import Job, whole
from watchdesk.services.people import People
from watchdesk.services.settings import Settings
from watchdesk.services.sharing import Sharing, refuse_withheld
from watchdesk.store import people as people_questions
from watchdesk.store import visits as visit_questions
from watchdesk.store.store import get

MEETING_SPAN = timedelta(days=365)
"""So far back go the visits that are told of one person at a case meeting."""


class ListFiles:
    """What is on screen as a file for a receiver."""

    def __init__(
        self, ground: Ground, codes: Codes, settings: Settings, *, people: People, consents: Consents, sharing: Sharing
    ) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._people = people
        self._consents = consents
        self._sharing = sharing

    # ---- what can be chosen

    def known(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Return keys of columns as they are; Invalid (``columns.unknown``) for one that a list does not have."""
        return _known("columns", columns, people_columns(self._ground.today(), {}))

    def known_fields(self, fields: tuple[str, ...]) -> tuple[str, ...]:
        """Return keys of a person's fields as they are; Invalid (``fields.unknown``) for one that there is not."""
        return _known("fields", fields, [rule.key for rule in self._sharing.rules])

    # ---- a list as shown

    def people(
        self, ids: Iterable[str], *, receiver: str, columns: tuple[str, ...] = (), wanted: PeopleFilter | None = None
    ) -> Job[Parcel, Parcel]:
        """Gather a list of people as it is shown: in the order of the ids, with these keys of ``people_columns``.

        Whoever has not agreed that the receiver may have it is counted and not named. Nothing is written. Invalid for
        an unknown receiver.
        """
        self._sharing.check(receiver)
        shown = tuple(ids)
        return whole("一覧をまとめています", lambda progress: self._list(shown, receiver, columns, wanted))

    def _list(self, ids: tuple[str, ...], receiver: str, keys: tuple[str, ...], wanted: PeopleFilter | None) -> Parcel:
        kinds = people_columns(self._ground.today(), self._codes.short_labels("criteria"))
        ordered, left_out = columns_for(kinds, keys, self._sharing.may_have(receiver))
        plain = replace(wanted or PeopleFilter(), text="", in_charge=(), building="")
        words = plain.words(criteria=self._codes.short_labels("criteria"), needs=self._codes.labels("need_levels"))
        title = f"要援護者の一覧 {show_day(self._ground.today())} {words}".strip()
        people = self._listed(ids, receiver, ordered)
        parcel = replace(self._parcel(HandoverKind.LIST, title, receiver, people), left_out=left_out)
        sheet = GivenSheet(key="list", title="一覧", columns=tuple(_given(key, one) for key, one in ordered.items()))
        body = sheet.sheet(sheet.chosen(None), (row.values for row in people.rows))
        return replace(
            parcel,
            sheets=lambda number: (self._overview(parcel, number), body),
            again=lambda: self._list(ids, receiver, keys, wanted),
        )

    def _listed(self, ids: tuple[str, ...], receiver: str, columns: dict[str, PeopleColumn]) -> Disclosed[GivenRow]:
        lines = self._people.lines_of(ids)
        with self._ground.store.read() as connection:
            register = people_questions.fetch(connection, people_questions.with_ids({line.id for line in lines}))
        people = {one.id: one for one in register}
        subjects = [(people[line.id], _row(line, columns)) for line in lines if line.id in people]
        return self._consents.disclose(subjects, purpose=Purpose.LIST_EXPORT, receiver=receiver)

    # ---- one person

    def person(
        self, person_id: str, *, receiver: str, fields: Collection[str] | None = None, visits: bool | None = None
    ) -> Job[Parcel, Parcel]:
        """Gather what a receiver may have of one person for a case meeting, with the visits of a year where wanted.

        ``fields``: keys of shared_fields.csv, None: what usually goes. ``visits`` None: where the receiver may have
        their words too (shared_records.csv). Nothing is written. Invalid for an unknown receiver; WatchDeskError
        (``withheld``) where she has not agreed.
        """
        self._sharing.check(receiver)
        if visits is None:
            visits = self._sharing.may_have(receiver)("visit_words")
        return whole(
            "お一人の記録をまとめています",
            lambda progress: self._one(person_id, receiver, fields, visits=visits),
        )

    def _one(self, person_id: str, receiver: str, fields: Collection[str] | None, *, visits: bool) -> Parcel:
        people = self._gated(person_id, receiver, fields)
        refuse_withheld(people, self._codes.label("recipients", receiver), Purpose.PERSON_SHEET)
        forbidden = VISITS.forbidden(self._sharing.may_have(receiver))
        told = self._visits(person_id) if visits and VISITS.goes(forbidden) else ()
        title = f"{HandoverKind.PERSON.label} {show_day(self._ground.today())}"
        parcel = replace(
            self._parcel(HandoverKind.PERSON, title, receiver, people),
            visits=len(told),
            left_out=(*self._kept_back(receiver, fields), *(VISITS.left_out(None, forbidden) if visits else ())),
            again=lambda: self._one(person_id, receiver, fields, visits=visits),
        )
        log = VISITS.sheet(VISITS.chosen(None, forbidden), told)
        rest = (_facts_sheet(people), *((log,) if log.heads and visits else ()))
        return replace(parcel, sheets=lambda number: (self._overview(parcel, number), *rest))

    def _kept_back(self, receiver: str, fields: Collection[str] | None) -> Iterator[str]:
        """Titles of the fields that were wanted and are not for the receiver."""
        for rule in self._sharing.rules:
            if not rule.is_for(receiver) and (rule.usual if fields is None else rule.key in fields):
                yield rule.title

    def _gated(self, person_id: str, receiver: str, fields: Collection[str] | None) -> Disclosed[GivenRow]:
        with self._ground.store.read() as connection:
            person = get(connection, Person, person_id)
            shared = self._sharing.fields(connection, person, receiver, fields)
        values: dict[str, Value] = {one.title: one.words for one in shared if one.goes}
        row = GivenRow(person_id=person.id, values=values, hidden=person.hidden)
        return self._consents.disclose([(person, row)], purpose=Purpose.PERSON_SHEET, receiver=receiver)

    def _visits(self, person_id: str) -> tuple[dict[str, Value], ...]:
        since = self._ground.today() - MEETING_SPAN
        signs = self._codes.labels("signs")
        with self._ground.store.read() as connection:
            person = get(connection, Person, person_id)
            where = visit_questions.of_person(person_id) & visit_questions.COUNTED
            lines = visit_questions.lines(connection, where, order_by=visit_questions.OLDEST_FIRST)
        return tuple(visit_values(line, person, signs) for line in lines if line.on >= since)

    # ---- what both have

    def _parcel(self, kind: HandoverKind, title: str, receiver: str, people: Disclosed[GivenRow]) -> Parcel:
        told = self._settings.all()
        return Parcel(
            kind=kind,
            title=title,
            heading=title,
            receiver=receiver,
            receiver_word=self._codes.label("recipients", receiver),
            sheets=lambda number: (),
            people=people,
            made_by=told["coordinator"],
            office=told["office"],
            phone=told["office_phone"],
        )

    def _overview(self, parcel: Parcel, number: int | None) -> Sheet:
        heads = (Head(title="項目", width=24), Head(title="内容", width=40))
        return Sheet(title=OVERVIEW, heads=heads, rows=tuple(self._about(parcel, number)), wide=False)

    def _about(self, parcel: Parcel, number: int | None) -> Iterator[tuple[Value, ...]]:
        yield "中身", parcel.heading
        yield "お渡しする相手", parcel.receiver_word
        yield "つくった日", self._ground.today()
        yield "つくった人", " ".join(part for part in (parcel.office, parcel.made_by) if part)
        yield "電話", parcel.phone
        if number is not None:
            yield "写しの番号", f"第{number}号"
        yield "お渡しする方（名）", len(parcel.named)
        for reason, count in parcel.withheld.items():
            if count:
                yield f"お渡ししない方（{reason.label}）", count
        yield from ((title, words) for title, _, words in not_given(["、".join(parcel.left_out)]))


def _known(name: str, keys: tuple[str, ...], every: Iterable[str]) -> tuple[str, ...]:
    known = list(every)
    missing = next((key for key in keys if key not in known), None)
    if missing is not None:
        sentence = f"「{missing}」という項目はありません。{'、'.join(known)}から選んでください。"
        raise Invalid(name, sentence, kind="unknown")
    return keys


def _given(key: str, column: PeopleColumn) -> GivenColumn:
    return GivenColumn(key=key, title=column.title, width=max(8, 2 * column.width))


def _row(line: PersonLine, columns: dict[str, PeopleColumn]) -> GivenRow:
    values = {key: _value(column, line) for key, column in columns.items()}
    return GivenRow(person_id=line.id, values=values, hidden=line.hidden)


def _value(column: PeopleColumn, line: PersonLine) -> Value:
    """What the column shows: a day as a day, a number as a number, else its words with the smaller line below."""
    key: object = column.sort_key(line) if column.sort_key is not None else None
    if isinstance(key, date) and key != date.min:  # which only puts those never seen in front
        return key
    if column.align is Align.END and isinstance(key, int):
        return key
    below = column.below(line) if column.below is not None else ""
    return " ".join(part for part in (column.value(line), below) if part) or None


def _facts_sheet(people: Disclosed[GivenRow]) -> Sheet:
    heads = (Head(title="項目", width=24), Head(title="内容", kind=CellKind.NOTE, width=60))
    rows = tuple((title, words) for row in people.rows for title, words in row.values.items())
    return Sheet(title="お一人の記録", heads=heads, rows=rows, wide=False)
