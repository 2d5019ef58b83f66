"""Papers beside a file 送り状・受領書・ラベル at the desk: drawn from what was written down of it."""

import io
from dataclasses import dataclass, field
from pathlib import Path

from watchdesk.domain.figure_place import FigurePlace
from watchdesk.reports import handover_papers
from watchdesk.reports.fonts import Lost
from watchdesk.reports.handover_papers import HandoverFacts
from watchdesk.services.ground import Ground
from watchdesk.services.handing_over.handovers import Handovers
from watchdesk.services.handing_over.receivers import Receivers
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.numbered import write_pages
from watchdesk.services.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPapers:
    """The drawn papers: the PDF's bytes, its pages, what could not be printed as written.

    They name nobody, so that they are no copies 写し: ``named``, ``numbers`` and ``figures`` are always empty.
    """

    title: str
    pdf: bytes = field(repr=False)
    pages: int
    unprintable: tuple[Lost, ...] = ()
    degraded: tuple[Lost, ...] = ()
    named: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    figures: tuple[FigurePlace, ...] = ()


class HandoverSheets:
    """Cover sheet, receipt and label of a file that went out."""

    def __init__(
        self, ground: Ground, settings: Settings, ledger: Ledger, *, handovers: Handovers, receivers: Receivers
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._ledger = ledger
        self._handovers = handovers
        self._receivers = receivers

    def prepare(self, handover_id: str) -> Job[HandoverFacts, HandoverPapers]:
        """Draw the papers of a file, to be looked at; NotFound where there is none."""
        return Job("送り状をつくっています", lambda progress: self._facts(handover_id), self._drawn)

    def _facts(self, handover_id: str) -> HandoverFacts:
        one = self._handovers.get(handover_id)
        told = self._settings.all()
        return HandoverFacts(
            printed_on=self._ground.today(),
            handover=one,
            receiver=self._handovers.receiver_word(one),
            contact=self._receivers.contact(one.receiver),
            office=told["office"] or _place(self._ground.home_area),
            maker=told["coordinator"],
            phone=told["office_phone"],
        )

    def _drawn(self, facts: HandoverFacts, progress: Progress) -> HandoverPapers:
        into = io.BytesIO()
        drawn = handover_papers.draw(facts, into, progress)
        title = f"{handover_papers.TITLE}・{handover_papers.RECEIPT} {facts.handover.title}"
        return HandoverPapers(
            title=title,
            pdf=into.getvalue(),
            pages=drawn.pages,
            unprintable=drawn.unprintable,
            degraded=drawn.degraded,
        )

    def again(self, papers: HandoverPapers) -> HandoverPapers:
        """The papers as their next print: the same, since they have no number."""
        return papers

    def handed_out(self, papers: HandoverPapers, how: str = "printed") -> HandoverPapers:
        """Write down that they were printed or saved; return them as they leave."""
        self._ledger.note(how, "report", papers.title)
        return papers

    def save(self, papers: HandoverPapers, target: Path) -> HandoverPapers:
        """Write the PDF where the user asked for it, whole or not at all."""
        self._ground.refuse_inside(target)
        write_pages(papers.pdf, target)
        return self.handed_out(papers, "saved")


def _place(area: str | None) -> str:
    """The area, where the office has no name yet."""
    return f"{area}地域" if area else ""
