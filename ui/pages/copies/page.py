"""受け渡し: the paper ledger 写しの台帳: every sheet and file with names, who has it, and what became of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.copies.check import CheckFace, ReadingCopies
from ui.pages.copies.home import CopiesHome
from ui.pages.copies.loss import LossFace, ReadingLoss
from ui.pages.copies.paper import CheckPaper, ListPaper, LostPaper
from ui.pages.copies.rows import Listed, Listing
from ui.pages.page import Page, Shape
from ui.pages.reader import Reader
from ui.places import LOSS, WHEREABOUTS, Place, Room
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.manners import composing
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.copies import Loss
from watchdesk.domain.definitions import SCREENS

Face = CopiesHome | CheckFace | LossFace | CheckPaper | ListPaper | LostPaper


class CopiesPage(Page):
    """``Place(only)`` shows these numbers, ``record_id`` comes to one, ``person_id`` to those that name somebody.

    ``section`` WHEREABOUTS types the monthly check in, LOSS guides through what a lost copy asks for.
    """

    TITLE = "写しの台帳"
    HELP = (
        "お名前の入った紙とファイルが、いまどなたの所にあるかの台帳です。戻ったら「戻りました」、裁ったら「廃棄しました」。"
        "月に一度、出ているものを1枚ずつ確かめます。なくしたときは、することが順に出ます。"
    )
    KEYS = (
        ("↑ ↓", "写しを選びます"),
        ("M", "戻ったと書きます"),
        ("H", "廃棄したと書きます。裁った、区役所に返したなどを選びます"),
        ("L", "なくしたと書いて、することを見ます"),
        ("F", "なくした写しが見つかったと書きます"),
        ("T", "持つ方・返す日を変えます。手順の画面では、選んだ方に知らせたと書きます"),
        ("K", "所在確認をします。1 ある、2 戻った、3 見当たらない"),
        ("Ctrl+P", "この一覧、所在確認の用紙、紛失報告書を印刷します"),
        ("Enter", "まわり用紙を打ちこみます。なくした写しは、手順を開きます"),
        ("Esc", "しぼり込みをやめます。前の画面へもどります"),
    )
    NUMBERS = SCREENS["copies"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._place = Place(room=Room.COPIES)
        self._coming = False
        self.home, self.check, self.loss = CopiesHome(desk, self.TITLE), CheckFace(desk), LossFace(desk)
        self.check_paper, self.list_paper, self.lost_paper = CheckPaper(desk), ListPaper(desk), LostPaper(desk)
        self._faces = QStackedWidget()
        self._scrolls: dict[Face, QWidget] = {face: Scroll(face) for face in self._every()}
        for scroll in self._scrolls.values():
            self._faces.addWidget(scroll)
        self.setLayout(column(self._faces, gap=0))
        self.reader = Reader(self, self._listing, self.home.empty, "写しを読んでいます。")
        self.checking = Reader(self, lambda: ReadingCopies(desk), self.check.empty, "出ている写しを読んでいます。")
        self.losing = Reader(self, self._reading_loss, self.loss.empty, "読んでいます。")
        self._connect()

    def _every(self) -> tuple[Face, ...]:
        return self.home, self.check, self.loss, self.check_paper, self.list_paper, self.lost_paper

    def _connect(self) -> None:
        self.reader.taken.connect(self._take)
        self.checking.taken.connect(self._take_check)
        self.losing.taken.connect(self._take_loss)
        self.home.widened.connect(self._read_all)
        self.check.printing.connect(self._print_check)
        self.loss.reporting.connect(self._print_report)
        self.check_paper.closed.connect(self._check_again)
        self.home.printing.connect(self._print_list)
        self.list_paper.closed.connect(self._list_again)
        self.lost_paper.closed.connect(self._guide_again)
        for wanted in (self.home.wanted, self.check.wanted):
            wanted.connect(self.wanted)
        for closed in (self.check.closed, self.loss.closed):
            closed.connect(self._go_home)
        for each in self._every():
            each.said.connect(self.said)

    @property
    def face(self) -> Face:
        """What is shown."""
        return next(face for face, scroll in self._scrolls.items() if scroll is self._faces.currentWidget())

    # ---- coming and going

    def enter(self, place: Place) -> None:
        """Show the ledger, the check, or what a loss asks for."""
        anew = place.person_id != self._place.person_id
        self._place, self._coming = place, True
        if place.section == WHEREABOUTS:
            self.check.begin()
            self._show(self.check)
            self.checking.read()
        elif place.section == LOSS and place.record_id is not None:
            self.loss.wait()
            self._show(self.loss)
            self.losing.read(anew=True)
        else:
            self.home.show_place(place)
            self._show(self.home)
            self.reader.read(anew=anew)

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.home.in_place.keep()
        self.loss.in_place.keep()

    def reread(self, changed: Changed) -> None:
        """Read again what is shown; pages that wait to be printed are drawn anew once people change."""
        if not changed & (Changed.COPIES | Changed.PEOPLE | Changed.PARTNERS):
            return
        if self.face is self.home:
            self.reader.read()
        elif self.face is self.check:
            self.checking.read()
        elif self.face is self.loss and changed & (Changed.PEOPLE | Changed.PARTNERS):
            self.losing.read()
        elif self.face is self.lost_paper and changed & Changed.PEOPLE:
            self.lost_paper.remake()

    def reshape(self, shape: Shape) -> None:
        """Arrange each face for another width."""
        for face in self._every():
            face.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """What the face shown begins with; where it is narrow, the list stands below what one sees first."""
        plain = Place(room=Room.COPIES) == self._place and self.home.in_place.form is None
        if self.face is self.home and plain and self.shape is Shape.NARROW:
            return self.home.filter.choice.focus_target
        return self.face.first_focus()

    def regions(self) -> tuple[QWidget, ...]:
        """The tabs and the list, or the pages and what stands beside them."""
        if self.face in (self.check, self.loss):
            return super().regions()
        papers = (self.check_paper, self.list_paper, self.lost_paper)
        paper = next((one for one in papers if one is self.face), None)
        return paper.regions() if paper is not None else self.home.regions()

    def main_action(self) -> None:
        """Type the monthly check in."""
        self.wanted.emit(Place(room=Room.COPIES, section=WHEREABOUTS))

    def undone(self) -> None:
        """What was said of the last deed holds no more."""
        self.home.strip.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from whatever stands over the ledger, and puts a question away: it is kept."""
        face = self.face
        asks = face is not self.home or self.home.in_place.form is not None
        if event.key() != Qt.Key.Key_Escape or composing(self.focusWidget()) or not asks:
            super().keyPressEvent(event)
        elif isinstance(face, CopiesHome):
            face.strip.say(face.in_place.leave())
        elif face is self.loss and self.loss.in_place.form is not None:
            self.loss.in_place.leave()
        else:
            face.closed.emit()

    # ---- what is read

    def _listing(self) -> Listing:
        return Listing(self.desk, self._place.person_id)

    def _reading_loss(self) -> ReadingLoss:
        return ReadingLoss(self.desk, int(self._place.record_id or 0))

    def _take(self, rows: tuple[Listed, ...]) -> None:
        coming, self._coming = self._coming and self.isVisible() and self.face is self.home, False
        self.home.take(rows, coming=coming)
        if coming:
            self._focus()

    def _take_check(self, lines: object) -> None:
        if isinstance(lines, tuple):
            self.check.take(lines)
        self._arrive(self.check)

    def _take_loss(self, loss: Loss) -> None:
        self.loss.show_loss(loss)
        self._arrive(self.loss)

    def _arrive(self, face: Face) -> None:
        if self._coming and self.isVisible() and self.face is face:
            self._coming = False
            self._focus()

    def _read_all(self) -> None:
        self._place, self._coming = Place(room=Room.COPIES), True
        self.reader.read(anew=True)

    # ---- faces

    def _show(self, face: Face) -> None:
        self._faces.setCurrentWidget(self._scrolls[face])

    def _focus(self) -> None:
        first = self.first_focus()
        if first is not None and not self.writes_elsewhere():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_home(self) -> None:
        number = self._place.record_id
        self.wanted.emit(Place(room=Room.COPIES, record_id=number))

    def _print_check(self) -> None:
        self._show(self.check_paper)
        self.check_paper.show_sheet()
        self._focus()

    def _check_again(self) -> None:
        self.check_paper.close_paper()
        self._show(self.check)
        self.checking.read()
        self._focus()

    def _print_list(self) -> None:
        self._show(self.list_paper)
        self.list_paper.show_list(tuple(row.copy.number for row in self.home.table.rows()), self.home.heading())
        self._focus()

    def _list_again(self) -> None:
        self.list_paper.close_paper()
        self._show(self.home)
        self.reader.read()
        self._focus()

    def _print_report(self) -> None:
        if self.loss.loss is not None:
            self._show(self.lost_paper)
            self.lost_paper.show_report(self.loss.loss.copy.number)
            self._focus()

    def _guide_again(self) -> None:
        self.lost_paper.close_paper()
        self._show(self.loss)
        self.losing.read()
        self._focus()
