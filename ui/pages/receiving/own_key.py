"""OwnKey: a key of one's own for who receives files often: the file to hand out, the phrase to say, what to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.pages.answer_strip import AnswerStrip
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, frame, readable, words
from ui.widgets.flow import Flow
from watchdesk.desk import Desk
from watchdesk.domain.spoken_password import Spoken

_WHY = (
    "ファイルをよく受け取る方は、自分の鍵をつくっておくと、パスワードを電話で聞かなくてすみます。"
    "鍵は一度だけつくります。自分の鍵のファイルと、送る方に渡すファイルの、2つができます。"
)
_HAND = "送る方に渡します。USBメモリーでもメールでも、かまいません。人に見られても困らないファイルです。"
_SAY = "送る方から電話がきたら、この合言葉を読みあげてください。紙に書いておくと、安心です。"
_KEEP = "だれにも渡しません。受け取ったファイルを開くときに選びます。なくすと、届いたファイルを開けなくなります。"
_ANEW = (
    "新しい鍵をつくると、送る方全員に、新しい鍵のファイルを渡して、合言葉も確かめ直してもらいます。"
    "いままでの鍵のファイルは、前に届いたファイルを開くときに要るので、残しておいてください。"
)
_KEPT = "own key"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKey:
    """What is remembered of one's own key: when it was made, where its files lay, its phrase; never the secret."""

    made_on: date
    own: Path
    public: Path
    phrase: str = field(repr=False)


def keep_key(desk: Desk, own: Path, public: Path, phrase: Spoken) -> KeptKey:
    """Remember a key that was made today; in the store, where only this user sees it."""
    kept = KeptKey(made_on=desk.today(), own=own, public=public, phrase=phrase.said)
    plain = {"made_on": str(kept.made_on), "own": str(own), "public": str(public), "phrase": phrase.said}
    desk.preferences.put(_KEPT, plain)
    return kept


def kept_key(desk: Desk) -> KeptKey | None:
    """The key that was made here; None where there is none."""
    plain = desk.preferences.get(_KEPT)
    if not isinstance(plain, Mapping):
        return None
    on = date.fromisoformat(plain["made_on"])
    return KeptKey(made_on=on, own=Path(plain["own"]), public=Path(plain["public"]), phrase=plain["phrase"])


class OwnKey(QWidget):
    """``wanted`` when one is to be made; ``show_made`` says what to do with it, ``forget`` folds that away.

    ``show_kept`` says when one was made: then its phrase can be seen again, and another is made only after a question.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept: KeptKey | None = None
        self.make = ActionButton("自分の鍵をつくる", "key-round")
        self.again = ActionButton("合言葉をもう一度見る", "phone-call")
        self.anew = ActionButton("鍵をつくりなおす", "rotate-ccw")
        self.strip = AnswerStrip()
        self._why = words(_WHY, voice="soft", wrap=True)
        self.phrase = words("", "person", "accent", wrap=True)
        self.public, self.own = words("", "strong", wrap=True), words("", "strong", wrap=True)
        readable(self.phrase, self.public, self.own)
        self.made = QWidget()
        steps = (
            *(words("1　送る方に渡すファイル", "name"), self.public, words(_HAND, wrap=True)),
            *(words("2　電話で言う合言葉", "name"), self.phrase, words(_SAY, wrap=True)),
            *(words("3　自分の鍵のファイル", "name"), self.own, words(_KEEP, wrap=True)),
        )
        self.made.setLayout(column(*steps, gap=0.5))
        head = words("自分の鍵", "strong")
        buttons = QWidget()
        buttons.setLayout(Flow(self.make, self.again, self.anew, gap=0.75))
        parts = (head, self._why, buttons, self.strip, self.made)
        self.setLayout(column(frame(column(*parts, gap=0.6, margins=(1.1, 1.4))), gap=0))
        self.make.clicked.connect(self.wanted)
        self.again.clicked.connect(self._show_again)
        self.anew.clicked.connect(self._ask_anew)
        self.made.hide()
        self.show_kept(None)

    def show_kept(self, kept: KeptKey | None) -> None:
        """Say when a key was made, or offer to make one."""
        self._kept = kept
        on = f"鍵は{kept.made_on.month}月{kept.made_on.day}日につくりました。" if kept is not None else ""
        self._why.setText(on or _WHY)
        self.make.setVisible(kept is None)
        for button in (self.again, self.anew):
            button.setVisible(kept is not None)

    def show_made(self, kept: KeptKey) -> None:
        """Say where both files lie, and the phrase."""
        self.show_kept(kept)
        self.strip.clear()
        self.public.setText(f"「{kept.public.name}」　場所：{kept.public.parent}")
        self.own.setText(f"「{kept.own.name}」　場所：{kept.own.parent}")
        self.phrase.setText(kept.phrase)
        self.phrase.setAccessibleName(f"合言葉　{kept.phrase}")
        self.again.hide()
        self.made.show()
        self.public.setFocus(Qt.FocusReason.OtherFocusReason)  # from here Tab goes on to what is said, and what is kept

    def forget(self) -> bool:
        """Leave nothing of it in sight; whether something was."""
        shown = bool(self.phrase.text())
        self.made.hide()
        self.strip.clear()
        for label in (self.public, self.own, self.phrase):
            label.setText("")
        self.again.setVisible(self._kept is not None)
        return shown

    def _show_again(self) -> None:
        if self._kept is not None:
            self.show_made(self._kept)

    def _ask_anew(self) -> None:
        self.strip.offer(_ANEW, "新しい鍵をつくる", self.wanted.emit, tone="care")
        self.strip.button.setFocus(Qt.FocusReason.OtherFocusReason)
