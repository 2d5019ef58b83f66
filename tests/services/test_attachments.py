"""What is attached lies inside the encrypted store, comes back byte for byte, and leaves it only when asked to."""

import os
import time
from pathlib import Path

import pytest
from sqlalchemy import event, text

from tests.conftest import AREA, KEY, TODAY, fixed_clock
from watchdesk.desk import Desk, by_recovery_key, open_with_recovery_key, restore
from watchdesk.errors import Invalid, NotFound, WatchDeskError

MARK = b"NOBODY-MAY-READ-THIS-" * 4
PDF = b"%PDF-1.7\n" + MARK
PNG = b"\x89PNG\r\n\x1a\n" + MARK
JPEG = b"\xff\xd8\xff\xe0" + MARK
MEGABYTE = 1 << 20


def _person(desk: Desk, name: str = "見本") -> str:
    return desk.people.register({"family_name": name}, area=AREA).id


def _file(folder: Path, content: bytes = PDF, name: str = "同意書.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "media_type"), [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")]
)
def test_a_file_is_known_by_its_content_and_comes_back_byte_for_byte(
    empty_desk: Desk, tmp_path: Path, content: bytes, media_type: str
) -> None:
    person = _person(empty_desk)
    added = empty_desk.attachments.add(person, _file(tmp_path, content, "なまえ.txt"), " 同意書 ", b"small")

    assert (added.title, added.file_name, added.media_type) == ("同意書", "なまえ.txt", media_type)
    assert (added.size, added.added_on) == (len(content), TODAY)
    assert empty_desk.attachments.of_person(person) == (added,)
    assert empty_desk.attachments.content(added.id) == content
    assert empty_desk.attachments.thumbnail(added.id) == b"small"


@pytest.mark.parametrize(
    ("content", "title", "code"),
    [
        (b"GIF89a", "絵", "file.media_type"),
        (b"", "空", "file.empty"),
        (PDF, " ", "title.missing"),
        (PDF + b"\0" * MEGABYTE, "大", "file.too_large"),
    ],
)
def test_what_cannot_be_attached_is_refused_with_a_sentence(
    empty_desk: Desk, tmp_path: Path, content: bytes, title: str, code: str
) -> None:
    empty_desk.settings.change({"attachment_limit_mb": 1})
    person = _person(empty_desk)
    with pytest.raises(Invalid) as refused:
        empty_desk.attachments.add(person, _file(tmp_path, content), title)
    assert refused.value.code == code
    assert empty_desk.attachments.of_person(person) == ()


def test_a_file_of_exactly_the_limit_is_taken(empty_desk: Desk, tmp_path: Path) -> None:
    empty_desk.settings.change({"attachment_limit_mb": 1})
    file = _file(tmp_path, PDF.ljust(MEGABYTE, b"x"))
    assert empty_desk.attachments.add(_person(empty_desk), file, "ちょうど").size == MEGABYTE


def test_a_file_or_a_person_that_is_not_there_is_said(empty_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="見つかりません"):
        empty_desk.attachments.add(_person(empty_desk), tmp_path / "ない.pdf", "ない")
    with pytest.raises(WatchDeskError, match="読み書きできません"):
        empty_desk.attachments.add(_person(empty_desk), tmp_path, "フォルダー")
    with pytest.raises(NotFound):
        empty_desk.attachments.add("nobody", _file(tmp_path), "だれ")


def test_the_same_content_is_attached_to_a_person_once(empty_desk: Desk, tmp_path: Path) -> None:
    person, other = _person(empty_desk), _person(empty_desk, "別")
    first = empty_desk.attachments.add(person, _file(tmp_path), "同意書")
    with pytest.raises(Invalid, match="「同意書」が、もうあります"):
        empty_desk.attachments.add(person, _file(tmp_path, name="写し.pdf"), "もう一度")
    empty_desk.attachments.remove(first.id, "まちがい")
    with pytest.raises(Invalid, match="ごみ箱から戻して"):
        empty_desk.attachments.add(person, _file(tmp_path), "もう一度")
    assert empty_desk.attachments.add(other, _file(tmp_path), "別の方の").person_id == other


def test_a_removed_attachment_is_kept_and_comes_back(empty_desk: Desk, tmp_path: Path) -> None:
    person = _person(empty_desk)
    added = empty_desk.attachments.add(person, _file(tmp_path), "同意書")
    with pytest.raises(Invalid, match="わけ"):
        empty_desk.attachments.remove(added.id, " ")

    empty_desk.attachments.remove(added.id, "別の方のもの")

    assert empty_desk.attachments.of_person(person) == ()
    assert [one.id for one in empty_desk.attachments.of_person(person, with_removed=True)] == [added.id]
    assert empty_desk.ledger.entries(1)[0].reason == "別の方のもの"
    assert empty_desk.attachments.bring_back(added.id) == added
    assert empty_desk.attachments.content(added.id) == PDF
    assert empty_desk.attachments.rename(added.id, " 登録書 ").title == "登録書"


