"""Dates in a subset of EDTF, the Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1).

Ours is a small parser because the full one (`edtf`, 8 ms a parse) is too slow for every start;
the tests hold the two against each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Date", "DateError", "first_day_of", "last_day_of", "parse_date"]

_ACCEPTED = (
    "YYYY, YYYY-MM or YYYY-MM-DD, each with ~ (about), ? (inferred) or % (both) after it, or an interval a/b, a/.., ../b"
)
# [0-9], not \d: \d also takes Arabic-Indic and full-width digits, which EDTF does not know.
_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_OPEN = ".."
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class DateError(ValueError):
    """A text is not a date of the subset; the message, one line, names the value and the way out."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date or interval as the first and last day that it may mean.

    `edtf` is the text as written. `earliest` and `latest` are ISO days, `YYYY-MM-DD`, both inclusive,
    and None where the interval is open, so they compare as strings. `inferred` (`?` or `%`) and
    `approximate` (`~` or `%`) hold when either end of an interval carries the mark. A mark never
    widens the days: `2018~` runs from 2018-01-01 to 2018-12-31, as EDTF's strict bounds do.
    """

    edtf: str
    earliest: str | None
    latest: str | None
    inferred: bool
    approximate: bool


def parse_date(text: str) -> Date:
    """Read one date or interval of the subset; of an interval at least one end is given.

    Raises DateError for anything else: a day or month that no calendar has (proleptic Gregorian),
    year 0000, a reversed interval (the first day of `a` after the last day of `b`), spaces.
    """
    first, slash, second = text.partition("/")
    if not slash:
        return _parse_point(first, text)
    if first == _OPEN and second == _OPEN:
        raise _error(text, "an interval needs a date at one end")
    start = None if first == _OPEN else _parse_point(first, text)
    end = None if second == _OPEN else _parse_point(second, text)
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if earliest and latest and earliest > latest:
        raise _error(text, "the interval ends before it starts")
    ends = [date for date in (start, end) if date]
    inferred = any(date.inferred for date in ends)
    return Date(text, earliest, latest, inferred, any(date.approximate for date in ends))


def first_day_of(text: str) -> str:
    """The first day of a plain year, month or day (`2019-02` → `2019-02-01`). Raises DateError for anything else."""
    return _plain_days(text)[0]


def last_day_of(text: str) -> str:
    """The last day of a plain year, month or day (`2019-02` → `2019-02-28`). Raises DateError for anything else."""
    return _plain_days(text)[1]


def _plain_days(text: str) -> tuple[str, str]:
    date = parse_date(text) if re.fullmatch("[0-9-]+", text) else None
    if date is None or date.earliest is None or date.latest is None:
        raise _error(text, "not a plain day, month or year")
    return date.earliest, date.latest


def _parse_point(part: str, text: str) -> Date:
    """Read a date that is no interval; `text` is the whole value, for the message."""
    match = _POINT.fullmatch(part)
    if not match:
        raise _error(text, "not a date")
    year, month, day, mark = match.groups()
    if year == "0000":
        raise _error(text, "there is no year 0000")
    if month and not 1 <= int(month) <= 12:
        raise _error(text, f"there is no month {month}")
    last_day = _days_in_month(int(year), int(month or 12))
    if day and not 1 <= int(day) <= last_day:
        raise _error(text, f"{year}-{month} has no day {day}")
    earliest = f"{year}-{month or '01'}-{day or '01'}"
    latest = f"{year}-{month or '12'}-{day or last_day}"
    return Date(part, earliest, latest, inferred=mark in ("?", "%"), approximate=mark in ("~", "%"))


def _days_in_month(year: int, month: int) -> int:
    """Days of a month in the proleptic Gregorian calendar."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _MONTH_DAYS[month - 1]


def _error(text: str, why: str) -> DateError:
    # !a keeps control and bidirectional characters of a hostile value out of the message.
    return DateError(f"date {text!a}: {why}; write {_ACCEPTED}")
