"""MissedFields: what of a person would help when it is known, said once, each word a way to write it now."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import words
from ui.widgets.flow import Flow
from ui.widgets.icon_label import IconLabel
from watchdesk.domain.missing import Missing

FIELDS_OF: Mapping[Missing, tuple[str, ...]] = {
    Missing.KANA: ("family_kana", "given_kana"),
    Missing.BIRTH_DATE: ("birth_date",),
    Missing.ADDRESS: ("town", "address"),
    Missing.PHONE: ("phones",),
    Missing.CONTACT: ("emergency_contacts",),
    Missing.CONSENT: (),
    Missing.CRITERIA: ("criteria",),
}
"""What is missed → the fields of the register in which it is written; the consent has its own tab."""


class MissedFields(QWidget):
    """``show_gaps(gaps)``; hidden where nothing is missed. ``asked(key)`` when one is to be written."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.links = {gap: ActionButton(gap.label, kind="link") for gap in Missing}
        told = words("あとで書き足すもの：", voice="soft")
        self.setLayout(Flow(IconLabel("pen-line", "soft", 1.0), told, *self.links.values(), gap=0.3))
        self.setAccessibleName("まだ書かれていないところ")
        for gap, link in self.links.items():
            link.setAccessibleDescription("押すと、その欄に書きこめます。")
            link.setProperty("gap", gap.value)
            link.clicked.connect(self._ask)
        self.hide()

    def show_gaps(self, gaps: Collection[Missing]) -> None:
        """Name what is missed."""
        for gap, link in self.links.items():
            link.setVisible(gap in gaps)
        self.setVisible(bool(gaps))

    def _ask(self) -> None:
        self.asked.emit(str(self.sender().property("gap")))
