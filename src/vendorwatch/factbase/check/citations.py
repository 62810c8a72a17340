"""Citations: E060, E061, E062, W066."""

from collections.abc import Iterator

from vendorwatch.factbase.check.registry import Context, rule, shown
from vendorwatch.factbase.findings import Finding, did_you_mean
from vendorwatch.factbase.model import Citation, FactBase
from vendorwatch.factbase.names import key_of, words_of_name

_UNNAMED = frozenset({"anonymous", "hearsay"})
_ON_RECORD = frozenset({"on-record-self", "on-record-other"})
_AS_DONE = frozenset({"in-force", "active", "completed"})


@rule(
    "E060",
    "A fact has at least one citation, each to a known source.",
    reason="A sentence without a source is an opinion of ours, and this base has none.",
    wrong="facts:\n- id: au-2018-5g-ban\n  kind: action\n  citations: [{source: caixin-2018-big4, basis: own-voice}]\n",
    right="facts:\n- id: au-2018-5g-ban\n  kind: action\n  citations: [{source: caixin-2018-big3, basis: own-voice}]\n",
)
def check_cited(context: Context) -> Iterator[Finding]:
    """E060."""
    yield from (finding for finding in context.unresolved if finding.code == "E060")
    for fact in context.base.facts.values():
        if not fact.citations:
            message = "no citation; add `citations: [{source: …, basis: …, passage: …}]`"
            yield fact.origin.finding("E060", fact.id, message, "citations")


@rule(
    "E061",
    "`basis` is present; `anonymous` and `hearsay` name no entity as `asserted_by`, `on-record-*` always names one.",
    reason=(
        "How the text knows a thing decides what it is worth. On record means that somebody stands by it with a name; "
        "where somebody is named, it is no longer anonymous."
    ),
    wrong=(
        "facts:\n- id: au-2018-5g-ban\n  kind: action\n  citations:\n"
        "  - {source: caixin-2018-big3, basis: on-record-self, asserted_by: officials}\n"
    ),
    right=(
        "facts:\n- id: au-2018-5g-ban\n  kind: action\n  citations:\n"
        "  - {source: caixin-2018-big3, basis: anonymous, asserted_by: officials}\n"
    ),
)
def check_bases(context: Context) -> Iterator[Finding]:
    """E061."""
    names = _ids_by_name(context.base)
    for fact in context.base.facts.values():
        for index, citation in enumerate(fact.citations):
            fault = _basis_fault(citation, context.base, names)
            if fault:
                key, message = fault
                yield fact.origin.finding("E061", fact.id, message, "citations", index, key)


def _ids_by_name(base: FactBase) -> dict[str, str]:
    """Entity ids by the keys of their main names and those of their names by language."""
    ids: dict[str, str] = {}
    for entity in base.entities.values():
        for name in (entity.name, *(name for names in entity.names.values() for name in names)):
            ids.setdefault(key_of(words_of_name(name)), entity.id)
    return ids


def _basis_fault(citation: Citation, base: FactBase, names: dict[str, str]) -> tuple[str, str] | None:
    """The key that is wrong, and why."""
    by, basis = citation.asserted_by, citation.basis
    if not basis:
        return "basis", "basis is missing or unknown: how does the text know it?"
    known = by if by in base.entities else names.get(key_of(words_of_name(by))) if by else None
    if basis in _UNNAMED and known is not None:
        way_out = f"use on-record-self or on-record-other, or a phrase such as '{known} sources'"
        return "asserted_by", f"asserted_by {shown(by or '')} names {known}, yet basis is {basis!r}; {way_out}"
    if basis in _ON_RECORD and not by:
        return "basis", f"basis {basis!r} needs asserted_by, the id of who said it; add it, or use own-voice"
    if basis in _ON_RECORD and by not in base.entities:
        near = (
            f"did you mean {known!r}?"
            if known
            else did_you_mean(by or "", base.entities)
            if len(base.entities) < 1000
            else ""
        )
        hint = near if near.startswith("did you mean") else "add the entity, or use anonymous or own-voice"
        return "asserted_by", f"asserted_by {shown(by or '')} is no known entity, which basis {basis!r} needs; {hint}"
    return None


@rule(
    "E062",
    "`via` repeats nothing.",
    reason=(
        "Every link of a relay chain is a different outlet, and the source itself is no relay. A repeated one would"
        " make one origin look like two."
    ),
    wrong=(
        "facts:\n- id: au-2018-5g-ban\n  kind: action\n  citations:\n"
        "  - {source: caixin-2018-big3, via: [kyodo, kyodo], basis: own-voice}\n"
    ),
    right=(
        "facts:\n- id: au-2018-5g-ban\n  kind: action\n  citations:\n"
        "  - {source: caixin-2018-big3, via: [kyodo], basis: own-voice}\n"
    ),
)
def check_relays(context: Context) -> Iterator[Finding]:
    """E062."""
    from vendorwatch.factbase.derive import outlets_by_name

    base = context.base
    outlets = outlets_by_name(base)
    own = {id: outlets.get(key_of(words_of_name(source.container_title))) for id, source in base.sources.items()}
    for fact in base.facts.values():
        for index, citation in enumerate(fact.citations):
            seen = {own.get(citation.source)}
            for step, outlet in enumerate(citation.via):
                if outlet in seen:
                    what = "is the source's own outlet" if outlet == own.get(citation.source) else "stands twice"
                    message = f"via {shown(outlet)} {what}; name each link of the chain once, nearest first"
                    yield fact.origin.finding("E062", fact.id, message, "citations", index, "via", step)
                seen.add(outlet)


@rule(
    "W066",
    "Nothing that is only hearsay has the status `in-force`, `active` or `completed`.",
    reason=(
        '"Reportedly" does not make a ban. Use the status of what is known (considered, planned, announced), or cite'
        " who saw it."
    ),
    wrong=(
        "facts:\n- id: au-2018-5g-ban\n  kind: action\n  status: in-force\n"
        "  citations: [{source: caixin-2018-big3, basis: hearsay}]\n"
    ),
    right=(
        "facts:\n- id: au-2018-5g-ban\n  kind: action\n  status: considered\n"
        "  citations: [{source: caixin-2018-big3, basis: hearsay}]\n"
    ),
)
def check_hearsay(context: Context) -> Iterator[Finding]:
    """W066."""
    for fact in context.base.facts.values():
        bases = {citation.basis for citation in fact.citations if citation.stance == "supports"}
        if fact.status in _AS_DONE and fact.stands and bases == {"hearsay"}:
            message = f"status {fact.status!r} rests on hearsay alone; use a status of what is known, or cite who saw it"
            yield fact.origin.finding("W066", fact.id, message, "status")
