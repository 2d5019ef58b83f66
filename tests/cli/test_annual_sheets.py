"""``report annual``: the year's sheet by the command line, its small numbers kept back there too."""

from pathlib import Path

from pypdf import PdfReader

from tests.cli.told import Run


def test_the_year_comes_as_a_file_and_as_numbers(run: Run, filled_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "y.pdf"
    told = run("report", "annual", "--year", "2025", "--to", target, "--json", store=filled_store)
    assert (told.status, told.document["year"], told.document["until"]) == (0, 2025, None)
    assert told.document["pages"] == len(PdfReader(target).pages) == 2
    (place,) = told.document["places"]
    assert place["area"] == "九条南地域"
    assert place["figures"]["not_confirmed"] == "3未満"
    assert place["figures"]["confirm_rate"] is None
    assert place["figures"]["visits"] == sum(
        place["figures"][f"visits/{one}"] for one in ("visit", "intercom", "phone", "greeting", "posting", "outside")
    )


def test_a_year_that_has_not_begun_ends_with_one(run: Run, filled_store: Path, tmp_path: Path) -> None:
    told = run("report", "annual", "--year", "2031", "--to", tmp_path / "y.pdf", "--json", store=filled_store)
    assert (told.status, told.document["error"]["code"]) == (1, "year.in_future")
