"""The printed list: what is shown as it is shown, only who agreed to the receiver, each set a numbered copy."""

import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import AREA, TODAY
from watchdesk.desk import Desk, PeopleList, people_columns
from watchdesk.domain.consent import NOBODY
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.override import Danger
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.words import Consent, Living
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.reports.people_columns import columns_for

HOME: dict[str, Any] = {"town": "新町", "address": "4-5-14", "building": "コーポ新町103", "phones": ("06-6045-4730",)}
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1))
ALONE = PeopleFilter(living=(Living.ALONE,), age_from=80)


def anything(key: str) -> bool:
    """A receiver who may have every column."""
    return True


def _register(desk: Desk, name: str, consent: ConsentEntry = AGREED, **values: Any) -> str:
    return desk.people.register({"family_name": name, **HOME, **values}, area=AREA, consent=consent).id


def _pages(drawn: PeopleList) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages]


def _width(drawn: PeopleList) -> float:
    return float(PdfReader(io.BytesIO(drawn.pdf)).pages[0].mediabox.width)


def test_rows_and_columns_stand_as_they_were_shown_with_heading_count_day_and_receiver(empty_desk: Desk) -> None:
    ids = [_register(empty_desk, name) for name in ("い山", "あ川", "う谷")]
    shown = [ids[2], ids[0], ids[1]]

    drawn = empty_desk.lists.people(shown, receiver="minsei", columns=("phones", "name"), wanted=ALONE).run()

    (text,) = _pages(drawn)
    places = [text.index(word) for word in ("電話", "氏名", "う谷", "い山", "あ川")]
    assert places == sorted(places)
    for words in ("独居・80歳以上", "3名", "令和8年11月22日", "民生委員・児童委員", "1 / 1", "06-6045-4730"):
        assert words in text
    assert "住所" not in text
    assert drawn.named == tuple(shown)


def test_a_receivers_list_has_only_the_columns_that_one_may_have_and_says_what_stays_out(empty_desk: Desk) -> None:
    consent = replace(AGREED, recipients=("chokai", "hokatsu"))
    ids = [_register(empty_desk, "い山", consent, number="T-77", criteria=("K1",))]
    columns = ("name", "number", "criteria", "phones", "missing")
    kept = {
        NOBODY: "",
        "chokai": "「整理番号」「該当区分」「まだ書いていないこと」",
        "hokatsu": "「整理番号」「まだ書いていないこと」",
    }
    for receiver, unshared in kept.items():
        drawn = empty_desk.lists.people(ids, receiver=receiver, columns=columns).run()
        (text,) = _pages(drawn)
        assert "06-6045-4730" in text
        assert ("T-77" in text) is (receiver == NOBODY)
        assert drawn.unshared_told == (
            unshared and f"{unshared}は、この渡し先に知らせてよい項目ではないので、のせません。"
        )


def test_whoever_has_not_agreed_to_the_receiver_is_counted_and_not_named(empty_desk: Desk) -> None:
    agreed = _register(empty_desk, "同意山")
    other = _register(empty_desk, "別谷", ConsentEntry(state=Consent.AGREED, recipients=("hokatsu",)))
    refused = _register(empty_desk, "不同川", ConsentEntry(state=Consent.REFUSED))

    drawn = empty_desk.lists.people([agreed, other, refused], receiver="minsei").run()

    (text,) = _pages(drawn)
    assert "同意山" in text
    assert "別谷" not in text
    assert "不同川" not in text
    assert "同意をいただいていない方が2名" in text
    assert (drawn.named, drawn.withheld) == ((agreed,), 2)


def test_nobody_to_be_named_is_said(empty_desk: Desk) -> None:
    ids = [_register(empty_desk, "不同川", ConsentEntry(state=Consent.REFUSED))]

    assert "お名前をのせる方は、おられません" in _pages(empty_desk.lists.people(ids, receiver="minsei").run())[0]


def test_a_hidden_persons_place_and_phone_are_not_printed(empty_desk: Desk) -> None:
    ids = [_register(empty_desk, "秘山", hidden=True)]

    columns = ("name", "address", "town", "phones", "living")
    (text,) = _pages(empty_desk.lists.people(ids, receiver="minsei", columns=columns).run())

    assert "秘山" in text
    assert text.count("秘匿") == 2
    assert not [secret for secret in ("新町", "4-5-14", "103", "6045") if secret in text]


def test_only_an_override_names_somebody_without_consent_and_marks_her(empty_desk: Desk) -> None:
    refused = _register(empty_desk, "不同川", ConsentEntry(state=Consent.REFUSED))
    empty_desk.consents.override(refused, Danger.LIFE, "応答がなく、命の危険があるため")

    drawn = empty_desk.lists.people([refused], receiver="shobo_keisatsu").run()
    empty_desk.lists.handed_out(drawn)

    (text,) = _pages(drawn)
    assert "不同川" in text
    assert "緊急の提供" in text.replace("\n", "")
    assert "given in an emergency" in [entry.action for entry in empty_desk.ledger.entries()]


def test_each_set_handed_out_is_a_copy_with_its_own_number_on_every_page(desk: Desk) -> None:
    ids = [line.id for line in desk.people.lines()]
    drawn = desk.lists.people(ids, receiver="hokenfukushi").run()

    first, second = desk.lists.handed_out(drawn), desk.lists.handed_out(drawn)

    assert (drawn.number, first.number, second.number) == (None, 1, 2)
    assert first.pages == drawn.pages > 1
    assert all("写し 第" not in page for page in _pages(drawn))
    assert all("写し 第2号" in page and "氏名" in page for page in _pages(second))
    assert [f"{place} / {first.pages}" in page for place, page in enumerate(_pages(first), 1)] == [True] * first.pages
    assert set(desk.ledger.copies_naming(drawn.named[0])) == {1, 2}


