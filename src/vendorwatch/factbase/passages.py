"""Passages: point at words of an article by their digest, without copying them.

A passage line such as `p4 36w 5047a00ec6a79b46` gives the paragraph (advisory, left out where only
an excerpt was at hand), the number of words
and a digest of them. Whoever holds the article slides a window of that many words over it until the
digest matches. The normalisation and both digests are ours, defined in docs/codebook.md.

A paragraph is a line of the held text that has anything but white space on it. They are numbered
from 1, and the title line and page furniture count. (This fits all eight worked examples of the data
model; blocks parted by blank lines fit two of them only.)
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = [
    "MIN_WORDS",
    "Passage",
    "PassageError",
    "TextDigest",
    "describe_passage",
    "describe_text",
    "digest",
    "find_passage",
    "paragraph_of",
    "parse_passage",
    "parse_text_digest",
    "shared_run",
    "words_of",
]

# Fewer words stand in a text too often to point at one place (rule E063), and a run of as many in
# our own text is a copied sentence (rule E065).
MIN_WORDS = 8
_PASSAGE_DIGITS = 16
_TEXT_DIGITS = 32

_PASSAGE = re.compile(r"(?:p([1-9][0-9]{0,5}) )?([1-9][0-9]{0,5})w ([0-9a-f]{16})")
_TEXT_DIGEST = re.compile(r"([1-9][0-9]{0,8})w ([0-9a-f]{32})")

# Written without spaces, or, in Korean, with spaces that editors set differently: a character is a word.
_CJK = (
    "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303c\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\U00020000-\U0003ffff"  # Han, supplementary planes
    "\u3041-\u30ff\u31f0-\u31ff\U0001aff0-\U0001b16f"  # kana
    "\u3105-\u312f\u31a0-\u31bf"  # Bopomofo
)
# [^\W_] is a letter or digit in any script; \w alone would add the underscore.
_WORD = re.compile(rf"(?=[^\W_])[{_CJK}]|(?:(?![{_CJK}])[^\W_])+")


class PassageError(ValueError):
    """A passage line, a text digest or a sentence is not usable; the message, one line, says why."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A pointer into an article: paragraph from 1 (advisory; None: not known), words (8 or more), 16 hex digits."""

    paragraph: int | None
    words: int
    sha256_64: str

    def __str__(self) -> str:
        """Return the passage line."""
        place = f"p{self.paragraph} " if self.paragraph else ""
        return f"{place}{self.words}w {self.sha256_64}"


@dataclass(frozen=True, slots=True)
class TextDigest:
    """What a held text is found by, whatever its file is called: words in all, 32 hex digits."""

    words: int
    sha256_128: str

    def __str__(self) -> str:
        """Return the form that `parse_text_digest` reads."""
        return f"{self.words}w {self.sha256_128}"


def words_of(text: str) -> list[str]:
    """Return the words that a digest is made of.

    NFKC; soft hyphens, zero-width and other format characters (Unicode category Cf) dropped;
    casefolded; split into runs of letters and digits (categories L and N, so a combining mark that
    NFKC leaves alone parts two words), each CJK character alone. Idempotent: the words joined with
    spaces give the same words.
    """
    normal = unicodedata.normalize("NFKC", text)
    if not normal.isascii():
        normal = "".join(char for char in normal if unicodedata.category(char) != "Cf")
    return _WORD.findall(normal.casefold())


def digest(words: Sequence[str], digits: int = _PASSAGE_DIGITS) -> str:
    """Return the first `digits` hex digits of the SHA-256 of the words joined with one space (UTF-8)."""
    # A lone surrogate is no word (category Cs), so what words_of returns can always be encoded.
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:digits]


def parse_passage(text: str) -> Passage:
    """Read a passage line. Raises PassageError when it is not of the form or has under 8 words."""
    match = _PASSAGE.fullmatch(text)
    if not match:
        raise PassageError(
            f"passage {text!a}: write [p<paragraph>] <words>w <16 hex digits>, such as"
            " 'p4 36w 5047a00ec6a79b46'; `vendorwatch passage` prints it for a sentence"
        )
    paragraph, words, sha256_64 = match.groups()
    if int(words) < MIN_WORDS:
        raise PassageError(f"passage {text!a}: {words} words are too few; take at least {MIN_WORDS}")
    return Passage(int(paragraph) if paragraph else None, int(words), sha256_64)


def parse_text_digest(text: str) -> TextDigest:
    """Read the digest of a whole text. Raises PassageError when it is not of the form."""
    match = _TEXT_DIGEST.fullmatch(text)
    if not match:
        raise PassageError(f"text {text!a}: write <words>w <32 hex digits>, such as '502w 670f8b91eeb84b39934fd0e283d07f6e'")
    return TextDigest(int(match.group(1)), match.group(2))


def describe_text(article: str) -> TextDigest:
    """Return the digest of a whole article, title and page furniture included."""
    words = words_of(article)
    return TextDigest(len(words), digest(words, _TEXT_DIGITS))


def find_passage(passage: Passage, text_words: Sequence[str]) -> list[int]:
    """Return the offset, in words from 0, of every place in an article's words that the digest fits."""
    offsets = range(len(text_words) - passage.words + 1)
    return [offset for offset in offsets if digest(text_words[offset : offset + passage.words]) == passage.sha256_64]


def paragraph_of(article: str, offset: int) -> int:
    """Return the number, from 1, of the paragraph that holds the word at `offset` (from 0).

    Raises PassageError when the article has no such word.
    """
    seen = 0
    paragraphs = (line for line in article.splitlines() if line.strip())
    for number, paragraph in enumerate(paragraphs, start=1):
        seen += len(words_of(paragraph))
        if 0 <= offset < seen:
            return number
    raise PassageError(f"word offset {offset}: the article has {seen} words")


def describe_passage(sentence: str, article: str | None) -> str:
    """Return the passage line for a sentence that stands in an article exactly once.

    Without an article the paragraph is left out. Raises PassageError when the sentence has under 8
    words, or stands in the article nowhere or more than once: such a line would not verify.
    """
    words = words_of(sentence)
    if len(words) < MIN_WORDS:
        raise PassageError(f"the sentence has {len(words)} words; take at least {MIN_WORDS}")
    passage = Passage(None, len(words), digest(words))
    if article is None:
        return str(passage)
    offsets = find_passage(passage, words_of(article))
    if not offsets:
        raise PassageError("the article does not hold the sentence; copy it from the held text")
    if len(offsets) > 1:
        raise PassageError(f"the sentence stands in the article {len(offsets)} times; take more of the text")
    return str(Passage(paragraph_of(article, offsets[0]), passage.words, passage.sha256_64))


def shared_run(words_a: Sequence[str], text_words: Sequence[str], length: int = MIN_WORDS) -> str | None:
    """Return the first run of `length` words of `words_a` that stands in `text_words` too, or None.

    Words as `words_of` returns them, the run joined with spaces. Time grows with the sum of both
    lengths. Names and titles are not set aside here.
    """
    held = set(runs_of(text_words, length))
    return next((" ".join(run) for run in runs_of(words_a, length) if run in held), None)


def runs_of(words: Sequence[str], length: int = MIN_WORDS) -> Iterator[tuple[str, ...]]:
    """Yield every run of `length` words in order."""
    for start in range(len(words) - length + 1):
        yield tuple(words[start : start + length])
