"""``copies``: what is out with whom, settled by the number on the paper; the check and the report of a loss as PDF."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.told import Run
from tests.conftest import KEY, USER
from watchdesk.desk import open_with_recovery_key
from watchdesk.domain.copies import Held


@pytest.fixture
def out(filled_store: Path) -> tuple[int, int]:
    """A list that 林 恵 should have brought back, and one with a 民生委員."""
    desk = open_with_recovery_key(filled_store, USER, KEY)
    ids = [line.id for line in desk.people.lines()][:2]
    held = Held(holder="林 恵", purpose="見守り", due_back=date(2026, 1, 5))
    late = desk.ledger.copy_made("people_list", "名簿", ids, how="printed", receiver="minsei", held=held)
    other = desk.ledger.copy_made("people_list", "名簿", ids, how="printed", receiver="minsei")
    desk.lock()
    return late, other


def test_what_is_out_is_listed_by_holder_and_settled_by_its_number(
    run: Run, filled_store: Path, out: tuple[int, int]
) -> None:
    late, other = out
    told = run("copies", "list", "--overdue", "--json", store=filled_store).document
    assert [(one["number"], one["holder"], one["due_back"], one["people"]) for one in told] == [
        (late, "林 恵", "2026-01-05", 2)
    ]
    assert told[0]["overdue_days"] > 300
    listed = run("copies", "list", "--out", "--holder", "民生", "--json", store=filled_store).document
    assert [one["number"] for one in listed] == [other]

    settled = run(
        "copies", "settle", f"第{late}号", "destroyed", "--note", "細かく裁った", "--json", store=filled_store
    )
    assert (settled.status, settled.document["state"]) == (0, "destroyed")
    assert run("copies", "list", "--overdue", "--json", store=filled_store).document == []
    missing = run("copies", "settle", "99", "returned", "--json", store=filled_store)
    assert missing.status == 1
    assert "99" in missing.err


def test_the_check_and_the_report_of_a_loss_are_written_and_named_among_the_reports(
    run: Run, filled_store: Path, tmp_path: Path, out: tuple[int, int]
) -> None:
    kinds = [one["kind"] for one in run("report", "list", "--json", store=filled_store).document]
    assert {"whereabouts", "lost-report"} <= set(kinds)
    check, report = tmp_path / "check.pdf", tmp_path / "lost.pdf"
    told = run("report", "whereabouts", "--to", check, "--json", store=filled_store)
    assert (told.status, told.document["copies"]) == (0, 2)
    assert "林 恵" in PdfReader(check).pages[0].extract_text()

    refused = run("report", "lost-report", "--copy", f"第{out[1]}号", "--to", report, "--json", store=filled_store)
    assert (refused.status, report.exists()) == (1, False)
    run("copies", "settle", f"第{out[1]}号", "lost", "--note", "かばんからなくなった", store=filled_store)
    told = run("report", "lost-report", "--copy", f"第{out[1]}号", "--to", report, "--json", store=filled_store)
    assert (told.status, told.document["people"], told.document["number"]) == (0, 2, out[1] + 1)
    assert "かばんからなくなった" in PdfReader(report).pages[0].extract_text()
