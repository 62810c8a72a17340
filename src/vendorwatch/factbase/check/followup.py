"""What waits for an editor as time goes by: W043, W046. The only rules that look at today."""

from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta

from vendorwatch.factbase.check.registry import Context, rule
from vendorwatch.factbase.due import due_facts
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.vocabulary import OPEN_STATUSES

_PATIENCE = 90
_SHELF_LIFE = 365


def _days_before(day: str, days: int) -> str:
    """The ISO day that many days earlier."""
    try:
        return (Day.fromisoformat(day) - timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return "0000-00-00"


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
    for fact, name, date in due_facts(context.base):
        if (date.latest or "") >= limit:
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
        if fact.status not in OPEN_STATUSES or not fact.stands or fact.id in context.superseded:
            continue
        if fact.checked is not None and fact.checked.latest is not None and fact.checked.latest < limit:
            message = (
                f"checked {fact.checked.edtf!r} is over {_SHELF_LIFE} days ago, and the status {fact.status!r} is open;"
                " read the sources again"
            )
            yield fact.origin.finding("W046", fact.id, message, "checked")
