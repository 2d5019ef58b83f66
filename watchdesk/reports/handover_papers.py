"""Papers beside a file that is handed over: cover sheet 送り状, receipt 受領書, label for the stick or envelope."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from watchdesk.domain.era import show_day
from watchdesk.domain.handover import Handover
from watchdesk.reports.page import BODY, Document, Drawn, Head, Progress
from watchdesk.reports.pen import FRAME, HAIR, MM, Pen
from watchdesk.reports.tables import Cell, Table
from watchdesk.reports.typesetter import Typesetter

KEY = "handover-papers"
TITLE = "送り状"
RECEIPT = "受領書"
LABEL = "ラベル"
WIDTHS = (42 * MM, 133 * MM)
LEADING = 17.0
HASH_PART = 8
"""Signs of the hash between two spaces, so that it can be compared by eye."""
LABEL_WIDTH, LABEL_HEIGHT = 120 * MM, 62 * MM
LEAST = 7.0
"""No name is printed smaller, in points."""
SHRUNK = (1.0, 0.9, 0.8, 0.7, 0.6)
"""A name that is too long for its lines is tried so much smaller, before anything of it is cut."""
BELOW = 1.15
"""From line to line of a name, in ems."""

_TOLD_BY_PHONE = "パスワードは、この紙には書いてありません。こちらから、お電話でお伝えします。"
_BY_PASSWORD = (
    "ファイルをパソコンに写し、Excelで開きます。パスワードをたずねられます。",
    _TOLD_BY_PHONE,
)
_TO_COMMAS = ("シートをCSVにするときは、はじめのシート「使いかた」のとおりに、1枚ずつ保存します。",)
_AGE_BY_PASSWORD = (
    "「見守りデスク」の「受け取る」（watchdesk-cli receive）で開きます。パスワードをたずねられます。",
    _TOLD_BY_PHONE,
)
_BY_KEY = (
    "「見守りデスク」の「受け取る」（watchdesk-cli receive）で、そちらの鍵のファイルを選んで開きます。",
    "そちらの鍵がなければ、だれにも開けません。開けないときは、3の電話にお知らせください。",
)
_TO_WRITE = "（　　　　　　　　　）"
"""Where the office's telephone is not written down yet, there is room to write it by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """What is printed: the file as it was written down, who gets it, and whom to call. Nobody of the register."""

    printed_on: date
    handover: Handover
    receiver: str
    contact: str | None = field(default=None, repr=False)
    office: str = ""
    maker: str = field(default="", repr=False)
    phone: str = ""

    @property
    def number(self) -> str:
        """The copy's number, or where nobody is named in it, that there is none."""
        return f"第{self.handover.copy_number}号" if self.handover.copy_number is not None else "なし（お名前なし）"

    @property
    def sender(self) -> str:
        """From whom."""
        return "　".join(part for part in (self.office, self.maker) if part) or "見守りコーディネーター"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name as it is printed, in points."""

    lines: tuple[str, ...] = field(repr=False)
    size: float
    bold: bool

    @property
    def below(self) -> float:
        """How far the last line stands below the first."""
        return (len(self.lines) - 1) * self.size * BELOW


def draw(facts: HandoverFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw cover sheet, receipt and label, a page each, and write them; the same facts give the same bytes."""
    document = Document(title=f"{TITLE} {facts.handover.title}", author=facts.sender, day=facts.printed_on)
    for number, page in enumerate((_cover, _receipt, _label), 1):
        page(document, facts)
        if progress:
            progress(number, 3)
    return document.finish(target)


def _begin(document: Document, facts: HandoverFacts, title: str) -> None:
    foot = document.setter.prepare(f"見守りデスク　{title}　{facts.handover.title}　写し{facts.number}", "ページの下")
    document.new_page(foot, Head(title=title, note=show_day(facts.printed_on)))
    document.bookmark(title)


