"""Facts as seen on a day (`--as-of`), by a day (`--known-by`), or both: cut to what was so and what was told.

Each fact is judged by itself and by its successors and conflicts, so that an answer of any size is cut in one pass. What is
shown though it cannot be told says so in `view.doubts`. The rules stand in docs/codebook.md, section 8.
"""

from collections.abc import Iterable, Iterator

from vendorwatch.factbase.stages import has_come, may_be_later, on_day, stands
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
    passed = False
    if view.as_of or view.known_by:
        others = {other["id"]: other for other in _shown(store.facts_by_id(_others(fact)), view)}
        stages = list(later_stages(store, fact, view))
        fact["superseded_by"] = stages[0]["id"] if stages else None
        passed = view.as_of is not None and gives_way(fact, stages)
        fact["conflicts"] = [item for item in fact["conflicts"] if _is_open(fact, item, others)]
        fact["support"] = _support(fact, others)
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


def _shown(facts: Iterable[Document], view: View) -> Iterator[Document]:
    """Those of the facts that the view shows, each by itself."""
    yield from (found[0] for fact in facts if (found := cut(fact, view)) is not None)


def later_stages(store: Store, fact: Document, view: View) -> Iterator[Document]:
    """The later stages of a measure that the view shows and that stand, nearest first; the others are stepped over."""
    passed: set[str] = {fact["id"]}
    id = fact["superseded_by"]
    while id is not None and id not in passed:
        passed.add(id)
        (later,) = store.facts_by_id([id])
        yield from filter(stands, _shown([later], view))
        id = later["superseded_by"]


def gives_way(fact: Document, stages: Iterable[Document]) -> bool:
    """Whether one of its later stages counts in the place of a fact: what is done gives way only to what is done."""
    is_done = fact["status"] not in _AHEAD
    return any(not is_done or other["status"] not in _AHEAD for other in stages)


def _is_open(fact: Document, conflict: Document, others: dict[str, Document]) -> bool:
    """Whether both sides of a conflict are in the view and, where the program found it, still opposed as they read there."""
    other = others.get(conflict["with"])
    return other is not None and (conflict["declared"] or are_opposed(fact["status"], other["status"]))


def _support(fact: Document, others: dict[str, Document]) -> Document:
    supporting = [citation for citation in fact["citations"] if citation["stance"] == "supports"]
    told = [(citation["basis"], citation["origin"]) for citation in supporting]
    contradicted = any(item["type"] == "contradicts" and stands(others[item["with"]]) for item in fact["conflicts"])
    return {
        "label": label_of(told),
        "origins": list(dict.fromkeys(origin for _, origin in told)),
        "disputed": contradicted or len(supporting) < len(fact["citations"]),
    }


def listed_date(fact: Document) -> Document | None:
    """The date that a fact is listed under, else that of the earliest source that tells of it; None where there is none."""
    name = leading_date_name(fact["status"], fact["dates"])
    issued = (citation["issued"] for citation in fact["citations"] if citation["issued"])
    date: Document | None = fact["dates"][name] if name else None
    return date or min(issued, key=lambda date: date["earliest"] or "", default=None)


def listed_days(fact: Document) -> tuple[str | None, str | None]:
    """The first and last day of `listed_date`."""
    date = listed_date(fact)
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
