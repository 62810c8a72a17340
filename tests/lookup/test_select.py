"""Which facts are selected, and how SQLite goes about it: by an index wherever one leads to few rows."""

from collections.abc import Iterator

import pytest

from helpers import write_base
from vendorwatch.lookup.answer import Answer
from vendorwatch.lookup.filters import FilterError, Filters, View, read_filters
from vendorwatch.lookup.lists import list_of
from vendorwatch.lookup.select import EVERYTHING, Subject, plan, select_facts
from vendorwatch.lookup.store import Store, open_store
from vendorwatch.lookup.timeline import timeline


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store([write_base(tmp_path_factory.mktemp("base"))]) as base:
        yield base


def read(base: Store, **filters: object) -> View:
    answer = Answer(base.describe(), {"command": "facts", "text": None})
    view = read_filters(base, Filters(**filters), answer)  # type: ignore[arg-type]
    assert view is not None
    return view


SELECTIONS: list[tuple[Subject, dict[str, object]]] = [
    (EVERYTHING, {}),
    (EVERYTHING, {"kind": "relationship"}),
    (EVERYTHING, {"status": "active"}),
    (EVERYTHING, {"support": "documented"}),
    (EVERYTHING, {"network": "4g"}),
    (EVERYTHING, {"vendor": "quarzel"}),
    (EVERYTHING, {"vendor": "quarzel", "country": "norway", "kind": "action", "as_of": "2021"}),
    (EVERYTHING, {"vendor": "quarzel", "carrier": "fjordcom"}),
    (EVERYTHING, {"follow_up": True}),
    (Subject(entity="fjordcom"), {}),
    (Subject(country="NO"), {"as_of": "2021"}),
    (Subject(source="kite-2019-ban"), {"since": "2019"}),
]


@pytest.mark.parametrize(("subject", "filters"), SELECTIONS)
def test_no_selection_sorts_or_scans_what_an_index_gives(base: Store, subject: Subject, filters: dict[str, object]) -> None:
    sql, values = plan(base, subject, read(base, **filters))
    steps = [str(row[3]) for row in base.rows(f"EXPLAIN QUERY PLAN {sql}", *values)]
    assert not [step for step in steps if step.startswith("SCAN") and "INDEX" not in step], steps
    if "follow_up" not in filters:  # few facts wait, and these are sorted
        assert not [step for step in steps if "TEMP B-TREE" in step], steps


@pytest.mark.parametrize(("subject", "filters"), [case for case in SELECTIONS if "follow_up" not in case[1]])
def test_a_selection_is_newest_first_and_holds_each_fact_once(
    base: Store, subject: Subject, filters: dict[str, object]
) -> None:
    facts = select_facts(base, subject, read(base, **filters))
    days = {id: day or "" for id, day in base.rows("SELECT id, first_day FROM facts")}
    order = [(days[fact["id"]], fact["id"]) for fact in facts]
    assert order == sorted(sorted(order, key=lambda item: item[1]), key=lambda item: item[0], reverse=True)
    assert len({fact["id"] for fact in facts}) == len(facts)
    assert facts, "the selection tells nothing about an order"


@pytest.mark.parametrize(
    "filters",
    [
        {"as_of": "2019-02-30"}, {"known_by": "yesterday"}, {"since": "2020", "until": "2019"}, {"kind": "deeds"},
        {"status": "banned"}, {"network": "7g"}, {"support": "good"}, {"region": "atlantis"}, {"limit": 0}, {"stale": 10**9},
    ],
)  # fmt: skip
def test_what_no_filter_takes_is_refused_with_what_it_takes(base: Store, filters: dict[str, object]) -> None:
    with pytest.raises(FilterError) as caught:
        read(base, **filters)
    (name,) = filters if len(filters) == 1 else ("since",)
    assert str(caught.value).startswith(f"--{name.replace('_', '-')}")
    assert "\n" not in str(caught.value)


def test_several_values_mean_any_of_them_and_several_filters_all(base: Store) -> None:
    def ids(**filters: object) -> set[str]:
        return {fact["id"] for fact in select_facts(base, EVERYTHING, read(base, **filters))}

    assert ids(vendor=["quarzel", "brackett"]) == ids(vendor="quarzel") | ids(vendor="brackett")
    assert ids(vendor="quarzel", carrier="fjordcom") == ids(vendor="quarzel") & ids(carrier="fjordcom")
    assert ids(region="northern-europe") == ids(country="norway")
    assert ids(support="disputed") == {f["id"] for f in select_facts(base, EVERYTHING, View()) if f["support"]["disputed"]}


def test_a_name_that_is_none_or_several_is_an_answer(base: Store) -> None:
    for text, status in (("zzyzx", "not_found"), ("auralink", "ambiguous")):
        answer = Answer(base.describe(), {"command": "facts", "text": None})
        assert read_filters(base, Filters(carrier=text), answer) is None
        assert answer.status == status
        assert answer.filter_matches == [{"option": "carrier", "text": text, "match": None}]


@pytest.mark.parametrize("name", ["carriers", "vendors", "countries", "sources"])
def test_all_stages_leave_a_list_as_it_is(base: Store, name: str) -> None:
    plain, whole = (list_of(base, name, filters) for filters in (Filters(), Filters(all_stages=True)))
    assert (plain.entities, plain.sources) == (whole.entities, whole.sources)


def test_a_thread_is_a_subject_of_its_own(base: Store) -> None:
    sql, values = plan(base, Subject(thread="no-quarzel"), read(base, kind="action"))
    assert "USING INDEX facts_by_thread" in str(base.rows(f"EXPLAIN QUERY PLAN {sql}", *values))
    thread = [fact["id"] for fact in base.facts_of_thread("no-quarzel")]
    assert [fact["id"] for fact in select_facts(base, Subject(thread="no-quarzel"), View())] == thread
    # The limit counts facts of the thread, not of the base.
    assert {entry["fact"] for entry in timeline(base, "no-quarzel", Filters(limit=1)).entries} == {thread[0]}
