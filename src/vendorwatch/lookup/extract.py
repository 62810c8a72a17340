"""What an export holds: the facts of a view, and every source and entity that they name."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.lookup.filters import NONE, Filters, read_filters
from vendorwatch.lookup.lists import recounted
from vendorwatch.lookup.query import new_answer
from vendorwatch.lookup.select import EVERYTHING, select_facts
from vendorwatch.lookup.store import Store


@dataclass
class Extract(Answer):
    """The base, or a view of it: `facts` newest first, `sources` newest first, `entities` by id.

    `countries` are the English names, by code, of the countries that these records name. Under filters `sources` and
    `entities` are those that the facts name and what these point to in turn (`original`, `part_of`), with the facts of
    the view counted; without filters they are all.
    """

    countries: dict[str, str] = field(default_factory=dict)


def extract(store: Store, filters: Filters = NONE, *, exact: bool = False) -> Extract:
    """The facts of a view with all that they name; `not_found` where a filter's name is none or there is nothing.

    Raises FilterError.
    """
    answer = Extract(**vars(new_answer(store, "export", None)))
    view = read_filters(store, filters, answer, exact=exact)
    if view is None:
        return answer
    answer.facts = select_facts(store, EVERYTHING, view)
    answer.sources, answer.entities = store.sources(), store.entities()
    if not view.is_plain:
        _narrow(answer)
    codes = {code for fact in answer.facts for code in fact["where"]}
    codes |= {entity["country"] for entity in answer.entities if entity["country"]}
    answer.countries = {code: store.name_of_country(code) for code in sorted(codes)}
    holds_any = bool(answer.facts) or (view.is_plain and bool(answer.sources or answer.entities))
    answer.status = "found" if holds_any else "not_found"
    return answer


def _narrow(answer: Extract) -> None:
    """Leave only the sources and entities that the facts name, with their facts counted."""
    named = {id for fact in answer.facts for id in _named(fact)}
    pointing = (("original", answer.sources), ("part_of", answer.entities))
    targets = {row["id"]: row[key] for key, rows in pointing for row in rows if row[key]}
    for id in list(named):
        while (id := targets.get(id, "")) and id not in named:
            named.add(id)
    pairs = [(id, fact) for fact in answer.facts for id in _told_of(fact)]
    answer.sources = recounted([row for row in answer.sources if row["id"] in named], pairs)
    answer.entities = recounted([row for row in answer.entities if row["id"] in named], pairs)


def _told_of(fact: Document) -> Iterator[str]:
    """The records that a fact counts for: its parties, and the sources that it cites."""
    yield from (party["id"] for party in fact["parties"])
    yield from (citation["source"] for citation in fact["citations"])


def _named(fact: Document) -> Iterator[str]:
    """The ids of all that a fact names; among them those of no record, such as a phrase for who says so."""
    yield from _told_of(fact)
    for citation in fact["citations"]:
        yield from (*citation["chain"], citation["origin"], citation["asserted_by"] or "")
