"""ClosingFace 月締め: what closing a month fixes, the issues there were, what has changed since, and opening again."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.pages.in_place import InPlace, Question
from ui.pages.reports import closing_work
from ui.pages.reports.closing_work import ClosingMonth, Looked, Looking
from ui.places import Place, Room
from ui.tasks import Task, start
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.going_on import stand_aside
from ui.widgets.record_form import Asking
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.desk import Desk, MonthLook
from watchdesk.domain.closing import Closing
from watchdesk.domain.month import Month
from watchdesk.errors import WatchDeskError
from watchdesk.fields import Field

LATEST = "latest"
REASON = Field(
    "reason",
    "もう一度開けるわけ",
    required=True,
    wide=True,
    hint="管理台帳と、次の訂正版にのります。お名前は書かないでください。",
)


class ClosingFace(QWidget):
    """``show_month(month, area)``; ``allow(reason)`` says why it can't be closed yet, None where it can.

    ``left`` goes back to the figures; ``issue_chosen(Closing | None)``: the pages of an earlier issue are wanted, None:
    of what holds. ``remark_wanted``: the remarks are to be written. ``said`` and ``wanted`` as a page's;
    ``closed_month(Closing)`` once it is done.
    """

    left = Signal()
    issue_chosen = Signal(object)
    said = Signal(str)
    wanted = Signal(object)
    remark_wanted = Signal()
    closed_month = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shows: tuple[Month, str | None] | None = None
        self._why_not: str | None = None
        self._looking: Task | None = None
        self._closing: Task | None = None
        self.look: MonthLook | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.title = words("", "name")
        self.badge = Badge("未確定", "wait")
        self.back = ActionButton("数に戻る", "arrow-left", "Esc", only_shown=True)
        self.strip = Strip()
        self.told = words("", wrap=True)
        self.issues = ChoiceField("見る号", optional=False)
        self._issue_line = frame(row(words("見る号", "strong"), self.issues, STRETCH, margins=(0.3, 0.65)))
        self._figures, self._open = _Lines("締める数"), _Lines("まだのもの")
        self._changed = _Lines("前の号から変わったところ", at_most=closing_work.SHOWN)
        self._whys = _Lines("直したわけ")
        self.close_it = ActionButton("締める", "calendar-check", "Ctrl+Enter", kind="plain", only_shown=True)
        self.reopen = ActionButton("もう一度開ける", "lock-open", kind="low")
        stand_aside(self.reopen)
        self.hand = ActionButton("渡すファイルをつくる", "file-lock-2")
        self.remark = ActionButton("特記事項を直す", "pen-line", kind="low")
        self.remark.hide()
        self.in_place = InPlace(self._desk)
        self._remark_line = QWidget()
        self._remark_line.setLayout(row(self.remark, STRETCH))
        inside = QWidget()
        parts = (self.told, self._open, self._remark_line, self._changed, self._whys, self._figures)
        inside.setLayout(
            column(self.strip, self._issue_line, *parts, self.in_place, STRETCH, gap=0.6, margins=(0.4, 0.2))
        )
        head = row(self.title, self.badge, STRETCH, self.back, gap=0.6)
        self._inner = Scroll(inside)
        self._inner.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._inner.setAccessibleName("月締めの説明")
        layout = column(head, self._inner, row(STRETCH, self.reopen, self.hand, self.close_it), gap=0.5)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.close_it.clicked.connect(self.write)
        self.reopen.clicked.connect(self._ask_why)
        self.hand.clicked.connect(self._go_to_hand)
        self.remark.clicked.connect(self.remark_wanted)
        self.issues.edited.connect(self._choose)
        self.in_place.wrote.connect(self._reopened)
        self.in_place.refused.connect(self._refuse)
        self.in_place.closed.connect(self._show_buttons)
        self.strip.answered.connect(self.strip.clear)

    # ---- what is shown

    def show_month(self, month: Month, area: str | None) -> None:
        """Read what closing a month of an area would fix; None: the home area, or the ward."""
        if (month, area) != self._shows:
            self.strip.clear()
            self.in_place.put_away()
            self.look = None
        self._shows = (month, area)
        self.title.setText(f"{month.number}月の締め")
        if self._looking is not None:
            self._looking.drop()
        self._looking = start(Looking(self._desk, month, area), self)
        self._looking.done.connect(self._take)
        self._looking.failed.connect(self._stumble)

    def reshape(self, *, wide: bool) -> None:
        """Beside the pages, or alone in its place, where the whole page scrolls."""
        set_size(self._inner, min_height=8 if wide else 22)

    def allow(self, reason: str | None) -> None:
        """Say why the month can't be closed yet; None where it can."""
        self._why_not = reason
        self._show_buttons()

    def keep(self) -> None:
        """Keep what is half-written."""
        self.in_place.keep()

    def first_focus(self) -> QWidget:
        """Where one goes on: remarks that are not as they are to be come before the month is closed."""
        if self.in_place.form is not None:
            return self.in_place.first()
        for button in (self.remark, self.close_it, self.hand):
            if button.isEnabled() and button.isVisibleTo(self):
                return button
        return self._inner  # what is told, while it is being counted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.write()
        else:
            super().keyPressEvent(event)

    def _take(self, looked: Looked) -> None:
        self._looking, look = None, looked.look
        if look.outdated:
            self.strip.clear()  # what was said of the issue before holds no more
        self.look = look
        standing = look.standing
        if standing is None:
            self.told.setText(closing_work.fixed(look))
        else:
            again = closing_work.fixed(look) if look.differences else ""
            self.told.setText(f"{closing_work.stood(look, standing)}\n{again}".strip())
        closing = look.may_close
        drafts = closing_work.half_written(self._desk)
        self._figures.show_lines(closing_work.figures(look) if closing else ())
        self._open.show_lines(closing_work.open_points(looked, drafts) if closing else ())
        self.remark.setVisible(looked.remark_wanted)
        self._changed.show_lines(closing_work.changed(look))
        self._whys.show_lines([why.reason for why in look.whys])
        self._show_issues(look)
        self._show_badge(look)
        self._show_buttons()

    def _show_badge(self, look: MonthLook) -> None:
        """What holds; while the pages of an earlier issue are looked at, which one that is."""
        seen = self._chosen()
        if seen is not None:
            self.badge.show_state(f"第{seen.issue}号を見ています", "wait")
        elif look.standing is None:
            self.badge.show_state("未確定", "wait")
        else:
            state = "訂正版が必要" if look.outdated else f"第{look.standing.issue}号・締め"
            self.badge.show_state(state, "care" if look.outdated else "ok")

    def _show_issues(self, look: MonthLook) -> None:
        chosen = self.issues.value()
        holds = "いまの号" if look.standing is not None else "いまの記録"
        choices = [(LATEST, holds), *((one.id, one.name) for one in reversed(look.issues) if one != look.standing)]
        self.issues.set_choices(choices)
        self.issues.set_value(chosen if chosen in {code for code, _ in choices} else LATEST)
        self._issue_line.setVisible(len(choices) > 1)

    def _show_buttons(self) -> None:
        look = self.look
        held = any(one.hasFocus() for one in (self._inner, self.remark, self.close_it, self.hand))
        asking = self.in_place.form is not None
        issue = f"第{look.issue}号（訂正版）をつくる" if look is not None and look.issue > 1 else "締める"
        self.close_it.set_words(issue)
        self.close_it.set_reason(self._why_not if look is not None else "数えています")
        self.close_it.setVisible(not asking and (look is None or look.may_close))
        self.reopen.setVisible(not asking and look is not None and look.standing is not None)
        self.hand.setVisible(not asking and look is not None and look.standing is not None and not look.may_close)
        right = look is None or look.may_reopen
        self.reopen.set_reason(None if right else "見守りコーディネーターだけ")
        if held:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def open_points(self) -> str:
        """What is said to be missing yet, empty where nothing is."""
        return "" if self._open.isHidden() else self._open.accessibleName()

    # ---- doing

    def _go_to_hand(self) -> None:
        """From the closed month to the file that only its receiver opens."""
        if self._shows is not None:
            self.wanted.emit(Place(room=Room.HANDING, month=self._shows[0]))

    def write(self) -> None:
        """Close the month."""
        if self._shows is None or self._closing is not None or not self.close_it.isEnabled():
            return
        if self.close_it.hasFocus():
            self._inner.setFocus(Qt.FocusReason.OtherFocusReason)  # a button that can't be pressed would hand it on
        self.close_it.set_reason("締めています")
        self._closing = start(ClosingMonth(self._desk, *self._shows), self)
        self._closing.done.connect(self._tell_closed)
        self._closing.failed.connect(self._stumble)

    def _tell_closed(self, closing: Closing) -> None:
        self._closing, self.look = None, None
        self._show_closed(closing)
        told = f"{closing.month.number}月を締めました。"
        self.strip.say(f"{closing.name}　照合番号 {closing.code}", "ok", lead=told, button="わかりました")
        self.said.emit(told.removesuffix("。"))
        self.closed_month.emit(closing)

    def _show_closed(self, closing: Closing) -> None:
        """What was asked for is done, though it is not read again yet."""
        self.badge.show_state(f"第{closing.issue}号・締め", "ok")
        self.told.setText(f"{closing.name}。")
        for lines in (self._figures, self._open, self._changed, self._whys):
            lines.show_lines(())
        self.close_it.hide()

    def _ask_why(self) -> None:
        if self._shows is None or self.look is None:
            return
        month, area = self._shows
        issue = self.look.issue
        self.in_place.ask(
            Question(
                draft=f"reopen:{month}:{area or ''}",
                title=f"{month.number}月をもう一度開けますか",
                told=f"開けると未確定になり、わけを聞かずに直せます。次に締めると、第{issue}号（訂正版）になります。",
                save="もう一度開ける",
                fields=(REASON,),
                asking=Asking(today=self._desk.today()),
                write=self._open_again,
            )
        )
        self._show_buttons()

    def _open_again(self, values: dict[str, Any]) -> str:
        if self._shows is None:
            raise WatchDeskError("月を選んでから、もう一度お試しください。")
        month, area = self._shows
        self._desk.closings.reopen(month, str(values["reason"] or ""), area)
        return f"{month.number}月をもう一度開けました。"

    def _reopened(self, sentence: str) -> None:
        self.strip.say("直し終わったら、もう一度締めてください。", "ok", lead=sentence, button="わかりました")
        self.said.emit(sentence.removesuffix("。"))

    def _choose(self) -> None:
        if self.look is not None:
            self._show_badge(self.look)
        self.issue_chosen.emit(self._chosen())

    def _chosen(self) -> Closing | None:
        """The earlier issue whose pages are looked at; None: what holds."""
        issues = self.look.issues if self.look is not None else ()
        return next((one for one in issues if one.id == self.issues.value()), None)

    def _refuse(self, sentence: str) -> None:
        if sentence:
            self.strip.say(sentence, "urgent")
        else:
            self.strip.clear()

    def _stumble(self, error: Exception) -> None:
        self._looking = self._closing = None
        self._show_buttons()
        if not isinstance(error, WatchDeskError):
            raise error
        self._refuse(str(error))


class _Lines(QWidget):
    """A heading and a few lines below it, ``at_most`` so many until more are asked for; hidden where there are none."""

    def __init__(self, title: str, at_most: int | None = None) -> None:
        super().__init__()
        self._title, self._at_most = title, at_most
        self._lines: Sequence[str] = ()
        self._words: QLabel = words("", wrap=True)
        self.more = ActionButton("", kind="low", drops=True)
        self.more.clicked.connect(self._show_all)
        self.setLayout(column(words(title, "strong"), self._words, row(self.more, STRETCH), gap=0.15))
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these lines."""
        self._lines = lines
        shown = lines[: self._at_most]
        self._words.setText("\n".join(shown))
        self.more.set_words(f"ほか{len(lines) - len(shown):,}件も見る")
        self.more.setVisible(len(lines) > len(shown))
        self.setAccessibleName(f"{self._title}：{'、'.join(shown)}" if lines else self._title)
        self.setVisible(bool(lines))

    def _show_all(self) -> None:
        self._words.setText("\n".join(self._lines))
        self.setAccessibleName(f"{self._title}：{'、'.join(self._lines)}")
        self.more.hide()
