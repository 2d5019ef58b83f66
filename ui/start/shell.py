"""Shell: the one window of the program; it shows a start screen or the register, and a strip above either."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui import icons
from ui.start.start_line import StartLine
from ui.theme import ZOOMS, theme
from ui.widgets.boxes import column, rule
from ui.widgets.strip import Strip

PROGRAM = "見守りデスク"
ICON = "house-heart"


class Shell(QWidget):
    """``show_start(screen)`` or ``show_register(window)``; whatever was shown before is deleted.

    ``painted`` comes once, after the first paint. ``close_wanted`` when the user closes the window, which stays
    until ``leave``. ``banner`` stands above everything as long as it says something; ``notice`` is for one message.
    """

    painted = Signal()
    close_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner, self.notice = Strip(), Strip()
        self.notice.answered.connect(self.notice.clear)
        self.line, self._rule = StartLine(), rule()
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLayout(column(self.banner, self.notice, self._stack, self._rule, self.line, gap=0))
        self._cover = QWidget(self)
        self._cover.setAutoFillBackground(True)
        self._cover.setAccessibleName("画面を隠しています")
        self._cover.hide()
        self._was_painted = self._may_close = False
        self._bind_sizes()
        self.name_window("")
        theme().changed.connect(self._draw_icon)
        self._draw_icon()

    def name_window(self, area: str) -> None:
        """Put the area into the window's title."""
        self.setWindowTitle(f"{PROGRAM} {area}地域" if area else PROGRAM)

    def show_start(self, screen: QWidget) -> None:
        """Show a screen from before the register, with the line below it."""
        self._put(screen)
        self.line.show()
        self._rule.show()

    def show_register(self, window: QWidget) -> None:
        """Show the window of the opened store in here."""
        window.setWindowFlags(Qt.WindowType.Widget)
        self._put(window)
        self.line.hide()
        self._rule.hide()

    @property
    def shown(self) -> QWidget | None:
        """What is shown now."""
        return self._stack.currentWidget()

    def blank(self) -> None:
        """Cover everything, on the screen when this returns; the next screen takes its place."""
        self._cover.setGeometry(self.rect())
        self._cover.show()
        self._cover.raise_()
        self._cover.repaint()

    def once_painted(self, call: Callable[[], object]) -> None:
        """Call after the first paint; at once where that was."""
        if self._was_painted:
            call()
        else:
            self.painted.connect(call)

    def tell(self, sentence: str) -> None:
        """Say something unexpected above whatever is shown."""
        self.notice.say(sentence, "urgent", button="閉じる")

    def leave(self) -> None:
        """Close for good."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            self.close_wanted.emit()
        event.setAccepted(self._may_close)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _put(self, widget: QWidget) -> None:
        self.notice.clear()
        old = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if old is not None:
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cover.hide()

    def _draw_icon(self) -> None:
        look = theme().look
        drawn = QIcon()
        for size in (16, 24, 32, 48, 64, 128):
            drawn.addPixmap(icons.pixmap(ICON, look.accent, size))
        self.setWindowIcon(drawn)

    def _bind_sizes(self) -> None:
        """Ctrl and + − 0 before the register; there its own window listens."""
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+;", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            shortcut = QShortcut(QKeySequence(keys), self.line)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda step=step: step_zoom(step))


def step_zoom(step: int) -> None:
    """One size larger (1) or smaller (-1), or back to 100 % (0)."""
    at = ZOOMS.index(theme().zoom) if theme().zoom in ZOOMS else 0
    theme().apply(zoom=ZOOMS[min(max(at + step, 0), len(ZOOMS) - 1)] if step else ZOOMS[0])
