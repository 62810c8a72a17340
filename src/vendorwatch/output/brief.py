"""An answer cut to what a reader with little room needs: what was found, who says so, and how much more there is.

This is what the tools of `vendorwatch mcp` give. It is made from the answer alone; every fact in it comes with its citations
in words and every source cited with its reference and address, so that nothing has to be looked up to be quoted.
"""

from collections.abc import Iterator

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.lookup.view import listed_days
from vendorwatch.output.contract import QUERY
from vendorwatch.output.phrases import (
    describe_citation,
    describe_details,
    describe_source,
    describe_status,
    describe_view,
    leading_date,
)  # fmt: skip
from vendorwatch.output.shapes import (
    CELL,
    COUNT,
    DRAFT,
    ENTRY,
    MATCH,
    MAYBE_TEXT,
    PAIR,
    PARTY,
    TEXT,
    TRUTH,
    Schema,
    list_of,
    maybe,
    object_of,
    one_of,
)  # fmt: skip

SCHEMA = "vendorwatch-brief/1"

SILENCE = 'No fact recorded is not "no ban": the base holds what its sources say, and no more.'

_RECORD = ("id", "name", "type", "roles", "country", "part_of", "members", "different_from")

_CITATION = object_of(
    {
        "source": TEXT,
        "says": TEXT,
        "basis": TEXT,
        "stance": TEXT,
        "chain": list_of(TEXT),
        "outlets": list_of(TEXT),
        "note": MAYBE_TEXT,
    }
)

_FACT = object_of(
    {
        "id": TEXT,
        "kind": TEXT,
        "summary": TEXT,
        "date": TEXT,
        "status": list_of(TEXT),
        "details": TEXT,
        "where": list_of(TEXT),
        "parties": list_of(PARTY),
        "support": TEXT,
        "disputed": TRUTH,
        "doubts": list_of(TEXT),
        "thread": MAYBE_TEXT,
        "conflicts": list_of(object_of({"with": TEXT, "type": TEXT, "note": MAYBE_TEXT, "declared": TRUTH})),
        "note": MAYBE_TEXT,
        "citations": list_of(_CITATION),
    }
)

BRIEF: Schema = {
    "$schema": DRAFT,
    "title": "A brief answer of vendorwatch, as the tools of its MCP server give it",
    **object_of(
        {
            "schema": {"const": SCHEMA},
            "base": object_of({"version": TEXT, "sha256": TEXT}),
            "query": QUERY,
            "status": one_of(("found", "not_found", "ambiguous")),
            "notes": list_of(TEXT),
            "match": maybe(MATCH),
            "candidates": list_of(MATCH),
            "record": maybe(
                object_of(
                    {
                        "id": TEXT,
                        "name": TEXT,
                        "type": TEXT,
                        "roles": list_of(TEXT),
                        "country": MAYBE_TEXT,
                        "part_of": MAYBE_TEXT,
                    }
                    | {"members": list_of(TEXT), "different_from": list_of(TEXT)}
                )
            ),
            "total": COUNT,
            "more": COUNT,
            "cells": list_of(CELL),
            "pairs": list_of(PAIR),
            "entries": list_of(ENTRY),
            "facts": list_of(_FACT),
            "sources": list_of(
                object_of({"id": TEXT, "reference": TEXT, "URL": MAYBE_TEXT, "archive_location": MAYBE_TEXT})
            ),
        }
    ),
}
"""The form of a brief: a JSON Schema."""


def brief(answer: Answer, limit: int, facts: Answer | None = None) -> Document:
    """The answer with at most `limit` rows: the newest facts (of a search the best), pairs, the latest entries, or cells of
    the matrix; with the facts behind them and their sources. `total` counts all rows, `more` those left out.

    `facts` is an answer that holds the facts behind cells, where the answer does not.
    """
    rows, total, left = _rows(answer, limit)
    held = {fact["id"]: fact for given in (answer, facts) if given for fact in given.facts}
    shown = [held[id] for id in dict.fromkeys(_facts_of(rows)) if id in held]
    known = {source["id"]: source for given in (answer, facts) if given for source in given.sources}
    chains = (id for fact in shown for citation in fact["citations"] for id in citation["chain"])
    cited = dict.fromkeys((*_asked_sources(answer), *chains))
    return {
        "schema": SCHEMA,
        "base": {"version": answer.base["version"], "sha256": answer.base["sha256"]},
        "query": answer.query,
        "status": answer.status,
        "notes": list(_notes(answer, rows["cells"], total, left)),
        "match": answer.match.as_document() if answer.match else None,
        "candidates": [candidate.as_document() for candidate in answer.candidates],
        "record": {key: answer.entity[key] for key in _RECORD} if answer.entity else None,
        "total": total,
        "more": left,
        **{name: rows[name] for name in ("cells", "pairs", "entries")},
        "facts": [_fact(fact) for fact in shown],
        "sources": [_source(known[id]) for id in cited if id in known],
    }


