"""Wording: what a field's value says in Japanese words, the same on the form, in the history and side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from watchdesk.domain.activity import Guest
from watchdesk.domain.era import show_day_both
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.partner import Charge
from watchdesk.domain.person import EmergencyContact
from watchdesk.domain.words import EndReason, Status, Word
from watchdesk.fields import (
    ACTIVITY_FIELDS,
    APPOINTMENT_FIELDS,
    COORDINATION_FIELDS,
    INFO_SECTIONS,
    PERSON_FIELDS,
    VISIT_FIELDS,
    Field,
    Kind,
)
from watchdesk.services.codes import Codes

NOTHING = "（なし）"
"""Stands for a value that is not written."""

OF_THE_PERSON: Mapping[str, str] = {
    "status_history": "状態",
    "consent_history": "同意",
    "area_history": "地域",
    "charges": "担当",
    "household_id": "同じ世帯",
    "extra": "取込時の項目",
    "created_on": "登録した日",
    "watcher": "担当の見守り員",
    "minsei": "担当の民生委員",
}
"""Titles of a person's fields that the register's form does not ask for, or no longer: the past still tells of them."""

_TITLES: Mapping[str, Mapping[str, str]] = {
    "person": {field.key: field.title for field in PERSON_FIELDS} | dict(OF_THE_PERSON),
    "visit": {field.key: field.title for field in VISIT_FIELDS}
    | {"voided": "取り消し", "void_reason": "取り消したわけ", "area": "地域"},
    "attachment": {"title": "添付の名前", "removed": "添付"},
    "partner": {
        "kind": "種別",
        "name": "お名前",
        "kana": "ふりがな",
        "role": "役割",
        "organisation": "所属",
        "phones": "電話",
        "area": "地域",
        "note": "メモ",
        "hours": "連絡の時間",
        "verified_on": "最後の確かめ",
        "retired": "退任",
    },
    "appointment": {field.key: field.title for field in APPOINTMENT_FIELDS}
    | {"person_id": "お会いする方", "area": "地域", "cancelled": "取りやめ", "cancel_reason": "取りやめたわけ"},
    "activity": {field.key: field.title for field in ACTIVITY_FIELDS}
    | {
        "own_kind": "区での種類",
        "partners": "参加の関係者",
        "guests": "招いた方",
        "area": "地域",
        "voided": "取り消し",
        "void_reason": "取り消したわけ",
    },
    "coordination": {field.key: field.title for field in COORDINATION_FIELDS}
    | {
        "partner_id": "関係機関",
        "person_id": "どなたのこと",
        "area": "地域",
        "voided": "取り消し",
        "void_reason": "取り消したわけ",
    },
    "info_item": {field.key: field.title for field in INFO_SECTIONS[0].fields}
    | {"fits": "知らせたい方", "file_name": "付けたPDF", "retired": "しまってある"},
    "snooze": {"until": "いつまで", "reason": "わけ", "ended_on": "戻した日"},
    "follow_up": {
        "what": "すること",
        "due_on": "期限",
        "who": "だれが",
        "done_on": "すんだ日",
        "done_by": "すませた人",
        "outcome": "どうなったか",
        "put_off_reason": "延ばしたわけ",
        "voided": "取り消し",
        "void_reason": "取り消したわけ",
    },
    "referral": {
        "receiver": "つなぎ先の種類",
        "body": "つなぎ先",
        "reason": "つなぐわけ",
        "wanted": "お願いすること",
        "given": "知らせる項目",
        "way": "送った方法",
        "answer_due": "返事の期限",
        "steps": "つなぎの段階",
    },
    "consultation": {
        "opened_on": "受けた日",
        "opened_at": "受けた時刻",
        "field": "分野",
        "field_word": "分野のその他",
        "content": "内容",
        "content_word": "内容のその他",
        "way": "受けた方法",
        "urgency": "急ぎぐあい",
        "said": "相談の中身",
        "caller": "相談した方",
        "caller_phone": "相談した方の電話",
        "caller_relation": "相談した方との関係",
        "steps": "したこと",
        "voided": "取り消し",
        "void_reason": "取り消したわけ",
    },
}

_FIELDS: Mapping[str, Mapping[str, Field]] = {
    "person": {field.key: field for field in PERSON_FIELDS},
    "visit": {field.key: field for field in VISIT_FIELDS},
    "appointment": {field.key: field for field in APPOINTMENT_FIELDS},
    "activity": {field.key: field for field in ACTIVITY_FIELDS},
    "coordination": {field.key: field for field in COORDINATION_FIELDS},
}


def title(entity: str, key: str) -> str:
    """Return a field's word on screen; the key itself where there is none."""
    return _TITLES.get(entity, {}).get(key, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words of values; ``names`` are those of partners and, of a household, of its people, by id."""

    codes: Codes
    names: Mapping[str, str] = field(default_factory=dict, repr=False)

    def value(self, entity: str, key: str, value: Any) -> str:
        """Return a value in words, line by line where it is a list; empty where nothing is written."""
        if value is None or value in ("", (), {}) or (value is False and key in _SILENT):
            return ""
        if key in _ENTRIES:
            return "\n".join(_ENTRIES[key](self, entry) for entry in value)
        asked = _FIELDS.get(entity, {}).get(key)
        if asked is None and key in _WHOLE:
            return _WHOLE[key](self, value)
        return _plain(value) if asked is None else words_of(asked, value, self.codes)

    def change(self, entity: str, key: str, old: Any, new: Any) -> tuple[str, str]:
        """Return two values in words; of a history only the entries that went and those that came."""
        if key in _ENTRIES and old and new:
            went, came = _without(old, new), _without(new, old)
            return self.value(entity, key, went), self.value(entity, key, came)
        return self.value(entity, key, old), self.value(entity, key, new)

    def status(self, entry: StatusEntry) -> str:
        """見守り中（昭和…から）."""
        reason = entry.reason
        if entry.state is Status.ENDED and reason:
            reason = EndReason(reason).label
        return _told(entry.state.label, reason, _since(entry.since), _day("再開", entry.until))

    def consent(self, entry: ConsentEntry) -> str:
        """同意（書面、…）."""
        receivers = "・".join(self.codes.label("recipients", code) for code in entry.recipients)
        return _told(
            entry.state.label,
            entry.way and entry.way.label,
            _day("", entry.since),
            receivers and f"提供先 {receivers}",
            None if entry.watch else "訪問は望まない",
            _day("期限", entry.valid_until),
            entry.witness and f"立会人 {entry.witness}",
            entry.form and f"書式 {entry.form}",
        )

    def area(self, entry: AreaEntry) -> str:
        """九条南（令和…から）."""
        return _told(entry.area, _since(entry.since))

    def charge(self, charge: Charge) -> str:
        """Name of the partner（…から、…まで）."""
        until = f"{show_day_both(charge.until)}まで" if charge.until else None
        return _told(self.names.get(charge.partner_id, "関係者"), _since(charge.since), until)

    def guest(self, guest: Guest) -> str:
        """Name of somebody at an activity（来られた）."""
        came = None if guest.came is None else "来られた" if guest.came else "来られなかった"
        return _told(self.names.get(guest.person_id, "お一人"), came)

    def household(self, household_id: str) -> str:
        """Who is of it."""
        return self.names.get(household_id, "あり")


def words_of(asked: Field, value: Any, codes: Codes) -> str:
    """Return a value of a form's field in words, empty where nothing is written."""
    if value is None or value in ("", ()):
        return ""
    return _BY_KIND.get(asked.kind, _with_unit)(asked, value, codes)


def contact(of: EmergencyContact) -> str:
    """One 緊急連絡先 in a line."""
    relation = f"（{of.relation}）" if of.relation else ""
    return f"{of.name or ''}{relation} {of.phone or ''}".strip()


def _without(entries: Sequence[Any], others: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(entry for entry in entries if entry not in others)


def _told(what: str, *more: str | None) -> str:
    known = "、".join(part for part in more if part)
    return f"{what}（{known}）" if known else what


def _since(day: date | None) -> str | None:
    return f"{show_day_both(day)}から" if day else None


def _day(word: str, day: date | None) -> str | None:
    return f"{word} {show_day_both(day)}".strip() if day else None


def _plain(value: Any) -> str:
    if isinstance(value, Word):
        return value.label
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return show_day_both(value) if isinstance(value, date) else str(value)


def _with_unit(asked: Field, value: Any, codes: Codes) -> str:
    return f"{value:%H:%M}" if asked.kind is Kind.TIME else f"{value}{asked.unit}"


def _choice(asked: Field, value: Any, codes: Codes) -> str:
    return codes.label(asked.code_list, str(getattr(value, "value", value)))


def _choices(asked: Field, value: Any, codes: Codes) -> str:
    return "\n".join(codes.label(asked.code_list, code) for code in value)


def _contacts(asked: Field, value: Sequence[EmergencyContact], codes: Codes) -> str:
    return "\n".join(f"{place}. {contact(one)}" for place, one in enumerate(value, start=1))


_BY_KIND: Mapping[Kind, Callable[[Field, Any, Codes], str]] = {
    Kind.DAY: lambda asked, value, codes: show_day_both(value),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.CONTACTS: _contacts,
    Kind.PHONES: lambda asked, value, codes: "、".join(value),
    Kind.YES_NO: lambda asked, value, codes: "はい" if value else "いいえ",
    Kind.POSTAL_CODE: lambda asked, value, codes: f"{value[:3]}-{value[3:]}",
}

_ENTRIES: Mapping[str, Callable[[Wording, Any], str]] = {
    "status_history": Wording.status,
    "consent_history": Wording.consent,
    "area_history": Wording.area,
    "charges": Wording.charge,
    "guests": Wording.guest,
}

_WHOLE: Mapping[str, Callable[[Wording, Any], str]] = {
    "household_id": Wording.household,
    "extra": lambda wording, value: "\n".join(f"{heading}：{text}" for heading, text in value.items()),
    "kind": lambda wording, value: wording.codes.label("partner_kinds", value),
    "own_kind": lambda wording, value: wording.codes.label("own_activities", value),
    "partners": lambda wording, value: "、".join(wording.names.get(one, "関係者") for one in value),
    "partner_id": lambda wording, value: wording.names.get(value, "関係者"),
}

_SILENT = frozenset({"hidden", "voided", "removed", "retired"})
"""Said only where they hold."""
