"""docs/codebook.md against the program's lists: one full entry for each field, value, status and label, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from vendorwatch.factbase.fields import (
    BASE_FIELDS,
    BASELINE_FIELDS,
    CITATION_FIELDS,
    CONFLICT_FIELDS,
    DEADLINE_FIELDS,
    ENTITY_FIELDS,
    FACT_FIELDS,
    FORMER_NAME_FIELDS,
    IDENTIFIER_SCHEMES,
    OWN_FIELDS,
    SCOPE_FIELDS,
    SOURCE_FIELDS,
    WITHDRAWN_FIELDS,
    Field,
)
from vendorwatch.factbase.passages import describe_passage, words_of
from vendorwatch.factbase.vocabulary import STATUSES, SUPPORT_LABELS, VOCABULARIES

ROOT = Path(__file__).resolve().parents[1]
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")

RECORDS = {
    "file": BASE_FIELDS,
    "source": SOURCE_FIELDS,
    "entity": ENTITY_FIELDS,
    "former name": FORMER_NAME_FIELDS,
    "scope": SCOPE_FIELDS,
    "deadline": DEADLINE_FIELDS,
    "baseline": BASELINE_FIELDS,
    "citation": CITATION_FIELDS,
    "conflict": CONFLICT_FIELDS,
    "withdrawal": WITHDRAWN_FIELDS,
}
SHARED = frozenset.intersection(*(frozenset(fields) for fields in FACT_FIELDS.values()))

Section = tuple[str, list[list[str]]]


def names_of(fields: tuple[Field, ...]) -> set[str]:
    return {field.name for field in fields}


def expected_sections() -> dict[str, set[str]]:
    """The heading of every section of entries, and the entries that it must have."""
    return {
        **{f"Fields: {record}": names_of(fields) for record, fields in RECORDS.items()},
        "Fields: identifier": set(IDENTIFIER_SCHEMES),
        "Fields: every fact": set(SHARED),
        **{f"Fields: {kind}": names_of(own) - SHARED for kind, own in OWN_FIELDS.items()},
        **{f"Values: {name}": set(values) for name, values in VOCABULARIES.items()},
        **{f"Statuses: {kind}": set(values) for kind, values in STATUSES.items()},
        "Derived: support": set(SUPPORT_LABELS),
    }


def tables(page: str) -> Iterator[Section]:
    """Each table of a Markdown page: the heading above it, and its rows as lists of cells, the header first."""
    heading, rows, fenced = "", list[list[str]](), False
    for line in [*page.splitlines(), ""]:
        fenced ^= line.startswith("```")
        if line.startswith("|") and not fenced:
            rows.append([cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")])
            continue
        if rows:
            yield heading, rows
            rows = []
        if line.startswith("#") and not fenced:
            heading = line.lstrip("#").strip()


def nested_records() -> set[str]:
    """Fields that hold a record, which therefore need a section of their own."""
    every = [*SOURCE_FIELDS, *ENTITY_FIELDS, *(field for fields in FACT_FIELDS.values() for field in fields.values())]
    return {field.name for field in every if field.fields}


def faults(page: str, expected: Mapping[str, set[str]]) -> list[str]:
    """What is wrong with the entries of a codebook, one line each."""
    found: list[str] = []
    seen: dict[str, list[str]] = {}
    for heading, (header, rule, *rows) in tables(page):
        if set("".join(rule)) - set("-: "):
            found.append(f"{heading}: no rule under the header")
        first = header[0]
        if heading not in expected:
            if first in ("value", "field") or heading.startswith(("Fields:", "Values:", "Statuses:", "Derived:")):
                found.append(f"{heading}: a section for something that does not exist")
            continue
        if header != ["field" if heading.startswith("Fields:") else "value", "means", "yes", "no"]:
            found.append(f"{heading}: columns {header}")
        for row in rows:
            found += [f"{heading}: {fault}" for fault in row_faults(row)]
            seen.setdefault(heading, []).append(row[0].strip("`"))
    for heading, names in expected.items():
        entries = seen.get(heading, [])
        found += [f"{heading}: no entry for {name}" for name in sorted(names - set(entries))]
        found += [f"{heading}: {name} does not exist" for name in sorted(set(entries) - names)]
        found += [f"{heading}: {name} stands twice" for name in sorted({n for n in entries if entries.count(n) > 1})]
    return found


def row_faults(row: list[str]) -> Iterator[str]:
    if len(row) != 4:
        yield f"{row[0]}: {len(row)} cells, not 4"
        return
    if not re.fullmatch(r"`[^`]+`", row[0]):
        yield f"{row[0]}: not in backticks"
    for name, cell in zip(("definition", "yes-example", "no-example"), row[1:], strict=True):
        if not re.search(r"\w", cell):
            yield f"{row[0]}: no {name}"


def date_faults(page: str) -> list[str]:
    """The page's own day and version must be those of the newest line of its change log."""
    head = re.search(r"^Version (\d+), dated (\d{4}-\d{2}-\d{2})\.", page, re.MULTILINE)
    log = next((rows[2:] for heading, rows in tables(page) if heading.endswith("Change log")), [])
    if not head or not log:
        return ["no date" if not head else "no change log"]
    date.fromisoformat(head[2])
    newest = max(log, key=lambda row: int(row[1]))
    return [] if (newest[1], newest[0]) == head.groups() and all(newest) else [f"change log ends at {newest}"]


