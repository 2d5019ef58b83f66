"""One appointment 予定: written down, or rewritten and moved to another day; what is half-written stays as a draft."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.page import Page, Shape
from ui.pages.plans.appointment_form import AppointmentForm, draft_key
from ui.pages.plans.period import Period, View, day_words
from ui.pages.writing import Writing
from ui.places import Place, Room
from ui.theme import Theme, set_gaps
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.scroll import Scroll
from watchdesk.desk import Desk
from watchdesk.domain.appointment import Appointment
from watchdesk.errors import WatchDeskError

_CANCELLED = "この予定は、取りやめてあります。"


class AppointmentPage(Page):
    """``Place(record_id=…)`` rewrites an appointment; ``Place(new=True)`` asks for one.

    With ``section`` an ISO day and ``person_id`` filled in.
    """

    TITLE = "予定を書く"
    HELP = (
        "訪問や会議の予定を書きます。お会いする方を決めると、その方の台帳にも出ます。"
        "書きかけは、ひとりでに残ります。書きおえたら、Ctrl+Enterで保存します。"
    )
    KEYS = (
        ("Ctrl+Enter", "書いたものを保存します"),
        ("Enter", "次の欄に移ります。さがした方がお一人なら、その方に決めます"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._place: Place | None = None
        self._known: Appointment | None = None
        self._left: tuple[str, dict[str, str], bool] = ("", {}, False)
        self._build()
        self.writing.said.connect(self.said)
        self.writing.given_up.connect(self._come_back)

    @property
    def editor(self) -> AppointmentForm | None:
        """The form that is being written."""
        return self.writing.editor

    def enter(self, place: Place) -> None:
        """Show the form of an appointment, or of a new one; a draft of it is put back."""
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

    def here(self, place: Place) -> Place:
        """A new one that was written is no longer new: nothing to come back to but the form."""
        return replace(place, section=place.section if place.new else "")

    def reshape(self, shape: Shape) -> None:
        """Arrange for another width."""
        self.writing.bar.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """The field being written."""
        return self.editor.first_field() if self.editor is not None else self._gone.button

    def regions(self) -> tuple[QWidget, ...]:
        """The form, the bar."""
        return (self.editor.first_field(), self.writing.bar.save) if self.editor is not None else ()

    def main_action(self) -> None:
        """Save what is being written."""
        self.writing.save()

    def _build(self) -> None:
        self.strip = AnswerStrip()
        self.writing = Writing[AppointmentForm](self.strip, self._save, self._let_go, self)
        self._title = words(self.TITLE, "title")
        self._column = QVBoxLayout()
        set_gaps(self._column, 0.75)
        self._column.addWidget(self._title)
        self._column.addStretch(1)
        form = QWidget()
        form.setLayout(self._column)
        self._gone = Empty()
        self._gone.pressed.connect(self.went_back)
        self._stack = QStackedWidget()
        for part in (self._gone, form):
            self._stack.addWidget(part)
        self._form = form
        content = QWidget()
        content.setLayout(column(self._stack, gap=0, margins=(1, 1.5)))
        said = column(self.strip, gap=0, margins=(1.5, 0.5, 1.5, 0))
        whole = column(said, Scroll(content), self.writing.bar, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _read(self, appointment_id: str) -> None:
        """One row is read at once, so that the field has the focus when the page is shown."""
        try:
            self._known = self.desk.plans.get(appointment_id)
        except WatchDeskError as error:
            self._gone.say(str(error), button="カレンダーにもどる")
            self._stack.setCurrentWidget(self._gone)
            return
        self._open()
        if self._known.cancelled:
            self.strip.say(self._known.cancel_reason or "", "away", lead=_CANCELLED)

    def _open(self) -> AppointmentForm:
        known, place = self._known, self._place or Place(room=Room.APPOINTMENT)
        editor = AppointmentForm(self.desk, known)
        self._title.setText(self.TITLE if known is None else "予定を書き直す")
        self._column.insertWidget(1, editor)
        editor.show()
        draft = editor.begin(_day_of(place.section), place.person_id)
        self.writing.take(editor, None, words="予定に書く" if known is None else "保存する")
        if draft is not None:
            self.writing.tell_restored(draft)
        self._stack.setCurrentWidget(self._form)
        return editor

    def _let_go(self, editor: AppointmentForm) -> None:
        self._left = draft_key(editor.appointment), editor.all_written(), editor.is_written()
        self._column.removeWidget(editor)

    def _save(self, editor: AppointmentForm) -> None:
        before = editor.appointment
        saved = editor.save()
        self.writing.put_away()
        self._place = None
        told = f"{day_words(saved.on)}の予定に書きました。" if before is None else _changed(before, saved)
        self.wanted.emit(Place(room=Room.PLANS, section=Period(View.MONTH, saved.on).section(), record_id=saved.id))
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


def _changed(before: Appointment, after: Appointment) -> str:
    if before == after:
        return "変わったところは、ありませんでした。"
    return f"{day_words(after.on)}に移しました。" if before.on != after.on else "予定を書き直しました。"


def _day_of(section: str) -> date | None:
    try:
        return date.fromisoformat(section)
    except ValueError:
        return None
