"""Earlier imports: which file, when, how many; each can be taken back whole."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, frame, row, words
from watchdesk.desk import ImportRecord, RowResult
from watchdesk.domain.era import show_day

_UNITS = {"people": "名", "visits": "件"}
_KINDS = {"people": "名簿", "visits": "訪問記録"}


class ImportHistory(QWidget):
    """``undo_wanted(import id)`` when 元に戻す is pressed."""

    undo_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, ActionButton] = {}
        self._lines = QVBoxLayout()
        set_gaps(self._lines, 0.4)
        self.setLayout(column(words("これまでの取りこみ", "name"), self._lines, gap=0.5))

    def show_records(self, records: tuple[ImportRecord, ...]) -> None:
        """Show the imports, newest first."""
        self.buttons = {}
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for record in records:
            self._lines.addWidget(self._line(record))
        self.setVisible(bool(records))

    def _line(self, record: ImportRecord) -> QFrame:
        at = f"{show_day(record.at.date())} {record.at:%H:%M}"
        both = column(
            words(record.file, "strong"),
            words(f"{at}　{_KINDS.get(record.kind, '')}　{_counts(record)}", "small", "soft"),
            gap=0.1,
        )
        line = row(both, self._answer(record), gap=0.75, margins=(0.5, 0.9))
        line.setStretch(0, 1)
        return frame(line, "sheet")

    def _answer(self, record: ImportRecord) -> QWidget:
        if record.undone_at is not None:
            return words("元に戻しました", voice="soft")
        button = ActionButton("元に戻す", "undo-2", kind="low")
        button.setAccessibleName(f"{record.file}の取りこみを元に戻す")
        button.clicked.connect(lambda: self.undo_wanted.emit(record.id))
        self.buttons[record.id] = button
        return button


def _counts(record: ImportRecord) -> str:
    unit = _UNITS.get(record.kind, "件")
    added, updated = (record.counts.get(str(result), 0) for result in (RowResult.ADDED, RowResult.UPDATED))
    parts = [f"登録 {added}{unit}"] if added else []
    return "、".join([*parts, *([f"書き直し {updated}{unit}"] if updated else [])]) or "登録なし"
