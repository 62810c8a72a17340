"""How citations add up to a label, and which statuses exclude each other: what compiler and look-ups share."""

from collections.abc import Iterable

OPPOSED = (
    ("active", "never"),
    ("winding-down", "never"),
    ("active", "ended"),
    ("planned", "ruled-out"),
    ("announced", "ruled-out"),
)
"""Pairs of statuses of a relationship that exclude each other."""


def label_of(told: Iterable[tuple[str, str]]) -> str:
    """The label that citations give a fact, each by its basis and the last link of its relay chain."""
    told = list(told)
    bases = {basis for basis, _ in told}
    heard = {origin for basis, origin in told if basis != "hearsay"}
    if "document" in bases:
        return "documented"
    if bases & {"on-record-self", "on-record-other"}:
        return "on-record"
    if len(heard) > 1:
        return "multi-origin"
    if bases <= {"hearsay"}:
        return "hearsay-only"
    return "anonymous-only" if bases <= {"anonymous", "hearsay"} else "single-origin"


def are_opposed(one: str, other: str) -> bool:
    """Whether two statuses of a relationship exclude each other."""
    return (one, other) in OPPOSED or (other, one) in OPPOSED
