"""Noticing: which signs are asked about on the day of a visit, what was ticked before, and what follows from it."""

from collections.abc import Sequence

from ui.pages.visit.form import VisitForm
from ui.pages.visit.recent import HOW_MANY
from ui.widgets.sign_checklist import Earlier
from watchdesk.desk import Desk
from watchdesk.domain.era import show_month_day
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import CONFIRMED_CONTACT


class Noticing:
    """``show_person`` when a visit is shown, ``show_signs`` with each other day, ``tell`` with each tick."""

    def __init__(self, desk: Desk, form: VisitForm) -> None:
        self._desk, self._form = desk, form
        self._before: tuple[VisitLine, ...] = ()
        self._visit: Visit | None = None

    def show_person(self, person_id: str, visit: Visit | None, before: Sequence[VisitLine]) -> None:
        """Stand the last of these visits beside the list, and read what was noticed before.

        An attempt at which nobody was met and nothing noted says nothing of signs: no column stands for it.
        """
        told = [line for line in before if line.signs or line.result in CONFIRMED_CONTACT]
        self._visit, self._before = visit, tuple(told[:HOW_MANY])
        self._form.prompts.show_person(person_id, visit.id if visit is not None else None)

    def show_signs(self) -> None:
        """Ask about the signs of the season, and about those that are ticked already."""
        day = self._form.day.value() or self._desk.today()
        asked = {sign.code for sign in self._desk.codes.signs_on(day)} | set(self._form.signs.value())
        every = self._desk.codes.entries("signs", with_hidden=True)
        earlier = [Earlier(day=_short(line), signs=frozenset(line.signs)) for line in self._before]
        self._form.signs.set_signs([sign for sign in every if sign.code in asked], earlier)
        is_now = day == self._desk.today() and self._visit is None
        self._form.signs.set_today("今日" if is_now else show_month_day(day).replace(" ", ""))
        self.tell()

    def tell(self) -> None:
        """Say what the season asks, and what has changed."""
        self._form.prompts.tell(self._form.day.value() or self._desk.today(), self._form.signs.value())


def _short(line: VisitLine) -> str:
    return show_month_day(line.on).replace(" ", "")
