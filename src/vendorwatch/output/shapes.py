"""Building blocks of the JSON Schemas (draft 2020-12) of what the program writes.

Objects name all their keys as required and stay open for more: readers have to pass over keys that they do not know.
"""

from collections.abc import Iterable
from typing import Any

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
