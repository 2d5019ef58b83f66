"""A level of need 見守りの手厚さ chosen in the form proposes its interval, and overwrites none by itself."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import AREA
from tests.ui.pages.person.test_person import shown
from ui.pages.person.page import PersonPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.fields import PERSON_SECTIONS

_PLACE = next(
    at for at, section in enumerate(PERSON_SECTIONS) if "need_level" in {field.key for field in section.fields}
)


def _rewriting(desk: Desk, qtbot: QtBot, **values: object) -> PersonPage:
    kept = desk.people.register({"family_name": "練習", **values}, area=AREA)
    page = shown(desk, qtbot, Place(room=Room.PERSON, person_id=kept.id))
    page.rewrite(_PLACE)
    return page


def _choose(page: PersonPage, code: str) -> None:
    """Choose by keys, as a user does."""
    assert page.editor is not None
    entry = page.editor.form.entry("need_level")
    entry.setFocus()
    for _ in range(10):
        if entry.value() == code:
            return
        QTest.keyClick(entry, Qt.Key.Key_Down)
    raise AssertionError(code)


def test_choosing_a_level_offers_its_days_and_waits_for_a_yes(desk: Desk, qtbot: QtBot) -> None:
    page = _rewriting(desk, qtbot, interval_days=21)
    assert page.editor is not None
    need, interval = page.editor.need, page.editor.form.entry("interval_days")
    assert not need.proposal.isVisibleTo(page)

    _choose(page, "close")

    assert need.proposal.isVisibleTo(page)
    assert need.proposal.take.text() == "見守り間隔を7日にする"
    assert interval.value() == 21
    need.proposal.take.setFocus()
    QTest.keyClick(need.proposal.take, Qt.Key.Key_Return)
    assert interval.value() == 7
    assert not need.proposal.isVisibleTo(page)
    assert interval.hasFocus()


def test_nothing_is_offered_where_the_days_are_those_already(desk: Desk, qtbot: QtBot) -> None:
    page = _rewriting(desk, qtbot, interval_days=30)
    _choose(page, "usual")
    assert page.editor is not None
    assert not page.editor.need.proposal.isVisibleTo(page)


def test_a_kept_level_beside_other_days_is_left_in_peace(desk: Desk, qtbot: QtBot) -> None:
    page = _rewriting(desk, qtbot, interval_days=21, need_level="close")
    assert page.editor is not None
    page.editor.form.entry("best_time").setFocus()
    assert not page.editor.need.proposal.isVisibleTo(page)


def test_a_choice_half_written_before_asks_again(desk: Desk, qtbot: QtBot) -> None:
    page = _rewriting(desk, qtbot, interval_days=21)
    _choose(page, "light")
    page.leave()
    assert page.editor is not None
    page.editor.begin()
    assert page.editor.need.proposal.isVisibleTo(page)
    assert page.editor.need.proposal.take.text() == "見守り間隔を60日にする"
