"""What the loader and the rules report: one line each, on the line of the offending key or item."""

from collections.abc import Iterable
from dataclasses import dataclass

from vendorwatch.factbase.errors import FactBaseError


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A broken rule at a place. `line` and `column` count from 1; `id` is the record's, or "-" for the file.

    As text it is one line: what cannot be printed is escaped, since names and ids of a hostile file may hold line breaks.
    """

    file: str
    line: int
    column: int
    code: str
    id: str
    message: str

    @property
    def is_error(self) -> bool:
        """True for E codes, false for warnings."""
        return self.code.startswith("E")

    def __str__(self) -> str:
        line = f"{self.file}:{self.line}:{self.column} {self.code} {self.id}: {self.message}"
        return line if line.isprintable() else "".join(char if char.isprintable() else repr(char)[1:-1] for char in line)


def invalid(findings: list[Finding]) -> FactBaseError:
    """The error for a base with findings: the first one in full, and how many more there are."""
    first, *others = findings  # in the order of their causes, as the loader reports them
    more = f" (and {len(others)} more: run vendorwatch check)" if others else ""
    return FactBaseError(f"the fact base is invalid: {first}{more}")


def did_you_mean(value: str, allowed: Iterable[str]) -> str:
    """The way out for a wrong value: the nearest allowed one, or the list of them where it is short."""
    import difflib

    values = sorted(allowed)
    near = difflib.get_close_matches(value, values, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"allowed: {', '.join(values)}" if 0 < len(values) <= 40 else "no such value is known"
