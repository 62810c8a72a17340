"""FollowTheMoney: entities as JSON lines (https://followthemoney.tech), for Aleph, yente and their like.

A tool that reads these draws every link and flags every Sanction, and reads no status. So a link is written only for what
was or is so, never for what is planned, ruled out or denied; a Sanction only for a listing or exclusion in force that names
the vendor. What else has happened is an Event; the rest has no home and is counted. The whole mapping: docs/export/ftm.md.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from vendorwatch.factbase.stages import stands
from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.extract import Extract
from vendorwatch.output.export.rows import all_names
from vendorwatch.output.json import dump

PREFIX = "vendorwatch-"
"""Stands before the ids of records, to tell them from those of other data sets."""

_THINGS = {"company": "Company", "public-body": "PublicBody", "person": "Person"}
_DOCUMENTS = {"article-newspaper": "Article", "post-weblog": "Article"}
_FORMS = {"alias": "alias", "weak": "weakAlias", "former": "previousName"}
_LANGUAGES = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fi": "fin",
    "fr": "fra", "hi": "hin", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "ms": "msa", "nl": "nld",
    "no": "nor", "pl": "pol", "pt": "por", "ru": "rus", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr",
    "vi": "vie", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 to 639-3, which FollowTheMoney has languages in; others are left out."""

_DONE = ("active", "winding-down", "ended")
_DESIGNATIONS = ("export-listing", "procurement-exclusion")
_OWNERSHIP = ("equity-stake", "acquisition", "joint-venture")
_PAYERS = ("investor", "buyer", "lender", "funder", "donor", "payer", "carrier")
_PAYEES = ("target", "seller", "borrower", "recipient", "payee", "supplier", "vendor")


def lines(extract: Extract) -> Iterator[str]:
    """A line for each FollowTheMoney entity: sources, then who is named, then what is told of them."""
    yield from (_line(*_document(source)) for source in extract.sources)
    for entity in extract.entities:
        if entity["type"] in _THINGS:
            yield _line(_THINGS[entity["type"]], entity["id"], _thing(entity))
    parts = {entity["id"]: entity for entity in extract.entities}
    for fact in extract.facts:
        yield from (_line(*item) for item in _of_fact(fact, parts))


def unexported(extract: Extract) -> Iterator[str]:
    """How many records have no home in FollowTheMoney, by what they are."""
    entities = {entity["id"]: entity for entity in extract.entities}
    homeless = Counter(_what(fact) for fact in extract.facts if not any(_of_fact(fact, entities)))
    groups = sum(entity["type"] not in _THINGS for entity in extract.entities)
    if groups:
        homeless["group (known members stand for it)"] = groups
    if homeless:
        listed = ", ".join(f"{count} {what}" for what, count in homeless.most_common())
        yield f"no home in FollowTheMoney, and left out: {listed}"


def _what(fact: Document) -> str:
    if not stands(fact):
        return f"{fact['kind']} (withdrawn or found false)"
    return f"{fact['kind']} ({fact['status']})" if fact["status"] == "never" else str(fact["kind"])


Item = tuple[str, str, dict[str, Any]]
"""Schema, id without its prefix, and properties: a value or a list of values each, None where there is nothing."""


def _line(schema: str, id: str, properties: dict[str, Any]) -> str:
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items() if value}
    return dump({"id": PREFIX + id, "schema": schema, "properties": listed})


def _document(source: Document) -> Item:
    schema = _DOCUMENTS.get(source["type"], "Document")
    return schema, source["id"], {
        "title": source["title"],
        "fileName": source["id"],
        "author": source["author"],
        "publisher": source["container-title"],
        "publishedAt": _dates(source["issued"]),
        "retrievedAt": _dates(source["accessed"]),
        "sourceUrl": source["URL"],
        "language": _LANGUAGES.get((source["language"] or "").split("-")[0]),
        "notes": source["note"],
    }  # fmt: skip


