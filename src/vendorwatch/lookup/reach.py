"""Which actions of public bodies reach an entity on a day: in force, standing, aimed at it or at a group that it is in.

A fact is in force for as long as its dates allow: from the first day that its start may mean, up to the last that its end
may mean. A screening that is in doubt shows the act, with its id, and leaves the judgement to a person.
"""

from typing import NamedTuple

from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.store import Store

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
    "lobbying",
    "other",
    "plan",
    # Speaks for it, or pays.
    "replacement-funding",
    "subsidy",
    "clearance",
)
"""Actions from the strictest to the mildest, by what they leave a buyer free to do."""

_BINDING = ("mandatory", "de-facto", "recommended", "unknown")
_START = ("effective", "announced", "as_of")
_OVER = frozenset({"suspended", "ended", "overturned"})
"""Statuses of an action that was in force until its `ended`. (What was abandoned never was.)"""


class Act(NamedTuple):
    """An action in force: its fact's id, what it does, how it binds, whose it is; `undated` if nothing tells its start."""

    fact: str
    action: str
    binding: str
    by: tuple[str, ...]
    undated: bool


def acts_on(store: Store, entity: str, day: str) -> list[Act]:
    """The actions in force on `day` (YYYY-MM-DD) that reach the entity with this id, the strictest first.

    An action that a later stage of its measure supersedes counts until that stage takes over.
    """
    chosen = "SELECT fact FROM parties WHERE entity = ? AND role = 'target'"
    facts = store.documents(f"SELECT document FROM facts WHERE kind = 'action' AND id IN ({chosen}) ORDER BY id", entity)
    acts = [
        _act(fact) for fact in facts if _stands(fact) and is_in_force(fact, day) and not _is_taken_over(store, fact, day)
    ]
    return sorted(acts, key=strictness)


def strictness(act: Act) -> tuple[int, int]:
    """The place of an action in the order, by what it does, then by how it binds; the least is the strictest."""
    return _place(act.action, STRICTNESS), _place(act.binding, _BINDING)


def is_in_force(fact: Document, day: str) -> bool:
    """Whether an action is in force on a day, by its status and dates.

    `in-force`: from its start (`effective`, else `announced`, else `as_of`) through `ended`; without a date that tells,
    always. `suspended`, `ended` and `overturned`: from its start, before `ended`. Other statuses: never, since what is
    considered, planned, announced or adopted has at most an expected start.
    """
    start = _start(fact)
    ended = fact["dates"]["ended"]
    if start is not None and (start["earliest"] or "") > day:
        return False
    if fact["status"] == "in-force":
        return ended is None or ended["latest"] is None or day <= ended["latest"]
    return fact["status"] in _OVER and start is not None and ended is not None and day < _last_day(ended)


def _is_taken_over(store: Store, fact: Document, day: str) -> bool:
    """Whether a later, standing stage of the same measure counts on the day in the action's place, or has ended it."""
    seen = {fact["id"]}
    while fact["superseded_by"] not in (None, *seen):
        (fact,) = store.facts_by_id([fact["superseded_by"]])
        seen.add(fact["id"])
        if _stands(fact) and _has_come(fact, day):
            return True
    return False


def _has_come(fact: Document, day: str) -> bool:
    """Whether a stage has been reached by a day; one without any date always has."""
    if fact["status"] not in ("in-force", "abandoned", *_OVER):
        return False
    start, ended = _start(fact), fact["dates"]["ended"]
    if start is None and ended is not None and fact["status"] != "in-force":
        return day >= _last_day(ended)
    return start is None or (start["earliest"] or "") <= day


def _start(fact: Document) -> Document | None:
    return next((fact["dates"][name] for name in _START if fact["dates"][name]), None)


def _last_day(date: Document) -> str:
    return str(date["latest"] or date["earliest"])


def _stands(fact: Document) -> bool:
    return fact["withdrawn"] is None and fact["rank"] != "deprecated"


def _act(fact: Document) -> Act:
    by = dict.fromkeys(party["name"] for party in fact["parties"] if party["role"] == "actor" and party["group"] is None)
    return Act(fact["id"], fact["action"], fact["binding"] or "unknown", tuple(by), _start(fact) is None)


def _place(value: str, order: tuple[str, ...]) -> int:
    return order.index(value) if value in order else len(order)
