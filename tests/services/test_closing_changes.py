"""A 訂正版 tells from what to what, also beside the month and of whom; names only where and as they may stand today."""

import io
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from watchdesk.desk import Desk, MonthlyReport
from watchdesk.domain.closing import Difference
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.words import Consent, Method, Result
from watchdesk.reports.monthly import report as monthly

OCTOBER = Month(2026, 10)
SEPTEMBER = date(2026, 9, 20)


def _report(desk: Desk, *, statistics_only: bool = False) -> MonthlyReport:
    return desk.reports.monthly(OCTOBER, statistics_only=statistics_only).run()


def _corrected(desk: Desk) -> tuple[str, ...]:
    """October closed, corrected for those named first and for September, closed again; who was named."""
    desk.closings.close(OCTOBER)
    named = _report(desk).parts[0].named
    with desk.closings.because("用紙が、あとから届いたため"):
        desk.visits.record(named[0], on=date(2026, 10, 20), method=Method.VISIT, result=Result.MET)
        desk.visits.record(named[0], on=SEPTEMBER, method=Method.VISIT, result=Result.MET)
        desk.people.change(named[1], {"family_name": "改姓"})
        desk.people.change(named[2], {"address": "9-9-9"})
        written = next(line for line in desk.visits.during(OCTOBER) if line.note and not line.voided)
        desk.visits.correct(written.id, {"note": "書き足し"}, "書きもらし")
    desk.closings.close(OCTOBER)
    return named


def _told(desk: Desk) -> dict[str, tuple[Difference, ...]]:
    changes = _report(desk).parts[0].facts.changes
    assert changes is not None
    return {person.name: person.moved for person in changes.rows}


def _pages(pdf: bytes) -> str:
    """The pages of 訂正の内容, without spaces."""
    pages = ("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
    return "".join(page for page in pages if "訂正の内容" in page)


def test_a_correction_tells_from_what_to_what_beside_the_month_and_of_whom(desk: Desk) -> None:
    named = _corrected(desk)
    report, told = _report(desk), _told(desk)
    facts = report.parts[0].facts
    assert facts.year_to_date is not None
    moved = {one.what: (one.before, one.after) for one in facts.differences}
    total = facts.year_to_date.visits.total
    assert moved["今年度の訪問記録"] == (f"{total - 2:,}件", f"{total:,}件")
    assert "前の月（9月）の訪問記録" in moved
    assert not [pair for pair in moved.values() if "書きかえ" in pair]
    assert moved["お名前をのせる方のうち、お名前が変わった方"] == ("—", "1名")
    visited, renamed, elsewhere = (desk.people.get(one).name for one in named[:3])
    contacts = next(one for one in told[visited] if one.what == "今月の記録")
    assert contacts.after.endswith("件（20日 訪問 本人と話せた）")
    assert int(contacts.after.split("件")[0]) == int(contacts.before.split("件")[0]) + 1
    assert next(one.after for one in told[renamed] if one.what == "お名前") == renamed
    assert next(one.after for one in told[elsewhere] if one.what == "住所").startswith("九条南9-9-9")
    page = _pages(report.pdf)
    assert all("".join(name.split()) in page for name in told)
    assert "写し" in page, "pages with names are those of a numbered copy"
    assert "書き足し" not in page, "what was written stands in its own place, and what was taken out nowhere"


def test_the_figures_alone_tell_of_how_many_and_of_nobody(desk: Desk) -> None:
    named = _corrected(desk)
    page = _pages(_report(desk, statistics_only=True).pdf)
    facts = _report(desk).parts[0].facts
    again = io.BytesIO()
    monthly.draw(facts, again, statistics_only=True)
    for told in (page, _pages(again.getvalue())):
        assert "お名前をのせる方のうち、お名前が変わった方" in told
        assert "写し" not in told
        assert not [one for one in named if "".join(desk.people.get(one).name.split()) in told]


def test_who_withdrew_or_was_hidden_since_is_told_of_as_may_be_today(desk: Desk) -> None:
    named = _corrected(desk)
    renamed, elsewhere = (desk.people.get(one).name for one in named[1:3])
    desk.consents.give(named[1], ConsentEntry(state=Consent.WITHDRAWN, since=date(2026, 11, 20)))
    desk.people.change(named[2], {"hidden": True})
    told = _told(desk)
    assert renamed not in told
    assert [(one.before, one.after) for one in told[elsewhere] if one.what == "住所"] == [("秘匿", "秘匿")]
    assert "9-9-9" not in _pages(_report(desk).pdf)


def test_an_issue_that_did_not_keep_from_and_to_says_so(desk: Desk) -> None:
    _corrected(desk)
    facts = _report(desk).parts[0].facts
    old = (Difference(what="くらべる数（前の月・前の年・今年度）とグラフ", before="—", after="書きかえ"),)
    drawn = io.BytesIO()
    monthly.draw(replace(facts, differences=old, changes=None), drawn)
    assert "前と後を、まだ残していませんでした" in _pages(drawn.getvalue())
    assert "まだ残していませんでした" not in _pages(_report(desk).pdf)
