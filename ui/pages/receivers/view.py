"""ReceiverView: one receiver as it stands: how it gets things and what that means, whom to call, the check phrase."""

from PySide6.QtWidgets import QFrame

from ui.pages.receivers.rows import MEANS, TONES, agreed, way
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, row, words
from watchdesk.domain.era import show_day
from watchdesk.domain.honorific import with_san
from watchdesk.domain.receiver import KnownReceiver, Receiver

NOBODY = "連絡先は、まだ書いてありません。"


class ReceiverView(QFrame):
    """``show_receiver(known)``; the check phrase stands here only once somebody there has said it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "sheet")
        self.setAccessibleName("渡す相手の中身")
        self._word, self._badge = words("", "title", wrap=True), Badge("", "ok")
        self._means, self._about = words("", wrap=True), words("", wrap=True)
        self._head = words("この鍵の合言葉", "small", "soft")
        self.phrase = words("", "person", "accent", wrap=True)
        self._proven = words("", "small", "soft", wrap=True)
        self.setLayout(
            column(
                *(self._word, row(self._badge, STRETCH), self._means, self._about),
                *(self._head, self.phrase, self._proven, STRETCH),
                gap=0.5,
                margins=(0.8, 1),
            )
        )

    def show_receiver(self, known: KnownReceiver) -> None:
        """Show it."""
        kept = agreed(known)
        how = way(kept)
        self._word.setText(known.word)
        self._badge.show_state(how, TONES[how])
        self._means.setText(MEANS[how])
        self._about.setText(_about(kept))
        self._show_phrase(kept)

    def _show_phrase(self, kept: Receiver) -> None:
        proven = kept.phrase is not None and kept.confirmed_on is not None
        for part in (self._head, self.phrase):
            part.setVisible(proven)
        self.phrase.setText(kept.phrase.said if kept.phrase is not None and proven else "")
        self._proven.setText(_proven(kept))
        self._proven.setVisible(kept.phrase is not None)


def _about(kept: Receiver) -> str:
    named = "　".join(part for part in (kept.contact, kept.phone) if part)
    on = f"決めた日：{show_day(kept.agreed_on)}" if kept.agreed_on is not None else ""
    return "\n".join(part for part in (f"連絡先：{named}" if named else NOBODY, on) if part)


def _proven(kept: Receiver) -> str:
    if kept.confirmed_on is None:
        return "合言葉は、相手から聞くまで、ここには出しません。聞いたとおりに打つと、同じかどうかを確かめます。"
    return f"{show_day(kept.confirmed_on)}に、{with_san(kept.confirmed_with or '')}と確かめました。"
