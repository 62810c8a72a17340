"""What else a territory is called, as rows of countries.tsv: CLDR's alternate names, adjectives, everyday names.

The sources, their licences and the meaning of the columns stand in make_countries.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import icu
from babel.localedata import locale_identifiers

from country_sources import UNKNOWN, Row, attested_names, cldr_names, key_of, languages_of, right_names, scripts_of

# Where ICU keeps the names that CLDR marks alt="short" (`EE. UU.`) and alt="variant" (`Elfenbeinküste`); babel leaves
# them out.
_TABLES = ("Countries%short", "Countries%variant")
_BUNDLE = f"icudt{icu.ICU_VERSION.partition('.')[0]}l-region"

EVERYDAY = {
    "KR": [("ko", "한국")],
    "NL": [("es", "Holanda"), ("pt", "Holanda"), ("it", "Olanda")],
    "SA": [("en", "KSA")],
}
"""Names of everyday use that none of the sources has for its language: CLDR and iso-codes keep to the official ones."""

_ENDINGS = ("an", "ese", "ish", "ch", "ss", "ek", "ak", "ic", "ine", "ene", "kh", "yz")
_SHORTEST = 4
_STEM = 5


def alternate_rows(code: str) -> Iterator[Row]:
    """Yield CLDR's short and variant names; of `Congo (RDC)` only what stands before the bracket, as of all names."""
    for language in languages_of(code):
        for name in _alternates(language).get(code, []):
            # `É.-U.` has the letters of another code.
            if len(key_of(name).replace(" ", "")) > 2 or scripts_of(name) != {"LATIN"}:
                yield Row(code, "alias", language.replace("_", "-"), re.sub(r" ?[(（].*", "", name))
    yield from (Row(code, "alias", language, name) for language, name in EVERYDAY.get(code, []))


@cache
def _alternates(language: str) -> dict[str, list[str]]:
    """Return the alternate names of one language by territory code."""
    names: dict[str, list[str]] = {}
    bundle = icu.ResourceBundle(_BUNDLE, icu.Locale(language))
    for key in _TABLES:
        try:
            table = bundle.get(key)
        except icu.ICUError:  # a language without any
            continue
        for index in range(table.getSize()):
            row = table.get(index)
            names.setdefault(row.getKey(), []).append(row.getString())
    return names


def second_name_rows(code: str) -> Iterator[Row]:
    """Yield the second name that a bracket holds in any language of CLDR (`Birma`), where rigour knows it by itself."""
    attested = {key_of(name) for name in attested_names(code)}
    found = set()
    for locale in locale_identifiers():
        name = cldr_names(locale).get(code, "")
        parts = re.fullmatch(r"[^(]+\(([^()]+)\)", name)
        if parts and key_of(parts.group(1)) in attested and scripts_of(parts.group(1)) == {"LATIN"}:
            found.add(parts.group(1))
    yield from (Row(code, "alias", UNKNOWN, name) for name in sorted(found))


def adjective_rows(code: str) -> Iterator[Row]:
    """Yield the English adjectives among rigour's names (`Danish`), told by their endings, and of `Dominican Republic`.

    Rigour does not mark them. What else ends so is a name of the same territory in another language, and does no harm.
    An adjective in -i has the beginning of a right name (`Israeli`), since names of many languages end so.
    """
    stems = {word[:_STEM] for name in right_names(code) for word in key_of(name).split() if len(word) >= _SHORTEST}
    republics = (name.removesuffix(" Republic") for name in right_names(code) if name.endswith(" Republic"))
    for name in dict.fromkeys((*attested_names(code), *republics)):
        key = key_of(name)
        if len(key) < _SHORTEST or not re.fullmatch(r"[A-Z][a-z]+( [A-Z][a-z]+)?", name):
            continue
        if key.endswith(_ENDINGS) or (key.endswith("i") and key[:_STEM] in stems):
            yield Row(code, "adjective", "en", name)
