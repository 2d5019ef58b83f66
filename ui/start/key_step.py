"""KeyStep: the recovery key, shown large, to be printed or kept as a PDF."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui import file_picker
from ui.start.doorway import Doorway
from ui.start.step import Gathered, Step
from ui.theme import set_gaps, set_size, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, words
from ui.widgets.flow import Flow
from ui.widgets.scroll import bring_into_sight
from ui.widgets.strip import Strip
from watchdesk.errors import WatchDeskError

_CELL = 11.0
"""Em that a group takes."""


class KeyStep(Step):
    """One goes on once the key was printed, kept as a PDF or copied by hand: the next page asks for it.

    ``kept`` when it was printed or saved.
    """

    kept = Signal()

    WORD = "復旧の鍵"
    TITLE = "復旧の鍵を、紙で残します"
    LEAD = (
        "パスワードを忘れたときは、この鍵で保管庫を開きます。両方をなくすと、だれにも開けられません。\n"
        "紙に印刷して封筒に入れ、区社会福祉協議会に預けてください。PDFは、ほかのPCで印刷するためのものです。"
    )

    def __init__(self, gathered: Gathered, doorway: Doorway) -> None:
        super().__init__(gathered)
        self._doorway = doorway
        self._kept = False
        self.print = ActionButton("復旧の鍵を印刷する", "printer", "Ctrl+P", "main")
        self.save = ActionButton("PDFに残す", "save")
        self.copied = QCheckBox("紙に、手で書きうつしました")
        self.strip = Strip()
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.copied.toggled.connect(self.edited)
        self._grid = QGridLayout()
        set_gaps(self._grid, 0.5)
        self._boxes: list[QWidget] = []
        self._columns = 0
        spelling = words(
            "数字と英大文字だけです。まぎらわしい I・L・O・U は使っていません。", "small", "soft", wrap=True
        )
        buttons = Flow(self.print, self.save, gap=0.75)
        paper = frame(column(self._grid, spelling, buttons, gap=0.9, margins=(1.1, 1.5)), "paper")
        self.setLayout(column(paper, self.strip, self.copied, STRETCH, gap=0.75))

    def enter(self) -> None:
        if self.gathered.key is None:
            self.gathered.key = self._doorway.door.new_key()
        self._show(self.gathered.key.text.split("-"))

    def first_focus(self) -> QWidget:
        return self.print

    def lacks(self) -> str:
        return "" if self._kept or self.copied.isChecked() else "印刷すると進めます"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, min(4, int(self.width() / theme().em(_CELL)))))

    def _show(self, groups: list[str]) -> None:
        if self._boxes:
            return
        for number, group in enumerate(groups, 1):
            large = words(group, "person")
            large.setAccessibleName(f"{number}番目の組 {' '.join(group)}")
            large.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box = frame(column(words(str(number), "small", "soft"), large, gap=0, margins=(0.3, 0.6)), "sheet")
            set_size(box, min_height=4.2)
            self._boxes.append(box)
        self._arrange(4)

    def _arrange(self, columns: int) -> None:
        if not self._boxes or columns == self._columns:
            return
        self._columns = columns
        for at, box in enumerate(self._boxes):
            self._grid.removeWidget(box)
            self._grid.addWidget(box, at // columns, at % columns)

    def _print(self) -> None:
        from ui.printing import print_pdf  # noqa: PLC0415  # Qt's printing is loaded when it is wanted

        self.strip.clear()
        try:
            printed = print_pdf(self._sheet(), self, "復旧の鍵")
        except WatchDeskError as refused:
            self._say(str(refused), "care")
            return
        if printed:
            self._keep("紙の字がはっきり読めることを、確かめてください。", "印刷しました。")

    def _save(self) -> None:
        self.strip.clear()
        path = file_picker.save_file(self, "復旧の鍵をPDFに残す", "復旧の鍵.pdf", "PDF (*.pdf)")
        given = self.gathered
        if path is None or given.key is None:
            return
        try:
            self._doorway.door.save_key_sheet(given.key, given.area, path, given.folder)
        except WatchDeskError as refused:
            self._say(str(refused), "care")
            return
        where = f"場所は「{path.parent}」です。紙に印刷したら、このファイルはすぐに消してください。"
        self._keep(where, f"「{path.name}」に残しました。")

    def _sheet(self) -> bytes:
        if self.gathered.key is None:
            raise WatchDeskError("復旧の鍵がまだありません。")
        return self._doorway.door.key_sheet(self.gathered.key, self.gathered.area)

    def _keep(self, sentence: str, lead: str) -> None:
        self._kept = True
        self._say(sentence, "ok", lead)
        self.edited.emit()
        self.kept.emit()

    def _say(self, sentence: str, tone: str, lead: str = "") -> None:
        self.strip.say(sentence, tone, lead=lead)
        bring_into_sight(self.strip)