def _thing(entity: Document) -> dict[str, Any]:
    names: dict[str, list[str]] = {"alias": [], "weakAlias": [], "previousName": []}
    for name, form, _language, _until in all_names(entity):
        names[_FORMS[form]].append(name)
    parent = entity["part_of"] if entity["type"] != "person" else None
    return {
        "name": entity["name"],
        **names,
        "country": entity["country"] and entity["country"].lower(),
        "wikidataId": entity["ids"].get("wikidata"),
        "leiCode": entity["ids"].get("lei"),
        "parent": parent and PREFIX + parent,
        "keywords": entity["roles"],
        **({"isinCode": entity["ids"].get("isin")} if entity["type"] == "company" else {}),
    }


def _of_fact(fact: Document, entities: dict[str, Document]) -> Iterator[Item]:
    """What a fact is in FollowTheMoney; nothing where it has no home there."""
    if not stands(fact):
        return
    parties: dict[str, list[str]] = {}
    for party in fact["parties"]:
        if party["type"] in _THINGS and party["id"] not in parties.get(party["role"], ()):
            parties.setdefault(party["role"], []).append(party["id"])
    match fact["kind"]:
        case "relationship" if fact["status"] in _DONE:
            yield from _links(fact, parties)
        case "proceeding":
            yield from _case(fact, parties, entities)
        case "deal" if fact["status"] == "completed" and (found := list(_deal(fact, parties, entities))):
            yield from found
        case "action" if _is_designation(fact) and parties.get("target"):
            yield from _sanctions(fact, parties, entities)
        case "action" | "deal" | "event":
            yield _event(fact, parties)
        case "relationship" if fact["status"] != "never":
            yield _event(fact, parties)


def _is_designation(fact: Document) -> bool:
    """Whether an action is what FollowTheMoney means by a sanction: in force, binding, and aimed at vendors by name."""
    strict = (fact["status"], fact["binding"], fact["names_vendors"]) == ("in-force", "mandatory", "yes")
    return strict and fact["action"] in _DESIGNATIONS


def _event(fact: Document, parties: dict[str, list[str]]) -> Item:
    organizers = parties.get("actor", [])
    others = (id for role, ids in parties.items() if role != "actor" for id in ids)
    kind = fact.get("action") or fact.get("relation") or fact.get("deal") or fact.get("event")
    return "Event", fact["id"], _told(fact) | {
        "name": fact["summary"],
        "organizer": _ids(organizers),
        "involved": _ids(others),
        "country": [code.lower() for code in fact["where"]],
        "keywords": [fact["kind"], kind, fact["status"]],
    }  # fmt: skip


def _links(fact: Document, parties: dict[str, list[str]]) -> Iterator[Item]:
    for carrier in parties.get("carrier", ()):
        for vendor in parties.get("vendor", ()):
            yield "UnknownLink", f"{fact['id']}_{carrier}_{vendor}", _told(fact) | {
                "subject": PREFIX + carrier,
                "object": PREFIX + vendor,
                "role": fact["relation"],
                "status": fact["status"],
            }  # fmt: skip


def _sanctions(fact: Document, parties: dict[str, list[str]], entities: dict[str, Document]) -> Iterator[Item]:
    for target in parties["target"]:
        yield "Sanction", f"{fact['id']}_{target}", _told(fact) | {
            "entity": PREFIX + target,
            "authority": [entities[id]["name"] for id in parties.get("actor", ())],
            "program": fact["instrument"],
            "provisions": fact["action"],
            "status": fact["status"],
            "country": [code.lower() for code in fact["where"]],
        }  # fmt: skip


