"""The individual record of a person 個人記録 on paper: the register and a period's records in words, by the gate."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, Protocol

from watchdesk.domain import sheet
from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.consultation import Consultation
from watchdesk.domain.era import age_on, show_day, show_day_both, show_day_short, weekday
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.person import Person
from watchdesk.domain.referral import ReferralLine
from watchdesk.domain.sheet import Option, SheetKind, Takes
from watchdesk.errors import Invalid
from watchdesk.fields import PERSON_SECTIONS, Field, Kind
from watchdesk.reports import person_record
from watchdesk.reports.page import Drawn
from watchdesk.reports.person_record import FacePart, RecordedPerson, RecordFacts, Records, Told
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.masking import Unopened, masked
from watchdesk.services.numbered import Paper
from watchdesk.services.sheets import AskedPapers
from watchdesk.services.visits import without_places
from watchdesk.services.wording import Wording
from watchdesk.store import consultations as case_questions
from watchdesk.store import names
from watchdesk.store import visits as visit_questions
from watchdesk.store.store import Connection, get

PARTS = (
    ("face", "フェイスシート"),
    ("visits", "訪問記録"),
    ("consultations", "相談"),
    ("follow_ups", "要対応"),
    ("referrals", "つなぎ"),
)
SPAN_DAYS = 365
"""So many days back a record reaches unless told otherwise."""
_RULED = {
    "visits": ("visits", "visit_words"),
    "consultations": ("cases", "case_words"),
    "follow_ups": ("follow_ups",),
    "referrals": ("cases", "case_words"),
}
"""The rules of shared_records.csv by part: who may have its records at all, and who their words."""
_WIDE = frozenset({Kind.LONG_TEXT, Kind.CONTACTS, Kind.CHOICES})
_SHOWN_ABOVE = frozenset({"family_name", "given_name", "family_kana", "given_kana"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPaper(Paper[RecordFacts]):
    """A record, drawn; ``wanted`` is what it was asked for by."""

    wanted: Mapping[str, Any]

    @property
    def people(self) -> Disclosed[RecordedPerson]:
        """The one person."""
        return self.facts.people


class PersonRecords(AskedPapers[PersonPaper]):
    """個人記録."""

    KIND = SheetKind(
        key="person",
        title=person_record.TITLE,
        about="お一人の台帳の項目すべてと、選んだ期間の訪問記録・相談・要対応・つなぎを、ひとつづりにします。",
        options=(
            sheet.PERSON,
            sheet.RECEIVER,
            Option(key="since", title="いつから", takes=Takes.DAY, hint="空にすると、1年前からです。"),
            Option(
                key="until",
                title="いつまで",
                takes=Takes.DAY,
                hint="空にすると、今日までです。",
                usual=lambda today: today,
            ),
            Option(
                key="parts",
                title="のせるもの",
                takes=Takes.SOME_OF,
                choices=PARTS,
                usual=tuple(code for code, _ in PARTS),
            ),
            sheet.STAMPS,
            sheet.REMARKS,
        ),
        examples=(
            "report person --person 番号 --to 個人記録.pdf",
            "report person --person 番号 --for hokatsu --since 2026-04-01 --parts face,visits --to 記録.pdf --json",
        ),
    )

    def asked(self, values: Mapping[str, Any]) -> Job[PersonPaper, PersonPaper]:
        """Draw the record of a person, to be looked at; 秘匿 is masked. NotFound where the record is gone."""
        last = values["until"]
        first = values["since"] or _year_before(last)
        if last < first:
            raise Invalid("until", "「いつまで」は、「いつから」より後の日にしてください。", kind="too_early")
        return self._job("個人記録をつくっています", lambda: self._gather({**values, "since": first, "until": last}))

    def about(self, drawn: PersonPaper) -> str:
        """How many pages, and that it is one person's."""
        return f"お一人の記録です。{drawn.pages:,}ページです。" if drawn.named else ""

    def why_not(self, drawn: PersonPaper) -> str | None:
        """Without a consent there is nothing to hand out."""
        return None if drawn.named else "渡し先への提供の同意がありません"

    def _first(self, option: Option) -> Any:
        return _year_before(self._ground.today()) if option.key == "since" else super()._first(option)

    # ---- gathering

    def _gather(self, values: Mapping[str, Any]) -> PersonPaper:
        facts = RecordFacts(
            **self._headed(),
            receiver=self._receiver_word(values["receiver"]),
            stamps=values["stamps"],
            remarks=values["remarks"] or "",
            people=self._disclosed(values),
            span=f"{show_day(values['since'])}から{show_day(values['until'])}まで",
        )
        title = f"{person_record.TITLE} {show_day(facts.printed_on)}"
        unshared = tuple(dict.fromkeys(self._unshared(values))) if facts.person is not None else ()
        return PersonPaper(facts=facts, title=title, receiver=values["receiver"], wanted=values, unshared=unshared)

    def _unshared(self, values: Mapping[str, Any]) -> Iterator[str]:
        """Titles of the records that were wanted and are not for the receiver, or of their words alone."""
        sharing = self._around.sharing
        may_have = sharing.may_have(values["receiver"])
        for part, rules in _RULED.items():
            kept_back = [rule for rule in rules if not may_have(rule)]
            if part in values["parts"] and kept_back:
                yield sharing.title(kept_back[0])

    def _disclosed(self, values: Mapping[str, Any]) -> Disclosed[RecordedPerson]:
        with self._ground.store.read() as connection:
            person = get(connection, Person, values["person"])
            told = self._told(connection, person, values)
        return self._through([(person, told)], values["receiver"], Purpose.PERSON_SHEET)

    def _disclosed_now(self, paper: PersonPaper) -> Disclosed[RecordedPerson]:
        return self._disclosed(paper.wanted)

    def _shown(self, people: Disclosed[RecordedPerson]) -> list[Any]:
        """Every word: what was looked at is what leaves."""
        return list(people.marked)

    def _told(self, connection: Connection, person: Person, values: Mapping[str, Any]) -> RecordedPerson:
        wanted = values["parts"]
        may_have = self._around.sharing.may_have(values["receiver"])
        return RecordedPerson(
            id=person.id,
            name=person.name,
            kana=person.kana or "",
            hidden=person.hidden,
            about=self._about(person, may_have),
            face=self._face(connection, person, values["receiver"]) if "face" in wanted else (),
            records=tuple(
                make(self, connection, person, values, words=may_have(_RULED[key][-1]))
                for key, make in _RECORDS.items()
                if key in wanted and may_have(_RULED[key][0])
            ),
        )

    def _about(self, person: Person, may_have: Callable[[str], bool]) -> str:
        today = self._ground.today()
        born = person.birth_date if may_have("birth_date") else None
        age = f"{age_on(born, today)}歳" if born is not None else ""
        area = person.area_on(today)
        number = f"整理番号 {person.number}" if person.number and may_have("number") else ""
        status = person.status_on(today) if may_have("status") else None
        parts = (age, f"{area}地域" if area else "", status.label if status else "", number)
        return "　".join(part for part in parts if part)

    # ---- the face sheet

    def _face(self, connection: Connection, person: Person, receiver: str) -> tuple[FacePart, ...]:
        """Every field of the register; to a receiver only what the rules of sharing let go, in one part."""
        if receiver != NOBODY:
            sharing = self._around.sharing
            keys = frozenset(rule.key for rule in sharing.rules)
            fields = sharing.fields(connection, person, receiver, keys)
            shown = (one for one in fields if one.key != "name" and (one.goes or one.words))
            return (FacePart(title="台帳から", fields=tuple(Told(title=one.title, words=one.words) for one in shown)),)
        wording = Wording(codes=self._codes, names=names.of_partners(connection))
        parts = [
            FacePart(
                title=section.title,
                fields=tuple(_field(wording, person, one) for one in section.fields if one.key not in _SHOWN_ABOVE),
            )
            for section in PERSON_SECTIONS
        ]
        return (*parts, _standing(wording, person))

    # ---- the records of the period

    def _visits(self, connection: Connection, person: Person, values: Mapping[str, Any], *, words: bool) -> Records:
        secret = Unopened([person] if person.hidden else [])
        asked = visit_questions.of_person(person.id) & visit_questions.COUNTED
        found = without_places(visit_questions.lines(connection, asked), secret)
        kept = [line for line in reversed(found) if values["since"] <= line.on <= values["until"]]
        signs = self._codes.labels("signs")
        return Records(
            title="訪問記録",
            heads=("月日", "方法・結果・様子", "気づき・記録", "訪問者") if words else ("月日", "方法", "結果"),
            widths=(25, 35, 87, 28) if words else (25, 70, 80),
            rows=tuple(_visit(line, signs) if words else _seen(line) for line in kept),
            empty="この期間の訪問記録は、ありません。",
        )

    def _consultations(
        self, connection: Connection, person: Person, values: Mapping[str, Any], *, words: bool
    ) -> Records:
        found = case_questions.fetch(connection, case_questions.wanted(person.id, None))
        secret = Unopened([person] if person.hidden else [])
        cases = sorted((case for case in found if not case.voided), key=lambda case: case.opened_on)
        kept = (case for case in cases if _touches(case, values["since"], values["until"]))
        columns = 4 if words else 2
        return Records(
            title="相談",
            heads=("受けた日", "分野・内容", "相談の中身", "したこと")[:columns],
            widths=(22, 33, 55, 65)[:columns],
            rows=tuple(self._case(case, secret, values["until"])[:columns] for case in kept),
            empty="この期間の相談は、ありません。",
        )

    def _case(self, case: Consultation, secret: Unopened, until: date) -> tuple[str, ...]:
        known = case.as_of(until)
        steps = "\n".join(f"{_short(step.on)} {step.kind.label}：{step.what}" for step in known.steps)
        kinds = (self._codes.label("consult_fields", case.field), self._codes.label("consult_contents", case.content))
        state = known.state_on(until).label
        said = (case.said, steps)
        return (
            f"{_short(case.opened_on)}\n{state}",
            "\n".join(kinds),
            *(secret.told(one, case.person_id) for one in said),
        )

    def _follow_ups(self, connection: Connection, person: Person, values: Mapping[str, Any], *, words: bool) -> Records:
        secret = Unopened([person] if person.hidden else [])
        first, last = values["since"], values["until"]
        lines = [one for one in self._around.follow_ups.all(person.id) if not one.voided]
        kept = (one for one in lines if first <= one.due_on <= last or first <= (one.done_on or date.min) <= last)
        return Records(
            title="要対応",
            heads=("期限", "すること", "だれが", "どうなったか"),
            widths=(25, 65, 25, 60),
            rows=tuple(
                (
                    _short(one.due_on),
                    secret.told(one.what, person.id),
                    one.who or "",
                    f"{_short(one.done_on)} {secret.told(one.outcome or '', person.id)}" if one.done_on else "これから",
                )
                for one in kept
            ),
            empty="この期間の要対応は、ありません。",
        )

    def _referrals(self, connection: Connection, person: Person, values: Mapping[str, Any], *, words: bool) -> Records:
        secret = Unopened([person] if person.hidden else [])
        first, last = values["since"], values["until"]
        lines = self._around.referrals.lines(person_id=person.id)
        kept = sorted((one.sent_on, one.id, one) for one in lines if one.sent_on and first <= one.sent_on <= last)
        return Records(
            title="つなぎ",
            heads=("送った日", "つなぎ先", "わけ", "返事") if words else ("送った日", "つなぎ先", "状態"),
            widths=(25, 40, 60, 50) if words else (25, 90, 60),
            rows=tuple(
                (_short(sent_on), one.body, *(_answered(one, secret) if words else (one.state.label,)))
                for sent_on, _, one in kept
            ),
            empty="この期間のつなぎは、ありません。",
        )

    def _draw(self, facts: RecordFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return person_record.draw(facts, into, progress)


class Make(Protocol):
    """Makes the records of a part; ``words``: the receiver may have what was written too."""

    def __call__(
        self,
        papers: PersonRecords,
        connection: Connection,
        person: Person,
        values: Mapping[str, Any],
        /,
        *,
        words: bool,
    ) -> Records: ...


_RECORDS: Mapping[str, Make] = {
    "visits": PersonRecords._visits,
    "consultations": PersonRecords._consultations,
    "follow_ups": PersonRecords._follow_ups,
    "referrals": PersonRecords._referrals,
}


# ---- in words


def _year_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - SPAN_DAYS)


