"""Program: which screen stands in the window, from the first paint to the last backup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from ui import pc_settings, tasks
from ui.away import Away
from ui.lock import Hidden, Lock, let_go, put_away
from ui.pc_settings import PcSettings
from ui.start.doorway import Doorway
from ui.start.patience import Patience
from ui.start.shell import PROGRAM, Shell
from ui.start.unlock import UnlockScreen
from ui.theme import theme
from watchdesk.paths import is_store
from watchdesk.settings import IDLE_MINUTES

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.places import Place
    from watchdesk.desk import Desk


class Program(QObject):
    """Shows the wizard or the unlock screen, then the register, and again the unlock screen when it is hidden.

    ``settings_file`` keeps this PC's settings, ``folder`` is the store to open.
    """

    def __init__(self, shell: Shell, doorway: Doorway, folder: Path, settings_file: Path) -> None:
        super().__init__(shell)
        self.shell, self._doorway = shell, doorway
        self.folder = folder
        self._settings_file = settings_file
        self._zoom = theme().zoom
        self._patience = Patience(self)
        self.desk: Desk | None = None
        self.window: MainWindow | None = None
        self.lock = Lock(self)
        self.lock.wanted.connect(self.hide_register)
        self.away = Away(self)
        self.away.wanted.connect(self.hide_register)
        shell.close_wanted.connect(self.close)
        shell.banner.answered.connect(self.hide_register)
        theme().changed.connect(self._keep_look)

    # the screens before the register

    def begin(self) -> None:
        """Show the first screen; what is heavy is loaded after its first paint."""
        if is_store(self.folder):
            self.show_unlock()
        else:
            self.show_setup()

    def show_unlock(self, hidden: Hidden | None = None) -> UnlockScreen:
        """Ask for the password; ``hidden`` tells when the screen was hidden, and that the store is still being shut."""
        screen = UnlockScreen(self._doorway, self.folder, self._patience, area=self._settings().area)
        screen.opened.connect(self.open_register)
        screen.key_wanted.connect(self.show_recovery)
        screen.backup_wanted.connect(self.show_backups)
        screen.setup_wanted.connect(self.show_setup)
        screen.practice_wanted.connect(self.practise)
        if hidden is not None:
            screen.say_hidden(hidden.time, drafts=hidden.drafts, user=hidden.user)
        self.shell.name_window(self._settings().area)
        self.shell.show_start(screen)
        screen.first_focus().setFocus()
        if hidden is None:
            self.shell.once_painted(screen.look)
        return screen

    def show_setup(self) -> None:
        """The first start."""
        from ui.start.wizard import Wizard  # noqa: PLC0415  # behind the first paint

        wizard = Wizard(self._doorway, self.folder)
        wizard.made.connect(self._made)
        wizard.finished.connect(self.open_register)
        wizard.import_wanted.connect(self._open_at_import)
        wizard.practice_wanted.connect(self.practise)
        wizard.backup_wanted.connect(self.show_backups)
        self.shell.show_start(wizard)
        wizard.first_focus().setFocus()
        self.shell.once_painted(wizard.load)

    def show_recovery(self) -> None:
        """Open by the recovery key."""
        from ui.start.recover import RecoverScreen  # noqa: PLC0415  # behind the first paint

        screen = RecoverScreen(self._doorway, self.folder)
        screen.opened.connect(self.open_register)
        screen.back_wanted.connect(self.begin)
        self.shell.show_start(screen)
        screen.first_focus().setFocus()

    def show_backups(self) -> None:
        """Put a backup back."""
        from ui.start.restore import RestoreScreen  # noqa: PLC0415  # behind the first paint

        screen = RestoreScreen(self._doorway, self.folder)
        screen.opened.connect(self.open_register)
        screen.back_wanted.connect(self.begin)
        self.shell.show_start(screen)
        screen.first_focus().setFocus()

    def practise(self, desk: Desk | None = None) -> None:
        """Open the store of fictional people; a real one that is open is closed first."""
        from ui.start.waiting import PracticeScreen  # noqa: PLC0415  # behind the first paint

        self._drop_register()
        screen = PracticeScreen(self._doorway, self.folder, self._settings().area, desk)
        screen.opened.connect(self._open_practice)
        screen.back_wanted.connect(self.begin)
        self.shell.show_start(screen)
        screen.begin()

    def tell(self, sentence: str) -> None:
        """Say something unexpected in whatever is shown."""
        (self.window or self.shell).tell(sentence)

    # the register

    def open_register(self, desk: Desk) -> None:
        """Show the register of an unlocked store, where this user was before it was hidden, or wrote last."""
        self._remember(desk)
        self._show_register(desk)

    def hide_register(self) -> None:
        """Keep what is half-written, blank the window, lock the store; work that runs is given up as if not begun."""
        if self.desk is None or self.window is None:
            return
        desk, window = self.desk, self.window
        hidden = put_away(desk, window, self.shell.blank)
        self._forget_register()
        screen = self.show_unlock(hidden)
        self.shell.repaint()
        del window
        QTimer.singleShot(0, self, lambda: self._shut(desk, screen))  # by then the window is taken apart

    def _shut(self, desk: Desk, screen: UnlockScreen) -> None:
        """Lock as soon as no work runs any more, and let go of all that was shown; nobody unlocks before."""
        if tasks.wait_for_all(0):
            desk.lock()
            tasks.forget_what_is_gone()
            if isValid(screen):
                screen.look()
        else:
            QTimer.singleShot(20, self, lambda: self._shut(desk, screen))

    def close(self) -> None:
        """Keep drafts, back up, close; without a question."""
        from ui.start.waiting import ClosingScreen  # noqa: PLC0415  # behind the first paint

        if self.desk is None:
            self.shell.leave()
            return
        desk, practice = self.desk, self._in_practice()
        self._drop_register()
        if practice:
            desk.lock()
            self.shell.leave()
            return
        screen = ClosingScreen(self._doorway, desk)
        screen.finished.connect(self.shell.leave)
        self.shell.show_start(screen)
        screen.begin()

    def keep_drafts(self) -> None:
        """Keep what is half-written; called when something unexpected happened."""
        if self.window is not None:
            self.window.keep()

    def end_at_once(self) -> None:
        """The PC is being shut down: keep drafts and lock, without a backup."""
        if self.desk is not None:
            desk = self.desk
            self._drop_register()
            tasks.wait_for_all(1000)
            desk.lock()
        self.shell.leave()

    def _show_register(self, desk: Desk, place: Place | None = None) -> None:
        window = self._doorway.door.window(desk, theme())
        window.lock_wanted.connect(self.hide_register)
        self.desk, self.window = desk, window
        self._listen(desk, window)
        self.shell.show_register(window)
        window.start(place)
        window.warn(desk.warnings())

    def _listen(self, desk: Desk, window: MainWindow) -> None:
        """Hear of what hides the screen: keys, idle minutes, the platform."""
        self._take_minutes()
        window.settings_changed.connect(self._take_minutes)
        self.lock.watch(True)
        self.away.watch(int(self.shell.winId()), desk.now)

    def _take_minutes(self) -> None:
        if self.desk is not None:
            self.lock.set_minutes(self.desk.settings.get(IDLE_MINUTES))

    def _open_at_import(self, desk: Desk) -> None:
        self._remember(desk)
        self._show_register(desk, self._doorway.door.import_place())

    def _open_practice(self, desk: Desk) -> None:
        self.shell.banner.say(
            "ここにいるのは架空の人だけです。何をしても、本当の台帳は変わりません。",
            "care",
            lead="練習用の台帳です。",
            button="練習を終わる",
            icon="sprout",
        )
        self.shell.setWindowTitle(f"{PROGRAM} 練習用")
        self._show_register(desk)

    def _drop_register(self) -> None:
        if self.window is not None:
            let_go(self.window)
        self._forget_register()

    def _forget_register(self) -> None:
        self.desk = self.window = None
        self.lock.watch(False)
        self.away.stop()
        self.shell.banner.clear()

    def _in_practice(self) -> bool:
        return self.desk is not None and self.desk.folder != self.folder

    # this PC's settings

    def _made(self, desk: Desk) -> None:
        self.desk = desk
        self._remember(desk)

    def _remember(self, desk: Desk) -> None:
        self.folder = desk.folder
        self._keep(replace(self._settings(), store=str(desk.folder), area=desk.home_area or ""))
        self.shell.name_window(desk.home_area or "")

    def _keep_look(self) -> None:
        """A zoom set live is kept; 200 % is not touched by a change of the look."""
        kept = self._settings()
        zoom = kept.zoom if theme().zoom == self._zoom else theme().zoom
        self._zoom = theme().zoom
        self._keep(replace(kept, look=theme().look.name, zoom=zoom))

    def _settings(self) -> PcSettings:
        return pc_settings.read(self._settings_file)

    def _keep(self, settings: PcSettings) -> None:
        if settings != self._settings():
            pc_settings.write(self._settings_file, settings)
