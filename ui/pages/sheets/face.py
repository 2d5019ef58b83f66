"""SheetFace: one kind of report: what it asks on the left, and the very pages that will be printed."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.page import Shape
from ui.pages.papers.drafting import PaperDraft
from ui.pages.papers.face import FaceWords, PaperFace
from ui.pages.sheets.form import SheetForm
from ui.pages.sheets.paper_figures import PaperFigures
from ui.places import Place, Room
from ui.tasks import Job
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import words
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.desk import AskedPapers, Desk

BACK, BEFORE = "ほかの用紙にもどる", "前の画面にもどる"
UNTIL = "＊の欄を入れると、印刷されるページがここに出ます。"


class _Side(Scroll):
    """What is asked and told, beside the pages: no higher than it must be, the layout gives it the rest."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class SheetFace(PaperFace):
    """``begin(given)``: shown anew, with what is known of where one comes from.

    ``among``: for people chosen from a list. ``wanted(Place)``: another kind of paper for the very same people.
    """

    wanted = Signal(object)

    def __init__(
        self, desk: Desk, papers: AskedPapers[Any], parent: QWidget | None = None, *, among: bool = False
    ) -> None:
        self.papers, self.is_among = papers, among
        self._begun = self._left = False
        self._draft = _draft_of(papers.KIND.key, {})
        kind = papers.KIND
        told = FaceWords(title=kind.title, back=BACK, noun=kind.title, unit=kind.unit, until=UNTIL)
        super().__init__(desk, papers, told, parent)
        if not papers.MARKS:
            self.held.leave_out_mark()
        self.keeper = PaperDraft(desk, self.form.texts, self, kind.title)
        self.keeper.paused.connect(self.remake)
        self.drawing.follow(self.keeper)
        self.form.edited.connect(self.keeper.touch)
        self.said.connect(self._settle)
        self.paper.view.tell = self.figures.told_over
        self.paper.view.figure_pressed.connect(self.figures.open_pressed)

    def begin(self, given: Mapping[str, Any]) -> None:
        """Show what was chosen here before, else sensible first values; ``given`` stands in any case.

        What was given the time before, from where one came then, is over, and so are sentences that have left.
        """
        self.strip.clear()
        self.back.set_words(BEFORE if given else BACK)
        among = given.get("people", ())
        self.among.setText(f"前の画面で選んだ{len(among):,}名のうちから、つくります。" if among else "")
        self.among.setVisible(bool(among))
        left, self._left = self._left, False
        if left:
            self.form.forget_sentences()
        if not self._begun or given or self.form.is_given:
            self._begun = True
            self.form.begin(given)
            self._draft = _draft_of(self.papers.KIND.key, given)
            self.form.once_made(self._come_back)
        elif self.keeper.form is None:
            self.keeper.begin(self._draft)
        self.remake()

    def _settle(self) -> None:
        """It left: nothing is half-written any more; it may be printed once more as it stands, until one goes away."""
        self.keeper.settle()
        self._left = not self.keeper.changed()

    def _come_back(self) -> None:
        """Put back what was half-written here."""
        draft = self.keeper.begin(self._draft)
        if draft is not None:
            self.form.restore(draft.texts)
            self.keeper.draw_soon()

    def first_focus(self) -> QWidget:
        """What is still to be told; once everything is, the filled button."""
        first = self.form.first() if self.form.waits() is not None else None
        return first or (self.send if self.send.isEnabled() else self.form.first() or self.back)

    def regions(self) -> tuple[QWidget, ...]:
        """What is asked, then the pages."""
        return self.form.first() or self.back, self.paper.view.view

    def reshape(self, shape: Shape) -> None:
        """What is asked scrolls beside the pages; above them it stands whole."""
        super().reshape(shape)
        wide = shape is Shape.WIDE
        if wide and self._side.widget() is None:
            self._side.setWidget(self._told_beside)
        elif not wide and self._side.widget() is not None:
            self._body.insertWidget(0, self._side.takeWidget())
        self._side.setVisible(wide)
        self._told_beside.show()

    def keep_written(self) -> None:
        """Keep what is half-written in what is asked; whoever goes away does not want to be led elsewhere any more."""
        self.figures.leave()
        self.keeper.keep_all()

    def put_away(self) -> None:
        """The user goes back: what was written stays half-written, what was only chosen does not."""
        if self.form.has_words():
            self.keeper.keep_all()
        else:
            self.keeper.forget()
        self.close_paper()

    # ---- as the face asks

    def _build(self) -> None:
        super()._build()
        side = self.form.parentWidget()
        self._told_beside = side if side is not None else self.form
        beside = self._told_beside.layout()
        if isinstance(beside, QBoxLayout):
            beside.insertWidget(beside.count() - 1, self.figures)  # below what is asked of who holds the paper
        self._side = _Side(self._told_beside)
        set_size(self._side, min_height=12)
        self._body.insertWidget(0, self._side, 32)
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(1, self.strip)  # what came of printing stays in sight, however far one has scrolled

    def _beside(self) -> tuple[QWidget, ...]:
        self.form = SheetForm(self._desk, self.papers, among=self.is_among)
        self.left_out = Strip()
        self.among = words("", wrap=True)
        self.along = [ActionButton(told, "chevron-right", kind="low") for _, told in self.papers.KIND.along]
        for button, (key, _) in zip(self.along, self.papers.KIND.along, strict=True):
            button.clicked.connect(partial(self._go_along, key))
        about = words(self.papers.KIND.about, "small", "soft", wrap=True)
        self.figures = PaperFigures(self.papers)
        self.figures.wanted.connect(self.wanted)
        return about, self.among, self.counts, self.left_out, *self.along, self.form

    def _job(self) -> Job | None:
        waits = self.form.waits()
        if waits is not None:
            self.send.set_reason(waits.missing.rstrip("。"))
            return None
        wrong = self.form.wrong()
        if wrong is not None:
            raise wrong
        return self.papers.prepare(self.form.told())

    def _clear(self) -> None:
        super()._clear()
        self.left_out.clear()
        self.figures.leave()
        for button in self.along:
            button.hide()

    def _lose(self) -> None:
        super()._lose()
        self.figures.show_paper(None)

    def _tell(self, drawn: Any) -> None:
        self.counts.setText(self.papers.about(drawn))
        self.left_out.say(self.papers.left_out(drawn), "care")
        self.figures.show_paper(drawn)
        for button in self.along:
            button.setVisible(bool(drawn.named))

    def _why_not(self, drawn: Any) -> str | None:
        return self.papers.why_not(drawn)

    def _go_along(self, key: str) -> None:
        if self.drawn is not None:
            self.wanted.emit(Place(room=Room.SHEETS, section=key, only=self.drawn.named))


def _draft_of(key: str, given: Mapping[str, Any]) -> str:
    """Under which a draft is kept: of somebody, or of those on a list, it is another than without."""
    told = (f"{value[0]}+{len(value)}" if isinstance(value, tuple) else str(value) for value in given.values())
    return ":".join(("sheets", key, *told))
