"""Closing a month off the window's thread: what it would fix, and doing it; what is told of both in words."""

from dataclasses import dataclass

from ui.pages.reports.remark import drafted, remark_form
from ui.pages.reports.stale import ReadStale
from ui.tasks import Progress
from watchdesk.desk import Desk, MonthLook
from watchdesk.domain.closing import Closing
from watchdesk.domain.era import show_day
from watchdesk.domain.month import Month

SHOWN = 12
"""So many differences are named on screen at first; all stand on the page of differences."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What closing would fix; so many sentences of the remarks are ``stale``, and ``unsaved`` ones are not in it."""

    look: MonthLook
    stale: int = 0
    unsaved: bool = False

    @property
    def remark_wanted(self) -> bool:
        """Whether the remarks are to be seen to first."""
        return self.look.may_close and (bool(self.stale) or self.unsaved)


@dataclass(frozen=True, slots=True)
class Looking:
    """The work of seeing what closing a month would fix."""

    desk: Desk
    month: Month
    area: str | None

    def run(self, progress: Progress) -> Looked:
        """Look."""
        look = self.desk.closings.look(self.month, self.area)
        unsaved = unsaved_remark(self.desk, self.month, self.area)
        if not (look.issues and look.may_close):
            return Looked(look, unsaved=unsaved)
        return Looked(look, len(ReadStale(self.desk, self.month, self.area).run(progress)), unsaved)


@dataclass(frozen=True, slots=True)
class ClosingMonth:
    """The work of closing it."""

    desk: Desk
    month: Month
    area: str | None

    def run(self, _progress: Progress) -> Closing:
        """Close; WatchDeskError says why not."""
        return self.desk.closings.close(self.month, self.area)


def half_written(desk: Desk) -> int:
    """How many visits are half-written, of whatever day: their day may not be known yet."""
    return sum(draft.form.partition(":")[0] in {"visit", "together", "round"} for draft in desk.drafts.all())


def unsaved_remark(desk: Desk, month: Month, area: str | None) -> bool:
    """Whether remarks on a month are half-written that are not in the store, so that closing leaves them out."""
    draft, kept = desk.drafts.load(remark_form(month, area)), desk.remarks.of(month, area)
    return draft is not None and drafted(draft, kept).stripped != kept


def fixed(look: MonthLook) -> str:
    """What closing fixes."""
    return (
        f"第{look.issue}号として、いまの数と、お名前・訪問の内容・特記事項を、そのまま残します。"
        "あとから記録が変わっても、この月の報告書は変わりません。"
    )


def figures(look: MonthLook) -> tuple[str, ...]:
    """The figures that are fixed, a line each."""
    told = look.figures
    return (
        f"見守った方 {told.under_watch:,}名",
        f"安否を確かめた方 {told.confirmed_under_watch:,}名",
        f"訪問記録 {told.visits.total:,}件",
        f"相談 {told.work.consultations:,}件・活動 {told.work.activities:,}件",
        f"締める人 {look.by}",
    )


def open_points(looked: Looked, drafts: int) -> tuple[str, ...]:
    """What may still be missing in the month, a line each."""
    look, stale, found = looked.look, looked.stale, []
    if looked.unsaved:
        found.append("書きかけの特記事項が、まだ月報に入っていません。このまま締めると、のりません。")
    if stale:
        found.append(f"特記事項に、いまの数と合わない文が{stale:,}つあります。1文ずつ、いまの数で書き直せます。")
    elif look.issues and look.differences:
        found.append("特記事項と来月の予定に書いた数は、ひとりでには変わりません。読み直してください。")
    if look.figures.not_confirmed:
        found.append(f"安否を確かめられていない方が、{look.figures.not_confirmed:,}名います。")
    if look.rounds:
        found.append(f"戻っていない、まわり用紙が{look.rounds:,}枚あります。")
    if drafts:
        found.append(f"書きかけの訪問記録が{drafts:,}件あります（今日の画面に出ています）。")
    return tuple(found)


def changed(look: MonthLook) -> tuple[str, ...]:
    """What is otherwise than in the last issue, a line each."""
    return tuple(f"{one.what}　{one.before} → {one.after}" for one in look.differences)


def stood(look: MonthLook, closing: Closing) -> str:
    """When the issue that holds was made, by whom, and its code."""
    day = show_day(closing.closed_at.date())
    return f"{closing.name}。{day}に、{look.closed_by}さんが締めました。照合番号 {closing.code}"
