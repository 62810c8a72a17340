"""Parquet: facts, sources and entities, a file each, nested and typed as in the JSON contract.

The types come from the contract's own schema: days are date32, amounts decimal128(38, 9), records structs, lists lists,
names by language a map. Equal bases give equal bytes with one version of pyarrow.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vendorwatch.lookup.answer import SCHEMA
from vendorwatch.lookup.extract import Extract
from vendorwatch.output.export.tables import LICENCE, NOT_A_BAN, TITLE
from vendorwatch.output.export.writing import ExportError
from vendorwatch.output.shapes import DAY, DECIMAL, ENTITY, FACT, OWN_NAMES, SOURCE, Schema

PRECISION, SCALE = 38, 9
"""Digits of a decimal, and those after the point: what DuckDB and data frames can hold."""


def write(extract: Extract, path: Path) -> None:
    """Write facts, sources and entities into the empty folder at `path`. Raises ExportError where pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ExportError("parquet needs pyarrow; install it with: pip install 'vendorwatch[parquet]'") from None
    about = {"title": TITLE, "schema": SCHEMA, "licence": LICENCE, "note": NOT_A_BAN, "version": extract.base["version"]}
    own: Schema = {name: {"type": ["string", "null"]} for name in OWN_NAMES}
    fact = {"properties": FACT["properties"] | own}
    for name, schema, documents in (
        ("facts", fact, extract.facts),
        ("sources", SOURCE, extract.sources),
        ("entities", ENTITY, extract.entities),
    ):
        fields = [(key, _type(pyarrow, part)) for key, part in schema["properties"].items()]
        columns = [[_value(document.get(key), part) for document in documents] for key, part in schema["properties"].items()]
        arrays = [pyarrow.array(column, type) for column, (_, type) in zip(columns, fields, strict=True)]
        table = pyarrow.table(arrays, schema=pyarrow.schema(fields, metadata={**about, "sha256": extract.base["sha256"]}))
        parquet.write_table(table, path / f"{name}.parquet", compression="zstd", version="2.6")


def unexported(extract: Extract) -> Iterator[str]:
    """The amounts that a decimal cannot hold, where there are any."""
    amounts = (amount for fact in extract.facts for amount in fact["amounts"])
    count = sum(_decimal(amount[name]) is None for amount in amounts for name in ("min", "max") if amount[name])
    if count:
        yield f"{count} bound{'s' * (count != 1)} of amounts have too many digits for a decimal; they stand in text alone"


def _type(pyarrow: Any, schema: Schema) -> Any:
    """The Arrow type for a part of the contract."""
    if schema.get("pattern") == DAY["pattern"]:
        return pyarrow.date32()
    if schema.get("pattern") == DECIMAL["pattern"]:
        return pyarrow.decimal128(PRECISION, SCALE)
    match _kind(schema):
        case "object" if "properties" in schema:
            return pyarrow.struct([(name, _type(pyarrow, part)) for name, part in schema["properties"].items()])
        case "object":
            return pyarrow.map_(pyarrow.string(), _type(pyarrow, schema["additionalProperties"]))
        case "array":
            return pyarrow.list_(_type(pyarrow, schema["items"]))
        case "integer":
            return pyarrow.int64()
        case "boolean":
            return pyarrow.bool_()
    return pyarrow.string()


def _value(value: Any, schema: Schema) -> Any:
    """A value of a document as Arrow takes it for the type."""
    from datetime import date

    if value is None:
        return None
    if schema.get("pattern") == DAY["pattern"]:
        return date.fromisoformat(value)
    if schema.get("pattern") == DECIMAL["pattern"]:
        return _decimal(value)
    if "properties" in schema:
        return {name: _value(value.get(name), part) for name, part in schema["properties"].items()}
    if "additionalProperties" in schema:
        return list(value.items())
    return [_value(item, schema["items"]) for item in value] if "items" in schema else value


def _decimal(text: str) -> Any:
    """The number; None where it has more digits than the type holds."""
    from decimal import Decimal

    whole, _, fraction = text.partition(".")
    return Decimal(text) if len(whole) <= PRECISION - SCALE and len(fraction) <= SCALE else None


def _kind(schema: Schema) -> str:
    kind = schema["type"]
    return str(next(item for item in kind if item != "null") if isinstance(kind, list) else kind)
