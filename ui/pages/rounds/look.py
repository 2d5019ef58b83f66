"""SheetLook: what is chosen of a day sheet beside its pages: a sentence to the walker, which items, stamp boxes."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.pages.papers.look import PaperLook
from ui.widgets.choice_field import Choice
from watchdesk.desk import Desk
from watchdesk.domain.day_sheet_look import ITEMS, LONGEST_REMARK, DaySheetLook
from watchdesk.domain.sheet import STAMPS, read
from watchdesk.fields import Field, Kind


class SheetLook(PaperLook):
    """``look()`` is what is drawn, Invalid where it can't be; what was said to one walker is not said to the next."""

    FIELDS = (
        Field("remarks", "連絡事項", wide=True, hint=f"最初のページに印刷します。{LONGEST_REMARK}字までです。"),
        Field(
            "items", "のせる項目", Kind.CHOICES, code_list="items", wide=True, hint="お名前と住所は、いつものせます。"
        ),
        Field("stamps", STAMPS.title, wide=True, hint=STAMPS.hint),
    )
    EACH_ANEW = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "連絡事項・項目・決裁欄", "まわり用紙", _choices)

    def usual(self) -> Mapping[str, Any]:
        """All items, nothing else."""
        return {"stamps": "", "remarks": "", "items": tuple(key for key, _ in ITEMS)}

    def begin(self) -> None:
        """A sheet is to be drawn."""
        self.come_to("day-sheet")

    def look(self) -> DaySheetLook:
        """What is chosen."""
        told = self.form.values()
        return DaySheetLook(
            stamps=read(STAMPS, told["stamps"] or ""), remarks=told["remarks"] or "", items=tuple(told["items"] or ())
        )


def _choices(_key: str) -> Sequence[Choice]:
    return ITEMS
