"""Full-text search: the facts that hold the words, best first, each with the place where they stand."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from vendorwatch.factbase.fulltext import COLUMNS, label
from vendorwatch.lookup.answer import Answer, Document, NotSearchable
from vendorwatch.lookup.excerpt import excerpt
from vendorwatch.lookup.filters import NONE, Filters, View, read_filters
from vendorwatch.lookup.match import COUNTRY, resolve, suggest
from vendorwatch.lookup.query import cited_sources, new_answer
from vendorwatch.lookup.select import condition_of
from vendorwatch.lookup.store import Store
from vendorwatch.lookup.terms import Term, Wanted, read_terms
from vendorwatch.lookup.view import seen

__all__ = ["NotSearchable", "count", "hits", "search"]

LIMIT = 20
"""Facts that a search gives, unless said otherwise."""

RANKED = 1000
"""Matches that are ranked, the newest ones: of a word that is in every tenth fact of a large base, not all are read."""


class Hit(NamedTuple):
    """A fact that holds the words, and how well: more is better, and comparable within one answer only."""

    fact: str
    score: float


Condition = tuple[str, tuple[object, ...]]
"""A condition on the table `facts f` in SQL, with the values for its question marks."""


def search(store: Store, text: str, filters: Filters = NONE, *, exact: bool = False) -> Answer:
    """The facts that hold all words of `text`, best first, under filters; at most `filters.limit` of them, or LIMIT.

    `hits` of the answer stand beside its facts: field, snippet, the marks in it (pairs of places, in characters) and score;
    `total` counts all facts that were found.
    Raises NotSearchable where there is nothing to search for in the text, or a kind that does not exist.
    """
    wanted = read_terms(text)
    answer = new_answer(store, "search", text)
    view = read_filters(store, filters, answer, exact=exact)
    if view is None:
        return answer
    asked = answer.query["filters"]
    asked |= {"kind": [*wanted.kinds, *asked.get("kind", ())]} if wanted.kinds else {}
    if wanted.country is not None:
        countries = resolve(store, wanted.country, COUNTRY)
        if len(countries) != 1:
            answer.status = "ambiguous" if countries else "not_found"
            answer.candidates = countries or suggest(store, wanted.country, COUNTRY)
            return answer
        answer.match = countries[0]
        asked["country"] = [answer.match.id, *asked.get("country", ())]
        wanted = wanted._replace(country=answer.match.id)
    limit = view.limit or LIMIT
    allowed = condition_of(store, view)
    found = hits(store, wanted, limit if not view.has_days else RANKED, allowed)
    # The count of one page is known; beyond it the index is counted, which costs a tenth of ranking it.
    answer.total = len(found) if len(found) < limit or view.has_days else count(store, wanted, allowed)
    if found:
        _take(answer, store, found, wanted.terms, view._replace(limit=limit))
    else:
        answer.candidates = suggest(store, text)
    return answer


def hits(store: Store, wanted: Wanted, limit: int, allowed: Condition | None = None) -> list[Hit]:
    """The best `limit` facts for the terms, of those that fulfil the condition; of equally good ones the newest first.

    The country is an ISO code here. Of more than RANKED matches (or `limit`, if that is more) only the newest are ranked.
    """
    condition, values = allowed or ("1", ())
    facts = "CROSS JOIN facts f ON f.id = n.fact" if allowed else ""
    weights = ", ".join(map(str, COLUMNS.values()))
    # CROSS: matches are read in the order of the index, which is newest first, and only until there are enough.
    sql = f"""SELECT fact, score FROM (
        SELECT n.fact, n.number, -bm25(fulltext, {weights}) AS score
        FROM fulltext CROSS JOIN searched n ON n.number = fulltext.rowid {facts}
        WHERE fulltext MATCH ? AND ({condition}) LIMIT ?
        ) ORDER BY score DESC, number LIMIT ?"""
    limit = min(limit, int(store.meta["facts"]) or 1)
    rows = store.rows(sql, _expression(wanted), *values, max(RANKED, limit), limit)
    return [Hit(fact, abs(round(score, 3))) for fact, score in rows]


def count(store: Store, wanted: Wanted, allowed: Condition | None = None) -> int:
    """How many facts the terms are found in, of those that fulfil the condition."""
    condition, values = allowed or ("1", ())
    joined = "CROSS JOIN searched n ON n.number = fulltext.rowid CROSS JOIN facts f ON f.id = n.fact" if allowed else ""
    sql = f"SELECT COUNT(*) FROM fulltext {joined} WHERE fulltext MATCH ? AND ({condition})"
    return int(store.rows(sql, _expression(wanted), *values)[0][0])


def _expression(wanted: Wanted) -> str:
    """The question in the language of FTS5. Its words hold letters and digits alone, so that nothing in them can act."""
    parts = [f'"{" ".join(words)}"{"*" if is_beginning else ""}' for words, is_beginning in wanted.terms]
    if wanted.country is not None:
        parts.append(f'"{label(wanted.country)}"')
    if wanted.kinds:
        kinds = " OR ".join(f'"{label(kind)}"' for kind in wanted.kinds)
        parts.append(f"({kinds})")
    return " AND ".join(parts)


def _take(answer: Answer, store: Store, found: Iterable[Hit], terms: Iterable[Term], view: View) -> None:
    """The facts into the answer, with their sources in the order of citation, and where each holds the terms."""
    scores = dict(found)
    shown = list(seen(store, store.facts_by_id(scores), view))
    answer.total = len(shown) if view.has_days else answer.total
    answer.facts = shown[: view.limit]
    answer.sources = cited_sources(store, answer.facts)
    titles = {source["id"]: source["title"] for source in answer.sources}

    @cache
    def names(id: str) -> list[str]:
        entity = store.entity(id)
        return [] if entity is None else list(_names(entity))

    for fact in answer.facts:
        field, snippet, marks = excerpt(fact, names, titles.get, terms)
        answer.hits.append(
            {"fact": fact["id"], "field": field, "snippet": snippet, "marks": marks, "score": scores[fact["id"]]}
        )
    answer.status = "found" if answer.facts else "not_found"


def _names(entity: Document) -> Iterable[str]:
    yield entity["name"]
    for names in entity["names"].values():
        yield from names
    yield from (former["name"] for former in entity["former_names"])
    yield from entity["weak_names"]
