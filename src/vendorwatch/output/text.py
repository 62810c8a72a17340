"""Text that is safe to print: data can neither move the cursor nor turn the reading direction."""

import unicodedata

_ELLIPSIS = "…"

_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"))

# Joiners that Indic, Arabic and Persian spelling needs; alone they act on nothing but their neighbours.
_JOINERS = frozenset("\u200c\u200d")


def visible(text: str) -> str:
    """The text in one line, with control, bidirectional and other unseen characters spelt out as \\x1b or \\u202e."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if _is_safe(char) else _spelt(char) for char in text)


def shortened(text: str, length: int = 60) -> str:
    """The text as a message quotes it: visible, and cut where it is longer than `length`."""
    shown = visible(text[: length + 1])
    return shown if len(text) <= length else shown[: length - 1] + _ELLIPSIS


def _is_safe(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in _UNSEEN


def _spelt(char: str) -> str:
    if char in "\t\n\r":
        return " "
    return char.encode("unicode_escape").decode("ascii")
