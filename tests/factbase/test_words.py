"""Running text → words and their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorwatch.factbase.words import placed_words, words_of_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Docomo's 5G, e.g. in T-Mobile's", ["docomo", "s", "5g", "e", "g", "in", "t", "mobile", "s"]),
        ("Docomo’s “plan” – 4.8 %…", ["docomo", "s", "plan", "4", "8"]),
        ("Straße, Škoda, ÇELİK, ½", ["strasse", "skoda", "celik", "1", "2"]),
        ("禁止令を検討", ["禁", "止", "令", "ヲ", "检", "讨"]),
        ("NTTドコモ", ["ntt", "ド", "コ", "モ"]),
        ("NTTﾄﾞｺﾓ", ["ntt", "ド", "コ", "モ"]),  # half-width
        ("ＮＴＴ", ["ntt"]),  # full-width
        ("華為 = 华为", ["华", "为", "华", "为"]),
        ("화웨이", ["화", "웨", "이"]),
        ("Хуавэй, КАРТА", ["хуавэй", "карта"]),
        ("किताब की", ["किताब", "की"]),
        ("\u0301x", ["x"]),
        ("… — \0 \u200b 🙂 _", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of_text(text) == words


def test_both_ways_of_writing_are_one() -> None:
    for one, other in (
        ("華為", "华为"),
        ("東京", "东京"),
        ("ファーウェイ", "ふぁーうぇい"),
        ("Škoda", "SKODA"),
        ("ﾄﾞｺﾓ", "ドコモ"),
    ):
        assert words_of_text(one) == words_of_text(other)


@given(st.text(max_size=80))
def test_words_are_the_words_of_themselves(text: str) -> None:
    words = words_of_text(text)
    assert words_of_text(" ".join(words)) == words
    assert words == [word.text for word in placed_words(text)]


@given(st.text(max_size=80))
def test_every_word_has_a_place_and_is_read_from_it(text: str) -> None:
    before = 0
    for word in placed_words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.start >= before
        before = word.start
        assert word.text in words_of_text(text[word.start : word.end])


@given(st.text(max_size=80))
def test_words_hold_letters_and_digits_alone(text: str) -> None:
    for word in words_of_text(text):
        assert word
        assert not any(char.isspace() or (char.isascii() and not char.isalnum()) for char in word)
