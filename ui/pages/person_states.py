"""PersonStates: consent, status and area of a person: today's, how it came to be, and what is new to write down."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.drafts import DraftKeeper
from ui.pages.person_form import asking
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.form_sheet import FormSheet
from ui.widgets.record_form import RecordForm
from watchdesk.desk import Codes, Desk
from watchdesk.domain import histories
from watchdesk.domain.era import show_day, show_day_both
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, ConsentWay, EndReason, Status
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.fields import CONSENT_FIELDS, STATUS_FIELDS, Field, Kind, Section

AREA_FIELDS = (
    Field("area", "地域", Kind.CHOICE, required=True, code_list="areas"),
    Field("since", "移った日", Kind.DAY),
)


@dataclass(frozen=True, slots=True)
class History:
    """One of the three: its title, its field of the record, what is asked, and how an entry is told and written."""

    title: str
    kept_in: str
    fields: tuple[Field, ...]
    button: str
    told: Callable[[Any, Codes], str]
    write: Callable[[Desk, str, dict[str, Any]], Person]


class PersonStates(QWidget):
    """``show_person(person)``; ``written(sentence)`` after an entry was added, ``refused(sentence)`` where not."""

    written = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.parts = tuple(_Part(desk, place, history) for place, history in enumerate(HISTORIES, start=1))
        layout = QVBoxLayout()
        set_gaps(layout, 1.25)
        for part in self.parts:
            layout.addWidget(part)
            part.written.connect(self.written)
            part.refused.connect(self.refused)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_person(self, person: Person) -> None:
        """Show the three histories of somebody."""
        for part in self.parts:
            part.show_person(person)

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        for part in self.parts:
            part.keep()

    def half_written(self) -> QWidget | None:
        """The field to go on with where one of the small forms is open."""
        return next((part.field() for part in self.parts if part.form is not None), None)


class _Part(QWidget):
    """One history, and the small form that adds to it."""

    written = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, number: int, history: History) -> None:
        super().__init__()
        self._desk, self._history, self._number = desk, history, number
        self._person: Person | None = None
        self._sheet: QWidget | None = None
        self.form: RecordForm | None = None
        self.add = ActionButton(history.button, "pen-line", kind="low")
        self.add.clicked.connect(self.ask)
        self.save = ActionButton("書き足す", "check", "Ctrl+Enter", kind="plain", only_shown=True)
        self.save.clicked.connect(self.write)
        self.stop = ActionButton("やめる", kind="low")
        self.stop.clicked.connect(self.stop_asking)
        self._bar = QWidget()
        self._bar.setLayout(row(STRETCH, self.stop, self.save))
        self._bar.hide()
        self._column = column(row(self.add, STRETCH), self._bar, gap=0.5)
        self.setLayout(self._column)
        self.keeper = DraftKeeper(desk, self._texts, self)

    def show_person(self, person: Person) -> None:
        """Show the history, newest entry first."""
        if self._person is not None and self._person.id != person.id:
            self.keep()
            self.close_form()
        self._person = person
        if self._sheet is not None:
            self._column.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = self._made(person)
        self._column.insertWidget(0, self._sheet)
        if self.form is None and self._desk.drafts.load(self._draft_key()) is not None:
            self.ask()

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        if self.form is not None:
            self.keeper.keep_all()

    def ask(self) -> None:
        """Open the small form."""
        if self.form is not None:
            return
        self.form = RecordForm((Section("", self._history.fields),), asking(self._desk))
        self.form.set_values({"since": self._desk.today(), "watch": True})
        self.form.submitted.connect(self.write)
        self.form.edited.connect(self.keeper.touch)
        self._column.insertWidget(self._column.count() - 1, self.form)
        for part in (self.form, self._bar):
            part.show()
        self.add.hide()
        draft = self.keeper.begin(self._draft_key())
        if draft is not None:
            self.form.restore(draft.texts, draft.focus or "")
        else:
            self.form.focus_on(self._history.fields[0].key)

    def write(self) -> None:
        """Add the entry."""
        if self.form is None or self._person is None:
            return
        errors = self.form.check()
        if errors:
            self.refused.emit(self.form.show_errors(errors))
            return
        try:
            self._history.write(self._desk, self._person.id, self.form.values())
        except Invalid as error:
            self.refused.emit(self.form.show_errors((error,)))
        except WatchDeskError as error:
            self.refused.emit(str(error))
        else:
            self.stop_asking()
            self.written.emit(f"{self._history.title}を書き足しました。")

    def stop_asking(self) -> None:
        """Put the small form away, and its draft with it."""
        if self.form is not None:
            self.keeper.forget()
        self.close_form()

    def close_form(self) -> None:
        """Put the small form away; what was kept of it stays."""
        self.keeper.forget_form()
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self._bar.hide()
        self.add.show()

    def field(self) -> QWidget | None:
        """The field that was being written, else the first."""
        if self.form is None:
            return None
        widget: QWidget = self.form.entry(self.form.focus_key() or self._history.fields[0].key)
        return widget

    def _draft_key(self) -> str:
        return f"{self._history.kept_in}:{self._person.id if self._person is not None else ''}"

    def _texts(self) -> tuple[Mapping[str, str], str]:
        return (self.form.texts(), self.form.focus_key()) if self.form is not None else ({}, "")

    def _made(self, person: Person) -> QWidget:
        entries = getattr(person, self._history.kept_in)
        sheet = FormSheet(self._number, self._history.title)
        for when, told in _lines(entries, self._desk.today(), self._history, self._desk.codes):
            sheet.add_text(when, told, wide=True)
        made = QWidget()
        made.setLayout(column(sheet, *_none(entries), gap=0.3))
        return made


def _lines(entries: tuple[Any, ...], today: date, history: History, codes: Codes) -> Iterator[tuple[str, str]]:
    """Yield when and what, newest first: これから, いま, what was before; a pause that is over has a line more."""
    now = histories.on(entries, today)
    back = now.until if isinstance(now, StatusEntry) and now.until is not None and now.until <= today else None
    latest_first = sorted(enumerate(entries), key=_by_day, reverse=True)
    for _, entry in latest_first:
        if entry is now and back is not None:
            yield "いま", f"{show_day(back)}から。{Status.ACTIVE.label}（再開）"
        since = f"{show_day(entry.since)}から" if entry.since else "はじめから"
        ahead = entry.since is not None and entry.since > today
        when = "これから" if ahead else "いま" if entry is now and back is None else "その前"
        yield when, f"{since}。{history.told(entry, codes)}"


def _by_day(place_and_entry: tuple[int, Any]) -> tuple[date, int]:
    """Day of an entry, then the order in which it was entered."""
    place, entry = place_and_entry
    return entry.since or histories.BEGINNING, place


def _none(entries: tuple[Any, ...]) -> tuple[QWidget, ...]:
    return () if entries else (words("まだ書かれていません。", voice="soft"),)


def _told_consent(entry: ConsentEntry, codes: Codes) -> str:
    recipients = "、".join(codes.label("recipients", code) for code in entry.recipients)
    parts = (
        entry.state.label + (f"（{entry.way.label}）" if entry.way else ""),
        "" if entry.watch else "名簿だけで、訪問は望まない",
        f"提供先: {recipients}" if recipients else "",
        f"期限: {show_day_both(entry.valid_until)}" if entry.valid_until else "",
    )
    return "。".join(part for part in parts if part)


def _told_status(entry: StatusEntry, codes: Codes) -> str:
    reason = codes.label("end_reason", entry.reason) if entry.reason and entry.state is Status.ENDED else entry.reason
    parts = (entry.state.label, reason or "", f"{show_day(entry.until)}に再開" if entry.until else "")
    return "。".join(part for part in parts if part)


def _told_area(entry: AreaEntry, codes: Codes) -> str:
    return f"{entry.area}地域"


def consent_entry(values: dict[str, Any]) -> ConsentEntry:
    """What a form of CONSENT_FIELDS says, as an entry."""
    return ConsentEntry(
        state=Consent(values["state"]),
        since=values.get("since"),
        way=ConsentWay(values["way"]) if values.get("way") else None,
        recipients=tuple(values.get("recipients") or ()),
        watch=values.get("watch") is not False,
        valid_until=values.get("valid_until"),
    )


def status_entry(values: dict[str, Any]) -> StatusEntry:
    """What a form of STATUS_FIELDS says, as an entry. Invalid where reason or end do not fit the state."""
    state = Status(values["state"])
    reason = values.get("reason")
    if state is Status.ENDED and not reason:
        raise Invalid("reason", "終了のときは、終了理由を選んでください。", kind="missing")
    if state is not Status.ENDED and reason:
        raise Invalid("reason", "終了理由は、状態が「終了」のときだけ選びます。")
    if state is not Status.PAUSED and values.get("until"):
        raise Invalid("until", "再開の日は、状態が「休止」のときだけ入れます。")
    entry_reason = EndReason(reason).value if reason else None
    return StatusEntry(state=state, since=values.get("since"), until=values.get("until"), reason=entry_reason)


def _write_consent(desk: Desk, person_id: str, values: dict[str, Any]) -> Person:
    return desk.people.set_consent(person_id, consent_entry(values))


def _write_status(desk: Desk, person_id: str, values: dict[str, Any]) -> Person:
    return desk.people.set_status(person_id, status_entry(values))


def _write_area(desk: Desk, person_id: str, values: dict[str, Any]) -> Person:
    return desk.people.move(person_id, AreaEntry(area=values["area"], since=values.get("since")))


HISTORIES = (
    History("同意", "consent_history", CONSENT_FIELDS, "同意が変わった", _told_consent, _write_consent),
    History("状態", "status_history", STATUS_FIELDS, "状態が変わった", _told_status, _write_status),
    History("地域", "area_history", AREA_FIELDS, "地域が変わった", _told_area, _write_area),
)
