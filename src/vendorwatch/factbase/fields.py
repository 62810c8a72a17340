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
    `role` say which entities fit (rule E021, E032); `fields` describe a nested record; `help` is the line that editors
    see beside the key, in skeletons and in the JSON Schema.
    """

    name: str
    shape: Shape
    required: bool = False
    vocabulary: str = ""
    role: str = ""
    entity_type: str = ""
    fields: tuple["Field", ...] = ()
    help: str = ""


def by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """The fields as a mapping by key, in canonical order."""
    return {field.name: field for field in fields}


IDENTIFIER_SCHEMES = ("wikidata", "lei", "isin", "opensanctions")

BASE_FIELDS = (
    Field("schema", Shape.TEXT, required=True, help="Version of this layout: vendorwatch/1."),
    Field("version", Shape.TEXT, required=True, help='Day of the last edit, as "YYYY-MM-DD".'),
    Field("sources", Shape.RECORDS, help="Articles, pages and acts, by id."),
    Field("entities", Shape.RECORDS, help="Companies, public bodies, persons and groups, by id."),
    Field("facts", Shape.RECORDS, help="One proposition each, with its citations."),
)

SOURCE_FIELDS = (
    Field("type", Shape.CHOICE, required=True, vocabulary="source-type", help="What kind of text it is (CSL-JSON)."),
    Field("title", Shape.TEXT, required=True, help="Title as printed; in square brackets where it is ours."),
    Field("container-title", Shape.TEXT, required=True, help="Outlet or publisher."),
    Field("author", Shape.TEXTS, help="Names as printed."),
    Field("issued", Shape.DATE, required=True, help="Day of publication."),
    Field("URL", Shape.TEXT, help="Address, without tracking parameters; a source has this or `text`."),
    Field("accessed", Shape.DATE, help="Day on which it was read."),
    Field("language", Shape.TEXT, help="BCP 47 tag of the text, as in en or zh-Hans."),
    Field("archive_location", Shape.TEXT, help="Address of an archived copy."),
    Field("original", Shape.SOURCE, help="Id of the source that this one reprints."),
    Field("text", Shape.DIGEST, help="Digest of the whole text as held: vendorwatch passage --text prints it."),
    Field("note", Shape.TEXT, help="What a reader of the source should know; our words."),
)

FORMER_NAME_FIELDS = (
    Field("name", Shape.TEXT, required=True, help="The name given up."),
    Field("until", Shape.DATE, help="Last day of the name."),
)

ENTITY_FIELDS = (
    Field("type", Shape.CHOICE, required=True, vocabulary="entity-type", help="What it is."),
    Field(
        "roles",
        Shape.CHOICES,
        required=True,
        vocabulary="role",
        help="What it does in this field; the first is what it is listed under.",
    ),
    Field("name", Shape.TEXT, required=True, help="The name shown."),
    Field("country", Shape.COUNTRY, help='ISO 3166-1 alpha-2 code in double quotes, or "EU".'),
    Field("names", Shape.NAMES, help="Other names to find it by: lists by BCP 47 tag."),
    Field("weak_names", Shape.TEXTS, help="Names too short or too common to match on, matched only exactly."),
    Field("former_names", Shape.RECORDS, fields=FORMER_NAME_FIELDS, help="Names given up."),
    Field("part_of", Shape.ENTITY, help="The entity that it is a part of."),
    Field("different_from", Shape.ENTITIES, help="Entities often confused with it; never merged."),
    Field("ids", Shape.IDENTIFIERS, help="Identifiers in other registers."),
    Field("size", Shape.NUMBER, help="Of a group: how many members it has."),
    Field("members", Shape.MEMBERS, help="Of a group: ids of its members, or unknown."),
)

CITATION_FIELDS = (
    Field("source", Shape.SOURCE, required=True, help="Id of the source."),
    Field("via", Shape.ENTITIES, role="outlet", help="Outlets between the text and the origin, nearest first."),
    Field("basis", Shape.CHOICE, required=True, vocabulary="basis", help="How the last link of the chain knows it."),
    Field("asserted_by", Shape.TEXT, help="Who says so: an entity id, or a short phrase."),
    Field("passage", Shape.PASSAGE, help="Where it stands: vendorwatch passage prints it for a sentence."),
    Field("stance", Shape.CHOICE, vocabulary="stance", help="Whether the text bears the fact out (default) or disputes it."),
    Field("note", Shape.TEXT, help="What this citation adds; our words."),
)

CONFLICT_FIELDS = (
    Field("with", Shape.FACT, required=True, help="Id of the other fact; stored on one side only."),
    Field("type", Shape.CHOICE, required=True, vocabulary="conflict-type", help="How the two disagree."),
    Field("note", Shape.TEXT, help="What would settle it."),
)

SCOPE_FIELDS = (
    Field("network", Shape.CHOICES, vocabulary="network", help="Generations or kinds of network."),
    Field("layer", Shape.CHOICES, vocabulary="layer", help="Parts of the network."),
    Field("buyers", Shape.CHOICES, vocabulary="buyers", help="Whose purchases."),
)

DEADLINE_FIELDS = (
    Field("by", Shape.DATE, required=True, help="The day."),
    Field("what", Shape.TEXT, required=True, help="What is due."),
)
BASELINE_FIELDS = (
    Field("amount", Shape.AMOUNT, required=True, help="Where the figure starts from."),
    Field("as_of", Shape.DATE, help="The day of the baseline."),
)
WITHDRAWN_FIELDS = (
    Field("date", Shape.DATE, required=True, help="The day on which we took it back."),
    Field("reason", Shape.TEXT, required=True, help="What our mistake was."),
)

_DATES = {
    "announced": "Day on which it was made known.",
    "effective": "In force or done from; expected while it is only planned.",
    "ended": "Day on which it ended.",
    "as_of": "The day on which the claim held.",
    "period": "What a figure covers.",
    "by": "When a target falls due.",
}
DATE_NAMES = tuple(_DATES)

_HEAD = (
    Field("id", Shape.ID, required=True, help="<where>-<year>-<what>, at most 64 of a-z, 0-9 and -; never renamed."),
    Field(
        "kind", Shape.CHOICE, required=True, vocabulary="kind", help="What kind of fact it is; decides over the other keys."
    ),
    Field("thread", Shape.ID, help="Name shared by all facts on one measure."),
    Field("supersedes", Shape.FACT, help="Id of the earlier stage that this fact replaces."),
    Field("summary", Shape.TEXT, required=True, help="One sentence in our own words, at most 120 characters."),
)
_TAIL = (
    Field("scope", Shape.RECORD, fields=SCOPE_FIELDS, help="Which networks, layers and buyers it reaches."),
    Field("where", Shape.COUNTRIES, help="Countries that it concerns, where not those of the parties."),
    *(Field(name, Shape.DATE, help=help) for name, help in _DATES.items()),
    Field("deadlines", Shape.RECORDS, fields=DEADLINE_FIELDS, help="What must be done by when."),
    Field("conflicts", Shape.RECORDS, fields=CONFLICT_FIELDS, help="Facts that it disagrees with."),
    Field("rank", Shape.CHOICE, vocabulary="rank", help="Whether it is to be preferred, or was found false."),
    Field("rank_reason", Shape.TEXT, help="Why it is preferred or deprecated."),
    Field("note", Shape.TEXT, help="What a reader should know; our words."),
    Field("checked", Shape.DATE, help="Day of the last reading against its sources."),
    Field("withdrawn", Shape.RECORD, fields=WITHDRAWN_FIELDS, help="Our own mistake, taken back."),
    Field("citations", Shape.RECORDS, required=True, fields=CITATION_FIELDS, help="Who reports it, and how the text knows."),
)
_STATUS = Field("status", Shape.CHOICE, required=True, vocabulary="status", help="What stage it is at.")

OWN_FIELDS: dict[str, tuple[Field, ...]] = {
    "action": (
        Field("actor", Shape.ENTITY, required=True, entity_type="public-body", help="The public body that acts."),
        Field("targets", Shape.ENTITIES, role="vendor", help="The vendors that it is aimed at."),
        Field(
            "action", Shape.CHOICE, required=True, vocabulary="action", help="What it does; the most specific value wins."
        ),
        _STATUS,
        Field("binding", Shape.CHOICE, vocabulary="binding", help="How binding it is."),
        Field(
            "names_vendors", Shape.CHOICE, vocabulary="names_vendors", help="Whether the text of the act names the vendors."
        ),
        Field("instrument", Shape.TEXT, help="The law's or order's own name."),
        Field("amount", Shape.AMOUNT, help="Money that it spends or demands."),
    ),
    "relationship": (
        Field(
            "carriers", Shape.ENTITIES, required=True, role="carrier", help="Who uses, tries, picks or drops the equipment."
        ),
        Field("vendors", Shape.ENTITIES, required=True, role="vendor", help="Whose equipment."),
        Field("relation", Shape.CHOICE, required=True, vocabulary="relation", help="What ties them."),
        _STATUS,
    ),
    "deal": (
        Field("deal", Shape.CHOICE, required=True, vocabulary="deal", help="What kind of deal."),
        Field(
            "parties",
            Shape.PARTIES,
            required=True,
            help="Entities by role: investor, target, buyer, seller, lender, borrower …",
        ),
        _STATUS,
        Field("amount", Shape.AMOUNT, help="What is paid."),
        Field("equivalents", Shape.AMOUNTS, help="Conversions of the amount that the source printed."),
        Field("share", Shape.AMOUNT, help="Share of the target, in %."),
    ),
    "figure": (
        Field("about", Shape.ENTITIES, required=True, help="Whom the figure is about."),
        Field("metric", Shape.CHOICE, required=True, vocabulary="metric", help="What is measured."),
        Field(
            "type",
            Shape.CHOICE,
            required=True,
            vocabulary="figure-type",
            help="Whether it is known, estimated, aimed at or foreseen.",
        ),
        _STATUS,
        Field("amount", Shape.AMOUNT, required=True, help="The figure, as in JPY 64.5 bn or 4.8 %."),
        Field("equivalents", Shape.AMOUNTS, help="Conversions of the amount that the source printed."),
        Field("market", Shape.TEXT, help="What it is a share or rank of."),
        Field("baseline", Shape.RECORD, fields=BASELINE_FIELDS, help="What it starts from."),
    ),
    "statement": (
        Field("speaker", Shape.ENTITY, required=True, help="Who says it."),
        Field("position", Shape.CHOICE, required=True, vocabulary="position", help="What the statement does."),
        Field("about", Shape.ENTITIES, help="Whom it is about."),
        _STATUS,
    ),
    "proceeding": (
        Field("proceeding", Shape.CHOICE, required=True, vocabulary="proceeding", help="What kind of case."),
        Field("parties", Shape.PARTIES, required=True, help="Entities by role: claimant, respondent, defendant, court …"),
        _STATUS,
        Field("outcome", Shape.TEXT, help="What was decided."),
        Field("amount", Shape.AMOUNT, help="The sum at issue."),
    ),
    "event": (
        Field("event", Shape.CHOICE, required=True, vocabulary="event", help="What kind of event."),
        Field("parties", Shape.PARTIES, required=True, help="Entities by role: planner, carrier, vendor, publisher …"),
        _STATUS,
    ),
}

FACT_FIELDS: dict[str, dict[str, Field]] = {kind: by_name((*_HEAD, *own, *_TAIL)) for kind, own in OWN_FIELDS.items()}
"""Fields of a fact by kind, in canonical order."""

NEEDED_BY_ALL = tuple(
    name
    for name, field in FACT_FIELDS["event"].items()
    if field.required and all(name in fields and fields[name].required for fields in FACT_FIELDS.values())
)
"""The keys that a fact of any kind must have, in canonical order."""

OWN_SCALARS: dict[str, tuple[str, ...]] = {
    kind: tuple(field.name for field in own if field.shape in (Shape.CHOICE, Shape.TEXT) and field is not _STATUS)
    for kind, own in OWN_FIELDS.items()
}
"""The own scalar fields of each kind, which the JSON answer gives under their own names."""

ID_FIELD = Field("id", Shape.ID, required=True, help="Short, of a-z, 0-9 and -; never renamed.")
"""The id of a source or entity, which in the file is the key of the record."""


def fields_to_give(what: str, kind: str = "") -> dict[str, Field]:
    """The fields of a new `source`, `entity` or `fact` that one value or list fills.

    Of a fact those of its kind, its scope and its first citation, the citation's note aside; nested records are left out.
    """
    fields: tuple[Field, ...]
    if what != "fact":
        fields = (ID_FIELD, *(SOURCE_FIELDS if what == "source" else ENTITY_FIELDS))
    else:
        fields = (*FACT_FIELDS[kind].values(), *SCOPE_FIELDS, *(field for field in CITATION_FIELDS if field.name != "note"))
    return by_name(field for field in fields if field.shape not in (Shape.RECORD, Shape.RECORDS))
