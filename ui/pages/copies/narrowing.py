"""Narrowing: by who has a copy and by what kind of paper or file it is, each as a choice of what is there."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QWidget

from ui.pages.copies.files import FILES
from ui.pages.copies.rows import Listed, who
from ui.widgets.choice_field import ChoiceField
from watchdesk.domain.copies import DAY_SHEET, CopyLine

EVERY = ""
ANYBODY, ANY_KIND = "持つ方：どなたでも", "種類：すべて"
KINDS: Mapping[str, str] = {
    DAY_SHEET: "まわり用紙",
    "people_list": "要援護者の一覧",
    "roster": "要援護者名簿",
    "call_list": "電話の一覧",
    "calendar": "予定表",
    "today_sheet": "今日の紙",
    "monthly": "月報",
    "referral": "つなぎ票",
    "sharing_sheet": "情報共有シート",
    "consent-form": "同意書",
    "re-ask": "同意のお願い",
    "attachment": "添付ファイル",
    "lost_report": "紛失報告書",
    **dict.fromkeys(FILES, "渡したファイル"),
}
"""What a kind is called here; any other goes by the first word of its title."""


def kind_word(copy: CopyLine) -> str:
    """What kind of paper or file it is, in a word."""
    return KINDS.get(copy.kind) or copy.title.replace("　", " ").partition(" ")[0]


class Narrowing:
    """``fields`` stand in the bar of filters; ``offer(rows)`` fills them, ``keeps(row)`` asks them."""

    def __init__(self) -> None:
        self.holder = ChoiceField("持つ方でしぼる", ((EVERY, ANYBODY),), optional=False, filters=True)
        self.kind = ChoiceField("種類でしぼる", ((EVERY, ANY_KIND),), optional=False, filters=True)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """Both, in reading order."""
        return self.holder, self.kind

    @property
    def narrows(self) -> bool:
        """Whether one of them is chosen."""
        return bool(self.holder.value() or self.kind.value())

    def offer(self, rows: Iterable[Listed]) -> None:
        """Offer who has something and what there is; what was chosen stays where it still is."""
        listed = tuple(rows)
        for field, every, found in (
            (self.holder, ANYBODY, {who(row.copy) for row in listed}),
            (self.kind, ANY_KIND, {kind_word(row.copy) for row in listed}),
        ):
            chosen = field.value() if field.value() in found else EVERY
            field.set_choices(((EVERY, every), *((word, word) for word in sorted(found))))
            field.set_value(chosen)

    def drop(self) -> None:
        """Everybody, and every kind."""
        for field in (self.holder, self.kind):
            field.set_value(EVERY)

    def keeps(self, row: Listed) -> bool:
        """Whether a row is what was chosen."""
        holder, kind = self.holder.value(), self.kind.value()
        return (not holder or who(row.copy) == holder) and (not kind or kind_word(row.copy) == kind)

    def told(self) -> str:
        """What is chosen, in words, for the head of the printed list."""
        chosen = (self.holder.value(), self.kind.value())
        return "・".join(word for word in chosen if word)
