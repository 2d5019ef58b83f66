"""StartLine: the line below the screens before the register: what the program never does, version, size, look."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.theme import ZOOMS, looks, scale, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import row, words
from ui.widgets.icon_label import IconLabel
from watchdesk import __version__

PROMISE = "このソフトは、インターネットにつながりません。入れた情報を、外へ送ることはありません。"
SHORT_PROMISE = "インターネットには、つながりません。"


class StartLine(QFrame):
    """Size and look can be set before anybody unlocks; 200 %, which holds from the start on, in the settings only."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "rail")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._promise = words(PROMISE, "small", wrap=True)
        self._size = words("", "small")
        self._size_word, self._look_word = words("文字の大きさ", "small"), words("見え方", "small")
        self.less, self.more = ActionButton("−", kind="low"), ActionButton("＋", kind="low")
        self.less.setAccessibleName("文字を小さくする")
        self.more.setAccessibleName("文字を大きくする")
        self.look = ActionButton("明るい", "sun", kind="low")
        self.less.clicked.connect(self._smaller)
        self.more.clicked.connect(self._larger)
        self.look.clicked.connect(self._next_look)
        self._version = words(f"版 {__version__}　", "small")
        layout = row(
            IconLabel("shield-check", "ok", 1.25),
            self._promise,
            self._version,
            self._size_word,
            self.less,
            self._size,
            self.more,
            self._look_word,
            self.look,
            gap=0.6,
            margins=(0.15, 1.5),
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)
        theme().changed.connect(self._tell)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, narrow = self.width() >= theme().em(80), self.width() < theme().em(50)
        self._promise.setText(PROMISE if wide else SHORT_PROMISE)
        self._version.setVisible(wide)
        for label in (self._size_word, self._look_word):
            label.setVisible(not narrow)

    def _tell(self) -> None:
        doubled = scale() > 1
        self._size.setText(f"{round(theme().zoom * scale())}%")
        self.less.setEnabled(not doubled and theme().zoom > ZOOMS[0])
        self.more.setEnabled(not doubled and theme().zoom < ZOOMS[-1])
        self.look.set_words(theme().look.word, theme().look.icon)

    def _smaller(self) -> None:
        theme().apply(zoom=max(zoom for zoom in ZOOMS if zoom < theme().zoom))

    def _larger(self) -> None:
        theme().apply(zoom=min(zoom for zoom in ZOOMS if zoom > theme().zoom))

    def _next_look(self) -> None:
        names = list(looks())
        theme().apply(look=names[(names.index(theme().look.name) + 1) % len(names)])
