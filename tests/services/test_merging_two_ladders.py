"""Two records with an open 気がかり each, made one: one ladder goes on, and parting gives both again as they were."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import KEY, TODAY, USER, fixed_clock
from tests.services.whole_store import everything, register
from watchdesk.changed import Changed
from watchdesk.desk import Desk, open_with_recovery_key
from watchdesk.domain.alarm import Alarm, AlarmOutcome
from watchdesk.domain.ladder import ANSWER
from watchdesk.domain.person import Person
from watchdesk.store.schema import follow_ups

WHY = "同じ方の記録が2つありました"
Two = tuple[Person, Person]


class Clock:
    """Goes on by a second with each look at it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def empty_desk(tmp_path: Path, empty_template: Path) -> Iterator[Desk]:
    """A store whose clock goes on."""
    shutil.copytree(empty_template, tmp_path / "store")
    desk = open_with_recovery_key(tmp_path / "store", USER, KEY, clock=Clock(fixed_clock()))
    yield desk
    desk.lock()


@pytest.fixture
def two(empty_desk: Desk) -> Two:
    """Two records of one person, each with an open alarm; the one that will go has the older one."""
    kept, gone = register(empty_desk, "濱田", given_name="恵"), register(empty_desk, "浜田", given_name="恵")
    alarms = empty_desk.alarms
    older = alarms.report(
        said="雨戸が閉まったまま", reporter="向かいの方", reporter_phone="06-6000-0001", person_id=gone.id
    )
    newer = alarms.raise_for(kept.id, "返事がない")
    alarms.write_down(older.id, "outside", answer="電気がついている")
    alarms.write_down(newer.id, "phone", answer="出ない", reached=False)
    alarms.write_down(older.id, "nearby", answer="けさ見た")
    empty_desk.follow_ups.promise("鍵のことをきく", TODAY, kept.id, alarm_id=newer.id)
    return kept, gone


def the_open_one(desk: Desk) -> Alarm:
    (line,) = desk.alarms.open()
    return desk.alarms.get(line.id)


def test_two_open_ladders_are_one_after_a_merge_the_one_begun_first(empty_desk: Desk, two: Two) -> None:
    kept, gone = two
    first = empty_desk.alarms.open_of(gone.id)
    empty_desk.merging.merge(kept.id, gone.id, reason=WHY)

    one = the_open_one(empty_desk)
    assert first is not None
    assert (one.id, one.person_id, one.raised_at) == (first.id, kept.id, first.raised_at)
    assert [step.answer for step in one.steps] == [
        "まとめた台帳でも、気がかりが始まっていました（気づいて始めた）：返事がない",
        "電気がついている",
        "出ない",
        "けさ見た",
    ]
    assert empty_desk.alarms.facts(one.id).line.name == "濱田 恵"


def test_parted_again_each_has_its_own_ladder_byte_for_byte(empty_desk: Desk, two: Two) -> None:
    before = everything(empty_desk)
    merged = empty_desk.merging.merge(two[0].id, two[1].id, reason=WHY)
    assert empty_desk.merging.undo(merged).sentences == ()
    assert everything(empty_desk) == before


def test_what_was_promised_over_the_ladder_that_went_leads_to_the_one_that_goes_on(empty_desk: Desk, two: Two) -> None:
    empty_desk.merging.merge(two[0].id, two[1].id, reason=WHY)
    with empty_desk._ground.store.read() as connection:
        assert connection.execute(select(follow_ups.c.alarm_id)).scalars().all() == [the_open_one(empty_desk).id]


def test_parted_after_it_was_closed_the_other_is_open_again_and_that_is_told(empty_desk: Desk, two: Two) -> None:
    kept, gone = two
    merged = empty_desk.merging.merge(kept.id, gone.id, reason=WHY)
    one = the_open_one(empty_desk)
    empty_desk.alarms.write_down(one.id, "family", answer="むすめさんに電話")
    empty_desk.alarms.close(one.id, AlarmOutcome.HEARD, "旅行中")

    parted = empty_desk.merging.undo(merged)

    assert "もう一方は開いています。" in parted.sentences[-1]
    assert the_open_one(empty_desk).person_id == kept.id
    closed = empty_desk.alarms.get(one.id)
    assert (closed.person_id, closed.is_open) == (gone.id, False)
    assert [step.answer for step in closed.steps] == ["電気がついている", "けさ見た", "むすめさんに電話"]


def test_who_told_of_the_other_is_still_answered_at_the_end(empty_desk: Desk) -> None:
    own, other = register(empty_desk, "森"), register(empty_desk, "もり")
    empty_desk.alarms.raise_for(own.id, "留守がつづく")
    empty_desk.alarms.report(said="新聞がたまっている", reporter="管理人さん", person_id=other.id)
    merged = empty_desk.merging.merge(own.id, other.id, reason=WHY)
    one = the_open_one(empty_desk)
    assert one.reporter == "管理人さん"

    empty_desk.alarms.close(one.id, AlarmOutcome.AWAY, "入院していた")
    assert [line.id for line in empty_desk.alarms.to_answer()] == [one.id]
    empty_desk.alarms.answered(one.id)
    empty_desk.merging.undo(merged)
    told = empty_desk.alarms.get(one.id)
    assert (told.reporter, told.steps[-1].step) == ("管理人さん", ANSWER)


def test_a_merge_tells_the_lists_of_alarms_and_promises(empty_desk: Desk, two: Two) -> None:
    heard: list[Changed] = []
    empty_desk.listen(heard.append)
    empty_desk.merging.merge(two[0].id, two[1].id, reason=WHY)
    assert Changed.ALARMS | Changed.PLANS in heard[0]
