"""The canonical form of facts.yaml: text in, text out, nothing read or written here.

Keys in the order of fields.py, sources and entities by id, facts in the order of the file; records in block style, their
small mappings and lists in flow style on one line as long as it is no longer than WIDTH, citations one a line; dates,
countries and the version in double quotes, all other texts plain where that is safe (scalars.py); comments where they
stood; no blank lines, "\\n" at the end of each line, no byte order mark. A text always stands on one line, however long:
parsers differ on folded ones.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorwatch.factbase.comments import Comments, Notes, collect_comments, comment_texts
from vendorwatch.factbase.errors import FactBaseError
from vendorwatch.factbase.fields import (
    BASE_FIELDS,
    ENTITY_FIELDS,
    FACT_FIELDS,
    IDENTIFIER_SCHEMES,
    SOURCE_FIELDS,
    Field,
    Shape,
)
from vendorwatch.factbase.findings import invalid
from vendorwatch.factbase.reader import Map, Seq, read_yaml
from vendorwatch.factbase.scalars import write_scalar

WIDTH = 240
"""A flow collection that would make its line longer is written in block style."""

ALIGNED_WIDTH = 100
"""A comment at the end of a line keeps its column up to here, so that aligned comments stay aligned."""

MAX_KEY = 1000
"""YAML wants a key and its colon within 1024 characters."""


_OWN_LINE = re.compile(r" *#(?:.*\S)?")
_GAP = re.compile(r" {2,}(?=#)")


class FormatBug(Exception):
    """The canonical text would not say the same: a fault of this module, never of the file."""


def format_text(text: str, name: str) -> str:
    """The canonical form of a fact file's text; `name` is the file's, for messages.

    Any mapping will do, valid as a fact base or not. Raises FactBaseError where the text is no YAML that a fact file may
    hold, or is no mapping.
    """
    text = text.removeprefix("\ufeff")
    tree = _read(text, name)
    return _Writer(collect_comments(text, tree), name).write(tree)


def is_surely_canonical(text: str, tree: Map) -> bool:
    """Whether the text is the canonical form of `tree`, by a proof that costs a fraction of making the form.

    The tree is written without comments, and the text must be just that: line by line, apart from comments at the ends of
    lines, and comments on lines of their own, indented as the next line. Anything else is False, which proves nothing.
    """
    if not text.endswith("\n"):
        return False
    lines = iter(text[:-1].split("\n"))
    for wanted in _Writer(Comments(), "").write(tree)[:-1].split("\n"):
        line = next(lines, "")
        while line != wanted and _OWN_LINE.fullmatch(line) and line.index("#") == len(wanted) - len(wanted.lstrip(" ")):
            line = next(lines, "")
        if line != wanted and not (line.startswith(wanted) and _is_comment_beside(line, len(wanted))):
            return False
    return all(line.startswith("#") and _OWN_LINE.fullmatch(line) for line in lines)


def _is_comment_beside(line: str, end: int) -> bool:
    gap = _GAP.match(line, end)
    return gap is not None and (len(gap[0]) == 2 or gap.end() <= ALIGNED_WIDTH) and line == line.rstrip()


def write_value(value: Any, field: Field, *, in_flow: bool = False) -> str:
    """One value (a text, or plain lists and mappings of texts) as it stands on a line of its own, or in a flow record."""
    style = _style_of(field)
    if isinstance(value, str):
        return write_scalar(value, in_flow=in_flow, quoted=style.quoted, number=style.number)
    return _Writer(Comments(), field.name)._flow(value, style)


def ensure_same(before: str, after: str, name: str) -> None:
    """Raise FormatBug unless both texts hold the same records, facts in the same order, and the same comments."""
    before = before.removeprefix("\ufeff")
    old = _read(before, name)
    new, problems = read_yaml(after, name)
    what = "records" if problems or new != old else ""
    if not what and comment_texts(after, new) != comment_texts(before, old):
        what = "comments"
    if what:
        raise FormatBug(f"{name}: the canonical form would not hold the same {what}, so the file is left as it is")


def _read(text: str, name: str) -> Map:
    tree, findings = read_yaml(text, name)
    if findings:
        raise invalid(findings)
    if not isinstance(tree, Map):
        raise FactBaseError(f"{name}: no fact base: the file must be a mapping that starts with schema: vendorwatch/1")
    return tree


@dataclass(slots=True)
class _Style:
    """How a value is written, made of its field once.

    `keys` give the order of a mapping's keys and the style of their values; `each` is the style of the items of a list,
    and of the values of a mapping with keys of its own; `kinds` that of facts. `split` forbids one line.
    """

    keys: Mapping[str, "_Style"] = field(default_factory=dict)
    each: "_Style | None" = None
    kinds: Mapping[str, "_Style"] = field(default_factory=dict)
    quoted: bool = False
    number: bool = False
    split: bool = False
    by_id: bool = False


def _style_of(field: Field) -> _Style:
    if field.name == "citations":
        return _Style(split=True, each=_record(field.fields))
    if field.shape in (Shape.RECORD, Shape.RECORDS):
        return _record(field.fields)
    if field.shape is Shape.IDENTIFIERS:
        return _Style(keys={scheme: _Style() for scheme in IDENTIFIER_SCHEMES})
    quoted = field.shape in (Shape.DATE, Shape.COUNTRY, Shape.COUNTRIES)
    return _Style(quoted=quoted, number=field.shape in (Shape.NUMBER, Shape.AMOUNT, Shape.AMOUNTS))


def _record(fields: Iterable[Field], *, split: bool = False) -> _Style:
    return _Style(keys={field.name: _style_of(field) for field in fields}, split=split)


_PLAIN = _Style()
_SECTIONS = {
    "version": _Style(quoted=True),
    "sources": _Style(split=True, by_id=True, each=_record(SOURCE_FIELDS, split=True)),
    "entities": _Style(split=True, by_id=True, each=_record(ENTITY_FIELDS, split=True)),
    "facts": _Style(
        split=True,
        each=_Style(split=True),
        kinds={kind: _record(fields.values(), split=True) for kind, fields in FACT_FIELDS.items()},
    ),
}
_BASE = _Style(keys={field.name: _SECTIONS.get(field.name, _PLAIN) for field in BASE_FIELDS}, split=True)


class _Writer:
    """Writes one file, line by line."""

    def __init__(self, comments: Comments, name: str) -> None:
        self._comments = comments
        self._name = name
        self._lines: list[str] = []

    def write(self, tree: Map) -> str:
        """The whole text."""
        self._lines += self._comments.head
        self._mapping(tree, _BASE, "", "")
        self._lines += self._comments.tail
        return "".join(f"{line}\n" for line in self._lines)

    def _mapping(self, mapping: Map, style: _Style, first: str, pad: str) -> None:
        """A mapping in block style; its first line starts with `first`, which may hold the dash of an item."""
        for key in _ordered(mapping, style):
            self._entry(mapping, key, _style_in(style, key), first, pad)
            first = pad

    def _entry(self, mapping: Map, key: str, style: _Style, first: str, pad: str) -> None:
        """A key and its value: on one line where that is allowed and fits."""
        value = mapping[key]
        notes = self._comments.notes.get((id(mapping), key))
        self._above(notes, first.replace("- ", ""))
        head = f"{first}{self._key(key)}:"
        text = "" if value == "" else self._on_one_line(value, style, len(head) + 1)
        self._line(notes, f"{head} {text}" if text else head)
        if text is None and isinstance(value, Map):
            self._mapping(value, style, f"{pad}  ", f"{pad}  ")
        elif text is None:
            self._items(value, style, pad)
        self._below(notes, pad)

    def _items(self, items: Seq, style: _Style, pad: str) -> None:
        """A list in block style: each item on one line where that is allowed and fits."""
        for index, item in enumerate(items):
            item_style = _style_of_item(style, item)
            notes = self._comments.notes.get((id(items), index))
            self._above(notes, pad)
            text = self._on_one_line(item, item_style, len(pad) + 2)
            if text is None and isinstance(item, Map):
                # The item has no line of its own for the comment beside it.
                self._lines += [f"{pad}{notes.beside[1]}"] if notes and notes.beside else []
                self._mapping(item, item_style, f"{pad}- ", f"{pad}  ")
            else:
                self._line(notes, f"{pad}-" if text is None else f"{pad}- {text}")
                if text is None:
                    self._items(item, item_style, f"{pad}  ")
            self._below(notes, f"{pad}  ")

    def _on_one_line(self, value: Any, style: _Style, start: int) -> str | None:
        """The value as it stands on one line from the column `start` on; None where it must be split."""
        if isinstance(value, str):
            return write_scalar(value, in_flow=False, quoted=style.quoted, number=style.number)
        if value and (style.split or id(value) in self._comments.split):
            return None
        text = self._flow(value, style)
        return text if start + len(text) <= WIDTH or not value else None

    def _flow(self, value: Any, style: _Style) -> str:
        """The value in flow style."""
        if isinstance(value, str):
            return write_scalar(value, in_flow=True, quoted=style.quoted, number=style.number)
        if isinstance(value, dict):
            keys = _ordered(value, style)
            return (
                "{" + ", ".join(f"{self._key(key)}: {self._flow(value[key], _style_in(style, key))}" for key in keys) + "}"
            )
        return "[" + ", ".join([self._flow(item, _style_of_item(style, item)) for item in value]) + "]"

    def _key(self, key: str) -> str:
        text = write_scalar(key, in_flow=True)
        if len(text) > MAX_KEY:
            raise FactBaseError(f"{self._name}: the key that starts with {key[:40]!r} is longer than {MAX_KEY} characters")
        return text

    def _above(self, notes: Notes | None, pad: str) -> None:
        if notes is not None:
            self._lines += [f"{pad}{text}" for text in notes.above]

    def _below(self, notes: Notes | None, pad: str) -> None:
        if notes is not None:
            self._lines += [f"{pad}{text}" for text in notes.below]

    def _line(self, notes: Notes | None, line: str) -> None:
        if notes is not None and notes.beside is not None:
            column, text = notes.beside
            line = line.ljust(max(len(line) + 2, column if column <= ALIGNED_WIDTH else 0)) + text
        self._lines.append(line)


def _ordered(mapping: Mapping[str, Any], style: _Style) -> list[str]:
    """The keys of a mapping: known ones in canonical order, others after them in the order of the file."""
    if style.by_id:
        return sorted(mapping)
    keys = [key for key in style.keys if key in mapping]
    return keys if len(keys) == len(mapping) else [*keys, *(key for key in mapping if key not in style.keys)]


def _style_in(style: _Style, key: str) -> _Style:
    return style.keys.get(key) or style.each or _PLAIN


def _style_of_item(style: _Style, item: Any) -> _Style:
    if style.kinds and isinstance(item, Map):
        kind = item.get("kind")
        return (style.kinds.get(kind) if isinstance(kind, str) else None) or style.each or style
    return style.each or style


def first_difference(before: str, after: str) -> int:
    """The number, from 1, of the first line of `before` that is not the same in `after`."""
    old, new = before.split("\n"), after.split("\n")
    pairs = enumerate(zip(old, new, strict=False), start=1)
    return next((number for number, (left, right) in pairs if left != right), min(len(old), len(new)))
