"""What is typed after `search`, and what it asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorwatch.lookup.answer import NotSearchable
from vendorwatch.lookup.terms import MOST_WORDS, Term, Wanted, read_terms


def phrase(*words: str) -> Term:
    return Term(words, is_beginning=False)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Huawei ban", [phrase("huawei"), phrase("ban")]),
        ("ban BAN ban", [phrase("ban")]),
        ('"made in Japan" 5G', [phrase("made", "in", "japan"), phrase("5g")]),
        ("“made in Japan”", [phrase("made", "in", "japan")]),
        ('"never closed', [phrase("never", "closed")]),
        ("made-in-Japan", [phrase("made", "in", "japan")]),
        ("T-Mobile's", [phrase("t", "mobile", "s")]),
        ("huaw*", [Term(("huaw",), is_beginning=True)]),
        ('"security rev"*', [Term(("security", "rev"), is_beginning=True)]),
        ("禁止", [phrase("禁", "止")]),
        ("華*", [phrase("华")]),
        ("https://kind:x", [phrase("https", "kind", "x")]),
        ("mankind:deal note:x", [phrase("mankind", "deal"), phrase("note", "x")]),
        ("NOT (a OR b) NEAR/2 x^", [*map(phrase, ("not", "a", "or", "b")), phrase("near", "2"), phrase("x")]),
    ],
)  # fmt: skip
def test_words_phrases_and_beginnings(text: str, terms: list[Term]) -> None:
    assert read_terms(text) == Wanted(tuple(terms), (), None)


@pytest.mark.parametrize(
    ("text", "kinds", "country"),
    [
        ("ban kind:action", ("action",), None),
        ("kind:Deal ban KIND:action kind:deal", ("deal", "action"), None),
        ("ban country:JP", (), "JP"),
        ('ban country:"South Korea"', (), "South Korea"),
        ("country:日本 ban", (), "日本"),
    ],
)
def test_kinds_and_a_country_narrow_the_search(text: str, kinds: tuple[str, ...], country: str | None) -> None:
    assert read_terms(text) == Wanted((phrase("ban"),), kinds, country)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing to search for; give a word"),
        ('" * - 🙂', "nothing to search for; give a word"),
        ("kind:deal country:JP", "give a word beside kind: and country:"),
        ("ban kind:bribe", "kind:bribe is no kind of fact; there are: action, relationship, deal"),
        ("ban country:JP country:KR", "country: stands twice"),
        ('ban country:""', "country: names none"),
        ("h*", "h* begins too many words; give 2 letters or more"),
        ("word " * 50 + " ".join(f"w{number}" for number in range(MOST_WORDS)), "more than 100 words"),
    ],
)
def test_what_asks_for_nothing_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(NotSearchable) as caught:
        read_terms(text)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=120))
def test_any_text_asks_for_words_or_is_refused(text: str) -> None:
    try:
        wanted = read_terms(text)
    except NotSearchable:
        return
    assert all(word for term in wanted.terms for word in term.words)
