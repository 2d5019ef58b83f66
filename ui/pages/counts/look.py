"""CountsLook: what is chosen of 活動件数集計報告書 beside its numbers: boxes to stamp in, remarks, which blocks."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row
from ui.widgets.choice_field import Choice
from ui.widgets.record_form import Asking, RecordForm
from watchdesk.desk import MOST_STAMPS, CountLook, Desk
from watchdesk.domain.activity_count import Period
from watchdesk.domain.work_lists import Block
from watchdesk.fields import Field, Kind, Section

_FIELDS = (
    Field(
        "stamps", "決裁欄", hint=f"「会長、作成者」のように、{MOST_STAMPS}つまで書きます。空にすると、印刷しません。"
    ),
    Field("blocks", "のせる欄", Kind.CHOICES, code_list="blocks", wide=True, hint="選ばないときは、すべてをのせます。"),
    Field("remarks", "備考", Kind.LONG_TEXT, wide=True, hint="表の下に印刷します。"),
)
_SETTLED = 450
"""Milliseconds after the last key until the pages are drawn anew."""


class CountsLook(QWidget):
    """``edited`` once the user has paused; ``look()`` is what is drawn. ``begin(period)`` brings back what was written.

    Stands folded behind its button ``more``, so that the numbers keep their room.
    """

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form = ""
        self.more = ActionButton("決裁欄・備考・のせる欄", kind="low", drops=True)
        self.form = RecordForm((Section("", _FIELDS),), Asking(today=desk.today(), choices=_choices))
        set_size(self.form, max_width=60)
        self.setLayout(column(row(self.more, STRETCH), self.form, gap=0.4))
        self.form.hide()
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.keeper.what = "活動件数集計報告書"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED)
        self._timer.timeout.connect(self.edited)
        self.more.clicked.connect(self._fold)
        self.form.edited.connect(self._was_edited)

    def begin(self, period: Period) -> None:
        """Fill in what is usual; of the period what is half-written comes back."""
        form = f"activity-count:{period.month.year}年度" if period.is_year else f"activity-count:{period.month}"
        if form == self._form:
            return
        self.keep_written()
        self._form = form
        self._timer.stop()
        stamps = "、".join(self._desk.activity_counts.usual_stamps())
        self.form.set_values({"stamps": stamps, "blocks": (), "remarks": ""})
        draft = self.keeper.begin(form)
        if draft is not None:
            self.form.restore(draft.texts)
            self.form.show()  # what is half-written is in sight, and one comes back into its field

    def look(self) -> CountLook:
        """What is chosen; more boxes than there is room for are left out."""
        told = self.form.values()
        stamps = [part.strip() for part in str(told["stamps"] or "").replace(",", "、").split("、")]
        return CountLook(
            stamps=tuple(part for part in stamps if part)[:MOST_STAMPS],
            remarks=str(told["remarks"] or ""),
            blocks=tuple(Block(code) for code in told["blocks"] or ()),
        )

    def keep_written(self) -> None:
        """Keep what is half-written, at once."""
        self.keeper.keep_all()

    def forget_written(self) -> None:
        """It left: nothing is half-written any more; what stands here stays for the next print."""
        self.keeper.forget()
        if self._form:
            self.keeper.begin(self._form)

    def _texts(self) -> tuple[dict[str, str], str]:
        return self.form.texts(), self.form.focus_key()

    def _fold(self) -> None:
        self.form.setVisible(self.form.isHidden())
        if self.form.isVisible():
            self.form.entry("stamps").setFocus()

    def _was_edited(self, _key: str) -> None:
        self.keeper.touch()
        self._timer.start()


def _choices(key: str) -> Sequence[Choice]:
    return [(block.value, f"{block.value} {block.label}") for block in Block]
