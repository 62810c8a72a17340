"""Write src/vendorwatch/factbase/data/regions.tsv: the region and subregion of each country.

Run `python tools/make_regions.py` with the development dependencies; `--check` writes nothing and exits 1 if the file would
change. Columns, separated by tabs, after a header line: code (as in countries.tsv), region, subregion. Both are from
OpenSanctions' rigour (MIT); nothing is typed by hand.
"""

import sys
from pathlib import Path

from rigour.territories import get_territory

from country_sources import territory_codes

TARGET = Path(__file__).parent.parent / "src" / "vendorwatch" / "factbase" / "data" / "regions.tsv"


def table() -> str:
    """The whole file."""
    lines = ["code\tregion\tsubregion"]
    for code in sorted(territory_codes()):
        territory = get_territory(code.lower())
        if territory is not None and territory.region:
            lines.append(f"{code}\t{territory.region}\t{territory.subregion or territory.region}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the file, or compare it."""
    text = table()
    if "--check" in sys.argv:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == text else f"{TARGET.name} is not current")
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
