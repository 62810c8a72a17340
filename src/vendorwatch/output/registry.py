"""The registry of formats: what the options, the documents and the tests of formats are made from.

A new format is a module beside this one with `render(answer, destination, paths)` and, for differences of two versions
(`changes.py`), `write(page)` or `write(lines)`; and one line here.
"""

from typing import NamedTuple


class Format(NamedTuple):
    """Where a format is made, what it is for, the endings of file names that ask for it, and whether it cites sources."""

    module: str
    purpose: str
    suffixes: tuple[str, ...] = ()
    cites: bool = False


FORMATS: dict[str, Format] = {
    "table": Format("table", "tables for people, cards under 70 columns; the default in a terminal", (".txt",)),
    "tsv": Format(
        "tsv", "a header and one line a row, tab-separated, never wrapped, cut or coloured; the default in a pipe", (".tsv",)
    ),
    "csv": Format("csv", "the same for spreadsheets, as RFC 4180 has it", (".csv",)),
    "json": Format("json", "one object for the whole answer, see [json.md](json.md); `--json` is short for it", (".json",)),
    "jsonl": Format("jsonl", "one row a line", (".jsonl", ".ndjson")),
    "markdown": Format("markdown", "tables with footnotes, for a wiki, an issue or a paper", (".md", ".markdown"), True),
    "html": Format("html", "a fragment with tables and footnotes, safe to paste into a page", (".html", ".htm"), True),
}
"""Formats that every answer can be had in."""

DIAGRAMS: dict[str, Format] = {
    "mermaid": Format(
        "mermaid", "a timeline as a diagram, and nothing else: `vendorwatch timeline NAME --format mermaid`", (".mmd",)
    )
}
"""Formats of timelines alone."""


def format_of_file(name: str) -> str | None:
    """The format that the ending of a file's name asks for; None where it asks for none."""
    known = {suffix: format for format, entry in (FORMATS | DIAGRAMS).items() for suffix in entry.suffixes}
    return next((format for suffix, format in known.items() if name.lower().endswith(suffix)), None)
