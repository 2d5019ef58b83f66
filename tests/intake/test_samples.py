"""The four sample lists, taken in one after the other as their README tells, each with its exact outcome."""

import csv
from collections import Counter
from datetime import date, time

import pytest

from tests.intake.made import LISTS, SAMPLES, TODAY, codes, counted, new_id, read, take_in
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Condition, Consent, ConsentWay, Method, Result, Sex
from watchdesk.intake.book import open_book
from watchdesk.intake.matching import Decisions
from watchdesk.intake.outcome import Outcome
from watchdesk.intake.people import unmapped_columns
from watchdesk.intake.visit_matching import match_visits
from watchdesk.intake.visits import read_visits, unmapped_visit_columns

SIMPLE = SAMPLES / "register_simple.xlsx"
PRINTED = SAMPLES / "register_printed_layout.xlsx"
LEGACY = SAMPLES / "register_legacy_cp932.csv"
VISITS = SAMPLES / "visits_2026-10.csv"


@pytest.fixture(scope="module")
def taken_in() -> tuple[list[Person], list[Decisions]]:
    """The register after the three lists, and what came of each."""
    register: list[Person] = []
    return register, [take_in(file, register) for file in (SIMPLE, PRINTED, LEGACY)]


def test_the_simple_list_brings_forty_people_and_keeps_the_column_without_a_field() -> None:
    rows = read(SIMPLE)
    first = rows[0].person

    assert len(rows) == 40
    assert all(row.person and not row.messages for row in rows)
    assert unmapped_columns(open_book(SIMPLE), None, LISTS) == ("自治会班",)
    assert first is not None
    assert (first.name, first.kana, first.sex, first.birth_date) == (
        "小川 美代子",
        "オガワ ミヨコ",
        Sex.FEMALE,
        date(1954, 8, 4),
    )
    assert (first.postal_code, first.town, first.address, first.building) == ("5500013", "新町", "4-22-20", None)
    assert (first.phones, first.criteria) == (("06-6045-4730",), ("S2",))
    assert first.consent_history == (
        ConsentEntry(state=Consent.AGREED, since=date(2026, 5, 12), way=ConsentWay.WRITTEN),
    )
    assert first.emergency_contacts == (EmergencyContact(name="小川 実", relation="甥", phone="080-0032-2616"),)
    assert first.extra == {"自治会班": "4班", "原文 郵便番号": "550-0013", "原文 住所": "大阪市西区新町4-22-20"}
    assert first.notes == "足が悪く玄関まで時間がかかる"


def test_every_person_of_the_simple_list_has_a_criterion_and_the_consent_of_the_list() -> None:
    people = [row.person for row in read(SIMPLE) if row.person]
    states = Counter(person.consent_history[-1].state for person in people)

    assert all(len(person.criteria) == 1 for person in people)
    assert states == {Consent.AGREED: 32, Consent.REFUSED: 5, Consent.PENDING: 3}


def test_the_printed_list_brings_forty_people_of_its_sheets_area_and_lists_the_rows_that_are_nobody() -> None:
    rows = read(PRINTED, home_area=None)
    people = [row.person for row in rows if row.person]
    nobody = {row.row: codes(row) for row in rows if row.person is None}

    assert len(people) == 40
    assert {person.area_on(TODAY) for person in people} == {"堀江"}
    assert nobody == {
        **{key: ["row.total"] for key in (20, 38, 51)},
        **{key: ["row.blank"] for key in (21, 39, 52)},
        **{key: ["row.header"] for key in (22, 40)},
        53: ["row.remark"],
    }


def test_the_printed_lists_address_is_parted_and_its_reading_put_in_form() -> None:
    first = read(PRINTED)[0].person

    assert first is not None
    assert (first.family_name, first.given_name, first.kana) == ("千葉", "文子", "チバ フミコ")
    assert (first.town, first.address, first.building) == ("北堀江", "4-14-24", "エスポワール北堀江1103")
    assert first.number is None
    assert first.extra["No."] == "1"
    assert first.extra["原文 ふりがな"] == "ちば ふみこ"
    assert first.consent_history[-1].state is Consent.REFUSED


def test_the_lines_of_the_old_system_that_cannot_be_taken_say_why() -> None:
    rows = {row.row: row for row in read(LEGACY)}

    rejected = {number: codes(row) for number, row in rows.items() if row.result == "rejected"}
    assert rejected == {12: ["birth_date.out_of_era"], 25: ["birth_date.in_future"], 34: ["name.missing"]}
    assert rows[12].messages[0].column == "生年月日"
    assert "平成元年1月8日ではありませんか" in rows[12].messages[0].text
    assert rows[34].messages[0].column == "氏名"
    assert codes(rows[42]) == ["row.total"]


def test_the_old_systems_bare_number_is_the_persons_number_and_its_kana_full_width() -> None:
    first = read(LEGACY)[0].person

    assert first is not None
    assert (first.number, first.kana, first.town, first.address) == ("4001", "コバヤシ ユキオ", "南堀江", "4-24-15")
    assert first.extra == {"登録日": "H30.04.01"}


