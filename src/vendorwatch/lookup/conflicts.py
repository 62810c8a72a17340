"""What contradicts what: each pair of facts in conflict, declared by an editor or found by the program."""

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.lookup.filters import Filters, read_filters
from vendorwatch.lookup.query import find_subject, new_answer, with_facts
from vendorwatch.lookup.select import select_facts
from vendorwatch.lookup.store import Store
from vendorwatch.lookup.view import seen

_TYPES = ("contradicts", "scope-unclear", "different-measure", "different-scope", "different-time")


def conflicts(store: Store, text: str | None, filters: Filters, *, undeclared: bool = False, exact: bool = False) -> Answer:
    """The conflicts of all facts, or of the facts of what `text` names, under filters: those that contradict first.

    `pairs` has a row for each, `facts` both sides of all. `undeclared` leaves only what no editor has judged yet. Raises
    FilterError.
    """
    answer = new_answer(store, "conflicts", text)
    view = read_filters(store, filters, answer, exact=exact)
    if view is None or (subject := find_subject(answer, store, text, exact=exact)) is None:
        return answer
    pairs: dict[frozenset[str], Document] = {}
    for fact in select_facts(store, subject, view._replace(limit=None, in_conflict=True)):
        for conflict in fact["conflicts"]:
            if not (undeclared and conflict["declared"]):
                pairs.setdefault(frozenset((fact["id"], conflict["with"])), _pair(fact, conflict))
    answer.pairs = sorted(pairs.values(), key=lambda pair: (_TYPES.index(pair["type"]), pair["first"], pair["second"]))
    answer.pairs = answer.pairs[: view.limit]
    ids = dict.fromkeys(id for pair in answer.pairs for id in (pair["first"], pair["second"]))
    return with_facts(answer, store, list(seen(store, store.facts_by_id(ids), view.of_time)))


def _pair(fact: Document, conflict: Document) -> Document:
    first, second = sorted((fact["id"], conflict["with"]))
    return {
        "first": first,
        "second": second,
        "type": conflict["type"],
        "declared": conflict["declared"],
        "note": conflict["note"],
    }
