"""Filters: which facts an answer is to hold, as typed, and as read against the base."""

from collections.abc import Sequence
from typing import NamedTuple

from vendorwatch.factbase.vocabulary import STATUSES, SUPPORT_LABELS, VOCABULARIES
from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.lookup.match import resolve, suggest
from vendorwatch.lookup.store import Store

NAMED = ("vendor", "carrier", "country")
"""Filters whose values are names."""

LISTED = {
    "kind": VOCABULARIES["kind"],
    "status": tuple(sorted({status for statuses in STATUSES.values() for status in statuses})),
    "network": VOCABULARIES["network"],
    "support": (*SUPPORT_LABELS, "disputed"),
}
"""Filters whose values are of a closed list."""


class FilterError(ValueError):
    """A filter's value cannot be used: no date, or not of the list; the message, one line, says what is accepted."""


class Filters(NamedTuple):
    """What to narrow an answer to, as typed; several values of one filter mean any of them, several filters all of them.

    `as_of` and `known_by`, `since` and `until` are days, months or years; of a longer stretch `since` takes the first day,
    the others the last. `stale` asks for open facts not re-read for so many days before the day of the base's last
    edit, `follow_up` for those whose expected date has passed by then with nothing after it. `all_stages` shows, under
    `as_of`, also the stages of a measure that were already passed.
    """

    as_of: str | None = None
    known_by: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | Sequence[str] = ()
    vendor: str | Sequence[str] = ()
    carrier: str | Sequence[str] = ()
    country: str | Sequence[str] = ()
    status: str | Sequence[str] = ()
    network: str | Sequence[str] = ()
    support: str | Sequence[str] = ()
    region: str | Sequence[str] = ()
    stale: int | None = None
    follow_up: bool = False
    limit: int | None = None
    all_stages: bool = False


NONE = Filters()


class View(NamedTuple):
    """Filters as read: days as `YYYY-MM-DD`, names as ids. `values` has an entry for each filter that was given."""

    as_of: str | None = None
    known_by: str | None = None
    since: str | None = None
    until: str | None = None
    checked_before: str | None = None
    due_before: str | None = None
    values: dict[str, list[str]] = {}  # noqa: RUF012 - never changed
    in_conflict: bool = False
    limit: int | None = None
    all_stages: bool = False

    @property
    def has_days(self) -> bool:
        """Whether facts are seen on a day or within a time, and not just as recorded."""
        return any((self.as_of, self.known_by, self.since, self.until))

    @property
    def is_plain(self) -> bool:
        """Whether nothing is asked for: every fact, as recorded. (Without a day there are no stages to leave out.)"""
        return self._replace(all_stages=False) == PLAIN

    @property
    def of_time(self) -> "View":
        """Only when the facts are seen, with all their stages: `as_of` and `known_by`."""
        return View(as_of=self.as_of, known_by=self.known_by, all_stages=True)


PLAIN = View()


def read_filters(store: Store, filters: Filters, answer: Answer, *, exact: bool = False) -> View | None:
    """The filters as read, entered into the query of `answer`; None where a name resolves to no record or to several.

    Then the answer is `not_found` or `ambiguous`, with candidates. Raises FilterError.
    """
    values: dict[str, list[str]] = {}
    for name, allowed in LISTED.items():
        if given := _several(getattr(filters, name)):
            values[name] = [_listed(name, value, allowed) for value in given]
    days = {name: _day(name, getattr(filters, name)) for name in ("as_of", "known_by", "since", "until")}
    if days["since"] and days["until"] and days["since"] > days["until"]:
        raise FilterError(f"--since {filters.since} is after --until {filters.until}; nothing can lie between")
    if filters.limit is not None and filters.limit < 1:
        raise FilterError(f"--limit {filters.limit}: give a number of 1 or more")
    for name in NAMED:
        for text in _several(getattr(filters, name)):
            id = _resolved(store, name, text, answer, exact=exact)
            if id is None:
                return None
            values.setdefault(name, []).append(id)
    if regions := _several(filters.region):
        values["region"] = [_listed("region", region, store.regions()) for region in regions]
    given_days = {name: day for name, day in days.items() if day and name in ("since", "until")}
    answer.query |= {"as_of": days["as_of"], "known_by": days["known_by"]}
    answer.query["filters"] = values | given_days | ({"limit": filters.limit} if filters.limit else {})
    today = str(store.meta["version"])
    checked, due = _days_before(today, filters.stale), today if filters.follow_up else None
    answer.query["filters"] |= {n: day for n, day in (("checked_before", checked), ("due_before", due)) if day}
    view = View(days["as_of"], days["known_by"], days["since"], days["until"], checked, due, values)
    return view._replace(limit=filters.limit, all_stages=filters.all_stages)


def _several(given: str | Sequence[str]) -> list[str]:
    """The values of a filter, each once; a text alone is one value."""
    return [given] if isinstance(given, str) else list(dict.fromkeys(given))


def _listed(name: str, value: str, allowed: Sequence[str]) -> str:
    word = value.strip().casefold()
    if word not in allowed:
        raise FilterError(f"--{name} {value!a} is none of: {', '.join(allowed)}")
    return word


def _days_before(day: str, days: int | None) -> str | None:
    from datetime import date, timedelta

    if days is None:
        return None
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        raise FilterError(f"--stale {days}: give a number of days") from None


def _day(name: str, text: str | None) -> str | None:
    if text is None:
        return None
    from vendorwatch.factbase.dates import DateError, first_day_of, last_day_of

    try:
        return first_day_of(text) if name == "since" else last_day_of(text)
    except DateError:
        option = name.replace("_", "-")
        raise FilterError(f"--{option} {text!a} is no day; write 2019, 2019-06 or 2019-06-30") from None


def _resolved(store: Store, name: str, text: str, answer: Answer, *, exact: bool) -> str | None:
    """The id that a filter's value means; how it was read goes into the answer, whether it was found or not."""
    matches = resolve(store, text, name, exact=exact)
    match = matches[0] if len(matches) == 1 else None
    read: Document = {"option": name, "text": text, "match": match.as_document() if match else None}
    answer.filter_matches.append(read)
    if match is None:
        answer.status = "ambiguous" if matches else "not_found"
        answer.candidates = matches or ([] if exact else suggest(store, text, name))
        return None
    return match.id
