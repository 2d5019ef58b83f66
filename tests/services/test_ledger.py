"""The ledger names people as they are called now, though it keeps no names itself; of some people it shows all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import event

from tests.conftest import KEY, USER, fixed_clock
from watchdesk.changed import Changed
from watchdesk.desk import Desk, by_recovery_key, open_with_recovery_key, restore
from watchdesk.domain.copies import CopyDeed
from watchdesk.domain.month import Month
from watchdesk.domain.partner import PartnerKind
from watchdesk.errors import Busy, WatchDeskError
from watchdesk.exports.delivery import deliver
from watchdesk.exports.locking import Lock
from watchdesk.services.ledger import Leaving
from watchdesk.store import audit, begun, copies
from watchdesk.store.audit import Line
from watchdesk.store.schema import audit as kept


def _newest(desk: Desk) -> Line:
    return desk.ledger.lines(limit=1)[0]


def test_a_line_names_the_person_as_called_now(desk: Desk) -> None:
    person = desk.people.lines()[0]
    desk.people.change(person.id, {"family_name": "新町", "given_name": "春"})
    assert (_newest(desk).name, _newest(desk).on) == ("新町 春", None)
    desk.people.change(person.id, {"given_name": None})
    assert {line.name for line in desk.ledger.lines(limit=2)} == {"新町"}


def test_a_line_about_a_visit_names_its_person_and_day(desk: Desk) -> None:
    person = desk.people.lines()[0]
    visit = desk.visits.of_person(person.id)[0]
    desk.visits.void(visit.id, "二重")
    assert (_newest(desk).name, _newest(desk).on) == (person.name, visit.on)


def test_whoever_is_not_there_any_more_has_no_name(desk: Desk) -> None:
    desk.ledger.note("viewed", "person", "0d0c3a52-6a9e-4b57-8f8e-0123456789ab")
    assert (_newest(desk).name, _newest(desk).on) == (None, None)


def test_a_line_about_a_partner_or_an_attachment_names_whose_it_is(desk: Desk, tmp_path: Path) -> None:
    person = desk.people.lines()[0]
    desk.partners.add({"kind": PartnerKind.WATCHER, "name": "架空 見守"})
    assert _newest(desk).name == "架空 見守"
    form = tmp_path / "同意書.pdf"
    form.write_bytes(b"%PDF-1.4 example")
    added = desk.attachments.add(person.id, form, "同意書")
    assert (_newest(desk).entry.entity_id, _newest(desk).name) == (added.id, person.name)
    assert [line.entry.entity for line in desk.ledger.lines(about=[person.id])] == ["attachment"]


def test_no_name_stands_in_the_ledger_itself(desk: Desk) -> None:
    person = desk.people.lines()[0]
    desk.people.change(person.id, {"given_name": "はるみ"})
    with desk._ground.store.read() as connection:
        written = " ".join(str(row) for row in connection.execute(kept.select()))
    assert not [line.name for line in desk.people.lines() if line.name in written]
    assert "はるみ" not in written


def test_the_lines_of_a_person_are_those_of_the_person_the_visits_and_the_copies(desk: Desk) -> None:
    report = desk.reports.monthly(Month(2026, 10)).run()
    person = desk.people.line(report.named[0])
    other = next(line for line in desk.people.lines() if line.id not in report.named)
    visit = desk.visits.of_person(person.id)[0]
    desk.people.change(other.id, {"best_time": "朝"})
    desk.people.change(person.id, {"best_time": "朝"})
    desk.visits.void(visit.id, "二重")
    (number,) = desk.reports.handed_out(report, "printed").numbers
    told = [(line.entry.entity, line.entry.entity_id) for line in desk.ledger.lines(about=[person.id])]
    assert told == [("copy", str(number)), ("visit", visit.id), ("person", person.id)]
    assert desk.ledger.lines(about=[]) == ()


@pytest.mark.parametrize("about", [None, True])
def test_a_page_of_the_ledger_is_one_question(desk: Desk, about: bool | None) -> None:
    ids = [line.id for line in desk.people.lines()][:40]
    asked: list[str] = []
    with desk._ground.store.read() as connection:
        event.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        audit.lines(connection, limit=200, about=ids if about else None)
    assert len(asked) == 1


@contextmanager
def _something_else_writes(desk: Desk) -> Iterator[None]:
    held, done = Event(), Event()

    def restore() -> None:
        with desk._ground.store.long_work("書き出したものを戻す"):
            held.set()
            done.wait(20)

    other = Thread(target=restore)
    other.start()
    held.wait(20)
    try:
        yield
    finally:
        done.set()
        other.join()


def test_a_copy_that_came_to_nothing_while_something_else_writes_counts_no_longer_after_that(
    empty_desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(WatchDeskError) as told, empty_desk.ledger.leaving() as leaving:  # noqa: PT012  # one way out
        number = empty_desk.ledger.copy_made("roster", "名簿", [], how="saved")
        with _something_else_writes(empty_desk):
            deliver(b"%PDF", tmp_path / "nowhere" / "a.pdf", leaving.whole)
    assert not isinstance(told.value, Busy), "what the disk refused is told, not that somebody else writes"
    empty_desk.ledger.note("viewed", "report")
    assert empty_desk.copies.all() == ()
    assert [event.deed for event in empty_desk.copies.past(number)] == [CopyDeed.OUT, CopyDeed.NOT_MADE]


@pytest.mark.parametrize(("action", "old"), [*((action, False) for action in copies.NOT_MADE), ("not saved", True)])
def test_what_never_came_out_is_not_out_after_a_full_export_and_back(
    opened: Callable[[Path], Desk], empty_template: Path, tmp_path: Path, action: str, old: bool
) -> None:
    first, second = opened(empty_template), opened(empty_template)
    whole, failed = (first.ledger.copy_made("roster", "名簿", [], how="printed") for _ in range(2))
    if old:  # as it was written down at first: in the ledger alone
        with first._ground.store.write("hanako", Changed.COPIES) as tx:
            tx.log(action, "copy", str(failed))
    else:
        first.ledger.note(action, "copy", str(failed))
    first.exports.full(tmp_path / "all.json").run()
    second.exports.take_back(tmp_path / "all.json").run()
    assert [line.number for line in second.copies.all()] == [whole]


def _ended(desk: Desk) -> Desk:
    """The program ended here, and was started again."""
    folder = desk.folder
    desk.lock()
    return open_with_recovery_key(folder, USER, KEY, clock=fixed_clock)


class _PowerCut(BaseException):
    """The program ends, without a word to anybody."""


def _saved(desk: Desk, until: Callable[[Leaving], object]) -> int:
    """Save a copy up to where the program is ended."""
    with suppress(_PowerCut), desk.ledger.leaving() as leaving:
        number = desk.ledger.copy_made("roster", "名簿", [], how="saved")
        until(leaving)
        raise _PowerCut
    return number


def test_a_copy_counts_no_longer_at_the_next_start_only_where_its_file_never_took_its_place(
    empty_desk: Desk,
) -> None:
    never = _saved(empty_desk, lambda leaving: None)
    placed = _saved(empty_desk, lambda leaving: leaving.whole())  # wherever it is by now: nothing is looked at
    printed = empty_desk.ledger.copy_made("roster", "名簿", [], how="printed")
    again = _ended(empty_desk)
    assert {line.number for line in again.copies.all()} == {placed, printed}
    assert [event.deed for event in again.copies.past(never)] == [CopyDeed.OUT, CopyDeed.NOT_MADE]
    with again._ground.store.read() as connection:
        assert begun.left(connection) == ()
    again.lock()


def _saves(desk: Desk, folder: Path) -> dict[str, Callable[[], object]]:
    """The ways in which a file with names in it leaves."""
    roster, report = desk.sheets.of("roster"), desk.reports.monthly(Month(2026, 10)).run()
    drawn, parcel = roster.prepare({}).run(), desk.welfare.month(Month(2026, 10), "hokenfukushi").run()
    form = folder / "form.pdf"
    form.write_bytes(b"%PDF-1.4 example")
    paper = desk.attachments.add(desk.people.lines()[0].id, form, "同意書")
    sending = desk.handing.sending(folder / "d.xlsx", Lock(password="kamo-sune-tega-wago-284753"))
    return {
        "a.pdf": lambda: roster.save(drawn, folder / "a.pdf"),
        "b.pdf": lambda: desk.reports.save(report, folder / "b.pdf"),
        "c.pdf": lambda: desk.attachments.save_copy(paper.id, folder / "c.pdf", "紙でとじるため"),
        "d.xlsx": lambda: desk.handing.hand_over(parcel, sending).run(),
    }


def test_a_file_that_took_its_name_counts_though_the_program_ended_then_and_the_file_was_carried_on(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {line.number for line in desk.copies.all()}
    saves = _saves(desk, tmp_path)

    def placed(source: Path, target: Path) -> None:
        source.rename(target)
        raise _PowerCut

    monkeypatch.setattr("watchdesk.store.disk.os.replace", placed)
    for name, save in saves.items():
        with pytest.raises(_PowerCut):
            save()
        (tmp_path / name).unlink()
    monkeypatch.undo()
    again = _ended(desk)
    assert len({line.number for line in again.copies.all()} - before) == len(saves)
    again.lock()


def test_a_file_takes_no_place_while_something_else_writes(empty_desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    with _something_else_writes(empty_desk):
        with pytest.raises(Busy), empty_desk.ledger.leaving() as leaving:  # noqa: PT012  # as it is used
            leaving.counted((7,))
            deliver(b"%PDF", target, leaving.whole)
        assert not target.exists()


def test_what_the_disk_refused_while_something_else_wrote_is_told_at_the_next_start(
    empty_desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(WatchDeskError), empty_desk.ledger.leaving() as leaving:  # noqa: PT012  # one way out
        empty_desk.ledger.copy_made("roster", "名簿", [], how="saved")
        with _something_else_writes(empty_desk):
            try:
                deliver(b"%PDF", tmp_path / "nowhere" / "a.pdf", leaving.whole)
            finally:
                again = _ended(empty_desk)  # in the midst of it
    assert again.copies.all() == ()
    again.lock()


def test_what_was_on_its_way_at_the_moment_of_a_backup_counts_in_the_store_put_back(
    empty_desk: Desk, tmp_path: Path
) -> None:
    file, back = tmp_path / "a.wdbackup", tmp_path / "戻した保管庫"
    number = _saved(empty_desk, lambda leaving: empty_desk.backups.make(file).run())
    restore(file, by_recovery_key(KEY), back).run()
    restored = open_with_recovery_key(back, USER, KEY, clock=fixed_clock)
    assert [line.number for line in restored.copies.all()] == [number]
    restored.lock()


def test_a_folder_that_cannot_be_looked_at_is_told_in_a_sentence(empty_desk: Desk, tmp_path: Path) -> None:
    papers = empty_desk.sheets.of("roster")
    drawn = papers.prepare({}).run()
    with pytest.raises(WatchDeskError):
        papers.save(drawn, tmp_path / ("あ" * 200) / "名簿.pdf")
    assert empty_desk.copies.all() == ()
