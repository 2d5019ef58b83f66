"""close-month and reopen-month, and what the other commands say of a closed month."""

from pathlib import Path

import pytest

from tests.cli.told import Run

OCTOBER = "2026-10"


@pytest.fixture
def late_visit(filled_store: Path, run: Run, tmp_path: Path) -> Path:
    """A list of one visit of October that came late."""
    named = run("search", "さ", "--json", store=filled_store).document[0]["name"]
    file = tmp_path / "訪問.csv"
    file.write_text(f"訪問日,氏名,方法,結果\n2026-10-20,{named},訪問,本人と話せた\n", encoding="utf-8-sig")
    return file


def test_a_month_is_closed_reported_and_opened_again(run: Run, filled_store: Path, tmp_path: Path) -> None:
    closed = run("close-month", OCTOBER, "--json", store=filled_store)
    assert closed.status == 0
    assert {key: closed.document[key] for key in ("month", "area", "issue")} == {
        "month": OCTOBER,
        "area": "九条南",
        "issue": 1,
    }
    report = run("report", "monthly", "--month", OCTOBER, "--to", tmp_path / "r.pdf", "--json", store=filled_store)
    assert (report.document["issue"], report.document["code"]) == (1, closed.document["code"])
    look = ("--stamps", "支部長", "--to", tmp_path / "other.pdf", "--json")
    other = run("report", "monthly", "--month", OCTOBER, *look, store=filled_store)
    assert (other.status, other.document["error"]["code"]) == (1, "month.closed")

    again = run("close-month", OCTOBER, "--json", store=filled_store)
    assert (again.status, again.document["error"]["code"]) == (1, "already_closed")
    unsaid = run("reopen-month", OCTOBER, "--json", store=filled_store)
    assert unsaid.document["error"]["code"] == "reason.missing"
    opened = run("reopen-month", OCTOBER, "--reason", "問い合わせ", "--json", store=filled_store)
    assert (opened.status, opened.document["issue"]) == (0, 1)


@pytest.mark.parametrize(("month", "code"), [("2026-11", "month.not_over"), ("10月ごろ", "month.invalid")])
def test_a_month_that_is_not_over_or_no_month_is_refused(run: Run, filled_store: Path, month: str, code: str) -> None:
    told = run("close-month", month, "--json", store=filled_store)
    assert (told.status, told.document["error"]["code"]) == (1, code)


def test_what_moves_a_closed_month_needs_its_reason_also_here(run: Run, filled_store: Path, late_visit: Path) -> None:
    run("close-month", OCTOBER, store=filled_store)
    refused = run("import", "visits", late_visit, "--json", store=filled_store)
    assert (refused.status, refused.document["error"]["code"]) == (1, "closed_month")
    assert "令和8年10月は締めてあります" in refused.document["error"]["text"]

    taken = run("import", "visits", late_visit, "--reason", "用紙が遅れた", "--json", store=filled_store)
    assert taken.document["added"] == 1
    assert run("close-month", OCTOBER, "--json", store=filled_store).document["issue"] == 2
