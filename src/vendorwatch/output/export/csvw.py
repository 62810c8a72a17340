"""CSV: a folder of the same tables as in SQLite, described by `csv-metadata.json` (W3C, CSV on the Web).

Cells are written as they are, and no cell is defused for spreadsheets: the folder is for programs, and a quote put before a
text would be part of it. Rule E080 keeps texts that start like a formula out of a base; where one holds such a text all the
same, the export says so.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.extract import Extract
from vendorwatch.output.export.rows import Row, resolves, rows_of
from vendorwatch.output.export.tables import LICENCE, NOT_A_BAN, TABLES, TITLE, Column, Table, key_of
from vendorwatch.output.export.writing import write_text

_TYPES: dict[str, Any] = {"day": "date", "decimal": "decimal", "integer": "integer", "boolean": "boolean"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(extract: Extract, path: Path) -> None:
    """Write the tables and their description into the empty folder at `path`."""
    ids = {fact["id"] for fact in extract.facts}
    described = []
    for table in TABLES:
        rows = list(rows_of(table.name, extract))
        described.append(_described(table, rows, ids))
        with (path / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)  # lines end in CR LF, so that a CR or LF within a cell is quoted
            writer.writerow(column.name for column in table.columns)
            writer.writerows([_cell(cell) for cell in row] for row in rows)
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": TITLE,
        "dc:description": NOT_A_BAN,
        "dc:license": {"@id": LICENCE},
        "dc:identifier": f"{extract.base['version']} sha256:{extract.base['sha256']}",
        "tables": described,
    }
    write_text(path / "csv-metadata.json", [json.dumps(metadata, ensure_ascii=False, indent=2), "\n"])


def unexported(extract: Extract) -> Iterator[str]:
    """The warning that cells look like formulas, where some do."""
    cells = (cell for table in TABLES for row in rows_of(table.name, extract) for cell in row)
    count = sum(isinstance(cell, str) and cell.startswith(_FORMULA) for cell in cells)
    if count:
        yield f"{count} cell{'s' * (count != 1)} would run as a formula in a spreadsheet; it is written as it stands"


def _cell(cell: object) -> object:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return " ".join(cell) if isinstance(cell, list) else cell


def _described(table: Table, rows: list[Row], facts: set[str]) -> Document:
    """A table as CSV on the Web describes it, with its keys."""
    references = [
        {
            "columnReference": column.name,
            "reference": {"resource": f"{column.references}.csv", "columnReference": key_of(column.references)},
        }
        for place, column in enumerate(table.columns)
        if column.references and resolves(column, place, rows, facts)
    ]
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.name,
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_column(column, required=column.name in table.key) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": references} if references else {}),
        },
    }


def _column(column: Column, *, required: bool) -> Document:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": _TYPES.get(column.type, "string"),
        **({"separator": " "} if column.type == "tokens" else {}),
        **({"required": True} if required else {}),
    }
