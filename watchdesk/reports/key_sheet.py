"""The sheet of the recovery key 復旧の鍵: printed once, sealed, kept away from the PC; no code to scan."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from watchdesk.domain.era import show_day
from watchdesk.reports.page import Document, Drawn
from watchdesk.reports.pen import FRAME, HAIR, MM

KEY = "recovery-key"
TITLE = "復旧の鍵"
GROUPS_A_ROW = 4
CELL_HEIGHT = 19 * MM
KEY_SIZE = 25.0
PURPOSE = (
    "「見守りデスク」の保管庫を開くための、予備の鍵です。パスワードを忘れたとき、担当の方が急に代わったときに使います。"
    "この鍵があれば、だれでも保管庫を開くことができます。"
)
RULES = (
    "封筒に入れて封をし、封をした日と封をした方のお名前を封筒に書いてください。",
    "区の社会福祉協議会の、鍵のかかる所に預けてください。パソコンと同じ部屋には置かないでください。",
    "写真をとったり、コピーをとったり、パソコンやメールに書き写したりしないでください。"
    "ほかのパソコンで印刷するためにPDFに残したときは、印刷したらすぐに消してください。",
    "使うときは、はじめの画面で復旧の鍵で開くほうを選び、1から順に打ちこんでください。"
    "小文字でも、区切りの線がなくても開けます。",
    "封を開けたあと、またはこの紙が見あたらなくなったときは、すぐに設定の画面で新しい復旧の鍵をつくってください。"
    "新しい鍵ができると、この紙の鍵は使えなくなります。",
)
SPELLING = "数字と英大文字だけです。まぎらわしい I・L・O・U は使っていません。"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySheetFacts:
    """A store's place as it is called (九条南地域, 西区), the day, and its recovery key in groups parted by ``-``."""

    area: str
    day: date
    key: str = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """The key's groups, in the order in which they are typed."""
        return tuple(self.key.replace("-", " ").split())


def draw(facts: KeySheetFacts, target: Path | BinaryIO) -> Drawn:
    """Draw the sheet; reads nothing, keeps nothing."""
    document = Document(title=f"{TITLE} {facts.area}", author="", day=facts.day)
    document.new_page(document.setter.prepare(f"見守りデスク {TITLE} {facts.area}", "地域"))
    _draw_title(document, facts)
    _draw_key(document, facts.groups)
    _draw_rules(document)
    _draw_seal(document)
    return document.finish(target)


def _draw_title(document: Document, facts: KeySheetFacts) -> None:
    pen, middle = document.pen, (document.left + document.right) / 2
    pen.text_right(document.right, document.y + 10, f"{show_day(facts.day)} 作成", 10)
    pen.text_middle(middle, document.y + 18 * MM, TITLE, 26, bold=True)
    area = document.setter.prepare(f"{facts.area}の保管庫", "地域")
    pen.text_middle(middle, document.y + 27 * MM, area, 13)
    lines = document.setter.justified(PURPOSE, document.width, 11)
    pen.lines(document.left, document.y + 40 * MM, lines, size=11, leading=19)
    document.y += 40 * MM + 19 * len(lines)


def _draw_key(document: Document, groups: tuple[str, ...]) -> None:
    """The key in a grid of large groups, each with its place, so that none is left out or typed twice."""
    pen, left, width = document.pen, document.left, document.width / GROUPS_A_ROW
    rows = -(-len(groups) // GROUPS_A_ROW)
    for number, group in enumerate(groups):
        x = left + width * (number % GROUPS_A_ROW)
        y = document.y + CELL_HEIGHT * (number // GROUPS_A_ROW)
        pen.box(x, y, width, CELL_HEIGHT, HAIR)
        pen.text(x + 2 * MM, y + 4.4 * MM, str(number + 1), 9)
        size = min(KEY_SIZE, KEY_SIZE * (width - 6 * MM) / document.setter.measure(group, KEY_SIZE, bold=True))
        pen.text_middle(x + width / 2, y + 13.5 * MM, group, size, bold=True)
    pen.box(left, document.y, document.width, CELL_HEIGHT * rows, FRAME)
    document.y += CELL_HEIGHT * rows + 2 * MM
    document.note(SPELLING)
    document.y += 6 * MM


def _draw_rules(document: Document) -> None:
    document.section(1, "この紙のあつかい")
    for number, rule in enumerate(RULES, 1):
        document.pen.text(document.left + 2 * MM, document.y + 13, f"{number}.", 11)
        lines = document.setter.justified(rule, document.width - 10 * MM, 11)
        document.pen.lines(document.left + 10 * MM, document.y + 13, lines, size=11, leading=18)
        document.y += 18 * len(lines) + 4
    document.y += 4 * MM


def _draw_seal(document: Document) -> None:
    """Boxes to fill in by hand when the sheet is sealed and handed over."""
    document.section(2, "封をしたとき、預けたときに書くところ")
    pen, width, height = document.pen, document.width / 3, 18 * MM
    for number, title in enumerate(("封をした日・封をした方", "預けた先", "預かった方（署名）")):
        x = document.left + width * number
        pen.shade(x, document.y, width, 6 * MM)
        pen.text(x + 2 * MM, document.y + 4.2 * MM, title, 9)
        pen.box(x, document.y, width, height, HAIR)
    pen.rule(document.left, document.y + 6 * MM, document.right, document.y + 6 * MM)
    pen.box(document.left, document.y, document.width, height, FRAME)
    document.y += height
