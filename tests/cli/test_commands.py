"""Every command: its document, its exit status, and its one sentence when it is used wrongly."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.told import Run
from tests.conftest import KEY
from watchdesk.desk import open_desk
from watchdesk.store.holding import hold


def test_a_new_store_tells_its_recovery_key(run: Run, tmp_path: Path) -> None:
    told = run("init", "--area", "堀江", "--name", "山本 花子", "--json", store=tmp_path / "new")
    assert told.status == 0
    assert re.fullmatch(r"([0-9A-Z]{4,5}-?){7}", told.document["recovery_key"])
    assert told.document["store"] == str(tmp_path / "new")


def test_a_store_is_not_made_over_another(run: Run, filled_store: Path) -> None:
    told = run("init", "--area", "堀江", "--name", "山本 花子", "--json", store=filled_store)
    assert told.status == 1
    assert run("search", "さ", "--json", store=filled_store).document != []


def test_the_same_seed_and_day_make_equal_stores(
    run: Run, tmp_path: Path, password_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    password_file.write_text("mimamori-demo", encoding="utf-8")
    texts = []
    for name in ("a", "b"):
        run("demo", "--people", "20", "--visits", "100", "--until", "2026-11-22", store=tmp_path / name)
        out = tmp_path / f"{name}.json"
        run("export", "full", "--to", out, "--i-understand-this-is-not-encrypted", store=tmp_path / name)
        texts.append(out.read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    assert len(json.loads(texts[0])["visits"]) == 100


def test_the_report_tells_the_figures_that_it_prints(run: Run, filled_store: Path, tmp_path: Path) -> None:
    look = ("--stamps", "支部長,記録係", "--remarks", "台風で訪問が少ない月でした。")
    words = ("report", "monthly", "--month", "2026-10", *look, "--to", tmp_path / "r.pdf", "--json")
    told = run(*words, store=filled_store)
    cover = PdfReader(tmp_path / "r.pdf").pages[0].extract_text()
    assert all(word in cover for word in ("支部長", "記録係", "台風で訪問が少ない月でした。"))
    assert "課長" not in cover
    assert "住所" in _text_of(tmp_path / "r.pdf")
    columns = ("--people-columns", "confirmed,age", "--visit-columns", "", "--replace")
    assert run(*words, *columns, store=filled_store).document["figures"] == told.document["figures"]
    assert "住所" not in _text_of(tmp_path / "r.pdf")
    figures = told.document["figures"]
    assert told.status == 0
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    name = run("search", "さ", "--json", store=filled_store).document[0]["name"]
    alone = (*words[:4], "--remarks", f"{name}さん", "--statistics-only", "--to", tmp_path / "alone.pdf")
    refused = run(*alone, "--json", store=filled_store)
    assert refused.status == 1
    assert name in refused.out + refused.err
    assert not (tmp_path / "alone.pdf").exists()
    assert figures["at_start"] + figures["added"] - figures["ended"] == figures["at_end"]
    assert sum(figures["visits"]["by_method"].values()) == figures["visits"]["total"]
    assert figures["consultations"]["total"] == sum(figures["consultations"]["by_field"].values())
    assert figures["referrals"]["total"] == sum(figures["referrals"]["by_body"].values())
    assert told.document["area"] == "九条南"


def _text_of(file: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(file).pages)


def test_all_areas_come_with_the_wards_figures(run: Run, filled_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.pdf"
    told = run("report", "monthly", "--month", "2026-10", "--all-areas", "--to", target, "--json", store=filled_store)
    assert [part["area"] for part in told.document["areas"]].count("九条南") == 1
    assert len(told.document["areas"]) == 14
    assert told.document["ward"]["figures"]["under_watch"] > 0


def test_who_is_due_comes_longest_overdue_first(run: Run, filled_store: Path) -> None:
    told = run("due", "--on", "2026-11-22", "--json", store=filled_store)
    overdue = [line["overdue_days"] for line in told.document]
    assert overdue == sorted(overdue, reverse=True)
    assert set(told.document[0]) == {
        "id",
        "name",
        "last_confirmed",
        "last_attempt",
        "due_on",
        "state",
        "overdue_days",
        "silent_streak",
        "worrying",
    }


def test_people_are_found_by_reading_and_visits_by_their_notes(run: Run, filled_store: Path) -> None:
    people = run("search", "たかはし", "--json", store=filled_store).document
    assert all("タカハシ" in person["kana"] for person in people)
    assert people
    visits = run("search", "元気", "--in", "visits", "--json", store=filled_store).document
    assert all("元気" in visit["snippet"] for visit in visits)
    assert visits


def test_a_backup_opens_and_goes_back_beside_the_store(run: Run, filled_store: Path, tmp_path: Path) -> None:
    made = run("backup", "--to", tmp_path / "b.wdbackup", "--json", store=filled_store).document
    assert (made["people"], made["visits"], made["verified"]) == (90, 1200, True)
    back = run("restore", tmp_path / "b.wdbackup", "--json", store=filled_store).document
    assert back["store"] != str(filled_store)
    assert run("search", "たかはし", "--json", store=Path(back["store"])).document
    over = run("restore", tmp_path / "b.wdbackup", "--to", filled_store, store=filled_store)
    assert over.status == 1


def test_a_backup_goes_back_by_the_recovery_key_too(
    run: Run, filled_store: Path, tmp_path: Path, password_file: Path
) -> None:
    run("backup", "--to", tmp_path / "b.wdbackup", store=filled_store)
    password_file.write_text(KEY.text.lower(), encoding="utf-8")
    back = run("restore", tmp_path / "b.wdbackup", "--to", tmp_path / "back", "--json", store=filled_store)
    assert (back.status, back.document["people"]) == (0, 90)


def test_a_whole_store_is_verified(run: Run, filled_store: Path) -> None:
    told = run("verify", "--json", store=filled_store)
    assert (told.status, told.document["ok"]) == (0, True)
    assert {check["name"] for check in told.document["checks"]} >= {"database", "key_slots", "audit", "search_index"}


def test_a_damaged_store_is_verified_with_5(run: Run, filled_store: Path) -> None:
    data = bytearray((filled_store / "store.db").read_bytes())
    data[5000:5064] = bytes(64)
    (filled_store / "store.db").write_bytes(data)
    told = run("verify", "--json", store=filled_store)
    assert (told.status, told.document["ok"]) == (5, False)


def test_a_store_damaged_behind_its_first_pages_is_verified_with_5(run: Run, filled_store: Path) -> None:
    desk = open_desk(filled_store, "hanako", "mukashi-no-uta-1937")
    desk.ledger.note("viewed", "person", "p1")
    desk.lock()
    data = bytearray((filled_store / "store.db").read_bytes())
    place = len(data) * 6 // 10
    data[place : place + 64] = bytes(64)
    (filled_store / "store.db").write_bytes(data)
    told = run("verify", "--json", store=filled_store)
    assert (told.status, told.document["ok"]) == (5, False)
    assert {check["name"]: check["ok"] for check in told.document["checks"]}["database"] is False


def test_a_command_whose_closing_backup_fails_still_gives_its_answer(
    run: Run, filled_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))
    told = run("due", "--json", store=filled_store)
    assert told.status == 0
    assert told.document
    assert "控えがとれませんでした" in told.err


def test_a_missing_key_file_is_verified_with_5(run: Run, filled_store: Path) -> None:
    for name in ("keys.json", "keys.json.previous"):
        (filled_store / name).unlink(missing_ok=True)
    told = run("verify", "--json", store=filled_store)
    assert (told.status, told.document["ok"]) == (5, False)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("report",),
        ("report", "monthly"),
        ("report", "monthly", "--month", "2026-13", "--to", "x.pdf"),
        ("report", "monthly", "--month", "2026-10", "--people-columns", "moon", "--to", "x.pdf"),
        ("import",),
        ("import", "people"),
        ("import", "people", "x.xlsx", "--consent", "maybe"),
        ("due", "--on", "12.3.5"),
        ("due", "--on", "平成31年5月1日"),
        ("demo", "--people", "many"),
        ("demo", "--areas", "15"),
        ("init", "--name", "山本 花子"),
        ("init", "--area", "堀江", "--ward", "--name", "山本 花子"),
        ("search",),
        ("restore",),
        ("export", "full"),
        ("due", "--nonsense"),
    ],
)
def test_wrong_usage_is_told_in_one_japanese_line_and_ends_with_2(
    run: Run, empty_store: Path, words: tuple[str, ...]
) -> None:
    told = run(*words, store=empty_store)
    assert told.status == 2
    assert told.err.count("\n") == 1
    assert re.search(r"[ぁ-ん]", told.err)


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("report", "monthly", "--month", "2030-01", "--to", "x.pdf"), 1, "month.in_future"),
        (("report", "monthly", "--month", "2026-10", "--area", "どこか", "--to", "x.pdf"), 1, "area.unknown"),
        (("report", "monthly", "--month", "2026-10", "--to", "/nowhere/x.pdf"), 1, "to.no_folder"),
        (("export", "full", "--to", "x.json"), 1, "export.not_confirmed"),
        (("import", "undo", "no-such-id"), 1, "not_found"),
        (("search", " "), 1, "text.missing"),
        (("--user", "dareka", "due"), 4, "unknown_user"),
    ],
)
def test_what_is_refused_has_its_code_and_changes_nothing(
    run: Run, filled_store: Path, words: tuple[str, ...], status: int, code: str
) -> None:
    told = run(*words, "--json", store=filled_store)
    assert (told.status, told.document["error"]["code"]) == (status, code)


def test_the_wrong_password_ends_with_4(run: Run, filled_store: Path, password_file: Path) -> None:
    password_file.write_text("chigau-chigau", encoding="utf-8")
    told = run("due", "--json", store=filled_store)
    assert (told.status, told.document["error"]["code"]) == (4, "wrong_password")


def test_no_store_ends_with_1(run: Run, tmp_path: Path) -> None:
    assert run("due", store=tmp_path / "nowhere").status == 1


def test_a_newer_store_ends_with_7(run: Run, filled_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = open_desk(filled_store, "hanako", "mukashi-no-uta-1937")
    with desk._ground.store.read() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    desk.lock()
    assert run("due", store=filled_store).status == 7


def test_a_store_in_use_ends_with_6(run: Run, filled_store: Path) -> None:
    with hold(filled_store, "hanako"):
        program = [sys.executable, "-m", "watchdesk.cli.main", "--store", str(filled_store), "due"]
        assert subprocess.run(program, capture_output=True, check=False).returncode == 6


def test_the_command_line_works_where_qt_is_not_installed(filled_store: Path, password_file: Path) -> None:
    program = """
import sys
sys.modules["PySide6"] = None
from watchdesk.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
    words = ["--store", str(filled_store), "--password-file", str(password_file), "due", "--json"]
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)


def test_nothing_readable_lies_in_the_stores_files(run: Run, filled_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    run("export", "full", "--to", out, "--i-understand-this-is-not-encrypted", store=filled_store)
    run("backup", store=filled_store)
    people = json.loads(out.read_text(encoding="utf-8"))["people"]
    words = {person["family_kana"] for person in people} | {person["town"] for person in people}
    words |= {phone for person in people for phone in person["phones"]}
    files = [file for file in filled_store.rglob("*") if file.is_file()]
    assert any(file.suffix == ".wdbackup" for file in files)
    for file in files:
        data = file.read_bytes()
        assert b"SQLite format 3" not in data
        assert file.suffix == ".wdbackup" or b"visit_notes" not in data
        for word in words - {None}:
            assert word.encode() not in data, file.name


def test_a_full_disk_is_told_and_nothing_is_lost(
    run: Run, filled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))
    told = run("backup", "--to", tmp_path / "b.wdbackup", "--json", store=filled_store)
    assert (told.status, told.document["error"]["code"]) == (1, "disk_full")
    assert not (tmp_path / "b.wdbackup").exists()
