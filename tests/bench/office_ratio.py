"""LibreOffice beside the monthly report: the same people and visits as a spreadsheet, converted to PDF."""

import io
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import xlsxwriter

from tests.bench.report_ratio import facts_of
from watchdesk.reports.monthly import report as monthly
from watchdesk.reports.monthly.facts import MonthlyFacts

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
"""None where it is not installed: then there is nothing to measure."""
_SECONDS = 600


def measure(visits: int) -> tuple[float, float]:
    """CPU seconds of our report and of LibreOffice's conversion of its tables, LibreOffice's start included."""
    facts = facts_of(visits, 60)
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder, "visits.xlsx")
        _write(facts, sheet)
        begun = resource.getrusage(resource.RUSAGE_CHILDREN)
        home = f"-env:UserInstallation=file://{folder}/profile"
        words = [str(PROGRAM), home, "--headless", "--convert-to", "pdf", "--outdir", folder, str(sheet)]
        subprocess.run(words, check=True, capture_output=True, timeout=_SECONDS)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.process_time()
    monthly.draw(facts, io.BytesIO())
    ours = time.process_time() - started
    return ours, ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime


def _write(facts: MonthlyFacts, path: Path) -> None:
    """A sheet of the people and one of the visits, notes folded into their column."""
    with xlsxwriter.Workbook(str(path)) as book:
        folded = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        people, visits = book.add_worksheet("people"), book.add_worksheet("visits")
        for row, person in enumerate(facts.people.rows if facts.people else ()):
            people.write_row(row, 0, (person.name, person.kana, person.age, person.address), folded)
        visits.set_column(3, 3, 80)
        for row, visit in enumerate(facts.visits.rows if facts.visits else ()):
            words = (visit.day.isoformat(), visit.name, visit.method.label, visit.note, visit.visitor)
            visits.write_row(row, 0, words, folded)
