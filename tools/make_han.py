"""Write src/vendorwatch/factbase/data/han.tsv: Chinese characters that are forms of one another, variant and common form.

Traditional characters and Japanese new forms go to their simplified ones, character by character, so that 華為 and 华为 are
one name. Source: OpenCC's dictionaries (Apache-2.0), through the development dependency `opencc`.
"""

from collections.abc import Iterator
from pathlib import Path

import opencc

TARGET = Path(__file__).parent.parent / "src/vendorwatch/factbase/data/han.tsv"
BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))


def variants() -> Iterator[tuple[str, str]]:
    """Each character that has a simpler form, and the form that is left when it is simplified until nothing changes."""
    new_forms, simplified = opencc.OpenCC("jp2t"), opencc.OpenCC("t2s")
    for block in BLOCKS:
        for code in block:
            char, seen = chr(code), {chr(code)}
            while True:
                simpler = simplified.convert(new_forms.convert(char))
                if len(simpler) != 1 or simpler in seen:
                    break
                seen.add(simpler)
                char = simpler
            if char != chr(code):
                yield chr(code), char


def main() -> None:
    """Write the file."""
    rows = (f"{variant}\t{common}\n" for variant, common in variants())
    TARGET.write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
