"""Rows of a list that are, or may be, people who refused or took back their consent: to be pointed out before use."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent
from watchdesk.intake.outcome import RowReport

REFUSALS = frozenset({Consent.REFUSED, Consent.WITHDRAWN})


def pointed_out(
    rows: Iterable[tuple[RowReport, Sequence[str]]], register: Iterable[Person], today: date
) -> Iterator[RowReport]:
    """The reports, with the refusal of the person that a row is, or (``candidates``) may be.

    What holds is the register as it is today, before the list changes anything: a list may say 同意 where the person
    has said 撤回 to the desk since.
    """
    refused = {
        person.id: entry.state
        for person in register
        if (entry := person.consent_on(today)) is not None and entry.state in REFUSALS
    }
    for report, candidates in rows:
        ids = (report.person_id, *candidates)
        found = next((refused[each] for each in ids if each in refused), None)
        yield replace(report, refusal=found) if found else report
