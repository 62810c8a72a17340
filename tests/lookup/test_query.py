"""Questions: groups and their members, related facts, sources, lists, counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from vendorwatch.lookup import query
from vendorwatch.lookup.filters import NONE
from vendorwatch.lookup.lists import list_of
from vendorwatch.lookup.store import Store, open_store


@pytest.fixture(scope="module")
def base(base_file: Path) -> Iterator[Store]:
    with open_store([base_file]) as opened:
        yield opened


def ids(documents: list[dict[str, object]]) -> list[object]:
    return [document["id"] for document in documents]


@pytest.mark.parametrize("member", ["fjordcom", "polarmobil"])
def test_what_is_said_of_a_group_is_shown_for_its_members_and_marked(member: str, base: Store) -> None:
    answer = query.look_up(base, "carrier", member)
    (fact,) = [fact for fact in answer.facts if fact["id"] == "no-2020-two-tessaro"]
    groups = {party["id"]: party["group"] for party in fact["parties"]}
    assert groups == {"no-two": None, "fjordcom": "no-two", "polarmobil": "no-two", "tessaro": None}
    assert {party["role"] for party in fact["parties"]} == {"carrier", "vendor"}


def test_a_group_has_its_own_facts_and_not_those_of_its_members(base: Store) -> None:
    answer = query.look_up(base, "carrier", "no-two")
    assert ids(answer.facts) == ["no-2020-two-tessaro"]
    assert answer.entity is not None
    assert (answer.entity["size"], answer.entity["members"]) == (2, ["fjordcom", "polarmobil"])


def test_a_group_whose_members_are_unknown_has_none(base: Store) -> None:
    entity = query.look_up(base, "carrier", "no-small").entity
    assert entity is not None
    assert (entity["size"], entity["members"]) == (None, [])


def test_a_holding_is_not_asked_for_what_its_part_does(base: Store) -> None:
    answer = query.show(base, "fjord")
    assert answer.match is not None
    assert answer.match.id == "fjord-holding"
    assert answer.facts == []
    assert answer.status == "found"


def test_a_country_has_the_facts_of_its_bodies_carriers_and_speakers(base: Store) -> None:
    norway = set(ids(query.look_up(base, "country", "norway").facts))
    assert {"no-2020-quarzel-ban", "no-2019-fjordcom-quarzel", "no-2019-brun-denies"} <= norway
    # A figure of a vendor stands with the vendor, to which the country points.
    answer = query.look_up(base, "country", "norway")
    assert "no-2020-tessaro-target" not in norway
    assert "tessaro" in ids(answer.entities)
    assert "vu-2019-lagunet-brackett" not in norway
    # A deal and a case concern the countries of all their parties, the seats of vendors aside.
    vanuatu = set(ids(query.look_up(base, "country", "vanuatu").facts))
    assert "vu-2020-brackett-stake" not in norway | vanuatu
    assert "vu-2019-quarzel-case" in vanuatu


def test_a_source_has_the_facts_that_cite_it(base: Store) -> None:
    answer = query.find_source(base, "kite-2019-ban")
    assert set(ids(answer.facts)) == {
        "no-2019-fjordcom-never-quarzel", "vu-2019-lagunet-brackett", "no-2019-quarzel-plan", "vu-2019-quarzel-case",
        "vu-2021-rollout",
    }  # fmt: skip
    # It comes first; the others that its facts cite follow.
    assert ids(answer.sources) == ["kite-2019-ban", "heron-2020-reprint"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gazette", ["no-2020-act"]),
        ("heron weigh", ["heron-2019-radios"]),
        ("ida lund", ["heron-2019-radios"]),
        ("HERON.EXAMPLE/BAN", ["heron-2020-reprint"]),
        ("禁止", ["kite-2019-ban"]),
        ("ban", ["heron-2020-reprint", "kite-2019-ban"]),
        ("heron gazette", []),
    ],
)
def test_a_source_is_found_by_words_of_it(text: str, found: list[str], base: Store) -> None:
    answer = query.find_source(base, text)
    assert ids(answer.sources)[:1] == (found if len(found) == 1 else [])
    assert sorted(match.id for match in answer.candidates) == (found if len(found) > 1 else [])
    assert answer.status == ("found" if len(found) == 1 else "ambiguous" if found else "not_found")


def test_sources_stand_in_the_order_of_first_citation_with_what_they_reprint(base: Store) -> None:
    answer = query.look_up(base, "carrier", "no-two")
    assert ids(answer.sources) == ["heron-2020-reprint", "kite-2019-ban"]
    whole = query.look_up(base, "vendor", "quarzel")
    cited = [source for fact in whole.facts for citation in fact["citations"] for source in citation["chain"]]
    assert ids(whole.sources) == [id for id in dict.fromkeys(cited) if base.sources_by_id([id])]


def test_show_takes_ids_before_names(base: Store) -> None:
    for text, kind in (
        ("no-2018-slip", "fact"), ("NO-2018-SLIP", "fact"), ("no-quarzel", "thread"), ("no-2020-act", "source"),
        ("fjordcom", "carrier"), ("norway", "country"), ("gazette", "source"), ("mira brun", "executive"),
    ):  # fmt: skip
        answer = query.show(base, text)
        assert answer.match is not None, text
        assert answer.match.kind == kind
        assert answer.query["text"] == text
        assert answer.query["command"] == "show"


def test_filters_hold_for_a_source_whether_it_is_shown_by_id_or_by_words(base: Store) -> None:
    for text in ("no-2020-act", "gazette"):
        assert query.show(base, text).facts, text
        assert query.show(base, text, NONE._replace(kind="statement")).facts == [], text


def test_a_record_of_another_kind_is_a_candidate_not_an_answer(base: Store) -> None:
    answer = query.look_up(base, "carrier", "QUARZEL networks")
    assert answer.status == "not_found"
    assert [(match.id, match.kind) for match in answer.candidates] == [("quarzel", "vendor")]
    assert (answer.match, answer.entity, answer.facts) == (None, None, [])


def test_lists_count_facts_and_give_the_latest_date(base: Store) -> None:
    carriers = {row["id"]: row for row in list_of(base, "carriers", NONE).entities}
    assert list(carriers) == sorted(carriers, key=lambda id: carriers[id]["name"])
    assert (carriers["fjordcom"]["facts"], carriers["fjordcom"]["latest"]) == (3, "2019-07-15")
    assert (carriers["auralink-north"]["facts"], carriers["auralink-north"]["latest"]) == (0, None)
    # What is only expected in 2022 is not the latest that is known.
    assert carriers["lagunet"]["latest"] == "2019-07"
    countries = {row["id"]: row for row in list_of(base, "countries", NONE).entities}
    assert set(countries) == {"NO", "VU"}
    assert countries["NO"]["facts"] == len(query.look_up(base, "country", "NO").facts)
    sources = {row["id"]: row["facts"] for row in list_of(base, "sources", NONE).sources}
    assert sources["kite-2019-ban"] == 5
    assert next(iter(sources)) == "no-2020-act"


def test_every_count_is_that_of_the_look_up(base: Store) -> None:
    for kind in ("carrier", "vendor"):
        for row in list_of(base, f"{kind}s", NONE).entities:
            assert row["facts"] == len(query.look_up(base, kind, row["id"]).facts)


def test_withdrawn_and_deprecated_facts_are_shown_as_such_not_hidden(base: Store) -> None:
    facts = {fact["id"]: fact for fact in query.look_up(base, "carrier", "polarmobil").facts}
    assert facts["no-2018-slip"]["withdrawn"] is not None
    assert facts["no-2018-found-false"]["rank"] == "deprecated"
    assert facts["no-2018-found-false"]["rank_reason"] == "The paper took it back."


def test_an_exact_look_up_suggests_nothing(base: Store) -> None:
    assert query.look_up(base, "vendor", "quarzal", exact=True).candidates == []
    assert query.show(base, "quarzelx yz", exact=True).candidates == []
