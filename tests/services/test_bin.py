"""Bin: removed people, voided visits, removed attachments, all brought back whole; who was visited is ended instead."""

from datetime import date
from pathlib import Path

import pytest

from tests.services.whole_store import derived_is_right, everything, exported, register, visit
from watchdesk.desk import BinKind, Desk
from watchdesk.domain.override import Danger
from watchdesk.errors import Invalid, NotFound, WatchDeskError

WHY = "まちがえて登録した"
PDF = b"%PDF-1.4\n%%EOF\n"


def attach(desk: Desk, person_id: str, folder: Path) -> str:
    file = folder / "form.pdf"
    file.write_bytes(PDF)
    return desk.attachments.add(person_id, file, "同意書").id


def test_a_person_in_the_bin_is_nowhere_and_comes_back_byte_for_byte(empty_desk: Desk, tmp_path: Path) -> None:
    first = register(empty_desk, "先")
    person = register(empty_desk, "見本", criteria=("K1",), phones=("06-6000-0001",))
    recorded = visit(empty_desk, person, date(2026, 11, 1), "雨戸")
    empty_desk.visits.void(recorded, "別の方")
    scan = attach(empty_desk, person.id, tmp_path)
    empty_desk.attachments.remove(scan, "別の方")
    copy = empty_desk.ledger.copy_made("roster", "名簿", [person.id], how="printed")
    before, file = everything(empty_desk), exported(empty_desk, tmp_path / "before.json")

    item = empty_desk.bin.remove_person(person.id, WHY)

    assert [line.id for line in empty_desk.people.lines()] == [first.id]
    assert empty_desk.search.people("見本") == ()
    assert empty_desk.ledger.copies_naming(person.id) == (copy,)
    assert [(one.kind, one.name, one.reason) for one in empty_desk.bin.items()] == [(BinKind.PERSON, "見本", WHY)]
    assert derived_is_right(empty_desk)

    empty_desk.bin.bring_back(item)

    assert everything(empty_desk) == before
    assert exported(empty_desk, tmp_path / "after.json") == file
    assert empty_desk.attachments.content(scan) == PDF
    assert derived_is_right(empty_desk)


def test_whoever_has_visits_attachments_or_overrides_is_ended_and_not_removed(empty_desk: Desk, tmp_path: Path) -> None:
    visited, scanned, opened = (register(empty_desk, name) for name in ("甲", "乙", "丙"))
    visit(empty_desk, visited, date(2026, 11, 1))
    attach(empty_desk, scanned.id, tmp_path)
    empty_desk.consents.override(opened.id, Danger.LIFE, "倒れている")
    before = everything(empty_desk)
    for person, noun in ((visited, "訪問記録"), (scanned, "添付"), (opened, "緊急の提供")):
        with pytest.raises(WatchDeskError, match=f"{noun}.*終了"):
            empty_desk.bin.remove_person(person.id, WHY)
    assert everything(empty_desk) == before


def test_removing_needs_a_reason(empty_desk: Desk) -> None:
    person = register(empty_desk, "見本")
    with pytest.raises(Invalid):
        empty_desk.bin.remove_person(person.id, "  ")
    assert empty_desk.people.get(person.id) == person


def test_voided_visits_and_removed_attachments_come_back(empty_desk: Desk, tmp_path: Path) -> None:
    person = register(empty_desk, "見本", given_name="ハナ")
    recorded, scan = visit(empty_desk, person, date(2026, 11, 1)), attach(empty_desk, person.id, tmp_path)
    empty_desk.visits.void(recorded, "二重")
    empty_desk.attachments.remove(scan, "別の方の紙")

    items = empty_desk.bin.items()

    assert [(one.kind, one.title, one.reason, one.by) for one in items] == [
        (BinKind.ATTACHMENT, "添付「同意書」", "別の方の紙", "hanako"),
        (BinKind.VISIT, "令和8年11月1日（2026年）の訪問記録（訪問・本人と話せた）", "二重", "hanako"),
    ]
    for item in items:
        empty_desk.bin.bring_back(item)
    assert empty_desk.bin.items() == ()
    assert not empty_desk.visits.get(recorded).voided
    assert empty_desk.attachments.of_person(person.id) != ()


def test_what_is_not_in_the_bin_is_not_brought_back_twice(empty_desk: Desk) -> None:
    person = register(empty_desk, "見本")
    item = empty_desk.bin.remove_person(person.id, WHY)
    empty_desk.bin.bring_back(item)
    with pytest.raises(WatchDeskError, match="ごみ箱にいません"):
        empty_desk.bin.bring_back(item)


def test_visits_recorded_meanwhile_keep_their_place(empty_desk: Desk) -> None:
    person, other = register(empty_desk, "見本"), register(empty_desk, "別")
    recorded = visit(empty_desk, person, date(2026, 11, 1), "雨戸が閉まったまま")
    empty_desk.visits.void(recorded, "別の方")
    item = empty_desk.bin.remove_person(person.id, WHY)
    meanwhile = visit(empty_desk, other, date(2026, 11, 2), "新聞がたまっている")
    empty_desk.bin.bring_back(item)
    empty_desk.visits.bring_back(recorded)
    assert [hit.id for hit in empty_desk.search.visits("雨戸")] == [recorded]
    assert [hit.id for hit in empty_desk.search.visits("新聞")] == [meanwhile]
    assert derived_is_right(empty_desk)


def test_a_person_in_the_bin_stays_there_with_a_merge_waiting(empty_desk: Desk) -> None:
    kept, gone = register(empty_desk, "見本"), register(empty_desk, "見本")
    merged = empty_desk.merging.merge(kept.id, gone.id, reason="同じ方")
    empty_desk.bin.remove_person(kept.id, WHY)
    with pytest.raises(WatchDeskError, match="ごみ箱"):
        empty_desk.merging.undo(merged)
    with pytest.raises(NotFound):
        empty_desk.people.get(kept.id)


def test_the_reason_tells_no_hidden_address(empty_desk: Desk) -> None:
    person = register(empty_desk, "見本", town="九条南", address="1-2-3", hidden=True)
    item = empty_desk.bin.remove_person(person.id, "九条南1-2-3には住んでいない")
    assert item.reason == empty_desk.ledger.entries(1)[0].reason == "秘匿には住んでいない"


def test_somebody_in_the_bin_who_stands_on_a_list_is_doubtful_and_named_when_brought_back(
    empty_desk: Desk, tmp_path: Path
) -> None:
    kana = {"given_name": "ハナ", "family_kana": "ミホン", "given_kana": "ハナ", "birth_date": date(1937, 3, 5)}
    person = register(empty_desk, "見本", **kana)
    item = empty_desk.bin.remove_person(person.id, WHY)
    file = tmp_path / "list.csv"
    file.write_text(
        "氏名,フリガナ,生年月日\n見本 ハナ,ミホン ハナ,1937-03-05\n別 太郎,ベツ タロウ,1940-01-01\n", "utf-8"
    )

    outcome = empty_desk.imports.people(empty_desk.imports.open(file)).run()

    assert [row.result for row in outcome.details] == ["doubtful", "added"]
    assert [message.code for message in outcome.details[0].messages] == ["row.in_bin"]

    register(empty_desk, "見本", **kana)
    empty_desk.bin.bring_back(item)
    assert empty_desk.bin.like(person.id) == ("見本 ハナ",)


def test_what_came_in_with_a_whole_store_lies_in_the_bin_last_first_too(desk: Desk) -> None:
    moments = [item.at for item in desk.bin.items() if item.at is not None]
    assert len(set(moments)) > 3
    assert moments == sorted(moments, reverse=True)
