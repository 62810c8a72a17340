"""Records → the objects of the JSON answer (docs/json.md): plain dictionaries, every key present, one type a key."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from vendorwatch.factbase.dates import Date
from vendorwatch.factbase.derive import Disagreement, Support, chain_of, origin_of
from vendorwatch.factbase.fields import OWN_SCALARS
from vendorwatch.factbase.model import Citation, Entity, Fact, FactBase, RoleAmount, Source
from vendorwatch.factbase.vocabulary import DEFAULT_SCOPE, leading_date_name

Document = dict[str, Any]

_DATES = ("announced", "effective", "ended", "by", "period", "as_of")
_SCOPES = ("network", "layer", "buyers")


class Derived(NamedTuple):
    """What is derived of a fact: see derive.py, and due.py for the expected date that no later fact answers."""

    places: Iterable[str]
    support: Support
    disagreements: Iterable[Disagreement]
    superseded_by: str | None
    due: Date | None


def fact_document(fact: Fact, base: FactBase, derived: Derived, outlets: Mapping[str, str]) -> Document:
    """A fact with all that is derived from it, in the key order of the contract; `outlets` as from `outlets_by_name`."""
    withdrawn = fact.withdrawn
    return {
        "id": fact.id,
        "kind": fact.kind,
        "summary": fact.summary,
        "status": fact.status,
        "thread": fact.thread,
        "parties": list(_parties(fact, base)),
        "where": list(derived.places),
        **{name: fact.own.get(name) for name in OWN_SCALARS[fact.kind]},
        "scope": {name: list(fact.scope.get(name, (DEFAULT_SCOPE,))) for name in _SCOPES},
        "dates": {name: _date(fact.dates.get(name)) for name in _DATES},
        "deadlines": [{"by": _date(item.by), "what": item.what} for item in fact.deadlines],
        "amounts": [_amount(item) for item in fact.amounts],
        "support": _support(derived.support),
        "citations": [_citation(citation, base, outlets) for citation in fact.citations],
        "conflicts": [_conflict(item) for item in derived.disagreements],
        "supersedes": fact.supersedes,
        "superseded_by": derived.superseded_by,
        "rank": fact.rank,
        "rank_reason": fact.rank_reason,
        "withdrawn": None if withdrawn is None else {"date": _date(withdrawn.date), "reason": withdrawn.reason},
        "checked": _edtf(fact.checked),
        "follow_up_due": _edtf(derived.due),
        "note": fact.note,
        "file": fact.origin.file,
        "line": fact.origin.mark[0],
        "view": None,
    }


def entity_document(entity: Entity, *, parts: Iterable[str], facts: int, latest: str | None) -> Document:
    """An entity, with the entities that are part of it, the number of facts of it and the date (EDTF) of the latest."""
    return {
        "id": entity.id,
        "type": entity.type,
        "roles": list(entity.roles),
        "name": entity.name,
        "country": entity.country,
        "names": {tag: list(names) for tag, names in entity.names.items()},
        "weak_names": list(entity.weak_names),
        "former_names": [{"name": item.name, "until": _edtf(item.until)} for item in entity.former_names],
        "ids": dict(entity.ids),
        "part_of": entity.part_of,
        "parts": list(parts),
        "different_from": list(entity.different_from),
        "size": entity.size,
        "members": list(entity.members or ()),
        "facts": facts,
        "latest": latest,
        "file": entity.origin.file,
        "line": entity.origin.mark[0],
    }


def country_document(code: str, name: str, names: Mapping[str, list[str]], *, facts: int, latest: str | None) -> Document:
    """A country, with the same keys as an entity."""
    return {
        "id": code,
        "type": "country",
        "roles": [],
        "name": name,
        "country": code,
        "names": dict(names),
        "weak_names": [],
        "former_names": [],
        "ids": {},
        "part_of": None,
        "parts": [],
        "different_from": [],
        "size": None,
        "members": [],
        "facts": facts,
        "latest": latest,
        "file": None,
        "line": None,
    }


def source_document(source: Source, *, facts: int) -> Document:
    """A source under its CSL-JSON names, with the number of facts that cite it."""
    return {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "container-title": source.container_title,
        "author": list(source.author),
        "issued": _edtf(source.issued),
        "URL": source.URL,
        "accessed": _edtf(source.accessed),
        "language": source.language,
        "archive_location": source.archive_location,
        "original": source.original,
        "text": None if source.text is None else f"{source.text.words}w {source.text.sha256_128}",
        "note": source.note,
        "facts": facts,
        "file": source.origin.file,
        "line": source.origin.mark[0],
    }


def listed_date(fact: Fact, base: FactBase) -> Date | None:
    """The date that a fact is sorted by: its leading date, else the day of the earliest source that cites it."""
    name = leading_date_name(fact.status, fact.dates)
    if name is not None:
        return fact.dates[name]
    cited = (base.sources[citation.source].issued for citation in fact.citations)
    return min((date for date in cited if date), key=lambda date: date.earliest or "", default=None)


def _parties(fact: Fact, base: FactBase) -> Iterator[Document]:
    """The parties in their roles; known members follow their group and name it."""
    for party in fact.parties:
        entity = base.entities[party.id]
        yield _party(party.role, entity, None)
        for member in entity.members or ():
            yield _party(party.role, base.entities[member], entity.id)


def _party(role: str, entity: Entity, group: str | None) -> Document:
    return {
        "role": role,
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "country": entity.country,
        "group": group,
    }


def _citation(citation: Citation, base: FactBase, outlets: Mapping[str, str]) -> Document:
    passage = citation.passage
    chain = chain_of(citation, base)
    asserter = base.entities.get(citation.asserted_by or "")
    source = base.sources.get(citation.source)
    return {
        "source": citation.source,
        "issued": _date(source.issued) if source else None,
        "chain": list(chain),
        "outlets": [base.sources[id].container_title if id in base.sources else base.entities[id].name for id in chain],
        "origin": origin_of(citation, base, outlets),
        "basis": citation.basis,
        "asserted_by": citation.asserted_by,
        "asserted_by_name": asserter.name if asserter else citation.asserted_by,
        "stance": citation.stance,
        "passage": None
        if passage is None
        else {"paragraph": passage.paragraph, "words": passage.words, "sha256_64": passage.sha256_64},
        "note": citation.note,
    }


def _support(support: Support) -> Document:
    return {"label": support.label, "origins": list(support.origins), "disputed": support.disputed}


def _conflict(item: Disagreement) -> Document:
    return {"with": item.other, "type": item.type, "note": item.note, "declared": item.declared}


def _amount(item: RoleAmount) -> Document:
    amount = item.amount
    return {
        "role": item.role,
        "text": amount.text,
        "min": amount.min,
        "max": amount.max,
        "min_exclusive": amount.min_exclusive,
        "max_exclusive": amount.max_exclusive,
        "approximate": amount.approximate,
        "currency": amount.currency,
        "unit": amount.unit,
        "as_of": _date(item.as_of),
    }


def _date(date: Date | None) -> Document | None:
    if date is None:
        return None
    return {
        "edtf": date.edtf,
        "earliest": date.earliest,
        "latest": date.latest,
        "inferred": date.inferred,
        "approximate": date.approximate,
    }


def _edtf(date: Date | None) -> str | None:
    return None if date is None else date.edtf
