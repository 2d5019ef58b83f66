"""つなぎ票: what is handed to a body, why, what is asked of it, and room for its answer; one A4 page where it fits."""

from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from watchdesk.domain.era import show_day
from watchdesk.reports.letter import UNDER, Letter, LetterFacts
from watchdesk.reports.page import BODY, SMALL, Document, Drawn, Progress
from watchdesk.reports.pen import FRAME, HAIR, MM

KEY = "referral"
TITLE = "つなぎ票"
REPLY_HEIGHT = 58 * MM
BOX = 3.4 * MM
ANSWERS = ("対応します", "ほかの機関につなぎます", "引き受けられません")
ROW = 8 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts(LetterFacts):
    """What is printed: the ``reason`` and what is ``wanted``, in the coordinator's words; when the answer is."""

    reason: str = field(repr=False)
    wanted: str | None = field(default=None, repr=False)
    answer_due: date | None = None


def draw(facts: ReferralFacts, target: BinaryIO, progress: Progress | None = None) -> Drawn:
    """Draw the sheet and write it to ``target``; the same facts give the same bytes."""
    document = Document(
        title=TITLE, author=facts.maker or facts.office, day=facts.printed_on, watermark=facts.watermark
    )
    letter = Letter(document, facts, TITLE)
    letter.begin()
    letter.paragraph("次のことを、おつなぎします。よろしくお願いいたします。", TITLE)
    if facts.person is not None:
        letter.fields(facts.person)
    letter.told("つなぐわけ", facts.reason)
    if facts.wanted:
        letter.told("お願いしたいこと", facts.wanted)
    _reply(document, letter, facts)
    if progress:
        progress(1, 1)
    return document.finish(target)


def _reply(document: Document, letter: Letter, facts: ReferralFacts) -> None:
    """The box to be filled in and sent back."""
    letter.need(REPLY_HEIGHT + 12 * MM)
    until = f"{show_day(facts.answer_due)}までに、" if facts.answer_due is not None else ""
    place = document.setter.prepare(facts.office or "見守りコーディネーター", "差出人")
    letter.heading("ご返事")
    letter.note(f"{until}この欄に書いて{place}へお戻しいただくか、お電話でお知らせください。")
    top, pen = document.y, document.pen
    y = top
    for label in ("受け取った日", "ご担当のお名前・電話"):
        pen.text(document.left + 2 * MM, y + 5.4 * MM, label, SMALL)
        y += ROW
        pen.rule(document.left, y, document.right, y, HAIR)
    x = document.left + 2 * MM
    for answer in ANSWERS:
        pen.box(x, y + 2.3 * MM, BOX, BOX)
        pen.text(x + BOX + 1.5 * MM, y + 5.4 * MM, answer, BODY)
        x += document.width / len(ANSWERS)
    y += ROW
    pen.rule(document.left, y, document.right, y, HAIR)
    pen.text(document.left + 2 * MM, y + 5 * MM, "内容", SMALL)
    bottom = top + REPLY_HEIGHT - UNDER
    pen.box(document.left, top, document.width, bottom - top, FRAME)
    document.y = bottom
