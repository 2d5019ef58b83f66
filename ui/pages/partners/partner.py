"""One partner 関係者: read, rewritten in place with drafts, asked again, people handed over, retired and back."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.pages.page import Page, Shape
from ui.pages.partners.asking import still_right
from ui.pages.partners.partner_form import PartnerForm, draft_key
from ui.pages.partners.partner_head import PartnerHead
from ui.pages.partners.partner_reading import PartnerFacts, PartnerReading, told_fields
from ui.pages.partners.partner_tabs import PartnerTabs
from ui.pages.writing import Writing
from ui.places import Place, Room
from ui.tasks import start
from ui.theme import Theme, set_gaps
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.form_sheet import FormSheet
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk, Entrusted
from watchdesk.domain.copies import CopyState
from watchdesk.domain.directory import HeldPaper, to_fetch
from watchdesk.domain.honorific import called
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.partner import Partner
from watchdesk.errors import NotFound, WatchDeskError
from watchdesk.fields import PARTNER_FIELDS

_NAMED = 3
"""So many people are named before …."""


class PartnerPage(Page):
    """``Place(partner_id=…)`` shows a partner, ``Place(new=True)`` asks for a new one."""

    TITLE = "関係者"
    HELP = (
        "見守り員や民生委員、機関や団体のお一つです。担当している方の一覧から、台帳を開けます。"
        "担当を引きつぐときは、引きつぐ方と日を選びます。前の担当の記録も残ります。"
        "見守り員や民生委員は、月ごとの訪問と、お持ちの紙もわかります。"
    )
    KEYS = (
        ("F2", "書き直します"),
        ("Ctrl+Enter", "書いたものを保存します"),
        ("S", "いまも正しいと、今日の日付で書きます"),
        ("Enter", "担当の一覧で選んだ方の台帳や、訪問の記録を開きます"),
        ("← →", "担当・訪問・お持ちの紙・履歴を切りかえます。見出しの上で使います"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.facts: PartnerFacts | None = None
        self._place = Place(room=Room.PARTNER)
        self._done: tuple[Partner, tuple[Entrusted, ...]] | None = None
        self._month = Month.of(desk.today())
        self._build()
        self.people = self.tabs.people
        self.rewrite, self.retire, self.bring_back = self.head.rewrite, self.head.retire, self.head.bring_back
        self.rewrite.clicked.connect(self._rewrite)
        self.retire.clicked.connect(self._retire)
        self.bring_back.clicked.connect(self._bring_back)
        self.head.right.clicked.connect(self._say_right)
        self._connect_tabs()
        self.writing.said.connect(self.said)
        self.writing.given_up.connect(self._come_back)

    def _connect_tabs(self) -> None:
        for source in (self.tabs.people.opened, self.tabs.opened):
            source.connect(self._open_person)
        self.tabs.people.written.connect(self._tell_done)
        self.tabs.people.refused.connect(self._tell_refused)
        self.tabs.people.left.connect(self._tell_left)
        self.tabs.load.people.connect(self._open_people)
        self.tabs.visits.opened.connect(self._open_visit)
        self.tabs.visits.chosen.connect(self._choose_month)
        self.tabs.papers.opened.connect(self._open_sheet)
        self.tabs.papers.returned.connect(self._take_back)

    @property
    def editor(self) -> PartnerForm | None:
        """The form that is being written; None while one reads."""
        return self.writing.editor

    def enter(self, place: Place) -> None:
        """Show a partner, or the form for a new one; a draft of it is put back."""
        stays = place == self._place and (self.editor is not None or self.facts is not None)
        self._place = place
        if stays and place.new:
            return
        if not stays:
            self.writing.put_away()
            self.strip.clear()
            self.facts = None
            self._month = place.month or Month.of(self.desk.today())
        if place.new or place.partner_id is None:
            self._ask_for_new()
        else:
            self._read()

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.writing.keep()
        self.people.keep()
        self._offer_no_undo()

    def reread(self, changed: Changed) -> None:
        """Read again; while something is being rewritten it is left alone."""
        if self._place.partner_id is not None and changed & _SHOWN:
            self._read()

    def reshape(self, shape: Shape) -> None:
        """Arrange for another width."""
        self.head.reshape(shape)
        self.tabs.reshape(shape)
        self.writing.bar.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """The field being written, else the main button: with it the name is in sight."""
        if self.editor is not None:
            return self.editor.first_field()
        if self.facts is None:
            return None
        return self.people.field() or self.rewrite

    def regions(self) -> tuple[QWidget, ...]:
        """The record, the people, the bar."""
        if self.editor is not None:
            return self.editor.first_field(), self.writing.bar.save
        table = self.tabs.current_table()
        return (self.rewrite, self.tabs.choice.focus_target, *((table,) if table.isVisible() else ()))

    def main_action(self) -> None:
        """Rewrite, or save what is being written."""
        if self.editor is not None:
            self.writing.save()
        else:
            self._rewrite()

    def _build(self) -> None:
        self.strip = AnswerStrip()
        self.writing = Writing[PartnerForm](self.strip, self._save, self._let_go, self)
        self.head = PartnerHead()
        self.sheet = FormSheet(1, "登録してあること")
        self.tabs = PartnerTabs(self.desk)
        self._view = QWidget()
        self._place_of_sheet = column(self.sheet, gap=0)
        layout = column(self.head, self._place_of_sheet, self.tabs, gap=1)
        layout.setStretch(2, 1)
        self._view.setLayout(layout)
        self._stack = QStackedWidget()
        self._new, self._new_column = QWidget(), QVBoxLayout()
        set_gaps(self._new_column, 1)
        self._new.setLayout(self._new_column)
        self._new_column.addWidget(words("新しい関係者の登録", "title"))
        self._new_column.addStretch(1)
        self._loading = Empty()
        self._loading.say("読んでいます。", icon="loader")
        for widget in (self._loading, self._view, self._new):
            self._stack.addWidget(widget)
        content = QWidget()
        content.setLayout(column(self._stack, gap=0, margins=(1, 1.5)))
        said = column(self.strip, gap=0, margins=(1.5, 0.5, 1.5, 0))
        whole = column(said, Scroll(content), self.writing.bar, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _read(self) -> None:
        if self.facts is None:
            self._stack.setCurrentWidget(self._loading)
        task = start(PartnerReading(self.desk, self._place.partner_id or "", self._month), self)
        task.done.connect(self._take)
        task.failed.connect(self._stumble)

    def _stumble(self, error: Exception) -> None:
        if not isinstance(error, NotFound):
            raise error
        self._loading.say(str(error), icon="info")
        self._stack.setCurrentWidget(self._loading)

    def _take(self, facts: PartnerFacts) -> None:
        if facts.partner.id != self._place.partner_id:
            return
        first = self.facts is None
        self._look_for_other_deeds(facts)
        self._show(facts)
        if first:
            draft = self.desk.drafts.load(draft_key(facts.partner))
            if draft is not None:
                self._open(facts.partner)
            focus = self.first_focus()
            if focus is not None and self.isVisible() and not self.writes_elsewhere():
                focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, facts: PartnerFacts) -> None:
        anew = self.facts is None or self.facts.partner.id != facts.partner.id
        self.facts = facts
        partner = facts.partner
        self.head.show_partner(partner, self._kind(partner), writing=self.editor is not None)
        self.sheet.clear()
        for field, words_of_it in told_fields(partner, self._kind(partner)):
            self.sheet.add_text(field.title, words_of_it, wide=field.wide)
        self.tabs.show_facts(facts, anew=anew)
        self._stack.setCurrentWidget(self._view)

    def _show_changed(self, partner: Partner) -> None:
        """Show the record as it was just written; the rest comes when it is read anew."""
        if self.facts is not None:
            self._show(replace(self.facts, partner=partner))

    def _kind(self, partner: Partner) -> str:
        return self.desk.codes.label("partner_kinds", partner.kind)

    def _ask_for_new(self) -> None:
        self.facts = None
        self._stack.setCurrentWidget(self._new)
        self._open(None)

    def _rewrite(self) -> None:
        if self.facts is not None and self.editor is None:
            self.strip.clear()
            self._open(self.facts.partner).first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, partner: Partner | None) -> PartnerForm:
        editor = PartnerForm(self.desk, partner)
        if partner is None:
            self._new_column.insertWidget(1, editor)
        else:
            self._place_of_sheet.addWidget(editor)
            self.sheet.hide()
            self.head.show_partner(partner, self._kind(partner), writing=True)
        editor.show()
        draft = editor.begin()
        again = partial(self._open_again, partner) if partner is not None else None
        self.writing.take(editor, again, words="登録する" if partner is None else "保存する")
        if draft is not None:
            self.writing.tell_restored(draft)
        return editor

    def _open_again(self, partner: Partner) -> PartnerForm:
        editor = self._open(partner)
        editor.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        return editor

    def _let_go(self, editor: PartnerForm) -> None:
        (self._new_column if editor.partner is None else self._place_of_sheet).removeWidget(editor)
        self.sheet.show()
        if editor.partner is not None:
            self.head.show_partner(editor.partner, self._kind(editor.partner))

    def _come_back(self, new: bool) -> None:
        if new:
            self.went_back.emit()
        else:
            self.rewrite.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, editor: PartnerForm) -> None:
        """Write down what was written, and say so."""
        new, written = editor.partner is None, editor.written()
        saved = editor.save()
        self.writing.put_away()
        if new:
            self.wanted.emit(Place(room=Room.PARTNER, partner_id=saved.id))
            self.strip.say(f"{called(saved)}を関係機関にのせました。", "ok", lead="登録しました。")
            return
        if written:
            titles = "、".join(field.title for field in PARTNER_FIELDS if field.key in written)
            self._show_changed(saved)
            self._tell_done(f"{titles}を書き直しました。")
        else:
            self.strip.say("変わったところは、ありませんでした。")
        self.rewrite.setFocus(Qt.FocusReason.OtherFocusReason)

    def _retire(self) -> None:
        """Retire at once where nobody is left behind; else say first who would be."""
        if self.facts is None:
            return
        people = self.facts.people
        if not people:
            self._retire_now()
            return
        names = "、".join(f"{one.line.name}さん" for one in people[:_NAMED])
        more = f"ほか{len(people) - _NAMED}名" if len(people) > _NAMED else ""
        self.strip.offer(
            "先に「担当を引きつぐ」と、見守りがとぎれません。このまま退いても、担当の記録はそのまま残ります。",
            "このまま退いたことにする",
            self._retire_now,
            tone="care",
            lead=f"いま、{names}{more}の担当です。",
        )

    def _retire_now(self) -> None:
        held = self.desk.watchers.papers(self.facts.partner.id) if self.facts is not None else ()
        fetch = to_fetch(self.facts.partner, held) if self.facts is not None else ""
        self._set_retired(True, "退いたことにしました。", f"新しい担当には、もう選べません。記録は残ります。{fetch}")

    def _bring_back(self) -> None:
        self._set_retired(False, "退任を取り消しました。", "また、担当に選べます。")

    def _set_retired(self, retired: bool, lead: str, sentence: str) -> None:
        if self.facts is None:
            return
        try:
            partner = self.desk.partners.retire(self.facts.partner.id, retired=retired)
        except WatchDeskError as error:
            self._tell_refused(str(error))
            return
        self._show_changed(partner)
        self.strip.offer(sentence, "取り消す", self._bring_back if retired else self._retire_now, lead=lead)
        self.said.emit(lead)
        (self.bring_back if retired else self.retire).setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self) -> None:
        try:
            self.strip.say(self.desk.undo.undo(), "ok")
        except WatchDeskError as error:
            self._tell_refused(str(error))

    def _look_for_other_deeds(self, facts: PartnerFacts) -> None:
        """Once something else was done, 取り消す would take that back."""
        seen = (facts.partner, facts.people)
        if self._done is not None and seen != self._done:
            self._offer_no_undo()
        elif self.strip.offers(self._undo):
            self._done = seen

    def _offer_no_undo(self) -> None:
        self._done = None
        if self.strip.offers(self._undo):
            self.strip.clear()

    def _tell_done(self, sentence: str) -> None:
        self._done = None
        self.strip.offer(sentence, "取り消す", self._undo)
        self.said.emit(sentence)

    def _tell_refused(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent")

    def _tell_left(self, sentence: str) -> None:
        self.strip.say(sentence, "ok")

    def _say_right(self) -> None:
        """Write that all still holds."""
        if self.facts is None:
            return
        try:
            sentence = still_right(self.desk, self.facts.partner)
        except WatchDeskError as error:
            self._tell_refused(str(error))
            return
        self._show_changed(self.desk.partners.get(self.facts.partner.id))
        self._tell_done(sentence)

    # what belongs to her ----------------------------------------------------------------------------------------------

    def _choose_month(self, month: Month) -> None:
        self._month = month
        self._read()

    def _open_visit(self, line: VisitLine) -> None:
        self.wanted.emit(Place(room=Room.VISIT, person_id=line.person_id, visit_id=line.id))

    def _open_people(self, ids: tuple[str, ...], because: str) -> None:
        self.wanted.emit(Place(room=Room.PEOPLE, only=ids, because=because))

    def _open_sheet(self, paper: HeldPaper) -> None:
        self.wanted.emit(Place(room=Room.ROUND, record_id=paper.round_id))

    def _take_back(self, paper: HeldPaper) -> None:
        """Write that a paper came back; it can be out after all."""
        try:
            self._settle(paper, CopyState.RETURNED)
        except WatchDeskError as error:
            self._tell_refused(str(error))
            return
        sentence = f"{paper.shown}の紙が戻ったと書きました。"
        self.offered.emit(sentence, "取り消す", partial(self._settle, paper, CopyState.OUT))
        self.said.emit(sentence)

    def _settle(self, paper: HeldPaper, state: CopyState) -> None:
        self.desk.copies.settle(paper.number, state)

    def _open_person(self, entrusted: Entrusted) -> None:
        self.wanted.emit(Place(room=Room.PERSON, person_id=entrusted.id))


_SHOWN = Changed.PARTNERS | Changed.PEOPLE | Changed.VISITS | Changed.COPIES | Changed.SETTINGS
