"""ReceiverDoing: what can be done with a receiver: its contact, its key, the phrase that proves it, passwords again."""

from PySide6.QtWidgets import QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.flow import Flow
from watchdesk.domain.receiver import Receiver


class ReceiverDoing(QWidget):
    """The four buttons; ``show_receiver`` offers what fits."""

    def __init__(self) -> None:
        super().__init__()
        self.contact = ActionButton("連絡先を書き直す", "pen-line", "F2")
        self.take = ActionButton("鍵のファイルを受け取る", "file-input", "K")
        self.confirm = ActionButton("合言葉を確かめる", "phone-call", "A", kind="main")
        self.password = ActionButton("パスワードに戻す", "undo-2", "P")
        self._all = (self.confirm, self.contact, self.take, self.password)
        self.setLayout(Flow(*self._all, gap=0.6))

    def show_receiver(self, kept: Receiver) -> None:
        """Offer what fits how it gets things now."""
        has_key = kept.public_key is not None
        self.take.set_words("新しい鍵のファイルを受け取る" if has_key else "鍵のファイルを受け取る")
        self.confirm.setVisible(has_key and kept.confirmed_on is None)
        self.password.setVisible(has_key)

    def hide_keys(self, hidden: bool) -> None:
        """Leave the key caps out where room is short."""
        for button in self._all:
            button.hide_keys(hidden)
