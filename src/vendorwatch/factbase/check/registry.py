"""The registry of rules: one place per rule for its code, its summary, its explanation and its check."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module

from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.inputs import Input
from vendorwatch.factbase.model import Fact, FactBase, Origin

_FAMILIES = (
    "shape",
    "layout",
    "text",
    "references",
    "entities",
    "scripts",
    "coding",
    "dates",
    "followup",
    "amounts",
    "citations",
    "sources",
    "disputes",
    "held",
    "published",
)
"""The modules that register rules, each a family."""


@dataclass(frozen=True)
class Context:
    """What a rule looks at: the base, the files that it was read from, the day, and what the loader found.

    `today` is an ISO day, `YYYY-MM-DD`; `earlier` the base as it was published before, where there is one to compare
    with. The cached properties are indexes that several rules share.
    """

    base: FactBase
    inputs: tuple[Input, ...]
    today: str
    loaded: tuple[Finding, ...] = ()
    earlier: FactBase | None = None

    @cached_property
    def threads(self) -> Mapping[str, list[Fact]]:
        """Facts by thread, in the order of the base."""
        threads: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.base.facts.values():
            if fact.thread is not None:
                threads[fact.thread].append(fact)
        return threads

    @cached_property
    def superseded(self) -> frozenset[str]:
        """Ids of the facts that a later fact supersedes."""
        return frozenset(fact.supersedes for fact in self.base.facts.values() if fact.supersedes)

    @cached_property
    def unresolved(self) -> list[Finding]:
        """Every reference that leads nowhere, under the code of its rule."""
        from vendorwatch.factbase.check.references import unresolved

        return list(unresolved(self.base))

    @cached_property
    def odd_texts(self) -> list["Text"]:
        """The keys and values of the records that are more than plain printable ASCII without odd ends."""
        from vendorwatch.factbase.check.text import odd_texts

        return list(odd_texts(self.base))


@dataclass(frozen=True, slots=True)
class Text:
    """A key or value of a record, with the place that a finding about it goes to."""

    origin: Origin
    id: str
    mark: tuple[int, int]
    value: str
    is_key: bool

    def finding(self, code: str, message: str) -> Finding:
        """A finding at this text."""
        return Finding(self.origin.file, *self.mark, code, self.id, message)


Check = Callable[[Context], Iterable[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule: `summary` says in one line what holds, `reason` why, `wrong` and `right` are YAML snippets.

    A snippet shows only the keys that matter. `check` is None where loader, `verify` or a comparison finds the fault.
    """

    code: str
    summary: str
    reason: str
    wrong: str
    right: str
    check: Check | None = None

    @property
    def found_by(self) -> str:
        """The command or option that finds the fault where plain `check` does not, as its summary says; else nothing."""
        found = re.match(r"\(`(.+?)`\) ", self.summary)
        return found[1] if found else ""


_REGISTERED: dict[str, Rule] = {}


def rule(code: str, summary: str, *, reason: str, wrong: str, right: str) -> Callable[[Check], Check]:
    """Register the decorated function as the check of a rule."""

    def register(check: Check) -> Check:
        _REGISTERED[code] = Rule(code, summary, reason, wrong, right, check)
        return check

    return register


def declare(code: str, summary: str, *, reason: str, wrong: str, right: str) -> None:
    """Register a rule whose fault is found elsewhere: by the loader, by `verify`, or against an earlier base."""
    _REGISTERED[code] = Rule(code, summary, reason, wrong, right)


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by code, in the order of the numbers."""
    for family in _FAMILIES:
        import_module(f"vendorwatch.factbase.check.{family}")
    return {code: _REGISTERED[code] for code in sorted(_REGISTERED, key=lambda code: code[1:])}


def shown(value: str, limit: int = 60) -> str:
    """A value for a message: quoted, on one line, invisible characters escaped, cut where it is long."""
    return repr(value if len(value) <= limit else f"{value[: limit - 1]}…")
