"""Two versions of a base: what became of each record."""

import pytest

from helpers import BASE_TEXT, inputs_of
from vendorwatch.factbase.changes import KINDS, Change, Changes, FieldChange, compare_bases
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.model import FactBase

PLAN = "summary: Norway weighs keeping Quarzel out of its networks."
LAST = "- id: no-2018-found-false"


def base_of(text: str) -> FactBase:
    base, findings = load_facts(inputs_of(text))
    assert findings == []
    return base


def changes(*pairs: tuple[str, str], old: str = BASE_TEXT) -> Changes:
    """What differs after texts of the made-up base were replaced."""
    text = old
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    return compare_bases(base_of(old), base_of(text))


def only(*pairs: tuple[str, str]) -> Change:
    found = changes(*pairs)
    assert not found.sources
    assert not found.entities
    (change,) = found.facts
    return change


def fact(id: str, text: str = "supersedes: no-2020-quarzel-ban") -> tuple[str, str]:
    """A new fact before the last one of the base."""
    start = BASE_TEXT.index("- id: no-2020-quarzel-ban")
    record = BASE_TEXT[start : BASE_TEXT.index("- id: vu-2020-brackett-stake")]
    record = record.replace("id: no-2020-quarzel-ban", f"id: {id}").replace("supersedes: no-2019-quarzel-plan", text)
    return LAST, f"{record}{LAST}"


def test_a_base_does_not_differ_from_itself() -> None:
    same = changes()
    assert not same
    assert (same.facts, same.sources, same.entities) == ([], [], [])


def test_lines_comments_and_the_order_of_keys_do_not_count() -> None:
    record = "  summary: Lagunet buys gear from Brackett.\n  carriers: [lagunet]\n"
    swapped = "  carriers: [lagunet]\n  # a comment\n  summary: 'Lagunet buys gear from Brackett.'\n"
    assert not changes(("facts:\n", "\n\nfacts:\n"), (record, swapped))


@pytest.mark.parametrize(
    ("pairs", "kind", "id", "fields"),
    [
        ([fact("no-2021-more", "note: x")], "added", "no-2021-more", []),
        ([fact("no-2021-more")], "superseded", "no-2021-more", []),
        ([(PLAN, "summary: Norway thinks.")], "corrected", "no-2019-quarzel-plan", ["summary"]),
        ([("scope: {network: [5g]}", "scope: {network: [6g], layer: [ran]}")], "corrected", "no-2020-two-tessaro",
         ["scope.network", "scope.layer"]),
        ([("  checked: \"2021-02-01\"\n", "")], "checked", "no-2020-quarzel-ban", ["checked"]),
        ([(PLAN, f"{PLAN}\n  withdrawn: {{date: \"2021-01-01\", reason: No.}}\n  rank: deprecated\n  rank_reason: No.")],
         "withdrawn", "no-2019-quarzel-plan", ["withdrawn", "rank", "rank_reason"]),
        ([(PLAN, f"{PLAN}\n  rank: deprecated\n  rank_reason: No.")], "deprecated", "no-2019-quarzel-plan",
         ["rank", "rank_reason"]),
        ([("status: in-force", 'status: ended\n  ended: "2021"')], "ended", "no-2020-quarzel-ban", ["status", "ended"]),
        ([("rank: deprecated\n  rank_reason: The paper took it back.", "note: x")], "corrected", "no-2018-found-false",
         ["note", "rank", "rank_reason"]),
        ([("amount: NOK 64.5 bn", "amount: NOK 64.6 bn")], "corrected", "vu-2020-brackett-stake", ["amount"]),
    ],
)  # fmt: skip
def test_what_became_of_a_fact(pairs: list[tuple[str, str]], kind: str, id: str, fields: list[str]) -> None:
    change = only(*pairs)
    assert (change.kind, change.fact.id, [field.field for field in change.fields]) == (kind, id, fields)
    assert (change.replaces.id if change.replaces else None) == ("no-2020-quarzel-ban" if kind == "superseded" else None)


def test_a_field_has_what_it_held_and_what_it_holds() -> None:
    change = only(("amount: NOK 64.5 bn", "amount: NOK 64.6 bn\n  note: Read wrongly."))
    assert set(change.fields) == {
        FieldChange("amount", "NOK 64.5 bn", "NOK 64.6 bn"),
        FieldChange("note", None, "Read wrongly."),
    }


def test_a_fact_that_is_gone_is_removed_and_comes_first() -> None:
    record = BASE_TEXT[BASE_TEXT.index(LAST) :]
    found = changes(fact("no-2021-more", "note: x"), (record, ""))
    assert [(change.kind, change.fact.id) for change in found.facts] == [
        ("removed", "no-2018-found-false"), ("added", "no-2021-more"),
    ]  # fmt: skip
    assert found.facts[0].base is found.old
    assert KINDS[0] == "removed"


def test_both_stages_new_is_two_facts_added() -> None:
    found = changes(fact("no-2021-more", "note: x"), fact("no-2022-more", "supersedes: no-2021-more"))
    assert {change.kind for change in found.facts} == {"added"}


def test_sources_and_entities() -> None:
    found = changes(
        ("title: Act on Safe Networks", "title: Act on Safer Networks"),
        ("  tessaro: {", "  zephyr: {type: company, roles: [vendor], country: \"NO\", name: Zephyr}\n  tessaro: {"),
        ("  auralink-north: {type: company, roles: [carrier], country: \"NO\", name: Auralink North}\n", ""),
    )  # fmt: skip
    assert found.facts == []
    assert [(change.kind, change.record.id, [field.field for field in change.fields]) for change in found.sources] == [
        ("changed", "no-2020-act", ["title"])
    ]
    assert [(change.kind, change.record.id) for change in found.entities] == [
        ("removed", "auralink-north"), ("added", "zephyr"),
    ]  # fmt: skip


def test_the_way_back_is_the_opposite() -> None:
    there = changes(fact("no-2021-more"), (PLAN, "summary: Norway thinks."))
    back = compare_bases(there.new, there.old)
    assert {(change.kind, change.fact.id) for change in back.facts} == {
        ("removed", "no-2021-more"), ("corrected", "no-2019-quarzel-plan"),
    }  # fmt: skip
    (field,) = [field for change in back.facts for field in change.fields]
    assert (field.old, field.new) == ("Norway thinks.", PLAN.removeprefix("summary: "))
