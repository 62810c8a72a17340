"""What is told about all commands at once: the topics of `vendorwatch help`, and how each is written.

The texts stand in the folder `help`, in Markdown of three sorts of blocks: paragraphs, lists, and tables of two columns.
The documents and the man page are made from the same texts, so that nothing is told twice by hand.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

TOPICS = ("formats", "exit-codes", "environment", "citations", "dates", "filters")

_FOLDER = Path(__file__).parent / "help"
_WHOLE: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}
_LEFT = 28
"""Columns that the terms of a table take at most."""


class Block(NamedTuple):
    """A paragraph, the items of a list, or the terms of a table with what they mean; without marks of code and emphasis."""

    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


def title_of(topic: str) -> str:
    """What a topic is about, in a few words."""
    return _read(topic)[0]


def as_markdown(topic: str) -> str:
    """A topic for a document, without its title."""
    return _read(topic)[1]


def blocks_of(topic: str) -> list[Block]:
    """A topic, part by part."""
    return [_block(text) for text in as_markdown(topic).strip().split("\n\n")]


def as_text(topic: str, width: int) -> str:
    """A topic for a terminal of so many columns."""
    return "\n\n".join(_lines(block, width) for block in blocks_of(topic)) + "\n"


def _read(topic: str) -> tuple[str, str]:
    title, _, text = (_FOLDER / f"{topic}.md").read_text(encoding="utf-8").partition("\n\n")
    return title.removeprefix("# "), text


def _block(markdown: str) -> Block:
    text = re.sub("[`*]", "", markdown)
    if text.startswith("|"):
        _head, _rule, *rows = (line.strip("| ").split(" | ") for line in text.split("\n"))
        return Block(rows=tuple((term, meaning) for term, meaning in rows))
    if text.startswith("- "):
        return Block(items=tuple(" ".join(item.split()) for item in re.split(r"^- ", text, flags=re.M)[1:]))
    return Block(text=" ".join(text.split()))


def _lines(block: Block, width: int) -> str:
    import textwrap

    if block.text:
        return textwrap.fill(block.text, width, **_WHOLE)
    if block.items:
        return "\n".join(textwrap.fill(f"- {item}", width, subsequent_indent="  ", **_WHOLE) for item in block.items)
    left = min(max(len(term) for term, _ in block.rows) + 4, _LEFT)
    lines = []
    for term, meaning in block.rows:
        start = f"  {term}".ljust(left)
        if len(start) > left or not start.endswith("  "):  # a long term has a line of its own
            lines.append(start.rstrip())
            start = " " * left
        lines.append(textwrap.fill(meaning, width, initial_indent=start, subsequent_indent=" " * left, **_WHOLE))
    return "\n".join(lines)
