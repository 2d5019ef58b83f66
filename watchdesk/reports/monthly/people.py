"""The monthly report's table of people: who was under watch, each contact of the month, who was not confirmed."""

from collections.abc import Iterator, Sequence

from watchdesk.domain.behind import Figure
from watchdesk.domain.consent import HIDDEN, Disclosed
from watchdesk.domain.era import show_day_short, show_month_day
from watchdesk.domain.monthly_columns import ADDRESS, AGE, CONFIRMED, CONTACTS, PEOPLE, REMARK
from watchdesk.domain.words import Method, Result
from watchdesk.reports.flow import Block
from watchdesk.reports.monthly.cover import ref
from watchdesk.reports.monthly.facts import Contact, MonthlyFacts, PersonLine
from watchdesk.reports.monthly.visits import draw_note, visit_notes
from watchdesk.reports.page import HEADING, NOTE_LEADING, Document, Head, Step
from watchdesk.reports.pen import MM
from watchdesk.reports.tables import Cell, Row, Sheets, Stand, Table, flow
from watchdesk.reports.typesetter import Typesetter

NUMBER_WIDTH, NAME_WIDTH = 9 * MM, 32 * MM
WIDTHS = {AGE: 13 * MM, ADDRESS: 43 * MM, CONTACTS: 36 * MM, CONFIRMED: 19 * MM, REMARK: 23 * MM}
"""Of the columns that may be left out; the others share their room."""
PADDING = 1.5 * MM
METHODS = {
    Method.VISIT: "訪",
    Method.INTERCOM: "イ",
    Method.PHONE: "電",
    Method.GREETING: "声",
    Method.POSTING: "ポ",
    Method.OUTSIDE: "外",
}
RESULTS = {
    Result.MET: "○",
    Result.CONFIRMED: "◇",
    Result.ABSENT: "×",
    Result.NO_ANSWER: "▲",
    Result.OUTSIDE_ONLY: "□",
    Result.DECLINED: "／",
}
"""One sign a result in 今月の記録; explained below every page's table."""


def draw_people(document: Document, facts: MonthlyFacts, people: Disclosed[PersonLine], step: Step, below: str) -> None:
    """Draw the pages of people, in the order given (the order of walking); ``below`` stands at their feet."""
    columns = [key for key, _ in PEOPLE if key in facts.people_columns]
    table = Table(document.setter, _widths(document.width, columns), padding=PADDING, least=8.5 * MM)
    notes = _notes(facts, empty=not people.rows)
    first = document.number + 1

    def begin(blocks: Sequence[Block]) -> None:
        document.new_page(below, _head(facts))
        title = document.setter.measure(_head(facts).title, HEADING, bold=True)
        document.pen.figure(ref(Figure.UNDER_WATCH), document.left, document.paper.top, title, 7 * MM)
        if document.number == first:
            document.bookmark("見守った方", 1)
        step(len(blocks))

    def end() -> None:
        document.y += 1.5 * MM
        for note in notes:
            draw_note(document, facts, note)

    sheets = Sheets(begin=begin, end=end, end_height=NOTE_LEADING * (len(notes) + 1) + 1.5 * MM)
    heads = table.heads("番号", "氏名", *(dict(PEOPLE)[key] for key in columns))
    flow(document, table, heads, _rows(table, document.setter, people.rows, columns), sheets)


def _widths(width: float, columns: Sequence[str]) -> tuple[float, ...]:
    """The widths of number, name and the columns shown, over the whole page."""
    wanted = (NAME_WIDTH, *(WIDTHS[key] for key in columns))
    share = (width - NUMBER_WIDTH) / sum(wanted)
    return NUMBER_WIDTH, *(one * share for one in wanted)


def _head(facts: MonthlyFacts) -> Head:
    title = f"{facts.month.number}月に見守った方 {facts.figures.under_watch:,}名"
    return Head(title=title, note=f"{facts.place}（歩く順）", confidential=True)


