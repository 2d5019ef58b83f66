"""NameStep: the coordinator's full name, and the name under which the register is opened."""

from PySide6.QtWidgets import QWidget

from ui.start.card import labelled
from ui.start.step import Gathered, Step
from ui.theme import set_size
from ui.widgets.boxes import STRETCH, column
from ui.widgets.text_fields import LineField


class NameStep(Step):
    """The user's name is proposed from the full name until it is typed otherwise."""

    WORD = "お名前"
    TITLE = "見守りコーディネーターのお名前"
    LEAD = "月報の表紙に印刷するお名前です。氏と名のあいだを、空けてください。"

    def __init__(self, gathered: Gathered) -> None:
        super().__init__(gathered)
        self.full_name = LineField("お名前", "例 山本 花子")
        self.user = LineField("開くときのお名前")
        self._proposed = True
        for field in (self.full_name, self.user):
            set_size(field, max_width=24)
        self.full_name.textChanged.connect(self._propose)
        self.full_name.returnPressed.connect(self.went_on)
        self.user.edited.connect(self._type_user)
        self.user.returnPressed.connect(self.went_on)
        self.setLayout(
            column(
                labelled("お名前", self.full_name),
                labelled("開くときのお名前", self.user, "保管庫を開く画面に出る名前です。そのままでかまいません。"),
                STRETCH,
                gap=1.2,
            )
        )

    def enter(self) -> None:
        self.TITLE = NameStep.TITLE if self.gathered.area else "台帳を使う方のお名前"

    def first_focus(self) -> QWidget:
        return self.full_name

    def lacks(self) -> str:
        if not self.full_name.value():
            return "お名前を入れると進めます"
        return "" if self.user.value() else "開くときのお名前を入れると進めます"

    def check(self) -> bool:
        self.gathered.full_name = str(self.full_name.value() or "")
        self.gathered.user = str(self.user.value() or "")
        return not self.lacks()

    def _propose(self) -> None:
        if self._proposed:
            self.user.set_value(" ".join(self.full_name.text().split()) or None)
        self.edited.emit()

    def _type_user(self) -> None:
        self._proposed = not self.user.text()
        self.edited.emit()
