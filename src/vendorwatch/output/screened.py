"""Screened names → rows of JSON Lines, CSV or TSV, and the lines that sum them up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from vendorwatch.lookup.answer import Screened
from vendorwatch.output import csv, tsv
from vendorwatch.output.fields import flat
from vendorwatch.output.json import dump

FORMATS = ("jsonl", "csv", "tsv")
"""Formats that screened names can be had in."""

_SHOWN = 10


@dataclass
class Tally:
    """How many rows there were of each sort; `bad` are the numbers of the first that are in error."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("found", "ambiguous", "not_found", "error"), 0))
    reached: int = 0
    bad: list[int] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.counts.values())

    def count(self, rows: Iterable[Screened]) -> None:
        """Take these rows into account."""
        for row in rows:
            self.counts[row.status] += 1
            self.reached += bool(row.actions)
            if row.status == "error" and len(self.bad) <= _SHOWN:
                self.bad.append(row.row)

    def add(self, other: "Tally") -> None:
        """Take what another tally counted, of later rows, into account."""
        for status, count in other.counts.items():
            self.counts[status] += count
        self.reached += other.reached
        self.bad = [*self.bad, *other.bad][: _SHOWN + 1]

    def lines(self, day: str) -> list[str]:
        """What to say of the rows, for a screening as of a day."""
        counts = self.counts
        summary = (
            f"{_rows(self.rows)}: {counts['found']} found, {counts['ambiguous']} ambiguous, {counts['not_found']} not found,"
            f" {counts['error']} in error; {self.reached} reached by an action in force on {day}"
        )
        if not self.bad:
            return [summary]
        numbers = ", ".join(map(str, self.bad[:_SHOWN])) + (" …" if len(self.bad) > _SHOWN else "")
        return [f"{_rows(counts['error'])} in error: {numbers}; what is wrong stands under problem", summary]


def header(format: str) -> str:
    """The first line of a format, for those that have one."""
    return "" if format == "jsonl" else _LINES[format]([Screened._fields])


def render_rows(format: str, rows: Sequence[Screened]) -> str:
    """The rows in one of FORMATS, each on a line of its own, without a header."""
    if format == "jsonl":
        return "".join(dump(row._asdict()) for row in rows)
    return _LINES[format]([[_cell(value) for value in row] for row in rows])


def _cell(value: object) -> str:
    """A value as the text of a cell."""
    return flat(list(value) if isinstance(value, tuple) else value)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


_LINES: dict[str, Callable[[Iterable[Iterable[str]]], str]] = {"csv": csv.write, "tsv": tsv.write}
