"""An item of welfare information 福祉情報 printed large: one an A4, or a slip to cut off, twice on a sheet."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from watchdesk.domain.consent import Disclosed
from watchdesk.errors import WatchDeskError
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import NOTE_LEADING, Document, Drawn, Progress
from watchdesk.reports.pen import FRAME, HAIR, MM

KEY = "info-sheet"
TITLE = "福祉情報"
PHONE_WORD = "問い合わせ先"
OPENED = 1.55
"""Distance of two lines in sizes of type."""
SIDE = 4 * MM
SLIP = 122 * MM
"""Height of what stands on a slip, half an A4: the lower one ends above the page's foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoFacts(NumberedFacts):
    """An item as it is handed to somebody. It names nobody, so it never has a number. ``days``: until when, in words.

    ``people`` is empty: it stands here because every paper passes the gate.
    """

    people: Disclosed[Any]
    title: str
    body: str
    target: str = ""
    phone: str = ""
    days: str = ""
    slip: bool = False
    tail: str = field(default="")
    """Who hands it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Sizes of type in points; ``body`` from the largest to the smallest that may be used."""

    title: float
    target: float
    phone: float
    body: tuple[float, ...]


LARGE = Sizes(title=30, target=16, phone=24, body=(24, 22, 20, 18, 16, 14))
SMALL = Sizes(title=19, target=12, phone=16, body=(14, 13, 12, 11, 10))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an item is drawn on the page: left, top, width, height in points."""

    left: float
    top: float
    width: float
    height: float


def draw(facts: InfoFacts, target: Path | BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw it; a long text of an A4 goes on on a further page. The same facts give the same bytes.

    WatchDeskError (``too_long``) where the text finds no room on a slip even in its smallest size.
    """
    document = Document(
        title=f"{TITLE} {facts.title}",
        author=facts.maker or facts.office,
        day=facts.printed_on,
        watermark=facts.watermark,
    )
    _begin(document, facts)
    if facts.slip:
        _draw_slips(document, facts)
    else:
        _draw_large(document, facts)
    if progress:
        progress(1, 1)
    return document.finish(target)


def _begin(document: Document, facts: InfoFacts) -> None:
    document.new_page(facts.foot(TITLE, named=False))


def _draw_large(document: Document, facts: InfoFacts) -> None:
    paper = document.paper
    _prepare(document, facts)
    height = document.full_room(document.setter.marks) - 4 * MM
    rest = _draw_item(document, facts, Frame(document.left, paper.top, document.width, height), LARGE)
    while rest:
        _begin(document, facts)
        size = LARGE.body[-1]
        fitting = int((document.full_room(document.setter.marks) - 14 * MM) // (size * OPENED))
        head = f"{document.setter.prepare(facts.title, '見出し')}（つづき）"
        document.pen.text_within(document.left, document.y + 6 * MM, head, 14, document.width, bold=True)
        _write(document, document.left, document.y + 14 * MM, rest[:fitting], size, bold=False)
        rest = rest[fitting:]


def _draw_slips(document: Document, facts: InfoFacts) -> None:
    """Twice the same, above and below the line to cut along."""
    paper = document.paper
    middle = paper.height / 2
    _prepare(document, facts)
    height = SLIP - NOTE_LEADING * len(document.note_lines(document.setter.marks))
    for top in (11 * MM, middle + 6 * MM):
        frame = Frame(document.left, top, document.width, height)
        if _draw_item(document, facts, frame, SMALL):
            sentence = "中身が長いので、切って渡す紙には入りません。A4の1枚にして印刷してください。"
            raise WatchDeskError(sentence, code="too_long")
    document.pen.rule(0, middle, paper.width, middle, HAIR)
    document.pen.text_middle(paper.width / 2, middle - 1.2 * MM, "ここで切ります", 8)


def _prepare(document: Document, facts: InfoFacts) -> None:
    """Know what will be printed as 〓 before anything is measured."""
    for where, text in (("見出し", facts.title), ("対象", facts.target), ("電話", facts.phone), ("中身", facts.body)):
        document.setter.prepare(text, where)


def _draw_item(document: Document, facts: InfoFacts, frame: Frame, sizes: Sizes) -> list[str]:
    """Draw an item into a frame; return the lines of its text that found no room."""
    setter, pen = document.setter, document.pen
    told = {
        where: setter.prepare(text, where)
        for where, text in (
            ("見出し", facts.title),
            ("対象", facts.target),
            ("電話", facts.phone),
            ("期間", facts.days),
        )
    }
    y = frame.top
    y = _write(
        document, frame.left, y, _lines(document, told["見出し"], frame.width, sizes.title, bold=True), sizes.title
    )
    pen.rule(frame.left, y + 2 * MM, frame.left + frame.width, y + 2 * MM, FRAME)
    y += 5 * MM
    for text in (f"対象　{told['対象']}" if told["対象"] else "", told["期間"]):
        if text:
            lines = _lines(document, text, frame.width, sizes.target, bold=True)
            y = _write(document, frame.left, y, lines, sizes.target) + 1.5 * MM
    y += 2 * MM
    tail = setter.prepare(facts.tail, "渡す人")
    low = frame.top + frame.height - (sizes.target * OPENED if tail else 0)
    phone = _lines(document, told["電話"], frame.width - 2 * SIDE, sizes.phone, bold=True) if told["電話"] else []
    box = len(phone) * sizes.phone * OPENED + sizes.target * OPENED + 5 * MM if phone else 0.0
    rest, end = _draw_body(document, facts.body, Frame(frame.left, y, frame.width, low - box - 3 * MM - y), sizes)
    if phone:
        _draw_phone(document, Frame(frame.left, min(end + 3 * MM, low - box), frame.width, box), phone, sizes)
    if tail:
        right, low = frame.left + frame.width, frame.top + frame.height - 1 * MM
        pen.text_within(right, low, tail, sizes.target - 2, frame.width, end=True)
    return rest


def _draw_body(document: Document, body: str, frame: Frame, sizes: Sizes) -> tuple[list[str], float]:
    """Draw the text as large as it fits; return what is left over, and where the text ends."""
    prepared = document.setter.prepare(body, "中身")
    lines: list[str] = []
    for size in sizes.body:
        lines = _lines(document, prepared, frame.width, size, bold=False) if prepared else []
        if len(lines) * size * OPENED <= frame.height:
            return [], _write(document, frame.left, frame.top, lines, size, bold=False)
    fitting = max(0, int(frame.height // (size * OPENED)))
    return lines[fitting:], _write(document, frame.left, frame.top, lines[:fitting], size, bold=False)


def _draw_phone(document: Document, frame: Frame, lines: list[str], sizes: Sizes) -> None:
    """Whom to call, in a frame of its own."""
    document.pen.box(frame.left, frame.top, frame.width, frame.height, FRAME)
    left = frame.left + SIDE
    y = _write(document, left, frame.top + 1.5 * MM, [PHONE_WORD], sizes.target, bold=False)
    _write(document, left, y, lines, sizes.phone)


def _lines(document: Document, text: str, width: float, size: float, *, bold: bool) -> list[str]:
    parts = (document.setter.broken(part, width, size, bold=bold) for part in text.split("\n"))
    return [line for part in parts for line in part or [""]]


def _write(document: Document, x: float, y: float, lines: list[str], size: float, *, bold: bool = True) -> float:
    """Write lines from the top ``y`` on; return where they end."""
    for number, line in enumerate(lines):
        document.pen.text(x, y + size * (1.15 + number * OPENED), line, size, bold=bold)
    return y + len(lines) * size * OPENED
