"""What CLDR, ISO 3166, and rigour call each territory, as rows of countries.tsv.

The sources, their licences and the meaning of the columns stand in make_countries.py.
"""

from __future__ import annotations

import gettext
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pycountry
from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import exists
from rigour._core import territories_jsonl

# pt is Brazilian and zh-Hant Taiwanese usage, so the other large variety of each stands beside it.
LANGUAGES = ["en", "fr", "de", "es", "pt", "pt_PT", "it", "ru", "ar", "hi", "ja", "ko",
             "zh_Hans", "zh_Hant", "zh_Hant_HK"]  # fmt: skip
NOT_IN_ISO_3166 = ("EU", "XK")
UNKNOWN = "und"
# What iso-codes calls the languages that babel names otherwise.
ISO_CODES_LOCALES = {
    "pt": "pt_BR",
    "pt_PT": "pt",
    "zh_Hans": "zh_CN",
    "zh_Hant": "zh_TW",
    "zh_Hant_HK": "zh_HK",
}
CJK_SCRIPTS = frozenset({"CJK", "KATAKANA", "HIRAGANA", "HANGUL"})


class Row(NamedTuple):
    """One line of the file."""

    code: str
    kind: str
    language: str
    name: str


def key_of(name: str) -> str:
    """Return what two names share when a lookup cannot tell them apart: case, accents, punctuation off."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    # U+0300 to U+036F are accents; marks of other blocks (Hindi vowel signs) change the word.
    bare = "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f")
    return " ".join("".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in bare).split())


def scripts_of(name: str) -> set[str]:
    """Return the scripts of a name's letters, as the first word of each letter's Unicode name."""
    return {unicodedata.name(char, "?").split()[0].split("-")[0] for char in name if char.isalpha()}


@cache
def territory_codes() -> list[str]:
    """Return the codes that the file is about, sorted."""
    return sorted({country.alpha_2 for country in pycountry.countries}.union(NOT_IN_ISO_3166))


@cache
def _rigour_records() -> dict[str, dict[str, Any]]:
    """Return rigour's territories by upper-case code.

    Its public Territory leaves the names out, so this reads the same lines as rigour.territories.lookup.
    """
    records = [json.loads(line) for line in territories_jsonl().splitlines() if line.strip()]
    return {record["code"].upper(): record for record in records}


@cache
def cldr_names(language: str) -> dict[str, str]:
    """Return the CLDR names of one language by territory code."""
    return dict(Locale.parse(language).territories)


def attested_names(code: str) -> list[str]:
    """Return what rigour knows a territory by, right or loosely, in any language."""
    record = _rigour_records()[code]
    return [*record.get("names_strong", []), *record.get("names_weak", [])]


def languages_of(code: str) -> list[str]:
    """Return babel's ids of the languages wanted for a territory, its own official ones included."""
    # Plain zh is zh_Hans in CLDR; a second tag for the same names would only repeat them.
    official = get_official_languages(code, de_facto=True)
    own = ["zh_Hans" if language == "zh" else language for language in official]
    return list(dict.fromkeys([*LANGUAGES, *(language for language in own if exists(language))]))


def cldr_rows(code: str) -> Iterator[Row]:
    """Yield the CLDR names of a territory, and the parts of `Myanmar (Burma)` as aliases.

    Of `Congo - Kinshasa` the first part is one, as it is of `Congo - Brazzaville`: ambiguous, as it is.
    """
    attested = {key_of(name) for name in attested_names(code)}
    for language in languages_of(code):
        name = cldr_names(language).get(code, code)
        if name == code:
            continue
        tag = language.replace("_", "-")
        yield Row(code, "name", tag, name)
        parts = re.fullmatch(r"(.+?) ?[(\uff08](.+)[)\uff09]", name)
        if parts:
            yield Row(code, "alias", tag, parts.group(1))
            # The bracket may hold a second name or only say what the place is: rigour knows which.
            if key_of(parts.group(2)) in attested:
                yield Row(code, "alias", tag, parts.group(2))
        head, dash, _ = name.partition(" - ")
        if dash:
            yield Row(code, "alias", tag, head)


def code_rows(code: str) -> Iterator[Row]:
    """Yield alpha-2 and alpha-3 codes, and aliases by CLDR that ISO neither withdrew nor leaves to users.

    Kosovo's alpha-3 code, XKX, is rigour's: ISO has none.
    """
    yield Row(code, "code", UNKNOWN, code)
    country = pycountry.countries.get(alpha_2=code)
    alpha_3 = country.alpha_3 if country else _rigour_records()[code].get("alpha3")
    if alpha_3:
        yield Row(code, "code", UNKNOWN, alpha_3.upper())
    withdrawn = {old.alpha_2 for old in pycountry.historic_countries if hasattr(old, "alpha_2")}
    for alias, targets in get_global("territory_aliases").items():
        # ISO 3166-1 leaves QM to QZ and X to users; QU was one such code for the European Union.
        if targets == [code] and re.fullmatch("[A-PR-WYZ][A-Z]", alias) and alias not in withdrawn:
            yield Row(code, "alias", UNKNOWN, alias)


