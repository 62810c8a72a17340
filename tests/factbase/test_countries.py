"""The generated names of countries: examples that must hold, and the shape of the file."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pycountry
import pytest

import vendorwatch.factbase.dates

DATA = Path(vendorwatch.factbase.dates.__file__).parent / "data" / "countries.tsv"


class Row(NamedTuple):
    code: str
    kind: str
    language: str
    name: str


LINES = DATA.read_text(encoding="utf-8").splitlines()
ROWS = [Row(*line.split("\t")) for line in LINES[1:]]

EXAMPLES = [
    ("JP", "Japan Japon Japón Giappone 日本 Япония اليابان जापान 일본 JP JPN Tokyo 東京 东京 Токио 도쿄"),
    ("CN", "China 中国 中國 Китай CN CHN Beijing 北京 Пекин Peking Pékin PRC"),
    ("GB", "United_Kingdom UK Great_Britain Britain Royaume-Uni GBR London Londres ロンドン"),
    ("US", "United_States USA U.S. America Washington Washington_D.C. 米国 США 华盛顿 Estados_Unidos"),
    ("KR", "South_Korea Republic_of_Korea 韓国 대한민국 Seoul 서울"),
    ("KP", "North_Korea DPRK Pyongyang"),
    ("TW", "Taiwan 台湾 台灣 Taipei 台北"),
    ("RU", "Russia Russian_Federation Россия Moscow Москва Moskau"),
    ("VN", "Vietnam Viet_Nam Hanoi"),
    ("DE", "Germany Deutschland Allemagne Berlin"),
    ("BE", "Belgium België Brussels Bruxelles Brüssel 布鲁塞尔"),
    ("NL", "Netherlands Holland Nederland Amsterdam Holanda"),
    ("CZ", "Czechia Czech_Republic Prague Prag Praha"),
    ("AE", "United_Arab_Emirates UAE Abu_Dhabi"),
    ("MM", "Myanmar Burma Birma"),
    ("US", "アメリカ EE._UU."),
    ("KR", "한국"),
    ("SA", "KSA"),
    ("DK", "Danish"),
    ("DO", "Dominican_Republic"),
    ("GE", "Georgia Tbilisi"),
    ("CI", "Côte_d'Ivoire Ivory_Coast Elfenbeinküste"),
    ("TR", "Türkiye Turkey Ankara"),
    ("HK", "Hong_Kong 香港"),
    ("EU", "European_Union EU Europäische_Union 欧盟"),
    ("XK", "Kosovo XKX"),
]
EXAMPLES_FLAT = [(code, name.replace("_", " ")) for code, names in EXAMPLES for name in names.split()]


def _codes_of(name: str) -> set[str]:
    return {row.code for row in ROWS if row.name.casefold() == name.casefold()}


@pytest.mark.parametrize(("code", "name"), EXAMPLES_FLAT)
def test_a_name_leads_to_its_country_alone(code: str, name: str) -> None:
    assert _codes_of(name) == {code}


def test_names_that_several_share_stay_with_each_or_with_none() -> None:
    assert _codes_of("Congo") == {"CD", "CG"}
    assert _codes_of("Kingston") == {"JM", "NF"}
    assert _codes_of("Korea") == set()


def test_every_territory_has_one_display_name_and_its_codes() -> None:
    iso = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    assert len(iso) == 249
    displayed = [row.code for row in ROWS if (row.kind, row.language) == ("name", "en")]
    # Kosovo is in CLDR and not in ISO 3166-1; the European Union is neither's territory, but acts.
    assert sorted(displayed) == sorted([*iso, "EU", "XK"])
    codes = {(row.code, row.name) for row in ROWS if row.kind == "code"}
    assert codes >= {(alpha_2, name) for alpha_2, alpha_3 in iso.items() for name in (alpha_2, alpha_3)}


def test_every_territory_is_named_in_the_promised_languages() -> None:
    promised = ["en", "fr", "de", "es", "pt", "it", "ru", "ar", "hi", "ja", "ko", "zh-Hans", "zh-Hant"]
    named = {(row.code, row.language) for row in ROWS if row.kind == "name"}
    assert [(row.code, language) for row in ROWS for language in promised if (row.code, language) not in named] == []


def test_another_countrys_display_name_is_nobodys_alias_or_capital() -> None:
    display = {row.name.casefold(): row.code for row in ROWS if (row.kind, row.language) == ("name", "en")}
    stolen = [row for row in ROWS if display.get(row.name.casefold(), row.code) != row.code]
    assert stolen == []


def test_the_file_is_clean_sorted_and_small() -> None:
    assert LINES[0].split("\t") == list(Row._fields)
    assert sorted(ROWS) == ROWS
    assert [row for row, count in Counter(ROWS).items() if count > 1] == []
    assert {row.kind for row in ROWS} == {"name", "alias", "code", "capital", "adjective"}
    assert all(row.name and row.name == row.name.strip() for row in ROWS)
    assert all(unicodedata.is_normalized("NFC", row.name) for row in ROWS)
    assert DATA.stat().st_size < 700_000
