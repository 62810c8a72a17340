"""What waits for an editor as time goes by: W043, W046. The only rules that look at today."""

from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta

from vendorwatch.factbase.check.registry import Context, rule
from vendorwatch.factbase.dates import Date
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.model import Fact
from vendorwatch.factbase.vocabulary import EXPECTED_STATUSES

_PATIENCE = 90
_SHELF_LIFE = 365
_OPEN = EXPECTED_STATUSES | {"adopted", "in-force", "suspended", "active", "winding-down", "filed", "pending"}


def _days_before(day: str, days: int) -> str:
    """The ISO day that many days earlier."""
    try:
        return (Day.fromisoformat(day) - timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return "0000-00-00"


def expected_date(fact: Fact) -> tuple[str, Date] | None:
    """The date by which a fact expects something to have come: `effective` while it is planned, `by` of a target."""
    if fact.status in EXPECTED_STATUSES and "effective" in fact.dates:
        return "effective", fact.dates["effective"]
    if fact.own.get("type") in ("target", "forecast") and "by" in fact.dates:
        return "by", fact.dates["by"]
    return None


def _told_until(fact: Fact, context: Context) -> str:
    """The last day that a fact speaks of from knowledge: its dates but for expected ones, else its sources' days."""
    names = ["announced", "as_of", "ended"]
    if fact.status not in EXPECTED_STATUSES:
        names.append("effective")
    days = [fact.dates[name].latest for name in names if name in fact.dates]
    if not days:
        sources = (context.base.sources.get(citation.source) for citation in fact.citations)
        days = [source.issued.latest for source in sources if source is not None and source.issued is not None]
    return max((day for day in days if day is not None), default="0000-00-00")


@rule(
    "W043",
    "An expected date has passed by over 90 days, and the thread has no later fact.",
    reason=(
        "A plan whose day has come is the first thing that a reader asks about. Look for what came of it, and add the"
        " next fact of the thread, with `supersedes`."
    ),
    wrong=(
        "facts:\n- id: jp-2018-procurement-exclusion\n  kind: action\n  thread: jp-procurement-exclusion\n"
        '  status: planned\n  effective: "2019-04"\n'
    ),
    right=(
        "facts:\n- id: jp-2018-procurement-exclusion\n  kind: action\n  thread: jp-procurement-exclusion\n"
        '  status: planned\n  effective: "2019-04"\n'
        "- id: jp-2019-procurement-exclusion\n  kind: action\n  thread: jp-procurement-exclusion\n"
        '  supersedes: jp-2018-procurement-exclusion\n  status: in-force\n  effective: "2019-04"\n'
    ),
)
def check_expectations(context: Context) -> Iterator[Finding]:
    """W043."""
    limit = _days_before(context.today, _PATIENCE)
    told = {
        thread: sorted(((_told_until(fact, context), fact.id) for fact in facts), reverse=True)[:2]
        for thread, facts in context.threads.items()
    }
    for fact in context.base.facts.values():
        expected = expected_date(fact) if fact.stands and fact.id not in context.superseded else None
        if expected is None or expected[1].latest is None or expected[1].latest >= limit:
            continue
        name, date = expected
        since = date.earliest or date.latest or ""
        if any(day >= since for day, id in told.get(fact.thread or "", ()) if id != fact.id):
            continue
        where = f"thread {fact.thread} has no fact since" if fact.thread else "it is in no thread"
        message = (
            f"{name} {date.edtf!r} has passed and {where}; find out what came of it, and add a fact that supersedes this one"
        )
        yield fact.origin.finding("W043", fact.id, message, name)


@rule(
    "W046",
    "`checked` is not older than 365 days while the status is open.",
    reason=(
        "A ban in force or a supply that goes on is news that ages. Read the sources again, and set `checked` to the day."
    ),
    wrong='facts:\n- id: au-2018-5g-ban\n  kind: action\n  status: in-force\n  checked: "2020-01-15"\n',
    right='facts:\n- id: au-2018-5g-ban\n  kind: action\n  status: in-force\n  checked: "2026-10-01"\n',
)
def check_rereading(context: Context) -> Iterator[Finding]:
    """W046."""
    limit = _days_before(context.today, _SHELF_LIFE)
    for fact in context.base.facts.values():
        if fact.status not in _OPEN or not fact.stands or fact.id in context.superseded:
            continue
        if fact.checked is not None and fact.checked.latest is not None and fact.checked.latest < limit:
            message = (
                f"checked {fact.checked.edtf!r} is over {_SHELF_LIFE} days ago, and the status {fact.status!r} is open;"
                " read the sources again"
            )
            yield fact.origin.finding("W046", fact.id, message, "checked")
