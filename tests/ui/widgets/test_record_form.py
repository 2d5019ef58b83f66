"""A form gives back what was put in, keeps what was typed, and shows each error at its field."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
import shiboken6
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import em, theme
from ui.widgets.form_sheet import FormSheet
from ui.widgets.record_form import Asking, RecordForm
from watchdesk.domain.person import EmergencyContact
from watchdesk.errors import Invalid
from watchdesk.fields import Field, Kind, Section

Shown = Callable[..., QWidget]
Ime = Callable[..., None]
TODAY = date(2026, 11, 2)
CODES = {"living": (("alone", "独居"), ("other", "その他")), "criteria": (("K1", "要介護3以上"), ("K2", "認知症"))}
SECTIONS = (
    Section(
        "ご本人",
        (
            Field("family_name", "氏", Kind.FAMILY_NAME, required=True),
            Field("given_name", "名", Kind.GIVEN_NAME),
            Field("family_kana", "氏ふりがな", Kind.KANA),
            Field("given_kana", "名ふりがな", Kind.KANA),
            Field("birth_date", "生年月日", Kind.DAY),
            Field("postal_code", "郵便番号", Kind.POSTAL_CODE),
            Field("town", "町名", Kind.TOWN),
            Field("phones", "電話", Kind.PHONES, hint="2つあるときは「、」で区切ってください。"),
            Field("living", "世帯", Kind.CHOICE, code_list="living"),
        ),
    ),
    Section(
        "見守り",
        (
            Field("criteria", "該当区分", Kind.CHOICES, code_list="criteria"),
            Field("interval_days", "見守り間隔", Kind.NUMBER, required=True, unit="日"),
            Field("air_conditioner", "冷房", Kind.YES_NO),
            Field("at", "時刻", Kind.TIME),
            Field("emergency_contacts", "緊急連絡先", Kind.CONTACTS),
            Field("notes", "特記事項", Kind.LONG_TEXT),
            Field("number", "整理番号"),
        ),
    ),
)
RECORD: dict[str, Any] = {
    "family_name": "髙橋",
    "given_name": "トシ子",
    "family_kana": "タカハシ",
    "given_kana": "トシコ",
    "birth_date": date(1937, 3, 5),
    "postal_code": "5500012",
    "town": "立売堀",
    "phones": ("06-6000-4312", "090-0000-1234"),
    "living": "alone",
    "criteria": ("K2",),
    "interval_days": 14,
    "air_conditioner": True,
    "at": time(10, 30),
    "emergency_contacts": (EmergencyContact(name="西村 和美", relation="長女", phone="072-000-1234"),),
    "notes": "右の耳が遠い。\nゆっくり話す。",
    "number": "0042",
}


def made() -> RecordForm:
    asking = Asking(today=TODAY, choices=lambda name: CODES[name], town_of={"5500012": "立売堀"}.get)
    return RecordForm(SECTIONS, asking)


@pytest.fixture
def form(shown: Shown) -> RecordForm:
    kept = made()
    shown(kept)
    return kept


def test_every_kind_of_field_has_a_widget(form: RecordForm) -> None:
    asked = {field.kind for section in SECTIONS for field in section.fields}
    assert asked == set(Kind)


def test_values_come_back_as_they_were_put_in(form: RecordForm) -> None:
    form.set_values(RECORD)
    assert form.values() == RECORD
    assert form.check() == ()


def test_an_empty_form_gives_nothing_and_names_what_must_be_filled(form: RecordForm) -> None:
    empty = {key: () if key in {"phones", "criteria", "emergency_contacts"} else None for key in RECORD}
    assert form.values() == empty
    assert [error.code for error in form.check()] == ["family_name.missing", "interval_days.missing"]


def test_a_draft_comes_back_as_typed_with_its_focus(form: RecordForm, shown: Shown) -> None:
    form.set_values(RECORD)
    form.entry("birth_date").set_text("昭和64年1月")
    form.entry("phones").setText("06-6000-")
    form.focus_on("phones")
    texts, focus = form.texts(), form.focus_key()
    again = made()
    shown(again)
    again.restore(texts, focus)
    assert again.texts() == texts
    assert again.focus_key() == "phones"
    assert all(isinstance(text, str) for text in texts.values())


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from(["family_name", "notes", "number", "town"]), st.text(max_size=30), max_size=4))
def test_no_draft_breaks_a_form(qapp: QApplication, texts: dict[str, str]) -> None:
    form = made()
    form.restore(texts, "no_such_field")
    printable = {key: text for key, text in texts.items() if text.isprintable()}
    assert {key: form.texts()[key] for key in printable} == printable
    shiboken6.delete(form)


def test_a_conversion_still_open_is_not_in_the_draft(form: RecordForm, ime: Ime) -> None:
    form.focus_on("notes")
    ime(form.entry("notes"), commit="手すりに")
    ime(form.entry("notes"), "つかまって")
    assert form.texts()["notes"] == "手すりに"


def test_errors_stand_at_their_fields_and_the_first_has_the_focus(form: RecordForm) -> None:
    errors = (
        Invalid("interval_days", "見守り間隔は、1日からにしてください。"),
        Invalid("name", "お名前を入れてください。", kind="missing"),
        Invalid("birth_date", "生まれた日が今日より先です。"),
        Invalid("area", "地域を選んでください。"),
    )
    told = form.show_errors(errors)
    assert told == "直すところが3つあります。地域を選んでください。"
    assert form.focus_key() == "family_name"
    assert form.entry("interval_days").property("wrong") is True
    assert form.entry("birth_date").note.sentence == "生まれた日が今日より先です。"


def test_an_error_goes_when_its_field_is_edited_and_the_hint_comes_back(form: RecordForm, qtbot: QtBot) -> None:
    form.show_errors((Invalid("phones", "電話番号として読み取れません。"),))
    with qtbot.waitSignal(form.edited) as told:
        qtbot.keyClicks(form.entry("phones"), "06")
    assert told.args == ["phones"]
    assert form.entry("phones").property("wrong") is False


def test_unreadable_fields_are_found_before_recording(form: RecordForm) -> None:
    form.set_values(RECORD)
    form.entry("birth_date").set_text("12.3.5")
    form.entry("family_kana").setText("高橋")
    assert [error.code for error in form.check()] == ["family_kana.unreadable", "birth_date.unreadable"]


def test_a_day_that_is_refused_keeps_its_proposal(form: RecordForm, qtbot: QtBot) -> None:
    day = form.entry("birth_date")
    day.set_text("昭和64年1月8日")
    form.show_errors(form.check())
    assert "平成元年1月8日" in day.note.button.text()
    qtbot.mouseClick(day.note.button, Qt.MouseButton.LeftButton)
    assert form.values()["birth_date"] == date(1989, 1, 8)


def test_enter_goes_on_and_ctrl_enter_records(form: RecordForm, qtbot: QtBot) -> None:
    form.focus_on("family_name")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert form.focus_key() == "given_name"
    with qtbot.waitSignal(form.submitted, timeout=500):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_ctrl_enter_records_from_the_button_beside_a_field(form: RecordForm, qtbot: QtBot) -> None:
    button = form.entry("birth_date").button
    button.setFocus()
    with qtbot.assertNotEmitted(button.clicked, wait=30), qtbot.waitSignal(form.submitted, timeout=500):
        qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_enter_that_ends_a_conversion_does_not_go_on(form: RecordForm, qtbot: QtBot, ime: Ime) -> None:
    form.focus_on("family_name")
    ime(form.entry("family_name"), "たかはし")
    with qtbot.assertNotEmitted(form.submitted, wait=30):
        qtbot.keyClick(form.entry("family_name"), Qt.Key.Key_Return)
        qtbot.keyClick(form.entry("family_name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.focus_key() == "family_name"


def test_tab_visits_the_fields_in_reading_order(form: RecordForm, qtbot: QtBot) -> None:
    form.focus_on("family_name")
    visited = [form.focus_key()]
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if form.focus_key() != visited[-1]:
            visited.append(form.focus_key())
        if form.focus_key() == "number":
            break
    assert visited == list(form.keys())


def test_a_name_fills_its_reading_and_a_postal_code_its_town(form: RecordForm, ime: Ime) -> None:
    for step in ("たかはし", "髙橋"):
        ime(form.entry("family_name"), step)
    ime(form.entry("family_name"), commit="髙橋")
    ime(form.entry("postal_code"), commit="550-0012")
    values = form.values()
    assert (values["family_kana"], values["town"]) == ("タカハシ", "立売堀")


def test_a_town_that_is_there_is_not_overwritten(form: RecordForm, ime: Ime) -> None:
    form.entry("town").set_value("新町")
    ime(form.entry("postal_code"), commit="550-0012")
    assert form.values()["town"] == "新町"


def test_a_form_has_one_field_a_line_where_it_is_narrow(form: RecordForm, qtbot: QtBot) -> None:
    window = form.window()
    window.resize(1200, 800)
    first, second = form.entry("family_name"), form.entry("given_name")

    def top(widget: QWidget) -> int:
        return widget.mapTo(form, widget.rect().topLeft()).y()

    qtbot.waitUntil(lambda: top(first) == top(second))
    window.resize(600, 800)
    qtbot.waitUntil(lambda: top(first) < top(second))
    assert form.minimumSizeHint().width() <= 680


@pytest.mark.parametrize("zoom", [100, 150])
def test_labels_are_never_cut(form: RecordForm, zoom: int) -> None:
    theme().apply(zoom=zoom)
    form.window().resize(1200, 3000)
    QApplication.processEvents()
    for sheet in form.sheets:
        assert isinstance(sheet, FormSheet)
        for left, _, _ in sheet._pairs:
            assert left.height() >= left.minimumSizeHint().height()
            assert left.width() >= left.minimumSizeHint().width()
            (label,) = left.findChildren(QLabel)
            assert label.heightForWidth(label.width()) < 2 * em(1.45) or len(label.text()) > 6, (
                "a short label takes one line"
            )
