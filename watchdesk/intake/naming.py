"""A person's name and its reading in a row: kept letter for letter, split only at a space (contract §3)."""

import re

from watchdesk.domain.address import changed_more_than_width
from watchdesk.domain.kana import is_kana, katakana, split_name
from watchdesk.errors import Invalid
from watchdesk.intake.draft import Draft, Told

_WITH_READING = re.compile(r"(?P<name>[^(（]+?)\s*[(（](?P<kana>[^)）]+)[)）]")
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd〓]")


def take_name(draft: Draft) -> None:
    """Read 氏名, or 氏 and 名, and フリガナ; refuse the row that has no name."""
    whole, family, given = draft.cell("name"), draft.cell("family_name"), draft.cell("given_name")
    text, reading = _parted(whole.text) if whole else (" ".join(part.text for part in (family, given) if part), "")
    first = whole or family or given
    if first is None or not text.strip():
        draft.refuse(
            Invalid("name", "氏名がありません。氏名を書いてから、もう一度取りこんでください。", kind="missing")
        )
        return
    if whole and reading:
        draft.keep(whole)
    names = split_name(text) if whole or not family else (family.text, given.text if given else None)
    draft.values["family_name"], draft.values["given_name"] = names
    _remark(draft, text, first, unsplit=whole is not None and names[1] is None)
    _keep_the_other_names(draft, whole, (family, given))
    _take_reading(draft, reading)


def _remark(draft: Draft, text: str, told: Told, *, unsplit: bool) -> None:
    if _UNREADABLE.search(text):
        sentence = "氏名に、この一覧では読めない字（外字）があります。名簿の紙で確かめて直してください。"
        draft.note(Invalid("name", sentence, kind="unreadable_letter"), told)
    if unsplit:
        sentence = "氏名に区切り（空白）がないので、氏と名を分けずに取りこみました。"
        draft.note(Invalid("name", sentence, kind="unsplit"), told)


def _keep_the_other_names(draft: Draft, whole: Told | None, parts: tuple[Told | None, ...]) -> None:
    """Where a list has 氏名 and 氏 and 名 besides, the latter two are kept as they stand."""
    for part in parts:
        if whole is not None and part is not None:
            draft.keep(part)


def _parted(text: str) -> tuple[str, str]:
    """Part 小川 美代子（オガワ ミヨコ） and a reading on a line of its own from the name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    readings = [line for line in lines if is_kana(line)]
    if len(lines) > 1 and len(readings) == 1:
        return " ".join(line for line in lines if line not in readings), readings[0]
    found = _WITH_READING.fullmatch(" ".join(lines))
    if found and is_kana(found["kana"]):
        return found["name"], found["kana"]
    return " ".join(lines), ""


def _take_reading(draft: Draft, beside_name: str) -> None:
    cells = [cell for key in ("kana", "family_kana", "given_kana") if (cell := draft.cell(key))]
    if draft.cell("kana"):
        for cell in cells[1:]:
            draft.keep(cell)
        cells = cells[:1]
    for cell in cells:
        if changed_more_than_width(cell.text, katakana(cell.text)):
            draft.keep(cell)
        if not is_kana(cell.text):
            sentence = f"フリガナ「{cell.text}」に、かな以外の字があります。確かめてください。"
            draft.note(Invalid("kana", sentence, kind="not_kana"), cell)
    reading = katakana(" ".join(cell.text for cell in cells) or beside_name)
    if not reading:
        return
    if draft.cell("family_kana") and not draft.cell("kana"):
        family, given = katakana(draft.text("family_kana")), katakana(draft.text("given_kana")) or None
    else:
        family, given = split_name(reading)
    draft.values |= {"family_kana": family, "given_kana": given}
