"""Facts put together again from the tables of an export: what proves that the tables leave nothing out."""

import csv
import json
import sqlite3
import sys
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

from vendorwatch.factbase.dates import parse_date
from vendorwatch.factbase.fields import OWN_SCALARS
from vendorwatch.lookup.answer import Document
from vendorwatch.output.export.tables import TABLES

Tables = dict[str, list[Document]]


def read_sqlite(path: Path) -> Tables:
    """The tables of a database, each cell as its column's type says."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        found = {table.name: connection.execute(f'SELECT * FROM "{table.name}"').fetchall() for table in TABLES}
    return {table.name: [_typed(table.name, dict(row)) for row in found[table.name]] for table in TABLES}


def _typed(table: str, row: Document) -> Document:
    types = {column.name: column.type for item in TABLES if item.name == table for column in item.columns}
    read: dict[str, Any] = {"boolean": bool, "tokens": json.loads}
    return {
        name: None if value is None else read.get(types[name], lambda value: value)(value) for name, value in row.items()
    }


def read_csv(folder: Path) -> Tables:
    """The tables of a folder, read and validated as CSV on the Web."""
    import csvw

    group = csvw.TableGroup.from_file(folder / "csv-metadata.json")
    csv.field_size_limit(sys.maxsize)
    assert group.check_referential_integrity()
    found: Tables = {}
    for name, table in group.tabledict.items():
        assert table.check_primary_key(), name
        found[name.removesuffix(".csv")] = [
            {key: _text_of(value) for key, value in row.items()} for row in table.iterdicts(strict=True)
        ]
    return found


def _text_of(value: Any) -> Any:
    """Days and decimals as the documents have them."""
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    return format(value, "f") if hasattr(value, "as_tuple") else value


def facts_of(tables: Tables) -> list[Document]:
    """The facts, as the documents of the JSON contract, from the tables alone."""
    entities = {row["id"]: row for row in tables["entities"]}
    sources = {row["id"]: row for row in tables["sources"]}
    parts: dict[str, dict[str, list[Document]]] = {table: defaultdict(list) for table in tables}
    for table, rows in tables.items():
        if rows and "fact" in rows[0]:
            for row in sorted(rows, key=lambda row: row.get("position", 0)):
                parts[table][row["fact"]].append(row)
    return [
        _fact(row, {table: rows[row["id"]] for table, rows in parts.items()}, entities, sources) for row in tables["facts"]
    ]


def _fact(row: Document, parts: Tables, entities: dict[str, Document], sources: dict[str, Document]) -> Document:
    dates = {item["role"]: _date(item["date"]) for item in parts["dates"]}
    doubts = [item["doubt"] for item in parts["doubts"]]
    withdrawn = {"date": dates.get("withdrawn"), "reason": row["withdrawn_reason"]}
    view = {"recorded_status": row["recorded_status"], "passed": row["passed"], "doubts": doubts}
    return {
        **{name: row[name] for name in ("id", "kind", "summary", "status", "thread")},
        "parties": [_party(item, entities) for item in parts["parties"]],
        "where": [item["country"] for item in parts["places"]],
        **{name: row[name] for name in OWN_SCALARS[row["kind"]]},
        "scope": {name: row[name] for name in ("network", "layer", "buyers")},
        "dates": {name: dates.get(name) for name in ("announced", "effective", "ended", "by", "period", "as_of")},
        "deadlines": [{"by": _date(item["date"]), "what": item["what"]} for item in parts["deadlines"]],
        "amounts": [_amount(item) for item in parts["amounts"]],
        "support": {"label": row["support"], "origins": row["origins"], "disputed": row["disputed"]},
        "citations": [_citation(item, entities, sources) for item in parts["citations"]],
        "conflicts": [
            {"with": item["other"], **{name: item[name] for name in ("type", "note", "declared")}}
            for item in parts["conflicts"]
        ],
        **{name: row[name] for name in ("supersedes", "superseded_by", "rank", "rank_reason")},
        "withdrawn": withdrawn if row["withdrawn_reason"] else None,
        **{name: row[name] for name in ("checked", "follow_up_due", "note", "file", "line")},
        "view": view if row["recorded_status"] else None,
    }


def _date(edtf: str | None) -> Document | None:
    if edtf is None:
        return None
    date = parse_date(edtf)
    return {name: getattr(date, name) for name in ("edtf", "earliest", "latest", "inferred", "approximate")}


def _party(row: Document, entities: dict[str, Document]) -> Document:
    entity = entities[row["entity"]]
    named = {name: entity[name] for name in ("id", "name", "type", "country")}
    return {"role": row["role"], **named, "group": row["of_group"]}


def _amount(row: Document) -> Document:
    names = ("role", "text", "min", "max", "min_exclusive", "max_exclusive", "approximate", "currency", "unit")
    return {**{name: row[name] for name in names}, "as_of": _date(row["as_of"])}


def _citation(row: Document, entities: dict[str, Document], sources: dict[str, Document]) -> Document:
    passage = {
        "paragraph": row["passage_paragraph"],
        "words": row["passage_words"],
        "sha256_64": row["passage_sha256_64"],
    }
    return {
        "source": row["source"],
        "issued": _date(sources[row["source"]]["issued"]),
        "chain": row["chain"],
        "outlets": [sources[id]["container_title"] if id in sources else entities[id]["name"] for id in row["chain"]],
        "origin": row["origin"],
        "basis": row["basis"],
        "asserted_by": row["asserted_by_entity"] or row["asserted_by"],
        "asserted_by_name": row["asserted_by"],
        "stance": row["stance"],
        "passage": passage if row["passage_words"] else None,
        "note": row["note"],
    }
