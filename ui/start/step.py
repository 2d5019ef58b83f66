"""Step: what the pages of the wizard have in common, and what they have gathered so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from watchdesk.desk import Desk, RecoveryKey


@dataclass(slots=True)
class Gathered:
    """The answers so far; nothing of them is written anywhere before the recovery key was proven.

    No ``area``: a store of the whole ward. ``folder``: where the store is, or will be.
    """

    folder: Path
    area: str = ""
    full_name: str = ""
    user: str = ""
    password: str = ""
    key: RecoveryKey | None = None
    desk: Desk | None = None

    def __repr__(self) -> str:
        """Names and secrets stay out of every log."""
        return "Gathered(…)"


class Step(QWidget):
    """One thing a page. ``edited`` at each change, ``went_on`` when Enter was pressed in its last field.

    ``lacks()`` says in few words what is missing before one may go on, empty when nothing is; ``check()`` says at
    the fields what is wrong and whether all is right.
    """

    edited = Signal()
    went_on = Signal()

    WORD = ""
    TITLE = ""
    LEAD = ""

    def __init__(self, gathered: Gathered) -> None:
        super().__init__()
        self.gathered = gathered

    def enter(self) -> None:
        """The page comes to the front."""

    def first_focus(self) -> QWidget:
        """Where one begins."""
        return self

    def lacks(self) -> str:
        """What is missing before one may go on."""
        return ""

    def check(self) -> bool:
        """Take over what stands here; False where something is wrong, which is then told on the page."""
        return True
