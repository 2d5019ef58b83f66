"""ContactsField: emergency contacts, in the order in which they are called."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow
from ui.widgets.text_fields import LineField, PhonesField
from watchdesk.domain.person import EmergencyContact


class ContactsField(QWidget):
    """Rows of name, relation and telephone; ``value()`` is a tuple of EmergencyContact without the empty rows.

    上へ and 下へ change the order of calling; the focus goes along, so that pressing again moves on.
    """

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_ContactRow] = []
        self._place = QVBoxLayout()
        set_gaps(self._place, 0.6)
        self.more = ActionButton("連絡先を1人ふやす", "user-round-plus", kind="low")
        self.more.clicked.connect(self._add_one)
        self.setLayout(column(self._place, row(self.more, STRETCH), gap=0.6))
        self.setAccessibleName(name)
        self.set_value(())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever is sent to the field writes in its first line; a focus proxy would hide 「ふやす」 from Tab."""
        super().focusInEvent(event)
        self._rows[0].name.setFocus(event.reason())

    def value(self) -> tuple[EmergencyContact, ...]:
        """The contacts, first called first."""
        contacts = (line.contact() for line in self._rows)
        return tuple(contact for contact in contacts if contact != EmergencyContact())

    def set_value(self, value: object) -> None:
        """Show these contacts, and one empty row where there are none."""
        given = value if isinstance(value, tuple | list) else ()
        contacts = [contact for contact in given if isinstance(contact, EmergencyContact)]
        for line in tuple(self._rows):
            self._drop(line)
        for contact in contacts or [EmergencyContact()]:
            self._append().show_contact(contact)
        self._renumber()

    def text(self) -> str:
        """All rows in one text, for drafts."""
        return json.dumps([line.texts() for line in self._rows], ensure_ascii=False)

    def set_text(self, text: str) -> None:
        """Put the rows of a draft back."""
        rows = json.loads(text) if text else []
        self.set_value(())
        for place, texts in enumerate(rows):
            line = self._rows[0] if place == 0 else self._append()
            line.set_texts(texts)
        self._renumber()

    def problem(self) -> str:
        """The first telephone number that can't be read."""
        return next((line.phone.problem() for line in self._rows if line.phone.problem()), "")

    def _append(self) -> "_ContactRow":
        line = _ContactRow()
        line.edited.connect(self.edited)
        line.dropped.connect(self._drop_sender)
        line.moved.connect(self._move_sender)
        self._rows.append(line)
        self._place.addWidget(line)
        return line

    def _add_one(self) -> None:
        line = self._append()
        self._renumber()
        line.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, line: "_ContactRow") -> None:
        self._rows.remove(line)
        self._place.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _drop_sender(self) -> None:
        line = self.sender()
        if isinstance(line, _ContactRow):
            self._drop(line)
            if not self._rows:
                self._append()
            self._renumber()
            self._rows[0].name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _move_sender(self, step: int) -> None:
        line = self.sender()
        if not isinstance(line, _ContactRow):
            return
        to = self._rows.index(line) + step
        if not 0 <= to < len(self._rows):
            return
        self._rows.remove(line)
        self._rows.insert(to, line)
        self._place.removeWidget(line)
        self._place.insertWidget(to, line)
        self._renumber()
        line.stay_on(step)
        self.edited.emit()

    def _renumber(self) -> None:
        before: QWidget | None = None
        for number, line in enumerate(self._rows, start=1):
            line.show_number(number, last=number == len(self._rows))
            for widget in (line.name, line.relation, line.phone, line.up, line.down, line.gone):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget


class _ContactRow(QWidget):
    edited = Signal()
    dropped = Signal()
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._number = words("", "strong")
        self.name, self.relation, self.phone = (
            LineField(hint="お名前"),
            LineField(hint="続柄"),
            PhonesField(hint="電話"),
        )
        self.up, self.down = (
            ActionButton("上へ", "arrow-up", kind="low"),
            ActionButton("下へ", "arrow-down", kind="low"),
        )
        self.gone = ActionButton("消す", kind="low")
        for field in (self.name, self.relation, self.phone):
            field.edited.connect(self.edited)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.gone.clicked.connect(self.dropped)
        flow = Flow(gap=0.5)
        for widget in (self._number, self.name, self.relation, self.phone, self.up, self.down, self.gone):
            flow.addWidget(widget)
        self.setLayout(flow)

    def contact(self) -> EmergencyContact:
        """What stands in the row."""
        numbers = "、".join(self.phone.value()) or None
        name, relation = self.name.text().strip(), self.relation.text().strip()
        return EmergencyContact(name=name or None, relation=relation or None, phone=numbers)

    def show_contact(self, contact: EmergencyContact) -> None:
        """Show a contact."""
        self.set_texts([contact.name or "", contact.relation or "", contact.phone or ""])

    def texts(self) -> list[str]:
        """Its three texts."""
        return [self.name.text(), self.relation.text(), self.phone.text()]

    def set_texts(self, texts: list[str]) -> None:
        """Show three texts."""
        for field, text in zip((self.name, self.relation, self.phone), texts, strict=True):
            field.setText(text)

    def show_number(self, number: int, *, last: bool) -> None:
        """Its place in the order of calling."""
        self._number.setText(str(number))
        for field, word in ((self.name, "お名前"), (self.relation, "続柄"), (self.phone, "電話")):
            field.setAccessibleName(f"連絡先{number} {word}")
        self.up.setAccessibleName(f"連絡先{number}を上へ")
        self.down.setAccessibleName(f"連絡先{number}を下へ")
        self.gone.setAccessibleName(f"連絡先{number}を消す")
        self.up.setVisible(number > 1)
        self.down.setVisible(not last)

    def stay_on(self, step: int) -> None:
        """Keep the focus on the button that moved it; at either end on the other one."""
        first, other = (self.up, self.down) if step < 0 else (self.down, self.up)
        (other if first.isHidden() else first).setFocus(Qt.FocusReason.OtherFocusReason)
