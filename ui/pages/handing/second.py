"""The second person: where the setting says so, two look at the receiver before a file is made."""

from collections.abc import Callable
from datetime import date

from ui.pages.in_place import Question, Values
from ui.widgets.record_form import Asking
from watchdesk.desk import handing
from watchdesk.fields import Field

_FIELDS = (Field("second", "もう一人の方のお名前", required=True),)


def asks_second(parcel: handing.Parcel, today: date, write: Callable[[Values], str]) -> Question:
    """Return the question who the second person is that looked at the receiver of a parcel."""
    return Question(
        draft="handover:second",
        title=f"渡す相手「{parcel.receiver_word}」を、もう一人の方と確かめます",
        told="画面の上の、渡す相手のお名前を、お二人で声に出して確かめてください。",
        save="確かめた。ファイルをつくる",
        fields=_FIELDS,
        asking=Asking(today=today, choices=lambda _name: ()),
        write=write,
    )
