"""Two versions of a base → what became of each record: for the note to readers, and for whoever follows single facts.

Records are compared by what they say, key by key; lines, comments and the order of keys do not count.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from vendorwatch.factbase.model import Entity, Fact, FactBase, Source
from vendorwatch.factbase.reader import Map

KINDS = ("removed", "added", "superseded", "withdrawn", "deprecated", "ended", "corrected", "checked")
"""What may have become of a fact. `removed` should not happen; `checked` was only re-read against its sources."""


class FieldChange(NamedTuple):
    """A field, by its dotted path, and what it held before and holds now: text, list or mapping; None for nothing."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one fact: as it is now (for `removed` as it was), what it replaces, and the fields that differ.

    `base` is the version that it stands in, for the sources and entities that it names.
    """

    kind: str
    fact: Fact
    base: FactBase
    replaces: Fact | None = None
    fields: tuple[FieldChange, ...] = ()


class RecordChange(NamedTuple):
    """What became of a source or an entity: `removed`, `added` or `changed`, with the fields that differ."""

    kind: str
    record: Source | Entity
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs between two versions; facts in the order of KINDS and, within a kind, of the base."""

    old: FactBase
    new: FactBase
    facts: list[Change] = field(default_factory=list)
    sources: list[RecordChange] = field(default_factory=list)
    entities: list[RecordChange] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.facts or self.sources or self.entities)


def compare_bases(old: FactBase, new: FactBase) -> Changes:
    """What `new` says otherwise than `old`. All references of both must resolve."""
    facts = [*_removed_facts(old, new), *_changed_facts(old, new)]
    facts.sort(key=lambda change: KINDS.index(change.kind))
    sources = list(_records(old.sources, new.sources))
    return Changes(old, new, facts, sources, list(_records(old.entities, new.entities)))


def _removed_facts(old: FactBase, new: FactBase) -> Iterator[Change]:
    return (Change("removed", fact, old) for id, fact in old.facts.items() if id not in new.facts)


def _changed_facts(old: FactBase, new: FactBase) -> Iterator[Change]:
    for id, fact in new.facts.items():
        before = old.facts.get(id)
        if before is None:
            replaced = old.facts.get(fact.supersedes or "")
            yield Change("superseded" if replaced else "added", fact, new, replaced)
        elif fields := tuple(_differences(before.origin.tree, fact.origin.tree)):
            yield Change(_kind_of(before, fact, fields), fact, new, fields=fields)


def _kind_of(before: Fact, fact: Fact, fields: Iterable[FieldChange]) -> str:
    """The gravest of what happened to a fact that stays under its id."""
    if fact.withdrawn is not None and before.withdrawn is None:
        return "withdrawn"
    if fact.rank == "deprecated" != before.rank:
        return "deprecated"
    if _has_ended(fact) and not _has_ended(before):
        return "ended"
    return "checked" if all(change.field == "checked" for change in fields) else "corrected"


def _has_ended(fact: Fact) -> bool:
    return fact.status == "ended" or "ended" in fact.dates


def _records(old: Mapping[str, Source] | Mapping[str, Entity], new: Mapping[str, Any]) -> Iterator[RecordChange]:
    yield from (RecordChange("removed", record) for id, record in old.items() if id not in new)
    yield from (RecordChange("added", record) for id, record in new.items() if id not in old)
    for id, record in new.items():
        if id in old and (fields := tuple(_differences(old[id].origin.tree, record.origin.tree))):
            yield RecordChange("changed", record, fields)


def _differences(old: Map, new: Map, prefix: str = "") -> Iterator[FieldChange]:
    """The fields that differ, in the order of the new record, then those that it lacks; of a mapping each by itself."""
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if isinstance(before, Map) and isinstance(after, Map):
            yield from _differences(before, after, f"{prefix}{key}.")
        else:
            yield FieldChange(f"{prefix}{key}", before, after)
