"""SavedPanel: 「保存した条件」, the filters of the list that all users of the store share: taken, named, removed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.people.narrowing import in_plain_words
from ui.pages.people.rows import Offers
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.field_note import FieldNote
from ui.widgets.flow import Flow
from ui.widgets.manners import composing
from ui.widgets.record_table import RecordTable
from ui.widgets.strip import Strip
from ui.widgets.text_fields import LineField
from watchdesk.columns import Column
from watchdesk.desk import Desk, SavedFilter
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.errors import WatchDeskError

_DRAFT, _NAME, _OLD = "filter-name", "name", "renaming"
NONE_YET = "保存した条件は、まだありません。しぼり込んでから、名前をつけて保存できます。"


class SavedPanel(QFrame):
    """``open_with(wanted)`` shows what is saved, with what the list is narrowed to now; ``chosen(PeopleFilter)``.

    ``closed`` when it is closed. What was done can be taken back in its strip, until the next deed.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted = PeopleFilter()
        self._renaming: SavedFilter | None = None
        self._back: Callable[[], object] | None = None
        self._offers = Offers()
        self.setProperty("ground", "sheet")
        self._build()
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.keeper.what = "しぼり込みの条件に名前をつける"
        self.name.edited.connect(self.keeper.touch)
        self.close_button.clicked.connect(self.closed)
        self.table.opened.connect(self._take)
        self.use.clicked.connect(self._take_current)
        self.rename.clicked.connect(self._begin_renaming)
        self.remove.clicked.connect(self._remove)
        self.save.clicked.connect(self._save)
        self.give_up.clicked.connect(self._end_renaming)
        self.name.returnPressed.connect(self._enter)
        self.strip.answered.connect(self._take_back)

    def _build(self) -> None:
        self.close_button = ActionButton("とじる", keys="Esc", kind="low", only_shown=True)
        self.strip = Strip()
        self.none = words(NONE_YET, voice="soft", wrap=True)
        self.table = RecordTable(self._columns(), "保存した条件の一覧", identity=lambda saved: saved.name)
        self.table.horizontalHeader().hide()
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.use = ActionButton("この条件でしぼる", "search", "Enter", kind="low", only_shown=True)
        self.rename = ActionButton("名前を変える", "pen-line", kind="low")
        self.remove = ActionButton("削除する", "circle-x", kind="low")
        self._deeds = QWidget()
        self._deeds.setLayout(Flow(self.use, self.rename, self.remove))
        self._asks = words("", "head")
        self.name = LineField("条件の名前", "例：夏に電話する方")
        self.note = FieldNote()
        self.save = ActionButton("いまの条件を保存する", "save", kind="low")
        self.give_up = ActionButton("やめる", kind="low")
        deeds = QWidget()
        deeds.setLayout(Flow(self.save, self.give_up))
        head = row(words("保存した条件", "name"), STRETCH, self.close_button)
        naming = column(self._asks, self.name, self.note, deeds, gap=0.3)
        layout = column(head, self.strip, self.none, self.table, self._deeds, naming, gap=0.5, margins=(0.6, 0.8))
        layout.setStretch(3, 1)
        self.setLayout(layout)
        set_size(self.table, min_width=6)

    def _columns(self) -> tuple[Column[SavedFilter], ...]:
        return (Column("名前", lambda saved: saved.name, below=lambda saved: self.told(saved.filter), width=12),)

    def told(self, wanted: PeopleFilter) -> str:
        """A filter in words."""
        return in_plain_words(wanted, self._offers)

    def open_with(self, wanted: PeopleFilter, offers: Offers) -> None:
        """Show what is saved; ``wanted`` is what would be saved, ``offers`` name what the filters hold."""
        self._wanted, self._offers = wanted, offers
        self.strip.clear()
        self._back = None
        self._end_renaming(keeps=True)
        draft = self.keeper.begin(_DRAFT)
        if draft is not None:
            old = draft.texts.get(_OLD)
            self._renaming = next((one for one in self._desk.preferences.filters() if one.name == old), None)
            self.name.set_text(draft.texts.get(_NAME, ""))
            self._tell()

    def narrowed_to(self, wanted: PeopleFilter) -> None:
        """The list was narrowed to something else while this is open."""
        self._wanted = wanted
        self._tell()

    def first_focus(self, *, naming: bool = False) -> QWidget:
        """The list of what is saved; the name where one is wanted, or there is nothing else."""
        return self.name if naming or not self.table.rows() else self.table

    def _show(self, name: str = "") -> None:
        saved = self._desk.preferences.filters()
        self.table.set_rows(saved)
        if name:
            self.table.select(name)
        self.none.setVisible(not saved)
        self.table.setVisible(bool(saved))
        self._deeds.setVisible(bool(saved))
        self._tell()

    def _tell(self) -> None:
        """Say for what the name is wanted."""
        old = self._renaming
        self._asks.setText(f"「{old.name}」の新しい名前" if old else "いまの条件につける名前")
        narrowed = self._wanted != PeopleFilter()
        told = "この名前に変える" if old else "いまの条件を保存する" if narrowed else "しぼると、保存できます"
        self.save.set_words(told, "save")
        self.save.setEnabled(old is not None or narrowed)
        self.give_up.setVisible(old is not None)

    # ---- what the user does

    def _take(self, saved: SavedFilter) -> None:
        self.chosen.emit(saved.filter)

    def _take_current(self) -> None:
        saved = self.table.row()
        if saved is not None:
            self._take(saved)

    def _begin_renaming(self) -> None:
        self._renaming = self.table.row()
        if self._renaming is None:
            return
        self.name.set_value(self._renaming.name)
        self.note.say("")
        self.keeper.begin(_DRAFT)
        self._tell()
        self.name.setFocus()
        self.name.selectAll()

    def _texts(self) -> Texts:
        return {_NAME: self.name.text(), _OLD: self._renaming.name if self._renaming else ""}, _NAME

    def _end_renaming(self, *, keeps: bool = False) -> None:
        """Ask for a new name again; ``keeps``: what was typed is only put away."""
        if keeps:
            self.keeper.keep()
            self.keeper.forget_form()
        else:
            self.keeper.forget()
        renamed, self._renaming = self._renaming, None
        self.name.clear()
        self.keeper.begin(_DRAFT)
        self.note.say("")
        self._show(renamed.name if renamed else "")

    def _enter(self) -> None:
        if not composing(self.name) and self.save.isEnabled():
            self._save()

    def _save(self) -> None:
        typed, old = self.name.text(), self._renaming
        try:
            sentence, name = self._rename(old, typed) if old else self._keep(typed)
        except WatchDeskError as error:
            self.note.complain(str(error))
            self.name.setFocus()
            return
        self._end_renaming()
        self._show(name)
        self._say(sentence)
        self.table.setFocus()

    def _keep(self, typed: str) -> tuple[str, str]:
        before = {one.name: one for one in self._desk.preferences.filters()}
        saved = self._desk.preferences.save_filter(typed, self._wanted)
        after = self._desk.preferences.filters()
        gone = [one for one in before.values() if one not in after]
        keeping = self._desk.preferences
        if gone:
            old = gone[0]
            self._back = lambda: keeping.save_filter(old.name, old.filter)
            return f"「{saved.name}」を、いまの条件に置きかえました。", saved.name
        self._back = lambda: keeping.remove_filter(saved.name)
        return f"「{saved.name}」という名前で保存しました。", saved.name

    def _rename(self, old: SavedFilter, typed: str) -> tuple[str, str]:
        self._desk.preferences.rename_filter(old.name, typed)
        new = " ".join(typed.split())
        keeping = self._desk.preferences
        self._back = lambda: keeping.rename_filter(new, old.name)
        return f"「{old.name}」を「{new}」に変えました。", new

    def _remove(self) -> None:
        saved = self.table.row()
        if saved is None:
            return
        try:
            gone = self._desk.preferences.remove_filter(saved.name)
        except WatchDeskError as error:
            self.strip.say(str(error), "urgent")
            return
        keeping = self._desk.preferences
        self._back = lambda: keeping.save_filter(gone.name, gone.filter)
        self._show()
        self._say(f"「{gone.name}」を削除しました。")
        (self.table if self.table.rows() else self.strip.button).setFocus()

    def _say(self, sentence: str) -> None:
        self.strip.say(sentence, "ok", button="元に戻す")

    def _take_back(self) -> None:
        back, self._back = self._back, None
        if back is None:
            self.strip.clear()
            return
        try:
            back()
        except WatchDeskError as error:
            self.strip.say(str(error), "urgent")
            return
        self._show()
        self.strip.say("元に戻しました。", "ok")
        self.first_focus().setFocus()
