"""PersonView: one person on screen: the header, the tabs 台帳 訪問 同意・状態 関わる人, the latest visits beside."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QTabWidget, QWidget

from ui import icons, places
from ui.pages.alarms.strip import AlarmStrip
from ui.pages.page import Shape
from ui.pages.person.attachment_viewer import AttachmentViewer
from ui.pages.person.consulted import Consulted
from ui.pages.person.emergency import EmergencyStrip
from ui.pages.person.history import PersonHistory
from ui.pages.person.informed import Informed
from ui.pages.person.planned import NextPlans
from ui.pages.person.promised import Promised
from ui.pages.person.register import PersonRegister
from ui.pages.person.side import SideColumn
from ui.pages.person.states import PersonStates
from ui.pages.person.tab_page import TabPage
from ui.pages.person.ties import PersonTies
from ui.pages.person.values import PersonFacts
from ui.pages.person.visits import COLUMNS, HOW_MANY, LatestVisits
from ui.pages.visit import words as visit_words
from ui.theme import Theme, set_gaps, set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.person_header import PersonHeader
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import to_the_top
from ui.widgets.tab_choice import TabChoice
from watchdesk.desk import Desk
from watchdesk.domain.attachment import Attachment
from watchdesk.domain.cadence import due_words

TABS = (
    ("台帳", "book-open-text"),
    ("訪問", "clipboard-pen-line"),
    ("同意・状態", "shield-check"),
    ("関わる人", "users"),
    ("履歴", "clock"),
)
"""The tabs of a person's page, word and icon, in their order; what each holds is told by ``PersonView.contents``."""

_TABS_HIGH = {Shape.WIDE: 12, Shape.MIDDLE: 9, Shape.NARROW: 18}
"""Em that the tabs have at least."""

REGISTER, VISITS, STATES, TIES, HISTORY = range(5)
_NAME = "この方の台帳・訪問・同意・関わる人・履歴"


