"""The registry: every rule is explained, and its examples are what they say."""

import re
from pathlib import Path

import pytest

import vendorwatch
from factbase.check.bases import findings_of, load
from vendorwatch.factbase.check import RULES, blocking_findings

CODES = (
    "E001", "E002", "E003", "E004", "E006", "E007", "E008", "E010", "E011", "E020", "E021", "E022", "E023", "E024",
    "W025", "W026", "E027", "W028", "E030", "E031", "E032", "E040", "E041", "E042", "W043", "E044", "W045",
    "W046", "E050", "E051", "W052", "E053", "E060", "E061", "E062", "E063", "E064", "E065", "W066", "E067",
    "E070", "W071", "E072", "E073", "W074", "E080",
)  # fmt: skip
ELSEWHERE = {"E011", "E064", "E065"}


def test_all_rules_of_the_data_model_are_there_in_order() -> None:
    assert [code for code in RULES if code != "W005"] == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_rule_is_explained(code: str) -> None:
    rule = RULES[code]
    assert rule.code == code
    for text in (rule.summary, rule.reason):
        assert text.endswith(".")
        assert "  " not in text
    assert rule.wrong.endswith("\n") and rule.right.endswith("\n")
    assert rule.wrong != rule.right


@pytest.mark.parametrize("code", [code for code in CODES if code not in ELSEWHERE])
def test_examples_are_wrong_and_right(code: str) -> None:
    assert findings_of(RULES[code].wrong, code), RULES[code].wrong
    assert findings_of(RULES[code].right, code) == []


def test_small_base_is_clean() -> None:
    assert {finding.code for finding in findings_of("")} <= {"W005"}
    assert blocking_findings(load()) == []


def test_every_code_that_the_program_reports_is_a_rule() -> None:
    texts = (path.read_text(encoding="utf-8") for path in Path(vendorwatch.__file__).parent.rglob("*.py"))
    used = {code for text in texts for code in re.findall(r'"([EW]\d{3})"', text)}
    assert used == {*RULES, *(used & {"W005"})}
