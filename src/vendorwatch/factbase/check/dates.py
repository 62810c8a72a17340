"""Dates against each other, the status and the sources: E041, E042, E044, W045."""

import re
from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta

from vendorwatch.factbase.check.registry import Context, rule
from vendorwatch.factbase.dates import Date
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.model import Fact
from vendorwatch.factbase.vocabulary import EXPECTED_STATUSES

_ORDER = ("announced", "effective", "ended")
_DECIDED = frozenset({"decided", "settled", "dismissed"})
_WITH_AN_END = _DECIDED | {"ended", "winding-down", "suspended", "abandoned", "overturned", "completed", "cancelled"}
_DONE = _DECIDED.union(
    ("in-force", "suspended", "overturned", "active", "winding-down", "completed", "ended", "filed", "pending")
)
"""Statuses under which `effective` has come: not the expected ones, `adopted` (in force later), `never`, `ruled-out`."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONG_AGO, _FAR_AHEAD = "0000-00-00", "9999-99-99"


def surely_after(later: Date, earlier: Date, *, days: int = 0) -> bool:
    """Whether every day that `later` may mean comes after every day that `earlier` may mean, by more than `days`.

    An approximate date (~, %) may be out by a year either way.
    """
    first, last = later.earliest or _LONG_AGO, earlier.latest or _FAR_AHEAD
    if first <= last or last[:4] == "9999":
        return False
    slack = days + 365 * (later.approximate + earlier.approximate)
    return Day.fromisoformat(first) - Day.fromisoformat(last) > timedelta(days=slack)


@rule(
    "E041",
    "`announced` is not after `effective`, nor either after `ended`.",
    reason=(
        "A measure is announced, then in force, then ended. Dates are compared on their earliest and latest days: only"
        " an order that no reading of the dates allows is an error."
    ),
    wrong='facts:\n- id: au-2018-5g-ban\n  kind: action\n  announced: "2018-08-23"\n  effective: "2018-07"\n',
    right='facts:\n- id: au-2018-5g-ban\n  kind: action\n  announced: "2018-08-23"\n  effective: "2018-08"\n',
)
def check_order(context: Context) -> Iterator[Finding]:
    """E041."""
    for fact in context.base.facts.values():
        given = [(name, fact.dates[name]) for name in _ORDER if name in fact.dates]
        for index, (name, date) in enumerate(given):
            before = next(((other, day) for other, day in given[:index] if surely_after(day, date)), None)
            if before:
                message = f"{name} {date.edtf!r} is before {before[0]} {before[1].edtf!r}; correct one of the two"
                yield fact.origin.finding("E041", fact.id, message, name)


@rule(
    "E042",
    "The status agrees with the dates.",
    reason=(
        "What is in force on a day has begun by that day; what is still planned has not; what goes on has no end. An"
        " end still ahead stands in `by` or `deadlines`."
    ),
    wrong=('facts:\n- id: au-2018-5g-ban\n  kind: action\n  status: in-force\n  as_of: "2018-12"\n  effective: "2019-04"\n'),
    right=('facts:\n- id: au-2018-5g-ban\n  kind: action\n  status: planned\n  as_of: "2018-12"\n  effective: "2019-04"\n'),
)
def check_status(context: Context) -> Iterator[Finding]:
    """E042, within the record: it never depends on the day of the check."""
    for fact in context.base.facts.values():
        for name, message in _status_faults(fact):
            yield fact.origin.finding("E042", fact.id, message, name)


def _status_faults(fact: Fact) -> Iterator[tuple[str, str]]:
    """The date that does not go with the status, and why."""
    effective, ended, as_of = (fact.dates.get(name) for name in ("effective", "ended", "as_of"))
    if not fact.status:
        return
    said = f"status {fact.status!r}"
    if ended and fact.status not in _WITH_AN_END:
        yield (
            "ended",
            f"ended {ended.edtf!r} with {said}; set the status to an end, or put an end still ahead in deadlines",
        )
    elif ended and as_of and fact.status == "ended" and surely_after(ended, as_of):
        yield "ended", f"{said} as of {as_of.edtf!r}, yet it ended {ended.edtf!r}, later; correct one of the three"
    if effective and as_of and fact.status in _DONE and surely_after(effective, as_of):
        yield (
            "effective",
            f"{said} as of {as_of.edtf!r}, yet effective {effective.edtf!r}, later; use planned, or correct a date",
        )
    if effective and as_of and fact.status in EXPECTED_STATUSES and surely_after(as_of, effective):
        yield (
            "effective",
            f"{said} as of {as_of.edtf!r}, yet effective {effective.edtf!r}, already past then; correct one of them",
        )


@rule(
    "E044",
    "No citation is older than what it reports as done.",
    reason=(
        "An article of 2018 can announce what is to come in 2019, but cannot report it as done. Either the date or"
        " status is wrong, or the citation belongs to the earlier fact of the thread. One day is let pass, for time"
        " zones."
    ),
    wrong=(
        'sources:\n  caixin-2018-big3:\n    issued: "2018-12-11"\nfacts:\n- id: jp-2019-exclusion\n  kind: action\n'
        '  status: in-force\n  effective: "2019-04"\n  citations: [{source: caixin-2018-big3, basis: own-voice}]\n'
    ),
    right=(
        'sources:\n  caixin-2018-big3:\n    issued: "2018-12-11"\nfacts:\n- id: jp-2019-exclusion\n  kind: action\n'
        '  status: planned\n  effective: "2019-04"\n  citations: [{source: caixin-2018-big3, basis: own-voice}]\n'
    ),
)
def check_sources_are_later(context: Context) -> Iterator[Finding]:
    """E044, against the earliest of the dates that the fact reports as done."""
    for fact in context.base.facts.values():
        done = _first_done(fact)
        if done is None:
            continue
        name, date = done
        for index, citation in enumerate(fact.citations):
            source = context.base.sources.get(citation.source)
            if source is None or source.issued is None or citation.stance == "disputes":
                continue
            if surely_after(date, source.issued, days=1):
                message = (
                    f"{source.id} is of {source.issued.edtf!r}, older than {name} {date.edtf!r}, which the fact reports"
                    f" as done ({fact.status}); correct the date or status, or cite a later source"
                )
                yield fact.origin.finding("E044", fact.id, message, "citations", index, "source")


def _first_done(fact: Fact) -> tuple[str, Date] | None:
    """The earliest date of a fact that is no expectation; None where one is open to the past, or there is none."""
    names = ["announced", "as_of"]
    if fact.status in _DONE:
        names.append("effective")
    if fact.status in _WITH_AN_END - {"winding-down", "suspended"}:
        names.append("ended")
    dates = [(name, fact.dates[name]) for name in names if name in fact.dates]
    return min(dates, key=lambda item: item[1].earliest or _LONG_AGO, default=None)


@rule(
    "W045",
    "A date given to the day, from undated sources only, carries a `?`.",
    reason="Where the article has no date of its own, a day in it was worked out by the editor, and must look so.",
    wrong=(
        'sources:\n  hdtechnews-2018-boycott:\n    issued: "2018-12?"\nfacts:\n- id: au-2018-5g-ban\n  kind: action\n'
        '  announced: "2018-08-23"\n  citations: [{source: hdtechnews-2018-boycott, basis: own-voice}]\n'
    ),
    right=(
        'sources:\n  hdtechnews-2018-boycott:\n    issued: "2018-12?"\nfacts:\n- id: au-2018-5g-ban\n  kind: action\n'
        '  announced: "2018-08-23?"\n  citations: [{source: hdtechnews-2018-boycott, basis: own-voice}]\n'
    ),
)
def check_inferred_days(context: Context) -> Iterator[Finding]:
    """W045; a source is undated when its `issued` is inferred."""
    sources = context.base.sources
    for fact in context.base.facts.values():
        cited = [sources[citation.source] for citation in fact.citations if citation.source in sources]
        if not cited or any(source.issued is None or not source.issued.inferred for source in cited):
            continue
        for name in (*_ORDER, "as_of"):
            date = fact.dates.get(name)
            if date is not None and not date.inferred and _DAY.search(date.edtf):
                undated = cited[0]
                message = (
                    f"{name} {date.edtf!r} is a day, yet {undated.id} is undated; write it with a '?' where you worked"
                    " it out"
                )
                yield fact.origin.finding("W045", fact.id, message, name)
