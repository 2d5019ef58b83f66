"""The ageing list: what is open stands once, in the class of its days, with whose turn it is and what comes next."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import AREA, TODAY
from tests.reports.layout import faults, layout, printed_in
from tests.reports.sample_sizes import LONG_NAME, LONG_NOTE, RARE
from watchdesk.desk import Desk
from watchdesk.domain.consent import NOBODY, Purpose, disclose
from watchdesk.domain.histories import AreaEntry, ConsentEntry
from watchdesk.domain.person import Person
from watchdesk.domain.referral import SendWay
from watchdesk.domain.words import Consent
from watchdesk.reports import ageing_list
from watchdesk.reports.ageing_list import Age, AgeingFacts, Kind, PersonWaiting, Waiting, age_of

AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1), recipients=("hokatsu",))


def _drawn(desk: Desk, **told: Any) -> Any:
    return desk.sheets.of("ageing").prepare(told).run()


def _text(drawn: Any) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages)


@pytest.mark.parametrize(
    ("days", "late", "age"),
    [
        (0, 0, Age.NEW),
        (7, 0, Age.NEW),
        (8, 0, Age.MIDDLE),
        (30, 0, Age.MIDDLE),
        (31, 0, Age.OLD),
        (2, 1, Age.OVERDUE),
        (90, 3, Age.OVERDUE),
    ],
)
def test_what_is_late_stands_with_the_late_only_else_by_its_days(days: int, late: int, age: Age) -> None:
    assert age_of(days, late) is age


def test_follow_ups_and_referrals_stand_with_person_days_turn_and_next_step(empty_desk: Desk) -> None:
    one = empty_desk.people.register({"family_name": "見本山"}, area=AREA, consent=AGREED).id
    empty_desk.follow_ups.promise("配食の申しこみ用紙を届ける", TODAY + timedelta(days=3), one, "西川 花")
    said = {"person_id": one, "receiver": "hokatsu", "reason": "買い物に行けない", "wanted": "訪問してほしい"}
    referral = empty_desk.referrals.prepare(said)
    draft = _text(_drawn(empty_desk))
    for words in ("見本山", "配食の申しこみ用紙を届ける", "西川 花", "地域包括支援センターへ送る", "7日以内"):
        assert words in draft
    empty_desk.referrals.send(referral.id, SendWay.HAND)
    sent = _text(_drawn(empty_desk))
    assert "返事を待つ：訪問してほしい" in sent
    assert "へ送る" not in sent


def test_what_is_done_voided_or_answered_does_not_stand_on_it(empty_desk: Desk) -> None:
    promises = empty_desk.follow_ups
    promises.done(promises.promise("すんだこと", TODAY).id, "すみました")
    promises.void(promises.promise("取り消したこと", TODAY).id, "まちがい")
    said = {"receiver": "hokatsu", "reason": "買い物に行けない", "area": AREA}
    empty_desk.referrals.withdraw(empty_desk.referrals.prepare(said).id, "ご本人が望まれない")
    drawn = _drawn(empty_desk)
    assert sum(map(len, drawn.facts.lines.values())) == 0
    assert "写し" not in _text(drawn)


def test_only_the_classes_and_kinds_that_are_wanted_stand_on_it(empty_desk: Desk) -> None:
    empty_desk.follow_ups.promise("これからのこと", TODAY + timedelta(days=9))
    assert "これからのこと" in _text(_drawn(empty_desk, ages="new"))
    assert "これからのこと" not in _text(_drawn(empty_desk, ages="overdue,old"))
    assert "これからのこと" not in _text(_drawn(empty_desk, what="referrals"))


def test_the_columns_that_are_wanted_stand_on_it_and_who_it_is_about_in_any_case(empty_desk: Desk) -> None:
    empty_desk.follow_ups.promise("会いに行く", TODAY + timedelta(days=9))
    usual = _text(_drawn(empty_desk))
    assert "だれの番" in usual
    assert "記入欄" not in usual
    chosen = _text(_drawn(empty_desk, columns="due,empty"))
    assert [word in chosen for word in ("期限", "記入欄", "どなたのこと", "だれの番", "会いに行く")] == [True] * 3 + [
        False
    ] * 2
    assert "会いに行く" in _text(_drawn(empty_desk, columns="次にすること"))


def test_a_list_with_other_columns_is_no_reprint_and_the_very_same_is(empty_desk: Desk) -> None:
    one = empty_desk.people.register({"family_name": "見本山"}, area=AREA, consent=AGREED).id
    empty_desk.follow_ups.promise("会いに行く", TODAY + timedelta(days=9), one)
    lists = empty_desk.sheets.of("ageing")
    first = lists.handed_out(lists.again(_drawn(empty_desk)))
    assert lists.again(_drawn(empty_desk)).facts.reprint_of == first.number
    assert lists.again(_drawn(empty_desk, columns="due,empty")).facts.reprint_of is None


def test_each_open_one_of_a_register_stands_on_it_once(empty_desk: Desk) -> None:
    """Also where there is much of it, of many people and of nobody."""
    ids = [empty_desk.people.register({"family_name": f"見本{n}"}, area=AREA, consent=AGREED).id for n in range(8)]
    for number in range(40):
        whose = ids[number % 8] if number % 5 else None
        empty_desk.follow_ups.promise(f"約束{number:02}", TODAY + timedelta(days=number), whose)
        said = {"person_id": ids[number % 8], "receiver": "hokatsu", "reason": f"わけ{number:02}"}
        empty_desk.referrals.prepare(said)
    drawn = _drawn(empty_desk)
    text = "".join(_text(drawn).split())
    for number in range(40):
        assert text.count(f"約束{number:02}") == text.count(f"わけ{number:02}") == 1
    assert faults(layout(drawn.pdf)) == []
    _opens_exactly_what_stands_on_it(empty_desk, drawn)


def _opens_exactly_what_stands_on_it(desk: Desk, drawn: Any) -> None:
    papers, sheets = desk.sheets.of("ageing"), layout(drawn.pdf)
    lines = {line.key: line for line in papers.lines(drawn)}
    assert {place.ref.key for place in drawn.figures} == set(lines)
    for place in drawn.figures:
        line = lines[place.ref.key]
        found = papers.behind(drawn, line.key)
        assert line.cells == (f"{len(found.ids):,}件",)
        assert line.cells[0] in printed_in(sheets, place)
    promised = {line.id for line in desk.follow_ups.open()}
    assert set(papers.behind(drawn, "follow_ups").ids) == promised
    assert set(papers.behind(drawn, "referrals").ids) == {line.id for line in desk.referrals.lines()}


def test_a_hidden_persons_place_is_left_out_of_what_was_written(empty_desk: Desk) -> None:
    home = {"town": "九条", "address": "1-2-34", "phones": ("06-6012-3456",), "hidden": True}
    one = empty_desk.people.register({"family_name": "秘山", **home}, area=AREA, consent=AGREED).id
    empty_desk.follow_ups.promise("九条1-2-34へ届ける", TODAY, one)
    empty_desk.secrecy.open(one, "訪ねるため")
    text = _text(_drawn(empty_desk))
    assert "秘山" in text
    assert "1-2-34" not in text


def test_it_is_a_numbered_copy_only_where_somebody_is_named(empty_desk: Desk) -> None:
    papers = empty_desk.sheets.of("ageing")
    empty_desk.follow_ups.promise("会議の部屋をとる", TODAY)
    assert papers.handed_out(_drawn(empty_desk)).number is None
    one = empty_desk.people.register({"family_name": "見本山"}, area=AREA).id
    empty_desk.follow_ups.promise("電話をかける", TODAY, one)
    assert papers.handed_out(_drawn(empty_desk)).number == 1


def test_far_too_much_stands_on_it_whole_and_nothing_over_another() -> None:
    person = Person(id="1", family_name="見本", area_history=(AreaEntry(area=AREA),), created_on=TODAY)
    rows = [
        PersonWaiting(
            place=at,
            age=tuple(Age)[at % 4],
            kind=Kind.REFERRAL,
            since="R8.11.15",
            days=12345,
            due="R8.11.19\n12,345日超過",
            turn=LONG_NAME,
            person_id="1",
            name=f"{LONG_NAME}{RARE}",
            step=LONG_NOTE * (at % 3),
        )
        for at in range(40)
    ]
    people = disclose(
        [(person, row) for row in rows],
        purpose=Purpose.DESK_LIST,
        receiver=NOBODY,
        day=TODAY,
        default_recipients=frozenset(),
    )
    plain = (Waiting(place=99, age=Age.NEW, kind=Kind.FOLLOW_UP, since="R8.11.15", days=1, step="会議の部屋をとる"),)
    facts = AgeingFacts(printed_on=TODAY, people=people, plain=plain, stamps=("課長",), remarks=LONG_NOTE, number=3)
    into = io.BytesIO()
    ageing_list.draw(facts, into)
    assert faults(layout(into.getvalue())) == []
    pages = [page.extract_text().replace("（前のページの続き）", "") for page in PdfReader(into).pages]
    assert all(page.count("続き") <= 1 for page in pages), "a long row goes on overleaf only"
