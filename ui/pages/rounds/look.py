"""SheetLook: what is chosen of a day sheet beside its pages: a sentence to the walker, which items, stamp boxes."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row
from ui.widgets.choice_field import Choice
from ui.widgets.record_form import Asking, RecordForm
from watchdesk.desk import Desk
from watchdesk.domain.day_sheet_look import ITEMS, LONGEST_REMARK, DaySheetLook
from watchdesk.domain.sheet import STAMPS, read
from watchdesk.fields import Field, Kind, Section

_FORM = "day-sheet"
_FIELDS = (
    Field("remarks", "連絡事項", wide=True, hint=f"最初のページに印刷します。{LONGEST_REMARK}字までです。"),
    Field("items", "のせる項目", Kind.CHOICES, code_list="items", wide=True, hint="お名前と住所は、いつものせます。"),
    Field("stamps", STAMPS.title, wide=True, hint=STAMPS.hint),
)
_SETTLED = 450
"""Milliseconds after the last key until the pages are drawn anew."""


class SheetLook(QWidget):
    """``edited`` once the user has paused; ``look()`` is what is drawn, Invalid where it can't be.

    Stands folded behind its button ``more``, so that the pages keep their room.
    """

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.more = ActionButton("連絡事項・項目・決裁欄", kind="low", drops=True)
        self.form = RecordForm((Section("", _FIELDS),), Asking(today=desk.today(), choices=_choices))
        self.setLayout(column(row(self.more, STRETCH), self.form, gap=0.4))
        self.form.hide()
        self._left = False
        self.form.set_values({"stamps": "", "remarks": "", "items": tuple(key for key, _ in ITEMS)})
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.keeper.what = "まわり用紙"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED)
        self._timer.timeout.connect(self.edited)
        self.more.clicked.connect(self._fold)
        self.form.edited.connect(self._was_edited)

    def begin(self) -> None:
        """What is half-written comes back; else what was chosen for the sheet before stays, but for its sentence."""
        if self._left:
            self.form.set_values({**self.form.values(), "remarks": ""})
        elif self.keeper.form is not None:
            return
        self._left = False
        draft = self.keeper.begin(_FORM)
        if draft is not None:
            self.form.restore(draft.texts)
            self.form.show()  # what is half-written is in sight, and one comes back into its field

    def look(self) -> DaySheetLook:
        """What is chosen."""
        told = self.form.values()
        return DaySheetLook(
            stamps=read(STAMPS, told["stamps"] or ""), remarks=told["remarks"] or "", items=tuple(told["items"] or ())
        )

    def keep_written(self) -> None:
        """Keep what is half-written, at once."""
        self.keeper.keep_all()

    def forget_written(self) -> None:
        """The sheet left: nothing is half-written any more; boxes and items stay for the next one."""
        self.keeper.forget()
        self.keeper.begin(_FORM)
        self._left = True

    def _texts(self) -> tuple[dict[str, str], str]:
        return self.form.texts(), self.form.focus_key()

    def _fold(self) -> None:
        self.form.setVisible(self.form.isHidden())
        if self.form.isVisible():
            self.form.entry("remarks").setFocus()

    def _was_edited(self, _key: str) -> None:
        self.keeper.touch()
        self._timer.start()


def _choices(_key: str) -> Sequence[Choice]:
    return ITEMS
