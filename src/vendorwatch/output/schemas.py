"""The schemas that are published in docs/: of answers, and of what `screen`, `diff`, `check` and `mcp` write."""

from typing import Any

from vendorwatch.factbase.changes import KINDS
from vendorwatch.lookup.answer import Screened
from vendorwatch.output import changes, findings
from vendorwatch.output.brief import BRIEF
from vendorwatch.output.contract import ANSWER, BASE, ROWS
from vendorwatch.output.shapes import (
    CELL,
    CITATION,
    COUNT,
    DATE,
    DRAFT,
    ENTRY,
    FACT,
    HIT,
    MATCH,
    MAYBE_TEXT,
    PAIR,
    PARTY,
    TEXT,
    Schema,
    list_of,
    maybe,
    object_of,
    one_of,
)  # fmt: skip

_MAYBE_NUMBER: Schema = {"type": ["number", "null"]}

SCREEN: Schema = {
    "$schema": DRAFT,
    "title": "A row of vendorwatch screen, as JSON Lines",
    **object_of(
        {
            "row": COUNT,
            "name": TEXT,
            "status": one_of(("found", "not_found", "ambiguous", "error")),
            **dict.fromkeys(("id", "entity", "kind", "stage"), MAYBE_TEXT),
            "score": _MAYBE_NUMBER,
            **dict.fromkeys(("alias", "country"), MAYBE_TEXT),
            "actions": maybe(COUNT),
            **dict.fromkeys(("strictest", "binding"), MAYBE_TEXT),
            **dict.fromkeys(("by", "facts", "undated", "candidates"), list_of(TEXT)),
            "problem": MAYBE_TEXT,
        }
    ),
}
assert SCREEN["required"] == list(Screened._fields)

_ANY: Schema = {}
_FIELDS = list_of(object_of({"field": TEXT, "old": _ANY, "new": _ANY}))
_CITED = object_of({"id": TEXT, "container-title": TEXT, "issued": MAYBE_TEXT, "URL": MAYBE_TEXT})
CHANGED_FACT: Schema = object_of(
    {
        **dict.fromkeys(("id", "kind", "summary", "status"), TEXT),
        "date": MAYBE_TEXT,
        "where": list_of(TEXT),
        "replaces": maybe(object_of({"id": TEXT, "summary": TEXT, "status": TEXT})),
        "reason": MAYBE_TEXT,
        "sources": list_of(_CITED),
        "fields": _FIELDS,
    }
)
CHANGED_RECORD: Schema = object_of({"id": TEXT, "fields": _FIELDS}, {"title": TEXT, "name": TEXT})
CHANGED_ROW: Schema = {
    **object_of({"record": one_of(("fact", "source", "entity")), "change": TEXT}),
    "anyOf": [CHANGED_FACT, CHANGED_RECORD],
}
"""A line of `diff --format jsonl`."""

DIFF: Schema = {
    "$schema": DRAFT,
    "title": "What changed between two fact bases: vendorwatch diff --json",
    **object_of(
        {
            "schema": {"const": changes.SCHEMA},
            "old": BASE,
            "new": BASE,
            **dict.fromkeys(KINDS, list_of(CHANGED_FACT)),
            **dict.fromkeys(
                changes.RECORDS, object_of(dict.fromkeys(("removed", "added", "changed"), list_of(CHANGED_RECORD)))
            ),
        }
    ),
}

FINDING: Schema = object_of(
    {
        "file": TEXT,
        "line": COUNT,
        "column": COUNT,
        "code": {"type": "string", "pattern": r"^[EW]\d{3}$"},
        "severity": one_of(("error", "warning")),
        "id": TEXT,
        "message": TEXT,
    }
)

CHECK: Schema = {
    "$schema": DRAFT,
    "title": "The findings of vendorwatch check --format json",
    **object_of(
        {
            "schema": {"const": findings.SCHEMA},
            "base": object_of({"sha256": MAYBE_TEXT}),
            "counts": object_of({"errors": COUNT, "warnings": COUNT}),
            "findings": list_of(FINDING),
        }
    ),
}

_SHARED: dict[str, Schema] = {
    "date": DATE, "party": PARTY, "match": MATCH, "cell": CELL, "pair": PAIR, "entry": ENTRY, "citation": CITATION,
}  # fmt: skip
"""Parts of answers, and of the briefs of them."""

_PARTS: dict[str, dict[str, Schema]] = {
    "answer": {
        "fact": FACT,
        "found": {"allOf": [FACT, object_of({"hit": HIT})]},
        **{name: ROWS[rows] for name, rows in (("entity", "entities"), ("source", "sources"), ("info", "info"))},
        **_SHARED,
        "hit": HIT,
    },
    "screen": {},
    "diff": {"fact": CHANGED_FACT, "record": CHANGED_RECORD, "row": CHANGED_ROW},
    "check": {"finding": FINDING},
    "mcp": {name: part for name, part in _SHARED.items() if name != "citation"},
}  # fmt: skip

SCHEMAS: dict[str, Schema] = {"answer": ANSWER, "screen": SCREEN, "diff": DIFF, "check": CHECK, "mcp": BRIEF}
"""Schemas by the names of their files in docs/, with everything where it stands."""


def published(name: str) -> dict[str, Any]:
    """One of SCHEMAS as docs/NAME.schema.json has it: what comes again, and what rows of JSON Lines are, under `$defs`."""
    return _with_parts(SCHEMAS[name], _PARTS[name]) if _PARTS[name] else SCHEMAS[name]


def _with_parts(schema: Schema, parts: dict[str, Schema]) -> Schema:
    """The schema with each of the parts told once, under `$defs`, and referred to wherever it stands."""

    def children(node: Schema) -> Schema:
        return {key: refer(value) for key, value in node.items()}

    def refer(node: Any) -> Any:
        if isinstance(node, list):
            return [refer(item) for item in node]
        if not isinstance(node, dict):
            return node
        for name, part in parts.items():
            if node == part:
                return {"$ref": f"#/$defs/{name}"}
            if "type" in part and node == maybe(part):
                return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}
        return children(node)

    return {**children(schema), "$defs": {name: children(part) for name, part in parts.items()}}
