"""Countries in names: the words that name one, and whether what a name says beyond a query is its country."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from vendorwatch.factbase.legal_forms import legal_forms
from vendorwatch.factbase.names import key_of, words_left
from vendorwatch.lookup.store import Store

LONGEST = 7
"""Words of the longest names of countries that are looked for ("Democratic People's Republic of Korea" has five)."""

_CONNECTORS = "da de del der des do du for of to"
CONNECTORS = frozenset(_CONNECTORS.split())
"""Words between the name of a body or unit and that of its country."""

_CODE = 2
_POSSESSIVE = 4
_ENDS_WITH_CODE = re.compile(r"(?:^|[\s(\[,])([A-Za-z]{2})[)\]]?\s*$")
_STARTS_WITH_CODE = re.compile(r"^([A-Z]{2})\s")


class Place(NamedTuple):
    """The words from `start` to before `end` name a country, one of `codes`."""

    start: int
    end: int
    codes: frozenset[str]


def codes_in(text: str, *, at_start: bool = False) -> frozenset[str]:
    """The words of two letters that are meant as a country's code, where they are one.

    They stand last in capitals ("T-Mobile CZ"), or in small letters where the whole text is; or first in capitals, where
    companies' initials stand as well, so that it must be asked for. With dots they are initials, and legal forms are no
    codes ("Telefónica S.A.", "Telefónica SA").
    """
    last, first = _ENDS_WITH_CODE.search(text), _STARTS_WITH_CODE.search(text) if at_start else None
    found = [last[1]] if last and (last[1].isupper() or text.islower()) else []
    found += [first[1]] if first else []
    return frozenset(code.lower() for code in found) - legal_forms()


def runs_of(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The runs of words that may name a country, longest first: start, end and key."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            yield start, start + length, key_of(words[start : start + length])


def places_in(store: Store, words: Sequence[str], codes: Iterable[str] | None = None) -> list[Place]:
    """The longest runs of words that are a country's name in full, or its adjective, none within another, in order.

    What has two letters counts where it is among `codes`, or anywhere where these are not given.
    """
    runs = [run for run in runs_of(words) if len(run[2]) > _CODE or codes is None or run[2] in codes]
    if not runs:
        return []
    marks = ", ".join("?" * len(runs))
    sql = (
        f"SELECT key, target FROM names WHERE key IN ({marks}) AND is_country AND (form <> 'code' OR LENGTH(key) = {_CODE})"
    )
    named: dict[str, set[str]] = {}
    for key, code in store.rows(f"{sql} AND form <> 'capital'", *(key for *_, key in runs)):
        named.setdefault(key, set()).add(code)
    places: list[Place] = []
    for start, end, key in runs:
        if key in named and all(end <= place.start or start >= place.end for place in places):
            places.append(Place(start, end, frozenset(named[key])))
    return sorted(places)


def country_of(store: Store, target: str, is_country: bool) -> str | None:
    """The country of a record: itself, or where an entity has its seat."""
    if is_country:
        return target
    return next((code for (code,) in store.rows("SELECT country FROM entities WHERE id = ?", target)), None)


def names_only(store: Store, words: Sequence[str], codes: frozenset[str]) -> bool:
    """Whether words name one of these countries and say nothing else, connectors apart."""
    kept = words_left(words, CONNECTORS)
    places = places_in(store, kept)
    return bool(places) and len(kept) == sum(place.end - place.start for place in places if place.codes & codes)


def tells_state(store: Store, words: Sequence[str], id: str) -> bool:
    """Whether the words name the country of an entity that is a public body, "China's" as well as "China"."""
    owners = [word.removesuffix("s") for word in words if len(word) > _POSSESSIVE]
    sql = "SELECT country FROM entities WHERE id = ? AND type = 'public-body' AND country IS NOT NULL"
    return any(code in place.codes for (code,) in store.rows(sql, id) for place in places_in(store, [*words, "", *owners]))


def tells_place(store: Store, words: Sequence[str], query: Sequence[str], place: Place) -> bool:
    """Whether the words of a name tell the country of a place in a query, by the same words or others.

    The same words tell another one where they are within its longer name (Guinea in Papua New Guinea).
    """
    written = set(query[place.start : place.end])
    places = places_in(store, words, ())
    if any(other.codes & place.codes for other in places):
        return True
    within = any(written & set(words[other.start : other.end]) for other in places)
    return written <= set(words) and not within
