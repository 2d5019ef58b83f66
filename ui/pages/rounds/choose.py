"""ChoosePanel: whom a round goes to: chosen by due state, place and watcher, in walking order, one by one taken out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.pages.page import Shape
from ui.pages.people.choices import ALL, EVERYBODY, titled
from ui.pages.rounds.choose_table import ChooseTable, Chosen
from ui.pages.rounds.wish import WishFields
from ui.tasks import Progress
from ui.theme import set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.reveal import reveal
from ui.widgets.text_fields import LineField
from watchdesk.desk import Desk
from watchdesk.domain.outing import Candidate, Outing, Reach
from watchdesk.domain.partner import PartnerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Everybody under watch, the watchers by id and name, and who may walk."""

    candidates: tuple[Candidate, ...]
    walkers: tuple[str, ...]

    @property
    def towns(self) -> tuple[str, ...]:
        """Towns of those whose place is told."""
        return tuple(sorted({one.line.town for one in self.candidates if one.line.town}))

    @property
    def watchers(self) -> tuple[tuple[str, str], ...]:
        """Watchers in charge of somebody, by id and name."""
        found = {
            charge.partner_id: charge.name
            for one in self.candidates
            for charge in one.line.charges
            if charge.kind == PartnerKind.WATCHER
        }
        return tuple(sorted(found.items(), key=lambda pair: pair[1]))


