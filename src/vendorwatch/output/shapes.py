"""The JSON Schemas (draft 2020-12) of the parts of answers: facts, entities, sources, cells and what stands in them.

Objects name all their keys as required and stay open for more: readers have to pass over keys that they do not know.
"""

from collections.abc import Iterable
from typing import Any

from vendorwatch.factbase.fields import OWN_SCALARS
from vendorwatch.factbase.vocabulary import STATUSES, SUPPORT_LABELS, VOCABULARIES
from vendorwatch.lookup.timeline import WHATS

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
MAYBE_COUNT: Schema = {"type": ["integer", "null"]}
TRUTH: Schema = {"type": "boolean"}
DAY: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
DECIMAL: Schema = {"type": ["string", "null"], "pattern": r"^\d+(\.\d+)?$"}


def object_of(properties: Schema, optional: Schema | None = None) -> Schema:
    """An object with these keys, and perhaps with the optional ones."""
    return {"type": "object", "properties": properties | (optional or {}), "required": list(properties)}


def maybe(schema: Schema) -> Schema:
    """The same, or null."""
    return {**schema, "type": [schema["type"], "null"]}


def list_of(items: Schema) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": items}


def one_of(values: Iterable[str]) -> Schema:
    """One text of a list. Later versions may add to the list."""
    return {"type": "string", "enum": list(values)}


def mapping_of(values: Schema) -> Schema:
    """An object with keys of any name and such values."""
    return {"type": "object", "additionalProperties": values}


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

AMOUNT = object_of(
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

OWN_NAMES = sorted({name for names in OWN_SCALARS.values() for name in names})

FACT_COMMON: Schema = {
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
    "amounts": list_of(AMOUNT),
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
    **object_of(FACT_COMMON),
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

AHEAD = object_of(
    {
        "fact": TEXT,
        "act": TEXT,
        "binding": TEXT,
        "status": TEXT,
        "scope": FACT_COMMON["scope"],
        "since": MAYBE_TEXT,
    }
)

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
        "scope": maybe(FACT_COMMON["scope"]),
        "networks": list_of(TEXT),
        "since": MAYBE_TEXT,
        "fact": MAYBE_TEXT,
        "doubts": list_of(TEXT),
        "disputed": TRUTH,
        "strictness": maybe(list_of(COUNT)),
        "others": list_of(TEXT),
        "ahead": maybe(AHEAD),
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
