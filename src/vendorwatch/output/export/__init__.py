"""The fact base, or a view of it, in the formats that other programs read; the registry of these formats.

A module per format has `lines(extract)`, for a text in one file, or `write(extract, path)`, for a file or folder; a format
that has no home for some facts has `unexported(extract)`, which says so. Each is described on a page of docs/export/.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from vendorwatch.lookup.extract import Extract
from vendorwatch.output.export.writing import ExportError, write_file, write_folder, write_text

__all__ = ["EXPORTS", "ExportError", "Format", "export_lines", "unexported", "write_export"]


class Format(NamedTuple):
    """A format: the module that writes it, what it writes (`text`, `file` or `folder`), and what it is."""

    module: str
    writes: str
    help: str


EXPORTS = {
    "sqlite": Format("sqlite", "file", "one database, for SQL and Datasette"),
    "csv": Format("csvw", "folder", "a folder of tables, described as CSV on the Web"),
    "jsonl": Format("jsonl", "text", "a record a line: the documents of the JSON contract"),
    "parquet": Format("parquet", "folder", "a folder of three typed tables, for DuckDB and data frames"),
    "ftm": Format("ftm", "text", "FollowTheMoney entities, for tools of investigation"),
    "jsonld": Format("jsonld", "text", "linked data: PROV-O and schema.org"),
}
"""The formats of an export, by name."""


def export_lines(format: str, extract: Extract) -> Iterator[str]:
    """The lines of an export in a text format. Raises ExportError for a format that is no text."""
    if EXPORTS[format].writes != "text":
        raise ExportError(f"{format} writes a {EXPORTS[format].writes}, and needs -o PATH")
    lines: Iterator[str] = _module(format).lines(extract)
    return lines


def write_export(format: str, extract: Extract, path: Path) -> None:
    """Write an export to a file or folder, as a whole or not at all.

    Raises ExportError where it cannot be written, or the packages that the format takes are not installed.
    """
    match EXPORTS[format].writes:
        case "text":
            write_file(path, lambda temporary: write_text(temporary, export_lines(format, extract)))
        case "file":
            write_file(path, lambda temporary: _module(format).write(extract, temporary))
            other, text = _module(format).beside(extract, path)
            write_file(other, lambda temporary: write_text(temporary, [text]))
        case _:
            write_folder(path, lambda temporary: _module(format).write(extract, temporary))


def unexported(format: str, extract: Extract) -> list[str]:
    """What of the records has no home in the format, in lines to say; most formats take everything."""
    module = _module(format)
    return list(module.unexported(extract)) if hasattr(module, "unexported") else []


def _module(format: str) -> Any:
    # Only the module of the format asked for is imported.
    return import_module(f"vendorwatch.output.export.{EXPORTS[format].module}")
