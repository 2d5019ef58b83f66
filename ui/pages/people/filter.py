"""FilterFields: what narrows the list of people: few in sight, the rest behind 「もっとしぼる」, told in words."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.pages.people.choices import ALL, EVERYBODY, STATUSES, WordsChoice, titled
from ui.pages.people.more import MoreFields
from ui.pages.people.rows import Offers
from ui.theme import set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.reveal import reveal
from ui.widgets.text_fields import LineField
from watchdesk.domain.cadence import DueState
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.words import Status

_OVERDUE = (DueState.OVERDUE,)

_IN_CHARGE = 8.0
"""Em of width for a partner's name; with the kind it is read whole in the list that drops down."""


class FilterFields(QWidget):
    """``wanted()`` is what the fields say; ``show_filter`` shows a filter, without telling.

    ``changed`` when the user asks for something else; ``typed`` when the words do. ``dropped``: しぼり込みをやめる;
    ``keeping``: この条件を保存する; ``opened`` when the panel of all other fields opens or closes.
    ``areas`` are asked about in a store of the whole ward.
    """

    changed = Signal()
    typed = Signal()
    dropped = Signal()
    keeping = Signal()
    opened = Signal()

    def __init__(self, areas: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = PeopleFilter()
        self._offers = Offers()
        self.area = ChoiceField("地域", (EVERYBODY, *((area, area) for area in areas)), optional=False, filters=True)
        self.text = LineField("言葉でしぼる", "お名前・住所・電話")
        self.status = WordsChoice("状態", STATUSES, "すべての方", usual=(Status.ACTIVE.value,))
        self.town = ChoiceField("町", (EVERYBODY,), optional=False, filters=True)
        self.in_charge = WordsChoice("担当")
        self.overdue = QCheckBox("期限を過ぎた方だけ")
        self.overdue.setAccessibleName("期限を過ぎた方だけ")
        self.more = MoreFields()
        self.open_more = ActionButton("もっとしぼる", kind="low", drops=True)
        self.saved = ActionButton("保存した条件", kind="low", drops=True)
        self._build(bool(areas))
        self._connect()
        self.show_more(False)
        self.clear()

    def _build(self, with_areas: bool) -> None:
        self._overs = [words("", "head") for _ in range(3)]
        self.words = words("", "strong", wrap=True)
        self.keep = ActionButton("この条件を保存する", "save", kind="low")
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low", only_shown=True)
        self._heading = QWidget()
        heading = row(self.words, STRETCH, self.keep, self.drop, gap=0.75)
        heading.setStretch(0, 1000)  # all there is; without words the buttons stand at the end all the same
        self._heading.setLayout(heading)
        bar, self._state = QWidget(), titled("状態", self.status)
        fields = (
            titled("言葉でしぼる", self.text),
            self._state,
            *((titled("地域", self.area),) if with_areas else ()),
            titled("町", self.town),
            titled("担当", self.in_charge),
            *(_below(over, one) for over, one in zip(self._overs, self._untitled(), strict=True)),
        )
        bar.setLayout(Flow(*fields, gap=0.75))
        self.setLayout(column(bar, self.more, self._heading, gap=0.6))

    def _untitled(self) -> tuple[QWidget, ...]:
        return self.overdue, self.open_more, self.saved

    def _connect(self) -> None:
        self.text.edited.connect(self._type)
        for field in (self.status, self.area, self.in_charge, self.more):
            (field.changed if isinstance(field, MoreFields) else field.edited).connect(self._change)
        self.town.edited.connect(self._choose_town)
        self.overdue.clicked.connect(self._ask_overdue)
        self.open_more.clicked.connect(self._press_more)
        self.drop.clicked.connect(self.dropped)
        self.keep.clicked.connect(self.keeping)

    def reshape(self, *, wide: bool) -> None:
        """Two rows where room is short."""
        set_size(self.text, min_width=9 if wide else 8)
        for over in self._overs:
            over.setVisible(wide)

    def offer(self, offers: Offers) -> None:
        """Offer what the people of the register have: towns, 丁目, partners in charge; and the criteria."""
        self._offers = offers
        self.town.set_choices((EVERYBODY, *((town, town) for town in offers.towns)))
        self.in_charge.offer(((partner_id,), told) for partner_id, told in offers.in_charge)
        set_size(self.in_charge, width=_IN_CHARGE)
        self.more.offer(offers, self._town())

    # ---- what is asked for

    def wanted(self) -> PeopleFilter:
        """What the fields say."""
        area = self.area.value() or ALL
        return self.more.put_into(
            replace(
                self._base,
                text=" ".join(self.text.text().split()),
                status=tuple(map(Status, self.status.several())),
                area=None if area == ALL else area,
                town=self._town(),
                in_charge=self.in_charge.several(),
            )
        )

    def show_filter(self, wanted: PeopleFilter) -> None:
        """Show a filter, without telling; what has no field here is kept in it."""
        self._base = wanted
        self.text.set_value(wanted.text)
        self.status.set_several(tuple(str(one) for one in wanted.status))
        self.area.set_value(wanted.area or ALL)
        self.town.set_value(wanted.town or ALL)
        self.in_charge.set_several(wanted.in_charge)
        self.more.offer(self._offers, wanted.town)
        self.more.show_filter(wanted)
        self._tell()

    def clear(self) -> None:
        """Ask for nothing but 見守り中, without telling."""
        self.show_filter(PeopleFilter())

    def is_set(self) -> bool:
        """Whether anything but the beginning is asked for."""
        return self.wanted() != PeopleFilter()

    # ---- what is told

    def show_words(self, told: str, *, drops: bool, keeps: bool, only: bool = False) -> None:
        """Show the filter and its count in words, empty for nothing to tell, and what can be done with it.

        ``only``: those behind a figure are shown, whatever their state.
        """
        self._state.setVisible(not only)
        self.words.setText(told)
        self.words.setVisible(bool(told))
        self.drop.setVisible(drops)
        self.keep.setVisible(keeps)
        self._heading.setVisible(bool(told) or drops or keeps)

    def show_more(self, opened: bool) -> None:
        """Open or close the panel of all other fields."""
        reveal(self.more, opened)
        self._tell()
        self.opened.emit()

    @property
    def more_opened(self) -> bool:
        """Whether the panel of all other fields is open."""
        return not self.more.isHidden()

    # ---- what the user does

    def _town(self) -> str | None:
        town = self.town.value() or ALL
        return None if town == ALL else town

    def _press_more(self) -> None:
        self.show_more(not self.more_opened)
        if self.more_opened:
            self.more.due.setFocus()

    def _type(self) -> None:
        self._tell()
        self.typed.emit()

    def _change(self) -> None:
        self._tell()
        self.changed.emit()

    def _choose_town(self) -> None:
        """A 丁目 is one of the town: another town has its own."""
        self.more.chome.set_several(())
        self.more.offer(self._offers, self._town())
        self._change()

    def _ask_overdue(self) -> None:
        self.more.due.set_several(_OVERDUE if self.overdue.isChecked() else ())
        self._change()

    def _tell(self) -> None:
        self.overdue.setChecked(self.more.due.several() == _OVERDUE)
        set_property(self.text, "filtering", bool(self.text.text().strip()))
        beside = self.more.count - self.overdue.isChecked()
        if self.more_opened:
            self.open_more.set_words("この欄をとじる")
        else:
            told = f"もっとしぼる（{beside}件）" if beside else "もっとしぼる"
            self.open_more.set_words(told)
        state = "欄が開いています" if self.more_opened else "欄は閉じています"
        self.open_more.setAccessibleDescription(f"{state}。押すと変わります。")


def _below(over: QWidget, field: QWidget) -> QWidget:
    """What has no title stands as deep as the fields do."""
    made = QWidget()
    made.setLayout(column(over, field, gap=0.35))
    return made
