"""Papers that leave as numbered copies 写し: drawn to be looked at, through the gate once more, then with a number."""

import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Generic, TypeVar

from watchdesk.domain.consent import NOBODY, Disclosed
from watchdesk.domain.copies import GIVEN_KINDS, Held, proposed, told_apart
from watchdesk.domain.figure_place import FigurePlace
from watchdesk.domain.person import Person
from watchdesk.exports.delivery import deliver
from watchdesk.reports.fonts import Lost
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import Drawn
from watchdesk.services.consents import outdated
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.settings import Settings
from watchdesk.settings import WATERMARK
from watchdesk.store import copies
from watchdesk.store import people as people_questions
from watchdesk.store.store import Tx

Facts = TypeVar("Facts", bound=NumberedFacts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(ABC, Generic[Facts]):
    """A paper: what it is drawn from, the PDF's bytes, its pages, what could not be printed as written.

    ``title`` is what the ledger, the printer and a file call it, without anybody's name. ``receiver`` is a code of the
    recipients, or ``NOBODY`` for the desk's own. It has no pages until it is drawn; without a number it may be looked
    at, and not handed out: ``handed_out`` of its room gives the one to print. One that names nobody is no copy 写し,
    and never has a number.
    """

    facts: Facts
    title: str
    receiver: str
    pdf: bytes = field(default=b"", repr=False)
    pages: int = 0
    unprintable: tuple[Lost, ...] = field(default=(), repr=False)
    degraded: tuple[Lost, ...] = field(default=(), repr=False)
    figures: tuple[FigurePlace, ...] = field(default=(), repr=False)
    """Where figures stand on its pages that the screen explains."""
    unshared: tuple[str, ...] = ()
    """Titles of what was wanted on it and is not for its receiver."""
    held: Held | None = None
    """Who gets it, what for and until when, as it was told beside the pages; None: as is proposed."""

    @property
    @abstractmethod
    def people(self) -> Disclosed[Any]:
        """What stands on it of people, through the gate."""

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people on it, each once, in its order."""
        return tuple(row.id for row in self.people.rows)

    @property
    def withheld(self) -> int:
        """How many rows are left out, since a consent does not cover the receiver."""
        return len(self.people.withheld_ids)

    @property
    def unshared_told(self) -> str:
        """What stays off it, in a sentence; empty where nothing does."""
        titles = "".join(f"「{title}」" for title in self.unshared)
        return f"{titles}は、この渡し先に知らせてよい項目ではないので、のせません。" if titles else ""

    @property
    def number(self) -> int | None:
        """The copy's number; of several papers that have one each, the first's."""
        return self.numbers[0] if self.numbers else None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The number; one for each where everybody gets a paper of her own."""
        return (self.facts.number,) if self.facts.number is not None else ()


P = TypeVar("P", bound=Paper[Any])


class Papers(ABC, Generic[P]):
    """One kind of paper. A child says how it is drawn, and what the gate would let stand on one by now."""

    KEY: ClassVar[str]
    """What the ledger calls its copies."""
    USE: ClassVar[str] = "渡して使っていただく"
    """What it is for, where somebody receives it and nothing else is said."""
    MARKS: ClassVar[bool] = True
    """Whether the holder's name may stand across its pages 透かし."""

    def __init__(self, ground: Ground, settings: Settings, ledger: Ledger) -> None:
        self._ground = ground
        self._settings = settings
        self._ledger = ledger

    @abstractmethod
    def _draw(self, facts: Any, into: BinaryIO, progress: Progress | None) -> Drawn:
        """Draw the pages."""

    @abstractmethod
    def _disclosed_now(self, paper: P) -> Disclosed[Any]:
        """What may stand of these people on such a paper now: it may have lain open long."""

    def _shown(self, people: Disclosed[Any]) -> list[Any]:
        """Who is shown, whether without the whereabouts, and whether by an override alone."""
        return [(row.id, row.hidden, emergency) for row, emergency in people.marked]

    def _holder(self, paper: P) -> str | None:
        """Who has it, in words: the coordinator, where it is for nobody else."""
        return self._settings.get("coordinator") or None if paper.receiver == NOBODY else None

    def _use(self, paper: P) -> str:
        return "机の上で使う" if paper.receiver == NOBODY else self.USE

    def proposal(self, paper: P) -> Held:
        """Return who is proposed to have a paper, what for and until when: what is received comes back in a month."""
        held = proposed(paper.receiver, self._holder(paper), self._ground.today(), purpose=self._use(paper))
        marks = self.MARKS and self.KEY not in GIVEN_KINDS
        return replace(held, marked=marks and bool(self._settings.get(WATERMARK)))

    def again(self, drawn: P) -> P:
        """Return a drawn paper as the next print of it: where the very same left before, it says so on each page.

        Asked once for all sets of a print: they are no reprints of each other.
        """
        with self._ground.store.read() as connection:
            before = copies.same_before(
                connection, self.KEY, self._known_as(drawn), _code(drawn.receiver), self._of_register(drawn)
            )
        return replace(drawn, facts=replace(drawn.facts, reprint_of=before))

    def _known_as(self, paper: P) -> str:
        """What the ledger calls the paper, by which the very same is known again."""
        return with_contents(paper.title, paper.pdf)

    def _of_register(self, paper: P) -> tuple[str, ...]:
        """Whom of the register the copy names."""
        return paper.named

    def _beside(self, tx: Tx, paper: P, number: int) -> None:
        """What is written in the transaction of a copy."""

    def _people_of(self, ids: Iterable[str]) -> dict[str, Person]:
        """The records by id, without those that are gone."""
        with self._ground.store.read() as connection:
            found = people_questions.fetch(connection, people_questions.with_ids(set(ids)))
        return {person.id: person for person in found}

    def _job(self, title: str, gather: Callable[[], P]) -> Job[P, P]:
        """Gather, then draw, to be looked at."""
        return Job(title, lambda progress: gather(), self._drawn)

    def _drawn(self, paper: P, progress: Progress | None = None) -> P:
        into = io.BytesIO()
        drawn = self._draw(paper.facts, into, progress)
        return replace(
            paper,
            pdf=into.getvalue(),
            pages=drawn.pages,
            unprintable=tuple(drawn.unprintable),
            degraded=tuple(drawn.degraded),
            figures=drawn.figures,
        )

    def handed_out(self, drawn: P, how: str = "printed") -> P:
        """Write a copy down in the ledger, ``how`` it leaves, and return the paper with its number on each page.

        One call a set of paper: no two sets have the same number. What is given back is what is printed.
        WatchDeskError (``outdated``) where a consent was withdrawn, an override ran out or somebody was hidden since.
        """
        if self._shown(self._disclosed_now(drawn)) != self._shown(drawn.people):
            raise outdated()
        if not drawn.named:
            self._ledger.note(how, "report", drawn.title)
            return drawn
        held = drawn.held or self.proposal(drawn)
        return self._drawn(replace(drawn, facts=self._written_down(drawn, held, how)))

    def _written_down(self, drawn: P, held: Held, how: str) -> Any:
        """What the pages say of themselves, once the copy stands in the ledger."""
        number = self._ledger.copy_made(
            self.KEY,
            self._known_as(drawn),
            self._of_register(drawn),
            how=how,
            receiver=_code(drawn.receiver),
            held=held,
            reprint_of=drawn.facts.reprint_of,
            pages=drawn.pages,
            emergency=drawn.people.emergency_ids,
            beside=lambda tx, number: self._beside(tx, drawn, number),
        )
        mark = (held.holder or str(getattr(drawn.facts, "receiver", ""))) if held.marked else ""
        return replace(drawn.facts, number=number, due_back=held.due_back, watermark=mark)

    def save(self, drawn: P, target: Path) -> P:
        """Write the numbered PDF where the user asked for it, whole or not at all; return it as it was written."""
        self._ground.refuse_inside(target)
        with self._ledger.leaving() as leaving:
            copy = self.handed_out(self.again(drawn), "saved")
            write_pages(copy.pdf, target, leaving.whole)
        return copy


def _code(receiver: str) -> str | None:
    return None if receiver == NOBODY else receiver


def with_contents(title: str, pdf: bytes) -> str:
    """Return a title with four signs that are others where the pages, as they were looked at, say anything else."""
    return told_apart(title, sha256(pdf).hexdigest())


def write_pages(pdf: bytes, target: Path, proof: Callable[[bytes], object] = lambda back: None) -> None:
    """Write pages into a file that only the user may read, in the place of one of that name.

    ``proof`` gets what was read back, before it takes its name.
    """
    deliver(pdf, target, proof, replace=True)  # the name was asked for; what reads back is compared
