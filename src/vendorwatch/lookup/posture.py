"""The posture of countries towards vendors on a day: the strictest act in force, then what is expected, else no fact.

A carrier's choice never counts here.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from vendorwatch.factbase.dates import last_day_of
from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.filters import View
from vendorwatch.lookup.reach import Act, in_order, read_acts, strictness
from vendorwatch.lookup.store import Store

NO_FACT = "no-fact-recorded"
"""The stage of a cell without a fact, which never means that there is no ban."""


def on_a_day(store: Store, view: View) -> View:
    """The view, as of the day of the base's last edit where none is asked for: an answer never depends on the clock."""
    return view if view.as_of else view._replace(as_of=last_day_of(str(store.meta["version"])))


def posture_of(store: Store, view: View, *, country: str | None = None, vendor: str | None = None) -> list[Document]:
    """A cell for each vendor that a country's acts reach, or for each country whose acts reach a vendor; strictest first."""
    cells = [cell_of(store, *pair, acts) for pair, acts in deciding(store, view, country, vendor)]
    return sorted(cells, key=by_strictness)


def deciding(
    store: Store, view: View, country: str | None = None, vendor: str | None = None
) -> Iterator[tuple[tuple[str, str], list[Act]]]:
    """The acts of each country on each vendor that has any, the strictest first: that one decides. In the order of ids."""
    wanted = view.values.get("vendor")
    for (code, entity), rows in groupby(store.briefs(country, vendor), key=lambda row: row[:2]):
        if wanted is None or entity in wanted:
            acts = [act for act in read_acts(store, (brief for _, _, brief in rows), view) if _is_in_scope(act, view)]
            if acts:
                yield (code, entity), in_order(acts)


def _is_in_scope(act: Act, view: View) -> bool:
    """Whether an act is on one of the networks asked for; one that is on any network, or tells none, may be."""
    asked = view.values.get("network")
    return not asked or bool({*asked, "any", "unspecified"} & set(act.scope["network"]))


def by_strictness(cell: Document) -> tuple[int, tuple[object, ...], str, str]:
    """The place of a cell among others: the strictest first, cells without a fact last."""
    rank: tuple[int, ...] = tuple(cell["strictness"] or ())
    return cell["fact"] is None, rank, cell["row_name"], cell["column_name"]


def cell_of(store: Store, country: str, vendor: str, acts: Sequence[Act]) -> Document:
    """One country towards one vendor, from its acts, the strictest first.

    `strictness` orders cells, the least is the strictest; `others` are the facts of acts that are as strict, and `networks`
    those of all of them; `ahead` is a stricter act that is not in force yet.
    """
    act = acts[0] if acts else None
    alike = [other for other in acts if act and (other.stage, other.action) == (act.stage, act.action)]
    return {
        "row": country,
        "row_name": store.name_of_country(country),
        "column": vendor,
        "column_name": store.name_of_entity(vendor),
        "stage": act.stage if act else NO_FACT,
        "act": act.action if act else None,
        "binding": act.binding if act else None,
        "status": act.status if act else None,
        "scope": act.scope if act else None,
        "networks": list(dict.fromkeys(network for other in alike for network in other.scope["network"])),
        "since": act.since if act else None,
        "fact": act.fact if act else None,
        "doubts": list(act.doubts) if act else [],
        "disputed": act.disputed if act else False,
        "strictness": [int(part) for part in strictness(act)] if act else None,
        "others": [other.fact for other in alike[1:]],
        "ahead": _ahead(acts),
    }


def _ahead(acts: Sequence[Act]) -> Document | None:
    """The strictest act that is only expected, where it is stricter than what is in force."""
    expected = [act for act in acts if act.stage == "expected"]
    if not expected or acts[0].stage == "expected" or strictness(expected[0])[1] >= strictness(acts[0])[1]:
        return None
    act = expected[0]
    names = ("fact", "action", "binding", "status", "scope", "since")
    return {"act" if name == "action" else name: getattr(act, name) for name in names}
