"""The typed records of a fact base: Source, Entity, Fact, Citation and their parts.

Records are lenient on purpose: a field that could not be read is absent, and the loader's findings say why, so that the
rules can go over the whole base and report everything at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorwatch.factbase.amounts import Amount
from vendorwatch.factbase.dates import Date
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.passages import Passage, TextDigest
from vendorwatch.factbase.reader import Map, Mark, Seq


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was written: the file's name, the mark of the record, and its YAML mapping."""

    file: str
    mark: Mark
    tree: Map

    def mark_of(self, *path: str | int) -> Mark:
        """Line and column of the key or item at `path`; of the deepest part that exists where the rest does not."""
        node: Any = self.tree
        mark = self.mark
        for step in path:
            is_key = isinstance(node, Map) and step in node
            is_item = isinstance(node, Seq) and isinstance(step, int) and step < len(node)
            if not (is_key or is_item):
                break
            mark, node = node.marks[step], node[step]
        return mark

    def finding(self, code: str, id: str, message: str, *path: str | int) -> Finding:
        """A finding at the key or item at `path` of this record."""
        return Finding(self.file, *self.mark_of(*path), code, id, message)


@dataclass(frozen=True, slots=True)
class Source:
    """An article, page or act that facts are cited to; names as in CSL-JSON."""

    id: str
    origin: Origin
    type: str = ""
    title: str = ""
    container_title: str = ""
    author: tuple[str, ...] = ()
    issued: Date | None = None
    URL: str | None = None
    accessed: Date | None = None
    language: str | None = None
    archive_location: str | None = None
    original: str | None = None
    text: TextDigest | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that an entity has given up."""

    name: str = ""
    until: Date | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A company, public body, person or group. `members` is None where a group's members are unknown."""

    id: str
    origin: Origin
    type: str = ""
    roles: tuple[str, ...] = ()
    name: str = ""
    country: str | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weak_names: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    part_of: str | None = None
    different_from: tuple[str, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    size: int | None = None
    members: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Who reports the fact, how the text knows it, and where in the text it stands."""

    source: str = ""
    via: tuple[str, ...] = ()
    basis: str = ""
    asserted_by: str | None = None
    passage: Passage | None = None
    stance: str = "supports"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A declared disagreement with another fact."""

    with_: str = ""
    type: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An entity in a role; `path` leads to it in the record's YAML."""

    role: str
    id: str
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class RoleAmount:
    """An amount and what it is of the fact: amount, share, equivalent or baseline (with its own date)."""

    role: str
    amount: Amount
    as_of: Date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that a measure demands by a day."""

    by: Date | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Our own mistake, taken back."""

    date: Date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One proposition with its citations. `own` holds the scalar fields of its kind by their YAML names."""

    id: str
    origin: Origin
    kind: str = ""
    summary: str = ""
    status: str = ""
    thread: str | None = None
    supersedes: str | None = None
    own: Mapping[str, str] = field(default_factory=dict)
    parties: tuple[Party, ...] = ()
    where: tuple[str, ...] = ()
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: Mapping[str, Date] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    amounts: tuple[RoleAmount, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    rank: str = "normal"
    rank_reason: str | None = None
    note: str | None = None
    checked: Date | None = None
    withdrawn: Withdrawn | None = None

    @property
    def stands(self) -> bool:
        """False for what has been found false or was our own mistake."""
        return self.withdrawn is None and self.rank != "deprecated"


@dataclass(frozen=True, slots=True)
class FactBase:
    """A whole base, by id. `sha256` is the digest of the files that it was read from."""

    version: str
    sha256: str
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    facts: Mapping[str, Fact]
