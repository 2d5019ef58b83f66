"""台帳 of one person: read, rewritten in place with drafts, or somebody new registered."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.pages.answer_strip import AnswerStrip, Does
from ui.pages.page import Page, Shape
from ui.pages.person.form import PersonForm, draft_key, place_of
from ui.pages.person.missed import FIELDS_OF
from ui.pages.person.noting import Notes
from ui.pages.person.secrecy import SecrecyStrip
from ui.pages.person.secrecy import draft_key as reason_key
from ui.pages.person.values import PersonFacts, PersonReading, section_of, shows_whereabouts
from ui.pages.person.view import REGISTER, STATES, PersonView
from ui.pages.person.writing import PersonWriting
from ui.places import Place, Room
from ui.tasks import Task, start
from ui.theme import Theme, set_gaps
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.manners import composing
from ui.widgets.one_of import OneOf
from ui.widgets.person_header import BriefHeader
from ui.widgets.scroll import Scroll, to_the_top
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.missing import Missing
from watchdesk.domain.person import Person
from watchdesk.errors import NotFound

_SHOWN = Changed.PEOPLE | Changed.VISITS | Changed.ALARMS | Changed.PLANS | Changed.CONSULTATIONS | Changed.INFORMATION
"""What the page shows something of."""


class PersonPage(Page):
    """``Place(person_id=…)`` shows somebody, ``Place(new=True)`` asks for somebody new."""

    TITLE = "台帳"
    HELP = (
        "お一人の台帳です。「書き直す」を押すと、その欄がその場で書きこめるようになります。"
        "書きかけは、ひとりでに残ります。画面を隠しても消えません。"
    )
    KEYS = (
        ("R", "この方の訪問を記録します"),
        ("F2", "台帳をまとめて書き直します"),
        ("Ctrl+Tab", "台帳・訪問・同意・関わる人・履歴を切りかえます"),
        ("Ctrl+Enter", "書いたものを保存します"),
        ("Esc", "前の画面へもどります。書いているあいだは、もどりません"),
    )
    NUMBERS = SCREENS["person"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.facts: PersonFacts | None = None
        self._place = Place(room=Room.PERSON)
        self._notes = Notes(desk, self)
        self._reading: Task | None = None
        self._build()

    @property
    def editor(self) -> PersonForm | None:
        """The form that is being written; None while one reads."""
        return self.writing.editor

    def enter(self, place: Place) -> None:
        """Show somebody, or the form for somebody new; a draft of it is put back."""
        stays = place == self._place and (self.editor is not None or self.facts is not None)
        self._place = place
        if stays and place.new:
            return
        if not stays:
            self.writing.put_away()
            self.strip.clear()
            self.secrecy.stop()
            self.facts = None
        if place.new or place.person_id is None:
            self._ask_for_new()
        else:
            self._read()

    def leave(self) -> None:
        """Keep what is half-written, at once; what was said is not said again to whoever comes back."""
        self.strip.clear()
        self.writing.keep()
        self.view.keep()
        self.secrecy.in_place.keep()
        self._notes.leave()

    def reread(self, changed: Changed) -> None:
        """Read again; while something is being rewritten it is left alone."""
        if self._place.person_id is not None and changed & _SHOWN:
            self._read()

    def undone(self) -> None:
        """Say nothing more of a deed that was taken back; what is said of a form that is open stays."""
        if self.editor is None:
            self.strip.clear()

    def reshape(self, shape: Shape) -> None:
        """Arrange for another width."""
        self.view.reshape(shape)
        self.writing.bar.reshape(shape)
        self._shrink_header()

    def first_focus(self) -> QWidget | None:
        """The main button, or the field being written."""
        if self.editor is not None:
            return self.editor.first_field()
        if self.facts is None:
            return None
        if self.secrecy.in_place.form is not None:
            return self.secrecy.in_place.first()
        return self.view.half_written() or self.view.record

    def regions(self) -> tuple[QWidget, ...]:
        """The tabs, the side, the bar."""
        if self.editor is not None:
            return self.editor.first_field(), self.writing.bar.save
        return self.view.tab_choice.focus_target, self.view.record

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to where one came from, while nothing is being written or asked here."""
        writes = self.editor is not None or self.secrecy.in_place.form is not None or self.view.half_written()
        if event.key() != Qt.Key.Key_Escape or composing(self.focusWidget()) or writes:
            super().keyPressEvent(event)
        else:
            self.went_back.emit()

    def main_action(self) -> None:
        """Record a visit, or save what is being written."""
        if self.editor is not None:
            self.writing.save()
        else:
            self._record_visit()

    def rewrite(self, place: int | None) -> None:
        """Open a section for rewriting, or the whole register (None)."""
        if self.facts is None or self.editor is not None:
            return
        if self.view.register.masked and shows_whereabouts(place):
            self.secrecy.ask(self.facts.person.id, partial(self.rewrite, place))
            return
        self.strip.clear()
        self.writing.open(self.facts.person, place).focus_first()

    def _build(self) -> None:
        self.strip = AnswerStrip()
        self.secrecy = SecrecyStrip(self.desk, self._notes.note)
        self.view = PersonView(self.desk, self.theme)
        self._new = QWidget()
        self._new_column = QVBoxLayout()
        set_gaps(self._new_column, 1)
        self._new.setLayout(self._new_column)
        self._new_column.addWidget(words("新しい方の登録", "title"))
        self._new_column.addStretch(1)
        self._loading = Empty()
        self._loading.say("台帳を読んでいます。", icon="loader")
        self._new_scroll = Scroll(self._new)
        self._stack = OneOf(self._loading, self.view, self._new_scroll)
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never past the window
        self.writing = PersonWriting(self.desk, self.view, self.strip, self._new_column, self)
        content = QWidget()
        inner = column(self.strip, self.secrecy, self._stack, gap=0.75, margins=(1, 1.5))
        inner.setStretch(2, 1)
        content.setLayout(inner)
        self.brief, self._scroll = BriefHeader(), Scroll(content)
        self.brief.hide()
        whole = column(self.brief, self._scroll, self.writing.bar, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        QShortcut(QKeySequence("F2"), self).activated.connect(self._rewrite_all)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: view.next_tab(step))
        self._scroll.verticalScrollBar().valueChanged.connect(self._shrink_header)
        view.record.clicked.connect(self._record_visit)
        view.no_visits.pressed.connect(self._record_visit)
        view.rewrite.clicked.connect(self._rewrite_all)
        view.register.rewriting.connect(self.rewrite)
        view.register.revealing.connect(self._ask_why)
        view.emergency.wanted.connect(self.wanted)
        view.register.masking.connect(self._hide_again)
        view.ties.secret.connect(self._ask_before)
        self.secrecy.opened.connect(self._reveal)
        self.secrecy.refused.connect(self._tell_refused)
        view.table.opened.connect(self._open_visit)
        view.register.asked.connect(self._write_missed)
        for part in (view.states, view.ties, view.history):
            part.written.connect(self._tell_written)
            part.refused.connect(self._tell_refused)
        view.viewer.failed.connect(self._tell_refused)
        view.ties.wanted.connect(self.wanted)
        view.states.consent.wanted.connect(self.wanted)
        view.history.wanted.connect(self.wanted)
        view.history.offered.connect(self.offered)
        view.ties.offered.connect(self._offer)
        self.writing.saved.connect(self._take_saved)
        self.writing.hidden.connect(self._tell_hidden)
        self.writing.said.connect(self.said)
        self.writing.wanted.connect(self.wanted)
        self.writing.went_back.connect(self.went_back)

    def _shrink_header(self) -> None:
        """Where room is short, say in a line who this is once the header has scrolled out of sight."""
        header = self.view.header
        below = header.mapTo(self, QPoint(0, header.height())).y() - self._scroll.y()
        shown = self.facts is not None and self._stack.currentWidget() is self.view
        self.brief.setVisible(shown and self.shape is Shape.NARROW and below <= 0)

    def _read(self) -> None:
        person_id = self._place.person_id or ""
        if self.facts is None:
            self._stack.setCurrentWidget(self._loading)
        task = start(PersonReading(self.desk, person_id), self)
        task.done.connect(self._show)
        task.failed.connect(self._stumble)
        self._reading = task

    def _stumble(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.writing.put_away()
            self.facts = None
            self._loading.say(str(error), icon="info")
            self._stack.setCurrentWidget(self._loading)
            return
        raise error

    def _show(self, facts: PersonFacts) -> None:
        hidden = self._reading is not None and self._reading.stopping  # read to its end while the screen was hidden
        if hidden or facts.person.id != self._place.person_id:
            return
        first = self.facts is None
        self.facts = facts
        self.brief.show_person(facts.line)
        if first:
            self._notes.note("viewed", facts.person.id)
        if self.editor is not None:
            self.view.show_beside(facts)
            return
        self.view.show_facts(facts)
        if self.desk.secrecy.is_open(facts.person.id):
            self.view.register.reveal()
        self._stack.setCurrentWidget(self.view)
        if first:
            self.view.begin_at_the_top()
            self._come_to(facts.person)
            focus = self.first_focus()
            if focus is not None and self.isVisible():
                focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _come_to(self, person: Person) -> None:
        """Come to the tab that is wanted, or to what was half-written."""
        states, wanted = self.view.states, self._place.section
        tab = self.view.tab_of(wanted, person.id)
        self.view.tabs.setCurrentIndex(tab)
        self._restore_draft(person)
        if tab == STATES and wanted and self.editor is None:
            states.come_to(wanted)
        if self.view.register.masked and self.desk.drafts.load(reason_key(person.id)) is not None:
            self._ask_why()

    def _restore_draft(self, person: Person) -> None:
        draft = self.desk.drafts.load(draft_key(person))
        if draft is None:
            return
        place = place_of(draft.texts)
        if self.view.register.masked and shows_whereabouts(place):
            told = "書きかけがあります。わけを書くと、続きから書けます。"
            self.secrecy.ask(person.id, partial(self._restore_draft, person), told=told)
            return
        self.writing.open(person, place)
        self.writing.tell_restored(draft)

    def _ask_for_new(self) -> None:
        self.facts = None
        self._stack.setCurrentWidget(self._new_scroll)
        self.writing.open_new()

    def _take_saved(self, person: Person) -> None:
        if self.facts is not None:
            self.facts = self.facts.with_person(person)

    def _tell_hidden(self, person_id: str) -> None:
        """Name the copies from before: what is masked from now on may stand on them."""
        count = len(self.desk.consents.from_before_secrecy(person_id))
        if count:
            told = f"住所や電話が載っているかもしれない写しが、{count}枚出ています。"
            self.strip.offer(told, "写しを見る", self._show_copies, tone="care", lead="秘匿にしました。")

    def _show_copies(self) -> None:
        self.view.tabs.setCurrentIndex(STATES)
        to_the_top(self.view.states)
        self.view.tab_choice.focus_target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_written(self, sentence: str) -> None:
        self.strip.say(sentence, "ok")

    def _tell_refused(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent")

    def _offer(self, sentence: str, does: Does) -> None:
        self.strip.offer(sentence, "取り消す", does)

    def _ask_why(self) -> None:
        if self.facts is not None and self.secrecy.in_place.form is None:
            self.secrecy.ask(self.facts.person.id)

    def _ask_before(self, then: Does) -> None:
        """Ask why before a paper is shown, and then show it."""
        if self.facts is not None:
            told = "書類に、住所や電話があるかもしれません。わけを書くと、開きます。"
            self.secrecy.ask(self.facts.person.id, then, told=told)

    def _reveal(self) -> None:
        self.view.register.reveal()
        if self.facts is not None:
            self.view.show_beside(self.facts)

    def _hide_again(self) -> None:
        if self.facts is not None:
            self.desk.secrecy.close(self.facts.person.id)
            self.view.register.conceal()
            self.view.show_facts(self.facts)
            self.view.tab_choice.focus_target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_missed(self, key: str) -> None:
        """Open the section in which what is missed is written, at its field; the consent has its own tab."""
        fields = FIELDS_OF[Missing(key)]
        if not fields:
            self.view.tabs.setCurrentIndex(STATES)
            self.view.tab_choice.focus_target.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.rewrite(section_of(fields[0]))
        if self.editor is not None:
            self.editor.form.focus_on(fields[0])

    def _rewrite_all(self) -> None:
        if self.editor is None:
            self.view.tabs.setCurrentIndex(REGISTER)
            self.rewrite(None)

    def _record_visit(self) -> None:
        if self._place.person_id is not None:
            self.strip.clear()  # the next deed: what it offered would stand under the sentence of the visit
            self.wanted.emit(Place(room=Room.VISIT, person_id=self._place.person_id, new=True))

    def _open_visit(self, line: VisitLine) -> None:
        self.wanted.emit(Place(room=Room.VISIT, person_id=line.person_id, visit_id=line.id))
