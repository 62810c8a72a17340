"""Documents of the JSON contract → rows of the tables: tuples in the order of the columns, with lists and None in them."""

from collections.abc import Callable, Iterator
from typing import Any

from vendorwatch.factbase.dates import parse_date
from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.extract import Extract
from vendorwatch.lookup.view import listed_date
from vendorwatch.output.export.tables import OWN, Column

Row = tuple[Any, ...]
"""Cells: text, int, bool, None, or a list of ids for `tokens`; days and decimals are text."""


def rows_of(table: str, extract: Extract) -> Iterator[Row]:
    """The rows of a table, by the order of the facts, sources or entities, so that equal bases give equal rows."""
    yield from _ROWS[table](extract)


def resolves(column: Column, place: int, rows: list[Row], facts: set[str]) -> bool:
    """Whether a reference holds in every row, and can be declared: always, but for one to facts that filters left out."""
    return not column.loosely or all(row[place] is None or row[place] in facts for row in rows)


def all_names(entity: Document) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Every name of an entity beside the one shown: name, form, language, last day."""
    for language, names in entity["names"].items():
        yield from ((name, "alias", language, None) for name in names)
    yield from ((name, "weak", None, None) for name in entity["weak_names"])
    yield from ((former["name"], "former", None, former["until"]) for former in entity["former_names"])


def _days(date: Document | None) -> Row:
    return (date["edtf"], date["earliest"], date["latest"]) if date else (None, None, None)


def _days_of(edtf: str | None) -> Row:
    if edtf is None:
        return None, None, None
    date = parse_date(edtf)
    return edtf, date.earliest, date.latest


def _flagged(date: Document | None) -> Row:
    return (*_days(date), *((date["inferred"], date["approximate"]) if date else (None, None)))


def _facts(extract: Extract) -> Iterator[Row]:
    entities = {entity["id"]: entity for entity in extract.entities}
    for fact in extract.facts:
        parties = dict.fromkeys(party["id"] for party in fact["parties"])
        names = (name for id in parties for name in (entities[id]["name"], *(row[0] for row in all_names(entities[id]))))
        view, withdrawn = fact["view"] or {}, fact["withdrawn"] or {}
        yield (
            *(fact[name] for name in ("id", "kind", "status", "summary")),
            *_days(listed_date(fact)),
            fact["where"],
            fact["support"]["label"],
            fact["support"]["disputed"],
            fact["thread"],
            *(fact.get(name) for name in OWN),
            *(fact["scope"][name] for name in ("network", "layer", "buyers")),
            " · ".join(dict.fromkeys(names)),
            fact["support"]["origins"],
            *(fact[name] for name in ("supersedes", "superseded_by", "rank", "rank_reason")),
            withdrawn.get("reason"),
            *(fact[name] for name in ("checked", "follow_up_due", "note", "file", "line")),
            view.get("recorded_status"),
            view.get("passed"),
        )


def _entities(extract: Extract) -> Iterator[Row]:
    for entity in extract.entities:
        yield (
            *(entity[name] for name in ("id", "name", "type", "roles", "country", "part_of")),
            *(entity["ids"].get(name) for name in ("wikidata", "lei", "isin", "opensanctions")),
            *(entity[name] for name in ("parts", "different_from", "size", "members", "facts", "latest", "file", "line")),
        )


def _sources(extract: Extract) -> Iterator[Row]:
    for source in extract.sources:
        yield (
            *(source[name] for name in ("id", "title", "type", "container-title")),
            *_days_of(source["issued"]),
            *(source[name] for name in ("URL", "accessed", "language", "archive_location", "original", "text", "note")),
            *(source[name] for name in ("facts", "file", "line")),
        )


def _parties(extract: Extract) -> Iterator[Row]:
    for fact in extract.facts:
        for position, party in enumerate(fact["parties"]):
            yield fact["id"], position, party["role"], party["id"], party["group"]


def _citations(extract: Extract) -> Iterator[Row]:
    entities = {entity["id"] for entity in extract.entities}
    for fact in extract.facts:
        for position, item in enumerate(fact["citations"]):
            passage = item["passage"] or {}
            yield (
                fact["id"],
                position,
                item["source"],
                item["basis"],
                item["asserted_by_name"],
                item["asserted_by"] if item["asserted_by"] in entities else None,
                item["stance"],
                item["chain"],
                item["origin"],
                *(passage.get(name) for name in ("paragraph", "words", "sha256_64")),
                item["note"],
            )


def _dates(extract: Extract) -> Iterator[Row]:
    for fact in extract.facts:
        withdrawn = fact["withdrawn"] or {"date": None}
        for role, date in {**fact["dates"], "withdrawn": withdrawn["date"]}.items():
            if date:
                yield fact["id"], role, *_flagged(date)


def _deadlines(extract: Extract) -> Iterator[Row]:
    for fact in extract.facts:
        for position, item in enumerate(fact["deadlines"]):
            yield fact["id"], position, item["what"], *_flagged(item["by"])


def _amounts(extract: Extract) -> Iterator[Row]:
    names = ("role", "text", "min", "max", "min_exclusive", "max_exclusive", "approximate", "currency", "unit")
    for fact in extract.facts:
        for position, item in enumerate(fact["amounts"]):
            yield fact["id"], position, *(item[name] for name in names), *_days(item["as_of"])


def _conflicts(extract: Extract) -> Iterator[Row]:
    for fact in extract.facts:
        for position, item in enumerate(fact["conflicts"]):
            yield fact["id"], item["with"], position, item["type"], item["declared"], item["note"]


def _names(extract: Extract) -> Iterator[Row]:
    for entity in extract.entities:
        yield from ((entity["id"], position, *name) for position, name in enumerate(all_names(entity)))


def _listed(
    key: str, records: Callable[[Extract], list[Document]], *, last: bool = False
) -> Callable[[Extract], Iterator[Row]]:
    """Rows of a record's id and the items of one of its lists with their places; with `last` the place comes last."""

    def rows(extract: Extract) -> Iterator[Row]:
        for record in records(extract):
            for position, item in enumerate(record[key] or ()):
                yield (record["id"], item, position) if last else (record["id"], position, item)

    return rows


def _doubts(extract: Extract) -> Iterator[Row]:
    for fact in extract.facts:
        doubts = fact["view"]["doubts"] if fact["view"] else ()
        yield from ((fact["id"], position, doubt) for position, doubt in enumerate(doubts))


_ROWS: dict[str, Callable[[Extract], Iterator[Row]]] = {
    "countries": lambda extract: iter(extract.countries.items()),
    "entities": _entities,
    "names": _names,
    "sources": _sources,
    "authors": _listed("author", lambda extract: extract.sources),
    "facts": _facts,
    "parties": _parties,
    "citations": _citations,
    "dates": _dates,
    "deadlines": _deadlines,
    "amounts": _amounts,
    "places": _listed("where", lambda extract: extract.facts, last=True),
    "conflicts": _conflicts,
    "doubts": _doubts,
}
