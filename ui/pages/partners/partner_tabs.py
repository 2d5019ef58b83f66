"""PartnerTabs: what belongs to a partner below the record: her people, visits, paper, former people, the past."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ui.pages.page import Shape
from ui.pages.partners.partner_load import PartnerLoad
from ui.pages.partners.partner_papers import PartnerPapers
from ui.pages.partners.partner_people import COLUMNS as PEOPLE
from ui.pages.partners.partner_people import PartnerPeople
from ui.pages.partners.partner_reading import PartnerFacts
from ui.pages.partners.partner_visits import PartnerVisits
from ui.pages.person.history_lines import NOTHING, PastLine, moment, one_line
from ui.theme import set_size
from ui.widgets.boxes import STRETCH, column, row
from ui.widgets.record_table import RecordTable
from ui.widgets.tab_choice import TabChoice
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.month import Month

TABS = ("担当している方", "訪問", "お持ちの紙", "前の担当", "履歴")
IN_CHARGE, VISITS, PAPERS, FORMER, PAST = range(5)
_NAME = "この関係者の担当・訪問・紙・履歴"


def _read(line: PastLine, words: str) -> str:
    """A reading of a field; of what changed none, such as the registration, there is nothing to tell."""
    return one_line(words) or (NOTHING if line.past.change else "")


_PAST: tuple[Column[PastLine], ...] = (
    Column("いつ", lambda line: moment(line.past.at), width=8, importance=ALWAYS),
    Column("だれが", lambda line: line.who, width=5, importance=4),
    Column("したこと", lambda line: line.past.action, width=5, importance=5),
    Column("欄", lambda line: line.past.title, width=7, importance=ALWAYS),
    Column("前", lambda line: _read(line, line.past.old), width=9, importance=6),
    Column("後", lambda line: _read(line, line.past.new), width=9, importance=6),
)


class PartnerTabs(QWidget):
    """``show_facts(facts)``; its parts are asked directly by the page. A tab that says nothing is not there."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.load = PartnerLoad()
        self.people, self.papers = PartnerPeople(desk, self.load), PartnerPapers()
        self.visits = PartnerVisits(Month.of(desk.today()), ward=desk.home_area is None)
        self.former = RecordTable(PEOPLE, "前に担当していた方", folds=True)
        self.past = RecordTable(_PAST, "この関係者の履歴", folds=True)
        for table in (self.former, self.past):
            set_size(table, min_height=8)
        self.former.opened.connect(self.opened)
        self._build()

    def _build(self) -> None:
        self.bar, self._stack = QTabBar(), QStackedWidget()
        self.bar.setAccessibleName(_NAME)
        self.bar.setExpanding(False)
        for title, part in zip(TABS, (self.people, self.visits, self.papers, self.former, self.past), strict=True):
            self.bar.addTab(title)
            self._stack.addWidget(part)
        self.choice = TabChoice(self.bar, _NAME)
        self.bar.currentChanged.connect(self._stack.setCurrentIndex)
        layout = column(row(self.bar, self.choice, STRETCH), self._stack, gap=0.6)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_facts(self, facts: PartnerFacts, *, anew: bool) -> None:
        """Show them; ``anew``: of somebody else than before, so that one begins with her people."""
        work = facts.work
        self.load.show_load(work.load)
        self.people.show_people(facts.partner, facts.people)
        self.visits.show_visits(facts.partner, work.month, Month.of(self._desk.today()), work.visits)
        self.papers.show_papers(work.papers)
        self.former.set_rows(facts.former)
        self.past.set_rows(facts.past)
        counts = (len(facts.people), 0, len(work.papers), len(facts.former), 0)
        for place, (title, count) in enumerate(zip(TABS, counts, strict=True)):
            self.bar.setTabText(place, f"{title} {count}" if count else title)
        for place in (VISITS, PAPERS):
            self.bar.setTabVisible(place, facts.walks)
        self.bar.setTabVisible(FORMER, bool(facts.former))
        if anew or not self.bar.isTabVisible(self.bar.currentIndex()):
            self.bar.setCurrentIndex(IN_CHARGE)
        self.choice.reread()

    def reshape(self, shape: Shape) -> None:
        """Cards, and a field in place of the tabs, where it is narrow."""
        narrow = shape is Shape.NARROW
        for table in (self.people.table, self.visits.table, self.papers.table, self.former, self.past):
            table.show_cards(narrow)
        self.choice.stand_in(narrow)
        self.people.fold(shape is Shape.MIDDLE)

    def show_tab(self, place: int) -> None:
        """Come to a tab."""
        self.bar.setCurrentIndex(place)

    def current_table(self) -> RecordTable:
        """The list of the tab that is shown."""
        tables = (self.people.table, self.visits.table, self.papers.table, self.former, self.past)
        return tables[self.bar.currentIndex()]
