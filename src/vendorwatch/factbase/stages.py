"""What stage a fact had reached on a day: since when it counts, and its status and dates as they read then.

Works on fact documents (see documents.py), for the compiler and the look-ups alike. Days are ISO days, compared as
strings (`YYYY-MM-DD`); a date with a range of days has come once its first day has, and a reader is told that it may not
have. The rules stand in docs/codebook.md, section 8.
"""

from typing import Any

from vendorwatch.factbase.vocabulary import EXPECTED_STATUSES

Document = dict[str, Any]

_BEFORE = {
    ("action", "suspended"): "in-force",
    ("action", "ended"): "in-force",
    ("action", "overturned"): "in-force",
    ("action", "abandoned"): "announced",
    ("relationship", "ended"): "active",
    ("deal", "cancelled"): "announced",
    ("event", "cancelled"): "announced",
    ("proceeding", "decided"): "pending",
    ("proceeding", "settled"): "pending",
    ("proceeding", "dismissed"): "pending",
}
"""The stage before a final one, by kind and final status: what a fact read until its `ended`."""

_AHEAD = dict.fromkeys(("action", "relationship", "deal", "event"), "announced") | {"proceeding": "filed"}
"""How a stage reads that is known of and takes effect only later. (What is adopted, stays so.)"""

_BRIEF = ("id", "kind", "status", "action", "binding", "scope", "dates", "supersedes", "superseded_by", "rank", "withdrawn")
_STARTS = ("announced", "as_of", "effective")
_OPEN_ENDED = ("by", "period")


def began(fact: Document) -> Document | None:
    """The date from which a fact counts: the first of `announced`, `as_of` and, where done, `effective`.

    Without these `ended`, since nobody is told of what ended before it did; then a figure's `period`, and for what is only
    expected the date of the earliest source. None where nothing tells.
    """
    dates = fact["dates"]
    is_expected = fact["status"] in EXPECTED_STATUSES
    found = [dates[name] for name in _STARTS if dates[name] and not (name == "effective" and is_expected)]
    found = found or [date for date in (dates["ended"], dates["period"]) if date][:1]
    if not found and is_expected:
        found = [citation["issued"] for citation in fact["citations"] if citation["issued"]]
    return min(found, key=lambda date: (date["earliest"] or "", date["latest"] or ""), default=None)


def stands(fact: Document) -> bool:
    """False for what has been found false or was our own mistake, as `Fact.stands` of a record."""
    return fact["withdrawn"] is None and fact["rank"] != "deprecated"


def has_come(date: Document | None, day: str) -> bool:
    """Whether a date may lie on or before a day; True where there is none."""
    return date is None or (date["earliest"] or "") <= day


def may_be_later(date: Document | None, day: str) -> bool:
    """Whether a date may lie after a day."""
    return date is not None and (date["latest"] or "9999-12-31") > day


def is_over(date: Document | None, day: str) -> bool:
    """Whether an end has surely come by a day. An interval without a last day (`2020/..`) ends on its first."""
    return date is not None and day >= (date["latest"] or date["earliest"] or "")


def on_day(fact: Document, day: str) -> tuple[Document, list[str]] | None:
    """The fact as it read on a day, and what is doubtful about that; None where it had not come yet.

    The status and dates are those of the day: a measure in force reads `announced` until its `effective`, what has ended
    reads as it did before, and dates that nobody knew yet are gone, save those that were expected.
    """
    start = began(fact)
    if not has_come(start, day):
        return None
    doubts = []
    if start is None:
        doubts.append("no date tells since when")
    elif may_be_later(start, day):
        doubts.append(f"{start['edtf']} may be later")
    status, doubt = _status_on(fact, day)
    doubts += [doubt] if doubt else []
    dates = {name: date if _is_known(name, date, day) else None for name, date in fact["dates"].items()}
    return {**fact, "status": status, "dates": dates}, doubts


def brief_of(action: Document) -> Document:
    """What the posture of a country is worked out from: the parts of an action's document that it needs."""
    brief = {name: action[name] for name in _BRIEF}
    brief["citations"] = [{"issued": item["issued"], "stance": item["stance"]} for item in action["citations"]]
    brief["contradicts"] = [item["with"] for item in action["conflicts"] if item["type"] == "contradicts"]
    brief["by"] = [party["name"] for party in action["parties"] if party["role"] == "actor" and party["group"] is None]
    return brief


def _status_on(fact: Document, day: str) -> tuple[str, str | None]:
    status: str = fact["status"]
    dates: Document = fact["dates"]
    doubt: str | None = None
    before = _BEFORE.get((fact["kind"], status))
    if before and dates["ended"] and not is_over(dates["ended"], day):
        if not any(dates[name] for name in _STARTS):
            return status, f"{status} {dates['ended']['edtf']}; what it was before is not recorded"
        status = before
        if has_come(dates["ended"], day):
            doubt = f"its end, {dates['ended']['edtf']}, may be earlier"
    elif status == "in-force" and dates["ended"] and dates["ended"]["latest"] and day > dates["ended"]["latest"]:
        return "ended", None
    if status in EXPECTED_STATUSES or status == "adopted" or dates["effective"] is None:
        return status, doubt
    if not has_come(dates["effective"], day):
        return _AHEAD.get(fact["kind"], status), None
    if may_be_later(dates["effective"], day):
        doubt = f"its start, {dates['effective']['edtf']}, may be later"
    return status, doubt


def _is_known(name: str, date: Document | None, day: str) -> bool:
    """Whether a date stood in the record on a day: it had come, or it was expected."""
    if name == "ended":
        return is_over(date, day)
    return name in (*_OPEN_ENDED, "effective") or has_come(date, day)