def test_every_kind_field_value_and_label_has_an_entry_and_nothing_else_has() -> None:
    assert faults(CODEBOOK, expected_sections()) == []


def test_every_record_has_a_section() -> None:
    assert nested_records() == {"scope", "deadlines", "baseline", "citations", "conflicts", "withdrawn", "former_names"}


def test_page_is_dated_and_has_a_change_log() -> None:
    assert date_faults(CODEBOOK) == []


def test_facts_that_the_page_points_to_exist() -> None:
    named = set(re.findall(r"`([a-z]{2,5}-(?:19|20)\d{2}-[a-z0-9-]+)`", CODEBOOK))
    ids = set(re.findall(r"^- id: (\S+)", (ROOT / "facts.yaml").read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named - ids == set()


def test_worked_passage_is_right() -> None:
    example = dict(re.findall(r"^(text|words|passage) +(.+)$", CODEBOOK, re.MULTILINE))
    assert example["words"].split() == words_of(example["text"])
    assert example["passage"] == describe_passage(example["text"], None)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("| `never` | ", "| `nevermore` | ", "Statuses: relationship: no entry for never"),
        ("| `never` | ", "| `nevermore` | ", "Statuses: relationship: nevermore does not exist"),
        ("### Values: rank", "### Values: grade", "Values: grade: a section for something that does not exist"),
        ("### Values: rank", "### Values: grade", "Values: rank: no entry for preferred"),
        (
            "| `hearsay-only` | nothing but hearsay |",
            "| `hearsay-only` | – |",
            "Derived: support: `hearsay-only`: no definition",
        ),
        ("| `via` | ", "| via | ", "Fields: citation: via: not in backticks"),
    ],
)
def test_faults_are_found(old: str, new: str, fault: str) -> None:
    assert CODEBOOK.count(old) == 1
    assert fault in faults(CODEBOOK.replace(old, new), expected_sections())


@pytest.mark.parametrize("column", [1, 2, 3])
def test_empty_cell_is_found(column: int) -> None:
    row = next(line for line in CODEBOOK.splitlines() if line.startswith("| `clearance` |"))
    cells = row.split(" | ")
    cells[column] = " |" if column == 3 else ""
    name = ("definition", "yes-example", "no-example")[column - 1]
    found = faults(CODEBOOK.replace(row, " | ".join(cells)), expected_sections())
    assert found == [f"Values: action: `clearance`: no {name}"]


def test_new_value_is_missed() -> None:
    expected = expected_sections()
    expected["Values: action"].add("amnesty")
    assert faults(CODEBOOK, expected) == ["Values: action: no entry for amnesty"]


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [(r"^Version .*$", "no date"), (r"^## 10\. Change log[\s\S]*", "no change log"), (r"^Version 2,", "Version 3,")],
)
def test_missing_date_or_log_is_found(pattern: str, fault: str) -> None:
    replacement = fault if fault.startswith("Version") else ""
    page = re.sub(pattern, replacement, CODEBOOK, flags=re.MULTILINE)
    assert date_faults(page)[0].startswith("change log ends at" if replacement else fault)
