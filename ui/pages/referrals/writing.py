"""つなぎを書く: the form of a new つなぎ, or of a prepared one; what is half-written stays as a draft."""

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.drafts import told_restored
from ui.pages.answer_strip import AnswerStrip
from ui.pages.page import Page, Shape
from ui.pages.person.bar import PersonBar
from ui.pages.referrals.form import ReferralForm, draft_key
from ui.places import Place, Room
from ui.theme import Theme, set_gaps
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.manners import end_conversion
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.referral import Referral, ReferralState
from watchdesk.errors import Invalid, WatchDeskError

_SENT = "もう送ったつなぎです。送ったときのまま残します。"


class ReferralPage(Page):
    """``Place(new=True)`` asks for a つなぎ, about ``person_id``; ``record_id`` without ``new`` writes one anew.

    With ``new`` the ``record_id`` is the consultation that it comes from, ``visit_id`` the visit.
    """

    TITLE = "つなぎを書く"
    HELP = (
        "気がかりや相談を、ほかの機関へつなぎます。渡す項目が下に出るので、確かめてから書きとめます。"
        "書きとめただけでは、何も送られません。つなぎ票を印刷し、渡したら「送った」と書きます。"
    )
    KEYS = (
        ("Ctrl+Enter", "書いたものを保存します"),
        ("Enter", "次の欄に移ります"),
        ("↓", "お名前の欄から、台帳に見つかった方へ移ります。Enterで選びます"),
        ("↑ ↓ スペース", "知らせる項目を選び、付けたり外したりします"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._place: Place | None = None
        self.form: ReferralForm | None = None
        self.strip, self.bar = AnswerStrip(), PersonBar()
        self._title = words(self.TITLE, "title")
        self._column = QVBoxLayout()
        set_gaps(self._column, 0.5)
        self._column.addWidget(self._title)
        self._column.addStretch(1)
        self._whole = QWidget()
        self._whole.setLayout(self._column)
        self._gone, self._stack = Empty(), QStackedWidget()
        for part in (self._gone, self._whole):
            self._stack.addWidget(part)
        content = QWidget()
        content.setLayout(column(self._stack, gap=0, margins=(0.6, 1.5)))
        said = column(self.strip, gap=0, margins=(1.5, 0.5, 1.5, 0))
        layout = column(said, Scroll(content), self.bar, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._gone.pressed.connect(self.went_back)
        self.bar.save.clicked.connect(self.main_action)
        self.bar.stop.clicked.connect(self._stop)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.main_action)

    def enter(self, place: Place) -> None:
        """Show the form of a つなぎ, or of a new one; a draft of it is put back."""
        if place == self._place and self.form is not None:
            self.form.look_again()
            return
        self._put_away()
        self.strip.clear()
        self._place = place
        try:
            self._open(place, self._known(place))
        except WatchDeskError as gone:
            self._gone.say(str(gone), button="もどる")
            self._stack.setCurrentWidget(self._gone)

    def _known(self, place: Place) -> Referral | None:
        if place.new or place.record_id is None:
            return None
        known = self.desk.referrals.get(place.record_id)
        if known.state is not ReferralState.DRAFT:
            raise WatchDeskError(_SENT, code="sent")
        return known

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        if self.form is not None:
            self.form.keeper.keep_all()

    def reread(self, changed: Changed) -> None:
        """What may be told changes with the register and with the receivers."""
        if self.form is not None and changed & (Changed.PEOPLE | Changed.SETTINGS):
            self.form.look_again()

    def reshape(self, shape: Shape) -> None:
        """Arrange for another width."""
        self.bar.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """The field being written."""
        return self.form.first_field() if self.form is not None else self._gone.button

    def regions(self) -> tuple[QWidget, ...]:
        """The form, the bar."""
        return (self.form.first_field(), self.bar.save) if self.form is not None else ()

    def main_action(self) -> None:
        """Save what was written, or say what is to be mended."""
        if self.form is None:
            return
        end_conversion()
        known = self.form.referral
        try:
            saved = self.form.save()
        except Invalid as wrong:
            self.bar.say(self.form.complain(wrong), wrong=True)
            return
        except WatchDeskError as refused:
            self.bar.say(str(refused), wrong=True)
            return
        self._put_away()
        self._place = None
        told = "つなぎを書きとめました。まだ、何も送っていません。" if known is None else "つなぎを書き直しました。"
        self.wanted.emit(Place(room=Room.REFERRALS, record_id=saved.id))
        self.offered.emit(told, "取り消す", self.desk.undo.undo)
        self.said.emit(told.partition("。")[0])

    def _open(self, place: Place, known: Referral | None) -> None:
        consultation_id = place.record_id if place.new else None
        origin = {"consultation_id": consultation_id, "visit_id": place.visit_id}
        self.form = form = ReferralForm(self.desk, known, origin)
        self._title.setText(self.TITLE if known is None else "つなぎを書き直す")
        self._column.insertWidget(1, form)
        form.show()
        draft = form.begin(place.person_id)
        form.submitted.connect(self.main_action)
        form.edited.connect(self._edited)
        form.keeper.kept.connect(self._tell_kept)
        form.keeper.failed.connect(self.said)
        self.bar.open(new=False)
        self.bar.save.set_words("つなぎを書きとめる" if known is None else "保存する")
        if draft is not None:
            lead = told_restored(draft.at, self.desk.now())
            self.strip.say("続きから書けます。", "wait", lead=lead, icon="pen-line")
        self._stack.setCurrentWidget(self._whole)

    def _put_away(self) -> None:
        """Put the form away; what was kept of it stays."""
        if self.form is None:
            return
        form, self.form = self.form, None
        form.keeper.keep_all()
        form.keeper.forget_form()
        form.hide()
        self._column.removeWidget(form)
        form.deleteLater()
        self.bar.hide()

    def _stop(self) -> None:
        """Go back where one came from; what was half-written can be had back there."""
        if self.form is None or self._place is None:
            return
        place, texts, changed = self._place, self.form.written(), self.form.is_written()
        key = draft_key(self.form.referral, self.form.origin, place.person_id)
        self.form.keeper.forget()
        self._put_away()
        self._place = None
        self.went_back.emit()
        if changed:
            sentence = "書くのをやめました。書きかけは、保存していません。"
            self.offered.emit(sentence, "書きかけを戻す", partial(self._restore, key, texts, place))

    def _restore(self, key: str, texts: dict[str, str], place: Place) -> None:
        self.desk.drafts.save(key, texts, None)
        self.wanted.emit(place)

    def _edited(self) -> None:
        if self.form is not None:
            self.bar.tell_left(sum(note.wrong for note in self.form.notes.values()))

    def _tell_kept(self, moment: object) -> None:
        if moment is not None:
            self.bar.say_kept("書きかけを残しました。")
            self.said.emit("書きかけを残しました")
