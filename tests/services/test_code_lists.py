"""Code lists worded by a lay person: offered, hidden, moved, and old records never broken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import AREA, TODAY
from watchdesk.changed import Changed
from watchdesk.desk import Code, Desk
from watchdesk.domain.histories import AreaEntry, ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.words import Condition, Consent, Method, Result
from watchdesk.errors import Invalid, NotFound
from watchdesk.services.codes import EDITABLE, Codes, shipped

FIXED = ("method", "result", "condition", "status", "consent", "sex", "living", "care_level", "end_reason")


def _labels(desk: Desk, name: str) -> list[str]:
    return [entry.label for entry in desk.codes.entries(name)]


@pytest.mark.parametrize("name", EDITABLE)
def test_a_list_nobody_changed_is_as_shipped(empty_desk: Desk, name: str) -> None:
    assert empty_desk.codes.entries(name) == shipped(name) == Codes().entries(name)


@pytest.mark.parametrize("name", EDITABLE)
def test_an_added_entry_stands_last_under_a_code_of_its_own(empty_desk: Desk, name: str) -> None:
    added = empty_desk.codes.add(name, "  新しい　言葉 ")

    assert empty_desk.codes.entries(name) == (*shipped(name), added)
    assert (added.label, added.own, added.hidden) == ("新しい 言葉", True, False)
    assert added.code not in {one.code for one in shipped(name)}


def test_an_added_criterion_and_sign_can_be_used_at_once(empty_desk: Desk) -> None:
    criterion = empty_desk.codes.add("criteria", "ペースメーカーの方", short="ペースメーカー")
    sign = empty_desk.codes.add("signs", "犬が鳴きつづけている", group="外観")

    person = empty_desk.people.register({"family_name": "見本", "criteria": (criterion.code,)}, area=AREA)
    visit = empty_desk.visits.record(
        person.id, on=TODAY, method=Method.VISIT, result=Result.MET, details={"signs": (sign.code,)}
    )

    assert empty_desk.codes.short_labels("criteria")[criterion.code] == "ペースメーカー"
    assert sign in empty_desk.codes.signs_on(TODAY)
    assert visit.signs == (sign.code,)
    assert empty_desk.codes.uses("criteria", criterion.code) == empty_desk.codes.uses("signs", sign.code) == 1


def test_a_reworded_entry_shows_its_new_word_on_old_records(empty_desk: Desk) -> None:
    person = empty_desk.people.register({"family_name": "見本", "criteria": ("K1",)}, area=AREA)

    empty_desk.codes.change("criteria", "K1", label="要介護3以上の方", short="介3")

    assert empty_desk.people.get(person.id).criteria == ("K1",)
    assert empty_desk.codes.label("criteria", "K1") == "要介護3以上の方"
    assert empty_desk.codes.short_labels("criteria")["K1"] == "介3"
    assert [one.code for one in empty_desk.codes.entries("criteria")] == [one.code for one in shipped("criteria")]


def test_a_hidden_entry_is_offered_no_longer_and_keeps_its_word(empty_desk: Desk) -> None:
    values = {"family_name": "見本", "criteria": ("K1",)}
    consent = ConsentEntry(state=Consent.AGREED, recipients=("hokatsu",))
    person = empty_desk.people.register(values, area=AREA, consent=consent)
    word = empty_desk.codes.label("criteria", "K1")

    empty_desk.codes.hide("criteria", "K1")
    empty_desk.codes.hide("recipients", "hokatsu")

    assert "K1" not in {one.code for one in empty_desk.codes.entries("criteria")}
    assert "K1" in {one.code for one in empty_desk.codes.entries("criteria", with_hidden=True)}
    assert empty_desk.codes.label("criteria", "K1") == word
    assert empty_desk.people.change(person.id, {"number": "1"}).criteria == ("K1",)

    assert not empty_desk.codes.bring_back("criteria", "K1").hidden
    assert empty_desk.codes.entries("criteria") == shipped("criteria")


def test_a_hidden_sign_is_still_counted_under_its_word(empty_desk: Desk) -> None:
    person = empty_desk.people.register({"family_name": "見本"}, area=AREA)
    said: dict[str, Any] = {"on": TODAY, "method": Method.VISIT, "result": Result.MET, "condition": Condition.WELL}
    empty_desk.visits.record(person.id, **said, details={"signs": ("S01",)})

    empty_desk.codes.hide("signs", "S01")

    facts = empty_desk.reports.figures(Month(2026, 11), AREA).facts
    assert facts.figures.to_json()["signs"]["S01"] == 1  # type: ignore[index]  # the document is plain JSON
    assert "S01" in {sign.code for sign in facts.signs}


def test_entries_move_up_and_down_past_hidden_ones(empty_desk: Desk) -> None:
    first, second, third, *rest = [one.code for one in shipped("recipients")]
    empty_desk.codes.hide("recipients", second)

    empty_desk.codes.move("recipients", third, -1)
    assert [one.code for one in empty_desk.codes.entries("recipients")] == [third, first, *rest]
    empty_desk.codes.move("recipients", third, 1)
    empty_desk.codes.move("recipients", first, -9)
    assert [one.code for one in empty_desk.codes.entries("recipients")] == [first, third, *rest]
    added = empty_desk.codes.add("recipients", "新しい先")
    empty_desk.codes.move("recipients", added.code, -99)
    empty_desk.codes.bring_back("recipients", second)
    shown = [one.code for one in empty_desk.codes.entries("recipients")]
    assert shown[0] == added.code
    assert sorted(shown) == sorted([added.code, first, second, third, *rest])


def test_moving_back_and_forth_changes_nothing(empty_desk: Desk) -> None:
    for one in shipped("signs")[:-3]:
        empty_desk.codes.move("signs", one.code, 3)
        empty_desk.codes.move("signs", one.code, -3)

    assert empty_desk.codes.entries("signs") == shipped("signs")


@pytest.mark.parametrize("name", FIXED)
def test_words_that_rules_name_cannot_be_changed(empty_desk: Desk, name: str) -> None:
    code = empty_desk.codes.entries(name)[0].code
    deeds: list[Callable[[], object]] = [
        lambda: empty_desk.codes.add(name, "新しい言葉"),
        lambda: empty_desk.codes.change(name, code, label="別の言葉"),
        lambda: empty_desk.codes.hide(name, code),
        lambda: empty_desk.codes.move(name, code, 1),
    ]
    for deed in deeds:
        with pytest.raises(Invalid, match="決まり"):
            deed()


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"label": " "}, "label.missing"),
        ({"label": "あ" * 81}, "label.too_long"),
        ({"label": "別", "short": "あ" * 17}, "short.too_long"),
        ({"label": "難病患者（人工呼吸器装着等、医療機器への依存が高い方）"}, "label.twice"),
    ],
)
def test_a_word_that_does_not_fit_is_refused_and_nothing_changes(
    empty_desk: Desk, texts: dict[str, str], code: str
) -> None:
    for deed in (empty_desk.codes.add, lambda name, **told: empty_desk.codes.change(name, "K1", **told)):
        with pytest.raises(Invalid) as fault:
            deed("criteria", **texts)
        assert fault.value.code == code
    assert empty_desk.codes.entries("criteria") == shipped("criteria")


def test_an_area_is_never_renamed_and_one_that_is_needed_not_hidden(empty_desk: Desk) -> None:
    with pytest.raises(Invalid, match="結びついている"):
        empty_desk.codes.change("areas", AREA, label="九条みなみ")
    with pytest.raises(Invalid, match="この保管庫の地域"):
        empty_desk.codes.hide("areas", AREA)
    with pytest.raises(Invalid, match="月報の渡し先"):
        empty_desk.codes.hide("recipients", "hokenfukushi")


def test_the_last_entry_of_a_list_stays(empty_desk: Desk) -> None:
    *others, last = [one.code for one in shipped("criteria")]
    for code in others:
        empty_desk.codes.hide("criteria", code)

    with pytest.raises(Invalid, match="最後の1つ"):
        empty_desk.codes.hide("criteria", last)


def test_an_area_people_left_can_be_hidden_and_their_records_stay_whole(ward_desk: Desk) -> None:
    person = ward_desk.people.register({"family_name": "見本"}, area="明治")
    with pytest.raises(Invalid, match="いま1名"):
        ward_desk.codes.hide("areas", "明治")
    ward_desk.people.move(person.id, AreaEntry(area=AREA, since=TODAY))

    ward_desk.codes.hide("areas", "明治")
    ward_desk.codes.hide("areas", "靱")

    assert not {"明治", "靱"} & {one.code for one in ward_desk.codes.entries("areas")}
    assert "明治" in ward_desk.codes.areas
    assert "靱" not in ward_desk.codes.areas
    assert ward_desk.people.change(person.id, {"number": "1"}).area_on(TODAY) == AREA
    ward_desk.codes.add("areas", "新地域")
    ward_desk.people.move(person.id, AreaEntry(area="新地域", since=TODAY))


def test_an_unknown_code_is_not_found(empty_desk: Desk) -> None:
    for deed in (empty_desk.codes.hide, empty_desk.codes.bring_back, empty_desk.codes.change):
        with pytest.raises(NotFound):
            deed("criteria", "K99")
    empty_desk.codes.hide("criteria", "K1")
    with pytest.raises(NotFound, match="一覧に戻して"):
        empty_desk.codes.move("criteria", "K1", 1)


def test_a_change_is_announced_and_stands_in_the_ledger(empty_desk: Desk) -> None:
    heard: list[tuple[Changed, str]] = []
    empty_desk.listen(lambda changed: heard.append((changed, empty_desk.codes.label("criteria", "K1"))))

    empty_desk.codes.change("criteria", "K1", label="要介護3以上の方")
    empty_desk.codes.change("criteria", "K1", label="要介護3以上の方")

    assert heard == [(Changed.SETTINGS, "要介護3以上の方")]
    newest = empty_desk.ledger.entries()[0]
    assert (newest.action, newest.entity, newest.entity_id, newest.fields) == (
        "changed",
        "codes",
        "criteria",
        ("label",),
    )


def test_changed_lists_leave_and_come_back_with_the_full_export(
    opened: Callable[[Path], Desk], empty_template: Path, tmp_path: Path
) -> None:
    first, second = opened(empty_template), opened(empty_template)
    first.codes.change("criteria", "K1", label="要介護3以上の方", short="介3")
    first.codes.hide("signs", "S01")
    first.codes.move("recipients", "family", -3)
    first.codes.add("areas", "新地域")
    second.codes.change("criteria", "K1", label="ほかの言葉")

    first.exports.full(tmp_path / "all.json").run()
    second.exports.take_back(tmp_path / "all.json").run()

    def lists(desk: Desk) -> list[tuple[Code, ...]]:
        return [desk.codes.entries(name, with_hidden=True) for name in EDITABLE]

    assert lists(second) == lists(first)


def test_an_import_reads_the_words_as_the_store_has_them(empty_desk: Desk, tmp_path: Path) -> None:
    empty_desk.codes.change("criteria", "K1", label="重い介護の方")
    pacemaker = empty_desk.codes.add("criteria", "ペースメーカーの方")
    file = tmp_path / "list.csv"
    rows = ("氏名,生年月日,該当区分", "見本 ハナ,S12.3.5,重い介護の方", "見本 ヨネ,S12.3.6,ペースメーカーの方")
    file.write_text("\n".join(rows), encoding="utf-8")

    empty_desk.imports.people(empty_desk.imports.open(file)).run()

    found = {person.given_name: person.criteria for person in map(empty_desk.people.get, _ids(empty_desk))}
    assert found == {"ハナ": ("K1",), "ヨネ": (pacemaker.code,)}


def _ids(desk: Desk) -> list[str]:
    return [line.id for line in desk.people.lines()]
