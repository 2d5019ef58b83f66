"""Undo: the last deeds since unlocking, named without personal data, taken back one by one; undo itself is logged."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import KEY, fixed_clock
from tests.services.whole_store import derived_is_right, everything, register, visit
from watchdesk.changed import Changed
from watchdesk.desk import Desk, open_with_recovery_key
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.words import Consent, Method, Result, Status
from watchdesk.errors import NotFound, WatchDeskError


def test_after_unlocking_there_is_nothing_to_undo(desk: Desk) -> None:
    assert desk.undo.next() is None
    with pytest.raises(WatchDeskError, match="元に戻せることは"):
        desk.undo.undo()


def test_deeds_are_named_and_undone_from_the_last_to_the_first(empty_desk: Desk) -> None:
    before = everything(empty_desk)
    person = register(empty_desk, "見本", given_name="ハナ")
    recorded = visit(empty_desk, person, date(2026, 11, 1), "元気")
    empty_desk.people.change(person.id, {"given_name": "花", "phones": ("06-6000-0001",)})
    empty_desk.people.set_status(person.id, StatusEntry(state=Status.PAUSED, since=date(2026, 11, 2)))
    empty_desk.consents.give(person.id, ConsentEntry(state=Consent.AGREED))
    empty_desk.visits.correct(recorded, {"on": date(2026, 11, 2)}, "日ちがい")
    empty_desk.visits.void(recorded, "二重")

    names, told = [], []
    while (name := empty_desk.undo.next()) is not None:
        names.append(name)
        told.append(empty_desk.undo.undo())

    assert names == [
        "訪問記録の取消",
        "訪問記録の訂正（訪問日）",
        "同意の記録",
        "状態の変更",
        "台帳の書き直し（氏名・電話）",
        "訪問の記録",
        "台帳への登録",
    ]
    assert told[0] == "「訪問記録の取消」を元に戻しました。"
    assert everything(empty_desk)["people"] == before["people"] == []
    assert [item.kind.label for item in empty_desk.bin.items()] == ["要援護者"]
    assert derived_is_right(empty_desk)


def test_an_undone_visit_is_voided_with_the_reason_and_logged(empty_desk: Desk) -> None:
    person = register(empty_desk, "見本")
    recorded = visit(empty_desk, person, date(2026, 11, 1))
    empty_desk.undo.undo()
    gone = empty_desk.visits.get(recorded)
    assert (gone.voided, gone.void_reason) == (True, "元に戻した")
    line = empty_desk.ledger.entries(1)[0]
    assert (line.action, line.entity_id, line.reason) == ("voided", recorded, "元に戻した")
    assert empty_desk.people.line(person.id).last_confirmed is None


def test_a_household_recorded_at_once_is_undone_at_once(empty_desk: Desk) -> None:
    first, second = register(empty_desk, "見本"), register(empty_desk, "見本")
    empty_desk.people.join(first.id, second.id)
    assert empty_desk.undo.next() == "世帯の変更（2件）"
    empty_desk.undo.undo()
    assert [empty_desk.people.get(one.id).household_id for one in (first, second)] == [None, None]


def test_visits_recorded_together_are_voided_together(empty_desk: Desk) -> None:
    both = [register(empty_desk, "見本"), register(empty_desk, "見本")]
    recorded = empty_desk.visits.record_together(
        [one.id for one in both], on=date(2026, 11, 1), method=Method.VISIT, result=Result.ABSENT
    )
    assert empty_desk.undo.next() == "訪問の記録（2件）"
    empty_desk.undo.undo()
    assert [empty_desk.visits.get(one.id).voided for one in recorded] == [True, True]


def test_an_undone_correction_follows_the_area_of_its_day(empty_desk: Desk) -> None:
    person = register(empty_desk, "見本")
    recorded = visit(empty_desk, person, date(2026, 11, 1))
    empty_desk.people.move(person.id, AreaEntry(area="日吉", since=date(2026, 11, 10)))
    empty_desk.visits.correct(recorded, {"on": date(2026, 11, 12)}, "日ちがい")
    assert empty_desk.undo.undo() == "「訪問記録の訂正（訪問日）」を元に戻しました。"
    assert (empty_desk.visits.get(recorded).on, empty_desk.visits.get(recorded).area) == (date(2026, 11, 1), "九条南")


def test_a_name_of_a_deed_holds_nothing_of_the_person(empty_desk: Desk) -> None:
    person = register(empty_desk, "秘田", given_name="密子")
    empty_desk.people.change(person.id, {"town": "九条南", "hearing": "遠い", "doctor": "西診療所", "notes": "覚え"})
    assert empty_desk.undo.next() == "台帳の書き直し（町名・かかりつけ医・耳 ほか1）"


def test_what_was_written_since_stays_and_the_sentence_says_so(empty_desk: Desk) -> None:
    person = register(empty_desk, "見本", doctor="西診療所")
    empty_desk.people.change(person.id, {"doctor": "東診療所", "hearing": "遠い"})
    change = next(one for one in empty_desk.history.of_person(person.id) if one.field == "doctor").change
    empty_desk.history.put_back(change)
    assert empty_desk.undo.next() == "前の値に戻したこと（かかりつけ医）"
    empty_desk.undo._passed.add(empty_desk._ground.store.deeds[-1].lines[0])

    assert "「かかりつけ医」は、そのあとに書き直されている" in empty_desk.undo.undo()

    one = empty_desk.people.get(person.id)
    assert (one.doctor, one.hearing) == ("西診療所", None)


def test_what_nothing_of_can_be_undone_is_refused_once_and_the_one_before_comes_next(empty_desk: Desk) -> None:
    person = register(empty_desk, "見本")
    empty_desk.people.change(person.id, {"hearing": "遠い"})
    empty_desk.people.change(person.id, {"doctor": "東診療所"})
    with empty_desk._ground.store.write("tarou", Changed.PEOPLE) as tx:  # somebody else, since
        tx.replace(replace(empty_desk.people.get(person.id), doctor="北診療所"))
    with pytest.raises(WatchDeskError, match="「かかりつけ医」"):
        empty_desk.undo.undo()
    assert empty_desk.undo.next() == "台帳の書き直し（耳）"


def test_a_merge_is_undone_as_a_merge(empty_desk: Desk) -> None:
    kept, gone = register(empty_desk, "見本"), register(empty_desk, "見本", doctor="西診療所")
    before = everything(empty_desk)
    empty_desk.merging.merge(kept.id, gone.id, reason="同じ方")
    assert empty_desk.undo.next() == "2つの記録のまとめ"
    empty_desk.undo.undo()
    assert everything(empty_desk) == before
    assert empty_desk.undo.next() == "台帳への登録"


def test_a_removed_person_comes_back(empty_desk: Desk) -> None:
    person = register(empty_desk, "見本")
    empty_desk.bin.remove_person(person.id, "まちがえて登録した")
    assert empty_desk.undo.next() == "台帳から取りのぞくこと"
    empty_desk.undo.undo()
    assert empty_desk.people.get(person.id) == person
    assert empty_desk.undo.next() == "台帳への登録"


def test_an_import_is_sent_to_its_own_page_until_it_is_taken_back_there(empty_desk: Desk, tmp_path: Path) -> None:
    person = register(empty_desk, "先")
    file = tmp_path / "list.csv"
    file.write_text("氏名,生年月日\n見本 ハナ,S12.3.5\n", encoding="utf-8")
    outcome = empty_desk.imports.people(empty_desk.imports.open(file)).run()
    assert empty_desk.undo.next() == "取りこみ"
    for _ in range(2):
        with pytest.raises(WatchDeskError, match="取りこみの画面"):
            empty_desk.undo.undo()
    empty_desk.imports.undo(outcome.import_id or "")
    assert empty_desk.undo.next() == "台帳への登録"
    empty_desk.undo.undo()
    with pytest.raises(NotFound):
        empty_desk.people.get(person.id)


def test_an_import_taken_back_is_not_half_done_again(empty_desk: Desk, tmp_path: Path) -> None:
    person = register(empty_desk, "見本", given_name="ハナ", birth_date=date(1937, 3, 5))
    file = tmp_path / "list.csv"
    file.write_text("氏名,生年月日,町名\n見本 ハナ,S12.3.5,新町\n別 太郎,S10.1.1,新町\n", encoding="utf-8")
    outcome = empty_desk.imports.people(empty_desk.imports.open(file), update=True).run()
    empty_desk.imports.undo(outcome.import_id or "")

    assert empty_desk.undo.next() == "台帳への登録"
    assert empty_desk.people.get(person.id) == person


def test_what_changes_no_record_is_passed_over(empty_desk: Desk) -> None:
    person = register(empty_desk, "見本")
    for _ in range(300):
        empty_desk.ledger.note("viewed", "person", person.id)
    empty_desk.settings.change({"soon_days": 5})
    empty_desk.ledger.copy_made("roster", "名簿", [person.id], how="printed")
    assert empty_desk.undo.next() == "台帳への登録"


def test_a_partner_just_registered_is_retired(empty_desk: Desk) -> None:
    partner = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "中村 清"})
    assert empty_desk.undo.next() == "関係者の登録"
    empty_desk.undo.undo()
    assert empty_desk.partners.get(partner.id).retired


def test_an_undo_is_not_undone_and_locking_forgets(
    opened: Callable[[Path], Desk], empty_desk: Desk, tmp_path: Path
) -> None:
    person = register(empty_desk, "見本")
    empty_desk.people.change(person.id, {"doctor": "西診療所"})
    empty_desk.undo.undo()
    assert empty_desk.undo.next() == "台帳への登録"
    empty_desk.lock()
    shutil.copytree(empty_desk.folder, tmp_path / "again")
    again = open_with_recovery_key(tmp_path / "again", "hanako", KEY, clock=fixed_clock)
    assert again.undo.next() is None
    again.lock()


def test_bringing_somebody_back_from_the_bin_is_a_deed_and_goes_back_too(empty_desk: Desk) -> None:
    person = register(empty_desk, "見本")
    item = empty_desk.bin.remove_person(person.id, "まちがえて登録した")
    empty_desk.bin.bring_back(item)

    assert empty_desk.undo.next() == "ごみ箱から戻すこと"
    assert empty_desk.undo.undo() == "「ごみ箱から戻すこと」を元に戻しました。"
    assert [one.person_id for one in empty_desk.bin.items()] == [person.id]

    assert empty_desk.undo.next() == "台帳から取りのぞくこと"
    empty_desk.undo.undo()
    assert empty_desk.bin.items() == ()
    assert empty_desk.undo.next() == "台帳への登録"
