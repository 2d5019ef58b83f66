"""Papers to the persons themselves about their consent: 同意書 to sign, and letters 同意の確認のお願い."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from watchdesk.domain.asking import SOON, AskAgain
from watchdesk.domain.consent import NOBODY, Disclosed, Purpose, address_for_print
from watchdesk.domain.copies import CopyDeed, CopyEvent, Held
from watchdesk.domain.era import show_day
from watchdesk.domain.person import Person
from watchdesk.domain.sheet import AREA, Option, SheetKind, Takes
from watchdesk.domain.words import Status
from watchdesk.errors import Invalid
from watchdesk.reports import consent_form, re_ask
from watchdesk.reports.consent_form import ConsentFormFacts, FormPerson, FormWords
from watchdesk.reports.page import Drawn
from watchdesk.reports.re_ask import Asked, ReAskFacts
from watchdesk.reports.typesetter import Typesetter
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.label_sheets import CITY, TOO_LONG
from watchdesk.services.numbered import Paper
from watchdesk.services.sheets import AskedPapers
from watchdesk.store import copies, letters
from watchdesk.store.store import Tx

HERSELF = "ご本人"
REPLY_WITHIN = timedelta(days=21)
"""How long an answer is given, unless another day is told."""
MOST_BLANK = 50

F = TypeVar("F", ConsentFormFacts, ReAskFacts)
PEOPLE = Option(key="people", title="どなた", takes=Takes.PEOPLE, hint="台帳の方の番号を、コンマで区切って書きます。")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPaper(Paper[F]):
    """Papers to some persons, each a copy of its own, drawn. ``left_out``: ids of those wanted who get none."""

    left_out: tuple[str, ...] = field(default=(), repr=False)

    @property
    def people(self) -> Disclosed[Any]:
        """To whom they go."""
        return self.facts.people

    @property
    def numbers(self) -> tuple[int, ...]:
        """The number of each, in the order of the people."""
        return self.facts.numbers

    @property
    def sets(self) -> int:
        """How many papers there are, of so many pages each."""
        return len(self.named)


OP = TypeVar("OP", bound=OwnPaper[Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentForms(OwnPaper[ConsentFormFacts]):
    """同意書, drawn."""

    @property
    def sets(self) -> int:
        """Those without a name count as well."""
        return len(self.named) + self.facts.blank


@dataclass(frozen=True, slots=True, kw_only=True)
class ReAskLetters(OwnPaper[ReAskFacts]):
    """同意の確認のお願い, drawn. ``too_long``: ids of those whose address finds no room in the envelope's window."""

    too_long: tuple[str, ...] = field(default=(), repr=False)


class _OwnPapers(AskedPapers[OP], Generic[OP]):
    """What the two have in common: nobody receives them but the person herself, and they do not come back."""

    USE = "ご本人に書いていただく"

    def left_out(self, drawn: OP) -> str:
        """How many get none, and why."""
        return f"{len(drawn.left_out):,}名には、つくりません（{self._why_left_out()}）。" if drawn.left_out else ""

    @abstractmethod
    def _why_left_out(self) -> str:
        """Why somebody who was wanted gets none."""

    def _holder(self, paper: OP) -> str | None:
        return HERSELF

    def _use(self, paper: OP) -> str:
        return self.USE

    def _shown(self, people: Disclosed[Any]) -> list[Any]:
        """Every word: what was looked at is what leaves."""
        return list(people.rows)

    def to_json(self, drawn: OP, file: Path) -> dict[str, Any]:
        """The command line's answer, with the number of each paper."""
        return super().to_json(drawn, file) | {"numbers": list(drawn.numbers)}

    def again(self, drawn: OP) -> OP:
        """Return them as the next print: each whose very paper left on this day says so, and no other."""
        with self._ground.store.read() as connection:
            before = letters.latest(connection, self.KEY, drawn.title)
        reprints = tuple(before.get(one) for one in drawn.named)
        return replace(drawn, facts=replace(drawn.facts, reprints=reprints))

    def _written_down(self, drawn: OP, held: Held, how: str) -> Any:
        """Each is a copy of its own: what became of one tells nothing of the others."""
        reprints = drawn.facts.reprints or (None,) * len(drawn.named)
        numbers = self._ledger.each_made(
            self.KEY,
            drawn.title,
            zip(drawn.named, reprints, strict=True),
            how=how,
            held=held,
            pages=drawn.pages // drawn.sets,
            beside=self._in_her_hands,
        )
        return replace(drawn.facts, numbers=numbers)

    def _in_her_hands(self, tx: Tx, number: int) -> None:
        """It is hers from now on."""
        event = CopyEvent(
            number=number,
            on=self._ground.today(),
            deed=CopyDeed.GIVEN,
            by=self._ground.user,
            at=self._ground.moment(),
            whom=HERSELF,
        )
        copies.happened(tx.connection, event)

    def _words(self) -> FormWords:
        """What every form says; the receivers are those on offer, the usual ones by the setting."""
        usual = frozenset(self._settings.get("consent_recipients"))
        receivers = tuple((one.label, one.code in usual) for one in self._codes.entries("recipients"))
        return FormWords(
            area=self._ground.home_area or "", phone=self._settings.get("office_phone"), receivers=receivers
        )

    def _to_themselves(self, rows: Iterable[tuple[Person, Any]]) -> Disclosed[Any]:
        return self._consents.disclose(rows, purpose=Purpose.TO_HERSELF, receiver=NOBODY)

    def _asked_again(self, area: str | None = None, *, soon: bool = False) -> dict[str, AskAgain]:
        """Why each of the re-ask list is on it, in its order; ``soon``: with those whose consent is about to end."""
        return {one.line.id: one.why for one in self._consents.ask_again(area, soon=soon)}


