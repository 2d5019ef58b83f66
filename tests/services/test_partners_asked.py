"""The half-yearly call list: who is on it, taken off by one deed, which is taken back as one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import TODAY
from watchdesk.desk import Desk
from watchdesk.domain.partner import Partner, PartnerKind
from watchdesk.errors import Invalid

LONG_AGO = date(2026, 5, 22)
LATELY = date(2026, 5, 23)


def known(desk: Desk, name: str, verified_on: date | None, **values: object) -> Partner:
    return desk.partners.add({"kind": PartnerKind.WATCHER, "name": name, "verified_on": verified_on, **values})


def names(desk: Desk) -> list[str]:
    return [one.name for one in desk.partners.to_ask()]


def test_those_asked_half_a_year_ago_are_on_the_list_and_on_the_first_page(empty_desk: Desk) -> None:
    late, new = known(empty_desk, "古い 人", LONG_AGO), known(empty_desk, "新しい 人", LATELY)
    older = known(empty_desk, "もっと 古い人", date(2025, 1, 1))
    known(empty_desk, "いま 登録した人", None)

    assert names(empty_desk) == [older.name, late.name]
    assert new.name not in names(empty_desk)
    assert [one.id for one in empty_desk.day.facts().partners] == [older.id, late.id]


def test_still_right_takes_a_partner_off_the_list_and_undo_puts_her_back(empty_desk: Desk) -> None:
    one = known(empty_desk, "古い 人", LONG_AGO, phones=("06-6000-1111",))

    after = empty_desk.partners.verify(one.id)

    assert after == replace(one, verified_on=TODAY)
    assert names(empty_desk) == []
    line = empty_desk.ledger.entries(1)[0]
    assert (line.entity, line.action, line.fields) == ("partner", "verified", ("verified_on",))
    assert empty_desk.undo.next() == "関係者を確かめたこと"
    empty_desk.undo.undo()
    assert empty_desk.partners.get(one.id) == one
    assert names(empty_desk) == ["古い 人"]


def test_what_changed_is_written_with_the_day_as_one_deed(empty_desk: Desk) -> None:
    one = known(empty_desk, "古い 人", LONG_AGO, phones=("06-6000-1111",))

    after = empty_desk.partners.verify(one.id, {"phones": ("０６６０００２２２２",), "hours": "平日の午前"})

    assert (after.phones, after.hours, after.verified_on) == (("06-6000-2222",), "平日の午前", TODAY)
    empty_desk.undo.undo()
    assert empty_desk.partners.get(one.id) == one


@pytest.mark.parametrize(
    ("does", "code"),
    [
        (lambda desk, one: desk.partners.change(one.id, {"verified_on": date(2026, 11, 23)}), "verified_on.ahead"),
        (lambda desk, one: desk.partners.change(one.id, {"kind": "なにか"}), "kind.unknown"),
        (lambda desk, one: desk.partners.verify(one.id, {"phones": ("でんわ",)}), "phones.invalid"),
        (lambda desk, one: desk.partners.verify(desk.partners.retire(one.id).id), "retired.retired"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    empty_desk: Desk, does: Callable[[Desk, Partner], object], code: str
) -> None:
    one = known(empty_desk, "古い 人", LONG_AGO)
    with pytest.raises(Invalid) as refused:
        does(empty_desk, one)
    assert refused.value.code == code
    assert empty_desk.partners.get(one.id).verified_on == LONG_AGO


def test_the_desk_may_add_a_kind_and_word_another_but_not_drop_those_that_plans_need(empty_desk: Desk) -> None:
    added = empty_desk.codes.add("partner_kinds", "町会役員")
    one = empty_desk.partners.add({"kind": added.code, "name": "会長 一"})
    empty_desk.codes.change("partner_kinds", "doctor", label="かかりつけ医")
    assert empty_desk.codes.uses("partner_kinds", added.code) == 1
    assert empty_desk.codes.label("partner_kinds", "doctor") == "かかりつけ医"
    assert empty_desk.partners.get(one.id).kind == added.code
    assert empty_desk.partners.all()[-1] == one
    empty_desk.codes.hide("partner_kinds", added.code)
    assert empty_desk.partners.change(one.id, {"role": "会長"}).kind == added.code
    with pytest.raises(Invalid, match="一覧から外せません"):
        empty_desk.codes.hide("partner_kinds", PartnerKind.WATCHER)
