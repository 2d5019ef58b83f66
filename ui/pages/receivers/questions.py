"""What is asked of a receiver: whom to call there, and the check phrase that somebody there said."""

from functools import partial

from ui.drafts import half_written
from ui.pages.in_place import Question, Values
from ui.pages.receivers.rows import agreed
from ui.widgets.record_form import Asking
from watchdesk.desk import Desk
from watchdesk.domain.receiver import KnownReceiver
from watchdesk.fields import Field, Kind

DRAFTS, CONTACT, PHRASE = "receiver", "contact", "phrase"

_CONTACT = (
    Field("contact", "担当の方", hint="渡すとき、パスワードを伝えるときに、お呼びする方です。"),
    Field("phone", "電話", Kind.PHONES, hint="パスワードや合言葉を、この番号で伝えます。"),
)
_PHRASE = (
    Field("phrase", "相手が言った合言葉", required=True, wide=True, hint="ひらがなで、聞いたとおりに打ちます。"),
    Field("confirmed_with", "言った方", required=True, wide=True),
)
_ASKS_PHRASE = (
    "相手に電話をして、鍵をつくったときに出た合言葉を、読みあげてもらってください。"
    "聞いたとおりに打つと、鍵のファイルの合言葉と同じかを確かめます。"
)


class Questions:
    """The questions, with what writes each answer down and the sentence that says so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def half_written(self) -> tuple[str, str] | None:
        """Which question of which receiver was being answered; None where none was."""
        return half_written(self._desk, DRAFTS)

    def about(self, question: str, known: KnownReceiver) -> Question:
        """Ask ``CONTACT`` or ``PHRASE``."""
        return self._contact(known) if question == CONTACT else self._phrase(known)

    def _contact(self, known: KnownReceiver) -> Question:
        kept = agreed(known)
        return Question(
            draft=f"{DRAFTS}:{CONTACT}:{known.code}",
            title=f"「{known.word}」の連絡先を書き直します",
            save="保存する",
            fields=_CONTACT,
            asking=Asking(today=self._desk.today()),
            values={"contact": kept.contact, "phone": tuple(kept.phone.split("、")) if kept.phone else ()},
            write=partial(self._write_contact, known),
        )

    def _phrase(self, known: KnownReceiver) -> Question:
        return Question(
            draft=f"{DRAFTS}:{PHRASE}:{known.code}",
            title=f"「{known.word}」の鍵を、合言葉で確かめます",
            told=_ASKS_PHRASE,
            save="確かめる",
            fields=_PHRASE,
            asking=Asking(today=self._desk.today()),
            values={"confirmed_with": agreed(known).contact},
            write=partial(self._write_phrase, known),
        )

    def _write_contact(self, known: KnownReceiver, values: Values) -> str:
        phones = "、".join(values["phone"] or ())
        self._desk.receivers.agree(known.code, contact=values["contact"] or "", phone=phones)
        return f"「{known.word}」の連絡先を書きました。"

    def _write_phrase(self, known: KnownReceiver, values: Values) -> str:
        self._desk.receivers.confirm(known.code, values["phrase"] or "", values["confirmed_with"] or "")
        return f"合言葉が同じでした。これから「{known.word}」に渡すファイルは、この鍵で閉じます。"
