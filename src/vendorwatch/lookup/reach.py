"""Which actions of public bodies reach an entity on a day: aimed at it, or at a group that it is in.

An action counts as it read on that day (see view.py): what may have begun counts as begun, what may have ended not as
ended, and a later stage takes over only once it has effect itself. What is in doubt is shown with the act's id, and the
judgement left to a person.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vendorwatch.factbase.stages import is_over, stands
from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.filters import View
from vendorwatch.lookup.store import Store
from vendorwatch.lookup.view import cut, gives_way, later_stages

STRICTNESS = (
    # Keeps equipment out, or takes it out: nothing is left to choose.
    "deployment-ban",
    "removal-order",
    "procurement-exclusion",
    "authorisation-denial",
    # Cuts the vendor off from parts or money: buyers may still choose it, if it can deliver.
    "export-listing",
    "investment-limit",
    # Allows it case by case, or advises.
    "screening",
    "guideline",
    # Bears on the vendor, not on what may be bought of it.
    "penalty",
    "investigation",
    "retaliation",
    "other",
    # Pays for its removal, expressly allows it, or pays for it.
    "replacement-funding",
    "clearance",
    "subsidy",
    # Says nothing of what may be bought at home.
    "plan",
    "lobbying",
)
"""Actions from the strictest to the mildest, by what they leave a buyer free to do."""

_PART_OF_MARKET = {"critical-infrastructure": 1, "government": 2, "military": 2}
"""Buyers that are but a part of the market; all, carriers and those that nobody told apart are the whole of it."""

_BINDING = ("mandatory", "de-facto", "recommended", "unknown")
_AHEAD = ("adopted", "announced", "planned", "considered")


class Act(NamedTuple):
    """An action as it read on a day: its fact's id, what it does, how it binds, whose it is, what is doubtful about it.

    `stage` is `in-force` or `expected`; `since` is the date (EDTF) from which it is or is expected to be in force, for a
    measure of several stages with the same effect that of the first; `disputed` tells that sources or facts deny it.
    """

    fact: str
    action: str
    binding: str
    by: tuple[str, ...]
    stage: str
    status: str
    scope: Document
    since: str | None
    doubts: tuple[str, ...]
    disputed: bool = False

    @property
    def undated(self) -> bool:
        """Whether no date tells since when it counts."""
        return self.since is None


def acts_on(store: Store, entity: str, day: str) -> list[Act]:
    """The actions in force on `day` (YYYY-MM-DD) that reach the entity with this id, the strictest first."""
    acts = read_acts(store, store.briefs_on(entity), View(as_of=day))
    return in_order(act for act in acts if act.stage == "in-force")


def read_acts(store: Store, briefs: Iterable[Document], view: View) -> Iterator[Act]:
    """The actions among briefs (see `brief_of`) that are in force or expected in a view, in the order given."""
    for brief in briefs:
        found = cut(brief, view)
        if found is None:
            continue
        fact, doubts = found
        stage = "in-force" if fact["status"] == "in-force" else "expected" if fact["status"] in _AHEAD else None
        if stage is not None and not gives_way(fact, later_stages(store, fact, view)):
            yield _act(store, fact, stage, (*doubts, *_unanswered(fact, stage, view)), view)


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Actions, the strictest first; of those that are as strict the oldest, which tells since when it has been so."""
    return sorted(acts, key=lambda act: (strictness(act), act.since or "9999", act.fact))


def strictness(act: Act) -> tuple[int, int, int, int, int]:
    """The place of an action in the order: in force first, then by what it does, how it binds, how near it is, and whom."""
    breadth = min((_PART_OF_MARKET.get(buyer, 0) for buyer in act.scope["buyers"]), default=0)
    nearness = _place(act.status, _AHEAD)
    return act.stage != "in-force", _place(act.action, STRICTNESS), _place(act.binding, _BINDING), nearness, breadth


def _act(store: Store, fact: Document, stage: str, doubts: Iterable[str], view: View) -> Act:
    binding = fact["binding"] or "unknown"
    by = tuple(dict.fromkeys(fact["by"]))
    since = _since(store, fact, stage, view)
    disputed = _is_disputed(store, fact, view)
    return Act(fact["id"], fact["action"], binding, by, stage, fact["status"], fact["scope"], since, tuple(doubts), disputed)


def _since(store: Store, fact: Document, stage: str, view: View) -> str | None:
    """When an action began or is to begin; earlier stages that did the same tell when it first had effect."""
    dates = fact["dates"]
    if stage == "expected":
        return dates["effective"]["edtf"] if dates["effective"] else None
    own = next((dates[name] for name in ("effective", "announced", "as_of") if dates[name]), None)
    first = [own] if own else []
    first += [date for date in _earlier_starts(store, fact, view) if own is None or _day(date) <= _day(own)]
    return min(first, key=_day)["edtf"] if first else None


def _earlier_starts(store: Store, fact: Document, view: View) -> Iterator[Document]:
    """The days of force of the earlier stages of a measure, as far back as they did the same as this one."""
    passed: set[str] = {fact["id"]}
    while (id := fact["supersedes"]) is not None and id not in passed:
        passed.add(id)
        found = cut(store.facts_by_id([id])[0], view)
        if found is None or (found[0]["status"], found[0].get("action")) != ("in-force", fact["action"]):
            return
        fact = found[0]
        if fact["dates"]["effective"]:
            yield fact["dates"]["effective"]


def _is_disputed(store: Store, fact: Document, view: View) -> bool:
    """Whether a source denies an action, or a fact contradicts it, by what the view shows."""
    if any(citation["stance"] == "disputes" for citation in fact["citations"]):
        return True
    others = (cut(other, view) for other in store.facts_by_id(fact["contradicts"]))
    return any(stands(other[0]) for other in others if other is not None)


def _unanswered(fact: Document, stage: str, view: View) -> Iterator[str]:
    """The doubt about what should have come by the day, and of which no later fact tells."""
    date = fact["dates"]["effective"]
    if stage == "expected" and view.as_of is not None and date and is_over(date, view.as_of):
        yield f"expected {date['edtf']}, and no later fact is recorded"


def _day(date: Document) -> str:
    return date["earliest"] or ""


def _place(value: str, order: tuple[str, ...]) -> int:
    return order.index(value) if value in order else len(order)
