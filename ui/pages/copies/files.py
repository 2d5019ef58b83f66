"""Files among the copies: which of them went to a receiver as a file, and what is awaited of it."""

from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyLine
from watchdesk.domain.era import show_day_short
from watchdesk.domain.handover import Handover, HandoverKind

FILES = frozenset(kind.value for kind in HandoverKind)
"""Kinds of copies that are files which went to a receiver."""


def handover_of(desk: Desk, copy: CopyLine) -> Handover | None:
    """The file that a copy is; None of paper."""
    if copy.kind not in FILES:
        return None
    return next((one for one in desk.handovers.all() if one.copy_number == copy.number), None)


def about(one: Handover) -> str:
    """Who signed, what came back, and by when the rest is awaited."""
    signed = f"受領：{show_day_short(one.received_on)} {one.received_by or ''}" if one.received_on is not None else ""
    back = f"戻った日：{show_day_short(one.returned_on)}" if one.returned_on is not None else ""
    due = f"返してもらう日：{show_day_short(one.due_back)}" if one.due_back is not None and not back else ""
    gone = f"消した日：{show_day_short(one.erased_on)}" if one.erased_on is not None else ""
    until = f"消してもらう日：{show_day_short(one.erase_by)}" if one.erase_by is not None and not gone else ""
    waits = "受領書：まだ戻っていません" if one.is_unreceipted else ""
    return "　".join(part for part in (waits, signed.rstrip(), back, due, gone, until) if part)
