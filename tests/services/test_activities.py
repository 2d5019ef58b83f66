"""Activities and coordination: each counts on its day, in its kind; what was invited and came is kept apart."""

from datetime import date, time

import pytest

from watchdesk.desk import Desk
from watchdesk.domain.activity import Guest
from watchdesk.errors import Invalid, NotFound, WatchDeskError

TODAY = date(2026, 11, 22)
FAIR = {"kind": "C2", "title": "そよかぜまつり", "on": date(2026, 11, 3)}


def test_an_activity_tells_how_long_it_took_by_its_times(desk: Desk) -> None:
    held = desk.activities.record({**FAIR, "at": time(10), "until": time(12, 30), "participants": 80})
    assert (held.minutes, held.area) == (150, "九条南")
    assert desk.activities.lines(date(2026, 11, 1), TODAY) == (held,)
    assert desk.activities.lines(date(2026, 11, 4), TODAY) == ()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": ""}, "kind"),
        ({"kind": "Z9"}, "kind"),
        ({"on": date(2026, 11, 23)}, "on"),
        ({"at": time(12), "until": time(11)}, "until"),
        ({"minutes": -1}, "minutes"),
        ({"area": "どこか"}, "area"),
    ],
)
def test_what_cannot_be_counted_is_refused(desk: Desk, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.activities.record({**FAIR, **values})
    assert refused.value.field == field


def test_invited_and_came_are_two_things(desk: Desk) -> None:
    invited, by_herself = (line.id for line in desk.people.lines()[:2])
    held = desk.activities.record({**FAIR, "guests": (Guest(person_id=invited),)})
    desk.activities.came(held.id, invited, False)
    after = desk.activities.came(held.id, by_herself, True)
    assert after.guests == (
        Guest(person_id=invited, invited=True, came=False),
        Guest(person_id=by_herself, invited=False, came=True),
    )
    assert desk.activities.get(held.id) == after


def test_nobody_stands_on_it_twice_or_unknown(desk: Desk) -> None:
    guest = Guest(person_id=desk.people.lines()[0].id)
    with pytest.raises(Invalid):
        desk.activities.record({**FAIR, "guests": (guest, guest)})
    with pytest.raises(NotFound):
        desk.activities.record({**FAIR, "guests": (Guest(person_id="nobody"),)})


def test_a_voided_one_counts_nowhere_and_can_be_brought_back(desk: Desk) -> None:
    held = desk.activities.record(FAIR)
    desk.activities.void(held.id, "雨で中止だった")
    assert desk.activities.lines(date(2026, 11, 1), TODAY) == ()
    with pytest.raises(WatchDeskError):
        desk.activities.change(held.id, {"title": "まつり"})
    desk.activities.bring_back(held.id)
    assert desk.activities.change(held.id, {"title": "まつり"}).title == "まつり"


def test_a_contact_is_one_line_stamped_with_the_moment(desk: Desk) -> None:
    made = desk.activities.coordinate({"kind": "E2", "whom": "包括の方", "what": "来月の会議の日を決めた"})
    assert (made.on, made.at, made.area) == (TODAY, time(9, 30), "九条南")
    assert desk.activities.coordination(TODAY, TODAY) == (made,)
    desk.activities.void_contact(made.id, "二重に書いた")
    assert desk.activities.coordination(TODAY, TODAY) == ()


def test_a_contact_about_a_hidden_person_tells_no_place(desk: Desk) -> None:
    person = desk.people.get(desk.people.lines()[0].id)
    place = f"{person.town}{person.address}"
    desk.activities.coordinate({"kind": "E1", "what": f"{place}のことで相談", "person_id": person.id})
    desk.people.change(person.id, {"hidden": True})
    (told,) = desk.activities.coordination(TODAY, TODAY)
    assert place not in told.what


def test_how_long_it_took_follows_the_times_that_told_it(desk: Desk) -> None:
    held = desk.activities.record({**FAIR, "at": time(10), "until": time(12)})
    assert desk.activities.change(held.id, {"until": time(11)}).minutes == 60
    assert desk.activities.change(held.id, {"minutes": 45}).minutes == 45
    assert desk.activities.change(held.id, {"until": time(12)}).minutes == 45, "she wrote it herself"


def test_the_wards_own_kind_is_one_of_its_list(desk: Desk) -> None:
    assert desk.activities.record({**FAIR, "own_kind": "soyokaze"}).own_kind == "soyokaze"
    assert desk.codes.uses("own_activities", "soyokaze") == 1
    with pytest.raises(Invalid) as refused:
        desk.activities.record({**FAIR, "own_kind": "nothing"})
    assert refused.value.field == "own_kind"


def test_a_voided_contact_is_brought_back_as_it_was(desk: Desk) -> None:
    made = desk.activities.coordinate({"kind": "E2", "whom": "包括の方", "what": "来月の会議の日を決めた"})
    desk.activities.void_contact(made.id, "二重に書いた")
    with pytest.raises(WatchDeskError):
        desk.activities.change_contact(made.id, {"what": "会議"})
    assert desk.activities.bring_back_contact(made.id) == made == desk.activities.get_contact(made.id)
