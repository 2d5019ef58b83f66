"""まわり: whom to see and the sheet for it, the sheets that are out, and what comes back on them."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.page import Page, Shape
from ui.pages.reader import Reader
from ui.pages.rounds.choose import ChoosePanel, Offered, ReadingCandidates
from ui.pages.rounds.entry import EntryPanel
from ui.pages.rounds.home import ReadingRounds, RoundsHome
from ui.pages.rounds.paper import Asked, SheetPanel
from ui.places import Place, Room
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.manners import composing
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.round import RoundLine, Sheet
from watchdesk.errors import WatchDeskError

_WHAT_SHOWS = Changed.PEOPLE | Changed.VISITS | Changed.COPIES | Changed.PLANS | Changed.PARTNERS


Face = RoundsHome | ChoosePanel | SheetPanel | EntryPanel


class RoundsPage(Page):
    """``Place(new=True)`` chooses whom to see (``only``: exactly these), ``record_id`` types a sheet in; else all."""

    TITLE = "まわり"
    HELP = (
        "歩く順の用紙をつくって印刷し、もどってきたら、右上の番号を打って開きます。"
        "1行に1人、数字とEnterだけで打ちこめます。打った行は、そのつど残ります。"
    )
    KEYS = (
        ("Ctrl+N", "まわり用紙をつくります"),
        ("スペース", "選ぶ画面で、用紙にのせる・のせないを変えます"),
        ("Ctrl+P", "用紙をつくります。つくったあとは、印刷します"),
        ("1 2 3 4 9", "打ちこむ画面で、様子を選びます（元気・気になる・不在・応答なし・緊急）"),
        ("Enter", "次へ進みます。気づきは、番号とEnterを1つずつ、終わったらEnterだけを押します"),
        ("Tab", "気づき・書きとめへ移ります"),
        ("↑ ↓", "前の行を直します。次の行へ移ります"),
        ("Esc", "前の画面へもどります。打った行は残ります"),
    )
    NUMBERS = SCREENS["rounds"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.home, self.choose = RoundsHome(desk), ChoosePanel(desk)
        self.paper, self.entry = SheetPanel(desk), EntryPanel(desk)
        self._faces = QStackedWidget()
        faces: tuple[Face, ...] = (self.home, self.choose, self.paper, self.entry)
        self._scrolls: dict[Face, QWidget] = {face: Scroll(face) for face in faces if face is not self.entry}
        self._scrolls[self.entry] = self.entry  # its bar stands outside of what scrolls
        for scroll in self._scrolls.values():
            self._faces.addWidget(scroll)
        self.setLayout(column(self._faces, gap=0))
        self.rounds = Reader(self, lambda: ReadingRounds(desk), self.home.empty, "用紙を読んでいます。")
        self.candidates = Reader(
            self, lambda: ReadingCandidates(desk), self.choose.empty, "見守り中の方を読んでいます。"
        )
        self._connect()

    def _connect(self) -> None:
        self.rounds.taken.connect(self._show_rounds)
        self.candidates.taken.connect(self._offer)
        self.home.opened.connect(self._go_to_sheet)
        self.home.making.connect(self.main_action)
        self.home.again.connect(self._print_again)
        self.home.said.connect(self.said)
        self.home.alarmed.connect(self._go_to_alarm)
        self.choose.closed.connect(self.went_back)
        self.choose.drawing.connect(self._draw)
        self.paper.closed.connect(self._choose_again)
        self.paper.said.connect(self.said)
        self.entry.closed.connect(self.went_back)
        self.entry.alarmed.connect(self._go_to_alarm)
        self.entry.received.connect(self._tell_received)
        self.entry.said.connect(self.said)

    @property
    def face(self) -> Face:
        """What is shown: ``home``, ``choose``, ``paper`` or ``entry``."""
        return next(face for face, scroll in self._scrolls.items() if scroll is self._faces.currentWidget())

    # ---- coming and going

    def enter(self, place: Place) -> None:
        """Show the sheets, the choice of people, or one sheet to be typed in."""
        self.leave()
        if place.record_id is not None:
            self._open(place.record_id)
        elif place.new:
            self.paper.close_paper()
            self.choose.begin(place.only)
            self._show(self.choose)
            self.candidates.read()
        else:
            self._show_home()

    def leave(self) -> None:
        """Keep the line that is half typed."""
        self.entry.drafts.keep_all()
        self.paper.look.keep_written()

    def reread(self, changed: Changed) -> None:
        """Read again what is shown; what is typed stays, and pages that wait to be printed pass the gate again."""
        if not changed & _WHAT_SHOWS:
            return
        if self.face is self.home:
            self.rounds.read()
        elif self.face is self.choose:
            self.candidates.read()
        elif self.face is self.entry:
            self.entry.reread()
        elif changed & (Changed.PEOPLE | Changed.VISITS):
            self.paper.remake()

    def reshape(self, shape: Shape) -> None:
        """Arrange each face for another width."""
        for face in (self.home, self.choose, self.paper, self.entry):
            face.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """What the face shown begins with."""
        return self.face.first_focus()

    def regions(self) -> tuple[QWidget, ...]:
        """What is typed or chosen, then the buttons."""
        if self.face is self.entry:
            return self.entry.fields.answer, self.entry.bar.later
        if self.face is self.choose:
            return self.choose.reach, self.choose.first_focus(), self.choose.draw
        return (self.home.number, self.home.table, self.home.type_in) if self.face is self.home else super().regions()

    def main_action(self) -> None:
        """Choose whom to see next."""
        self.wanted.emit(Place(room=Room.ROUND, new=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or composing(self.focusWidget()):
            super().keyPressEvent(event)
        elif self.face is self.paper:
            self._choose_again()
        else:
            self.went_back.emit()

    # ---- faces

    def _show(self, face: Face) -> None:
        self._faces.setCurrentWidget(self._scrolls[face])

    def _show_home(self) -> None:
        self.home.begin()
        self._show(self.home)
        self.rounds.read()

    def _open(self, round_id: str) -> None:
        try:
            sheet = self.desk.rounds.sheet(round_id)
        except WatchDeskError as gone:
            self._show_home()
            self.home.complain(str(gone))
            return
        self._show(self.entry)
        self.entry.show_sheet(sheet)

    def _show_rounds(self, lines: tuple[RoundLine, ...]) -> None:
        fresh = not self.home.table.rows()
        self.home.show_rounds(lines)
        if fresh and self.face is self.home and self.isVisible() and not self.writes_elsewhere():
            self._focus()

    def _offer(self, offered: Offered) -> None:
        fresh = not self.choose.table.rows()
        self.choose.offer(offered)
        if fresh and self.face is self.choose and self.isVisible() and not self.writes_elsewhere():
            self._focus()

    def _focus(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_sheet(self, round_id: str) -> None:
        self.wanted.emit(Place(room=Room.ROUND, record_id=round_id))

    def _go_to_alarm(self, alarm_id: str | None) -> None:
        self.wanted.emit(Place(room=Room.ALARM, record_id=alarm_id))

    def _print_again(self, ids: tuple[str, ...]) -> None:
        self.wanted.emit(Place(room=Room.ROUND, new=True, only=ids))

    def _draw(self) -> None:
        self.paper.show_sheet(Asked(ids=self.choose.ids(), wish=self.choose.wish.values()))
        self._show(self.paper)
        self._focus()

    def _choose_again(self) -> None:
        self.paper.close_paper()
        self._show(self.choose)
        self._focus()

    def _tell_received(self, sheet: Sheet) -> None:
        """Back to the sheets, with what takes it back."""
        alarms = self.entry.told.alarms
        self.said.emit(f"{sheet.shown}を受け取りました")
        self.wanted.emit(Place(room=Room.ROUND))
        if alarms:
            self.home.say_alarms(alarms)
        self.offered.emit(f"{sheet.shown}を受け取りました。", "取り消す", partial(self.take_back, sheet.round.id))

    def take_back(self, round_id: str) -> None:
        """The paper counted in a moment ago is out after all."""
        try:
            self.desk.rounds.out_again(round_id)
        except WatchDeskError as refused:
            self.said.emit(str(refused).removesuffix("。"))
        else:
            self.said.emit("取り消しました。用紙は、また出ていることになりました")
