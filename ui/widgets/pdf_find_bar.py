"""PdfFindBar: words to be found in a PDF, how many places there are, and the way from one to the next."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import words
from ui.widgets.manners import composing
from ui.widgets.pdf_finding import FoundPlace, PdfFinding
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.text_fields import LineField

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SoughtField(LineField):
    """The words: ``stepped(1)`` by Enter, ``stepped(-1)`` by Shift+Enter; Esc empties it."""

    stepped = Signal(int)
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not composing(self):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text() and not composing(self):
            self.clear()
            self.emptied.emit()
        else:
            super().keyPressEvent(event)


class PdfFindBar(QObject):
    """Its ``parts`` stand in the bar over the pages of ``owner``.

    Ctrl+F leads into the field, Enter or F3 to the next place, with Shift to the one before. The first is the first on
    the page in sight or behind it.
    """

    def __init__(self, pages: PdfPages, owner: QWidget) -> None:
        super().__init__(owner)
        self._pages = pages
        self._finding = PdfFinding(pages)
        self._finding.done.connect(self._take)
        self._current = -1
        self.sought = SoughtField("印刷されるものの中をさがす", "ことばをさがす")
        set_size(self.sought, min_width=9, max_width=14)
        self.told = words("")
        self.back = ActionButton("前の所", "chevron-up", kind="low")
        self.on = ActionButton("次の所", "chevron-down", "F3", kind="low", only_shown=True)
        self.parts: tuple[QWidget, ...] = (self.sought, self.told, self.back, self.on)
        self._connect(owner)
        self.forget()

    def _connect(self, owner: QWidget) -> None:
        self.sought.stepped.connect(self.step)
        self.sought.emptied.connect(self.forget)
        self.sought.edited.connect(self._tell)
        self.back.clicked.connect(self._step_back)
        self.on.clicked.connect(self._step_on)
        does = {"Ctrl+F": self._reach, "F3": self._step_on, "Shift+F3": self._step_back}
        for keys, slot in does.items():
            QShortcut(QKeySequence(keys), owner).activated.connect(slot)

    @property
    def places(self) -> list[FoundPlace]:
        """What is found, in reading order."""
        return self._finding.places

    def show(self, *, shown: bool) -> None:
        """Show the field, or leave it out where there is nothing to look for."""
        self.sought.setVisible(shown)

    def forget(self) -> None:
        """Nothing is found any more, since other pages are shown or the field is empty."""
        self._finding.forget()
        self._go(-1)

    def find(self, sought: str) -> int:
        """Find words at once, go to the first place, and return how many there are."""
        self._finding.look_for(sought)
        self._finding.finish()
        return len(self._finding.places)

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1); words that were not looked for yet are looked for first."""
        sought = str(self.sought.value() or "")
        if sought != self._finding.sought:
            self._finding.look_for(sought)
            self._go(-1)
        elif self._finding.places and not self._finding.running:
            self._go((self._current + by) % len(self._finding.places))

    def _step_on(self) -> None:
        self.step(1)

    def _step_back(self) -> None:
        self.step(-1)

    def _reach(self) -> None:
        self.sought.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sought.selectAll()

    def _take(self) -> None:
        page = self._pages.pageNavigator().currentPage()
        places = self._finding.places
        behind = (number for number, place in enumerate(places) if place.page >= page)
        self._go(next(behind, 0) if places else -1)

    def _go(self, place: int) -> None:
        """Go to a place, -1 for none, and say so."""
        self._current = place
        places = self._finding.places
        if place >= 0:
            self._pages.reveal(places[place])
        self._pages.mark(places, place)
        self._tell()
        if self.told.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.sought, self.told.text()))

    def _tell(self) -> None:
        finding, count = self._finding, len(self._finding.places)
        if not finding.sought or finding.sought != str(self.sought.value() or finding.sought):
            sentence = ""
        elif finding.running:
            sentence = "さがしています…"
        else:
            sentence = f"{count:,}件のうち{self._current + 1:,}件目" if count else "見つかりませんでした。"
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        for button in (self.back, self.on):
            button.setVisible(bool(sentence) and count > 1)
