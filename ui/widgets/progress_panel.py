"""ProgressPanel: how far a long piece of work has come, and the button that stops it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words

DELAY = 400
"""Milliseconds before work shows itself: shorter work says nothing."""


class ProgressPanel(QFrame):
    """``begin(title, unit)`` shows it after 0.4 s, ``show_progress(done, total)`` moves it, ``end()`` takes it away.

    ``stopped`` when やめる is pressed; the panel stays until ``end()``, since work ends at its next step only.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sheet")
        self._unit = ""
        self._title, self._count = words("", "strong", wrap=True), words("", voice="soft", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.button = ActionButton("やめる", kind="low")
        self.button.clicked.connect(self._stop)
        line = row(self.bar, self.button)
        line.setStretch(0, 1)
        self.setLayout(column(self._title, self._count, line, gap=0.5, margins=(1, 1.2)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.show)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def begin(self, title: str, unit: str = "件") -> None:
        """Work named ``title`` (月報をつくっています) begins; ``unit`` is what is counted (ページ, 名)."""
        self._unit = unit
        self._title.setText(title)
        self._count.setText("数えています。")
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.button.set_reason(None)
        self._timer.start()

    def show_progress(self, done: int, total: int) -> None:
        """So many of so many are done; a total of 0 is not known yet."""
        if total <= 0:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._count.setText(f"{total}{self._unit}のうち{done}{self._unit}まで終わりました。")

    def end(self) -> None:
        """The work has ended."""
        self._timer.stop()
        self.hide()

    def _stop(self) -> None:
        self.button.set_reason("止めています")
        self.stopped.emit()
