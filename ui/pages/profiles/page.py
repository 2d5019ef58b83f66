"""書き出しの形: which sheets and columns a receiver gets, in what order and under what names, kept by a name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.asking_page import AskingPage
from ui.pages.copies.kinds import HandingKinds
from ui.pages.in_place import InPlace
from ui.pages.page import Shape
from ui.pages.profiles.doing import ProfileDoing
from ui.pages.profiles.questions import NAME, Questions
from ui.pages.profiles.rows import COLUMNS, ColumnRow, rows
from ui.places import Place, Room
from ui.theme import Theme, set_size
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.profile import Chosen, Profile, moved, turned
from watchdesk.errors import WatchDeskError

FIXED = "「標準」は変えられません。「新しい形をつくる」と、これをもとに、相手に合わせた形ができます。"
SAVED = "変えると、すぐに保存されます。どの形にも、シート「概要」と「項目の説明」がつきます。"
LEFT_OUT = "シート「{}」は、ファイルに入りません。"


class ProfilesPage(AskingPage):
    """``Place(record_id)`` comes to the profile of a name."""

    TITLE = "書き出しの形"
    HELP = (
        "月の記録を渡すときのエクセルに、どのシートとどの列を、どの順に、どんな名前で入れるかです。"
        "「標準」をもとに、「保健福祉課 月次」のような名前でつくっておくと、渡すときに選べます。"
    )
    KEYS = (
        ("↑ ↓", "列を選びます"),
        ("Enter", "列を入れます、または外します"),
        ("Alt+↑ ／ Alt+↓", "列を前へ、後ろへ動かします"),
        ("F2", "列の名前を変えます"),
        ("Ctrl+N", "新しい形をつくります"),
        ("Esc", "書くのをやめます。書きかけは残ります"),
    )
    NUMBERS = SCREENS["profiles"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._asks = Questions(desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.kinds, self.strip, self.in_place = HandingKinds(Room.PROFILES), AnswerStrip(), InPlace(self.desk)
        self.choice = ChoiceField("形", optional=False)
        self.sheet = ChoiceField("シート", [(one.key, one.title) for one in self.desk.profiles.sheets], optional=False)
        self.told = words("", voice="soft", wrap=True)
        self.table = RecordTable(COLUMNS, "列の一覧", identity=lambda one: one.key, folds=True)
        self.table.setSortingEnabled(False)  # the order is what is edited here
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_size(self.table, min_height=13)
        self.doing = ProfileDoing()
        chosen = row(words("形", "strong"), self.choice, words("シート", "strong"), self.sheet, STRETCH, gap=0.75)
        self._choosing = row(chosen, Flow(self.doing.remove), gap=0.75)
        self._head = row(row(words(self.TITLE, "title"), STRETCH), self.doing.add)
        inside = column(
            *(self.kinds, self._head, self._choosing, self.told, self.strip),
            *(self.table, self.doing, self.in_place),
            gap=0.6,
            margins=(1.5, 0.6, 1.5, 1),
        )
        inside.setStretch(5, 1)
        content = QWidget()
        content.setLayout(inside)
        self.setLayout(column(Scroll(content), gap=0))

    def _connect(self) -> None:
        self.kinds.wanted.connect(self.wanted)
        self.choice.edited.connect(self._choose)
        self.sheet.edited.connect(self._choose)
        self.table.current_changed.connect(self._offer)
        self.table.opened.connect(self._turn)
        self.doing.add.clicked.connect(self._ask_name)
        self.doing.remove.clicked.connect(self._remove)
        self.doing.turn.clicked.connect(self._turn)
        self.doing.title.clicked.connect(self._ask_title)
        self.doing.whole.clicked.connect(self._turn_sheet)
        self.hear_answers()
        self.in_place.closed.connect(self._after_asking)
        for key, button, steps in (("Alt+Up", self.doing.up, -1), ("Alt+Down", self.doing.down, 1)):
            button.clicked.connect(partial(self._move, steps))
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._move, steps))

    # ---- as the window asks

    def enter(self, place: Place) -> None:
        """Show the profile of the place, else the one shown last; a name that was being written comes back."""
        self.kinds.stay()
        self.strip.clear()
        wanted = place.record_id or self.choice.value()
        if self.in_place.form is not None and wanted != self.choice.value():
            self.in_place.leave()
        self._show_profiles(wanted)
        half = self._asks.half_written() if self.in_place.form is None else None
        if half is not None:
            self._go_on(*half)

    def here(self, place: Place) -> Place:
        """With the profile that is chosen."""
        return Place(room=Room.PROFILES, record_id=self.choice.value())

    def reread(self, changed: Changed) -> None:
        """A profile was changed somewhere."""
        if changed & Changed.SETTINGS:
            self._show_profiles(self.choice.value())

    def reshape(self, shape: Shape) -> None:
        """The buttons below what is chosen where room is short; a card for each column where it is narrow."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._choosing.setDirection(across if wide else down)
        self._head.setDirection(down if narrow else across)
        self.table.show_cards(narrow)
        self.doing.hide_keys(not wide)

    def first_focus(self) -> QWidget | None:
        """What is being written, else the columns; where it is narrow, these stand below what one sees first."""
        if self.in_place.form is not None:
            return self.in_place.first()
        return self.choice if self.shape is Shape.NARROW else self.table

    def regions(self) -> tuple[QWidget, ...]:
        """The tabs, the profile, the columns or what is being written."""
        first = self.first_focus()
        return (self.kinds, self.choice, *((first,) if first is not None else ()))

    def main_action(self) -> None:
        """Make a new one."""
        self.doing.add.click()

    # ---- what is shown

    @property
    def profile(self) -> Profile:
        """The one that is shown."""
        return self.desk.profiles.get(self.choice.value())

    def _show_profiles(self, name: str | None) -> None:
        known = [one.name for one in self.desk.profiles.all()]
        self.choice.set_choices([(one, one) for one in known])
        self.choice.set_value(name if name in known else known[0])
        self._show_columns()

    def _choose(self) -> None:
        self.strip.clear()
        if self.in_place.form is not None:
            self.in_place.leave()
        self._show_columns()

    def _show_columns(self) -> None:
        profile, sheet = self.profile, str(self.sheet.value())
        shown = rows(self.desk, profile, sheet)
        self.table.set_rows(shown)
        if shown and self.table.row() is None:
            self.table.select(shown[0].key)
        usual = self.desk.profiles.is_usual(profile)
        left_out = LEFT_OUT.format(self.sheet.currentText()) if not any(one.place for one in shown) else ""
        self.told.setText(FIXED if usual else f"{left_out}{SAVED}")
        self._offer()

    def _offer(self, _current: object = None) -> None:
        listed: ColumnRow | None = self.table.row()
        fixed = self.desk.profiles.is_usual(self.profile)
        self.doing.setVisible(self.in_place.form is None and not fixed)
        self.doing.remove.setVisible(not fixed)
        if listed is not None:
            self.doing.show_column(listed, self.table.rows())

    # ---- doing

    def _columns(self) -> tuple[Chosen, ...]:
        sheet = next(one for one in self.desk.profiles.sheets if one.key == self.sheet.value())
        return self.desk.profiles.columns(self.profile, sheet)

    def _change(self, does: Callable[[tuple[Chosen, ...], str], tuple[Chosen, ...]]) -> None:
        """Change the columns of the sheet shown by what is done with the current one, and keep them."""
        listed: ColumnRow | None = self.table.row()
        if listed is None or self.in_place.form is not None:
            return
        if self.desk.profiles.is_usual(self.profile):
            self.strip.say(FIXED)
            return
        self.strip.clear()
        self._save(self.profile.with_sheet(str(self.sheet.value()), does(self._columns(), listed.key)))
        self.table.select(listed.key)

    def _save(self, profile: Profile) -> None:
        try:
            self.desk.profiles.save(profile)
        except WatchDeskError as refused:
            self.tell_refused(str(refused))
            return
        self._show_columns()

    def _turn(self, *_: object) -> None:
        self._change(turned)

    def _move(self, steps: int, *_: object) -> None:
        self._change(lambda columns, key: moved(columns, key, steps))

    def _turn_sheet(self) -> None:
        """Leave the whole sheet out, or take it in again with its usual columns."""
        plain = Profile(name=self.profile.name)
        sheet = next(one for one in self.desk.profiles.sheets if one.key == self.sheet.value())
        usual = self.desk.profiles.columns(plain, sheet)
        self._change(lambda columns, _key: () if columns else usual)

    def _remove(self) -> None:
        gone = self.profile
        if self.desk.profiles.is_usual(gone) or self.in_place.form is not None:
            return
        self.desk.profiles.remove(gone.name)
        self._show_profiles(None)
        self.strip.offer(f"「{gone.name}」を消しました。", "取り消す", partial(self._bring_back, gone))
        self.said.emit(f"「{gone.name}」を消しました")
        self.strip.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_back(self, gone: Profile) -> None:
        self.desk.profiles.save(gone)
        self._show_profiles(gone.name)
        self.strip.say(f"「{gone.name}」を戻しました。", "ok")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- asking

    def _go_on(self, question: str, profile: str) -> None:
        """Ask again what was being answered: the name of a new one, or of a column."""
        self._show_profiles(profile)
        if question == NAME:
            self._ask_name()
            return
        sheet, _, key = question.partition("/")
        self.sheet.set_value(sheet)
        self._show_columns()
        if self.table.select(key):
            self._ask_title()

    def _ask_name(self) -> None:
        if self.in_place.form is None:
            self.strip.clear()
            self.doing.hide()
            self.in_place.ask(self._asks.name(self.profile, self._show_profiles))

    def _ask_title(self) -> None:
        listed: ColumnRow | None = self.table.row()
        if listed is None or listed.place is None or self.in_place.form is not None:
            return
        self.strip.clear()
        self.doing.hide()
        self.in_place.ask(self._asks.title(self.profile, str(self.sheet.value()), listed))

    def tell_written(self, sentence: str) -> None:
        """Show the columns as they are now, and say it."""
        self._show_columns()
        super().tell_written(sentence)

    def _after_asking(self) -> None:
        self._offer()
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
