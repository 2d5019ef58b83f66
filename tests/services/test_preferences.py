"""How a user left the list is remembered for that user; saved filters are everybody's; both leave with the export."""

from collections.abc import Callable
from pathlib import Path

import pytest

from watchdesk.changed import Changed
from watchdesk.desk import Desk, PeopleLook, SavedFilter
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.words import Living
from watchdesk.errors import Invalid, NotFound
from watchdesk.store import preferences as kept

ALONE = PeopleFilter(living=(Living.ALONE,), age_from=80, air_conditioner=False)
LOOK = PeopleLook(columns=("name", "age"), sort="place", descending=True, filter=ALONE)


def test_the_look_of_the_list_is_remembered_without_a_line_in_the_ledger(empty_desk: Desk) -> None:
    heard: list[Changed] = []
    empty_desk.listen(heard.append)
    before = empty_desk.ledger.entries()
    assert empty_desk.preferences.people_list() == PeopleLook()

    empty_desk.preferences.keep_people_list(LOOK)
    empty_desk.preferences.put("width", 3)

    assert empty_desk.preferences.people_list() == LOOK
    assert empty_desk.preferences.get("width") == 3
    assert empty_desk.ledger.entries() == before
    assert not any(heard)


def test_a_preference_can_be_forgotten(empty_desk: Desk) -> None:
    empty_desk.preferences.put("width", 3)
    empty_desk.preferences.put("width", None)

    assert empty_desk.preferences.get("width", "usual") == "usual"


@pytest.mark.parametrize("plain", [[], "x", {"columns": 3, "sort": None, "filter": 7}, {"filter": {"age_from": "x"}}])
def test_what_a_later_version_left_is_passed_over(empty_desk: Desk, plain: object) -> None:
    empty_desk.preferences.put("people list", plain)

    assert empty_desk.preferences.people_list() == PeopleLook()


def test_one_users_look_is_not_anothers(empty_desk: Desk) -> None:
    with empty_desk._ground.store.write("taro", Changed(0)) as tx:
        kept.put(tx.connection, "taro", "people list", {"sort": "place"})

    assert empty_desk.preferences.people_list().sort == "due"


def test_filters_are_saved_replaced_renamed_and_removed(empty_desk: Desk) -> None:
    room = empty_desk.preferences
    room.save_filter("暑さに弱い方", ALONE)
    room.save_filter("  全員 ", PeopleFilter(status=()))
    room.save_filter("暑さに弱い方", PeopleFilter(age_from=90))
    room.rename_filter("全員", "すべての方")

    assert [one.name for one in room.filters()] == ["暑さに弱い方", "すべての方"]
    assert room.filters()[0].filter == PeopleFilter(age_from=90)
    assert room.remove_filter("暑さに弱い方") == SavedFilter(name="暑さに弱い方", filter=PeopleFilter(age_from=90))
    assert [one.name for one in room.filters()] == ["すべての方"]


def test_a_saved_filter_is_announced_and_stands_in_the_ledger_without_its_name(empty_desk: Desk) -> None:
    heard: list[Changed] = []
    empty_desk.listen(heard.append)

    empty_desk.preferences.save_filter("見本ハナさんの近所", PeopleFilter(town="新町"))

    assert heard == [Changed.SETTINGS]
    newest = empty_desk.ledger.entries()[0]
    assert (newest.action, newest.entity, newest.entity_id, newest.fields) == ("changed", "filters", None, ())


@pytest.mark.parametrize(("name", "code"), [(" ", "name.missing"), ("あ" * 41, "name.too_long")])
def test_a_filter_without_a_fitting_name_is_refused(empty_desk: Desk, name: str, code: str) -> None:
    with pytest.raises(Invalid) as fault:
        empty_desk.preferences.save_filter(name, ALONE)

    assert fault.value.code == code


def test_a_name_that_another_filter_has_is_refused(empty_desk: Desk) -> None:
    empty_desk.preferences.save_filter("独居", ALONE)
    empty_desk.preferences.save_filter("全員", PeopleFilter(status=()))

    with pytest.raises(Invalid, match="もうあります"):
        empty_desk.preferences.rename_filter("全員", "独居")
    with pytest.raises(NotFound):
        empty_desk.preferences.remove_filter("どこにもない")


def test_preferences_leave_and_come_back_with_the_full_export(
    opened: Callable[[Path], Desk], empty_template: Path, tmp_path: Path
) -> None:
    first, second = opened(empty_template), opened(empty_template)
    first.preferences.keep_people_list(LOOK)
    first.preferences.save_filter("独居", ALONE)

    second.preferences.keep_people_list(PeopleLook(sort="age"))

    first.exports.full(tmp_path / "all.json").run()
    second.exports.take_back(tmp_path / "all.json").run()

    assert second.preferences.people_list() == LOOK
    assert second.preferences.filters() == first.preferences.filters()
