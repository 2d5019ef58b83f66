"""Partners 関係者 at the desk: watchers, 民生委員, bodies and firms as records, and whom they are in charge of."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.directory import PartnerLine, ask_on, is_to_ask, longest_ago
from watchdesk.domain.folding import fold
from watchdesk.domain.histories import status_on
from watchdesk.domain.kana import compose_kana, katakana, sort_key
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.partner import Charge, Partner, PartnerKind, handed_over, passed_on, with_charge
from watchdesk.domain.person import Person
from watchdesk.domain.phone import phone_in_form
from watchdesk.domain.words import Status
from watchdesk.errors import Invalid
from watchdesk.services.codes import PARTNER_KINDS, Codes
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.history import Past
from watchdesk.services.partner_past import past_of
from watchdesk.services.settings import Settings
from watchdesk.store import partners as questions
from watchdesk.store import people as people_questions
from watchdesk.store.store import Connection, Tx, get

_SHOWN_WITH_PEOPLE = Changed.PARTNERS | Changed.PEOPLE
"""A partner's name stands on the lines of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrusted:
    """A person whom a partner is, or is going to be, in charge of."""

    line: PersonLine
    charge: Charge

    @property
    def id(self) -> str:
        """The person's id."""
        return self.line.id


class Partners:
    """The desk's partners."""

    def __init__(self, ground: Ground, codes: Codes, settings: Settings) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings

    def all(self, kind: str | None = None, *, with_retired: bool = False) -> tuple[Partner, ...]:
        """Return the partners by kind and then in the order of readings; names without one come last."""
        with self._ground.store.read() as connection:
            found = questions.fetch(connection, kind, with_retired=with_retired)
        place = {entry.code: at for at, entry in enumerate(self._codes.entries(PARTNER_KINDS, with_hidden=True))}
        return tuple(sorted(found, key=lambda one: (place.get(one.kind, len(place)), _reading(one))))

    def get(self, partner_id: str) -> Partner:
        """One partner; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            return get(connection, Partner, partner_id)

    def add(self, values: Mapping[str, Any], *, although_alike: bool = False) -> Partner:
        """Take a new partner in; ``values`` are ``Partner``'s fields as the form gives them. Invalid names a wrong one.

        The same name and kind a second time is refused as ``name.alike`` unless told again ``although_alike``.
        """
        with self._ground.store.write(self._ground.user, _SHOWN_WITH_PEOPLE) as tx:
            return self._add(tx, values, although_alike=although_alike)

    def add_in_charge(
        self,
        values: Mapping[str, Any],
        person_id: str,
        *,
        since: date | None,
        instead_of: str | None = None,
        although_alike: bool = False,
    ) -> Partner:
        """Take a new partner in as ``add`` does and put it in charge of a person from a day on, as one deed.

        ``instead_of``: the partner who was in charge until the day before; ``since`` is needed then.
        """
        with self._ground.store.write(self._ground.user, _SHOWN_WITH_PEOPLE) as tx:
            partner = self._add(tx, values, although_alike=although_alike)
            person = tx.get(Person, person_id)
            if instead_of is None:
                charges = with_charge(person.charges, Charge(partner_id=partner.id, since=since))
            elif since is not None:
                charges = handed_over(person.charges, instead_of, partner.id, since)
            else:
                raise Invalid("since", "始める日を入れてください。", kind="missing")
            tx.replace(replace(person, charges=charges))
        return partner

    def _add(self, tx: Tx, values: Mapping[str, Any], *, although_alike: bool) -> Partner:
        partner = Partner(
            id=new_id(),
            created_by=self._ground.user,
            created_at=self._ground.moment(),
            **{"kind": PartnerKind.OTHER, "name": "", **_in_form(values)},
        )
        self._check(tx, partner, although_alike=although_alike)
        return tx.add(partner)

    def change(
        self, partner_id: str, values: Mapping[str, Any], reason: str | None = None, *, although_alike: bool = False
    ) -> Partner:
        """Change some fields of a partner; what is not named stays."""
        with self._ground.store.write(self._ground.user, _SHOWN_WITH_PEOPLE, reason) as tx:
            before = tx.get(Partner, partner_id)
            partner = replace(before, **_in_form(values))
            same = (before.kind, fold(before.name)) == (partner.kind, fold(partner.name))
            self._check(tx, partner, although_alike=although_alike or same)
            tx.replace(partner)
        return partner

    def retire(self, partner_id: str, *, retired: bool = True) -> Partner:
        """Offer a partner no longer for new people, or again; charges that stand are left as they are."""
        with self._ground.store.write(self._ground.user, _SHOWN_WITH_PEOPLE) as tx:
            partner = replace(tx.get(Partner, partner_id), retired=retired)
            tx.replace(partner, action="retired" if retired else "brought back")
        return partner

    def lines(self) -> tuple[PartnerLine, ...]:
        """Return all partners, retired ones too, with how many people each is in charge of today."""
        today = self._ground.today()
        with self._ground.store.read() as connection:
            standing = questions.standing_charges(connection, today)
            ended = self._ended(connection, {person_id for person_id, _ in standing}, today)
        whom: dict[str, set[str]] = {}
        for person_id, charge in standing:
            if charge.holds_on(today) and person_id not in ended:
                whom.setdefault(charge.partner_id, set()).add(person_id)
        return tuple(
            PartnerLine(partner=one, people=len(whom.get(one.id, ())), ask_on=ask_on(one), to_ask=is_to_ask(one, today))
            for one in self.all(with_retired=True)
        )

    def to_ask(self) -> tuple[Partner, ...]:
        """Return those to be asked whether what is written still holds, whom nobody asked for longest in front."""
        today = self._ground.today()
        return tuple(sorted((one for one in self.all() if is_to_ask(one, today)), key=longest_ago))

    def verify(self, partner_id: str, values: Mapping[str, Any] | None = None) -> Partner:
        """Write down that a partner was asked today: all still holds, but for these ``values`` that changed.

        Invalid as ``change``; ``retired`` where the partner retired, whom nobody asks.
        """
        with self._ground.store.write(self._ground.user, _SHOWN_WITH_PEOPLE) as tx:
            before = tx.get(Partner, partner_id)
            if before.retired:
                raise Invalid("retired", "退任されている方です。先に、退任を取り消してください。", kind="retired")
            partner = replace(before, **_in_form(values or {}), verified_on=self._ground.today())
            same = (before.kind, fold(before.name)) == (partner.kind, fold(partner.name))
            self._check(tx, partner, although_alike=same)
            tx.replace(partner, action="verified" if not values else "changed")
        return partner

    def entrusted(self, partner_id: str) -> tuple[Entrusted, ...]:
        """Return whom a partner is in charge of today or later, by reading; people whose watch ended are left out."""
        today, soon_days = self._ground.today(), self._settings.get("soon_days")
        with self._ground.store.read() as connection:
            charges = [one for one in questions.charges_of(connection, partner_id) if not _is_over(one[1], today)]
            ids = people_questions.with_ids({person_id for person_id, _ in charges})
            read = people_questions.lines(connection, today, soon_days, ids) if charges else ()
        lines = {line.id: line for line in read if line.status is not Status.ENDED}
        found = (Entrusted(line=lines[person_id], charge=charge) for person_id, charge in charges if person_id in lines)
        return tuple(sorted(found, key=lambda one: (one.line.kana is None, sort_key(one.line.kana or ""))))

    def former(self, partner_id: str) -> tuple[Entrusted, ...]:
        """Return whom a partner was in charge of and is no more, the latest end first."""
        today, soon_days = self._ground.today(), self._settings.get("soon_days")
        with self._ground.store.read() as connection:
            charges = [one for one in questions.charges_of(connection, partner_id) if _is_over(one[1], today)]
            ids = people_questions.with_ids({person_id for person_id, _ in charges})
            read = people_questions.lines(connection, today, soon_days, ids) if charges else ()
        lines = {line.id: line for line in read}
        found = [Entrusted(line=lines[person_id], charge=charge) for person_id, charge in charges if person_id in lines]
        return tuple(sorted(found, key=lambda one: one.charge.until or today, reverse=True))

    def past(self, partner_id: str) -> tuple[Past, ...]:
        """Return what was written of a partner, newest first."""
        with self._ground.store.read() as connection:
            return past_of(connection, get(connection, Partner, partner_id), self._codes)

    def hand_over(
        self, partner_id: str, *, to: str, since: date, people: Iterable[str] | None = None
    ) -> tuple[str, ...]:
        """Put another partner in charge from a day on of all whom a partner has, or of these ``people``; all or none.

        People whose watch has ended by then stay as they are. Return whom it was done for. Invalid: ``to.same``,
        ``to.retired``, ``to.partly`` (in charge for a part of the time already), ``people.none``.
        """
        chosen = None if people is None else frozenset(people)
        if to == partner_id:
            raise Invalid("to", "同じ方です。別の方を選んでください。", kind="same")
        with self._ground.store.write(self._ground.user, _SHOWN_WITH_PEOPLE) as tx:
            if tx.get(Partner, to).retired:
                raise Invalid("to", "この方は退任されています。別の方を選んでください。", kind="retired")
            held = [person for person, charge in questions.charges_of(tx.connection, partner_id)
                    if not _is_over(charge, since) and (chosen is None or person in chosen)]  # fmt: skip
            ended = self._ended(tx.connection, set(held), since)
            ids = tuple(dict.fromkeys(person_id for person_id in held if person_id not in ended))
            if not ids:
                raise Invalid("people", "その日から引きつぐ方が、いません。", kind="none")
            for person_id in ids:
                person = tx.get(Person, person_id)
                tx.replace(replace(person, charges=passed_on(person.charges, partner_id, to, since)))
        return ids

    @staticmethod
    def _ended(connection: Connection, ids: Set[str], day: date) -> frozenset[str]:
        """Whose watch has ended on a day."""
        stands = people_questions.standings(connection, people_questions.with_ids(ids)) if ids else {}
        return frozenset(one for one, stand in stands.items() if status_on(stand.status_history, day) is Status.ENDED)

    def of_person(self, person_id: str) -> tuple[tuple[Charge, Partner], ...]:
        """Return who is, was or will be in charge of a person, in the order of entry."""
        with self._ground.store.read() as connection:
            charges = get(connection, Person, person_id).charges
            return tuple((charge, get(connection, Partner, charge.partner_id)) for charge in charges)

    def left_behind(self, person_id: str, day: date | None = None) -> tuple[Partner, ...]:
        """Return who is in charge of a person on a day (today) but belongs to another area than the person then.

        After a move these are proposed to be ended; nothing ends by itself.
        """
        on = day or self._ground.today()
        with self._ground.store.read() as connection:
            person = get(connection, Person, person_id)
            found = tuple(get(connection, Partner, partner_id) for partner_id in person.in_charge_on(on))
        return tuple(one for one in found if one.area is not None and one.area != person.area_on(on))

    def _check(self, tx: Tx, partner: Partner, *, although_alike: bool) -> None:
        if partner.area is not None and partner.area not in {*self._codes.areas, self._ground.home_area}:
            raise Invalid("area", f"「{partner.area}」は、地域の一覧にありません。", kind="unknown")
        if partner.kind not in self._codes.labels(PARTNER_KINDS):
            raise Invalid("kind", "種別を、一覧から選んでください。", kind="unknown")
        if partner.verified_on is not None and partner.verified_on > self._ground.today():
            raise Invalid("verified_on", "確かめた日は、今日までの日を入れてください。", kind="ahead")
        alike = (one for one in questions.fetch(tx.connection, partner.kind) if one.id != partner.id)
        if not although_alike and any(fold(one.name) == fold(partner.name) for one in alike):
            kind = self._codes.label(PARTNER_KINDS, partner.kind)
            sentence = f"同じ名前の{kind}が、もう登録されています。別の方なら、もう一度「登録する」を押してください。"
            raise Invalid("name", sentence, kind="alike")


def _is_over(charge: Charge, day: date) -> bool:
    return charge.until is not None and charge.until < day


def _reading(partner: Partner) -> tuple[bool, str, str]:
    return (partner.kana is None, sort_key(partner.kana or ""), partner.name)


def _in_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without blanks around them, the reading in katakana, phones with hyphens (contract §3)."""
    form: dict[str, Any] = {
        key: (value.strip() or None) if type(value) is str else value for key, value in values.items()
    }
    if "name" in form:
        form["name"] = compose_kana(form["name"] or "")
    if form.get("kana"):
        form["kana"] = katakana(form["kana"])
    if "phones" in form:
        form["phones"] = tuple(phone_in_form(phone) for phone in form["phones"] or ())
    return form
