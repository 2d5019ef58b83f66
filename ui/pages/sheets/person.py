"""PersonField: whom a paper is about, somebody on the register, found while one types the name."""

from PySide6.QtCore import Qt

from ui.pages.consultations.whom import Whom
from watchdesk.desk import Desk
from watchdesk.domain.lines import PersonLine

_NOT_FOUND = "台帳に見つかりません。お名前の一部か、ふりがなでさがしてください。"


class PersonField(Whom):
    """A field of a form: ``value()`` is the person's id. Enter in the name takes the only one found."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk)
        self.sought.setAccessibleName(title)
        self.sought.setPlaceholderText("お名前・ふりがなでさがします")
        self.setAccessibleName(title)
        self.sought.returnPressed.connect(self._take_only)

    def value(self) -> str | None:
        """The id, None as long as nobody is chosen."""
        return self.person_id

    def set_value(self, value: object) -> None:
        """Show somebody."""
        self.show_person(None if value is None else str(value))

    def _show_found(self, answer: tuple[str, tuple[PersonLine, ...]]) -> None:
        super()._show_found(answer)
        if not answer[1]:
            self._hint.setText(_NOT_FOUND)

    def _take_only(self) -> None:
        if len(self.found) == 1:
            self.found[0].click()
        elif self.found:
            self.found[0].setFocus(Qt.FocusReason.OtherFocusReason)
