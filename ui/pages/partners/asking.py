"""What is asked of a partner on the phone: whether all still holds, or what changed, written down on the spot."""

from functools import partial
from typing import Any

from ui.pages.in_place import Question, Values
from ui.pages.person.form import asking
from watchdesk.desk import Desk
from watchdesk.domain.partner import Partner
from watchdesk.fields import PARTNER_FIELDS, title_of

_DRAFTS = "partner-asked"
_ASKED = tuple(
    next(field for field in PARTNER_FIELDS if field.key == key)
    for key in ("phones", "hours", "role", "organisation", "note")
)
"""What changes most stands first."""


def draft_key(partner: Partner) -> str:
    """Under which what is half-written of the call is kept."""
    return f"{_DRAFTS}:{partner.id}"


def half_written(desk: Desk) -> str | None:
    """Return the id of the partner whose change was written on last, None where there is none."""
    forms = (draft.form for draft in desk.drafts.all())
    return next((form.partition(":")[2] for form in forms if form.startswith(f"{_DRAFTS}:")), None)


def still_right(desk: Desk, partner: Partner) -> str:
    """Write down that all still holds, and return what to say of it."""
    desk.partners.verify(partner.id)
    return f"「{partner.name}」は、いまも正しいと書きました。"


def question(desk: Desk, partner: Partner) -> Question:
    """Ask what changed."""
    return Question(
        draft=draft_key(partner),
        title=f"「{partner.name}」の変わったところを直します",
        told="保存すると、今日確かめたことになります。",
        save="直して、確かめたことにする",
        fields=_ASKED,
        asking=asking(desk),
        values={field.key: getattr(partner, field.key) for field in _ASKED},
        write=partial(_write, desk, partner),
    )


def _write(desk: Desk, partner: Partner, told: Values) -> str:
    """Only what was written anew: the rest may have changed meanwhile."""
    values: dict[str, Any] = {key: () if key == "phones" and value is None else value for key, value in told.items()}
    changed = {key: value for key, value in values.items() if value != getattr(partner, key)}
    if not changed:
        return still_right(desk, partner)
    desk.partners.verify(partner.id, changed)
    titles = "、".join(title_of(PARTNER_FIELDS, field.key) for field in _ASKED if field.key in changed)
    return f"「{partner.name}」の{titles}を直し、今日確かめたと書きました。"
