"""Answer → page: which tables an answer consists of, and what their cells cite."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.output import columns, phrases
from vendorwatch.output.cells import cells_of
from vendorwatch.output.fields import rows_of
from vendorwatch.output.page import Cell, Page, Part, Table, plain, reference_of, table_of, without_empty_columns

Cells = dict[str, Callable[[Document], Cell]]

_SILENCE = 'no fact recorded; that is not "no ban"'

_TITLES = {"info": "The fact base", "candidates": "Records that the name may mean", "cells": "Matrix"}


def page_of(answer: Answer, paths: Sequence[str], *, verbose: bool) -> Page:
    """The answer as a page; with `paths` its rows as one table of these fields, which cites nothing."""
    key, rows = rows_of(answer)
    lines = list(_lines(answer))
    if paths or key in ("info", "entities", "candidates"):
        header, cells = cells_of(answer, paths, verbose=verbose)
        table = table_of("", header, cells)
        return Page(_title(answer, key), lines, [table] if table.rows else [], closing=_closing(answer))
    sources = {} if key == "sources" else {source["id"]: reference_of(source) for source in answer.sources}
    tables = [without_empty_columns(table) for table in _tables(answer, key, rows, verbose=verbose) if table.rows]
    cited = {id for table in tables for row in table.rows for cell in row for part in cell for id in part.cites}
    references = {id: reference for id, reference in sources.items() if id in cited}
    return Page(_title(answer, key), lines, tables, references, _closing(answer))


def _tables(answer: Answer, key: str, rows: list[Document], *, verbose: bool) -> Iterator[Table]:
    facts = {fact["id"]: fact for fact in (*answer.facts, *answer.related)}
    more: Cells = {name: _texts(cell) for name, cell in columns.PROVENANCE.items()} if verbose else {}
    match key:
        case "sources":
            yield _table("Sources", _SOURCES | more, rows)
        case "cells":
            yield _grid(rows, facts)
        case "pairs":
            yield _table("Conflicts", {**_PAIRS, "first": _side("first", facts), "second": _side("second", facts)}, rows)
        case "entries":
            yield _table("Timeline", {**_ENTRIES, "text": lambda entry: _cited(entry["text"], facts[entry["fact"]])}, rows)
        case "hits":
            yield _table("Found, best first", _FACTS | {"hit": _texts(columns.HITS["hit"])} | more, rows)
        case _:
            if answer.cells:
                day = answer.query["as_of"] or answer.base["version"]
                yield _table(f"Posture on {day}", _POSTURE, answer.cells)
            for kind, title in phrases.KIND_TITLES.items():
                if found := [fact for fact in rows if fact["kind"] == kind]:
                    yield _table(title, _FACTS | more, found)
            if answer.related:
                yield _table("Of the same thread, or in conflict", _FACTS | more, answer.related)


def _table(caption: str, cells: Cells, rows: Iterable[Document]) -> Table:
    rows = list(rows)
    ids = [str(row.get("id", "")) for row in rows]
    return Table(caption, list(cells), [[cell(row) for cell in cells.values()] for row in rows], ids)


def _grid(cells: Sequence[Document], facts: dict[str, Document]) -> Table:
    """The matrix: a row for each country or carrier, a column for each vendor."""
    names = {cell["column"]: cell["column_name"] for cell in cells}
    rows: dict[str, dict[str, Document]] = {}
    for cell in cells:
        rows.setdefault(cell["row"], {})[cell["column"]] = cell
    lines = [
        [plain(next(iter(row.values()))["row_name"]), *(_act(row.get(id), facts) for id in names)] for row in rows.values()
    ]
    return Table("Matrix", ["", *names.values()], lines)


def _act(cell: Document | None, facts: dict[str, Document]) -> Cell:
    if cell is None or cell["fact"] is None:
        return plain("no fact recorded")
    since = f", from {cell['since']}" if cell["since"] else ""
    doubts = f"; {phrases.describe_doubts(cell['doubts'])}" if cell["doubts"] else ""
    text = f"{phrases.describe_cell(cell)}{since}{doubts}"
    return _cited(text, facts[cell["fact"]]) if cell["fact"] in facts else plain(text)


def _cited(text: str, fact: Document) -> Cell:
    """A text with the sources of a fact."""
    return (Part(text, cites=tuple(dict.fromkeys(citation["source"] for citation in fact["citations"]))),)


def _citations(fact: Document) -> Cell:
    """Whose word a fact is, each with its source."""
    parts = []
    for number, citation in enumerate(fact["citations"]):
        text = ("; " if number else "") + phrases.describe_citation(citation)
        parts.append(Part(text, cites=(citation["source"],)))
    return tuple(parts)


def _side(name: str, facts: dict[str, Document]) -> Callable[[Document], Cell]:
    """One side of a pair in conflict: summary, sources and id."""

    def side(pair: Document) -> Cell:
        fact = facts.get(pair[name])
        return (*(_cited(fact["summary"], fact) if fact else ()), Part(f" {pair[name]}"))

    return side


def _texts(column: Callable[[Document], str]) -> Callable[[Document], Cell]:
    return lambda row: plain(column(row))


_FACTS: Cells = {name: _texts(columns.FACTS[name]) for name in ("date", "status", "fact", "details")} | {
    "cited": _citations,
    "support": _texts(columns.FACTS["support"]),
    "conflicts": _texts(columns.FACTS["conflicts"]),
    "id": _texts(columns.FACTS["id"]),
}

_SOURCES: Cells = {name: _texts(column) for name, column in columns.SOURCES.items()} | {
    "title": lambda source: (Part(source["title"], lang=source["language"]),),
    "address": lambda source: (Part(source["URL"], url=source["URL"]),) if source["URL"] else (),
}

_POSTURE: Cells = {
    "country": lambda cell: plain(cell["row_name"]),
    "vendor": lambda cell: plain(cell["column_name"]),
    "stage": lambda cell: plain(cell["stage"].replace("-", " ")),
} | {name: _texts(columns.CELLS[name]) for name in ("what", "since", "unsure", "fact")}

_PAIRS: Cells = {name: _texts(column) for name, column in columns.PAIRS.items()}

_ENTRIES: Cells = {name: _texts(column) for name, column in columns.ENTRIES.items()}


def _title(answer: Answer, key: str) -> str:
    match = answer.match
    if answer.entity is not None:
        return str(answer.entity["name"])
    if match is not None and match.kind in ("fact", "thread"):
        return match.name
    asked = f": {answer.query['text']}" if answer.query["text"] else ""
    return f"{_TITLES.get(key) or str(answer.query['command']).capitalize()}{asked}"


def _lines(answer: Answer) -> Iterator[Cell]:
    """What is said under the title: what the record is, the day that is spoken of, and that nothing is recorded."""
    if (entity := answer.entity) is not None:
        words = (", ".join(entity["roles"]) or entity["type"], entity["country"] or "", entity["id"])
        yield plain(", ".join(filter(None, dict.fromkeys(words))))
        if names := _names(entity):
            yield names
    if view := phrases.describe_view(answer.query):
        yield plain(view)
    if answer.status == "ambiguous":
        yield plain(f"fits several: {', '.join(f'{match.name} ({match.id})' for match in answer.candidates)}")
    elif answer.status == "not_found":
        yield plain(_SILENCE)


def _names(entity: Document) -> Cell:
    """The other names of an entity, each in its language; those of a country would fill the page."""
    if entity["type"] == "country":
        return ()
    names = [(name, tag) for tag, found in entity["names"].items() for name in found if name != entity["name"]]
    parts = [Part(text, lang) for name, tag in names for text, lang in ((", ", None), (name, tag))]
    return (Part("also "), *parts[1:]) if parts else ()


def _closing(answer: Answer) -> list[str]:
    """The marks on dates, and which edition of the base speaks."""
    marks = phrases.describe_date_marks((*answer.facts, *answer.related))
    return [*([f"Dates: {marks}"] if marks else []), f"vendorwatch, fact base of {answer.base['version']}"]
