"""The open fact base: the read model as documents, rows and counts, and nothing of how it is stored beyond this file."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from vendorwatch.factbase.cache import bundled_facts, open_read_model
from vendorwatch.lookup.answer import Document

_NEWEST_FIRST = "ORDER BY f.first_day DESC, f.id"


class Store:
    """A fact base to ask. Close it, or use it as a context manager."""

    def __init__(self, connection: sqlite3.Connection, files: Sequence[Path]) -> None:
        self.connection = connection
        self.files = list(files)
        self._names: dict[tuple[str, str], str] = {}
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

    def iterate(self, sql: str, *values: object) -> Iterator[Document]:
        """The documents that the first column of a query holds, one by one as they are asked for."""
        for row in self.connection.execute(sql, values):
            yield json.loads(row[0])

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

    def entities(self) -> list[Document]:
        """All entities, by id."""
        return self.documents("SELECT document FROM entities ORDER BY id")

    def entities_in_role(self, role: str) -> list[Document]:
        """Entities with the role, by name."""
        chosen = "SELECT entity FROM roles WHERE role = ?"
        return self.documents(f"SELECT document FROM entities WHERE id IN ({chosen}) ORDER BY name, id", role)

    def briefs_on(self, entity: str) -> Iterator[Document]:
        """The briefs of standing actions whose target the entity is, alone or in a group, by id."""
        return self.iterate("SELECT brief FROM acts WHERE entity = ? GROUP BY fact ORDER BY fact", entity)

    def briefs(self, country: str | None, entity: str | None) -> Iterator[tuple[str, str, Document]]:
        """Country, target and brief of standing actions, of all or of one country or target, in the order of both."""
        given = [(f"{name} = ?", value) for name, value in (("country", country), ("entity", entity)) if value]
        where = f"WHERE {' AND '.join(test for test, _ in given)}" if given else ""
        sql = f"SELECT country, entity, brief FROM acts {where} ORDER BY country, entity, fact"
        for code, id, brief in self.connection.execute(sql, [value for _, value in given]):
            yield code, id, json.loads(brief)

    def countries_with_acts(self) -> set[str]:
        """The codes of the countries whose bodies have acted on a vendor."""
        return {str(code) for (code,) in self.rows("SELECT DISTINCT country FROM acts")}

    def name_of_country(self, code: str) -> str:
        """The display name of a country."""
        return self._name("SELECT name FROM countries WHERE code = ?", code)

    def name_of_entity(self, id: str) -> str:
        """The name that an entity is shown by."""
        return self._name("SELECT name FROM entities WHERE id = ?", id)

    def _name(self, sql: str, id: str) -> str:
        """The name that a query gives for an id, asked for once: a matrix has each in many cells."""
        if (sql, id) not in self._names:
            self._names[sql, id] = next((str(name) for (name,) in self.rows(sql, id)), id)
        return self._names[sql, id]

    def regions(self) -> list[str]:
        """The words for regions and subregions of the world."""
        found = self.rows("SELECT region FROM countries UNION SELECT subregion FROM countries ORDER BY 1")
        return [str(region) for (region,) in found if region]

    def countries_of_regions(self, regions: Sequence[str]) -> list[str]:
        """The codes of the countries in any of the regions or subregions."""
        marks = ", ".join("?" * len(regions))
        found = self.rows(
            f"SELECT code FROM countries WHERE region IN ({marks}) OR subregion IN ({marks})", *regions, *regions
        )
        return [str(code) for (code,) in found]

    def vendors_of_country(self, code: str) -> list[Document]:
        """The vendors that have their seat in a country and facts, those with most facts first."""
        chosen = "SELECT entity FROM roles WHERE role = 'vendor'"
        order = "ORDER BY facts DESC, name, id"
        return self.documents(
            f"SELECT document FROM entities WHERE country = ? AND facts > 0 AND id IN ({chosen}) {order}", code
        )

    def countries_with_facts(self) -> list[Document]:
        """Countries that a fact concerns, by name."""
        return self.documents("SELECT document FROM countries WHERE facts > 0 ORDER BY name")


def open_store(paths: Sequence[Path] = (), cache_folder: Path | None = None) -> Store:
    """Open the fact base in `paths` (later files add to and override earlier ones), or the bundled one where empty.

    Raises FactBaseError when a file cannot be read or the base is invalid.
    """
    return Store(open_read_model(paths, cache_folder), paths or [bundled_facts()])
