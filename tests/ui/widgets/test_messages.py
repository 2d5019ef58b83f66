"""Messages stay until they were answered, and every state has a word and a shape."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from ui.icons import icon
from ui.theme import theme
from ui.widgets.badge import Badge, badge_size, icon_of
from ui.widgets.boxes import Paragraph, words
from ui.widgets.empty import Empty
from ui.widgets.field_note import FieldNote
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.strip import Strip
from ui.widgets.text_fields import LineField

Shown = Callable[..., QWidget]


def test_a_strip_says_its_sentence_and_offers_one_answer(qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    assert strip.sentence == ""
    strip.say("紙が1枚、戻っていません。", "care", button="紙を見る")
    assert strip.sentence == "紙が1枚、戻っていません。"
    with qtbot.waitSignal(strip.answered, timeout=500):
        qtbot.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert strip.sentence, "it stays until the page takes it away"
    strip.clear()
    assert strip.isHidden()


def test_a_strip_without_an_answer_shows_no_button(qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    strip.say("訪問を記録しました。", "ok", button="取り消す")
    strip.say("元にもどしました。")
    assert strip.button.isHidden()


def test_what_users_typed_is_never_taken_for_mark_up(qtbot: QtBot) -> None:
    strip, paragraph = Strip(), words("<b>&太字</b>", wrap=True)
    qtbot.addWidget(strip)
    qtbot.addWidget(paragraph)
    strip.say("<b>山田</b>さん")
    shown = next(label for label in strip.findChildren(QLabel) if label.text())
    assert "&lt;b>山田" in shown.text()
    assert paragraph.text() == "<b>&太字</b>"
    assert "&lt;b>&amp;太字" in QLabel.text(paragraph)


def test_a_strip_grows_with_its_words_instead_of_cutting_them(qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    strip.say("11月10日(火)までに保健福祉課へお出しください。" * 3, button="月報をつくる")
    strip.show()
    strip.resize(300, 400)
    assert strip.heightForWidth(300) > strip.heightForWidth(900)
    assert strip.minimumSizeHint().width() < 300


@pytest.mark.parametrize(
    ("words", "tone", "icon"),
    [
        ("元気", "ok", "circle-check"),
        ("気になる", "care", "triangle-alert"),
        ("3回会えず", "care", "triangle-alert"),
        ("4日過ぎ", "care", "clock-alert"),
        ("4日過ぎ・3回会えず", "care", "clock-alert"),
        ("12日超過・3回続けて会えず", "care", "clock-alert"),
        ("秘匿・似た名前", "care", "lock"),
        ("取り消し済み", "away", "undo-2"),
        ("応答なし", "care", "phone-missed"),
        ("緊急", "urgent", "octagon-alert"),
        ("不同意", "urgent", "circle-x"),
        ("会えず", "away", "door-closed"),
        ("休止", "away", "circle-pause"),
        ("返事待ち", "wait", "hourglass"),
        ("これから", "wait", "user-round-plus"),
    ],
)
def test_a_state_has_the_icon_of_its_meaning(words: str, tone: str, icon: str) -> None:
    assert icon_of(words, tone) == icon


def test_a_badge_is_named_by_its_words_and_grows_with_the_zoom(qtbot: QtBot) -> None:
    badge = Badge("気になる", "care")
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "気になる"
    small = badge_size("気になる")
    theme().apply(zoom=150)
    assert badge.sizeHint().width() > small.width() * 1.4
    with pytest.raises(ValueError, match="purple"):
        badge.show_state("気になる", "purple")


def test_a_list_emptied_by_its_filter_says_so_and_offers_to_drop_it(qtbot: QtBot) -> None:
    empty = Empty()
    qtbot.addWidget(empty)
    empty.say_filtered_out("91名")
    assert "91名" in empty.accessibleName()
    assert empty.button.text() == "しぼり込みをやめる"
    with qtbot.waitSignal(empty.pressed, timeout=500):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)


def test_short_work_shows_nothing_and_long_work_how_far_it_is(qtbot: QtBot) -> None:
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    panel.begin("月報をつくっています", "ページ")
    assert panel.isHidden()
    qtbot.waitUntil(panel.isVisible, timeout=2000)
    assert any(label.text() == "数えています。" for label in panel.findChildren(QLabel))
    panel.show_progress(6, 15)
    assert any("15ページのうち6ページまで" in label.text() for label in panel.findChildren(QLabel))
    with qtbot.waitSignal(panel.stopped, timeout=500):
        qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert panel.isVisible(), "it stays until the work has ended"
    panel.end()
    assert panel.isHidden()


def test_work_that_ends_before_the_delay_never_flashes_up(qtbot: QtBot) -> None:
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    panel.begin("月報をつくっています")
    panel.end()
    qtbot.wait(500)
    assert panel.isHidden()


def test_a_note_takes_no_room_while_it_says_nothing(qtbot: QtBot) -> None:
    note = FieldNote()
    qtbot.addWidget(note)
    note.complain("昭和は64年1月7日までです。", "平成に直す")
    assert note.wrong
    with qtbot.waitSignal(note.proposed, timeout=500):
        qtbot.mouseClick(note.button, Qt.MouseButton.LeftButton)
    note.say("")
    assert note.isHidden()
    assert not note.wrong


def test_a_note_that_never_spoke_costs_a_form_nothing(qtbot: QtBot) -> None:
    note = FieldNote()
    qtbot.addWidget(note)
    note.say("")
    assert not note.wrong
    assert note.findChildren(QWidget) == []


def test_a_long_sentence_beside_a_proposal_keeps_room_for_its_words(shown: Shown) -> None:
    note, before = FieldNote(), LineField("生年月日")
    window = shown(before, note)
    window.resize(320, 300)
    note.complain("昭和は64年1月7日までです。平成元年1月8日ではありませんか。", "平成元年1月8日に直す")
    QApplication.processEvents()
    QApplication.processEvents()
    sentence = note.findChild(Paragraph)
    assert sentence is not None
    assert sentence.width() >= 200
    assert note.button.y() >= sentence.geometry().bottom()
    assert note.height() >= sentence.heightForWidth(sentence.width()) + note.button.height()
    window.resize(900, 300)
    QApplication.processEvents()
    QApplication.processEvents()
    assert note.button.x() > sentence.geometry().right()


def test_tabs_with_the_focus_show_nothing_but_the_ring(shown: Shown, qtbot: QtBot) -> None:
    tabs, before = QTabBar(), LineField("氏名")
    for word in ("基本", "訪問"):
        tabs.addTab(icon("users", theme().look.accent, 16), word)
    shown(before, tabs)
    before.setFocus()
    quiet = tabs.grab().toImage()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert tabs.hasFocus()
    assert tabs.grab().toImage() == quiet


def test_a_paragraph_keeps_the_wide_space_between_its_parts(qtbot: QtBot) -> None:
    apart, together = words("名簿　見本さん", wrap=True), words("名簿見本さん", wrap=True)
    for label in (apart, together):
        qtbot.addWidget(label)
        label.setWordWrap(False)
    wider = apart.sizeHint().width() - together.sizeHint().width()
    assert wider >= apart.fontMetrics().horizontalAdvance("　") * 0.9
