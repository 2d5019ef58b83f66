"""Whether two people are known to live in two dwellings, which is asked before they are linked as one household."""

from datetime import date
from typing import Any

import pytest

from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.lines import PersonLine, homes_differ
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, Status

HOME: dict[str, Any] = {"town": "境川", "address": "2-43-6", "building": "みなみ荘 203号"}


def person(**home: Any) -> Person:
    return Person(
        id="a",
        family_name="見本",
        created_on=date(2026, 11, 22),
        area_history=(AreaEntry(area="九条南"),),
        status_history=(StatusEntry(state=Status.ACTIVE),),
        consent_history=(ConsentEntry(state=Consent.PENDING),),
        **home,
    )


@pytest.mark.parametrize(
    ("home", "differ"),
    [
        ({}, False),
        ({"building": "みなみ荘203"}, False),
        ({"address": "２-４３-６"}, False),
        ({"building": None}, False),
        ({"town": None, "address": None, "building": None}, False),
        ({"address": "2-43-7"}, True),
        ({"town": "九条"}, True),
        ({"building": "みなみ荘 204号"}, True),
        ({"building": "きた荘 203号"}, True),
        ({"hidden": True, "address": "9-9-9"}, False),
    ],
)
def test_other_streets_and_other_rooms_are_told_and_what_is_unknown_is_not(home: dict[str, Any], differ: bool) -> None:
    other = PersonLine(id="b", name="手本", **(HOME | home))
    assert homes_differ(person(**HOME), other) is differ
