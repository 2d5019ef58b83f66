"""Where a person lives, in a row: postal code, town, numbers, building, whether in one cell or in five."""

import re
from collections.abc import Sequence

from watchdesk.domain.address import Address, changed_more_than_width, in_form, postal_code_in_form, split_address
from watchdesk.intake.cells import SAYS_NOTHING
from watchdesk.intake.draft import Draft, Told
from watchdesk.intake.words import plain


def take_address(draft: Draft, towns: Sequence[str]) -> None:
    """Read 郵便番号, 住所 or 町名 and 番地, 方書 and 部屋番号; what was put in form is kept as it stood."""
    draft.values["postal_code"] = draft.take("postal_code", lambda told: _postal_code(draft, told))
    cells = [cell for key in ("town", "address", "block") if (cell := draft.cell(key))]
    street = _street(*(draft.text(key) for key in ("town", "address", "block")))
    parts = split_address(street, towns) if street else Address()
    if parts.town is None and draft.cell("town"):
        parts = Address(town=draft.text("town"), address=in_form(draft.text("address") + draft.text("block")) or None)
    if street and changed_more_than_width(street, parts.line):
        for cell in cells:
            draft.keep(cell)
    building = " ".join(text for text in (parts.building, draft.text("building"), draft.text("room")) if text)
    draft.values |= {"town": parts.town, "address": parts.address, "building": building or None}


def _street(town: str, address: str, block: str) -> str:
    """One line of the three, the town not twice."""
    line = re.sub(r"\s*\n\s*", " ", address)
    return line + block if town and town in line else town + line + block


def _postal_code(draft: Draft, told: Told) -> str | None:
    """Read seven digits; a number in Excel has lost the zeros in front."""
    text = told.text.zfill(7) if isinstance(told.cell, int) else told.text
    if plain(text) in SAYS_NOTHING:
        draft.keep(told)
        return None
    code = postal_code_in_form(text)
    if changed_more_than_width(told.text, code):
        draft.keep(told)
    return code
