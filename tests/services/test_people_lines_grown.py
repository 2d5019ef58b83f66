"""What a line of the list carries besides: who is in charge that day, what is missing, where exactly; hidden or not."""

from dataclasses import replace
from datetime import date, timedelta

from tests.conftest import AREA, TODAY
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.missing import Missing, missing_of
from watchdesk.domain.partner import Charge, Partner, PartnerKind
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Consent

DAY = timedelta(days=1)
HOME = {"town": "新町", "address": "4-5-14", "building": "コーポ新町１０３号室", "phones": ("06-6045-4730",)}


def _entrust(desk: Desk, person: Person, *charges: tuple[str, PartnerKind, Charge]) -> None:
    with desk._ground.store.write(desk.user, Changed.PARTNERS) as tx:
        for name, kind, charge in charges:
            tx.add(Partner(id=charge.partner_id, kind=kind, name=name))
        tx.replace(replace(person, charges=tuple(charge for _, _, charge in charges)))


def _line(desk: Desk, person_id: str, day: date = TODAY) -> PersonLine:
    return next(line for line in desk.people.lines(day) if line.id == person_id)


def test_a_line_names_who_is_in_charge_on_its_day(empty_desk: Desk) -> None:
    person = empty_desk.people.register({"family_name": "見本"}, area=AREA)
    _entrust(
        empty_desk,
        person,
        ("前田 一", PartnerKind.WATCHER, Charge(partner_id="a", until=TODAY - DAY)),
        ("林 二", PartnerKind.WATCHER, Charge(partner_id="b", since=TODAY)),
        ("森 三", PartnerKind.WATCHER, Charge(partner_id="c")),
        ("原 四", PartnerKind.MINSEI, Charge(partner_id="d", since=TODAY, until=TODAY)),
        ("谷 五", PartnerKind.WATCHER, Charge(partner_id="e", since=TODAY + DAY)),
    )

    today, before = _line(empty_desk, person.id), _line(empty_desk, person.id, TODAY - DAY)

    assert (today.watcher, today.minsei, today.in_charge) == ("林 二、森 三", "原 四", frozenset("bcd"))
    assert (before.watcher, before.minsei) == ("前田 一、森 三", None)
    assert "林" not in repr(today)


def test_nobody_in_charge_is_nothing(empty_desk: Desk) -> None:
    person = empty_desk.people.register({"family_name": "見本"}, area=AREA)

    assert (_line(empty_desk, person.id).watcher, _line(empty_desk, person.id).charges) == (None, ())


def test_a_line_tells_the_chome_and_the_room(empty_desk: Desk) -> None:
    person = empty_desk.people.register({"family_name": "見本", **HOME}, area=AREA)

    assert (_line(empty_desk, person.id).chome, _line(empty_desk, person.id).room) == (4, "103")


def test_a_hidden_persons_line_tells_no_place_in_any_way(empty_desk: Desk) -> None:
    values = {"family_name": "見本", **HOME, "hidden": True}
    line = _line(empty_desk, empty_desk.people.register(values, area=AREA).id)

    assert (line.chome, line.room, line.building, line.town, line.household_id) == (None, "", None, None, None)
    assert not {Missing.ADDRESS, Missing.PHONE} & line.missing


def test_a_line_misses_what_its_record_misses(empty_desk: Desk) -> None:
    bare = empty_desk.people.register({"family_name": "見本"}, area=AREA)
    full = empty_desk.people.register(
        {
            **HOME,
            "family_name": "見本",
            "family_kana": "ミホン",
            "birth_date": date(1937, 3, 5),
            "emergency_contacts": (EmergencyContact(name="見本 一", phone="090-0012-3456"),),
            "criteria": ("K1",),
        },
        area=AREA,
        consent=ConsentEntry(state=Consent.REFUSED),
    )

    assert _line(empty_desk, bare.id).missing == frozenset(Missing)
    assert _line(empty_desk, full.id).missing == frozenset()


def test_lines_and_records_agree_on_what_is_missing(desk: Desk) -> None:
    for line in desk.people.lines():
        person = desk.people.get(line.id)
        assert line.missing == missing_of(person, person.consent_on(TODAY))


def test_a_hidden_persons_household_is_not_told_since_others_of_it_show_the_place(empty_desk: Desk) -> None:
    hidden = empty_desk.people.register({"family_name": "見本", **HOME, "hidden": True}, area=AREA)
    open_one = empty_desk.people.register({"family_name": "見本", **HOME}, area=AREA)

    empty_desk.people.join(hidden.id, open_one.id)

    assert _line(empty_desk, open_one.id).household_id is not None
    assert _line(empty_desk, hidden.id).household_id is None
