"""ItemView: one item of welfare information as it is read out on the phone: for whom, whom to call, what it says."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.pages.information import rows
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, row, rule, words
from watchdesk.desk import ItemPast
from watchdesk.domain.info_item import InfoLine, InfoState

LATEST = 3
"""So many changes are told."""

_BODILESS = "中身は、まだ書いてありません。"


class ItemView(QFrame):
    """``show_item(line, rule, told)``; ``show_past`` and ``show_unheard`` when those are known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sheet")
        self.setAccessibleName("福祉情報の中身")
        self._title, self._badge = words("", "title", wrap=True), Badge(InfoState.OVER.label, "away")
        self._target, self._phone = words("", "strong", wrap=True), words("", "name", wrap=True)
        self._body = words("", wrap=True)
        self._rule = words("", "small", "soft", wrap=True)
        self._foot, self._past = (words("", "small", "soft", wrap=True) for _ in range(2))
        for label in (self._phone, self._body):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = row(self._title, self._badge, gap=0.6)
        head.setStretch(0, 1)
        self.setLayout(
            column(
                *(head, self._target, self._phone, rule(), self._body, rule()),
                *(self._rule, self._foot, self._past, STRETCH),
                gap=0.4,
                margins=(0.7, 1),
            )
        )

    def show_item(self, line: InfoLine, rule_words: str, told: int) -> None:
        """Show an item; ``rule_words`` whom of the register it is for, ``told`` how often it was told."""
        item = line.item
        self._title.setText(item.title)
        self._badge.setVisible(line.state is not InfoState.VALID)
        if line.state is not InfoState.VALID:
            self._badge.show_state(line.state.label, rows.tone(line.state))
        _put(self._target, f"対象：{item.target}" if item.target else "")
        _put(self._phone, f"問い合わせ先　{item.phone}" if item.phone else "")
        self._body.setText(item.body or _BODILESS)
        self._rule_words = rule_words
        self.show_unheard(None)
        parts = (
            rows.days(item),
            f"さがす言葉：{'、'.join(item.tags)}" if item.tags else "",
            f"出どころ：{item.source}" if item.source else "",
            f"付けたPDF：{item.file_name}" if item.file_name else "",
            f"これまでに伝えた回数：{told}回" if told else "まだ、どなたにも伝えていません。",
        )
        self._foot.setText("\n".join(part for part in parts if part))
        _put(self._past, "")

    def show_unheard(self, number: int | None) -> None:
        """Say how many of the register it is for have not heard of it; None while they are counted."""
        if not self._rule_words:
            self._rule.setText("台帳のどの方に知らせたいかは、決めていません。「書き直す」で決められます。")
            return
        count = "数えています" if number is None else f"まだ伝えていない方 {number}名"
        self._rule.setText(f"知らせたい方：{self._rule_words}（{count}）")

    def show_past(self, past: Sequence[ItemPast], names: Mapping[str, str]) -> None:
        """Say what was changed last; ``names`` are the users' full names by their names."""
        told = [f"{one.at.month}月{one.at.day}日 {names.get(one.by, one.by)}　{_change(one)}" for one in past[:LATEST]]
        _put(self._past, "\n".join(told))


def _change(one: ItemPast) -> str:
    """「電話」を 06-6038-0011 から 06-6038-0012 に."""
    old, new = (_short(text) or "（なし）" for text in (one.old, one.new))
    return f"「{one.title}」を {old} から {new} に"


def _short(text: str, most: int = 24) -> str:
    plain = " ".join(text.split())
    return f"{plain[:most]}…" if len(plain) > most else plain


def _put(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
