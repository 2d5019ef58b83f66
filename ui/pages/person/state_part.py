"""StatePart: one history of a person: how it came to be, what can be written down next, and the questions for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.in_place import InPlace, Question, Values
from ui.pages.person.form import asking
from ui.pages.person.states_table import StateTable
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.choice_field import Choice
from ui.widgets.flow import Flow
from ui.widgets.form_sheet import SectionHead
from ui.widgets.record_form import Asking
from watchdesk.desk import Desk
from watchdesk.domain.person import Person
from watchdesk.fields import Field


class StatePart(QWidget):
    """``show_person(person, drafts)``, with the keys of what is half-written; ``come_to(key)`` opens a question.

    A part says which questions it has (``offer``) and how each is put (``question``). ``written(sentence)`` after an
    entry was added, ``refused(sentence)`` where not.
    """

    written = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, number: int, title: str, kept_in: str) -> None:
        super().__init__()
        self.desk, self.title, self.kept_in = desk, title, kept_in
        self.person: Person | None = None
        self.openers: dict[str, ActionButton] = {}
        self.table = StateTable(title)
        self.extras = QVBoxLayout()
        set_gaps(self.extras, 0.6)
        self.in_place = InPlace(desk)
        self._asked = ""
        self._flow = Flow()
        self._buttons = QWidget()
        self._buttons.setLayout(self._flow)
        whole = QVBoxLayout()
        set_gaps(whole, 0.6)
        whole.addWidget(SectionHead(number, title))
        whole.addLayout(self.extras)
        whole.addWidget(self._buttons)
        whole.addWidget(self.in_place)
        whole.addWidget(self.table)
        self.setLayout(whole)
        self.in_place.wrote.connect(self.written)
        self.in_place.refused.connect(self.refused)
        self.in_place.closed.connect(self._show_buttons)

    def show_rows(self, person: Person) -> None:
        """Show the history of somebody; each part has its own heads."""
        raise NotImplementedError

    def offered(self, person: Person) -> Mapping[str, str]:
        """Return the questions that fit now, and the words of their buttons."""
        raise NotImplementedError

    def question(self, key: str, person: Person) -> Question:
        """Return one question as it is put to somebody."""
        raise NotImplementedError

    def show_person(self, person: Person, drafts: frozenset[str] = frozenset()) -> None:
        """Show the history of somebody, newest entry first; what was half-written of it comes back."""
        if self.person is not None and self.person.id != person.id:
            self.keep()
            self.in_place.put_away()
        self.person = person
        self.show_rows(person)
        offered = self._offered(person)
        for key, button in self.openers.items():
            button.setVisible(key in offered)
            if key in offered:
                button.set_words(offered[key])
        half = next((key for key in offered if _draft(key, person) in drafts), None)
        if half is not None and self.in_place.form is None:
            self.come_to(half)

    def offer(self, key: str, words: str, icon: str, keys: str = "") -> ActionButton:
        """Make the button of a question."""
        button = ActionButton(words, icon, keys, kind="low")
        button.clicked.connect(partial(self.come_to, key))
        self.openers[key] = button
        self._flow.addWidget(button)
        return button

    def come_to(self, key: str, *_: object) -> None:
        """Open a question."""
        if self.person is None or key not in self._offered(self.person):
            return
        self._asked = key
        asked = self._taking_back(self.person) if key == self._back_key else self.question(key, self.person)
        self.in_place.ask(replace(asked, draft=_draft(key, self.person)))
        self._buttons.hide()

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        self.in_place.keep()

    def field(self) -> QWidget | None:
        """Where to go on writing; None while nothing is asked."""
        return self.in_place.first() if self.in_place.form is not None else None

    def asking(self, *ahead: str, coming: str = "", **lists: Sequence[Choice]) -> Asking:
        """What the fields need to know: lists of their own beside the desk's, days that may lie ahead, or that do."""
        plain = asking(self.desk)

        def choices(name: str) -> Sequence[Choice]:
            return lists[name] if name in lists else plain.choices(name)

        return replace(plain, choices=choices, ahead=frozenset(ahead), coming=frozenset({coming}))

    def add_beside(self, button: QWidget) -> None:
        """Put a button behind those that open a question."""
        self._flow.addWidget(button)

    def offer_taking_back(self) -> None:
        """Make the button that takes back what was entered last."""
        self.offer(self._back_key, "さいごの記録を取り消す", "undo-2")

    def told_last(self, person: Person) -> str:
        """The word of the entry that was entered last."""
        raise NotImplementedError

    @property
    def _back_key(self) -> str:
        return f"back-{self.kept_in}"

    def _offered(self, person: Person) -> dict[str, str]:
        found = dict(self.offered(person))
        if len(getattr(person, self.kept_in)) > 1:
            found[self._back_key] = f"「{self.told_last(person)}」の記録を取り消す"
        return found

    def _taking_back(self, person: Person) -> Question:
        told = self.told_last(person)
        return Question(
            draft="",
            title=f"「{told}」の記録を取り消します",
            told="さいごに書き足された記録がなくなり、その前の記録にもどります。わけは、管理台帳に残ります。",
            save="記録を取り消す",
            fields=(Field("reason", "わけ", required=True, wide=True),),
            asking=self.asking(),
            write=self._take_back,
        )

    def _take_back(self, values: Values) -> str:
        person, kept_in = self._known(), self.kept_in
        told = self.told_last(person)
        self.desk.people.take_back(person.id, kept_in, values["reason"])  # type: ignore[arg-type]  # one of the three
        return f"「{told}」の記録を取り消しました。"

    def _known(self) -> Person:
        if self.person is None:
            raise RuntimeError("nobody is shown")
        return self.person

    def _show_buttons(self) -> None:
        self._buttons.show()
        asked = self.openers.get(self._asked)
        if asked is not None and asked.isVisible():
            asked.setFocus(Qt.FocusReason.OtherFocusReason)


def _draft(key: str, person: Person) -> str:
    return f"{key}:{person.id}"
