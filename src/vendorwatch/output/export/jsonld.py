"""JSON-LD: the facts as claims (schema.org) with their provenance (W3C PROV-O), one node of the graph a line.

A fact is a `Claim`; each citation is a telling of it: an entity of its own, taken from a passage of a source, which tells
what the links of the relay chain told before it. Only a source that saw the instrument, or gives the word of the body whose
act it is, counts as primary. What neither vocabulary has is under `vw`, by the names of the JSON contract.
"""

import json
import re
from collections.abc import Iterator

from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.extract import Extract
from vendorwatch.output.export.rows import all_names
from vendorwatch.output.export.tables import LICENCE, NOT_A_BAN, OWN, TITLE
from vendorwatch.output.json import dump

NAMESPACE = "urn:vendorwatch:"
"""Of our ids and terms: names alone, since the base has no address on the web."""

_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_LINKS = (
    "prov:wasDerivedFrom", "prov:wasQuotedFrom", "prov:hadPrimarySource", "prov:wasRevisionOf", "prov:wasAttributedTo",
    "schema:about", "schema:appearance", "schema:isPartOf", "schema:license", "schema:parentOrganization", "schema:sameAs",
    "vw:entity", "vw:ofGroup", "vw:partOf", "vw:origin", "vw:disputedBy", "vw:other", "vw:assertedByEntity",
)  # fmt: skip
CONTEXT: Document = {
    "fb": NAMESPACE,
    "vw": f"{NAMESPACE}term:",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: {"@type": "@id"} for name in _LINKS},
    **{name: {"@type": "xsd:anyURI"} for name in ("schema:url", "schema:archivedAt")},
    **{name: {"@type": "xsd:date"} for name in ("vw:earliest", "vw:latest")},
    **{name: {"@type": "xsd:decimal"} for name in ("vw:min", "vw:max")},
    **{name: {"@type": _EDTF} for name in ("vw:edtf", "schema:datePublished")},
}
"""The one context, inline: a reader needs nothing from the net."""

_TYPES = {"company": "Organization", "public-body": "GovernmentOrganization", "person": "Person", "group": "Organization"}
_SOURCES = {
    "article-newspaper": "NewsArticle", "post-weblog": "BlogPosting", "webpage": "WebPage", "report": "Report",
    "legislation": "Legislation",
}  # fmt: skip
_PRIMARY = ("document", "on-record-self")
_LANGUAGE = re.compile("[A-Za-z]+(-[A-Za-z0-9]+)*")


def lines(extract: Extract) -> Iterator[str]:
    """The lines of one JSON document: the context, then a node a line."""
    yield f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n'
    comma = ""
    for node in _nodes(extract):
        yield comma + dump(_pruned(node)).rstrip("\n")
        comma = ",\n"
    yield "\n]}\n"


def _nodes(extract: Extract) -> Iterator[Document]:
    yield _base(extract)
    yield from map(_source, extract.sources)
    yield from map(_entity, extract.entities)
    entities = {entity["id"] for entity in extract.entities}
    for fact in extract.facts:
        told = [(citation, _links(fact, place, citation)) for place, citation in enumerate(fact["citations"], 1)]
        yield _claim(fact, told, entities) | {"schema:isPartOf": _base(extract)["@id"]}
        for citation, links in told:
            yield from _tellings(citation, links, entities)


Told = list[tuple[Document, list[str]]]
"""The citations of a fact, each with the nodes of its relay chain."""


def _links(fact: Document, place: int, citation: Document) -> list[str]:
    """A node for each link of a relay chain: what that one told of the fact."""
    telling = f"fb:{fact['id']}#citation-{place}"
    return [telling, *(f"{telling}-{link}" for link in range(1, len(citation["chain"])))]


def _base(extract: Extract) -> Document:
    return {
        "@id": f"fb:base:{extract.base['sha256']}",
        "@type": ["schema:Dataset", "prov:Collection"],
        "schema:name": TITLE,
        "schema:description": NOT_A_BAN,
        "schema:version": extract.base["version"],
        "schema:license": LICENCE,
    }


def _source(source: Document) -> Document:
    return {
        "@id": f"fb:{source['id']}",
        "@type": [f"schema:{_SOURCES.get(source['type'], 'CreativeWork')}", "prov:Entity"],
        "schema:headline": source["title"],
        "schema:publisher": {"@type": "schema:Organization", "schema:name": source["container-title"]},
        "schema:author": [{"@type": "schema:Person", "schema:name": name} for name in source["author"]],
        "schema:datePublished": source["issued"],
        "schema:inLanguage": source["language"],
        "schema:url": source["URL"],
        "schema:archivedAt": source["archive_location"],
        "prov:wasDerivedFrom": _iri(source["original"]),
        "vw:note": source["note"],
    }


