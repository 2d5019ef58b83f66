"""What goes wrong halfway leaves nothing half done: keys, files, imports in a chain, a locked desk."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import KEY, PASSWORD, fixed_clock
from watchdesk.desk import Desk, NewStore, create_desk, new_recovery_key, open_desk
from watchdesk.domain.month import Month
from watchdesk.domain.remark import Remark
from watchdesk.errors import Busy, DiskFull, Invalid, WatchDeskError
from watchdesk.store import keyslots, opening

HEADINGS = "氏名,フリガナ,生年月日,町名,番地,電話番号,同意\n"


def _list(folder: Path, phone: str) -> Path:
    file = folder / f"{phone}.csv"
    row = f"見本 ハナ,ミホン ハナ,S12.3.5,九条南,1-2-3,{phone},○\n"
    file.write_text(HEADINGS + row, encoding="utf-8")
    return file


def _take(desk: Desk, file: Path) -> str:
    outcome = desk.imports.people(desk.imports.open(file), update=True).run()
    assert outcome.import_id is not None
    return outcome.import_id


def _phones(desk: Desk) -> list[tuple[str, ...]]:
    return [desk.people.get(line.id).phones for line in desk.people.lines()]


def test_imports_are_taken_back_one_after_the_other(empty_desk: Desk, tmp_path: Path) -> None:
    first, second, third = (_take(empty_desk, _list(tmp_path, f"06-6000-000{n}")) for n in (1, 2, 3))
    seen = []
    for import_id in (third, second, first):
        assert empty_desk.imports.undo(import_id).kept == ()
        seen.append(_phones(empty_desk))
    assert seen == [[("06-6000-0002",)], [("06-6000-0001",)], []]


def test_an_import_that_others_build_on_stays_and_can_be_taken_back_later(empty_desk: Desk, tmp_path: Path) -> None:
    first, second = (_take(empty_desk, _list(tmp_path, f"06-6000-000{n}")) for n in (1, 2))
    assert len(empty_desk.imports.undo(first).kept) == 1
    empty_desk.imports.undo(second)
    assert empty_desk.imports.undo(first).removed == 1


def test_a_person_visited_since_by_an_imported_visit_is_not_put_back(empty_desk: Desk, tmp_path: Path) -> None:
    _take(empty_desk, _list(tmp_path, "06-6000-0001"))
    second = _take(empty_desk, _list(tmp_path, "06-6000-0002"))
    visits = tmp_path / "visits.csv"
    visits.write_text("訪問日,氏名,方法,結果\n2026-11-01,見本 ハナ,訪問,本人と話せた\n", encoding="utf-8")
    empty_desk.imports.visits(empty_desk.imports.open(visits)).run()
    assert len(empty_desk.imports.undo(second).kept) == 1


def _while_something_long_runs(desk: Desk, work: Callable[[], object]) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with desk._ground.store.long_work("名簿の取りこみ"):
            held.set()
            done.wait(20)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(5)
    try:
        with pytest.raises(Busy):
            work()
    finally:
        done.set()
        other.join()


def test_a_password_refused_as_busy_is_not_changed(desk: Desk) -> None:
    folder = desk.folder
    _while_something_long_runs(desk, lambda: desk.users.set_password("kawa-no-soba-1951"))
    desk.lock()
    open_desk(folder, "hanako", PASSWORD, clock=fixed_clock).lock()


def test_a_recovery_key_refused_as_busy_still_opens(desk: Desk) -> None:
    _while_something_long_runs(desk, lambda: desk.users.renew_recovery_key(PASSWORD))
    assert keyslots.unlock_with_recovery(keyslots.read(desk.folder), KEY)


def test_a_report_refused_as_busy_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    report = desk.reports.monthly(Month(2026, 10)).run()
    _while_something_long_runs(desk, lambda: desk.reports.save(report, tmp_path / "r.pdf"))
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.parametrize("name", ["store.db", "keys.json", "drafts.db"])
def test_nothing_is_written_into_the_stores_own_folder(desk: Desk, name: str) -> None:
    target = desk.folder / name
    before = target.read_bytes()
    report = desk.reports.monthly(Month(2026, 10), statistics_only=True).run()
    for write in (
        lambda: desk.backups.make(target).run(),
        lambda: desk.reports.save(report, target),
        lambda: desk.exports.full(target).run(),
    ):
        with pytest.raises(WatchDeskError, match="保管庫の中"):
            write()
    assert name == "store.db" or target.read_bytes() == before


def test_backups_at_the_same_time_wait_for_each_other(desk: Desk) -> None:
    failed: list[BaseException] = []

    def back_up() -> None:
        try:
            desk.backups.make().run()
        except WatchDeskError as refused:
            failed.append(refused)

    threads = [threading.Thread(target=back_up) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(list((desk.folder / "backups").glob("*.wdbackup"))) == 3


def test_a_locked_desk_neither_reads_nor_writes(desk: Desk) -> None:
    desk.lock()
    for asked in (
        desk.people.lines,
        lambda: desk.people.register({"family_name": "見本"}, area="九条南"),
        lambda: desk.drafts.save("visit:p1", {"note": "x"}, None),
    ):
        with pytest.raises(WatchDeskError, match="画面が隠されている"):
            asked()


def test_a_desk_is_let_go_of_even_where_the_anchor_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OSError(5, "disk")

    monkeypatch.setattr(desk.backups, "anchor", refuse)
    desk.lock()
    open_desk(desk.folder, "hanako", PASSWORD, clock=fixed_clock).lock()


def test_a_store_that_could_not_be_made_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = NewStore(area="九条南", full_name="山本 花子", user="hanako")

    def make() -> Desk:
        key = new_recovery_key()
        return create_desk(tmp_path / "s", new, PASSWORD, key, clock=fixed_clock, argon2=keyslots.CHEAPEST)

    def refuse(*_: object) -> None:
        raise DiskFull("空きが足りません。")

    with monkeypatch.context() as broken:
        broken.setattr(opening, "make", refuse)
        with pytest.raises(DiskFull):
            make()
    make().lock()


def test_copies_remarks_and_imports_go_out_and_back(desk: Desk, empty_desk: Desk, tmp_path: Path) -> None:
    month = Month(2026, 10)
    written = Remark(remark="朝晩の冷えこみ", coming="健康教室")
    desk.remarks.write(month, written)
    report = desk.reports.monthly(month).run()
    desk.reports.handed_out(report, "printed")
    desk.exports.full(tmp_path / "all.json").run()

    empty_desk.exports.take_back(tmp_path / "all.json").run()

    assert empty_desk.remarks.of(month) == written
    assert len(empty_desk.ledger.copies_naming(report.named[0])) == 1
    empty_desk.exports.full(tmp_path / "again.json").run()
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "all.json").read_bytes()


def test_a_full_export_with_a_setting_out_of_bounds_is_refused_before_anything_is_taken(
    desk: Desk, empty_desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "all.json"
    desk.exports.full(file).run()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"soon_days": 7', '"soon_days": 100000'), encoding="utf-8")
    with pytest.raises(Invalid):
        empty_desk.exports.take_back(file).run()
    assert empty_desk.people.lines() == ()


def test_a_hidden_person_does_not_stand_between_neighbours(desk: Desk) -> None:
    month = Month(2026, 10)
    named = desk.reports.monthly(month).run().named
    first = desk.reports.monthly(month).run().parts[0].named[0]
    assert first in named
    desk.people.change(first, {"hidden": True})
    assert desk.reports.monthly(month).run().parts[0].named[-1] == first


def test_a_cut_off_ledger_is_told_on_opening(desk: Desk) -> None:
    assert desk.warnings() == ()
    desk.ledger.note("viewed", "person", desk.people.lines()[0].id)
    desk.backups.anchor()
    with desk._ground.store.read() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_never_shrinks")
        connection.exec_driver_sql("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
    assert "失われている" in desk.warnings()[0]
