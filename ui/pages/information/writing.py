"""One item of welfare information 福祉情報: written down or corrected; what is half-written stays as a draft."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.information.item_form import InfoForm, draft_key
from ui.pages.page import Page, Shape
from ui.pages.writing import Writing
from ui.places import Place, Room
from ui.theme import Theme, set_gaps
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.scroll import Scroll, to_the_top
from watchdesk.desk import Desk
from watchdesk.domain.info_item import InfoItem
from watchdesk.errors import WatchDeskError

_LAID_OUT = 150
"""Milliseconds after which a form has its height."""


class InfoItemPage(Page):
    """``Place(record_id=…)`` corrects an item; ``Place(new=True)`` asks for one."""

    TITLE = "福祉情報を書く"
    HELP = (
        "お知らせの中身を書きます。チラシや広報の文は、そのまま貼りつけられます。PDFは、保存したあとに付けられます。"
        "「台帳のどの方に知らせたいか」を決めると、まだ伝えていない方の一覧が出せます。"
    )
    KEYS = (("Ctrl+Enter", "書いたものを保存します"), ("Enter", "次の欄に移ります"))

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._place: Place | None = None
        self._left: tuple[str, dict[str, str], bool] = ("", {}, False)
        self._build()
        self.writing.said.connect(self.said)
        self.writing.given_up.connect(self._come_back)

    @property
    def editor(self) -> InfoForm | None:
        """The form that is being written."""
        return self.writing.editor

    def enter(self, place: Place) -> None:
        """Show the form of an item, or of a new one; a draft of it is put back."""
        if place == self._place and self.editor is not None:
            return
        self.writing.put_away()
        self.strip.clear()
        self._place = place
        try:
            item = self.desk.information.get(place.record_id) if place.record_id is not None else None
        except WatchDeskError as gone:
            self._gone.say(str(gone), button="一覧にもどる")
            self._stack.setCurrentWidget(self._gone)
            return
        self._open(item)

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
        """The form, whom it is for, the bar."""
        editor = self.editor
        if editor is None:
            return ()
        return (editor.first_field(), editor.form.entry("age_from"), self.writing.bar.save)

    def main_action(self) -> None:
        """Save what is being written."""
        self.writing.save()

    def _build(self) -> None:
        self.strip = AnswerStrip()
        self.writing = Writing[InfoForm](self.strip, self._save, self._let_go, self)
        self._title = words(self.TITLE, "title")
        self._column = QVBoxLayout()
        set_gaps(self._column, 0.75)
        self._column.addWidget(self._title)
        self._column.addStretch(1)
        form = QWidget()
        form.setLayout(self._column)
        self._gone, self._stack, self._form = Empty(), QStackedWidget(), form
        self._gone.pressed.connect(self.went_back)
        for part in (self._gone, form):
            self._stack.addWidget(part)
        content = QWidget()
        content.setLayout(column(self._stack, gap=0, margins=(1, 1.5)))
        said = column(self.strip, gap=0, margins=(1.5, 0.5, 1.5, 0))
        whole = column(said, Scroll(content), self.writing.bar, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _open(self, item: InfoItem | None) -> None:
        editor = InfoForm(self.desk, item)
        self._title.setText(self.TITLE if item is None else "福祉情報を書き直す")
        self._column.insertWidget(1, editor)
        editor.show()
        draft = editor.begin()
        self.writing.take(editor, None, words="福祉情報に加える" if item is None else "保存する")
        if draft is not None:
            self.writing.tell_restored(draft)
        self._stack.setCurrentWidget(self._form)
        QTimer.singleShot(_LAID_OUT, self, self._show_beginning)

    def _show_beginning(self) -> None:
        """A new form comes in sight from its title on; it grows while the focus already stands in its first field."""
        if self.editor is not None and self.editor.form.entry("title").hasFocus():
            to_the_top(self._form)

    def _let_go(self, editor: InfoForm) -> None:
        self._left = draft_key(editor.item), editor.all_written(), editor.is_written()
        self._column.removeWidget(editor)

    def _save(self, editor: InfoForm) -> None:
        before = editor.item
        saved = editor.save()
        self.writing.put_away()
        self._place = None
        self.wanted.emit(Place(room=Room.INFORMATION, record_id=saved.id))
        told = _told(before, saved)
        if before != saved:
            self.offered.emit(told, "取り消す", self.desk.undo.undo)
        self.said.emit(told.removesuffix("。"))

    def _come_back(self, _new: bool) -> None:
        """Go back where one came from; what was half-written can be had back there."""
        place, self._place = self._place, None
        key, texts, changed = self._left
        self.went_back.emit()
        if changed and place is not None:
            sentence = "書くのをやめました。書きかけは、保存していません。"
            self.offered.emit(sentence, "書きかけを戻す", partial(self._restore, key, texts, place))

    def _restore(self, key: str, texts: dict[str, str], place: Place) -> None:
        self.desk.drafts.save(key, texts, None)
        self.wanted.emit(place)


def _told(before: InfoItem | None, after: InfoItem) -> str:
    if before is None:
        return f"「{after.title}」を、福祉情報に加えました。"
    return "変わったところは、ありませんでした。" if before == after else "福祉情報を書き直しました。"
