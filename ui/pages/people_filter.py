"""PeopleFilter: the row of fields that narrow the list 要援護者, and what is shown in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.pages.people_rows import Listed
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.text_fields import LineField
from watchdesk.domain.words import Consent, Status

ALL = "all"
EVERYBODY = (ALL, "すべて")
STATUSES = (*((status.value, status.label) for status in Status), (ALL, "すべての方"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the fields say; ``fitting`` are the ids that the words fit, None where there are no words.

    ``only``: the ids behind a figure; then the state does not matter, since the figure's people are shown exactly.
    """

    status: str = Status.ACTIVE.value
    area: str = ALL
    town: str = ALL
    consent: str = ALL
    overdue: bool = False
    fitting: frozenset[str] | None = None
    only: frozenset[str] | None = None

    def keeps(self, row: Listed) -> bool:
        """Whether a row is shown; asked of everybody at each key, so what drops most comes first."""
        line = row.line
        return (
            (self.fitting is None or line.id in self.fitting)
            and self.counts(row)
            and self.area in (ALL, line.area)
            and self.town in (ALL, line.town)
            and self.consent in (ALL, line.consent)
            and (not self.overdue or row.overdue)
        )

    def counts(self, row: Listed) -> bool:
        """Whether a row is one of those that the filter narrows: of the state, or behind the figure."""
        if self.only is not None:
            return row.line.id in self.only
        return self.status in (ALL, row.line.status)

    @property
    def narrows(self) -> bool:
        """Whether anything but the state is asked for."""
        chosen = {self.area, self.town, self.consent} != {ALL}
        return self.overdue or chosen or self.fitting is not None


class PeopleFilter(QWidget):
    """``changed`` when the user asks for something else; ``typed`` when the words do; ``dropped`` for Esc.

    ``areas`` are asked about in a store of the whole ward.
    """

    changed = Signal()
    typed = Signal()
    dropped = Signal()

    def __init__(self, areas: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = ChoiceField("地域", (EVERYBODY, *((area, area) for area in areas)), optional=False, filters=True)
        self.text = LineField("言葉でしぼる", "お名前・住所・電話など")
        self.status = ChoiceField("状態", STATUSES, optional=False, filters=True)
        self.town = ChoiceField("町", (EVERYBODY,), optional=False, filters=True)
        consents = tuple((consent.value, consent.label) for consent in Consent)
        self.consent = ChoiceField("同意", (EVERYBODY, *consents), optional=False, filters=True)
        self.overdue = QCheckBox("期限を過ぎた方だけ")
        self.overdue.setAccessibleName("期限を過ぎた方だけ")
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low")
        self.count = words("", voice="soft")
        self._over = words("", "head")
        check = QWidget()
        check.setLayout(column(self._over, self.overdue, gap=0.2))
        fields = (
            _titled("言葉でしぼる", self.text),
            _titled("状態", self.status),
            *((_titled("地域", self.area),) if areas else ()),
            _titled("町", self.town),
            _titled("同意", self.consent),
            check,
            self.count,
            self.drop,
        )
        self.setLayout(Flow(*fields, gap=0.75))
        self.text.edited.connect(self.typed)
        for field in (self.status, self.area, self.town, self.consent):
            field.edited.connect(self.changed)
        self.overdue.clicked.connect(self.changed)
        self.drop.clicked.connect(self.dropped)
        self.clear()

    def reshape(self, *, wide: bool) -> None:
        """Two rows where room is short, the second with the count."""
        set_size(self.text, min_width=13 if wide else 8)
        self._over.setVisible(wide)
        self.count.setVisible(not wide)

    def offer_towns(self, rows: Sequence[Listed]) -> None:
        """Offer the towns that people live in."""
        towns = sorted({row.line.town for row in rows if row.line.town})
        self.town.set_choices((EVERYBODY, *((town, town) for town in towns)))

    def clear(self) -> None:
        """Ask for nothing but 見守り中, without telling."""
        self.text.clear()
        self.status.set_value(Status.ACTIVE)
        self.area.set_value(ALL)
        self.town.set_value(ALL)
        self.consent.set_value(ALL)
        self.overdue.setChecked(False)
        self.show_drop()

    def show_drop(self, *, only: bool = False) -> None:
        """Offer to drop what is set, or the figure whose people are shown."""
        self.drop.setVisible(only or self.is_set())

    def is_set(self) -> bool:
        """Whether anything but the beginning is asked for."""
        wanted = self.wanted(None, None)
        return wanted != Wanted() or bool(self.text.text().strip())

    def wanted(self, fitting: frozenset[str] | None, only: frozenset[str] | None) -> Wanted:
        """What the fields say, with who fits the words and who is behind a figure."""
        return Wanted(
            status=self.status.value() or ALL,
            area=self.area.value() or ALL,
            town=self.town.value() or ALL,
            consent=self.consent.value() or ALL,
            overdue=self.overdue.isChecked(),
            fitting=fitting,
            only=only,
        )


def _titled(title: str, field: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(words(title, "head"), field, gap=0.2))
    return made
