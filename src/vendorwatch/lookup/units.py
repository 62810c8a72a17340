"""A name and a country: "Orange Poland" is what is called Orange in Poland, in whatever language its name says so."""

from collections.abc import Iterator
from typing import NamedTuple

from vendorwatch.factbase.legal_forms import legal_forms, without_legal_form
from vendorwatch.factbase.names import key_of, words_left, words_of_name
from vendorwatch.lookup.match import Name, holding_all, names_of_kind, tells
from vendorwatch.lookup.places import codes_in, names_only, places_in
from vendorwatch.lookup.store import Store


class Split(NamedTuple):
    """A query less the country at its end or start: the words of the rest, and the country, one of `codes`."""

    rest: list[str]
    codes: frozenset[str]


class Unit(NamedTuple):
    """A name that the rest of a query fits, and how much of it the query tells (0 to 100)."""

    name: Name
    score: float


def splits_of(store: Store, text: str, bare: list[str]) -> Iterator[Split]:
    """The ways to take a country off the words of a text, at the end first."""
    for place in reversed(places_in(store, bare, codes_in(text, at_start=True))):
        rest = bare[: place.start] + bare[place.end :]
        if rest and (place.start == 0 or place.end == len(bare)):
            yield Split(without_legal_form(rest, legal_forms()), place.codes)


def units_of(store: Store, text: str, bare: list[str], kind: str) -> list[Unit]:
    """The names of records of a country that the rest of the query fits.

    Best are those that say no more than the rest and the country (Orange Polska), then the rest itself as a name of a record
    of that country (Tele2 in Sweden), then companies whose name begins with the rest (Smart Axiata for "Smart Cambodia").
    """
    for rest, codes in splits_of(store, text, bare):
        holders = _holders(store, rest, codes, kind)
        named_so = [name for name in holders if names_only(store, words_left(words_of_name(name.text), {*rest}), codes)]
        if whole := named_so or _called(store, rest, kind, codes):
            return [Unit(name, 100.0) for name in whole]
        first = [name for name in holders if words_of_name(name.text)[: len(rest)] == rest and _is_company(store, name)]
        if first and any(map(tells, rest)):
            return [Unit(name, round(100 * len(key_of(rest)) / len(name.key), 1)) for name in first]
    return []


def abroad(store: Store, text: str, bare: list[str], kind: str) -> list[Unit]:
    """What the rest of the query is called without the country: no answer, since it is elsewhere, but near one."""
    return [Unit(name, 100.0) for rest, _ in splits_of(store, text, bare) for name in _called(store, rest, kind)]


def _called(store: Store, rest: list[str], kind: str, codes: frozenset[str] | None = None) -> list[Name]:
    """Names that are the rest, but for their legal form."""
    where = f"NOT is_country AND form <> 'identifier' AND (key = ? OR bare_key = ?) AND {_seated(codes)}"
    return list(names_of_kind(store, kind, where, key_of(rest), key_of(rest), *sorted(codes or ())))


def _holders(store: Store, rest: list[str], codes: frozenset[str], kind: str) -> list[Name]:
    """Names that hold all words of the rest, of entities of the country."""
    wanted = sorted({*rest})
    where = f"{holding_all(wanted)} AND NOT is_country AND {_seated(codes)}"
    return list(names_of_kind(store, kind, where, *wanted, *sorted(codes)))


def _seated(codes: frozenset[str] | None) -> str:
    """The SQL condition that an entity has its seat in one of the countries."""
    if codes is None:
        return "1"
    return f"EXISTS (SELECT 1 FROM entities WHERE id = target AND country IN ({', '.join('?' * len(codes))}))"


def _is_company(store: Store, name: Name) -> bool:
    return bool(store.rows("SELECT 1 FROM entities WHERE id = ? AND type = 'company'", name.target))
