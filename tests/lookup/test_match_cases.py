"""The labelled cases are the matcher's contract: no class gets worse, and no name that must not be found is.

`python tools/bench_names.py --failures` lists what is still wrong.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vendorwatch.factbase.check import check_facts
from vendorwatch.factbase.inputs import read_inputs
from vendorwatch.lookup.match import resolve
from vendorwatch.lookup.store import Store, open_store

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from bench_names import BASE, CASES, CLASSES, KINDS, Case, is_right, read_cases

WRONG_AT_MOST = {"legal-form": 2, "typo": 4}
"""Cases of a class that may go wrong, none where a class is not named: what did when last counted. Lowered, never raised."""

FOUND_ALTHOUGH_ABSENT: dict[tuple[str, str], str] = {}
"""Names, with their kind, that are found and must not be, and why; to be emptied, never filled."""


@pytest.fixture(scope="session")
def match_base(shared_cache: Path) -> Iterator[Store]:
    with open_store([BASE], shared_cache) as base:
        yield base


def _cases(label: str) -> list[Case]:
    return [case for case in read_cases() if case.label == label]


def _wrong(base: Store, label: str) -> dict[Case, list[str]]:
    """The cases of the class that go wrong, with what was found."""
    found = {case: [match.id for match in resolve(base, case.query, case.kind)] for case in _cases(label)}
    return {case: ids for case, ids in found.items() if not is_right(case, frozenset(ids))}


@pytest.mark.parametrize("label", [label for label in CLASSES if label != "absent"])
def test_no_class_gets_worse(match_base: Store, label: str) -> None:
    wrong = _wrong(match_base, label)
    shown = "\n".join(f"{case.query!r} ({case.kind}): {set(case.expected)}, found {ids}" for case, ids in wrong.items())
    assert len(wrong) <= WRONG_AT_MOST.get(label, 0), shown


def test_what_must_not_be_found_is_not(match_base: Store) -> None:
    wrong = _wrong(match_base, "absent")
    unknown = {(case.query, case.kind): ids for case, ids in wrong.items()}
    assert {key: ids for key, ids in unknown.items() if key not in FOUND_ALTHOUGH_ABSENT} == {}


def test_exceptions_are_cases() -> None:
    assert set(WRONG_AT_MOST) <= set(CLASSES) - {"absent"}
    assert {(case.query, case.kind) for case in _cases("absent")} >= set(FOUND_ALTHOUGH_ABSENT)


def test_the_cases_are_many_and_of_all_kinds() -> None:
    cases = read_cases()
    assert len(cases) >= 700
    assert all(len(_cases(label)) >= 40 for label in CLASSES)
    assert all(sum(case.kind == kind for case in cases) >= 100 for kind in KINDS)


def test_what_the_cases_expect_is_in_the_base(match_base: Store) -> None:
    expected = {id for case in read_cases() for id in case.expected}
    assert [id for id in sorted(expected) if not (match_base.entity(id) or match_base.country(id))] == []


def test_the_base_of_the_cases_keeps_the_rules() -> None:
    # W028 asks for facts about every entity; this base is one of names alone.
    findings = check_facts(read_inputs([BASE]), "2026-02-01")
    assert [str(finding) for finding in findings if finding.code != "W028"] == []


def test_the_file_of_cases_is_plain() -> None:
    text = CASES.read_text(encoding="utf-8")
    assert text.endswith("\n") and "\r" not in text
