"""Ids and references: E010, E020, E021, E022, W028."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from vendorwatch.factbase.check.registry import Context, rule, shown
from vendorwatch.factbase.fields import ENTITY_FIELDS, FACT_FIELDS, SOURCE_FIELDS, Field, Shape
from vendorwatch.factbase.findings import Finding, did_you_mean
from vendorwatch.factbase.model import Entity, Fact, FactBase, Source
from vendorwatch.factbase.reader import Map, Seq

_POINTS_TO = {
    Shape.ENTITY: "entity",
    Shape.ENTITIES: "entity",
    Shape.MEMBERS: "entity",
    Shape.PARTIES: "entity",
    Shape.SOURCE: "source",
    Shape.FACT: "fact",
}
_COUNTRIES = (Shape.COUNTRY, Shape.COUNTRIES)
_CODES = {("citations", "source"): "E060", ("conflicts", "with"): "E070"}
"""References with a rule of their own; all others are E020's."""

_MAX_SUGGESTIONS = 20
"""Looking for the nearest of thousands of ids takes milliseconds; more slips than this have one common cause."""

_OFTEN_MEANT = {"UK": "GB", "EL": "GR", "SU": "RU", "YU": "RS", "EN": "GB", "JA": "JP"}
"""Codes that people write for others: UK and EL are the European Union's, EN and JA are languages."""


class Slot(NamedTuple):
    """A value that points somewhere: its field, where it stands in the record, and the text there."""

    field: Field
    path: tuple[str | int, ...]
    value: str


def slots(record: Fact | Entity | Source, shapes: Iterable[Shape] = _POINTS_TO) -> Iterator[Slot]:
    """The values of a record whose field has one of the shapes, by the tables of fields.py."""
    yield from _slots(record.origin.tree, _fields_of(_table_of(record), tuple(shapes)), tuple(shapes), ())


def _table_of(record: Fact | Entity | Source) -> str:
    return record.kind if isinstance(record, Fact) else type(record).__name__


@cache
def _fields_of(table: str, shapes: tuple[Shape, ...]) -> tuple[Field, ...]:
    fields = {"Entity": ENTITY_FIELDS, "Source": SOURCE_FIELDS}.get(table)
    return _relevant(tuple(FACT_FIELDS[table].values()) if fields is None else fields, shapes)


@cache
def _relevant(fields: tuple[Field, ...], shapes: tuple[Shape, ...]) -> tuple[Field, ...]:
    """The fields of these shapes, and the nested ones that lead to such."""
    return tuple(field for field in fields if field.shape in shapes or _relevant(field.fields, shapes))


def _slots(tree: Map, fields: tuple[Field, ...], shapes: tuple[Shape, ...], path: tuple[str | int, ...]) -> Iterator[Slot]:
    for field in fields:
        value = tree.get(field.name)
        if value is None:
            continue
        here = (*path, field.name)
        if field.shape not in shapes:
            inner = _relevant(field.fields, shapes)
            items = enumerate(value) if isinstance(value, Seq) else [(None, value)]
            for index, item in items:
                if isinstance(item, Map):
                    yield from _slots(item, inner, shapes, here if index is None else (*here, index))
        elif not (field.shape is Shape.MEMBERS and value == "unknown"):
            yield from (Slot(field, place, text) for place, text in _leaves(value, here) if text)


