"""Names → the keys that they are matched by: one normal form for the compiled names and for what users type.

NFKC, casefold, accents off for Latin letters, one form of each Chinese character, hiragana as katakana, punctuation off,
"and", "&" and "the" off; a name is then a list of words, and its key is the words in one piece, so that "soft bank",
"Soft-Bank" and "SoftBank" are the same name.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

_LATIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Latin letters whose stroke or ligature no Unicode decomposition takes off."""

_FILLERS = frozenset({"and", "the"})

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`"))


def words_of_name(text: str) -> list[str]:
    """The words of a name in normal form.

    A word is a run of letters, digits and marks of one writing: Chinese, Japanese and Korean characters make words apart
    from all others ("NTTドコモ" has two), and spaces between them do not count ("ファー ウェイ" has one).
    """
    text = text.translate(_APOSTROPHES)
    # Folded twice, since casefolding can undo NFKC ("ϓ" and others); after the second it stays.
    folded = text.casefold() if text.isascii() else _fold(_fold(text))
    words: list[str] = []
    run: list[str] = []
    run_is_cjk = False
    for char in folded:
        if not _is_letter(char):
            if run and not run_is_cjk:
                words.append("".join(run))
                run = []
            continue
        is_cjk = _is_cjk(char)
        if is_cjk != run_is_cjk or not run:
            if unicodedata.category(char)[0] == "M":
                continue  # on nothing, or on a letter of another writing
            if run:
                words.append("".join(run))
            run, run_is_cjk = [], is_cjk
        run.append(char)
    if run:
        words.append("".join(run))
    if not text.isascii():
        # Letters that a space held apart may make one now: "ᄀ ᅡ" is "가".
        words = [unicodedata.normalize("NFC", word) for word in words]
    return [word for word in words if word not in _FILLERS] or words


def key_of(words: Sequence[str]) -> str:
    """The key of a name: its words in one piece."""
    return "".join(words)


def without_legal_form(words: Sequence[str], forms: frozenset[str]) -> list[str]:
    """The words less the legal forms at the end ("ntt docomo inc" → "ntt docomo"), never all of them.

    Outside Latin script forms are taken off the start too ("ООО Ромашка"); in Latin script short names stand there.
    `forms` holds normalised forms, words joined by one space, as `legal_forms` gives them. In a run of Chinese, Japanese or
    Korean characters a form is cut off as a part of the word.
    """
    words = list(words)
    shorter = _strip_once(words, forms)
    while shorter:
        words, shorter = shorter, _strip_once(shorter, forms)
    return words


@lru_cache(maxsize=1)
def legal_forms() -> frozenset[str]:
    """The legal forms of companies worldwide (ISO 20275), normalised; data/legal_forms.txt, made by tools/."""
    path = Path(__file__).with_name("data") / "legal_forms.txt"
    return frozenset(path.read_text(encoding="utf-8").split("\n")) - {""}


def _strip_once(words: list[str], forms: frozenset[str]) -> list[str] | None:
    for length in range(min(5, len(words) - 1), 0, -1):
        if " ".join(words[-length:]) in forms or key_of(words[-length:]) in forms:
            return words[:-length]
        if not words[0].isascii() and " ".join(words[:length]) in forms:
            return words[length:]
    for index in (-1, 0):
        cut = _cut_cjk(words[index], forms) if words else None
        if cut is not None:
            return [*words[:-1], cut] if index else [cut, *words[1:]]
    return None


def _cut_cjk(word: str, forms: frozenset[str]) -> str | None:
    """A CJK run less the longest legal form that it starts or ends with."""
    if not word or not _is_cjk(word[0]):
        return None
    for length in range(len(word) - 1, 1, -1):
        if word[-length:] in forms:
            return word[:-length]
        if word[:length] in forms:
            return word[length:]
    return None


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LATIN_LETTERS)
    if text.isascii():
        return text
    if any("\u3041" <= char <= "\u9fff" for char in text):
        text = text.translate(_east_asian_letters())
    kept: list[str] = []
    latin = False
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            latin = char < "\u0250" or "\u1e00" <= char < "\u1f00"
        elif latin:
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
    return char.isalnum() or unicodedata.category(char)[0] == "M" or char == "ー"


def _is_cjk(char: str) -> bool:
    """Han, kana, Hangul and their marks; after NFKC no half- or full-width forms are left."""
    return (
        "\u3040" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\u1100" <= char <= "\u11ff"
        or char in "々〆"
        or char >= "\U00020000"
    )
