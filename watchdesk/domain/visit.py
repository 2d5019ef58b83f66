"""Visit 訪問記録: one attempt to see how one person is, in any way (contract §1)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Method, Result
from watchdesk.errors import Invalid

WITHOUT_MEETING = frozenset({Method.POSTING, Method.OUTSIDE})
"""Methods that take only ``outside_only`` or ``confirmed``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One attempt ``on`` a day, ``at`` a time of day where known; ``condition`` None: not told.

    ``area`` is the person's on that day, kept by the store.
    """

    id: str
    person_id: str
    on: date
    method: Method
    result: Result
    area: str = ""
    at: time | None = None
    condition: Condition | None = None
    signs: tuple[str, ...] = field(default=(), repr=False)
    note: str | None = field(default=None, repr=False)
    visitor: str | None = field(default=None, repr=False)
    voided: bool = False
    void_reason: str | None = field(default=None, repr=False)
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        fault = fault_of(self.method, self.result, self.condition)
        if fault is not None:
            raise fault
        if self.voided and not (self.void_reason or "").strip():
            raise Invalid("void_reason", "取り消すわけを書いてください。", kind="missing")
        if self.note is not None and not self.note.strip():
            raise Invalid("note", "空白だけの記録は残せません。", kind="blank")

    @property
    def is_confirmed_contact(self) -> bool:
        """安否を確認できた: an attempt is not a confirmation."""
        return self.result in CONFIRMED_CONTACT


def fault_of(method: Method, result: Result, condition: Condition | None) -> Invalid | None:
    """Return why method, result and condition cannot go together, or None (contract §1, row visit)."""
    if method in WITHOUT_MEETING and result not in (Result.OUTSIDE_ONLY, Result.CONFIRMED):
        sentence = (
            f"方法が「{method.label}」のときは、結果は「外から確認のみ」か「家族・近隣から確認」を選んでください。"
        )
        return Invalid("result", sentence, kind="not_with_method")
    if condition is None or condition in conditions_for(result):
        return None
    sentence = f"結果が「{result.label}」のときは、様子の「{condition.label}」は選べません。"
    return Invalid("condition", sentence, kind="not_with_result")


def results_for(method: Method) -> tuple[Result, ...]:
    """Return the results that a method takes, in the order of the contract."""
    if method in WITHOUT_MEETING:
        return (Result.CONFIRMED, Result.OUTSIDE_ONLY)
    return tuple(Result)


def conditions_for(result: Result) -> tuple[Condition, ...]:
    """Return the conditions that a result takes."""
    if result in CONFIRMED_CONTACT:
        return tuple(Condition)
    return (Condition.URGENT,) if result in (Result.NO_ANSWER, Result.OUTSIDE_ONLY) else ()
