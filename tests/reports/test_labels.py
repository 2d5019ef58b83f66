"""Address labels: every letter of an address stands on its label, as large as it fits; numbers are never cut."""

import io
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.reports.layout import Sheet, layout
from watchdesk.domain.consent import NOBODY, Purpose, disclose
from watchdesk.domain.histories import AreaEntry
from watchdesk.domain.person import Person
from watchdesk.reports import labels
from watchdesk.reports.labels import FORMS, Label, LabelFacts, LabelForm, Written, written_on
from watchdesk.reports.pen import MM
from watchdesk.reports.typesetter import Typesetter

DAY = date(2026, 11, 22)
NUMBERS = st.lists(st.integers(1, 9999), min_size=1, max_size=4).map(lambda parts: "-".join(map(str, parts)))
TOWNS = st.text("九条南新町靱本川口千代崎境大阪市西区", min_size=1, max_size=14)
BUILDINGS = st.text("メゾンドグランパレスーコポ九条・（）第二棟 ABC0123456789号室、。", max_size=40)
NAMES = st.text("山田花子𠮷野々ノ小路 澤", min_size=1, max_size=18).filter(str.strip)


def _facts(found: list[Label], form: LabelForm, start: int = 1) -> LabelFacts:
    subjects = [
        (Person(id=one.id, family_name="見本", area_history=(AreaEntry(area="九条南"),), created_on=DAY), one)
        for one in found
    ]
    people = disclose(subjects, purpose=Purpose.DESK_LIST, receiver=NOBODY, day=DAY, default_recipients=frozenset())
    return LabelFacts(printed_on=DAY, form=form, people=people, start=start, number=7)


def _label(
    number: int = 0, name: str = "", street: str = "大阪市西区九条1-2-34", building: str = "コーポ九条101"
) -> Label:
    return Label(id=f"{number}", name=name or f"見本 花子{number}", street=street, building=building, postal="550-0027")


def _on(setter: Typesetter, form: LabelForm, label: Label) -> tuple[Written, ...] | None:
    return written_on(setter, form, label.to, label.address, label.postal)


def _pages(facts: LabelFacts) -> list[Sheet]:
    into = io.BytesIO()
    labels.draw(facts, into)
    return layout(into.getvalue())


@given(town=TOWNS, numbers=NUMBERS, building=BUILDINGS, name=NAMES, form=st.sampled_from(FORMS))
@settings(max_examples=150, deadline=None)
def test_every_letter_stands_on_the_label_within_its_edges_and_no_number_is_cut(
    town: str, numbers: str, building: str, name: str, form: LabelForm
) -> None:
    setter = Typesetter()
    label = _label(name=name.strip(), street=f"{town}{numbers}", building=building)
    written = _on(setter, form, label)
    if written is None:
        return
    width, height = form.room
    assert sum(line.height for line in written) <= height
    assert all(setter.measure(line.text.rstrip("、。"), line.size, bold=line.bold) <= width + 0.1 for line in written)
    told = "".join(line.text for line in written)
    for text in (label.street, label.building, label.name):
        assert re.sub(r"\s", "", text) in re.sub(r"\s", "", told)
    assert any(numbers in line.text for line in written)
    assert written[-1].text.endswith("様")


def test_an_ordinary_address_is_large_and_a_long_one_smaller_but_whole() -> None:
    setter, form = Typesetter(), FORMS[1]
    usual = _on(setter, form, _label())
    long = _on(setter, form, _label(building="メゾン・ド・グランドパレス西九条リバーサイドタワー弐番館 1203号室"))
    assert usual is not None
    assert long is not None
    assert usual[1].size > long[1].size
    assert [line.text for line in usual] == ["〒550-0027", "大阪市西区九条1-2-34", "コーポ九条101", "見本 花子0 様"]


def test_what_finds_no_room_at_all_is_told_and_not_cut() -> None:
    assert _on(Typesetter(), FORMS[1], _label(building="あ" * 400)) is None
    assert _on(Typesetter(), FORMS[0], _label(name="山" * 120)) is None


@pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
def test_labels_begin_at_the_one_that_is_left_and_each_text_stays_on_its_own(form: LabelForm) -> None:
    start, count = form.on_sheet - 1, 4
    sheets = _pages(_facts([_label(number) for number in range(count)], form, start))
    assert len(sheets) == 2
    for sheet, numbers in ((sheets[0], (0, 1)), (sheets[1], (2, 3))):
        for number in numbers:
            (text,) = (text for text in sheet.texts if text.text.startswith(f"見本 花子{number}"))
            left, top = form.corner((number + start - 1) % form.on_sheet)
            assert left < text.ink[0] < text.ink[2] < left + form.width * MM
            assert top < text.ink[1] < text.ink[3] < top + form.height * MM


@pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
def test_nothing_of_the_foot_stands_on_a_label(form: LabelForm) -> None:
    (sheet,) = _pages(_facts([_label(number) for number in range(form.on_sheet)], form))
    lowest = form.corner(form.on_sheet - 1)[1] + form.height * MM
    feet = [text for text in sheet.texts if "写し 第7号" in text.text or "1 / 1" in text.text]
    assert len(feet) == 2
    assert all(text.ink[1] > lowest - 0.1 for text in feet)
    assert not sheet.strokes


def test_a_letter_that_no_font_has_is_told_behind_the_labels_not_on_them() -> None:
    into = io.BytesIO()
    drawn = labels.draw(_facts([_label(name="渡\U0002b820 花子"), _label(1)], FORMS[1]), into)
    first, last = (page.extract_text() for page in PdfReader(into).pages)
    assert [lost.char for lost in drawn.unprintable] == ["\U0002b820"]
    assert "文字コード" not in first
    assert "U+2B820" in last
    assert "1枚目" in last
