"""The full-text index of the read model: what of a fact can be searched, and the tables that hold its words.

SQLite's FTS5 keeps the index and ranks; words are made by us (words.py), so that a text and a question are cut and folded
alike, whatever SQLite's own Unicode. Every Chinese, Japanese or Korean character is a word of its own: 禁止 is then
a phrase of two, found inside any compound. FTS5's `trigram` finds nothing of under three characters, and its index is
3.5 times as large. The index holds no text: that stands in the documents.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from vendorwatch.factbase.words import words_of_text

if TYPE_CHECKING:  # an answer needs texts and labels, and none of what a base is read by
    from vendorwatch.factbase.documents import Document
    from vendorwatch.factbase.model import Entity, FactBase

COLUMNS = {"label": 0.0, "summary": 10.0, "name": 5.0, "own": 5.0, "note": 2.0, "source": 1.0}
"""The columns of the index, and what a word in each counts: the fact's own words first, the titles of its sources last."""

OWN = ("instrument", "outcome", "market")
"""Own fields of a fact that are text; they share the column `own`."""

SHORTEST_BEGINNING = 2
"""Letters that a beginning (word*) must have; those of two and three have an index of their own."""

MARK = "§"
"""Stands before the labels of a fact, and between texts of one column: no word has it, and no phrase runs over it."""

# `ascii` takes all but ASCII signs and spaces for letters: words come out as they went in. The numbers follow the day,
# newest first, so that the first matches that the index gives are the newest.
TABLES = f"""
CREATE TABLE searched (number INTEGER PRIMARY KEY, fact TEXT REFERENCES facts (id));
CREATE VIRTUAL TABLE fulltext USING fts5 ({", ".join(COLUMNS)}, content = '', tokenize = 'ascii', prefix = '2 3');
"""

Names = Callable[[str], Sequence[str]]
"""The names of an entity, by its id."""

Title = Callable[[str], str | None]
"""The title of a source, by its id; None where the id is no source's."""

_BY_DAY = "SELECT id FROM facts ORDER BY first_day IS NULL, first_day DESC, id"


def write_fulltext(connection: sqlite3.Connection, base: "FactBase", documents: "Iterable[Document]") -> None:
    """Index the facts of a base, whose table is written; `documents` are all of them.

    To be called within a transaction, or every row would be an index of its own.
    """
    by_id = {document["id"]: document for document in documents}
    order = [id for (id,) in connection.execute(_BY_DAY)]
    names = {entity.id: list(names_of_entity(entity)) for entity in base.entities.values()}
    titles = {source.id: source.title for source in base.sources.values()}
    read = lru_cache(maxsize=100_000)(lambda text: " ".join(words_of_text(text)))  # names and titles recur
    rows = ((number, *_row(by_id[id], names.__getitem__, titles.get, read)) for number, id in enumerate(order, 1))
    connection.executemany("INSERT INTO searched VALUES (?, ?)", enumerate(order, 1))
    connection.executemany(f"INSERT INTO fulltext (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})", rows)
    connection.execute("INSERT INTO fulltext (fulltext) VALUES ('optimize')")


def label(value: str) -> str:
    """The word by which facts of a kind or of a country are found in the index."""
    return MARK + value.lower()


def names_of_entity(entity: "Entity") -> Iterator[str]:
    """All names of an entity: its display name first."""
    yield entity.name
    for names in entity.names.values():
        yield from names
    yield from (former.name for former in entity.former_names)
    yield from entity.weak_names


def texts_of(fact: "Document", names: Names, title: Title) -> Iterator[tuple[str, str]]:
    """All texts of a fact that are searched, each with its field: `summary`, `name`, one of OWN, `note` or `source`."""
    yield "summary", fact["summary"]
    for id in dict.fromkeys(party["id"] for party in fact["parties"]):
        yield from (("name", name) for name in names(id))
    yield from ((field, fact[field]) for field in OWN if fact.get(field))
    yield from (("note", note) for note in _notes(fact) if note)
    for id in dict.fromkeys(id for citation in fact["citations"] for id in citation["chain"]):
        if text := title(id):
            yield "source", text


def _notes(fact: "Document") -> Iterator[str | None]:
    yield fact["note"]
    yield fact["rank_reason"]
    if fact["withdrawn"]:
        yield fact["withdrawn"]["reason"]
    yield from (record["note"] for record in (*fact["citations"], *fact["conflicts"]))


def _row(fact: "Document", names: Names, title: Title, read: Callable[[str], str]) -> Iterator[str]:
    """The cells of a fact in the order of COLUMNS."""
    cells: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for field, text in texts_of(fact, names, title):
        cells["own" if field in OWN else field].append(read(text))
    cells["label"] = [" ".join(label(value) for value in (fact["kind"], *fact["where"]))]
    yield from (f" {MARK} ".join(texts) for texts in cells.values())
