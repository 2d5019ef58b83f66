"""What two issues of a month show otherwise: from what to what, without names, and then of whom."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from watchdesk.domain import monthly_columns
from watchdesk.domain.closing import Difference
from watchdesk.domain.closing_differences import NOTHING, Names, differences, texts_moved
from watchdesk.domain.era import show_day_short
from watchdesk.domain.words import Condition
from watchdesk.domain.work_lists import CodeNames, WorkLists
from watchdesk.reports.monthly.cover import compared
from watchdesk.reports.monthly.facts import Contact, MonthlyFacts, PersonChange, PersonLine, VisitLine
from watchdesk.reports.monthly.issue import WHERE, Kept

OTHERWISE = "書きかえ"
LISTED = "一覧"
CONTACTS = "今月の記録"
DETAIL = "訪問記録のくわしい内容"
MOST_CONTACTS = 3
"""So many contacts that came or went are told one by one."""
LISTS = {
    "fields": "相談の分野",
    "contents": "相談の内容",
    "activities": "活動の種類",
    "coordination": "連絡調整の相手",
    "receivers": "つないだ先",
}
PERSON: tuple[tuple[str, Callable[[PersonLine], str]], ...] = (
    ("お名前", lambda line: line.name),
    ("ふりがな", lambda line: line.kana),
    ("年齢", lambda line: f"{line.age}歳" if line.age is not None else ""),
    ("性別", lambda line: line.sex.label if line.sex is not None else ""),
    (WHERE, lambda line: line.address),
    ("区分", lambda line: line.criteria),
    ("備考", lambda line: line.remark),
    ("今月の安否", lambda line: "確かめられた" if line.confirmed else "確かめられなかった"),
    ("確かめた日", lambda line: show_day_short(line.last_confirmed) if line.last_confirmed is not None else ""),
)
"""What stands in a person's line, beside the contacts."""
VISIT: tuple[tuple[str, Callable[[VisitLine], str]], ...] = (
    ("時刻", lambda line: f"{line.at:%H:%M}" if line.at is not None else ""),
    ("様子", lambda line: line.condition.label if isinstance(line.condition, Condition) else ""),
    ("気づき", lambda line: "、".join(line.signs)),
    ("訪問者", lambda line: line.visitor),
)
"""What stands with a visit's note, beside what its contact tells."""
UNSHOWN_OF_PEOPLE: Mapping[str, Mapping[str, Any]] = {
    monthly_columns.AGE: {"age": None, "sex": None},
    monthly_columns.ADDRESS: {"address": ""},
    monthly_columns.CONTACTS: {"contacts": ()},
    monthly_columns.CONFIRMED: {"last_confirmed": None},
    monthly_columns.REMARK: {"criteria": "", "remark": ""},
}
"""What a line is without a column."""
UNSHOWN_OF_VISITS: Mapping[str, Mapping[str, Any]] = {
    monthly_columns.CONDITION: {"condition": None},
    monthly_columns.VISITOR: {"visitor": ""},
    monthly_columns.SIGNS: {"signs": ()},
    monthly_columns.NOTE: {"note": ""},
}
"""What a visit is without a column; its method and result are told of by its contact."""


def otherwise(before: Kept, after: Kept) -> tuple[Difference, ...]:
    """Return all that the paper shows otherwise: figures, lists, cover and words; of people only how many."""
    before, after = _as_shown(before, after.facts), _as_shown(after, after.facts)
    names = Names(signs={sign.code: sign.label for sign in after.facts.signs}, lists=after.facts.lists)
    return (
        *differences(before.facts.figures, after.facts.figures, names),
        *_beside(before.facts, after.facts),
        *_people(before, after),
        *_texts(before.facts, after.facts),
        *_words(before.facts, after.facts),
    )


def changes(before: Kept, after: Kept) -> tuple[tuple[str, PersonChange], ...]:
    """Return of whom the lists tell otherwise, and what, under their ids; nothing where nobody is named (統計のみ)."""
    before, after = _as_shown(before, after.facts), _as_shown(after, after.facts)
    old, new = dict(before.people or ()), dict(after.people or ())
    visits = _by_person(before), _by_person(after)
    found = []
    for person_id in dict.fromkeys((*new, *old)):
        line, was = new.get(person_id), old.get(person_id)
        told = line or was
        moved = tuple(_person(was, line, *(each.get(person_id, []) for each in visits)))
        if moved and told is not None:
            found.append((person_id, PersonChange(name=told.name, kana=told.kana, moved=moved)))
    return tuple(found)


