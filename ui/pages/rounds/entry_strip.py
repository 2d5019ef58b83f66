"""EntryStrip: what is said over the lines of a sheet: a line brought back, steps begun for somebody, lines left out."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal

from ui.widgets.strip import Strip
from watchdesk.domain.alarm import AlarmLine

LADDER = "気がかりの手順へ"
LEFT_OUT = "まだ打っていない方がいます。訪ねていないときは、このまま受け取れます。"


class EntryStrip(QObject):
    """``alarmed(alarm_id)`` leads to the steps, of the only alarm, with None to all; ``agreed``: count the paper in.

    ``read`` when what was said has been read. What was begun for somebody stays in sight until one goes there.
    """

    alarmed = Signal(object)
    agreed = Signal()
    read = Signal()

    def __init__(self, strip: Strip, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._asks = False
        self._alarms: dict[str, str] = {}
        strip.answered.connect(self._answer)

    @property
    def alarms(self) -> tuple[str, ...]:
        """Ids of the alarms that this typing began."""
        return tuple(self._alarms)

    def begin(self) -> None:
        """Start afresh, with nothing said."""
        self._asks, self._alarms = False, {}
        self._strip.clear()

    def tell_restored(self, when: str, place: int) -> None:
        """Say that a line half typed is back."""
        self._strip.say(f"{when}の書きかけを、{place}番の行に戻しました。", icon="rotate-ccw", button="わかりました")

    def tell_unkept(self, sentence: str) -> None:
        """Say why what is half typed could not be kept."""
        self._strip.say(sentence, "urgent", lead="書きかけを残せませんでした。")

    def tell_saved(self, raised: Iterable[AlarmLine]) -> None:
        """A line was saved; ``raised``: whose ladder of steps it began."""
        self._asks = False
        self._alarms |= {alarm.id: alarm.name for alarm in raised}
        self._tell_alarms()

    def _tell_alarms(self) -> None:
        names = "、".join(f"{name}さん" for name in self._alarms.values())
        if names:
            told = "打ち終えたら、または今すぐ、手順へ進んでください。"
            self._strip.say(told, "care", lead=f"{names}の気がかりを始めました。", button=LADDER)
        else:
            self._strip.clear()

    def ask(self, left: int) -> None:
        """Ask whether the paper is to be counted in although ``left`` lines are empty."""
        self._asks = True
        self._strip.say(LEFT_OUT, "care", lead=f"あと{left}名", button="このまま受け取る")
        self._strip.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self) -> None:
        if self._asks:
            self._asks = False
            self.agreed.emit()
        elif self._alarms:
            alarms, self._alarms = self.alarms, {}
            self._strip.clear()
            self.alarmed.emit(alarms[0] if len(alarms) == 1 else None)
        else:
            self._strip.clear()
            self.read.emit()