def _field(wording: Wording, person: Person, asked: Field) -> Told:
    words = wording.value("person", asked.key, getattr(person, asked.key))
    if asked.kind is Kind.YES_NO and asked.key == "air_conditioner":
        words = {True: "あり", False: "なし", None: ""}[person.air_conditioner]
    told = masked(asked.key, words, person) if person.hidden else words
    return Told(title=asked.title, words=told, wide=asked.wide or asked.kind in _WIDE)


def _standing(wording: Wording, person: Person) -> FacePart:
    """Who is in charge, and the histories of status, consent and area."""
    extra = wording.value("person", "extra", person.extra)
    told = [
        ("担当", wording.value("person", "charges", person.charges)),
        ("状態", wording.value("person", "status_history", person.status_history)),
        ("同意", wording.value("person", "consent_history", person.consent_history)),
        ("地域", wording.value("person", "area_history", person.area_history)),
        ("取込時の項目", masked("extra", extra, person) if person.hidden else extra),
        ("登録した日", show_day_both(person.created_on)),
    ]
    return FacePart(
        title="担当・状態・同意",
        fields=tuple(Told(title=title, words=words, wide=True) for title, words in told if words),
    )


def _visit(line: VisitLine, signs: Mapping[str, str]) -> tuple[str, ...]:
    at = f" {line.at:%H:%M}" if line.at is not None else ""
    seen = "・".join(signs.get(code, code) for code in line.signs)
    said = "\n".join(part for part in (f"【{seen}】" if seen else "", line.note or "") if part)
    return (
        f"{_short(line.on)}（{weekday(line.on)}）{at}",
        "\n".join(word.label for word in (line.method, line.result, line.condition) if word is not None),
        said,
        line.visitor or "",
    )


def _seen(line: VisitLine) -> tuple[str, ...]:
    """A visit without its words: when and how, and whether she was seen."""
    day, *_ = _visit(line, {})
    return day, line.method.label, line.result.label


def _answered(line: ReferralLine, secret: Unopened) -> tuple[str, str]:
    """Why somebody was handed on, and what came back."""
    reason, answer = (secret.told(words or "", line.person_id) for words in (line.reason, line.answer))
    return reason, "\n".join(filter(None, (line.state.label, answer)))


def _touches(case: Consultation, first: date, last: date) -> bool:
    """Whether a case was opened or worked on within the days."""
    return any(first <= day <= last for day in (case.opened_on, *(step.on for step in case.steps)))


def _short(day: date) -> str:
    return show_day_short(day)
