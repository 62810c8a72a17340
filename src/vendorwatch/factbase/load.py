"""facts.yaml → typed records, with the findings of everything that could not be read."""

from collections.abc import Iterator, Sequence
from typing import Any

from vendorwatch.factbase.fields import (
    BASE_FIELDS,
    DATE_NAMES,
    ENTITY_FIELDS,
    FACT_FIELDS,
    NEEDED_BY_ALL,
    OWN_SCALARS,
    SOURCE_FIELDS,
    Field,
    Shape,
    by_name,
)
from vendorwatch.factbase.findings import Finding, did_you_mean
from vendorwatch.factbase.inputs import Input, decode, digest_of
from vendorwatch.factbase.model import (
    Citation,
    Conflict,
    Deadline,
    Entity,
    Fact,
    FactBase,
    FormerName,
    Origin,
    Party,
    RoleAmount,
    Source,
    Withdrawn,
)
from vendorwatch.factbase.reader import Map, Seq, read_yaml
from vendorwatch.factbase.values import RecordReader
from vendorwatch.factbase.vocabulary import STATUSES

SCHEMA = "vendorwatch/1"

_BASE = by_name(BASE_FIELDS)
_SOURCE = by_name(SOURCE_FIELDS)
_ENTITY = by_name(ENTITY_FIELDS)
_ROLES = {"targets": "target", "carriers": "carrier", "vendors": "vendor"}
_PARTY_SHAPES = (Shape.ENTITY, Shape.ENTITIES, Shape.PARTIES)


def load_facts(inputs: Sequence[Input]) -> tuple[FactBase, list[Finding]]:
    """Read one or more fact files into one base; records of a later file replace equal ids of an earlier one.

    Returns the base, without what could not be read, and the findings, each an error that makes the base unfit for
    answers. Raises FactBaseError where a file is no text at all.
    """
    findings: list[Finding] = []
    version = ""
    sources: dict[str, Source] = {}
    entities: dict[str, Entity] = {}
    facts: dict[str, Fact] = {}
    for item in inputs:
        tree, problems = read_yaml(decode(item.data, item.name), item.name)
        findings += problems
        if tree is None and problems:
            continue
        file = _FileLoader(item.name, findings)
        if not file.check_head(tree):
            continue
        version = tree["version"] if isinstance(tree.get("version"), str) else version
        sources |= {source.id: source for source in file.sources(tree.get("sources"))}
        entities |= {entity.id: entity for entity in file.entities(tree.get("entities"))}
        facts |= {fact.id: fact for fact in file.facts(tree.get("facts"))}
    return FactBase(version, digest_of(inputs), sources, entities, facts), findings


