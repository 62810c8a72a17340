"""Dates of sources in words and in parts, with their doubts: what a citation makes of EDTF."""

from collections.abc import Iterator
from typing import NamedTuple

_DOUBTS = {"?": "inferred by the editor", "~": "about", "%": "about, inferred by the editor"}


class Point(NamedTuple):
    """A year, month or day, and the doubt about it in words; month and day are None where they are not known."""

    year: int
    month: int | None
    day: int | None
    doubt: str

    @property
    def parts(self) -> list[int]:
        """What is known of year, month and day."""
        return [part for part in (self.year, self.month, self.day) if part is not None]


def points_of(edtf: str | None) -> list[Point]:
    """The ends of an interval, or the one date; what is open or no date is left out."""
    return list(_points(edtf or ""))


def _points(edtf: str) -> Iterator[Point]:
    for part in edtf.split("/"):
        bare = part.rstrip("?~%")
        numbers = [int(number) for number in bare.split("-") if number.isascii() and number.isdigit()]
        if numbers and len(numbers) == bare.count("-") + 1 <= 3:
            year, month, day = (*numbers, None, None)[:3]
            assert year is not None
            yield Point(year, month, day, _DOUBTS.get(part[len(bare) :], ""))


def doubt_of(edtf: str | None) -> str:
    """What is doubtful about a date, in words; nothing where nothing is."""
    return next((point.doubt for point in points_of(edtf) if point.doubt), "")


def is_range(edtf: str | None) -> bool:
    """Whether a date is an interval, open ones with it."""
    return "/" in (edtf or "")


def date_in_words(edtf: str | None) -> str:
    """A date as a citation says it: "2018-12 (inferred by the editor)", "2019-07 to 2019-08", "from 2022"."""
    if not edtf:
        return ""
    start, slash, end = edtf.partition("/")
    bare = [part.rstrip("?~%") for part in (start, end)]
    doubt = f" ({doubt_of(edtf)})" if doubt_of(edtf) else ""
    if not slash:
        return bare[0] + doubt
    if bare[0] in ("", ".."):
        return f"until {bare[1]}{doubt}"
    return f"from {bare[0]}{doubt}" if bare[1] in ("", "..") else f"{bare[0]} to {bare[1]}{doubt}"