def _case(fact: Document, parties: dict[str, list[str]], entities: dict[str, Document]) -> Iterator[Item]:
    told = _told(fact)
    dates = fact["dates"]
    yield "CourtCase", fact["id"], {
        "name": fact["summary"],
        "type": fact["proceeding"],
        "status": fact["status"],
        "court": [entities[id]["name"] for id in parties.get("court", ())],
        "fileDate": _dates((dates["announced"] or {}).get("edtf")),
        "closeDate": _dates((dates["ended"] or {}).get("edtf")),
        "notes": [text for text in (fact["outcome"], fact["note"]) if text],
        "proof": told["proof"],
        "country": [code.lower() for code in fact["where"]],
    }  # fmt: skip
    for role, ids in parties.items():
        for id in ids if role != "court" else ():
            links = {"case": PREFIX + fact["id"], "party": PREFIX + id, "role": role}
            yield "CourtCaseParty", f"{fact['id']}_{role}_{id}", told | links


def _deal(fact: Document, parties: dict[str, list[str]], entities: dict[str, Document]) -> Iterator[Item]:
    """A completed deal as FollowTheMoney has it; nothing where kinds or roles do not fit."""
    payers = [id for role in _PAYERS for id in parties.get(role, ())]
    payees = [id for role in _PAYEES for id in parties.get(role, ())]
    money, told = _money(fact), _told(fact)
    shares = [amount["text"] for amount in fact["amounts"] if amount["role"] == "share"]
    for payer in payers:
        for payee in payees:
            id, one, other = f"{fact['id']}_{payer}_{payee}", PREFIX + payer, PREFIX + payee
            if fact["deal"] in _OWNERSHIP and entities[payee]["type"] == "company":
                yield "Ownership", id, told | {"owner": one, "asset": other, "percentage": shares, "role": fact["deal"]}
            elif fact["deal"] == "loan":
                yield "Debt", id, told | money | {"debtor": other, "creditor": one}
            elif fact["deal"] == "grant":
                yield "Payment", id, told | money | {"payer": one, "beneficiary": other, "purpose": fact["deal"]}
            elif fact["deal"] == "contract":
                contract = f"{id}_contract"
                yield "Contract", contract, {"title": fact["summary"], "authority": one, "status": fact["status"]} | money
                yield "ContractAward", id, told | money | {"supplier": other, "contract": PREFIX + contract}


def _money(fact: Document) -> dict[str, Any]:
    """The amount, where the source gives one number; of a range or a bound none."""
    exact = [
        item for item in fact["amounts"] if item["role"] == "amount" and item["min"] == item["max"] and item["currency"]
    ]
    return {"amount": [item["min"] for item in exact[:1]], "currency": [item["currency"] for item in exact[:1]]}


def _told(fact: Document) -> dict[str, Any]:
    """What all schemata of what happened share: when, in which words, by which documents."""
    dates = fact["dates"]
    is_expected = fact["status"] in ("considered", "planned", "announced")
    start = None if is_expected else dates["effective"]
    held = dates["announced"] or dates["as_of"]
    doubts = [
        f"{name}: {date['edtf']}" for name, date in dates.items() if date and (date["inferred"] or date["approximate"])
    ]
    unsure = f"Dates not sure (EDTF): {', '.join(doubts)}." if doubts else None
    return {
        "summary": fact["summary"],
        "description": [text for text in (fact["note"], f"Support: {_support(fact)}.", unsure) if text],
        "startDate": _dates((start or {}).get("edtf")),
        "endDate": _dates((dates["ended"] or {}).get("edtf")),
        "date": _dates((held or {}).get("edtf")),
        "recordId": fact["id"],
        "proof": _ids(item["source"] for item in fact["citations"] if item["stance"] == "supports"),
    }


def _support(fact: Document) -> str:
    return str(fact["support"]["label"]) + (", disputed" if fact["support"]["disputed"] else "")


def _ids(ids: Iterable[str]) -> list[str]:
    return [PREFIX + id for id in dict.fromkeys(ids)]


def _dates(edtf: str | None) -> list[str]:
    """A date without its marks, of an interval both ends: FollowTheMoney takes years, months and days."""
    return [part.rstrip("?~%") for part in (edtf or "").split("/") if part not in ("", "..")]
