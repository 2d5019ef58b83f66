"""The reading of a name is what was typed before its conversion, until the user writes another."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.furigana import KanaField, NameField

Ime = Callable[..., None]


@pytest.fixture
def pair(qtbot: QtBot) -> tuple[NameField, KanaField]:
    name, kana = NameField("氏"), KanaField("氏ふりがな")
    for field in (name, kana):
        qtbot.addWidget(field)
    kana.follow(name)
    return name, kana


def convert(ime: Ime, name: NameField, *steps: str, commit: str) -> None:
    for step in steps:
        ime(name, step)
    ime(name, commit=commit)
    ime(name)


def test_the_reading_of_a_conversion_is_filled_in(pair: tuple[NameField, KanaField], ime: Ime) -> None:
    name, kana = pair
    convert(ime, name, "ｙ", "や", "やｍ", "やま", "やまだ", "山田", commit="山田")
    assert (name.text(), kana.text()) == ("山田", "ヤマダ")


def test_readings_of_several_conversions_stand_one_behind_the_other(
    pair: tuple[NameField, KanaField], ime: Ime
) -> None:
    name, kana = pair
    convert(ime, name, "たか", "髙", commit="髙")
    convert(ime, name, "はし", "橋", commit="橋")
    assert (name.text(), kana.text()) == ("髙橋", "タカハシ")


def test_part_of_a_conversion_gives_part_of_the_reading(pair: tuple[NameField, KanaField], ime: Ime) -> None:
    name, kana = pair
    ime(name, "やまだたろう")
    ime(name, "たろう", commit="山田")
    assert kana.text() == "ヤマダ"


def test_kana_names_are_their_own_reading(pair: tuple[NameField, KanaField], ime: Ime) -> None:
    name, kana = pair
    convert(ime, name, "はる", commit="ハル")
    assert kana.text() == "ハル"


def test_a_half_typed_letter_is_no_part_of_the_reading(pair: tuple[NameField, KanaField], ime: Ime) -> None:
    name, kana = pair
    convert(ime, name, "よしだｎ", "𠮷田", commit="𠮷田")
    assert (name.text(), kana.text()) == ("𠮷田", "ヨシダ")


def test_a_conversion_given_up_leaves_no_reading(pair: tuple[NameField, KanaField], ime: Ime) -> None:
    name, kana = pair
    ime(name, "やまだ")
    ime(name)
    assert kana.text() == ""


def test_a_reading_written_by_hand_is_never_touched_again(pair: tuple[NameField, KanaField], ime: Ime) -> None:
    name, kana = pair
    ime(kana, commit="たかばし")
    convert(ime, name, "たかはし", "髙橋", commit="髙橋")
    assert kana.text() == "たかばし"
    name.clear()
    assert kana.text() == "たかばし"


def test_a_name_emptied_empties_the_reading_it_gave(pair: tuple[NameField, KanaField], ime: Ime) -> None:
    name, kana = pair
    convert(ime, name, "やまだ", "山田", commit="山田")
    name.clear()
    assert kana.text() == ""


def test_a_stored_reading_is_the_users_own(pair: tuple[NameField, KanaField], ime: Ime) -> None:
    name, kana = pair
    kana.set_value("タカハシ")
    convert(ime, name, "はし", "橋", commit="橋")
    assert kana.text() == "タカハシ"


@pytest.mark.parametrize(("typed", "kept"), [("たかはし", "タカハシ"), ("ﾀｶﾊｼ", "タカハシ"), ("", None)])
def test_readings_are_kept_in_full_width_katakana(qtbot: QtBot, typed: str, kept: str | None) -> None:
    kana = KanaField("氏ふりがな")
    qtbot.addWidget(kana)
    kana.setText(typed)
    assert kana.value() == kept
    assert kana.problem() == ""


def test_a_reading_in_kanji_is_refused_in_words(qtbot: QtBot) -> None:
    kana = KanaField("氏ふりがな")
    qtbot.addWidget(kana)
    kana.setText("高橋")
    assert "カタカナ" in kana.problem()
