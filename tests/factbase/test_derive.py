"""What is derived: support, contradictions, places, successors, on small bases worked out by hand."""

import pytest

from helpers import BASE_TEXT, HEAD, inputs_of
from vendorwatch.factbase import derive
from vendorwatch.factbase.derive import Contradiction, Disagreement
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.model import FactBase

RECORDS = """\
sources:
  heron-a: {type: webpage, title: A, container-title: The Daily Heron, issued: "2019", URL: https://a.example}
  heron-b: {type: webpage, title: B, container-title: Daily Heron, issued: "2019", URL: https://b.example}
  kite-a: {type: webpage, title: C, container-title: Kite Wire, issued: "2019", URL: https://c.example}
  blog-a: {type: post-weblog, title: D, container-title: A Blog, issued: "2019", URL: https://d.example}
  copy-of-kite: {type: webpage, title: E, container-title: A Blog, issued: "2019", URL: https://e.example, original: kite-a}
  copy-of-copy: {type: webpage, title: F, container-title: F, issued: "2019", URL: https://f.example, original: copy-of-kite}
  round-a: {type: webpage, title: G, container-title: G, issued: "2019", URL: https://g.example, original: round-b}
  round-b: {type: webpage, title: H, container-title: H, issued: "2019", URL: https://h.example, original: round-a}
entities:
  heron: {type: company, roles: [outlet], name: The Daily Heron}
  kite: {type: company, roles: [outlet], name: Kite News, names: {en: [Kite Wire]}}
  gull: {type: company, roles: [outlet], name: Gull Press}
  aa: {type: company, roles: [carrier], country: "NO", name: Aaa}
  bb: {type: company, roles: [carrier], country: "VU", name: Bbb}
  cc: {type: company, roles: [carrier], name: Ccc}
  both: {type: group, roles: [carrier], country: "NO", name: Both, members: [aa, bb]}
  vv: {type: company, roles: [vendor], country: "SE", name: Vvv}
  ww: {type: company, roles: [vendor], country: "FI", name: Www}
  state: {type: public-body, roles: [government], country: "NO", name: State}
  who: {type: person, roles: [official], country: "VU", name: Who}
facts:
"""


def build(*facts: str) -> FactBase:
    base, findings = load_facts(inputs_of(HEAD + RECORDS + "".join(facts)))
    assert findings == []
    return base


def supply(id: str, status: str, *lines: str, carriers: str = "aa", vendors: str = "vv", cite: str = "kite-a") -> str:
    """A relationship; `lines` are further keys, of which `citations` replaces the one citation."""
    cited = (
        [] if any(line.startswith("citations") for line in lines) else [f"citations: [{{source: {cite}, basis: own-voice}}]"]
    )
    head = f"carriers: [{carriers}]", f"vendors: [{vendors}]", "relation: supply", f"status: {status}"
    return record(id, "relationship", *head, *lines, *cited)


def record(id: str, kind: str, *lines: str) -> str:
    return f"- id: {id}\n" + "".join(f"  {line}\n" for line in (f"kind: {kind}", "summary: S.", *lines))


def support(*citations: str, contradicted: bool = False) -> tuple[str, tuple[str, ...], bool]:
    base = build(supply("f-one", "active", f"citations: [{', '.join(citations)}]"))
    found = derive.support_of(base.facts["f-one"], base, derive.outlets_by_name(base), contradicted=contradicted)
    return found.label, found.origins, found.disputed


