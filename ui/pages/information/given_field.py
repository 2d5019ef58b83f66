"""GivenField 伝えた福祉情報: items found while one types and chosen by keys, in a form of a visit or a case."""

import json
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.tasks import Progress, start
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow
from ui.widgets.focus import follow_focus
from ui.widgets.manners import composing
from ui.widgets.offer import STEPS, Offer
from ui.widgets.scroll import bring_into_sight
from ui.widgets.text_fields import LineField
from watchdesk.desk import Desk
from watchdesk.domain.info_item import InfoItem, InfoState
from watchdesk.errors import NotFound

HEAD = "伝えた福祉情報"
FOUND_AT_MOST = 5
_WAIT = 150
"""Milliseconds after the last key until it is looked for."""


class _Finding:
    """The work of finding what may be told today."""

    def __init__(self, desk: Desk, query: str) -> None:
        self._desk, self._query = desk, query

    def run(self, progress: Progress) -> tuple[str, tuple[InfoItem, ...]]:
        """Find it, the best first."""
        lines = self._desk.information.find(self._query, self._desk.today())
        return self._query, tuple(line.item for line in lines if line.state is InfoState.VALID)


class GivenField(QWidget):
    """``value()`` is a tuple of ids of items, ``text()`` the same for drafts. ``unfold`` shows it and goes there.

    Enter takes the best that was found, ↓ leads to the others, and a chosen one is let go by its button.
    """

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chosen: dict[str, str] = {}
        self.sought = LineField(HEAD, "言葉でさがして、Enterで選ぶ")
        set_size(self.sought, min_width=16)
        self.found: list[ActionButton] = []
        self.taken: list[ActionButton] = []
        self._items: tuple[InfoItem, ...] = ()
        self._chips, self._offers = Flow(gap=0.3), Flow(gap=0.3)
        self._taken, self._rows = QWidget(), QWidget()
        self._taken.setLayout(self._chips)
        self._rows.setLayout(self._offers)
        self._rows.setAccessibleName("見つかった福祉情報")
        self._hint = words("", "small", "soft")
        head = words(HEAD, "strong")
        head.setBuddy(self.sought)
        line = row(head, self.sought, self._hint, STRETCH, gap=0.75)
        self.setLayout(column(line, self._rows, self._taken, gap=0.25))
        self.setAccessibleName(HEAD)
        self.setFocusProxy(self.sought)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._look)
        self.sought.edited.connect(self._timer.start)
        self.sought.edited.connect(self.edited)
        follow_focus(self._follow_focus)
        self._show_found(())
        self._taken.hide()

    def unfold(self) -> None:
        """Show it, and go there."""
        self.show()
        self.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self)

    def value(self) -> tuple[str, ...]:
        """The ids of what was chosen, in that order."""
        return tuple(self._chosen)

    def set_value(self, value: object) -> None:
        """Choose these, or none."""
        self.sought.clear()
        self._show_found(())
        self._chosen = self._titles(value if isinstance(value, tuple) else ())
        self._show_chosen()

    def text(self) -> str:
        """What is chosen, and what is typed to find more; empty where neither is."""
        typed = self.sought.text()
        return json.dumps([*self._chosen, f"?{typed}"]) if self._chosen or typed else ""

    def set_text(self, text: str) -> None:
        """Put back what was chosen and typed."""
        ids = _ids_of(text)
        typed = next((one[1:] for one in ids if one.startswith("?")), "")
        self.set_value(tuple(one for one in ids if not one.startswith("?")))
        self.sought.set_text(typed)
        if ids:
            self.show()
        if typed:
            self._timer.start()

    def problem(self) -> str:
        """Nothing can be wrong: only what is there can be chosen."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((place for place, button in enumerate(self.found) if button.hasFocus()), -1)
        by = STEPS.get(Qt.Key(event.key()), 0)
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        chord = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if composing(self.sought) or chord:
            super().keyPressEvent(event)
        elif enter and at < 0 and self.sought.hasFocus() and self.sought.text().strip():
            self._take_best()
        elif not by or (at < 0 and event.key() != Qt.Key.Key_Down):
            super().keyPressEvent(event)
        elif at + by < 0:
            self.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at + by < len(self.found):
            self.found[at + by].setFocus(Qt.FocusReason.OtherFocusReason)

    def _titles(self, ids: tuple[str, ...]) -> dict[str, str]:
        """Titles by id, without those that are gone."""
        found = {}
        for item_id in ids:
            try:
                found[item_id] = self._desk.information.get(item_id).title
            except NotFound:
                continue
        return found

    def _look(self) -> None:
        query = self.sought.text().strip()
        if not query:
            self._show_found(())
            return
        task = start(_Finding(self._desk, query), self)
        task.done.connect(self._take_found)
        task.failed.connect(_fail)

    def _take_found(self, answer: tuple[str, tuple[InfoItem, ...]]) -> None:
        query, items = answer
        if query == self.sought.text().strip() and self._has_focus():
            self._show_found(items)

    def _take_best(self) -> None:
        """Take the best for what stands in the field by now; where nothing fits, say so."""
        _, items = _Finding(self._desk, self.sought.text().strip()).run(lambda done, total: None)
        if items:
            self._take(items[0])
        else:
            self._show_found(items)

    def _show_found(self, items: tuple[InfoItem, ...]) -> None:
        _drop(self.found, self._offers)
        fresh = [item for item in items if item.id not in self._chosen][:FOUND_AT_MOST]
        for item in fresh:
            made = Offer(item.title, kind="low", parent=self._rows)
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by the arrows; Tab goes on to the next field
            made.clicked.connect(partial(self._take, item))
            self._offers.addWidget(made)
            made.show()
            self.found.append(made)
        self._rows.setVisible(bool(fresh))
        if fresh:
            bring_into_sight(self)
        asked = bool(self.sought.text().strip())
        told = "Enterで、1つめを選びます。↓で、ほかを選べます。" if fresh else "見つかりません。"
        self._hint.setText(told if asked else "")

    def _take(self, item: InfoItem) -> None:
        self._chosen[item.id] = item.title
        self._timer.stop()
        self.sought.clear()
        self._show_found(())
        self._show_chosen()
        self.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _let_go(self, item_id: str) -> None:
        self._chosen.pop(item_id, None)
        self._show_chosen()
        self.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _show_chosen(self) -> None:
        _drop(self.taken, self._chips)
        for item_id, title in self._chosen.items():
            made = ActionButton(title, "circle-x", kind="low", parent=self._taken)
            made.setAccessibleName(f"「{title}」を外す")
            made.clicked.connect(partial(self._let_go, item_id))
            self._chips.addWidget(made)
            made.show()
            self.taken.append(made)
        self._taken.setVisible(bool(self.taken))

    def _has_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self.found and now is not None and not self.isAncestorOf(now):
            self._show_found(())


def _drop(buttons: list[ActionButton], flow: Flow) -> None:
    for button in buttons:
        flow.removeWidget(button)
        button.hide()
        button.deleteLater()
    buttons.clear()


def _ids_of(text: str) -> list[str]:
    """What a draft holds; a text that is no draft of ours holds nothing."""
    try:
        return [str(one) for one in json.loads(text)] if text else []
    except (TypeError, ValueError):
        return []


def _fail(error: Exception) -> None:
    raise error
