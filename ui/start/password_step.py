"""PasswordStep: the password, its strength said in words, typed twice."""

from PySide6.QtWidgets import QWidget

from ui.start.new_password import NewPassword
from ui.start.step import Gathered, Step
from ui.widgets.boxes import STRETCH, column


class PasswordStep(Step):
    """A weak password is refused with a sentence; the user's own name is weak."""

    WORD = "パスワード"
    TITLE = "保管庫を開くパスワードを決めます"
    LEAD = "ことばを三つほどつなげた長いものが、おぼえやすく安全です。どこにも送られず、だれにも調べられません。"

    def __init__(self, gathered: Gathered) -> None:
        super().__init__(gathered)
        self.password = NewPassword()
        self.password.edited.connect(self.edited)
        self.password.entered.connect(self.went_on)
        self.setLayout(column(self.password, STRETCH))

    def enter(self) -> None:
        self.password.forbid((self.gathered.user, self.gathered.full_name, self.gathered.area))

    def first_focus(self) -> QWidget:
        return self.password

    def lacks(self) -> str:
        return self.password.problem()

    def check(self) -> bool:
        self.gathered.password = self.password.text()
        return not self.lacks()
