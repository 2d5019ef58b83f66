"""PEOPLE_COLUMNS: what a list of people can show, on screen and on paper; the user chooses which and in what order."""

from collections.abc import Callable, Mapping
from datetime import date

from watchdesk.columns import Align, Column
from watchdesk.domain import line_words, missing
from watchdesk.domain.cadence import DueState
from watchdesk.domain.era import show_day_short
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.people_order import by_place, by_reading

PeopleColumn = Column[PersonLine]

USUAL_COLUMNS = ("condition", "name", "age", "address", "consent", "last_confirmed", "due", "watcher")
"""Keys of what a list shows until the user chooses otherwise."""


def people_columns(today: date, criteria: Mapping[str, str]) -> Mapping[str, PeopleColumn]:
    """Return every column by its key, in the order in which they are offered.

    ``criteria``: short words by code (``desk.codes.short_labels("criteria")``).
    """
    return {**_who(), **_where(), **_need(criteria), **_state(), **_days(today)}


def columns_for(
    columns: Mapping[str, PeopleColumn], keys: tuple[str, ...], may_have: Callable[[str], bool]
) -> tuple[dict[str, PeopleColumn], tuple[str, ...]]:
    """Return the chosen columns, by key, that a receiver may have, and the titles of those that stay out.

    Each once and in the order of the keys; unknown ones are passed over; none chosen: the usual ones. Where none is
    left it is the name.
    """
    chosen = _chosen(columns, keys)
    told = {key: columns[key] for key in chosen if may_have(key)} or {"name": columns["name"]}
    return told, tuple(columns[key].title for key in chosen if key not in told)


def _chosen(columns: Mapping[str, PeopleColumn], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(keys) if key in columns) or USUAL_COLUMNS


def _plain(title: str, value: Callable[[PersonLine], str], width: int = 6) -> PeopleColumn:
    """A column that sorts by its words, empty ones last."""
    return Column(title, value, sort_key=lambda line: value(line) or None, width=width)


def _who() -> dict[str, PeopleColumn]:
    return {
        "name": Column(
            "氏名", lambda line: line.name, sort_key=by_reading, above=lambda line: line.kana or "", width=8
        ),
        "number": _plain("整理番号", lambda line: line.number or ""),
        "age": Column("年齢", line_words.age, sort_key=lambda line: line.age, align=Align.END, width=4),
        "sex": _plain("性別", lambda line: line.sex.label if line.sex else "", 3),
        "birth_date": Column(
            "生年月日",
            lambda line: show_day_short(line.birth_date) if line.birth_date else "",
            sort_key=lambda line: line.birth_date,
            width=6,
        ),
    }


def _where() -> dict[str, PeopleColumn]:
    return {
        "area": _plain("地域", lambda line: line.area, 4),
        "address": Column(
            "住所", line_words.street, sort_key=by_place, below=lambda line: line.building or "", width=9
        ),
        "town": Column("町名", lambda line: line.town or "", sort_key=by_place, width=5),
        "phones": _plain("電話", lambda line: "\n".join(line.phones), 8),
        "living": _plain("世帯", lambda line: line.living.label if line.living else ""),
    }


def _need(criteria: Mapping[str, str]) -> dict[str, PeopleColumn]:
    cooling = {True: "あり", False: "なし", None: ""}
    return {
        "criteria": _plain("該当区分", lambda line: "、".join(criteria.get(one, one) for one in line.criteria), 9),
        "care_level": _plain("要介護度", lambda line: line.care_level.label if line.care_level else "", 5),
        "air_conditioner": _plain("エアコン", lambda line: cooling[line.air_conditioner], 4),
        "watcher": _plain("見守り員", lambda line: line.watcher or ""),
        "minsei": _plain("民生委員", lambda line: line.minsei or ""),
        "missing": _plain("まだ書いていないこと", lambda line: missing.in_words(line.missing), 10),
    }


def _state() -> dict[str, PeopleColumn]:
    def seen(line: PersonLine) -> tuple[int, str]:
        words, tone = line_words.condition(line)
        return line_words.SEEN.index(tone), words

    return {
        "condition": Column(
            "様子",
            lambda line: line_words.condition(line)[0],
            sort_key=seen,
            tone=lambda line: line_words.condition(line)[1],
            width=5,
        ),
        "status": _plain("状態", lambda line: line.status.label if line.status else "", 5),
        "consent": Column(
            "同意",
            lambda line: line_words.consent(line)[0],
            sort_key=lambda line: line_words.consent(line)[0],
            tone=lambda line: line_words.consent(line)[1],
            width=5,
        ),
    }


def _days(today: date) -> dict[str, PeopleColumn]:
    return {
        "consent_since": Column(
            "同意日",
            lambda line: show_day_short(line.consent_since) if line.consent_since else "",
            sort_key=lambda line: line.consent_since,
            width=6,
        ),
        "last_confirmed": Column(
            "前に会えた日",
            lambda line: line_words.day(line.last_confirmed, today) or "まだ",
            sort_key=lambda line: line.last_confirmed or date.min,
            width=6,
        ),
        "last_attempt": Column(
            "前に訪ねた日",
            lambda line: line_words.day(line.last_attempt, today) or "まだ",
            sort_key=lambda line: line.last_attempt or date.min,
            width=6,
        ),
        "due": Column(
            "次の期限",
            lambda line: line_words.due(line, today),
            sort_key=lambda line: line.due.due_on if line.due else None,
            below=line_words.due_below,
            tone=lambda line: "care" if line.due is not None and line.due.state is DueState.OVERDUE else "",
            width=6,
        ),
    }
