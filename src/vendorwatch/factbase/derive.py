"""What is derived from the records and never typed in: support, disagreement, places, successors (docs/codebook.md)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from vendorwatch.factbase.model import Citation, Entity, Fact, FactBase
from vendorwatch.factbase.names import key_of, words_of_name
from vendorwatch.factbase.support import OPPOSED, label_of
from vendorwatch.factbase.vocabulary import DEFAULT_SCOPE

_FIRST_DAY, _LAST_DAY = "0000-00-00", "9999-99-99"


@dataclass(frozen=True, slots=True)
class Support:
    """How well a fact is supported: a label of SUPPORT_LABELS, its origins, and whether something disputes it."""

    label: str
    origins: tuple[str, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts (ids) that disagree by the rules of docs/codebook.md; `type` is `contradicts` or `scope-unclear`."""

    first: str
    second: str
    type: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A conflict as one side sees it: the other fact's id; `declared` by an editor, or found by the program."""

    other: str
    type: str
    note: str | None
    declared: bool


def outlets_by_name(base: FactBase) -> dict[str, str]:
    """Outlet entities by the keys of their names, so that a source's own outlet and a relay through it are one origin."""
    outlets: dict[str, str] = {}
    for entity in base.entities.values():
        if "outlet" in entity.roles:
            for name in names_of(entity):
                outlets.setdefault(key_of(words_of_name(name)), entity.id)
    return outlets


def names_of(entity: Entity) -> Iterator[str]:
    """Every name of an entity that it may be found by, the main name first; weak names aside."""
    yield entity.name
    for names in entity.names.values():
        yield from names
    yield from (former.name for former in entity.former_names)


def chain_of(citation: Citation, base: FactBase) -> tuple[str, ...]:
    """The relay chain, nearest first: the source, what it reprints, the outlets it relays."""
    source = base.sources.get(citation.source)
    chain = [citation.source]
    while source is not None and source.original is not None and source.original not in chain:
        chain.append(source.original)
        source = base.sources.get(source.original)
    return (*chain, *citation.via)


def origin_of(citation: Citation, base: FactBase, outlets: Mapping[str, str]) -> str:
    """The last link of a relay chain: an outlet's entity id where one is known, else the source's id."""
    last = chain_of(citation, base)[-1]
    source = base.sources.get(last)
    if citation.via or source is None:
        return last
    return outlets.get(key_of(words_of_name(source.container_title)), last)


def support_of(fact: Fact, base: FactBase, outlets: Mapping[str, str], *, contradicted: bool) -> Support:
    """The support of a fact from its supporting citations; `contradicted` when a `contradicts` stands against it."""
    supporting = [citation for citation in fact.citations if citation.stance == "supports"]
    disputed = contradicted or len(supporting) < len(fact.citations)
    told = [(citation.basis, origin_of(citation, base, outlets)) for citation in supporting]
    return Support(label_of(told), tuple(dict.fromkeys(origin for _, origin in told)), disputed)


def places_of(fact: Fact, base: FactBase) -> tuple[str, ...]:
    """The countries that a fact concerns: as written, else those of who acts, chooses or speaks, else of all parties."""
    if fact.where:
        return fact.where
    countries = (entity.country for entity in _placing(fact, base))
    return tuple(dict.fromkeys(country for country in countries if country))


def vendor_places_of(fact: Fact, base: FactBase) -> frozenset[str]:
    """Those of `places_of` that stand there for the seat of a vendor alone: what befell it is not its state's doing."""
    if fact.where:
        return frozenset()
    parties = _placing(fact, base)
    others = {entity.country for entity in parties if not set(entity.roles) <= {"vendor"}}
    return frozenset(entity.country for entity in parties if entity.country and entity.country not in others)


def _placing(fact: Fact, base: FactBase) -> list[Entity]:
    """Whose countries a fact concerns that names none: who acts, chooses or speaks, else all parties."""
    acting = [party.id for party in fact.parties if party.role in ("actor", "carrier", "speaker")]
    ids = acting or [party.id for party in fact.parties]
    return [base.entities[id] for id in ids if id in base.entities]


def successors_of(base: FactBase) -> dict[str, str]:
    """For each superseded fact the id of the fact that supersedes it."""
    return {fact.supersedes: fact.id for fact in base.facts.values() if fact.supersedes}


