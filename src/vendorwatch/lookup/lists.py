"""The lists: facts, entities, countries and sources, whole or under filters."""

from collections.abc import Callable, Iterable

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.lookup.filters import Filters, View, read_filters
from vendorwatch.lookup.query import new_answer, with_facts
from vendorwatch.lookup.select import EVERYTHING, select_facts
from vendorwatch.lookup.store import Store
from vendorwatch.lookup.view import listed_date

List = Callable[[Store, Answer, View], None]


def list_of(store: Store, name: str, filters: Filters, *, exact: bool = False) -> Answer:
    """One of LISTS, by the name of its command, under filters. Raises FilterError."""
    answer = new_answer(store, name, None)
    view = read_filters(store, filters, answer, exact=exact)
    if view is not None:
        LISTS[name](store, answer, view)
    return answer


def _facts(kind: str | None = None) -> List:
    def fill(store: Store, answer: Answer, view: View) -> None:
        if kind is not None:
            given = view.values.get("kind", [kind])
            view = view._replace(values=view.values | {"kind": [kind] if kind in given else [""]})
        with_facts(answer, store, select_facts(store, EVERYTHING, view))

    return fill


def _entities(role: str) -> List:
    def fill(store: Store, answer: Answer, view: View) -> None:
        rows = store.entities_in_role(role)
        if not _is_whole(view):
            facts = _all_of(store, view)
            rows = _counted(rows, ((party["id"], fact) for fact in facts for party in fact["parties"]))
        _take(answer, "entities", rows, view)

    return fill


def _countries(store: Store, answer: Answer, view: View) -> None:
    rows = store.countries_with_facts()
    if not _is_whole(view):
        rows = _counted(rows, ((code, fact) for fact in _all_of(store, view) for code in fact["where"]))
    _take(answer, "entities", rows, view)


def _sources(store: Store, answer: Answer, view: View) -> None:
    rows = store.sources()
    if not _is_whole(view):
        facts = _all_of(store, view)
        rows = _counted(rows, ((citation["source"], fact) for fact in facts for citation in fact["citations"]))
    _take(answer, "sources", rows, view)


def _is_whole(view: View) -> bool:
    return view._replace(limit=None).is_plain


def _all_of(store: Store, view: View) -> list[Document]:
    return select_facts(store, EVERYTHING, view._replace(limit=None))


def _counted(rows: Iterable[Document], pairs: Iterable[tuple[str, Document]]) -> list[Document]:
    """The rows that have facts among the pairs of id and fact, with the number of these and the date of the latest."""
    return [row for row in recounted(rows, pairs) if row["facts"]]


def recounted(rows: Iterable[Document], pairs: Iterable[tuple[str, Document]]) -> list[Document]:
    """All rows, with the number of their facts among the pairs of id and fact, and the date of the latest of these."""
    facts: dict[str, dict[str, Document]] = {}
    for id, fact in pairs:
        facts.setdefault(id, {})[fact["id"]] = fact
    return [_recounted(row, facts.get(row["id"], {}).values()) for row in rows]


def _recounted(row: Document, facts: Iterable[Document]) -> Document:
    facts = list(facts)
    if "latest" not in row:
        return {**row, "facts": len(facts)}
    dates = filter(None, map(listed_date, facts))
    latest = max(dates, key=lambda date: (date["earliest"] or "", date["latest"] or "", date["edtf"]), default=None)
    return {**row, "facts": len(facts), "latest": latest["edtf"] if latest else None}


def _take(answer: Answer, name: str, rows: list[Document], view: View) -> None:
    setattr(answer, name, rows[: view.limit])
    answer.status = "found" if rows else "not_found"


LISTS: dict[str, List] = {
    "carriers": _entities("carrier"),
    "vendors": _entities("vendor"),
    "countries": _countries,
    "sources": _sources,
    "facts": _facts(),
    "actions": _facts("action"),
    "relationships": _facts("relationship"),
    "deals": _facts("deal"),
    "figures": _facts("figure"),
    "statements": _facts("statement"),
    "proceedings": _facts("proceeding"),
    "events": _facts("event"),
}
"""The lists, by command."""
