"""Rows of a month for a receiver: records in words and days, each passed through the consent gate."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from watchdesk.domain.activity import Activity as ActivityRecord
from watchdesk.domain.activity import spent_minutes
from watchdesk.domain.consent import HIDDEN, Disclosed, Purpose, address_for_print
from watchdesk.domain.consultation import Consultation
from watchdesk.domain.era import age_on
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.domain.referral import Referral
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.domain.work_lists import WorkLists
from watchdesk.exports.given import GivenRow
from watchdesk.exports.sheet import Value
from watchdesk.exports.welfare import Activity, WelfareFacts
from watchdesk.exports.welfare_sheets import CASES, VISITS
from watchdesk.services.codes import OWN_ACTIVITIES, Codes
from watchdesk.services.consents import Consents
from watchdesk.services.wording import Wording
from watchdesk.store.people import Latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one state of the store says of a month, before the gate."""

    people: tuple[Person, ...]
    latest: Mapping[str, Latest]
    visits: tuple[VisitLine, ...]
    cases: tuple[Consultation, ...]
    referrals: tuple[Referral, ...]
    activities: tuple[ActivityRecord, ...]


class GivenRows:
    """Makes the rows; whose consent does not cover the receiver has none."""

    def __init__(
        self, codes: Codes, consents: Consents, lists: WorkLists, receiver: str, when: tuple[Month, date]
    ) -> None:
        month, today = when
        self._codes = codes
        self._consents = consents
        self._lists = lists
        self._last = month.last_by(today)
        self._today = today
        self._receiver = receiver
        self._wording = Wording(codes=codes)
        self._signs = codes.labels("signs")
        self._own_kinds = codes.labels(OWN_ACTIVITIES)

    def into(self, facts: WelfareFacts, read: Read, wanted: Collection[str], *, statistics_only: bool) -> WelfareFacts:
        """Return the facts with their rows; statistics only have those without names.

        ``wanted``: keys of the sheets that are to be in it, and may be.
        """
        work = len(read.cases) + len(read.referrals)
        activities = tuple(self._activity(one) for one in sorted(read.activities, key=lambda one: (one.on, one.id)))
        facts = replace(facts, activities=activities, withheld_cases=work)
        if statistics_only:
            return facts
        people = {person.id: person for person in read.people}
        visits = ((people[one.person_id], self._visit(one, people)) for one in read.visits)
        cases = self._gate(self._cases(read, people)) if CASES.key in wanted else None
        return replace(
            facts,
            people=self._gate(self._people(read)),
            visits=self._gate(visits) if VISITS.key in wanted else None,
            cases=cases,
            withheld_cases=work - (cases.provided if cases is not None else 0),
        )

    def _gate(self, subjects: Iterable[tuple[Person, GivenRow]]) -> Disclosed[GivenRow]:
        return self._consents.disclose(subjects, purpose=Purpose.WELFARE_EXPORT, receiver=self._receiver)

    # ---- people

    def _people(self, read: Read) -> Iterator[tuple[Person, GivenRow]]:
        visits: dict[str, list[VisitLine]] = {}
        for visit in read.visits:
            visits.setdefault(visit.person_id, []).append(visit)
        for person in read.people:
            yield person, self._person(person, visits.get(person.id, []), read.latest.get(person.id))

    def _person(self, person: Person, visits: list[VisitLine], latest: Latest | None) -> GivenRow:
        consent = person.consent_on(self._today)
        status = person.status_on(self._today)
        last = latest.contacts.last_confirmed if latest is not None else None
        values: dict[str, Value] = {key: self._words(person, key) for key in _IN_WORDS}
        values |= _who(person, person.area_on(self._last)) | {
            "birth_date": person.birth_date,
            "age": age_on(person.birth_date, self._last) if person.birth_date else None,
            "postal_code": None if person.hidden else _post(person.postal_code),
            "address": address_for_print(person) or None,
            "phones": HIDDEN if person.hidden else "、".join(person.phones) or None,
            "criteria": "、".join(self._codes.label("criteria", code) for code in person.criteria) or None,
            "status": status.label if status is not None else None,
            "consent_since": consent.since if consent is not None else None,
            "consent_way": consent.way.label if consent is not None and consent.way is not None else None,
            "visits": len(visits),
            "confirmed": "○" if last is not None and last >= self._first else "未確認",
            "last_confirmed": last,
            "interval_days": person.interval_days,
        }
        return GivenRow(person_id=person.id, values=values, hidden=person.hidden)

    @property
    def _first(self) -> date:
        return self._last.replace(day=1)

    def _words(self, person: Person, key: str) -> str | None:
        words = self._wording.value("person", key, getattr(person, key))
        return without_whereabouts(words, person) or None

    # ---- visits

    def _visit(self, visit: VisitLine, people: Mapping[str, Person]) -> GivenRow:
        person = people[visit.person_id]
        return GivenRow(person_id=person.id, values=visit_values(visit, person, self._signs), hidden=person.hidden)

    # ---- consultations and referrals

    def _cases(self, read: Read, people: Mapping[str, Person]) -> Iterator[tuple[Person, GivenRow]]:
        for case in read.cases:
            person = people.get(case.person_id or "")
            if person is not None:
                yield person, self._case(case, person)
        for referral in read.referrals:
            person = people.get(referral.person_id or "")
            if person is not None:
                yield person, self._referral(referral, person)

    def _case(self, case: Consultation, person: Person) -> GivenRow:
        known = case.as_of(self._last)
        values: dict[str, Value] = _who(person, case.area) | {
            "sort": "相談",
            "on": case.opened_on,
            "field": _with(self._lists.fields.label(case.field), case.field_word, person),
            "content": _with(self._lists.contents.label(case.content), case.content_word, person),
            "urgency": case.urgency.label,
            "state": case.state_on(self._last).label,
            "closed_on": known.closed_on,
            "said": without_whereabouts(case.said, person),
            "outcome": without_whereabouts(known.outcome or "", person) or None,
        }
        return GivenRow(person_id=person.id, values=values, hidden=person.hidden)

    def _referral(self, referral: Referral, person: Person) -> GivenRow:
        stood = [step for step in referral.steps if step.on <= self._last]
        answer = stood[-1].what if stood else None
        sent = referral.sent_on or self._last
        values: dict[str, Value] = _who(person, referral.area) | {
            "sort": "つなぎ",
            "on": sent,
            "body": without_whereabouts(referral.body or "", person) or None,
            "state": (stood[-1].state if stood else referral.state).label,
            "answer_due": referral.answer_due,
            "said": without_whereabouts(referral.reason, person),
            "outcome": without_whereabouts(answer or "", person) or None,
        }
        return GivenRow(person_id=person.id, values=values, hidden=person.hidden)

    # ---- activities

    def _activity(self, one: ActivityRecord) -> Activity:
        return Activity(
            values={
                "on": one.on,
                "area": one.area,
                "kind": self._lists.activities.label(one.kind),
                "own_kind": self._own_kinds.get(one.own_kind, one.own_kind) if one.own_kind else None,
                "title": one.title,
                "place": one.place,
                "minutes": spent_minutes(one.minutes, one.at, one.until),
                "participants": one.participants,
            }
        )


