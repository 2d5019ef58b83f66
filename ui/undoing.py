"""Undoing 元に戻す: the button that names what was done last, and Ctrl+Z where no field has its own."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from ui import why
from ui.tasks import Progress, start
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.focus import follow_focus
from ui.widgets.manners import composing
from watchdesk.desk import Desk
from watchdesk.errors import ClosedMonth, WatchDeskError

WORD = "元に戻す"
NOTHING = "いまは、ありません"
ON_IMPORT_PAGE = "on_import_page"
"""Code of the refusal where an import was done last."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of undoing: the sentence, and whether an import is to be taken back on its own page."""

    sentence: str
    done: bool
    on_import_page: bool = False
    closed: ClosedMonth | None = None
    """It moves figures of a month that was closed: a reason is wanted."""


class Naming:
    """The work of asking what would be undone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> str:
        """Name it; empty where there is nothing."""
        return self._desk.undo.next() or ""


class TakingBack:
    """The work of undoing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> Told:
        """Take the last deed back, or say why not."""
        try:
            return Told(self._desk.undo.undo(), done=True)
        except ClosedMonth as refused:
            return Told(str(refused), done=False, closed=refused)
        except WatchDeskError as refused:
            return Told(str(refused), done=False, on_import_page=refused.code == ON_IMPORT_PAGE)


class UndoButton(ActionButton):
    """「元に戻す: 訪問記録の取消」; where room is short without the brackets, then without the name."""

    def __init__(self) -> None:
        self._forms: tuple[str, ...] = (WORD,)
        super().__init__(WORD, "undo-2", "Ctrl+Z", kind="low", only_shown=True)
        self.hide_keys(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_size(self, height=1.75)
        self.name("")

    @property
    def whole(self) -> str:
        """All that it says, however much of it finds room."""
        return self._forms[0]

    def name(self, deed: str) -> None:
        """Name what would be undone; empty: nothing, and the button says so and can't be pressed."""
        self.setEnabled(bool(deed))
        told = f"{WORD}: {deed}" if deed else f"{WORD}（{NOTHING}）"
        short = f"{WORD}: {deed.partition('（')[0]}" if deed else WORD
        self._forms = tuple(dict.fromkeys((told, short, WORD)))
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._size_of(self._forms[0])

    def minimumSizeHint(self) -> QSize:
        return self._size_of(WORD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _size_of(self, form: str) -> QSize:
        size, metrics = super().sizeHint(), QFontMetrics(self.font())
        size.setWidth(size.width() + metrics.horizontalAdvance(form) - metrics.horizontalAdvance(self.text()))
        return size

    def _fit(self) -> None:
        room = self.width()
        form = next((form for form in self._forms if self._size_of(form).width() <= room), self._forms[-1])
        if form != self.text():
            self.set_words(form)
        self.setAccessibleName(self.whole)
        self.setToolTip(self.whole if form != self.whole else "")


class Undoing(QObject):
    """Names and takes back the last deed, off the window's thread; ``told(Told)`` when it was tried.

    Ctrl+Z belongs to the field that has the focus as long as that has something to undo or to do again, and while a
    conversion is open; else it is the page's.
    """

    told = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._running = False
        self._asked_again = False
        self._asking = False
        self.button = UndoButton()
        self.button.clicked.connect(self.undo)
        self._shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), window)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(self.undo)
        follow_focus(self._watch)

    def reread(self) -> None:
        """Something was written: ask again what was done last."""
        if self._asking:
            self._asked_again = True
            return
        self._asking, self._asked_again = True, False
        task = start(Naming(self._desk), self)
        task.done.connect(self._name)
        task.failed.connect(self._stumble)

    def undo(self) -> None:
        """Take back what was done last; a second press waits for nothing, it is passed over."""
        if self._running:
            return
        self._running = True
        task = start(TakingBack(self._desk), self)
        task.done.connect(self._tell)
        task.failed.connect(self._stumble)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a field that has nothing to undo from swallowing the key."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Undo) or not isinstance(watched, QWidget):
            return False
        if composing(watched) or has_own_past(watched):
            return False
        event.ignore()
        return True

    def _watch(self, old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(old, _FIELDS):
            old.removeEventFilter(self)
        if isinstance(now, _FIELDS):
            now.installEventFilter(self)

    def _name(self, deed: str) -> None:
        self._asking = False
        self.button.name(deed)
        if self._asked_again:
            self.reread()

    def _tell(self, told: Told) -> None:
        self._running = False
        if told.closed is not None:
            sentence = why.told(self.button, told.closed, self.undo)
            told = replace(told, sentence=sentence)
        self.told.emit(told)
        self.reread()

    def _stumble(self, error: Exception) -> None:
        self._running = self._asking = False
        raise error


def has_own_past(field: QWidget) -> bool:
    """Whether a field has something typed to undo, or something undone to do again."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() or field.isRedoAvailable()
    if isinstance(field, QTextEdit | QPlainTextEdit):
        return field.document().isUndoAvailable() or field.document().isRedoAvailable()
    return False


_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)
