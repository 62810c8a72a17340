"""Facts as seen on a day (`--as-of`), by a day (`--known-by`), or both: cut to what was so and what was told.

Each fact is judged by itself and by its successors and conflicts, so that an answer of any size is cut in one pass. What is
shown though it cannot be told says so in `view.doubts`. The rules stand in docs/codebook.md, section 8.
"""

from collections.abc import Iterable, Iterator

from vendorwatch.factbase.stages import has_come, may_be_later, on_day
from vendorwatch.factbase.support import are_opposed, label_of
from vendorwatch.factbase.vocabulary import EXPECTED_STATUSES, leading_date_name
from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.filters import View
from vendorwatch.lookup.store import Store

_AHEAD = EXPECTED_STATUSES | {"adopted"}
"""Statuses of what has no effect yet."""


def seen(store: Store, facts: Iterable[Document], view: View) -> Iterator[Document]:
    """The facts as the view shows them, less those that it does not show, in the order given."""
    if not view.has_days:
        yield from facts
        return
    for fact in facts:
        shown = _see(store, fact, view)
        if shown is not None and _is_wanted(shown, view) and (view.all_stages or not shown["view"]["passed"]):
            yield shown


def _see(store: Store, fact: Document, view: View) -> Document | None:
    """The fact as of the day, known by the day; None where it was not so yet, or nobody had told. Status, dates,
    citations, conflicts and support are those of the view.
    """
    found = cut(fact, view)
    if found is None:
        return None
    fact, doubts = found
    if view.as_of or view.known_by:
        others = {id: other for id in _others(fact) if (other := _other(store, id, view)) is not None}
        fact["superseded_by"] = successor(store, fact, view)
        fact["conflicts"] = [item for item in fact["conflicts"] if _is_open(fact, item, others)]
        fact["support"] = _support(fact, others)
    passed = view.as_of is not None and fact["superseded_by"] is not None and takes_over(store, fact, view)
    doubts += _outside(fact, view)
    fact["view"] = {"recorded_status": fact["view"]["recorded_status"], "passed": passed, "doubts": doubts}
    return fact


def cut(fact: Document, view: View) -> tuple[Document, list[str]] | None:
    """A fact by itself, or the brief of an action, as of the day and known by the day, with what is doubtful about it."""
    recorded = fact["status"]
    doubts: list[str] = []
    if view.known_by is not None:
        told = [citation for citation in fact["citations"] if has_come(citation["issued"], view.known_by)]
        if all(citation["stance"] != "supports" for citation in told):
            return None
        sure = any(not _may_be_unknown(citation, view.known_by) for citation in told if citation["stance"] == "supports")
        doubts += [] if sure else [f"perhaps first reported after {view.known_by}"]
        fact = {**fact, "citations": told}
    if view.as_of is not None:
        read = on_day(fact, view.as_of)
        if read is None:
            return None
        fact, more = read
        doubts += more
    return {**fact, "view": {"recorded_status": recorded}}, doubts


def _may_be_unknown(citation: Document, day: str) -> bool:
    return citation["issued"] is None or may_be_later(citation["issued"], day)


def _others(fact: Document) -> list[str]:
    return [conflict["with"] for conflict in fact["conflicts"]]


def _other(store: Store, id: str, view: View) -> Document | None:
    """Another fact as the view shows it, by itself; None where it does not."""
    found = store.facts_by_id([id])
    other = cut(found[0], view) if found else None
    return other[0] if other else None


def _stands(fact: Document) -> bool:
    return fact["withdrawn"] is None and fact["rank"] != "deprecated"


def _later_stages(store: Store, fact: Document, view: View) -> Iterator[Document]:
    """The later stages of a measure that the view shows and that stand, nearest first; the others are stepped over."""
    passed: set[str] = {fact["id"]}
    id = fact["superseded_by"]
    while id is not None and id not in passed:
        passed.add(id)
        other = _other(store, id, view)
        if other is not None and _stands(other):
            yield other
        later = store.facts_by_id([id])
        id = later[0]["superseded_by"] if later else None


def successor(store: Store, fact: Document, view: View) -> str | None:
    """The id of the nearest later stage in the view, or None."""
    return next((other["id"] for other in _later_stages(store, fact, view)), None)


def takes_over(store: Store, fact: Document, view: View) -> bool:
    """Whether a later stage counts in the place of a fact: what is done gives way only to what is done."""
    is_done = fact["status"] not in _AHEAD
    return any(not is_done or other["status"] not in _AHEAD for other in _later_stages(store, fact, view))


def _is_open(fact: Document, conflict: Document, others: dict[str, Document]) -> bool:
    """Whether both sides of a conflict are in the view and, where the program found it, still opposed as they read there."""
    other = others.get(conflict["with"])
    return other is not None and (conflict["declared"] or are_opposed(fact["status"], other["status"]))


def _support(fact: Document, others: dict[str, Document]) -> Document:
    supporting = [citation for citation in fact["citations"] if citation["stance"] == "supports"]
    told = [(citation["basis"], citation["origin"]) for citation in supporting]
    contradicted = any(item["type"] == "contradicts" and _stands(others[item["with"]]) for item in fact["conflicts"])
    return {
        "label": label_of(told),
        "origins": list(dict.fromkeys(origin for _, origin in told)),
        "disputed": contradicted or len(supporting) < len(fact["citations"]),
    }


def listed_days(fact: Document) -> tuple[str | None, str | None]:
    """The first and last day of the date that a fact is listed under, else of the earliest source that tells of it."""
    name = leading_date_name(fact["status"], fact["dates"])
    issued = (citation["issued"] for citation in fact["citations"] if citation["issued"])
    date = fact["dates"][name] if name else min(issued, key=lambda date: date["earliest"] or "", default=None)
    return (date["earliest"], date["latest"]) if date else (None, None)


def _outside(fact: Document, view: View) -> list[str]:
    """The doubt whether a fact lies within `since` and `until`, where its date leaves that open."""
    if not (view.since or view.until):
        return []
    first, last = listed_days(fact)
    if first is None and last is None:
        return ["no date tells when"]
    early = view.since is not None and (first or "") < view.since
    late = view.until is not None and (last or "9999-12-31") > view.until
    return [f"may be {'before' if early else 'after'} the time asked for"] if early or late else []


def _is_wanted(fact: Document, view: View) -> bool:
    """Whether the fact, as it reads in the view, passes the filters that the view can change."""
    values = view.values
    if "status" in values and fact["status"] not in values["status"]:
        return False
    support = fact["support"]
    if "support" in values and not ({support["label"], "disputed" if support["disputed"] else ""} & set(values["support"])):
        return False
    first, last = listed_days(fact)
    if view.since is not None and last is not None and last < view.since:
        return False
    return not (view.until is not None and first is not None and first > view.until)
