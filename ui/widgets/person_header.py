"""PersonHeader: who is on screen, always the same way: name, age, address, consent, and who has a similar name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme, set_gaps
from ui.widgets import person_words
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, Item, column, readable, row, words
from ui.widgets.icon_label import IconLabel
from watchdesk.desk import Similar
from watchdesk.domain import line_words
from watchdesk.domain.era import show_day, show_day_both
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.words import Sex, Status

ONE_LINE = 60.0
TWO_LINES = 40.0
"""Em of width from which the cells stand in one line, and in two."""


NO_READING = "よみがな 未記入"

_PHONES = 2
"""So many phones stand in one line; more may take several."""

NAMED = 2
"""So many people of similar names are named in the header; how many more there are is said."""

_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


class PersonHeader(QFrame):
    """``show_person(line, alike, consent)`` shows somebody; ``alike`` are the people of similar names nearby.

    Each of these is named with what tells her apart: reading, age, home. The reading always stands above the name;
    where it is not known, that is said. ``consent`` is today's entry where the page knows it; it adds the way and the
    day. The name is what a screen reader says of the header. Words can be selected by mouse and keyboard.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells: list[QWidget] = []
        self._lines = 0
        self._rows: tuple[QHBoxLayout, ...] = ()
        self._alike: QWidget | None = None
        self._consent: QBoxLayout | None = None
        self._address: QBoxLayout | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._body.setContentsMargins(2, 2, 2, 2)
        self.setLayout(self._body)
        self.setProperty("ground", "paper")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setObjectName("personHeader")

    def show_person(
        self,
        line: PersonLine,
        alike: Sequence[Similar] = (),
        consent: ConsentEntry | None = None,
        *,
        opened: bool = False,
    ) -> None:
        """Show a person; ``opened`` tells that a hidden one's whereabouts stand on the page below."""
        for cell in self._cells:
            cell.hide()
            cell.deleteLater()
        self._alike = _alike_cell(alike) if alike else None
        agreed, self._consent = _consent_cell(line, consent)
        where, self._address = _address_cell(line, opened=opened)
        self._cells = [_name_cell(line), _age_cell(line), where, agreed]
        if self._alike is not None:
            self._cells.append(self._alike)
        similar = f"似た名前の方が{len(alike)}名います。{'。'.join(map(_told_apart, alike))}" if alike else ""
        self.setAccessibleName(f"{line.name} {line.kana or NO_READING} {person_words.age(line)} {similar}".strip())
        self._lines = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._alike is not None:
            painter.fillRect(self._alike.geometry(), self._theme.ground("care"))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        for cell in self._cells:
            place = cell.geometry()
            if place.right() < self.width() - 8:
                painter.drawLine(place.topRight(), place.bottomRight())
            if place.top() > 4:
                painter.drawLine(place.topLeft(), place.topRight())
        painter.end()

    def _arrange(self) -> None:
        wide = self.width() / self._theme.em(1)
        lines = 1 if wide >= ONE_LINE else 2 if wide >= TWO_LINES else 3
        if lines == self._lines or not self._cells:
            return
        self._lines = lines
        if self._consent is not None:
            self._consent.setDirection(_DOWN if lines == 1 else _ACROSS)
        if self._address is not None:
            self._address.setDirection(_ACROSS if lines == 3 else _DOWN)
            self._address.setStretch(0, 1 if lines == 3 else 0)
            set_gaps(self._address, 0.8 if lines == 3 else 0.15)
        for cell in self._cells:
            inside = cell.layout()
            if inside is not None:
                set_gaps(inside, 0.15, (0.2 if lines == 3 else 0.45, 0.95))
        for old in self._rows:
            while old.count():
                old.takeAt(0)
            self._body.removeItem(old)
            old.deleteLater()
        self._rows = tuple(_line_of(cells) for cells in _parted(self._cells, lines))
        for made in self._rows:
            self._body.addLayout(made)