def _notes(facts: MonthlyFacts, *, empty: bool) -> list[str]:
    """What every sheet explains, since sheets are read apart from each other."""
    month = facts.month
    notes = [f"お名前をのせる方は、{month.number}月にはおられません。"] if empty else []
    if facts.visits is not None and not facts.visits.rows:
        notes += visit_notes(facts, empty=True)
    if facts.unnamed_people:
        who = "ほかに、提供の同意をいただいていない方が"
        notes.append(f"{who}{facts.unnamed_people:,}名おられます（お名前はのせません）。")
    if facts.left_out:
        notes.append(
            f"締めたあとに同意がなくなった方など{facts.left_out:,}名のお名前は、のせていません（数には入っています）。"
        )
    if not empty:
        age = f"年齢は{_age_day(facts)}のものです。" if AGE in facts.people_columns else ""
        notes.append(f"灰色は、{month.number}月のうちに安否を確かめられなかった方です。{age}")
    if not empty and CONTACTS in facts.people_columns:
        notes.append("方法 " + " ".join(f"{sign}:{method.label}" for method, sign in METHODS.items()))
        notes.append("結果 " + " ".join(f"{sign}{result.label}" for result, sign in RESULTS.items()))
    return notes


def _age_day(facts: MonthlyFacts) -> str:
    day = facts.month.last_by(facts.printed_on)
    return f"{day.month}月{day.day}日"


def _rows(table: Table, setter: Typesetter, people: Sequence[PersonLine], columns: Sequence[str]) -> Iterator[Row]:
    for number, person in enumerate(people, 1):
        where = f"{number}番の方"
        name = Cell(
            text=setter.prepare(person.name, f"{where}の氏名"),
            above=setter.prepare(person.kana, f"{where}のふりがな"),
            size=10.5,
            shrink=True,
        )
        told = (_cell(key, table.inside(at), setter, person, where) for at, key in enumerate(columns, 2))
        yield table.row(Cell(text=f"{number}", stand=Stand.END), name, *told, shaded=not person.confirmed)


def _cell(key: str, width: float, setter: Typesetter, person: PersonLine, where: str) -> Cell:
    """What a column that may be left out tells of somebody, in a width in points."""
    if key == AGE:
        return _age_cell(person)
    if key == ADDRESS:
        return Cell(text=_address(setter.prepare(person.address, f"{where}の住所")))
    if key == CONTACTS:
        return Cell(text=_contacts(width, setter, person.contacts), size=9)
    if key == CONFIRMED:
        return _confirmed_cell(person)
    return Cell(
        text=setter.prepare(person.remark, f"{where}の備考"),
        above=setter.prepare(person.criteria, f"{where}の該当区分"),
        size=8.5,
    )


def _age_cell(person: PersonLine) -> Cell:
    sex = person.sex.label if person.sex else ""
    return Cell(text="" if person.age is None else f"{person.age}歳", below=sex, size=9, stand=Stand.MIDDLE)


def _address(address: str) -> str:
    """Street, and the building on a line of its own."""
    return f"(住所は{HIDDEN})" if address == HIDDEN else address.replace(" ", "\n", 1)


def _contacts(width: float, setter: Typesetter, contacts: Sequence[Contact]) -> str:
    """`` 8日訪○ 22日電×``, as many on a line as fit, days under each other."""
    if not contacts:
        return "記録なし"
    parts = [f"{contact.day.day:>2}日{METHODS[contact.method]}{RESULTS[contact.result]}" for contact in contacts]
    a_line = max(int(width / setter.measure(parts[0] + " ", 9)), 1)
    return "\n".join(" ".join(parts[start : start + a_line]) for start in range(0, len(parts), a_line))


def _confirmed_cell(person: PersonLine) -> Cell:
    """The day, or 未確認 in bold with the day of the last confirmed contact before the month."""
    last = person.last_confirmed
    if person.confirmed:
        return Cell(text=show_month_day(last) if last else "○", stand=Stand.END)
    before = f"前は{show_day_short(last)}" if last else "記録なし"
    return Cell(text="未確認", below=before, bold=True, stand=Stand.END)
