"""Tab-separated values: a header, then one line a row, never wrapped, cut or coloured."""

from collections.abc import Iterable, Sequence

from vendorwatch.lookup.answer import Answer
from vendorwatch.output import columns
from vendorwatch.output.destination import Destination
from vendorwatch.output.fields import flat, narrow, rows_of
from vendorwatch.output.text import visible

_PLACED = ("facts", "entities", "sources")
"""Rows that stand in a file."""


def render_tsv(answer: Answer, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The rows of the answer under its columns, or under the given dotted paths."""
    header, cells = cells_of(answer, paths, verbose=destination.verbose)
    return "".join("\t".join(visible(cell) for cell in line) + "\n" for line in (header, *cells))


def cells_of(answer: Answer, paths: Sequence[str], *, verbose: bool) -> tuple[list[str], Iterable[list[str]]]:
    """Header and rows of plain texts, for every format that has cells."""
    key, rows = rows_of(answer)
    if paths or key == "info":
        rows = narrow(key, rows, paths) if paths else rows
        return list(paths or rows[0]), [[flat(value) for value in row.values()] for row in rows]
    chosen = columns.BY_ROWS[key] | (columns.PROVENANCE if verbose and key in _PLACED else {})
    return list(chosen), [[cell(row) for cell in chosen.values()] for row in rows]
