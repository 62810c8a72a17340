"""Which actions are in force on a day: each status and date, worked out by hand."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from helpers import BASE_TEXT, write_text
from vendorwatch.factbase.vocabulary import VOCABULARIES
from vendorwatch.lookup.reach import STRICTNESS, Act, acts_on
from vendorwatch.lookup.store import open_store

_CITED = "citations: [{source: no-2020-act, basis: document}]"


def act(id: str, **fields: str) -> str:
    """An action of Norway against Tessaro, of whom the made-up base records none."""
    own = {"targets": "[tessaro]", "action": "deployment-ban", "status": "in-force", "binding": "mandatory"} | fields
    lines = "".join(f"  {name}: {value}\n" for name, value in own.items())
    return f"- id: {id}\n  kind: action\n  summary: {id}.\n  actor: no-government\n{lines}  {_CITED}\n"


def acts(folder: Path, facts: Sequence[str], day: str, entity: str = "tessaro") -> list[Act]:
    with open_store([write_text(folder, BASE_TEXT + "".join(facts))]) as store:
        return acts_on(store, entity, day)


def counted(folder: Path, facts: Sequence[str], day: str, entity: str = "tessaro") -> list[str]:
    return [found.fact for found in acts(folder, facts, day, entity)]


@pytest.mark.parametrize(
    ("fields", "before", "within", "after"),
    [
        # in force: from the start, and there is no end
        ({"effective": '"2020-03-01"', "announced": '"2020-02-01"'}, ["2020-02-29"], ["2020-03-01", "2099-01-01"], []),
        ({"announced": '"2020-02-01"', "as_of": '"2020-01-01"'}, ["2019-12-31"], ["2020-01-01", "2030-01-01"], []),
        ({"as_of": '"2020-02?"'}, ["2020-01-31"], ["2020-02-01"], []),
        ({"effective": '"2020"'}, ["2019-12-31"], ["2020-01-01"], []),
        ({"effective": '"../2020"'}, [], ["1990-01-01", "2020-06-01"], []),
        ({}, [], ["1990-01-01", "2030-01-01"], []),
        # in force until a day: through its last
        ({"effective": '"2019"', "ended": '"2020-06"'}, ["2018-12-31"], ["2019-01-01", "2020-06-30"], ["2020-07-01"]),
        ({"effective": '"2019"', "ended": '"2020/.."'}, ["2018-12-31"], ["2020-06-30", "2030-01-01"], []),
        # over: only before its end
        *(
            (
                {"status": status, "effective": '"2019"', "ended": '"2020-06-05"'},
                ["2018-12-31"],
                ["2020-06-04"],
                ["2020-06-05"],
            )
            for status in ("suspended", "ended", "overturned")
        ),
        ({"status": "ended", "as_of": '"2019-05"', "ended": '"2020"'}, ["2019-04-30"], ["2020-12-30"], ["2020-12-31"]),
        ({"status": "ended", "announced": '"2019"', "ended": '"2020/.."'}, [], ["2019-12-31"], ["2020-01-01"]),
        ({"status": "ended", "effective": '"2019"'}, ["2019-06-01"], [], ["2025-01-01"]),
        ({"status": "ended", "ended": '"2020"'}, ["2019-06-01"], [], ["2025-01-01"]),
        # never: what is only expected, or came to nothing
        *(
            ({"status": status, "announced": '"2019"', "effective": '"2020"'}, ["2019-06-01"], [], ["2025-01-01"])
            for status in ("considered", "planned", "announced", "adopted")
        ),
        ({"status": "abandoned", "announced": '"2019"', "ended": '"2020"'}, ["2019-06-01"], [], ["2025-01-01"]),
        ({"rank": "deprecated", "rank_reason": "Wrong."}, ["2019-06-01"], [], ["2025-01-01"]),
        ({"withdrawn": '{date: "2021-01-01", reason: Wrong.}'}, ["2019-06-01"], [], ["2025-01-01"]),
    ],
)
def test_when_an_action_counts(
    fields: dict[str, str], before: list[str], within: list[str], after: list[str], tmp_path: Path
) -> None:
    with open_store([write_text(tmp_path, BASE_TEXT + act("x-2020-act", **fields))]) as store:
        for day in (*before, *after):
            assert acts_on(store, "tessaro", day) == [], day
        for day in within:
            assert [found.fact for found in acts_on(store, "tessaro", day)] == ["x-2020-act"], day


def test_of_acts_as_strict_the_one_for_the_whole_market_decides_then_the_oldest(tmp_path: Path) -> None:
    facts = [
        act("a-2021-military", as_of='"2021"', scope="{buyers: [military]}"),
        act("b-2022-carriers", as_of='"2022"', scope="{buyers: [carriers]}"),
        act("c-2021-untold", as_of='"2021"'),
        act("d-2020-critical", as_of='"2020"', scope="{buyers: [critical-infrastructure, military]}"),
        act("e-2023-removal", as_of='"2023"', action="removal-order"),
    ]
    found = counted(tmp_path, facts, "2025-01-01")
    assert found == ["c-2021-untold", "b-2022-carriers", "d-2020-critical", "a-2021-military", "e-2023-removal"]


@pytest.mark.parametrize(
    ("earlier", "since"),
    [
        ({"effective": '"2019-05"'}, "2019-05"),
        ({"effective": '"2019-05"', "action": "guideline"}, "2021"),  # did another thing
        ({"effective": '"2019-05"', "status": "announced"}, "2021"),  # only expected by then
        ({"effective": '"2019-05"', "status": "suspended"}, "2021"),  # had no effect any more
        ({"announced": '"2019-05"'}, "2021"),  # no day of force
        ({"effective": '"2022-05"'}, "2021"),
    ],
)
def test_since_when_is_told_by_the_earliest_stage_that_did_the_same(
    earlier: dict[str, str], since: str, tmp_path: Path
) -> None:
    first = act("a-2019-first", thread="x-thread", **earlier)
    later = act("b-2021-later", thread="x-thread", supersedes="a-2019-first", effective='"2021"')
    (found,) = acts(tmp_path, [first, later], "2023-01-01")
    assert (found.fact, found.since) == ("b-2021-later", since)


@pytest.mark.parametrize(
    ("fields", "disputed"),
    [
        ({}, False),
        ({"conflicts": "[{with: b-2020-other, type: contradicts, note: Either.}]"}, True),
        ({"conflicts": "[{with: b-2020-other, type: different-time, note: Either.}]"}, False),
        ({"conflicts": "[{with: c-2020-withdrawn, type: contradicts, note: Either.}]"}, False),
    ],
)
def test_an_act_that_a_standing_fact_contradicts_is_disputed(fields: dict[str, str], disputed: bool, tmp_path: Path) -> None:
    others = [
        act("b-2020-other", as_of='"2020"', action="clearance"),
        act("c-2020-withdrawn", action="clearance", withdrawn='{date: "2021-01-01", reason: Wrong.}'),
    ]
    first = acts(tmp_path, [act("a-2020-act", as_of='"2020"', **fields), *others], "2023-01-01")[0]
    assert (first.fact, first.disputed) == ("a-2020-act", disputed)


def test_what_no_date_tells_is_counted_and_marked(tmp_path: Path) -> None:
    facts = [act("a-2020-undated"), act("b-2020-dated", as_of='"2020"')]
    assert [(found.fact, found.undated) for found in acts(tmp_path, facts, "2021-01-01")] == [
        ("b-2020-dated", False),
        ("a-2020-undated", True),
    ]


def test_the_strictest_comes_first_then_what_binds_most(tmp_path: Path) -> None:
    facts = [
        act("a-2020-x", action="guideline"),
        act("b-2020-x", binding="recommended"),
        act("c-2020-x", action="clearance"),
        act("d-2020-x", binding="mandatory"),
        act("e-2020-x", action="procurement-exclusion"),
    ]
    assert counted(tmp_path, facts, "2021-01-01") == ["d-2020-x", "b-2020-x", "e-2020-x", "a-2020-x", "c-2020-x"]


def test_every_action_has_a_place_in_the_order() -> None:
    assert sorted(STRICTNESS) == sorted(VOCABULARIES["action"])
    assert STRICTNESS[:8] == (
        "deployment-ban", "removal-order", "procurement-exclusion", "authorisation-denial",
        "export-listing", "investment-limit", "screening", "guideline",
    )  # fmt: skip


def test_members_of_a_group_are_reached_and_actors_are_not(tmp_path: Path) -> None:
    group = "  two-vendors: {type: group, roles: [vendor], name: Two vendors, size: 2, members: [tessaro, brackett]}\n"
    text = BASE_TEXT.replace("facts:\n", f"{group}facts:\n", 1) + act("x-2020-act", targets="[two-vendors]")
    with open_store([write_text(tmp_path, text)]) as store:
        for entity in ("tessaro", "brackett", "two-vendors"):
            assert [found.fact for found in acts_on(store, entity, "2021-01-01")] == ["x-2020-act"]
        assert acts_on(store, "no-government", "2021-01-01") == []
        assert acts_on(store, "nobody", "2021-01-01") == []


def later(**fields: str) -> list[str]:
    """A ban of 2019, and the stage that supersedes it."""
    thread = {"thread": "no-tessaro"}
    return [
        act("a-2019-first", effective='"2019"', **thread),
        act("b-2020-later", supersedes="a-2019-first", **thread, **fields),
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"effective": '"2020-05-01"', "action": "guideline"},
            {"2020-04-30": ["a-2019-first"], "2020-05-01": ["b-2020-later"]},
        ),
        ({"status": "planned", "effective": '"2020"'}, {"2021-01-01": ["a-2019-first"]}),
        ({"status": "ended", "ended": '"2020-05-01"'}, {"2020-04-30": ["a-2019-first"], "2020-05-01": []}),
        (
            {"status": "ended", "announced": '"2020-03-01"', "ended": '"2020-05-01"'},
            {"2020-02-01": ["a-2019-first"], "2020-04-01": ["b-2020-later"], "2020-05-01": []},
        ),
        ({"status": "overturned"}, {"2019-06-01": [], "2021-01-01": []}),
        ({"effective": '"2020"', "withdrawn": '{date: "2021", reason: Wrong.}'}, {"2021-01-01": ["a-2019-first"]}),
    ],
)
def test_a_superseded_action_counts_until_the_later_stage(
    fields: dict[str, str], expected: dict[str, list[str]], tmp_path: Path
) -> None:
    for day, facts in expected.items():
        assert counted(tmp_path, later(**fields), day) == facts, day
