"""The comments of a YAML file, and the keys and items that they belong to.

PyYAML drops comments, but its events give the place of every scalar and bracket: what starts with `#` in the gaps between
scalars is a comment. That is all the canonical form needs of them, so no round-trip library is asked for; such a library
would bring a layout of its own, which would then have to be fought.

Where a comment belongs: at the end of a line, to the last key or item before it; on a line of its own, to the next key or
item, or, where it is indented deeper than that one, below the last one before it that is indented no deeper.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from vendorwatch.factbase.reader import Map, Seq

_COMMENT = re.compile(r"#[^\n\r\x85\u2028\u2029]*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]* *(#[^\n\r\x85\u2028\u2029]*)")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_ONLY_PUNCTUATION = re.compile(r"[ \t?:,\[{-]*")


@dataclass(slots=True)
class Notes:
    """The comments of one key or item: above it, at the end of its line (with the column, from 0), and below it."""

    above: list[str] = field(default_factory=list)
    beside: tuple[int, str] | None = None
    below: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Comments:
    """All comments of a file: at its head, at its end, and by container and key or index in between.

    `split` are the containers that cannot stand on one line, since a comment stands inside of them.
    """

    head: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    notes: dict[tuple[int, str | int], Notes] = field(default_factory=dict)
    split: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Group:
    """A mapping or list as it stands in the file; `end` is where a flow collection closes."""

    tree: Map | Seq
    owner: "_Entry | None"
    in_flow: bool
    dash: int
    end: int = -1
    count: int = 0
    awaits_value: bool = False


@dataclass(slots=True)
class _Entry:
    """A key or item: where it starts, its column, that of its dash where it has one, and what holds it."""

    start: int
    column: int
    edge: int
    group: _Group
    key: str | int
    is_first: bool


@dataclass(slots=True)
class _Comment:
    start: int
    column: int
    text: str
    is_alone: bool


def collect_comments(text: str, tree: Any) -> Comments:
    """The comments of a text that `read_yaml` has read into `tree` without findings."""
    comments = Comments()
    if "#" not in text:
        return comments
    entries, found = _scan(text, tree)
    starts = [entry.start for entry in entries]
    for comment in found:
        last = bisect_left(starts, comment.start) - 1
        following = bisect_right(starts, comment.start)
        before = entries[last] if last >= 0 else None
        after = entries[following] if following < len(entries) else None
        _place(comments, comment, before, after)
    return comments


def comment_texts(text: str, tree: Any) -> list[str]:
    """The texts of all comments, sorted."""
    return sorted(comment.text for comment in _scan(text, tree)[1]) if "#" in text else []


def _scan(text: str, tree: Any) -> tuple[list[_Entry], list[_Comment]]:
    follower = _Follower(tree)
    finder = _Finder(text)
    for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        follower.take(event)
        if isinstance(event, yaml.ScalarEvent):
            finder.pass_scalar(event)
    finder.look_until(len(text))
    return follower.entries, finder.found


class _Finder:
    """Finds the comments in the gaps between scalars."""

    def __init__(self, text: str) -> None:
        self.found: list[_Comment] = []
        self._text = text
        self._position = 0
        self._lines = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]

    def pass_scalar(self, event: Any) -> None:
        """Take the gap before a scalar, and go on behind it."""
        start, end = event.start_mark.index, event.end_mark.index
        self.look_until(start)
        # The header of a block scalar may have a comment of its own.
        if event.style in ("|", ">") and (header := _BLOCK_HEADER.match(self._text, start, end)):
            self._keep(header.start(1), header[1])
        self._position = max(self._position, end)

    def look_until(self, end: int) -> None:
        """Take the gap up to `end`."""
        if self._text.find("#", self._position, end) >= 0:
            for match in _COMMENT.finditer(self._text, self._position, end):
                self._keep(match.start(), match[0])

    def _keep(self, start: int, found: str) -> None:
        line = self._lines[bisect_right(self._lines, start) - 1]
        is_alone = _ONLY_PUNCTUATION.fullmatch(self._text, line, start) is not None
        self.found.append(_Comment(start, start - line, found.rstrip(), is_alone))


class _Follower:
    """Follows the events of a document through its tree, and notes every key and item."""

    def __init__(self, tree: Any) -> None:
        self.entries: list[_Entry] = []
        self._tree = tree
        self._open: list[_Group] = []

    def take(self, event: Any) -> None:
        """Take one event."""
        match event:
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop().end = cast(yaml.Mark, event.end_mark).index
            case yaml.ScalarEvent():
                self._enter(event, event.value)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                owner = self._enter(event, "")
                tree = self._tree if owner is None else owner.group.tree[owner.key]  # type: ignore[index]
                self._open.append(_Group(tree, owner, bool(event.flow_style), cast(yaml.Mark, event.start_mark).column))

    def _enter(self, event: Any, text: str) -> _Entry | None:
        """The key or item that the event starts, or the key that it is the value of; None for the root."""
        if not self._open:
            return None
        group, mark = self._open[-1], event.start_mark
        key: str | int = group.count
        edge = mark.column
        if isinstance(group.tree, Map):
            group.awaits_value = not group.awaits_value
            if not group.awaits_value:
                return self.entries[-1]
            key = text
        elif not group.in_flow:
            edge = group.dash
        self.entries.append(_Entry(mark.index, mark.column, edge, group, key, group.count == 0))
        group.count += 1
        return self.entries[-1]


def _place(comments: Comments, comment: _Comment, before: _Entry | None, after: _Entry | None) -> None:
    if before is None:
        comments.head.append(comment.text)
        return
    if not comment.is_alone:
        _put_beside(comments, comment, _climb_out(before, comment.start))
        return
    inside = _open_flow(before, comment.start)
    if inside is not None and after is not None and after.start < inside.end:
        _notes_of(comments, after).above.append(comment.text)
    elif inside is not None:
        _notes_of(comments, _child_of(inside, before)).below.append(comment.text)
    elif after is not None and (after.is_first or comment.column <= after.edge):
        _notes_of(comments, after).above.append(comment.text)
    elif after is None and comment.column == 0:
        comments.tail.append(comment.text)
    else:
        limit = after.group if after is not None else None
        _notes_of(comments, _holder(before, limit, comment)).below.append(comment.text)


def _put_beside(comments: Comments, comment: _Comment, entry: _Entry) -> None:
    notes = _notes_of(comments, entry)
    if notes.beside is None:
        # What is broken up has no columns to keep.
        notes.beside = (0 if entry.group.in_flow else comment.column, comment.text)
    else:
        notes.above.append(comment.text)


def _notes_of(comments: Comments, entry: _Entry) -> Notes:
    group: _Group | None = entry.group
    while group is not None and id(group.tree) not in comments.split:
        comments.split.add(id(group.tree))
        group = group.owner.group if group.owner is not None else None
    return comments.notes.setdefault((id(entry.group.tree), entry.key), Notes())


def _climb_out(entry: _Entry, at: int) -> _Entry:
    """The entry, or the one that holds it where it stands in a flow collection that closes before `at`."""
    while entry.group.in_flow and entry.group.end <= at and entry.group.owner is not None:
        entry = entry.group.owner
    return entry


def _open_flow(entry: _Entry, at: int) -> _Group | None:
    """The innermost flow collection around the entry that is still open at `at`."""
    group: _Group | None = entry.group
    while group is not None and not (group.in_flow and group.end > at):
        group = group.owner.group if group.owner is not None else None
    return group


def _child_of(group: _Group, entry: _Entry) -> _Entry:
    while entry.group is not group and entry.group.owner is not None:
        entry = entry.group.owner
    return entry


def _holder(before: _Entry, limit: _Group | None, comment: _Comment) -> _Entry:
    """What a comment below `before` belongs to: the deepest entry that is indented no deeper."""
    entry = _climb_out(before, comment.start)
    while entry.column > comment.column and entry.group is not limit and entry.group.owner is not None:
        entry = entry.group.owner
    return entry
