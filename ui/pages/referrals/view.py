"""ReferralView: one つなぎ as it stands: to whom, about whom, what goes and what stays, and every step."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.late_mark import LateMark
from ui.pages.referrals import words as told
from ui.pages.referrals.rows import Listed
from ui.theme import set_gaps, set_property
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, row, rule, words
from watchdesk.desk import Desk, Shown
from watchdesk.domain.referral import Referral

_NO_STEPS = "まだ、送っていません。"


class ReferralView(QFrame):
    """``show_referral(listed, referral, names)``; ``names`` are the users' full names by their names."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("ground", "sheet")
        self.setAccessibleName("つなぎの中身")
        self._body, self._badge = words("", "title", wrap=True), Badge("準備中", "wait")
        self.late, self._about = LateMark(desk), words("", "small", "soft", wrap=True)
        self._reason, self._wanted = words("", wrap=True), words("", wrap=True)
        self._gate = words("", "strong", wrap=True)
        self._goes, self._stays = words("", wrap=True), words("", "small", "soft", wrap=True)
        for label in (self._reason, self._wanted, self._goes):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._steps = QVBoxLayout()
        set_gaps(self._steps, 0.5)
        self._wish, self._told = words("お願いしたいこと", "name"), words("知らせること", "name")
        self._left_out = words("知らせないこと", "name")
        head = row(self._body, self._badge, gap=0.6)
        head.setStretch(0, 1)
        inside = column(
            *(
                head,
                self.late,
                self._about,
                rule(),
                words("つなぐわけ", "name"),
                self._reason,
                self._wish,
                self._wanted,
            ),
            *(self._told, self._gate, self._goes, self._left_out, self._stays, rule()),
            *(words("これまでのこと", "name"), self._steps, STRETCH),
            gap=0.3,
            margins=(0.7, 1),
        )
        self.setLayout(inside)

    def show_referral(self, listed: Listed, referral: Referral, names: Mapping[str, str]) -> None:
        """Show it."""
        line, today = listed.line, self._desk.today()
        self.late.show_record(referral.id)
        self._body.setText(line.body)
        word, tone = told.state(line)
        self._badge.show_state(word, "away" if tone == "soft" else tone)
        copy = f"　写し 第{line.copy_number}号" if line.copy_number is not None else ""
        parts = (f"{told.whom(line)}さん" if line.name else told.whom(line), told.due(line, today), told.age(line))
        self._about.setText("　".join(part for part in parts if part) + copy)
        self._reason.setText(line.reason)
        self._wanted.setText(line.wanted or "")
        for part in (self._wish, self._wanted):
            part.setVisible(bool(line.wanted))
        self._show_fields(listed.shown, referral)
        self._show_steps(referral, names)

    def _show_fields(self, shown: Shown | None, referral: Referral) -> None:
        """Of what is only prepared the very words that would go; of what was sent what went."""
        sent = self._titles(referral) if shown is None else ""
        goes = sent if shown is None else "" if shown.withheld is not None else told.goes(shown.fields)
        self._told.setText("知らせたこと" if sent else "知らせること")
        self._gate.setText(shown.sentence if shown is not None else "")
        careful = shown is not None and (shown.withheld is not None or shown.emergency)
        set_property(self._gate, "voice", "care" if careful else "soft")
        self._goes.setText(goes)
        self._stays.setText(told.stays(shown.fields) if shown is not None and shown.withheld is None else "")
        self._gate.setVisible(shown is not None)
        self._told.setVisible(shown is not None or bool(sent))
        self._goes.setVisible(bool(goes))
        for part in (self._left_out, self._stays):
            part.setVisible(bool(self._stays.text()))

    def _titles(self, referral: Referral) -> str:
        titles = {rule.key: rule.title for rule in self._desk.sharing.rules}
        return "、".join(titles.get(key, key) for key in referral.given)

    def _show_steps(self, referral: Referral, names: Mapping[str, str]) -> None:
        while self._steps.count():
            item = self._steps.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        if not referral.steps:
            self._steps.addWidget(words(_NO_STEPS, voice="soft", wrap=True))
        for one in reversed(referral.steps):
            head, what = told.step(one, referral, self._desk.today(), names)
            made = QWidget()
            parts: list[QLabel] = [words(head, "small", "accent" if told.is_end(one) else "soft", wrap=True)]
            parts += [words(what, wrap=True)] if what else []
            made.setLayout(column(*parts, gap=0.05))
            made.setAccessibleName(f"{head} {what}")
            self._steps.addWidget(made)
