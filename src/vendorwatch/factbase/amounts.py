"""Amounts as one plain string, such as `JPY 64.5 bn`, `4.8 %` or `more than 50 contracts`.

    [about | more than | at least | less than | up to] [ISO 4217] number [k | m | bn | tn] [unit | %]
    [about] a to b

The parts are set off by one space. Of a range, `a` and `b` each have the form of an amount, and:

- a currency stands before `a` and may be repeated before `b` (`USD 5 bn to USD 6 bn`);
- a unit or `%` stands after `b` and may be repeated after `a` (`35 % to 40 %`);
- a scale after both counts for each (`USD 900 m to 1.2 bn`); one after `b` alone counts for both
  (`USD 5 to 6 bn` is 5 bn to 6 bn); one after `a` alone is refused, as it could be read both ways.

A `%` takes neither currency nor scale. Numbers are kept as strings throughout, so that nothing is
rounded; nothing is converted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Amount", "AmountError", "parse_amount"]

# Decimal places by which a scale word moves the point.
_SCALES = {"k": 3, "m": 6, "bn": 9, "tn": 12}
_QUALIFIERS = ("about", "more than", "at least", "less than", "up to")
_ACCEPTED = "[about | more than | at least | less than | up to] [ISO 4217] number [k | m | bn | tn] [unit | %], or a to b"

# [0-9], not \d: other digits (Arabic-Indic, full-width) would reach the answer as written.
_NUMBER = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_PART = re.compile(
    rf"(?:(?P<currency>[A-Z]{{3}}) )?(?P<number>{_NUMBER})(?: (?P<scale>k|m|bn|tn))?"
    r"(?: (?P<unit>%|[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*))?"
)
# Words that a unit cannot hold: they belong to the grammar, or are a scale or `%` spelt out.
_NOT_A_UNIT = {
    **dict.fromkeys(_SCALES, "a scale stands once, after the number"),
    **dict.fromkeys(("about", "more", "less", "than", "least", "up", "to"), "a qualifier stands first"),
    **dict.fromkeys(("percent", "per-cent", "cent"), "write %"),
    "thousand": "write k",
    "million": "write m",
    "billion": "write bn",
    "trillion": "write tn",
}


class AmountError(ValueError):
    """A text is not an amount; the message, one line, names the value and the way out."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as the interval that it may lie in.

    `text` is the amount as written. `min` and `max` are plain decimal strings in whole units of
    `currency` or `unit` (`64.5 bn` is "64500000000"; percentages stay percentages), equal when one
    number is given and None where there is no bound; `*_exclusive` means that the bound itself is
    outside. `approximate` stands for "about". `currency` is an ISO 4217 code; `unit` is `%` or
    lower-case words; None where the text gives none.
    """

    text: str
    min: str | None
    max: str | None
    min_exclusive: bool
    max_exclusive: bool
    approximate: bool
    currency: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Part:
    """One number with what stands around it, each as written."""

    currency: str | None
    number: str
    scale: str | None
    unit: str | None


def parse_amount(text: str) -> Amount:
    """Read one amount of the grammar above.

    Raises AmountError for anything else: a code that ISO 4217 does not have, thousands commas, a
    sign, an exponent, a range whose `a` is above `b`, a qualifier other than "about" before a range.
    """
    qualifier = next((word for word in _QUALIFIERS if text.startswith(f"{word} ")), None)
    body = text[len(qualifier) + 1 :] if qualifier else text
    first, to, second = body.partition(" to ")
    if to:
        return _parse_range(text, qualifier, first, second)
    part = _parse_part(first, text)
    value = _to_decimal(part.number, part.scale)
    return Amount(
        text,
        min=None if qualifier in ("less than", "up to") else value,
        max=None if qualifier in ("more than", "at least") else value,
        min_exclusive=qualifier == "more than",
        max_exclusive=qualifier == "less than",
        approximate=qualifier == "about",
        currency=part.currency,
        unit=part.unit,
    )


def _parse_range(text: str, qualifier: str | None, first: str, second: str) -> Amount:
    """Read `a to b`, sharing currency, scale and unit as the module's docstring tells."""
    if qualifier not in (None, "about"):
        raise _error(text, f"'{qualifier}' does not go with a range")
    a, b = _parse_part(first, text), _parse_part(second, text)
    if b.currency and a.currency != b.currency:
        raise _error(text, "a range has one currency, before its first number")
    if a.unit and a.unit != b.unit:
        raise _error(text, "a range has one unit, after its last number")
    if a.scale and not b.scale:
        raise _error(text, f"is '{second}' in {a.scale} too? Write a scale after both numbers, or after the last")
    if b.unit == "%" and (a.currency or a.scale):
        raise _error(text, "% takes neither currency nor scale")
    low, high = _to_decimal(a.number, a.scale or b.scale), _to_decimal(b.number, b.scale)
    if _sort_key(low) > _sort_key(high):
        raise _error(text, f"the range runs down, from {low} to {high}")
    return Amount(text, low, high, False, False, qualifier == "about", a.currency, b.unit)


