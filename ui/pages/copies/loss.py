"""LossFace: what to do about a lost copy, step by step: look again, tell two offices today, each person, report."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.copies import rows
from ui.pages.copies.files import FILES
from ui.pages.copies.questions import FOUND, Questions
from ui.pages.in_place import InPlace
from ui.pages.page import Shape
from ui.tasks import Progress
from ui.theme import set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.copies import Affected, CopyEvent, CopyLine, Loss, Office, still_to_tell
from watchdesk.domain.era import show_day, show_month_day
from watchdesk.domain.honorific import with_san
from watchdesk.errors import WatchDeskError

GONE = "台帳にない方"
LOOK_FOR_FILE = "{}のパソコン・USBメモリーの入れ物・封筒・メールの送信済みを、もう一度さがします。"
LOOK = "{}のお手もと・かばん・自転車のかご・立ち寄った所・コピー機の上を、もう一度さがします。"
NONE_ON_IT = "この写しに、台帳の方のお名前はありません。"


@dataclass(frozen=True, slots=True)
class ReadingLoss:
    """A job: all that is to be done about a lost copy."""

    desk: Desk
    number: int

    def run(self, progress: Progress) -> Loss:
        """Read it; Invalid of a copy that is not lost."""
        return self.desk.copies.loss(self.number)


def _name(one: Affected) -> str:
    return one.line.name if one.line is not None else GONE


def _kana(one: Affected) -> str:
    return one.line.kana or "" if one.line is not None else ""


def _phones(one: Affected) -> tuple[str, ...]:
    return one.line.phones if one.line is not None else ()


def _first_phone(one: Affected) -> str:
    return "".join(_phones(one)[:1])


def _other_phones(one: Affected) -> str:
    return "、".join(_phones(one)[1:])


def _when(told: CopyEvent | None) -> str:
    if told is None:
        return "まだ"
    at = f" {told.at.hour}:{told.at.minute:02}" if told.at is not None else ""
    return f"{show_month_day(told.on).replace(' ', '')}{at}"


COLUMNS: tuple[Column[Affected], ...] = (
    Column("お名前", _name, above=_kana, width=10, importance=ALWAYS, alone=_name),
    Column(
        "電話",
        _first_phone,
        below=_other_phones,
        width=9,
        importance=ALWAYS,
        alone=lambda one: "、".join(_phones(one)),
    ),
    Column(
        "知らせた日時",
        lambda one: _when(one.told),
        tone=lambda one: "ok" if one.told is not None else "care",
        width=9,
        importance=ALWAYS,
        alone=lambda one: _when(one.told),
    ),
)


def _where_to_look(copy: CopyLine) -> str:
    """A sheet is elsewhere than a file."""
    if copy.kind in FILES:
        return LOOK_FOR_FILE.format(with_san(copy.who)) if copy.who else LOOK_FOR_FILE.removeprefix("{}の")
    return LOOK.format(with_san(copy.who)) if copy.who else LOOK.removeprefix("{}のお手もと・")


class LossFace(QWidget):
    """``show_loss(loss)``; ``reporting`` asks for the report on paper, ``closed`` goes back once it is found."""

    closed = Signal()
    reporting = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._asks = desk, Questions(desk)
        self.loss: Loss | None = None
        self._wide = True
        self._build()
        self.back.clicked.connect(self.closed)
        self.report.clicked.connect(self.reporting)
        self.found.clicked.connect(self._ask_where)
        self.tell.clicked.connect(self._tell_person)
        self.people.current_changed.connect(self._offer)
        self.people.opened.connect(self._tell_person)
        self.in_place.wrote.connect(self._tell_found)
        self.in_place.refused.connect(lambda sentence: self.strip.say(sentence, "urgent"))

    def _build(self) -> None:
        self.strip, self.in_place, self.empty = AnswerStrip(), InPlace(self._desk), Empty()
        self.back = ActionButton("もどる", "arrow-left", "Esc", only_shown=True)
        self.report = ActionButton("紛失報告書をつくる", "printer", "Ctrl+P", kind="main")
        self._title = words("", "title")
        self._head = row(row(self._title, STRETCH), Flow(self.back, self.report, gap=0.75), gap=0.75)
        self._about, self._left = words("", wrap=True), words("", "strong", wrap=True)
        self.found = ActionButton("見つかりました", "search", "F")
        self._look = words("", wrap=True)
        self._offices = QVBoxLayout()
        set_gaps(self._offices, 0.4)
        self._people_told = words("", "name", wrap=True)
        self.people = RecordTable(COLUMNS, "載っている方", identity=lambda one: one.person_id, folds=True)
        set_size(self.people, min_height=10)
        self.tell = ActionButton("この方に知らせました", "phone", "T")
        first = frame(
            column(
                words("1　もう一度さがす", "name"),
                self._look,
                row(self.found, STRETCH),
                self.in_place,
                margins=(0.7, 1),
            )
        )
        offices = QWidget()
        offices.setLayout(self._offices)
        second = frame(column(words("2　今日のうちに、電話で知らせる", "name"), offices, margins=(0.7, 1)))
        third = frame(column(self._people_told, self.people, row(self.tell, STRETCH), margins=(0.7, 1)))
        self._steps = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        left = column(first, second, STRETCH, gap=0.75)
        self._steps.addLayout(left, 50)
        self._steps.addWidget(third, 50)
        set_gaps(self._steps, 1)
        self._all = QWidget()
        self._all.setLayout(column(self._about, self._left, self._steps, gap=0.6))
        inside = column(self._head, self.strip, self._all, self.empty, gap=0.75, margins=(1, 1.5))
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def wait(self) -> None:
        """Nothing is known of it yet."""
        self.loss = None
        self._all.hide()
        self.empty.show()
        self.strip.clear()

    def show_loss(self, loss: Loss) -> None:
        """Show what is to be done."""
        self.loss = loss
        self.empty.hide()
        self._all.show()
        copy = loss.copy
        self._title.setText(f"{copy.shown}をなくしたときの手順")
        note = f"　{loss.lost.note}" if loss.lost.note else ""
        noticed = f"なくしたと気づいた日：{show_day(loss.lost.on)}"
        self._about.setText(f"{copy.name}　持っていた方：{rows.who(copy)}　{noticed}{note}")
        self._left.setText(f"{still_to_tell((loss,))}です。" if loss.left else "みなさんに、知らせました。")
        self._look.setText(_where_to_look(copy))
        self._show_offices(loss)
        self._people_told.setText(
            f"3　載っている{len(loss.people):,}名に、おひとりずつ知らせる" if loss.people else NONE_ON_IT
        )
        self.people.set_rows(loss.people)
        self.people.setVisible(bool(loss.people))
        self._offer()

    def _show_offices(self, loss: Loss) -> None:
        focused = next((place for place, one in enumerate(self.offices()) if one.hasFocus()), None)
        while self._offices.count():
            item = self._offices.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        for office in loss.offices:
            self._offices.addWidget(self._office(office))
        if focused is not None:
            self.offices()[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def offices(self) -> list[ActionButton]:
        """The buttons beside the offices, in their order."""
        found = [self._offices.itemAt(place) for place in range(self._offices.count())]
        widgets = [item.widget() for item in found if item is not None]
        return [one for each in widgets if each is not None for one in each.findChildren(ActionButton)]

    def _office(self, office: Office) -> QWidget:
        phones = "　".join(f"{name} {phone}" for name, phone in office.phones)
        button = ActionButton(
            "取り消す" if office.told else "知らせました", "undo-2" if office.told else "check", kind="low"
        )
        button.setAccessibleName(f"{office.word} {'知らせたのを取り消す' if office.told else '知らせました'}")
        button.clicked.connect(partial(self._tell_office, office))
        state = Badge(_when(office.told), "ok" if office.told else "care")
        made = QWidget()
        told = words(
            phones or "電話は「関係機関」に登録すると、ここに出ます。", "small" if not phones else "body", wrap=True
        )
        made.setLayout(column(row(words(office.word, "strong"), state, STRETCH, button), told, gap=0.2))
        return made

    # ---- doing

    def _tell_office(self, office: Office, *_: object) -> None:
        was = office.told is None
        self._write(office.word, lambda number: self._desk.copies.told(number, office=office.word, was=was), was=was)

    def _tell_person(self, *_: object) -> None:
        one = self.people.row()
        if one is None:
            return
        who, was = f"{_name(one)}さん" if one.line is not None else _name(one), one.told is None
        self._write(who, lambda number: self._desk.copies.told(number, person_id=one.person_id, was=was), was=was)
        following = next((other for other in self.people.rows() if other.told is None), None)
        if was and following is not None:
            self.people.select(following.person_id)

    def _write(self, whom: str, does: Callable[[int], Loss], *, was: bool) -> None:
        """Write it down, and say so in the status line."""
        if self.loss is None:
            return
        try:
            self.show_loss(does(self.loss.copy.number))
        except WatchDeskError as refused:
            self.strip.say(str(refused), "urgent")
        else:
            self.strip.clear()
            self.said.emit(f"{whom}に知らせたと書きました" if was else f"{whom}に知らせたのを取り消しました")

    def _offer(self, _current: object = None) -> None:
        one = self.people.row()
        self.tell.setVisible(one is not None)
        if one is not None:
            self.tell.set_words("この方に知らせました" if one.told is None else "知らせたのを取り消す")

    def _ask_where(self) -> None:
        if self.loss is not None:
            self.in_place.ask(self._asks.about(FOUND, self.loss.copy))

    def _tell_found(self, sentence: str) -> None:
        self.said.emit(sentence.removesuffix("。"))
        self.closed.emit()

    # ---- the window

    def reshape(self, shape: Shape) -> None:
        """The people beside the steps, or below them."""
        wide = self._wide = shape is Shape.WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if shape is Shape.NARROW else across)
        self._steps.setDirection(across if wide else down)
        self.people.show_cards(shape is Shape.NARROW)
        for button in (self.back, self.report, self.found, self.tell):
            button.hide_keys(not wide)

    def first_focus(self) -> QWidget:
        """Whom to tell first; looking again where the offices stand below what one sees first."""
        if self.in_place.form is not None:
            return self.in_place.first()
        if self.loss is None:
            return self.back
        untold = [button for one, button in zip(self.loss.offices, self.offices(), strict=True) if one.told is None]
        if self._wide and self.offices():
            return untold[0] if untold else self.people if self.loss.people else self.offices()[0]
        return self.found
