"""How to reach a person and whom to call for them: telephone numbers and 緊急連絡先 in a row."""

import re
import unicodedata

from watchdesk.domain.address import changed_more_than_width
from watchdesk.domain.person import EmergencyContact
from watchdesk.domain.phone import split_phones
from watchdesk.errors import Invalid
from watchdesk.intake.cells import SAYS_NOTHING
from watchdesk.intake.draft import Draft, Told
from watchdesk.intake.words import plain

SHORTEST_NUMBER = 6
"""Digits: what has fewer is no telephone number."""

_WITHOUT_ZERO = re.compile("[1-9][0-9]{8,9}")


def take_phones(draft: Draft) -> None:
    """Read all columns of telephone numbers, in their order, each number once."""
    numbers: list[str] = []
    for told in draft.told.get("phones", ()):
        numbers += [number for number in _numbers(draft, told, "phones") if number not in numbers]
    draft.values["phones"] = tuple(numbers)


def _numbers(draft: Draft, told: Told, field: str) -> tuple[str, ...]:
    """The numbers of a cell; what stands beside them, and what is none, is kept as it stood."""
    text = _zero_given_back(told.text)
    try:
        found = split_phones(text) if plain(text) not in SAYS_NOTHING else ()
    except Invalid as fault:
        draft.keep(told)
        draft.note(Invalid(field, str(fault), kind="unreadable"), told)
        return ()
    numbers = tuple(number for number, _ in found if sum(map(str.isdigit, number)) >= SHORTEST_NUMBER)
    if changed_more_than_width(told.text, "、".join(numbers)):
        draft.keep(told)
    if len(numbers) < len(found):
        sentence = f"「{told.text}」は電話番号として短すぎます。確かめてください。"
        draft.note(Invalid(field, sentence, kind="too_short"), told)
    return numbers


def _zero_given_back(text: str) -> str:
    """Return 660454730, a number that Excel took the zero from, as 0660454730."""
    wide = unicodedata.normalize("NFKC", text)
    return f"0{wide}" if _WITHOUT_ZERO.fullmatch(wide) else text


def take_contacts(draft: Draft) -> None:
    """Read 緊急連絡先, up to three, each from its columns or from one cell that holds all of it."""
    contacts = [contact for suffix in ("", "_2", "_3") for contact in _contacts(draft, suffix)]
    draft.values["emergency_contacts"] = tuple(contacts)


def _contacts(draft: Draft, suffix: str) -> list[EmergencyContact]:
    whole, phone = draft.cell(f"emergency{suffix}"), draft.cell(f"emergency_phone{suffix}")
    name, relation = draft.text(f"emergency_name{suffix}"), draft.text(f"emergency_relation{suffix}")
    contacts = _from_one_cell(draft, whole) if whole else []
    if not (name or relation or phone):
        return contacts
    numbers = _numbers(draft, phone, "emergency_contacts") if phone else ()
    if len(contacts) == 1 and not name:
        only = contacts.pop()
        name, relation, numbers = only.name or "", relation or only.relation or "", numbers or _one(only.phone)
    if not (name or relation or numbers):
        return contacts
    return [EmergencyContact(name=name or None, relation=relation or None, phone="、".join(numbers) or None), *contacts]


def _one(phone: str | None) -> tuple[str, ...]:
    return (phone,) if phone else ()


_RELATION = "|".join(
    (
        *(
            "長男の妻",
            "長男の嫁",
            "次男の妻",
            "次男の嫁",
            "子の配偶者",
            "配偶者",
            "従兄弟",
            "従姉妹",
            "いとこ",
            "おい",
            "めい",
        ),
        *(
            "長男",
            "長女",
            "次男",
            "次女",
            "二男",
            "二女",
            "三男",
            "三女",
            "四男",
            "四女",
            "息子",
            "娘",
            "子",
            "妻",
            "夫",
            "孫",
        ),
        *("義兄", "義弟", "義姉", "義妹", "義父", "義母", "父", "母", "兄", "弟", "姉", "妹", "甥", "姪", "嫁", "婿"),
        *("親戚", "親族", "知人", "友人", "隣人", "近所", "民生委員", "後見人", "大家", "管理人"),
    )
)
_AROUND = re.compile(
    rf"(?P<before>{_RELATION})?[\s:：・]*(?P<name>[^()（）\d]*?)[\s・]*(?:[(（]?(?P<behind>{_RELATION})[)）]?)?"
)


def _from_one_cell(draft: Draft, told: Told) -> list[EmergencyContact]:
    """Read 長男 小川実 090-0012-3456 and its like; the cell is kept as it stood unless it is a bare name."""
    try:
        parts = split_phones(told.text)
    except Invalid:
        parts = ()
    if not parts:
        contact = _who(told.text, None)
        if contact.relation:
            draft.keep(told)
        return [contact]
    draft.keep(told)
    return [_who(words, number) for number, words in parts]


def _who(words: str, phone: str | None) -> EmergencyContact:
    text = " ".join(words.split())
    found = _AROUND.fullmatch(text)
    relation = (found["before"] or found["behind"]) if found else None
    name = found["name"].strip() if found and relation else text
    return EmergencyContact(name=name or None, relation=relation, phone=phone)
