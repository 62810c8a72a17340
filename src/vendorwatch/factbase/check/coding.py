"""How a fact is coded: E031, E032, E073, W074."""

from collections.abc import Hashable, Iterator

from vendorwatch.factbase.check.registry import Context, rule
from vendorwatch.factbase.fields import FACT_FIELDS, Shape
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.model import Entity, Fact
from vendorwatch.factbase.vocabulary import DEFAULT_SCOPE

_PUBLIC_ROLES = frozenset({"government", "regulator", "court"})


@rule(
    "E031",
    "The value `other` comes with a `note`.",
    reason=("`other` alone says nothing. The note says what it is, and many alike show that the vocabulary lacks a word."),
    wrong="facts:\n- id: xx-2018-petition\n  kind: action\n  action: other\n",
    right=(
        "facts:\n- id: xx-2018-petition\n  kind: action\n  action: other\n  note: Parliament asks for a report on"
        " suppliers.\n"
    ),
)
def check_other(context: Context) -> Iterator[Finding]:
    """E031."""
    for fact in context.base.facts.values():
        for name, value in fact.own.items():
            if value == "other" and FACT_FIELDS[fact.kind][name].shape is Shape.CHOICE and not fact.note:
                message = f"{name} 'other' needs a note; add `note:` with what it is"
                yield fact.origin.finding("E031", fact.id, message, name)


@rule(
    "E032",
    "An action's actor is a public body; a company's own choice is a `relationship`.",
    reason=(
        "The mistake that this base is there to avoid: a carrier's choice is never a state ban. A group may act where"
        " it is one of public bodies."
    ),
    wrong=(
        "facts:\n- id: jp-2018-softbank-drops-huawei\n  kind: action\n  actor: softbank\n  targets: [huawei]\n"
        "  action: removal-order\n"
    ),
    right=(
        "facts:\n- id: jp-2018-softbank-drops-huawei\n  kind: relationship\n  carriers: [softbank]\n  vendors:"
        " [huawei]\n  relation: supply\n  status: winding-down\n"
    ),
)
def check_actors(context: Context) -> Iterator[Finding]:
    """E032, by `Field.entity_type`."""
    for fact in context.base.facts.values():
        fields = FACT_FIELDS[fact.kind]
        for party in fact.parties:
            field = fields.get(str(party.path[0]))
            entity = context.base.entities.get(party.id)
            if field is None or not field.entity_type or entity is None or _fits(entity, field.entity_type):
                continue
            if entity.type == "person":
                way_out = "name the body that acts, or make this a statement"
            elif entity.type == "group":
                way_out = "name the body, or give the group the role government, regulator or court"
            else:
                way_out = "a company's own choice is a relationship"
            message = f"{field.name} {party.id} is a {entity.type}, not a {field.entity_type}; {way_out}"
            yield fact.origin.finding("E032", fact.id, message, *party.path)


def _fits(entity: Entity, wanted: str) -> bool:
    if not entity.type:
        return True
    return entity.type == wanted or (entity.type == "group" and bool(_PUBLIC_ROLES & set(entity.roles)))


@rule(
    "E073",
    "A fact that is `preferred` or `deprecated` has a `rank_reason`.",
    reason=("A rank decides which of two facts an answer shows first, or not at all. The reader must be able to see why."),
    wrong="facts:\n- id: au-2018-5g-ban\n  kind: action\n  rank: deprecated\n",
    right=(
        "facts:\n- id: au-2018-5g-ban\n  kind: action\n  rank: deprecated\n"
        "  rank_reason: The outlet corrected the article.\n"
    ),
)
def check_ranks(context: Context) -> Iterator[Finding]:
    """E073."""
    for fact in context.base.facts.values():
        if fact.rank != "normal" and not fact.rank_reason:
            message = f"rank {fact.rank!r} needs a rank_reason; add it"
            yield fact.origin.finding("E073", fact.id, message, "rank")


@rule(
    "W074",
    "No two facts are equal in kind, parties, act, scope and date.",
    reason=(
        "The same fact from a second article is a second citation, not a second fact. Statements and events whose"
        " content only the summary tells are let pass where both cite one source at different passages, and so are"
        " pairs that declare a conflict."
    ),
    wrong=(
        "facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n  carriers: [softbank]\n  vendors: [huawei]\n"
        '  as_of: "2018-12"\n'
        "- id: jp-2018-softbank-huawei-again\n  kind: relationship\n  carriers: [softbank]\n  vendors: [huawei]\n"
        '  as_of: "2018-12"\n'
    ),
    right=(
        "facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n  carriers: [softbank]\n  vendors: [huawei]\n"
        '  as_of: "2018-12"\n  citations:\n'
        "  - {source: caixin-2018-big3, basis: own-voice}\n  - {source: hdtechnews-2018-boycott, basis: own-voice}\n"
    ),
)
def check_twins(context: Context) -> Iterator[Finding]:
    """W074."""
    first_of: dict[Hashable, Fact] = {}
    for fact in context.base.facts.values():
        if not fact.stands:
            continue
        first = first_of.setdefault(_content_of(fact), fact)
        if first is not fact and not _told_apart(first, fact):
            message = (
                f"says the same as {first.id}; cite both sources there, or say here what differs (scope, date, note of"
                " a conflict)"
            )
            yield fact.origin.finding("W074", fact.id, message)


def _content_of(fact: Fact) -> Hashable:
    """What makes a fact that fact, but for its words and its citations."""
    scope = {name: frozenset(values) for name, values in fact.scope.items() if set(values) != {DEFAULT_SCOPE}}
    return (
        fact.kind,
        fact.status,
        frozenset((party.role, party.id) for party in fact.parties),
        frozenset(fact.own.items()),
        frozenset(scope.items()),
        frozenset((name, date.edtf) for name, date in fact.dates.items()),
        frozenset((amount.role, amount.amount.text) for amount in fact.amounts),
        frozenset(fact.where),
    )


def _told_apart(first: Fact, second: Fact) -> bool:
    """Whether an editor has seen both facts and keeps them: one source at two passages, a conflict, a successor."""
    if first.id in (second.supersedes, *(conflict.with_ for conflict in second.conflicts)):
        return True
    if second.id in (first.supersedes, *(conflict.with_ for conflict in first.conflicts)):
        return True
    if first.kind not in ("statement", "event"):
        return False
    passages = [{(item.source, str(item.passage)) for item in fact.citations if item.passage} for fact in (first, second)]
    sources = [{source for source, _ in places} for places in passages]
    return bool(sources[0] & sources[1]) and not passages[0] & passages[1]
