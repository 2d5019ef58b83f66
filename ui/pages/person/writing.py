"""PersonWriting: the form of a person while it is being written: opened, kept, saved or given up, and what then."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.pages.answer_strip import AnswerStrip
from ui.pages.person import saving
from ui.pages.person.bar import PersonBar
from ui.pages.person.form import PersonForm, draft_key
from ui.pages.person.values import Rewriting
from ui.pages.person.view import PersonView
from ui.places import Place, Room
from watchdesk.desk import Desk, Draft
from watchdesk.domain.person import Person
from watchdesk.errors import Invalid, WatchDeskError


class PersonWriting(QObject):
    """``open(person, place)`` puts the form into the view, or into ``new`` for somebody new; ``editor`` while it is.

    ``saved(Person)`` with the record as it was written, ``hidden(person_id)`` where it was made 秘匿 by that;
    ``said``, ``wanted`` and ``went_back`` as a page's.
    """

    saved = Signal(object)
    hidden = Signal(str)
    said = Signal(str)
    wanted = Signal(object)
    went_back = Signal()

    def __init__(self, desk: Desk, view: PersonView, strip: AnswerStrip, new: QVBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._view, self._strip, self._new = desk, view, strip, new
        self.editor: PersonForm | None = None
        self.bar = PersonBar()
        self.bar.save.clicked.connect(self.save)
        self.bar.stop.clicked.connect(self.stop)

    def open(self, person: Person | None, place: int | None) -> PersonForm:
        """Open a section, or the whole register (None); what was half-written of it is put back."""
        editor = self.editor = PersonForm(self._desk, person, place)
        editor.submitted.connect(self.save)
        editor.kept.connect(self._tell_kept)
        editor.wanted.connect(self.wanted)
        editor.similar.answered.connect(self.bar.tell_similar)
        editor.form.edited.connect(self._count_again)
        if person is None:
            self._new.insertWidget(1, editor)
        else:
            self._view.register.hold(place, editor)
        editor.show()
        editor.begin()
        self._view.set_writing(True)
        self.bar.open(new=person is None)
        return editor

    def open_new(self) -> None:
        """Ask for somebody new."""
        draft = self._desk.drafts.load(draft_key(None))
        self.open(None, None)
        if draft is not None:
            self.tell_restored(draft)

    def tell_restored(self, draft: Draft) -> None:
        """Say that a draft was put back."""
        lead = f"{draft.at.hour}時{draft.at.minute:02}分の書きかけを戻しました。"
        self._strip.say("続きから書けます。", "wait", lead=lead, icon="pen-line")

    def save(self) -> None:
        """Record what was written, and say what changed."""
        if self.editor is None:
            return
        problem = self.editor.check()
        if problem:
            self.bar.say(problem, wrong=True)
            return
        try:
            if self.editor.person is None:
                self._register(self.editor)
            else:
                self._change(self.editor, self.editor.person)
        except Invalid as error:
            self.bar.say(self.editor.complain(error), wrong=True)
        except WatchDeskError as error:
            self.bar.say(str(error), wrong=True)

    def stop(self) -> None:
        """Put the form away; what was half-written can be had back until the next action."""
        if self.editor is None:
            return
        changed, person = self.editor.keeper.changed(), self.editor.person
        texts, place = self.editor.written(), self.editor.place
        self.editor.keeper.forget()
        self.put_away()
        if person is None:
            self.went_back.emit()
            return
        if changed:
            restore = partial(self._restore, person.id, texts, place)
            self._strip.offer(
                "書きかけは、保存していません。", "書きかけを戻す", restore, tone="wait", lead="書くのをやめました。"
            )
        self._focus_view()

    def put_away(self) -> None:
        """Put the form away; what was kept of it stays."""
        if self.editor is None:
            return
        editor, self.editor = self.editor, None
        editor.keeper.keep_all()
        editor.keeper.forget_form()
        if editor.person is None:
            self._new.removeWidget(editor)
        else:
            self._view.register.let_go()
        editor.hide()
        editor.deleteLater()
        self._view.set_writing(False)
        self.bar.hide()

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

    def _restore(self, person_id: str, texts: Mapping[str, str], place: int | None) -> None:
        editor = self.open(self._desk.people.get(person_id), place)
        editor.form.restore(texts)
        editor.keeper.touch()
        editor.focus_first()

    def _take_back(self, person_id: str, rewriting: Rewriting) -> None:
        self._strip.say(saving.take_back(self._desk, person_id, rewriting), "ok")

    def _tell_kept(self, sentence: str) -> None:
        if sentence:
            self.said.emit(sentence)
            self.bar.say_kept(f"{sentence}。")

    def _count_again(self) -> None:
        if self.editor is not None:
            self.bar.tell_left(self.editor.form.to_mend)

    def _focus_view(self) -> None:
        self._view.record.setFocus(Qt.FocusReason.OtherFocusReason)
