"""Entities: identifiers, names, groups and parents: E023, E024, W025, E027."""

import re
from collections import defaultdict
from collections.abc import Iterator

from vendorwatch.factbase.check.registry import Context, rule, shown
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.model import Entity
from vendorwatch.factbase.names import key_of, words_of_name

_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_SHORT = 3
_SHOWN_CYCLE = 6

Path = tuple[str | int, ...]


def _lei_is_valid(lei: str) -> bool:
    """Form and check digits of a Legal Entity Identifier (ISO 17442: ISO 7064 MOD 97-10)."""
    return _LEI.fullmatch(lei) is not None and int("".join(str(int(char, 36)) for char in lei)) % 97 == 1


@rule(
    "E023",
    "Wikidata ids are well formed, LEI check digits right, and each stands for one entity.",
    reason="These ids join the base to other data. A wrong digit joins it to another company.",
    wrong="entities:\n  nokia:\n    name: Nokia\n    ids: {lei: 549300A0JPRWG1KI7U07}\n",
    right="entities:\n  nokia:\n    name: Nokia\n    ids: {lei: 549300A0JPRWG1KI7U06}\n",
)
def check_identifiers(context: Context) -> Iterator[Finding]:
    """E023."""
    holders: dict[tuple[str, str], str] = {}
    for entity in context.base.entities.values():
        for scheme, value in entity.ids.items():
            fault = None
            if scheme == "wikidata" and not _WIKIDATA.fullmatch(value):
                fault = f"wikidata {shown(value)} is no item; write Q and a number, as in Q160120"
            elif scheme == "lei" and not _LEI.fullmatch(value):
                fault = f"lei {shown(value)} is no LEI; write its 20 digits and capital letters"
            elif scheme == "lei" and not _lei_is_valid(value):
                fault = f"lei {shown(value)}: the check digits at the end are wrong; copy it again from search.gleif.org"
            elif scheme in ("wikidata", "lei") and holders.setdefault((scheme, value), entity.id) != entity.id:
                fault = f"{scheme} {shown(value)} is that of {holders[scheme, value]} already; keep it with one of the two"
            if fault:
                yield entity.origin.finding("E023", entity.id, fault, "ids", scheme)


def _names_with_paths(entity: Entity) -> Iterator[tuple[str, Path]]:
    """Every name of an entity, weak ones too, and where it stands in the record."""
    yield entity.name, ("name",)
    for tag, names in entity.names.items():
        yield from ((name, ("names", tag, index)) for index, name in enumerate(names))
    yield from ((name, ("weak_names", index)) for index, name in enumerate(entity.weak_names))
    for index, former in enumerate(entity.former_names):
        yield former.name, ("former_names", index, "name")


@rule(
    "E024",
    "A name belongs to one entity, or its holders list each other in `different_from`.",
    reason=(
        "A query for the name would have two answers. Where two entities really share one (SoftBank Corp. and SoftBank "
        "Group), `different_from` on both sides says that they were told apart on purpose, and a query offers both."
    ),
    wrong=(
        "entities:\n  softbank:\n    name: SoftBank\n  softbank-group:\n    name: SoftBank Group\n"
        "    weak_names: [Softbank]\n"
    ),
    right=(
        "entities:\n  softbank:\n    name: SoftBank\n    different_from: [softbank-group]\n"
        "  softbank-group:\n    name: SoftBank Group\n    weak_names: [Softbank]\n    different_from: [softbank]\n"
    ),
)
def check_shared_names(context: Context) -> Iterator[Finding]:
    """E024: names are the same when their keys are, as in matching."""
    entities = context.base.entities
    holders: dict[str, dict[str, tuple[str, Path]]] = defaultdict(dict)
    for entity in entities.values():
        for name, path in _names_with_paths(entity):
            key = key_of(words_of_name(name))
            if key:
                holders[key].setdefault(entity.id, (name, path))
    for shared in holders.values():
        earlier: list[str] = []
        for id, (name, path) in shared.items():
            ours = entities[id]
            other = next((other for other in earlier if not _told_apart(ours, entities[other])), None)
            earlier.append(id)
            if other is not None:
                message = (
                    f"the name {shown(name)} is that of {other} too; name one entity so, or, where both are, list them"
                    " in each other's different_from"
                )
                yield ours.origin.finding("E024", id, message, *path)


