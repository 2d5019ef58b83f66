"""Handovers 受け渡しの記録 at the desk: what went to whom, receipts, what comes back and what is to be erased."""

from collections.abc import Mapping
from datetime import date

from watchdesk.changed import Changed
from watchdesk.domain.copies import ERASED, CopyDeed, CopyEvent, CopyState
from watchdesk.domain.era import show_day
from watchdesk.domain.handover import Handover
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.codes import Codes
from watchdesk.services.copies import end_file, written
from watchdesk.services.ground import Ground
from watchdesk.store import copies, handovers, past
from watchdesk.store.store import Tx
from watchdesk.store.values import as_json


class Handovers:
    """The files that went out, and what became of them."""

    def __init__(self, ground: Ground, codes: Codes) -> None:
        self._ground = ground
        self._codes = codes

    def all(self) -> tuple[Handover, ...]:
        """Return every file that went out, the newest first."""
        with self._ground.store.read() as connection:
            return handovers.fetch(connection)

    def get(self, handover_id: str) -> Handover:
        """Return one; NotFound where there is none."""
        with self._ground.store.read() as connection:
            return handovers.get(connection, handover_id)

    def unreceipted(self) -> tuple[Handover, ...]:
        """Return those whose receipt has not come back, the oldest first."""
        with self._ground.store.read() as connection:
            return handovers.fetch(connection, handovers.UNRECEIPTED)[::-1]

    def to_end(self) -> tuple[Handover, ...]:
        """Return those whose medium should be back or whose file should be erased by today, the longest awaited first.

        One stays until somebody writes down that it came back, and that it was erased: a copy that is back ends only a
        file of which nothing is to be erased.
        """
        today = self._ground.today()
        with self._ground.store.read() as connection:
            found = [one for one in handovers.fetch(connection, handovers.TO_END)[::-1] if one.awaited(today)]
        return tuple(sorted(found, key=lambda one: one.awaited(today)))

    def receiver_word(self, handover: Handover) -> str:
        """The receiver's word."""
        return self._codes.label("recipients", handover.receiver)

    def receipt(self, handover_id: str, on: date, by: str) -> Handover:
        """Write down that the receipt came back, signed by somebody; Invalid for a day that cannot be."""
        before, signed = self._signed(handover_id, on, by)
        if before.received_on is not None:
            raise WatchDeskError("受領書は、もう戻っています。", code="already_received")
        return self._change(before, "receipted", received_on=on, received_by=signed)

    def correct_receipt(self, handover_id: str, on: date, by: str) -> Handover:
        """Write down who really signed the receipt, and when; what stood there before is kept beside the ledger.

        Invalid for a day that cannot be or without a name; WatchDeskError (``no_receipt``) where none came back yet,
        (``unchanged``) where that is what stands there.
        """
        before, signed = self._signed(handover_id, on, by)
        if before.received_on is None:
            raise WatchDeskError(
                "受領書は、まだ戻っていません。「受領書が戻った」で書いてください。", code="no_receipt"
            )
        if (before.received_on, before.received_by) == (on, signed):
            raise WatchDeskError("受領書の記録は、もうそのとおりです。", code="unchanged")
        return self._correct(before, {"received_on": on, "received_by": signed})

    def _correct(self, before: Handover, values: Mapping[str, date | str]) -> Handover:
        """The chained ledger, which nobody can shorten, tells which fields; a name stands only among the values."""
        kept = {
            name: (as_json(getattr(before, name)), as_json(new))
            for name, new in values.items()
            if getattr(before, name) != new
        }
        with self._ground.store.write(self._ground.user, Changed.COPIES | Changed.DEEDS) as tx:
            handovers.change(tx.connection, before.id, **values)
            line = tx.log("receipt corrected", "handover", before.id, tuple(kept))
            past.keep(tx.connection, line, before.id, kept, entity="handover")
        return self.get(before.id)

    def receipt_before(self, handover_id: str) -> tuple[str, ...]:
        """Return in words who signed a receipt and when, as it stood before it was corrected, newest first."""
        with self._ground.store.read() as connection:
            found = past.changes_of(connection, [handover_id])
        return tuple(
            show_day(date.fromisoformat(one.old)) if one.field == "received_on" else str(one.old)
            for one in found
            if one.old is not None
        )

    def _signed(self, handover_id: str, on: date, by: str) -> tuple[Handover, str]:
        signed = " ".join(by.split())
        if not signed:
            raise Invalid("received_by", "受領書に署名した方のお名前を書いてください。", kind="missing")
        before = self.get(handover_id)
        self._refuse_day("received_on", before, on)
        return before, signed

    def returned(self, handover_id: str, on: date) -> Handover:
        """Write down that the stick or envelope came back; its copy with it, where no file is left to be erased.

        Invalid for a day that cannot be; WatchDeskError (``already_returned``) a second time.
        """
        with self._ground.store.write(self._ground.user, Changed.COPIES | Changed.DEEDS) as tx:
            before = handovers.get(tx.connection, handover_id)
            self._refuse_day("returned_on", before, on)
            if before.returned_on is not None:
                raise WatchDeskError("もう戻ったと書いてあります。", code="already_returned")
            if before.copy_number is not None and before.erase_by is None:
                self._settle(tx, before.copy_number, CopyDeed.RETURNED, on)
            end_file(tx, handovers.get(tx.connection, handover_id), CopyState.RETURNED, on)
        return self.get(handover_id)

    def erased(self, handover_id: str, on: date, how: str = ERASED) -> Handover:
        """Write down that the receiver erased the file, or that it is gone in another way ``how``; its copy with it.

        Invalid for a day that cannot be, also one before what was written of the copy last; WatchDeskError
        (``already_erased``) a second time.
        """
        with self._ground.store.write(self._ground.user, Changed.COPIES | Changed.DEEDS) as tx:
            before = handovers.get(tx.connection, handover_id)
            self._refuse_day("erased_on", before, on)
            if before.erased_on is not None:
                raise WatchDeskError("このファイルは、もう消したと書いてあります。", code="already_erased")
            if before.copy_number is not None:
                self._settle(tx, before.copy_number, CopyDeed.DESTROYED, on, how)
            end_file(tx, handovers.get(tx.connection, handover_id), CopyState.DESTROYED, on)
        return self.get(handover_id)

    def _settle(self, tx: Tx, number: int, deed: CopyDeed, on: date, note: str | None = None) -> None:
        """The copy is destroyed with its file or back with its stick, unless its own page says so; the file follows."""
        if copies.line(tx.connection, number).state in (CopyState.DESTROYED, CopyState(deed.value)):
            return
        event = CopyEvent(
            number=number,
            on=on,
            deed=deed,
            by=self._ground.user,
            at=self._ground.moment(),
            note=note,
        )
        written(tx, event, self._ground.today())

    def _refuse_day(self, field: str, handover: Handover, on: date) -> None:
        if on > self._ground.today():
            raise Invalid(field, "今日より先の日は書けません。日付を確かめてください。", kind="in_future")
        if on < handover.made_on:
            raise Invalid(field, "渡した日より前の日は書けません。日付を確かめてください。", kind="too_early")

    def _change(self, before: Handover, action: str, **values: date | str) -> Handover:
        with self._ground.store.write(self._ground.user, Changed.COPIES | Changed.DEEDS) as tx:
            handovers.change(tx.connection, before.id, **values)
            tx.log(action, "handover", before.id)
        return self.get(before.id)