def _whom(document: Document, facts: HandoverFacts) -> None:
    """The receiver's name, large: the first thing that is compared."""
    whom = document.setter.prepare(facts.receiver, "渡す相手")
    lines = _named(document.setter, whom, "　御中", 20, document.width, bold=True)
    document.y += 14 * MM + _write(document.pen, document.left, document.y + 10 * MM, lines)
    if facts.contact:
        contact = document.setter.prepare(f"ご担当　{facts.contact}", "担当の方")
        lines = _named(document.setter, contact, "　様", 12, document.width)
        document.y += 8 * MM + _write(document.pen, document.left, document.y + 5 * MM, lines)
    document.y += 2 * MM


def _named(
    setter: Typesetter, name: str, end: str, size: float, width: float, *, most: int = 2, bold: bool = False
) -> Named:
    """Return a prepared name on at most ``most`` lines, smaller or cut with … where it must be; ``end`` stays whole."""
    lines: list[str] = []
    used = size
    for share in SHRUNK:
        used = max(LEAST, size * share)
        room = width - setter.measure(end, used, bold=bold)
        lines = setter.broken(name, room, used, bold=bold)
        if len(lines) <= most:
            break
    else:
        last = setter.broken(lines[most - 1], room - used, used, bold=bold)[0].rstrip("。、") + "…"
        lines = [*lines[: most - 1], last]
    return Named(lines=(*lines[:-1], lines[-1] + end), size=round(used, 2), bold=bold)


def _write(pen: Pen, x: float, y: float, name: Named) -> float:
    """Write a name, its first line on the baseline ``y``; return how far below that the last one stands."""
    for number, line in enumerate(name.lines):
        pen.text(x, y + number * name.size * BELOW, line, name.size, bold=name.bold)
    return name.below


def _paragraph(document: Document, text: str) -> None:
    lines = document.setter.justified(document.setter.prepare(text, "本文"), document.width, BODY)
    document.pen.lines(document.left, document.y + BODY, lines, size=BODY, leading=LEADING)
    document.y += LEADING * len(lines) + 2 * MM


def _table(document: Document, rows: Iterable[tuple[str, str]]) -> None:
    table = Table(document.setter, WIDTHS, least=7.5 * MM)
    drawn = [
        table.row(Cell(text=title, size=9, label=True), Cell(text=document.setter.prepare(text, title), size=BODY))
        for title, text in rows
    ]
    for row in drawn:
        document.print_marks(row.marks)
    document.y = table.draw(document.pen, document.left, document.y, drawn) + 6 * MM


# ---- 送り状


def _cover(document: Document, facts: HandoverFacts) -> None:
    _begin(document, facts, TITLE)
    _whom(document, facts)
    _paragraph(document, "次のファイルを、お渡しします。中身をお確かめのうえ、受領書に署名して、お戻しください。")
    _table(document, _about(facts))
    document.section(1, "開きかた")
    steps = _BY_KEY if facts.handover.locked_by == "key" else _AGE_BY_PASSWORD
    if facts.handover.locked_by == "password" and facts.handover.form != "csv":
        steps = (*_BY_PASSWORD, *(_TO_COMMAS if facts.handover.form == "csv-xlsx" else ()))
    for number, step in enumerate(steps, 1):
        _paragraph(document, f"{number}. {step}")
    document.section(2, "お願い")
    for wish in _wishes(facts.handover):
        _paragraph(document, f"・{wish}")
    document.section(3, "困ったとき・あて名がちがったとき")
    _paragraph(document, f"開かずに、すぐにお知らせください。{facts.sender}　電話 {facts.phone or _TO_WRITE}")


def _about(facts: HandoverFacts) -> Iterator[tuple[str, str]]:
    one = facts.handover
    yield "中身", one.title
    if one.month is not None:
        mark = f"第{one.issue}号　照合番号 {one.code}" if one.issue is not None else "未確定（まだ締めていません）"
        yield "月報の号", mark
    yield "写しの番号", facts.number
    yield "数", f"{one.people:,}名　訪問記録 {one.visits:,}件"
    left = sum(one.withheld.values())
    if left:
        yield "入れていない方", f"{left:,}名（提供に同意をいただいていません。数字には入っています）"
    yield "ファイルの名前", one.file_name
    yield "照合の値（SHA-256）", spaced(one.sha256)
    yield "つくった日・人", f"{show_day(one.made_on)}　{facts.sender}"
    if one.second:
        yield "相手を確かめた人", f"{facts.maker or one.made_by}、{one.second}"