def _entity(entity: Document) -> Document:
    wikidata = entity["ids"].get("wikidata")
    return {
        "@id": f"fb:{entity['id']}",
        "@type": [f"schema:{_TYPES[entity['type']]}", "prov:Agent"],
        "schema:name": entity["name"],
        "schema:alternateName": [
            {"@value": name, "@language": language} if language and _LANGUAGE.fullmatch(language) else name
            for name, _, language, _ in all_names(entity)
        ],
        "schema:addressCountry": entity["country"],
        "schema:leiCode": entity["ids"].get("lei"),
        "schema:sameAs": wikidata and wikidata.isalnum() and f"http://www.wikidata.org/entity/{wikidata}",
        "schema:parentOrganization": _iri(entity["part_of"]) if entity["type"] != "person" else None,
        "vw:partOf": _iri(entity["part_of"]) if entity["type"] == "person" else None,
        "vw:role": entity["roles"],
    }


def _claim(fact: Document, told: Told, entities: set[str]) -> Document:
    """The fact, with what it is derived from."""
    supporting = [(citation, links) for citation, links in told if citation["stance"] == "supports"]
    primary = [item for item in supporting if item[0]["basis"] in _PRIMARY]
    return {
        "@id": f"fb:{fact['id']}",
        "@type": ["schema:Claim", "prov:Entity"],
        "schema:text": fact["summary"],
        "schema:about": list(dict.fromkeys(f"fb:{party['id']}" for party in fact["parties"])),
        "schema:appearance": list(dict.fromkeys(f"fb:{citation['source']}" for citation, _ in supporting)),
        "prov:wasDerivedFrom": [links[0] for _, links in supporting],
        # Of an outlet's report that was relayed only what it told is known; a source is one itself.
        "prov:hadPrimarySource": list(
            dict.fromkeys(
                links[-1] if citation["chain"][-1] in entities else f"fb:{citation['chain'][-1]}"
                for citation, links in primary
            )
        ),
        "prov:wasRevisionOf": _iri(fact["supersedes"]),
        "vw:disputedBy": [links[0] for citation, links in told if citation["stance"] == "disputes"],
        **{f"vw:{name}": fact.get(name) for name in ("kind", "status", "thread", *OWN, "rank", "rank_reason", "note")},
        "vw:country": fact["where"],
        **{f"vw:{name}": values for name, values in fact["scope"].items()},
        "vw:support": fact["support"]["label"],
        "vw:disputed": fact["support"]["disputed"],
        **_parts(fact),
    }


def _parts(fact: Document) -> Document:
    """Parties, dates, amounts and their like: nodes without a name."""
    bounds = ("role", "text", "min", "max", "currency", "unit")
    withdrawn = fact["withdrawn"]
    return {
        "vw:party": [
            {"vw:role": item["role"], "vw:entity": f"fb:{item['id']}", "vw:ofGroup": _iri(item["group"])}
            for item in fact["parties"]
        ],
        "vw:date": [{"vw:role": role, **_date(date)} for role, date in fact["dates"].items() if date],
        "vw:deadline": [{"vw:what": item["what"], **_date(item["by"])} for item in fact["deadlines"]],
        "vw:amount": [{f"vw:{name}": item[name] for name in bounds} for item in fact["amounts"]],
        "vw:conflict": [
            {"vw:other": f"fb:{item['with']}", **{f"vw:{name}": item[name] for name in ("type", "declared", "note")}}
            for item in fact["conflicts"]
        ],
        "vw:withdrawn": withdrawn and {"vw:reason": withdrawn["reason"], **_date(withdrawn["date"])},
    }


def _tellings(citation: Document, links: list[str], entities: set[str]) -> Iterator[Document]:
    """What each link of a citation's relay chain told, derived from what the next one did; the first is the citation."""
    passage, asserter = citation["passage"], citation["asserted_by"]
    first = {
        "vw:origin": _iri(citation["origin"]),
        **{f"vw:{name}": citation[name] for name in ("stance", "note")},
        **{f"vw:passage_{name}": value for name, value in (passage or {}).items()},
    }
    last = {
        "vw:basis": citation["basis"],
        "vw:assertedBy": citation["asserted_by_name"],
        "vw:assertedByEntity": _iri(asserter) if asserter in entities else None,
    }
    for place, (node, teller) in enumerate(zip(links, citation["chain"], strict=True)):
        quoted = place == 0 and passage is not None
        taken = [] if quoted or teller in entities else [f"fb:{teller}"]
        yield {
            "@id": node,
            "@type": "prov:Entity",
            "prov:wasQuotedFrom": f"fb:{teller}" if quoted else None,
            "prov:wasDerivedFrom": [*taken, *links[place + 1 : place + 2]],
            "prov:wasAttributedTo": f"fb:{teller}" if teller in entities else None,
            **(first if node == links[0] else {}),
            **(last if node == links[-1] else {}),
        }


def _iri(id: str | None) -> str | None:
    return f"fb:{id}" if id else None


def _date(date: Document | None) -> Document:
    return {f"vw:{name}": date[name] for name in ("edtf", "earliest", "latest")} if date else {}


def _pruned(value: Document) -> Document:
    """A node without what it has nothing for."""
    return {key: _clean(item) for key, item in value.items() if item not in (None, [], {})}


def _clean(item: object) -> object:
    if isinstance(item, dict):
        return _pruned(item)
    return [_clean(part) for part in item] if isinstance(item, list) else item
