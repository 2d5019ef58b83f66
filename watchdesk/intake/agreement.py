"""Consent, status and area in a row: what the month's figures of people rest on, so read strictly."""

from collections.abc import Mapping, Sequence
from datetime import date

from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.words import Consent, ConsentWay, Status
from watchdesk.errors import Invalid
from watchdesk.intake import synonyms
from watchdesk.intake.cells import day, listed, looked_up, past_day
from watchdesk.intake.draft import Draft, Told
from watchdesk.intake.places import area_named


def take_area(draft: Draft, areas: Sequence[str], sheet_area: str | None, home_area: str | None) -> None:
    """Read 地域: the column where it names an area, else the sheet's name, else the home area (contract §5)."""
    told = draft.cell("area")
    named = area_named(told.text, areas) if told else None
    if told is not None and named is None:
        draft.keep(told)
        sentence = f"「{told.text}」という地域は一覧にありません。地域の一覧の名前で書いてください。"
        draft.note(Invalid("area", sentence, kind="unknown"), told)
    area = named or sheet_area or home_area
    if area is None:
        sentence = "地域が分かりません。「地域」の列を加えるか、シートの名前を地域の名前にしてください。"
        draft.refuse(Invalid("area", sentence, kind="missing"), told)
        return
    draft.values["area_history"] = (AreaEntry(area=area),)


def take_consent(draft: Draft, recipients: Mapping[str, str], today: date, default: ConsentEntry | None) -> None:
    """Read 同意 with its date, way, receivers and end; without a word for it ``default`` holds, else 未回答.

    ``recipients`` is plain form → code.
    """
    since = draft.require("consent_date", lambda told: past_day("consent_date", told.cell, today))
    until = draft.require("consent_valid_until", lambda told: day("consent_valid_until", told.cell))
    way = draft.word("consent_way", synonyms.WAYS, "同意方法")
    watch = draft.word("consent_watch", synonyms.YES_NO, "見守り希望")
    receivers = draft.take("consent_recipients", lambda told: _recipients(draft, told, recipients)) or ()
    if draft.cell("consent") is None:
        _keep_what_belongs_to_no_consent(draft)
        draft.values["consent_history"] = (default or ConsentEntry(state=Consent.PENDING),)
        return
    state = draft.word("consent", synonyms.CONSENTS, "同意")
    draft.values["consent_history"] = (
        ConsentEntry(
            state=Consent(state) if state else Consent.PENDING,
            since=since,
            way=ConsentWay(way) if way else None,
            recipients=receivers,
            watch=watch != "no",
            valid_until=until,
        ),
    )


def _keep_what_belongs_to_no_consent(draft: Draft) -> None:
    for key in ("consent_date", "consent_valid_until", "consent_way", "consent_watch", "consent_recipients"):
        told = draft.cell(key)
        if told is not None:
            draft.keep(told)


def _recipients(draft: Draft, told: Told, words: Mapping[str, str]) -> tuple[str, ...]:
    codes, rest = listed(told.text, words)
    if rest:
        draft.keep(told)
        sentence = f"同意の提供先「{'、'.join(rest)}」は一覧にありません。取込時の項目に残しました。"
        draft.note(Invalid("consent_recipients", sentence, kind="unknown"), told)
    return codes


def take_status(draft: Draft) -> None:
    """Read 状態 with its first day and reason; 死亡 or 転居 alone is 終了 for that reason."""
    since = draft.require("status_date", lambda told: day("status_date", told.cell))
    until = draft.require("status_until", lambda told: day("status_until", told.cell))
    reason = draft.word("end_reason", synonyms.END_REASONS, "終了理由")
    state = draft.require("status", lambda told: _status(draft, told))
    if state is None and reason is not None and draft.cell("status") is None:
        state = Status.ENDED
    if state is None:
        _keep(draft, "status_date", "status_until")
        return
    if state is not Status.ENDED:
        _keep(draft, "end_reason")
    if state is not Status.PAUSED:
        _keep(draft, "status_until")
        until = None
    try:
        entry = StatusEntry(state=state, since=since, until=until, reason=_reason(draft, state, reason))
        draft.values["status_history"] = (entry,)
    except Invalid as fault:
        draft.refuse(fault, draft.cell("status_until") or draft.cell("status"))


def _keep(draft: Draft, *keys: str) -> None:
    for key in keys:
        told = draft.cell(key)
        if told is not None:
            draft.keep(told)


def _status(draft: Draft, told: Told) -> Status:
    code, exact = looked_up(told.text, synonyms.STATUSES)
    if code is None:
        sentence = f"状態「{told.text}」を読めません。「見守り中」「休止」「終了」のどれかで書いてください。"
        raise Invalid("status", sentence, kind="unknown")
    if not exact:
        draft.keep(told)
    return Status(code)


def _reason(draft: Draft, state: Status, reason: str | None) -> str | None:
    """The reason told, or the one that the word for the status says by itself (状態 死亡, 入院中)."""
    if state is Status.ENDED:
        return reason or looked_up(draft.text("status"), synonyms.END_REASONS)[0]
    word = draft.text("status")
    return word if state is Status.PAUSED and not looked_up(word, synonyms.STATUSES)[1] else None
