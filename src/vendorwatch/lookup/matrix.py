"""The matrix: countries × vendors with the act that decides, or carriers × vendors with what they chose."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from vendorwatch.factbase.stages import stands
from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.lookup.filters import Filters, View, read_filters
from vendorwatch.lookup.posture import by_strictness, cell_of, deciding, on_a_day
from vendorwatch.lookup.query import new_answer
from vendorwatch.lookup.select import EVERYTHING, select_facts
from vendorwatch.lookup.store import Store
from vendorwatch.lookup.view import listed_days


def matrix(store: Store, filters: Filters, *, sort: str = "country", exact: bool = False) -> Answer:
    """Countries × vendors: in each cell the deciding act of the country, on the day asked for or that of the last edit.

    A cell is there for every country with an act, or those that filters name, and every vendor that an act of these reaches,
    or those that filters name. Rows are sorted by `country`, `strictness` or `date`. Raises FilterError.
    """
    answer = new_answer(store, "matrix", None)
    view = read_filters(store, filters, answer, exact=exact)
    if view is None:
        return answer
    view = on_a_day(store, view)
    answer.query["as_of"] = view.as_of
    acts = dict(deciding(store, view))
    countries = _wanted_countries(store, view) or sorted({country for country, _ in acts})
    reached = [pair for pair in acts if pair[0] in countries] or acts
    vendors = view.values.get("vendor") or _by_reach(reached)
    cells = [cell_of(store, country, vendor, acts.get((country, vendor), ())) for country in countries for vendor in vendors]
    answer.cells = _sorted(cells, sort)[: _rows_of(view, len(vendors))]
    answer.status = "found" if any(cell["fact"] for cell in answer.cells) else "not_found"
    return answer


def choices(store: Store, filters: Filters, *, exact: bool = False) -> Answer:
    """Carriers × vendors: in each cell the newest relationship that stands and is not superseded. Raises FilterError."""
    answer = new_answer(store, "matrix", None)
    view = read_filters(store, filters, answer, exact=exact)
    if view is None:
        return answer
    view_of_all = view._replace(values=view.values | {"kind": ["relationship"]}, limit=None)
    pairs: dict[tuple[str, str], list[Document]] = defaultdict(list)
    names: dict[str, Document] = {}
    for fact in select_facts(store, EVERYTHING, view_of_all):
        if stands(fact) and fact["superseded_by"] is None:
            for pair in _pairs(fact, view, names):
                pairs[pair].append(fact)
    cells = [_choice(names, *pair, facts) for pair, facts in pairs.items()]
    answer.cells = sorted(cells, key=lambda cell: (cell["row_name"], cell["row"], cell["column_name"]))[: view.limit]
    answer.status = "found" if cells else "not_found"
    return answer


def _wanted_countries(store: Store, view: View) -> list[str]:
    regions = view.values.get("region")
    codes = view.values.get("country") or (store.countries_of_regions(regions) if regions else [])
    if not regions:
        return codes
    return sorted(set(codes) & store.countries_with_acts())


def _by_reach(acts: Iterable[tuple[str, str]]) -> list[str]:
    """The vendors, those that most countries' acts reach first."""
    counts: dict[str, int] = defaultdict(int)
    for _, vendor in acts:
        counts[vendor] += 1
    return sorted(counts, key=lambda vendor: (-counts[vendor], vendor))


def _rows_of(view: View, vendors: int) -> int | None:
    return None if view.limit is None else view.limit * vendors


def _sorted(cells: list[Document], sort: str) -> list[Document]:
    """The cells, row after row, in the order asked for."""
    rows: dict[str, list[Document]] = defaultdict(list)
    for cell in cells:
        rows[cell["row"]].append(cell)
    if sort == "strictness":
        order = sorted(rows, key=lambda row: (min(map(by_strictness, rows[row])), rows[row][0]["row_name"]))
    elif sort == "date":
        newest = {row: max((cell["since"] or "" for cell in rows[row]), default="") for row in rows}
        order = sorted(sorted(rows, key=lambda row: rows[row][0]["row_name"]), key=newest.__getitem__, reverse=True)
    else:
        order = sorted(rows, key=lambda row: (rows[row][0]["row_name"], row))
    return [cell for row in order for cell in rows[row]]


def _pairs(fact: Document, view: View, names: dict[str, Document]) -> Iterator[tuple[str, str]]:
    """Each carrier with each vendor of a relationship, less those that filters leave out; their parties go into `names`."""
    sides = []
    for role in ("carrier", "vendor"):
        wanted = view.values.get(role)
        parties = [party for party in fact["parties"] if party["role"] == role]
        names |= {party["id"]: party for party in parties}
        sides.append([party["id"] for party in parties if not wanted or party["id"] in wanted])
    yield from dict.fromkeys((carrier, vendor) for carrier in sides[0] for vendor in sides[1])


def _choice(names: dict[str, Document], carrier: str, vendor: str, facts: list[Document]) -> Document:
    newest, *others = sorted(facts, key=lambda fact: listed_days(fact)[0] or "", reverse=True)
    dates = [newest["dates"][name] for name in ("effective", "announced", "as_of", "ended")]
    return {
        "row": carrier,
        "row_name": names[carrier]["name"],
        "column": vendor,
        "column_name": names[vendor]["name"],
        "stage": newest["status"],
        "act": newest["relation"],
        "binding": None,
        "status": newest["status"],
        "scope": newest["scope"],
        "networks": newest["scope"]["network"],
        "since": next((date["edtf"] for date in dates if date), None),
        "fact": newest["id"],
        "doubts": newest["view"]["doubts"] if newest["view"] else [],
        "disputed": newest["support"]["disputed"],
        "strictness": None,
        "others": [fact["id"] for fact in others],
        "ahead": None,
    }
