"""Names → the keys that they are matched by: one normal form for the compiled names and for what users type.

NFKC, casefold, accents off for Latin letters, one form of each Chinese character, hiragana as katakana, punctuation off,
"and", "&" and "the" off; a name is then a list of words, and its key is the words in one piece, so that "soft bank",
"Soft-Bank" and "SoftBank" are the same name.
"""

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

_LATIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Latin letters whose stroke or ligature no Unicode decomposition takes off."""

_ARABIC_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})
"""Arabic letters that are often written one for the other, and the stroke that only lengthens a word."""

_DOUBLED = re.compile(r"(.)\1", re.DOTALL)

_ASCII_WORD = re.compile("[a-z0-9]+")

_TWICE = re.compile(r"([^()（）]+?)\s*[(（]([^()（）]+)[)）]\s*")

FILLERS = frozenset({"and", "the"})
"""Words that are not counted."""

_SILENT = dict.fromkeys(map(ord, "'’‘ʼ`™®©℠"))
"""Apostrophes and the signs of trade marks, which NFKC would turn into letters."""


def words_of_name(text: str) -> list[str]:
    """The words of a name in normal form.

    A word is a run of letters, digits and marks of one writing: Chinese, Japanese and Korean characters make words apart
    from all others ("NTTドコモ" has two), and spaces between them do not count ("ファー ウェイ" has one).
    """
    text = text.translate(_SILENT)
    folded = fold(text)
    if folded.isascii():
        words = _ASCII_WORD.findall(folded)
        return [word for word in words if word not in FILLERS] or words
    words = []
    run: list[str] = []
    run_is_cjk = False
    for char in folded:
        if not _is_letter(char):
            if run and not run_is_cjk:
                words.append("".join(run))
                run = []
            continue
        char_is_cjk = is_cjk(char)
        if char_is_cjk != run_is_cjk or not run:
            if is_mark(char):
                continue  # on nothing, or on a letter of another writing
            if run:
                words.append("".join(run))
            run, run_is_cjk = [], char_is_cjk
        run.append(char)
    if run:
        words.append("".join(run))
    if not text.isascii():
        # Letters that a space held apart may make one now: "ᄀ ᅡ" is "가".
        words = [unicodedata.normalize("NFC", word) for word in words]
    return [word for word in words if word not in FILLERS] or words


def key_of(words: Sequence[str]) -> str:
    """The key of a name: its words in one piece."""
    return "".join(words)


def words_to_find(words: Sequence[str]) -> set[str]:
    """The words that a name is found by: its own, and a single letter with the word behind it ("TMobile" for T-Mobile)."""
    joined = (first + second for first, second in pairwise(words) if len(first) == 1 and first.isalpha())
    return {*words, *joined}


def words_left(words: Sequence[str], told: Set[str]) -> list[str]:
    """The words of a name that are not told; words_to_find says which a told word may stand for."""
    left: list[str] = []
    joined = False
    for word, following in pairwise((*words, "")):
        if joined:
            joined = False
        elif following and len(word) == 1 and word.isalpha() and word + following in told:
            joined = True
        elif word not in told:
            left.append(word)
    return left


def names_told(text: str) -> list[str]:
    """The two names where one stands in brackets behind another ("Federal Communications Commission (FCC)"), else none."""
    found = _TWICE.fullmatch(text)
    return list(found.groups()) if found else []


def sound_of(key: str) -> str:
    """The key as typos are counted on: doubled letters once, and ph as f, since both are written for the other."""
    key = key.replace("ph", "f")
    if not _DOUBLED.search(key):
        return key
    return "".join(char for char, before in zip(key, f"\0{key}", strict=False) if char != before or char.isdigit())


def fold(text: str) -> str:
    """The text with letters in their normal form; folding it again changes nothing."""
    # Folded twice, since casefolding can undo NFKC ("ϓ" and others); after the second it stays.
    return text.casefold() if text.isascii() else _fold(_fold(text))


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LATIN_LETTERS).translate(_ARABIC_LETTERS)
    if text.isascii():
        return text
    if any("\u3041" <= char <= "\u9fff" for char in text):
        text = text.translate(_east_asian_letters())
    kept: list[str] = []
    bare = False
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            # Latin and Arabic spell without their marks as well; in other writings marks make letters.
            bare = char < "\u0250" or "\u1e00" <= char < "\u1f00" or "\u0600" <= char < "\u0700"
        elif bare:
            continue
        kept.append(char)
    return unicodedata.normalize("NFKC", "".join(kept))


@lru_cache(maxsize=1)
def _east_asian_letters() -> dict[int, str]:
    """Hiragana to katakana, and Chinese characters to their common form (data/han.tsv, made by tools/)."""
    path = Path(__file__).with_name("data") / "han.tsv"
    letters = {code: chr(code + 0x60) for code in range(0x3041, 0x3097)}
    for line in path.read_text(encoding="utf-8").splitlines():
        variant, _, common = line.partition("\t")
        letters[ord(variant)] = common
    return letters


def _is_letter(char: str) -> bool:
    return char.isalnum() or is_mark(char) or char == "ー"


def is_mark(char: str) -> bool:
    """Whether a character stands on the one before: an accent, a vowel sign, a voicing mark."""
    return not char.isascii() and unicodedata.category(char)[0] == "M"


def is_cjk(char: str) -> bool:
    """Han, kana, Hangul and their marks; after NFKC no half- or full-width forms are left."""
    return (
        "\u3040" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\u1100" <= char <= "\u11ff"
        or char in "々〆"
        or char >= "\U00020000"
    )
