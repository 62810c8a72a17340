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


def with_parts(schema: Schema, parts: dict[str, Schema]) -> Schema:
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


def types_of(schema: Schema, path: str = "") -> dict[str, str]:
    """The type of every key of documents of this form, by its path: {"facts[].id": "string", …}.

    What may be missing says so. A schema that refers to parts of itself is not read: this takes those that hold everything.
    """
    found: dict[str, str] = {}
    for name, part in schema.get("properties", {}).items():
        here = f"{path}.{name}" if path else name
        found[here] = _type_of(part) + ("" if name in schema.get("required", ()) else ", optional")
        found |= types_of(part, here) | types_of(part.get("items", {}), f"{here}[]")
    for rule in (*schema.get("allOf", ()), *schema.get("anyOf", ())):
        part = rule.get("then", rule)
        found |= {key: f"{type.removesuffix(', optional')}, optional" for key, type in types_of(part, path).items()}
    return found


def _type_of(schema: Schema) -> str:
    types = schema.get("type", "string" if "const" in schema else "any")
    name = types if isinstance(types, str) else "|".join(sorted(types))
    return f"array of {_type_of(schema['items'])}" if name == "array" else name