def _told_apart(first: Entity, second: Entity) -> bool:
    return second.id in first.different_from and first.id in second.different_from


@rule(
    "W025",
    "Names of three letters or fewer stand in `weak_names`, the main name aside.",
    reason=(
        "Short names are words of many languages and other firms' initials: a text that says BT or au would match. Weak"
        " names are matched only exactly. Chinese, Japanese and Korean names are short by nature and do not count."
    ),
    wrong="entities:\n  kddi:\n    name: KDDI\n    names: {en: [au]}\n",
    right="entities:\n  kddi:\n    name: KDDI\n    weak_names: [au]\n",
)
def check_short_names(context: Context) -> Iterator[Finding]:
    """W025."""
    from vendorwatch.factbase.check.scripts import scripts_of

    for entity in context.base.entities.values():
        main = key_of(words_of_name(entity.name))
        for tag, names in entity.names.items():
            for index, name in enumerate(names):
                key = key_of(words_of_name(name))
                if 0 < len(key) <= _SHORT and key != main and not scripts_of(name) & {"Han", "Kana", "Hangul"}:
                    message = f"the name {shown(name)} has only {len(key)} letters; move it to weak_names"
                    yield entity.origin.finding("W025", entity.id, message, "names", tag, index)


@rule(
    "E027",
    "`part_of` has no cycle; a group has `size` or `members`, and no more members than its size.",
    reason=(
        "A company is no part of its own part. What is recorded of a group is shown for each known member, so the group"
        " says who they are, or that this is `unknown`."
    ),
    wrong="entities:\n  jp-carriers:\n    type: group\n    name: Japanese carriers (not named)\n",
    right="entities:\n  jp-carriers:\n    type: group\n    name: Japanese carriers (not named)\n    members: unknown\n",
)
def check_wholes(context: Context) -> Iterator[Finding]:
    """E027."""
    yield from _part_of_cycles(context)
    for entity in context.base.entities.values():
        if entity.type != "group":
            continue
        if "size" not in entity.origin.tree and "members" not in entity.origin.tree:
            message = "the group has neither size nor members; add `members: [first, second]`, or `members: unknown`"
            yield entity.origin.finding("E027", entity.id, message, "type")
        elif entity.size is not None and len(set(entity.members or ())) > entity.size:
            message = f"size {entity.size} is less than the {len(set(entity.members or ()))} members; correct one of them"
            yield entity.origin.finding("E027", entity.id, message, "size")


def _part_of_cycles(context: Context) -> Iterator[Finding]:
    """One finding for each cycle of parents, on its first entity in the order of the base."""
    parents = {entity.id: entity.part_of for entity in context.base.entities.values() if entity.part_of}
    for cycle in cycles(parents):
        way = " → ".join([*cycle[:_SHOWN_CYCLE], "…"] if len(cycle) > _SHOWN_CYCLE else [*cycle, cycle[0]])
        message = f"part_of goes in a circle: {way}; take out one of the links"
        yield context.base.entities[cycle[0]].origin.finding("E027", cycle[0], message, "part_of")


def cycles(next_of: dict[str, str]) -> Iterator[list[str]]:
    """The cycles of a graph where each node has at most one successor, each once, from its first node in the mapping."""
    order = {node: index for index, node in enumerate(next_of)}
    done: set[str] = set()
    for start in next_of:
        path: dict[str, None] = {}
        node: str | None = start
        while node is not None and node not in done and node not in path:
            path[node] = None
            node = next_of.get(node)
        if node is not None and node in path:
            nodes = list(path)
            cycle = nodes[nodes.index(node) :]
            first = cycle.index(min(cycle, key=order.__getitem__))
            yield cycle[first:] + cycle[:first]
        done.update(path)
