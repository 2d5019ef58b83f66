"""設定: the store, its reports, its backups, its user, how the window looks, and what was done, section by section."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ui.away import hides_when
from ui.pages.page import Page, Shape
from ui.pages.settings.about import AboutSection, StoreSection
from ui.pages.settings.bin import BinSection
from ui.pages.settings.codes import CodesSection
from ui.pages.settings.form import SettingsForm
from ui.pages.settings.ledger import LedgerSection
from ui.pages.settings.looks import LooksSection
from ui.pages.settings.safety import SafetySection
from ui.pages.settings.section import SettingsSection
from ui.pages.settings.user import UserSection
from ui.places import Place
from ui.theme import Theme, set_role
from ui.widgets.boxes import STRETCH, column, row, rule, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.settings import IDLE_MINUTES, WATERMARK

REPORT = {
    "表紙": ("coordinator", "office", "office_phone", "receivers", "stamps"),
    "一覧の項目": ("monthly_people_columns", "monthly_visit_columns"),
    "数え方と提供先": ("visit_count_methods", "wanted_activity_kinds", "consent_recipients"),
    "ファイルを渡すとき": ("handover_people",),
}
NAMED_PAPER = {"どの紙にも": (WATERMARK,)}
WATCHING = {"見守りの日数": ("soon_days", "interval_days"), "予定のカレンダー": ("closed_days",)}
HIDING = {"席をはなれるとき": (IDLE_MINUTES,)}

HIDING_LEAD = "F12かCtrl+Lで、画面はいつでもすぐ隠れます。{away}もどるときは、パスワードを打ちこみます。"


def _report(desk: Desk) -> SettingsSection:
    return SettingsForm(desk, "月報", REPORT)


def _named_paper(desk: Desk) -> SettingsSection:
    return SettingsForm(desk, "お名前ののる紙", NAMED_PAPER)


def _watching(desk: Desk) -> SettingsSection:
    return SettingsForm(desk, "見守り", WATCHING)


def _hiding(desk: Desk) -> SettingsSection:
    form = SettingsForm(desk, "画面を隠す", HIDING)
    form.put_first(column(words(HIDING_LEAD.format(away=hides_when()), voice="soft", wrap=True), gap=0))
    return form


SECTIONS: dict[str, Callable[[Desk], SettingsSection]] = {
    StoreSection.TITLE: StoreSection,
    "月報": _report,
    "お名前ののる紙": _named_paper,
    "見守り": _watching,
    CodesSection.TITLE: CodesSection,
    SafetySection.TITLE: SafetySection,
    UserSection.TITLE: UserSection,
    "画面を隠す": _hiding,
    LooksSection.TITLE: LooksSection,
    BinSection.TITLE: BinSection,
    LedgerSection.TITLE: LedgerSection,
    AboutSection.TITLE: AboutSection,
}
"""Sections in their order: word → how it is made."""


class SettingsPage(Page):
    """The room 設定: one section at a time, chosen by tabs, in a narrow window from a list."""

    TITLE = "設定"
    HELP = "上のことばを選ぶと、その設定が出ます。書き直したら、いちばん下の「保存する」を押します。"
    KEYS = (
        ("← →", "上の設定を選びます"),
        ("Ctrl+Enter", "いま見えている設定を保存します"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setProperty("many", True)  # so that all of them stand in sight
        self.tabs.setAccessibleName("設定の種類")
        set_role(self.tabs, "body")
        self.choice = ChoiceField("設定の種類", [(title, title) for title in SECTIONS], optional=False)
        self._stack = QStackedWidget()
        self._made: dict[str, tuple[SettingsSection, QWidget]] = {}
        for word in SECTIONS:
            self.tabs.addTab(word)
        title = row(words("設定", "title"), self.choice, STRETCH, gap=1)
        head = column(title, row(self.tabs, STRETCH), gap=0.5, margins=(1.5, 1, 1.5, 0))
        layout = column(head, self._stack, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.choice.hide()
        self.tabs.currentChanged.connect(self._show)
        self.choice.edited.connect(self._choose)

    @property
    def section(self) -> SettingsSection:
        """The section shown; each is made when it is first wanted."""
        return self._section(self.tabs.tabText(self.tabs.currentIndex()))

    def open_section(self, title: str) -> None:
        """Show a section by its word."""
        self.tabs.setCurrentIndex(list(SECTIONS).index(title))

    def enter(self, place: Place) -> None:
        """Show the section whose word ``place.because`` is, else the last one; then its part ``place.section``."""
        if place.because in SECTIONS:
            self.open_section(place.because)
        self._show()
        if place.section:
            self.section.come_to(place.section)

    def here(self, place: Place) -> Place:
        """With the section that is shown, as it was left."""
        return replace(place, because=self.section.TITLE, section="")

    def leave(self) -> None:
        """Keep what is half-written, hide what is secret."""
        self.section.leave()

    def reread(self, changed: Changed) -> None:
        """Tell the section shown; the others read when they are shown."""
        self.section.reread(changed)

    def reshape(self, shape: Shape) -> None:
        """Tabs where there is room for them, else a list."""
        self.tabs.setVisible(shape is Shape.WIDE)
        self.choice.setVisible(shape is not Shape.WIDE)

    def first_focus(self) -> QWidget | None:
        """What chooses the section."""
        return self.tabs if self.shape is Shape.WIDE else self.choice

    def regions(self) -> tuple[QWidget, ...]:
        """What chooses, then the section."""
        chooser = self.first_focus()
        return (chooser, self.section.first_focus()) if chooser is not None else ()

    def _section(self, title: str) -> SettingsSection:
        if title not in self._made:
            section = SECTIONS[title](self.desk)
            section.said.connect(self.said)
            self._made[title] = (section, _with_bar(section))
            self._stack.addWidget(self._made[title][1])
        return self._made[title][0]

    def _show(self) -> None:
        section = self.section
        now = self._stack.currentWidget()
        for other, widget in self._made.values():
            if widget is now and other is not section:
                other.leave()
        self._stack.setCurrentWidget(self._made[section.TITLE][1])
        self.choice.set_value(section.TITLE)
        section.enter()

    def _choose(self) -> None:
        self.open_section(self.choice.value() or next(iter(SECTIONS)))
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)


class _Paper(QWidget):
    """As high as its words need at the width they have; Qt asks for what they would need at the narrowest."""

    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least


def _with_bar(section: SettingsSection) -> QWidget:
    """The section scrolls; its bar of actions stays in sight."""
    paper, made = _Paper(), QWidget()
    paper.setLayout(column(section, gap=0, margins=(0.75, 1.5)))
    layout = column(column(section.strip, margins=(1.5, 0.5, 1.5, 0)), Scroll(paper), gap=0)
    if section.bar is not None:
        layout.addWidget(rule())
        layout.addWidget(section.bar)
    made.setLayout(layout)
    return made
