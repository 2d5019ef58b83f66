"""MakeFace: a month for a receiver: their name large, what goes and what stays, how it is locked, one button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QCheckBox, QGridLayout, QLayout, QWidget

from ui.pages.handing.untold import Untold, UntoldPasswords
from ui.pages.page import Shape
from ui.theme import set_gaps, set_role
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from watchdesk.desk import Desk
from watchdesk.domain.era import show_month
from watchdesk.domain.handover import Handover
from watchdesk.domain.month import Month
from watchdesk.domain.receiver import Receiver
from watchdesk.domain.spoken_password import Spoken, new_password

NAMED, FIGURES = "named", "figures"
WHAT = ((NAMED, "お名前も"), (FIGURES, "数字だけ"))
XLSX, CSV, BOOK = "xlsx", "csv", "csv-xlsx"
OLD_CSV, OLD_BOOK = "cp932", "cp932-xlsx"
FORMS = (
    (XLSX, "エクセル"),
    (BOOK, "CSV用のエクセル（UTF-8）"),
    (OLD_BOOK, "CSV用のエクセル（シフトJIS）"),
    (CSV, "CSV（UTF-8）"),
    (OLD_CSV, "CSV（シフトJIS）"),
)
WRITTEN: Mapping[str, str] = {XLSX: XLSX, BOOK: BOOK, OLD_BOOK: BOOK, CSV: CSV, OLD_CSV: CSV}
"""What is written of each kind of file; ``OLD``: which of them hold only the letters of シフトJIS."""
OLD = frozenset({OLD_CSV, OLD_BOOK})
_OPENED_BY_DESK = "このファイルは、相手の見守りデスクの「受け取る」で開きます。"
_OPENED_BY_EXCEL = "エクセルだけで開けます。シートごとに、そのままCSVで保存できます。"
_OPENS = {CSV: _OPENED_BY_DESK, BOOK: _OPENED_BY_EXCEL}
NEVER, A_MONTH, THIS_YEAR = "never", "month", "year"
ERASE = ((NEVER, "決めない"), (A_MONTH, "1か月後"), (THIS_YEAR, "年度の末"))
TWO_WEEKS = "weeks"
DUE = ((NEVER, "決めない"), (TWO_WEEKS, "2週間後"), (A_MONTH, "1か月後"))
USUAL = "hokenfukushi"
"""保健福祉課, to whom most goes."""
Letters = Mapping[tuple[str, str], Sequence[str]]
"""Letters by what would stand in their place, and where they stand."""
_PLACES = 3
"""So many places of a letter are told; the others are counted."""
ROWS = ("中身", "渡す方", "渡さない方", "入れない項目", "訪問記録", "住所を伏せる方", "字の置きかえ")


class MakeFace(QWidget):
    """``offer(months, month)`` fills the choices; ``changed`` when something else is to be gathered, ``made`` pressed.

    ``show_told(texts)`` shows the contents, one text a row of ``ROWS``. ``relock()`` takes a new password. ``begin``,
    then ``spend`` or ``give_up`` stand around the making; ``begun`` is the password of the file that is being made,
    None where it is locked to a key.
    """

    changed = Signal()
    made = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._month = ""
        self.password: Spoken = new_password()
        self.begun: Untold | None = None
        self._build()
        chosen = (self.receiver, self.month, self.what, self.profile, self.form, self.erase, self.due)
        self._of_job: tuple[QWidget, ...] = (*chosen, self.agreed, self.another)
        self._connect()

    def _build(self) -> None:
        self.receiver = ChoiceField("渡す相手", optional=False)
        self.name, self.lock = words("", "receiver"), Badge("パスワードで閉じます", "ok")
        self.name.setWordWrap(True)
        self._contact = words("", "small", "soft", wrap=True)
        self._of_whom, self.whose = words("どなたの記録を", voice="soft"), words("", "receiver", wrap=True)
        asked = words("渡す相手（この相手だけが開けます）", voice="soft", wrap=True)
        choosing = Flow(self.receiver, self.lock, gap=0.75)
        parts = (self._of_whom, self.whose, asked, self.name, choosing, self._contact)
        self._card = frame(column(*parts, gap=0.55, margins=(0.7, 1.2)), "receiver")
        self.month = ChoiceField("月", optional=False)
        self.what = ChoiceField("中身", WHAT, optional=False)
        self.profile = ChoiceField("書き出しの形", optional=False)
        self.form = ChoiceField("ファイルの種類", FORMS, optional=False)
        self.erase = ChoiceField("消してもらう日", ERASE, optional=False)
        self.due = ChoiceField("返してもらう日", DUE, optional=False)
        self._left = QWidget()
        fields = (self.month, self.what, self.profile, self.form)
        named = [_named(field) for field in fields]
        self._of_months = named[:3]
        chosen = Flow(*named, gap=0.5)
        first = words("1　中身を確かめます", "name")
        self._left.setLayout(column(first, chosen, self._contents(), self._letters(), STRETCH, gap=0.6))
        self._right = QWidget()
        self._right.setLayout(column(*self._locking(), STRETCH, gap=0.6))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self._left, 58)
        self._body.addWidget(self._right, 42)
        set_gaps(self._body, 1.5)
        self.make = ActionButton("渡すファイルをつくる", "file-lock-2", "Ctrl+Enter", kind="main")
        note = words("だれに何を渡したかを、管理台帳に書きとめます。", "small", "soft", wrap=True)
        self.setLayout(column(self._card, self._body, note, gap=0.8))

    def _contents(self) -> QWidget:
        """The table of what goes and what stays."""
        grid = QGridLayout()
        self.told = [words("", wrap=True) for _ in ROWS]
        for at, (title, text) in enumerate(zip(ROWS, self.told, strict=True)):
            name = words(title, voice="soft", wrap=True)  # with open lines, as what stands beside it
            name.setWordWrap(False)
            grid.addWidget(name, at, 0)
            grid.addWidget(text, at, 1)
            text.setAccessibleName(title)
        grid.setColumnStretch(1, 1)
        set_gaps(grid, 0.45, (0.6, 0.9))
        return frame(grid)

    def _letters(self) -> QWidget:
        """Every letter that would be another one in the file, and where; a tick agrees to all that are in sight."""
        self.letters = words("", wrap=True)
        self.letters.setAccessibleName("置きかえる字と場所")
        self.letters.setTextInteractionFlags(self.letters.textInteractionFlags().TextSelectableByMouse)
        self.agreed = QCheckBox("上の字を、このとおりに置きかえて渡します")
        set_role(self.agreed, "body")
        self._replacing = frame(column(self.letters, self.agreed, gap=0.5, margins=(0.6, 0.9)))
        self._replacing.hide()
        return self._replacing

    def _locking(self) -> tuple[QWidget, ...]:
        self.sure = QCheckBox("")
        self.untold = UntoldPasswords(self._desk)
        self._of_next = words("これからつくるファイルのパスワード", "small", "soft")
        self._password = words("", "title")
        self._said = words("", wrap=True)
        self._rule = words("", "small", "soft", wrap=True)
        days = (("ファイルを消してもらう日", self.erase), ("USBメモリー・封筒を返してもらう日", self.due))
        until = [_titled(title, field) for title, field in days]
        self.another = ActionButton("別のパスワードにする", "rotate-ccw", kind="low")
        for label in (self._password, self._said):
            label.setTextInteractionFlags(label.textInteractionFlags().TextSelectableByMouse)
        parts = (self._of_next, self._password, self._said, row(self.another, STRETCH), self._rule)
        self._locked = frame(column(*parts, gap=0.35, margins=(0.6, 0.9)))
        set_role(self.sure, "body")
        return (
            words("2　この相手でよろしいですか", "name"),
            self.sure,
            words("3　閉じかた", "name"),
            self.untold,
            self._locked,
            _held(Flow(*until, gap=0.75)),
        )

    def _connect(self) -> None:
        self.receiver.edited.connect(self._show_receiver)
        for field in (self.receiver, self.month, self.what, self.profile, self.form):
            field.edited.connect(self._begin_anew)
            field.edited.connect(self.changed)
        self.form.edited.connect(self._show_lock)
        self.sure.toggled.connect(self._assure)
        self.agreed.toggled.connect(self._allow)
        self.another.clicked.connect(self.relock)
        self.untold.told.connect(self._rest)
        self.make.clicked.connect(self.made)

    # ---- what is chosen

    def offer(self, months: Sequence[Month], month: Month) -> None:
        """Fill the choices; what was chosen stays where it still is."""
        self.receiver.set_choices([(one.code, one.word) for one in self._desk.receivers.all()])
        self.month.set_choices([(str(one), show_month(one)) for one in months])
        self.profile.set_choices([(one.name, one.name) for one in self._desk.profiles.all()])
        if self.receiver.value() is None or not self.name.text():
            self.receiver.set_value(USUAL)
        self.month.set_value(str(month))
        self._show_receiver()

    def chosen_receiver(self) -> Receiver:
        """Who gets it, with what was agreed."""
        return self._desk.receivers.get(self.receiver.value() or USUAL)

    def chosen_month(self) -> Month:
        """Which month."""
        return Month.parse(self.month.value() or "")

    @property
    def written(self) -> str:
        """Which form is written."""
        return WRITTEN[self.form.value() or XLSX]

    @property
    def in_old_letters(self) -> bool:
        """Whether it holds only the letters of シフトJIS."""
        return self.form.value() in OLD

    @property
    def by_key(self) -> bool:
        """Whether the file is locked to the receiver's own key."""
        return self.chosen_receiver().usable_key is not None

    def _show_receiver(self) -> None:
        receiver = self.chosen_receiver()
        word = self.receiver.currentText()
        self.name.setText(f"{word}　御中")
        self.sure.setChecked(False)
        self.sure.setText(f"はい、相手は「{word.partition('（')[0]}」です")
        self.sure.setAccessibleName(self.sure.text())
        self._contact.setText(_contact_of(receiver))
        self._contact.setVisible(bool(self._contact.text()))
        self._show_lock()
        self._allow()

    def relock(self) -> None:
        """Another password, which nobody knows yet."""
        self.password, self._used = new_password(), False
        self._show_lock()

    def come(self) -> None:
        """Show the passwords that wait to be told; no new one beside them before another file is begun."""
        self.untold.read()
        self._rest()

    def begin(self, handover_id: str, file: str, receiver: Receiver, word: str) -> None:
        """A file is being made: its password, and whom to tell it, outlive whatever comes between and is chosen."""
        self.begun = None
        if receiver.usable_key is None:
            whom = "　".join(part for part in (word, _contact_of(receiver)) if part)
            self.begun = Untold(id=handover_id, file=file, receiver=whom, password=self.password)
            self.untold.begin(self.begun)
        self._work(busy=True)

    def give_up(self) -> None:
        """The file that was begun was not made."""
        self.begun = None
        self.untold.give_up()
        self._work(busy=False)

    def spend(self, file: Handover) -> None:
        """The file that was begun is made: its password stays until it was told. WatchDeskError where it can't be."""
        begun, self.begun = self.begun, None
        self._work(busy=False)
        self._used = begun is not None
        self.sure.setChecked(False)
        if begun is not None:
            self.password = new_password()
            self.wait_to_tell(replace(begun, file=file.file_name))

    def _work(self, *, busy: bool) -> None:
        """While a file is made, nothing of it is chosen anew; the focus waits where the next one will be confirmed."""
        self._busy = busy
        if busy and QApplication.focusWidget() in self._of_job:
            self.sure.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in self._of_job:
            part.setEnabled(not busy)
        self._allow()

    _busy = False

    def wait_to_tell(self, untold: Untold) -> None:
        """Show a password until it was told; WatchDeskError where it can't be kept."""
        try:
            self.untold.add(untold)
        finally:
            self._rest()

    def _rest(self, _told: object = None) -> None:
        self._used = bool(self.untold.waiting)
        self._show_lock()

    def _begin_anew(self) -> None:
        if self._used:
            self.relock()

    _used = False

    def _show_lock(self) -> None:
        by_key = self.by_key
        self.lock.show_state("相手の鍵で閉じます" if by_key else "パスワードで閉じます", "ok")
        self._password.setText("" if by_key else self.password.text)
        self._said.setText("" if by_key else f"読みかた：{self.password.said}")
        for part in (self._of_next, self._password, self._said, self.another):
            part.setVisible(not by_key)
        self._locked.setVisible(by_key or not self._used)
        told = "ファイルをつくると、「伝えました」を押すまで、ここに残ります。電話で伝えてください。"
        if by_key:
            told = "合言葉で確かめた、相手の公開鍵で閉じます。パスワードは要りません。"
        opens = _OPENED_BY_DESK if by_key else _OPENS.get(self.written, "")
        self._rule.setText(f"{told}{opens}")

    def erase_by(self) -> date | None:
        """Until when the receiver has the file; None where that was not agreed."""
        today = self._desk.today()
        last = Month.of(today).fiscal_start.previous.last
        days = {A_MONTH: today + timedelta(days=30), THIS_YEAR: last.replace(year=last.year + 1)}
        return days.get(self.erase.value() or NEVER)

    def due_back(self) -> date | None:
        """By when the stick or envelope comes back; None where that was not agreed."""
        days = {TWO_WEEKS: 14, A_MONTH: 30}.get(self.due.value() or NEVER)
        return self._desk.today() + timedelta(days=days) if days is not None else None

    # ---- what is shown

    def show_kind(self, *, month: bool, whose: str = "") -> None:
        """Whether it is a month, which is chosen here, or a list or a person one came with, of that name."""
        for field in self._of_months:
            field.setVisible(month)
        self.whose.setText(f"{whose}　さん" if whose else "")
        for part in (self._of_whom, self.whose):
            part.setVisible(bool(whose))

    def wait(self, why_not: str = "まとめています") -> None:
        """Nothing is known yet, or for some reason nothing may go."""
        for label in self.told:
            label.setText("…")
        self.show_letters({})
        self._ready, self._why_not = False, why_not
        self._allow()

    _why_not = ""

    _ready = False

    def show_letters(self, places: Letters) -> None:
        """Show the letters to be agreed to, each with its places; none: nothing is to be agreed to."""
        lines = (f"{char}→{by or '（なし）'}　{_where(where)}" for (char, by), where in places.items())
        self.letters.setText("\n".join(lines))
        self.agreed.setChecked(False)
        self._replacing.setVisible(bool(places))
        self._allow()

    def show_told(self, texts: Sequence[str]) -> None:
        """Show what goes and what stays, a text a row."""
        for label, text in zip(self.told, texts, strict=True):
            label.setText(text)
        self._ready = True
        self._allow()

    def _assure(self, sure: bool) -> None:
        if sure:
            self._begin_anew()
        self._allow()

    def _allow(self) -> None:
        reason = None
        if self._busy:
            reason = "つくっています"
        elif not self._ready:
            reason = self._why_not
        elif not self._replacing.isHidden() and not self.agreed.isChecked():
            reason = "置きかえる字を確かめてから"
        elif not self.sure.isChecked():
            reason = "相手を確かめてから"
        self.make.set_reason(reason)

    def reshape(self, shape: Shape) -> None:
        """One below the other where room is short."""
        wide = shape is Shape.WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(across if wide else down)
        self.make.hide_keys(not wide)


def _contact_of(receiver: Receiver) -> str:
    told = "　".join(part for part in (receiver.contact, receiver.phone) if part)
    return f"ご担当：{told}" if told else ""


def _where(places: Sequence[str]) -> str:
    more = f" ほ\u2060か{len(places) - _PLACES:,}か\u2060所" if len(places) > _PLACES else ""  # no line breaks in it
    return f"{'、'.join(places[:_PLACES])}{more}"


def _named(field: ChoiceField) -> QWidget:
    """A choice with its name above."""
    return _titled(field.accessibleName(), field)


def _titled(title: str, field: ChoiceField) -> QWidget:
    """A choice with what it is about above."""
    return _held(column(words(title, "small", "soft"), field, gap=0.1))


def _held(layout: QLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made
