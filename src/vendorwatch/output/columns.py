"""The columns of rows in a table or a pipe: one row of plain texts for each fact, entity or source."""

from collections.abc import Callable

from vendorwatch.lookup.answer import Document
from vendorwatch.output import phrases

Columns = dict[str, Callable[[Document], str]]


def _doubts(fact: Document) -> list[str]:
    return fact["view"]["doubts"] if fact["view"] else []


FACTS: Columns = {
    "kind": lambda fact: fact["kind"],
    "date": phrases.leading_date,
    "status": lambda fact: ", ".join(phrases.describe_status(fact)),
    "fact": lambda fact: fact["summary"],
    "details": lambda fact: "; ".join(
        filter(None, (phrases.describe_details(fact), phrases.describe_doubts(_doubts(fact))))
    ),
    "where": lambda fact: " ".join(fact["where"]),
    "cited": lambda fact: "; ".join(
        f"[{citation['source']}] {phrases.describe_citation(citation)}" for citation in fact["citations"]
    ),
    "support": lambda fact: fact["support"]["label"],
    "conflicts": lambda fact: "; ".join(phrases.describe_conflicts(fact)),
    "id": lambda fact: fact["id"],
}

ENTITIES: Columns = {
    "name": lambda entity: entity["name"],
    "id": lambda entity: entity["id"],
    "country": lambda entity: entity["country"] or "",
    "facts": lambda entity: str(entity["facts"]),
    "latest": lambda entity: entity["latest"] or "",
}

SOURCES: Columns = {
    "outlet": lambda source: source["container-title"],
    "issued": lambda source: source["issued"] or "",
    "title": lambda source: source["title"],
    "facts": lambda source: str(source["facts"]),
    "id": lambda source: source["id"],
    "address": lambda source: source["URL"] or "",
}

CANDIDATES: Columns = {
    "name": lambda match: match["name"],
    "id": lambda match: match["id"],
    "kind": lambda match: match["kind"],
    "stage": lambda match: match["stage"],
    "alias": lambda match: match["alias"],
    "edits": lambda match: "" if match["edits"] is None else str(match["edits"]),
    "score": lambda match: f"{match['score']:g}",
}

CELLS: Columns = {
    "row": lambda cell: cell["row_name"],
    "column": lambda cell: cell["column_name"],
    "stage": lambda cell: cell["stage"],
    "what": phrases.describe_cell,
    "since": lambda cell: cell["since"] or "",
    "unsure": lambda cell: "; ".join(cell["doubts"]),
    "fact": lambda cell: cell["fact"] or "",
    "row_id": lambda cell: cell["row"],
    "column_id": lambda cell: cell["column"],
}

PAIRS: Columns = {
    "type": lambda pair: pair["type"],
    "declared": lambda pair: "yes" if pair["declared"] else "no",
    "first": lambda pair: pair["first"],
    "second": lambda pair: pair["second"],
    "note": lambda pair: pair["note"] or "",
}

ENTRIES: Columns = {
    "date": lambda entry: entry["date"]["edtf"],
    "what": lambda entry: entry["what"],
    "status": lambda entry: entry["status"],
    "text": lambda entry: entry["text"],
    "thread": lambda entry: entry["thread"] or "",
    "fact": lambda entry: entry["fact"],
}

HITS: Columns = FACTS | {"hit": lambda fact: f"{fact['hit']['field']}: {fact['hit']['snippet']}"}

BY_ROWS: dict[str, Columns] = {
    "facts": FACTS,
    "hits": HITS,
    "entities": ENTITIES,
    "sources": SOURCES,
    "candidates": CANDIDATES,
    "cells": CELLS,
    "pairs": PAIRS,
    "entries": ENTRIES,
}

PROVENANCE: Columns = {
    "file": lambda row: row.get("file") or "",
    "line": lambda row: str(row.get("line") or ""),
}
"""What `-v` adds."""
