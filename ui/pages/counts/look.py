"""CountsLook: what is chosen of 活動件数集計報告書 beside its numbers: boxes to stamp in, remarks, which blocks."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.pages.papers.look import PaperLook
from ui.theme import set_size
from ui.widgets.choice_field import Choice
from watchdesk.desk import MOST_STAMPS, CountLook, Desk
from watchdesk.domain.activity_count import Period
from watchdesk.domain.work_lists import Block
from watchdesk.fields import Field, Kind


class CountsLook(PaperLook):
    """``begin(period)``, whose remarks are its own; ``look()`` is what is drawn."""

    FIELDS = (
        Field(
            "stamps",
            "決裁欄",
            hint=f"「会長、作成者」のように、{MOST_STAMPS}つまで書きます。空にすると、印刷しません。",
        ),
        Field(
            "blocks", "のせる欄", Kind.CHOICES, code_list="blocks", wide=True, hint="選ばないときは、すべてをのせます。"
        ),
        Field("remarks", "備考", Kind.LONG_TEXT, wide=True, hint="表の下に印刷します。"),
    )

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        super().__init__(desk, "決裁欄・備考・のせる欄", "活動件数集計報告書", _choices)
        set_size(self.form, max_width=60)

    def usual(self) -> Mapping[str, Any]:
        """The boxes of the month's report, every block."""
        return {"stamps": "、".join(self._desk.activity_counts.usual_stamps()), "blocks": (), "remarks": ""}

    def begin(self, period: Period) -> None:
        """The sheet of a period is to be drawn."""
        self.come_to(f"activity-count:{period.month.year}年度" if period.is_year else f"activity-count:{period.month}")

    def look(self) -> CountLook:
        """What is chosen; more boxes than there is room for are left out."""
        told = self.form.values()
        stamps = [part.strip() for part in str(told["stamps"] or "").replace(",", "、").split("、")]
        return CountLook(
            stamps=tuple(part for part in stamps if part)[:MOST_STAMPS],
            remarks=str(told["remarks"] or ""),
            blocks=tuple(Block(code) for code in told["blocks"] or ()),
        )


def _choices(_key: str) -> Sequence[Choice]:
    return [(block.value, f"{block.value} {block.label}") for block in Block]
