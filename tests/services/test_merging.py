"""Merging: everything of two records in one, and both again as they were, byte for byte."""

from datetime import date
from pathlib import Path

import pytest

from tests.services.whole_store import AREA, derived_is_right, everything, exported, register, visit
from watchdesk.changed import Changed
from watchdesk.desk import Desk, Which
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.merging import together
from watchdesk.domain.partner import Charge, PartnerKind
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Consent, Status
from watchdesk.errors import Invalid, NotFound, WatchDeskError
from watchdesk.store import moving
from watchdesk.store.schema import metadata

TODAY = date(2026, 11, 22)
WHY = "同じ方の記録が2つありました"


@pytest.fixture
def pair(empty_desk: Desk) -> tuple[Person, Person]:
    """Two records of one person, the second with more on it."""
    kept = register(empty_desk, "見本", given_name="ハナ", phones=("06-6000-0001",))
    gone = register(
        empty_desk,
        "見本",
        given_name="はな",
        town="九条南",
        address="1-2-3",
        phones=("06-6000-0001", "090-0000-0002"),
        criteria=("K1",),
        notes="耳が遠い",
        emergency_contacts=(EmergencyContact(name="長女", phone="06-6000-0003"),),
        extra={"班": "3班"},
    )
    register(empty_desk, "後", given_name="ろう")
    visit(empty_desk, kept, date(2026, 11, 1), "元気そう")
    visit(empty_desk, gone, date(2026, 11, 9), "雨戸が閉まったまま")
    return kept, gone