class ReadingCandidates:
    """A job: everybody who may stand on a sheet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> Offered:
        """Read them."""
        return Offered(candidates=self._desk.rounds.candidates(), walkers=self._desk.rounds.walkers())


class ChoosePanel(QWidget):
    """``drawing`` when the sheet is to be drawn for ``ids()``; ``closed`` goes back."""

    drawing = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Offered | None = None
        self._only: tuple[str, ...] | None = None
        self._out: set[str] = set()
        self._build(desk)
        for field in (self.reach, self.area, self.town, self.building, self.watcher):
            field.edited.connect(self._choose)
        self.table.toggled.connect(self._toggle)
        self.toggle.clicked.connect(self.table.toggle_current)
        self.draw.clicked.connect(self.drawing)
        self.back.clicked.connect(self.closed)
        self.empty.pressed.connect(self._widen)

    def _build(self, desk: Desk) -> None:
        self.count = words("", voice="soft", wrap=True)
        self.back = ActionButton("もどる", "arrow-left", "Esc", only_shown=True)
        self.draw = ActionButton("用紙をつくる", "printer", "Ctrl+P", kind="main")
        self._head = row(words("まわり用紙をつくる", "title"), STRETCH, Flow(self.back, self.draw, gap=0.75), gap=1)
        self.reach = ChoiceField("期限", [(one.value, one.label) for one in Reach], optional=False)
        self.area = ChoiceField(
            "地域", (EVERYBODY, *((area, area) for area in desk.codes.areas)), optional=False, filters=True
        )
        self.town = ChoiceField("町", (EVERYBODY,), optional=False, filters=True)
        self.building = LineField("建物", "建物の名前")
        set_size(self.building, width=9)
        self.watcher = ChoiceField("見守り員", (EVERYBODY,), optional=False, filters=True)
        self.toggle = ActionButton("のせる・のせない", "check", "スペース", kind="low", only_shown=True)
        bar = QWidget()
        area = titled("地域", self.area)
        area.setVisible(desk.home_area is None)
        fields = (titled("期限", self.reach), area, titled("町", self.town), titled("建物", self.building))
        bar.setLayout(Flow(*fields, titled("見守り員", self.watcher), gap=0.75))
        self.wish = WishFields(desk)
        self.fields = QWidget()
        self.fields.setLayout(column(bar, self.wish, gap=0.75))
        self.open_fields = ActionButton("選び方と用紙を変える", kind="low", drops=True)
        self.open_fields.clicked.connect(self._open_fields)
        self._told = row(self.open_fields, self.count, gap=0.75)
        self._told.setStretch(1, 1)
        self.table = ChooseTable()
        self.empty = Empty()
        self.list = QStackedWidget()
        self.list.addWidget(self.table)
        self.list.addWidget(self.empty)
        below = row(words("選んだ方が、歩く順に並びます。", "small", "soft"), STRETCH, self.toggle)
        layout = column(self._head, self.fields, self._told, self.list, below, gap=0.75, margins=(1, 1.5))
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def reshape(self, shape: Shape) -> None:
        """A card for each person where it is narrow."""
        narrow = shape is Shape.NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if narrow else across)
        self.table.show_cards(narrow)
        set_size(self.list, min_height=9)
        self.open_fields.setVisible(shape is not Shape.WIDE)
        self.fields.setVisible(shape is Shape.WIDE)
        for button in (self.back, self.draw, self.toggle):
            button.hide_keys(shape is not Shape.WIDE)

    def first_focus(self) -> QWidget:
        """The people chosen; what to do where there are none; the way back while they are read."""
        if self.list.currentWidget() is self.table:
            return self.table
        return self.empty.button if self.empty.button.isVisibleTo(self) else self.back

    def begin(self, only: tuple[str, ...] | None) -> None:
        """Start afresh: for today, or for exactly these people."""
        self._only = only
        self._out = set()
        self.reach.set_value(Reach.ALL if only is not None else Reach.TODAY)
        for field in (self.area, self.town, self.watcher):
            field.set_value(ALL)
        self.building.clear()
        self.wish.begin()
        self._choose()

    def offer(self, offered: Offered) -> None:
        """Choose among these people; what was asked for stays."""
        self._offered = offered
        self.town.set_choices((EVERYBODY, *((town, town) for town in offered.towns)))
        self.watcher.set_choices((EVERYBODY, *offered.watchers))
        self.wish.offer(offered.walkers)
        self._choose()

    def ids(self) -> tuple[str, ...]:
        """Whom the sheet is for, in walking order."""
        return tuple(one.id for one in self.table.rows() if one.taken)

    def outing(self) -> Outing:
        """What is asked for."""
        area, town, watcher = (_or_none(field) for field in (self.area, self.town, self.watcher))
        return Outing(
            reach=Reach(self.reach.value() or Reach.TODAY.value),
            area=area,
            town=town,
            building=self.building.text(),
            watcher=watcher,
        )

    def _choose(self) -> None:
        if self._offered is None:
            return
        fitting: Iterable[Candidate] = self.outing().chosen(self._offered.candidates)
        if self._only is not None:
            wanted = set(self._only)
            fitting = (one for one in fitting if one.id in wanted)
        self.table.set_rows([Chosen(candidate=one, taken=one.id not in self._out) for one in fitting])
        self._tell()

    def _toggle(self, chosen: Chosen) -> None:
        self._out ^= {chosen.id}
        self.table.set_rows([replace(one, taken=one.id not in self._out) for one in self.table.rows()])
        self._tell()

    def _tell(self) -> None:
        shown, taken = len(self.table.rows()), len(self.ids())
        twice = sum(one.taken and one.candidate.on_sheet is not None for one in self.table.rows())
        told = f"{taken}名がのります。" + (f"{twice}名は、出ている用紙にもいます。" if twice else "")
        self.count.setText(told if shown else "")
        set_property(self.count, "voice", "care" if twice else "soft")
        self.draw.set_words(f"{taken}名の用紙をつくる" if taken else "用紙をつくる")
        self.draw.set_reason(None if taken else "のる方がいません")
        self.list.setCurrentWidget(self.table if shown else self.empty)
        self.toggle.setVisible(bool(shown))
        if not shown:
            self._tell_empty()

    def _tell_empty(self) -> None:
        if self.outing() == Outing():
            told, button = "今日までに会いたい方は、いません。", "もうすぐの方までのせる"
        else:
            told, button = "この選び方に当てはまる方は、いません。", "見守り中の方すべてにする"
        self.empty.say(told, button=button, icon="footprints")

    def _open_fields(self) -> None:
        """Show or hide the fields, which stand behind the button where room is short."""
        reveal(self.fields, self.fields.isHidden())
        if not self.fields.isHidden():
            self.reach.setFocus()

    def _widen(self) -> None:
        if self.outing() == Outing():
            self.reach.set_value(Reach.SOON)
        else:
            self.begin(None)
            self.reach.set_value(Reach.ALL)
        self._choose()
        self.first_focus().setFocus()


def _or_none(field: ChoiceField) -> str | None:
    value = field.value()
    return None if value in (None, ALL) else value
