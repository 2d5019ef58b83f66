"""People 要援護者 at the desk: register, change, find who resembles whom; every write checked against day and lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal, TypeAlias

from watchdesk.changed import Changed
from watchdesk.domain import histories
from watchdesk.domain import partner as charges
from watchdesk.domain.era import FIRST_DAY
from watchdesk.domain.folding import fold
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.household import Household
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.partner import Charge, Partner
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, Status
from watchdesk.errors import Invalid, NotFound
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.search import Search
from watchdesk.services.settings import Settings
from watchdesk.store import households
from watchdesk.store import people as questions
from watchdesk.store.store import Tx, get

ALIKE_AT_MOST = 5
"""So many similar people are named beside a person."""

History: TypeAlias = Literal["status_history", "consent_history", "area_history"]
"""The three histories of which the last entry can be taken back."""


class People:
    """The register 要援護者台帳."""

    def __init__(self, ground: Ground, codes: Codes, settings: Settings, search: Search) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._search = search

    def lines(self, day: date | None = None) -> tuple[PersonLine, ...]:
        """Everybody as lists show them on a day (today), in the order of entry."""
        with self._ground.store.read() as connection:
            return questions.lines(connection, day or self._ground.today(), self._settings.get("soon_days"))

    def line(self, person_id: str) -> PersonLine:
        """One person as lists show them today."""
        with self._ground.store.read() as connection:
            soon_days = self._settings.get("soon_days")
            found = questions.lines(connection, self._ground.today(), soon_days, questions.with_ids([person_id]))
        if not found:
            raise NotFound("お探しの方が見つかりません。取りこみを元に戻したのかもしれません。")
        return found[0]

    def lines_of(self, ids: Iterable[str]) -> tuple[PersonLine, ...]:
        """Some people as lists show them today, in the order of the ids; those who are gone are left out."""
        wanted = tuple(dict.fromkeys(ids))
        with self._ground.store.read() as connection:
            soon_days = self._settings.get("soon_days")
            found = questions.lines(connection, self._ground.today(), soon_days, questions.with_ids(wanted))
        by_id = {line.id: line for line in found}
        return tuple(by_id[person_id] for person_id in wanted if person_id in by_id)

    def get(self, person_id: str) -> Person:
        """One record; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            return get(connection, Person, person_id)

    def register(
        self, values: Mapping[str, Any], *, area: str, consent: ConsentEntry | None = None, since: date | None = None
    ) -> Person:
        """Take a new person in; ``values`` are ``Person``'s fields as the form gives them. Invalid names a wrong one.

        ``since``: first day on the register, None from before all days.
        """
        person = Person(
            id=new_id(),
            area_history=(AreaEntry(area=area, since=since),),
            status_history=(StatusEntry(state=Status.ACTIVE, since=since),),
            consent_history=(consent or ConsentEntry(state=Consent.PENDING),),
            created_on=self._ground.today(),
            created_by=self._ground.user,
            created_at=self._ground.moment(),
            **{"family_name": "", **values},
        )
        self._check(person)
        with self._ground.store.write(self._ground.user, Changed.PEOPLE) as tx:
            return tx.add(person)

    def change(self, person_id: str, values: Mapping[str, Any], reason: str | None = None) -> Person:
        """Change some fields of a person; what is not named stays."""
        with self._ground.store.write(self._ground.user, Changed.PEOPLE, reason) as tx:
            person = replace(tx.get(Person, person_id), **values)
            self._check(person)
            tx.replace(person)
        return person

    def set_status(self, person_id: str, entry: StatusEntry) -> Person:
        """Add an entry to the status history; it may lie ahead and counts from its day."""
        return self._add_entry(person_id, "status_history", entry)

    def move(self, person_id: str, entry: AreaEntry) -> Person:
        """Add an entry to the area history; visits follow it."""
        return self._add_entry(person_id, "area_history", entry)

    def _add_entry(self, person_id: str, history: str, entry: StatusEntry | AreaEntry) -> Person:
        return self._revise(person_id, lambda person: {history: (*getattr(person, history), entry)})

    def _revise(
        self, person_id: str, values: Callable[[Person], Mapping[str, Any]], reason: str | None = None
    ) -> Person:
        """Change a person by what stands there at the moment of writing."""
        return self._revise_all([person_id], values, reason)[0]

    def _revise_all(
        self, ids: Iterable[str], values: Callable[[Person], Mapping[str, Any]], reason: str | None = None
    ) -> tuple[Person, ...]:
        with self._ground.store.write(self._ground.user, Changed.PEOPLE, reason) as tx:
            return tuple(self._revised(tx, person_id, values) for person_id in dict.fromkeys(ids))

    def _revised(self, tx: Tx, person_id: str, values: Callable[[Person], Mapping[str, Any]]) -> Person:
        before = tx.get(Person, person_id)
        person = replace(before, **values(before))
        self._check(person)
        tx.replace(person)
        return person

    def set_status_of(self, ids: Iterable[str], entry: StatusEntry) -> tuple[Person, ...]:
        """Add the same entry to the status histories of several people (a household) at once, all or none."""
        return self._revise_all(ids, lambda person: {"status_history": (*person.status_history, entry)})

    def move_all(self, ids: Iterable[str], entry: AreaEntry) -> tuple[Person, ...]:
        """Add the same entry to the area histories of several people (a household) at once, all or none."""
        return self._revise_all(ids, lambda person: {"area_history": (*person.area_history, entry)})

    def take_back(self, person_id: str, history: History, reason: str | None = None) -> Person:
        """Take the entry that was entered last out of a history: an ending is undone. The only entry stays.

        Invalid where there is but one, and where a consent is taken back without a reason.
        """
        with self._ground.store.write(self._ground.user, Changed.PEOPLE, reason) as tx:
            before = tx.get(Person, person_id)
            left: dict[str, Any] = {history: histories.without_last(getattr(before, history))}
            if history == "consent_history":
                _told(reason or "")
            person = replace(before, **left)
            tx.replace(person, action="taken back")
        return person

    def household(self, person_id: str) -> tuple[PersonLine, ...]:
        """Return the people of a person's dwelling, this person among them, as lists show them today.

        Whoever lives alone, as far as is known, makes up a household of one.
        """
        with self._ground.store.read() as connection:
            household_id = get(connection, Person, person_id).household_id
            ids = households.members(connection, household_id) if household_id else (person_id,)
        return self.lines_of(ids)

    def may_share_home(self, person_id: str) -> tuple[PersonLine, ...]:
        """Return people who live at the same address or have the same phone, but are not linked and have not ended.

        For the user to decide; hidden people are never named.
        """
        with self._ground.store.read() as connection:
            ids = households.near(connection, get(connection, Person, person_id))
        return tuple(line for line in self.lines_of(ids) if line.status is not Status.ENDED)

    def join(self, person_id: str, other_id: str) -> tuple[PersonLine, ...]:
        """Put a person into the household of another, which is made where there is none; return its people."""
        if person_id == other_id:
            raise Invalid("household_id", "ご本人とは別の方を選んでください。", kind="same")
        with self._ground.store.write(self._ground.user, Changed.PEOPLE) as tx:
            person, other = tx.get(Person, person_id), tx.get(Person, other_id)
            home = other.household_id or person.household_id or self._new_household(tx)
            for one in (person, other):
                tx.replace(replace(one, household_id=home))
            if person.household_id not in (None, home):
                _dissolve_if_left_to_one(tx, person.household_id)
        return self.household(person_id)

    def leave_household(self, person_id: str) -> Person:
        """Take a person out of the household; where one alone is left, that one has none either."""
        with self._ground.store.write(self._ground.user, Changed.PEOPLE) as tx:
            before = tx.get(Person, person_id)
            person = replace(before, household_id=None)
            tx.replace(person)
            _dissolve_if_left_to_one(tx, before.household_id)
        return person

    def _new_household(self, tx: Tx) -> str:
        moment = self._ground.moment()
        return tx.add(Household(id=new_id(), created_by=self._ground.user, created_at=moment)).id

    def put_in_charge(self, person_id: str, charge: Charge) -> Person:
        """Put a partner in charge 担当 of a person; a retired one is refused."""
        self._refuse_retired(charge.partner_id)
        return self._revise(person_id, lambda person: {"charges": charges.with_charge(person.charges, charge)})

    def end_charge(self, person_id: str, partner_id: str, until: date) -> Person:
        """End a partner's charge with its last day; it may lie ahead."""
        return self._revise(person_id, lambda person: {"charges": charges.with_end(person.charges, partner_id, until)})

    def hand_over_charge(self, person_id: str, partner_id: str, *, to: str, since: date) -> Person:
        """Put another partner in charge from ``since`` on; the former is until the day before."""
        self._refuse_retired(to)
        return self._revise(
            person_id, lambda person: {"charges": charges.handed_over(person.charges, partner_id, to, since)}
        )

    def drop_charge(self, person_id: str, charge: Charge, reason: str) -> Person:
        """Take out a charge that was entered by mistake."""
        return self._revise(
            person_id, lambda person: {"charges": charges.without(person.charges, charge)}, _told(reason)
        )

    def _refuse_retired(self, partner_id: str) -> None:
        with self._ground.store.read() as connection:
            if get(connection, Partner, partner_id).retired:
                sentence = "この方は退任されています。別の方を選ぶか、関係機関の画面で退任を取り消してください。"
                raise Invalid("charges", sentence, kind="retired")

    def alike(self, person_id: str) -> tuple[PersonLine, ...]:
        """Other people of the same area whose name or reading is the same to the ear or the eye."""
        ids = self._search.alike(person_id)[:ALIKE_AT_MOST]
        with self._ground.store.read() as connection:
            soon_days = self._settings.get("soon_days")
            return questions.lines(connection, self._ground.today(), soon_days, questions.with_ids(ids)) if ids else ()

    def _check_codes(self, field: str, code_list: str, codes: Sequence[str]) -> None:
        known = self._codes.labels(code_list)
        for code in codes:
            if code not in known:
                raise Invalid(field, f"「{code}」は、一覧にありません。", kind="unknown")

    def _check(self, person: Person) -> None:
        today = self._ground.today()
        if person.birth_date is not None and person.birth_date > today:
            raise Invalid("birth_date", "生年月日が、今日より後の日になっています。", kind="in_future")
        if person.birth_date is not None and person.birth_date < FIRST_DAY:
            raise Invalid("birth_date", "生年月日が古すぎます。もう一度お確かめください。", kind="too_early")
        self._check_codes("criteria", "criteria", person.criteria)
        self._check_codes("need_level", "need_levels", (person.need_level,) if person.need_level else ())
        for consent in person.consent_history:
            self._check_codes("consent", "recipients", consent.recipients)
        if any(entry.since is not None and entry.since > today for entry in person.consent_history):
            raise Invalid("consent", "同意日が、今日より後の日になっています。", kind="in_future")
        areas = set(self._codes.areas) | {self._ground.home_area}
        for entry in person.area_history:
            if entry.area not in areas:
                raise Invalid("area", f"「{entry.area}」は、地域の一覧にありません。", kind="unknown")


def _dissolve_if_left_to_one(tx: Tx, household_id: str | None) -> None:
    """A household of one is none. Its record stays, so that the past can be put back."""
    left = households.members(tx.connection, household_id) if household_id else ()
    if len(left) == 1:
        tx.replace(replace(tx.get(Person, left[0]), household_id=None))


def _told(reason: str) -> str:
    if not reason.strip():
        raise Invalid("reason", "わけを書いてください。", kind="missing")
    return reason.strip()


def checked_for_area(areas: tuple[str, ...], area: str) -> str:
    """Return the area as the list writes it; Invalid where it is empty."""
    if not area.strip():
        raise Invalid("area", "地域を選んでください。", kind="missing")
    return next((known for known in areas if fold(known) == fold(area)), area.strip())
