"""Consent, status and area of a person as lines of a history: when, what, and all that was noted with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from watchdesk.desk import Codes
from watchdesk.domain import histories
from watchdesk.domain.era import show_day_short
from watchdesk.domain.histories import AreaEntry, ConsentEntry, Dated, StatusEntry
from watchdesk.domain.words import Consent, Status

CONSENT_HEADS = ("同意", "日・期限", "方法・立会人", "様式・写し", "提供先")
STATUS_HEADS = ("状態", "日", "再開の日", "わけ")
AREA_HEADS = ("地域", "日")

AS_PRINTED = "同意書に印刷してある提供先"

NOW, COMING, BEFORE = "いま", "予定", "前"

Entry = TypeVar("Entry", bound=Dated)


@dataclass(frozen=True, slots=True)
class StateRow:
    """One entry of a history: whether it holds (``いま 予定 前``), and what it says under each head."""

    when: str
    cells: tuple[str, ...]


def consent_rows(
    entries: Sequence[ConsentEntry], today: date, codes: Codes, scans: Mapping[str, str]
) -> tuple[StateRow, ...]:
    """Return the consents, newest first; ``scans`` are the titles of the person's attachments by id."""
    now = histories.on(entries, today)
    return tuple(
        StateRow(
            _when(entry, now, today),
            (
                _lines(entry.state.label, "" if entry.watch else "訪問は望まない"),
                _lines(since(entry), f"{show_day_short(entry.valid_until)}まで" if entry.valid_until else ""),
                _lines(entry.way.label if entry.way else "", f"立会人 {entry.witness}" if entry.witness else ""),
                _lines(entry.form or "", _scan(entry, scans)),
                recipients(entry, codes),
            ),
        )
        for entry in newest_first(entries)
    )


def status_rows(entries: Sequence[StatusEntry], today: date, codes: Codes) -> tuple[StateRow, ...]:
    """Return the states, newest first; a pause that is over has a line more, saying that the watch goes on."""
    now = histories.on(entries, today)
    back = now.until if now is not None and now.until is not None and now.until <= today else None
    rows: list[StateRow] = []
    for entry in newest_first(entries):
        if entry is now and back is not None:
            rows.append(StateRow(NOW, (f"{Status.ACTIVE.label}（再開）", f"{show_day_short(back)}から", "", "")))
        when = BEFORE if entry is now and back is not None else _when(entry, now, today)
        until = f"{show_day_short(entry.until)}に再開" if entry.until else ""
        rows.append(StateRow(when, (entry.state.label, since(entry), until, why(entry, codes))))
    return tuple(rows)


def area_rows(entries: Sequence[AreaEntry], today: date) -> tuple[StateRow, ...]:
    """Return the areas, newest first."""
    now = histories.on(entries, today)
    return tuple(
        StateRow(_when(entry, now, today), (f"{entry.area}地域", since(entry))) for entry in newest_first(entries)
    )


def since(entry: Dated) -> str:
    """First day of an entry: R8.11.1から."""
    return f"{show_day_short(entry.since)}から" if entry.since is not None else "はじめから"


def why(entry: StatusEntry, codes: Codes) -> str:
    """The reason of an end or a pause in words."""
    if not entry.reason:
        return ""
    return codes.label("end_reason", entry.reason) if entry.state is Status.ENDED else entry.reason


def recipients(entry: ConsentEntry, codes: Codes) -> str:
    """To whom the data may be given, in words; empty where nothing is agreed to."""
    if entry.state is not Consent.AGREED:
        return ""
    words = codes.short_labels("recipients")
    return "、".join(words.get(code, code) for code in entry.recipients) or AS_PRINTED


def clock(moment: datetime) -> str:
    """A time of day: 12時30分."""
    return f"{moment.hour}時{moment.minute:02}分"


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by their day, on one day by the order of entry, the newest first."""
    placed = sorted(enumerate(entries), key=lambda each: (each[1].since or histories.BEGINNING, each[0]), reverse=True)
    return [entry for _, entry in placed]


def _scan(entry: ConsentEntry, scans: Mapping[str, str]) -> str:
    return f"写し {scans.get(entry.attachment_id, 'あり')}" if entry.attachment_id else ""


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _when(entry: Entry, now: Entry | None, today: date) -> str:
    if entry.since is not None and entry.since > today:
        return COMING
    return NOW if entry is now else BEFORE
