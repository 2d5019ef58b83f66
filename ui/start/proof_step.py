"""ProofStep: the recovery key typed once from the paper; only then is the store made."""

from PySide6.QtWidgets import QWidget

from ui.start.doorway import Doorway
from ui.start.key_fields import KeyFields
from ui.start.step import Gathered, Step
from ui.widgets.boxes import STRETCH, column, words
from ui.widgets.field_note import FieldNote


class ProofStep(Step):
    """Says which group is not as on the paper; small letters and full width will do."""

    WORD = "鍵の確かめ"
    TITLE = "紙を見て、復旧の鍵を打ちこみます"
    LEAD = (
        "紙の字がはっきり読めることを、いま確かめるためです。小文字でもかまいません。組が終わると、次の欄へ移ります。"
    )

    def __init__(self, gathered: Gathered, doorway: Doorway) -> None:
        super().__init__(gathered)
        self._doorway = doorway
        self.keys = KeyFields()
        self.note = FieldNote()
        self.keys.edited.connect(self._edit)
        self.keys.entered.connect(self.went_on)
        again = words(
            "紙が見あたらないときは、「ひとつ前にもどる」で鍵をもう一度見られます。", "body", "soft", wrap=True
        )
        self.setLayout(column(self.keys, self.note, again, STRETCH, gap=1))

    def first_focus(self) -> QWidget:
        return self.keys

    def lacks(self) -> str:
        missing = self.keys.missing()
        return f"あと{missing}組" if missing else ""

    def check(self) -> bool:
        if self.gathered.key is None:
            return False
        wrong = self._doorway.door.wrong_groups(self.gathered.key, self.keys.groups())
        self.keys.mark(wrong)
        if wrong:
            named = "、".join(f"{group}番目" for group in wrong)
            self.note.complain(f"{named}の組が、紙とちがうようです。紙と見くらべて、打ちなおしてください。")
            field = self.keys.fields[wrong[0] - 1]
            field.setFocus()
            field.selectAll()
        return not wrong

    def _edit(self) -> None:
        self.note.say("")
        self.edited.emit()
