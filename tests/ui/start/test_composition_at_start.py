"""Before the register too nothing acts while a conversion is open: the wizard, the unlock screen, keys and backups."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import composing
from ui.start.area_step import AreaStep
from ui.start.name_step import NameStep
from ui.start.program import Program
from ui.start.wizard import Wizard

Started = Callable[[Path], Program]


@pytest.fixture(autouse=True)
def _no_caret_blinks() -> Iterator[None]:
    blinking = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield
    QApplication.setCursorFlashTime(blinking)


def found(program: Program) -> dict[str, list[str]]:
    """Every field in sight → what goes wrong in it."""
    shell = program.shell
    return {
        composing.name_of(field): list(composing.problems(shell, field, lambda: shell.shown))
        for field in composing.fields(shell)
    }


def test_the_wizards_fields(qtbot: QtBot, started: Started, tmp_path: Path) -> None:
    program = started(tmp_path / "new" / "store")
    wizard = program.shell.shown
    assert isinstance(wizard, Wizard)
    qtbot.waitUntil(lambda: isinstance(wizard.step, AreaStep))
    assert found(program) == {"ほかの地域の名前": []}
    wizard.next.click()
    assert isinstance(wizard.step, NameStep)
    assert found(program) == {"お名前": [], "開くときのお名前": []}
    assert isinstance(wizard.step, NameStep)


@pytest.mark.parametrize("screen", ["show_unlock", "show_recovery", "show_backups"])
def test_the_other_screens_fields(qtbot: QtBot, started: Started, store: Path, screen: str) -> None:
    program = started(store)
    getattr(program, screen)()
    qtbot.wait(200)
    assert {name: wrong for name, wrong in found(program).items() if wrong} == {}
