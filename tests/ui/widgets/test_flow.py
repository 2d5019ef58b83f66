"""Items go on in the next line where the room ends, and stand in the middle of their line."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import em, set_size
from ui.widgets.flow import Flow

Shown = Callable[..., QWidget]


def test_items_that_find_no_room_go_on_in_the_next_line(qtbot: QtBot, shown: Shown) -> None:
    items = [QWidget() for _ in range(6)]
    for item in items:
        set_size(item, width=6, height=2)
    place = QWidget()
    place.setLayout(Flow(*items, gap=0.5))
    window = shown(place)
    window.resize(em(50), em(10))
    qtbot.waitUntil(lambda: len({item.y() for item in items}) == 1)
    window.resize(em(22), em(20))
    qtbot.waitUntil(lambda: [item.y() // em(2.5) for item in items] == [0, 0, 0, 1, 1, 1])
    assert place.layout().heightForWidth(em(20)) == em(4.5)
    assert place.layout().minimumSize().width() == em(6)


def test_lower_items_stand_in_the_middle_of_their_line(qtbot: QtBot, shown: Shown) -> None:
    high, low, hidden = QWidget(), QWidget(), QWidget()
    set_size(high, width=5, height=3)
    set_size(low, width=5, height=2)
    place = QWidget()
    place.setLayout(Flow(high, hidden, low))
    hidden.hide()
    shown(place).resize(em(30), em(8))
    qtbot.waitUntil(lambda: low.y() == high.y() + em(0.5))
    assert low.x() == em(5.5)


def test_items_taken_out_leave_no_gap(qtbot: QtBot) -> None:
    flow = Flow(QWidget(), QWidget())
    assert flow.count() == 2
    assert flow.takeAt(0) is not None
    assert (flow.count(), flow.itemAt(1), flow.takeAt(5)) == (1, None, None)
