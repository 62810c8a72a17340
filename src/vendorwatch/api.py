"""The Python interface: open a fact base and ask it what the commands ask. Every look-up of theirs comes through here.

    >>> import vendorwatch
    >>> with vendorwatch.open_base() as base:
    ...     answer = base.carrier("docmo")
    >>> answer.status, answer.match.id, answer.match.stage
    ('found', 'ntt-docomo', 'typo')

    >>> from vendorwatch import Filters
    >>> with vendorwatch.open_base() as base:
    ...     answer = base.facts("action", Filters(country="NZ", as_of="2018-12"))
    >>> answer.query["as_of"], answer.query["filters"]
    ('2018-12-31', {'country': ['NZ']})

Answers are `vendorwatch.lookup.answer.Answer`; the facts, entities and sources in them are plain dictionaries in the form of
the JSON contract (docs/json.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from vendorwatch.factbase.vocabulary import VOCABULARIES
from vendorwatch.lookup import lists, prefix, query
from vendorwatch.lookup.answer import Answer, Document, Match, NotSearchable, Screened
from vendorwatch.lookup.extract import Extract, extract
from vendorwatch.lookup.filters import LISTED, NAMED, NONE, FilterError, Filters
from vendorwatch.lookup.match import ANY, COUNTRY, resolve, suggest
from vendorwatch.lookup.prefix import Completion
from vendorwatch.lookup.store import Store, open_store

if TYPE_CHECKING:
    from vendorwatch.lookup.screen import Screener


__all__ = [
    "LISTED", "NAMED", "Answer", "Base", "Completion", "Document", "Extract", "FilterError", "Filters", "Match",
    "NotSearchable", "Screened", "discard_compiled", "open_base",
]  # fmt: skip


class Base:
    """An open fact base. Close it, or use it as a context manager."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> "Base":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the base; it cannot be asked any more."""
        self._store.connection.close()

    @property
    def sha256(self) -> str:
        """The digest of the files that the base was read from, 64 hex digits."""
        return str(self._store.meta["sha256"])

    @property
    def version(self) -> str:
        """The version of the base: the day of its last edit."""
        return str(self._store.meta["version"])

    def resolve(self, text: str, kind: str | None = None, *, exact: bool = False) -> list[Match]:
        """The records that a name means: one when it is clear, several when it is ambiguous, none when nothing fits.

        `kind` is a role of entities (`carrier`, `vendor` …) or `country`; None takes everything. `exact` allows only ids and
        exact names.
        """
        return resolve(self._store, text, _kind(kind), exact=exact)

    def match(self, text: str, kind: str | None = None, *, exact: bool = False) -> Answer:
        """The ranked candidates for a name, with their evidence."""
        return query.rank(self._store, text, _kind(kind), exact=exact)

    def complete(self, typed: str, kind: str | None = None, *, limit: int = prefix.LIMIT) -> "list[Completion]":
        """The names that `typed` may become, in any case and script: what shell completion offers.

        `kind` is that of `resolve`, or `source`, `fact` or `thread`, whose ids are completed. Each `text` begins with what
        was typed; beside it stand the id and the display name of its record.
        """
        return prefix.complete(self._store, typed, kind or ANY, limit)

    def carrier(self, name: str, filters: Filters = NONE, *, exact: bool = False) -> Answer:
        """All that is known of a carrier."""
        return query.look_up(self._store, "carrier", name, filters, exact=exact)

    def vendor(self, name: str, filters: Filters = NONE, *, exact: bool = False) -> Answer:
        """All that is known of a vendor."""
        return query.look_up(self._store, "vendor", name, filters, exact=exact)

    def country(self, name: str, filters: Filters = NONE, *, exact: bool = False) -> Answer:
        """All that is known of a country: of its state bodies and its carriers."""
        return query.look_up(self._store, "country", name, filters, exact=exact)

    def source(self, text: str, filters: Filters = NONE) -> Answer:
        """A source by its id or words of it, and the facts that cite it."""
        return query.find_source(self._store, text, filters)

    def cite(self, names: Sequence[str]) -> Answer:
        """The facts and sources that are named by id, or sources by words, with the sources that the facts cite.

        `vendorwatch.output.cite.render` makes citations of the answer's facts and sources.
        """
        from vendorwatch.lookup.cite import find_cited

        return find_cited(self._store, names)

    def with_sources(self, answer: Answer) -> Answer:
        """The answer of `matrix` or `choices` with the facts that decide, under `related`, and their sources."""
        from vendorwatch.lookup.cite import with_sources

        return with_sources(self._store, answer)

    def search(self, text: str, filters: Filters = NONE, *, exact: bool = False) -> Answer:
        """The facts that hold all words of a text, best first, with the place where they stand under `hits`.

        Without a limit in the filters the best 20. Raises ValueError where there is nothing to search for in the text, or a
        `kind:` that does not exist.
        """
        from vendorwatch.lookup.search import search

        return search(self._store, text, filters, exact=exact)

    def show(self, text: str, filters: Filters = NONE, *, exact: bool = False) -> Answer:
        """Any record: a fact, thread or source by its id, an entity or country by id or name."""
        return query.show(self._store, text, filters, exact=exact)

    def facts(self, kind: str | None = None, filters: Filters = NONE, *, exact: bool = False) -> Answer:
        """All facts by kind, newest first; or those of one kind (`action`, `relationship`, `deal` …)."""
        if kind is not None and kind not in VOCABULARIES["kind"]:
            raise ValueError(f"no kind of fact {kind!r}; there are: {', '.join(VOCABULARIES['kind'])}")
        return self.listing(f"{kind}s" if kind else "facts", filters, exact=exact)

    def listing(self, name: str, filters: Filters = NONE, *, exact: bool = False) -> Answer:
        """One of the lists, by the name of its command: `carriers`, `vendors`, `countries`, `sources`, `actions` …"""
        return lists.list_of(self._store, name, filters, exact=exact)

    def matrix(self, filters: Filters = NONE, *, sort: str = "country", exact: bool = False) -> Answer:
        """Countries × vendors: the act that decides in each cell, on `filters.as_of` or the day of the base's last edit.

        `sort` orders the countries: by `country`, `strictness` or `date`.
        """
        from vendorwatch.lookup import matrix

        return matrix.matrix(self._store, filters, sort=sort, exact=exact)

    def choices(self, filters: Filters = NONE, *, exact: bool = False) -> Answer:
        """Carriers × vendors: what each carrier chose, the newest of each pair."""
        from vendorwatch.lookup import matrix

        return matrix.choices(self._store, filters, exact=exact)

    def conflicts(
        self, name: str | None = None, filters: Filters = NONE, *, undeclared: bool = False, exact: bool = False
    ) -> Answer:
        """What contradicts what, of all facts or those of one record; `undeclared`: what no editor has judged yet."""
        from vendorwatch.lookup.conflicts import conflicts

        return conflicts(self._store, name, filters, undeclared=undeclared, exact=exact)

    def timeline(self, name: str | None = None, filters: Filters = NONE, *, exact: bool = False) -> Answer:
        """What happened, was expected and falls due, the earliest first; of all, or of one entity, country or thread."""
        from vendorwatch.lookup.timeline import timeline

        return timeline(self._store, name, filters, exact=exact)

    def screen(
        self, names: Iterable[str], kind: str | None = None, *, as_of: str | None = None, exact: bool = False
    ) -> "Iterator[Screened]":
        """Many names, one answer each and in their order, as they are asked for: the record, and the actions that reach it.

        `as_of` is the day (YYYY-MM-DD; of a month or year the last) on which an action has to be in force; without it, the
        day of the base's last edit. Raises ValueError where it is no day.
        """
        if isinstance(names, str):
            raise TypeError("screen takes many names, in a list or another iterable; one name is for resolve")
        from vendorwatch.lookup.screen import screen_names

        return screen_names(self.screener(kind, as_of=as_of, exact=exact), names)

    def screener(self, kind: str | None = None, *, as_of: str | None = None, exact: bool = False) -> "Screener":
        """What `screen` asks, to be asked name by name; close it after use. Raises ValueError for a wrong day."""
        from vendorwatch.factbase.dates import last_day_of
        from vendorwatch.lookup.screen import Screener

        return Screener(self._store, last_day_of(as_of or self.version), _kind(kind), exact=exact)

    def extract(self, filters: Filters = NONE, *, exact: bool = False) -> Extract:
        """The whole base, or a view of it: the facts, and every source and entity that they name."""
        return extract(self._store, filters, exact=exact)

    def export(self, format: str, path: "str | PathLike[str]", filters: Filters = NONE, *, exact: bool = False) -> Extract:
        """Write the base, or a view of it, to a file or folder, as a whole or not at all; what was written.

        `format` is `sqlite`, `csv`, `jsonl`, `parquet`, `ftm` or `jsonld` (docs/export.md); `csv` and `parquet` write a
        folder, which may replace an earlier export. Where nothing is found, nothing is written. Raises ValueError for
        another format, and ExportError, a ValueError too, where `path` cannot be written or pyarrow is missing.
        """
        from vendorwatch.output.export import EXPORTS, ExportError, write_export

        if format not in EXPORTS:
            raise ValueError(f"no format of export {format!r}; there are: {', '.join(EXPORTS)}")
        if Path(path).resolve() in {file.resolve() for file in self._store.files}:
            raise ExportError(f"{path} is the fact base itself; give another name")
        found = self.extract(filters, exact=exact)
        if found.status == "found":
            write_export(format, found, Path(path))
        return found

    def suggest(self, text: str, kind: str | None = None) -> list[Match]:
        """Up to three names that look like `text`, best first, for a person to choose from."""
        return suggest(self._store, text, _kind(kind))

    def regions(self) -> list[str]:
        """The words that the filter `region` takes."""
        return self._store.regions()

    def record(self, id: str) -> "Document | None":
        """The entity, source or fact with this id, in the form of the JSON contract."""
        found = self._store.sources_by_id([id]) or self._store.facts_by_id([id])
        return self._store.entity(id) or next(iter(found), None)

    def info(self) -> Answer:
        """Where the base lies, and what it holds."""
        return query.describe(self._store)


def _kind(kind: str | None) -> str:
    """The kind of record to look for. Raises ValueError where there is none of the name."""
    if kind is None:
        return ANY
    if kind != COUNTRY and kind not in VOCABULARIES["role"]:
        raise ValueError(f"no kind of record {kind!r}; there are: {COUNTRY}, {', '.join(VOCABULARIES['role'])}")
    return kind


def open_base(path: str | PathLike[str] | Sequence[str | PathLike[str]] | None = None, *, cache: Path | None = None) -> Base:
    """Open the fact base at `path`, or the bundled one; of several files, later ones add to and override earlier ones.

    `cache` is the folder for compiled bases; without one a base that is not shipped compiled is compiled in memory. Raises
    FactBaseError when a file cannot be read or the base is invalid.
    """
    several = [path] if isinstance(path, str | PathLike) else path or ()
    return Base(open_store([Path(item) for item in several], cache))


def discard_compiled(paths: Sequence[Path], cache: Path | None) -> None:
    """Delete the compiled form of a base from the cache, which the next opening writes anew: for one found damaged."""
    from vendorwatch.factbase.cache import discard_read_model

    discard_read_model(paths, cache)
