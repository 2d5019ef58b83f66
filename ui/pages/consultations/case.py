"""CaseView: one case as it stands: who, since when, what was said, and all its steps, the latest first."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.late_mark import LateMark
from ui.pages.consultations import words as case_words
from ui.pages.referrals import words as referral_words
from ui.theme import set_gaps
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, row, rule, words
from watchdesk.desk import Desk
from watchdesk.domain.consultation import UNNAMED, Consultation, ConsultationLine, Urgency

_NO_STEPS = "まだ、したことは書いてありません。"


class CaseView(QFrame):
    """``show_case(line, case, names)``; ``names`` are the users' full names by their names."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("ground", "sheet")
        self.setAccessibleName("相談の中身")
        self._whom, self._badge = words("", "title", wrap=True), Badge("対応中", "wait")
        self.late = LateMark(desk)
        self._met, self._about, self._caller = (_told() for _ in range(3))
        self._said, self._void = words("", wrap=True), words("", voice="care", wrap=True)
        self._handed = words("", "small", "accent", wrap=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._steps = QVBoxLayout()
        set_gaps(self._steps, 0.5)
        head = row(self._whom, self._badge, gap=0.6)
        head.setStretch(0, 1)
        inside = column(
            *(
                head,
                self.late,
                self._met,
                self._about,
                self._caller,
                self._void,
                rule(),
                self._said,
                self._handed,
                rule(),
            ),
            *(words("これまでにしたこと", "name"), self._steps, STRETCH),
            gap=0.4,
            margins=(0.7, 1),
        )
        self.setLayout(inside)

    def show_case(self, line: ConsultationLine, case: Consultation, names: Mapping[str, str]) -> None:
        """Show it."""
        today, codes = self._desk.today(), self._desk.codes
        labels = (codes.labels(case_words.CONSULT_FIELDS), codes.labels(case_words.CONSULT_CONTENTS))
        self.late.show_record(case.id)
        self._whom.setText(f"{line.name}さん" if line.name else UNNAMED)
        word, tone = case_words.state(line)
        self._badge.show_state(word, "away" if tone == "soft" else tone)
        urgency = "" if line.urgency is Urgency.USUAL else f"　{line.urgency.label}"
        met = case_words.moment(case.opened_on, case.opened_at, today)
        self._met.setText(f"{met}　{case.way.label}　{case_words.age(line)}{urgency}")
        self._about.setText(case_words.about(case, *labels))
        told = case_words.caller(case) if line.person_id or case.caller_phone or case.caller_relation else ""
        self._caller.setText(f"相談した方：{told}" if told else "")
        self._caller.setVisible(bool(told))
        self._void.setText(f"取り消しました。わけ：{case.void_reason}" if case.voided else "")
        self._void.setVisible(case.voided)
        handed = self._desk.referrals.lines(consultation_id=case.id)
        passed_on = [f"つなぎ：{one.body}（{referral_words.state(one)[0]}）" for one in handed]
        given = self._desk.information.given_at(consultation_id=case.id)
        passed_on += [f"伝えた福祉情報：{'、'.join(one.title for one in given)}"] if given else []
        self._handed.setText("\n".join(passed_on))
        self._handed.setVisible(bool(passed_on))
        self._said.setText(case.said)
        self._show_steps(case, names)

    def _show_steps(self, case: Consultation, names: Mapping[str, str]) -> None:
        while self._steps.count():
            item = self._steps.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        if not case.steps:
            self._steps.addWidget(words(_NO_STEPS, voice="soft", wrap=True))
        today, open_questions = self._desk.today(), case.asked
        for one in reversed(case.steps):
            head, what = case_words.step(one, today, names)
            late = one in open_questions and one.due_on is not None and one.due_on < today
            voice = "care" if late else "accent" if case_words.is_end(one) else "soft"
            made = QWidget()
            made.setLayout(column(words(head, "small", voice, wrap=True), words(what, wrap=True), gap=0.05))
            made.setAccessibleName(f"{head} {what}")
            self._steps.addWidget(made)


def _told() -> QLabel:
    return words("", "small", "soft", wrap=True)
