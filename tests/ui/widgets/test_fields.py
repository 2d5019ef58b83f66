"""Fields take what elderly hands type: full width, any hyphen, any order; Tab always leaves them."""

from collections.abc import Callable
from datetime import time

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.choice_field import ChoiceField, YesNoField
from ui.widgets.choices_field import ChoicesField
from ui.widgets.contacts_field import ContactsField
from ui.widgets.password_field import CAPS, KANA, PasswordField
from ui.widgets.text_fields import (
    LineField,
    LongTextField,
    NumberField,
    PhonesField,
    PostalCodeField,
    half,
)
from ui.widgets.time_field import TimeField, read_time
from watchdesk.domain.person import EmergencyContact

Shown = Callable[..., QWidget]
Ime = Callable[..., None]
LIVING = (("alone", "独居"), ("elderly_only", "高齢者のみ"))
CRITERIA = (("K1", "要介護3以上の方"), ("K2", "認知症の方"), ("K3", "障がいのある方"))


def wheel(widget: QWidget) -> None:
    at = QPointF(5, 5)
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_blanks_around_words_are_not_kept_and_only_blanks_are_nothing(qtbot: QtBot) -> None:
    field = LineField("建物")
    qtbot.addWidget(field)
    field.setText("\u3000みなみ荘 203号 ")
    assert field.value() == "みなみ荘 203号"
    field.setText(" \u3000")
    assert field.value() is None


@given(st.text(max_size=40).filter(lambda text: text.isprintable()))
def test_words_are_kept_letter_for_letter(qapp: QApplication, text: str) -> None:
    field = LineField("氏")
    field.set_value(text)
    assert field.value() == (text.strip() or None)
    shiboken6.delete(field)


@pytest.mark.parametrize(("typed", "number"), [("３０", 30), ("7", 7), ("", None), ("０", None), ("三十", None)])
def test_a_number_is_read_in_any_width_and_within_its_bounds(qtbot: QtBot, typed: str, number: int | None) -> None:
    field = NumberField("見守り間隔", least=1, most=3660)
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == number
    assert bool(field.problem()) == (number is None and bool(typed))


def test_leaving_a_number_puts_it_in_half_width(qtbot: QtBot, ime: Ime) -> None:
    field = NumberField("見守り間隔")
    qtbot.addWidget(field)
    field.show()
    ime(field, commit="１４")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "14"


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("０６ー６０００ー４３１２", ("06-6000-4312",)),
        ("06−6000−4312、090-0000-1234", ("06-6000-4312", "090-0000-1234")),
        ("06‐6000‐4312／０９０００００１２３４", ("06-6000-4312", "090-0000-1234")),
        ("", ()),
    ],
)
def test_telephone_numbers_are_put_in_form(qtbot: QtBot, typed: str, numbers: tuple[str, ...]) -> None:
    field = PhonesField("電話")
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == numbers
    assert field.problem() == ""


def test_what_is_no_telephone_number_is_named(qtbot: QtBot) -> None:
    field = PhonesField("電話")
    qtbot.addWidget(field)
    field.setText("06-6000-4312、長女宅")
    assert "長女宅" in field.problem()


def test_a_whole_postal_code_finds_its_town(qtbot: QtBot, ime: Ime) -> None:
    field = PostalCodeField("郵便番号", {"5500012": "立売堀"}.get)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.town_found, timeout=500) as told:
        ime(field, commit="〒５５０－００１２")
    assert told.args == ["立売堀"]
    assert field.value() == "5500012"
    field.setText("550-001")
    assert field.value() is None
    assert field.problem()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("11:10", time(11, 10)),
        ("１１時１０分", time(11, 10)),
        ("1110", time(11, 10)),
        ("905", time(9, 5)),
        ("午後2時半", time(14, 30)),
        ("午前10時", time(10, 0)),
        ("9", time(9, 0)),
        ("25:00", None),
        ("昼", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, read: time | None) -> None:
    assert read_time(typed) == read


@given(st.text(max_size=12))
def test_no_text_makes_the_reading_of_a_time_fail(text: str) -> None:
    assert read_time(text) is None or isinstance(read_time(text), time)


@given(st.times().map(lambda told: told.replace(second=0, microsecond=0)))
def test_a_time_shown_is_the_time_read(told: time) -> None:
    assert read_time(f"{told.hour}:{told.minute:02}") == told


