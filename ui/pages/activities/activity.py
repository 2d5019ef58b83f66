"""One activity 活動: written down or corrected, with who took part and who came; what is half-written stays a draft."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.pages.activities.activity_form import ActivityForm, draft_key
from ui.pages.answer_strip import AnswerStrip
from ui.pages.page import Page, Shape
from ui.pages.writing import Writing
from ui.places import Place, Room
from ui.theme import Theme, set_gaps
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.scroll import Scroll
from watchdesk.desk import Desk
from watchdesk.domain.activity import Activity
from watchdesk.errors import WatchDeskError

_VOIDED = "この活動は、取り消してあります。"


class ActivityPage(Page):
    """``Place(record_id=…)`` corrects an activity; ``Place(new=True)`` asks for one."""

    TITLE = "活動を書く"
    HELP = (
        "会議や行事、見まわりなどを書きます。参加した関係者と、お招きした方は、お名前でさがして加えます。"
        "書きかけは、ひとりでに残ります。書きおえたら、Ctrl+Enterで保存します。"
    )
    KEYS = (
        ("Ctrl+Enter", "書いたものを保存します"),
        ("Enter", "次の欄に移ります。さがした方がお一人なら、その方を加えます"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._place: Place | None = None
        self._known: Activity | None = None
        self._left: tuple[str, dict[str, str], bool] = ("", {}, False)
        self._build()
        self.writing.said.connect(self.said)
        self.writing.given_up.connect(self._come_back)

    @property
    def editor(self) -> ActivityForm | None:
        """The form that is being written."""
        return self.writing.editor

    def enter(self, place: Place) -> None:
        """Show the form of an activity, or of a new one; a draft of it is put back."""
        if place == self._place and self.editor is not None:
            return
        self.writing.put_away()
        self.strip.clear()
        self._place, self._known = place, None
        if place.record_id is None:
            self._open()
        else:
            self._read(place.record_id)

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
        """The form, who took part, who came, the bar."""
        editor = self.editor
        if editor is None:
            return ()
        return (editor.first_field(), editor.partners.sought, editor.guests.sought, self.writing.bar.save)

    def main_action(self) -> None:
        """Save what is being written."""
        self.writing.save()

    def _build(self) -> None:
        self.strip = AnswerStrip()
        self.writing = Writing[ActivityForm](self.strip, self._save, self._let_go, self)
        self._title = words(self.TITLE, "title")
        self._column = QVBoxLayout()
        set_gaps(self._column, 0.75)
        self._column.addWidget(self._title)
        self._column.addStretch(1)
        self._form = QWidget()
        self._form.setLayout(self._column)
        self._gone = Empty()
        self._gone.pressed.connect(self.went_back)
        self._stack = QStackedWidget()
        for part in (self._gone, self._form):
            self._stack.addWidget(part)
        content = QWidget()
        content.setLayout(column(self._stack, gap=0, margins=(1, 1.5)))
        said = column(self.strip, gap=0, margins=(1.5, 0.5, 1.5, 0))
        whole = column(said, Scroll(content), self.writing.bar, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _read(self, activity_id: str) -> None:
        """One record is read at once, so that the field has the focus when the page is shown."""
        try:
            self._known = self.desk.activities.get(activity_id)
        except WatchDeskError as error:
            self._gone.say(str(error), button="一覧にもどる")
            self._stack.setCurrentWidget(self._gone)
            return
        self._open()
        if self._known.voided:
            self.strip.say(self._known.void_reason or "", "away", lead=_VOIDED)

    def _open(self) -> None:
        known = self._known
        editor = ActivityForm(self.desk, known)
        self._title.setText(self.TITLE if known is None else "活動を書き直す")
        self._column.insertWidget(1, editor)
        editor.show()
        draft = editor.begin()
        self.writing.take(editor, None, words="活動に書く" if known is None else "保存する")
        if draft is not None:
            self.writing.tell_restored(draft)
        self._stack.setCurrentWidget(self._form)

    def _let_go(self, editor: ActivityForm) -> None:
        self._left = draft_key(editor.activity), editor.all_written(), editor.is_written()
        self._column.removeWidget(editor)

    def _save(self, editor: ActivityForm) -> None:
        before = editor.activity
        saved = editor.save()
        self.writing.put_away()
        self._place = None
        self.wanted.emit(Place(room=Room.ACTIVITIES, record_id=saved.id))
        told = _told(before, saved)
        if before != saved:
            self.offered.emit(told, "取り消す", self.desk.undo.undo)
        self.said.emit(told)

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


def _told(before: Activity | None, after: Activity) -> str:
    if before is None:
        return f"「{after.title}」を、活動に書きました。"
    return "変わったところは、ありませんでした。" if before == after else "活動を書き直しました。"
