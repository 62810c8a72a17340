"""Tab-separated values: a header, then one line a row, never wrapped, cut or coloured, and no tab or line end in a cell."""

from collections.abc import Iterable, Sequence

from vendorwatch.lookup.answer import Answer
from vendorwatch.output.cells import FORMULA, cells_of, defused
from vendorwatch.output.destination import Destination

SIGNS = FORMULA + '"'
"""What is defused: many readers take a cell that begins with a quote, which means nothing here, for a quoted one."""


def render(answer: Answer, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The rows of the answer under its columns, or under the given dotted paths."""
    header, cells = cells_of(answer, paths, verbose=destination.verbose)
    return write((header, *cells))


def write(lines: Iterable[Iterable[str]]) -> str:
    """The lines of cells, each defused."""
    return "".join("\t".join(defused(cell, SIGNS) for cell in line) + "\n" for line in lines)