def test_a_time_that_cannot_be_read_says_how_to_write_it(qtbot: QtBot) -> None:
    field = TimeField("時刻")
    qtbot.addWidget(field)
    field.setText("昼ごろ")
    assert "11:10" in field.problem()


def test_tab_leaves_long_text_and_enter_starts_a_line(qtbot: QtBot, shown: Shown) -> None:
    notes, after = LongTextField("特記事項"), QLineEdit()
    shown(notes, after)
    notes.setFocus()
    qtbot.keyClick(notes, Qt.Key.Key_Return)
    assert notes.text() == "\n"
    qtbot.keyClick(notes, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_long_text_pasted_is_plain_and_told_once(qtbot: QtBot, ime: Ime) -> None:
    notes = LongTextField("特記事項")
    qtbot.addWidget(notes)
    with qtbot.assertNotEmitted(notes.edited, wait=20):
        notes.set_text("手すりにつかまって出てこられた。")
    with qtbot.waitSignal(notes.edited, timeout=500):
        ime(notes, commit="病院には行っていない。")
    assert not notes.acceptRichText()
    assert "病院" in str(notes.value())


def test_the_wheel_changes_no_choice_with_the_focus_or_without(qtbot: QtBot, shown: Shown) -> None:
    field, elsewhere = ChoiceField("世帯", LIVING), QLineEdit()
    shown(field, elsewhere)
    field.set_value("alone")
    elsewhere.setFocus()
    wheel(field)
    assert field.value() == "alone"
    field.setFocus()
    wheel(field)
    assert field.value() == "alone"


def test_arrows_choose_and_only_the_user_is_told_of(qtbot: QtBot, shown: Shown) -> None:
    field = ChoiceField("世帯", LIVING)
    shown(field)
    with qtbot.assertNotEmitted(field.edited, wait=20):
        field.set_value("alone")
    field.setFocus()
    with qtbot.waitSignal(field.edited, timeout=500):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == "elderly_only"
    assert field.accessibleName() == "世帯"


def test_a_code_of_an_older_list_is_kept(qtbot: QtBot) -> None:
    one, many = ChoiceField("世帯", LIVING), ChoicesField("該当区分", CRITERIA)
    qtbot.addWidget(one)
    qtbot.addWidget(many)
    one.set_value("castle")
    many.set_value(("K3", "K99"))
    assert one.value() == "castle"
    assert many.value() == ("K3", "K99")


def test_yes_no_and_unknown_are_three_things(qtbot: QtBot) -> None:
    field = YesNoField("冷房")
    qtbot.addWidget(field)
    for answer in (True, False, None):
        field.set_value(answer)
        assert field.answer() is answer
        kept = field.text()
        field.set_value(None)
        field.set_text(kept)
        assert field.answer() is answer


def test_arrows_move_inside_a_check_list_and_tab_leaves_it(qtbot: QtBot, shown: Shown) -> None:
    field, after = ChoicesField("該当区分", CRITERIA), QLineEdit()
    shown(field, after)
    field.setFocus()
    first = QApplication.focusWidget()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = QApplication.focusWidget()
    assert isinstance(second, QCheckBox)
    with qtbot.waitSignal(field.edited, timeout=500):
        qtbot.keyClick(second, Qt.Key.Key_Space)
    assert field.value() == ("K2",)
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_contacts_keep_their_order_and_leave_empty_rows_out(qtbot: QtBot, shown: Shown) -> None:
    field = ContactsField("緊急連絡先")
    shown(field)
    one = EmergencyContact(name="西村 和美", relation="長女", phone="072-000-1234")
    two = EmergencyContact(name="西村 健", relation="孫", phone="090-0000-9876")
    field.set_value((one, two))
    assert field.value() == (one, two)
    qtbot.mouseClick(field._rows[1].up, Qt.MouseButton.LeftButton)
    assert field.value() == (two, one)
    qtbot.mouseClick(field.more, Qt.MouseButton.LeftButton)
    assert field.value() == (two, one)
    assert QApplication.focusWidget().accessibleName() == "連絡先3 お名前"
    qtbot.mouseClick(field._rows[0].gone, Qt.MouseButton.LeftButton)
    assert field.value() == (one,)


def test_a_draft_of_contacts_comes_back_as_typed(qtbot: QtBot) -> None:
    field, again = ContactsField("緊急連絡先"), ContactsField("緊急連絡先")
    for widget in (field, again):
        qtbot.addWidget(widget)
    field.set_value((EmergencyContact(name="西村 和美"),))
    field._rows[0].phone.setText("あとで聞く")
    again.set_text(field.text())
    assert again.text() == field.text()
    assert again.problem()


def test_a_password_is_hidden_until_asked_and_takes_no_input_method(qtbot: QtBot, shown: Shown) -> None:
    field = PasswordField()
    shown(field)
    field.setFocus()
    qtbot.keyClicks(field.line, "mimamori")
    assert field.line.displayText() != "mimamori"
    assert not field.line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    qtbot.keyClick(field.shown, Qt.Key.Key_Space)
    assert field.line.displayText() == "mimamori"
    assert not field.line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    field.clear()
    assert not field.shown.isChecked()
    with qtbot.waitSignal(field.entered, timeout=500):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)


