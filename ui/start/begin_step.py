"""BeginStep: the store is made; with a list, with nothing, or with fictional people to practise on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.start.step import Gathered, Step
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.strip import Strip


class BeginStep(Step):
    """``import_wanted``, ``empty_wanted`` or ``practice_wanted``; there is no way back from here."""

    import_wanted = Signal()
    empty_wanted = Signal()
    practice_wanted = Signal()

    WORD = "はじめ方"
    TITLE = "どこから始めますか"
    LEAD = "どれを選んでも、あとからほかのこともできます。"

    def __init__(self, gathered: Gathered) -> None:
        super().__init__(gathered)
        self.take_in = ActionButton("名簿を取りこむ", "file-input", kind="main")
        self.empty = ActionButton("空のまま始める", "user-round-plus")
        self.practise = ActionButton("架空の人で練習する", "sprout")
        for button, signal in (
            (self.take_in, self.import_wanted),
            (self.empty, self.empty_wanted),
            (self.practise, self.practice_wanted),
        ):
            button.clicked.connect(signal)
        done = Strip()
        self.setLayout(
            column(
                done,
                _choice(self.take_in, "区や社協からのExcelの名簿を読みます。中身を見て確かめてから、取りこみます。"),
                _choice(self.empty, "お一人ずつ、登録していきます。名簿は、あとからでも取りこめます。"),
                _choice(self.practise, "架空の90名で、まず試してみます。本当の台帳とは別の、練習用の台帳ができます。"),
                STRETCH,
                gap=0.75,
            )
        )
        done.say("パスワードか、復旧の鍵のどちらかで開けます。", "ok", lead="保管庫ができました。")

    def first_focus(self) -> QWidget:
        return self.take_in


def _choice(button: ActionButton, explanation: str) -> QFrame:
    set_size(button, width=15)
    line = row(button, words(explanation, voice="soft", wrap=True), gap=1.2, margins=(0.8, 1.2))
    line.setStretch(1, 1)
    return frame(line, "sheet")
