"""People of one dwelling are linked, visited, paused and parted together; nothing half."""

from datetime import date

import pytest

from tests.conftest import AREA, TODAY
from watchdesk.desk import Desk
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.month import Month
from watchdesk.domain.words import Condition, Consent, Method, Result, Status
from watchdesk.errors import Invalid, NotFound

HOME = {"town": "九条南", "address": "1-2-3", "building": "見本荘 101"}
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 1, 5))


def _person(desk: Desk, name: str, **values: object) -> str:
    return desk.people.register({"family_name": "見本", "given_name": name, **values}, area=AREA, consent=AGREED).id


def _couple(desk: Desk) -> tuple[str, str]:
    wife, husband = _person(desk, "ふみ"), _person(desk, "一")
    desk.people.join(wife, husband)
    return wife, husband


def _ids(lines: object) -> list[str]:
    return [line.id for line in lines]  # type: ignore[attr-defined]  # lines of people


def test_joining_makes_a_household_and_takes_others_in(empty_desk: Desk) -> None:
    wife, husband = _couple(empty_desk)
    son = _person(empty_desk, "太郎")
    assert _ids(empty_desk.people.household(son)) == [son]

    assert _ids(empty_desk.people.join(son, wife)) == [wife, husband, son]
    assert _ids(empty_desk.people.household(husband)) == [wife, husband, son]


def test_leaving_the_last_but_one_dissolves_the_household(empty_desk: Desk) -> None:
    wife, husband = _couple(empty_desk)
    empty_desk.people.leave_household(wife)
    assert empty_desk.people.get(husband).household_id is None
    assert _ids(empty_desk.people.household(husband)) == [husband]


def test_whoever_joins_another_household_leaves_the_former_one(empty_desk: Desk) -> None:
    wife, husband = _couple(empty_desk)
    others = _couple(empty_desk)

    assert _ids(empty_desk.people.join(wife, others[0])) == [wife, *others]
    assert empty_desk.people.get(husband).household_id is None


def test_nobody_makes_a_household_with_oneself(empty_desk: Desk) -> None:
    wife = _person(empty_desk, "ふみ")
    with pytest.raises(Invalid, match="別の方"):
        empty_desk.people.join(wife, wife)


def test_people_of_one_address_or_phone_are_proposed_until_they_are_linked(empty_desk: Desk) -> None:
    wife = _person(empty_desk, "ふみ", **HOME, phones=("06-6000-0001",))
    same_home = _person(empty_desk, "一", **HOME | {"building": "見本荘１０１"})
    same_phone = _person(empty_desk, "次", phones=("090-0000-0002", "06-6000-0001"))
    _person(empty_desk, "隣", **HOME | {"building": "見本荘 102"}, phones=("06-6000-00011",))
    _person(empty_desk, "秘", **HOME, hidden=True)
    ended = _person(empty_desk, "故", **HOME)
    empty_desk.people.set_status(ended, StatusEntry(state=Status.ENDED, since=TODAY))

    assert _ids(empty_desk.people.may_share_home(wife)) == [same_home, same_phone]
    empty_desk.people.join(wife, same_home)
    assert _ids(empty_desk.people.may_share_home(wife)) == [same_phone]


def test_a_hidden_person_is_told_no_neighbours_and_people_without_address_are_none(empty_desk: Desk) -> None:
    hidden = _person(empty_desk, "秘", **HOME, hidden=True)
    _person(empty_desk, "ふみ", **HOME)
    first, second = _person(empty_desk, "甲"), _person(empty_desk, "乙")
    assert [empty_desk.people.may_share_home(one) for one in (hidden, first, second)] == [(), (), ()]


def test_a_visit_to_a_household_is_one_record_a_person_and_each_counts(empty_desk: Desk) -> None:
    wife, husband = _couple(empty_desk)

    visits = empty_desk.visits.record_together(
        [wife, husband],
        on=TODAY,
        method=Method.VISIT,
        result=Result.MET,
        condition=Condition.WELL,
        details={"visitor": "見本 当番", "note": "お二人とも居間に"},
        each={husband: {"result": Result.CONFIRMED, "condition": Condition.CONCERN, "note": "奥さまから聞く"}},
    )

    assert [(visit.person_id, visit.result, visit.condition, visit.note) for visit in visits] == [
        (wife, Result.MET, Condition.WELL, "お二人とも居間に"),
        (husband, Result.CONFIRMED, Condition.CONCERN, "奥さまから聞く"),
    ]
    assert {visit.visitor for visit in visits} == {"見本 当番"}
    figures = empty_desk.reports.figures(Month.of(TODAY)).facts.figures
    assert (figures.visits.total, figures.people_visited, figures.people_confirmed) == (2, 2, 2)


@pytest.mark.parametrize(
    "wrong", [{"condition": Condition.WELL, "result": Result.ABSENT}, {"signs": ("どこにもない",)}, {"note": " "}]
)
def test_a_household_is_recorded_wholly_or_not_at_all(empty_desk: Desk, wrong: dict[str, object]) -> None:
    wife, husband = _couple(empty_desk)
    lines = len(empty_desk.ledger.entries())
    with pytest.raises(Invalid):
        empty_desk.visits.record_together(
            [wife, husband], on=TODAY, method=Method.VISIT, result=Result.MET, each={husband: wrong}
        )
    assert empty_desk.visits.of_person(wife) == ()
    assert len(empty_desk.ledger.entries()) == lines


def test_a_household_recorded_for_nobody_is_refused(empty_desk: Desk) -> None:
    with pytest.raises(Invalid, match="選んでください"):
        empty_desk.visits.record_together([], on=TODAY, method=Method.VISIT, result=Result.MET)


def test_a_whole_household_is_paused_ended_and_moved_at_once(empty_desk: Desk) -> None:
    couple = _couple(empty_desk)
    paused = StatusEntry(state=Status.PAUSED, since=TODAY, until=date(2026, 12, 1), reason="入院")
    assert [one.status_on(TODAY) for one in empty_desk.people.set_status_of(couple, paused)] == [Status.PAUSED] * 2
    moved = empty_desk.people.move_all(couple, AreaEntry(area="日吉", since=TODAY))
    assert [one.area_on(TODAY) for one in moved] == ["日吉", "日吉"]


def test_a_household_of_which_one_is_gone_is_changed_not_at_all(empty_desk: Desk) -> None:
    wife, _ = _couple(empty_desk)
    with pytest.raises(NotFound):
        empty_desk.people.set_status_of([wife, "nobody"], StatusEntry(state=Status.PAUSED, since=TODAY))
    assert empty_desk.people.line(wife).status is Status.ACTIVE


def test_a_hidden_person_is_named_beside_nobody_and_nobody_beside_her_until_opened(empty_desk: Desk) -> None:
    desk = empty_desk
    wife, husband = _couple(desk)
    desk.people.change(wife, {"hidden": True})

    def named(person_id: str) -> list[str]:
        return _ids(desk.secrecy.of_one_home(person_id, desk.people.household(person_id)))

    assert (named(husband), named(wife)) == ([husband], [wife])

    desk.secrecy.open(wife, "救急隊に伝えるため")
    assert (named(husband), named(wife)) == ([wife, husband], [wife, husband])
