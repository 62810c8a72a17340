"""What is to be cited: facts and sources by their ids, sources also by words."""

from collections.abc import Sequence

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.lookup.query import find_source, new_answer
from vendorwatch.lookup.store import Store


def find_cited(store: Store, names: Sequence[str]) -> Answer:
    """The facts and sources that are named, in their order, and the sources that these facts cite.

    Names that are no ids are words of one source, all together or, where there is no such source, each by itself. Found
    only if every name is; else the candidates are those of the first that is not.
    """
    answer = new_answer(store, "cite", " ".join(names))
    records = [_by_id(store, name) for name in names]
    if None in records:
        together = find_source(store, " ".join(names))
        if together.status == "found":
            records = [together.sources[0]]
        elif not _find_each(store, names, records, answer):
            return answer
    found = {record["id"]: record for record in records if record is not None}
    answer.facts = [record for record in found.values() if "citations" in record]
    order = [id for record in found.values() for id in _sources_of(record)]
    answer.sources = store.sources_by_id(dict.fromkeys(order))
    answer.status = "found" if found else "not_found"
    return answer


def with_sources(store: Store, answer: Answer) -> Answer:
    """The answer of a matrix with the facts that decide in its cells, under `related`, and their sources.

    A matrix has none of itself, since it need not read the facts. Any other answer stays as it is.
    """
    ids = dict.fromkeys(cell["fact"] for cell in answer.cells if cell["fact"])
    if ids and not (answer.facts or answer.sources):
        answer.related = store.facts_by_id(ids)
        cited = (citation["source"] for fact in answer.related for citation in fact["citations"])
        answer.sources = store.sources_by_id(dict.fromkeys(cited))
    return answer


def _find_each(store: Store, names: Sequence[str], records: list[Document | None], answer: Answer) -> bool:
    """Find what is no id by its words, each name by itself; False, with the reason in the answer, where one is not found."""
    for place, name in enumerate(names):
        if records[place] is None:
            one = find_source(store, name)
            if one.status != "found":
                answer.status, answer.candidates, answer.query["text"] = one.status, one.candidates, name
                return False
            records[place] = one.sources[0]
    return True


def _by_id(store: Store, name: str) -> Document | None:
    ids = [name.strip().lower()]
    return next(iter(store.facts_by_id(ids) or store.sources_by_id(ids)), None)


def _sources_of(record: Document) -> list[str]:
    return [citation["source"] for citation in record["citations"]] if "citations" in record else [record["id"]]
