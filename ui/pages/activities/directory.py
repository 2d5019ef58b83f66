"""DirectoryField: with whom one spoke: a name of the directory, completed as one types, or any other words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.pages.visit.visitor import VisitorField
from ui.theme import set_size
from ui.widgets.manners import composing
from watchdesk.domain.folding import fold
from watchdesk.domain.partner import Partner

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def shown(partner: Partner) -> str:
    """A name of the directory as it is offered: 南 次郎（区役所）."""
    return f"{partner.name}（{partner.organisation}）" if partner.organisation else partner.name


class DirectoryField(VisitorField):
    """``offer(partners)``; ``partner()`` is the one whose name stands there whole, ``whom()`` any other words.

    Enter takes the only one that the typed words fit and tells ``passed``: one goes on. ↓ leads to those that fit.
    ``fits(sentence)`` says what Enter or ↓ would do; empty for nothing.
    """

    passed = Signal()
    fits = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._partners: tuple[Partner, ...] = ()
        self._whole: tuple[str, ...] = ()
        set_size(self, min_width=13)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText("名前・所属")
            line.textEdited.connect(self._tell_fits)

    def offer(self, partners: Sequence[Partner]) -> None:
        """Offer these; those who retired are known, and not offered."""
        self._partners = tuple(partners)
        self._whole = tuple(shown(one) for one in partners if not one.retired)
        self.set_names(self._whole)

    def partner(self) -> Partner | None:
        """Whose name stands there, where it is one only."""
        typed = fold(self.text())
        found = [one for one in self._partners if typed and typed in {fold(shown(one)), fold(one.name)}]
        return found[0] if len(found) == 1 else None

    def whom(self) -> str | None:
        """The words, where they are no name of the directory."""
        return None if self.partner() is not None else self.value()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in _ENTER and not chord and not composing(self):
            self._enter()
            return
        if event.key() == Qt.Key.Key_Down and not chord and not composing(self):
            self._narrow()
        super().keyPressEvent(event)

    def _fitting(self) -> tuple[Partner, ...]:
        typed = fold(self.text())
        if not typed:
            return ()
        words = ((one, (one.name, one.kana, one.organisation)) for one in self._partners if not one.retired)
        return tuple(one for one, texts in words if any(typed in fold(text) for text in texts if text))

    def _enter(self) -> None:
        found = self._fitting()
        if self.partner() is None and len(found) == 1:
            self.set_text(shown(found[0]))
            self.edited.emit()
        self.fits.emit("")
        self.passed.emit()

    def _narrow(self) -> None:
        """Only those that fit what is typed stand in the list, until one chose."""
        typed = self.text()
        if typed not in self._whole:
            self.set_names([shown(one) for one in self._fitting()] or self._whole)
            self.setCurrentIndex(-1)
            self.setEditText(typed)

    def _tell_fits(self) -> None:
        found = self._fitting()
        if self.partner() is not None or not found:
            self.fits.emit("")
        elif len(found) == 1:
            self.fits.emit(f"Enterを押すと、「{shown(found[0])}」になります。")
        else:
            self.fits.emit(f"関係機関に{len(found)}件あります。続けて入れるか、↓で選べます。")
