"""Rows of cells as they are, on a sheet: lists of entities, `--fields` and `info`."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from vendorwatch.output.sheet import Sheet
from vendorwatch.output.text import visible

_ONE_LINE = ("id", "latest", "country")
_NUMBERS = ("facts", "line")


def print_cells(sheet: Sheet, header: Sequence[str], cells: Iterable[Sequence[str]], *, as_cards: bool = False) -> None:
    """A table, or a card for each row where it is narrow."""
    if as_cards or sheet.is_narrow:
        for row in cells:
            _print_card(sheet, header, row)
        return
    table = sheet.table(*header)
    for name, column in zip(header, table.columns, strict=True):
        column.no_wrap = name in _ONE_LINE and len(header) <= len(_ONE_LINE) + len(_NUMBERS) + 2
        column.justify = "right" if name in _NUMBERS else "left"
        column.overflow = "fold"
    for row in cells:
        table.add_row(*(Text(visible(cell)) for cell in row))
    sheet.console.print(table)


def _print_card(sheet: Sheet, header: Sequence[str], row: Sequence[str]) -> None:
    for name, value in zip(header, row, strict=True):
        if value:
            sheet.console.print(Text.assemble((f"{name}  ", "dim"), visible(value)))
    sheet.print()
