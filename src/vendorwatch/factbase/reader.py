"""YAML text → plain mappings, lists and strings that know their line and column.

Every scalar stays text (PyYAML would turn `NO` into False and `2018` into a number), equal keys are reported instead of
lost, and whatever facts.yaml has no use for (anchors, aliases, tags, several documents) is refused. The reader works on
the event stream, not on composed nodes: no recursion, so hostile nesting and alias bombs end in a finding.
"""

import re
from typing import Any

import yaml

from vendorwatch.factbase.findings import Finding

MAX_DEPTH = 12
"""Deeper than any record of the data model goes."""

_HALF = re.compile("[\ud800-\udfff]")

Mark = tuple[int, int]
"""A line and a column, both from 1."""


class Map(dict[str, Any]):
    """A YAML mapping; `marks` gives the place of each key, `mark` its own."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.marks: dict[str, Mark] = {}


class Seq(list[Any]):
    """A YAML sequence; `marks` gives the place of each item, `mark` its own."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.marks: list[Mark] = []


class _Builder:
    """Builds the tree of one document from YAML events, and collects findings on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.root: Any = None
        self.documents = 0
        self._open: list[Map | Seq] = []
        self._keys: list[tuple[str, Mark] | None] = []

    def report(self, mark: Mark, code: str, message: str) -> None:
        self.findings.append(Finding(self.file, *mark, code, "-", message))

    def take(self, event: yaml.Event) -> bool:
        """Take one event; false when reading on would be of no use."""
        kind = type(event)
        if kind is yaml.ScalarEvent:  # most of them, and so the first to be asked for
            return self._scalar(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._collection(event, _mark_of(event))
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            message = f"alias *{event.anchor}: write the value out; a fact file has no aliases"
            self.report(_mark_of(event), "E001", message)
            return False
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.report(_mark_of(event), "E001", "a second document starts here: a fact file is one document")
                return False
        return True

    def _scalar(self, event: Any) -> bool:
        start = event.start_mark
        mark = start.line + 1, start.column + 1
        if event.anchor is not None or event.tag is not None:
            self._report_sign(event, mark)
        value = event.value
        if not value.isascii() and (half := _HALF.search(value)):
            # libyaml refuses the escape itself.
            self.report(mark, "E001", f"not valid YAML: U+{ord(half[0]):04X} is half a character")
            return False
        parent = self._open[-1] if self._open else None
        if isinstance(parent, Map) and self._keys[-1] is None:
            self._keys[-1] = (value, mark)
        else:
            self._attach(parent, value, mark)
        return True

    def _collection(self, event: Any, mark: Mark) -> bool:
        if event.anchor is not None or event.tag is not None:
            self._report_sign(event, mark)
        parent = self._open[-1] if self._open else None
        if isinstance(parent, Map) and self._keys[-1] is None:
            self.report(mark, "E001", "a key must be plain text, not a mapping or a list")
            return False
        if len(self._open) >= MAX_DEPTH:
            self.report(mark, "E001", f"nested more than {MAX_DEPTH} levels deep")
            return False
        child = Map(mark) if isinstance(event, yaml.MappingStartEvent) else Seq(mark)
        self._attach(parent, child, mark)
        self._open.append(child)
        self._keys.append(None)
        return True

    def _report_sign(self, event: Any, mark: Mark) -> None:
        sign = f"anchor &{event.anchor}" if event.anchor is not None else f"tag {event.tag}"
        self.report(mark, "E001", f"{sign}: a fact file uses neither anchors nor tags; write plain text")

    def _attach(self, parent: Map | Seq | None, value: Any, mark: Mark) -> None:
        if parent is None:
            self.root = value
        elif isinstance(parent, Seq):
            parent.append(value)
            parent.marks.append(mark)
        else:
            key, key_mark = self._keys[-1] or ("", mark)
            self._keys[-1] = None
            if key in parent:
                first = parent.marks[key][0]
                self.report(key_mark, "E002", f"key {key!r} stands twice (first on line {first}); keep one")
            parent[key] = value
            parent.marks[key] = key_mark


def _mark_of(event: Any) -> Mark:
    start = event.start_mark
    return start.line + 1, start.column + 1


def read_yaml(text: str, file: str, *, pure: bool = False) -> tuple[Any, list[Finding]]:
    """Read one YAML document.

    Returns the tree (Map, Seq or str) and the findings E001 and E002; no tree (None) when the text holds no document, or
    breaks off. `pure` takes PyYAML's own parser in place of libyaml's; both give the same tree.
    """
    loader = yaml.BaseLoader if pure else getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=loader):
            if not builder.take(event):
                return None, builder.findings
        return builder.root, builder.findings
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = " ".join(filter(None, (error.context, error.problem)))
        builder.report(place, "E001", f"not valid YAML: {problem}")
    except yaml.YAMLError as error:
        builder.report(_place_in(text, error), "E001", f"not valid YAML: {_reason(error)}")
    except (ValueError, OverflowError) as error:
        # PyYAML's own parser lets Python's errors through, for one on an escape beyond Unicode.
        builder.report((1, 1), "E001", f"not valid YAML: {error}")
    return None, builder.findings


def _place_in(text: str, error: yaml.YAMLError) -> Mark:
    """The line and column of a reader error, which knows an offset at best."""
    position = getattr(error, "position", None)
    if not isinstance(position, int) or position < 0:
        return (1, 1)
    before = text[:position]
    return (before.count("\n") + 1, len(before) - before.rfind("\n"))


def _reason(error: yaml.YAMLError) -> str:
    character = getattr(error, "character", None)
    reason = str(getattr(error, "reason", "") or str(error)).splitlines()[0]
    if isinstance(character, int):
        return f"character U+{character:04X}: {reason}"
    if isinstance(character, str) and character:
        return f"character U+{ord(character[0]):04X}: {reason}"
    return reason
