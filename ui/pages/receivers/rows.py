"""What the list 渡す相手 shows of a receiver, and what each way of giving means in a sentence."""

from watchdesk.columns import ALWAYS, Column
from watchdesk.domain.receiver import HandWay, KnownReceiver, Receiver

PASSWORD = "パスワードを電話で"  # noqa: S105  # the way, not a secret
KEY = "相手の鍵で"
UNPROVEN = "鍵を確かめる"

MEANS = {
    PASSWORD: "ファイルごとに新しいパスワードをつくり、電話で伝えます。相手は、エクセルだけで開けます。",
    KEY: "相手からもらった鍵のファイルで閉じます。開けるのは相手だけで、パスワードは要りません。",
    UNPROVEN: (
        "鍵のファイルは受け取りましたが、ほんとうに相手のものか、まだ確かめていません。"
        "電話で合言葉を聞いて確かめるまで、この鍵は使いません。"
    ),
}
"""What each way means, in the words she would say."""

TONES = {PASSWORD: "ok", KEY: "ok", UNPROVEN: "care"}


def way(receiver: Receiver) -> str:
    """How files go to somebody, in words."""
    if receiver.way is HandWay.PASSWORD:
        return PASSWORD
    return KEY if receiver.usable_key is not None else UNPROVEN


def agreed(known: KnownReceiver) -> Receiver:
    """What was agreed; of whom nothing was, a password by phone."""
    return known.kept or Receiver(code=known.code)


def _way(known: KnownReceiver) -> str:
    return way(agreed(known))


def _tone(known: KnownReceiver) -> str:
    return "care" if _way(known) == UNPROVEN else "soft"


COLUMNS: tuple[Column[KnownReceiver], ...] = (
    Column("相手", lambda one: one.word, width=21, importance=ALWAYS),
    Column("渡し方", _way, tone=_tone, width=10, importance=ALWAYS, alone=_way),
    Column("担当の方", lambda one: agreed(one).contact or "", width=9, importance=7),
)
