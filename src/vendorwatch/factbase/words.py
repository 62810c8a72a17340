"""Running text → the words that it is searched by, in the normal form of names, and where each stands in the text.

A word is a run of letters and digits; of Chinese, Japanese and Korean, which have no spaces to go by, every character is
one, so that a part of a compound is found as a phrase.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vendorwatch.factbase.names import fold, is_cjk, is_mark

_ASCII_WORD = re.compile("[a-z0-9]+")

_FIRST_BEYOND_LATIN = "\u0250"

_TYPOGRAPHY = str.maketrans("‘’“”–—…", "''\"\"--.")
"""Signs that English is printed with, one for one: without them most texts are ASCII, which is quick."""


class Word(NamedTuple):
    """A word in normal form, and the characters of the text that it was read from."""

    text: str
    start: int
    end: int


def words_of_text(text: str) -> list[str]:
    """The words of a text, in order; they are the words of themselves."""
    plain = text.translate(_TYPOGRAPHY)
    if plain.isascii():
        return _ASCII_WORD.findall(plain.lower())
    # No sign below becomes a letter by folding, and no letter a sign, so that such a text may be folded as one.
    if max(plain) < _FIRST_BEYOND_LATIN and (folded := fold(plain)).isascii():
        return _ASCII_WORD.findall(folded)
    return [word.text for word in placed_words(text)]


def placed_words(text: str) -> list[Word]:
    """The same words with their places; several share one where a character stands for several (½)."""
    plain = text.translate(_TYPOGRAPHY)
    if plain.isascii():
        return [Word(found[0], *found.span()) for found in _ASCII_WORD.finditer(plain.lower())]
    words = []
    for start, end in _runs(text):
        folded = fold(text[start:end])
        words += [Word(folded[first:last], start, end) for first, last in _runs(folded)]
    return words


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of letters and digits, and single characters of Chinese, Japanese and Korean, each with the marks on it."""
    start, is_open, is_single = 0, False, False
    for place, char in enumerate(text):
        if is_mark(char):
            continue  # on the letter before; on nothing, it is nothing
        is_letter, is_cjk_letter = char.isalnum(), is_cjk(char)
        if is_open and (not is_letter or is_single or is_cjk_letter):
            yield start, place
            is_open = False
        if is_letter and not is_open:
            start, is_open, is_single = place, True, is_cjk_letter
    if is_open:
        yield start, len(text)
