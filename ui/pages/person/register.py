"""PersonRegister: the register of one person as numbered sheets, read first, rewritten in place."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.person.missed import FIELDS_OF, MissedFields
from ui.pages.person.values import words_of
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.form_sheet import FormSheet, SectionHead
from ui.widgets.strip import Strip
from watchdesk.desk import Codes
from watchdesk.domain.histories import BEGINNING
from watchdesk.domain.missing import missing_of
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import WHEREABOUTS
from watchdesk.fields import PERSON_SECTIONS, Field, Kind, Section

_WIDE = frozenset({Kind.CHOICES, Kind.CONTACTS, Kind.LONG_TEXT})
_TOLD_ELSEWHERE = frozenset({"hidden", *(key for keys in FIELDS_OF.values() for key in keys)})
"""Fields whose lack says nothing, or is told above all sections."""
_LONG = 16
"""Characters from which a value takes the whole width of its sheet."""


class PersonRegister(QWidget):
    """``show_person(person, today)`` shows all sections; ``rewriting(place)`` when one is to be rewritten.

    What is most missed is told once, above them; ``asked(key)`` when one of these (``Missing``) is to be written now.

    ``hold(place, editor)`` puts an editor in place of a section's sheet, ``let_go()`` takes it out again. A hidden
    person's whereabouts are masked until ``reveal`` and after ``conceal``; ``revealing`` and ``masking`` ask for it.
    """

    rewriting = Signal(int)
    revealing = Signal()
    masking = Signal()
    asked = Signal(str)

    def __init__(self, codes: Codes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes = codes
        self._revealed: str | None = None
        self._person: Person | None = None
        self._today = BEGINNING
        self._held: QWidget | None = None
        self.sections: list[QWidget] = []
        self._column = QVBoxLayout()
        set_gaps(self._column, 1.25)
        self.missed = MissedFields()
        self.missed.asked.connect(self.asked)
        self.head = row(STRETCH)
        self.setLayout(column(self.head, self.missed, self._column, gap=1))

    def show_person(self, person: Person, today: date) -> None:
        """Show somebody as known on a day."""
        self._person, self._today = person, today
        self.missed.show_gaps(missing_of(person, person.consent_on(today)))
        for old in self.sections:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.sections = [self._section(place, section) for place, section in enumerate(PERSON_SECTIONS)]
        if person.extra:
            self.sections.append(_extra(person))
        for place, made in enumerate(self.sections):
            self._column.insertWidget(place, made)

    def reveal(self) -> None:
        """Show the whereabouts of the hidden person on screen."""
        if self._person is not None:
            self._revealed = self._person.id
            self.show_person(self._person, self._today)

    def conceal(self) -> None:
        """Hide the whereabouts of the hidden person again."""
        self._revealed = None
        if self._person is not None:
            self.show_person(self._person, self._today)

    @property
    def masked(self) -> bool:
        """Whether the whereabouts are masked."""
        person = self._person
        return person is not None and person.hidden and self._revealed != person.id

    def take_person(self, person: Person) -> None:
        """Take a record that was just written; it is shown with the next change."""
        self._person = person

    def hold(self, place: int | None, editor: QWidget) -> None:
        """Put an editor in place of a section, or of all of them."""
        self._held = editor
        self.missed.hide()
        for at, section in enumerate(self.sections):
            for button in section.findChildren(ActionButton):
                button.setVisible(False)
            section.setVisible(place is not None and at != place)
        self._column.insertWidget(place or 0, editor)

    def let_go(self) -> None:
        """Take the editor out; the sections stand as they were."""
        if self._held is not None:
            self._column.removeWidget(self._held)
            self._held = None
        if self._person is not None:
            self.show_person(self._person, self._today)

    def _section(self, place: int, section: Section) -> QWidget:
        shown = [field for field in section.fields if not (self.masked and field.key in WHEREABOUTS)]
        told = {field: words_of(field, self._person, self._codes) for field in shown} if self._person else {}
        empty = [field.title for field in shown if not told.get(field) and field.key not in _TOLD_ELSEWHERE]
        made = QWidget()
        head = self._sheet(place, section, {field: text for field, text in told.items() if text})
        made.setLayout(column(head, *self._hidden_words(section), *_empty(empty), gap=0.4))
        return made

    def _sheet(self, place: int, section: Section, told: Mapping[Field, str]) -> QWidget:
        """A section's head, with a sheet below it where anything is written."""
        rewrite = ActionButton("書き直す", "pen-line", kind="low")
        rewrite.setAccessibleName(f"「{section.title}」を書き直す")
        rewrite.clicked.connect(lambda: self.rewriting.emit(place))
        if not told:
            return SectionHead(place + 1, section.title, rewrite)
        sheet = FormSheet(place + 1, section.title, rewrite)
        for field, text in told.items():
            sheet.add_text(field.title, text, wide=_is_wide(field, text))
        return sheet

    def _hidden_words(self, section: Section) -> tuple[QWidget, ...]:
        hidden = self._person is not None and self._person.hidden
        if not hidden or not WHEREABOUTS & {field.key for field in section.fields}:
            return ()
        told = Strip()
        if not self.masked:
            told.say(
                "住所と電話を出しています。画面を隠すと、また隠れます。", "away", button="いま隠す", icon="lock-open"
            )
            told.answered.connect(self.masking)
            return (told,)
        told.say(
            "住所と電話は、隠しています。見たことは、管理台帳に残ります。",
            "away",
            button="住所と電話を見る",
            icon="lock",
        )
        told.answered.connect(self.revealing)
        return (told,)


def _is_wide(field: Field, told: str) -> bool:
    return field.kind in _WIDE or len(told) > _LONG


def _empty(titles: list[str]) -> tuple[QWidget, ...]:
    """The fields of a section for which the paper form has a place too, but nothing is written in."""
    if not titles:
        return ()
    return (words(f"ほかに書ける欄：{'、'.join(titles)}", "small", "soft", wrap=True),)


def _extra(person: Person) -> QWidget:
    sheet = FormSheet(len(PERSON_SECTIONS) + 1, "取りこんだ名簿にあった項目")
    for title, text in person.extra.items():
        sheet.add_text(title, text, wide=len(text) > _LONG)
    return sheet
