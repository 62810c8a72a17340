"""What differs between two versions of a base → the document that all formats are made from, and that `--json` writes."""

from collections.abc import Iterable
from typing import Any

from vendorwatch.factbase.changes import KINDS, Change, Changes, FieldChange, RecordChange
from vendorwatch.factbase.derive import places_of
from vendorwatch.factbase.documents import listed_date
from vendorwatch.factbase.model import FactBase, Source
from vendorwatch.lookup.answer import Document
from vendorwatch.output.fields import flat

SCHEMA = "vendorwatch-diff/1"

RECORDS = ("sources", "entities")

RECORD_KINDS = ("removed", "added", "changed")

WORDS = {"superseded": "new stage", "deprecated": "found false", "checked": "only re-read"}
"""What people read for a kind of change that does not say it by its name."""


def document_of(changes: Changes) -> Document:
    """The changes as one object of plain values, with every key: both versions, and a list for each kind of change."""
    facts = {kind: [_fact(change) for change in changes.facts if change.kind == kind] for kind in KINDS}
    records = {
        name: {kind: [_record(change) for change in found if change.kind == kind] for kind in RECORD_KINDS}
        for name, found in zip(RECORDS, (changes.sources, changes.entities), strict=True)
    }
    return {"schema": SCHEMA, "old": _base(changes.old), "new": _base(changes.new), **facts, **records}


def field_words(change: Document) -> str:
    """A field and how it changed, in one line: "amount: JPY 64 bn → JPY 64.5 bn"; of a list what went and what came."""
    old, new = change["old"], change["new"]
    if isinstance(old, list) or isinstance(new, list):
        gone = [f"− {flat(item)}" for item in old or () if item not in (new or ())]
        come = [f"+ {flat(item)}" for item in new or () if item not in (old or ())]
        return f"{change['field']}: {'; '.join((*gone, *come)) or 'in another order'}"
    return f"{change['field']}: {_value(old)} → {_value(new)}"


def _value(value: Any) -> str:
    return "none" if value is None else flat(value)


def summary_of(document: Document) -> str:
    """How many facts, sources and entities changed and how, in one line; "no difference" where none did."""
    counts = [f"{len(document[kind])} {WORDS.get(kind, kind)}" for kind in KINDS if document[kind]]
    for name in RECORDS:
        found = [f"{len(rows)} {kind}" for kind, rows in document[name].items() if rows]
        counts += [f"{name}: {', '.join(found)}"] if found else []
    return " · ".join(counts) or "no difference"


def alarm_of(document: Document) -> str:
    """What has to be said of facts that were removed; empty where none was."""
    ids = ", ".join(fact["id"] for fact in document["removed"])
    return f"REMOVED, though ids are permanent: {ids}; withdraw or deprecate such a fact instead" if ids else ""


def _base(base: FactBase) -> Document:
    counts = {"facts": len(base.facts), "sources": len(base.sources), "entities": len(base.entities)}
    return {"version": base.version, "sha256": base.sha256, **counts}


def _fact(change: Change) -> Document:
    fact, replaced = change.fact, change.replaces
    date = listed_date(fact, change.base)
    cited = dict.fromkeys(citation.source for citation in fact.citations)
    return {
        "id": fact.id,
        "kind": fact.kind,
        "summary": fact.summary,
        "status": fact.status,
        "date": date.edtf if date else None,
        "where": list(places_of(fact, change.base)),
        "replaces": None
        if replaced is None
        else {"id": replaced.id, "summary": replaced.summary, "status": replaced.status},
        "reason": fact.withdrawn.reason if fact.withdrawn else fact.rank_reason,
        "sources": [_cited(change.base.sources[id]) for id in cited],
        "fields": _fields(change.fields),
    }


def _cited(source: Source) -> Document:
    issued = source.issued.edtf if source.issued else None
    return {"id": source.id, "container-title": source.container_title, "issued": issued, "URL": source.URL}


def _record(change: RecordChange) -> Document:
    record = change.record
    named = {"title": record.title} if isinstance(record, Source) else {"name": record.name}
    return {"id": record.id, **named, "fields": _fields(change.fields)}


def _fields(changes: Iterable[FieldChange]) -> list[Document]:
    return [change._asdict() for change in changes]
