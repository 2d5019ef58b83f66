"""Writing: a record's form while it is being written in its page: kept, saved or given up, and had back once more."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper
from ui.pages.answer_strip import AnswerStrip
from ui.pages.person.bar import PersonBar
from ui.why import told
from ui.widgets.manners import end_conversion
from watchdesk.desk import Draft
from watchdesk.errors import Invalid, WatchDeskError


class Editor(QWidget):
    """A page's form; ``keeper`` keeps what is half-written. ``submitted`` on Ctrl+Enter, ``edited`` at each change."""

    submitted = Signal()
    edited = Signal()

    keeper: DraftKeeper

    @property
    def to_mend(self) -> int:
        """How many fields are marked as wrong now."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where the focus belongs."""
        raise NotImplementedError

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what was written."""
        raise NotImplementedError

    def written(self) -> dict[str, str]:
        """What was written since it was filled, as typed."""
        raise NotImplementedError

    def complain(self, error: Invalid) -> str:
        """Mark what is wrong, and say it for the bar."""
        raise NotImplementedError


E = TypeVar("E", bound=Editor)


class Writing(QObject, Generic[E]):
    """``take(editor, again)`` once the page shows a form; ``editor`` while it is written, ``bar`` below the page.

    ``save(editor)`` writes, raising what is to be mended; ``lets_go(editor)`` takes the form out of the page. ``again``
    opens the same form once more, for what was given up; None for a new record, of which nothing stays to be seen.
    ``said`` as a page's, ``given_up(new)`` once the user stopped; ``left`` is then the draft that this took away, its
    key and its texts, None where the form stood as it was filled.
    """

    said = Signal(str)
    given_up = Signal(bool)

    def __init__(
        self, strip: AnswerStrip, save: Callable[[E], None], lets_go: Callable[[E], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._strip, self._save, self._lets_go = strip, save, lets_go
        self._again: Callable[[], E] | None = None
        self.editor: E | None = None
        self.left: tuple[str, Mapping[str, str]] | None = None
        self.bar = PersonBar()
        self.bar.save.clicked.connect(self.save)
        self.bar.stop.clicked.connect(self.stop)

    def take(self, editor: E, again: Callable[[], E] | None, *, words: str) -> None:
        """Look after a form that was filled; ``words`` stand on the button that saves."""
        self.editor, self._again = editor, again
        editor.submitted.connect(self.save)
        editor.edited.connect(self._count_again)
        editor.keeper.kept.connect(self._tell_kept)
        editor.keeper.failed.connect(self._tell_failed)
        self.bar.open(new=again is None)
        self.bar.save.set_words(words)

    def tell_restored(self, draft: Draft) -> None:
        """Say that a draft was put back."""
        if self.editor is not None:
            lead = self.editor.keeper.told_restored(draft)
            self._strip.say("続きから書けます。", "wait", lead=lead, icon="pen-line")

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        if self.editor is not None:
            self.editor.keeper.keep_all()

    def save(self) -> None:
        """Write it down, or say beside the button what is to be mended."""
        if self.editor is None:
            return
        end_conversion()
        try:
            self._save(self.editor)
        except Invalid as wrong:
            self.bar.say(self.editor.complain(wrong), wrong=True)
        except WatchDeskError as error:
            self.bar.say(told(self.bar, error, self.save), wrong=True)

    def stop(self) -> None:
        """Put the form away; what was half-written can be had back until the next action."""
        if self.editor is None:
            return
        texts, changed, again = self.editor.written(), self.editor.keeper.changed(), self._again
        self.left = self.editor.keeper.standing() if changed else None
        self.editor.keeper.forget()
        self.put_away()
        if again is not None and changed:
            back = partial(self._restore, texts, again)
            self._strip.offer(
                "書きかけは、保存していません。", "書きかけを戻す", back, tone="wait", lead="書くのをやめました。"
            )
        self.given_up.emit(again is None)

    def put_away(self) -> None:
        """Put the form away; what was kept of it stays."""
        if self.editor is None:
            return
        editor, self.editor = self.editor, None
        editor.keeper.keep_all()
        editor.keeper.forget_form()
        editor.hide()
        self._lets_go(editor)
        editor.deleteLater()
        self.bar.hide()

    def _restore(self, texts: dict[str, str], again: Callable[[], E]) -> None:
        editor = again()
        editor.restore(texts)
        editor.keeper.touch()

    def _tell_kept(self, moment: object) -> None:
        if moment is not None:
            self.said.emit("書きかけを残しました")
            self.bar.say_kept("書きかけを残しました。")

    def _tell_failed(self, sentence: str) -> None:
        self.said.emit(sentence)
        self.bar.say_kept(sentence)

    def _count_again(self) -> None:
        if self.editor is not None:
            self.bar.tell_left(self.editor.to_mend)
