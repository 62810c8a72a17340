"""SQLite: one database that explains itself, and the metadata by which Datasette shows it.

Equal bases give equal bytes with one version of SQLite, which writes its own version into every file.
"""

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from vendorwatch.lookup.answer import SCHEMA, Document
from vendorwatch.lookup.extract import Extract
from vendorwatch.output.export.rows import Row, resolves, rows_of
from vendorwatch.output.export.tables import LICENCE, NOT_A_BAN, TABLES, TITLE, Table, key_of
from vendorwatch.output.export.writing import ExportError

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x56574558
"""Marks a database as an export ("VWEX"), not as the read model, which is private."""

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}
_FACETS: Document = {
    "facts": {"facets": ["kind", "status", "support", {"array": "countries"}], "sort_desc": "date_earliest"},
    "entities": {"facets": ["type", "country", {"array": "roles"}], "sort_desc": "facts"},
    "sources": {"facets": ["container_title", "type"], "sort_desc": "issued_earliest"},
    "parties": {"facets": ["role", "entity"]},
    "citations": {"facets": ["basis", "stance", "origin"]},
    "places": {"facets": ["country"]},
    "conflicts": {"facets": ["type", "declared"]},
    "dates": {"facets": ["role"], "sort_desc": "date_earliest"},
    "amounts": {"facets": ["role", "currency", "unit"]},
}
_LABELS = {"facts": "summary", "entities": "name", "sources": "title", "countries": "name"}


def write(extract: Extract, path: Path) -> None:
    """Write the database into the empty file at `path`. Raises ExportError where SQLite cannot, as on a full disk."""
    import sqlite3

    try:
        _write(extract, path)
    except sqlite3.Error as error:
        raise ExportError(f"the database cannot be written: {error}") from None


def _write(extract: Extract, path: Path) -> None:
    import sqlite3

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(
            "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1;"
        )
        connection.execute("BEGIN")
        ids = {fact["id"] for fact in extract.facts}
        _describe(connection, extract)
        for table in TABLES:
            _fill(connection, table, list(rows_of(table.name, extract)), ids)
        connection.execute("COMMIT")
        connection.execute("VACUUM")


def beside(extract: Extract, path: Path) -> tuple[Path, str]:
    """The file to write beside the database, and its text: Datasette's metadata, with facets and what columns hold."""
    tables = {
        table.name: {
            "description": table.description,
            "columns": {column.name: column.description for column in table.columns},
            **({"label_column": _LABELS[table.name]} if table.name in _LABELS else {}),
            **_FACETS.get(table.name, {}),
        }
        for table in TABLES
    }
    metadata = {
        "title": TITLE,
        "description": f"{NOT_A_BAN} Version {extract.base['version']}.",
        "license": "CC BY 4.0",
        "license_url": LICENCE,
        "source": f"vendorwatch fact base, version {extract.base['version']}",
        "databases": {path.stem: {"tables": tables}},
    }
    return path.with_suffix(".metadata.json"), json.dumps(metadata, ensure_ascii=False, indent=2) + "\n"


def _fill(connection: "sqlite3.Connection", table: Table, rows: list[Row], facts: set[str]) -> None:
    """Create a table with its indexes and its full-text index, and write its rows."""
    closed = {
        column.name
        for place, column in enumerate(table.columns)
        if column.references and resolves(column, place, rows, facts)
    }
    connection.execute(_create(table, closed))
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', (_cells(row) for row in rows))
    indexed = [column.name for column in table.columns if column.references]
    indexed += [item for item in _FACETS.get(table.name, {}).get("facets", []) if isinstance(item, str)]
    for name in dict.fromkeys(indexed):
        if name != table.key[0]:
            connection.execute(f'CREATE INDEX "{table.name}_by_{name}" ON "{table.name}" ("{name}")')
    if table.searched:
        columns = ", ".join(table.searched)
        connection.execute(
            f'CREATE VIRTUAL TABLE "{table.name}_fts" USING FTS5 ({columns}, content="{table.name}", '
            "tokenize='unicode61 remove_diacritics 2')"
        )
        connection.execute(f"INSERT INTO {table.name}_fts ({table.name}_fts) VALUES ('rebuild')")


def _create(table: Table, closed: set[str]) -> str:
    """The statement that makes a table, with what each column holds in comments."""
    lines = [f'CREATE TABLE "{table.name}" (', f"    -- {table.description}"]
    for column in table.columns:
        refers = f' REFERENCES "{column.references}" ("{key_of(column.references)}")' if column.name in closed else ""
        needed = " NOT NULL" if column.name in table.key else ""
        lines.append(f'    "{column.name}" {_TYPES.get(column.type, "TEXT")}{needed}{refers}, -- {column.description}')
    key = ", ".join(f'"{name}"' for name in table.key)
    return "\n".join([*lines, f"    PRIMARY KEY ({key})", ")"])


def _cells(row: Row) -> Row:
    return tuple(json.dumps(cell) if isinstance(cell, list) else cell for cell in row)


def _describe(connection: "sqlite3.Connection", extract: Extract) -> None:
    """The tables `about` (what this is) and `columns` (what every column holds)."""
    connection.execute("CREATE TABLE about (\n    -- What this export is.\n    key TEXT PRIMARY KEY, value TEXT)")
    about = {"title": TITLE, "schema": SCHEMA, "licence": LICENCE, "note": NOT_A_BAN, **extract.base}
    query = json.dumps({name: value for name, value in extract.query.items() if name != "text"}, ensure_ascii=False)
    connection.executemany(
        "INSERT INTO about VALUES (?, ?)", ((key, str(value)) for key, value in {**about, "query": query}.items())
    )
    connection.execute(
        'CREATE TABLE columns (\n    -- What every column holds.\n    "table" TEXT, "column" TEXT, type TEXT,'
        ' description TEXT, "references" TEXT, PRIMARY KEY ("table", "column"))'
    )
    rows = (
        (table.name, item.name, item.type, item.description, item.references or None)
        for table in TABLES
        for item in table.columns
    )
    connection.executemany("INSERT INTO columns VALUES (?, ?, ?, ?, ?)", rows)
