"""Every command in every format: what it finds, its exit code, the shape of its output."""

import json
from pathlib import Path

import pytest

from helpers import FORMATS, Ran, assert_valid, run
from vendorwatch.cli.app import COMMANDS

FOUND = [
    ("carrier fjordcom", "no-2019-fjordcom-quarzel"),
    ("carrier フィヨルドコム", "no-2019-fjordcom-quarzel"),
    ("vendor quarzel", "no-2020-quarzel-ban"),
    ("vendor 夸泽尔", "no-2020-quarzel-ban"),
    ("country norway", "no-2020-quarzel-ban"),
    ("country NO", "no-2020-quarzel-ban"),
    ("source kite-2019-ban", "vu-2019-lagunet-brackett"),
    ("source the daily heron weigh", "no-2019-brun-denies"),
    ("show no-2019-fjordcom-quarzel", "no-2019-fjordcom-quarzel"),
    ("show no-quarzel", "no-2019-quarzel-plan"),
    ("show mira brun", "no-2019-brun-denies"),
    ("show heron-2020-reprint", "no-2020-two-tessaro"),
    ("search quarzel radios", "no-2019-fjordcom-quarzel"),
    ("search 夸泽 kind:action country:norway", "no-2020-quarzel-ban"),
    ("carriers", "lagunet"),
    ("vendors", "brackett"),
    ("countries", "VU"),
    ("sources", "no-2020-act"),
    ("facts", "no-2018-slip"),
    ("actions", "no-2020-quarzel-ban"),
    ("relationships", "no-2020-two-tessaro"),
    ("deals", "vu-2020-brackett-stake"),
    ("figures", "no-2020-tessaro-target"),
    ("statements", "no-2019-brun-denies"),
    ("proceedings", "vu-2019-quarzel-case"),
    ("events", "vu-2021-rollout"),
    ("matrix", "Quarzel"),
    ("matrix --carriers", "Tessaro"),
    ("timeline fjordcom", "Fjordcom"),
    ("conflicts", "no-2019-fjordcom-never-quarzel"),
    ("info", "2021-03-04"),
]

NOT_FOUND = ["carrier zzyzx", "vendor zzyzx", "country zzyzx", "source zzyzx", "show zzyzx", "search zzyzx"]
WRONG_KIND = ["carrier quarzel", "vendor fjordcom", "country quarzel", "carrier norway", "vendor mira brun"]
AMBIGUOUS = ["carrier auralink", "show auralink", "source heron", "country korea", "search radios country:korea"]


def ask(line: str, format: str, base_file: Path, *more: str) -> Ran:
    return run(*line.split(), "--facts", base_file, "--format", format, *more)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("line", "holds"), FOUND)
