"""FormPage: a page that is one form: a record is written there, its draft put back, and it is saved or given up."""

from collections.abc import Mapping
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.late_mark import LateMark
from ui.pages.answer_strip import AnswerStrip
from ui.pages.page import Page, Shape
from ui.pages.writing import Editor, Writing
from ui.places import Place
from ui.theme import Theme, set_gaps
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.scroll import Scroll
from watchdesk.desk import Desk, Draft
from watchdesk.errors import WatchDeskError

E = TypeVar("E", bound=Editor)
R = TypeVar("R")


class FormPage(Page, Generic[E, R]):
    """A page's own is ``known``, ``make_form``, ``begin`` and ``write``; ``writing`` looks after its form, ``editor``.

    Where there is more to say of a record, ``away`` and ``parts`` say it.
    ``TITLE_KNOWN`` stands over a record that is written anew, ``SAVE_NEW`` on the button for a new one, ``BACK`` on
    the button where there is no such record. ``GAP`` and ``EDGE`` are the room between and around, in em.
    """

    TITLE_KNOWN = ""
    SAVE_NEW = ""
    BACK = "もどる"
    GAP, EDGE = 0.75, 1.0
    SAVES_FROM_ANYWHERE = False
    """Whether Ctrl+Enter saves outside of the fields too."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._place: Place | None = None
        self.strip, self.late = AnswerStrip(), LateMark(desk)
        self.writing = Writing[E](self.strip, self.write, self._let_go, self)
        self._lay_out()
        self._gone.pressed.connect(self.went_back)
        self.writing.said.connect(self.said)
        self.writing.given_up.connect(self._come_back)
        for keys in ("Ctrl+Return", "Ctrl+Enter") if self.SAVES_FROM_ANYWHERE else ():
            QShortcut(QKeySequence(keys), self).activated.connect(self.main_action)

    # ---- what a page says of itself

    def known(self, place: Place) -> R | None:
        """Read the record that is written anew, None for a new one; WatchDeskError where there is none to write."""
        raise NotImplementedError

    def make_form(self, known: R | None, place: Place) -> E:
        """Make the form."""
        raise NotImplementedError

    def begin(self, editor: E, place: Place) -> Draft | None:
        """Fill the form, which is shown by now, and put its draft back; return that."""
        raise NotImplementedError

    def away(self, _known: R) -> tuple[str, str] | None:
        """That the record is done away with and why, two sentences; None where it stands."""
        return None

    def write(self, editor: E) -> None:
        """Save, raising what is to be mended, and ``go_on``."""
        raise NotImplementedError

    def parts(self, _editor: E) -> tuple[QWidget, ...]:
        """Where F6 stops in the form besides the field being written."""
        return ()

    # ---- what they have in common

    @property
    def editor(self) -> E | None:
        """The form that is being written."""
        return self.writing.editor

    def enter(self, place: Place) -> None:
        """Show the form of a record, or of a new one; a draft of it is put back."""
        if place == self._place and self.editor is not None:
            return
        self.writing.put_away()
        self.strip.clear()
        self._place = place
        try:
            known = self.known(place)
            editor = self.make_form(known, place)
        except WatchDeskError as gone:
            self._gone.say(str(gone), button=self.BACK)
            self._stack.setCurrentWidget(self._gone)
            return
        self._open(known, editor, place)

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.writing.keep()

    def reshape(self, shape: Shape) -> None:
        """Arrange for another width."""
        self.writing.bar.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """The field being written."""
        return self.editor.first_field() if self.editor is not None else self._gone.button

    def regions(self) -> tuple[QWidget, ...]:
        """The form, its further parts, the bar."""
        if self.editor is None:
            return ()
        return (self.editor.first_field(), *self.parts(self.editor), self.writing.bar.save)

    def main_action(self) -> None:
        """Save what was written, or say what is to be mended."""
        self.writing.save()

    def go_on(self, place: Place, told: str, *, said: str, undo: bool) -> None:
        """It is saved: show it at its place, say so there and in the status line, and offer to take it back."""
        self.writing.put_away()
        self._place = None
        self.wanted.emit(place)
        if undo:
            self.offered.emit(told, "取り消す", self.desk.undo.undo)
        self.said.emit(said)

    def _lay_out(self) -> None:
        self._title = words(self.TITLE, "title")
        self._column = QVBoxLayout()
        set_gaps(self._column, self.GAP)
        self._column.addWidget(self._title)
        self._column.addWidget(self.late)
        self._column.addStretch(1)
        self._gone, self._whole, self._stack = Empty(), QWidget(), QStackedWidget()
        self._whole.setLayout(self._column)
        for part in (self._gone, self._whole):
            self._stack.addWidget(part)
        content = QWidget()
        content.setLayout(column(self._stack, gap=0, margins=(self.EDGE, 1.5)))
        said = column(self.strip, gap=0, margins=(1.5, 0.5, 1.5, 0))
        layout = column(said, Scroll(content), self.writing.bar, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _open(self, known: R | None, editor: E, place: Place) -> None:
        self._title.setText(self.TITLE if known is None else self.TITLE_KNOWN)
        self.late.show_record(place.record_id if known is not None else None)
        self._column.insertWidget(2, editor)
        editor.show()
        draft = self.begin(editor, place)
        self.writing.take(editor, None, words=self.SAVE_NEW if known is None else "保存する")
        if draft is not None:
            self.writing.tell_restored(draft)
        why = self.away(known) if known is not None else None
        if why is not None:
            self.strip.say(why[1], "away", lead=why[0])
        self._stack.setCurrentWidget(self._whole)

    def _let_go(self, editor: E) -> None:
        self._column.removeWidget(editor)

    def _come_back(self, _new: bool) -> None:
        """Go back where one came from; what was half-written can be had back there."""
        place, self._place = self._place, None
        self.went_back.emit()
        if place is not None and self.writing.left is not None:
            sentence = "書くのをやめました。書きかけは、保存していません。"
            self.offered.emit(sentence, "書きかけを戻す", partial(self._restore, *self.writing.left, place))

    def _restore(self, key: str, texts: Mapping[str, str], place: Place) -> None:
        self.desk.drafts.save(key, texts, None)
        self.wanted.emit(place)
