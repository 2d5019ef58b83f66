"""Where a command's file goes: nobody else may read it, and what lies there already is not written over unasked."""

import os
import stat
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.told import Run, Told
from tests.conftest import KEY
from watchdesk.desk import open_desk, open_with_recovery_key, read_recovery_key
from watchdesk.errors import WrongKey
from watchdesk.reports.key_sheet import RULES

FULL = ("export", "full", "--i-understand-this-is-not-encrypted")
WRITING = (
    FULL,
    ("report", "monthly", "--month", "2026-10"),
    ("report", "activity-count", "--month", "2026-10"),
    ("report", "roster"),
    ("report", "whereabouts"),
)


def _is_narrow(file: Path) -> bool:
    return os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_lies_there_stays_unless_it_may_go_and_only_the_user_reads_what_is_written(
    run: Run, filled_store: Path, tmp_path: Path
) -> None:
    target = tmp_path / "書き出し 先" / "あるもの"
    target.parent.mkdir()
    for words in WRITING:
        target.write_bytes(b"before")
        target.chmod(0o644)
        told = run(*words, "--to", target, "--json", store=filled_store)
        assert (told.status, told.document["error"]["code"]) == (1, "exists"), words
        assert "--replace" in told.err
        assert target.read_bytes() == b"before"
        assert run(*words, "--to", target, "--replace", store=filled_store).status == 0, words
        assert target.read_bytes() != b"before"
        assert _is_narrow(target), words
        assert os.listdir(target.parent) == [target.name]
    into = run(*FULL, "--to", target.parent, "--replace", "--json", store=filled_store)
    assert into.document["error"]["code"] == "is_a_folder"
    out = run("copies", "list", "--json", store=filled_store).document
    assert sum(line["kind"] == "roster" for line in out) == 1  # the refused one was never counted


def test_a_paper_is_drawn_over_the_one_of_last_time_as_scripts_do(run: Run, filled_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "月報.pdf"
    target.touch()
    for _ in range(2):
        assert run("report", "monthly", "--month", "2026-10", "--to", target, store=filled_store).status == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert _is_narrow(target)


def test_a_full_export_that_reads_back_as_something_else_is_not_there(
    run: Run, filled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def rot(handle: int) -> None:
        flush(handle)
        for part in tmp_path.glob(".*.part"):
            with part.open("r+b") as file:
                file.write(b"[")

    with monkeypatch.context() as rotten:
        rotten.setattr(os, "fsync", rot)
        told = run(*FULL, "--to", tmp_path / "all.json", "--json", store=filled_store)
    assert (told.status, told.document["error"]["code"]) == (1, "read_back_differs")
    assert not list(tmp_path.glob("*all.json*"))
    ledger = run("audit", "list", "--json", store=filled_store).document
    assert {"exported in full", "not exported"} <= {line["action"] for line in ledger}


# ---- 復旧の鍵


def _key_on(sheet: Path) -> str:
    """The key's groups as they stand on the sheet, in the order of its grid."""
    text = PdfReader(sheet).pages[0].extract_text()
    assert RULES[0][:12] in text.replace("\n", "")
    lines = [line.split() for line in text.splitlines()]
    return "-".join(word for line in lines for word in line if len(word) >= 4 and word.isascii() and word.isalnum())


def _hushed(told: Told) -> bool:
    return told.status == 0 and told.document["recovery_key"] is None


def test_a_key_goes_onto_a_sheet_and_not_onto_the_terminal(run: Run, empty_store: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "鍵.pdf"
    told = run("recovery-key", "renew", "--sheet", sheet, "--json", store=empty_store)
    assert _hushed(told)
    assert told.document["sheet"] == str(sheet)
    assert _is_narrow(sheet)
    with pytest.raises(WrongKey):
        open_with_recovery_key(empty_store, "hanako", KEY)
    open_with_recovery_key(empty_store, "hanako", read_recovery_key(_key_on(sheet))).lock()

    before = sheet.read_bytes()
    for where, code in (
        (sheet, "exists"),
        (empty_store / "鍵.pdf", "inside_store"),
        (tmp_path / "a" / "b", "to.no_folder"),
    ):
        told = run("recovery-key", "renew", "--sheet", where, "--json", store=empty_store)
        assert (told.status, told.document["error"]["code"]) == (1, code)
    assert sheet.read_bytes() == before
    open_with_recovery_key(
        empty_store, "hanako", read_recovery_key(_key_on(sheet))
    ).lock()  # no key was made for nothing


def test_a_new_store_has_its_key_on_a_sheet_and_a_store_not_made_has_none(run: Run, tmp_path: Path) -> None:
    first, second, new = tmp_path / "1.pdf", tmp_path / "2.pdf", tmp_path / "new"
    words = ("init", "--area", "堀江", "--name", "山本 花子", "--user", "hanako")
    told = run(*words, "--sheet", first, "--show-key", "--json", store=new)
    assert told.document["recovery_key"] == _key_on(first)
    assert run(*words, "--sheet", second, store=new).status == 1
    assert not second.exists()
    open_desk(new, "hanako", "mukashi-no-uta-1937").lock()
