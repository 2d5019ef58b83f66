"""Address labels 宛名ラベル on paper: for letters to the people themselves; nobody hidden 秘匿 ever stands on one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.era import show_day
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.people_order import by_place, by_reading
from watchdesk.domain.person import Person
from watchdesk.domain.sheet import AS_GIVEN, Option, SheetKind, Takes
from watchdesk.errors import Invalid
from watchdesk.reports import labels
from watchdesk.reports.labels import FORMS, Label, LabelFacts, LabelForm, written_on
from watchdesk.reports.page import Drawn
from watchdesk.reports.typesetter import Typesetter
from watchdesk.services.chosen_people import CHOOSING, chosen
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.numbered import Paper
from watchdesk.services.sheets import AskedPapers

CITY = "大阪市"
"""Stands before the ward in an address of the ward's towns."""
HIDDEN, NO_ADDRESS, TOO_LONG = "秘匿の方", "住所のわからない方", "住所が長くて入らない方"
"""Why somebody has no label."""
SAMA, FAMILY = "様", "様 ご家族様"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet(Paper[LabelFacts]):
    """The labels, drawn; ``left_out``: how many have none, by why."""

    left_out: Mapping[str, int]

    @property
    def people(self) -> Disclosed[Label]:
        """To whom there is a label."""
        return self.facts.people


class LabelSheets(AskedPapers[LabelSheet]):
    """宛名ラベル."""

    MARKS = False
    KIND = SheetKind(
        key="labels",
        title=labels.TITLE,
        about="ご本人あての手紙に貼るラベルです。使いかけのシートの途中からも印刷できます。秘匿の方はのりません。",
        options=(
            Option(
                key="form",
                title="シート",
                takes=Takes.ONE_OF,
                choices=tuple((form.code, form.word) for form in FORMS),
                usual=FORMS[0].code,
            ),
            Option(
                key="start",
                title="何枚目のラベルから",
                takes=Takes.NUMBER,
                least=1,
                most=24,
                usual=1,
                hint="左上が1です。右へ数えます。",
            ),
            Option(key="people", title="選んだ方", takes=Takes.PEOPLE, hint="台帳の番号を、「,」で並べます。"),
            *CHOOSING,
            Option(
                key="honorific",
                title="敬称",
                takes=Takes.ONE_OF,
                choices=(("sama", SAMA), ("family", FAMILY)),
                usual="sama",
            ),
            Option(
                key="order",
                title="並び順",
                takes=Takes.ONE_OF,
                choices=(("reading", "五十音順"), ("place", "歩く順"), (AS_GIVEN, "選んだ順（手紙の順）")),
                usual="reading",
            ),
        ),
        examples=(
            "report labels --to ラベル.pdf",
            "report labels --form a24 --start 5 --town 九条南 --to ラベル.pdf --json",
        ),
    )

    def asked(self, values: Mapping[str, Any]) -> Job[LabelSheet, LabelSheet]:
        """Draw a label for each who is chosen and has an address; nobody receives them but those people themselves.

        Invalid (``start``) where the sheet has no such label.
        """
        form = _form(values)
        if not 1 <= values["start"] <= form.on_sheet:
            raise Invalid("start", f"このシートのラベルは、1から{form.on_sheet}までです。", kind="number")
        return Job("ラベルをつくっています", lambda progress: self._gather(values), self._drawn)

    def about(self, drawn: LabelSheet) -> str:
        """How many labels on how many sheets."""
        return f"{len(drawn.named):,}名分のラベルです。シートは{drawn.pages:,}枚です。" if drawn.named else ""

    def left_out(self, drawn: LabelSheet) -> str:
        """How many have no label, and why."""
        return left_out_words(drawn.left_out)

    def why_not(self, drawn: LabelSheet) -> str | None:
        """No labels, nothing to print."""
        return None if drawn.named else "のる方がいません"

    def to_json(self, drawn: LabelSheet, file: Any) -> dict[str, Any]:
        """The command line's answer: with who is left out by why."""
        return super().to_json(drawn, file) | {"left_out": dict(drawn.left_out)}

    # ---- gathering

    def _gather(self, values: Mapping[str, Any]) -> LabelSheet:
        form = _form(values)
        lines = self._wanted(values)
        honorific = FAMILY if values["honorific"] == "family" else SAMA
        found, left_out = self._labels(sorted(lines, key=_order(values)), form, honorific)
        people = self._people_of(label.id for label in found)
        facts = LabelFacts(
            **self._headed(),
            form=form,
            people=self._disclosed(found, people),
            start=values["start"],
        )
        title = f"{labels.TITLE} {show_day(facts.printed_on)} {facts.people.provided:,}名"
        return LabelSheet(facts=facts, title=title, receiver=NOBODY, left_out=left_out)

    def _wanted(self, values: Mapping[str, Any]) -> tuple[PersonLine, ...]:
        return chosen(self._around, values, values["people"])[0]

    def _labels(
        self, lines: Iterable[PersonLine], form: LabelForm, honorific: str
    ) -> tuple[list[Label], dict[str, int]]:
        """The labels in their order, and how many have none, by why."""
        setter = Typesetter()
        towns = {entry.town: entry.postal_code for entry in self._codes.towns}
        place = f"{CITY}{self._settings.get('ward')}"
        postal = {person.id: person.postal_code for person in self._people_of(line.id for line in lines).values()}
        found: list[Label] = []
        left_out = dict.fromkeys((HIDDEN, NO_ADDRESS, TOO_LONG), 0)
        for line in lines:
            label = _label(line, postal.get(line.id) or towns.get(line.town or "") or "", honorific)
            if line.town in towns:
                label = replace(label, street=f"{place}{label.street}")
            why = HIDDEN if line.hidden else NO_ADDRESS if not line.address else ""
            if not why and written_on(setter, form, label.to, label.address, label.postal) is None:
                why = TOO_LONG
            if why:
                left_out[why] += 1
            else:
                found.append(label)
        return found, {why: count for why, count in left_out.items() if count}

    def _disclosed(self, found: Iterable[Label], people: Mapping[str, Person]) -> Disclosed[Label]:
        known = (label for label in found if label.id in people)
        subjects = [(people[label.id], replace(label, hidden=people[label.id].hidden)) for label in known]
        return self._through(subjects, NOBODY, Purpose.DESK_LIST)

    def _disclosed_now(self, paper: LabelSheet) -> Disclosed[Label]:
        return self._disclosed(paper.people.rows, self._people_of(paper.named))

    def _draw(self, facts: LabelFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return labels.draw(facts, into, progress)


def left_out_words(left_out: Mapping[str, int]) -> str:
    """How many have no label and why, in a sentence; empty where everybody has one."""
    told = "・".join(f"{why}{count:,}名" for why, count in left_out.items())
    total = sum(left_out.values())
    return f"{total:,}名のラベルは、ありません（{told}）。" if total else ""


def _form(values: Mapping[str, Any]) -> LabelForm:
    return next(form for form in FORMS if form.code == values["form"])


def _order(values: Mapping[str, Any]) -> Any:
    """How the labels stand: along letters as these do, so that the first label goes on the first envelope."""
    at = {one: place for place, one in enumerate(values["people"])}
    if values["order"] == AS_GIVEN and at:
        return lambda line: at[line.id]
    return by_place if values["order"] == "place" else by_reading


def _label(line: PersonLine, postal: str, honorific: str) -> Label:
    return Label(
        id=line.id,
        name=line.name,
        street=f"{line.town or ''}{line.address or ''}",
        building=line.building or "",
        postal=f"{postal[:3]}-{postal[3:]}" if postal else "",
        honorific=honorific,
    )
