"""EmergencyBox: the signs for which one calls 119 or 110 at once, the address to read out, and F8 once it was done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.pages.alarms import words as alarm_words
from ui.pages.alarms.paper import Framed
from ui.theme import set_gaps, set_role
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, Paragraph, column, frame, row, words
from ui.widgets.icon_label import IconLabel
from watchdesk.domain.ladder import LadderStep
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.secrecy import Whereabouts


class EmergencyBox(Framed):
    """``show_person(line, opened)`` or ``show_words(whom)``; ``reported`` once it was reported, ``opening`` to see."""

    reported = Signal()
    opening = Signal()

    def __init__(self, step: LadderStep, parent: QWidget | None = None) -> None:
        super().__init__(edge="urgent", ground="sheet", parent=parent)
        head = row(
            IconLabel("octagon-alert", "urgent", 1.4),
            words("1つでもあれば、すぐ通報してください", "strong", "urgent"),
            STRETCH,
            gap=0.6,
        )
        signs = QGridLayout()
        for place, sign in enumerate(step.signs):
            signs.addWidget(words(f"・{sign}"), place // 2, place % 2)
        set_gaps(signs, 0.3)
        self._street, self._who = _ReadOut(), _ReadOut()
        for label in (self._street, self._who):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open = ActionButton("通報のために住所を見る", "lock-open", kind="low")
        self.report = ActionButton("119番・110番に通報した", "siren", "F8", kind="danger")
        self.open.clicked.connect(self.opening)
        self.report.clicked.connect(self.reported)
        read = column(
            words("電話で読みあげる住所", "small", "soft"), self._street, self._who, row(self.open, STRETCH), gap=0.1
        )
        set_gaps(read, 0.1, (0.4, 0.75))
        self.setLayout(column(head, signs, frame(read), self.report, gap=0.6, margins=(0.6, 1)))
        self.setAccessibleName("すぐ通報するとき")

    def show_person(self, line: PersonLine, opened: Whereabouts | None) -> None:
        """Show whom to name and where; of a hidden person only what was ``opened``."""
        if line.hidden and opened is None:
            self._street.setText("秘匿の方です。")
        elif line.hidden and opened is not None:
            self._street.setText(alarm_words.spoken_place(opened.town, opened.address, opened.building))
        else:
            self._street.setText(alarm_words.spoken_place(line.town, line.address, line.building))
        self._who.setText(alarm_words.spoken_person(line))
        self._who.show()
        self.open.setVisible(line.hidden and opened is None)

    def show_words(self, whom: str) -> None:
        """Show what is known of somebody not on the register."""
        self._street.setText(whom)
        self._who.hide()
        self.open.hide()


class _ReadOut(Paragraph):
    """What is read out on the phone: never lower than its words, however much the boxes below it grow."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        set_role(self, "strong")

    def setText(self, text: str) -> None:
        super().setText(text)
        self._hold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold()

    def _hold(self) -> None:
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))