def _as_shown(kept: Kept, facts: MonthlyFacts) -> Kept:
    """An issue with nothing in the columns that the lists of ``facts`` leave out: what is not printed did not move."""
    no_people = _left_out(UNSHOWN_OF_PEOPLE, facts.people_columns)
    no_visits = _left_out(UNSHOWN_OF_VISITS, facts.visit_columns)
    people, visits = kept.people, kept.visits
    if people is not None and no_people:
        people = tuple((person_id, replace(line, **no_people)) for person_id, line in people)
    if visits is not None and no_visits:
        visits = tuple((person_id, replace(line, **no_visits)) for person_id, line in visits)
    return replace(kept, people=people, visits=visits)


def _left_out(unshown: Mapping[str, Mapping[str, Any]], shown: Sequence[str]) -> dict[str, Any]:
    return {name: value for key, fields in unshown.items() if key not in shown for name, value in fields.items()}


# ---- figures beside the month's


def _beside(before: MonthlyFacts, after: MonthlyFacts) -> Iterator[Difference]:
    """The rows of ③ and the chart: what is printed of other spans."""
    month = after.month
    for title, name in (
        (f"前の月（{month.previous.number}月）の", "previous"),
        (f"前の年の{month.number}月の", "known_last_year"),
        ("今年度の", "year_to_date"),
    ):
        old, new = compared(getattr(before, name), before), compared(getattr(after, name), after)
        rows = ((title + _plain(what), was, now) for (_, was), (what, now) in zip(old, new, strict=True))
        yield from texts_moved(rows)
    past, present = ({month: counts for month, *counts in facts.trend} for facts in (before, after))
    for one in sorted(past.keys() | present.keys()):
        for place, what in enumerate(("確かめられた方", "確かめられなかった方")):
            was, now = (f"{known[one][place]:,}名" if one in known else "" for known in (past, present))
            yield from texts_moved([(f"グラフの{one.number}月の{what}", was, now)])


def _plain(title: str) -> str:
    """Without what it is a part of and which methods count: that stands in ③."""
    return "訪問回数" if title.startswith("訪問回数") else title.removeprefix("うち ")


# ---- people and their visits


def _people(before: Kept, after: Kept) -> Iterator[Difference]:
    """How many are named, and of how many something is told otherwise; nobody is named."""
    for what, unit, old, new in (
        ("お名前をのせる方", "名", before.people, after.people),
        (DETAIL, "件", before.visits, after.visits),
    ):
        if old is not None and new is not None and old != new:
            yield from texts_moved([(what, f"{len(old):,}{unit}", f"{len(new):,}{unit}")])
    moved = [{_kind(one.what) for one in change.moved} for _, change in changes(before, after)]
    counted = Counter(kind for kinds in moved for kind in kinds)
    for kind, number in counted.items():
        yield Difference(what=f"お名前をのせる方のうち、{kind}が変わった方", before=NOTHING, after=f"{number:,}名")
    if not counted and (before.people, before.visits) != (after.people, after.visits):
        yield Difference(what="お名前をのせる方と記録の順", before=NOTHING, after="並びかえ")


def _kind(what: str) -> str:
    """All that is told of a visit is one kind."""
    return DETAIL if "日の記録の" in what else what


def _by_person(kept: Kept) -> dict[str, list[VisitLine]]:
    found: dict[str, list[VisitLine]] = {}
    for person_id, line in kept.visits or ():
        found.setdefault(person_id, []).append(line)
    return found


def _person(
    was: PersonLine | None, line: PersonLine | None, old: Sequence[VisitLine], new: Sequence[VisitLine]
) -> Iterator[Difference]:
    if was is None or line is None:
        listed = ("のせていない", "のせた") if was is None else ("のせた", "のせていない")
        yield from texts_moved([(LISTED, *listed)])
        return
    yield from texts_moved((what, told(was), told(line)) for what, told in PERSON)
    yield from _contacts(was.contacts, line.contacts)
    yield from _visits(old, new)


