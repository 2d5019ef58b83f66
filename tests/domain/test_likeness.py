"""Who is similar to whom: the same from either side, told in words, nothing of where a hidden person lives."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.likeness import CROWD, Reason, Register, Traits, compare, differing_letters, traits

BORN = date(1937, 3, 5)
TOSHIKO: dict[str, Any] = {
    "family_name": "髙橋",
    "given_name": "トシ子",
    "family_kana": "タカハシ",
    "given_kana": "トシコ",
    "birth_date": BORN,
    "town": "新町",
    "address": "4-5-14",
    "building": "コーポ新町103",
    "phones": ("06-6045-4730",),
}
OTHER: dict[str, Any] = {
    "family_name": "本田",
    "given_name": "キヨ",
    "family_kana": "ホンダ",
    "given_kana": "キヨ",
    "birth_date": date(1940, 1, 1),
    "town": "九条",
    "address": "1-2-3",
    "phones": ("06-6000-0001",),
}


def words(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, ...]:
    found = compare(traits("a", one), traits("b", other))
    return found.words if found else ()


@pytest.mark.parametrize(
    ("shared", "told"),
    [
        ({"family_name": "髙橋", "given_name": "トシ子"}, ("同じ氏名",)),
        ({"family_name": "高橋", "given_name": "トシ子"}, ("字ちがい（髙・高）",)),
        ({"family_name": "高橋　トシ子", "given_name": None}, ("字ちがい（髙・高）",)),
        ({"family_kana": "たかはし", "given_kana": "としこ"}, ("同じ読み",)),
        ({"family_name": "タカハシ", "given_name": "トシコ", "family_kana": None, "given_kana": None}, ("同じ読み",)),
        ({"birth_date": BORN, "given_kana": "トシコ"}, ("同じ生年月日",)),
        ({"birth_date": BORN, "phones": ("0660454730",)}, ("同じ生年月日", "同じ電話")),
        ({"phones": ("06 (6045) 4730", "06-6000-0001")}, ("同じ電話",)),
        ({"town": "新町", "address": "4-5-14", "building": "103号室"}, ("同じ部屋",)),
        ({"town": "新町", "address": "4-5-14", "building": "コーポ新町 103号室"}, ("同じ部屋",)),
    ],
)
def test_a_reason_is_told_in_words(shared: dict[str, Any], told: tuple[str, ...]) -> None:
    assert words(TOSHIKO, {**OTHER, **shared}) == told


@pytest.mark.parametrize(
    "shared",
    [
        {},
        {"birth_date": BORN},
        {"family_name": "髙橋"},
        {"given_name": "トシ子", "given_kana": "トシコ"},
        {"town": "新町"},
        {"town": "新町", "address": "4-5-14"},
        {"town": "新町", "address": "4-5-14", "building": "コーポ新町104"},
        {"town": "新町", "address": "4-5-14", "building": "新町住宅2号棟103"},
        {"family_kana": "タカハジ", "given_kana": "トシコ"},
    ],
)
def test_what_many_share_by_chance_is_no_reason(shared: dict[str, Any]) -> None:
    assert words(TOSHIKO, {**OTHER, **shared}) == ()


def test_a_birth_date_tells_while_no_name_is_known_yet() -> None:
    assert words({"birth_date": BORN}, TOSHIKO) == ("同じ生年月日",)


def test_a_house_is_told_as_an_address() -> None:
    assert words({**TOSHIKO, "building": None}, {**OTHER, "town": "新町", "address": "4-5-14"}) == ("同じ住所",)


@pytest.mark.parametrize("side", [0, 1])
def test_where_a_hidden_person_lives_and_answers_is_never_a_reason(side: int) -> None:
    pair = [dict(TOSHIKO), {**TOSHIKO, "family_name": "本田"}]
    pair[side]["hidden"] = True

    told = words(*pair)

    assert not {reason for reason in told if "電話" in reason or "部屋" in reason or "住所" in reason}
    assert "同じ読み" in told


def test_people_who_only_share_a_dwelling_are_not_taken_for_each_other() -> None:
    found = compare(traits("a", TOSHIKO), traits("b", {**OTHER, **{k: TOSHIKO[k] for k in ("town", "address")}}))
    spouse = compare(traits("a", TOSHIKO), traits("b", {**TOSHIKO, "given_name": "一", "given_kana": "ハジメ"}))

    assert found is None
    assert spouse is not None
    assert spouse.reasons == (Reason.BIRTH_DATE, Reason.PHONE, Reason.ROOM)


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("髙橋 邉", "高橋 辺", "髙・高、邉・辺"),
        ("高橋　トシ子", "高橋 トシ子", ""),
        ("ﾀｶﾊｼ", "タカハシ", ""),
        ("葛\U000e0100城", "葛城", ""),
        ("ユーコ", "ユウコ", "ー・ウ"),
        ("阿部 ヒロ子", "阿部 ヒロ", "阿部 ヒロ・阿部 ヒロ子"),
    ],
)
def test_the_letters_that_differ_are_named(one: str, other: str, letters: str) -> None:
    assert differing_letters(one, other) == letters == differing_letters(other, one)


_TEXT = st.one_of(st.none(), st.sampled_from(["髙橋", "高橋", "タカハシ", "たかはし", "ユーコ", "ユウコ", "〓", " "]))
_PEOPLE = st.fixed_dictionaries(
    {
        **dict.fromkeys(("family_name", "given_name", "family_kana", "given_kana"), _TEXT),
        "birth_date": st.sampled_from([None, BORN, date(1940, 1, 1)]),
        "town": st.sampled_from([None, "新町", "九条"]),
        "address": st.sampled_from([None, "4-5-14", "４-５-１４", "1-2-3", "4"]),
        "building": st.sampled_from([None, "コーポ新町103", "103号室", "101", "コーポ新町"]),
        "phones": st.sampled_from([(), ("06-6045-4730",), ("0660454730", "090-0012-3456")]),
        "hidden": st.booleans(),
    }
)


@given(_PEOPLE, _PEOPLE)
def test_likeness_is_the_same_from_either_side(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert compare(traits("a", one), traits("b", other)) == compare(traits("b", other), traits("a", one))


@given(_PEOPLE)
def test_whoever_has_a_name_is_like_oneself(one: dict[str, Any]) -> None:
    if "".join(one[name] or "" for name in ("family_name", "given_name")).strip():
        found = compare(traits("a", one), traits("b", one))
        assert found is not None
        assert Reason.NAME in found.reasons


@given(st.lists(_PEOPLE, max_size=6), _PEOPLE)
def test_the_register_finds_exactly_those_who_compare(known: list[dict[str, Any]], asked: dict[str, Any]) -> None:
    people = [traits(str(place), values) for place, values in enumerate(known)]
    register = Register(people)
    mine = traits("mine", asked)

    found = register.similar(mine)

    assert {other.id for other, _ in found} == {one.id for one in people if compare(mine, one)}
    assert [why.weight for _, why in found] == sorted((why.weight for _, why in found), reverse=True)


_HOMES = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from([1, 2, CROWD, CROWD + 1])),
    min_size=1,
    max_size=3,
    unique_by=lambda h: h[0],
)


@given(_HOMES, st.sampled_from(["phones", "room", "birth_date"]))
def test_what_at_most_a_crowd_shares_tells_as_if_all_were_compared(homes: list[tuple[int, int]], shared: str) -> None:
    people = [
        traits(f"{home}-{place}", _of_a_home(home, place, shared)) for home, many in homes for place in range(many + 1)
    ]
    register = Register(people)
    crowded = {home for home, many in homes if many > CROWD}

    for one in people:
        by_hand = {other.id for other in people if other.id != one.id and compare(one, other)}
        home = int(one.id.split("-")[0])
        assert {other.id for other, _ in register.similar(one)} == (set() if home in crowded else by_hand)


def _of_a_home(home: int, place: int, shared: str) -> dict[str, Any]:
    """Somebody whose name and all else are her own, but for one mark that a home shares."""
    nobody: dict[str, Any] = {
        "family_name": f"見本{home}の{place}",
        "given_name": None,
        "phones": (),
        "birth_date": None,
    }
    mark: dict[str, dict[str, Any]] = {
        "phones": {"phones": (f"06-6000-000{home}",)},
        "room": {"town": "新町", "address": f"4-5-{home}", "building": "103号室"},
        "birth_date": {"birth_date": date(1940, 1, home), "given_name": "花"},
    }
    return nobody | mark[shared]


def test_a_double_is_found_by_name_though_thousands_have_its_phone() -> None:
    home = [traits(str(place), _of_a_home(1, place, "phones")) for place in range(2000)]
    double = traits("double", _of_a_home(1, 7, "phones"))

    (found,) = Register(home).similar(double)

    assert found[0].id == "7"
    assert found[1].reasons == (Reason.NAME, Reason.PHONE)


@pytest.mark.parametrize("shared", ["phones", "room", "birth_date"])
def test_nobody_is_compared_with_the_thousands_who_share_a_mark(shared: str) -> None:
    people = [traits(str(place), _of_a_home(1, place, shared)) for place in range(4000)]
    register = Register(people)

    assert sum(len(register.near(one)) for one in people) == 0
    few = Register(people[: CROWD + 1])
    assert {len(few.near(one)) for one in people[: CROWD + 1]} == {CROWD}


def test_a_person_put_again_is_found_as_now_only() -> None:
    def known(**changes: Any) -> Traits:
        return traits("a", TOSHIKO | changes)

    register = Register([known()])
    register.put(known(family_name="本田", family_kana="ホンダ", phones=(), address=None, birth_date=None))

    assert register.similar(traits("b", TOSHIKO)) == ()
    register.drop("a")
    assert register.get("a") is None