def test_caps_lock_is_told_in_words(qtbot: QtBot, shown: Shown) -> None:
    field = PasswordField()
    shown(field)
    field.setFocus()
    qtbot.keyClick(field.line, "A")
    assert field.locks.sentence == CAPS, "a capital without Shift"
    qtbot.keyClick(field.line, "a")
    assert field.locks.sentence == ""
    qtbot.keyClick(field.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert field.locks.sentence == ""


def test_kana_keys_are_told_in_words(qtbot: QtBot, shown: Shown) -> None:
    field = PasswordField()
    shown(field)
    field.line.lock_seen.emit(False, True)
    assert field.locks.sentence == KANA


def test_a_refused_password_stays_refused_until_it_is_typed_anew(qtbot: QtBot, shown: Shown) -> None:
    field, other = PasswordField(), LineField()
    shown(field, other)
    field.setFocus()
    qtbot.keyClicks(field.line, "kawa")
    field.show_error("パスワードがちがいます。")
    other.setFocus()
    field.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Shift)
    field.line.lock_seen.emit(True, False)
    assert (field.note.sentence, field.locks.sentence) == ("パスワードがちがいます。", CAPS)
    assert field.line.property("wrong")
    qtbot.keyClick(field.line, "s")
    assert field.note.sentence == ""
    assert not field.line.property("wrong")


@given(st.text(st.sampled_from("0123456789０１２３４５６７８９-－ー−‐（）()+＋ \u3000"), max_size=20))
def test_a_number_put_in_form_stays_as_it_is(text: str) -> None:
    assert half(half(text)) == half(text)
    assert set(half(text)) <= set("0123456789-()+")


def test_contacts_are_put_in_order_by_keys_alone(qtbot: QtBot, shown: Shown) -> None:
    field = ContactsField("緊急連絡先")
    shown(field)
    one, two, three = (EmergencyContact(name=name) for name in ("西村", "東村", "北村"))
    field.set_value((one, two, three))
    field._rows[0].down.setFocus()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert field.value() == (two, one, three)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert field.value() == (two, three, one), "the focus goes along"
    assert QApplication.focusWidget().accessibleName() == "連絡先3を上へ", "the last can only go up"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert field.value() == (two, one, three)


def test_whoever_is_sent_to_the_contacts_writes_in_the_first_name(qtbot: QtBot, shown: Shown) -> None:
    field = ContactsField("緊急連絡先")
    shown(field)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    assert QApplication.focusWidget().accessibleName() == "連絡先1 お名前"

    field.set_value((EmergencyContact(name="西村"), EmergencyContact(name="東村")))
    field._rows[0].down.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    assert QApplication.focusWidget() is field._rows[0].name, "whoever is first now"


@pytest.mark.parametrize("zoom", [100, 150])
def test_a_long_text_scrolls_inside_and_pushes_nothing_away(shown: Callable[..., QWidget], zoom: int) -> None:
    theme().apply(zoom=zoom)
    field = LongTextField("書きとめ")
    window = shown(field)
    window.resize(500, 900)
    field.set_text("毎朝、広場の体操に行かれています。" * 40)
    assert field.height() <= theme().em(1.6 * 6 + 1)
    assert field.height() >= theme().em(1.6 * 3)
