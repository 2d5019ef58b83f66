"""The individual record 個人記録: the register whole, the period's records with their notes, through the gate."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import AREA, TODAY
from tests.reports.layout import faults, layout
from tests.reports.sample_sizes import LONG_NAME, LONG_NOTE, RARE
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.person import EmergencyContact
from watchdesk.domain.words import Condition, Consent, Method, Result
from watchdesk.errors import Invalid, NotFound, WatchDeskError
from watchdesk.fields import PERSON_FIELDS

AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1), recipients=("hokatsu", "minsei"))
HOME: dict[str, Any] = {"town": "九条", "address": "1-2-34", "building": "コーポ九条101", "phones": ("06-6012-3456",)}


def _person(desk: Desk, **values: Any) -> str:
    return desk.people.register({"family_name": "見本", **HOME, **values}, area=AREA, consent=AGREED).id


def _visit(desk: Desk, person_id: str, on: date, note: str) -> None:
    told = {"note": note, "visitor": "見守 花"}
    desk.visits.record(person_id, on=on, method=Method.VISIT, result=Result.MET, condition=Condition.WELL, details=told)


def _text(desk: Desk, person_id: str, **told: Any) -> str:
    drawn = desk.sheets.of("person").prepare({"person": person_id, **told}).run()
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages)


def test_every_field_of_the_register_stands_on_the_face_sheet(empty_desk: Desk) -> None:
    text = _text(empty_desk, _person(empty_desk))
    names = {"family_name", "given_name", "family_kana", "given_kana"}
    for field in PERSON_FIELDS:
        assert field.key in names or field.title in text
    for words in ("九条", "1-2-34", "コーポ九条101", "06-6012-3456", "同意（", "状態"):
        assert words in text


def test_contacts_stand_in_the_order_in_which_one_calls(empty_desk: Desk) -> None:
    contacts = tuple(EmergencyContact(name=name, phone="090-0011-2233") for name in ("い山", "あ川", "う谷"))
    text = _text(empty_desk, _person(empty_desk, emergency_contacts=contacts))
    places = [text.index(word) for word in ("1. い山", "2. あ川", "3. う谷")]
    assert places == sorted(places)


def test_only_what_was_done_within_the_days_stands_on_it(empty_desk: Desk) -> None:
    one = _person(empty_desk)
    _visit(empty_desk, one, date(2026, 9, 30), "前の記録")
    _visit(empty_desk, one, date(2026, 10, 1), "初日の記録")
    _visit(empty_desk, one, date(2026, 10, 31), "末日の記録")
    empty_desk.follow_ups.promise("配食のことを聞く", TODAY, one)
    case = {
        "person_id": one,
        "field": "A1",
        "content": "B1",
        "said": "買い物に行けない",
        "opened_on": date(2026, 10, 2),
    }
    empty_desk.consultations.open_case(case)
    text = _text(empty_desk, one, since="2026-10-01", until="2026-10-31")
    assert text.index("初日の記録") < text.index("末日の記録")
    assert "買い物に行けない" in text
    assert "前の記録" not in text
    assert "配食のことを聞く" not in text
    assert "配食のことを聞く" in _text(empty_desk, one)


def test_parts_that_are_not_wanted_are_left_out(empty_desk: Desk) -> None:
    one = _person(empty_desk)
    _visit(empty_desk, one, TODAY, "今日の記録")
    text = _text(empty_desk, one, parts="visits")
    assert "今日の記録" in text
    assert "06-6012-3456" not in text


def test_to_a_receiver_goes_only_what_may_be_shared_with_that_one(empty_desk: Desk) -> None:
    one = _person(empty_desk, doctor="見本医院", notes="ここだけの話")
    assert "見本医院" in _text(empty_desk, one, receiver="hokatsu", parts="face")
    for receiver in ("hokatsu", "minsei"):
        assert "ここだけの話" not in _text(empty_desk, one, receiver=receiver, parts="face")
    assert "見本医院" not in _text(empty_desk, one, receiver="minsei", parts="face")


WORDS = {"記録": "九条の話", "わけ": "買い物に行けない", "対応": "配食のことを聞く"}


@pytest.mark.parametrize(
    ("receiver", "told", "kept_back", "unshared"),
    [
        ("nobody", {"T-77", "訪問記録", "相談", "要対応", *WORDS.values()}, set(), ""),
        ("hokenfukushi", {"T-77", "訪問記録", "相談", "要対応", *WORDS.values()}, set(), ""),
        (
            "hokatsu",
            {"訪問記録", "九条の話", "相談"},
            {"T-77", "買い物に行けない", "配食のことを聞く"},
            "「相談・つなぎの中身」「要対応」",
        ),
        (
            "iryo_kaigo",
            {"訪問記録", "九条の話"},
            {"T-77", "買い物に行けない", "配食のことを聞く"},
            "「相談・つなぎ」「要対応」",
        ),
        (
            "minsei",
            {"訪問記録", "本人と話せた"},
            {"T-77", "見守 花", *WORDS.values()},
            "「訪問の様子・気づき・記録・訪問者」",
        ),
        ("chokai", {"06-6012-3456"}, {"T-77", "訪問記録", "本人と話せた", *WORDS.values()}, "「訪問の日・方法・結果」"),
    ],
)
def test_a_receiver_gets_the_records_whole_without_words_or_not_at_all(
    empty_desk: Desk, receiver: str, told: set[str], kept_back: set[str], unshared: str
) -> None:
    one = empty_desk.people.register(
        {"family_name": "見本", **HOME, "number": "T-77"},
        area=AREA,
        consent=replace(AGREED, recipients=("hokenfukushi", "hokatsu", "iryo_kaigo", "minsei", "chokai")),
    ).id
    _visit(empty_desk, one, TODAY, WORDS["記録"])
    empty_desk.follow_ups.promise(WORDS["対応"], TODAY, one)
    case = {"person_id": one, "field": "A1", "content": "B1", "said": WORDS["わけ"], "opened_on": TODAY}
    empty_desk.consultations.open_case(case)
    papers = empty_desk.sheets.of("person")
    drawn = papers.prepare({"person": one, "receiver": receiver}).run()
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages)
    assert [words for words in told if words not in text] == []
    assert [words for words in kept_back if words in text] == []
    assert papers.left_out(drawn).startswith(unshared)
    assert bool(unshared) is bool(drawn.unshared)


def test_without_a_consent_nothing_of_her_is_on_it_and_it_cannot_leave(empty_desk: Desk) -> None:
    one = _person(empty_desk)
    papers = empty_desk.sheets.of("person")
    drawn = papers.prepare({"person": one, "receiver": "shobo_keisatsu"}).run()
    text = PdfReader(io.BytesIO(drawn.pdf)).pages[0].extract_text()
    assert "06-6012-3456" not in text
    assert "同意をいただいていない" in text
    assert papers.why_not(drawn)


@pytest.mark.parametrize("receiver", ["nobody", "minsei"])
def test_a_hidden_persons_place_is_nowhere_on_it_even_where_it_is_opened(empty_desk: Desk, receiver: str) -> None:
    one = _person(empty_desk, hidden=True, notes="コーポ九条に住む", extra={"住所": "九条1丁目2番34号"})
    _visit(empty_desk, one, TODAY, "九条1-2-34のコーポ九条101でお会いした")
    empty_desk.follow_ups.promise("06-6012-3456にかける", TODAY, one)
    empty_desk.secrecy.open(one, "訪ねるため")
    text = _text(empty_desk, one, receiver=receiver)
    for secret in ("1-2-34", "コーポ九条", "06-6012-3456", "2番34号"):
        assert secret not in text
    assert "秘匿" in text


def test_only_the_very_same_record_is_a_reprint(empty_desk: Desk) -> None:
    one = _person(empty_desk)
    papers = empty_desk.sheets.of("person")

    def leave(**told: Any) -> int | None:
        copy = papers.handed_out(papers.again(papers.prepare({"person": one, "receiver": "minsei", **told}).run()))
        before: int | None = copy.facts.reprint_of
        return before

    assert leave() is None
    assert leave(parts="face") is None, "another paper about the same person"
    assert leave(parts="face") is not None


def test_what_was_written_since_it_was_looked_at_does_not_leave(empty_desk: Desk) -> None:
    one = _person(empty_desk)
    papers = empty_desk.sheets.of("person")
    drawn = papers.prepare({"person": one}).run()
    empty_desk.people.change(one, {"notes": "あとから書いた"})
    with pytest.raises(WatchDeskError):
        papers.handed_out(drawn)


def test_days_the_wrong_way_round_and_somebody_gone_are_refused(empty_desk: Desk) -> None:
    papers = empty_desk.sheets.of("person")
    with pytest.raises(Invalid) as refused:
        papers.prepare({"person": _person(empty_desk), "since": "2026-10-02", "until": "2026-10-01"})
    assert refused.value.field == "until"
    with pytest.raises(NotFound):
        papers.prepare({"person": "gone"}).run()


def test_far_too_much_stands_on_it_whole_and_nothing_over_another(empty_desk: Desk) -> None:
    long = dict.fromkeys(("notes", "family", "services", "evacuation", "doctor", "avoid"), LONG_NOTE[:300])
    contacts = tuple(EmergencyContact(name=LONG_NAME, relation="長男の妻", phone="090-0011-2233") for _ in range(8))
    one = _person(empty_desk, family_name=f"{LONG_NAME}{RARE}", emergency_contacts=contacts, **long)
    for number in range(20):
        _visit(empty_desk, one, date(2026, 1 + number % 11, 1 + number), LONG_NOTE * (4 if number == 3 else 1))
    told = {"person": one, "stamps": ("課長", "係長"), "remarks": LONG_NOTE * 2}
    drawn = empty_desk.sheets.of("person").prepare(told).run()
    assert faults(layout(drawn.pdf)) == []
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages).replace("\n", "")
    assert text.count("呼び鈴に返事なし") > 100
