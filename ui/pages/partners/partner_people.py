"""PartnerPeople: whom a partner is in charge of 担当, since when, and how they go over to another."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.pages.in_place import InPlace, Question, Values
from ui.pages.person.form import asking
from ui.search_finding import states
from ui.theme import set_size
from ui.widgets import person_words
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words
from ui.widgets.choice_field import Choice
from ui.widgets.manners import composing
from ui.widgets.record_form import Asking
from ui.widgets.record_table import RecordTable
from watchdesk.columns import ALWAYS, Align, Column
from watchdesk.desk import Desk, Entrusted
from watchdesk.domain import line_words
from watchdesk.domain.directory import to_fetch
from watchdesk.domain.era import show_day_short
from watchdesk.domain.honorific import called
from watchdesk.domain.kana import sort_key
from watchdesk.domain.partner import Partner
from watchdesk.fields import Field, Kind

AREA, MARKS = "地域", "注意"
CHOSEN_ONE_BY_ONE = 60
"""Of more people nobody wants to tick boxes; they go over together, or from each one's page."""

_WHEN = "引きつぐ日から、次の方の担当になります。前の日までの担当の記録は、いまの方のまま残ります。"
_TO = Field("to", "引きつぐ方", Kind.CHOICE, required=True, code_list="partners")
_SINCE = Field("since", "引きつぐ日", Kind.DAY, required=True)
_PEOPLE = Field("people", "どなたを", Kind.CHOICES, required=True, code_list="people", wide=True)


def _marks(row: Entrusted) -> str:
    return "・".join(word for word, _ in states(row.line))


def _marks_tone(row: Entrusted) -> str:
    found = states(row.line)
    return found[0][1] if found else ""


def since(row: Entrusted) -> str:
    """From when to when, in words."""
    charge = row.charge
    begins = "前から" if charge.since is None else f"{show_day_short(charge.since)}から"
    return begins if charge.until is None else f"{begins}{show_day_short(charge.until)}まで"


COLUMNS: tuple[Column[Entrusted], ...] = (
    Column(
        "氏名",
        lambda row: row.line.name,
        sort_key=lambda row: sort_key(row.line.kana or "￿" + row.line.name),
        above=lambda row: row.line.kana or "",
        width=8,
        importance=ALWAYS,
    ),
    Column(MARKS, _marks, tone=_marks_tone, width=5, importance=8, alone=_marks),
    Column(
        "年齢",
        lambda row: person_words.age(row.line),
        sort_key=lambda row: row.line.age,
        align=Align.END,
        width=4,
        importance=5,
        alone=lambda row: person_words.age(row.line),
    ),
    Column(AREA, lambda row: row.line.area, width=4, importance=5, alone=lambda row: row.line.area),
    Column(
        "住所",
        lambda row: line_words.street(row.line),
        below=lambda row: row.line.building or "",
        width=9,
        importance=6,
        alone=lambda row: " ".join(part for part in (line_words.street(row.line), row.line.building) if part),
    ),
    Column("担当の期間", since, sort_key=lambda row: row.charge.since, width=8, importance=ALWAYS, alone=since),
)


