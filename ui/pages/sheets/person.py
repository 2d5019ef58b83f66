"""PersonField: whom a paper is about, somebody on the register, found while one types the name."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter

from ui.pages.consultations.whom import Whom, about
from ui.theme import set_size, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.offer import Offer
from watchdesk.desk import Desk
from watchdesk.domain.lines import PersonLine

_NOT_FOUND = "台帳に見つかりません。お名前の一部か、ふりがなでさがしてください。"


FIELD, LEAST = 17, 14
"""Em of width that the field wants beside the pages, and at least those found below it."""
_SIDE, _AIR, _LINE = 0.75, 0.3, 1.4
"""Em beside and above what stands on one of them, and from line to line."""


class _Found(Offer):
    """Somebody found, on two lines, since beside the pages there is little room: who, and below that where."""

    def __init__(self, who: str, where: str) -> None:
        self._lines = (who, where)
        super().__init__(f"{who} {where}", kind="low")

    def sizeHint(self) -> QSize:
        look, metrics = theme(), self.fontMetrics()
        width = max(map(metrics.horizontalAdvance, self._lines)) + 2 * look.em(_SIDE)
        return QSize(width, len(self._lines) * look.em(_LINE) + 2 * look.em(_AIR))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme().em(LEAST)), self.sizeHint().height())

    def _paint_parts(self, painter: QPainter) -> None:
        look, metrics = theme(), self.fontMetrics()
        room, height = self.width() - 2 * look.em(_SIDE), look.em(_LINE)
        painter.setFont(self.font())
        painter.setPen(look.colour(self._ink()))
        for number, line in enumerate(self._lines):
            place = QRect(look.em(_SIDE), look.em(_AIR) + number * height, room, height)
            painter.drawText(place, metrics.elidedText(line, Qt.TextElideMode.ElideRight, room))


class PersonField(Whom):
    """A field of a form: ``value()`` is the person's id. Enter in the name takes the only one found."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk)
        self.sought.setAccessibleName(title)
        self.sought.setPlaceholderText("お名前・ふりがなでさがします")
        set_size(self.sought, min_width=FIELD)
        self.setAccessibleName(title)
        self.sought.returnPressed.connect(self._take_only)

    def value(self) -> str | None:
        """The id, None as long as nobody is chosen."""
        return self.person_id

    def set_value(self, value: object) -> None:
        """Show somebody."""
        self.show_person(None if value is None else str(value))

    def _offer(self, line: PersonLine) -> ActionButton:
        return _Found(f"{line.name}（{line.kana}）" if line.kana else line.name, about(line))

    def _show_found(self, answer: tuple[str, tuple[PersonLine, ...]]) -> None:
        super()._show_found(answer)
        if not answer[1]:
            self._hint.setText(_NOT_FOUND)

    def _take_only(self) -> None:
        if len(self.found) == 1:
            self.found[0].click()
        elif self.found:
            self.found[0].setFocus(Qt.FocusReason.OtherFocusReason)
