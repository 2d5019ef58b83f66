"""What 概要 says is what is printed in the month's report of the same issue, figure by figure."""

import re
from collections.abc import Iterator
from datetime import date

from tests.conftest import AREA
from tests.reports.layout import Sheet, layout, printed_in
from tests.services import work_year
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.activity import Coordination
from watchdesk.domain.behind import Figure
from watchdesk.domain.figure_place import RATE_KEY
from watchdesk.domain.month import Month
from watchdesk.domain.referral import ReferralState, ReferralStep
from watchdesk.domain.words import Method, Result
from watchdesk.exports.sheet import Sheet as Table
from watchdesk.services.reports import MonthlyReport

OCTOBER = Month(2026, 10)
KEYS = {figure.label: figure.value for figure in Figure} | {"安否確認率": RATE_KEY}
METHODS = {method.label: method.value for method in Method}
RESULTS = {result.label: result.value for result in Result}


def work(desk: Desk) -> None:
    """A month in which there is something of everything."""
    sent = ReferralStep(on=date(2026, 10, 5), state=ReferralState.SENT, by="hanako")
    with desk._ground.store.write("hanako", Changed.ALL) as tx:
        tx.add(work_year._case("c1", "2026-10-02", "A1", "B1", ()))
        tx.add(work_year._case("c2", "2026-10-03", "A2", "B13", ()))
        tx.add(work_year._done("a1", "2026-10-04", "C3", 120, 14))
        tx.add(Coordination(id="k1", area=AREA, on=date(2026, 10, 6), kind="E1", what="様子を聞いた"))
        tx.add(work_year._referral("r1", sent))


def told(sheet: Table) -> Iterator[tuple[tuple[str, ...], str]]:
    """The figures of 概要: the words of each from the whole to its part, without the unit, and its number."""
    path: list[str] = []
    for title, value, *_ in sheet.rows:
        words = re.fullmatch(r"(　*)(.+)（[名件回日％]）", str(title))
        if words is not None:
            path[len(words[1]) :] = [words[2]]
            yield tuple(path), f"{value:,}"


def key_of(path: tuple[str, ...]) -> str | None:
    """By which key the report knows the number; None where it is found by its word only."""
    key = KEYS[path[0]]
    if len(path) == 1:
        return key
    cut, _, word = path[1].partition("：")
    if key != Figure.VISITS.value or cut not in ("方法", "結果"):
        return None
    if cut == "結果":
        return f"visits/result/{RESULTS[word]}"
    method = METHODS[word]
    return f"visits/method/{method}" if len(path) == 2 else f"visits/cell/{method}/{RESULTS[path[2][3:]]}"


def read(sheets: list[Sheet]) -> str:
    """The texts of the pages without names, from line to line, without the room between them."""
    texts = [(page, round(text.y), text.x, text.text) for page, sheet in enumerate(sheets[:2]) for text in sheet.texts]
    return re.sub(r"\s", "", "".join(text for *_, text in sorted(texts)))


def printed(report: MonthlyReport) -> tuple[dict[str, str], str]:
    """The report's figures of this month by key as they are printed, and all that stands on its pages of figures."""
    sheets = layout(report.pdf)
    found: dict[str, str] = {}
    for place in report.figures:
        if place.ref.column == 0:
            # A place has the title beside its number, sometimes with another in it: 10月に見守った方 68名.
            numbers = re.findall(r"[\d,]+(?:\.\d)?", printed_in(sheets, place).partition(" (")[0])
            if numbers:  # a number within a sentence has no text of its own
                found.setdefault(place.ref.key, numbers[-1])
    return found, read(sheets)


def test_every_figure_of_the_overview_is_printed_in_the_report_of_the_same_issue(desk: Desk) -> None:
    work(desk)
    closed = desk.closings.close(OCTOBER)
    made = desk.welfare.month(OCTOBER, "hokenfukushi").run()
    report = desk.reports.monthly(OCTOBER).run()
    figures, text = printed(report)
    overview = made.sheets(1)[0]
    found = dict(told(overview))
    worrying = int(figures["visits/condition/concern"]) + int(figures["visits/condition/urgent"])
    assert found.pop((Figure.WORRYING.label,)) == str(worrying), "printed as its parts"
    assert found.pop((Figure.REFERRALS.label, "進みぐあい：送った")) == "1", "printed as what waits for an answer"
    assert len(found) > 70
    for path, number in found.items():
        key = key_of(path)
        if key is not None:
            assert (path, figures[key]) == (path, number)
        else:
            word = re.escape("".join(path[-1].partition("：")[2].split()))
            assert re.search(rf"{word}{number}(?![\d,])", text), path
    mark = next(row[1] for row in overview.rows if row[0] == "号")
    assert mark == f"第1号（初版）　照合番号 {closed.code}"
    assert text.count(f"第1号（初版）照合番号{closed.code}") >= 2
