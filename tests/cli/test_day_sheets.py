"""``report day-sheet``: the sheet is named by the list of reports, numbered, and kept out of reach of who disagreed."""

from pathlib import Path

from pypdf import PdfReader

from tests.cli.told import Run
from tests.conftest import KEY, USER
from watchdesk.desk import open_with_recovery_key
from watchdesk.domain import check_digit


def test_the_list_of_reports_names_the_day_sheet_with_its_options(run: Run, filled_store: Path) -> None:
    kinds = {one["kind"]: one for one in run("report", "list", "--json", store=filled_store).document}
    assert kinds["day-sheet"]["title"] == "まわり用紙"
    assert {"--due", "--town", "--building", "--watcher", "--initials"} <= set(kinds["day-sheet"]["options"])


def test_a_sheet_is_written_with_its_number_and_is_a_copy_in_the_ledger(
    run: Run, filled_store: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sheet.pdf"
    told = run(
        "report", "day-sheet", "--due", "all", "--walker", "中村 清", "--to", target, "--json", store=filled_store
    )
    assert told.status == 0
    assert told.document["number"] == check_digit.shown(1)
    assert told.document["people"] > 20
    assert told.document["pages"] == len(PdfReader(target).pages)
    assert told.document["unprintable"] == []
    assert "第1-3号" in PdfReader(target).pages[0].extract_text()
    desk = open_with_recovery_key(filled_store, USER, KEY)
    assert ("saved", "copy", "1") in [(line.action, line.entity, line.entity_id) for line in desk.ledger.entries(5)]
    assert [line.shown for line in desk.rounds.out()] == ["第1-3号"]
    desk.lock()


def test_a_round_of_nobody_is_refused_and_writes_nothing(run: Run, filled_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    told = run("report", "day-sheet", "--building", "どこにもない", "--to", target, "--json", store=filled_store)
    assert (told.status, told.document["error"]["code"]) == (1, "stops.missing")
    assert not target.exists()


def test_an_unknown_watcher_is_refused_by_name(run: Run, filled_store: Path, tmp_path: Path) -> None:
    told = run("report", "day-sheet", "--watcher", "だれか", "--to", tmp_path / "s.pdf", store=filled_store)
    assert told.status == 1
    assert "「だれか」という見守り員は、いません" in told.err
