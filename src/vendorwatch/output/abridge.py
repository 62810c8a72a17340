"""Long answers for people: the newest facts of each kind, and how many more there are."""

from collections import Counter
from dataclasses import replace

from vendorwatch.lookup.answer import Answer

LONGEST = 30
"""Facts of one kind that a table shows, unless --limit or -v asks for more; all other formats give all."""


def abridge(answer: Answer) -> tuple[Answer, Counter[str]]:
    """The answer with at most LONGEST facts of each kind and their sources; and how many of each kind are left out."""
    seen: Counter[str] = Counter()
    kept = []
    for fact in answer.facts:
        seen[fact["kind"]] += 1
        if seen[fact["kind"]] <= LONGEST:
            kept.append(fact)
    left_out = Counter({kind: count - LONGEST for kind, count in seen.items() if count > LONGEST})
    if not left_out:
        return answer, left_out
    cited = {id for fact in (*kept, *answer.related) for citation in fact["citations"] for id in citation["chain"]}
    own = answer.match.id if answer.match and answer.match.kind == "source" else None
    sources = [source for source in answer.sources if source["id"] in cited or source["id"] == own]
    return replace(answer, facts=kept, sources=sources), left_out