class PersonView(QWidget):
    """``show_facts(facts)``; its parts are asked directly by the page."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._writing, self._shape = False, Shape.WIDE
        self.header = PersonHeader(theme)
        self.register = PersonRegister(desk.codes)
        self.states = PersonStates(desk)
        self.emergency = EmergencyStrip(desk)
        self.states.emergency.connect(self.emergency.show_override)
        self.alarm = AlarmStrip(desk)
        self.alarm.wanted.connect(self.emergency.wanted)
        self.ties = PersonTies(desk)
        self.history = PersonHistory(desk)
        self.viewer = AttachmentViewer(desk)
        self.table = RecordTable(COLUMNS, "この方の訪問の一覧", opens="見る", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.no_visits = Empty()
        self.no_visits.say("まだ訪問の記録がありません。", icon="clipboard-pen-line", button="訪問を記録する")
        self.planned, self.promised, self.consulted, self.informed = NextPlans(), Promised(), Consulted(), Informed()
        for part in (self.planned, self.promised, self.consulted, self.informed):
            part.wanted.connect(self.emergency.wanted)
        self.latest = LatestVisits(self.promised, self.planned, self.consulted)
        self.record = ActionButton("訪問を記録する", "clipboard-pen-line", "R", kind="main")
        self._make_head()
        self._make_tabs()
        self._lay_out()
        self.latest.all.clicked.connect(self.show_visits)
        theme.changed.connect(self._draw_icons)
        self._draw_icons()
        self.reshape(Shape.WIDE)

    def _make_head(self) -> None:
        """What can be done with the whole register: print it, hand it on, see its papers, rewrite it."""
        self.rewrite = ActionButton("まとめて書き直す", "pen-line", "F2", kind="low", only_shown=True)
        self.papers = ActionButton("添付の書類", "file-text", kind="low")
        self.papers.clicked.connect(self.show_papers)
        self.share = ActionButton("情報共有シート", "file-output", kind="low")
        self.share.clicked.connect(self.consulted.share)
        self.print = ActionButton("印刷する", "printer", kind="low")
        self.print.setAccessibleName("この方の記録を印刷する")
        self.print.clicked.connect(self.consulted.print_record)
        self.hand_over = ActionButton("ファイルで渡す", "file-lock-2", kind="low")
        self.hand_over.setAccessibleName("この方の記録をファイルで渡す")
        self.hand_over.clicked.connect(self.consulted.hand_over)
        self.register.head.addLayout(Flow(self.print, self.hand_over, self.share, self.papers, self.rewrite, gap=0.75))

    def show_facts(self, facts: PersonFacts) -> None:
        """Show somebody."""
        person, line = facts.person, facts.line
        if self.viewer.attachment is not None and self.viewer.attachment.person_id != person.id:
            self.viewer.close_it()
        self._show_head(facts)
        self.register.show_person(person, self._desk.today())
        self.states.show_person(person)
        self.ties.show_person(person)
        self.history.show_person(person)
        self.papers.set_words(f"添付の書類（{facts.papers}）")
        self.table.set_rows(facts.visits)
        self.visits.setCurrentWidget(self.table if facts.visits else self.no_visits)
        wanted = f"{person.interval_days}日ごと"
        met = visit_words.met(line, self._desk.today())
        self.latest.show_visits(facts.visits, f"{wanted}。{due_words(line.due)}" if line.due else wanted, met)
        self.planned.show_plans(person.id, facts.plans, facts.put_off)
        self.promised.show_promises(person.id, facts.promises)
        self.consulted.show_cases(person.id, facts.cases)
        self.informed.show_given(person.id, facts.given)
        self.tabs.setTabText(VISITS, f"訪問（{sum(not one.voided for one in facts.visits)}）")
        self.tab_choice.reread()

    def half_written(self) -> QWidget | None:
        """The field to go on with where a question of a tab is open."""
        return next((field for one in self._asking() if (field := one.half_written()) is not None), None)

    def tab_of(self, section: str, person_id: str) -> int:
        """The tab of a section, else the one on which something is half-written, else the register."""
        if section:
            return HISTORY if section == places.HISTORY else STATES
        if self.states.half_written():
            return STATES
        if self.history.has_drafts(person_id):
            return HISTORY
        return TIES if self.ties.has_drafts(person_id) else REGISTER

    def keep(self) -> None:
        """Keep what is half-written on the tabs, at once."""
        for one in self._asking():
            one.keep()

    def _asking(self) -> tuple[PersonStates | PersonTies | PersonHistory, ...]:
        return self.states, self.ties, self.history

    def _flow(self) -> None:
        """In a narrow window everything is one column, with one scroll bar: the tabs are as high as what they hold."""
        narrow, page = self._shape is Shape.NARROW, self.tabs.currentWidget()
        high = self._theme.em(_TABS_HIGH[self._shape])
        if narrow and isinstance(page, TabPage):
            high = max(high, page.whole_height())
        self.tabs.setMinimumHeight(high)

    def begin_at_the_top(self) -> None:
        """Show the beginning of each tab: it is about somebody else from now on."""
        for tab in (self.register, self.states, self.ties, self.history):
            to_the_top(tab)

    def show_beside(self, facts: PersonFacts) -> None:
        """Show somebody anew, but leave the register alone: it is being rewritten."""
        self._show_head(facts)

    def _show_head(self, facts: PersonFacts) -> None:
        opened = facts.line.hidden and self._desk.secrecy.is_open(facts.line.id)
        self.header.show_person(facts.line, facts.alike, facts.person.consent_on(self._desk.today()), opened=opened)
        self.alarm.show_alarm(facts.alarm, facts.person.id)

    def _view(self, attachment: Attachment) -> None:
        """Show a paper in place of everything but whose it is."""
        self._parts.hide()
        self.viewer.show()
        self.viewer.show_attachment(attachment)
        self.viewer.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self) -> None:
        self.viewer.hide()
        self._parts.show()
        if self.ties.isVisible():
            self.ties.papers.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_writing(self, writing: bool) -> None:
        """Leave out what would lead away while something is being written."""
        self._writing = writing
        for button in (self.record, self.rewrite, self.papers, self.share, self.print, self.hand_over):
            button.setVisible(not writing)

    def next_tab(self, step: int) -> None:
        """Come to the next tab, or the one before."""
        place = (self.tabs.currentIndex() + step) % self.tabs.count()
        self.tabs.setCurrentIndex(place)
        self.tab_choice.focus_target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_visits(self) -> None:
        """Come to the list of visits."""
        self.tabs.setCurrentIndex(VISITS)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_papers(self) -> None:
        """Come to the papers 添付."""
        self.tabs.setCurrentIndex(TIES)
        self.ties.come_to_papers()

    def reshape(self, shape: Shape) -> None:
        """The side column goes under the register where room is short, the main button into the tabs' corner."""
        wide, writing, self._shape = shape is Shape.WIDE, self._writing, shape
        self.rewrite.hide_keys(not wide)
        self.record.hide_keys(not wide)
        if shape is not Shape.MIDDLE and self.tabs.cornerWidget() is not None:
            self.tabs.setCornerWidget(None)  # type: ignore[arg-type]  # Qt takes none: else they keep its room
        if wide:
            self._side.put(self.record, self.alarm.begin, self.latest)
        elif shape is Shape.MIDDLE:
            self.tabs.setCornerWidget(self.record)
            self._under.addWidget(self.latest)
            self._under.addWidget(self.alarm.begin)
        else:
            self._whole.insertWidget(0, self.record)
            self._under.addWidget(self.latest)
            self._under.addWidget(self.alarm.begin)
        if not wide:
            self.latest.show_only(HOW_MANY)
        self.set_writing(writing)
        self._side.setVisible(wide)
        set_size(self._side, width=20.6)
        set_size(self.tabs, min_height=_TABS_HIGH[shape])
        for page in self._pages:
            page.flow(shape is Shape.NARROW)
        self._flow()
        self.tab_choice.stand_in(shape is Shape.NARROW)
        self.table.show_cards(shape is Shape.NARROW)
        self.history.reshape(shape)
        self._draw_icons()

    def contents(self) -> tuple[QWidget, ...]:
        """What the tabs hold; under the register goes what else finds no room in a narrow window."""
        return (
            TabPage(self.register, self._under, STRETCH),
            _above(self.visits, self.informed),
            TabPage(self.states),
            TabPage(self.ties),
            TabPage(self.history),
        )

    def _lay_out(self) -> None:
        self._side = SideColumn(self.latest)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self.tabs, 1)
        self._body.addWidget(self._side)
        set_gaps(self._body, 1.5)
        self._parts = QWidget()
        self._whole = column(self.tab_choice, self._body, gap=0.75)
        self._whole.setStretch(1, 1)
        self._parts.setLayout(self._whole)
        page = column(self.header, self.emergency, self.alarm, self._parts, self.viewer, gap=0.75)
        page.setStretch(3, 1)
        page.setStretch(4, 1)
        self.setLayout(page)
        self.viewer.hide()
        self.ties.viewing.connect(self._view)
        self.viewer.closed.connect(self._show_parts)

    def _make_tabs(self) -> None:
        self.tabs, self._pages = _Tabs(), list[TabPage]()
        self.tabs.setAccessibleName(_NAME)
        self._under = column(gap=1)
        self.visits = QStackedWidget()
        self.visits.addWidget(self.table)
        self.visits.addWidget(self.no_visits)
        for content, (title, _) in zip(self.contents(), TABS, strict=True):
            set_property(content, "ground", "tab")
            self.tabs.addTab(content, title)
            if isinstance(content, TabPage):
                self._pages.append(content)
                content.grew.connect(self._flow)
        self.tabs.tabBar().setAccessibleName(_NAME)
        self.tabs.tabBar().setExpanding(False)
        self.tab_choice = TabChoice(self.tabs, _NAME)
        self.tabs.currentChanged.connect(self._flow)

    def _draw_icons(self) -> None:
        side = self._theme.em(1.25)
        bare = self._shape is Shape.MIDDLE  # beside the main button the words want all the room
        self.tabs.setIconSize(QSize(side, side))
        for place, (_, name) in enumerate(TABS):
            icon = icons.icon(name, self._theme.look.soft, side, self.devicePixelRatioF())
            self.tabs.setTabIcon(place, QIcon() if bare else icon)


class _Tabs(QTabWidget):
    """Tabs whose pages scroll: as high as the room that is left, or the page around them would scroll as well."""

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())


def _above(tall: QWidget, low: QWidget) -> QWidget:
    """One above the other, the first with all the room that is left."""
    page = QWidget()
    layout = column(tall, low, gap=0)
    layout.setStretch(0, 1)
    page.setLayout(layout)
    return page
