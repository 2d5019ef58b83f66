"""Questions in place: Enter leads from field to field and to what records, never onto what throws away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from ui.pages.in_place import InPlace, Question, Values
from ui.widgets.record_form import Asking
from watchdesk.desk import Desk
from watchdesk.fields import Field, Kind

CTRL = Qt.KeyboardModifier.ControlModifier
FIELDS = (
    Field("on", "休止する日", Kind.DAY, required=True),
    Field("kind", "どんなとき", Kind.CHOICE, required=True, code_list="kinds"),
    Field("reason", "わけ", required=True),
)


class Asked:
    """A window of questions, and what was written and said."""

    def __init__(self, desk: Desk) -> None:
        self.in_place = InPlace(desk)
        self.written: list[Values] = []
        self.said: list[str] = []
        self.in_place.refused.connect(self.said.append)
        kinds = Asking(today=TODAY, choices=lambda _: [("a", "入院"), ("b", "旅行")])
        self.in_place.ask(
            Question(draft="asked", title="休止します", save="書き足す", fields=FIELDS, asking=kinds, write=self._write)
        )

    def _write(self, values: Values) -> str:
        self.written.append(values)
        return ""


@pytest.fixture
def asked(empty_desk: Desk, qtbot: QtBot) -> Asked:
    made = Asked(empty_desk)
    qtbot.addWidget(made.in_place)
    made.in_place.show()
    made.in_place.activateWindow()
    qtbot.waitUntil(made.in_place.isActiveWindow)
    made.in_place.first().setFocus()
    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_enter_alone_leads_past_the_calendar_through_all_fields_to_what_records(asked: Asked) -> None:
    QTest.keyClicks(focus(), "R8.11.22")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    QTest.keyClicks(focus(), "nyuuin")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is asked.in_place.save

    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert [values["reason"] for values in asked.written] == ["nyuuin"]


def test_ctrl_enter_records_from_the_button_that_gives_up_too(asked: Asked) -> None:
    assert asked.in_place.form is not None
    asked.in_place.form.set_values({"on": TODAY, "kind": "a", "reason": "nyuuin"})
    asked.in_place.leave_off.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert len(asked.written) == 1


def test_what_was_to_be_mended_is_not_said_any_more_once_it_was_written(asked: Asked) -> None:
    asked.in_place.write()
    assert asked.said == ["直すところが3つあります。"]
    assert asked.in_place.form is not None
    asked.in_place.form.set_values({"on": TODAY, "kind": "a", "reason": "nyuuin"})
    asked.in_place.write()
    assert asked.said[-1] == ""


def test_what_is_chosen_is_asked_for_as_such(asked: Asked) -> None:
    asked.in_place.write()
    assert asked.in_place.form is not None
    errors = {error.field: str(error) for error in asked.in_place.form.check()}
    assert errors["kind"] == "「どんなとき」を選んでください。"
    assert errors["reason"] == "わけを入れてください。"