def _leaves(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts in a value, which is no deeper than a mapping of lists."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Seq):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield (*path, index), item
    elif isinstance(value, Map):
        for key, item in value.items():
            if not isinstance(item, Map):
                yield from _leaves(item, (*path, key))


def records_of(base: FactBase) -> Iterator[Source | Entity | Fact]:
    """All records of a base: sources, entities, facts."""
    yield from base.sources.values()
    yield from base.entities.values()
    yield from base.facts.values()


def shared_ids(base: FactBase) -> Iterator[Finding]:
    """E010 for each id that two collections share, on the later one."""
    seen: dict[str, Source | Entity | Fact] = {}
    for record in records_of(base):
        first = seen.setdefault(record.id, record)
        if first is not record:
            what = type(first).__name__.lower()
            place = f"{first.origin.file}:{first.origin.mark[0]}"
            message = (
                f"id {shown(record.id)} is a {what}'s already ({place}); ids are unique across facts, entities and sources"
            )
            yield record.origin.finding("E010", record.id, message.replace("a entity", "an entity"), "id")


def unresolved(base: FactBase) -> Iterator[Finding]:
    """A finding for each reference that leads nowhere: E020, or E060 and E070 where the reference is those rules'."""
    known: Mapping[str, Mapping[str, object]] = {"entity": base.entities, "source": base.sources, "fact": base.facts}
    hints: dict[tuple[str, str], str] = {}
    for record in records_of(base):
        for slot in slots(record):
            what = _POINTS_TO[slot.field.shape]
            if slot.value in known[what]:
                continue
            if (what, slot.value) not in hints:
                hints[what, slot.value] = _hint(what, slot.value, known) if len(hints) < _MAX_SUGGESTIONS else ""
            top = slot.path[0] if isinstance(slot.path[0], str) else ""
            code = _CODES.get((top, slot.field.name), "E020")
            name = ".".join(str(step) for step in slot.path if isinstance(step, str))
            message = f"{name} {shown(slot.value)} is no known {what}; {hints[what, slot.value] or f'add the {what}'}"
            yield record.origin.finding(code, record.id, message, *slot.path)


def _hint(what: str, value: str, known: Mapping[str, Mapping[str, object]]) -> str:
    for other, records in known.items():
        if value in records:
            return f"that is the id of a {other}".replace("a entity", "an entity")
    near = did_you_mean(value, known[what])
    return near if near.startswith("did you mean") else ""


@rule(
    "E010",
    "Ids are well formed and unique across facts, entities and sources.",
    reason=(
        "An id is what others cite and what every link in the answers goes by: it names one record for ever. "
        "It is 2 to 64 of a-z, 0-9 and -; a fact's is <where>-<year>-<what> and has at least 3."
    ),
    wrong="entities:\n  caixin:\n    name: Caixin Global\nsources:\n  caixin:\n    title: Networks Shun Huawei\n",
    right=(
        "entities:\n  caixin:\n    name: Caixin Global\nsources:\n  caixin-2018-big3:\n    title: Networks Shun Huawei\n"
    ),
)
def check_ids(context: Context) -> Iterator[Finding]:
    """E010, as far as the loader does not see it."""
    return shared_ids(context.base)


@rule(
    "E020",
    "Every reference leads to a record.",
    reason="A reference that leads nowhere loses the fact from every answer about the entity that was meant.",
    wrong="facts:\n- id: au-2018-5g-ban\n  kind: action\n  targets: [huwaei]\n",
    right="facts:\n- id: au-2018-5g-ban\n  kind: action\n  targets: [huawei]\n",
)
def check_references(context: Context) -> Iterator[Finding]:
    """E020."""
    return (finding for finding in context.unresolved if finding.code == "E020")


@rule(
    "E021",
    "The role fits the slot: carriers are carriers, vendors and targets are vendors, `via` are outlets.",
    reason=(
        "Answers are filtered by role. A vendor among the carriers is a swapped pair of lists, or an entity whose "
        "`roles` are incomplete."
    ),
    wrong="facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n  carriers: [huawei]\n  vendors: [softbank]\n",
    right="facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n  carriers: [softbank]\n  vendors: [huawei]\n",
)
def check_roles(context: Context) -> Iterator[Finding]:
    """E021."""
    for fact in context.base.facts.values():
        for slot in slots(fact):
            entity = context.base.entities.get(slot.value)
            if not slot.field.role or entity is None or slot.field.role in entity.roles:
                continue
            roles = ", ".join(entity.roles) or "none"
            message = (
                f"{slot.field.name} names {slot.value}, which is no {slot.field.role} (its roles: {roles}); "
                f"name another entity here, or add {slot.field.role} to the roles of {slot.value}"
            )
            yield fact.origin.finding("E021", fact.id, message, *slot.path)


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """The alpha-2 codes of data/countries.tsv (ISO 3166-1, and XK for Kosovo), and EU."""
    from pathlib import Path

    path = Path(__file__).parents[1] / "data" / "countries.tsv"
    with path.open(encoding="utf-8") as lines:
        next(lines)
        return frozenset(line[:2] for line in lines) | {"EU"}


@rule(
    "E022",
    "A country is an ISO 3166-1 alpha-2 code, or EU.",
    reason='Countries are compared by code: a fact under "UK" would be missing from every answer about "GB".',
    wrong='entities:\n  bt:\n    name: BT Group\n    country: "UK"\n',
    right='entities:\n  bt:\n    name: BT Group\n    country: "GB"\n',
)
def check_countries(context: Context) -> Iterator[Finding]:
    """E022; the loader has seen to the form."""
    codes = country_codes()
    for record in records_of(context.base):
        for slot in slots(record, _COUNTRIES):
            if slot.value in codes or len(slot.value) != 2 or not (slot.value.isascii() and slot.value.isupper()):
                continue
            meant = _OFTEN_MEANT.get(slot.value)
            hint = f'did you mean "{meant}"?' if meant else 'use a code such as "JP", or "EU"'
            message = f"{slot.field.name} {shown(slot.value)} is no country of ISO 3166-1; {hint}"
            yield record.origin.finding("E022", record.id, message, *slot.path)


@rule(
    "W028",
    "No entity or source is without a use.",
    reason=(
        "A record that nothing refers to is a leftover or a typing error elsewhere. An entity is used by a fact, by"
        " another entity (as a member, a parent or a different_from) or as the outlet of a source; a source by a"
        " citation or as the original of a reprint."
    ),
    wrong="entities:\n  unused-telecom:\n    name: Unused Telecom\n",
    right=(
        "entities:\n  unused-telecom:\n    name: Unused Telecom\nfacts:\n- id: xx-2018-unused\n  kind: relationship\n"
        "  carriers: [unused-telecom]\n"
    ),
)
def check_uses(context: Context) -> Iterator[Finding]:
    """W028."""
    from vendorwatch.factbase.derive import outlets_by_name
    from vendorwatch.factbase.names import key_of, words_of_name

    base = context.base
    used = {slot.value for record in records_of(base) for slot in slots(record) if slot.value != record.id}
    used.update(citation.asserted_by or "" for fact in base.facts.values() for citation in fact.citations)
    outlets = outlets_by_name(base)
    used.update(outlets.get(key_of(words_of_name(source.container_title)), "") for source in base.sources.values())
    for what, records in (("entity", base.entities), ("source", base.sources)):
        for record in records.values():
            if record.id not in used:
                message = f"{what} {shown(record.id)} is used nowhere; refer to it or take it out"
                yield record.origin.finding("W028", record.id, message)
