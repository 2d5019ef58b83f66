"""WordsChoice: a field of the list's filter whose choices stand for several words at once, as 今日までの方 does."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from ui.theme import set_property
from ui.widgets.boxes import column, words
from ui.widgets.choice_field import ChoiceField
from watchdesk.domain.cadence import DueState
from watchdesk.domain.words import Status, Word

ALL = "all"
"""Code of すべて, which narrows nothing."""

EVERYBODY = (ALL, "すべて")

Meaning = tuple[tuple[str, ...], str]
"""(codes, words): what a choice stands for; any of the codes fits."""


class WordsChoice(ChoiceField):
    """``several()`` are the codes of what is chosen, none for すべて; ``set_several`` shows any codes at all.

    ``usual`` are the codes that count as not set; where there are some, すべて stands last.
    """

    def __init__(
        self,
        name: str,
        meanings: Iterable[Meaning] = (),
        every: str = "すべて",
        *,
        usual: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, (), optional=False, filters=True, parent=parent)
        self._every, self._usual = every, usual
        self.offer(meanings)

    def offer(self, meanings: Iterable[Meaning]) -> None:
        """Offer other choices; what is chosen stays, in words where it is offered."""
        chosen = self.several() if self.count() else ()
        every, others = (ALL, self._every), [(_joined(codes), told) for codes, told in meanings]
        self.set_choices([*others, every] if self._usual else [every, *others])
        self.set_several(chosen)

    def several(self) -> tuple[str, ...]:
        """The codes chosen."""
        code = self.value() or ALL
        return () if code == ALL else tuple(code.split(_BETWEEN))

    def set_several(self, codes: Sequence[str], told: str = "") -> None:
        """Choose by codes; those that are not offered together are offered from now on, in the words ``told``."""
        code = _joined(codes) if codes else ALL
        if self.findData(code) < 0:
            self.addItem(told or "か".join(self._word(one) for one in codes), code)
        self.set_value(code)

    def _mark(self) -> None:
        set_property(self, "filtering", self.several() != self._usual)

    def _word(self, code: str) -> str:
        place = self.findData(code)
        return self.itemText(place) if place >= 0 else code


_BETWEEN = "\n"


def _joined(codes: Iterable[str]) -> str:
    return _BETWEEN.join(codes)


def each(words_: Iterable[Word]) -> tuple[Meaning, ...]:
    """A choice for each word."""
    return tuple(((word.value,), word.label) for word in words_)


STATUSES = each(Status)
DUES: tuple[Meaning, ...] = (
    ((DueState.OVERDUE.value,), "過ぎた方"),
    ((DueState.OVERDUE.value, DueState.DUE.value), "今日までの方"),
    ((DueState.OVERDUE.value, DueState.DUE.value, DueState.SOON.value), "もうすぐの方まで"),
)


def titled(title: str, field: QWidget) -> QWidget:
    """A field with its title above."""
    made = QWidget()
    made.setLayout(column(words(title, "head"), field, gap=0.35))
    return made
