"""Who is in charge, as lists say it: partners found by name, kind and area, made where they are new, never doubled."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.intake.made import LISTS, TODAY, table
from watchdesk.domain.partner import Charge, Partner, PartnerKind
from watchdesk.domain.person import Person
from watchdesk.intake.changes import merged
from watchdesk.intake.entrusted import PartnerBook, after
from watchdesk.intake.people import PersonRow, read_people
from watchdesk.services.ground import new_id

YESTERDAY = TODAY - timedelta(days=1)
KNOWN = Partner(id="w1", kind=PartnerKind.WATCHER, name="髙橋 ふみ", area="堀江")


def read(book: PartnerBook, *cells: dict[str, Any]) -> tuple[PersonRow, ...]:
    headings = list({heading: None for row in cells for heading in ("氏名", *row)})
    rows = [
        [f"小川 {at}" if heading == "氏名" else row.get(heading) for heading in headings]
        for at, row in enumerate(cells)
    ]
    return read_people(table(headings, *rows), None, LISTS, home_area="堀江", today=TODAY, new_id=new_id, partners=book)


def book(*known: Partner) -> PartnerBook:
    return PartnerBook(known, new_id=new_id, created_by="hanako")


def named(row: PersonRow) -> list[tuple[PartnerKind, str]]:
    assert row.person is not None
    found = [row.partners[charge.partner_id] for charge in row.person.charges]
    return [(partner.kind, partner.name) for partner in found]


def extra(row: PersonRow) -> dict[str, str]:
    assert row.person is not None
    return dict(row.person.extra)


def test_a_known_partner_is_found_by_folded_name_and_kind() -> None:
    partners = book(KNOWN)
    watched, entrusted = read(partners, {"見守り員": "高橋ふみ"}, {"民生委員": "高橋ふみ"})

    assert named(watched) == [(PartnerKind.WATCHER, "髙橋 ふみ")]
    assert extra(watched) == {"原文 見守り員": "高橋ふみ"}
    (new,) = partners.brought(partners.by_id)
    assert (new.kind, new.name, new.area, new.created_by) == (PartnerKind.MINSEI, "高橋ふみ", "堀江", "hanako")
    assert named(entrusted) == [(PartnerKind.MINSEI, "高橋ふみ")]


def test_a_new_partner_named_twice_in_a_list_is_one() -> None:
    partners = book()
    rows = read(partners, {"見守り員": "山田 一"}, {"見守り員": "山田　一"})
    assert len(partners.brought(partners.by_id)) == 1
    assert {charge.partner_id for row in rows if row.person for charge in row.person.charges} == set(partners.by_id)


def test_a_namesake_of_another_area_is_somebody_else() -> None:
    partners = book(KNOWN)
    read(partners, {"見守り員": "髙橋 ふみ", "地域": "日吉"})
    assert [one.area for one in partners.brought(partners.by_id)] == ["日吉"]


@pytest.mark.parametrize(
    ("cell", "names", "kept"),
    [
        ("山田 一", ["山田 一"], False),
        ("山田 一、川口 花", ["山田 一", "川口 花"], True),
        ("山田 一（2班）", ["山田 一"], True),
        ("山田 一 090-0012-3456", ["山田 一"], True),
        ("山田 一さん", ["山田 一"], True),
        ("山田 一 様", ["山田 一"], True),
        ("なし", [], True),
        ("未定", [], True),
        ("○", [], True),
        ("12", [], True),
        ("Nguyen Thi Lan", ["Nguyen Thi Lan"], False),
    ],
)
def test_names_are_read_and_whatever_else_is_said_is_kept(cell: str, names: list[str], kept: bool) -> None:
    (row,) = read(book(), {"民生委員": cell})
    assert named(row) == [(PartnerKind.MINSEI, name) for name in names]
    assert extra(row) == ({"原文 民生委員": cell} if kept else {})


def test_only_partners_of_people_that_are_taken_are_brought() -> None:
    partners = book()
    first, _ = read(partners, {"見守り員": "山田 一"}, {"見守り員": "川口 花"})
    assert first.person is not None
    assert [one.name for one in partners.brought(charge.partner_id for charge in first.person.charges)] == ["山田 一"]


def known_person(*charges: Charge) -> Person:
    (row,) = read(book(), {})
    assert row.person is not None
    return Person(
        id="p1",
        family_name=row.person.family_name,
        given_name=row.person.given_name,
        area_history=row.person.area_history,
        created_on=date(2026, 1, 1),
        charges=charges,
    )


def test_a_list_that_names_another_hands_over_and_an_empty_cell_is_no_change() -> None:
    partners = book(KNOWN)
    old = known_person(Charge(partner_id="w1", since=date(2026, 4, 1)))
    other, silent, same = read(partners, {"見守り員": "山田 一"}, {"民生委員": "川口 花"}, {"見守り員": "髙橋 ふみ"})

    (new,) = [one.id for one in partners.by_id.values() if one.name == "山田 一"]
    assert merged(old, other, TODAY).charges == (
        Charge(partner_id="w1", since=date(2026, 4, 1), until=YESTERDAY),
        Charge(partner_id=new, since=TODAY),
    )
    assert merged(old, silent, TODAY).in_charge_on(TODAY)[0] == "w1"
    assert merged(old, same, TODAY).charges == old.charges


def test_two_lists_of_one_day_leave_only_the_later_ones_watcher() -> None:
    other = Partner(id="w2", kind=PartnerKind.WATCHER, name="山田 一")
    partners = {"w1": KNOWN, "w2": other}
    first = after((), (Charge(partner_id="w1"),), partners, TODAY)
    assert after(first, (Charge(partner_id="w2"),), partners, TODAY) == (Charge(partner_id="w2", since=TODAY),)


def test_a_list_that_names_fewer_than_the_desk_knows_is_no_news() -> None:
    both = (Charge(partner_id="w1"), Charge(partner_id="w2"))
    partners = {"w1": KNOWN, "w2": Partner(id="w2", kind=PartnerKind.WATCHER, name="山田 一")}
    assert after(both, (Charge(partner_id="w2"),), partners, TODAY) == both
