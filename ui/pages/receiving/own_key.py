"""OwnKey: a key of one's own for who receives files often: the file to hand out, the phrase to say, what to keep."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from watchdesk.domain.spoken_password import Spoken

_WHY = (
    "ファイルをよく受け取る方は、自分の鍵をつくっておくと、パスワードを電話で聞かなくてすみます。"
    "鍵は1度だけつくります。自分の鍵のファイルと、送る方に渡すファイルの、2つができます。"
)
_HAND = "送る方に渡します。USBメモリーでもメールでも、かまいません。人に見られても困らないファイルです。"
_SAY = "送る方から電話がきたら、この合言葉を読みあげてください。紙に書いておくと、安心です。"
_KEEP = "だれにも渡しません。受け取ったファイルを開くときに選びます。なくすと、届いたファイルを開けなくなります。"
_READ = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class OwnKey(QWidget):
    """``wanted`` when one is to be made; ``show_made`` says what to do with it, ``forget`` puts that away."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.make = ActionButton("自分の鍵をつくる", "key-round")
        self.phrase = words("", "person", "accent", wrap=True)
        self.public, self.own = words("", "strong", wrap=True), words("", "strong", wrap=True)
        for label in (self.phrase, self.public, self.own):
            label.setTextInteractionFlags(_READ)
        self.made = QWidget()
        steps = (
            *(words("1　送る方に渡すファイル", "name"), self.public, words(_HAND, wrap=True)),
            *(words("2　電話で言う合言葉", "name"), self.phrase, words(_SAY, wrap=True)),
            *(words("3　自分の鍵のファイル", "name"), self.own, words(_KEEP, wrap=True)),
        )
        self.made.setLayout(column(*steps, gap=0.35))
        head = words("自分の鍵", "strong")
        parts = (head, words(_WHY, voice="soft", wrap=True), row(self.make, STRETCH), self.made)
        self.setLayout(column(frame(column(*parts, gap=0.6, margins=(1.1, 1.4))), gap=0))
        self.make.clicked.connect(self.wanted)
        self.made.hide()

    def show_made(self, own: Path, public: Path, phrase: Spoken) -> None:
        """Say where both files lie, and the phrase."""
        self.public.setText(f"「{public.name}」　場所：{public.parent}")
        self.own.setText(f"「{own.name}」　場所：{own.parent}")
        self.phrase.setText(phrase.said)
        self.phrase.setAccessibleName(f"合言葉　{phrase.said}")
        self.made.show()
        self.public.setFocus(Qt.FocusReason.OtherFocusReason)  # from here Tab goes on to what is said, and what is kept

    def forget(self) -> None:
        """Leave nothing of it in sight."""
        self.made.hide()
        for label in (self.public, self.own, self.phrase):
            label.setText("")