def test_the_three_lists_one_after_the_other(taken_in: tuple[list[Person], list[Decisions]]) -> None:
    register, decisions = taken_in

    assert [counted(each) for each in decisions] == [
        {"added": 40},
        {"added": 40, "skipped": 9},
        {"added": 35, "changed": 2, "rejected": 3, "skipped": 1},
    ]
    assert len(register) == 115
    assert len(decisions[2].missing) == 78


def test_two_people_of_the_old_system_are_known_also_with_another_form_of_a_letter(
    taken_in: tuple[list[Person], list[Decisions]],
) -> None:
    register, decisions = taken_in
    names = {person.id: person.name for person in register}
    known = {each.row.row: each for each in decisions[2].rows if each.report.result == "changed"}

    assert {row: names[each.report.person_id or ""] for row, each in known.items()} == {
        6: "宮本 昭二",
        16: "髙橋 キミ",
    }
    assert {each.changed for each in known.values()} == {("number", "extra")}


def test_the_same_lists_again_change_nothing(taken_in: tuple[list[Person], list[Decisions]]) -> None:
    register = list(taken_in[0])

    assert counted(take_in(SIMPLE, register)) == {"unchanged": 40}
    assert counted(take_in(PRINTED, register)) == {"unchanged": 40, "skipped": 9}
    assert len(register) == 115


def test_an_update_writes_the_number_and_then_finds_nothing_more(
    taken_in: tuple[list[Person], list[Decisions]],
) -> None:
    register = list(taken_in[0])

    assert counted(take_in(LEGACY, register, update=True))["updated"] == 2
    takahashi = next(person for person in register if person.name == "髙橋 キミ")
    assert (takahashi.number, takahashi.extra["登録日"]) == ("4015", "H30.04.01")
    assert takahashi.building == "シャトーひまわり1012"
    assert counted(take_in(LEGACY, register))["unchanged"] == 37


def test_all_visits_find_their_people(taken_in: tuple[list[Person], list[Decisions]]) -> None:
    register = taken_in[0]
    names = {person.id: person.name for person in register}
    rows = read_visits(open_book(VISITS), LISTS, today=TODAY)

    decisions = match_visits(rows, register, [], new_id=new_id)

    assert Counter(each.report.result for each in decisions) == {"added": 120}
    assert unmapped_visit_columns(open_book(VISITS)) == ()
    with VISITS.open(encoding="utf-8-sig", newline="") as file:
        written = [row["氏名"] for row in csv.DictReader(file)]
    assert [names[each.visit.person_id] for each in decisions if each.visit] == written
    first = decisions[0].visit
    assert first is not None
    assert (first.on, first.at, first.method) == (date(2026, 10, 1), time(10, 45), Method.INTERCOM)
    assert (first.result, first.condition, first.signs) == (Result.CONFIRMED, Condition.URGENT, ("S03",))
    assert (first.note, first.visitor) == (None, "田村 節子")


def test_the_visits_words_are_all_read(taken_in: tuple[list[Person], list[Decisions]]) -> None:
    rows = read_visits(open_book(VISITS), LISTS, today=TODAY)
    with VISITS.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))

    attempts = [row.attempt for row in rows if row.attempt]
    assert [attempt.method.label for attempt in attempts] == [row["方法"] for row in written]
    assert [attempt.result.label for attempt in attempts] == [row["結果"] for row in written]
    assert [attempt.condition.label if attempt.condition else "" for attempt in attempts] == [
        row["様子"] for row in written
    ]
    assert ["、".join(LISTS.signs[code] for code in attempt.signs) for attempt in attempts] == [
        row["気づき"] for row in written
    ]
    assert [attempt.note or "" for attempt in attempts] == [row["記録"] for row in written]


def test_the_same_visits_again_are_unchanged(taken_in: tuple[list[Person], list[Decisions]]) -> None:
    rows = read_visits(open_book(VISITS), LISTS, today=TODAY)
    recorded = [each.visit for each in match_visits(rows, taken_in[0], [], new_id=new_id) if each.visit]

    again = match_visits(rows, taken_in[0], recorded, new_id=new_id)

    assert Counter(each.report.result for each in again) == {"unchanged": 120}


def test_the_outcome_is_written_as_the_contract_says(taken_in: tuple[list[Person], list[Decisions]]) -> None:
    decisions = taken_in[1][2]

    outcome = Outcome(
        details=decisions.reports, missing=len(decisions.missing), unmapped_columns=("登録日",), import_id="i1"
    )

    written = outcome.to_json()
    details = written.pop("details")
    assert written == {
        "rows": 41,
        "added": 35,
        "updated": 0,
        "changed": 2,
        "unchanged": 0,
        "doubtful": 0,
        "skipped": 1,
        "rejected": 3,
        "missing": 78,
        "dry_run": False,
        "unmapped_columns": ["登録日"],
        "import_id": "i1",
    }
    assert outcome.done_in_part
    assert details[10] == {
        "sheet": "register_legacy_cp932",
        "row": 12,
        "result": "rejected",
        "person_id": None,
        "messages": [
            {
                "code": "birth_date.out_of_era",
                "column": "生年月日",
                "text": "昭和64年1月8日は昭和の日付ではありません。平成元年1月8日ではありませんか。",
            }
        ],
    }
