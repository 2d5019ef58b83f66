"""VisitBar: what is kept, and the buttons at the end of the form."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, rule, words
from ui.widgets.icon_label import IconLabel

_KEEPS = "書きかけは、自動で残ります。"


class VisitBar(QWidget):
    """``recording``, ``leaving``, ``promising``, ``giving``, ``consulting``: pressed; outside of what scrolls."""

    recording = Signal()
    leaving = Signal()
    promising = Signal()
    giving = Signal()
    consulting = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = IconLabel("pen-line", "soft", 1.1)
        self._kept = words(_KEEPS, "small", "soft", wrap=True)
        self.promise = ActionButton("このあとすること", "calendar-check", keys="F7", kind="low", only_shown=True)
        self.give = ActionButton("情報", "info", keys="F9", kind="low", only_shown=True)
        self.give.setAccessibleName("伝えた福祉情報")
        self.consult = ActionButton("相談を書く", "handshake", kind="low")
        self.back = ActionButton("もどる", "arrow-left", keys="Esc", only_shown=True)
        self.record = ActionButton("記録する", "check", keys="Ctrl+Enter", kind="main", only_shown=True)
        self.promise.clicked.connect(self.promising)
        self.give.clicked.connect(self.giving)
        self.consult.clicked.connect(self.consulting)
        self.back.clicked.connect(self.leaving)
        self.record.clicked.connect(self.recording)
        buttons = (self.promise, self.give, self.consult, self.back, self.record)
        line = row(self._sign, self._kept, *buttons, gap=0.75, margins=(0.6, 1.5))
        line.setStretch(1, 1)
        self.setLayout(column(rule(), line, gap=0))
        self._said, self._wrong = "", ""
        self._short, self._who, self._idle = False, "", False
        self.tell_kept("")

    def show_state(self, *, correcting: bool, voided: bool, known: bool) -> None:
        """Name the buttons for a new record, a correction, or a record that is voided."""
        self._idle = voided
        self.record.set_words("書き直す" if voided else "書き直しを記録する" if correcting else "記録する")
        self.record.hide_keys(voided)
        self.record.set_reason("取り消した記録です" if voided else None if known else "お名前がまだです")
        self.consult.setVisible(known and not voided)
        self.complain("")

    def offer_promise(self, offered: bool) -> None:
        """Show the buttons of what is to be done after the visit and of what was told at it, or not."""
        self.promise.setVisible(offered)
        self.give.setVisible(offered)

    def name_leaving(self, *, half_written: bool) -> None:
        """Say what leaving means."""
        self.back.set_words("あとで書く" if half_written else "もどる")

    def show_who(self, name: str) -> None:
        """Whose visit it is; said here where the page is low and the header may have scrolled away."""
        self._who = name
        self._show()

    def shorten(self, short: bool) -> None:
        """Say who it is in place of what is only a hint."""
        self._short = short
        self.back.hide_keys(short)
        self.consult.set_words("相談" if short else "相談を書く")
        self._show()

    def tell_kept(self, clock: str) -> None:
        """Say when the form was kept last; empty: that it will be."""
        self._said = f"書きかけを残しました（{clock}）。" if clock else _KEEPS
        self._show()

    def tell_back(self, sentence: str) -> None:
        """Say that a draft came back; the strip that says so too may have scrolled away."""
        self._said = sentence
        self._show()

    def complain(self, sentence: str) -> None:
        """Say what keeps it from being recorded; an empty sentence takes it away."""
        self._wrong = sentence
        self._show()

    @property
    def sentence(self) -> str:
        """What keeps it from being recorded, empty when nothing does."""
        return self._wrong

    @property
    def told(self) -> str:
        """All that it says."""
        return self._kept.text()

    def _show(self) -> None:
        wrong = bool(self._wrong)
        self._sign.show_icon("octagon-alert" if wrong else "pen-line", "urgent" if wrong else "soft")
        set_property(self._kept, "voice", "urgent" if wrong else "soft")
        who = f"{self._who}さん　" if self._short and self._who else ""
        said = "" if self._idle and self._said == _KEEPS else self._said  # nothing can be written, nor be kept
        self._kept.setText(f"{who}{self._wrong or said}".rstrip())
