"""What is asked in the list 活動・連絡調整: why a record is voided, and a contact once more."""

from functools import partial

from ui import drafts
from ui.pages.activities.directory import shown
from ui.pages.activities.rows import Listed
from ui.pages.in_place import Question, Values
from ui.widgets.record_form import Asking
from watchdesk.desk import Desk
from watchdesk.domain.activity import Coordination
from watchdesk.domain.folding import fold
from watchdesk.domain.partner import Partner
from watchdesk.fields import COORDINATION_FIELDS, Field

VOID, REWRITE = "void", "rewrite"
_DRAFTS = "work"
_WHY_VOID = Field("reason", "取り消すわけ", required=True, wide=True)


def draft_key(question: str, of: str) -> str:
    """Under which a question keeps what is half-written; ``of``: the record."""
    return f"{_DRAFTS}:{question}:{of}"


def half_written(desk: Desk) -> tuple[str, str] | None:
    """Return the question that was written on last and what it is of; None where there is none."""
    return drafts.half_written(desk, _DRAFTS)


class Questions:
    """The questions, with what writes each answer down and the sentence that says so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def void(self, row: Listed) -> Question:
        """Ask why a record is voided."""
        return Question(
            draft=draft_key(VOID, row.id),
            title=f"「{row.what}」を取り消します",
            save="取り消す",
            fields=(_WHY_VOID,),
            asking=Asking(today=self._desk.today()),
            write=partial(self._void, row),
        )

    def rewrite(self, contact: Coordination, partners: tuple[Partner, ...]) -> Question:
        """Ask for a contact once more."""
        known = next((one for one in partners if one.id == contact.partner_id), None)
        values = {field.key: getattr(contact, field.key) for field in COORDINATION_FIELDS}
        return Question(
            draft=draft_key(REWRITE, contact.id),
            title=f"「{contact.what}」を書き直します",
            save="書き直す",
            fields=COORDINATION_FIELDS,
            asking=Asking(today=self._desk.today(), choices=self._choices, near=frozenset({"on"})),
            write=partial(self._rewrite, contact, partners),
            values=values | ({"whom": shown(known)} if known is not None else {}),
        )

    def _choices(self, name: str) -> tuple[tuple[str, str], ...]:
        return tuple((one.code, one.label) for one in self._desk.codes.entries(name))

    def _void(self, row: Listed, values: Values) -> str:
        voids = self._desk.activities.void if row.activity is not None else self._desk.activities.void_contact
        voids(row.id, values["reason"])
        return "取り消しました。「取り消したもの」から、元に戻せます。"

    def _rewrite(self, contact: Coordination, partners: tuple[Partner, ...], values: Values) -> str:
        typed = fold(values["whom"] or "")
        named = [one for one in partners if typed and typed in {fold(shown(one)), fold(one.name)}]
        known = next((one.id for one in named if one.id == contact.partner_id), None)
        partner_id = known or (named[0].id if len(named) == 1 else None)
        whom = None if partner_id is not None else values["whom"]
        self._desk.activities.change_contact(contact.id, {**values, "partner_id": partner_id, "whom": whom})
        return "書き直しました。"
