"""Legal forms of companies: what of a name is left without them."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from vendorwatch.factbase.names import is_cjk, key_of, words_of_name

_LONGEST = 7

_LEADING_FORMS = "ao cjsc jsc llc oao ojsc ooo pao pjsc pt sia uab zao"
_LEADING = frozenset(_LEADING_FORMS.split())
"""Forms in Latin letters that stand before the name, in Russian, Indonesian and Baltic usage; elsewhere short names do."""

_GROUP_WORDS = """
group groups gruppe groupe grupo gruppo holding holdings グループ ホールディングス 集团 그룹 홀딩스
"""
GROUP_WORDS = frozenset(_GROUP_WORDS.split())
"""Words by which a whole group is named: "Nokia Group" is Nokia where no record is called so in full."""

_COMMON_WORDS = """
company corporation enterprise international limited national private public trust
"""
COMMON_WORDS = frozenset(_COMMON_WORDS.split())
"""Words that many organisations have in their names and that alone name none."""

_BRACKETED = re.compile(r"[(（]\s*(株|有|주|유|publ)\s*[)）]", re.IGNORECASE)
"""Forms cut to their first letter in brackets, as in (株), which ㈱ is too, and Swedish (publ)."""


@lru_cache(maxsize=1)
def legal_forms() -> frozenset[str]:
    """The legal forms of companies worldwide, normalised, words joined by a space, or in one piece.

    From data/legal_forms.txt, made by tools/make_legal_forms.py.
    """
    path = Path(__file__).with_name("data") / "legal_forms.txt"
    forms = path.read_text(encoding="utf-8").splitlines()
    return frozenset(forms) | {form.replace(" ", "") for form in forms}


def bare_words_of_name(text: str) -> list[str]:
    """The words of a name less its legal form."""
    if not text.isascii() or "(" in text:
        text = _BRACKETED.sub(" ", unicodedata.normalize("NFKC", text)) or text
    return without_legal_form(words_of_name(text), legal_forms())


def without_legal_form(words: Sequence[str], forms: frozenset[str]) -> list[str]:
    """The words less the legal forms at the end ("ntt docomo inc" → "ntt docomo"), never all of them.

    Outside Latin script forms are taken off the start too ("ООО Ромашка"), in Latin script those that are used to stand
    there. `forms` holds normalised forms, words joined by one space. In a run of Chinese, Japanese or
    Korean characters a form is cut off as a part of the word.
    """
    words = list(words)
    shorter = _strip_once(words, forms)
    while shorter:
        words, shorter = shorter, _strip_once(shorter, forms)
    return words


def _strip_once(words: list[str], forms: frozenset[str]) -> list[str] | None:
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        if " ".join(words[-length:]) in forms or key_of(words[-length:]) in forms:
            return words[:-length]
        leads = not words[0].isascii() or (length == 1 and words[0] in _LEADING)
        if leads and " ".join(words[:length]) in forms:
            return words[length:]
    for index in (-1, 0):
        cut = _cut_cjk(words[index], forms) if words else None
        if cut is not None:
            return [*words[:-1], cut] if index else [cut, *words[1:]]
    return None


def _cut_cjk(word: str, forms: frozenset[str]) -> str | None:
    """A CJK run less the longest legal form that it starts or ends with."""
    if not word or not is_cjk(word[0]):
        return None
    for length in range(len(word) - 1, 1, -1):
        if word[-length:] in forms:
            return word[:-length]
        if word[:length] in forms:
            return word[length:]
    return None
