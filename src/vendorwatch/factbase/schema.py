"""A JSON Schema of facts.yaml, made from fields.py and vocabulary.py: completion and hover texts for editors.

An editor with a YAML language server binds it by a comment on the first line of the file (a URL does as well as a path):

    # yaml-language-server: $schema=docs/facts.schema.json

The schema knows shapes, vocabularies and patterns. What a record says of others (references, dates against statuses,
contradictions) is for `vendorwatch check` to find.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vendorwatch.factbase import amounts, dates, passages
from vendorwatch.factbase.fields import (
    BASE_FIELDS,
    ENTITY_FIELDS,
    FACT_FIELDS,
    IDENTIFIER_SCHEMES,
    SOURCE_FIELDS,
    Field,
    Shape,
    by_name,
)
from vendorwatch.factbase.load import SCHEMA
from vendorwatch.factbase.values import ID
from vendorwatch.factbase.vocabulary import STATUSES, VOCABULARIES

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_IDS = frozenset({Shape.ID, Shape.ENTITY, Shape.SOURCE, Shape.FACT})
_DEFINED = {
    Shape.TEXT: "text",
    Shape.DATE: "date",
    Shape.AMOUNT: "amount",
    Shape.COUNTRY: "country",
    Shape.PASSAGE: "passage",
    Shape.DIGEST: "digest",
    Shape.NUMBER: "number",
}
_LISTS = {Shape.TEXTS: "text", Shape.ENTITIES: "id", Shape.AMOUNTS: "amount", Shape.COUNTRIES: "country"}


def render_schema() -> str:
    """The schema as JSON text, indented, with a line break at its end; the same for the same program."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=2) + "\n"


def build_schema() -> Schema:
    """The schema as plain data."""
    base = by_name(BASE_FIELDS)
    kinds = [{"if": _where("kind", [kind]), "then": {"$ref": f"#/$defs/{kind}"}} for kind in FACT_FIELDS]
    fact = {
        "type": "object",
        "properties": {"kind": _choice(FACT_FIELDS["action"]["kind"], "")},
        "required": ["id", "kind"],
        "allOf": kinds,
    }
    sections: dict[str, Schema] = {
        "schema": {"const": SCHEMA},
        "version": {"type": "string", "minLength": 1},
        "sources": _by_id("#/$defs/source"),
        "entities": _by_id("#/$defs/entity"),
        "facts": {"type": ["array", "null"], "items": {"$ref": "#/$defs/fact"}},
    }
    return {
        "$schema": DIALECT,
        "title": "vendorwatch fact base",
        "description": "Facts on telecom-network vendors, each with its citations; a file such as facts.yaml.",
        "type": "object",
        "properties": {name: sections[name] | {"description": field.help} for name, field in base.items()},
        "required": [name for name, field in base.items() if field.required],
        "additionalProperties": False,
        "$defs": {
            **_scalars(),
            "source": _record(SOURCE_FIELDS, ""),
            "entity": _record(ENTITY_FIELDS, ""),
            "fact": fact,
            **{kind: _record(fields.values(), kind) for kind, fields in FACT_FIELDS.items()},
        },
    }


def _scalars() -> dict[str, Schema]:
    """The scalars. The program reads all as text; an editor's parser takes unquoted ones for numbers or truth values."""
    part = re.sub(r"\?P<\w+>", "?:", amounts._PART.pattern)
    amount = rf"(?:(?:{'|'.join(amounts._QUALIFIERS)}) )?{part}(?: to {part})?"
    point = dates._POINT.pattern
    return {
        "text": {"type": ["string", "number", "boolean"], "minLength": 1},
        "id": {"type": ["string", "integer"], "pattern": _whole(ID.pattern)},
        "date": {
            "type": ["string", "integer"],
            "pattern": _whole(rf"{point}|{point}/(?:{point}|\.\.)|\.\./{point}"),
            "minimum": 1000,
            "maximum": 9999,
        },
        "amount": {"type": ["string", "number"], "pattern": _whole(amount), "minimum": 0},
        "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "passage": {"type": "string", "pattern": _whole(passages._PASSAGE.pattern)},
        "digest": {"type": "string", "pattern": _whole(passages._TEXT_DIGEST.pattern)},
        "number": {"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$", "minimum": 0},
    }


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _by_id(record: str) -> Schema:
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": _whole(ID.pattern)},
        "additionalProperties": {"$ref": record},
    }


def _record(fields: Iterable[Field], kind: str) -> Schema:
    """A mapping of exactly these keys. `other` asks for a note where the record has one (rule E031)."""
    named = by_name(fields)
    schema: Schema = {
        "type": "object",
        "properties": {name: _property(field, kind) for name, field in named.items()},
        "required": [name for name, field in named.items() if field.required],
        "additionalProperties": False,
    }
    with_other = [field.name for field in named.values() if "other" in VOCABULARIES.get(field.vocabulary, ())]
    if with_other and "note" in named:
        schema["allOf"] = [{"if": _where(name, ["other"]), "then": {"required": ["note"]}} for name in with_other]
    return schema


def _where(name: str, values: list[str]) -> Schema:
    return {"properties": {name: {"enum": values}}, "required": [name]}


def _property(field: Field, kind: str) -> Schema:
    return _value(field, kind) | ({"description": field.help} if field.help else {})


def _value(field: Field, kind: str) -> Schema:
    shape = field.shape
    if shape in _IDS:
        return {"$ref": "#/$defs/id"}
    if shape in _DEFINED:
        return {"$ref": f"#/$defs/{_DEFINED[shape]}"}
    if shape in _LISTS:
        return _list({"$ref": f"#/$defs/{_LISTS[shape]}"})
    if shape is Shape.CHOICE:
        return _choice(field, kind)
    if shape is Shape.CHOICES:
        return _list(_choice(field, kind))
    if shape is Shape.RECORD:
        return _record(field.fields, kind)
    if shape is Shape.RECORDS:
        return _list(_record(field.fields, kind))
    return dict(_special())[shape]


def _special() -> Iterator[tuple[Shape, Schema]]:
    """The shapes with keys or words of their own."""
    id: Mapping[str, Any] = {"$ref": "#/$defs/id"}
    text: Mapping[str, Any] = {"$ref": "#/$defs/text"}
    yield Shape.MEMBERS, {"anyOf": [{"const": "unknown"}, _list(id)]}
    yield (
        Shape.PARTIES,
        {
            "type": "object",
            "propertyNames": {"pattern": _whole(ID.pattern)},
            "additionalProperties": {"anyOf": [id, _list(id)]},
            "minProperties": 1,
        },
    )
    yield (
        Shape.NAMES,
        {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"},
            "additionalProperties": _list(text),
        },
    )
    yield (
        Shape.IDENTIFIERS,
        {
            "type": "object",
            "properties": dict.fromkeys(IDENTIFIER_SCHEMES, text),
            "additionalProperties": False,
        },
    )


def _list(item: Mapping[str, Any]) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def _choice(field: Field, kind: str) -> Schema:
    allowed = STATUSES[kind] if field.vocabulary == "status" else VOCABULARIES[field.vocabulary]
    # Older YAML takes an unquoted yes or no for a truth value.
    truths = [value == "yes" for value in allowed if value in ("yes", "no")]
    return {"enum": [*allowed, *truths]}
