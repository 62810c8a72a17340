"""The shape of every record in facts.yaml, in canonical key order.

One table drives loading, the structural rules and (through them) every message about a key or a value.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto


class Shape(Enum):
    """What the value of a field looks like."""

    TEXT = auto()
    TEXTS = auto()
    ID = auto()
    ENTITY = auto()  # the id of one entity
    ENTITIES = auto()  # a list of entity ids
    MEMBERS = auto()  # a list of entity ids, or the word `unknown`
    PARTIES = auto()  # a mapping of role to an entity id or a list of them
    SOURCE = auto()
    FACT = auto()
    CHOICE = auto()  # one value of a vocabulary
    CHOICES = auto()
    DATE = auto()
    AMOUNT = auto()
    AMOUNTS = auto()
    COUNTRY = auto()
    COUNTRIES = auto()
    NAMES = auto()  # a mapping of BCP 47 tag to a list of names
    IDENTIFIERS = auto()  # a mapping of scheme to identifier
    PASSAGE = auto()
    DIGEST = auto()
    NUMBER = auto()
    RECORD = auto()
    RECORDS = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record.

    `vocabulary` names the list that a choice is from ("status" depends on the kind of fact); `entity_type` and
    `role` say which entities fit (rule E021, E032); `fields` describe a nested record.
    """

    name: str
    shape: Shape
    required: bool = False
    vocabulary: str = ""
    role: str = ""
    entity_type: str = ""
    fields: tuple["Field", ...] = ()


def by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """The fields as a mapping by key, in canonical order."""
    return {field.name: field for field in fields}


IDENTIFIER_SCHEMES = ("wikidata", "lei", "isin", "opensanctions")

BASE_FIELDS = (
    Field("schema", Shape.TEXT, required=True),
    Field("version", Shape.TEXT, required=True),
    Field("sources", Shape.RECORDS),
    Field("entities", Shape.RECORDS),
    Field("facts", Shape.RECORDS),
)

SOURCE_FIELDS = (
    Field("type", Shape.CHOICE, required=True, vocabulary="source-type"),
    Field("title", Shape.TEXT, required=True),
    Field("container-title", Shape.TEXT, required=True),
    Field("author", Shape.TEXTS),
    Field("issued", Shape.DATE, required=True),
    Field("URL", Shape.TEXT),
    Field("accessed", Shape.DATE),
    Field("language", Shape.TEXT),
    Field("archive_location", Shape.TEXT),
    Field("original", Shape.SOURCE),
    Field("text", Shape.DIGEST),
    Field("note", Shape.TEXT),
)

FORMER_NAME_FIELDS = (Field("name", Shape.TEXT, required=True), Field("until", Shape.DATE))

ENTITY_FIELDS = (
    Field("type", Shape.CHOICE, required=True, vocabulary="entity-type"),
    Field("roles", Shape.CHOICES, required=True, vocabulary="role"),
    Field("name", Shape.TEXT, required=True),
    Field("country", Shape.COUNTRY),
    Field("names", Shape.NAMES),
    Field("weak_names", Shape.TEXTS),
    Field("former_names", Shape.RECORDS, fields=FORMER_NAME_FIELDS),
    Field("part_of", Shape.ENTITY),
    Field("different_from", Shape.ENTITIES),
    Field("ids", Shape.IDENTIFIERS),
    Field("size", Shape.NUMBER),
    Field("members", Shape.MEMBERS),
)

CITATION_FIELDS = (
    Field("source", Shape.SOURCE, required=True),
    Field("via", Shape.ENTITIES, role="outlet"),
    Field("basis", Shape.CHOICE, required=True, vocabulary="basis"),
    Field("asserted_by", Shape.TEXT),
    Field("passage", Shape.PASSAGE),
    Field("stance", Shape.CHOICE, vocabulary="stance"),
    Field("note", Shape.TEXT),
)

CONFLICT_FIELDS = (
    Field("with", Shape.FACT, required=True),
    Field("type", Shape.CHOICE, required=True, vocabulary="conflict-type"),
    Field("note", Shape.TEXT),
)

SCOPE_FIELDS = (
    Field("network", Shape.CHOICES, vocabulary="network"),
    Field("layer", Shape.CHOICES, vocabulary="layer"),
    Field("buyers", Shape.CHOICES, vocabulary="buyers"),
)

