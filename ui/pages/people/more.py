"""MoreFields: what narrows the list 要援護者 beyond the few fields in sight, in a panel behind 「もっとしぼる」."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from ui.pages.people.choices import DUES, WordsChoice, each, titled
from ui.pages.people.rows import Offers
from ui.pages.people.ticks import TickBoxes
from ui.theme import set_property, set_size
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.field_note import FieldNote
from ui.widgets.flow import Flow
from ui.widgets.text_fields import LineField, NumberField
from watchdesk.domain.cadence import DueState
from watchdesk.domain.missing import Missing
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.words import CareLevel, Consent, Living

OLDEST = 130
LONGEST = 3650
"""Days without a confirmed contact that can be asked for."""
_TICKED = ("同意", "世帯", "要介護度", "該当区分", "ほかの町も")
"""Fields of which several may be asked for."""
_TITLE = 6.0
"""Em of width for a title that stands beside its boxes."""
_YES_NO = {"yes": True, "no": False}


class MoreFields(QFrame):
    """``put_into(filter)`` adds what its fields say, ``show_filter`` shows one; ``changed`` when the user does it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sheet")
        self.due = WordsChoice("次の期限", DUES)
        self.consent, self.living, self.care_level, self.criteria, self.towns = map(TickBoxes, _TICKED)
        for ticks, kind in ((self.consent, Consent), (self.living, Living), (self.care_level, CareLevel)):
            ticks.offer(each(kind))
        self.criteria_all = QCheckBox("チェックした区分の、すべてに当てはまる方だけ")
        self.age_from, self.age_to = (NumberField(f"年齢（{end}）", 0, OLDEST) for end in ("から", "まで"))
        self.silent = NumberField("最後に安否を確認してからの日数", 1, LONGEST)
        self.cooling = WordsChoice("エアコン", ((("yes",), "あり"), (("no",), "なし")))
        self.need = WordsChoice("見守りの手厚さ")
        self.chome = WordsChoice("丁目")
        self.building = LineField("建物の名前", "一部でも")
        self.missing = WordsChoice("書かれていないもの", each(Missing))
        self.hidden = WordsChoice("秘匿", ((("yes",), "秘匿の方"), (("no",), "秘匿の方を除く")))
        self.note = FieldNote()
        for number in (self.age_from, self.age_to, self.silent):
            set_size(number, width=4)
        set_size(self.building, width=9)
        ages = row(self.age_from, words("歳から"), self.age_to, words("歳まで"), gap=0.35)
        age = QWidget()
        age.setLayout(ages)
        silent = QWidget()
        silent.setLayout(row(self.silent, words("日以上"), gap=0.35))
        told = (("年齢", age), ("建物", self.building), ("最後に安否を確認してから", silent))
        fields = [titled(choice.accessibleName(), choice) for choice in self._choices()]
        fields[1:1] = [titled(title, field) for title, field in told]
        ticked = [_beside(ticks.accessibleName(), ticks) for ticks in self._ticks()]
        ticked.insert(-1, self.criteria_all)
        self.setLayout(column(Flow(*fields, gap=0.75), *ticked, self.note, gap=0.4, margins=(0.6, 0.8)))
        for choice in self._choices():
            choice.edited.connect(self.changed)
        for ticks in self._ticks():
            ticks.edited.connect(self._tick)
        self.criteria_all.clicked.connect(self._tick)
        typed: tuple[LineField, ...] = (self.age_from, self.age_to, self.building, self.silent)
        for field in typed:
            field.edited.connect(self._typed)

    def offer(self, offers: Offers, town: str | None) -> None:
        """Offer the criteria, the levels of need, and the 丁目 of a town, or of all."""
        self.criteria.offer(((code,), told) for code, told in offers.criteria.items())
        self.need.offer(((code,), told) for code, told in offers.needs.items())
        self.towns.offer(((one,), one) for one in offers.towns if one != town)
        towns = [town] if town else offers.towns
        numbers = sorted({number for one in towns for number in offers.chomes.get(one, ())})
        self.chome.offer(((str(number),), f"{number}丁目") for number in numbers)

    def put_into(self, wanted: PeopleFilter) -> PeopleFilter:
        """Return the filter with what stands here."""
        chome = self.chome.several()
        return replace(
            wanted,
            due=tuple(map(DueState, self.due.several())),
            consent=tuple(map(Consent, self.consent.several())),
            criteria=self.criteria.several(),
            criteria_all=self.criteria_all.isChecked() and len(self.criteria.several()) > 1,
            towns_too=self.towns.several(),
            living=tuple(map(Living, self.living.several())),
            age_from=self.age_from.value(),
            age_to=self.age_to.value(),
            no_contact_days=self.silent.value(),
            air_conditioner=_answer(self.cooling),
            care_level=tuple(map(CareLevel, self.care_level.several())),
            need_level=self.need.several(),
            chome=int(chome[0]) if chome else None,
            building=self.building.text().strip(),
            missing=tuple(map(Missing, self.missing.several())),
            hidden=_answer(self.hidden),
        )

    def show_filter(self, wanted: PeopleFilter) -> None:
        """Show a filter, without telling."""
        for choice, codes in (
            (self.due, wanted.due),
            (self.consent, wanted.consent),
            (self.living, wanted.living),
            (self.care_level, wanted.care_level),
            (self.need, wanted.need_level),
            (self.missing, wanted.missing),
        ):
            choice.set_several(tuple(str(code) for code in codes))
        self.chome.set_several(() if wanted.chome is None else (str(wanted.chome),), f"{wanted.chome}丁目")
        for choice, answer in ((self.cooling, wanted.air_conditioner), (self.hidden, wanted.hidden)):
            choice.set_several(() if answer is None else ("yes" if answer else "no",))
        self.criteria.set_several(wanted.criteria)
        self.towns.set_several(wanted.towns_too)
        self.criteria_all.setChecked(wanted.criteria_all)
        self._show_all()
        self.age_from.set_value(wanted.age_from)
        self.age_to.set_value(wanted.age_to)
        self.silent.set_value(wanted.no_contact_days)
        self.building.set_value(wanted.building)
        self._mark()

    @property
    def count(self) -> int:
        """How many of its fields are set."""
        plain = PeopleFilter()
        ages = (self.age_from.value(), self.age_to.value()) != (None, None)
        chosen = sum(bool(choice.several()) for choice in self._choices())
        silent = self.silent.value() is not None
        ticked = sum(bool(ticks.several()) for ticks in self._ticks())
        return chosen + ages + silent + ticked + (self.put_into(plain).building != plain.building)

    def _choices(self) -> tuple[WordsChoice, ...]:
        return self.due, self.cooling, self.need, self.chome, self.missing, self.hidden

    def _ticks(self) -> tuple[TickBoxes, ...]:
        return self.consent, self.living, self.care_level, self.criteria, self.towns

    def _tick(self) -> None:
        self._show_all()
        self.changed.emit()

    def _show_all(self) -> None:
        """Any or all is asked about where there are several."""
        self.criteria_all.setVisible(len(self.criteria.several()) > 1)

    def _typed(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        for number in (self.age_from, self.age_to, self.silent):
            set_property(number, "wrong", bool(number.problem()))
        typed: tuple[LineField, ...] = (self.age_from, self.age_to, self.building, self.silent)
        for field in typed:
            set_property(field, "filtering", field.value() is not None)
        problem = self.age_from.problem() or self.age_to.problem()
        if problem:
            self.note.complain(f"年齢は、{problem}")
        elif self.silent.problem():
            self.note.complain(f"日数は、{self.silent.problem()}")
        else:
            self.note.say(self._order())

    def _order(self) -> str:
        lowest, highest = self.age_from.value(), self.age_to.value()
        swapped = lowest is not None and highest is not None and lowest > highest
        return "年齢の「から」が「まで」より大きいので、どなたも当てはまりません。" if swapped else ""


def _beside(title: str, ticks: TickBoxes) -> QWidget:
    """Boxes with their title at the left, which takes less height than one above."""
    name = words(title, "head")
    set_size(name, width=_TITLE)
    made = QWidget()
    layout = row(column(name, STRETCH, gap=0, margins=(0, 0.55, 0, 0)), ticks, gap=0.5)
    layout.setStretch(1, 1)
    made.setLayout(layout)
    return made


def _answer(choice: WordsChoice) -> bool | None:
    chosen: Any = choice.several()
    return _YES_NO[chosen[0]] if chosen else None
