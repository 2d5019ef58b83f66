"""見守りの手厚さ: a word of a list that suggests an interval; kept, imported, told in the history, filtered by."""

import json
from pathlib import Path

import pytest

from tests.conftest import AREA
from tests.intake.made import codes, one, person
from watchdesk.desk import Desk
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.errors import Invalid


def test_the_closer_the_level_the_shorter_the_interval_it_suggests(empty_desk: Desk) -> None:
    levels = empty_desk.codes.need_levels
    assert [(level.label, level.interval_days) for level in levels] == [("手厚く", 7), ("ふつう", 30), ("ゆるやか", 60)]


def test_a_level_changes_no_interval_by_itself_and_is_told_in_the_history(empty_desk: Desk) -> None:
    kept = empty_desk.people.register({"family_name": "練習", "interval_days": 21}, area=AREA)

    changed = empty_desk.people.change(kept.id, {"need_level": "close"})

    assert (changed.need_level, changed.interval_days) == ("close", 21)
    (past, _registered) = empty_desk.history.of_person(kept.id)
    assert (past.title, past.old, past.new) == ("見守りの手厚さ", "", "手厚く")


def test_a_level_that_the_list_does_not_have_is_refused(empty_desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        empty_desk.people.register({"family_name": "練習", "need_level": "S"}, area=AREA)
    assert refused.value.code == "need_level.unknown"


def test_people_are_found_by_their_level(empty_desk: Desk) -> None:
    close = empty_desk.people.register({"family_name": "練習", "need_level": "close"}, area=AREA).id
    empty_desk.people.register({"family_name": "見本"}, area=AREA)
    asked = PeopleFilter(need_level=("close",))
    assert [line.id for line in asked.kept(empty_desk.people.lines())] == [close]


def test_a_level_comes_back_from_a_full_export(empty_desk: Desk, tmp_path: Path) -> None:
    kept = empty_desk.people.register({"family_name": "練習", "need_level": "light"}, area=AREA)
    target = tmp_path / "all.json"
    empty_desk.exports.full(target).run()
    written = json.loads(target.read_text(encoding="utf-8"))
    assert [each["need_level"] for each in written["people"]] == [kept.need_level]
    assert written["codes"]["need_levels"]["light"] == "ゆるやか"


@pytest.mark.parametrize(
    ("cell", "code"), [("手厚く", "close"), ("重点", "close"), ("普通", "usual"), ("light", "light")]
)
def test_a_list_brings_the_level_in_its_own_words(cell: str, code: str) -> None:
    assert person({"見守りの手厚さ": cell}).need_level == code


def test_a_rank_that_only_may_be_a_level_is_kept_beside_it() -> None:
    taken = person({"見守りランク": "Ａ"})
    assert taken.need_level == "close"
    assert taken.extra == {"原文 見守りランク": "Ａ"}


def test_a_level_that_cannot_be_read_stays_with_the_person_as_it_was() -> None:
    row = one({"見守りの手厚さ": "要相談"})
    assert row.person is not None
    assert row.person.need_level is None
    assert "要相談" in row.person.extra.values()
    assert codes(row) in (["need_level.unknown"], [])
