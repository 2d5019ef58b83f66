"""Telling: asks, below an item, whom it was told: somebody on the register, or a caller without a name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.consultations.whom import Whom
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.field_note import FieldNote
from ui.widgets.manners import end_conversion
from watchdesk.desk import Desk
from watchdesk.domain.info_item import InfoItem

_NOT_CHOSEN = "台帳の方を選ぶか、空にしてください。空のままなら、お名前のない方に伝えたと書きます。"
_DRAFTS = "info_given:"


def half_written(desk: Desk) -> str | None:
    """Return the id of the item of which it was being written whom it was told; None where there is none."""
    forms = (draft.form for draft in desk.drafts.all())
    return next((form.removeprefix(_DRAFTS) for form in forms if form.startswith(_DRAFTS)), None)


class Telling(QWidget):
    """``ask(item)`` opens; ``told(item_id, person_id)`` when answered, None of a caller; ``opened``, ``closed``."""

    told = Signal(str, object)
    opened = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item: InfoItem | None = None
        self.whom, self.note = Whom(desk), FieldNote()
        self._title = words("", "strong", wrap=True)
        self.save = ActionButton("伝えたと書く", "check", "Ctrl+Enter", only_shown=True)
        self.stop = ActionButton("やめる", kind="low")
        self.setLayout(column(self._title, self.whom, self.note, row(STRETCH, self.stop, self.save), gap=0.5))
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.whom.edited.connect(self._edited)
        self.whom.chosen.connect(self.write)
        self.save.clicked.connect(self.write)
        self.stop.clicked.connect(self.give_up)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.write)
        self.hide()

    def ask(self, item: InfoItem) -> None:
        """Ask of an item; what was half-written comes back."""
        self.item = item
        self._title.setText(f"「{item.title}」を、どなたに伝えましたか")
        self.setAccessibleName(self._title.text())
        self.note.say("")
        self.whom.restore({})
        draft = self.keeper.begin(f"{_DRAFTS}{item.id}")
        self.keeper.what = "福祉情報を伝えた記録"
        if draft is not None:
            self.whom.restore(draft.texts)
        self.show()
        self.opened.emit()

    def write(self) -> None:
        """Tell the page who it was; a name that is nobody's on the register is to be mended."""
        if self.item is None:
            return
        end_conversion()
        if self.whom.name() is not None:
            self.note.complain(_NOT_CHOSEN)
            self.whom.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        item, person_id = self.item, self.whom.person_id
        self.give_up()
        self.told.emit(item.id, person_id)

    def give_up(self) -> None:
        """Put the question away, and its draft with it."""
        if self.item is not None:
            self.keeper.forget()
        self.put_away()

    def put_away(self) -> None:
        """Put the question away; what was kept of it stays."""
        self.keeper.keep_all()
        self.keeper.forget_form()
        if self.item is not None:
            self.item = None
            self.hide()
            self.closed.emit()

    def first(self) -> QWidget:
        """Where the focus belongs."""
        return self.whom.let_go if self.whom.person_id is not None else self.whom.sought

    def _edited(self) -> None:
        self.note.say("")
        self.keeper.touch()

    def _texts(self) -> Texts:
        return self.whom.texts(), "whom"
