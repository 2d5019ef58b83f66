"""一覧の言葉: the lists that may be worded otherwise here: areas, criteria, signs …"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.pages.in_place import InPlace, Question, Values
from ui.pages.settings.codes_words import COLUMNS, LISTS, STATE
from ui.pages.settings.section import SettingsSection
from ui.theme import set_role, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.record_form import Asking
from ui.widgets.record_table import RecordTable
from watchdesk.changed import Changed
from watchdesk.desk import Code, Desk
from watchdesk.errors import WatchDeskError

_DRAFT, _NEW = "codes", "new"
_NAMES = frozenset(one.name for one in LISTS)
_TITLES = frozenset(one.title for one in COLUMNS)


class CodesSection(SettingsSection):
    """One list at a time: add, word otherwise, take off the list and bring back, move up and down."""

    TITLE = "一覧の言葉"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.wording = LISTS[0]
        self._takes_back: Callable[[], Code] | None = None
        self.choice = ChoiceField("どの一覧", [(one.name, one.word) for one in LISTS], optional=False)
        self.told = words("", voice="soft", wrap=True)
        self.with_hidden = QCheckBox("外した言葉も出す")
        set_role(self.with_hidden, "body")
        self.add = ActionButton("言葉を足す", "pen-line", "Ctrl+N", kind="main")
        self.change = ActionButton("書き直す", "pen-line", "F2")
        self.up = ActionButton("上へ", "arrow-up", "Alt+↑", only_shown=True)
        self.down = ActionButton("下へ", "arrow-down", "Alt+↓", only_shown=True)
        self.hide_entry = ActionButton("一覧から外す", "circle-stop")
        self.bring_back = ActionButton("一覧に戻す", "undo-2")
        self.in_place = InPlace(desk)
        self.table = RecordTable(COLUMNS, "一覧の言葉", identity=lambda entry: entry.code, folds=True)
        self.table.setSortingEnabled(False)  # the order is what is edited here
        set_size(self.table, min_height=19)
        self._buttons = QWidget()
        self._buttons.setLayout(Flow(self.change, self.up, self.down, self.hide_entry, self.bring_back, gap=0.6))
        head = row(words("どの一覧", "head"), self.choice, self.with_hidden, STRETCH, self.add, gap=0.75)
        layout = column(head, self.told, self.in_place, self._buttons, self.table, gap=0.75)
        layout.setStretch(4, 1)
        self.setLayout(layout)
        self._connect()

    def enter(self) -> None:
        """Read the list; what was half-written comes back."""
        self._show_list()
        if self.in_place.form is None:
            self._restore()

    def come_to(self, part: str) -> None:
        """Show the list of that name; not while a word of another is half-written."""
        if self.in_place.form is None and part in _NAMES:
            self.choice.set_value(part)
            self._choose()

    def leave(self) -> None:
        """Keep what is half-written."""
        self.in_place.keep()

    def reread(self, changed: Changed) -> None:
        """A list was changed somewhere."""
        if changed & Changed.SETTINGS:
            self._show_entries()

    def first_focus(self) -> QWidget:
        """Which list."""
        return self.choice

    def _connect(self) -> None:
        self.choice.edited.connect(self._choose)
        self.with_hidden.toggled.connect(self._show_entries)
        self.table.current_changed.connect(self._show_buttons)
        self.table.opened.connect(self._ask_change)
        self.add.clicked.connect(self._ask_new)
        self.change.clicked.connect(self._ask_change)
        self.up.clicked.connect(partial(self._move, -1))
        self.down.clicked.connect(partial(self._move, 1))
        self.hide_entry.clicked.connect(self._hide)
        self.bring_back.clicked.connect(self._bring_back)
        self.in_place.wrote.connect(self._tell_written)
        self.in_place.refused.connect(self._tell_refused)
        self.in_place.closed.connect(self._show_buttons)
        self.strip.answered.connect(self._take_back)
        for key, steps in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._move, steps))

    def _choose(self) -> None:
        self.in_place.keep()
        self.in_place.put_away()
        self.strip.clear()
        self._show_list()

    def _show_list(self) -> None:
        self.wording = next(one for one in LISTS if one.name == self.choice.value())
        self.told.setText(self.wording.told)
        self.table.hide_columns(_TITLES - self.wording.columns)
        self.table.setAccessibleName(f"一覧「{self.wording.word}」")
        self.change.set_reason(self.wording.fixed or None)
        self._show_entries()

    def _show_entries(self) -> None:
        hidden = self.with_hidden.isChecked()
        entries = self.desk.codes.entries(self.wording.name, with_hidden=hidden)
        self.table.set_rows(tuple(map(self._headed, entries)))
        special = any(one.hidden or one.own for one in entries)
        self.table.hide_columns((_TITLES - self.wording.columns) | (set() if special else {STATE}))
        self._show_buttons()

    def _headed(self, entry: Code) -> Code:
        """An entry below the words of its heading."""
        headings = self.wording.headings
        return replace(entry, group=self.desk.codes.label(headings, entry.group)) if headings else entry

    def _kept(self, shown: Code) -> Code:
        """An entry as it is kept, with the code of its heading."""
        entries = self.desk.codes.entries(self.wording.name, with_hidden=True)
        return next((one for one in entries if one.code == shown.code), shown)

    def _show_buttons(self, *_: object) -> None:
        entry = self.table.row()
        self._buttons.setVisible(entry is not None and self.in_place.form is None)
        self.add.set_reason(None if self.in_place.form is None else "いまの言葉を保存してから")
        if entry is None:
            return
        codes = [one.code for one in self.table.rows() if not one.hidden]
        for button, end in ((self.up, codes[:1]), (self.down, codes[-1:])):
            button.setEnabled(not entry.hidden and [entry.code] != end)
        self.hide_entry.setVisible(not entry.hidden)
        self.bring_back.setVisible(entry.hidden)

    def _restore(self) -> None:
        """Open again what was being written, in whichever list."""
        for draft in self.desk.drafts.all():
            kind, _, rest = draft.form.partition(":")
            name, _, code = rest.partition(":")
            if kind != _DRAFT or name not in _NAMES:
                continue
            entry = next((one for one in self.desk.codes.entries(name, with_hidden=True) if one.code == code), None)
            if entry is not None or code == _NEW:
                self.choice.set_value(name)
                self._show_list()
                self._ask(entry)
                return

    def _ask_new(self) -> None:
        self.strip.clear()
        self._ask(None)

    def _ask_change(self, *_: object) -> None:
        entry = self.table.row()
        if entry is None or self.in_place.form is not None:
            return
        if self.wording.fixed:
            self._tell_refused(f"{self.wording.fixed}。{self.wording.told}")
            return
        self.strip.clear()
        self._ask(self._kept(entry))

    def _ask(self, entry: Code | None) -> None:
        self.in_place.ask(
            Question(
                draft=f"{_DRAFT}:{self.wording.name}:{entry.code if entry is not None else _NEW}",
                title=f"「{entry.label}」を書き直します"
                if entry is not None
                else f"「{self.wording.word}」に言葉を足します",
                save="保存する" if entry is not None else "言葉を足す",
                fields=self.wording.fields,
                asking=Asking(today=self.desk.today(), choices=self._choices),
                values={field.key: getattr(entry, field.key) for field in self.wording.fields} if entry else {},
                write=partial(self._write, entry),
            )
        )
        self._show_buttons()

    def _choices(self, name: str) -> tuple[tuple[str, str], ...]:
        return tuple((one.code, one.label) for one in self.desk.codes.entries(name))

    def _write(self, entry: Code | None, values: Values) -> str:
        texts = {field.key: str(values[field.key] or "") for field in self.wording.fields}
        if entry is not None:
            changed = self.desk.codes.change(self.wording.name, entry.code, **texts)
            return f"「{changed.label}」に書き直しました。前の記録にも、この言葉が出ます。"
        added = self.desk.codes.add(self.wording.name, **texts)
        self._show_entries()
        self.table.select(added.code)
        return f"「{added.label}」を、一覧のおわりに足しました。「上へ」で動かせます。"

    def _move(self, steps: int, *_: object) -> None:
        entry = self.table.row()
        if entry is None or entry.hidden or self.in_place.form is not None:
            return
        self.strip.clear()
        self._try(partial(self.desk.codes.move, self.wording.name, entry.code, steps))
        self.table.select(entry.code)

    def _hide(self) -> None:
        entry = self.table.row()
        if entry is None:
            return
        uses = self.desk.codes.uses(self.wording.name, entry.code)
        if self._try(partial(self.desk.codes.hide, self.wording.name, entry.code)):
            stays = f"{uses}件の記録には、そのまま残ります。" if uses else ""
            self._offer_back(
                f"「{entry.label}」を、一覧から外しました。{stays}",
                partial(self.desk.codes.bring_back, self.wording.name, entry.code),
            )

    def _bring_back(self) -> None:
        entry = self.table.row()
        if entry is not None and self._try(partial(self.desk.codes.bring_back, self.wording.name, entry.code)):
            self._offer_back(
                f"「{entry.label}」を、一覧に戻しました。",
                partial(self.desk.codes.hide, self.wording.name, entry.code),
            )

    def _try(self, does: Callable[[], object]) -> bool:
        """Do it and show the list as it is then; say what was refused."""
        try:
            does()
        except WatchDeskError as refused:
            self._tell_refused(str(refused))
            return False
        self._show_entries()
        return True

    def _offer_back(self, sentence: str, takes_back: Callable[[], Code]) -> None:
        self._takes_back = takes_back
        self.strip.say(sentence, "ok", button="取り消す")
        self.said.emit(sentence)

    def _take_back(self) -> None:
        does, self._takes_back = self._takes_back, None
        self.strip.clear()
        if does is not None and self._try(does):
            self.strip.say("取り消しました。", "ok")

    def _tell_written(self, sentence: str) -> None:
        self._takes_back = None
        self.tell(sentence)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_refused(self, sentence: str) -> None:
        self._takes_back = None
        self.strip.say(sentence, "urgent")