def _rows(answer: Answer, limit: int) -> tuple[dict[str, list[Document]], int, int]:
    """The rows to show, by what they are; how many there are of those that were asked for, and how many are left out."""
    rows = {"cells": answer.cells, "pairs": answer.pairs, "entries": answer.entries, "facts": []}
    match answer.query["command"]:
        case "matrix":
            rows["cells"] = answer.cells[:limit]
            return rows, len(answer.cells), len(answer.cells) - len(rows["cells"])
        case "conflicts":
            rows["pairs"] = answer.pairs[:limit]
            return rows, len(answer.pairs), len(answer.pairs) - len(rows["pairs"])
        case "timeline":
            rows["entries"] = answer.entries[-limit:]
            return rows, len(answer.entries), len(answer.entries) - len(rows["entries"])
        case "search":
            rows["facts"] = answer.facts[:limit]
            return rows, answer.total or 0, (answer.total or 0) - len(rows["facts"])
    newest = sorted(answer.facts, key=lambda fact: listed_days(fact)[0] or "", reverse=True)[:limit]
    kept = {fact["id"] for fact in newest}
    rows["facts"] = [fact for fact in answer.facts if fact["id"] in kept]
    rows["cells"] = answer.cells[:limit]  # the posture that comes with a country or vendor
    return rows, len(answer.facts), len(answer.facts) - len(newest)


def _facts_of(rows: dict[str, list[Document]]) -> Iterator[str]:
    """The ids of the facts that are shown, and of those that stand behind what is shown."""
    yield from (fact["id"] for fact in rows["facts"])
    for row in (*rows["cells"], *rows["entries"]):
        if row["fact"] is not None:
            yield row["fact"]
    for pair in rows["pairs"]:
        yield from (pair["first"], pair["second"])


def _asked_sources(answer: Answer) -> list[str]:
    """The sources that were asked for themselves."""
    if answer.query["command"] == "cite":
        return [source["id"] for source in answer.sources]
    return [answer.match.id] if answer.match is not None and answer.match.kind == "source" else []


def _notes(answer: Answer, cells: list[Document], total: int, more: int) -> Iterator[str]:
    """What has to be said beside the data, a sentence each."""
    match = answer.match
    if match is not None and match.stage in ("typo", "words"):
        yield f'"{match.alias}" is the recorded name that was read, by {match.stage}: make sure that {match.name} is meant.'
    for item in answer.filter_matches:
        found = item["match"]
        if found is None:
            yield f'No single record goes by {item["option"]} "{item["text"][:60]}".'
        elif found["stage"] in ("typo", "words"):
            yield f'{item["option"]} "{item["text"][:60]}" was read as {found["name"]} ({found["id"]}).'
    if answer.status == "ambiguous":
        yield "The name fits several records, so nothing is answered: ask again with the id of one of the candidates."
    elif answer.status == "not_found" and answer.candidates:
        yield "Nothing is recorded under this name; candidates are names that look like it, or that are of another kind."
    if answer.status == "not_found" or any(cell["fact"] is None for cell in cells):
        yield SILENCE
    if answer.query["command"] != "matrix" and len(answer.cells) > len(cells):
        yield f"{len(cells)} of {len(answer.cells)} cells of the posture are shown, the strictest first."
    if view := describe_view(answer.query):
        yield f"The answer is {view}."
    if more:
        yield f"{total - more} of {total} are shown; raise limit or narrow the question to see the others."


def _fact(fact: Document) -> Document:
    return {
        **{name: fact[name] for name in ("id", "kind", "summary")},
        "date": leading_date(fact),
        "status": describe_status(fact),
        "details": describe_details(fact),
        "where": fact["where"],
        "parties": fact["parties"],
        "support": fact["support"]["label"],
        "disputed": fact["support"]["disputed"],
        "doubts": fact["view"]["doubts"] if fact["view"] else [],
        "thread": fact["thread"],
        "conflicts": fact["conflicts"],
        "note": fact["note"],
        "citations": [_citation(citation) for citation in fact["citations"]],
    }


def _citation(citation: Document) -> Document:
    copied = {name: citation[name] for name in ("basis", "stance", "chain", "outlets", "note")}
    return {"source": citation["source"], "says": describe_citation(citation), **copied}


def _source(source: Document) -> Document:
    return {
        "id": source["id"],
        "reference": describe_source(source),
        "URL": source["URL"],
        "archive_location": source["archive_location"],
    }