def iso_rows(code: str) -> Iterator[Row]:
    """Yield the names of ISO 3166-1, `Korea, Republic of` the right way round too."""
    country = pycountry.countries.get(alpha_2=code)
    for field in ("name", "official_name", "common_name"):
        name = getattr(country, field, None)
        if name:
            yield Row(code, "alias", "en", name)
            turned = re.fullmatch(r"([^,]+), ([^,]+ of(?: the)?)", name)
            if turned:
                yield Row(code, "alias", "en", f"{turned.group(2)} {turned.group(1)}")


def translated_rows(code: str) -> Iterator[Row]:
    """Yield iso-codes' translations of the ISO names into LANGUAGES; bracketed ones are no names.

    Left out are slips: what iso-codes gives another territory too, without this one's name in it
    (Afghanistan's official name in Portuguese is Pakistan's).
    """
    for language in LANGUAGES[1:]:
        own = key_of(cldr_names(language)[code])
        for name in _translations(code, language):
            owners = _owners_of_translations(language)[key_of(name)]
            if not set("()\uff08\uff09") & set(name) and (owners == {code} or own in key_of(name)):
                yield Row(code, "alias", language.replace("_", "-"), name)


def _translations(code: str, language: str) -> list[str]:
    """Return iso-codes' translations of a territory's ISO names, sorted; untranslated ones left out."""
    catalogue = _iso_catalogue(ISO_CODES_LOCALES.get(language, language))
    names = {row.name for row in iso_rows(code)}
    return sorted({catalogue.gettext(name) for name in names} - names)


@cache
def _owners_of_translations(language: str) -> dict[str, set[str]]:
    """Return, for the key of each translation, the codes of the territories that have it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for code in territory_codes():
        for name in _translations(code, language):
            owners[key_of(name)].add(code)
    return owners


@cache
def _iso_catalogue(locale: str) -> gettext.NullTranslations:
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[locale])


def rigour_rows(code: str) -> Iterator[Row]:
    """Yield rigour's names: the main and the strong ones, and the weak ones that are wanted."""
    record = _rigour_records()[code]
    weak = [name for name in record.get("names_weak", []) if _is_wanted_weak(name, code)]
    for name in _strong_names(code) + weak:
        plain = name.isascii() and name.islower() and name.replace(" ", "").isalpha()
        yield Row(code, "alias", UNKNOWN, name.title() if plain else name)


def _strong_names(code: str) -> list[str]:
    """Return rigour's main and strong names of a territory."""
    record = _rigour_records()[code]
    return [record["name"], record.get("full_name", record["name"]), *record.get("names_strong", [])]


@cache
def right_names(code: str) -> list[str]:
    """Return the English and strong names of a territory that a weak one is measured against."""
    return [cldr_names("en")[code], *(row.name for row in iso_rows(code)), *_strong_names(code)]


@cache
def _owners_of_last_words() -> dict[str, set[str]]:
    """Return, for the last words of each right name, the codes of the territories that they name.

    First words are left out: they are adjectives (`European`) or say what it is (`Republic`).
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for code in territory_codes():
        for words in (key_of(name).split() for name in right_names(code)):
            for start in range(len(words)):
                owners[" ".join(words[start:])].add(code)
    return owners


def _is_wanted_weak(name: str, code: str) -> bool:
    """Say whether a weak name is more than a misspelling, a demonym or a rare language's name.

    Wanted are names in East Asian scripts (rigour has few and good ones); the last words of right
    names of this territory alone (`Britain` of `Great Britain`, but not `Korea`, which two share); and
    the initials of a right name (`UAE`, `DRC`).
    """
    if scripts_of(name) and scripts_of(name) <= CJK_SCRIPTS:
        return True
    key = key_of(name)
    if len(key) > 3 and _owners_of_last_words().get(key) == {code}:
        return True
    # Punctuation makes no word of its own here: People's is one word with one initial.
    words = [re.sub(r"[^\w\s-]", "", right).casefold().replace("-", " ").split() for right in right_names(code)]
    initials = {"".join(word[0] for word in right) for right in words}
    initials |= {"".join(word[0] for word in right if word not in ("of", "the", "and")) for right in words}
    return name.isupper() and len(key) >= 3 and key in initials
