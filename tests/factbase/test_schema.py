"""The JSON Schema of facts.yaml: it lets good bases through, as any YAML parser sees them, and finds each break."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from factbase.check.bases import base_text
from vendorwatch.factbase.fields import FACT_FIELDS
from vendorwatch.factbase.schema import build_schema, render_schema
from vendorwatch.factbase.vocabulary import STATUSES, VOCABULARIES

SHIPPED = (Path(__file__).parents[2] / "facts.yaml").read_text()
VALIDATOR = Draft202012Validator(build_schema())

FIGURE = """\
schema: vendorwatch/1
version: "2026-11-21"
entities:
  trio: {type: group, roles: [carrier], name: Three carriers, size: 3, members: unknown, country: "JP"}
facts:
- id: jp-2020-figure
  kind: figure
  summary: A figure.
  about: [trio]
  metric: rank
  type: actual
  status: stated
  amount: 3
  as_of: "2020"
  deadlines: [{by: "2021", what: something}]
  citations:
  - {source: caixin, basis: own-voice, passage: p4 36w 5047a00ec6a79b46}
"""


def faults(text: str, loader: Any = yaml.SafeLoader) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, Loader=loader))]


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(render_schema()))
    assert render_schema().endswith("}\n") and render_schema() == render_schema()


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.BaseLoader])
@pytest.mark.parametrize("text", [SHIPPED, FIGURE, base_text(), "schema: vendorwatch/1\nversion: x\nsources: {}\n"])
def test_good_bases_pass(text: str, loader: Any) -> None:
    assert not faults(text, loader)


def test_unquoted_scalars_pass_as_other_parsers_see_them() -> None:
    unquoted = FIGURE.replace('"2020"', "2020").replace("what: something", "what: 5").replace("Three carriers", "3")
    assert not faults(unquoted)
    act = "{id: a-1, kind: action, summary: s, actor: bb, action: plan, status: planned, names_vendors: no, citations: []}"
    assert faults(f"schema: vendorwatch/1\nversion: x\nfacts: [{act}]") == ["[] should be non-empty"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("schema: vendorwatch/1", "schema: vendorwatch/9"),
        ("schema: vendorwatch/1\n", ""),
        ('version: "2026-11-21"', "versoin: x"),
        ("facts:\n", "fact:\n"),
        ("kind: figure", "kind: figures"),
        ("  kind: figure\n", ""),
        ("jp-2020-figure", "JP 2020"),
        ("  metric: rank\n", ""),
        ("metric: rank", "metric: ranks"),
        ("metric: rank", "metric: other"),
        ("metric: rank", "deal: loan"),
        ("status: stated", "status: planned"),
        ("about: [trio]", "about: trio"),
        ("about: [trio]", "about: []"),
        ("amount: 3", "amount: three"),
        ("amount: 3", "amount: JPY 64,5 bn"),
        ("amount: 3", "amount: -3"),
        ('as_of: "2020"', 'as_of: "2020-1"'),
        ('as_of: "2020"', 'as_of: "in 2020"'),
        ('as_of: "2020"', 'as-of: "2020"'),
        ('{by: "2021", what: something}', '{by: "2021"}'),
        ("deadlines: [", "deadlines: [x, "),
        ("p4 36w 5047a00ec6a79b46", "p4 36w 5047"),
        ("basis: own-voice", "basis: rumour"),
        ("source: caixin, ", ""),
        ("type: group", "type: trio"),
        ("roles: [carrier]", "roles: carrier"),
        ("roles: [carrier]", "roles: [carriers]"),
        ("size: 3", "size: three"),
        ("members: unknown", "members: none"),
        ('country: "JP"', "country: NO"),
        ('country: "JP"', 'country: "Japan"'),
        ("name: Three carriers", "name: [Three carriers]"),
        ("name: Three carriers", 'name: ""'),
        ("size: 3", "ids: {isbn: x}"),
        ("size: 3", "names: {english: [Trio]}"),
        ("size: 3", "names: {en: Trio}"),
    ],
)
def test_each_break_is_found(old: str, new: str) -> None:
    assert old in FIGURE
    assert faults(FIGURE.replace(old, new, 1))


def test_every_value_of_a_vocabulary_can_be_completed() -> None:
    text = render_schema()
    for values in (*VOCABULARIES.values(), *STATUSES.values()):
        assert all(json.dumps(value) in text for value in values)


def _properties(schema: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        for name, value in schema.get("properties", {}).items() if "additionalProperties" in schema else ():
            yield name, value
        for value in schema.values():
            yield from _properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _properties(value)


def test_every_key_has_a_hover_text() -> None:
    schemes = ("wikidata", "lei", "isin", "opensanctions")
    found = [(name, value) for name, value in _properties(build_schema()) if name not in schemes]
    assert len(found) > 150
    assert [name for name, value in found if not value.get("description")] == []


def test_kinds_are_told_apart() -> None:
    assert set(FACT_FIELDS) <= set(build_schema()["$defs"])
