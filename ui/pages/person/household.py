"""HouseholdPart: who lives together: opened, joined by proposal or by name, left again."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.pages.in_place import Question, Values
from ui.pages.person.form import asking
from ui.pages.person.tie_part import TiePart, Ties, draft_key
from ui.pages.person.tie_row import TieRow, TieRows
from ui.places import Place, Room
from ui.tasks import Progress, start
from ui.theme import set_size
from ui.widgets import person_words
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.person_header import NO_READING
from ui.widgets.scroll import bring_into_sight
from ui.widgets.text_fields import LineField
from watchdesk.desk import Desk
from watchdesk.domain import line_words
from watchdesk.domain.lines import PersonLine, homes_differ
from watchdesk.domain.person import Person
from watchdesk.domain.words import Status
from watchdesk.errors import WatchDeskError

FOUND_AT_MOST = 5
_UNTOLD = "秘匿の方なので、同じ世帯の方は出しません。住所と電話を見るわけを書くと、ここにも出ます。"
_WAIT = 250
"""Milliseconds after the last key until it is looked for."""


class Looking:
    """The work of finding people by a part of the name."""

    def __init__(self, desk: Desk, query: str) -> None:
        self._desk, self._query = desk, query

    def run(self, progress: Progress) -> tuple[str, tuple[PersonLine, ...]]:
        """Find them."""
        found = self._desk.search.people(self._query, limit=FOUND_AT_MOST + 1)
        return self._query, self._desk.people.lines_of(one.id for one in found)


class HouseholdPart(TiePart):
    """The second section of the tab 関わる人."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, 2, "世帯", ActionButton("世帯から出る", "door-closed", kind="low"))
        self._joined: PersonLine | None = None
        self.rows = TieRows("同じ世帯の方", "いっしょに暮らす方は、まだつないでいません。")
        self.nearby = TieRows("同じ世帯かもしれない方", "")
        self.sought = LineField("同じ世帯の方をさがす", "お名前・ふりがなでさがす")
        self.found = TieRows("見つかった方", "見つかりません。")
        self._maybe = words("住所か電話が同じ方です。同じ世帯なら、つないでください。", "small", "soft", wrap=True)
        set_size(self.sought, min_width=15)
        label = words("ほかの方をつなぐ", "strong")
        label.setBuddy(self.sought)
        self._seeking = QWidget()
        self._seeking.setLayout(column(row(label, self.sought, STRETCH), self.found, gap=0.4))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._look)
        self.sought.edited.connect(self._timer.start)
        self.add.clicked.connect(self.leave_it)
        self.put(self.rows, self._maybe, self.nearby, self._seeking, self.in_place)
        self.found.hide()

    def seen(self, ties: Ties) -> object:
        return ties.person.id, ties.household, ties.nearby, ties.secret

    def show_rows(self, ties: Ties) -> None:
        self.in_place.stop()  # who may be joined is told anew
        leave = self.add
        leave.setVisible(bool(ties.household) and not ties.secret)
        self.rows.show_rows([partial(self._member, line) for line in ties.household], _UNTOLD if ties.secret else None)
        self.nearby.show_rows([partial(self._other, line) for line in ties.nearby])
        for part in (self._maybe, self.nearby):
            part.setVisible(bool(ties.nearby))
        self._seeking.setVisible(not ties.secret)
        self._clear()
        if self.sought.hasFocus():  # what came or went above it has moved it
            bring_into_sight(self._seeking)

    def leave_it(self) -> None:
        """Take the person out of the household."""
        if self.ties is None or not self.ties.household:
            return
        person, others = self.ties.person, self.ties.household
        try:
            self.desk.people.leave_household(person.id)
        except WatchDeskError as refused:
            self.refused.emit(str(refused))
            return
        self.sought.setFocus()  # the button that was pressed is gone once nobody is left in it
        back = partial(self.desk.people.join, person.id, others[0].id)
        self.offered.emit(f"{person.name}さんを世帯から外しました。", back)

    def ask_to_join(self, other: PersonLine) -> None:
        """Put somebody into this person's household; where the two are not known to live together, ask first."""
        if self.ties is None:
            return
        doubt = _doubt(self.ties.person, other)
        if not doubt:
            self.join(other)
            return
        self.in_place.ask(
            Question(
                draft=draft_key(self.ties.person.id, f"join:{other.id}"),
                title=f"{other.name}さんを、同じ世帯にしますか",
                told=f"{doubt}いっしょに暮らしている方なら、つないでください。住所は、どちらも書きかわりません。",
                save="同じ世帯にする",
                fields=(),
                asking=asking(self.desk),
                write=partial(self._join_all_the_same, other),
                ready=True,
            )
        )

    def join(self, other: PersonLine) -> None:
        """Put somebody into this person's household."""
        try:
            sentence = self._join(other)
        except WatchDeskError as refused:
            self.refused.emit(str(refused))
            return
        self._tell_joined(sentence, other)

    def _join(self, other: PersonLine) -> str:
        if self.ties is None:
            raise RuntimeError("nobody is shown")
        self.desk.people.join(other.id, self.ties.person.id)
        return f"{other.name}さんを同じ世帯にしました。"

    def _join_all_the_same(self, other: PersonLine, _values: Values) -> str:
        self._joined = other
        return self._join(other)

    def tell(self, sentence: str) -> None:
        if self._joined is not None:
            self._tell_joined(sentence, self._joined)

    def _after_asking(self) -> None:
        self.sought.setFocus()

    def _tell_joined(self, sentence: str, other: PersonLine) -> None:
        self.sought.setFocus()  # the button that was pressed goes with its row
        self._clear()
        if other.household_id is None:
            self.offered.emit(sentence, partial(self.desk.people.leave_household, other.id))
        else:  # to leave again would not bring back the household that was left for this one
            self.written.emit(sentence)

    def _member(self, line: PersonLine) -> TieRow:
        opens = self.act("台帳を見る", partial(self._open, line.id), "book-open-text")
        return _row(line, opens)

    def _other(self, line: PersonLine) -> TieRow:
        joins = self.act("同じ世帯にする", partial(self.ask_to_join, line), "users")
        opens = self.act("台帳を見る", partial(self._open, line.id))
        return _row(line, joins, opens)

    def _open(self, person_id: str) -> None:
        self.wanted.emit(Place(room=Room.PERSON, person_id=person_id))

    def _look(self) -> None:
        query = self.sought.text().strip()
        if not query:
            self.found.hide()
            return
        task = start(Looking(self.desk, query), self)
        task.done.connect(self._show_found)
        task.failed.connect(self._fail)

    def _show_found(self, answer: tuple[str, tuple[PersonLine, ...]]) -> None:
        query, lines = answer
        if query != self.sought.text().strip() or self.ties is None:
            return
        known = {self.ties.person.id, *(line.id for line in self.ties.household)}
        others = [line for line in lines if line.id not in known][:FOUND_AT_MOST]
        self.found.show_rows([partial(self._other, line) for line in others])
        self.found.show()

    def _clear(self) -> None:
        self.sought.set_value(None)
        self.found.hide()

    def _fail(self, error: Exception) -> None:
        raise error


def _doubt(person: Person, other: PersonLine) -> str:
    """Why the two may not live together, "" where nothing speaks against it."""
    if other.hidden:
        return f"{other.name}さんは秘匿の方なので、住所をくらべていません。"
    if not homes_differ(person, other):
        return ""
    here, there = (
        " ".join(part for part in (f"{who.town or ''}{who.address or ''}", who.building) if part)
        for who in (person, other)
    )
    return f"住所がちがいます。{person.name}さんは「{here}」、{other.name}さんは「{there}」です。"


def _row(line: PersonLine, *buttons: ActionButton) -> TieRow:
    sex = line.sex.label if line.sex else ""
    where = "秘匿" if line.hidden else " ".join(part for part in (line_words.street(line), line.building) if part)
    about = "　".join(part for part in (person_words.age(line), sex, where) if part)
    status = line.status.label if line.status in (Status.PAUSED, Status.ENDED) else ""
    states = ((status, "away"),) if status else ()
    return TieRow(line.name, line.kana or NO_READING, (about,), states=states, buttons=buttons)
