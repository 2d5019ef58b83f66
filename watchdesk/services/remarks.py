"""Remarks 特記事項 and 来月の予定 of the months: what the coordinator writes beside the figures."""

from watchdesk.changed import Changed
from watchdesk.domain.month import Month
from watchdesk.domain.remark import Remark, names_told
from watchdesk.errors import Invalid
from watchdesk.services.closed_months import named_in
from watchdesk.services.ground import Ground
from watchdesk.store import settings as kept


def named(found: tuple[str, ...], *, closed: bool) -> Invalid:
    """Return why the figures of a month can't leave alone: full names stand in what was written beside them."""
    ways = "「特記事項を直す」で、お名前を消してください"
    if closed:
        ways = "締めた月なので、「締めを見る」からもう一度開け、特記事項のお名前を消して、締め直してください"
    sentence = f"{names_told(found)}数字のページだけは、このままでは渡せません。月報の画面の{ways}。"
    return Invalid("remark", sentence, kind="named")


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

    def named(self, month: Month, area: str | None = None) -> tuple[str, ...]:
        """Return the full names from the register that stand in what is kept; the figures alone carry them too."""
        kept_now = self.of(month, area)
        with self._ground.store.read() as connection:
            return named_in(connection, kept_now.remark, kept_now.coming)

    def _place(self, area: str | None) -> str:
        return area or self._ground.home_area or ""
