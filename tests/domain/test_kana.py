"""Readings in form, names kept letter for letter, 五十音順."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.kana import compose_kana, hiragana, is_kana, katakana, sort_key, split_name


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ｺﾊﾞﾔｼ ﾕｷｵ", "コバヤシ ユキオ"),
        ("こばやし　ゆきお", "コバヤシ ユキオ"),
        ("  コバヤシ 　 ユキオ\n", "コバヤシ ユキオ"),
        ("ﾌｼﾞﾀ ﾔｴｺ", "フジタ ヤエコ"),
        ("ｼｬﾄｰ", "シャトー"),
        ("か\u3099ん", "ガン"),
        ("ハ\u309a", "パ"),
        ("カ゛ン", "ガン"),
        ("う゛ぁん", "ヴァン"),
        ("みすゞ", "ミスヾ"),
        ("ア゛", "ア゛"),
        ("マリア・ルイサ", "マリア・ルイサ"),
        ("山田 ﾊﾅ", "山田 ハナ"),
        ("", ""),
    ],
)
def test_a_reading_is_put_into_full_width_katakana(text: str, form: str) -> None:
    assert katakana(text) == form


def test_a_reading_can_be_shown_in_hiragana() -> None:
    assert hiragana("ｺﾊﾞﾔｼ ﾕｷｵ") == "こばやし ゆきお"
    assert hiragana("オーノ") == "おーの"
    assert katakana(hiragana("ヴァンヵヶ")) == "ヴァンヵヶ"


@pytest.mark.parametrize(
    "text", ["ヤマダ", "やまだ", "ﾔﾏﾀﾞ", "ヤマダ ハナ", "ヤマダ　ハナ", "オーノ", "マリア・ルイサ", "か\u3099"]
)
def test_kana_is_known_in_any_width(text: str) -> None:
    assert is_kana(text)


@pytest.mark.parametrize("text", ["", " ", "山田", "ヤマ田", "Yamada", "ヤマダ1", "ヤマダ(旧姓)", "－"])
def test_what_is_not_only_kana_is_told(text: str) -> None:
    assert not is_kana(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("山田 花子", ("山田", "花子")),
        ("小林　幸男", ("小林", "幸男")),
        ("小林　 　幸男", ("小林", "幸男")),
        ("  山田 花子  ", ("山田", "花子")),
        ("山田\n花子", ("山田", "花子")),
        ("山田花子", ("山田花子", None)),
        ("山田　", ("山田", None)),
        ("マリア ルイサ　エレナ", ("マリア", "ルイサ　エレナ")),
        ("", ("", None)),
        ("　", ("", None)),
    ],
)
def test_a_name_is_split_at_its_first_space_and_never_guessed(text: str, parts: tuple[str, str | None]) -> None:
    assert split_name(text) == parts


@pytest.mark.parametrize(
    "name", ["髙﨑", "𠮷田", "葛\U000e0100城", "渡邉", "ﾔﾏﾀﾞ", "①", "㈱", "e\u0301", "神", "ヤ－マ"]
)
def test_a_name_keeps_every_code_point(name: str) -> None:
    assert split_name(f"{name} {name}") == (name, name)


def test_kana_with_a_combining_mark_is_composed_and_nothing_else() -> None:
    assert compose_kana("か\u3099は\u309a神e\u0301葛\U000e0100") == "がぱ神e\u0301葛\U000e0100"
    assert compose_kana("ウ\u3099ワ\u3099ゝ\u3099") == "ヴヷゞ"
    assert compose_kana("あ\u3099\u3099") == "あ\u3099\u3099"


@given(st.text(alphabet="かカハはうウゝヽアん神e\u3099\u309a\u0301 \U000e0100"))
def test_composing_kana_changes_kana_only(text: str) -> None:
    composed = compose_kana(text)
    assert unicodedata.normalize("NFD", composed) == unicodedata.normalize("NFD", text) or "\u0301" in text
    assert compose_kana(composed) == composed


def test_readings_stand_in_dictionary_order() -> None:
    ordered = [
        "", "アイダ", "アオキ ハナコ", "アオキタ イチロウ", "オーノ", "オオノ", "オノ", "カキ", "カギ", "ガキ",
        "ガギ", "カキタ", "シャラ", "シヤラ", "ハットリ", "ハツトリ", "ハハ", "ハバ", "ハパ", "ババ", "パパ",
        "ハハオ", "ヤマサキ ハナ", "ヤマザキ アイ", "ヤマダ", "ヲカ", "ンゴ",
    ]  # fmt: skip
    shuffled = random.Random(1).sample(ordered, len(ordered))  # noqa: S311 - an order to begin from, no secret
    assert sorted(shuffled, key=sort_key) == ordered


def test_the_order_does_not_depend_on_how_the_kana_is_written() -> None:
    assert sort_key("やまざき　はな") == sort_key("ﾔﾏｻﾞｷ ﾊﾅ") == sort_key("ヤマザキ ハナ")


def test_a_long_vowel_mark_is_read_as_the_vowel_before_it() -> None:
    assert sorted(["コオ", "コーア", "コア", "コエ", "コカ", "コー"], key=sort_key) == [
        "コア",
        "コエ",
        "コー",
        "コオ",
        "コーア",
        "コカ",
    ]


@given(st.text() | st.text(alphabet="カガハパーｰﾞﾟヽヾゞァ ゛\u3099\u309a漢"))
def test_any_text_has_a_form_and_a_place(text: str) -> None:
    assert katakana(katakana(text)) == katakana(text)
    assert sort_key(text) == sort_key(katakana(text))
    assert isinstance(is_kana(text), bool)
    split_name(text)