class PartnerPeople(QWidget):
    """``show_people(partner, people)``; ``opened(Entrusted)`` when one is chosen.

    ``written(sentence)`` after a handing over, ``refused(sentence)`` where it can't be done as written,
    ``left(sentence)`` when it was put away half-written ("" where nothing was written). ``beside`` stands at the head.
    """

    opened = Signal(object)
    written = Signal(str)
    refused = Signal(str)
    left = Signal(str)

    def __init__(self, desk: Desk, beside: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self.partner: Partner | None = None
        self.people: tuple[Entrusted, ...] = ()
        self._offered: tuple[Partner, ...] = ()
        self._left = self._folded = False
        self.hand_over = ActionButton("担当を引きつぐ", "users", kind="low")
        self.told = words("", voice="soft")
        self.in_place = InPlace(desk)
        self.table = RecordTable(COLUMNS, "担当している方", folds=True)
        set_size(self.table, min_height=11)
        head = row(self.told, beside, self.hand_over, gap=0.75)
        head.setStretch(1, 1)
        layout = column(head, self.in_place, self.table, gap=0.6)
        layout.setStretch(2, 1)
        layout.addStretch(0)
        self.setLayout(layout)
        self.table.opened.connect(self.opened)
        self.hand_over.clicked.connect(self.ask)
        self.in_place.wrote.connect(self.written)
        self.in_place.refused.connect(self.refused)
        self.in_place.closed.connect(self._show_button)

    def show_people(self, partner: Partner, people: tuple[Entrusted, ...]) -> None:
        """Show somebody's people; a handing over that was half-written comes back."""
        if self.partner is not None and self.partner.id != partner.id:
            self.in_place.keep()
            self.in_place.put_away()
            self._left = False
        self.partner, self.people = partner, people
        today = self._desk.today()
        now = sum(one.charge.holds_on(today) for one in people)
        self.told.setText(_told(now, len(people) - now))
        self.fold(self._folded)
        self.table.set_rows(people)
        left_out = {AREA} if self._desk.home_area else set()
        left_out |= set() if any(map(_marks, people)) else {MARKS}
        self.table.hide_columns(frozenset(left_out))
        self.table.setVisible(bool(people))
        self._show_button()
        if (
            people
            and not self._left
            and self.in_place.form is None
            and self._desk.drafts.load(_draft(partner)) is not None
        ):
            self.ask()

    def fold(self, folded: bool) -> None:
        """Leave out how many they are where room is short; the tab says it too."""
        self._folded = folded
        self.told.setVisible(not folded or not self.people)

    def ask(self) -> None:
        """Ask to whom they go over, from when, and who of them."""
        if self.partner is None or not self.people:
            return
        partner, many = self.partner, len(self.people) > CHOSEN_ONE_BY_ONE
        self._offered = tuple(one for one in self._desk.partners.all() if one.id != partner.id)
        everybody = tuple(one.id for one in self.people)
        self.in_place.ask(
            Question(
                draft=_draft(partner),
                title=f"{called(partner)}の担当を、次の方に引きつぎます",
                told=_WHEN + (f"担当している{len(everybody)}名を、みな引きつぎます。" if many else ""),
                save="担当を引きつぐ",
                fields=(_TO, _SINCE) if many else (_TO, _SINCE, _PEOPLE),
                asking=self._asking(),
                values={"since": self._desk.today(), "people": everybody},
                write=self._hand_over,
            )
        )
        self.hand_over.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves what is asked; what was written of it stays for the next time."""
        asks = self.in_place.form is not None and not composing(QApplication.focusWidget())
        if event.key() == Qt.Key.Key_Escape and asks:
            self._left = True
            told = self.in_place.leave()
            self.hand_over.setFocus(Qt.FocusReason.OtherFocusReason)
            self.left.emit(told)
        else:
            super().keyPressEvent(event)

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        self.in_place.keep()

    def field(self) -> QWidget | None:
        """Where to go on writing; None while nothing is asked."""
        return self.in_place.first() if self.in_place.form is not None else None

    def _asking(self) -> Asking:
        plain, kinds = asking(self._desk), self._desk.codes.labels("partner_kinds")
        lists: dict[str, Sequence[Choice]] = {
            "partners": tuple((one.id, _named(one, kinds.get(one.kind, ""))) for one in self._offered),
            "people": tuple((one.id, _person(one)) for one in self.people),
        }
        return replace(
            plain,
            choices=lambda name: lists[name] if name in lists else plain.choices(name),
            ahead=frozenset({"since"}),
        )

    def _hand_over(self, values: Values) -> str:
        if self.partner is None:
            raise RuntimeError("nobody is shown")
        chosen = values.get("people")
        done = self._desk.partners.hand_over(self.partner.id, to=values["to"], since=values["since"], people=chosen)
        heir = next(one for one in self._offered if one.id == values["to"])
        fetch = to_fetch(self.partner, self._desk.watchers.papers(self.partner.id, done))
        since, whom = show_day_short(values["since"]), called(heir)
        return f"{len(done)}名の担当を、{since}から{whom}に引きつぎました。{fetch}"

    def _show_button(self) -> None:
        self.hand_over.setVisible(bool(self.people) and self.in_place.form is None)


def _draft(partner: Partner) -> str:
    return f"hand-over-all:{partner.id}"


def _named(partner: Partner, kind: str) -> str:
    return f"{partner.name}（{kind}）"


def _person(one: Entrusted) -> str:
    return " ".join(part for part in (one.line.name, one.line.kana, line_words.street(one.line)) if part)


def _told(now: int, later: int) -> str:
    if not now and not later:
        return "いま担当している方は、いません。担当は、要援護者の台帳の「関わる人」で決めます。"
    told = f"いま{now}名の担当です。" if now else ""
    return told + (f"これから担当になる方が{later}名います。" if later else "")
