"""Passwords that can be told by phone: strong enough, never alike, and phrases that are the key's own."""

import math

from watchdesk.domain.password import password_words
from watchdesk.domain.spoken_password import DIGITS, SYLLABLES, check_phrase, new_password, same_phrase


def test_a_password_has_sixty_bits() -> None:
    assert 8 * math.log2(len(SYLLABLES)) + 6 * math.log2(len(DIGITS)) > 60


def test_it_is_typed_without_japanese_input_and_nothing_looks_alike() -> None:
    made = [new_password() for _ in range(200)]
    assert len({one.text for one in made}) == 200
    assert all(one.text.isascii() and not set(one.text) & set("01lLIO") for one in made)
    assert all(password_words(one.text).level == 3 for one in made)


def test_it_is_said_as_it_is_written() -> None:
    made = new_password(lambda below: 7 % below)
    assert made.text == "sosu-sosu-sosu-sosu-999999" or same_phrase(made.text, made.said)
    assert same_phrase(made.text, made.said)


def test_no_two_syllables_are_written_or_said_alike() -> None:
    assert len({written for written, _ in SYLLABLES}) == len({kana for _, kana in SYLLABLES}) == len(SYLLABLES)


def test_the_same_key_has_the_same_phrase_and_another_key_another() -> None:
    assert check_phrase("age1a") == check_phrase("age1a")
    assert check_phrase("age1a").text != check_phrase("age1b").text
    assert same_phrase(check_phrase("age1a").text, check_phrase("age1a").said)
    assert not same_phrase("", "")
