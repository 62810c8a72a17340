"""Common options: --fields, --facts, --exact, -q, -v, formats, and the environment behind them."""

import json
import os
from pathlib import Path

import pytest

from helpers import FORMATS, HEAD, one_line, run, write_text


def test_json_is_format_json(base_file: Path) -> None:
    assert run("facts", "--facts", base_file, "--json") == run("facts", "--facts", base_file, "-f", "json")
    assert run("facts", "--facts", base_file, "--json", "--format", "json").code == 0


@pytest.mark.parametrize("format", ["table", "tsv", "jsonl"])
def test_json_with_another_format_is_a_usage_error(format: str, base_file: Path) -> None:
    ran = run("facts", "--facts", base_file, "--json", "--format", format)
    assert (ran.code, ran.out) == (2, "")
    assert f"--json and --format {format}" in one_line(ran)


@pytest.mark.parametrize("command", ["facts", "carrier", "info", "sources"])
def test_an_unknown_format_names_the_known_ones(command: str) -> None:
    ran = run(command, *(["x"] if command == "carrier" else []), "--format", "xml")
    assert (ran.code, ran.out) == (2, "")
    message = one_line(ran)
    assert "xml" in message
    for format in FORMATS:
        assert format in message


def test_fields_narrow_rows_of_facts_in_every_format(base_file: Path) -> None:
    args = ["carrier", "fjordcom", "--facts", base_file, "--fields", "id,dates.as_of.edtf,citations.source,parties.id"]
    document = run(*args, "--json").document
    wanted = {
        "id": "no-2019-fjordcom-quarzel",
        "dates.as_of.edtf": "2019-06-01?",
        "citations.source": ["heron-2019-radios"],
        "parties.id": ["fjordcom", "quarzel"],
    }
    assert wanted in document["facts"]
    assert [json.loads(line) for line in run(*args, "-f", "jsonl").out.splitlines()] == document["facts"]
    header, *lines = run(*args, "-f", "tsv").out.splitlines()
    assert header == "id\tdates.as_of.edtf\tcitations.source\tparties.id"
    assert "no-2019-fjordcom-quarzel\t2019-06-01?\theron-2019-radios\tfjordcom; quarzel" in lines
    assert "no-2019-fjordcom-quarzel" in run(*args, "-f", "table").out


def test_fields_of_one_kind_are_null_for_facts_of_others(base_file: Path) -> None:
    facts = run("facts", "--facts", base_file, "--json", "--fields", "kind,relation,instrument").document["facts"]
    assert {"kind": "deal", "relation": None, "instrument": None} in facts
    assert {"kind": "relationship", "relation": "supply", "instrument": None} in facts
    assert {"kind": "action", "relation": None, "instrument": "Act on Safe Networks"} in facts


@pytest.mark.parametrize(
    ("command", "key", "fields"),
    [
        ("sources", "sources", ["id", "container-title", "URL"]),
        ("vendors", "entities", ["id", "names.ja", "facts"]),
        ("countries", "entities", ["id", "name", "latest"]),
    ],
)
def test_fields_on_lists(command: str, key: str, fields: list[str], base_file: Path) -> None:
    document = run(command, "--facts", base_file, "--json", "--fields", ",".join(fields)).document
    assert document[key]
    assert all(list(row) == fields for row in document[key])


@pytest.mark.parametrize(
    ("command", "field", "says"),
    [
        ("facts", "sumary", "'summary'"),
        ("facts", "dates.anounced", "'dates.announced'"),
        ("sources", "summary", "sources have no field"),
        ("carriers", "citations", "entities have no field"),
    ],
)
@pytest.mark.parametrize("format", FORMATS)
def test_an_unknown_field_is_a_usage_error(command: str, field: str, says: str, format: str, base_file: Path) -> None:
    ran = run(command, "--facts", base_file, "--fields", f"id,{field}", "-f", format)
    assert (ran.code, ran.out) == (2, "")
    message = one_line(ran)
    assert repr(field) in message
    assert says in message


