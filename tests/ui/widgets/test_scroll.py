"""Scroll: what has the focus stays in sight whatever grows around it, and only the user scrolls it away."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.boxes import column, words
from ui.widgets.scroll import Scroll, to_the_top
from ui.widgets.text_fields import LineField

FIELDS = 30


class Paper(Scroll):
    """A page of fields, one below the other."""

    def __init__(self) -> None:
        self.fields = [LineField(f"欄{number}") for number in range(FIELDS)]
        self.above = words("読みました。" * 60, wrap=True)
        self.above.hide()
        content = QWidget()
        content.setLayout(column(self.above, *self.fields))
        super().__init__(content)

    def sees(self, field: QWidget) -> bool:
        """Whether a field stands whole in the window."""
        top = field.mapTo(self.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + field.height() <= self.viewport().height()


@pytest.fixture
def paper(qtbot: QtBot) -> Iterator[Paper]:
    made = Paper()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.fields[11].setFocus()
    qtbot.waitUntil(lambda: made.sees(made.fields[11]))
    qtbot.wait(60)
    yield made
    theme().apply(zoom=100)


def test_larger_type_leaves_the_field_in_sight(paper: Paper, qtbot: QtBot) -> None:
    theme().apply(zoom=150)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: paper.sees(paper.fields[11]))
    theme().apply(zoom=100)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: paper.sees(paper.fields[11]))


def test_what_comes_above_later_leaves_the_field_in_sight(paper: Paper, qtbot: QtBot) -> None:
    paper.above.show()
    qtbot.waitUntil(lambda: paper.above.height() > 60)
    qtbot.waitUntil(lambda: paper.sees(paper.fields[11]))


def test_whoever_scrolled_away_is_not_pulled_back(paper: Paper, qtbot: QtBot) -> None:
    place = QPointF(50, 50)
    none = Qt.KeyboardModifier.NoModifier
    for _ in range(20):
        wheel = QWheelEvent(
            *(place, paper.viewport().mapToGlobal(place), QPoint(), QPoint(0, 120)),
            *(Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False),
        )
        QApplication.sendEvent(paper.viewport(), wheel)
    assert not paper.sees(paper.fields[11])
    paper.above.show()
    qtbot.wait(120)
    assert paper.verticalScrollBar().value() == 0


def test_a_page_put_to_its_beginning_stays_there(paper: Paper, qtbot: QtBot) -> None:
    to_the_top(paper.fields[0])
    paper.above.show()
    qtbot.wait(120)
    assert paper.verticalScrollBar().value() == 0
