"""Rows of cells, for every format that has cells: one-line texts that act neither in a terminal nor in a spreadsheet."""

from collections.abc import Iterable, Sequence

from vendorwatch.lookup.answer import Answer
from vendorwatch.output import columns
from vendorwatch.output.fields import flat, narrow, rows_of
from vendorwatch.output.text import visible

_PLACED = ("facts", "hits", "entities", "sources")
"""Rows that stand in a file."""

FORMULA = "=+-@＝＋－＠"
"""What a spreadsheet takes for the start of a formula (owasp.org/www-community/attacks/CSV_Injection), also full-width."""


def cells_of(answer: Answer, paths: Sequence[str], *, verbose: bool) -> tuple[list[str], Iterable[list[str]]]:
    """Header and rows of plain texts."""
    key, rows = rows_of(answer)
    if paths or key == "info":
        rows = narrow(key, rows, paths) if paths else rows
        return list(paths or rows[0]), [[flat(value) for value in row.values()] for row in rows]
    chosen = columns.BY_ROWS[key] | (columns.PROVENANCE if verbose and key in _PLACED else {})
    return list(chosen), [[cell(row) for cell in chosen.values()] for row in rows]


def defused(text: str, signs: str = FORMULA) -> str:
    """The text as a cell of a spreadsheet: `visible`, and with an apostrophe before it where one of `signs` is its first.

    Tabs and line ends, which OWASP names too, have become spaces; spaces and apostrophes before a sign do not hide it.
    `restored` takes the apostrophe off again.
    """
    shown = visible(text)
    return f"'{shown}" if _acts(shown, signs) else shown


def restored(cell: str, signs: str = FORMULA) -> str:
    """The text that `defused` made the cell from, as `visible` gives it."""
    return cell[1:] if cell.startswith("'") and _acts(cell, signs) else cell


def _acts(text: str, signs: str) -> bool:
    return text.lstrip("' ")[:1] in tuple(signs)
