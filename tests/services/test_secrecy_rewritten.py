"""秘匿: what stands as 秘匿 in a form is never written over the record in which the place stands."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import AREA, TODAY
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent
from watchdesk.errors import Invalid

PLACE = "九条8-8-8"
HOME = {"town": "九条", "address": "8-8-8", "phones": ("06-6099-8181",)}
Change = Callable[[dict[str, Any]], object]
Read = Callable[[], Any]


@pytest.fixture
def hidden(empty_desk: Desk) -> Person:
    """Somebody hidden whose whereabouts nobody opened."""
    agreed = ConsentEntry(state=Consent.AGREED, since=TODAY)
    return empty_desk.people.register({"family_name": "見本", "hidden": True, **HOME}, area=AREA, consent=agreed)


def appointment(desk: Desk, person: Person) -> tuple[str, Change, Read]:
    kept = desk.plans.agree({"on": TODAY, "what": f"{PLACE}へ", "place": PLACE, "person_id": person.id})
    return "what", lambda values: desk.plans.change(kept.id, values), lambda: desk.plans.get(kept.id)


def case(desk: Desk, person: Person) -> tuple[str, Change, Read]:
    told = {"field": "A1", "content": "B3", "said": f"{PLACE}へ", "caller_phone": "06-6099-8181"}
    kept = desk.consultations.open_case({**told, "person_id": person.id})
    return "said", lambda values: desk.consultations.change(kept.id, values), lambda: desk.consultations.get(kept.id)


def promise(desk: Desk, person: Person) -> tuple[str, Change, Read]:
    kept = desk.follow_ups.promise(f"{PLACE}へ", TODAY, person.id, who=f"{PLACE}の隣")

    def read() -> object:
        return desk.follow_ups.open(person.id)[0]

    return "what", lambda values: desk.follow_ups.change(kept.id, values), read


@pytest.mark.parametrize("room", [appointment, case, promise])
def test_what_was_shown_without_the_place_loses_it_by_no_rewriting(
    empty_desk: Desk, hidden: Person, room: Callable[[Desk, Person], tuple[str, Change, Read]]
) -> None:
    field, change, read = room(empty_desk, hidden)
    shown = getattr(read(), field)
    assert shown == "秘匿へ"

    change({field: shown})
    with pytest.raises(Invalid) as refused:
        change({field: "秘匿へ、午後"})
    assert refused.value.code == f"{field}.hidden"

    empty_desk.secrecy.open(hidden.id, "書き足すため")
    assert getattr(read(), field) == f"{PLACE}へ"
    change({field: "駅へ"})
    assert getattr(read(), field) == "駅へ"


def test_other_fields_are_rewritten_while_the_place_stays_hidden(empty_desk: Desk, hidden: Person) -> None:
    _, change, read = appointment(empty_desk, hidden)
    shown = read()
    assert (shown.what, shown.place) == ("秘匿へ", "秘匿")
    change({"what": shown.what, "place": shown.place, "on": TODAY + timedelta(days=1)})
    empty_desk.secrecy.open(hidden.id, "確かめるため")
    assert (read().what, read().place, read().on) == (f"{PLACE}へ", PLACE, TODAY + timedelta(days=1))
