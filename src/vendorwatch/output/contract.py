"""The JSON contract: what every answer looks like, as a JSON Schema (draft 2020-12).

docs/answer.schema.json is written from here, the tests hold every answer against it, and `--fields` takes its paths from it.
Within a schema version keys may be added, never renamed, removed or retyped.
"""

from collections.abc import Iterator

from vendorwatch.lookup.answer import SCHEMA
from vendorwatch.lookup.filters import LISTED, NAMED
from vendorwatch.output.shapes import (
    CELL,
    COUNT,
    DAY,
    DRAFT,
    ENTITY,
    ENTRY,
    FACT,
    FACT_COMMON,
    HIT,
    MATCH,
    MAYBE_COUNT,
    MAYBE_TEXT,
    OWN_NAMES,
    PAIR,
    SOURCE,
    TEXT,
    Schema,
    list_of,
    mapping_of,
    maybe,
    object_of,
    one_of,
)

BASE: Schema = object_of({"version": TEXT, "sha256": TEXT, "facts": COUNT, "sources": COUNT, "entities": COUNT})
INFO: Schema = {"files": list_of(TEXT), "kinds": mapping_of(COUNT), "newest_source": MAYBE_TEXT}

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
            "info": maybe(object_of(INFO)),
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
    "hits": {**FACT, "properties": FACT_COMMON | {"hit": HIT}, "required": [*FACT_COMMON, "hit"]},
    "entities": ENTITY,
    "sources": SOURCE,
    "candidates": MATCH,
    "cells": CELL,
    "pairs": PAIR,
    "entries": ENTRY,
    "info": object_of(BASE["properties"] | INFO),
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
