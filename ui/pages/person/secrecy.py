"""SecrecyStrip: asks in place why a hidden person's address and phones are to be seen; opens them for this unlock."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.pages.in_place import InPlace, Question, Values
from ui.pages.person.form import asking
from ui.widgets.boxes import column
from ui.widgets.strip import Strip
from watchdesk.desk import Desk, Note
from watchdesk.fields import Field

REASON = Field("reason", "見るわけ", required=True, wide=True, hint="救急隊に伝えるため、など。管理台帳に残ります。")


class SecrecyStrip(QFrame):
    """``ask(person_id, then)``: asks for the reason, opens, and does ``then``; ``stop()`` puts it away.

    ``note`` writes the ledger's line, later where the store is busy: nobody waits for a telephone number.
    ``opened`` once address and phones may be shown; ``refused(sentence)`` where something is to be mended.
    """

    opened = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, note: Note) -> None:
        super().__init__()
        self._desk, self._note = desk, note
        self._person_id = ""
        self._then: Callable[[], object] | None = None
        self._told = Strip()
        self.in_place = InPlace(desk)
        self.in_place.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]  # it set one itself
        self.setLayout(column(self._told, self.in_place, gap=0.5))
        self.in_place.wrote.connect(self._go_on)
        self.in_place.refused.connect(self.refused)
        self.in_place.closed.connect(self.hide)
        self.hide()

    def ask(self, person_id: str, then: Callable[[], object] | None = None, *, told: str = "") -> None:
        """Ask why, then go on with what was wanted; ``told`` says what that is."""
        self._person_id, self._then = person_id, then
        self._told.say(
            told or "わけを書くと、画面を隠すまで、住所と電話が見られます。",
            "away",
            lead="この方の住所と電話は、秘匿です。",
            icon="lock",
        )
        self.show()
        self.in_place.ask(
            Question(
                draft=draft_key(person_id),
                title="住所と電話を見るわけ",
                save="住所と電話を見る",
                fields=(REASON,),
                asking=asking(self._desk),
                write=self._open,
            )
        )

    def stop(self) -> None:
        """Put it away; what was half-written stays."""
        self.in_place.keep()
        self.in_place.put_away()

    def _open(self, values: Values) -> str:
        self._desk.secrecy.open(self._person_id, values["reason"], self._note)
        return ""

    def _go_on(self, _: str) -> None:
        then, self._then = self._then, None
        self.opened.emit()
        if then is not None:
            then()


def draft_key(person_id: str) -> str:
    """Under which a reason that is half-written is kept."""
    return f"whereabouts:{person_id}"
