"""The tables of an export, for SQLite and CSV alike: names, types, keys and descriptions of their columns.

The rows are made in rows.py. Every fact, source and entity of the JSON contract can be put together again from them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from vendorwatch.factbase.fields import OWN_SCALARS

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the facts; the credit that it asks for stands in LICENSE-DATA."""

TITLE = "vendorwatch: who banned, allowed, picked or dropped which network vendor"
NOT_A_BAN = "No fact recorded is not “no ban”: the base holds what its sources say, and no more."


class Column(NamedTuple):
    """A column. Its `type` is `text`, `integer`, `boolean`, `day` (YYYY-MM-DD), `decimal` (a plain decimal number, as
    text where a format has no such type) or `tokens` (a list of ids or codes, none of which holds a space).

    `references` names the table whose key it holds; `loosely`: the row may be left out by filters.
    """

    name: str
    type: str
    description: str
    references: str = ""
    loosely: bool = False


class Table(NamedTuple):
    """A table; `key` are the columns of its primary key, `searched` those of its full-text index."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    searched: tuple[str, ...] = ()


def _text(name: str, description: str, references: str = "", *, loosely: bool = False) -> Column:
    return Column(name, "text", description, references, loosely)


def _days(prefix: str, what: str) -> Iterator[Column]:
    """A date as written, and the first and last day that it may mean."""
    yield _text(prefix, f"{what}, as written: EDTF; ? is inferred by the editor, ~ approximate in the source, % both.")
    yield Column(f"{prefix}_earliest", "day", f"{what}: the first day that it may mean.")
    yield Column(f"{prefix}_latest", "day", f"{what}: the last day that it may mean.")


_FLAGS = (
    Column("inferred", "boolean", "Whether the date is inferred by the editor."),
    Column("approximate", "boolean", "Whether the date is approximate in the source."),
)
_FACT = _text("fact", "The fact.", "facts")
_POSITION = Column("position", "integer", "Place in the fact's list, from 0.")
_RECORD = (
    _text("file", "Fact file that it stands in."),
    Column("line", "integer", "Line of that file."),
)
_COUNT = Column("facts", "integer", "Number of facts of this export that name it.")

OWN = tuple(dict.fromkeys(name for names in OWN_SCALARS.values() for name in names))
"""The own scalar fields of all kinds of facts."""

_OWN_HELP = {
    "action": "Of an action: what it does.",
    "binding": "Of an action: how binding it is.",
    "names_vendors": "Of an action: whether its text names the vendors: yes, no or unknown.",
    "instrument": "Of an action: the law's or order's own name.",
    "relation": "Of a relationship: what ties carrier and vendor.",
    "deal": "Of a deal: what kind.",
    "metric": "Of a figure: what is measured.",
    "type": "Of a figure: actual, estimate, target or forecast.",
    "market": "Of a figure: what it is a share or rank of.",
    "position": "Of a statement: what it does: denies, accuses, praises …",
    "proceeding": "Of a proceeding: what kind of case.",
    "outcome": "Of a proceeding: what was decided.",
    "event": "Of an event: what kind.",
}

FACTS = Table(
    "facts",
    "One proposition a row, with the stage that it is at and how well it is supported.",
    (
        _text("id", "Id of the fact, permanent."),
        _text("kind", "action, relationship, deal, figure, statement, proceeding or event."),
        _text("status", "What stage it is at. planned and announced are not done; never is a denial."),
        _text("summary", "The fact in one sentence, in the editors' words."),
        *_days("date", "Date that the fact is listed under"),
        Column("countries", "tokens", "Countries that it concerns: ISO 3166-1 alpha-2, or EU."),
        _text("support", "How well it is supported, derived from basis and origins of its citations."),
        Column("disputed", "boolean", "Whether a contradicting fact or a citation disputes it."),
        _text("thread", "Name shared by all facts on one measure."),
        *(_text(name, _OWN_HELP[name]) for name in OWN),
        Column("network", "tokens", "Networks in its scope; unspecified: the sources do not say."),
        Column("layer", "tokens", "Parts of the network in its scope."),
        Column("buyers", "tokens", "Buyers in its scope."),
        _text("party_names", "All names of its parties, in all scripts; derived, for the full-text search."),
        Column("origins", "tokens", "Origins of its support: ids of the last links of the relay chains."),
        _text("supersedes", "The earlier stage that it replaces.", "facts", loosely=True),
        _text("superseded_by", "The later stage that replaces it.", "facts", loosely=True),
        _text("rank", "preferred, normal, or deprecated: found false."),
        _text("rank_reason", "Why it is preferred or deprecated."),
        _text("withdrawn_reason", "What our own mistake was, where we took it back; its day stands in dates."),
        _text("checked", "Day of the last reading against its sources (EDTF)."),
        _text("follow_up_due", "Expected date that has passed with nothing after it (EDTF)."),
        _text("note", "What a reader should know."),
        *_RECORD,
        _text("recorded_status", "With --as-of and its like: the status as recorded, where status is that of the day."),
        Column("passed", "boolean", "With --as-of: whether a later stage had replaced it by that day."),
    ),
    searched=("summary", "party_names", "instrument", "market", "outcome", "note"),
)

TABLES = (
    Table(
        "countries",
        "Countries that the records name.",
        (_text("code", "ISO 3166-1 alpha-2, or EU."), _text("name", "English name (CLDR).")),
        ("code",),
    ),
    Table(
        "entities",
        "Companies, public bodies, persons and groups.",
        (
            _text("id", "Id of the entity, permanent."),
            _text("name", "The name shown."),
            _text("type", "company, public-body, person or group."),
            Column("roles", "tokens", "What it does in this field."),
            _text("country", "Its country.", "countries"),
            _text("part_of", "The entity that it is a part of.", "entities"),
            *(_text(name, f"Its identifier: {name}.") for name in ("wikidata", "lei", "isin", "opensanctions")),
            Column("parts", "tokens", "Entities of the base that are a part of it; derived."),
            Column("different_from", "tokens", "Entities often confused with it."),
            Column("size", "integer", "Of a group: how many members it has."),
            Column("members", "tokens", "Of a group: its known members."),
            _COUNT,
            _text("latest", "Date of the latest of these facts (EDTF)."),
            *_RECORD,
        ),
        searched=("name",),
    ),
    Table(
        "names",
        "Every name of an entity beside the one shown.",
        (
            _text("entity", "The entity.", "entities"),
            Column("position", "integer", "Place in the list, from 0."),
            _text("name", "The name."),
            _text("form", "alias, weak (too short or common to match on) or former."),
            _text("language", "Of an alias: BCP 47 tag."),
            _text("until", "Of a former name: its last day (EDTF)."),
        ),
        ("entity", "position"),
        searched=("name",),
    ),
    Table(
        "sources",
        "Articles, pages and acts that facts are cited from.",
        (
            _text("id", "Id of the source, permanent."),
            _text("title", "Title as printed."),
            _text("type", "What kind of text it is (CSL-JSON)."),
            _text("container_title", "Outlet or publisher."),
            *_days("issued", "Publication"),
            _text("URL", "Address."),
            _text("accessed", "Day on which it was read (EDTF)."),
            _text("language", "BCP 47 tag of the text."),
            _text("archive_location", "Address of an archived copy."),
            _text("original", "The source that this one reprints.", "sources"),
            _text("text", "Number of words and digest of the whole text as held."),
            _text("note", "What a reader of the source should know."),
            _COUNT,
            *_RECORD,
        ),
        searched=("title", "container_title", "note"),
    ),
    Table(
        "authors",
        "Authors of sources.",
        (
            _text("source", "The source.", "sources"),
            Column("position", "integer", "Place in the list, from 0."),
            _text("name", "Name as printed."),
        ),
        ("source", "position"),
    ),
    FACTS,
    Table(
        "parties",
        "Who takes part in a fact, in which role.",
        (
            _FACT,
            _POSITION,
            _text("role", "actor, target, carrier, vendor, about, speaker, investor …"),
            _text("entity", "The entity.", "entities"),
            _text("of_group", "The group that it stands here for a member of; the fact is the group's.", "entities"),
        ),
        ("fact", "position"),
    ),
    Table(
        "citations",
        "Who reports a fact, and how the text knows.",
        (
            _FACT,
            _POSITION,
            _text("source", "The source.", "sources"),
            _text("basis", "How the last link of the chain knows it, document to hearsay."),
            _text("asserted_by", "Who says so: a name, or a phrase such as company sources."),
            _text("asserted_by_entity", "The entity that says so.", "entities"),
            _text("stance", "Whether it supports or disputes the fact."),
            Column("chain", "tokens", "Relay chain, nearest first: ids of sources and outlets."),
            _text("origin", "Last link: id of an outlet, or of the source where no outlet is known."),
            Column("passage_paragraph", "integer", "Paragraph of the source (advisory)."),
            Column("passage_words", "integer", "Number of words of the passage."),
            _text("passage_sha256_64", "Digest of the passage: the first 16 hex digits of its SHA-256."),
            _text("note", "What this citation adds."),
        ),
        ("fact", "position"),
    ),
    Table(
        "dates",
        "Every date of a fact.",
        (
            _FACT,
            _text("role", "announced, effective, ended, by, period, as_of; or withdrawn."),
            *_days("date", "The date"),
            *_FLAGS,
        ),
        ("fact", "role"),
    ),
    Table(
        "deadlines",
        "What has to be done by when.",
        (_FACT, _POSITION, _text("what", "What is due."), *_days("date", "The day"), *_FLAGS),
        ("fact", "position"),
    ),
    Table(
        "amounts",
        "Amounts, shares and figures, each as the interval that it may lie in.",
        (
            _FACT,
            _POSITION,
            _text("role", "amount, share, equivalent (a conversion that the source printed) or baseline."),
            _text("text", "The amount as written."),
            Column("min", "decimal", "Lower bound in whole units; empty where there is none."),
            Column("max", "decimal", "Upper bound in whole units; empty where there is none."),
            Column("min_exclusive", "boolean", "Whether the lower bound itself is outside."),
            Column("max_exclusive", "boolean", "Whether the upper bound itself is outside."),
            Column("approximate", "boolean", "Whether the source says about."),
            _text("currency", "ISO 4217."),
            _text("unit", "% or words."),
            *_days("as_of", "Of a baseline, its day"),
        ),
        ("fact", "position"),
    ),
    Table(
        "places",
        "Countries that a fact concerns, a row each.",
        (_FACT, _text("country", "The country.", "countries"), _POSITION),
        ("fact", "position"),
    ),
    Table(
        "conflicts",
        "What contradicts what, seen from both sides.",
        (
            _FACT,
            _text("other", "The other fact.", "facts", loosely=True),
            _POSITION,
            _text("type", "How the two disagree."),
            Column("declared", "boolean", "Whether an editor judged it; else found by the program."),
            _text("note", "What would settle it."),
        ),
        ("fact", "position"),
    ),
    Table(
        "doubts",
        "With --as-of and its like: what the dates of a fact leave open.",
        (_FACT, _POSITION, _text("doubt", "What is doubtful.")),
        ("fact", "position"),
    ),
)
"""All tables, each after those that it refers to."""


def key_of(table: str) -> str:
    """The column that other tables refer to a table by."""
    return next(item.key[0] for item in TABLES if item.name == table)
