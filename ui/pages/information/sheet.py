"""InfoPrint: 「福祉情報を印刷する」: large on an A4 or as a slip, and the very sheet before it leaves."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.pages.papers.face import FaceWords, PaperFace
from ui.tasks import Job
from ui.widgets.boxes import words
from watchdesk.desk import Desk, InfoSheet
from watchdesk.domain.info_item import InfoItem

_WORDS = FaceWords(title="福祉情報を印刷する", back="福祉情報にもどる", noun="福祉情報の紙", unit="ページ")
_ABOUT = "どなたのお名前ものらないので、写しの番号はつきません。"


class InfoPrint(PaperFace):
    """``show_item(item)``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._item: InfoItem | None = None
        super().__init__(desk, desk.info_sheets, _WORDS, parent)

    def show_item(self, item: InfoItem) -> None:
        """Begin with an item, large."""
        self._item = item
        self.large.setChecked(True)
        self.remake()

    def close_paper(self) -> None:
        """Forget the item and its sheet."""
        super().close_paper()
        self._item = None

    def _beside(self) -> tuple[QWidget, ...]:
        self.large, self.slip = QRadioButton("A4の1枚に、大きく"), QRadioButton("切って渡す紙（A4に2枚分）")
        self._sizes = QButtonGroup(self)
        for button in (self.large, self.slip):
            self._sizes.addButton(button)
        self.large.setChecked(True)
        self._sizes.buttonClicked.connect(self.remake)
        return (words("紙の大きさ", "strong"), self.large, self.slip, words(_ABOUT, "small", "soft", wrap=True))

    def _job(self) -> Job | None:
        if self._item is None:
            return None
        return self._desk.info_sheets.prepare(self._item.id, slip=self.slip.isChecked())

    def _why_not(self, drawn: InfoSheet) -> str | None:
        """It names nobody, and may leave all the same."""
        return None
