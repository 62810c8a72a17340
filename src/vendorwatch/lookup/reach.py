"""Which actions of public bodies reach an entity on a day: aimed at it, or at a group that it is in.

An action counts as it read on that day (see view.py): what may have begun counts as begun, what may have ended not as
ended, and a later stage takes over only once it has effect itself. What is in doubt is shown with the act's id, and the
judgement left to a person.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

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

_BINDING = ("mandatory", "de-facto", "recommended", "unknown")
_AHEAD = ("adopted", "announced", "planned", "considered")


class Act(NamedTuple):
    """An action as it read on a day: its fact's id, what it does, how it binds, whose it is, what is doubtful about it.

    `stage` is `in-force` or `expected`; `since` is the date (EDTF) from which it is or is expected to be in force.
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

    @property
    def undated(self) -> bool:
        """Whether no date tells since when it counts."""
        return self.since is None


def acts_on(store: Store, entity: str, day: str) -> list[Act]:
    """The actions in force on `day` (YYYY-MM-DD) that reach the entity with this id, the strictest first."""
    acts = read_acts(store, store.briefs_on(entity), View(as_of=day))
    return sorted((act for act in acts if act.stage == "in-force"), key=strictness)


def read_acts(store: Store, briefs: Iterable[Document], view: View) -> Iterator[Act]:
    """The actions among briefs (see `brief_of`) that are in force or expected in a view, in the order given."""
    for brief in briefs:
        found = cut(brief, view)
        if found is None:
            continue
        fact, doubts = found
        stage = "in-force" if fact["status"] == "in-force" else "expected" if fact["status"] in _AHEAD else None
        if stage is not None and not gives_way(fact, later_stages(store, fact, view)):
            yield _act(fact, stage, doubts)


def strictness(act: Act) -> tuple[int, int, int, int, str]:
    """The place of an action in the order: in force first, then by what it does, how it binds, how near it is."""
    nearness = _place(act.status, _AHEAD)
    return act.stage != "in-force", _place(act.action, STRICTNESS), _place(act.binding, _BINDING), nearness, act.fact


def _act(fact: Document, stage: str, doubts: Iterable[str]) -> Act:
    dates = fact["dates"]
    names = ("effective", "announced", "as_of") if stage == "in-force" else ("effective",)
    since = next((dates[name]["edtf"] for name in names if dates[name]), None)
    binding = fact["binding"] or "unknown"
    by = tuple(dict.fromkeys(fact["by"]))
    return Act(fact["id"], fact["action"], binding, by, stage, fact["status"], fact["scope"], since, tuple(doubts))


def _place(value: str, order: tuple[str, ...]) -> int:
    return order.index(value) if value in order else len(order)
