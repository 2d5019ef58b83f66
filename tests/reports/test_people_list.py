"""The list of people on paper: every column has its room, also when all are chosen."""

import io

from tests.reports.conftest import _given
from tests.reports.layout import faults, layout
from tests.reports.sample_sizes import OFFICE, TODAY, Size
from tests.reports.samples_lists import line
from watchdesk.reports import people_list
from watchdesk.reports.people_columns import people_columns
from watchdesk.reports.people_list import ListFacts


def test_in_every_column_at_once_no_telephone_number_is_cut_and_each_page_holds_ten() -> None:
    columns = tuple(people_columns(TODAY, {}).values())
    people = _given([line(Size.USUAL, number) for number in range(30)])
    facts = ListFacts(heading="見守り中の方", receiver="", columns=columns, people=people, **OFFICE)
    into = io.BytesIO()
    drawn = people_list.draw(facts, into)
    sheets = layout(into.getvalue())
    numbers = [text.text for sheet in sheets for text in sheet.texts if text.text.startswith("06-")]
    assert set(numbers) == {"06-6000-0113"}
    assert drawn.pages <= 3
    assert faults(sheets) == []
