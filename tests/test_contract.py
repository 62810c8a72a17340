"""The promise of docs/json.md: every answer fits its schema, and nothing that a version had is ever missing or another."""

import copy
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from helpers import BASE_TEXT, run, strict, write_text
from vendorwatch.cli.app import COMMANDS
from vendorwatch.output.contract import ROWS
from vendorwatch.output.schemas import CHANGED_FACT, SCHEMAS, published
from vendorwatch.output.shapes import FACT

ROOT = Path(__file__).parent.parent
VERSIONS = sorted((ROOT / "tests/data/contract").iterdir())

sys.path.insert(0, str(ROOT / "tools"))

import freeze_contract  # noqa: E402

ANSWERS = [
    "carrier fjordcom", "carrier zzyzx", "carrier auralink", "vendor quarzel", "vendor quarzle", "vendor qz --exact",
    "country norway", "country zzyzx", "country korea", "source kite-2019-ban", "source zzyzx", "source heron",
    "show no-quarzel", "show zzyzx", "show auralink", "show no-2018-found-false", "show NO", "match fjordkom", "match zzyzx",
    "match auralink", "search quarzel", "search zzyzx", "search radios country:korea",
    "search quarzel kind:action country:NO",
    "carriers", "vendors", "countries", "sources", "facts", "actions", "relationships", "deals", "figures", "statements",
    "proceedings", "events", "facts --vendor zzyzx", "facts --vendor auralink --country korea", "facts --carrier auralink",
    "facts --as-of 2019-08 --known-by 2019-08 --since 2019 --until 2020 --kind action --status considered --network any",
    "facts --limit 3",
    "facts --region northern-europe --support disputed", "facts --stale 10", "facts --follow-up", "facts --vendor quarzle",
    "matrix", "matrix --vendor zzyzx", "matrix --carriers", "matrix --country korea", "matrix --as-of 2019-08 --sort date",
    "timeline", "timeline fjordcom", "timeline zzyzx", "timeline auralink", "conflicts", "conflicts lagunet",
    "conflicts zzyzx", "conflicts auralink", "conflicts --undeclared", "info",
]  # fmt: skip

ROW_OF = {"match": "candidates", "search": "hits", "sources": "sources", "matrix": "cells", "timeline": "entries"} | {
    "carriers": "entities", "vendors": "entities", "countries": "entities", "conflicts": "pairs", "info": "info",
}  # fmt: skip