DEADLINE_FIELDS = (Field("by", Shape.DATE, required=True), Field("what", Shape.TEXT, required=True))
BASELINE_FIELDS = (Field("amount", Shape.AMOUNT, required=True), Field("as_of", Shape.DATE))
WITHDRAWN_FIELDS = (Field("date", Shape.DATE, required=True), Field("reason", Shape.TEXT, required=True))

DATE_NAMES = ("announced", "effective", "ended", "as_of", "period", "by")

_HEAD = (
    Field("id", Shape.ID, required=True),
    Field("kind", Shape.CHOICE, required=True, vocabulary="kind"),
    Field("thread", Shape.ID),
    Field("supersedes", Shape.FACT),
    Field("summary", Shape.TEXT, required=True),
)
_TAIL = (
    Field("scope", Shape.RECORD, fields=SCOPE_FIELDS),
    Field("where", Shape.COUNTRIES),
    *(Field(name, Shape.DATE) for name in DATE_NAMES),
    Field("deadlines", Shape.RECORDS, fields=DEADLINE_FIELDS),
    Field("conflicts", Shape.RECORDS, fields=CONFLICT_FIELDS),
    Field("rank", Shape.CHOICE, vocabulary="rank"),
    Field("rank_reason", Shape.TEXT),
    Field("note", Shape.TEXT),
    Field("checked", Shape.DATE),
    Field("withdrawn", Shape.RECORD, fields=WITHDRAWN_FIELDS),
    Field("citations", Shape.RECORDS, required=True, fields=CITATION_FIELDS),
)
_STATUS = Field("status", Shape.CHOICE, required=True, vocabulary="status")

OWN_FIELDS: dict[str, tuple[Field, ...]] = {
    "action": (
        Field("actor", Shape.ENTITY, required=True, entity_type="public-body"),
        Field("targets", Shape.ENTITIES, role="vendor"),
        Field("action", Shape.CHOICE, required=True, vocabulary="action"),
        _STATUS,
        Field("binding", Shape.CHOICE, vocabulary="binding"),
        Field("names_vendors", Shape.CHOICE, vocabulary="names_vendors"),
        Field("instrument", Shape.TEXT),
        Field("amount", Shape.AMOUNT),
    ),
    "relationship": (
        Field("carriers", Shape.ENTITIES, required=True, role="carrier"),
        Field("vendors", Shape.ENTITIES, required=True, role="vendor"),
        Field("relation", Shape.CHOICE, required=True, vocabulary="relation"),
        _STATUS,
    ),
    "deal": (
        Field("deal", Shape.CHOICE, required=True, vocabulary="deal"),
        Field("parties", Shape.PARTIES, required=True),
        _STATUS,
        Field("amount", Shape.AMOUNT),
        Field("equivalents", Shape.AMOUNTS),
        Field("share", Shape.AMOUNT),
    ),
    "figure": (
        Field("about", Shape.ENTITIES, required=True),
        Field("metric", Shape.CHOICE, required=True, vocabulary="metric"),
        Field("type", Shape.CHOICE, required=True, vocabulary="figure-type"),
        _STATUS,
        Field("amount", Shape.AMOUNT, required=True),
        Field("equivalents", Shape.AMOUNTS),
        Field("market", Shape.TEXT),
        Field("baseline", Shape.RECORD, fields=BASELINE_FIELDS),
    ),
    "statement": (
        Field("speaker", Shape.ENTITY, required=True),
        Field("position", Shape.CHOICE, required=True, vocabulary="position"),
        Field("about", Shape.ENTITIES),
        _STATUS,
    ),
    "proceeding": (
        Field("proceeding", Shape.CHOICE, required=True, vocabulary="proceeding"),
        Field("parties", Shape.PARTIES, required=True),
        _STATUS,
        Field("outcome", Shape.TEXT),
        Field("amount", Shape.AMOUNT),
    ),
    "event": (
        Field("event", Shape.CHOICE, required=True, vocabulary="event"),
        Field("parties", Shape.PARTIES, required=True),
        _STATUS,
    ),
}

FACT_FIELDS: dict[str, dict[str, Field]] = {kind: by_name((*_HEAD, *own, *_TAIL)) for kind, own in OWN_FIELDS.items()}
"""Fields of a fact by kind, in canonical order."""

OWN_SCALARS: dict[str, tuple[str, ...]] = {
    kind: tuple(field.name for field in own if field.shape in (Shape.CHOICE, Shape.TEXT) and field is not _STATUS)
    for kind, own in OWN_FIELDS.items()
}
"""The own scalar fields of each kind, which the JSON answer gives under their own names."""