def test_nothing_of_a_content_can_be_read_in_any_file_and_no_temporary_one_is_made(
    empty_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    person, file = _person(empty_desk), _file(tmp_path, PDF + os.urandom(3 * MEGABYTE) + MARK)

    added = empty_desk.attachments.add(person, file, "同意書", PNG)
    empty_desk.attachments.content(added.id)
    empty_desk.backups.make().run()

    places = [path for path in (*empty_desk.folder.rglob("*"), *temporary.rglob("*")) if path.is_file()]
    assert len(places) > 3
    assert [path for path in places if MARK in path.read_bytes() or "同意書".encode() in path.read_bytes()] == []
    assert list(temporary.rglob("*")) == []


def test_a_backup_holds_the_contents(empty_desk: Desk, tmp_path: Path) -> None:
    added = empty_desk.attachments.add(_person(empty_desk), _file(tmp_path), "同意書")
    made = empty_desk.backups.make().run()

    restore(made.path, by_recovery_key(KEY), tmp_path / "back").run()

    desk = open_with_recovery_key(tmp_path / "back", "hanako", KEY, clock=fixed_clock)
    assert desk.attachments.content(added.id) == PDF
    desk.lock()


def test_a_content_that_changed_is_found_by_the_check(empty_desk: Desk, tmp_path: Path) -> None:
    added = empty_desk.attachments.add(_person(empty_desk), _file(tmp_path), "同意書")
    whole = empty_desk.health.verify(lambda _done, _total: None)
    assert [check.ok for check in whole.checks if check.name == "attachments"] == [True]

    with empty_desk._ground.store.read() as connection:
        connection.execute(text("UPDATE attachments SET content = x'00' WHERE id = :id"), {"id": added.id})

    found = empty_desk.health.verify(lambda _done, _total: None)
    assert [check.name for check in found.checks if not check.ok] == ["attachments"]


def test_a_copy_is_written_where_it_was_asked_for_and_stands_among_the_copies(empty_desk: Desk, tmp_path: Path) -> None:
    person = _person(empty_desk)
    added = empty_desk.attachments.add(person, _file(tmp_path), "同意書")

    number = empty_desk.attachments.save_copy(added.id, tmp_path / "out.pdf", " 紙でとじるため ")

    assert (tmp_path / "out.pdf").read_bytes() == PDF
    assert number in empty_desk.ledger.copies_naming(person)
    deeds = [(line.action, line.entity, line.entity_id) for line in empty_desk.ledger.entries(2)]
    assert deeds == [("exported", "attachment", added.id), ("saved", "copy", str(number))]
    assert empty_desk.ledger.entries(1)[0].reason == "紙でとじるため"


@pytest.mark.parametrize("reason", ["", " 　"])
def test_without_a_reason_no_copy_leaves(empty_desk: Desk, tmp_path: Path, reason: str) -> None:
    person = _person(empty_desk)
    added = empty_desk.attachments.add(person, _file(tmp_path), "同意書")
    with pytest.raises(Invalid, match="わけ"):
        empty_desk.attachments.save_copy(added.id, tmp_path / "out.pdf", reason)
    assert not (tmp_path / "out.pdf").exists()
    assert empty_desk.ledger.copies_naming(person) == ()


def test_a_hidden_persons_paper_is_seen_and_copied_only_once_opened_with_a_reason(
    empty_desk: Desk, tmp_path: Path
) -> None:
    person = _person(empty_desk)
    added = empty_desk.attachments.add(person, _file(tmp_path), "同意書")
    empty_desk.people.change(person, {"hidden": True})
    for ask in (
        lambda: empty_desk.attachments.content(added.id),
        lambda: empty_desk.attachments.save_copy(added.id, tmp_path / "out.pdf", "紙でとじるため"),
    ):
        with pytest.raises(WatchDeskError) as refused:
            ask()
        assert refused.value.code == "secret"
    assert empty_desk.ledger.copies_naming(person) == ()

    empty_desk.secrecy.open(person, "ご本人に見せるため")

    assert empty_desk.attachments.content(added.id) == PDF
    empty_desk.attachments.save_copy(added.id, tmp_path / "out.pdf", "紙でとじるため")
    assert (tmp_path / "out.pdf").read_bytes() == PDF


def test_a_copy_that_the_disk_refused_is_told_in_the_ledger(empty_desk: Desk, tmp_path: Path) -> None:
    added = empty_desk.attachments.add(_person(empty_desk), _file(tmp_path), "同意書")
    with pytest.raises(WatchDeskError, match="フォルダー"):
        empty_desk.attachments.save_copy(added.id, tmp_path / "none" / "out.pdf", "紙でとじるため")
    assert empty_desk.ledger.entries(1)[0].action == "not saved"
    with pytest.raises(WatchDeskError, match="保管庫の中"):
        empty_desk.attachments.save_copy(added.id, empty_desk.folder / "store.db", "紙でとじるため")


def test_ten_megabytes_are_attached_within_a_second_and_lists_never_read_them(empty_desk: Desk, tmp_path: Path) -> None:
    person, file = _person(empty_desk), _file(tmp_path, PDF.ljust(10 * MEGABYTE, b"x"))
    started = time.process_time()
    empty_desk.attachments.add(person, file, "大きい書類")
    assert time.process_time() - started < 1

    asked: list[str] = []
    engine = empty_desk._ground.store.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _cursor, said, *_rest: asked.append(said))
    assert len(empty_desk.attachments.of_person(person)) == 1
    assert [said for said in asked if "attachments" in said] != []
    assert [said for said in asked if "attachments.content" in said or "attachments.thumbnail" in said] == []


def test_attachments_go_out_with_the_full_export_and_come_back_equal(
    empty_desk: Desk, ward_desk: Desk, tmp_path: Path
) -> None:
    added = empty_desk.attachments.add(_person(empty_desk), _file(tmp_path), "同意書", PNG)
    empty_desk.exports.full(tmp_path / "all.json").run()
    ward_desk.exports.take_back(tmp_path / "all.json").run()
    assert ward_desk.attachments.get(added.id) == added
    assert ward_desk.attachments.content(added.id) == PDF
