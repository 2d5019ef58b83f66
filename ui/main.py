"""The window's entry: shows the first screen with nothing but Qt's widgets loaded, and hands all else to Program."""

from __future__ import annotations

import gc
import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from watchdesk import paths

if TYPE_CHECKING:
    from ui.start.program import Program


def main() -> int:
    """Run the program until its window is closed; the exit status.

    Until the first paint nothing collects circles: it would go dozens of times through what is being loaded and
    find nothing.
    """
    gc.disable()
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # loaded while the collector rests

    from ui import pc_settings  # noqa: PLC0415  # likewise
    from ui.start.opening import dress, show  # noqa: PLC0415  # likewise
    from ui.sudden_end import SuddenEnds  # noqa: PLC0415  # likewise

    settings = pc_settings.read(paths.settings_file())
    if settings.scale > 1:
        os.environ["QT_SCALE_FACTOR"] = str(settings.scale)
    app = QApplication(sys.argv)
    program = dress(app, settings, paths.settings_file())
    ends = SuddenEnds(paths.logs() / "sudden-end.txt")
    take_errors(program, ends.last())
    ends.watch()
    program.shell.once_painted(collect_between_events)
    program.begin()
    show(program.shell)
    status = app.exec()
    ends.ended_well()
    return status


def collect_between_events() -> None:
    """From now on free circles of objects, each time on the window's thread and between two events."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415  # loaded while the collector rests

    from ui.collector import Collector  # noqa: PLC0415  # likewise

    app = QCoreApplication.instance()
    if app is not None:
        Collector(app)


def take_errors(program: Program, last_end: str) -> None:
    """Log what nobody expected, keep drafts, tell it in the window; log where the program died suddenly last."""
    from ui.errors import UnexpectedErrors  # noqa: PLC0415  # loaded while the collector rests

    hook = UnexpectedErrors(
        paths.logs() / "watchdesk.log",
        program.tell,
        lambda: datetime.now().astimezone(),
        program.keep_drafts,
    )
    hook.setParent(program)
    hook.install()
    hook.note(last_end)