def faults(schema: Any, document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(document)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_published_schema_is_one_and_says_the_same(name: str) -> None:
    page = json.loads((ROOT / f"docs/{name}.schema.json").read_text(encoding="utf-8"))
    assert page == published(name)
    Draft202012Validator.check_schema(page)


@pytest.mark.parametrize("line", ANSWERS)
def test_every_answer_fits_its_schema_and_has_no_key_that_it_does_not_tell(line: str, base_file: Path) -> None:
    document = run(*line.split(), "--facts", base_file, "--json").document
    assert faults(strict(SCHEMAS["answer"]), document) == []
    assert faults(published("answer"), document) == []


@pytest.mark.parametrize("line", ANSWERS)
def test_every_line_of_jsonl_fits_the_schema_of_its_rows(line: str, base_file: Path) -> None:
    schema = strict(ROWS[ROW_OF.get(line.split()[0], "facts")])
    for row in run(*line.split(), "--facts", base_file, "-f", "jsonl").out.splitlines():
        assert faults(schema, json.loads(row)) == []


def test_every_status_is_tried(base_file: Path) -> None:
    statuses = {run(*line.split(), "--facts", base_file, "--json").document["status"] for line in ANSWERS}
    assert statuses == {"found", "not_found", "ambiguous"}


def test_every_command_that_writes_json_is_tried() -> None:
    tried = {line.split()[0] for line in ANSWERS} | {"screen", "diff", "check", "mcp"}
    assert set(COMMANDS) - tried == {"cite", "completion", "export", "help", "fmt", "new", "verify", "passage"}


def test_every_screened_row_fits_its_schema(base_file: Path, tmp_path: Path) -> None:
    names = write_text(
        tmp_path, "Quarzel\nBrackett\nAuralink\nZzyzx\n\n\udcff\n".encode("utf-8", "replace").decode(), "names.txt"
    )
    names.write_bytes(names.read_bytes() + b"\xff\xfe\n")
    rows = [json.loads(line) for line in run("screen", names, "--facts", base_file).out.splitlines()]
    assert {row["status"] for row in rows} == {"found", "not_found", "ambiguous", "error"}
    for row in rows:
        assert faults(strict(SCHEMAS["screen"]), row) == []


def test_every_difference_fits_its_schema(base_file: Path, tmp_path: Path) -> None:
    start = BASE_TEXT.index("- id: vu-2021-rollout")
    text = BASE_TEXT[:start] + BASE_TEXT[BASE_TEXT.index("- id: no-2018-slip") :]
    text = text.replace("NOK 64.5 bn", "NOK 65 bn").replace("title: A Ban Is Coming", "title: A Ban Came")
    text = text.replace("name: Kite Wire}", "name: The Kite Wire}").replace(
        "status: announced\n  amount", "status: cancelled\n  amount"
    )
    newer = write_text(tmp_path, text)
    for old, new in ((base_file, newer), (newer, base_file), (base_file, base_file)):
        document = run("diff", old, new, "--json").document
        assert faults(strict(SCHEMAS["diff"]), document) == []
        assert faults(published("diff"), document) == []
        row_schema = {**published("diff"), **published("diff")["$defs"]["row"]}
        for line in run("diff", old, new, "-f", "jsonl").out.splitlines():
            row = json.loads(line)
            assert faults({"$defs": row_schema["$defs"], **published("diff")["$defs"]["row"]}, row) == []
            if row["record"] == "fact":
                assert set(row) == {"record", "change", *CHANGED_FACT["required"]}


@pytest.mark.parametrize("text", [BASE_TEXT, BASE_TEXT.replace("basis: hearsay", "basis: rumour"), "no base", "\x00"])
def test_every_report_of_findings_fits_its_schema(text: str, tmp_path: Path) -> None:
    document = run("check", write_text(tmp_path, text), "--format", "json").document
    assert faults(strict(SCHEMAS["check"]), document) == []
    unreadable = run("check", tmp_path / "none.yaml", "--format", "json").document
    assert faults(strict(SCHEMAS["check"]), unreadable) == []


PAGES = {"answer": "json", "screen": "screen", "diff": "reference", "mcp": "mcp"}


@pytest.mark.parametrize("name", PAGES)
def test_every_key_is_told_in_words_too(name: str) -> None:
    page = (ROOT / f"docs/{PAGES[name]}.md").read_text(encoding="utf-8")
    keys = [key for key in SCHEMAS[name]["required"] if key not in ("schema", "base")]
    keys += FACT["required"] if name == "answer" else []
    assert [key for key in keys if f"`{key}`" not in page] == []


def broken(frozen: dict[str, str], today: dict[str, str]) -> list[str]:
    """The keys of a frozen version that are gone, or of another type now."""
    return [key for key, type in frozen.items() if today.get(key) != type]


def missing(frozen: Any, today: Any, path: str = "") -> Iterator[str]:
    """Where a document lacks what a frozen one has, or has another type there; null stands for any."""
    if frozen is None:
        return
    if type(frozen) is not type(today) and not (today is None or {type(frozen), type(today)} == {int, float}):
        yield f"{path}: {type(frozen).__name__} is {type(today).__name__}"
    elif isinstance(frozen, dict) and isinstance(today, dict):
        for key, value in frozen.items():
            yield from missing(value, today[key], f"{path}.{key}") if key in today else (f"{path}.{key}: gone",)
    elif isinstance(frozen, list) and frozen and today:
        yield from missing(frozen[0], today[0], f"{path}[]")


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)
def test_no_key_of_a_frozen_version_is_gone_or_of_another_type(version: Path) -> None:
    frozen = json.loads((version / "keys.json").read_text(encoding="utf-8"))
    today = freeze_contract.key_types()
    assert {name: broken(keys, today[name]) for name, keys in frozen.items()} == {name: [] for name in frozen}


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)
def test_the_questions_of_a_frozen_version_are_answered_as_they_were(version: Path) -> None:
    for name, today in freeze_contract.answers(version).items():
        frozen = json.loads((version / f"{name}.json").read_text(encoding="utf-8"))
        assert list(missing(frozen, today, name)) == []


def test_the_guard_sees_what_breaks_a_reader_and_lets_new_keys_pass() -> None:
    frozen = freeze_contract.types_of(SCHEMAS["answer"])
    schema = copy.deepcopy(SCHEMAS["answer"])
    schema["properties"]["facts"]["items"]["properties"]["new"] = {"type": "string"}
    assert broken(frozen, freeze_contract.types_of(schema)) == []
    del schema["properties"]["facts"]["items"]["properties"]["summary"]
    schema["properties"]["total"] = {"type": "string"}
    schema["required"].remove("hits")
    assert broken(frozen, freeze_contract.types_of(schema)) == ["facts[].summary", "related[].summary", "hits", "total"]
    document = {"a": [{"b": 1, "c": None}], "d": {"e": "x"}}
    assert list(missing(document, {"a": [{"b": 2.5, "c": "now", "new": 1}], "d": {"e": "y"}})) == []
    assert list(missing(document, {"a": [{"b": "1"}], "d": {}})) == [".a[].b: int is str", ".a[].c: gone", ".d.e: gone"]
