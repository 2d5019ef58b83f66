"""Lists through the command line: each sample's exact outcome, its rejects named, and taken back whole."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.told import SAMPLES, Run
from tests.conftest import FULL_NAME, KEY, PASSWORD, USER
from watchdesk.cli.main import main
from watchdesk.desk import NewStore, create_desk
from watchdesk.store import keyslots

ORDER = ("register_simple.xlsx", "register_printed_layout.xlsx", "register_legacy_cp932.csv")


@pytest.fixture(scope="module")
def horie_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 堀江 that opens cheaply, made once."""
    folder = tmp_path_factory.mktemp("horie") / "store"
    new = NewStore(area="堀江", full_name=FULL_NAME, user=USER)
    create_desk(folder, new, PASSWORD, KEY, argon2=keyslots.CHEAPEST).lock()
    return folder


@pytest.fixture(scope="module")
def sample_template(horie_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the three sample registers taken in, once."""
    folder = Path(shutil.copytree(horie_template, tmp_path_factory.mktemp("samples") / "store"))
    secret = folder.with_name("pw.txt")
    secret.write_text(PASSWORD, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WATCHDESK_PASSWORD_FILE", str(secret))
        for name in ORDER:
            main(["--store", str(folder), "import", "people", str(SAMPLES / name)])
    return folder


@pytest.fixture
def horie(horie_template: Path, tmp_path: Path) -> Path:
    """A store of 堀江."""
    return Path(shutil.copytree(horie_template, tmp_path / "horie"))


@pytest.fixture
def with_samples(sample_template: Path, tmp_path: Path) -> Path:
    """The same with the three sample registers taken in."""
    return Path(shutil.copytree(sample_template, tmp_path / "samples"))


def _outcomes(document: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in document.items() if key not in ("details", "import_id")}


def _counts(rows: int, **others: int) -> dict[str, object]:
    kinds = ("added", "updated", "changed", "unchanged", "doubtful", "skipped", "rejected", "missing")
    return {"rows": rows, **{kind: others.get(kind, 0) for kind in kinds}, "dry_run": False}


def test_the_simple_list_is_taken_in_whole(run: Run, horie: Path) -> None:
    told = run("import", "people", SAMPLES / ORDER[0], "--json", store=horie)
    assert told.status == 0
    assert _outcomes(told.document) == {**_counts(40, added=40), "unmapped_columns": ["自治会班"]}


def test_the_printed_list_is_taken_in_without_its_titles_and_totals(run: Run, horie: Path) -> None:
    run("import", "people", SAMPLES / ORDER[0], store=horie)
    told = run("import", "people", SAMPLES / ORDER[1], "--json", store=horie)
    assert told.status == 0
    expected = {**_counts(49, added=40, skipped=9, missing=40), "unmapped_columns": ["No."]}
    assert _outcomes(told.document) == expected


def test_the_old_systems_list_is_taken_in_with_its_three_rejects_named(run: Run, horie: Path) -> None:
    for name in ORDER[:2]:
        run("import", "people", SAMPLES / name, store=horie)
    told = run("import", "people", SAMPLES / ORDER[2], "--json", store=horie)
    assert told.status == 3
    assert _outcomes(told.document) == {
        **_counts(41, added=35, changed=2, skipped=1, rejected=3, missing=78),
        "unmapped_columns": ["登録日"],
    }
    rejected = {
        detail["row"]: detail["messages"][0]["code"]
        for detail in told.document["details"]
        if detail["result"] == "rejected"
    }
    assert rejected == {12: "birth_date.out_of_era", 25: "birth_date.in_future", 34: "name.missing"}


def test_the_months_visits_find_their_people(run: Run, with_samples: Path) -> None:
    told = run("import", "visits", SAMPLES / "visits_2026-10.csv", "--json", store=with_samples)
    assert told.status == 0
    assert _outcomes(told.document) == {**_counts(120, added=120), "unmapped_columns": []}
    again = run("import", "visits", SAMPLES / "visits_2026-10.csv", "--json", store=with_samples)
    assert Counter(detail["result"] for detail in again.document["details"]) == {"unchanged": 120}


def test_a_dry_run_writes_nothing(run: Run, horie: Path) -> None:
    told = run("import", "people", SAMPLES / ORDER[0], "--dry-run", "--json", store=horie)
    assert (told.document["added"], told.document["import_id"]) == (40, None)
    assert run("search", "さ", "--json", store=horie).document == []
    assert run("import", "list", "--json", store=horie).document == []


def test_an_import_is_taken_back_whole(run: Run, with_samples: Path) -> None:
    latest = run("import", "list", "--json", store=with_samples).document[0]
    told = run("import", "undo", latest["import_id"], "--json", store=with_samples)
    assert (told.status, told.document["removed"], told.document["kept"]) == (0, 35, [])
    again = run("import", "undo", latest["import_id"], "--json", store=with_samples)
    assert (again.status, again.document["error"]["code"]) == (1, "already_undone")


def test_people_visited_since_stay_and_are_named(run: Run, with_samples: Path) -> None:
    run("import", "visits", SAMPLES / "visits_2026-10.csv", store=with_samples)
    latest = run("import", "list", "--json", store=with_samples).document[1]
    told = run("import", "undo", latest["import_id"], "--json", store=with_samples)
    assert told.status == 3
    assert told.document["kept"]
    assert told.document["removed"] + len(told.document["kept"]) == 35


def test_changes_of_known_people_are_taken_only_when_asked_for_and_put_back(run: Run, with_samples: Path) -> None:
    def export(name: str) -> object:
        file = with_samples.parent / name
        run("export", "full", "--to", file, "--i-understand-this-is-not-encrypted", store=with_samples)
        return json.loads(file.read_text(encoding="utf-8"))["people"]

    before = export("before.json")
    told = run("import", "people", SAMPLES / ORDER[2], "--update", "--json", store=with_samples)
    assert told.document["updated"] == 2
    assert export("changed.json") != before
    run("import", "undo", told.document["import_id"], store=with_samples)
    assert export("after.json") == before


def test_a_list_that_is_none_is_refused_in_one_sentence(run: Run, horie: Path, tmp_path: Path) -> None:
    for name, data in (("絵.xlsx", b"\x89PNG\r\n"), ("空.csv", b""), ("文.pdf", b"%PDF-1.7")):
        file = tmp_path / name
        file.write_bytes(data)
        told = run("import", "people", file, "--json", store=horie)
        assert told.status == 1
        assert told.document["error"]["text"]
        assert told.err.count("\n") == 1
    assert run("import", "people", tmp_path / "ない.xlsx", store=horie).status == 1


def test_everything_goes_out_and_back_into_an_empty_store_equal(
    run: Run, filled_store: Path, empty_store: Path, tmp_path: Path
) -> None:
    out, back = tmp_path / "out.json", tmp_path / "back.json"
    run("export", "full", "--to", out, "--i-understand-this-is-not-encrypted", store=filled_store)
    told = run("import", "full", out, "--json", store=empty_store)
    run("export", "full", "--to", back, "--i-understand-this-is-not-encrypted", store=empty_store)
    assert told.document["people"] == 90
    assert back.read_text(encoding="utf-8") == out.read_text(encoding="utf-8")


def test_a_full_export_does_not_go_into_a_store_with_people(run: Run, filled_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run("export", "full", "--to", out, "--i-understand-this-is-not-encrypted", store=filled_store)
    told = run("import", "full", out, "--json", store=filled_store)
    assert (told.status, told.document["error"]["code"]) == (1, "not_empty")


def test_a_backup_is_made_before_an_import(run: Run, empty_store: Path) -> None:
    shutil.rmtree(empty_store / "backups", ignore_errors=True)
    run("import", "people", SAMPLES / ORDER[0], store=empty_store)
    assert len(list((empty_store / "backups").glob("*.wdbackup"))) >= 2