class BriefHeader(QFrame):
    """Who is on screen, in a line: name, reading, age and address, where the header has scrolled out of sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "paper")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name, self._about = words("", "name"), words("", "small", wrap=True)
        layout = row(self._name, self._about, margins=(0.15, 1.5))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_person(self, line: PersonLine) -> None:
        """Show a person."""
        where = "住所は秘匿" if line.hidden else line_words.street(line)
        self._name.setText(line.name)
        self._about.setText("　".join(one for one in (line.kana or NO_READING, person_words.age(line), where) if one))
        self.setAccessibleName(f"{self._name.text()} {self._about.text()}")


def _parted(cells: list[QWidget], lines: int) -> list[list[QWidget]]:
    """Cells by line: 1: all; 2: who and where, then consent and similar names; 3: who, where, the rest."""
    if lines == 1:
        return [cells]
    return [cells[:3], cells[3:]] if lines == 2 else [cells[:2], cells[2:3], cells[3:]]


def _line_of(cells: list[QWidget]) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(0)
    for cell in cells:
        made.addWidget(cell, 1 if cell.property("takesRoom") or cell is cells[-1] else 0)
    return made


def _cell(*items: Item, gap: float = 0.15) -> QWidget:
    made = QWidget()
    made.setLayout(column(STRETCH, *items, STRETCH, gap=gap, margins=(0.45, 0.95)))
    return made


def _told(text: str, role: str = "body", voice: str = "", *, wrap: bool = False) -> QLabel:
    label = words(text, role, voice, wrap=wrap)
    readable(label)
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return label


def _name_cell(line: PersonLine) -> QWidget:
    return _cell(_told(line.kana or NO_READING, "small", "soft"), _told(line.name, "person"), gap=0.1)


def _age_cell(line: PersonLine) -> QWidget:
    sex = line.sex.label if line.sex not in (None, Sex.UNKNOWN) else ""
    birth = show_day_both(line.birth_date) if line.birth_date else "生年月日がまだです"
    return _cell(row(_told(person_words.age(line), "name"), _told(sex), STRETCH, gap=0.6), _told(birth, voice="soft"))


def _address_cell(line: PersonLine, *, opened: bool) -> tuple[QWidget, QBoxLayout]:
    where = " ".join(part for part in (line_words.street(line), line.building) if part)
    parts: list[Item] = [
        row(Badge("秘匿", "away"), STRETCH),
        _told("住所と電話は、台帳に出しています" if opened else "住所と電話は隠しています", "small", "soft"),
    ]
    if not line.hidden:
        phones = "、".join(line.phones) or "電話がまだです"
        address = _told(where or "住所がまだです", wrap=True)
        reached = row(IconLabel("phone", "soft", 1.0), _told(phones, wrap=len(line.phones) > _PHONES), gap=0.35)
        reached.setStretch(1, 1)
        parts = [address, reached]
    inner = column(*parts, gap=0.15)
    made = _cell(inner)
    made.setProperty("takesRoom", True)
    return made, inner


def _consent_cell(line: PersonLine, entry: ConsentEntry | None) -> tuple[QWidget, QBoxLayout]:
    badges: list[Item] = [Badge(*person_words.consent(line, entry))]
    if line.status in (Status.PAUSED, Status.ENDED):
        badges.insert(0, Badge(line.status.label, "away"))
    since = show_day(entry.since) if entry is not None and entry.since is not None else ""
    parts = row(row(*badges, gap=0.4), _told(since, "small", "soft"), gap=0.4)
    made = _cell(row(parts, STRETCH))
    return made, parts


def _alike_cell(alike: Sequence[Similar]) -> QWidget:
    named = [_told(_told_apart(one), "small", wrap=True) for one in alike[:NAMED]]
    more = f"（ほか{len(alike) - NAMED}名）" if len(alike) > NAMED else ""
    head = words(f"似た名前の方がいます{more}", "strong", "care")
    return _cell(row(IconLabel("users-round", "care"), head, STRETCH, gap=0.4), *named)


def _told_apart(one: Similar) -> str:
    """高橋 敏子さん：86歳（S15.4.1生）、九条南2-47-3; what is the same for both is left out."""
    return f"{one.line.name}さん：{'、'.join(one.apart) or 'ちがいは、まだ書かれていません'}"
