"""Activities 活動 and coordination 連絡調整 at the desk: written down, corrected, voided; who came."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.activity import Activity, Coordination, Guest, spent_minutes
from watchdesk.domain.era import FIRST_DAY
from watchdesk.domain.partner import Partner
from watchdesk.domain.person import Person
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.codes import OWN_ACTIVITIES, Codes
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.masking import IsOpen, Unopened, nobody
from watchdesk.store import activities as questions
from watchdesk.store import people as people_questions
from watchdesk.store.store import Tx, get

ACTIVITY_KINDS = "activity_kinds"
COORDINATION_KINDS = "coordination_kinds"


class Activities:
    """The work beside visits and consultations."""

    def __init__(self, ground: Ground, codes: Codes, is_open: IsOpen = nobody) -> None:
        self._ground = ground
        self._codes = codes
        self._is_open = is_open

    # ---- asking

    def lines(
        self, first: date, last: date, *, ids: Iterable[str] | None = None, with_voided: bool = False
    ) -> tuple[Activity, ...]:
        """Return the activities of some days, both included, newest first; or just some of them."""
        where = questions.between(first, last) if ids is None else questions.with_ids(ids)
        with self._ground.store.read() as connection:
            return questions.fetch(connection, where if with_voided else where & questions.STANDING)

    def coordination(
        self, first: date, last: date, *, ids: Iterable[str] | None = None, with_voided: bool = False
    ) -> tuple[Coordination, ...]:
        """Return the contacts of some days, newest first, a hidden person's place left out of them."""
        where = questions.contacts_between(first, last) if ids is None else questions.contacts_with_ids(ids)
        with self._ground.store.read() as connection:
            found = questions.fetch_contacts(connection, where if with_voided else where & questions.CONTACTS_STANDING)
            unopened = Unopened(people_questions.hidden(connection), self._is_open)
        return tuple(_told(contact, unopened) for contact in found)

    def get(self, activity_id: str) -> Activity:
        """One activity; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            return get(connection, Activity, activity_id)

    def get_contact(self, contact_id: str) -> Coordination:
        """One contact as it was written, a hidden person's place in it too; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            return get(connection, Coordination, contact_id)

    # ---- activities

    def record(self, values: Mapping[str, Any]) -> Activity:
        """Write an activity down; ``values`` are ``Activity``'s fields. Without ``minutes`` its times tell how long.

        Invalid names a wrong one: ``kind``, ``title``, ``on.ahead``, ``area``, ``guests``, ``partners`` …
        """
        activity = Activity(
            id=new_id(),
            created_by=self._ground.user,
            created_at=self._ground.moment(),
            **{"on": self._ground.today(), "kind": "", "title": "", **_in_form(values), "area": self._area(values)},
        )
        with self._ground.store.write(self._ground.user, Changed.ACTIVITIES) as tx:
            return tx.add(self._checked(tx, _timed(activity)))

    def change(self, activity_id: str, values: Mapping[str, Any]) -> Activity:
        """Correct an activity; what is not named stays, but how long it took follows times that told it."""
        with self._ground.store.write(self._ground.user, Changed.ACTIVITIES) as tx:
            before = _standing(tx.get(Activity, activity_id))
            after = replace(before, **_in_form(values))
            if "minutes" not in values and before.minutes == spent_minutes(None, before.at, before.until):
                after = replace(after, minutes=None)
            after = self._checked(tx, _timed(after))
            tx.replace(after)
        return after

    def came(self, activity_id: str, person_id: str, came: bool | None) -> Activity:
        """Write down whether somebody came; who was not invited is added as one who came by herself."""
        with self._ground.store.write(self._ground.user, Changed.ACTIVITIES) as tx:
            before = _standing(tx.get(Activity, activity_id))
            known = {guest.person_id: guest for guest in before.guests}
            guest = known.get(person_id, Guest(person_id=person_id, invited=False))
            known[person_id] = replace(guest, came=came)
            after = self._checked(tx, replace(before, guests=tuple(known.values())))
            tx.replace(after)
        return after

    def void(self, activity_id: str, reason: str) -> Activity:
        """Void an activity that was entered by mistake, with the reason."""
        with self._ground.store.write(self._ground.user, Changed.ACTIVITIES, reason.strip()) as tx:
            activity = replace(tx.get(Activity, activity_id), voided=True, void_reason=reason.strip())
            tx.replace(activity, action="voided")
        return activity

    def bring_back(self, activity_id: str) -> Activity:
        """Undo a voiding."""
        with self._ground.store.write(self._ground.user, Changed.ACTIVITIES) as tx:
            activity = replace(tx.get(Activity, activity_id), voided=False, void_reason=None)
            tx.replace(activity, action="brought back")
        return activity

    # ---- coordination

    def coordinate(self, values: Mapping[str, Any]) -> Coordination:
        """Write a contact down in one line; ``values`` are ``Coordination``'s fields. Without a day it is now."""
        now = self._ground.moment()
        said = {"on": now.date(), "at": now.time().replace(second=0), **_in_form(values)}
        contact = Coordination(
            id=new_id(),
            created_by=self._ground.user,
            created_at=now,
            **{"kind": "", "what": "", **said, "area": self._area(values)},
        )
        with self._ground.store.write(self._ground.user, Changed.ACTIVITIES) as tx:
            return tx.add(self._checked_contact(tx, contact))

    def change_contact(self, contact_id: str, values: Mapping[str, Any]) -> Coordination:
        """Correct a contact; what is not named stays."""
        with self._ground.store.write(self._ground.user, Changed.ACTIVITIES) as tx:
            before = tx.get(Coordination, contact_id)
            if before.voided:
                raise WatchDeskError("この連絡は、取り消されています。先に、元に戻してください。", code="voided")
            after = self._checked_contact(tx, replace(before, **_in_form(values)))
            tx.replace(after)
        return after

    def void_contact(self, contact_id: str, reason: str) -> Coordination:
        """Void a contact that was entered by mistake, with the reason."""
        with self._ground.store.write(self._ground.user, Changed.ACTIVITIES, reason.strip()) as tx:
            contact = replace(tx.get(Coordination, contact_id), voided=True, void_reason=reason.strip())
            tx.replace(contact, action="voided")
        return contact

    def bring_back_contact(self, contact_id: str) -> Coordination:
        """Undo a voiding."""
        with self._ground.store.write(self._ground.user, Changed.ACTIVITIES) as tx:
            contact = replace(tx.get(Coordination, contact_id), voided=False, void_reason=None)
            tx.replace(contact, action="brought back")
        return contact

    # ---- checking

    def _area(self, values: Mapping[str, Any]) -> str:
        area = values.get("area") or self._ground.home_area
        if area not in self._codes.areas:
            raise Invalid("area", "どの地域のことかを選んでください。", kind="missing")
        return str(area)

    def _checked(self, tx: Tx, activity: Activity) -> Activity:
        self._check_day(activity.on)
        self._check_kind("kind", ACTIVITY_KINDS, activity.kind)
        if activity.own_kind is not None:
            self._check_kind("own_kind", OWN_ACTIVITIES, activity.own_kind)
        ids = [guest.person_id for guest in activity.guests]
        if len(set(ids)) != len(ids):
            raise Invalid("guests", "同じ方が、2回のっています。", kind="twice")
        for person_id in ids:
            tx.get(Person, person_id)
        for partner_id in activity.partners:
            tx.get(Partner, partner_id)
        return activity

    def _checked_contact(self, tx: Tx, contact: Coordination) -> Coordination:
        self._check_day(contact.on)
        self._check_kind("kind", COORDINATION_KINDS, contact.kind)
        if contact.partner_id is not None:
            tx.get(Partner, contact.partner_id)
        if contact.person_id is not None:
            tx.get(Person, contact.person_id)
        return contact

    def _check_day(self, day: date) -> None:
        if day > self._ground.today():
            raise Invalid("on", "今日より後の日は、入れられません。先のことは「予定」に書きます。", kind="ahead")
        if day < FIRST_DAY:
            raise Invalid("on", "日付を確かめてください。", kind="too_early")

    def _check_kind(self, field: str, code_list: str, code: str) -> None:
        if code not in self._codes.labels(code_list):
            raise Invalid(field, "一覧から選んでください。", kind="unknown")


def _timed(activity: Activity) -> Activity:
    """With the minutes between its times, where nobody told how long it took."""
    return replace(activity, minutes=spent_minutes(activity.minutes, activity.at, activity.until))


def _standing(activity: Activity) -> Activity:
    if activity.voided:
        raise WatchDeskError("この活動は、取り消されています。先に、元に戻してください。", code="voided")
    return activity


def _in_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without blanks around them; a blank one is none, but what must be said stays to be refused."""
    form = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    return {key: value if value != "" or key in _NEEDED else None for key, value in form.items()}


_NEEDED = frozenset({"title", "what", "kind"})


def _told(contact: Coordination, unopened: Unopened) -> Coordination:
    texts: dict[str, Any] = {
        name: unopened.told(text, contact.person_id) for name in ("what", "whom") if (text := getattr(contact, name))
    }
    return replace(contact, **texts)
