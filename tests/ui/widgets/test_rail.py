"""The rail says by which key each room is reached, so that nobody takes the digit for a count."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import em, theme
from ui.widgets.rail import Rail, RailButton

Shown = Callable[..., QWidget]
ROOMS = (("today", "sun", "今日", "1"), ("people", "users", "要援護者", "2"))


@pytest.fixture
def rail(shown: Shown) -> Rail:
    made = Rail(ROOMS)
    shown(made).resize(300, 500)
    return made


def test_each_digit_stands_in_a_key_cap(rail: Rail) -> None:
    button = rail.findChildren(RailButton)[1]
    cap = button.grab(QRect(button.width() - em(2.1), 0, em(2.1), button.height())).toImage()
    found = [cap.pixelColor(x, y).name() for x in range(cap.width()) for y in range(cap.height())]
    edge = theme().look.soft.lower()
    assert found.count(edge) > em(2)


def test_the_keys_are_told_in_words_too(rail: Rail) -> None:
    assert [button.toolTip() for button in rail.findChildren(RailButton)] == ["Alt+1 で移れます", "Alt+2 で移れます"]
    assert any("Alt+数字" in label.text() and label.isVisible() for label in rail.findChildren(QLabel))


def test_without_digits_nothing_is_said_of_them(rail: Rail) -> None:
    rail.show_digits(False)
    assert not any(label.isVisible() for label in rail.findChildren(QLabel))