@pytest.mark.parametrize("withdrawn", [True, False])
def test_a_list_that_lay_open_is_not_handed_out_with_what_may_not_leave_any_more(
    empty_desk: Desk, tmp_path: Path, withdrawn: bool
) -> None:
    person = _register(empty_desk, "見本")
    drawn = empty_desk.lists.people([person], receiver="minsei").run()
    if withdrawn:
        empty_desk.consents.give(person, ConsentEntry(state=Consent.WITHDRAWN))
    else:
        empty_desk.people.change(person, {"hidden": True})

    for hand_out in (empty_desk.lists.handed_out, lambda drawn: empty_desk.lists.save(drawn, tmp_path / "list.pdf")):
        with pytest.raises(WatchDeskError, match="もう一度つくって"):
            hand_out(drawn)

    assert empty_desk.ledger.copies_naming(person) == ()
    assert not (tmp_path / "list.pdf").exists()


def test_a_list_stays_good_where_nothing_of_the_gate_changed(empty_desk: Desk) -> None:
    person = _register(empty_desk, "見本")
    drawn = empty_desk.lists.people([person], receiver="minsei").run()
    empty_desk.people.change(person, {"notes": "朝がよい"})
    assert empty_desk.lists.handed_out(drawn).number == 1


def test_a_saved_list_is_a_copy_and_none_where_it_could_not_be_saved(empty_desk: Desk, tmp_path: Path) -> None:
    drawn = empty_desk.lists.people([_register(empty_desk, "同意山")], receiver="minsei").run()

    number = empty_desk.lists.save(drawn, tmp_path / "list.pdf").number
    with pytest.raises(Exception, match="場所"):
        empty_desk.lists.save(drawn, tmp_path / "nowhere" / "list.pdf")

    assert f"第{number}号" in PdfReader(tmp_path / "list.pdf").pages[0].extract_text()
    assert [entry.action for entry in empty_desk.ledger.entries(2)] == ["not saved", "saved"]


def test_a_copys_title_holds_no_name_that_was_typed(empty_desk: Desk) -> None:
    ids = [_register(empty_desk, "見本")]
    typed = replace(ALONE, text="見本", in_charge=("林 二",), building="見本ハイツ")

    drawn = empty_desk.lists.people(ids, receiver="minsei", wanted=typed).run()

    assert drawn.title == "要援護者の一覧 令和8年11月22日 独居・80歳以上"
    assert "「見本」" in _pages(drawn)[0]


def test_many_columns_turn_the_paper(empty_desk: Desk) -> None:
    ids = [_register(empty_desk, "見本")]
    everything = tuple(people_columns(TODAY, {}))

    upright = empty_desk.lists.people(ids, receiver="minsei").run()
    sideways = empty_desk.lists.people(ids, receiver="minsei", columns=everything).run()

    assert _width(upright) < 600 < _width(sideways)


def test_a_list_is_for_somebody(empty_desk: Desk) -> None:
    with pytest.raises(Invalid) as fault:
        empty_desk.lists.people([], receiver="")

    assert fault.value.field == "receiver"


def test_unknown_columns_are_passed_over_and_none_are_the_usual_ones() -> None:
    columns = people_columns(TODAY, {})

    assert list(columns_for(columns, ("age", "later", "age", "name"), anything)[0]) == ["age", "name"]
    assert columns_for(columns, (), anything) == columns_for(columns, ("later",), anything)


def test_the_same_list_gives_the_same_bytes(desk: Desk) -> None:
    ids = [line.id for line in desk.people.lines()][:20]
    first, second = (desk.lists.people(ids, receiver="minsei").run() for _ in range(2))

    assert first.pdf == second.pdf


def test_every_column_shows_and_sorts_every_line(desk: Desk) -> None:
    columns = people_columns(TODAY + timedelta(days=400), desk.codes.short_labels("criteria"))

    for column in columns.values():
        keys = [column.sort_key(line) for line in desk.people.lines() if column.sort_key]
        sorted(key for key in keys if key is not None)  # keys of one column that can't be compared raise
        assert all(isinstance(column.value(line), str) for line in desk.people.lines())


def test_the_desks_own_list_names_everybody_asks_no_receiver_and_is_a_numbered_copy(empty_desk: Desk) -> None:
    empty_desk.settings.change({"coordinator": "山本 花子"})
    agreed = _register(empty_desk, "同意山")
    pending = _register(empty_desk, "未回答谷", ConsentEntry(state=Consent.PENDING))
    hidden = _register(empty_desk, "秘川", ConsentEntry(state=Consent.REFUSED), hidden=True)

    drawn = empty_desk.lists.people([agreed, pending, hidden], receiver=NOBODY).run()
    copy = empty_desk.lists.handed_out(drawn)

    (text,) = _pages(copy)
    assert all(name in text for name in ("同意山", "未回答谷", "秘川"))
    assert "渡し先" not in text
    assert "どなたにも渡さないでください" in text.replace("\n", "")
    assert text.count("秘匿") >= 1
    assert f"第{copy.number}号" in text
    (written,) = empty_desk.consents.copies((copy.number,)) if copy.number else ()
    assert (written.receiver_word, written.number) == ("", copy.number)
