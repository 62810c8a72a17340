"""Full-text search: what is found, in which order, where it stands, and that no text breaks it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from helpers import BASE_TEXT, assert_valid, inputs_of
from vendorwatch.api import open_base
from vendorwatch.factbase.compile import compile_base
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.words import words_of_text
from vendorwatch.lookup import search as module
from vendorwatch.lookup.answer import Answer
from vendorwatch.lookup.filters import NONE, Filters
from vendorwatch.lookup.lists import list_of
from vendorwatch.lookup.search import LIMIT, RANKED, NotSearchable, count, hits, search
from vendorwatch.lookup.store import Store, open_store
from vendorwatch.lookup.terms import read_terms


@pytest.fixture(scope="module")
def base(base_file: Path) -> Iterator[Store]:
    with open_store([base_file]) as opened:
        yield opened


@pytest.fixture(scope="module")
def bundled() -> Iterator[Store]:
    with open_store() as opened:
        yield opened


def found(base: Store, text: str, limit: int = 1000) -> list[str]:
    return [fact["id"] for fact in search(base, text, Filters(limit=limit)).facts]


def hit_of(answer: Answer, id: str) -> tuple[str, str, list[str]]:
    """The field, the snippet, and the texts that are marked in it."""
    (hit,) = [hit for hit in answer.hits if hit["fact"] == id]
    return hit["field"], hit["snippet"], [hit["snippet"][start:end] for start, end in hit["marks"]]


@pytest.mark.parametrize(
    ("text", "id", "field", "marked"),
    [
        ("RADIOS has", "no-2019-fjordcom-quarzel", "summary", ["has", "radios"]),
        ('"new network sites"', "no-2020-quarzel-ban", "summary", ["new network sites"]),
        ("netw*", "no-2020-quarzel-ban", "summary", ["network"]),
        ("夸泽", "no-2020-quarzel-ban", "name", ["夸泽"]),
        ("クァル", "no-2019-brun-denies", "name", ["クァル"]),
        ("くぁる", "no-2019-brun-denies", "name", ["クァル"]),
        ("nordlys", "no-2019-fjordcom-quarzel", "name", ["Nordlys"]),
        ("QZ", "vu-2019-quarzel-case", "name", ["QZ"]),
        ('"safe networks"', "no-2020-quarzel-ban", "instrument", ["Safe Networks"]),
        ('"wrong article"', "no-2018-slip", "note", ["wrong article"]),
        ('"took it back"', "no-2018-found-false", "note", ["took it back"]),
        ("禁止", "no-2019-quarzel-plan", "source", ["禁止"]),
        ("禁止令 検討", "no-2019-quarzel-plan", "source", ["禁止令", "検討"]),
        ("止令", "no-2019-quarzel-plan", "source", ["止令"]),
        ("polarmobil", "no-2020-two-tessaro", "name", ["Polarmobil"]),  # a member of the group
        ("coming", "no-2020-two-tessaro", "source", ["Coming"]),
    ],
)
def test_the_field_that_was_hit_and_the_words_in_it(text: str, id: str, field: str, marked: list[str], base: Store) -> None:
    answer = search(base, text, Filters(limit=20))
    assert hit_of(answer, id)[::2] == (field, marked)
    assert [hit["fact"] for hit in answer.hits] == [fact["id"] for fact in answer.facts]
    assert_valid(answer.as_document())


def test_names_of_several_parties_stand_side_by_side(base: Store) -> None:
    assert hit_of(search(base, "夸泽尔 フィヨルド", Filters(limit=9)), "no-2019-fjordcom-quarzel") == (
        "name", "フィヨルドコム · 夸泽尔", ["フィヨルド", "夸泽尔"],
    )  # fmt: skip


def test_all_words_have_to_be_found_in_any_fields(base: Store) -> None:
    assert found(base, "quarzel gazette") == []
    assert found(base, "bars 夸泽尔 safe") == ["no-2020-quarzel-ban"]
    assert found(base, '"sites network"') == []
    assert found(base, "sites network") == ["no-2020-quarzel-ban"]


def test_a_phrase_does_not_run_from_one_text_into_the_next(base: Store) -> None:
    assert found(base, '"Quarzel Quarzel"') == []
    assert "no-2020-quarzel-ban" in found(base, '"Quarzel Networks Ltd"')


def test_kind_and_country_narrow(base: Store) -> None:
    everything = found(base, "quarzel")
    facts = {fact["id"]: fact for fact in list_of(base, "facts", NONE).facts}
    assert set(found(base, "quarzel kind:action")) == {id for id in everything if facts[id]["kind"] == "action"}
    assert set(found(base, "quarzel kind:action kind:statement")) == {
        id for id in everything if facts[id]["kind"] in ("action", "statement")
    }
    answer = search(base, "quarzel country:vanuatu", Filters(limit=20))
    assert {fact["id"] for fact in answer.facts} == {id for id in everything if "VU" in facts[id]["where"]}
    assert answer.query["filters"] == {"limit": 20, "country": ["VU"]}
    assert answer.match is not None
    assert answer.match.id == "VU"


def test_a_country_that_is_unclear_or_unknown(base: Store) -> None:
    several = search(base, "radios country:korea", Filters(limit=20))
    assert (several.status, several.facts) == ("ambiguous", [])
    assert {match.id for match in several.candidates} >= {"KP", "KR"}
    assert search(base, "quarzel country:zzyzx", Filters(limit=20)).status == "not_found"


def test_the_summary_counts_more_than_a_name_and_a_name_more_than_a_title(base: Store) -> None:
    order = found(base, "tessaro")
    assert set(order[:3]) == {"no-2020-two-tessaro", "vu-2020-brackett-stake", "no-2020-tessaro-target"}
    scores = [hit["score"] for hit in search(base, "quarzel", Filters(limit=20)).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score >= 0 for score in scores)


def test_the_limit_and_the_total(base: Store) -> None:
    whole = search(base, "quarzel", Filters(limit=1000))
    some = search(base, "quarzel", Filters(limit=2))
    assert whole.total == some.total == len(whole.facts) > 2
    assert [fact["id"] for fact in some.facts] == [fact["id"] for fact in whole.facts[:2]]
    assert search(base, "quarzel", Filters(limit=10**30)).total == whole.total
    assert search(base, "zzyzx", Filters(limit=2)).total == 0
    with pytest.raises(ValueError, match="--limit 0"):
        search(base, "quarzel", Filters(limit=0))


def test_nothing_found_may_have_been_a_typo(base: Store) -> None:
    answer = search(base, "quarzle", Filters(limit=20))
    assert (answer.status, answer.facts, answer.hits) == ("not_found", [], [])
    assert answer.candidates[0].id == "quarzel"


def test_hits_can_be_narrowed_by_a_condition(base: Store) -> None:
    wanted = read_terms("quarzel")
    chosen = hits(base, wanted, 20, ("f.kind = ? AND f.disputed", ("relationship",)))
    assert {hit.fact for hit in chosen} == {"no-2019-fjordcom-quarzel", "no-2019-fjordcom-never-quarzel"}
    assert count(base, wanted) == len(found(base, "quarzel"))


def test_of_more_than_can_be_ranked_the_newest_are(base: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = [fact["id"] for fact in base.documents("SELECT document FROM facts ORDER BY first_day DESC, id")]
    everything = found(base, "quarzel")
    monkeypatch.setattr(module, "RANKED", 3)
    assert set(found(base, "quarzel", 3)) == set([id for id in newest if id in everything][:3])


def test_the_python_interface(base_file: Path) -> None:
    with open_base(base_file) as opened:
        answer = opened.search("quarzel")
        assert answer.status == "found"
        assert len(answer.facts) <= LIMIT
        with pytest.raises(ValueError, match="nothing to search for"):
            opened.search("?!")


_SYNTAX = (
    '"',
    "*",
    "AND",
    "OR",
    "NOT",
    "NEAR(a b, 2)",
    "summary:x",
    "{summary} : x",
    "^a",
    "a + b",
    "-a",
    "a'; DROP TABLE facts; --",
)


@given(text=st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_SYNTAX)).map(" ".join)))
@example(text="\ud800 x")
@example(text="x " * 5000)
@example(text="country:x kind:y")
@example(text="\0a")
def test_any_text_is_answered_or_refused(text: str, bundled: Store) -> None:
    try:
        answer = search(bundled, text, Filters(limit=20))
    except NotSearchable:
        return
    assert answer.status in ("found", "not_found", "ambiguous")
    assert len(answer.hits) == len(answer.facts)
    for hit in answer.hits:
        assert hit["marks"]
        assert all(0 <= start < end <= len(hit["snippet"]) for start, end in hit["marks"])


def is_found(base: Store, text: str, id: str) -> bool:
    """Whether a fact is among those found; of more than are ranked, one of any words may be left out."""
    wanted = read_terms(text)
    return id in {hit.fact for hit in hits(base, wanted, RANKED)} or count(base, wanted) > RANKED


def test_every_fact_is_found_by_each_word_of_its_summary(base: Store, bundled: Store) -> None:
    some = list_of(bundled, "facts", NONE).facts[::60]
    for store, facts in ((base, list_of(base, "facts", NONE).facts), (bundled, some)):
        for fact in facts:
            for word in re.split(r"[\s,;]+", fact["summary"]):
                if len(word) >= 3 and words_of_text(word):
                    assert is_found(store, word, fact["id"]), word


@cache
def _summaries(store: Store) -> list[tuple[str, str]]:
    """Ids and summaries of a base, read once."""
    return [(str(id), str(summary)) for id, summary in store.rows("SELECT id, summary FROM facts ORDER BY id")]


@given(data=st.data())
def test_every_run_of_a_text_is_found_as_a_phrase(data: st.DataObject, bundled: Store) -> None:
    id, summary = data.draw(st.sampled_from(_summaries(bundled)))
    words = summary.split()
    start = data.draw(st.integers(0, len(words) - 1))
    run = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    assume(words_of_text(run))
    assert is_found(bundled, f'"{run}"', id)
    beginning = words_of_text(run)[-1][:2]
    if len(beginning) == 2 and beginning.isascii():
        assert is_found(bundled, f"{beginning}*", id)


def test_a_cut_text_shows_the_first_hit_and_says_that_it_is_cut() -> None:
    from vendorwatch.lookup.excerpt import LENGTH, excerpt

    fact: dict[str, object] = {
        "summary": "Nothing.", "parties": [], "note": f"{'before ' * 40}needle {'after ' * 40}needle", "rank_reason": None,
        "withdrawn": None, "citations": [], "conflicts": [],
    }  # fmt: skip
    field, snippet, marks = excerpt(fact, lambda id: [], lambda id: None, read_terms("needle").terms)
    assert field == "note"
    assert [snippet[start:end] for start, end in marks] == ["needle"]
    assert snippet.startswith("…before")
    assert snippet.endswith("after…")
    assert len(snippet) <= LENGTH + 2


def test_the_index_holds_no_text(base: Store) -> None:
    assert base.rows("SELECT DISTINCT summary FROM fulltext") == [(None,)]


def test_equal_hits_stand_in_the_order_of_the_base_however_many() -> None:
    loaded, _ = load_facts(inputs_of(BASE_TEXT))
    pattern = loaded.facts["no-2019-fjordcom-quarzel"]
    many = {f"f-{number}": replace(pattern, id=f"f-{number}") for number in range(3000)}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        compile_base(replace(loaded, facts=many), connection)
        answer = search(Store(connection, []), "quarzel", Filters(limit=5))
    assert answer.total == 3000
    assert [fact["id"] for fact in answer.facts] == sorted(many)[:5]