@pytest.mark.parametrize("fields", ["", ",", " , "])
def test_no_field_is_a_usage_error(fields: str, base_file: Path) -> None:
    ran = run("facts", "--facts", base_file, "--fields", fields)
    assert ran.code == 2
    assert "--fields" in one_line(ran)


LATER = (
    HEAD.replace("2021-03-04", "2022-01-01")
    + """\
entities:
  fjordcom: {type: company, roles: [carrier], country: "NO", name: Fjordcom Renamed, different_from: [fjord-holding]}
  ny-vendor: {type: company, roles: [vendor], country: "NO", name: Nyvendor}
facts:
- id: no-2019-fjordcom-quarzel
  kind: relationship
  summary: Overridden in the later file.
  carriers: [fjordcom]
  vendors: [ny-vendor]
  relation: supply
  status: active
  as_of: "2021"
  citations: [{source: kite-2019-ban, basis: own-voice}]
"""
)


def test_later_files_add_and_override(base_file: Path, tmp_path: Path) -> None:
    later = write_text(tmp_path, LATER, "later.yaml")
    both = run("carrier", "fjordcom", "--facts", base_file, "--facts", later, "--json").document
    assert both["entity"]["name"] == "Fjordcom Renamed"
    facts = {fact["id"]: fact for fact in both["facts"]}
    overridden = facts["no-2019-fjordcom-quarzel"]
    assert overridden["summary"] == "Overridden in the later file."
    assert (overridden["file"], overridden["line"]) == ("later.yaml", 7)
    assert facts["no-2020-two-tessaro"]["file"] == "facts.yaml"
    assert both["base"]["version"] == "2022-01-01"
    alone = run("carrier", "fjordcom", "--facts", base_file, "--json").document
    assert both["base"]["facts"] == alone["base"]["facts"]
    assert both["base"]["entities"] == alone["base"]["entities"] + 1
    assert run("vendor", "nyvendor", "--facts", base_file, "--facts", later).code == 0
    assert run("vendor", "nyvendor", "--facts", base_file).code == 1


def test_the_order_of_files_decides(base_file: Path, tmp_path: Path) -> None:
    later = write_text(tmp_path, LATER, "later.yaml")
    document = run("carrier", "fjordcom", "--facts", later, "--facts", base_file, "--json").document
    assert document["entity"]["name"] == "Fjordcom"


def test_info_names_the_files(base_file: Path, tmp_path: Path) -> None:
    later = write_text(tmp_path, LATER, "later.yaml")
    info = run("info", "--facts", base_file, "--facts", later, "--json").document["info"]
    assert info["files"] == [str(base_file), str(later)]
    assert info["kinds"]["relationship"] == 6


