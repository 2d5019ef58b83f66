"""MainWindow: the frame around the pages: top bar, rail, the page shown, status line, and the keys everywhere."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from ui import reading_order
from ui.changes import Changes
from ui.drafts import DraftKeeper
from ui.help_panel import HelpPanel
from ui.menu import BELONGS, MENU, leads_to
from ui.pages.page import Page, Shape
from ui.places import Place, Room
from ui.rooms import PAGES
from ui.status_line import StatusLine
from ui.tasks import Task
from ui.theme import Theme
from ui.top_bar import BRAND, TopBar
from ui.undoing import Told, Undoing
from ui.whereabouts import Whereabouts
from ui.why import WhyPanel, doing
from ui.widgets.boxes import column, row, rule
from ui.widgets.manners import end_conversion
from ui.widgets.rail import Rail
from ui.widgets.strip import Strip
from watchdesk.changed import Changed
from watchdesk.desk import Desk

WIDE = 80.0
MIDDLE = 50.0
"""Em of width from which the window has its wide shape, and its middle one."""

SMALLEST = QSize(680, 330)
"""Logical pixels: the window at 200 % on the smallest screen."""

REMEMBERED = 50
"""So many places Alt+← goes back."""

_READ = "わかりました"


class MainWindow(QMainWindow):
    """The unlocked window; ``go(place)`` shows a page, made when it is first wanted.

    ``lock_wanted``: the screen is to be hidden. ``keep()`` keeps every half-written form as a draft, at once;
    ``place`` is where the user is. ``release()`` ends listening to the desk; what is to be come back to is kept.
    ``tell(sentence)`` says what went wrong over the page, ``warn(sentences)`` what must be read first; that stays
    over every page until the user says so. ``settings_changed`` after that. ``closed`` comes when the user
    closes the window.
    """

    lock_wanted = Signal()
    settings_changed = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self.theme = theme
        self.place = Place(room=Room.TODAY)
        self.shape = Shape.WIDE
        self._day = desk.today()
        self._before: list[Place] = []
        self._takes_back: Callable[[], object] | None = None
        self._offered, self._offered_after = "", 0
        self._warnings: tuple[str, ...] = ()
        self._keys: dict[str, QShortcut] = {}
        self._pages: dict[Room, Page] = {}
        self._whereabouts = Whereabouts(self, desk)
        self._build()
        self._bind_keys()
        self._changes = Changes(self)
        self._changes.changed.connect(self._reread)
        self._changes.follow(desk)
        theme.changed.connect(self._take_shape)
        area = desk.home_area
        self.setWindowTitle(f"{BRAND} {area}地域" if area else f"{BRAND} 西区")
        self.resize(theme.em(84), theme.em(45))

    def start(self, place: Place | None = None) -> None:
        """Show a place; else where the user was when the screen was hidden or wrote last; else the first page."""
        self.undoing.reread()
        before = self._whereabouts.place_before() if place is None else None
        self._show(place or before or Place(room=Room.TODAY))
        if before is not None:
            self._whereabouts.come_back()
            self.why.come_back()

    def go(self, place: Place) -> None:
        """Show a place, and remember the one before, as it stands by now."""
        page = self.page()
        if page is not None and place != self.place:
            self._before = [*self._before, page.here(self.place)][-REMEMBERED:]
        self._show(place)

    def back(self) -> None:
        """Show the place before (Alt+←); where there is none, as after unlocking, the one that leads here."""
        self._show(self._before.pop() if self._before else leads_to(self.place))

    def page(self) -> Page | None:
        """The page shown."""
        return self._pages.get(self.place.room)

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        for page in self._pages.values():
            page.leave()
        for keeper in self.findChildren(DraftKeeper):
            keeper.keep()  # also of what stands beside the pages, and over them

    def park(self) -> None:
        """Put what is half-written on 今日, to go on later (F8)."""
        page = self.page()
        if page is None:
            return
        end_conversion()
        page.leave()
        forms = self._half_written(page)
        if not forms:
            self.status.say("書きかけがないので、今日の画面に置くものはありません")
            return
        self.desk.drafts.park(forms, self._whereabouts.now())
        self.go(Place(room=Room.TODAY))
        self.status.say(f"書きかけ{len(forms)}件を、今日の画面に置きました")

    def _half_written(self, page: Page) -> tuple[str, ...]:
        """The forms of a page that are open and have a draft."""
        keepers = page.findChildren(DraftKeeper)
        return tuple(keeper.form for keeper in keepers if keeper.form is not None and keeper.holds)

    def release(self, *, hiding: bool = False) -> None:
        """Listen to the desk no more, nor to work that runs for a page: it is about to be locked.

        ``hiding``: to come back to where one is now.
        """
        where = self._whereabouts.now()
        try:
            self.keep()
        finally:
            if hiding:
                self._whereabouts.hide(where)
            self._whereabouts.leave()
            self._changes.leave()
            for keeper in self.findChildren(DraftKeeper):
                keeper.forget_form()  # a field that loses the focus puts its text in form; what was typed is kept
            for task in self.findChildren(Task):
                task.drop()

    def tell(self, sentence: str) -> None:
        """Say what went wrong, over the page, until it was read."""
        self._takes_back = None
        self.strip.say(sentence, "urgent", button=_READ)

    def warn(self, sentences: Sequence[str]) -> None:
        """Say these one after the other, over whatever page, each until the user says that it was read."""
        self._warnings += tuple(sentences)
        self._clear_strip()

    def offer(self, sentence: str, button: str, does: Callable[[], object]) -> None:
        """Say what was done, over the page, with what takes it back, until the next deed or another page."""
        self._takes_back = does
        self._offered, self._offered_after = sentence, self._changes.deeds
        self.strip.say(sentence, "ok", button=button)

    def offer_retry(self, sentence: str, button: str, does: Callable[[], object]) -> None:
        """Say what went wrong, over the page, with what tries it again, until one goes on."""
        self._takes_back = does
        self.strip.say(sentence, "care", button=button)

    def _tell_undone(self, told: Told) -> None:
        """Say what was taken back, or why it was not; an import is taken back on its own page."""
        self._takes_back = None
        page = self.page()
        if told.done and page is not None:
            page.undone()
        if told.on_import_page:
            self._takes_back = partial(self.go, Place(room=Room.IMPORT))
            self.strip.say(told.sentence, "wait", button="取りこみの画面へ")
        else:
            self.strip.say(told.sentence, "ok" if told.done else "care", button=_READ)
            self._offered, self._offered_after = told.sentence if told.done else "", self._changes.deeds

    def _end_offer(self) -> None:
        """Where something else was done, tell no more what was done before; Ctrl+Z still takes it back."""
        another = self._changes.told > self._offered_after
        if self._offered and self.strip.sentence == self._offered and another:
            self._offered, self._takes_back = "", None
            self._clear_strip()

    def _answer_strip(self) -> None:
        does, self._takes_back = self._takes_back, None
        if self._warnings and self.strip.sentence == self._warnings[0]:
            self._warnings = self._warnings[1:]
        self._clear_strip()
        self._focus_page()
        if does is not None:
            doing(self, does)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep()
        event.accept()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_shape()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._look_at_the_day()
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return reading_order.step(self, forward=forward)

    def _build(self) -> None:
        self.top = TopBar(self.desk, self.theme)
        self.top.wanted.connect(self.go)
        self.top.hiding.connect(self._hide_screen)
        self.rail = Rail(tuple((entry.room.value, entry.icon, entry.word, entry.digit) for entry in MENU))
        self.rail.chosen.connect(self._go_to_room)
        self.strip = Strip()
        self.strip.answered.connect(self._answer_strip)
        self.why = WhyPanel(self.desk, self.page)
        self.ask_why = self.why.ask
        self.why.closed.connect(self._focus_page)
        self.why.back.connect(self._whereabouts.stop)
        self._strip_place = column(self.strip, self.why, gap=0)
        self.stack = QStackedWidget()
        self.status = StatusLine(self.desk, self.theme)
        self.undoing = Undoing(self.desk, self)
        self.undoing.told.connect(self._tell_undone)
        self.status.hold(self.undoing.button)
        middle = row(self.rail, column(self._strip_place, self.stack, gap=0), gap=0)
        body = _Body()
        body.setLayout(column(self.top, rule(), middle, rule(), self.status, gap=0))
        self.setCentralWidget(body)
        self.help = HelpPanel(self.theme, self.stack)
        self.help.closed.connect(self._focus_page)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.top.look_for,
            "F12": self._hide_screen,
            "F1": self._explain,
            "F6": self._next_region,
            "F8": self.park,
            "Alt+Left": self.back,
            "Ctrl++": self.status.zoom_in,
            "Ctrl+;": self.status.zoom_in,
            "Ctrl+=": self.status.zoom_in,
            "Ctrl+-": self.status.zoom_out,
            "Ctrl+0": self.status.zoom_reset,
        }
        for key, does in keys.items():
            self._keys[key] = QShortcut(QKeySequence(key), self)
            self._keys[key].activated.connect(does)
        for entry in MENU:
            shortcut = QShortcut(QKeySequence(f"Alt+{entry.digit}"), self)
            shortcut.activated.connect(lambda room=entry.room: self._go_to_room(room.value))

    def _show(self, place: Place) -> None:
        self.status.go_on()
        page = self._page(place.room)
        if page is None:
            self.status.say("この部屋は、まだありません")
            return
        now = self.page()
        moves = now is not None and self.stack.currentWidget() is now and place != self.place
        if now is not None and moves:
            now.leave()
        self.place = place
        self._mark_room(place.room)
        self.help.hide()
        self.why.put_away()
        self._clear_strip()
        self.stack.setCurrentWidget(page)
        self._keys["F8"].setEnabled(page.PARKS)
        if moves:
            self._whereabouts.moved()
        page.enter(place)
        self._focus_page()
        if moves:
            self._whereabouts.go_on(self._half_written(page))

    def _clear_strip(self) -> None:
        """Take the message away; a warning that was not read yet comes in its place."""
        if self._warnings:
            self.strip.say(self._warnings[0], "care", button=_READ)
        else:
            self.strip.clear()

    def _mark_room(self, room: Room) -> None:
        shown = BELONGS.get(room, room)
        self.rail.show_room(shown.value)
        self.top.show_room(shown, next(entry.word for entry in MENU if entry.room is shown))

    def _page(self, room: Room) -> Page | None:
        if room not in self._pages and room in PAGES:
            page = PAGES[room](self.desk, self.theme)
            page.wanted.connect(self.go)
            page.went_back.connect(self.back)
            page.said.connect(self.status.say)
            page.offered.connect(self.offer)
            page.unread.connect(self.offer_retry)
            page.shape = self.shape
            page.reshape(self.shape)
            self._pages[room] = page
            self.stack.addWidget(page)
        return self._pages.get(room)

    def _go_to_room(self, key: str) -> None:
        """Show a room; whoever was led out of it to the records behind a figure comes back to that figure."""
        before = self._before[-1] if self._before and self.place.only is not None else None
        led = before is not None and key == Room.REPORTS and BELONGS.get(before.room, before.room) is Room.REPORTS
        self.go(before if before is not None and led else Place(room=Room(key)))

    def _hide_screen(self) -> None:
        self.keep()
        self.lock_wanted.emit()

    def _reread(self, changed: Changed) -> None:
        self.status.tell(changed)
        self._end_offer()
        self.undoing.reread()
        if changed & Changed.USERS:
            self.top.reread()
        if changed & Changed.SETTINGS:
            self.settings_changed.emit()
        page = self.page()
        if page is not None:
            page.reread(changed)

    def _look_at_the_day(self) -> None:
        """A window left open over night shows the new day, and who is due on it, once somebody comes back."""
        today = self.desk.today()
        page = self.page()
        if today != self._day:
            self._day = today
            self.top.reread()
            if page is not None:
                page.reread(Changed.ALL)

    def _explain(self) -> None:
        page = self.page()
        if self.help.isVisible():
            self.help.close_panel()
        elif page is not None:
            self.help.explain(page)

    def _focus_page(self) -> None:
        page = self.page()
        first = page.first_focus() if page is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_region(self) -> None:
        """Rail, page, side, status line, and around; where the rail is hidden its button stands for it."""
        page = self.page()
        inside = page.regions() if page is not None else ()
        places: list[tuple[QWidget, Callable[[], object]]] = [(self.rail, self.rail.take_focus)]
        if not self.rail.isVisible():
            places = [(self.top.menu, self.top.menu.setFocus)]
        places += [(widget, widget.setFocus) for widget in inside if widget.isVisible()]
        places.append((self.status, self.status.first_focus().setFocus))
        now = QApplication.focusWidget()
        at = [number for number, (widget, _) in enumerate(places) if _holds(widget, now)]
        in_page = page is not None and _holds(page, now)
        current = at[-1] if at else 1 if in_page and inside else len(places) - 1
        places[(current + 1) % len(places)][1]()

    def _take_shape(self) -> None:
        wide = self.width() / self.theme.em(1)
        shape = Shape.WIDE if wide >= WIDE else Shape.MIDDLE if wide >= MIDDLE else Shape.NARROW
        self.rail.setVisible(shape is not Shape.NARROW)
        self.rail.show_digits(shape is Shape.WIDE)
        if shape is self.shape:
            return
        self.shape = shape
        self.top.reshape(shape)
        self.status.reshape(shape)
        for page in self._pages.values():
            page.shape = shape
            page.reshape(shape)


class _Body(QWidget):
    """What stands in the window; it may become smaller than its present shape wants, for then it takes another."""

    def minimumSizeHint(self) -> QSize:
        return SMALLEST


def _holds(widget: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
