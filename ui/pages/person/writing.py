"""PersonWriting: the form of a person in its page: where it stands, what saving it does, and what is said of that."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.pages.answer_strip import AnswerStrip
from ui.pages.person import saving
from ui.pages.person.form import PersonForm, draft_key
from ui.pages.person.values import Rewriting
from ui.pages.person.view import PersonView
from ui.pages.writing import Writing
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.person import Person


class PersonWriting(Writing[PersonForm]):
    """``open(person, place)`` puts the form into the view, or into ``new`` for somebody new; ``editor`` while it is.

    ``saved(Person)`` with the record as it was written, ``hidden(person_id)`` where it was made 秘匿 by that;
    ``wanted`` and ``went_back`` as a page's.
    """

    saved = Signal(object)
    hidden = Signal(str)
    wanted = Signal(object)
    went_back = Signal()

    def __init__(self, desk: Desk, view: PersonView, strip: AnswerStrip, new: QVBoxLayout, parent: QObject) -> None:
        super().__init__(strip, self._write, self._take_out, parent)
        self._desk, self._view, self._new = desk, view, new
        self.given_up.connect(self._come_back)

    def open(self, person: Person | None, place: int | None) -> PersonForm:
        """Open a section, or the whole register (None); what was half-written of it is put back."""
        editor = PersonForm(self._desk, person, place)
        editor.wanted.connect(self.wanted)
        editor.similar.answered.connect(self.bar.tell_similar)
        if person is None:
            self._new.insertWidget(1, editor)
        else:
            self._view.register.hold(place, editor)
        editor.show()
        editor.begin()
        self._view.set_writing(True)
        again = None if person is None else partial(self._open_again, person.id, place)
        self.take(editor, again, words="台帳にのせる" if person is None else "保存する")
        return editor

    def open_new(self) -> None:
        """Ask for somebody new."""
        draft = self._desk.drafts.load(draft_key(None))
        self.open(None, None)
        if draft is not None:
            self.tell_restored(draft)

    def _open_again(self, person_id: str, place: int | None) -> PersonForm:
        editor = self.open(self._desk.people.get(person_id), place)
        editor.focus_first()
        return editor

    def _take_out(self, editor: PersonForm) -> None:
        if editor.person is None:
            self._new.removeWidget(editor)
        else:
            self._view.register.let_go()
        self._view.set_writing(False)

    def _come_back(self, new: bool) -> None:
        if new:
            self.went_back.emit()
        else:
            self._focus_view()

    def _write(self, editor: PersonForm) -> None:
        editor.refuse_what_is_wrong()
        if editor.person is None:
            self._register(editor)
        else:
            self._change(editor, editor.person)

    def _register(self, editor: PersonForm) -> None:
        person = saving.register(self._desk, editor)
        editor.keeper.forget()
        self.put_away()
        self.wanted.emit(Place(room=Room.PERSON, person_id=person.id))
        self._strip.say(f"{person.name}さんを台帳にのせました。", "ok", lead="登録しました。")

    def _change(self, editor: PersonForm, person: Person) -> None:
        done = saving.rewrite(self._desk, editor, person.id)
        if done is None:
            self._strip.say("変わったところは、ありませんでした。")
        else:
            back = partial(self._take_back, person.id, done.rewriting)
            self._strip.offer(f"{'、'.join(done.titles)}を書き直しました。", "取り消す", back, lead="保存しました。")
            self.saved.emit(done.person)
            self._view.register.take_person(done.person)
        editor.keeper.forget()
        self.put_away()
        self._focus_view()
        if done is not None and done.hides:
            self.hidden.emit(person.id)

    def _take_back(self, person_id: str, rewriting: Rewriting) -> None:
        self._strip.say(saving.take_back(self._desk, person_id, rewriting), "ok")

    def _focus_view(self) -> None:
        self._view.record.setFocus(Qt.FocusReason.OtherFocusReason)