def test_the_environment_names_fact_files(base_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORWATCH_FACTS", str(base_file))
    assert run("carrier", "fjordcom").code == 0
    later = write_text(tmp_path, LATER, "later.yaml")
    monkeypatch.setenv("VENDORWATCH_FACTS", f"{base_file}{os.pathsep}{later}")
    assert run("vendor", "nyvendor").code == 0


def test_flags_beat_the_environment(base_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORWATCH_FACTS", "/nowhere.yaml")
    assert run("carrier", "fjordcom").code == 4
    assert run("carrier", "fjordcom", "--facts", base_file).code == 0


@pytest.mark.parametrize("name", ["", "1", "true"])
def test_exact_takes_no_typos_and_no_parts(name: str, base_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("quarzle", "brackett"):
        assert run("vendor", text, "--facts", base_file).code == 0
    monkeypatch.setenv("VENDORWATCH_EXACT", name)
    args = ["--facts", base_file, *([] if name else ["--exact"])]
    assert run("vendor", "quarzel", *args).code == 0
    assert run("vendor", "QUARZEL NETWORKS", *args).code == 0
    ran = run("vendor", "quarzle", *args, "--json")
    assert ran.code == 1
    assert ran.document["candidates"] == []
    assert run("carrier", "auralink", *args).code == 1


def test_an_exact_that_is_no_truth_value_is_a_usage_error(base_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORWATCH_EXACT", "perhaps")
    ran = run("vendor", "quarzel", "--facts", base_file)
    assert ran.code == 2
    assert "perhaps" in one_line(ran)


def test_a_typo_match_says_so_and_quiet_does_not(base_file: Path) -> None:
    ran = run("vendor", "quarzle", "--facts", base_file, "--json")
    assert 'vendorwatch: "quarzle" read as Quarzel (quarzel), as a typo of "Quarzel" (1 edit)' in ran.lines
    assert ran.document["match"]["stage"] == "typo"
    quiet = run("vendor", "quarzle", "--facts", base_file, "--json", "-q")
    assert quiet.err == ""
    assert quiet.out == ran.out


@pytest.mark.parametrize("line", ["carrier zzyzx", "carrier auralink", "info"])
def test_quiet_keeps_the_exit_code_and_says_nothing(line: str, base_file: Path) -> None:
    loud = run(*line.split(), "--facts", base_file)
    quiet = run(*line.split(), "--facts", base_file, "--quiet")
    assert loud.err != ""
    assert quiet == (loud.code, loud.out, "")


def test_verbose_gives_file_line_and_stage(base_file: Path) -> None:
    plain = run("vendor", "quarzle", "--facts", base_file, "-f", "table").out
    table = run("vendor", "quarzle", "--facts", base_file, "-f", "table", "-v").out
    assert "facts.yaml:" not in plain
    assert "facts.yaml:" in table
    assert "by typo" in table
    header, *lines = run("carrier", "fjordcom", "--facts", base_file, "-f", "tsv", "-v").out.splitlines()
    assert header.split("\t")[-2:] == ["file", "line"]
    assert all(line.split("\t")[-2] == "facts.yaml" and line.split("\t")[-1].isdigit() for line in lines)


def test_verbose_changes_no_json(base_file: Path) -> None:
    assert run("facts", "--facts", base_file, "--json", "-v").out == run("facts", "--facts", base_file, "--json").out


@pytest.mark.parametrize("args", [["--nosuch"], ["-z"], ["--limit"]])
def test_an_unknown_option_is_a_usage_error(args: list[str]) -> None:
    ran = run("facts", *args)
    assert (ran.code, ran.out) == (2, "")
    assert args[0] in one_line(ran)


def test_an_unknown_option_of_the_program_is_a_usage_error() -> None:
    assert run("--nosuch").code == 2
    assert one_line(run("--nosuch"))


def test_surplus_words_of_a_list_are_a_usage_error() -> None:
    assert run("facts", "huawei").code == 2


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("fjordcom", "vendorwatch carrier fjordcom"),
        ("quarzel", "vendorwatch vendor quarzel"),
        ("mira brun", "vendorwatch show mira brun"),
        ("fjord communications --json", "vendorwatch carrier fjord communications"),
        ("norway", "vendorwatch country norway"),
        ("lagunet&co", "vendorwatch carrier 'lagunet&co'"),
        ("carier", "vendorwatch carrier"),
        ("zzyzx", "vendorwatch -h lists the commands"),
    ],
)
def test_an_unknown_command_gets_a_hint(line: str, hint: str, base_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORWATCH_FACTS", str(base_file))
    ran = run(*line.split())
    assert (ran.code, ran.out) == (2, "")
    message = one_line(ran)
    assert f'no command "{line.split()[0]}"' in message
    assert hint in message


def test_a_hint_is_given_without_a_readable_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORWATCH_FACTS", "/nowhere.yaml")
    ran = run("carier")
    assert ran.code == 2
    assert "try: vendorwatch carrier" in one_line(ran)
