"""Amount strings: a table of cases, and laws."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorwatch.factbase.amounts import Amount, AmountError, parse_amount
from vendorwatch.factbase.currencies import CURRENCIES

# text, min, max, currency, unit
EXACT = [
    ("JPY 64.5 bn", "64500000000", "64500000000", "JPY", None),
    ("USD 597 m", "597000000", "597000000", "USD", None),
    ("EUR 1.25 tn", "1250000000000", "1250000000000", "EUR", None),
    ("USD 0.5 k", "500", "500", "USD", None),
    ("USD 10.00", "10", "10", "USD", None),
    ("USD 1.2345 k", "1234.5", "1234.5", "USD", None),
    ("4.8 %", "4.8", "4.8", None, "%"),
    ("4.80 %", "4.8", "4.8", None, "%"),
    ("0.7 %", "0.7", "0.7", None, "%"),
    ("0 %", "0", "0", None, "%"),
    ("3", "3", "3", None, None),
    ("200 k base stations", "200000", "200000", None, "base stations"),
    ("12 base-station sites", "12", "12", None, "base-station sites"),
    ("5 m", "5000000", "5000000", None, None),
    ("2 contracts", "2", "2", None, "contracts"),
    ("USD 20 m a year", "20000000", "20000000", "USD", "a year"),
    ("USD 5 bn to 6 bn", "5000000000", "6000000000", "USD", None),
    ("USD 5 to 6 bn", "5000000000", "6000000000", "USD", None),
    ("USD 5 bn to USD 6 bn", "5000000000", "6000000000", "USD", None),
    ("USD 900 m to 1.2 bn", "900000000", "1200000000", "USD", None),
    ("35 to 40 %", "35", "40", None, "%"),
    ("35 % to 40 %", "35", "40", None, "%"),
    ("9.5 to 10 %", "9.5", "10", None, "%"),
    ("2 to 3 k base stations", "2000", "3000", None, "base stations"),
    ("5 to 5", "5", "5", None, None),
]

# text, min, max, min_exclusive, max_exclusive, approximate, currency, unit
QUALIFIED = [
    ("about 20 %", "20", "20", False, False, True, None, "%"),
    ("more than 50 contracts", "50", None, True, False, False, None, "contracts"),
    ("at least USD 2 bn", "2000000000", None, False, False, False, "USD", None),
    ("less than 5 %", None, "5", False, True, False, None, "%"),
    ("up to EUR 1.5 m", None, "1500000", False, False, False, "EUR", None),
    ("about USD 5 to 6 bn", "5000000000", "6000000000", False, False, True, "USD", None),
]

# text, a part of the message
BAD = [
    ("", "not an amount"),
    ("JPY", "not an amount"),
    ("about", "not an amount"),
    ("about ", "not an amount"),
    ("1,000 contracts", "write 1000, without commas"),
    ("USD 1,234,567.5", "write 1234567.5, without commas"),
    ("4.8%", "write 4.8 %, with a space"),
    ("USD 5bn", "write 5 bn, with a space"),
    ("USD5 bn", "write USD, in capitals with a space"),
    ("usd 5 bn", "write USD, in capitals"),
    ("$5 bn", "ISO 4217 code"),
    ("UDS 5 bn", "UDS is no ISO 4217 currency; did you mean"),
    ("QQQ 5 bn", "QQQ is no ISO 4217 currency; the form"),
    ("5 billion", "write bn"),
    ("20 percent", "write %"),
    ("20 per cent", "write %"),
    ("50 Contracts", "lower case"),
    ("5 bn bn", "'bn' cannot stand in a unit"),
    ("5 or more contracts", "'more' cannot stand in a unit"),
    ("USD 5 %", "% takes neither"),
    ("5 m %", "% takes neither"),
    ("USD 5 to 6 %", "% takes neither"),
    ("5 m to 6 %", "Write a scale after both"),
    ("6 to 5 %", "the range runs down, from 6 to 5"),
    ("USD 900 to 1 bn", "the range runs down"),
    ("USD 5 bn to EUR 6 bn", "one currency"),
    ("5 to USD 6 bn", "one currency"),
    ("5 sites to 6 contracts", "one unit"),
    ("5 % to 6", "one unit"),
    ("USD 5 bn to 6", "Write a scale after both"),
    ("more than 5 to 6 %", "'more than' does not go with a range"),
    ("5 to 6 to 7", "not an amount"),
    ("5 to", "'to' cannot stand"),
    ("to 5", "not an amount"),
    ("-5 %", "not an amount"),
    ("+5 %", "not an amount"),
    ("1e9", "write 1 e, with a space"),
    ("007", "not an amount"),
    (".5 %", "not an amount"),
    ("5. %", "not an amount"),
    ("\u0665 %", "not an amount"),
    (" 5 %", "not an amount"),
    ("5 % ", "not an amount"),
    ("5  %", "not an amount"),
    ("5\u00a0%", "not an amount"),
    ("5 %\n", "not an amount"),
    ("About 5 %", "not an amount"),
]


@pytest.mark.parametrize(("text", "low", "high", "currency", "unit"), EXACT)
def test_plain_amounts_and_ranges(text: str, low: str, high: str, currency: str | None, unit: str | None) -> None:
    assert parse_amount(text) == Amount(text, low, high, False, False, False, currency, unit)


@pytest.mark.parametrize("case", QUALIFIED)
def test_qualified_amounts(
    case: tuple[str, str | None, str | None, bool, bool, bool, str | None, str | None],
) -> None:
    assert parse_amount(case[0]) == Amount(*case)


@pytest.mark.parametrize(("text", "why"), BAD)
def test_anything_else_is_refused_in_one_line_that_says_why(text: str, why: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount(text)
    message = str(caught.value)
    assert why in message
    assert ascii(text) in message
    assert message.isprintable()


def test_currencies_are_those_of_iso_4217() -> None:
    assert {"USD", "JPY", "EUR", "CNY", "GBP", "KRW", "SEK"} <= CURRENCIES
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in CURRENCIES)


numbers = st.from_regex(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?", fullmatch=True)
scales = st.sampled_from(["", " k", " m", " bn", " tn"])
ZEROS = {"": 0, " k": 3, " m": 6, " bn": 9, " tn": 12}


@given(numbers, scales)
def test_the_value_is_the_number_times_its_scale(number: str, scale: str) -> None:
    amount = parse_amount(f"USD {number}{scale}")
    assert amount.min is not None and amount.min == amount.max
    assert Decimal(amount.min) == Decimal(number).scaleb(ZEROS[scale])
    assert "E" not in amount.min and "e" not in amount.min


@given(numbers, scales)
def test_a_value_read_again_is_the_same_value(number: str, scale: str) -> None:
    amount = parse_amount(f"{number}{scale}")
    assert amount.min is not None
    assert parse_amount(amount.min).min == amount.min


@given(numbers, numbers, scales)
def test_a_range_that_shares_its_scale_equals_one_that_repeats_it(low: str, high: str, scale: str) -> None:
    try:
        shared = parse_amount(f"USD {low} to {high}{scale}")
    except AmountError:
        assert Decimal(low) > Decimal(high)
        return
    repeated = parse_amount(f"USD {low}{scale} to USD {high}{scale}")
    assert (shared.min, shared.max) == (repeated.min, repeated.max)


_words = st.sampled_from([
    "about", "more", "than", "at", "least", "less", "up", "to", "USD", "UDS", "EUR", "5", "6.5", "0", "1,000",
    "k", "m", "bn", "tn", "%", "base", "stations", "percent", "",
])  # fmt: skip


@given(st.one_of(st.text(), st.lists(_words, max_size=9).map(" ".join)))
def test_any_text_ends_in_an_amount_or_an_amount_error(text: str) -> None:
    try:
        amount = parse_amount(text)
    except AmountError as error:
        assert str(error).isprintable()
        return
    assert amount.text == text
    assert amount.min is not None or amount.max is not None
    if amount.min is not None and amount.max is not None:
        assert Decimal(amount.min) <= Decimal(amount.max)
    assert not (amount.min_exclusive and amount.min is None)
    assert not (amount.max_exclusive and amount.max is None)