class _FileLoader:
    """Reads the records of one file."""

    def __init__(self, name: str, findings: list[Finding]) -> None:
        self.name = name
        self.findings = findings

    def check_head(self, tree: Any) -> bool:
        """Whether the file is a fact base at all: a mapping of the known keys, with our schema."""
        reader = RecordReader(self.name, "-", self.findings)
        if not isinstance(tree, Map):
            reader.report((1, 1), "E007", f"no fact base: the file must be a mapping that starts with schema: {SCHEMA}")
            return False
        for key, mark in tree.marks.items():
            if key not in _BASE:
                reader.report(mark, "E003", f"unknown key {key!r}; {did_you_mean(key, _BASE)}")
        for key, field in _BASE.items():
            if field.required and not isinstance(tree.get(key), str):
                reader.report(tree.mark, "E004", f"{key} is missing; add it")
        schema = tree.get("schema")
        if isinstance(schema, str) and schema != SCHEMA:
            reader.report(tree.marks["schema"], "E030", f"schema {schema!r} is not known here; this program reads {SCHEMA}")
        return True

    def sources(self, tree: Any) -> Iterator[Source]:
        """The sources of the file."""
        for id, origin, reader in self._by_id(tree, "sources"):
            values = reader.read(origin.tree, _SOURCE)
            yield Source(id, origin, **{key.replace("-", "_"): value for key, value in values.items()})

    def entities(self, tree: Any) -> Iterator[Entity]:
        """The entities of the file."""
        for id, origin, reader in self._by_id(tree, "entities"):
            values = reader.read(origin.tree, _ENTITY)
            if values.get("members") == "unknown":
                values["members"] = None
            former = tuple(FormerName(**item) for item in values.pop("former_names", ()))
            yield Entity(id, origin, former_names=former, **values)

    def _by_id(self, tree: Any, what: str) -> Iterator[tuple[str, Origin, RecordReader]]:
        """Id, origin and reader of each record in a mapping of ids."""
        if tree is None or tree == "":
            return
        if not isinstance(tree, Map):
            self.findings.append(Finding(self.name, 1, 1, "E007", "-", f"{what} takes a mapping of id: record"))
            return
        for id, record in tree.items():
            mark = tree.marks[id]
            reader = RecordReader(self.name, id, self.findings)
            reader.check_id(id, "id", mark)
            if isinstance(record, Map):
                yield id, Origin(self.name, mark, record), reader
            else:
                reader.report(mark, "E007", f"{id} takes a mapping of key: value")

    def facts(self, tree: Any) -> Iterator[Fact]:
        """The facts of the file; those without an id or of an unknown kind only as findings."""
        if tree is None or tree == "":
            return
        if not isinstance(tree, Seq):
            self.findings.append(Finding(self.name, 1, 1, "E007", "-", "facts takes a list of records, each after a dash"))
            return
        lines: dict[str, int] = {}
        for record, mark in zip(tree, tree.marks, strict=True):
            id = record.get("id") if isinstance(record, Map) else None
            reader = RecordReader(self.name, id if isinstance(id, str) and id else "-", self.findings)
            if not isinstance(record, Map):
                reader.report(mark, "E007", "a fact takes a mapping of key: value")
                continue
            if reader.id in lines:
                message = f"id {id!r} stands twice (first on line {lines[reader.id]}); ids are unique"
                reader.report(record.marks["id"], "E010", message)
            elif reader.id != "-":
                lines[reader.id] = mark[0]
            yield from self._fact(Origin(self.name, mark, record), reader)

    def _fact(self, origin: Origin, reader: RecordReader) -> Iterator[Fact]:
        kind = origin.tree.get("kind")
        if not isinstance(kind, str) or kind not in FACT_FIELDS:
            place = origin.mark_of("kind")
            shown = f"kind {kind!r} is not in the vocabulary" if isinstance(kind, str) else "kind is missing"
            reader.report(place, "E030" if kind else "E004", f"{shown}; {did_you_mean(str(kind), FACT_FIELDS)}")
            # What else it lacks whatever its kind, so that one round of editing is enough.
            for name in NEEDED_BY_ALL:
                if name != "kind" and name not in origin.tree:
                    reader.report(origin.mark, "E004", f"{name} is missing; add it")
            return
        reader.statuses = STATUSES[kind]
        fields = FACT_FIELDS[kind]
        values = reader.read(origin.tree, fields)
        if "id" in values:
            yield _build_fact(origin, kind, fields, values)


def _build_fact(origin: Origin, kind: str, fields: dict[str, Field], values: dict[str, Any]) -> Fact:
    direct = (
        "id",
        "summary",
        "status",
        "thread",
        "supersedes",
        "where",
        "scope",
        "rank",
        "rank_reason",
        "note",
        "checked",
    )
    withdrawn = values.get("withdrawn")
    return Fact(
        origin=origin,
        kind=kind,
        own={name: values[name] for name in OWN_SCALARS[kind] if name in values},
        parties=tuple(_parties(fields, values)),
        dates={name: values[name] for name in DATE_NAMES if name in values},
        deadlines=tuple(Deadline(**item) for item in values.get("deadlines", ())),
        amounts=tuple(_amounts(values)),
        citations=tuple(Citation(**item) for item in values.get("citations", ())),
        conflicts=tuple(
            Conflict(**{"with_" if key == "with" else key: value for key, value in item.items()})
            for item in values.get("conflicts", ())
        ),
        withdrawn=Withdrawn(**withdrawn) if withdrawn is not None else None,
        **{name: values[name] for name in direct if name in values},
    )


def _parties(fields: dict[str, Field], values: dict[str, Any]) -> Iterator[Party]:
    for name, field in fields.items():
        if field.shape not in _PARTY_SHAPES or name not in values:
            continue
        value = values[name]
        if field.shape is Shape.ENTITY:
            yield Party(name, value, (name,))
        elif field.shape is Shape.ENTITIES:
            yield from (Party(_ROLES.get(name, name), id, (name, index)) for index, id in enumerate(value))
        else:
            for role, ids in value.items():
                yield from (Party(role, id, (name, role, index)) for index, id in enumerate(ids))


def _amounts(values: dict[str, Any]) -> Iterator[RoleAmount]:
    for name in ("amount", "share"):
        if name in values:
            yield RoleAmount(name, values[name])
    for amount in values.get("equivalents", ()):
        yield RoleAmount("equivalent", amount)
    baseline = values.get("baseline", {})
    if "amount" in baseline:
        yield RoleAmount("baseline", baseline["amount"], baseline.get("as_of"))