_IN_WORDS = (
    *("sex", "living", "family", "emergency_contacts", "housing", "key_holder", "care_level", "handbooks", "doctor"),
    *("care_manager", "services", "hearing", "sight", "language", "best_time", "avoid", "air_conditioner"),
    *("heat_risk", "evacuation"),
)


def visit_values(visit: VisitLine, person: Person, signs: Mapping[str, str]) -> dict[str, Value]:
    """Return a visit as a row of a file, by the keys of its columns; ``signs``: words by code.

    Of somebody hidden 秘匿 her place stands in none of it.
    """
    return _who(person, visit.area) | {
        "on": visit.on,
        "at": visit.at,
        "method": visit.method.label,
        "result": visit.result.label,
        "condition": visit.condition.label if visit.condition is not None else None,
        "signs": "、".join(signs.get(code, code) for code in visit.signs) or None,
        "note": without_whereabouts(visit.note or "", person) or None,
        "visitor": without_whereabouts(visit.visitor or "", person) or None,
    }


def _who(person: Person, area: str | None) -> dict[str, Value]:
    return {"number": person.number, "name": person.name, "kana": person.kana, "area": area}


def _post(code: str | None) -> str | None:
    return f"{code[:3]}-{code[3:]}" if code else None


def _with(label: str, word: str | None, person: Person) -> str:
    """A word of the list with what was written behind その他, where a hidden person's place may stand."""
    return f"{label}（{without_whereabouts(word, person)}）" if word else label
