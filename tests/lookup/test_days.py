"""The world on a day: each status and date worked out by hand, and laws that hold for every day and base."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import write_text
from vendorwatch.api import Base, open_base
from vendorwatch.factbase import compile
from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.filters import Filters

HEAD = """schema: vendorwatch/1
version: "2026-01-01"
sources:
  old: {type: webpage, title: Old, container-title: Old Post, issued: "2018-06-15", URL: "https://old.example/1"}
  mid: {type: webpage, title: Mid, container-title: Mid Post, issued: "2020-06-15", URL: "https://mid.example/1"}
  new: {type: webpage, title: New, container-title: New Post, issued: "2022-06-15", URL: "https://new.example/1"}
entities:
  state: {type: public-body, roles: [government], name: The State, country: "NO"}
  carrier: {type: company, roles: [carrier], name: Carrier, country: "NO"}
  vendor: {type: company, roles: [vendor], name: Vendor, country: "VU"}
  other: {type: company, roles: [vendor], name: Other, country: "VU"}
facts:
"""

FIVE_G = "\n  scope: {network: [5g]}"

OWN = {
    "action": "actor: state\n  targets: [vendor]\n  action: deployment-ban\n  binding: mandatory\n  names_vendors: 'yes'",
    "relationship": f"carriers: [carrier]\n  vendors: [vendor]\n  relation: supply{FIVE_G}",
    "deal": "deal: contract\n  parties: {buyer: carrier, seller: vendor}",
    "event": "event: launch\n  parties: {carrier: carrier}",
    "proceeding": "proceeding: civil\n  parties: {claimant: vendor, respondent: state}",
    "statement": "speaker: state\n  position: warns",
    "figure": "about: [vendor]\n  metric: contracts\n  type: actual\n  amount: 50 contracts",
}


@pytest.fixture(autouse=True, scope="module")
def _few_countries() -> Iterator[None]:
    """The names of all countries are most of the work of compiling a small base, and none of it is looked at here."""
    rows = [row for row in compile.read_countries() if row[0] in ("NO", "VU")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compile, "read_countries", lambda: iter(rows))
        yield


def fact(id: str, kind: str, status: str, sources: Iterable[str] = ("old",), **fields: str) -> str:
    """The YAML of a fact; `fields` are dates and links."""
    lines = "".join(f'  {name}: "{value}"\n' for name, value in fields.items())
    cited = "".join(f"  - {{source: {source}, basis: own-voice}}\n" for source in sources)
    return f"- id: {id}\n  kind: {kind}\n  summary: {id}.\n  {OWN[kind]}\n  status: {status}\n{lines}  citations:\n{cited}"


def base_of(folder: Path, *facts: str) -> Base:
    return open_base(write_text(folder, HEAD + "".join(facts)))


def read_on(folder: Path, day: str, *facts: str) -> dict[str, tuple[str, bool]]:
    """Status and whether it is unsure of each fact that is shown on a day."""
    with base_of(folder, *facts) as base:
        shown = base.facts(filters=Filters(as_of=day)).facts
    return {item["id"]: (item["status"], bool(item["view"]["doubts"])) for item in shown}


GONE = None


@pytest.mark.parametrize(
    ("kind", "status", "dates", "day", "reads"),
    [
        # before it counts, and from then on
        ("action", "in-force", {"effective": "2020-03-01"}, "2020-02-29", GONE),
        ("action", "in-force", {"effective": "2020-03-01"}, "2020-03-01", ("in-force", False)),
        ("statement", "stated", {"as_of": "2020-03-01"}, "2020-02-29", GONE),
        ("statement", "stated", {"as_of": "2020-03-01"}, "2020-03-01", ("stated", False)),
        # announced, then in force
        ("action", "in-force", {"announced": "2020-01-01", "effective": "2021-01-01"}, "2020-06-01", ("announced", False)),
        ("action", "in-force", {"announced": "2020-01-01", "effective": "2021-01-01"}, "2021-01-01", ("in-force", False)),
        ("action", "adopted", {"announced": "2020-01-01", "effective": "2021-01-01"}, "2020-06-01", ("adopted", False)),
        ("action", "planned", {"announced": "2020-01-01", "effective": "2021-01-01"}, "2025-01-01", ("planned", False)),
        ("action", "considered", {"effective": "2021-01-01"}, "2018-06-14", GONE),
        ("action", "considered", {"effective": "2021-01-01"}, "2018-06-15", ("considered", False)),
        ("relationship", "active", {"announced": "2020-01-01", "effective": "2021"}, "2020-06-01", ("announced", False)),
        ("relationship", "active", {"announced": "2020-01-01", "effective": "2021"}, "2021-06-01", ("active", True)),
        ("deal", "completed", {"announced": "2020-01-01", "effective": "2021-01-01"}, "2020-06-01", ("announced", False)),
        ("event", "completed", {"announced": "2020-01-01", "effective": "2021-01-01"}, "2020-06-01", ("announced", False)),
        ("proceeding", "decided", {"announced": "2020-01-01", "effective": "2021-01-01"}, "2020-06-01", ("filed", False)),
        # ended, and before
        *(
            ("action", status, {"effective": "2019-01-01", "ended": "2020-03-01"}, day, (reads, False))
            for status in ("suspended", "ended", "overturned")
            for day, reads in (("2020-02-29", "in-force"), ("2020-03-01", status))
        ),
        ("action", "abandoned", {"announced": "2019-01-01", "ended": "2020-03-01"}, "2020-01-01", ("announced", False)),
        ("action", "abandoned", {"announced": "2019-01-01", "ended": "2020-03-01"}, "2020-03-01", ("abandoned", False)),
        ("relationship", "ended", {"effective": "2013-01-01", "ended": "2020-03-01"}, "2020-02-01", ("active", False)),
        ("relationship", "ended", {"effective": "2013-01-01", "ended": "2020-03-01"}, "2020-04-01", ("ended", False)),
        ("relationship", "ended", {"ended": "2020-03-01"}, "2020-02-01", GONE),
        ("relationship", "ended", {"ended": "../2020-03-01"}, "2020-02-01", ("ended", True)),
        ("deal", "cancelled", {"announced": "2019-01-01", "ended": "2020-03-01"}, "2020-02-01", ("announced", False)),
        ("proceeding", "settled", {"announced": "2019-01-01", "ended": "2020-03-01"}, "2020-02-01", ("pending", False)),
        ("action", "in-force", {"effective": "2019-01-01", "ended": "2020-03-01"}, "2020-03-01", ("in-force", False)),
        ("action", "in-force", {"effective": "2019-01-01", "ended": "2020-03-01"}, "2020-03-02", ("ended", False)),
        # dates that leave it open
        ("relationship", "never", {"as_of": "2020-03?"}, "2020-02-29", GONE),
        ("relationship", "never", {"as_of": "2020-03?"}, "2020-03-15", ("never", True)),
        ("relationship", "never", {"as_of": "2020-03?"}, "2020-03-31", ("never", False)),
        ("action", "ended", {"effective": "2019", "ended": "2020"}, "2020-06-01", ("in-force", True)),
        ("figure", "stated", {"period": "2013/2018"}, "2012-12-31", GONE),
        ("figure", "stated", {"period": "2013/2018"}, "2015-01-01", ("stated", True)),
        ("figure", "stated", {"period": "2013/2018"}, "2018-12-31", ("stated", False)),
        ("relationship", "active", {}, "1990-01-01", ("active", True)),
    ],
)
def test_how_a_fact_reads_on_a_day(
    kind: str, status: str, dates: Mapping[str, str], day: str, reads: tuple[str, bool] | None, tmp_path: Path
) -> None:
    expected = {} if reads is None else {"x-2020-it": reads}
    assert read_on(tmp_path, day, fact("x-2020-it", kind, status, **dates)) == expected


def test_dates_that_nobody_knew_are_gone_and_expected_ones_stay(tmp_path: Path) -> None:
    it = fact("x-2020-it", "action", "ended", announced="2019-01-01", effective="2021-01-01", ended="2023-01-01")
    with base_of(tmp_path, it) as base:
        (shown,) = base.facts(filters=Filters(as_of="2020")).facts
        assert shown["status"] == "announced"
        assert {name for name, date in shown["dates"].items() if date} == {"announced", "effective"}
        assert shown["view"]["recorded_status"] == "ended"
        # Without a day the record is shown as it stands.
        (whole,) = base.facts().facts
        assert (whole["status"], whole["view"]) == ("ended", None)


THREAD = {"thread": "the-ban"}
STAGES = (
    fact("x-2019-plan", "action", "planned", announced="2019-01-01", **THREAD),
    fact("x-2020-ban", "action", "in-force", ("mid",), announced="2020-01-01", supersedes="x-2019-plan", **THREAD),
    fact("x-2022-repeal-plan", "action", "planned", ("new",), announced="2022-01-01", supersedes="x-2020-ban", **THREAD),
    fact("x-2023-over", "action", "overturned", ("new",), announced="2023-01-01", supersedes="x-2022-repeal-plan", **THREAD),
)


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2018-12-31", set()),
        ("2019-06-01", {"x-2019-plan"}),
        ("2020-01-01", {"x-2020-ban"}),
        ("2022-06-01", {"x-2020-ban", "x-2022-repeal-plan"}),
        ("2023-01-01", {"x-2023-over"}),
    ],
)
def test_of_a_thread_only_the_stage_reached_is_shown(day: str, shown: set[str], tmp_path: Path) -> None:
    assert set(read_on(tmp_path, day, *STAGES)) == shown
    with base_of(tmp_path, *STAGES) as base:
        every = base.facts(filters=Filters(as_of=day, all_stages=True)).facts
        assert {item["id"] for item in every if not item["view"]["passed"]} == shown
        assert all(item["view"]["passed"] for item in every if item["id"] not in shown)


def test_a_stage_that_was_not_known_yet_takes_nobodys_place(tmp_path: Path) -> None:
    with base_of(tmp_path, *STAGES) as base:
        shown = base.facts(filters=Filters(as_of="2023-06-01", known_by="2021")).facts
    assert [(item["id"], item["status"], item["superseded_by"]) for item in shown] == [("x-2020-ban", "in-force", None)]


def test_support_and_conflicts_are_those_of_the_view(tmp_path: Path) -> None:
    facts = (
        fact("x-2018-supply", "relationship", "active", ("old", "mid"), as_of="2018-06-01"),
        fact("x-2020-never", "relationship", "never", ("mid",), as_of="2020-06-01"),
    )
    with base_of(tmp_path, *facts) as base:

        def supply(**days: str) -> Document:
            found = base.facts(filters=Filters(**days)).facts  # type: ignore[arg-type]
            return next(item for item in found if item["id"] == "x-2018-supply")

        now, then = supply(), supply(known_by="2019")
        assert (now["support"]["label"], now["support"]["disputed"]) == ("multi-origin", True)
        assert (then["support"]["label"], then["support"]["disputed"]) == ("single-origin", False)
        assert (then["conflicts"], [item["source"] for item in then["citations"]]) == ([], ["old"])
        assert supply(as_of="2019")["conflicts"] == []
        assert len(supply(as_of="2021")["conflicts"]) == 1
        assert base.conflicts(filters=Filters(known_by="2019")).pairs == []
        assert len(base.conflicts().pairs) == 1


@pytest.mark.parametrize(
    ("filters", "shown", "unsure"),
    [
        ({"since": "2020"}, {"x-2020-day", "x-2020-month", "x-2020-year"}, set()),
        ({"since": "2020-06-15"}, {"x-2020-day", "x-2020-month", "x-2020-year"}, {"x-2020-month", "x-2020-year"}),
        ({"until": "2020-06-14"}, {"x-2019-day", "x-2020-month", "x-2020-year"}, {"x-2020-month", "x-2020-year"}),
        ({"since": "2020-07", "until": "2020-07"}, {"x-2020-year"}, {"x-2020-year"}),
        ({"until": "2019"}, {"x-2019-day"}, set()),
    ],
)
def test_what_may_lie_inside_is_shown_and_marked(
    filters: dict[str, str], shown: set[str], unsure: set[str], tmp_path: Path
) -> None:
    dates = {"x-2019-day": "2019-06-15", "x-2020-day": "2020-06-15", "x-2020-month": "2020-06", "x-2020-year": "2020"}
    facts = [fact(id, "statement", "stated", as_of=date) for id, date in dates.items()]
    with base_of(tmp_path, *facts) as base:
        found = base.facts(filters=Filters(**filters)).facts  # type: ignore[arg-type]
    assert {item["id"] for item in found} == shown
    assert {item["id"] for item in found if item["view"]["doubts"]} == unsure


# Laws, on small bases made at random.

DAYS = st.dates(min_value=__import__("datetime").date(2018, 1, 1), max_value=__import__("datetime").date(2024, 12, 31)).map(
    str
)
KINDS = {
    "action": ("planned", "in-force", "ended", "overturned"),
    "relationship": ("planned", "active", "ended", "never"),
    "deal": ("announced", "completed", "cancelled"),
    "statement": ("stated",),
}
FINAL = {"ended", "overturned", "cancelled"}
BEFORE = {"action": "in-force", "relationship": "active", "deal": "announced"}


@st.composite
def records(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Facts with exact days, some in a chain of stages, each cited to one to three sources."""
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(sorted(KINDS)))
        status = draw(st.sampled_from(KINDS[kind]))
        announced, effective, ended = sorted(draw(st.lists(DAYS, min_size=3, max_size=3)))
        dates = {"announced": announced}
        if kind != "statement" and draw(st.booleans()):
            dates["effective"] = effective
        if status in FINAL:
            dates["ended"] = ended
        sources = draw(st.lists(st.sampled_from(["old", "mid", "new"]), min_size=1, max_size=3, unique=True))
        made.append({"id": f"x-20{number}0-it", "kind": kind, "status": status, "dates": dates, "sources": sources})
    earlier = [item for item in made if item["kind"] == "action"]
    for before, after in pairwise(earlier):
        if draw(st.booleans()):
            after["supersedes"] = before["id"]
    return made