def _wishes(one: Handover) -> Iterator[str]:
    yield "この相手のほかには、渡さないでください。印刷したときは、鍵のかかる所にしまってください。"
    if one.due_back is not None:
        yield f"USBメモリーなどは、{show_day(one.due_back)}までにお返しください。"
    if one.erase_by is not None:
        yield f"ファイルは、{show_day(one.erase_by)}までに消して、お知らせください。"


def spaced(sha256: str) -> str:
    """Return a hash in groups that can be compared by eye."""
    return " ".join(sha256[at : at + HASH_PART] for at in range(0, len(sha256), HASH_PART))


# ---- 受領書


def _receipt(document: Document, facts: HandoverFacts) -> None:
    _begin(document, facts, RECEIPT)
    back = document.setter.prepare(facts.sender, "差出人")
    lines = _named(document.setter, back, "　あて", 14, document.width, bold=True)
    document.y += 13 * MM + _write(document.pen, document.left, document.y + 8 * MM, lines)
    _paragraph(document, "次のファイルを、たしかに受け取りました。中身の数と照合の値を確かめました。")
    told = (row for row in _about(facts) if row[0] != "つくった日・人")
    _table(document, (("お渡しした相手", facts.receiver), *told))
    top, height = document.y, 11 * MM
    for title in ("受け取った日", "受け取った方の所属", "お名前（署名）", "ファイルを消した日"):
        document.pen.shade(document.left, document.y, WIDTHS[0], height)
        document.pen.text(document.left + 2 * MM, document.y + 7 * MM, title, 9)
        document.pen.rule(document.left, document.y + height, document.right, document.y + height, HAIR)
        document.y += height
    document.pen.box(document.left, top, document.width, document.y - top, FRAME)


# ---- ラベル


def _label(document: Document, facts: HandoverFacts) -> None:
    _begin(document, facts, LABEL)
    _paragraph(document, "枠の外を切って、USBメモリーの袋や封筒に貼ります。中身とパスワードは、ここに書きません。")
    for _ in range(2):
        _one_label(document, facts)


def _one_label(document: Document, facts: HandoverFacts) -> None:
    pen, x, y, inside = document.pen, document.left, document.y + 4 * MM, LABEL_WIDTH - 10 * MM
    pen.box(x, y, LABEL_WIDTH, LABEL_HEIGHT, FRAME)
    pen.text(x + 5 * MM, y + 8 * MM, "取扱注意　親展", 12, bold=True)
    pen.text_right(x + LABEL_WIDTH - 5 * MM, y + 8 * MM, f"写し {facts.number}", 10)
    pen.rule(x, y + 11 * MM, x + LABEL_WIDTH, y + 11 * MM)
    whom = document.setter.prepare(facts.receiver, "渡す相手")
    lines = _named(document.setter, whom, "　御中", 18, inside, bold=True)
    _write(pen, x + 5 * MM, y + 26 * MM - lines.below, lines)
    if facts.contact:
        contact = document.setter.prepare(facts.contact, "担当の方")
        _write(pen, x + 5 * MM, y + 33 * MM, _named(document.setter, contact, "　様", 12, inside, most=1))
    sender = document.setter.prepare(f"差出人　{facts.sender}", "差出人")
    lines = _named(document.setter, sender, "", 9, inside)
    _write(pen, x + 5 * MM, y + 44 * MM - lines.below, lines)
    phone = document.setter.prepare(f"電話 {facts.phone or _TO_WRITE}", "電話")
    _write(pen, x + 5 * MM, y + 49 * MM, _named(document.setter, phone, "", 10, inside, most=1))
    found = "ひろった方・あて名のちがう方は、開かずに、差出人へお知らせください。"
    pen.text_within(x + 5 * MM, y + 56 * MM, found, 9, inside)
    document.y = y + LABEL_HEIGHT + 6 * MM
