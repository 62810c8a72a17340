"""Passages: normalisation, digests, and finding a passage again, on an article made up here."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorwatch.factbase.passages import (
    Passage,
    PassageError,
    TextDigest,
    describe_passage,
    describe_text,
    digest,
    find_passage,
    paragraph_of,
    parse_passage,
    parse_text_digest,
    shared_run,
    words_of,
)

SENTENCE = "The made-up carrier Quokkatel said it has bought 12 masts from nobody."
ARTICLE = f"""Quokkatel buys masts

By a reporter
Nothing happened first. {SENTENCE}

A second block says that nobody was asked,
and a third line ends it.
"""

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
# file, passage line: the worked example of the data model, section 7.
WORKED = [
    ("003_8187f77972456674.txt", "p4 36w 5047a00ec6a79b46"),
    ("003_8187f77972456674.txt", "p4 33w 8d4ee347d2bd179f"),
    ("003_8187f77972456674.txt", "p5 23w e0964b822496db9a"),
    ("003_8187f77972456674.txt", "p5 31w 43e2648dec0c3554"),
    ("001_200945a98e701fd0.txt", "p6 15w 4cda9a9988d3847c"),
    ("001_200945a98e701fd0.txt", "p4 27w b35f2eb6b7d88ca7"),
    ("002_7ac004f1a793c68c.txt", "p6 43w 25108759cf4e885d"),
    ("002_7ac004f1a793c68c.txt", "p11 37w b7211cfbb8d8453c"),
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("--- _ ...", []),
        ("SoftBank's 5G-Netz, 4.8%", ["softbank", "s", "5g", "netz", "4", "8"]),
        ("snake_case", ["snake", "case"]),
        ("tele\u00adcom net\u200bwork\ufeff \u200eNTT\u2069", ["telecom", "network", "ntt"]),
        ("\uff2e\uff34\uff34\u3000\uff15\uff27", ["ntt", "5g"]),
        ("Stra\u00dfe \u03a3\u0391\u03a3", ["strasse", "\u03c3\u03b1\u03c3"]),
        ("e\u0301te\u0301", ["\u00e9t\u00e9"]),
        ("\ufb01bre", ["fibre"]),
        (
            "\u4e2d\u56fd\u79fb\u52a8\u7684 5G\u7f51",
            ["\u4e2d", "\u56fd", "\u79fb", "\u52a8", "\u7684", "5g", "\u7f51"],
        ),
        ("NTT\u30c9\u30b3\u30e2", ["ntt", "\u30c9", "\u30b3", "\u30e2"]),
        ("\uff84\uff9e\uff7a\uff93", ["\u30c9", "\u30b3", "\u30e2"]),
        ("\u30b5\u30fc\u30d0\u30fb\u30fc", ["\u30b5", "\u30fc", "\u30d0", "\u30fc"]),
        ("\ud55c\uad6d KT", ["\ud55c", "\uad6d", "kt"]),
        ("\U00020bb7\u91ce\u5bb6", ["\U00020bb7", "\u91ce", "\u5bb6"]),
        ("\u0437\u0430\u043f\u0440\u0435\u0442 \u0425\u0423\u0410\u0412\u042d\u0419",
         ["\u0437\u0430\u043f\u0440\u0435\u0442", "\u0445\u0443\u0430\u0432\u044d\u0439"]),
    ],
)  # fmt: skip
def test_words_are_normalised(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_the_digest_is_sha_256_of_the_words() -> None:
    expected = hashlib.sha256(b"the masts stand").hexdigest()
    assert digest(["the", "masts", "stand"]) == expected[:16]
    assert digest(["the", "masts", "stand"], digits=32) == expected[:32]


def test_a_sentence_is_described_by_paragraph_words_and_digest() -> None:
    line = describe_passage(SENTENCE, ARTICLE)
    assert line == f"p3 13w {digest(words_of(SENTENCE))}"
    passage = parse_passage(line)
    assert find_passage(passage, words_of(ARTICLE)) == [9]
    assert describe_passage(SENTENCE, None) == f"13w {passage.sha256_64}"
    assert parse_passage(f"13w {passage.sha256_64}").paragraph is None


def test_hyphenation_width_case_and_line_breaks_do_not_change_a_passage() -> None:
    variant = SENTENCE.upper().replace("CARRIER", "CAR\u00adRIER").replace("12", "\uff11\uff12").replace(" ", " \n")
    assert describe_passage(variant, ARTICLE) == describe_passage(SENTENCE, ARTICLE)


def test_a_sentence_that_would_not_verify_is_refused() -> None:
    with pytest.raises(PassageError, match="has 3 words"):
        describe_passage("only three words", ARTICLE)
    with pytest.raises(PassageError, match="does not hold"):
        describe_passage("one two three four five six seven eight", ARTICLE)
    with pytest.raises(PassageError, match="2 times"):
        describe_passage(SENTENCE, ARTICLE + SENTENCE)


def test_every_place_is_found() -> None:
    words = words_of(SENTENCE)
    passage = Passage(1, len(words), digest(words))
    assert find_passage(passage, words * 3) == [0, 13, 26]
    assert find_passage(passage, words[:-1]) == []
    assert find_passage(passage, []) == []


def test_paragraphs_are_lines_that_are_not_blank() -> None:
    article = "Title here\n\n \u3000\nFirst\tone\r\nsecond\n"
    assert [paragraph_of(article, offset) for offset in range(5)] == [1, 1, 2, 2, 3]
    for offset in (-1, 5):
        with pytest.raises(PassageError, match="5 words"):
            paragraph_of(article, offset)


def test_a_passage_line_is_read_and_written() -> None:
    line = "p4 36w 5047a00ec6a79b46"
    assert parse_passage(line) == Passage(4, 36, "5047a00ec6a79b46")
    assert str(parse_passage(line)) == line


@pytest.mark.parametrize(
    "line",
    [
        "", "p4", "p0 36w 5047a00ec6a79b46", "p4 36w 5047A00EC6A79B46",
        "p4 36w 5047a00ec6a79b4", "p4 36w 5047a00ec6a79b466", "p04 36w 5047a00ec6a79b46",
        "p4  36w 5047a00ec6a79b46", "p4 36w 5047a00ec6a79b46\n", "p\u0664 36w 5047a00ec6a79b46",
    ],
)  # fmt: skip
def test_a_malformed_passage_line_is_refused(line: str) -> None:
    with pytest.raises(PassageError, match=r"write \[p<paragraph>\]") as caught:
        parse_passage(line)
    assert ascii(line) in str(caught.value)


def test_a_passage_has_eight_words_or_more() -> None:
    assert parse_passage("p1 8w 5047a00ec6a79b46").words == 8
    with pytest.raises(PassageError, match="7 words are too few; take at least 8"):
        parse_passage("p1 7w 5047a00ec6a79b46")


def test_the_digest_of_a_text_is_read_and_written() -> None:
    line = "502w 670f8b91eeb84b39934fd0e283d07f6e"
    assert parse_text_digest(line) == TextDigest(502, "670f8b91eeb84b39934fd0e283d07f6e")
    assert str(parse_text_digest(line)) == line
    for bad in ("", "502 670f8b91eeb84b39934fd0e283d07f6e", "502w 670f8b91", "0w " + "0" * 32):
        with pytest.raises(PassageError, match="write <words>w"):
            parse_text_digest(bad)


def test_a_run_of_eight_shared_words_is_named() -> None:
    text = words_of(ARTICLE)
    copied = words_of("We say: Quokkatel said it has bought 12 masts from nobody at all")
    assert shared_run(copied, text) == "quokkatel said it has bought 12 masts from"
    assert shared_run(copied, text, length=9) == "quokkatel said it has bought 12 masts from nobody"
    assert shared_run(copied, text, length=10) is None
    assert shared_run([], text) is None
    assert shared_run(copied, []) is None


def test_shared_runs_are_found_in_linear_time() -> None:
    # Quadratic search over these would compare 10 thousand million runs and never end.
    ours = ["a", "b"] * 50_000
    theirs = ["a", "c"] * 50_000
    assert shared_run(ours, theirs) is None


@given(st.text())
def test_normalising_is_idempotent(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words
    assert all(words)


# Letters, marks, digits and joiners of many scripts: random text seldom puts these side by side.
_DENSE = (
    "aA\u00df\u0130i\u0307\u0390\u1fb3\u0345\u0301\u00ad\u200d\u1100\u1161\u11a8\uac00\u4e2d"
    "\u30cf\uff8a\uff9e\u3099\u0915\u093f5\u00bd_ -\n"
)


@given(st.text(_DENSE))
def test_normalising_is_idempotent_on_awkward_neighbours(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words


@given(st.lists(st.text(), max_size=6))
def test_an_article_has_the_words_of_its_lines(lines: list[str]) -> None:
    article = "\n".join(lines)
    assert words_of(article) == [word for line in article.splitlines() for word in words_of(line)]


@given(st.lists(st.sampled_from(["one", "two", "three", "four"]), min_size=8, max_size=60), st.data())
def test_a_window_is_found_where_it_was_taken(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 8))
    stop = data.draw(st.integers(start + 8, len(words)))
    window = words[start:stop]
    found = find_passage(Passage(1, len(window), digest(window)), words)
    assert start in found
    assert all(words[offset : offset + len(window)] == window for offset in found)


@given(st.text())
def test_any_line_ends_in_a_passage_or_an_error(line: str) -> None:
    try:
        passage = parse_passage(line)
    except PassageError:
        return
    assert str(passage) == line


def _seed(name: str) -> str:
    if not SEEDS.is_dir():
        pytest.skip(f"the seed articles are not at {SEEDS}")
    return (SEEDS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "line"), WORKED)
def test_the_worked_example_matches_the_seed_articles(name: str, line: str) -> None:
    article = _seed(name)
    passage = parse_passage(line)
    offsets = find_passage(passage, words_of(article))
    assert len(offsets) == 1
    assert paragraph_of(article, offsets[0]) == passage.paragraph


def test_a_whole_seed_article_has_the_digest_of_the_worked_example() -> None:
    text = describe_text(_seed("003_8187f77972456674.txt"))
    assert str(text) == "502w 670f8b91eeb84b39934fd0e283d07f6e"