def yaml_of(records: Iterable[dict[str, Any]]) -> list[str]:
    return [
        fact(item["id"], item["kind"], item["status"], item["sources"], **item["dates"])
        + (f"  supersedes: {item['supersedes']}\n" if item.get("supersedes") else "")
        for item in records
    ]


def cut_by_hand(records: list[dict[str, Any]], day: str) -> list[dict[str, Any]]:
    """The base as an editor would have had it on the day: what was not announced is struck out, the rest put back."""
    kept = [item for item in records if item["dates"]["announced"] <= day]
    ids = {item["id"] for item in kept}
    cut = []
    for item in kept:
        dates, status = dict(item["dates"]), item["status"]
        if dates.get("ended", "") > day:
            del dates["ended"]
            status = BEFORE[item["kind"]]
        if dates.get("effective", "") > day and status not in ("planned", "announced"):
            status = "announced"
        # A stage that was left out leaves its place to the one before it.
        link = item.get("supersedes")
        while link is not None and link not in ids:
            link = next(other.get("supersedes") for other in records if other["id"] == link)
        cut.append({**item, "dates": dates, "status": status, "supersedes": link})
    return cut


def shown_of(facts: Iterable[Document]) -> list[Document]:
    """Facts without what a view adds, what place in a file says, and what links stages."""
    left_out = ("view", "line", "file", "supersedes", "follow_up_due")
    return [{name: value for name, value in item.items() if name not in left_out} for item in facts]


