"""情報共有シート: what the desk knows of a person, for medical and care bodies, with room for what they tell back."""

from dataclasses import dataclass, field
from typing import BinaryIO

from watchdesk.reports.letter import Letter, LetterFacts
from watchdesk.reports.page import Document, Drawn, Progress
from watchdesk.reports.pen import MM
from watchdesk.reports.tables import Cell, Table

KEY = "sharing_sheet"
TITLE = "情報共有シート"
NOTES = 5
"""Empty rows to write in."""
NOTE_HEIGHT = 11 * MM
_AGREED = "ご本人の同意をいただいて、在宅での暮らしを支えるために、お知らせします。"
_WITHOUT = "緊急のため、ご本人の同意によらず、お知らせします。"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingFacts(LetterFacts):
    """What is printed; ``message`` is what the coordinator adds."""

    message: str = field(default="", repr=False)


def draw(facts: SharingFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the sheet and write it to ``target``; the same facts give the same bytes."""
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, watermark=facts.watermark
    )
    letter = Letter(document, facts, TITLE)
    letter.begin()
    letter.paragraph(_WITHOUT if any(facts.people.emergency) else _AGREED, TITLE)
    if facts.person is not None:
        letter.fields(facts.person)
    if facts.message:
        letter.told("お伝えしたいこと", facts.message)
    _notes(document, letter)
    if progress:
        progress(1, 1)
    return document.finish(target)


def _notes(document: Document, letter: Letter) -> None:
    """Rows in which those who share the sheet write to each other."""
    letter.heading("連絡欄（お気づきのことを、お書きください）", keep=2 * NOTE_HEIGHT)
    table = Table(document.setter, (26 * MM, 34 * MM, document.width - 60 * MM), least=NOTE_HEIGHT)
    heads = table.heads("月日", "書いた方", "内容")
    letter.rows(table, [table.row(Cell(), Cell(), Cell()) for _ in range(NOTES)], heads)
