"""The JSON contract: what every answer looks like, as a JSON Schema (draft 2020-12).

docs/answer.schema.json is written from here, the tests hold every answer against it, and `--fields` takes its paths from it.
Within a schema version keys may be added, never renamed, removed or retyped.
"""

from collections.abc import Iterator

from vendorwatch.factbase.fields import OWN_SCALARS
from vendorwatch.factbase.vocabulary import STATUSES, SUPPORT_LABELS, VOCABULARIES
from vendorwatch.lookup.answer import SCHEMA
from vendorwatch.lookup.filters import LISTED, NAMED
from vendorwatch.lookup.timeline import WHATS
from vendorwatch.output.shapes import (
    COUNT,
    DAY,
    DECIMAL,
    DRAFT,
    MAYBE_COUNT,
    MAYBE_TEXT,
    TEXT,
    TRUTH,
    Schema,
    list_of,
    mapping_of,
    maybe,
    object_of,
    one_of,
)  # fmt: skip

DATE = object_of(
    {"edtf": TEXT, "earliest": DAY, "latest": DAY, "inferred": TRUTH, "approximate": TRUTH},
)

CITATION = object_of(
    {
        "source": TEXT,
        "issued": maybe(DATE),
        "chain": list_of(TEXT),
        "outlets": list_of(TEXT),
        "origin": TEXT,
        "basis": one_of(VOCABULARIES["basis"]),
        "asserted_by": MAYBE_TEXT,
        "asserted_by_name": MAYBE_TEXT,
        "stance": one_of(VOCABULARIES["stance"]),
        "passage": maybe(object_of({"paragraph": maybe(COUNT), "words": COUNT, "sha256_64": TEXT})),
        "note": MAYBE_TEXT,
    }
)

_AMOUNT = object_of(
    {
        "role": one_of(("amount", "share", "equivalent", "baseline")),
        "text": TEXT,
        "min": DECIMAL,
        "max": DECIMAL,
        "min_exclusive": TRUTH,
        "max_exclusive": TRUTH,
        "approximate": TRUTH,
        "currency": MAYBE_TEXT,
        "unit": MAYBE_TEXT,
        "as_of": maybe(DATE),
    }
)

PARTY = object_of({"role": TEXT, "id": TEXT, "name": TEXT, "type": TEXT, "country": MAYBE_TEXT, "group": MAYBE_TEXT})

_OWN_NAMES = sorted({name for names in OWN_SCALARS.values() for name in names})

_FACT_COMMON: Schema = {
    "id": TEXT,
    "kind": one_of(VOCABULARIES["kind"]),
    "summary": TEXT,
    "status": one_of(dict.fromkeys(status for statuses in STATUSES.values() for status in statuses)),
    "thread": MAYBE_TEXT,
    "parties": list_of(PARTY),
    "where": list_of(TEXT),
    "scope": object_of({name: list_of(one_of(VOCABULARIES[name])) for name in ("network", "layer", "buyers")}),
    "dates": object_of({name: maybe(DATE) for name in ("announced", "effective", "ended", "by", "period", "as_of")}),
    "deadlines": list_of(object_of({"by": maybe(DATE), "what": TEXT})),
    "amounts": list_of(_AMOUNT),
    "support": object_of({"label": one_of(SUPPORT_LABELS), "origins": list_of(TEXT), "disputed": TRUTH}),
    "citations": list_of(CITATION),
    "conflicts": list_of(
        object_of({"with": TEXT, "type": one_of(VOCABULARIES["conflict-type"]), "note": MAYBE_TEXT, "declared": TRUTH})
    ),
    "supersedes": MAYBE_TEXT,
    "superseded_by": MAYBE_TEXT,
    "rank": one_of(VOCABULARIES["rank"]),
    "rank_reason": MAYBE_TEXT,
    "withdrawn": maybe(object_of({"date": maybe(DATE), "reason": TEXT})),
    "checked": MAYBE_TEXT,
    "follow_up_due": MAYBE_TEXT,
    "note": MAYBE_TEXT,
    "file": TEXT,
    "line": COUNT,
    "view": maybe(object_of({"recorded_status": TEXT, "passed": TRUTH, "doubts": list_of(TEXT)})),
}

FACT: Schema = {
    **object_of(_FACT_COMMON),
    "allOf": [
        {
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"required": list(names), "properties": dict.fromkeys(names, MAYBE_TEXT)},
        }
        for kind, names in OWN_SCALARS.items()
    ],
}

ENTITY: Schema = object_of(
    {
        "id": TEXT,
        "type": one_of((*VOCABULARIES["entity-type"], "country")),
        "roles": list_of(one_of(VOCABULARIES["role"])),
        "name": TEXT,
        "country": MAYBE_TEXT,
        "names": mapping_of(list_of(TEXT)),
        "weak_names": list_of(TEXT),
        "former_names": list_of(object_of({"name": TEXT, "until": MAYBE_TEXT})),
        "ids": mapping_of(TEXT),
        "part_of": MAYBE_TEXT,
        "parts": list_of(TEXT),
        "different_from": list_of(TEXT),
        "size": MAYBE_COUNT,
        "members": list_of(TEXT),
        "facts": COUNT,
        "latest": MAYBE_TEXT,
        "file": MAYBE_TEXT,
        "line": MAYBE_COUNT,
    }
)