LAWS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LAWS
@given(records=records(), day=DAYS)
def test_the_world_on_a_day_is_the_base_cut_by_hand(records: list[dict[str, Any]], day: str, tmp_path: Path) -> None:
    with base_of(tmp_path, *yaml_of(records)) as whole:
        seen = whole.facts(filters=Filters(as_of=day, all_stages=True)).facts
    with base_of(tmp_path, *yaml_of(cut_by_hand(records, day))) as cut:
        assert shown_of(seen) == shown_of(cut.facts().facts)


@LAWS
@given(records=records(), days=st.tuples(DAYS, DAYS))
def test_a_later_knowledge_never_hides_a_fact(records: list[dict[str, Any]], days: tuple[str, str], tmp_path: Path) -> None:
    earlier, later = sorted(days)
    with base_of(tmp_path, *yaml_of(records)) as base:
        told = [{item["id"] for item in base.facts(filters=Filters(known_by=day)).facts} for day in (earlier, later)]
    assert told[0] <= told[1]


@LAWS
@given(records=records(), day=DAYS, kind=st.sampled_from(sorted(KINDS)), since=DAYS)
def test_filters_commute(records: list[dict[str, Any]], day: str, kind: str, since: str, tmp_path: Path) -> None:
    with base_of(tmp_path, *yaml_of(records)) as base:

        def ids(**filters: Any) -> set[str]:
            return {item["id"] for item in base.facts(filters=Filters(all_stages=True, **filters)).facts}

        together = ids(kind=kind, vendor="vendor", country="Norway", known_by=day)
        assert together == ids(kind=kind) & ids(vendor="vendor") & ids(country="Norway") & ids(known_by=day)
        assert ids(since=since, kind=kind) == ids(since=since) & ids(kind=kind)
        limited = base.facts(filters=Filters(kind=kind, limit=2)).facts
        assert limited == base.facts(filters=Filters(kind=kind)).facts[:2]


@LAWS
@given(records=records(), day=DAYS)
def test_cells_agree_with_the_facts_that_they_name(records: list[dict[str, Any]], day: str, tmp_path: Path) -> None:
    with base_of(tmp_path, *yaml_of(records)) as base:
        facts = {item["id"]: item for item in base.facts(filters=Filters(as_of=day)).facts}
        cells = {(cell["row"], cell["column"]): cell for cell in base.matrix(Filters(as_of=day)).cells}
    for (country, vendor), cell in cells.items():
        decides = facts[cell["fact"]]
        parties = {(party["role"], party["id"]) for party in decides["parties"]}
        assert {("actor", "state"), ("target", vendor)} <= parties
        assert (country, cell["status"], cell["act"]) == ("NO", decides["status"], decides["action"])
        assert (cell["stage"] == "in-force") == (decides["status"] == "in-force")
    in_force = [item for item in facts.values() if item["kind"] == "action" and item["status"] == "in-force"]
    assert bool(in_force) == any(cell["stage"] == "in-force" for cell in cells.values())
