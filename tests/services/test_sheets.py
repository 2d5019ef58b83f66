"""Reports asked for by their options: every kind can be asked for, in an empty store too, and refuses what is wrong."""

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import AREA
from tests.reports.layout import faults, layout
from watchdesk.desk import SHEETS, Desk
from watchdesk.domain.month import Month
from watchdesk.domain.sheet import Option, SheetKind, Takes, code_of, read
from watchdesk.errors import Invalid

KINDS = [papers.KIND for papers in SHEETS]
KEYS = [kind.key for kind in KINDS]


def _told(desk: Desk, kind: SheetKind) -> dict[str, Any]:
    """What is required of a kind, and nothing else; whom it is about is somebody without anything known."""
    told: dict[str, Any] = {}
    for option in kind.options:
        if option.required and option.takes is Takes.PERSON:
            told[option.key] = desk.people.register({"family_name": "見本"}, area=AREA).id
        elif option.required and option.takes is not Takes.RECEIVER:
            told[option.key] = desk.sheets.of(kind.key).first()[option.key]
    return told


def test_every_kind_has_a_key_and_a_sentence_of_its_own_that_says_what_it_is_for() -> None:
    assert len(set(KEYS)) == len(KEYS)
    assert all(kind.about.endswith("。") and kind.title for kind in KINDS)
    assert {"person", "roster", "ageing", "labels"} <= set(KEYS)


@pytest.mark.parametrize("kind", KINDS, ids=KEYS)
def test_options_of_a_kind_are_named_once_and_its_first_values_can_be_read(kind: SheetKind, empty_desk: Desk) -> None:
    papers = empty_desk.sheets.of(kind.key)
    flags = [option.flag for option in kind.options]
    assert len(set(flags)) == len(flags)
    assert "--to" not in flags
    for option in kind.options:
        first = papers.first()[option.key]
        codes = [code for code, _ in papers.choices(option.key)]
        wanted = first if isinstance(first, tuple) else (first,)
        assert not codes or first is None or all(str(one) in codes for one in wanted)


@pytest.mark.parametrize("kind", KINDS, ids=KEYS)
def test_every_kind_can_be_drawn_where_nothing_is_known(kind: SheetKind, empty_desk: Desk) -> None:
    papers = empty_desk.sheets.of(kind.key)
    drawn = papers.prepare(_told(empty_desk, kind)).run()
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages]
    assert len(pages) == drawn.pages >= 1
    assert all(f"{number} / {len(pages)}" in text for number, text in enumerate(pages, 1))
    assert faults(layout(drawn.pdf)) == []


def test_the_same_facts_give_the_same_bytes(desk: Desk) -> None:
    papers = desk.sheets.of("roster")
    assert papers.prepare({"by": "town"}).run().pdf == papers.prepare({"by": "town"}).run().pdf


def test_a_copy_has_a_number_and_is_written_down_and_a_saved_one_lies_where_it_was_wanted(
    desk: Desk, tmp_path: Path
) -> None:
    papers = desk.sheets.of("roster")
    saved = papers.save(papers.prepare({}).run(), tmp_path / "名簿.pdf")
    text = PdfReader(tmp_path / "名簿.pdf").pages[0].extract_text()
    assert saved.number == 1
    assert "写し 第1号" in text
    assert desk.ledger.copies_naming(saved.named[0]) == (1,)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"by": "moon"}, "by"),
        ({"columns": ("name", "moon")}, "columns"),
        ({"receiver": "moon"}, "receiver"),
        ({"stamps": "一、二、三、四、五、六"}, "stamps"),
        ({"area": "月"}, "area"),
    ],
)
def test_what_is_on_no_list_is_refused_by_the_option_it_was_told_for(
    told: dict[str, Any], field: str, empty_desk: Desk
) -> None:
    with pytest.raises(Invalid) as refused:
        empty_desk.sheets.of("roster").prepare(told)
    assert refused.value.field == field


@pytest.mark.parametrize("kind", KINDS, ids=KEYS)
def test_what_holds_where_nothing_is_told_is_one_of_the_choices_and_is_said(kind: SheetKind) -> None:
    for option in kind.options:
        if option.usual is None or not option.choices:
            continue
        usual = option.usual if option.is_several else (option.usual,)
        assert set(usual) <= {code for code, _ in option.choices}
        assert option.explained, option.key


def test_nothing_told_is_drawn_as_the_window_begins(desk: Desk) -> None:
    for key in ("ageing", "labels", "roster"):
        papers = desk.sheets.of(key)
        chosen = papers.first() | {"stamps": (), "area": None}
        begun = {name: value for name, value in chosen.items() if value is not None}
        assert papers.prepare({}).run().facts == papers.prepare(begun).run().facts


def test_somebody_must_be_chosen_for_a_record(empty_desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        empty_desk.sheets.of("person").prepare({})
    assert (refused.value.field, refused.value.kind) == ("person", "missing")


def test_a_choice_is_told_by_its_code_or_its_word_in_any_width() -> None:
    option = Option(key="form", title="シート", takes=Takes.ONE_OF, choices=(("a12", "A4・12面"),))
    assert code_of(option, option.choices, "a12") == code_of(option, option.choices, "Ａ４・１２面") == "a12"


@pytest.mark.parametrize(
    ("takes", "told", "value"),
    [
        (Takes.MONTH, "2026-10", Month(2026, 10)),
        (Takes.YEAR, "2026", 2026),
        (Takes.NUMBER, "", None),
        (Takes.FLAG, None, False),
        (Takes.SOME_OF, "a,b、c", ("a", "b", "c")),
        (Takes.STAMPS, "課長・係長", ("課長", "係長")),
        (Takes.TEXT, "  ", None),
    ],
)
def test_an_option_is_read_from_what_a_form_or_a_command_line_gives(takes: Takes, told: Any, value: Any) -> None:
    assert read(Option(key="one", title="一", takes=takes, most=5), told) == value


@pytest.mark.parametrize(("takes", "told"), [(Takes.DAY, "昨日の昨日"), (Takes.NUMBER, "十"), (Takes.YEAR, "26")])
def test_what_cannot_be_read_is_refused(takes: Takes, told: str) -> None:
    with pytest.raises(Invalid):
        read(Option(key="one", title="一", takes=takes), told)


def test_stamp_boxes_begin_with_those_of_the_monthly_report_and_are_five_at_most(empty_desk: Desk) -> None:
    assert empty_desk.sheets.of("roster").first()["stamps"] == ("課長", "係長", "担当", "会長", "作成者")
    empty_desk.settings.change({"stamps": []})
    assert empty_desk.sheets.of("roster").first()["stamps"] == ()
