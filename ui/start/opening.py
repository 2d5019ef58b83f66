"""Opening: dresses the application and puts the first screen into its window."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui import pc_settings
from ui.pc_settings import PcSettings
from ui.start.doorway import Doorway
from ui.start.program import Program
from ui.start.shell import Shell
from ui.theme import looks, theme
from ui.widgets.manners import InputManners
from ui.widgets.ring import Ring
from watchdesk import paths

NAME = "watchdesk"
LARGE_SCREEN = 1600
"""Logical pixels of width from which the window need not fill the screen."""
FRAME = 48
"""Logical pixels that title bar and edges take of the screen once the window does not fill it any more."""


def dress(app: QApplication, settings: PcSettings, settings_file: Path, doorway: Doorway | None = None) -> Program:
    """Dress the application and make the program in its window; neither is begun or shown yet."""
    app.setApplicationName(NAME)
    app.setDesktopFileName(NAME)
    speak_japanese(app)
    look = settings.look if settings.look in looks() else None
    theme().apply(look, min(settings.zoom, 150) if settings.scale == 1 else 100)
    InputManners(app)
    Ring(app)
    folder = pc_settings.store_folder(settings, paths.default_store())
    program = Program(Shell(), doorway or Doorway(), folder, settings_file)
    app.commitDataRequest.connect(program.end_at_once)
    return program


def show(shell: Shell) -> None:
    """Show the window: on the usual small screen of an office PC it fills it, on a larger one it does not."""
    room = shell.screen().availableSize()
    shell.resize(min(room.width() - FRAME, 1366), min(room.height() - FRAME, 768))
    if room.width() <= LARGE_SCREEN:
        shell.showMaximized()
    else:
        shell.show()


def speak_japanese(app: QApplication) -> None:
    """Japanese words in the system's dialogs, dates and numbers, as far as Qt has them."""
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    words = QTranslator(app)
    if words.load("qtbase_ja", folder):
        app.installTranslator(words)
