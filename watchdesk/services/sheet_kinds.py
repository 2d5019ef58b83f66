"""SHEETS: the kinds of report asked for by their options; a new one is its files and a name in this list."""

from typing import Any

from watchdesk.services.ageing_lists import AgeingLists
from watchdesk.services.annual_sheets import AnnualSheets
from watchdesk.services.consent_papers import ConsentFormPapers, ReAskPapers
from watchdesk.services.label_sheets import LabelSheets
from watchdesk.services.person_records import PersonRecords
from watchdesk.services.rosters import Rosters
from watchdesk.services.sheets import AskedPapers

SHEETS: tuple[type[AskedPapers[Any]], ...] = (
    PersonRecords,
    Rosters,
    AgeingLists,
    LabelSheets,
    ConsentFormPapers,
    ReAskPapers,
    AnnualSheets,
)
"""In the order in which window and command line offer them."""
