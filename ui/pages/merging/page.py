"""同じ方の台帳をひとつにまとめる: whose record is the double, both side by side, one of them; taken back by a press."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.answer_strip import AnswerStrip
from ui.pages.merging.bar import MergingBar
from ui.pages.merging.choose import ChooseOther
from ui.pages.merging.pairs import PairBoard
from ui.pages.merging.work import Comparing, Comparison, MakingOne
from ui.pages.page import Page, Shape
from ui.pages.person.history_record import Parting
from ui.pages.reader import Reader
from ui.places import Place, Room
from ui.tasks import start
from ui.theme import Theme, set_size
from ui.why import asked
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.field_note import FieldNote
from ui.widgets.form_sheet import FormSheet
from ui.widgets.manners import end_conversion
from ui.widgets.one_of import OneOf
from ui.widgets.scroll import Scroll, bring_into_sight, to_the_top
from ui.widgets.text_fields import LineField
from watchdesk.changed import Changed
from watchdesk.desk import Desk, Unmerged, Which
from watchdesk.errors import ClosedMonth, Invalid, NotFound, WatchDeskError

_REASON = "reason"


class MergingPage(Page):
    """``Place(person_id)`` asks for the other record, ``Place(person_id, only=(other,))`` shows both side by side."""

    TITLE = "台帳をひとつにまとめる"
    HELP = (
        "同じ方の台帳が2つあるときに、欄ごとにどちらを残すかを選んで、1つにまとめます。"
        "訪問の記録や添付は、すべて残ります。あとから2つに分けることもできます。"
    )
    KEYS = (
        ("← →", "どちらの値を残すかを選びます。両方を残せる欄もあります"),
        ("↑ ↓", "ほかの欄へ移ります"),
        ("Ctrl+Enter", "ひとつにまとめます"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.compared: Comparison | None = None
        self._place = Place(room=Room.MERGING)
        self._working = False
        self._carried: dict[str, str] = {}
        self.strip = AnswerStrip()
        self.choose = ChooseOther(desk, theme, self)
        self.board = PairBoard()
        self.same = ActionButton("", "list", kind="low")
        self.swap = ActionButton("残す方を入れかえる", "rotate-ccw", kind="low")
        self.reason, self._note = LineField("まとめるわけ"), FieldNote()
        self.bar = MergingBar()
        self.keeper = DraftKeeper(desk, self._texts, self)
        self._build()
        self.reader = Reader(self, self._comparison, self._nobody, "2つの台帳を読んでいます。")
        self._connect()

    def enter(self, place: Place) -> None:
        """Ask for the other record, or show both; what was half-chosen of them comes back."""
        self._carried = {}
        self._come(place)

    def _come(self, place: Place) -> None:
        self.keeper.keep_all()
        self.keeper.forget_form()
        self.strip.clear()
        self._place, self.compared = place, None
        self.bar.hide()
        to_the_top(self._stack)
        if place.only and place.person_id:
            self.reader.read(anew=True)
        else:
            self._stack.setCurrentWidget(self._choosing)
            self.choose.show_person(place.person_id or "")

    def leave(self) -> None:
        """Keep what is half-chosen, at once."""
        self.keeper.keep_all()

    def reread(self, changed: Changed) -> None:
        """Somebody wrote: what is compared may be otherwise by now; what was chosen stays."""
        if changed & (Changed.PEOPLE | Changed.VISITS) and not self._working:
            if self._place.only:
                self.keeper.keep_all()
                self.reader.read()
            elif self._place.person_id:
                self.choose.show_person(self._place.person_id)

    def reshape(self, shape: Shape) -> None:
        """Leave the key caps out where room is short."""
        self.bar.hide_keys(shape is not Shape.WIDE)

    def first_focus(self) -> QWidget | None:
        """The first choice, or the words to search by."""
        if self._place.only:
            return self.board.first() or self.reason
        return self.choose.table if self.choose.table.isVisible() else self.choose.text

    def regions(self) -> tuple[QWidget, ...]:
        """What is chosen, the reason, the bar."""
        if not self._place.only:
            return self.choose.text, self.choose.table
        return self.board.first() or self.reason, self.reason, self.bar.merge

    def main_action(self) -> None:
        """Merge, or say what is missing."""
        if self.compared is None or self._working:
            return
        end_conversion()
        if not self.reason.text().strip():
            self._complain(Invalid(_REASON, "まとめるわけを書いてください。", kind="missing"))
            return
        self._work(True)
        task = start(MakingOne(self.desk, self.compared, self.board.choices(), self.reason.text()), self)
        task.done.connect(self._tell_merged)
        task.failed.connect(self._fail)

    def _build(self) -> None:
        self._choosing, self._comparing, self._nobody = QWidget(), QWidget(), Empty()
        self._choosing.setLayout(column(self.choose, gap=0))
        self._doubt = AnswerStrip()
        self._alike = FormSheet(None, "")
        self._alike.hide()
        asked = words("まとめるわけ＊", "strong")
        asked.setBuddy(self.reason)
        set_size(self.reason, min_width=18)
        why = column(asked, self.reason, self._note, gap=0.3)
        tools = row(self.swap, self.same, STRETCH, gap=0.75)
        self._comparing.setLayout(column(self._doubt, self.board, tools, self._alike, why, STRETCH, gap=0.75))
        self._stack = OneOf(self._choosing, self._comparing, self._nobody)
        content = QWidget()
        content.setProperty("ground", "scroll")
        inner = column(words(self.TITLE, "title"), self.strip, self._stack, gap=0.75, margins=(1, 1.5))
        inner.setStretch(2, 1)
        content.setLayout(inner)
        whole = column(Scroll(content), self.bar, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.main_action)
        self.choose.chosen.connect(self._choose)
        self.choose.failed.connect(self._tell_gone)
        self.reader.taken.connect(self._show)
        self.reader.failed.connect(self._forget_unread)
        self.board.edited.connect(self._edited)
        self.reason.edited.connect(self._edited)
        self.swap.clicked.connect(self._swap)
        self.same.clicked.connect(self._show_same)
        self.bar.merge.clicked.connect(self.main_action)
        self.bar.back.clicked.connect(self.went_back)
        self.keeper.kept.connect(self.bar.tell_kept)
        self.keeper.failed.connect(self._tell_unkept)

    # two records

    def _comparison(self) -> Comparing:
        other = self._place.only[0] if self._place.only else ""
        return Comparing(self.desk, self._place.person_id or "", other)

    def _show(self, compared: Comparison) -> None:
        if (compared.kept.line.id, (compared.gone.line.id,)) != (self._place.person_id, self._place.only):
            return
        first = self.compared is None
        if not first and compared == self.compared:
            return
        self.compared = compared
        self.board.show_comparison(compared)
        self._tell_doubts(compared)
        self._show_alike(compared)
        self._stack.setCurrentWidget(self._comparing)
        self.bar.open()
        self._take_draft(first)
        if first:
            to_the_top(self._stack)  # where it stands whether they may be two
        focus = self.first_focus()
        if first and focus is not None and self.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_doubts(self, compared: Comparison) -> None:
        self._doubt.clear()
        if compared.doubts:
            self._doubt.say(
                "まとめる前に、ご本人か台帳のもとの紙で、同じ方かをお確かめください。",
                "care",
                lead=f"{'と'.join(compared.doubts)}がちがいます。別の方かもしれません。",
            )

    def _show_alike(self, compared: Comparison) -> None:
        self._alike.clear()
        for title, told in compared.same:
            self._alike.add_text(title, told)
        self._alike.hide()
        self.same.setVisible(bool(compared.same))
        self.same.set_words(f"同じ項目も見る（{len(compared.same)}）")

    def _show_same(self) -> None:
        shown = self._alike.isHidden()
        self._alike.setVisible(shown)
        number = len(self.compared.same) if self.compared is not None else 0
        self.same.set_words("同じ項目をかくす" if shown else f"同じ項目も見る（{number}）")

    def _choose(self, other: str) -> None:
        self.wanted.emit(Place(room=Room.MERGING, person_id=self._place.person_id, only=(other,)))

    def _swap(self) -> None:
        if self.compared is not None:
            kept, gone = self.compared.gone.line.id, self.compared.kept.line.id
            end_conversion()
            self._carried = {**_told(self.board.mirrored()), _REASON: self.reason.text()}
            self._come(Place(room=Room.MERGING, person_id=kept, only=(gone,)))

    # what is half-chosen

    def _texts(self) -> Texts:
        return {**_told(self.board.choices()), _REASON: self.reason.text()}, ""

    def _take_draft(self, first: bool) -> None:
        if self.compared is None:
            return
        if first:
            self.reason.setText("")
        kept, gone = self.compared.kept.line.id, self.compared.gone.line.id
        self.board.set_choices({})
        draft = self.keeper.begin(_draft_key(kept, gone))
        carried, self._carried = self._carried, {}
        if carried:
            self._take_texts(carried)
            self.keeper.keep()
            return
        if draft is None:
            return
        self._take_texts(draft.texts)
        if first:
            self.strip.offer(
                "続きから選べます。", "はじめの案に戻す", self._start_over, tone="wait", lead="選びかけを戻しました。"
            )

    def _take_texts(self, texts: Mapping[str, str]) -> None:
        fields = {pair.field for pair in self.compared.pairs} if self.compared is not None else set()
        self.board.set_choices({field: Which(told) for field, told in texts.items() if field in fields})
        self.reason.setText(texts.get(_REASON, ""))

    def _start_over(self) -> None:
        self.board.set_choices({})
        self.reason.setText("")
        self.keeper.keep()

    def _tell_unkept(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent", lead="選びかけを残せませんでした。")

    def _edited(self) -> None:
        self._note.say("")
        self.bar.say("")
        self.keeper.touch()

    # one record

    def _work(self, working: bool) -> None:
        self._working = working
        self.bar.merge.set_reason("まとめています" if working else None)

    def _tell_merged(self, merge: str) -> None:
        compared, self.compared = self.compared, None
        self._work(False)
        self.keeper.forget()
        if compared is None:
            return
        self.desk.drafts.discard(_draft_key(compared.gone.line.id, compared.kept.line.id))  # from before 入れかえる
        self.wanted.emit(Place(room=Room.PERSON, person_id=compared.kept.line.id))
        told = f"{compared.kept.line.name}さんの台帳を、ひとつにまとめました。"
        self.offered.emit(told, "元に戻す", partial(self._part, merge))

    def _part(self, merge: str) -> None:
        self._parting = partial(self._part, merge)
        task = start(Parting(self.desk, merge), self)
        task.done.connect(self._tell_parted)
        task.failed.connect(self._fail_parting)

    def _tell_parted(self, parted: Unmerged) -> None:
        there = partial(self.wanted.emit, Place(room=Room.PERSON, person_id=parted.gone))
        told = f"2つの台帳に戻しました。{''.join(parted.sentences)}"
        self.offered.emit(told, "もう一方の台帳を見る", there)

    def _fail_parting(self, error: Exception) -> None:
        if isinstance(error, ClosedMonth) and asked(self, error, self._parting) is not error:
            return
        raise error  # its sentence is told over whatever page is shown by now

    def _fail(self, error: Exception) -> None:
        self._work(False)
        if not isinstance(error, WatchDeskError):
            raise error
        self._complain(asked(self, error, self.main_action))

    def _tell_gone(self, error: WatchDeskError) -> None:
        """Whose double is looked for is no more."""
        self._nobody.say(str(error), icon="info")
        self._stack.setCurrentWidget(self._nobody)

    def _forget_unread(self, error: Exception) -> None:
        """One of the two is no more: nothing chosen of them is kept."""
        if isinstance(error, NotFound):
            self.compared = None
            self.keeper.forget_form()
            self.bar.hide()

    def _complain(self, error: WatchDeskError) -> None:
        if isinstance(error, Invalid) and error.field == _REASON:
            self._note.complain(str(error))
            self.bar.say(str(error), wrong=True)
            bring_into_sight(self._note)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.strip.say(str(error), "urgent")


def _draft_key(kept: str, gone: str) -> str:
    return f"merging:{kept}:{gone}"


def _told(choices: Mapping[str, Which]) -> dict[str, str]:
    return {field: str(which.value) for field, which in choices.items()}