def disagreements_of(base: FactBase) -> dict[str, list[Disagreement]]:
    """Conflicts by fact id, seen from both sides: the declared ones, then those that the program finds."""
    conflicts: dict[str, list[Disagreement]] = defaultdict(list)
    declared = set()
    for fact in base.facts.values():
        for conflict in fact.conflicts:
            if conflict.with_ not in base.facts or frozenset((fact.id, conflict.with_)) in declared:
                continue
            declared.add(frozenset((fact.id, conflict.with_)))
            conflicts[fact.id].append(Disagreement(conflict.with_, conflict.type, conflict.note, True))
            conflicts[conflict.with_].append(Disagreement(fact.id, conflict.type, conflict.note, True))
    for found in contradictions(base):
        if frozenset((found.first, found.second)) not in declared:
            conflicts[found.first].append(Disagreement(found.second, found.type, None, False))
            conflicts[found.second].append(Disagreement(found.first, found.type, None, False))
    return conflicts


def is_contradicted(disagreements: Iterable[Disagreement], base: FactBase) -> bool:
    """Whether a `contradicts` stands: the other side is neither withdrawn nor deprecated."""
    return any(item.type == "contradicts" and base.facts[item.other].stands for item in disagreements)


def contradictions(base: FactBase) -> Iterator[Contradiction]:
    """Relationships of the same carrier and vendor whose statuses oppose each other in overlapping scope and time.

    Members stand in for a group. Facts of which one supersedes the other, at once or through facts between them, and facts
    that no longer stand, never oppose.
    """
    by_pair: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in base.facts.values():
        if fact.kind == "relationship" and fact.stands:
            for pair in product(_parties_of(fact, "carrier", base), _parties_of(fact, "vendor", base)):
                by_pair[pair].append(fact)
    found: dict[frozenset[str], Contradiction] = {}
    for facts in by_pair.values():
        for first, second in _opposed(facts):
            type = _overlap(first, second)
            if type is not None and not (_supersedes(first, second, base) or _supersedes(second, first, base)):
                found.setdefault(frozenset((first.id, second.id)), Contradiction(first.id, second.id, type))
    yield from found.values()


def _opposed(facts: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts with opposed statuses, each once; sorted by status first, so that like is never held against like."""
    by_status: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_status[fact.status].append(fact)
    for one, other in OPPOSED:
        yield from product(by_status[one], by_status[other])


def _supersedes(later: Fact, earlier: Fact, base: FactBase) -> bool:
    """Whether one fact supersedes the other, at once or through facts between them; a cycle ends where it closes."""
    passed: set[str] = set()
    id = later.supersedes
    while id is not None and id in base.facts and id not in passed:
        if id == earlier.id:
            return True
        passed.add(id)
        id = base.facts[id].supersedes
    return False


def _parties_of(fact: Fact, role: str, base: FactBase) -> Iterator[str]:
    for party in fact.parties:
        if party.role == role:
            yield party.id
            entity = base.entities.get(party.id)
            yield from (entity.members if entity and entity.members else ())


def _overlap(first: Fact, second: Fact) -> str | None:
    """The type of conflict between two opposed facts; None where scope or time keeps them apart."""
    first_start, first_end = _span(first)
    second_start, second_end = _span(second)
    if first_start > second_end or second_start > first_end:
        return None
    unclear = False
    for dimension in ("network", "layer"):
        ours = set(first.scope.get(dimension, (DEFAULT_SCOPE,)))
        theirs = set(second.scope.get(dimension, (DEFAULT_SCOPE,)))
        if "any" in ours | theirs or ours & theirs - {DEFAULT_SCOPE}:
            continue
        if DEFAULT_SCOPE not in ours | theirs:
            return None
        # Silence on both sides about the layer is the normal case and hides nothing; on one side it is unclear.
        unclear |= dimension == "network" or ours != theirs
    return "scope-unclear" if unclear else "contradicts"


def _span(fact: Fact) -> tuple[str, str]:
    """First and last day that a relationship's status speaks of.

    `never` looks back without limit, `ended` and `ruled-out` look ahead; the others hold between their own dates.
    """
    dates = [date for name, date in fact.dates.items() if name != "by"]
    earliest = [date.earliest or _FIRST_DAY for date in dates]
    latest = [date.latest or _LAST_DAY for date in dates]
    start, end = min(earliest, default=_FIRST_DAY), max(latest, default=_LAST_DAY)
    if fact.status == "never":
        return _FIRST_DAY, end
    if fact.status in ("ended", "ruled-out"):
        return start, _LAST_DAY
    return start, end
