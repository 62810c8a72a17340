"""What differs between two versions of a base, in every format."""

from collections.abc import Iterator, Sequence

from vendorwatch.factbase.changes import KINDS, Changes
from vendorwatch.lookup.answer import Document
from vendorwatch.output.changes import RECORD_KINDS, RECORDS, document_of, field_words, summary_of
from vendorwatch.output.destination import Destination
from vendorwatch.output.fields import flat, pick
from vendorwatch.output.json import dump

_COLUMNS = ("record", "change", "where", "date", "status", "text", "replaces", "reason", "sources", "fields", "id")

FIELDS = (
    "change", "date", "fields", "fields.field", "fields.new", "fields.old", "id", "kind", "name", "reason", "record",
    "replaces", "replaces.id", "replaces.status", "replaces.summary", "sources", "sources.URL", "sources.container-title",
    "sources.id", "sources.issued", "status", "summary", "title", "where",
)  # fmt: skip
"""The dotted paths that `--fields` takes for rows of changes."""


def render_changes(format: str, changes: Changes, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The changes in one of registry.FORMATS. Raises UnknownField where a path of `paths` is not in FIELDS."""
    document = document_of(changes)
    match format:
        case "json":
            return dump(_narrowed(document, paths), indent=2 if destination.is_terminal else None)
        case "jsonl":
            return "".join(dump(row) for row in _picked(_rows(document), paths))
        case "table" if not paths:
            from vendorwatch.output.changes_table import render_table

            return render_table(document, destination)
    return _render_cells(format, document, destination, paths)


def _render_cells(format: str, document: Document, destination: Destination, paths: Sequence[str]) -> str:
    """The rows as lines of cells, or as a page with one table."""
    from importlib import import_module

    header = list(paths or _COLUMNS)
    if paths:
        lines = [[flat(value) for value in row.values()] for row in _picked(_rows(document), paths)]
    else:
        lines = [_cells(row) for row in _rows(document)]
    if format == "table":
        from vendorwatch.output.changes_table import render_cells

        return render_cells(header, lines, destination)
    module = import_module(f"vendorwatch.output.{format}")
    if format in ("csv", "tsv"):
        return str(module.write([header, *lines]))
    from vendorwatch.output.page import Page, plain, table_of, without_empty_columns

    title = f"From version {document['old']['version']} to {document['new']['version']}"
    table = without_empty_columns(table_of("What changed", header, lines))
    return str(module.write(Page(title, [plain(summary_of(document))], [table] if lines else [])))


def _rows(document: Document) -> Iterator[Document]:
    """Every changed record, with what it is and what became of it."""
    for kind in KINDS:
        yield from ({"record": "fact", "change": kind, **row} for row in document[kind])
    for name, record in zip(RECORDS, ("source", "entity"), strict=True):
        for kind in RECORD_KINDS:
            yield from ({"record": record, "change": kind, **row} for row in document[name][kind])


def _picked(rows: Iterator[Document], paths: Sequence[str]) -> list[Document]:
    return pick(rows, paths, FIELDS, "changes") if paths else list(rows)


def _narrowed(document: Document, paths: Sequence[str]) -> Document:
    """The document with `paths` alone in the rows of its lists."""
    if not paths:
        return document
    rows = list(_rows(document))
    found = list(zip(rows, _picked(iter(rows), paths), strict=True))

    def of(record: str, kind: str) -> list[Document]:
        return [less for row, less in found if (row["record"], row["change"]) == (record, kind)]

    records = {
        name: {kind: of(record, kind) for kind in RECORD_KINDS}
        for name, record in zip(RECORDS, ("source", "entity"), strict=True)
    }
    return document | {kind: of("fact", kind) for kind in KINDS} | records


def _cells(row: Document) -> list[str]:
    replaced = row.get("replaces")
    return [
        row["record"],
        row["change"],
        " ".join(row.get("where", ())),
        row.get("date") or "",
        row.get("status", ""),
        row.get("summary") or row.get("title") or row.get("name") or "",
        replaced["id"] if replaced else "",
        row.get("reason") or "",
        " ".join(source["id"] for source in row.get("sources", ())),
        "; ".join(field_words(field) for field in row["fields"]),
        row["id"],
    ]
