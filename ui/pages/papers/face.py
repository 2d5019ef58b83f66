"""PaperFace: the very pages of a numbered paper before they leave, what is to be known beside them, and the buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.page import Shape
from ui.pages.papers.drawing import Drawing
from ui.pages.papers.held import HeldFields, paper_of
from ui.pages.papers.panel import PaperPanel
from ui.tasks import Job
from ui.theme import set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow
from ui.widgets.strip import Strip
from watchdesk.desk import Desk, Paper, Papers
from watchdesk.domain.consent import Withheld
from watchdesk.domain.copies import GIVEN_KINDS
from watchdesk.errors import WatchDeskError


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceWords:
    """What a face says: its ``title``, the way ``back``, the ``noun`` that is made of so many of ``unit``.

    ``send`` stands on the filled button; ``until``: what the pages wait for, where something is to be chosen first.
    """

    title: str
    back: str
    noun: str
    unit: str = "名"
    send: str = "印刷する"
    until: str = ""


class PaperFace(QWidget):
    """A face of a page. ``closed`` goes back; ``said`` is what came of printing, for the status line.

    A child says in ``_job`` what is drawn, in ``_tell`` what there is to know of it, in ``_why_not`` why it can't
    leave; it makes what it asks and tells in ``_beside``. ``remake()`` passes the people through the gate again, when
    something was written meanwhile.
    """

    closed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, papers: Papers[Any], told: FaceWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._told, self._papers = desk, told, papers
        self.held = HeldFields(desk)
        self.counts, self.strip = words("", "strong", wrap=True), Strip()
        self.held.begin()
        self._build()
        self.drawing = Drawing(desk, papers, self.paper, self.strip, self._as_it_leaves)
        self._connect()

    @property
    def drawn(self) -> Paper[Any] | None:
        """The paper shown; None while it is being drawn."""
        found: Paper[Any] | None = self.drawing.paper
        return found

    def reshape(self, shape: Shape) -> None:
        """Pages beside what is asked and told, or below it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide = shape is Shape.WIDE
        self._head.setDirection(down if shape is Shape.NARROW else across)
        self._body.setDirection(across if wide else down)
        set_size(self.paper, min_height=12 if wide else 26)
        for button in (self.back, self.send):
            button.hide_keys(not wide)

    def first_focus(self) -> QWidget:
        """The filled button, as soon as it can be pressed."""
        return self.send if self.send.isEnabled() else self.back

    def regions(self) -> tuple[QWidget, ...]:
        """What is asked, then the pages."""
        return self.first_focus(), self.paper.view.view

    def close_paper(self) -> None:
        """Forget the pages."""
        self.drawing.close()
        self.held.begin()

    def remake(self) -> None:
        """Draw the pages anew."""
        self._clear()
        self.send.set_reason(None)
        self.keep.hide()
        try:
            job = self._job()
        except WatchDeskError as error:
            self._lose()
            self.paper.give_up(str(error))
            return
        if job is None:
            self._lose()
            self.paper.empty_until(self._told.until)
            return
        self.drawing.begin(job)

    # ---- what a child says

    def _beside(self) -> tuple[QWidget, ...]:
        """Make what stands beside the pages, from top to bottom."""
        return (self.counts,)

    def _job(self) -> Job | None:
        """What draws the pages; None as long as something is to be chosen first. A child says so."""
        raise NotImplementedError

    def _clear(self) -> None:
        """Nothing is known of the pages yet."""
        self.counts.setText("")

    def _lose(self) -> None:
        """There are no pages, and none are being drawn."""
        self.drawing.drop()

    def _tell(self, drawn: Any) -> None:
        """Say what there is to know of the pages."""

    def _why_not(self, drawn: Any) -> str | None:
        """Why these pages can't leave."""
        return None if drawn.named else "のる方がいません"

    # ---- making

    def _build(self) -> None:
        told = self._told
        self.back = ActionButton(told.back, "arrow-left", "Esc", only_shown=True)
        self.keep = ActionButton("PDFに残す", "save")
        self.send = ActionButton(told.send, "printer", "Ctrl+P", kind="main")
        self._head = row(
            row(words(told.title, "title"), STRETCH), Flow(self.back, self.keep, self.send, gap=0.75), gap=0.75
        )
        self.paper = PaperPanel(told.noun, told.unit)
        if told.until:
            self.paper.empty.say(told.until, icon="printer")
        side = QWidget()
        side.setLayout(column(*self._beside(), self.held, self.strip, STRETCH, gap=0.6))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(side, 32)
        self._body.addWidget(self.paper, 68)
        set_gaps(self._body, 1.25)
        layout = column(self._head, self._body, gap=0.75, margins=(1, 1.5))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.drawing.handing.said.connect(self.said)
        self.drawing.handing.said.connect(self.held.settle)
        self.drawing.drawn.connect(self._take)
        self.drawing.gave_up.connect(self._lose)
        self.back.clicked.connect(self.closed)
        self.send.clicked.connect(self.drawing.send)
        self.keep.clicked.connect(self.drawing.keep)
        self.paper.again.connect(self.remake)

    def _take(self, drawn: Any) -> None:
        reason = self._why_not(drawn)
        self.send.set_reason(reason)
        self.keep.setVisible(reason is None)
        self._ask_holder(drawn)
        self._tell(drawn)

    def _ask_holder(self, drawn: Paper[Any]) -> None:
        """Who gets it and until when, of what names somebody; as is proposed until something else is written.

        Of what goes to the persons themselves nothing is asked: it never comes back.
        """
        if drawn.named and self._papers.KEY not in GIVEN_KINDS and self._why_not(drawn) is None:
            receiver = str(getattr(drawn.facts, "receiver", ""))
            self.held.propose(self._papers.proposal(drawn), receiver, paper_of(drawn))
            self.held.offer(self._desk.copies.holders())
        else:
            self.held.hide()

    # ---- handing out

    def _as_it_leaves(self, drawn: Paper[Any]) -> Paper[Any] | None:
        """With who holds it; None where it can't leave, or what is written of the holder can't be read."""
        if self._why_not(drawn):
            return None
        if not self.held.isVisibleTo(self):
            return drawn
        wrong = self.held.problem()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return replace(drawn, held=self.held.held())


def tell_withheld(strip: Strip, receiver: str, withheld: Mapping[Withheld, int], unshared: str = "") -> None:
    """Say how many are left out and why, and what of everybody; nothing where nobody and nothing is."""
    total = sum(withheld.values())
    if total:
        reasons = "・".join(f"{reason.label}{count:,}名" for reason, count in withheld.items() if count)
        told = f"{receiver}への提供に、同意をいただいていません（{reasons}）。"
        strip.say(told + unshared, "care", lead=f"{total:,}名は、のりません。")
    else:
        strip.say(unshared, "care")
