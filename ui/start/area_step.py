"""AreaStep: whether the store is of an area or of the whole ward, and which of the ward's areas this is."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

import resources
from ui.start.card import labelled
from ui.start.step import Gathered, Step
from ui.theme import set_gaps, set_size
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.text_fields import LineField

COLUMNS = 3

WARD = (
    "すべての地域の方と訪問を1つにまとめて、地域ごとの月報と、区全体の月報をつくるための保管庫です。"
    "ふだんの見守りには、地域の保管庫を使います。"
)

_ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})


class AreaStep(Step):
    """The areas of the code list to choose from; another name can be typed. A store of the ward has none."""

    WORD = "地域を選ぶ"
    TITLE = "どの地域の台帳ですか"
    LEAD = "矢印キーで選び、Enterで次へ進めます。月報に、ここで選んだ地域の名前を印刷します。"

    def __init__(self, gathered: Gathered) -> None:
        super().__init__(gathered)
        self._by_arrow = False
        self._names = [area["area"] for area in resources.codes("areas")]
        self.of_area = QRadioButton("地域の保管庫")
        self.of_ward = QRadioButton(f"区（{len(self._names)}地域をまとめる）の保管庫")
        self._kinds = QButtonGroup(self)
        for kind in (self.of_area, self.of_ward):
            self._kinds.addButton(kind)
        self.of_area.setChecked(True)
        self.choices = QButtonGroup(self)
        self.typed = LineField("ほかの地域の名前", "例 北堀江")
        set_size(self.typed, max_width=16)
        self.typed.edited.connect(self._typed)
        self.typed.returnPressed.connect(self.went_on)
        self.choices.buttonToggled.connect(self._chose)
        self._areas, self._ward = QWidget(), words(WARD, voice="soft", wrap=True)
        unlisted = labelled("ここにないときは、打ちこんでください", self.typed)
        self._areas.setLayout(column(frame(self._grid(), "sheet"), unlisted, gap=1))
        kinds = row(self.of_area, self.of_ward, STRETCH, gap=2, margins=(0.4, 0))
        self.setLayout(column(kinds, self._areas, self._ward, STRETCH, gap=0.75))
        self._ward.hide()
        self.of_ward.toggled.connect(self._show_kind)

    def first_focus(self) -> QWidget:
        if self.of_ward.isChecked():
            return self.of_ward
        return self.choices.checkedButton() or self.choices.buttons()[0]

    def eventFilter(self, radio: QObject, event: QEvent) -> bool:
        """Arrows choose where they lead; Qt only moves the focus as long as nothing is chosen."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._by_arrow = event.key() in _ARROWS
        elif event.type() == QEvent.Type.FocusIn and self._by_arrow and isinstance(radio, QRadioButton):
            radio.setChecked(True)
        return super().eventFilter(radio, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on an area goes on; a radio button knows Space only."""
        at = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(at, QRadioButton):
            at.setChecked(True)
            self.went_on.emit()
        else:
            super().keyPressEvent(event)

    def lacks(self) -> str:
        return "" if self.of_ward.isChecked() or self._area() else "地域を選ぶと進めます"

    def check(self) -> bool:
        self.gathered.area = self._area()
        return not self.lacks()

    def _show_kind(self, ward: bool) -> None:
        self._areas.setVisible(not ward)
        self._ward.setVisible(ward)
        self.edited.emit()

    def _area(self) -> str:
        """The area, empty for the whole ward."""
        if self.of_ward.isChecked():
            return ""
        chosen = self.choices.checkedButton()
        return self.typed.text().strip() or (chosen.text() if chosen else "")

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        set_gaps(grid, 0.6, (0.8, 1.2))
        rows = -(-len(self._names) // COLUMNS)
        for at, name in enumerate(self._names):
            radio = QRadioButton(name)
            radio.installEventFilter(self)
            self.choices.addButton(radio)
            grid.addWidget(radio, at % rows, at // rows)
        return grid

    def _chose(self, _button: object, chosen: bool) -> None:
        if chosen:
            self.typed.clear()
            self.edited.emit()

    def _typed(self) -> None:
        chosen = self.choices.checkedButton()
        if chosen is not None:
            self.choices.setExclusive(False)
            chosen.setChecked(False)
            self.choices.setExclusive(True)
        self.edited.emit()
