"""Facts against facts: E070, W071, E072."""

from collections.abc import Iterator

from vendorwatch.factbase.check.entities import cycles
from vendorwatch.factbase.check.registry import Context, rule, shown
from vendorwatch.factbase.findings import Finding

_SHOWN_CYCLE = 6


@rule(
    "E070",
    "A conflict names an existing fact, not itself, and is stored on one side only.",
    reason=("The program shows a conflict on both facts. Stored twice it can be changed on one side and stay on the other."),
    wrong=(
        "facts:\n- id: jp-2018-one\n  kind: relationship\n  conflicts: [{with: jp-2018-two, type: contradicts}]\n"
        "- id: jp-2018-two\n  kind: relationship\n  conflicts: [{with: jp-2018-one, type: contradicts}]\n"
    ),
    right=(
        "facts:\n- id: jp-2018-one\n  kind: relationship\n"
        "- id: jp-2018-two\n  kind: relationship\n  conflicts: [{with: jp-2018-one, type: contradicts}]\n"
    ),
)
def check_conflicts(context: Context) -> Iterator[Finding]:
    """E070."""
    yield from (finding for finding in context.unresolved if finding.code == "E070")
    declared: dict[frozenset[str], str] = {}
    for fact in context.base.facts.values():
        for index, conflict in enumerate(fact.conflicts):
            if conflict.with_ == fact.id:
                message = f"conflicts.with {shown(fact.id)} is the fact itself; name the other one"
                yield fact.origin.finding("E070", fact.id, message, "conflicts", index, "with")
            elif conflict.with_:
                side = declared.setdefault(frozenset((fact.id, conflict.with_)), f"{fact.id} {index}")
                if side != f"{fact.id} {index}":
                    message = (
                        f"the conflict with {shown(conflict.with_)} is stored on {side.split()[0]} already; keep one of"
                        " the two"
                    )
                    yield fact.origin.finding("E070", fact.id, message, "conflicts", index, "with")


@rule(
    "W071",
    "A contradiction that the program finds is declared.",
    reason=(
        "Same carrier and vendor, overlapping scope and time, statuses that exclude each other: an editor should say"
        " whether it is a contradiction, or only looks so, and why."
    ),
    wrong=(
        "facts:\n- id: jp-2018-one\n  kind: relationship\n  carriers: [softbank]\n  vendors: [huawei]\n  status:"
        " active\n  scope: {network: [4g]}\n- id: jp-2018-two\n  kind: relationship\n  carriers: [softbank]\n  vendors:"
        " [huawei]\n  status: never\n  scope: {network: [4g]}\n"
    ),
    right=(
        "facts:\n- id: jp-2018-one\n  kind: relationship\n  carriers: [softbank]\n  vendors: [huawei]\n  status:"
        " active\n  scope: {network: [4g]}\n- id: jp-2018-two\n  kind: relationship\n  carriers: [softbank]\n  vendors:"
        " [huawei]\n  status: never\n  scope: {network: [4g]}\n  conflicts: [{with: jp-2018-one, type: contradicts,"
        " note: One of the two outlets is wrong.}]\n"
    ),
)
def check_contradictions(context: Context) -> Iterator[Finding]:
    """W071."""
    from vendorwatch.factbase.derive import contradictions

    facts = context.base.facts
    declared = {frozenset((fact.id, conflict.with_)) for fact in facts.values() for conflict in fact.conflicts}
    for found in contradictions(context.base):
        if frozenset((found.first, found.second)) not in declared:
            first, second = facts[found.first], facts[found.second]
            message = (
                f"{second.status!r} stands against {first.status!r} of {first.id}; declare it: "
                f"conflicts: [{{with: {first.id}, type: {found.type}, note: …}}], or correct one of them"
            )
            yield second.origin.finding("W071", second.id, message, "status")


@rule(
    "E072",
    "`supersedes` stays in its thread, without a cycle, and a fact has one successor.",
    reason=(
        "A thread is one measure through its stages, each with one next stage, so that the state on a day is one answer."
    ),
    wrong=(
        "facts:\n- id: jp-2018-plan\n  kind: action\n  thread: jp-procurement\n"
        "- id: jp-2019-rule\n  kind: action\n  thread: jp-guidelines\n  supersedes: jp-2018-plan\n"
    ),
    right=(
        "facts:\n- id: jp-2018-plan\n  kind: action\n  thread: jp-procurement\n"
        "- id: jp-2019-rule\n  kind: action\n  thread: jp-procurement\n  supersedes: jp-2018-plan\n"
    ),
)
def check_successions(context: Context) -> Iterator[Finding]:
    """E072."""
    facts = context.base.facts
    links = {fact.id: fact.supersedes for fact in facts.values() if fact.supersedes in facts and fact.withdrawn is None}
    successors: dict[str, str] = {}
    for id, old in links.items():
        if old is None:
            continue
        fact = facts[id]
        if fact.thread != facts[old].thread:
            message = (
                f"supersedes {shown(old)} of thread {facts[old].thread or 'none'}, yet its own is"
                f" {fact.thread or 'none'}; give both the same"
            )
            yield fact.origin.finding("E072", id, message, "supersedes")
        if successors.setdefault(old, id) != id:
            message = f"{shown(old)} is superseded by {successors[old]} already; supersede that one instead"
            yield fact.origin.finding("E072", id, message, "supersedes")
    for cycle in cycles({id: old for id, old in links.items() if old is not None}):
        way = " → ".join([*cycle[:_SHOWN_CYCLE], "…"] if len(cycle) > _SHOWN_CYCLE else [*cycle, cycle[0]])
        message = f"supersedes goes in a circle: {way}; take out one of the links"
        yield facts[cycle[0]].origin.finding("E072", cycle[0], message, "supersedes")
