"""The calendar on paper: one sheet, names only through the gate, a numbered copy wherever somebody is named."""

import io
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import AREA, TODAY
from watchdesk.desk import Desk, PlanSheet
from watchdesk.domain.consent import NOBODY
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.planning import week_of, weeks_of_month
from watchdesk.domain.words import Consent
from watchdesk.errors import Invalid, WatchDeskError

TUESDAY = TODAY + timedelta(days=2)
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1))
REFUSED = ConsentEntry(state=Consent.REFUSED, since=date(2026, 4, 1))


def _plan(desk: Desk, name: str, consent: ConsentEntry = AGREED, **values: Any) -> str:
    person = desk.people.register({"family_name": name, **values}, area=AREA, consent=consent)
    desk.plans.agree({"on": TUESDAY, "at": time(10), "what": "受診の付き添い", "person_id": person.id})
    return person.id


def _month(desk: Desk, receiver: str = NOBODY) -> PlanSheet:
    first, last = weeks_of_month(TODAY)
    job = desk.plan_sheets.prepare(first, last, receiver=receiver, month=Month.of(TODAY), heading="令和8年11月")
    return job.run()


def _week(desk: Desk, receiver: str = NOBODY) -> PlanSheet:
    first, last = week_of(TODAY)
    return desk.plan_sheets.prepare(first, last, receiver=receiver, month=None, heading="11月22日の週").run()


def _text(drawn: PlanSheet) -> str:
    (page,) = PdfReader(io.BytesIO(drawn.pdf)).pages
    return page.extract_text()


@pytest.mark.parametrize("draw", [_month, _week])
def test_a_period_stands_on_one_sheet_with_holidays_and_who_is_to_be_seen(empty_desk: Desk, draw: Any) -> None:
    person = _plan(empty_desk, "見本山")
    empty_desk.settings.change({"closed_days": ["日曜日"]})
    empty_desk.people.change(person, {"interval_days": (TUESDAY - date(2026, 4, 1)).days})
    empty_desk.plans.agree({"on": TUESDAY, "what": "定例会"})

    text = _text(draw(empty_desk))

    for words in ("見本山さん・受診の付き添い", "定例会", "勤労感謝の日", "休み", "会いたい方 1名", "1 / 1"):
        assert words in text.replace("\n", "")


def test_for_a_receiver_only_who_agreed_is_named_and_the_rest_is_counted(empty_desk: Desk) -> None:
    agreed = _plan(empty_desk, "同意山")
    _plan(empty_desk, "不同川", REFUSED)

    drawn = _week(empty_desk, "minsei")

    text = _text(drawn)
    assert (drawn.named, drawn.withheld) == ((agreed,), 1)
    assert "同意山" in text
    assert "不同川" not in text
    assert "ほかの予定 1件" in text
    assert "不同川" in _text(_week(empty_desk)), "the desk's own paper names everybody"


def test_a_sheet_handed_out_is_a_numbered_copy_that_names_whom_it_names(empty_desk: Desk) -> None:
    person = _plan(empty_desk, "見本山")
    drawn = _month(empty_desk)
    assert drawn.number is None

    copy = empty_desk.plan_sheets.handed_out(drawn)

    assert copy.number is not None
    assert f"写し 第{copy.number}号" in _text(copy)
    assert empty_desk.ledger.copies_naming(person) == (copy.number,)


def test_a_sheet_without_names_is_no_copy(empty_desk: Desk) -> None:
    empty_desk.plans.agree({"on": TUESDAY, "what": "定例会"})
    copy = empty_desk.plan_sheets.handed_out(_month(empty_desk))
    assert copy.number is None
    assert "お名前は、のっていません" in _text(copy)
    assert empty_desk.ledger.entries(1)[0].action == "printed"


@pytest.mark.parametrize("how", ["withdrawn", "moved", "hidden"])
def test_a_sheet_that_lay_open_is_not_handed_out_once_something_changed(empty_desk: Desk, how: str) -> None:
    person = _plan(empty_desk, "見本山", town="新町", address="4-5-14")
    drawn = _week(empty_desk, "minsei")
    if how == "withdrawn":
        empty_desk.consents.give(person, ConsentEntry(state=Consent.WITHDRAWN))
    elif how == "moved":
        (line,) = empty_desk.plans.of_person(person)
        empty_desk.plans.change(line.id, {"on": TUESDAY + timedelta(days=1)})
    else:
        empty_desk.people.change(person, {"hidden": True})
    with pytest.raises(WatchDeskError):
        empty_desk.plan_sheets.handed_out(drawn)
    assert empty_desk.ledger.copies_naming(person) == ()


def test_a_hidden_persons_place_reaches_no_paper_even_once_opened(empty_desk: Desk) -> None:
    person = empty_desk.people.register(
        {"family_name": "秘山", "town": "新町", "address": "4-5-14", "hidden": True}, area=AREA, consent=AGREED
    ).id
    empty_desk.plans.agree({"on": TUESDAY, "what": "訪問", "place": "新町4-5-14 の前", "person_id": person})
    empty_desk.secrecy.open(person, "道をたずねられた")
    text = _text(_week(empty_desk))
    assert "4-5-14" not in text
    assert "秘匿 の前" in text


def test_what_finds_no_room_on_a_day_is_counted_and_said(empty_desk: Desk) -> None:
    for number in range(30):
        empty_desk.plans.agree({"on": TUESDAY, "at": time(9), "what": f"予定その{number}"})
    text = _text(_month(empty_desk))
    assert "ほか " in text
    assert "書ききれない予定があります" in text
    assert _month(empty_desk).pages == 1


def test_the_same_plans_give_the_same_bytes(empty_desk: Desk) -> None:
    _plan(empty_desk, "見本山")
    assert _month(empty_desk).pdf == _month(empty_desk).pdf


def test_a_sheet_is_kept_as_a_file_with_its_number(empty_desk: Desk, tmp_path: Path) -> None:
    _plan(empty_desk, "見本山")
    target = tmp_path / "calendar.pdf"
    number = empty_desk.plan_sheets.save(_week(empty_desk), target).number
    assert f"写し 第{number}号" in PdfReader(target).pages[0].extract_text()


def test_an_unknown_receiver_is_refused(empty_desk: Desk) -> None:
    with pytest.raises(Invalid):
        _week(empty_desk, "somebody")
