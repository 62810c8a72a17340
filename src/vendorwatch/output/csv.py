"""Comma-separated values as RFC 4180 has them: lines end in CR LF, quotes stand where they are needed and are doubled."""

from collections.abc import Iterable, Sequence

from vendorwatch.lookup.answer import Answer
from vendorwatch.output.cells import cells_of, defused
from vendorwatch.output.destination import Destination


def render(answer: Answer, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The rows of the answer under its columns, or under the given dotted paths."""
    header, cells = cells_of(answer, paths, verbose=destination.verbose)
    return write((header, *cells))


def write(lines: Iterable[Iterable[str]]) -> str:
    """The lines of cells, each defused."""
    import csv
    import io

    text = io.StringIO()
    csv.writer(text).writerows([*map(defused, line)] for line in lines)
    return text.getvalue()
