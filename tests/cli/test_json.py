"""What scripts rely on: one object, all keys, one type a key, equal bytes for equal input."""

from pathlib import Path

import pytest

from helpers import assert_valid, run, spawn

LINES = [
    "carrier fjordcom", "carrier docmo", "carrier auralink", "carrier quarzel", "vendor brackett", "country norway",
    "country korea", "country zzyzx", "source kite-2019-ban", "source heron", "show no-quarzel", "show VU",
    "show mira brun", "show no-2020-quarzel-ban", "show no-2018-slip", "search quarzel", "search zzyzx", "carriers",
    "vendors", "countries", "sources", "facts", "actions", "relationships", "deals", "figures", "statements",
    "proceedings", "events", "info",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_every_answer_is_one_valid_object(line: str, base_file: Path) -> None:
    ran = run(*line.split(), "--facts", base_file, "--json")
    assert_valid(ran.document)
    assert {"found": 0, "not_found": 1, "ambiguous": 3}[ran.document["status"]] == ran.code
    assert ran.document["query"]["command"] == line.split()[0]
    assert ran.document["query"]["text"] == (" ".join(line.split()[1:]) or None)


@pytest.mark.parametrize(
    "line", ["facts", "sources", "carriers", "vendors", "countries", "info", "country japan", "vendor huawei"]
)
def test_every_answer_of_the_bundled_base_is_valid(line: str) -> None:
    assert_valid(run(*line.split(), "--json").document)


def test_the_contract_can_fail(base_file: Path) -> None:
    document = run("carrier", "fjordcom", "--facts", base_file, "--json").document
    document["facts"][0]["support"]["label"] = "certain"
    with pytest.raises(AssertionError, match="certain"):
        assert_valid(document)
    del document["facts"], document["candidates"]
    with pytest.raises(AssertionError, match="candidates"):
        assert_valid(document)


def test_every_fact_of_a_kind_has_the_keys_of_the_kind_in_one_order(base_file: Path) -> None:
    facts = run("facts", "--facts", base_file, "--json").document["facts"]
    keys: dict[str, list[str]] = {}
    for fact in facts:
        assert list(fact) == keys.setdefault(fact["kind"], list(fact))
    assert len(keys) == 7
    assert {"action", "binding", "names_vendors", "instrument"} <= set(keys["action"])
    assert {"proceeding", "outcome"} <= set(keys["proceeding"])
    assert {"metric", "type", "market"} <= set(keys["figure"])


@pytest.mark.parametrize("line", ["facts", "vendor quarzel", "carrier fjordkom", "info"])
def test_equal_input_gives_equal_bytes_in_any_process(line: str, base_file: Path, tmp_path: Path) -> None:
    outputs = {
        spawn(*line.split(), "--facts", base_file, "--json", env={"PYTHONHASHSEED": seed, "VENDORWATCH_CACHE": cache}).out
        for seed, cache in (("1", str(tmp_path / "one")), ("2", str(tmp_path / "two")), ("3", str(tmp_path / "one")))
    }
    assert len(outputs) == 1


def test_text_is_utf8_and_not_escaped(base_file: Path) -> None:
    out = run("vendor", "quarzel", "--facts", base_file, "--json").out
    assert "夸泽尔" in out
    assert "禁止令を検討" in out


def test_amounts_are_decimal_texts(base_file: Path) -> None:
    (deal,) = run("deals", "--facts", base_file, "--json").document["facts"]
    roles = {amount["role"]: amount for amount in deal["amounts"]}
    assert list(roles) == ["amount", "share", "equivalent"]
    assert roles["amount"]["min"] == roles["amount"]["max"] == "64500000000"
    assert roles["amount"]["currency"] == "NOK"
    assert roles["share"]["unit"] == "%"
    (figure,) = run("figures", "--facts", base_file, "--json").document["facts"]
    baseline = figure["amounts"][-1]
    assert (baseline["role"], baseline["min"], baseline["as_of"]["edtf"]) == ("baseline", "0.7", "2020?")


def test_dates_carry_both_ends_and_their_marks(base_file: Path) -> None:
    fact = run("show", "no-2019-quarzel-plan", "--facts", base_file, "--json").document["facts"][0]
    assert fact["dates"]["announced"] == {
        "edtf": "2019-07?", "earliest": "2019-07-01", "latest": "2019-07-31", "inferred": True, "approximate": False,
    }  # fmt: skip
    assert fact["dates"]["effective"]["approximate"] is True
    assert fact["dates"]["ended"] is None
    open_end = run("show", "vu-2021-rollout", "--facts", base_file, "--json").document["facts"][0]["dates"]["effective"]
    assert (open_end["earliest"], open_end["latest"]) == ("2022-01-01", None)


def test_a_citation_has_its_whole_chain_and_passage(base_file: Path) -> None:
    fact = run("show", "no-2020-two-tessaro", "--facts", base_file, "--json").document["facts"][0]
    (citation,) = fact["citations"]
    assert citation["chain"] == ["heron-2020-reprint", "kite-2019-ban", "kite-wire"]
    assert citation["outlets"] == ["The Daily Heron", "Kite Wire", "Kite Wire"]
    assert citation["asserted_by"] == citation["asserted_by_name"] == "company sources"
    radios = run("show", "no-2019-fjordcom-quarzel", "--facts", base_file, "--json").document["facts"][0]
    passage = radios["citations"][0]["passage"]
    assert (passage["paragraph"], passage["words"], len(passage["sha256_64"])) == (3, 15, 16)


def test_a_withdrawn_fact_says_when_and_why(base_file: Path) -> None:
    fact = run("show", "no-2018-slip", "--facts", base_file, "--json").document["facts"][0]
    assert fact["withdrawn"]["reason"] == "Read from the wrong article."
    assert fact["withdrawn"]["date"]["edtf"] == "2020-01-01"


def test_a_conflict_is_seen_from_both_sides(base_file: Path) -> None:
    facts = {fact["id"]: fact for fact in run("facts", "--facts", base_file, "--json").document["facts"]}
    declared = facts["vu-2019-lagunet-no-brackett"]["conflicts"]
    note = "The article names no network."
    assert declared == [
        {"with": "vu-2019-lagunet-brackett", "type": "scope-unclear", "note": note, "declared": True},
    ]
    found = facts["no-2019-fjordcom-quarzel"]["conflicts"]
    assert found == [{"with": "no-2019-fjordcom-never-quarzel", "type": "contradicts", "note": None, "declared": False}]


def test_the_line_is_that_of_the_file(base_file: Path) -> None:
    lines = base_file.read_text(encoding="utf-8").split("\n")
    document = run("facts", "--facts", base_file, "--json").document
    for fact in document["facts"]:
        assert lines[fact["line"] - 1] == f"- id: {fact['id']}"
    for source in document["sources"]:
        assert lines[source["line"] - 1] == f"  {source['id']}:"