SOURCE: Schema = object_of(
    {
        "id": TEXT,
        "type": one_of(VOCABULARIES["source-type"]),
        "title": TEXT,
        "container-title": TEXT,
        "author": list_of(TEXT),
        "issued": MAYBE_TEXT,
        "URL": MAYBE_TEXT,
        "accessed": MAYBE_TEXT,
        "language": MAYBE_TEXT,
        "archive_location": MAYBE_TEXT,
        "original": MAYBE_TEXT,
        "text": MAYBE_TEXT,
        "note": MAYBE_TEXT,
        "facts": COUNT,
        "file": TEXT,
        "line": COUNT,
    }
)

MATCH = object_of(
    {
        "id": TEXT,
        "name": TEXT,
        "kind": TEXT,
        "alias": TEXT,
        "stage": one_of(("id", "name", "words", "typo", "suggestion")),
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "edits": MAYBE_COUNT,
    }
)

HIT: Schema = object_of(
    {
        "fact": TEXT,
        "field": one_of(("summary", "name", "instrument", "outcome", "market", "note", "source")),
        "snippet": TEXT,
        "marks": list_of(list_of(COUNT)),
        "score": {"type": "number", "minimum": 0},
    }
)

BASE: Schema = object_of({"version": TEXT, "sha256": TEXT, "facts": COUNT, "sources": COUNT, "entities": COUNT})
_INFO: Schema = {"files": list_of(TEXT), "kinds": mapping_of(COUNT), "newest_source": MAYBE_TEXT}

CELL = object_of(
    {
        "row": TEXT,
        "row_name": TEXT,
        "column": TEXT,
        "column_name": TEXT,
        "stage": TEXT,
        "act": MAYBE_TEXT,
        "binding": MAYBE_TEXT,
        "status": MAYBE_TEXT,
        "scope": maybe(_FACT_COMMON["scope"]),
        "since": MAYBE_TEXT,
        "fact": MAYBE_TEXT,
        "doubts": list_of(TEXT),
        "strictness": maybe(list_of(COUNT)),
        "others": list_of(TEXT),
    }
)

PAIR = object_of(
    {
        "first": TEXT,
        "second": TEXT,
        "type": one_of(VOCABULARIES["conflict-type"]),
        "declared": TRUTH,
        "note": MAYBE_TEXT,
    }
)

ENTRY = object_of(
    {
        "date": DATE,
        "year": COUNT,
        "what": one_of(WHATS),
        "status": TEXT,
        "text": TEXT,
        "fact": TEXT,
        "thread": MAYBE_TEXT,
    }
)

FILTERS: Schema = object_of(
    {},
    {name: list_of(TEXT) for name in (*NAMED, *LISTED, "region")}
    | dict.fromkeys(("since", "until", "checked_before", "due_before"), DAY)
    | {"limit": COUNT},
)
"""Filters as read; of these alone, only those that were given are there."""

QUERY: Schema = object_of(
    {"command": TEXT, "text": MAYBE_TEXT, "as_of": MAYBE_TEXT, "known_by": MAYBE_TEXT, "filters": FILTERS}
)

ANSWER: Schema = {
    "$schema": DRAFT,
    "title": "An answer of vendorwatch",
    **object_of(
        {
            "schema": {"const": SCHEMA},
            "base": BASE,
            "query": QUERY,
            "status": one_of(("found", "not_found", "ambiguous")),
            "match": maybe(MATCH),
            "candidates": list_of(MATCH),
            "entity": maybe(ENTITY),
            "facts": list_of(FACT),
            "sources": list_of(SOURCE),
            "entities": list_of(ENTITY),
            "related": list_of(FACT),
            "info": maybe(object_of(_INFO)),
            "filter_matches": list_of(object_of({"option": TEXT, "text": TEXT, "match": maybe(MATCH)})),
            "cells": list_of(CELL),
            "pairs": list_of(PAIR),
            "entries": list_of(ENTRY),
            "hits": list_of(HIT),
            "total": MAYBE_COUNT,
        }
    ),
}


ROWS: dict[str, Schema] = {
    "facts": FACT,
    "hits": {**FACT, "properties": _FACT_COMMON | {"hit": HIT}, "required": [*_FACT_COMMON, "hit"]},
    "entities": ENTITY,
    "sources": SOURCE,
    "candidates": MATCH,
    "cells": CELL,
    "pairs": PAIR,
    "entries": ENTRY,
    "info": object_of(BASE["properties"] | _INFO),
}
"""What the rows of an answer look like."""


def field_paths(rows: str) -> list[str]:
    """The dotted paths that `--fields` takes for rows of one of ROWS."""
    schema = ROWS[rows]
    own = _OWN_NAMES if rows in ("facts", "hits") else []
    return sorted({*_paths(schema, ""), *own})


def _paths(schema: Schema, prefix: str) -> Iterator[str]:
    for name, part in schema.get("properties", {}).items():
        path = f"{prefix}{name}"
        yield path
        yield from _paths(part, f"{path}.")
        yield from _paths(part.get("items", {}), f"{path}.")
