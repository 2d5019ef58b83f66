"""DayPainter: how a day of the calendar looks: its number, holiday and 休み, appointments, how many are to be seen."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.pages.plans import day_words
from ui.theme import theme
from watchdesk.domain.month import Month
from watchdesk.domain.planning import PlanDay, week_of

_SIDE = 0.25
_RING = 3
"""Pixels of the line around the current day while the calendar has the focus."""
_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWrapAnywhere)
_SHORT = 5.2
"""Em of a cell below which an appointment is counted rather than named."""

Line = tuple[tuple[str, ...], str]
"""(words, and shorter ones where these find no room; colour of the theme)."""


class DayPainter(QStyledItemDelegate):
    """Paints the cells of one calendar."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._month: Month | None = None
        self._today = date.min
        self._in_list = self._wraps = False

    def show_month(self, month: Month | None, today: date, *, in_list: bool, wraps: bool) -> None:
        """Which month's days are meant, and how they stand; ``wraps``: there is room for whole words."""
        self._month, self._today, self._in_list, self._wraps = month, today, in_list, wraps

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        day = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(day, PlanDay):
            return
        painter.save()
        place, look = QRect(option.rect), theme()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(place, look.colour("select" if chosen else "label" if day.closed else "sheet"))
        painter.setPen(look.colour("line"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.drawLine(place.topRight(), place.bottomRight())
        if chosen and self._table.hasFocus():
            for inset in range(_RING):
                painter.setPen(look.colour("accent"))
                painter.drawRect(place.adjusted(inset, inset, -1 - inset, -1 - inset))
        inside = place.adjusted(look.em(_SIDE), look.em(0.25), -look.em(_SIDE), -look.em(0.1))
        if self._in_list:
            self._paint_line(painter, inside, day)
        elif self._wraps:
            self._paint_whole(painter, inside, day)
        else:
            self._paint_lines(painter, inside, day)
        painter.restore()

    def _paint_lines(self, painter: QPainter, place: QRect, day: PlanDay) -> None:
        """Head, then what fits; of what does not, the number is told."""
        look = theme()
        at = place.top() + self._paint_head(painter, place, day)
        small = look.font("small")
        step = QFontMetrics(small).height() + look.em(0.1)
        room = max(0, (place.bottom() - at) // step)
        painter.setFont(small)
        for words, colour in _fitting(day, room, short=place.width() < look.em(_SHORT)):
            painter.setPen(look.colour(colour))
            _write(painter, QRect(place.left(), at, place.width(), step), *words)
            at += step

    def _paint_whole(self, painter: QPainter, place: QRect, day: PlanDay) -> None:
        """Head, then all of it in whole words, as far down as there is room."""
        look = theme()
        left = place.adjusted(0, self._paint_head(painter, place, day), 0, 0)
        painter.setFont(look.font("small"))
        for words, colour in _lines(day, short=False, whole=True):
            painter.setPen(look.colour(colour))
            taken = painter.boundingRect(left, _WRAPPED, words[0])
            if taken.bottom() > place.bottom():
                _write(painter, left.adjusted(0, 0, 0, painter.fontMetrics().height() - left.height()), words[0])
                return
            painter.drawText(left, _WRAPPED, words[0])
            left.setTop(taken.bottom() + look.em(0.35))

    def _paint_head(self, painter: QPainter, place: QRect, day: PlanDay) -> int:
        """The number, and beside it what the day is; return the height taken."""
        look = theme()
        strong = look.font("name")
        height = QFontMetrics(strong).height()
        painter.setFont(strong)
        painter.setPen(look.colour(self._ink(day)))
        number = str(day.day.day)
        width = QFontMetrics(strong).horizontalAdvance(number)
        painter.drawText(QRect(place.left(), place.top(), width, height), Qt.AlignmentFlag.AlignVCenter, number)
        painter.setFont(look.font("small"))
        beside = place.adjusted(width + look.em(0.3), 0, 0, 0)
        beside.setHeight(height)
        _write(painter, beside, day_words.in_cell(day, self._today))
        return height

    def _paint_line(self, painter: QPainter, place: QRect, day: PlanDay) -> None:
        """A day in the list: its date, then all that it holds in one line."""
        look = theme()
        painter.setFont(look.font("name"))
        painter.setPen(look.colour(self._ink(day)))
        word = day_words.in_list(day.day)
        width = QFontMetrics(look.font("name")).horizontalAdvance("30日（日）") + look.em(0.5)
        _write(painter, QRect(place.left(), place.top(), width, place.height()), word)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text"))
        beside = day_words.beside_number(day, self._today)
        told = [beside, *(words[0] for words, colour in _lines(day, short=True) if colour != _HOLIDAY)]
        _write(painter, place.adjusted(width, 0, 0, 0), "　".join(part for part in told if part))

    def _ink(self, day: PlanDay) -> str:
        if self._month is not None and day.day not in self._month:
            return "soft"
        if day.day == self._today:
            return "accent"
        sunday = day.day == week_of(day.day)[0]
        return "urgent" if day.holiday or sunday else "text"


_HOLIDAY = "urgent"


def _lines(day: PlanDay, *, short: bool, whole: bool = False) -> list[Line]:
    tell = day_words.appointment_words if whole else day_words.appointment_in_cell
    holiday: list[Line] = [((day.holiday,), _HOLIDAY)] if day.holiday else []
    if short and day.appointments:
        planned: list[Line] = [((f"予定{len(day.appointments)}件",), "text")]
    else:
        planned = [((tell(line),), "text") for line in day.appointments]
    due: list[Line] = [(day_words.due_in_cell(len(day.due)), "accent")] if day.due else []
    back: list[Line] = [(day_words.back_in_cell(len(day.back)), "soft")] if day.back else []
    return [*holiday, *planned, *due, *back]


def _fitting(day: PlanDay, room: int, *, short: bool) -> list[Line]:
    """As many lines as there is room for; how many are to be seen comes before the last appointments."""
    lines = _lines(day, short=short)
    if len(lines) <= room or room < 1:
        return lines[:room]
    head = [line for line in lines if line[1] == _HOLIDAY]
    planned = [line for line in lines if line[1] == "text"]
    counted = [line for line in lines if line not in head and line not in planned]
    left = max(0, room - len(head) - len(counted))
    if len(planned) > left:
        fits = planned[: max(0, left - 1)]
        planned = [*fits, ((f"ほか{len(planned) - len(fits)}件",), "text")] if left else []
    return [*head, *planned, *counted][:room]


def _write(painter: QPainter, place: QRect, *words: str) -> None:
    """The first of the words that finds room, else the last, cut short."""
    metrics = painter.fontMetrics()
    fits = next((told for told in words if metrics.horizontalAdvance(told) <= place.width()), words[-1])
    told = metrics.elidedText(fits, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)
