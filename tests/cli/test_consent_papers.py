"""``report consent-form`` and ``report re-ask``: papers to the persons themselves, by the command line."""

from pathlib import Path

from pypdf import PdfReader

from tests.cli.told import Run


def test_forms_without_names_have_no_number(run: Run, empty_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "f.pdf"
    told = run("report", "consent-form", "--blank", "4", "--to", target, "--json", store=empty_store)
    assert (told.status, told.document["pages"], told.document["number"]) == (0, 4, None)
    assert len(PdfReader(target).pages) == 4


def test_letters_to_all_who_are_to_be_asked(run: Run, filled_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "r.pdf"
    told = run("report", "re-ask", "--without-form", "--to", target, "--json", store=filled_store)
    assert told.status == 0
    assert told.document["people"] == told.document["pages"] == len(PdfReader(target).pages) > 10
    assert len(told.document["numbers"]) == told.document["people"]
    assert told.document["number"] == told.document["numbers"][0]


def test_nobody_to_ask_writes_no_file(run: Run, empty_store: Path, tmp_path: Path) -> None:
    told = run("report", "re-ask", "--to", tmp_path / "r.pdf", "--json", store=empty_store)
    assert (told.status, told.document["error"]["code"]) == (1, "people.nobody")
    assert not (tmp_path / "r.pdf").exists()
