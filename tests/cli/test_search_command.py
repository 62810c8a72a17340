"""`vendorwatch search`: options, messages, and the hit in every format."""

import json
from pathlib import Path

import pytest

from helpers import assert_valid, hostile_text, one_line, run, write_text


def test_the_words_are_one_text(base_file: Path) -> None:
    together = run("search", "sites network", "--facts", base_file, "--json").document
    apart = run("search", "sites", "network", "--facts", base_file, "--json").document
    assert together == apart
    assert [fact["id"] for fact in apart["facts"]] == ["no-2020-quarzel-ban"]
    assert (apart["total"], apart["hits"][0]["field"]) == (1, "summary")


@pytest.mark.parametrize("limit", ["0", "-1", "x"])
def test_a_limit_is_a_number_from_one_on(limit: str, base_file: Path) -> None:
    ran = run("search", "quarzel", "--limit", limit, "--facts", base_file)
    assert ran.code == 2
    one_line(ran)


def test_what_is_left_out_is_said(base_file: Path) -> None:
    ran = run("search", "quarzel", "--limit", 2, "--facts", base_file, "--json")
    assert len(ran.document["facts"]) == 2
    assert one_line(ran) == f"the best 2 of {ran.document['total']} facts that were found; --limit takes more"
    assert run("search", "quarzel", "--limit", 2, "--facts", base_file, "-q").err == ""


@pytest.mark.parametrize("text", ["?!", '"', "kind:deal", "ban kind:bribe", "x*", "ban country:NO country:VU"])
def test_what_asks_for_nothing_is_a_usage_error(text: str, base_file: Path) -> None:
    ran = run("search", text, "--facts", base_file)
    assert (ran.code, ran.out) == (2, "")
    one_line(ran)


def test_a_wrong_kind_is_told_the_kinds(base_file: Path) -> None:
    line = one_line(run("search", "ban", "kind:bribe", "--facts", base_file))
    assert "action, relationship, deal, figure, statement, proceeding, event" in line


def test_a_country_is_read_as_the_look_up_reads_it(base_file: Path) -> None:
    ran = run("search", "quarzel", "country:norwey", "--facts", base_file, "--json")
    assert ran.document["query"]["filters"] == {"country": ["NO"]}
    assert 'country: read as Norway (NO), by typo of "Norway"' in ran.err
    unknown = run("search", "quarzel", "country:zzyzx", "--facts", base_file)
    assert unknown.code == 1
    assert "no fact recorded" in unknown.err


def test_nothing_found_says_what_may_help(base_file: Path) -> None:
    assert "did you mean: Quarzel (quarzel)" in run("search", "quarzle", "--facts", base_file).err
    assert "fewer words" in run("search", "zzyzx plugh frobnicate", "--facts", base_file).err


def test_the_hit_stands_in_every_format(base_file: Path) -> None:
    args = ("search", "夸泽尔", "kind:proceeding", "--facts", base_file)
    (fact,) = [json.loads(line) for line in run(*args, "-f", "jsonl").out.splitlines()]
    assert fact["hit"] == run(*args, "--json").document["hits"][0]
    assert (fact["hit"]["snippet"], fact["hit"]["marks"]) == ("夸泽尔", [[0, 3]])
    header, line = run(*args, "-f", "tsv").out.splitlines()
    assert (header.split("\t")[-1], line.split("\t")[-1]) == ("hit", "name: 夸泽尔")
    assert "name: 夸泽尔" in run(*args, "-f", "table").out


def test_hit_words_are_bold_in_colour(base_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "Norway \x1b[1mbars\x1b[0m Quarzel" in run("search", "bars", "--facts", base_file, "-f", "table").out


def test_fields_of_the_hit_can_be_had(base_file: Path) -> None:
    args = ("search", "bars", "--facts", base_file, "--fields", "id,hit.snippet")
    assert run(*args, "-f", "tsv").out.splitlines() == [
        "id\thit.snippet", "no-2020-quarzel-ban\tNorway bars Quarzel from new network sites.",
    ]  # fmt: skip
    document = run(*args, "--json").document
    assert list(document["facts"][0]) == ["id", "hit.snippet"]
    wrong = run("search", "bars", "--facts", base_file, "--fields", "hit.snipet")
    assert wrong.code == 2
    assert "facts have no field 'hit.snipet'; did you mean 'hit.snippet'" in wrong.err


def test_hits_are_empty_elsewhere(base_file: Path) -> None:
    document = run("facts", "--facts", base_file, "--json").document
    assert (document["hits"], document["total"]) == ([], None)


@pytest.mark.parametrize("format", ["table", "tsv"])
def test_a_hit_in_hostile_data_cannot_act(format: str, tmp_path: Path) -> None:
    path = write_text(tmp_path, hostile_text())
    for word in ("evil", "red", "lagunet"):
        ran = run("search", word, "--facts", path, "--format", format)
        assert ran.code == 0
        assert not set(ran.out) & set("\x1b\u202e\u2066\u200b\x85\u2028")


def test_every_answer_is_valid(base_file: Path) -> None:
    for line in ("quarzel", "夸泽 kind:action", "zzyzx", "radios country:korea", "netw* --limit 1"):
        assert_valid(run("search", *line.split(), "--facts", base_file, "--json").document)