def _parse_part(part: str, text: str) -> _Part:
    """Read one number with its surroundings; `text` is the whole value, for the message."""
    match = _PART.fullmatch(part)
    if not match:
        raise _error(text, _explain(part))
    currency, number, scale, unit = match.group("currency", "number", "scale", "unit")
    if currency:
        _check_currency(currency, text)
    if unit == "%" and (currency or scale):
        raise _error(text, "% takes neither currency nor scale")
    for word in (unit or "").split():
        if word in _NOT_A_UNIT:
            raise _error(text, f"'{word}' cannot stand in a unit: {_NOT_A_UNIT[word]}")
    return _Part(currency, number, scale, unit)


def _check_currency(code: str, text: str) -> None:
    """Raise AmountError, with the nearest code, unless ISO 4217 has the code."""
    # Imported late: most starts of the program read amounts that are compiled already.
    from vendorwatch.factbase.currencies import CURRENCIES

    if code in CURRENCIES:
        return
    from difflib import get_close_matches

    near = get_close_matches(code, sorted(CURRENCIES), n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise _error(text, f"{code} is no ISO 4217 currency{hint}")


def _explain(part: str) -> str:
    """Say what is wrong with a part that has not the form of an amount, as far as it is a known slip."""
    commas = re.search(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", part)
    if commas:
        return f"write {commas.group().replace(',', '')}, without commas"
    closed_up = re.search(r"([0-9.]*[0-9])(%|[A-Za-z]+)", part)
    if closed_up:
        return f"write {closed_up.group(1)} {closed_up.group(2)}, with a space"
    lower_code = re.match(r"([A-Za-z]{3}) ?[0-9]", part)
    if lower_code:
        return f"write {lower_code.group(1).upper()}, in capitals with a space after it"
    if re.match(r"[$€£¥]", part):
        return "write the currency as its ISO 4217 code"
    if re.search(r"[0-9] .*[A-Z]", part):
        return "write the unit in lower case"
    return "not an amount"


def _to_decimal(number: str, scale: str | None) -> str:
    """Return the number times its scale, plain: no exponent, no needless zeros ("4.80" is "4.8")."""
    whole, _, fraction = number.partition(".")
    places = _SCALES[scale] if scale else 0
    fraction = fraction.ljust(places, "0")
    whole = (whole + fraction[:places]).lstrip("0") or "0"
    fraction = fraction[places:].rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def _sort_key(decimal: str) -> tuple[int, str, str]:
    """Order plain decimals of any length without turning them into numbers."""
    whole, _, fraction = decimal.partition(".")
    return len(whole), whole, fraction


def _error(text: str, why: str) -> AmountError:
    # !a keeps control and bidirectional characters of a hostile value out of the message.
    return AmountError(f"amount {text!a}: {why}; the form is {_ACCEPTED}")
