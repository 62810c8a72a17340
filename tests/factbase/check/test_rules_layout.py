"""W005: the canonical form."""

from pathlib import Path

import pytest

from vendorwatch.factbase.check.layout import check_layout
from vendorwatch.factbase.check.registry import Context
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.format import format_text, is_surely_canonical
from vendorwatch.factbase.inputs import Input
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.reader import read_yaml

SHIPPED = Path(__file__).parents[3] / "facts.yaml"
HEAD = 'schema: vendorwatch/1\nversion: "2026-11-21"\n'


def layout_findings(text: str) -> list[Finding]:
    inputs = (Input(Path("facts.yaml"), text.encode()),)
    base, found = load_facts(inputs)
    return list(check_layout(Context(base, inputs, "2026-11-21", tuple(found))))


def test_rule_finds_the_first_line_that_differs() -> None:
    canonical = format_text(SHIPPED.read_text(), "facts.yaml")
    assert layout_findings(canonical) == []
    before, after = canonical.split("- id: au-2018-huawei-concern\n")
    loose = f"{before}- id: au-2018-huawei-concern\n{after.replace('  position: warns', '  position:   warns', 1)}"
    (finding,) = layout_findings(loose)
    assert loose.split("\n")[finding.line - 1] == "  position:   warns"
    assert (finding.code, finding.id, finding.is_error) == ("W005", "au-2018-huawei-concern", False)
    assert "'  position: warns'" in finding.message


@pytest.mark.parametrize("text", ["a: b\na: c\n", "- a\n", "a: [\n", "k" * 1001 + ": x\n", "a: &b c\n"])
def test_rule_leaves_broken_files_to_others(text: str) -> None:
    assert layout_findings(text) == []


def test_shipped_comments_need_no_second_reading() -> None:
    canonical = format_text(SHIPPED.read_text(), "facts.yaml")
    assert is_surely_canonical(canonical, read_yaml(canonical, "f")[0])


def test_rule_sees_a_byte_order_mark() -> None:
    assert layout_findings("\ufeff" + HEAD)[0].line == 1
    assert layout_findings(HEAD) == []