def test_a_merge_takes_what_is_written_and_unites_lists(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    kept, gone = pair
    empty_desk.merging.merge(kept.id, gone.id, reason=WHY)

    one = empty_desk.people.get(kept.id)
    assert (one.given_name, one.town, one.notes, one.criteria) == ("ハナ", "九条南", "耳が遠い", ("K1",))
    assert one.phones == ("06-6000-0001", "090-0000-0002")
    assert dict(one.extra) == {"班": "3班"}
    assert len(empty_desk.visits.of_person(kept.id)) == 2
    assert empty_desk.people.line(kept.id).last_confirmed == date(2026, 11, 9)
    with pytest.raises(NotFound):
        empty_desk.people.get(gone.id)
    assert derived_is_right(empty_desk)


def test_side_by_side_each_differing_field_is_told_in_words(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    pairs = {one.field: one for one in empty_desk.merging.compare(pair[0].id, pair[1].id)}
    assert "family_name" not in pairs
    assert (pairs["given_name"].kept, pairs["given_name"].gone) == ("ハナ", "はな")
    assert pairs["given_name"].proposal is Which.KEPT
    assert (pairs["address"].title, pairs["address"].proposal) == ("丁目・番地", Which.GONE)
    assert pairs["phones"].result == "06-6000-0001、090-0000-0002"
    assert pairs["emergency_contacts"].gone == "1. 長女 06-6000-0003"


def test_choices_win_over_proposals(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    kept, gone = pair
    choices = {"given_name": Which.GONE, "phones": Which.KEPT, "doctor": "西診療所"}
    empty_desk.merging.merge(kept.id, gone.id, choices, WHY)
    one = empty_desk.people.get(kept.id)
    assert (one.given_name, one.phones, one.doctor) == ("はな", ("06-6000-0001",), "西診療所")


def test_a_merge_without_a_reason_or_with_itself_is_refused(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    kept, gone = pair
    before = everything(empty_desk)
    for one, other, why in ((kept.id, gone.id, " "), (kept.id, kept.id, WHY)):
        with pytest.raises(Invalid):
            empty_desk.merging.merge(one, other, reason=why)
    with pytest.raises(Invalid):
        empty_desk.merging.merge(kept.id, gone.id, {"interval_days": 0}, WHY)
    assert everything(empty_desk) == before


def test_unmerging_gives_both_records_byte_for_byte(
    empty_desk: Desk, pair: tuple[Person, Person], tmp_path: Path
) -> None:
    kept, gone = pair
    before, file = everything(empty_desk), exported(empty_desk, tmp_path / "before.json")

    merged = empty_desk.merging.merge(kept.id, gone.id, reason=WHY)
    assert everything(empty_desk) != before
    unmerged = empty_desk.merging.undo(merged)

    assert unmerged.sentences == ()
    assert everything(empty_desk) == before
    assert exported(empty_desk, tmp_path / "after.json") == file
    assert derived_is_right(empty_desk)
    assert [found.person_id for found in empty_desk.search.visits("雨戸")] == [gone.id]


def test_a_merge_is_one_line_of_the_ledger(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    empty_desk.merging.merge(pair[0].id, pair[1].id, reason=WHY)
    lines = [line for line in empty_desk.ledger.entries() if line.action == "merged"]
    assert [(line.entity_id, line.reason) for line in lines] == [(pair[0].id, WHY)]


def test_what_was_written_since_stays_and_is_told(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    kept, gone = pair
    merged = empty_desk.merging.merge(kept.id, gone.id, reason=WHY)
    since = visit(empty_desk, kept, date(2026, 11, 20))
    empty_desk.people.change(
        kept.id, {"notes": "補聴器あり", "phones": ("06-6000-0001", "090-0000-0002", "06-6000-0009")}
    )
    empty_desk.people.set_status(kept.id, StatusEntry(state=Status.PAUSED, since=date(2026, 11, 21)))

    unmerged = empty_desk.merging.undo(merged)

    own, theirs = empty_desk.people.get(kept.id), empty_desk.people.get(gone.id)
    assert theirs == gone
    assert own.notes == "補聴器あり"
    assert own.phones == ("06-6000-0001", "06-6000-0009")
    assert own.town is None
    assert own.status_history == (*kept.status_history, StatusEntry(state=Status.PAUSED, since=date(2026, 11, 21)))
    assert since in {line.id for line in empty_desk.visits.of_person(kept.id)}
    assert "訪問記録1件" in unmerged.sentences[0]
    assert "「電話」" in unmerged.sentences[1]
    assert "「特記事項」" in unmerged.sentences[1]
    assert derived_is_right(empty_desk)


def test_visits_follow_the_area_of_whose_record_they_are_with(empty_desk: Desk) -> None:
    kept = empty_desk.people.register({"family_name": "見本"}, area="九条南")
    gone = empty_desk.people.register({"family_name": "見本"}, area="日吉")
    moved = visit(empty_desk, gone, date(2026, 11, 1))
    merged = empty_desk.merging.merge(kept.id, gone.id, {"area_history": Which.KEPT}, WHY)
    assert empty_desk.visits.get(moved).area == "九条南"
    empty_desk.merging.undo(merged)
    assert empty_desk.visits.get(moved).area == "日吉"


def test_people_registered_since_keep_their_order_behind_the_one_who_comes_back(empty_desk: Desk) -> None:
    kept, gone = register(empty_desk, "見本"), register(empty_desk, "見本")
    merged = empty_desk.merging.merge(kept.id, gone.id, reason=WHY)
    later = [register(empty_desk, name) for name in ("甲", "乙")]
    empty_desk.merging.undo(merged)
    assert [line.id for line in empty_desk.people.lines()] == [kept.id, gone.id, *(one.id for one in later)]


def test_of_two_in_one_household_under_one_partner_on_one_copy_nothing_stands_twice(
    empty_desk: Desk, tmp_path: Path
) -> None:
    kept, gone = register(empty_desk, "見本"), register(empty_desk, "見本")
    watcher = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "中村 清"})
    empty_desk.people.join(kept.id, gone.id)
    for one, since in ((kept, date(2026, 4, 1)), (gone, date(2025, 4, 1))):
        empty_desk.people.put_in_charge(one.id, Charge(partner_id=watcher.id, since=since))
    shared = empty_desk.ledger.copy_made("roster", "名簿", [kept.id, gone.id], how="printed")
    theirs = empty_desk.ledger.copy_made("roster", "名簿", [gone.id], how="printed")
    before = everything(empty_desk)

    merged = empty_desk.merging.merge(kept.id, gone.id, reason=WHY)

    one = empty_desk.people.get(kept.id)
    assert one.household_id is None
    assert one.charges == (Charge(partner_id=watcher.id, since=date(2025, 4, 1)),)
    assert empty_desk.ledger.copies_naming(kept.id) == (shared, theirs)
    assert empty_desk.merging.undo(merged).sentences == ()
    assert everything(empty_desk) == before


def test_merges_on_top_of_each_other_are_undone_from_the_last(empty_desk: Desk) -> None:
    first, second, third = (register(empty_desk, "見本", notes=str(n)) for n in range(3))
    before = everything(empty_desk)
    lower = empty_desk.merging.merge(first.id, second.id, reason=WHY)
    upper = empty_desk.merging.merge(third.id, first.id, reason=WHY)

    with pytest.raises(WatchDeskError, match="先に"):
        empty_desk.merging.undo(lower)
    empty_desk.merging.undo(upper)
    empty_desk.merging.undo(lower)

    assert everything(empty_desk) == before
    with pytest.raises(WatchDeskError, match="もう分けて"):
        empty_desk.merging.undo(lower)


def test_a_double_that_was_ended_does_not_end_the_person(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    kept, gone = pair
    empty_desk.people.set_status(gone.id, StatusEntry(state=Status.ENDED, since=date(2026, 10, 1), reason="other"))
    status = next(one for one in empty_desk.merging.compare(kept.id, gone.id) if one.field == "status_history")
    assert status.proposal is Which.KEPT
    assert status.hint
    empty_desk.merging.merge(kept.id, gone.id, reason=WHY)
    assert empty_desk.people.get(kept.id).status_on(TODAY) is Status.ACTIVE


@pytest.mark.parametrize(
    ("own", "theirs", "holds"),
    [
        (Consent.PENDING, Consent.AGREED, Consent.AGREED),
        (Consent.AGREED, Consent.PENDING, Consent.AGREED),
        (Consent.AGREED, Consent.WITHDRAWN, Consent.WITHDRAWN),
        (Consent.WITHDRAWN, Consent.AGREED, Consent.WITHDRAWN),
    ],
)
def test_of_two_consents_without_days_the_stricter_holds(
    empty_desk: Desk, own: Consent, theirs: Consent, holds: Consent
) -> None:
    kept, gone = (
        empty_desk.people.register({"family_name": "見本"}, area=AREA, consent=ConsentEntry(state=state))
        for state in (own, theirs)
    )
    empty_desk.merging.merge(kept.id, gone.id, reason=WHY)
    entry = empty_desk.people.get(kept.id).consent_on(TODAY)
    assert entry is not None
    assert entry.state is holds


def test_half_of_one_address_is_never_joined_with_half_of_another(empty_desk: Desk) -> None:
    kept = register(empty_desk, "見本", town="九条南", address="1-2-3")
    gone = register(empty_desk, "見本", town="本田", address="4-5-6", building="みなみ荘 201")
    empty_desk.merging.merge(kept.id, gone.id, reason=WHY)
    one = empty_desk.people.get(kept.id)
    assert (one.town, one.address, one.building) == ("九条南", "1-2-3", None)


def test_a_hidden_persons_whereabouts_are_not_told_side_by_side(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    kept, gone = pair
    empty_desk.people.change(gone.id, {"hidden": True})
    pairs = {one.field: one for one in empty_desk.merging.compare(kept.id, gone.id)}
    assert (pairs["address"].gone, pairs["phones"].gone, pairs["phones"].result) == ("秘匿", "秘匿", "秘匿")
    assert pairs["hidden"].proposal is Which.GONE
    empty_desk.secrecy.open(gone.id, "ご本人からのお電話")
    pairs = {one.field: one for one in empty_desk.merging.compare(kept.id, gone.id)}
    assert pairs["address"].gone == "1-2-3"


def test_a_merge_announces_whatever_names_somebody(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    heard: list[Changed] = []
    empty_desk.listen(heard.append)
    empty_desk.merging.merge(pair[0].id, pair[1].id, reason=WHY)
    assert heard == [Changed.PEOPLE | Changed.VISITS | Changed.COPIES | Changed.WORK]


def test_every_column_that_names_a_person_is_moved_or_stays_on_purpose() -> None:
    """A table that comes later has to say in store/moving.py what a merge does with it."""
    covered = {(place.table.name, place.column) for place in moving.MOVES}
    covered |= {(table.name, column) for table, column in moving.STAYS}
    covered |= {(table.name, "person_id") for table in moving.owned()}
    naming = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if "person" in column.name
        or column.name in ("record_id", "entity_id", "other_id", "owner_id")
        or any(key.column.table.name == "people" for key in column.foreign_keys)
    }
    assert naming == covered


def test_a_store_with_merges_and_a_bin_is_whole_backs_up_and_goes_out_and_back(
    desk: Desk, ward_desk: Desk, tmp_path: Path
) -> None:
    first, second, third = (line.id for line in desk.people.lines()[:3])
    desk.merging.undo(desk.merging.merge(first, second, reason=WHY))
    desk.merging.merge(first, third, reason=WHY)
    unseen = register(desk, "見本")
    desk.bin.remove_person(unseen.id, "まちがえて登録した")

    desk.backups.make().run()
    assert [check for check in desk.health.job().run().checks if not check.ok] == []
    file = exported(desk, tmp_path / "all.json")
    ward_desk.exports.take_back(tmp_path / "all.json").run()
    assert exported(ward_desk, tmp_path / "again.json") == file


def test_each_choice_is_told_with_what_it_gives(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    pairs = {one.field: one for one in empty_desk.merging.compare(pair[0].id, pair[1].id)}
    assert pairs["phones"].results == {
        Which.KEPT: "06-6000-0001",
        Which.GONE: "06-6000-0001、090-0000-0002",
        Which.BOTH: "06-6000-0001、090-0000-0002",
    }
    assert pairs["given_name"].results == {Which.KEPT: "ハナ", Which.GONE: "はな"}


def test_what_is_the_same_on_both_is_told_too(empty_desk: Desk, pair: tuple[Person, Person]) -> None:
    same = dict(empty_desk.merging.same(pair[0].id, pair[1].id))
    assert same["氏"] == "見本"
    assert "メモ" not in same


def test_an_open_record_opens_nothing_of_the_other(empty_desk: Desk) -> None:
    kept = register(empty_desk, "見本", phones=("06-6000-0001",), hidden=True)
    gone = register(empty_desk, "見本", phones=("06-6000-0002",), hidden=True)
    empty_desk.secrecy.open(kept.id, "安否を確かめるため")
    pairs = {one.field: one for one in empty_desk.merging.compare(kept.id, gone.id)}
    assert pairs["phones"].kept == "06-6000-0001"
    assert set(pairs["phones"].results.values()) == {"秘匿"}


def test_fields_that_mean_something_together_are_chosen_together() -> None:
    assert together("address") == ("postal_code", "town", "address", "building")
    assert together("notes") == ("notes",)
