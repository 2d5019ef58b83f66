"""Remarks 特記事項 and 来月の予定 of the months: what the coordinator writes beside the figures."""

from watchdesk.changed import Changed
from watchdesk.domain.month import Month
from watchdesk.domain.remark import Remark
from watchdesk.services.ground import Ground
from watchdesk.store import settings as kept


class Remarks:
    """The remarks on the months of an area, or of the ward."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def of(self, month: Month, area: str | None = None) -> Remark:
        """What was written on a month of an area; None: the home area, in a ward store the ward."""
        with self._ground.store.read() as connection:
            return kept.fetch_remarks(connection, month).get(self._place(area), Remark())

    def write(self, month: Month, remark: Remark, area: str | None = None) -> None:
        """Write both texts."""
        with self._ground.store.write(self._ground.user, Changed.VISITS | Changed.REMARKS) as tx:
            before = kept.fetch_remarks(tx.connection, month).get(self._place(area), Remark())
            kept.put_remark(tx.connection, month, self._place(area), remark.stripped)
            fields = [name for name in ("remark", "coming") if getattr(before, name) != getattr(remark.stripped, name)]
            tx.log("changed", "remark", str(month), fields)

    def _place(self, area: str | None) -> str:
        return area or self._ground.home_area or ""
