"""Which facts: the query of the read model for a subject under filters, in an order that an index gives.

The rarest of the names asked for leads, by its own index in order of days; all else is probed fact by fact. So a list that
is cut at 50 rows costs about the same whatever the size of the base.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from math import inf
from typing import NamedTuple

from vendorwatch.factbase.vocabulary import OPEN_STATUSES
from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.filters import View
from vendorwatch.lookup.store import Store
from vendorwatch.lookup.view import seen


class Subject(NamedTuple):
    """What the facts are of: an entity, a country's own acts and choices, a source, a thread; or nothing in particular."""

    entity: str | None = None
    country: str | None = None
    source: str | None = None
    thread: str | None = None


EVERYTHING = Subject()

_OPEN = sorted(OPEN_STATUSES)


class _Membership(NamedTuple):
    """A table that a fact has to stand in, under any of these values; `test` is what else must hold of its row."""

    table: str
    column: str
    values: list[str]
    test: str = ""


def select_facts(store: Store, subject: Subject, view: View) -> list[Document]:
    """The facts of a subject as the view shows them, newest first, at most as many as its limit."""
    sql, values = plan(store, subject, view)
    found = _distinct(seen(store, store.iterate(sql, *values), view))
    return list(found if view.limit is None else islice(found, view.limit))


def plan(store: Store, subject: Subject, view: View) -> tuple[str, list[str]]:
    """The SQL that selects the documents, and its values; public so that tests can look at the plan that SQLite makes."""
    memberships = _memberships(store, subject, view)
    lead = _lead(store, memberships)
    tests, values = [], []
    # A thread has few facts, which is not what SQLite expects of an index without statistics.
    rows, order = f"facts f{' INDEXED BY facts_by_thread' if subject.thread else ''}", "f.first_day DESC, f.id"
    if lead is not None:
        rows, order = f"{lead.table} l CROSS JOIN facts f ON f.id = l.fact", "l.first_day DESC, l.fact"
        tests.append(f"l.{lead.column} = ?{lead.test}")
        values += lead.values
    if subject.thread:
        tests.append("f.thread = ?")
        values.append(subject.thread)
    more, more_values = _tests((item for item in memberships if item is not lead), view)
    where = " AND ".join([*tests, *more])
    return f"SELECT f.document FROM {rows} {f'WHERE {where}' if where else ''} ORDER BY {order}", [*values, *more_values]


def condition_of(store: Store, view: View) -> tuple[str, tuple[str, ...]] | None:
    """What a view asks of a row of `facts f`, in SQL with its values; None where it asks nothing."""
    tests, values = _tests(_memberships(store, EVERYTHING, view), view)
    return (" AND ".join(tests), tuple(values)) if tests else None


def _tests(memberships: Iterable[_Membership], view: View) -> tuple[list[str], list[str]]:
    tests, values = [], []
    for item in memberships:
        row = f"{item.column} IN ({_marks(item.values)}) AND fact = f.id{item.test}"
        tests.append(f"EXISTS (SELECT 1 FROM {item.table} WHERE {row})")
        values += item.values
    more, more_values = _columns(view)
    return [*tests, *more], [*values, *more_values]


def _distinct(facts: Iterable[Document]) -> Iterator[Document]:
    """The facts once each: an entity that is a party twice, in two roles, leads to its facts twice, one after the other."""
    last = None
    for fact in facts:
        if fact["id"] != last:
            yield fact
        last = fact["id"]


def _memberships(store: Store, subject: Subject, view: View) -> list[_Membership]:
    values = view.values
    found = [_Membership("parties", "entity", values[name]) for name in ("vendor", "carrier") if name in values]
    if subject.entity:
        found.append(_Membership("parties", "entity", [subject.entity]))
    if subject.source:
        found.append(_Membership("citations", "source", [subject.source]))
    if subject.country:
        found.append(_Membership("places", "country", [subject.country], " AND NOT by_vendor"))
    if "country" in values:
        found.append(_Membership("places", "country", values["country"]))
    if "region" in values:
        found.append(_Membership("places", "country", store.countries_of_regions(values["region"])))
    return found + ([_Membership("networks", "network", values["network"])] if "network" in values else [])


def _lead(store: Store, memberships: Iterable[_Membership]) -> _Membership | None:
    """The membership of a single value that fewest facts have, to lead the query; None where there is none."""
    single = [item for item in memberships if len(item.values) == 1]
    return min(single, key=lambda item: _size(store, item), default=None)


def _size(store: Store, item: _Membership) -> float:
    """How many facts have it; networks, of which no count is kept, come last."""
    counted = {"parties": "entities WHERE id", "places": "countries WHERE code", "citations": "sources WHERE id"}
    if item.table not in counted:
        return inf
    return next((int(row[0]) for row in store.rows(f"SELECT facts FROM {counted[item.table]} = ?", item.values[0])), 0)


def _columns(view: View) -> tuple[list[str], list[str]]:
    """The tests of a fact's own columns; those that a view can change are left to `seen`, but for what it can only lose."""
    tests, values = [], []
    is_timeless = view.as_of is None and view.known_by is None
    for name in ("kind", "status", "support"):
        if name in view.values and (name == "kind" or is_timeless):
            given = view.values[name]
            test = f"f.{name} IN ({_marks(given)})"
            tests.append(f"({test} OR f.disputed)" if "disputed" in given else test)
            values += given
    for column, sign, day in (
        ("since", "<=", view.as_of),
        ("known", "<=", view.known_by),
        ("last_day", ">=", view.since if is_timeless else None),
        ("first_day", "<=", view.until if is_timeless else None),
    ):
        if day is not None:
            tests.append(f"(f.{column} IS NULL OR f.{column} {sign} ?)")
            values.append(day)
    if view.checked_before is not None:
        tests.append(f"f.status IN ({_marks(_OPEN)}) AND (f.checked IS NULL OR f.checked < ?)")
        values += [*_OPEN, view.checked_before]
    if view.in_conflict:
        tests.append("f.id IN (SELECT first FROM conflicts UNION SELECT second FROM conflicts)")
    if view.due_before is not None:
        tests.append("f.due < ?")
        values.append(view.due_before)
    return tests, values


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))
