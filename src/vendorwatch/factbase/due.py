"""Which facts wait for a next one: an expected date, and no fact of the thread that was told after it."""

from collections import defaultdict
from collections.abc import Iterator

from vendorwatch.factbase.dates import Date
from vendorwatch.factbase.model import Fact, FactBase
from vendorwatch.factbase.vocabulary import EXPECTED_STATUSES


def expected_date(fact: Fact) -> tuple[str, Date] | None:
    """The date by which a fact expects something to have come: `effective` while it is planned, `by` of a target."""
    if fact.status in EXPECTED_STATUSES and "effective" in fact.dates:
        return "effective", fact.dates["effective"]
    if fact.own.get("type") in ("target", "forecast") and "by" in fact.dates:
        return "by", fact.dates["by"]
    return None


def due_facts(base: FactBase) -> Iterator[tuple[Fact, str, Date]]:
    """Standing facts with an expected date that no later fact of their thread answers: the fact, the date's name, the date.

    A fact is due for a follow-up (`follow_up_due`) once the last day of that date has passed.
    """
    superseded = {fact.supersedes for fact in base.facts.values()}
    threads: dict[str, list[Fact]] = defaultdict(list)
    for fact in base.facts.values():
        if fact.thread:
            threads[fact.thread].append(fact)
    told = {
        thread: sorted(((_told_until(fact, base), fact.id) for fact in facts), reverse=True)[:2]
        for thread, facts in threads.items()
    }
    for fact in base.facts.values():
        expected = expected_date(fact) if fact.stands and fact.id not in superseded else None
        if expected is None or expected[1].latest is None:
            continue
        name, date = expected
        since = date.earliest or date.latest or ""
        if not any(day >= since for day, id in told.get(fact.thread or "", ()) if id != fact.id):
            yield fact, name, date


def _told_until(fact: Fact, base: FactBase) -> str:
    """The last day that a fact speaks of from knowledge: its dates but for expected ones, else its sources' days."""
    names = ["announced", "as_of", "ended"]
    if fact.status not in EXPECTED_STATUSES:
        names.append("effective")
    days = [fact.dates[name].latest for name in names if name in fact.dates]
    if not days:
        sources = (base.sources.get(citation.source) for citation in fact.citations)
        days = [source.issued.latest for source in sources if source is not None and source.issued is not None]
    return max((day for day in days if day is not None), default="0000-00-00")
