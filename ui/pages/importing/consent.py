"""What consent holds for everybody where a list says nothing of it; asked once, and never taken for granted."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.widgets.boxes import column, words
from ui.widgets.date_field import DateField
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent

_WAYS = (
    (Consent.PENDING, "まだ聞いていない（未回答）として取りこむ"),
    (Consent.AGREED, "全員から、見守りの同意をもらっている"),
    (Consent.REFUSED, "全員、同意していない"),
)


class ConsentQuestion(QWidget):
    """``entry()`` is what is assumed; ``edited`` after each change. 未回答 until something else is chosen."""

    edited = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.ways = {state: QRadioButton(word) for state, word in _WAYS}
        self._group = QButtonGroup(self)
        for way in self.ways.values():
            self._group.addButton(way)
        self.ways[Consent.PENDING].setChecked(True)
        self.since = DateField("同意をもらった日", today)
        self._day = QWidget()
        self._day.setLayout(column(words("同意をもらった日（わかれば）"), self.since, gap=0.3, margins=(2, 0, 0, 0)))
        self.setLayout(
            column(
                words("この名簿には、同意の列がありません。どう取りこみますか。", "strong", wrap=True),
                *self.ways.values(),
                self._day,
                gap=0.35,
            )
        )
        self._day.hide()
        self._group.buttonToggled.connect(self._choose)
        self.since.edited.connect(self.edited)

    def entry(self) -> ConsentEntry | None:
        """The consent to assume; None while the day can't be read."""
        if self.since.problem():
            return None
        state = self.state()
        return ConsentEntry(state=state, since=self.since.value() if state is Consent.AGREED else None)

    def state(self) -> Consent:
        """What is chosen."""
        return next(state for state, way in self.ways.items() if way.isChecked())

    def put_back(self, state: str, since: str) -> None:
        """Put back what was chosen before the screen was hidden."""
        if state in set(Consent):
            self.ways.get(Consent(state), self.ways[Consent.PENDING]).setChecked(True)
        self.since.set_text(since)

    def _choose(self, _way: object, chosen: bool) -> None:
        if chosen:
            self._day.setVisible(self.state() is Consent.AGREED)
            self.edited.emit()
