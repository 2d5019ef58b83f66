"""``report activity-count``: the nation-wide numbers of a month and of a 年度, named by the list of reports."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.told import Run


def test_the_list_of_reports_names_it_with_its_options(run: Run, filled_store: Path) -> None:
    kinds = {one["kind"]: one for one in run("report", "list", "--json", store=filled_store).document}
    assert kinds["activity-count"]["title"] == "活動件数集計報告書"
    assert kinds["activity-count"]["options"] == [
        "--month",
        "--year",
        "--area",
        "--all-areas",
        "--stamps",
        "--remarks",
        "--blocks",
    ]


def test_a_month_tells_its_blocks_and_agrees_with_the_monthly_report(
    run: Run, filled_store: Path, tmp_path: Path
) -> None:
    target = tmp_path / "c.pdf"
    told = run("report", "activity-count", "--month", "2026-10", "--to", target, "--json", store=filled_store)
    monthly = run("report", "monthly", "--month", "2026-10", "--to", tmp_path / "m.pdf", "--json", store=filled_store)
    figures, blocks = monthly.document["figures"], told.document["blocks"]
    assert (told.status, told.document["month"], told.document["area"]) == (0, "2026-10", "九条南")
    assert blocks["D"]["total"] == figures["visit_count"] > 0
    assert blocks["F"]["total"] == figures["active_days"]
    assert blocks["A"] == {"total": figures["consultations"]["total"], "by_code": figures["consultations"]["by_field"]}
    assert blocks["E"]["total"] == figures["coordination"]["total"]
    assert told.document["pages"] == len(PdfReader(target).pages) == 1


def test_a_year_has_its_months_and_those_ahead_are_null(run: Run, filled_store: Path, tmp_path: Path) -> None:
    words = ("--year", "2026", "--all-areas", "--to", tmp_path / "y.pdf", "--json")
    told = run("report", "activity-count", *words, store=filled_store).document
    assert told["year"] == 2026
    assert [part["area"] for part in told["areas"]].count("九条南") == 1
    assert told["ward"]["area"] is None
    assert len(told["ward"]["months"]) == 12
    assert told["ward"]["months"]["2027-03"] is None
    assert (
        sum(one["D"]["total"] for one in told["ward"]["months"].values() if one) == told["ward"]["blocks"]["D"]["total"]
    )


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("--month", "2030-01", "--to", "x.pdf"), 1, "month.in_future"),
        (("--year", "2030", "--to", "x.pdf"), 1, "month.in_future"),
        (("--month", "2026-10", "--area", "どこか", "--to", "x.pdf"), 1, "area.unknown"),
        (("--month", "2026-10", "--to", "/nowhere/x.pdf"), 1, "to.no_folder"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    run: Run, filled_store: Path, words: tuple[str, ...], status: int, code: str
) -> None:
    told = run("report", "activity-count", *words, "--json", store=filled_store)
    assert (told.status, told.document["error"]["code"]) == (status, code)


@pytest.mark.parametrize("words", [(), ("--month", "2026-10", "--year", "2026")])
def test_it_is_either_a_month_or_a_year(run: Run, filled_store: Path, words: tuple[str, ...]) -> None:
    assert run("report", "activity-count", *words, "--to", "x.pdf", store=filled_store).status == 2


def test_stamp_boxes_remarks_and_blocks_are_chosen(run: Run, filled_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "c.pdf"
    words = (
        "--month",
        "2026-10",
        "--stamps",
        "会長、作成者",
        "--remarks",
        "台風で訪問が少ない月でした。",
        "--blocks",
        "D,F",
    )
    told = run("report", "activity-count", *words, "--to", target, "--json", store=filled_store)
    assert told.status == 0
    text = "".join(page.extract_text() for page in PdfReader(target).pages)
    assert all(
        words in text for words in ("会長", "作成者", "備考", "台風で訪問が少ない月でした。", "訪問回数", "活動日数")
    )
    assert "分野別" not in text
    refused = ("--month", "2026-10", "--blocks", "Z", "--to", target)
    assert (
        run("report", "activity-count", *refused, "--json", store=filled_store).document["error"]["code"]
        == "blocks.unknown"
    )
