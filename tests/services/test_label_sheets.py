"""Address labels at the desk: to whom there is one, who is left out and why; never anybody hidden 秘匿."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import AREA
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.words import Consent, EndReason, Status
from watchdesk.errors import Invalid, WatchDeskError


def _register(desk: Desk, name: str, **values: Any) -> str:
    usual = {"town": "九条", "address": "1-2-34", "building": "コーポ九条101"}
    return desk.people.register({"family_name": name, **usual, **values}, area=AREA).id


def _drawn(desk: Desk, **told: Any) -> Any:
    return desk.sheets.of("labels").prepare(told).run()


def _text(drawn: Any) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages)


def test_a_label_has_postal_code_city_address_and_sama(empty_desk: Desk) -> None:
    _register(empty_desk, "見本山", postal_code="5500027")
    text = _text(_drawn(empty_desk))
    for words in ("〒550-0027", "大阪市西区九条1-2-34", "コーポ九条101", "見本山 様"):
        assert words in text
    assert "見本山 様 ご家族様" in _text(_drawn(empty_desk, honorific="family"))


def test_the_towns_postal_code_stands_where_the_person_has_none_and_another_city_is_left_as_it_is(
    empty_desk: Desk,
) -> None:
    _register(empty_desk, "甲山")
    _register(empty_desk, "乙川", town=None, address="兵庫県尼崎市見本町1-2", building=None)
    text = _text(_drawn(empty_desk))
    assert f"〒{empty_desk.codes.postal_code_of('九条') or ''}"[:4] in text
    assert "大阪市西区兵庫県" not in text


def test_nobody_hidden_has_a_label_nor_anybody_without_an_address_and_both_are_told(empty_desk: Desk) -> None:
    shown = _register(empty_desk, "見本山")
    _register(empty_desk, "秘山", hidden=True)
    _register(empty_desk, "無川", town=None, address=None, building=None)
    _register(empty_desk, "長谷", building="あ" * 400)
    papers = empty_desk.sheets.of("labels")
    drawn = _drawn(empty_desk)
    assert drawn.named == (shown,)
    assert "秘山" not in _text(drawn)
    sentence = papers.left_out(drawn)
    for words in ("3名", "秘匿の方1名", "住所のわからない方1名", "入らない方1名"):
        assert words in sentence


def test_somebody_hidden_since_does_not_leave(empty_desk: Desk) -> None:
    one = _register(empty_desk, "見本山")
    drawn = _drawn(empty_desk)
    empty_desk.people.change(one, {"hidden": True})
    with pytest.raises(WatchDeskError):
        empty_desk.sheets.of("labels").handed_out(drawn)


def test_who_has_ended_gets_no_label_and_who_refused_still_does(empty_desk: Desk) -> None:
    ended = _register(empty_desk, "終山")
    empty_desk.people.set_status(ended, StatusEntry(state=Status.ENDED, reason=EndReason.MOVED.value))
    refused = empty_desk.people.register(
        {"family_name": "断川", "town": "九条", "address": "1-2"},
        area=AREA,
        consent=ConsentEntry(state=Consent.REFUSED),
    ).id
    assert _drawn(empty_desk).named == (refused,)


def test_only_those_who_were_chosen_get_one(empty_desk: Desk) -> None:
    ids = [_register(empty_desk, name) for name in ("甲山", "乙川", "丙谷")]
    assert set(_drawn(empty_desk, people=ids[:2]).named) == set(ids[:2])


def test_labels_along_letters_stand_in_the_order_of_these(empty_desk: Desk) -> None:
    first, second, third = (
        _register(empty_desk, name, family_kana=kana)
        for name, kana in (("阿山", "アヤマ"), ("井川", "イカワ"), ("宇谷", "ウタニ"))
    )
    letters = (third, first, second)
    assert _drawn(empty_desk, people=letters, order="given").named == letters
    assert _drawn(empty_desk, people=letters).named == (first, second, third)
    assert _drawn(empty_desk, order="given").named == (first, second, third), "nobody was named: by reading"


@pytest.mark.parametrize(("form", "start"), [("a12", 13), ("a24", 25), ("a12", 0)])
def test_a_label_that_the_sheet_does_not_have_is_refused(form: str, start: int, empty_desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        _drawn(empty_desk, form=form, start=start)
    assert refused.value.field == "start"