class ConsentFormPapers(_OwnPapers[ConsentForms]):
    """同意書."""

    KIND = SheetKind(
        key=consent_form.KEY,
        title=consent_form.TITLE,
        about="ご本人に書いていただく同意書です。台帳のお名前などを入れてつくるか、何も入れずにつくります。",
        options=(
            Option(
                key="person",
                title="どなた",
                takes=Takes.PERSON,
                hint="選ばないときは、お名前の入らない同意書です。",
                of_all=True,
            ),
            PEOPLE,
            Option(
                key="ask_again",
                title="同意を確かめる方みんな",
                takes=Takes.FLAG,
                hint="「同意の確かめ」に出ている方みんなの分をつくります。",
                of_all=True,
            ),
            Option(
                key="blank",
                title="お名前の入らない同意書",
                takes=Takes.NUMBER,
                most=MOST_BLANK,
                unit="枚",
                hint="手で書いていただく分です。どなたも選ばないで、ここも空のときは、1枚つくります。",
            ),
        ),
        examples=(
            "report consent-form --person 番号 --to 同意書.pdf",
            "report consent-form --blank 10 --to 同意書.pdf --json",
        ),
    )

    def asked(self, values: Mapping[str, Any]) -> Job[ConsentForms, ConsentForms]:
        """Draw the forms, to be looked at; one without a name where nobody is told of."""
        return self._job("同意書をつくっています", lambda: self._gather(values))

    def about(self, drawn: ConsentForms) -> str:
        """How many forms."""
        named = f"{len(drawn.named):,}名のお名前を入れた同意書です。" if drawn.named else ""
        blank = f"お名前の入らない同意書が{drawn.facts.blank:,}枚あります。" if drawn.facts.blank else ""
        return f"{named}{blank}{drawn.pages:,}ページです。"

    def why_not(self, drawn: ConsentForms) -> str | None:
        """Whether there is any."""
        return None if drawn.named or drawn.facts.blank else "のる方がいません"

    def _why_left_out(self) -> str:
        return "見守りを終えた方です"

    def _gather(self, values: Mapping[str, Any]) -> ConsentForms:
        again = self._asked_again() if values["ask_again"] else {}
        ids = tuple(dict.fromkeys((*filter(None, [values["person"]]), *values["people"], *again)))
        people, gone = self._living(ids)
        blank = values["blank"] or (0 if ids else 1)
        facts = ConsentFormFacts(**self._headed(), people=people, words=self._words(), blank=blank)
        title = f"{consent_form.TITLE} {show_day(facts.printed_on)}"
        return ConsentForms(facts=facts, title=title, receiver=NOBODY, left_out=gone)

    def _living(self, ids: tuple[str, ...]) -> tuple[Disclosed[FormPerson], tuple[str, ...]]:
        """The people whose watch has not ended, in order, and the ids of the others. Invalid for an unknown id."""
        known, today = self._people_of(ids), self._ground.today()
        if len(known) < len(ids):
            raise Invalid("people", "台帳にいない方です。番号を確かめてください。", kind="unknown")
        ended = tuple(one for one in ids if known[one].status_on(today) is Status.ENDED)
        rows = [(known[one], _form_person(known[one])) for one in ids if one not in ended]
        return self._to_themselves(rows), ended

    def _disclosed_now(self, paper: ConsentForms) -> Disclosed[FormPerson]:
        known = self._people_of(paper.named)
        return self._to_themselves((known[one], _form_person(known[one])) for one in paper.named if one in known)

    def _draw(self, facts: ConsentFormFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return consent_form.draw(facts, into, progress)


class ReAskPapers(_OwnPapers[ReAskLetters]):
    """同意の確認のお願い."""

    KIND = SheetKind(
        key=re_ask.KEY,
        title=re_ask.TITLE,
        about="同意を確かめる方お一人ずつへの手紙です。三つに折って、長形3号の窓あき封筒に入ります。",
        options=(
            PEOPLE,
            AREA,
            Option(
                key="soon",
                title="期限が近い方にもつくる",
                takes=Takes.FLAG,
                hint=f"同意の期限まで、あと{SOON}日を切った方の分もつくります。",
                of_all=True,
            ),
            Option(
                key="reply_by",
                title="お返事の期限",
                takes=Takes.DAY,
                hint="書かないときは、3週間後です。",
                usual=lambda today: today + REPLY_WITHIN,
            ),
            Option(
                key="without_form",
                title="手紙だけにする",
                takes=Takes.FLAG,
                hint="ふつうは、2枚目に同意書がつきます。",
            ),
        ),
        examples=(
            "report re-ask --to お願い.pdf",
            "report re-ask --soon --to お願い.pdf",
            "report re-ask --people 番号,番号 --reply-by 2026-12-20 --to お願い.pdf --json",
        ),
        unit="通",
        along=(("labels", "この方々の宛名ラベルをつくる"),),
    )

    def asked(self, values: Mapping[str, Any]) -> Job[ReAskLetters, ReAskLetters]:
        """Draw a letter to each of the people who is to be asked, or soon is; to all to be asked where nobody is named.

        Invalid for a day of reply that is not ahead.
        """
        reply_by = values["reply_by"]
        if reply_by <= self._ground.today():
            raise Invalid("reply_by", "お返事の期限は、明日からあとの日にしてください。", kind="too_early")
        return self._job("お願いの手紙をつくっています", lambda: self._gather(values, reply_by))

    def about(self, drawn: ReAskLetters) -> str:
        """How many letters, and which of them go by hand."""
        by_hand = sum(not one.place for one in drawn.facts.people.rows)
        told = (
            f"{by_hand:,}通は、住所をのせません。手でお渡しください（秘匿の方か、住所のない方です）。"
            if by_hand
            else ""
        )
        return f"{len(drawn.named):,}通、{drawn.pages:,}ページです。{told}"

    def why_not(self, drawn: ReAskLetters) -> str | None:
        """Whether anybody is written to."""
        return None if drawn.named else "お願いする方がいません"

    def _why_left_out(self) -> str:
        return "いま、同意を確かめる方ではありません"

    def left_out(self, drawn: ReAskLetters) -> str:
        """Those not to be asked, and those whose letter would come back: an address cut short reaches nobody."""
        count = len(drawn.too_long)
        too_long = f"{count:,}名には、つくりません（{TOO_LONG}です。封筒の窓におさまりません）。" if count else ""
        return f"{super().left_out(drawn)}{too_long}"

    def _gather(self, values: Mapping[str, Any], reply_by: date) -> ReAskLetters:
        again = self._asked_again(values["area"], soon=True)
        ids = tuple(values["people"]) or tuple(self._asked_again(values["area"], soon=values["soon"]))
        wanted = tuple(one for one in ids if one in again)
        people = self._letters(wanted)
        facts = ReAskFacts(
            **self._headed(),
            people=people,
            words=self._words(),
            reply_by=reply_by,
            with_form=not values["without_form"],
        )
        title = f"{re_ask.TITLE} {show_day(facts.printed_on)}"
        left_out = tuple(one for one in ids if one not in again)
        written = {*(row.id for row in people.rows), *people.withheld_ids}
        too_long = tuple(one for one in wanted if one not in written)
        return ReAskLetters(facts=facts, title=title, receiver=NOBODY, left_out=left_out, too_long=too_long)

    def _letters(self, ids: Iterable[str]) -> Disclosed[Asked]:
        """Through the gate, as far as name and address show in the window of the envelope."""
        again = self._asked_again(soon=True)
        wanted = tuple(one for one in ids if one in again)
        known = self._people_of(wanted)
        ward = f"{CITY}{self._settings.get('ward')}"
        towns = {entry.town: entry.postal_code for entry in self._codes.towns}
        letters = ((known[one], _asked(known[one], again[one], ward, towns)) for one in wanted if one in known)
        setter = Typesetter()
        return self._to_themselves(one for one in letters if re_ask.shows(setter, one[1].name, one[1].place))

    def _disclosed_now(self, paper: ReAskLetters) -> Disclosed[Asked]:
        return self._letters(paper.named)

    def _draw(self, facts: ReAskFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return re_ask.draw(facts, into, progress)


def _form_values(person: Person) -> dict[str, Any]:
    """What stands on a form. A hidden person's whereabouts do not: the paper may be seen before it is in her hands."""
    return {
        "id": person.id,
        "name": person.name,
        "kana": person.kana or "",
        "birth_date": person.birth_date,
        "address": "" if person.hidden else address_for_print(person),
        "phone": "" if person.hidden else "、".join(person.phones),
        "hidden": person.hidden,
    }


def _form_person(person: Person) -> FormPerson:
    return FormPerson(**_form_values(person))


def _asked(person: Person, why: AskAgain, ward: str, towns: Mapping[str, str]) -> Asked:
    """A letter to somebody; ``towns`` are the ward's with their postal codes, before which the ward's name stands."""
    town = person.town or ""
    code = person.postal_code or towns.get(town, "")
    street = f"{ward if town in towns else ''}{town}{person.address or ''}"
    place = "\n".join(part for part in (street, person.building) if part) if not person.hidden else ""
    postal = f"{code[:3]}-{code[3:]}" if code and place else ""
    return Asked(**_form_values(person), why=why, postal=postal, place=place)
