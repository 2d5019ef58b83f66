"""Handovers 受け渡しの記録 at the desk: what went to whom, receipts, what comes back and what is to be erased."""

from datetime import date

from watchdesk.changed import Changed
from watchdesk.domain.copies import CopyDeed, CopyEvent, CopyState
from watchdesk.domain.handover import Handover
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.codes import Codes
from watchdesk.services.copies import written
from watchdesk.services.ground import Ground
from watchdesk.store import copies, handovers
from watchdesk.store.store import Tx


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

    def receiver_word(self, handover: Handover) -> str:
        """The receiver's word."""
        return self._codes.label("recipients", handover.receiver)

    def receipt(self, handover_id: str, on: date, by: str) -> Handover:
        """Write down that the receipt came back, signed by somebody; Invalid for a day that cannot be."""
        signed = " ".join(by.split())
        if not signed:
            raise Invalid("received_by", "受領書に署名した方のお名前を書いてください。", kind="missing")
        before = self.get(handover_id)
        self._refuse_day("received_on", before, on)
        if before.received_on is not None:
            raise WatchDeskError("受領書は、もう戻っています。", code="already_received")
        return self._change(before, "receipted", received_on=on, received_by=signed)

    def returned(self, handover_id: str, on: date) -> Handover:
        """Write down that the stick or envelope came back."""
        before = self.get(handover_id)
        self._refuse_day("returned_on", before, on)
        return self._change(before, "medium returned", returned_on=on)

    def erased(self, handover_id: str, on: date) -> Handover:
        """Write down that the receiver erased the file, or that it was never sent and is gone; its copy with it.

        Invalid for a day that cannot be, also one before what was written of the copy last; WatchDeskError
        (``already_erased``) a second time.
        """
        with self._ground.store.write(self._ground.user, Changed.COPIES) as tx:
            before = handovers.get(tx.connection, handover_id)
            self._refuse_day("erased_on", before, on)
            if before.erased_on is not None:
                raise WatchDeskError("このファイルは、もう消したと書いてあります。", code="already_erased")
            handovers.change(tx.connection, before.id, erased_on=on)
            tx.log("erased", "handover", before.id)
            if before.copy_number is not None:
                self._settle(tx, before.copy_number, on)
        return self.get(handover_id)

    def _settle(self, tx: Tx, number: int, on: date) -> None:
        """The copy is destroyed with its file, unless that was written on its own page before."""
        if copies.line(tx.connection, number).state is CopyState.DESTROYED:
            return
        event = CopyEvent(
            number=number,
            on=on,
            deed=CopyDeed.DESTROYED,
            by=self._ground.user,
            at=self._ground.moment(),
            note="ファイルを消した",
        )
        written(tx, event, self._ground.today())

    def _refuse_day(self, field: str, handover: Handover, on: date) -> None:
        if on > self._ground.today():
            raise Invalid(field, "今日より先の日は書けません。日付を確かめてください。", kind="in_future")
        if on < handover.made_on:
            raise Invalid(field, "渡した日より前の日は書けません。日付を確かめてください。", kind="too_early")

    def _change(self, before: Handover, action: str, **values: date | str) -> Handover:
        with self._ground.store.write(self._ground.user, Changed.COPIES) as tx:
            handovers.change(tx.connection, before.id, **values)
            tx.log(action, "handover", before.id)
        return self.get(before.id)