@pytest.mark.parametrize(
    ("citations", "label", "origins"),
    [
        (["{source: blog-a, basis: document}"], "documented", ("blog-a",)),
        (["{source: blog-a, basis: hearsay}", "{source: kite-a, basis: document}"], "documented", ("blog-a", "kite")),
        (["{source: blog-a, basis: on-record-self, asserted_by: aa}"], "on-record", ("blog-a",)),
        (["{source: blog-a, basis: on-record-other, asserted_by: aa}", "{source: kite-a, basis: anonymous}"], "on-record",
         ("blog-a", "kite")),
        (["{source: blog-a, basis: own-voice}"], "single-origin", ("blog-a",)),
        (["{source: blog-a, basis: own-voice}", "{source: kite-a, basis: own-voice}"], "multi-origin", ("blog-a", "kite")),
        # Two articles that both end at one agency are one origin.
        (["{source: blog-a, via: [gull], basis: own-voice}", "{source: heron-a, via: [kite, gull], basis: own-voice}"],
         "single-origin", ("gull",)),
        # An outlet's own article, and another article by way of that outlet; also under another of its names.
        (["{source: kite-a, basis: own-voice}", "{source: heron-a, via: [kite], basis: own-voice}"], "single-origin",
         ("kite",)),
        (["{source: heron-a, basis: own-voice}", "{source: heron-b, basis: own-voice}"], "single-origin", ("heron",)),
        # A reprint is its original, also at two removes.
        (["{source: copy-of-kite, basis: own-voice}", "{source: kite-a, basis: own-voice}"], "single-origin", ("kite",)),
        (["{source: copy-of-copy, basis: own-voice}", "{source: kite-a, basis: own-voice}"], "single-origin", ("kite",)),
        # The last link counts, not the first.
        (["{source: heron-a, via: [kite], basis: own-voice}", "{source: heron-a, via: [gull], basis: own-voice}"],
         "multi-origin", ("kite", "gull")),
        (["{source: blog-a, basis: anonymous}"], "anonymous-only", ("blog-a",)),
        (["{source: blog-a, basis: anonymous}", "{source: kite-a, basis: hearsay}"], "anonymous-only", ("blog-a", "kite")),
        (["{source: blog-a, basis: anonymous}", "{source: kite-a, basis: anonymous}"], "multi-origin", ("blog-a", "kite")),
        (["{source: blog-a, basis: hearsay}"], "hearsay-only", ("blog-a",)),
        # Hearsay does not count as an origin of its own.
        (["{source: blog-a, basis: hearsay}", "{source: kite-a, basis: hearsay}"], "hearsay-only", ("blog-a", "kite")),
        (["{source: blog-a, basis: own-voice}", "{source: kite-a, basis: hearsay}"], "single-origin", ("blog-a", "kite")),
    ],
)  # fmt: skip
def test_support(citations: list[str], label: str, origins: tuple[str, ...]) -> None:
    assert support(*citations) == (label, origins, False)


def test_a_citation_that_disputes_is_no_support_but_a_dispute() -> None:
    for_it, against = "{source: blog-a, basis: own-voice}", "{source: kite-a, basis: document, stance: disputes}"
    assert support(for_it, against) == ("single-origin", ("blog-a",), True)


def test_a_contradiction_that_stands_disputes() -> None:
    assert support("{source: blog-a, basis: own-voice}", contradicted=True)[2] is True


def test_a_ring_of_reprints_ends() -> None:
    base = build(supply("f-one", "active", cite="round-a"))
    assert derive.chain_of(base.facts["f-one"].citations[0], base) == ("round-a", "round-b")


def test_a_chain_runs_from_the_source_over_its_original_to_the_relays() -> None:
    base = build(supply("f-one", "active", "citations: [{source: copy-of-copy, via: [gull, heron], basis: own-voice}]"))
    chain = derive.chain_of(base.facts["f-one"].citations[0], base)
    assert chain == ("copy-of-copy", "copy-of-kite", "kite-a", "gull", "heron")


FOUR, FIVE = "scope: {network: [4g]}", "scope: {network: [5g]}"