def test_what_is_found_is_shown(line: str, holds: str, format: str, base_file: Path) -> None:
    ran = ask(line, format, base_file)
    assert ran.code == 0
    assert holds in ran.out
    _check_shape(ran, format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("line", NOT_FOUND)
def test_what_is_not_found_says_so(line: str, format: str, base_file: Path) -> None:
    ran = ask(line, format, base_file)
    assert ran.code == 1
    assert "no fact recorded" in ran.err
    _check_shape(ran, format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("line", WRONG_KIND)
def test_a_record_of_another_kind_is_pointed_at(line: str, format: str, base_file: Path) -> None:
    ran = ask(line, format, base_file)
    assert ran.code == 1
    assert "try: vendorwatch " in ran.err
    _check_shape(ran, format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("line", AMBIGUOUS)
def test_an_ambiguous_name_lists_its_candidates(line: str, format: str, base_file: Path) -> None:
    ran = ask(line, format, base_file)
    assert ran.code == 3
    assert "fits several" in ran.err
    _check_shape(ran, format)
    if format == "json":
        assert ran.document["status"] == "ambiguous"
        assert len(ran.document["candidates"]) > 1
        for candidate in ran.document["candidates"]:
            assert candidate["id"] in ran.err


def _check_shape(ran: Ran, format: str) -> None:
    """One object, one row a line, one width of line: whatever the answer is."""
    if format == "json":
        assert_valid(ran.document)
        assert ran.out.count("\n") == 1
    elif format == "jsonl":
        for line in ran.out.splitlines():
            assert isinstance(json.loads(line), dict)
    elif format == "tsv":
        header, *lines = ran.out.rstrip("\n").split("\n")
        assert header
        assert {line.count("\t") for line in lines} <= {header.count("\t")}
    assert "\x1b" not in ran.out
    for line in ran.lines:
        assert line.startswith("vendorwatch: ")


def test_the_command_that_is_tried_instead_answers(base_file: Path) -> None:
    hint = ask("carrier quarzel", "tsv", base_file).err.split("try: vendorwatch ")[1].strip()
    assert hint == "vendor quarzel"
    assert ask(hint, "tsv", base_file).code == 0


def test_every_command_is_tried_here() -> None:
    tried = {line.split()[0] for line, _ in FOUND}
    elsewhere = {
        "check", "verify", "passage", "fmt", "new", "match", "completion", "screen", "diff", "export", "cite", "help", "mcp",
    }  # fmt: skip
    assert set(COMMANDS) <= tried | elsewhere
    assert tried <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_has_usage_and_examples(command: str, flag: str) -> None:
    ran = run(command, flag)
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith(f"Usage: vendorwatch {command}")
    assert "Examples:\n" in ran.out
    assert f"vendorwatch {command}" in ran.out.split("Examples:\n")[1]
    assert "\b" not in ran.out


@pytest.mark.parametrize("args", [["-h"], ["--help"]])
def test_the_first_page_lists_all_commands(args: list[str]) -> None:
    ran = run(*args)
    assert ran.code == 0
    for name, command in COMMANDS.items():
        assert f"  {name} " in ran.out
        assert command.help[:20] in ran.out


def test_version() -> None:
    from vendorwatch import __version__

    assert run("--version") == (0, f"vendorwatch {__version__}\n", "")


def test_words_need_no_quotes(base_file: Path) -> None:
    alone = run("carrier", "Fjord", "Communications", "--facts", base_file, "--json").document
    quoted = run("carrier", "Fjord Communications", "--facts", base_file, "--json").document
    assert alone == quoted
    assert alone["match"]["id"] == "fjordcom"


def test_options_may_stand_before_and_after_the_words(base_file: Path) -> None:
    before = run("carrier", "--json", "--facts", base_file, "fjord", "communications")
    assert before.document == run("carrier", "fjord", "--json", "communications", "--facts", base_file).document


def test_a_fact_alone_comes_with_its_thread_and_what_it_conflicts_with(base_file: Path) -> None:
    thread = ask("show no-2020-quarzel-ban", "json", base_file).document
    assert [fact["id"] for fact in thread["related"]] == ["no-2019-quarzel-plan"]
    conflict = ask("show no-2019-fjordcom-quarzel", "json", base_file).document
    assert [fact["id"] for fact in conflict["related"]] == ["no-2019-fjordcom-never-quarzel"]
    assert {source["id"] for source in conflict["sources"]} == {"heron-2019-radios", "kite-2019-ban"}


def test_facts_stand_newest_first_within_their_kind(base_file: Path) -> None:
    facts = ask("facts", "json", base_file).document["facts"]
    for kind in {fact["kind"] for fact in facts}:
        chosen = [fact for fact in facts if fact["kind"] == kind]
        # A date that is only expected does not sort a fact.
        days = [(fact["dates"]["announced"] or fact["dates"]["as_of"] or {}).get("earliest") for fact in chosen]
        known = [day for day in days if day]
        assert known == sorted(known, reverse=True)
        assert all(day is None for day in days[len(known) :])


def test_a_list_of_a_kind_holds_all_facts_of_it_and_no_other(base_file: Path) -> None:
    facts = ask("facts", "json", base_file).document["facts"]
    for kind in ("action", "relationship", "deal", "figure", "statement", "proceeding", "event"):
        ids = [fact["id"] for fact in ask(f"{kind}s", "json", base_file).document["facts"]]
        assert ids == [fact["id"] for fact in facts if fact["kind"] == kind]


def test_an_empty_list_is_nothing_found(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text('schema: vendorwatch/1\nversion: "2021-01-01"\n')
    for command in ("facts", "carriers", "sources", "countries", "deals"):
        for format in FORMATS:
            ran = run(command, "--facts", path, "--format", format)
            assert ran.code == 1
            assert "no fact recorded" in ran.err


def test_an_entity_without_facts_is_no_ban_and_no_answer(base_file: Path) -> None:
    ran = ask("carrier auralink-north", "json", base_file)
    assert ran.code == 1
    assert ran.document["status"] == "not_found"
    assert ran.document["entity"]["id"] == "auralink-north"
    assert 'no fact recorded on Auralink North; that is not "no ban"' in ran.err


def test_jsonl_has_one_row_a_line(base_file: Path) -> None:
    for line, key in (("facts", "facts"), ("sources", "sources"), ("vendors", "entities"), ("carrier fjordcom", "facts")):
        rows = [json.loads(text) for text in ask(line, "jsonl", base_file).out.splitlines()]
        assert rows == ask(line, "json", base_file).document[key]


def test_tsv_has_the_rows_of_the_answer_under_a_header(base_file: Path) -> None:
    header, *lines = ask("carrier fjordcom", "tsv", base_file).out.splitlines()
    ids = [fact["id"] for fact in ask("carrier fjordcom", "json", base_file).document["facts"]]
    assert [line.split("\t")[header.split("\t").index("id")] for line in lines] == ids


def test_a_pipe_gets_tsv(base_file: Path) -> None:
    assert run("facts", "--facts", base_file).out == ask("facts", "tsv", base_file).out


def test_planned_is_shown_as_planned(base_file: Path) -> None:
    for format in ("table", "tsv"):
        out = ask("show vu-2021-rollout", format, base_file).out
        assert "planned" in out
        assert "expected from 2022/.." in out


def test_disputed_superseded_withdrawn_and_false_are_said_in_words(base_file: Path) -> None:
    for format in ("table", "tsv"):
        out = ask("facts", format, base_file).out
        for word in ("disputed", "superseded", "withdrawn", "found false"):
            assert word in out


@pytest.mark.parametrize("line", ["conflicts --undeclared --kind deal", "conflicts lagunet --since 2030"])
def test_no_conflict_is_not_told_as_no_fact(line: str, base_file: Path) -> None:
    ran = ask(line, "tsv", base_file)
    assert ran.code == 1
    assert ran.err == "vendorwatch: no conflict recorded among the facts that were asked for\n"
