"""The neutral object between look-up and output: what was asked, what was found, and whose word it is."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Document = dict[str, Any]
"""A fact, entity or source as the JSON contract gives it (docs/json.md)."""

Status = Literal["found", "not_found", "ambiguous"]

SCHEMA = "vendorwatch/1"


class NotSearchable(ValueError):
    """What was typed to search for asks for nothing; the message is one line and says why."""


class Match(NamedTuple):
    """A record that a name was resolved to, and why.

    `kind` is `carrier`, `vendor`, `country`, `source`, `fact`, `thread` or, where any record will do, the entity's first
    role; `alias` is the name that hit; `stage` is `id`, `name`, `words`, `typo` or, for what is only suggested,
    `suggestion`; `score` runs from 0 to 100; `edits` counts those of a typo.
    """

    id: str
    name: str
    kind: str
    alias: str
    stage: str
    score: float
    edits: int | None = None

    def as_document(self) -> Document:
        """The match as the JSON answer gives it."""
        return self._asdict()


class Screened(NamedTuple):
    """The answer for one row.

    `status` is `found`, `not_found`, `ambiguous` (then `candidates` has the ids that fit) or `error` (then `problem` says
    what is wrong with the row). `id` to `country` tell the record found, as `Match` does. `actions` counts the actions in
    force that reach it, and is None where no record was found: nothing is said of it. `facts` are their ids, the strictest
    first, `by` the names of the bodies whose they are, `strictest` and `binding` tell the first of them; `undated` are those
    of the facts that count although no date tells their start.
    """

    row: int
    name: str
    status: str
    id: str | None = None
    entity: str | None = None
    kind: str | None = None
    stage: str | None = None
    score: float | None = None
    alias: str | None = None
    country: str | None = None
    actions: int | None = None
    strictest: str | None = None
    binding: str | None = None
    by: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    problem: str | None = None


@dataclass
class Answer:
    """One answer, whatever the command and the format.

    `facts` are in the order to show them in; `sources` are those that the facts cite, in the order of first citation;
    `related` are facts of the same thread or in conflict, for one fact alone; `entities` are the rows of a
    list, and for a country its vendors; `filter_matches` say how the names given to filters were read;
    `cells` are a posture, or those of a matrix; `pairs` are conflicts, `entries` those of a timeline;
    `hits`, for a search, say of each fact where it holds what was searched for, and `total` counts what was found.
    """

    base: Document
    query: Document
    status: Status = "not_found"
    match: Match | None = None
    candidates: list[Match] = field(default_factory=list)
    entity: Document | None = None
    facts: list[Document] = field(default_factory=list)
    sources: list[Document] = field(default_factory=list)
    entities: list[Document] = field(default_factory=list)
    related: list[Document] = field(default_factory=list)
    info: Document | None = None
    filter_matches: list[Document] = field(default_factory=list)
    cells: list[Document] = field(default_factory=list)
    pairs: list[Document] = field(default_factory=list)
    entries: list[Document] = field(default_factory=list)
    hits: list[Document] = field(default_factory=list)
    total: int | None = None

    def as_document(self) -> Document:
        """The answer as one JSON object: all keys, always."""
        return {
            "schema": SCHEMA,
            "base": self.base,
            "query": self.query,
            "status": self.status,
            "match": self.match.as_document() if self.match else None,
            "candidates": [candidate.as_document() for candidate in self.candidates],
            "entity": self.entity,
            "facts": self.facts,
            "sources": self.sources,
            "entities": self.entities,
            "related": self.related,
            "info": self.info,
            "filter_matches": self.filter_matches,
            "cells": self.cells,
            "pairs": self.pairs,
            "entries": self.entries,
            "hits": self.hits,
            "total": self.total,
        }