def found(*facts: str) -> list[tuple[str, str, str]]:
    return [(item.first, item.second, item.type) for item in derive.contradictions(build(*facts))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("active", "never"),
        ("winding-down", "never"),
        ("active", "ended"),
        ("planned", "ruled-out"),
        ("announced", "ruled-out"),
    ],
)
def test_statuses_that_oppose_each_other(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        (contradiction,) = found(supply("f-one", first, FOUR), supply("f-two", second, FOUR))
        assert {contradiction[0], contradiction[1]} == {"f-one", "f-two"}
        assert contradiction[2] == "contradicts"


@pytest.mark.parametrize(
    ("one", "other"),
    [("active", "active"), ("active", "planned"), ("planned", "never"), ("ended", "never"), ("active", "ruled-out"),
     ("announced", "active"), ("winding-down", "ended"), ("active", "winding-down"), ("planned", "ended")],
)  # fmt: skip
def test_statuses_that_go_together(one: str, other: str) -> None:
    assert found(supply("f-one", one, FOUR), supply("f-two", other, FOUR)) == []


@pytest.mark.parametrize(
    ("one", "other", "type"),
    [
        ("{network: [4g]}", "{network: [4g]}", "contradicts"),
        ("{network: [3g, 4g]}", "{network: [4g, 5g]}", "contradicts"),
        ("{network: [4g]}", "{network: [5g]}", None),
        ("{network: [any]}", "{network: [5g]}", "contradicts"),
        ("{network: [any]}", "{network: [unspecified]}", "contradicts"),
        ("{network: [4g]}", "{network: [unspecified]}", "scope-unclear"),
        ("{network: [unspecified]}", "{network: [unspecified]}", "scope-unclear"),
        ("{layer: [ran]}", "{layer: [ran]}", "scope-unclear"),
        ("{network: [4g], layer: [ran]}", "{network: [4g], layer: [ran]}", "contradicts"),
        ("{network: [4g], layer: [ran]}", "{network: [4g], layer: [core]}", None),
        ("{network: [4g], layer: [ran]}", "{network: [4g]}", "scope-unclear"),
        ("{network: [4g], layer: [ran]}", "{network: [4g], layer: [any]}", "contradicts"),
        ("{network: [4g], layer: [ran]}", "{network: [unspecified], layer: [core]}", None),
    ],
)
def test_scope_decides(one: str, other: str, type: str | None) -> None:
    expected = [("f-one", "f-two", type)] if type else []
    assert found(supply("f-one", "active", f"scope: {one}"), supply("f-two", "never", f"scope: {other}")) == expected


@pytest.mark.parametrize(
    ("active", "never", "opposed"),
    [
        ('as_of: "2019"', 'as_of: "2019"', True),
        ('as_of: "2018"', 'as_of: "2019"', True),  # never: not before either
        ('as_of: "2020"', 'as_of: "2019"', False),  # what was never so until 2019 may be in 2020
        ('as_of: "2019-12-31"', 'as_of: "2019"', True),
        ('as_of: "2019?"', 'as_of: "2019-06-01~"', True),
        ("as_of: ../2019", 'as_of: "2018"', True),
        ("as_of: 2019/..", 'as_of: "2018"', False),
        ("as_of: 2019/..", "as_of: 2018/..", True),
        ("note: n", 'as_of: "2018"', True),
    ],
)
def test_time_decides_against_never(active: str, never: str, opposed: bool) -> None:
    assert bool(found(supply("f-one", "active", FOUR, active), supply("f-two", "never", FOUR, never))) is opposed


@pytest.mark.parametrize(
    ("active", "ended", "opposed"),
    [
        ('as_of: "2019"', 'ended: "2019"', True),
        ('as_of: "2018"', 'ended: "2019"', False),
        ('as_of: "2020"', 'ended: "2019"', True),
        ('as_of: "2018-12-31"', 'ended: "2019"', False),
    ],
)
def test_time_decides_against_ended(active: str, ended: str, opposed: bool) -> None:
    assert bool(found(supply("f-one", "active", FOUR, active), supply("f-two", "ended", FOUR, ended))) is opposed


def test_a_due_day_is_no_time_of_the_status() -> None:
    late = supply("f-one", "active", FOUR, 'as_of: "2018"', 'by: "2025"')
    assert found(late, supply("f-two", "ended", FOUR, 'ended: "2019"')) == []


def test_only_the_same_carrier_and_vendor_oppose() -> None:
    assert found(supply("f-one", "active", FOUR), supply("f-two", "never", FOUR, vendors="ww")) == []
    assert found(supply("f-one", "active", FOUR), supply("f-two", "never", FOUR, carriers="bb")) == []
    assert found(supply("f-one", "active", FOUR, vendors="vv, ww"), supply("f-two", "never", FOUR, vendors="ww"))


def test_a_member_opposes_its_group_once() -> None:
    assert found(supply("f-one", "active", FOUR, carriers="aa"), supply("f-two", "never", FOUR, carriers="both")) == [
        ("f-one", "f-two", "contradicts")
    ]
    assert found(supply("f-one", "active", FOUR, carriers="cc"), supply("f-two", "never", FOUR, carriers="both")) == []
    two_pairs = supply("f-one", "active", FOUR, carriers="aa, bb"), supply("f-two", "never", FOUR, carriers="both")
    assert len(found(*two_pairs)) == 1


@pytest.mark.parametrize("line", ['withdrawn: {date: "2020-01-01", reason: r}', "rank: deprecated"])
def test_what_no_longer_stands_opposes_nothing(line: str) -> None:
    assert found(supply("f-one", "active", FOUR, line), supply("f-two", "never", FOUR)) == []


def test_what_supersedes_opposes_nothing_it_supersedes() -> None:
    plan = supply("f-one", "planned", FOUR, "thread: tt")
    out = supply("f-three", "ruled-out", FOUR, "thread: tt", "supersedes: f-one")
    assert found(plan, out) == []
    assert found(out, plan) == []
    middle = supply("f-two", "announced", FOUR, "thread: tt", "supersedes: f-one")
    at_two_removes = supply("f-three", "ruled-out", FOUR, "thread: tt", "supersedes: f-two")
    assert found(plan, middle, at_two_removes) == []
    apart = supply("f-four", "ruled-out", FOUR, "thread: tt")
    assert {pair[:2] for pair in found(plan, middle, apart)} == {("f-one", "f-four"), ("f-two", "f-four")}


def test_a_ring_of_successors_ends() -> None:
    one = supply("f-one", "active", FOUR, "supersedes: f-two")
    two = supply("f-two", "planned", FOUR, "supersedes: f-one")
    assert found(one, two, supply("f-three", "never", FOUR)) == [("f-one", "f-three", "contradicts")]


def test_what_is_found_does_not_depend_on_the_order() -> None:
    facts = [supply(f"f-{name}", status, FOUR) for name, status in (("a", "active"), ("b", "never"), ("c", "ended"))]
    pairs = {frozenset(item[:2]) for item in found(*facts)}
    assert (
        pairs
        == {frozenset(item[:2]) for item in found(*reversed(facts))}
        == {frozenset(("f-a", "f-b")), frozenset(("f-a", "f-c"))}
    )


def disagreements(*facts: str) -> dict[str, list[Disagreement]]:
    return derive.disagreements_of(build(*facts))


def test_a_declared_conflict_is_seen_from_both_sides_and_not_found_again() -> None:
    declared = "conflicts: [{with: f-two, type: scope-unclear, note: n}]"
    both = disagreements(supply("f-one", "active", FOUR, declared), supply("f-two", "never", FOUR))
    assert both == {
        "f-one": [Disagreement("f-two", "scope-unclear", "n", True)],
        "f-two": [Disagreement("f-one", "scope-unclear", "n", True)],
    }


def test_a_conflict_declared_on_both_sides_counts_once() -> None:
    one = supply("f-one", "active", FOUR, "conflicts: [{with: f-two, type: contradicts}]")
    two = supply("f-two", "never", FOUR, "conflicts: [{with: f-one, type: scope-unclear}]")
    assert [len(items) for items in disagreements(one, two).values()] == [1, 1]


def test_a_found_conflict_is_not_declared() -> None:
    both = disagreements(supply("f-one", "active", FOUR), supply("f-two", "never", FOUR))
    assert both["f-one"] == [Disagreement("f-two", "contradicts", None, False)]


@pytest.mark.parametrize(
    ("type", "line", "contradicted"),
    [
        ("contradicts", "note: n", True),
        ("scope-unclear", "note: n", False),
        ("different-time", "note: n", False),
        ("contradicts", 'withdrawn: {date: "2020-01-01", reason: r}', False),
        ("contradicts", "rank: deprecated", False),
    ],
)
def test_only_a_standing_contradiction_disputes(type: str, line: str, contradicted: bool) -> None:
    one = supply("f-one", "active", f"conflicts: [{{with: f-two, type: {type}}}]")
    base = build(one, supply("f-two", "active", line))
    items = derive.disagreements_of(base)["f-one"]
    assert derive.is_contradicted(items, base) is contradicted


def test_a_contradiction_names_its_sides() -> None:
    base = build(supply("f-one", "active", FOUR), supply("f-two", "never", FOUR))
    assert list(derive.contradictions(base)) == [Contradiction("f-one", "f-two", "contradicts")]


CITE = "citations: [{source: kite-a, basis: own-voice}]"


@pytest.mark.parametrize(
    ("fact", "places"),
    [
        (supply("f-one", "active", carriers="aa"), ("NO",)),
        (supply("f-one", "active", carriers="bb, aa"), ("VU", "NO")),
        (supply("f-one", "active", carriers="both, aa"), ("NO",)),
        (supply("f-one", "active", carriers="cc"), ()),
        (supply("f-one", "active", 'where: ["JP", "SE"]'), ("JP", "SE")),
        (record("f-one", "action", "actor: state", "targets: [vv]", "action: screening", "status: in-force", CITE), ("NO",)),
        (record("f-one", "statement", "speaker: who", "about: [vv]", "position: warns", "status: stated", CITE), ("VU",)),
        (record("f-one", "deal", "deal: loan", "parties: {lender: ww, borrower: vv}", "status: planned", CITE),
         ("FI", "SE")),
        (record("f-one", "figure", "about: [vv, ww]", "metric: cost", "type: actual", "status: stated", "amount: 1 %", CITE),
         ("SE", "FI")),
        (record("f-one", "event", "event: launch", "parties: {vendor: vv, carrier: aa}", "status: planned", CITE), ("NO",)),
    ],
)  # fmt: skip
def test_places(fact: str, places: tuple[str, ...]) -> None:
    base = build(fact)
    assert derive.places_of(base.facts["f-one"], base) == places


def test_successors() -> None:
    base, _ = load_facts(inputs_of(BASE_TEXT))
    assert derive.successors_of(base) == {"no-2019-quarzel-plan": "no-2020-quarzel-ban"}


def test_names_leave_weak_ones_out() -> None:
    base, _ = load_facts(inputs_of(BASE_TEXT))
    assert list(derive.names_of(base.entities["quarzel"])) == ["Quarzel", "Quarzel Networks Ltd.", "夸泽尔", "クァルツェル"]
    assert list(derive.names_of(base.entities["fjordcom"]))[-1] == "Nordlys Telefon"
