"""The JSON contract: what every answer looks like, as a JSON Schema (draft 2020-12).

docs/answer.schema.json is written from here, the tests hold every answer against it, and `--fields` takes its paths from it.
Within a schema version keys may be added, never renamed, removed or retyped.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from vendorwatch.factbase.fields import OWN_SCALARS
from vendorwatch.factbase.vocabulary import STATUSES, SUPPORT_LABELS, VOCABULARIES
from vendorwatch.lookup.answer import SCHEMA
from vendorwatch.lookup.timeline import WHATS

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_MAYBE_COUNT: Schema = {"type": ["integer", "null"]}
_TRUTH: Schema = {"type": "boolean"}
DAY: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
DECIMAL: Schema = {"type": ["string", "null"], "pattern": r"^\d+(\.\d+)?$"}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _maybe(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


_DATE = _object(
    {"edtf": _TEXT, "earliest": DAY, "latest": DAY, "inferred": _TRUTH, "approximate": _TRUTH},
)

_CITATION = _object(
    {
        "source": _TEXT,
        "issued": _maybe(_DATE),
        "chain": _list(_TEXT),
        "outlets": _list(_TEXT),
        "origin": _TEXT,
        "basis": _one_of(VOCABULARIES["basis"]),
        "asserted_by": _MAYBE_TEXT,
        "asserted_by_name": _MAYBE_TEXT,
        "stance": _one_of(VOCABULARIES["stance"]),
        "passage": _maybe(_object({"paragraph": _maybe(_COUNT), "words": _COUNT, "sha256_64": _TEXT})),
        "note": _MAYBE_TEXT,
    }
)

_AMOUNT = _object(
    {
        "role": _one_of(("amount", "share", "equivalent", "baseline")),
        "text": _TEXT,
        "min": DECIMAL,
        "max": DECIMAL,
        "min_exclusive": _TRUTH,
        "max_exclusive": _TRUTH,
        "approximate": _TRUTH,
        "currency": _MAYBE_TEXT,
        "unit": _MAYBE_TEXT,
        "as_of": _maybe(_DATE),
    }
)

_PARTY = _object({"role": _TEXT, "id": _TEXT, "name": _TEXT, "type": _TEXT, "country": _MAYBE_TEXT, "group": _MAYBE_TEXT})

OWN_NAMES = sorted({name for names in OWN_SCALARS.values() for name in names})

_FACT_COMMON: Schema = {
    "id": _TEXT,
    "kind": _one_of(VOCABULARIES["kind"]),
    "summary": _TEXT,
    "status": _one_of(dict.fromkeys(status for statuses in STATUSES.values() for status in statuses)),
    "thread": _MAYBE_TEXT,
    "parties": _list(_PARTY),
    "where": _list(_TEXT),
    "scope": _object({name: _list(_one_of(VOCABULARIES[name])) for name in ("network", "layer", "buyers")}),
    "dates": _object({name: _maybe(_DATE) for name in ("announced", "effective", "ended", "by", "period", "as_of")}),
    "deadlines": _list(_object({"by": _maybe(_DATE), "what": _TEXT})),
    "amounts": _list(_AMOUNT),
    "support": _object({"label": _one_of(SUPPORT_LABELS), "origins": _list(_TEXT), "disputed": _TRUTH}),
    "citations": _list(_CITATION),
    "conflicts": _list(
        _object({"with": _TEXT, "type": _one_of(VOCABULARIES["conflict-type"]), "note": _MAYBE_TEXT, "declared": _TRUTH})
    ),
    "supersedes": _MAYBE_TEXT,
    "superseded_by": _MAYBE_TEXT,
    "rank": _one_of(VOCABULARIES["rank"]),
    "rank_reason": _MAYBE_TEXT,
    "withdrawn": _maybe(_object({"date": _maybe(_DATE), "reason": _TEXT})),
    "checked": _MAYBE_TEXT,
    "follow_up_due": _MAYBE_TEXT,
    "note": _MAYBE_TEXT,
    "file": _TEXT,
    "line": _COUNT,
    "view": _maybe(_object({"recorded_status": _TEXT, "passed": _TRUTH, "doubts": _list(_TEXT)})),
}

FACT: Schema = {
    **_object(_FACT_COMMON),
    "allOf": [
        {
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"required": list(names), "properties": dict.fromkeys(names, _MAYBE_TEXT)},
        }
        for kind, names in OWN_SCALARS.items()
    ],
}

ENTITY: Schema = _object(
    {
        "id": _TEXT,
        "type": _one_of((*VOCABULARIES["entity-type"], "country")),
        "roles": _list(_one_of(VOCABULARIES["role"])),
        "name": _TEXT,
        "country": _MAYBE_TEXT,
        "names": {"type": "object", "additionalProperties": _list(_TEXT)},
        "weak_names": _list(_TEXT),
        "former_names": _list(_object({"name": _TEXT, "until": _MAYBE_TEXT})),
        "ids": {"type": "object", "additionalProperties": _TEXT},
        "part_of": _MAYBE_TEXT,
        "parts": _list(_TEXT),
        "different_from": _list(_TEXT),
        "size": _MAYBE_COUNT,
        "members": _list(_TEXT),
        "facts": _COUNT,
        "latest": _MAYBE_TEXT,
        "file": _MAYBE_TEXT,
        "line": _MAYBE_COUNT,
    }
)

SOURCE: Schema = _object(
    {
        "id": _TEXT,
        "type": _one_of(VOCABULARIES["source-type"]),
        "title": _TEXT,
        "container-title": _TEXT,
        "author": _list(_TEXT),
        "issued": _MAYBE_TEXT,
        "URL": _MAYBE_TEXT,
        "accessed": _MAYBE_TEXT,
        "language": _MAYBE_TEXT,
        "archive_location": _MAYBE_TEXT,
        "original": _MAYBE_TEXT,
        "text": _MAYBE_TEXT,
        "note": _MAYBE_TEXT,
        "facts": _COUNT,
        "file": _TEXT,
        "line": _COUNT,
    }
)

_MATCH = _object(
    {
        "id": _TEXT,
        "name": _TEXT,
        "kind": _TEXT,
        "alias": _TEXT,
        "stage": _one_of(("id", "name", "words", "typo", "suggestion")),
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "edits": _MAYBE_COUNT,
    }
)

HIT: Schema = _object(
    {
        "fact": _TEXT,
        "field": _one_of(("summary", "name", "instrument", "outcome", "market", "note", "source")),
        "snippet": _TEXT,
        "marks": _list(_list(_COUNT)),
        "score": {"type": "number", "minimum": 0},
    }
)

_BASE: Schema = {"version": _TEXT, "sha256": _TEXT, "facts": _COUNT, "sources": _COUNT, "entities": _COUNT}
_INFO: Schema = {"files": _list(_TEXT), "kinds": {"type": "object"}, "newest_source": _MAYBE_TEXT}

CELL = _object(
    {
        "row": _TEXT,
        "row_name": _TEXT,
        "column": _TEXT,
        "column_name": _TEXT,
        "stage": _TEXT,
        "act": _MAYBE_TEXT,
        "binding": _MAYBE_TEXT,
        "status": _MAYBE_TEXT,
        "scope": _maybe(_FACT_COMMON["scope"]),
        "since": _MAYBE_TEXT,
        "fact": _MAYBE_TEXT,
        "doubts": _list(_TEXT),
        "strictness": _maybe(_list(_COUNT)),
        "others": _list(_TEXT),
    }
)

PAIR = _object(
    {
        "first": _TEXT,
        "second": _TEXT,
        "type": _one_of(VOCABULARIES["conflict-type"]),
        "declared": _TRUTH,
        "note": _MAYBE_TEXT,
    }
)

ENTRY = _object(
    {
        "date": _DATE,
        "year": _COUNT,
        "what": _one_of(WHATS),
        "status": _TEXT,
        "text": _TEXT,
        "fact": _TEXT,
        "thread": _MAYBE_TEXT,
    }
)

ANSWER: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "An answer of vendorwatch",
    **_object(
        {
            "schema": {"const": SCHEMA},
            "base": _object(_BASE),
            "query": _object(
                {
                    "command": _TEXT,
                    "text": _MAYBE_TEXT,
                    "as_of": _MAYBE_TEXT,
                    "known_by": _MAYBE_TEXT,
                    "filters": {"type": "object"},
                }
            ),
            "status": _one_of(("found", "not_found", "ambiguous")),
            "match": _maybe(_MATCH),
            "candidates": _list(_MATCH),
            "entity": _maybe(ENTITY),
            "facts": _list(FACT),
            "sources": _list(SOURCE),
            "entities": _list(ENTITY),
            "related": _list(FACT),
            "info": _maybe(_object(_INFO)),
            "filter_matches": _list(_object({"option": _TEXT, "text": _TEXT, "match": _maybe(_MATCH)})),
            "cells": _list(CELL),
            "pairs": _list(PAIR),
            "entries": _list(ENTRY),
            "hits": _list(HIT),
            "total": _MAYBE_COUNT,
        }
    ),
}


ROWS: dict[str, Schema] = {
    "facts": FACT,
    "hits": _object({**_FACT_COMMON, "hit": HIT}),
    "entities": ENTITY,
    "sources": SOURCE,
    "candidates": _MATCH,
    "cells": CELL,
    "pairs": PAIR,
    "entries": ENTRY,
    "info": _object(_BASE | _INFO),
}
"""What the rows of an answer look like."""


def field_paths(rows: str) -> list[str]:
    """The dotted paths that `--fields` takes for rows of one of ROWS."""
    schema = ROWS[rows]
    own = OWN_NAMES if rows in ("facts", "hits") else []
    return sorted({*_paths(schema, ""), *own})


def _paths(schema: Schema, prefix: str) -> Iterator[str]:
    for name, part in schema.get("properties", {}).items():
        path = f"{prefix}{name}"
        yield path
        yield from _paths(part, f"{path}.")
        yield from _paths(part.get("items", {}), f"{path}.")
