"""The open fact base: the read model as documents, rows and counts, and nothing of how it is stored beyond this file."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from vendorwatch.factbase.cache import bundled_facts, open_read_model
from vendorwatch.lookup.answer import Document

_NEWEST_FIRST = "ORDER BY f.first_day IS NULL, f.first_day DESC, f.id"


class Store:
    """A fact base to ask. Close it, or use it as a context manager."""

    def __init__(self, connection: sqlite3.Connection, files: Sequence[Path]) -> None:
        self.connection = connection
        self.files = list(files)
        self.meta = dict(connection.execute("SELECT key, value FROM meta"))

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def describe(self) -> Document:
        """Version, digest and size of the base, as every answer carries them."""
        meta = self.meta
        return {
            "version": meta["version"],
            "sha256": meta["sha256"],
            "facts": int(meta["facts"]),
            "sources": int(meta["sources"]),
            "entities": int(meta["entities"]),
        }

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.connection.execute(sql, values).fetchall()

    def documents(self, sql: str, *values: object) -> list[Document]:
        """The documents that the first column of a query holds."""
        return [json.loads(row[0]) for row in self.connection.execute(sql, values)]

    def facts(self, kind: str | None = None) -> list[Document]:
        """All facts, or those of one kind, newest first."""
        where = "" if kind is None else "WHERE f.kind = ?"
        return self.documents(f"SELECT f.document FROM facts f {where} {_NEWEST_FIRST}", *([kind] if kind else []))

    def facts_of_entity(self, id: str) -> list[Document]:
        """Facts with the entity as a party, alone or as a member of a group, newest first."""
        chosen = "SELECT fact FROM parties WHERE entity = ?"
        return self.documents(f"SELECT f.document FROM facts f WHERE f.id IN ({chosen}) {_NEWEST_FIRST}", id)

    def facts_of_country(self, code: str) -> list[Document]:
        """Facts that concern the country, newest first."""
        chosen = "SELECT fact FROM places WHERE country = ?"
        return self.documents(f"SELECT f.document FROM facts f WHERE f.id IN ({chosen}) {_NEWEST_FIRST}", code)

    def facts_of_source(self, id: str) -> list[Document]:
        """Facts that cite the source, newest first."""
        chosen = "SELECT fact FROM citations WHERE source = ?"
        return self.documents(f"SELECT f.document FROM facts f WHERE f.id IN ({chosen}) {_NEWEST_FIRST}", id)

    def facts_of_thread(self, thread: str) -> list[Document]:
        """Facts of one thread, newest first."""
        return self.documents(f"SELECT f.document FROM facts f WHERE f.thread = ? {_NEWEST_FIRST}", thread)

    def facts_by_id(self, ids: Iterable[str]) -> list[Document]:
        """The facts with these ids, in this order; unknown ids are left out."""
        found = (self.documents("SELECT document FROM facts WHERE id = ?", id) for id in ids)
        return [document for documents in found for document in documents]

    def entity(self, id: str) -> Document | None:
        """An entity by its id."""
        return next(iter(self.documents("SELECT document FROM entities WHERE id = ?", id)), None)

    def country(self, code: str) -> Document | None:
        """A country by its ISO 3166-1 alpha-2 code."""
        return next(iter(self.documents("SELECT document FROM countries WHERE code = ?", code)), None)

    def sources_by_id(self, ids: Iterable[str]) -> list[Document]:
        """The sources with these ids, in this order; unknown ids are left out."""
        found = (self.documents("SELECT document FROM sources WHERE id = ?", id) for id in ids)
        return [document for documents in found for document in documents]

    def sources(self) -> list[Document]:
        """All sources, newest first."""
        return self.documents("SELECT document FROM sources ORDER BY issued DESC, id")

    def entities_in_role(self, role: str) -> list[Document]:
        """Entities with the role, by name."""
        chosen = "SELECT entity FROM roles WHERE role = ?"
        return self.documents(f"SELECT document FROM entities WHERE id IN ({chosen}) ORDER BY name, id", role)

    def countries_with_facts(self) -> list[Document]:
        """Countries that a fact concerns, by name."""
        return self.documents("SELECT document FROM countries WHERE facts > 0 ORDER BY name")


def open_store(paths: Sequence[Path] = (), cache_folder: Path | None = None) -> Store:
    """Open the fact base in `paths` (later files add to and override earlier ones), or the bundled one where empty.

    Raises FactBaseError when a file cannot be read or the base is invalid.
    """
    return Store(open_read_model(paths, cache_folder), paths or [bundled_facts()])
