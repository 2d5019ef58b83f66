"""The first page of the monthly report: room for the remarks, and what stands beside a month without records."""

import io
from collections.abc import Callable
from dataclasses import replace

from pypdf import PdfReader

from watchdesk.domain.made_of import is_recorded
from watchdesk.domain.remark import Remark
from watchdesk.reports.monthly import report as monthly
from watchdesk.reports.monthly.cover import fits_cover
from watchdesk.reports.monthly.facts import MonthlyFacts

Build = Callable[..., MonthlyFacts]


def _pages(facts: MonthlyFacts) -> list[str]:
    buffer = io.BytesIO()
    monthly.draw(facts, buffer, statistics_only=True)
    return ["".join(page.extract_text().split()) for page in PdfReader(buffer).pages]


def test_a_month_last_year_without_a_record_is_not_told_as_a_failure(month_of: Build) -> None:
    facts = month_of()
    unknown = month_of(0, 0).figures
    assert not is_recorded(unknown)
    before = replace(unknown, under_watch=62, not_confirmed=62, confirm_rate=0.0)
    page = _pages(replace(facts, last_year=before, year_to_date=facts.figures))[0]
    assert "記録なし" in page
    assert "62名" not in page
    assert "記録なし" not in _pages(replace(facts, last_year=facts.figures, year_to_date=facts.figures))[0]


def test_a_sentence_more_than_was_offered_begins_no_page(month_of: Build) -> None:
    facts, rule = month_of(), "気になる方が2名いました。"
    many = next(many for many in range(99, 0, -1) if fits_cover(facts, Remark(remark=rule * many)))
    assert many > 5
    written = f"{rule * many}\nインフルエンザの注意を呼びかけました。"
    pages = _pages(replace(facts, remarks=written, coming="いまも見守り中の8名を、先にお訪ねします。"))
    assert "先にお訪ねします" in pages[0]
    assert "訪問記録のうちわけ" in pages[1]