def _contacts(old: Sequence[Contact], new: Sequence[Contact]) -> Iterator[Difference]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if gone or come:
        yield Difference(what=CONTACTS, before=_told(len(old), gone), after=_told(len(new), come))


def _told(number: int, moved: Counter[Contact]) -> str:
    """「2件（20日 訪問 本人と話せた）」: how many, and those that the other issue has not."""
    each = sorted(moved.elements(), key=lambda one: one.day)
    told = [f"{one.day.day}日 {one.method.label} {one.result.label}" for one in each[:MOST_CONTACTS]]
    more = [f"ほか{len(each) - MOST_CONTACTS:,}件"] if len(each) > MOST_CONTACTS else []
    return f"{number:,}件" + (f"（{'、'.join([*told, *more])}）" if told else "")


def _visits(old: Sequence[VisitLine], new: Sequence[VisitLine]) -> Iterator[Difference]:
    """What is told otherwise of a visit that stands in both; one that came or went is told by its contact."""
    both = dict.fromkeys(_contact(line) for line in new)
    for key in both:
        was, now = ([line for line in lines if _contact(line) == key] for lines in (old, new))
        for one, other in zip(_without(was, now), _without(now, was), strict=False):
            title = f"{other.day.day}日の記録の"
            yield from texts_moved((title + what, told(one), told(other)) for what, told in VISIT)
            if one.note != other.note:
                yield Difference(what=f"{title}文", before=_length(one.note), after=_rewritten(one.note, other.note))


def _contact(line: VisitLine) -> tuple[Any, ...]:
    return line.day, line.method, line.result


def _without(lines: Iterable[VisitLine], others: Sequence[VisitLine]) -> list[VisitLine]:
    return [line for line in lines if line not in others]


# ---- cover and words


def _texts(old: MonthlyFacts, new: MonthlyFacts) -> Iterator[Difference]:
    """Of what was written only how long it is: what was taken out is not printed once more."""
    for what, was, now in (("特記事項", old.remarks, new.remarks), ("来月の予定", old.coming, new.coming)):
        if was != now:
            yield Difference(what=what, before=_length(was), after=_rewritten(was, now))
    past, present = _cover(old), _cover(new)
    yield from texts_moved((what, past[what], present[what]) for what in past)


def _length(text: str) -> str:
    return f"{len(text):,}字" if text else NOTHING


def _rewritten(was: str, now: str) -> str:
    return f"{_length(now)}（{OTHERWISE}）" if was and now else _length(now)


def _cover(facts: MonthlyFacts) -> Mapping[str, str]:
    stamps = "／".join(f"{group.title} {'・'.join(group.boxes)}" for group in facts.stamps)
    return {
        "地域の名前": facts.area,
        "作成者": facts.coordinator,
        "事務所": facts.office,
        "電話": facts.phone,
        "あて先": "、".join(facts.receivers),
        "決裁欄": stamps,
        "見守った方の一覧の項目": _titles(monthly_columns.PEOPLE, facts.people_columns),
        "訪問記録の一覧の項目": _titles(monthly_columns.VISITS, facts.visit_columns),
    }


def _titles(columns: Iterable[tuple[str, str]], shown: Sequence[str]) -> str:
    return "・".join(title for key, title in columns if key in shown)


def _words(old: MonthlyFacts, new: MonthlyFacts) -> Iterator[Difference]:
    """The words by which the lists are printed, code by code, and their order."""
    pairs = [("気づき", _signs(old), _signs(new))]
    for each in fields(WorkLists):
        past, present = (_codes(getattr(facts.lists, each.name)) for facts in (old, new))
        pairs.append((LISTS[each.name], past, present))
    for what, was, now in pairs:
        moved = list(texts_moved((f"{what}の言葉", was.get(code, ""), now.get(code, "")) for code in {**was, **now}))
        yield from moved
        if not moved and list(was) != list(now):
            yield Difference(what=f"{what}の言葉の順", before=NOTHING, after="並びかえ")


def _signs(facts: MonthlyFacts) -> Mapping[str, str]:
    return {sign.code: f"{sign.group} {sign.label}" for sign in facts.signs}


def _codes(names: CodeNames) -> Mapping[str, str]:
    """A word that stands in the table only where something is counted is told as such."""
    return {code: f"{word}{'' if code in names.offered else '（あるときだけ）'}" for code, word in names.labels.items()}
