"""The EDTF subset: a table of cases, and the `edtf` package as oracle."""

from __future__ import annotations

import calendar

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from vendorwatch.factbase.dates import Date, DateError, parse_date

GOOD = [
    ("2018", "2018-01-01", "2018-12-31", False, False),
    ("2018-12", "2018-12-01", "2018-12-31", False, False),
    ("2018-04", "2018-04-01", "2018-04-30", False, False),
    ("2019-02", "2019-02-01", "2019-02-28", False, False),
    ("2020-02", "2020-02-01", "2020-02-29", False, False),
    ("1900-02", "1900-02-01", "1900-02-28", False, False),
    ("2000-02-29", "2000-02-29", "2000-02-29", False, False),
    ("2018-12-10", "2018-12-10", "2018-12-10", False, False),
    ("2018-12-10?", "2018-12-10", "2018-12-10", True, False),
    ("2018~", "2018-01-01", "2018-12-31", False, True),
    ("2018-12%", "2018-12-01", "2018-12-31", True, True),
    ("2018/2020", "2018-01-01", "2020-12-31", False, False),
    ("2018-12-15/2018-12", "2018-12-15", "2018-12-31", False, False),
    ("2018-12-10/2018-12-10", "2018-12-10", "2018-12-10", False, False),
    ("2018?/2020-03~", "2018-01-01", "2020-03-31", True, True),
    ("2018-12/..", "2018-12-01", None, False, False),
    ("../2018-12?", None, "2018-12-31", True, False),
    ("0001-01-01", "0001-01-01", "0001-01-01", False, False),
    ("9999", "9999-01-01", "9999-12-31", False, False),
]

BAD = [
    "", " ", "18", "2018-1", "2018-12-1", "20181210", "2018-12-10T00:00", "Monday", "about 2018",
    "2019-02-30", "2019-02-29", "1900-02-29", "2019-04-31", "2018-12-00", "2018-13", "2018-00", "0000",
    "0000-01-01", "-2018", "+2018", "12018", "201X", "2018-XX", "2018-21", "2018??", "2018?~", "?2018",
    " 2018", "2018 ", "2018\n", "2018 /2019", "2018/2017", "2018-12-11/2018-12-10", "2019/2018-12", "../..",
    "..", "/", "2018/", "/2018", "2018/2019/2020", "../2018/..", "..?/2018", "2018/...", "[2018,2019]",
    "\u0662\u0660\u0661\u0668", "\uff12\uff10\uff11\uff18", "2018\u201312",
]  # fmt: skip


@pytest.mark.parametrize(("text", "earliest", "latest", "inferred", "approximate"), GOOD)
def test_a_date_of_the_subset_is_read(
    text: str, earliest: str | None, latest: str | None, inferred: bool, approximate: bool
) -> None:
    assert parse_date(text) == Date(text, earliest, latest, inferred, approximate)


@pytest.mark.parametrize("text", BAD)
def test_any_other_text_is_refused_in_one_line_that_names_it(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    message = str(caught.value)
    assert ascii(text) in message
    assert "YYYY-MM-DD" in message and "a/.." in message
    assert message.isprintable()


def test_the_message_says_what_is_wrong() -> None:
    with pytest.raises(DateError, match="2019-02 has no day 30"):
        parse_date("2019-02-30")
    with pytest.raises(DateError, match="there is no month 13"):
        parse_date("2018-13")
    with pytest.raises(DateError, match="ends before it starts"):
        parse_date("2019/2018")


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_are_as_long_as_in_the_calendar(year: int, month: int) -> None:
    latest = parse_date(f"{year:04}-{month:02}").latest
    assert latest == f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


# Days up to 31 in every month: what does not exist must be refused here.
_numbers = st.tuples(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31))
_shapes = st.sampled_from(["{0:04}", "{0:04}-{1:02}", "{0:04}-{1:02}-{2:02}"])
points = st.builds(
    lambda shape, numbers, mark: shape.format(*numbers) + mark,
    _shapes, _numbers, st.sampled_from(["", "~", "?", "%"]),
)  # fmt: skip
intervals = st.one_of(st.tuples(points, points), st.tuples(points, st.just("..")), st.tuples(st.just(".."), points)).map(
    "/".join
)


def _edtf_days(text: str) -> tuple[str | None, str | None]:
    """The first and last day by the `edtf` package; it writes an open end as an infinite number."""
    date = parse_edtf(text)
    bounds = (date.lower_strict(), date.upper_strict())
    days = [None if isinstance(bound, float) else "{:04}-{:02}-{:02}".format(*bound[:3]) for bound in bounds]
    return days[0], days[1]


@given(st.one_of(points, intervals))
def test_dates_agree_with_the_edtf_package(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError as error:
        # The oracle knows no calendar and accepts reversed intervals, so only these may be refused.
        assert "has no day" in str(error) or "ends before it starts" in str(error)
        return
    assert (date.earliest, date.latest) == _edtf_days(text)
    assert date.inferred == ("?" in text or "%" in text)
    assert date.approximate == ("~" in text or "%" in text)
    assert date.edtf == text


@given(st.one_of(st.text(), st.text("0123456789-/.~?%", max_size=24)))
def test_any_text_ends_in_a_date_or_a_date_error(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError:
        return
    assert date.earliest or date.latest
    assert not (date.earliest and date.latest) or date.earliest <= date.latest
