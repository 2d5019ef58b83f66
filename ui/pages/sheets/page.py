"""ほかの報告書・用紙: every kind of report that is asked for by its options, in one page of the room 報告書."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.page import Page, Shape
from ui.pages.report_kinds import ReportKinds
from ui.pages.sheets.chooser import KindChooser
from ui.pages.sheets.face import SheetFace
from ui.places import Place, Room
from ui.theme import Theme
from ui.widgets.boxes import column, words
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.sheet import AS_GIVEN, SheetKind, Takes

_ASK = "どの報告書・用紙をつくりますか"
_ON_PAPER = Changed.PEOPLE | Changed.VISITS | Changed.SETTINGS | Changed.PLANS | Changed.CONSULTATIONS
"""What most papers tell of: written while one is shown, its pages are made anew."""


class SheetsPage(Page):
    """``Place.section`` is a kind's key, ``person_id`` whom it is about, ``only`` the people it is for."""

    TITLE = "ほかの報告書・用紙"
    HELP = (
        "用紙の種類を選び、左の欄を入れると、印刷されるページがそのまま右に出ます。"
        "お名前のある紙には、印刷のときに写しの番号がつきます。"
        "年間のまとめ・名簿・滞りでは、ページの数を押すと、もとの記録が開きます。キーボードでは、左の下の数の一覧で開きます。"
    )
    KEYS = (
        ("↑ ↓", "用紙の種類を選びます"),
        ("Enter", "選んだ用紙をつくります"),
        ("Ctrl+P", "出ているページを印刷します"),
        ("Esc", "用紙の種類か、前の画面にもどります"),
    )
    NUMBERS = SCREENS["sheets"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.kinds = ReportKinds(Room.SHEETS)
        self.chooser = KindChooser(desk.sheets.kinds)
        self.face: SheetFace | None = None
        self._around: QWidget | None = None
        self._last = ""
        self._is_given = False
        listed = QWidget()
        listed.setLayout(column(self.kinds, words(_ASK, "title"), self.chooser, gap=0.8, margins=(0.6, 1.5)))
        self._stack = QStackedWidget()
        self._stack.addWidget(Scroll(listed))
        self.setLayout(column(self._stack, gap=0))
        self.kinds.wanted.connect(self.wanted)
        self.chooser.chosen.connect(self.choose)
        self.chooser.wanted.connect(self.wanted)

    # ---- as the window asks

    def enter(self, place: Place) -> None:
        """Show the kind of the place, else the kinds."""
        self.kinds.stay()
        if place.section in (kind.key for kind in self.desk.sheets.kinds):
            self.choose(place.section, place)
        else:
            self._close()

    def here(self, place: Place) -> Place:
        """With the kind that is shown; one chosen here is about nobody but whom the form says."""
        here = place if self._is_given else replace(place, person_id=None, only=None, month=None)
        return replace(here, section=self._last if self._shows_face else "")

    def leave(self) -> None:
        """Keep what is half-written."""
        if self.face is not None and self._shows_face:
            self.face.keep_written()

    def reread(self, changed: Changed) -> None:
        """What stands on the pages was written: make them anew."""
        if changed & _ON_PAPER and self.face is not None and self._shows_face:
            self.face.remake()

    def reshape(self, shape: Shape) -> None:
        """Pages beside what is asked, or below it."""
        if self.face is not None:
            self.face.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """What is still to be told, or the kind chosen last."""
        face = self.face if self._shows_face else None
        return face.first_focus() if face is not None else self.chooser.button_of(self._last)

    def regions(self) -> tuple[QWidget, ...]:
        """What is asked, then the pages; or the kinds."""
        face = self.face if self._shows_face else None
        return face.regions() if face is not None else super().regions()

    def main_action(self) -> None:
        """Print what is shown."""
        if self.face is not None and self._shows_face:
            self.face.send.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.face is not None and self._shows_face:
            self._escape(self.face)
        else:
            super().keyPressEvent(event)

    # ---- choosing

    def choose(self, key: str, place: Place | None = None) -> None:
        """Show a kind, about whom one comes from."""
        given = _given(self.desk.sheets.of(key).KIND, place) if place is not None else {}
        among = "people" in given
        stays = self.face is not None and self._last == key and self.face.is_among == among
        face = self.face if self.face is not None and stays else self._new_face(key, among=among)
        self._stack.setCurrentIndex(1)
        self._is_given = bool(given)
        face.begin(given)
        face.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _shows_face(self) -> bool:
        return self._stack.currentIndex() > 0

    def _new_face(self, key: str, *, among: bool) -> SheetFace:
        """One kind at a time: the one before is put away."""
        if self.face is not None and self._around is not None:
            self.face.put_away()
            self._stack.removeWidget(self._around)
            self._around.setParent(None)
            self._around.deleteLater()
        face = self.face = SheetFace(self.desk, self.desk.sheets.of(key), among=among)
        self._last = key
        self._around = Scroll(face)
        self._stack.addWidget(self._around)
        face.closed.connect(self._go_back)
        face.wanted.connect(self.wanted)
        face.said.connect(self.said)
        face.reshape(self.shape)
        return face

    def _close(self) -> None:
        if self.face is None or not self._shows_face:
            return
        self.face.put_away()
        self._stack.setCurrentIndex(0)
        button = self.chooser.button_of(self._last)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        """To the kinds; whoever came from elsewhere with people in hand, to there."""
        given = self._is_given
        self._close()
        if given:
            self.went_back.emit()

    def _escape(self, face: SheetFace) -> None:
        if face.paper.marks.isVisible():
            face.paper.marks.closed.emit()
        else:
            self._go_back()


def _given(kind: SheetKind, place: Place) -> dict[str, Any]:
    """What a place tells of a kind's options; labels along letters stand in the order of these."""
    told = {Takes.PERSON: place.person_id, Takes.PEOPLE: place.only, Takes.MONTH: place.month}
    given = {option.key: told[option.takes] for option in kind.options if told.get(option.takes)}
    orders = [option.key for option in kind.options if AS_GIVEN in (code for code, _ in option.choices)]
    return given | (dict.fromkeys(orders, AS_GIVEN) if place.only else {})
