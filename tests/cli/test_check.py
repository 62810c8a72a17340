"""`check`: options, formats, exit codes and what it says, whatever the files are."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from factbase.check.bases import base_text
from factbase.check.repositories import commit, git
from helpers import BASE_TEXT, Ran, one_line, run, spawn, write_base, write_text
from vendorwatch.cli import check as module
from vendorwatch.factbase.check import RULES
from vendorwatch.output.findings import FORMATS, SCHEMA, explain

DAY = ("--today", "2021-03-04")
WRONG = (
    BASE_TEXT.replace("relation: supply\n  status: never", "relation: supplly\n  status: never", 1)
    .replace('effective: "2020-03-01"', 'effective: "2020-02-31"')
    .replace("part_of: fjord-holding", "part_of: fjord-holdings")
)


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base with an E020, an E030 and an E040, in a folder below the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base").mkdir()
    assert WRONG.count("supplly") == WRONG.count("02-31") == WRONG.count("holdings") == 1
    return write_text(tmp_path / "base", WRONG)


def check(path: object, *args: object) -> Ran:
    return run("check", "--facts", path, *DAY, *args)


def errors_of(path: object, *args: object) -> Ran:
    return check(path, "--select", "E", *args)


def codes(ran: Ran) -> list[str]:
    """The codes of the findings written as text."""
    return [line.split(" ")[1] for line in ran.out.splitlines()]


def findings(ran: Ran) -> list[dict[str, Any]]:
    """What a format for tools holds, of JSON or SARIF, in the same words."""
    document = json.loads(ran.out)
    if "findings" in document:
        assert document["schema"] == SCHEMA
        return list(document["findings"])
    results = document["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    return [
        {"file": place["artifactLocation"]["uri"], "line": place["region"]["startLine"], "code": result["ruleId"]}
        | {"column": place["region"]["startColumn"], "severity": result["level"], "message": result["message"]["text"]}
        for result, place in zip(results, places, strict=True)
    ]


def test_all_findings_at_once(wrong: Path) -> None:
    ran = errors_of(wrong)
    assert (ran.code, codes(ran)) == (4, ["E020", "E030", "E040"])
    assert all(re.match(r"facts\.yaml:\d+:\d+ [EW]\d{3} [a-z0-9-]+: ", line) for line in ran.out.splitlines())
    assert one_line(ran) == "3 errors, 0 warnings"
    assert errors_of(wrong, "-q") == errors_of(wrong, "--quiet") == ran._replace(err="")


def test_warnings_fail_only_when_strict(tmp_path: Path) -> None:
    path = write_text(tmp_path, base_text("entities:\n  acme:\n    name: Acme\n"))
    ran = check(path, "--select", "W028")
    assert (ran.code, codes(ran), one_line(ran)) == (0, ["W028"], "0 errors, 1 warning")
    assert check(path, "--strict", "--select", "W028").code == 4
    assert check(path, "--strict", "--select", "W028", "--ignore", "W028").code == 0


@pytest.mark.parametrize("format", ["json", "sarif"])
def test_documents_for_tools(format: str, wrong: Path) -> None:
    ran = errors_of(wrong, "--format", format)
    assert ran.code == 4
    assert ran.out == errors_of(wrong, "-f", format).out
    found = findings(ran)
    assert [(item["code"], item["severity"], item["file"]) for item in found] == [
        (code, "error", "base/facts.yaml") for code in ("E020", "E030", "E040")
    ]
    assert [f"facts.yaml:{item['line']}:{item['column']}" for item in found] == [
        line.split(" ")[0] for line in errors_of(wrong).out.splitlines()
    ]
    assert one_line(ran) == "3 errors, 0 warnings"


def test_github_annotations(wrong: Path) -> None:
    lines = errors_of(wrong, "--format", "github").out.splitlines()
    assert len(lines) == 3
    assert all(re.match(r"::error file=base/facts\.yaml,line=\d+,col=\d+,title=E0\d\d [a-z0-9-]+::", line) for line in lines)


def test_paths_for_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    paths = [write_text(here, ""), write_text(there, "")]
    assert findings(check(paths[0], "-f", "json"))[0]["file"] == "here/facts.yaml"
    assert findings(check("there/../here/facts.yaml", "-f", "json"))[0]["file"] == "here/facts.yaml"
    both = findings(check(paths[0], "--facts", paths[1], "-f", "json"))
    assert [item["file"] for item in both] == ["facts.yaml", "facts.yaml"], "neither can be told"
    monkeypatch.chdir(here)
    assert findings(check(paths[1], "-f", "json"))[0]["file"] == "facts.yaml", "not below the working folder"
    Path(os.fsdecode(b"f\xff.yaml")).write_text("")
    assert findings(check(os.fsdecode(b"f\xff.yaml"), "-f", "sarif"))[0]["file"] == "f%FF.yaml"


def test_every_format_is_an_option() -> None:
    hints = module.Choice.__annotations__["format"].__args__
    assert hints[0].__args__ == tuple(FORMATS)


@pytest.mark.parametrize(
    ("args", "wanted"),
    [
        (("--select", "E030"), ["E030"]),
        (("--select", "E02,E04"), ["E020", "E040"]),
        (("--select", "e02", "--select", " e030 ,"), ["E020", "E030"]),
        (("--select", "E", "--ignore", "E04"), ["E020", "E030"]),
        (("--ignore", "E020,E03,W"), ["E040"]),
        (("--select", "W052"), []),
        (("--ignore", "E", "--ignore", "W"), []),
    ],
)
def test_select_and_ignore(args: tuple[str, ...], wanted: list[str], wrong: Path) -> None:
    ran = check(wrong, *args)
    assert codes(ran) == wanted
    assert ran.code == (4 if wanted else 0)


def test_select_does_not_hide_that_nothing_was_checked(tmp_path: Path) -> None:
    path = write_text(tmp_path, BASE_TEXT + "facts: [\n")
    ran = check(path, "--select", "W028")
    assert (ran.code, set(codes(ran))) == (4, {"E001"})
    assert check(path, "--ignore", "E001", "--select", "W052").code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("E0411", "did you mean 'E041'?"),
        ("E41", "did you mean 'E041'?"),
        ("E04,W99", "W99: no rule's code starts so; codes are E or W with three digits"),
        ("X", "E or W with three digits"),
        (" , ", "names no rule"),
        ("", "names no rule"),
        ("\x1b[31m\n", "no rule's code starts so"),
    ],
)
def test_unknown_codes_are_usage_errors(option: str, given: str, says: str, wrong: Path) -> None:
    ran = check(wrong, option, given)
    assert (ran.code, ran.out) == (2, "")
    assert says in one_line(ran)
    assert option in one_line(ran)


def test_rules_that_plain_check_does_not_check(wrong: Path) -> None:
    ran = check(wrong, "--select", "E064,E011")
    assert ran.code == 0
    assert ran.lines == [
        "vendorwatch: E011 is found only by --against",
        "vendorwatch: E064 is found only by verify",
        "vendorwatch: 0 errors, 0 warnings",
    ]
    assert check(wrong, "--select", "E011", "--against", wrong).lines == ["vendorwatch: 0 errors, 0 warnings"]


def test_explain_reads_no_fact_file() -> None:
    ran = run("check", "--explain", "e041", "--facts", "/nonexistent")
    assert (ran.code, ran.out, ran.err) == (0, explain(RULES["E041"]), "")


@pytest.mark.parametrize(
    ("code", "says"), [("E0441", "'E044'"), ("E04", "did you mean 'E0"), ("nonsense", "E or W"), ("", "E or W")]
)
def test_explain_of_no_rule(code: str, says: str) -> None:
    ran = run("check", "--explain", code)
    assert (ran.code, ran.out) == (2, "")
    assert says in one_line(ran)


@pytest.mark.parametrize("day", ["2021-02-30", "today", ""])
def test_today_is_a_day(day: str, wrong: Path) -> None:
    ran = run("check", "--facts", wrong, "--today", day)
    assert ran.code == 2


def test_today_moves_the_dates_that_wait(tmp_path: Path) -> None:
    path = write_base(tmp_path)
    seen = {
        day: codes(run("check", "--facts", path, "--today", day, "--select", "W043")) for day in ("2019-08-01", "2032-01-01")
    }
    assert seen["2019-08-01"] == []
    assert set(seen["2032-01-01"]) == {"W043"}


UNREADABLE = {
    "empty": b"",
    "blank": b" \n\n",
    "binary": b"\x89PNG\r\n\x1a\n",
    "nul": b"schema: a\0",
    "latin": b"name: M\xfcller\n",
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", [*UNREADABLE, "missing", "folder"])
def test_files_that_are_no_text(name: str, format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "facts.yaml"
    if name in UNREADABLE:
        path.write_bytes(UNREADABLE[name])
    elif name == "folder":
        path.mkdir()
    for args in ((), ("-q", "--select", "W", "--ignore", "E001")):
        ran = check(path, "--format", format, *args)
        assert ran.code == 4
        assert "facts.yaml" in one_line(ran)
        if format == "text":
            assert ran.out == ""
        elif format == "github":
            assert re.fullmatch(r"::error file=facts\.yaml,line=1,col=1,title=E001 -::.+\n", ran.out)
        else:
            (finding,) = findings(ran)
            assert (finding["file"], finding["line"], finding["column"], finding["code"]) == ("facts.yaml", 1, 1, "E001")
            assert finding["message"] == one_line(ran)


def test_every_unreadable_file_is_named(tmp_path: Path) -> None:
    paths = [write_text(tmp_path, "", name) for name in ("one.yaml", "two.yaml")]
    ran = check(paths[0], "--facts", paths[1], "--facts", write_base(tmp_path), "--format", "json")
    assert [item["file"] for item in findings(ran)] == ["one.yaml", "two.yaml"]
    assert ran.document["base"] == {"sha256": None}
    assert len(ran.lines) == 2


@pytest.mark.parametrize("format", FORMATS)
def test_names_that_would_break_a_line(format: str, tmp_path: Path) -> None:
    evil = '"a\\n::error file=x::pwned\\e[31m\\u2028%0A"'
    text = BASE_TEXT.replace("  lagunet: {", f"  {evil}: {{").replace("id: vu-2021-rollout", f"id: {evil}")
    path = write_text(tmp_path, text)
    ran = check(path, "--format", format)
    assert ran.code == 4
    assert "\x1b" not in ran.out and "\u2028" not in ran.out
    if format in ("json", "sarif"):
        assert findings(ran)
    else:
        start = "::" if format == "github" else "facts.yaml:"
        assert all(line.startswith(start) and not line.startswith("::error file=x::") for line in ran.out.split("\n")[:-1])


def test_against_a_file(tmp_path: Path) -> None:
    path, old = write_base(tmp_path), tmp_path / "old.yaml"
    old.write_text(BASE_TEXT)
    assert check(path, "--against", old, "--select", "E011").code == 0
    path.write_text(BASE_TEXT.replace("vu-2021-rollout", "vu-2021-islands").replace("a fifth of the", "22 % of the"))
    ran = check(path, "--against", old, "--select", "E011")
    assert (ran.code, codes(ran)) == (4, ["E011", "E011"])
    assert "'vu-2021-rollout' was renamed to 'vu-2021-islands'" in ran.out


def test_against_a_revision(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "Nothing yet.", "README.md")
    path = commit(tmp_path, BASE_TEXT, "base/facts.yaml")
    path.write_text(BASE_TEXT.replace("vu-2021-rollout", "vu-2021-islands"))
    ran = check(path, "--against", "HEAD", "--select", "E011")
    assert (ran.code, codes(ran)) == (4, ["E011"])
    before = check(path, "--against", "HEAD~1", "--select", "E011")
    assert (before.code, before.out) == (0, "")
    assert before.lines[0] == "vendorwatch: --against: 'HEAD~1' has no facts.yaml: nothing to compare with"
    assert check(path, "--against", "HEAD~1", "--select", "E011", "-q").err == ""
    nothing = check(path, "--against", "--output=x")
    assert (nothing.code, nothing.out) == (2, "")
    assert "neither a file nor a revision" in one_line(nothing)


def test_against_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ran = check(write_base(tmp_path), "--against", "HEAD")
    assert (ran.code, ran.out) == (2, "")
    assert "--against HEAD: there is no such file, and " in one_line(ran)


def test_colour_only_where_it_is_wanted(wrong: Path) -> None:
    plain = spawn("check", "--facts", wrong, *DAY, env={"FORCE_COLOR": None, "NO_COLOR": None})
    coloured = spawn("check", "--facts", wrong, *DAY, env={"FORCE_COLOR": "1", "NO_COLOR": None})
    assert coloured.out.count("\x1b[31m") == 3
    assert re.sub("\x1b\\[[0-9]*m", "", coloured.out) == plain.out
    document = spawn("check", "--facts", wrong, *DAY, "-f", "json", env={"FORCE_COLOR": "1", "NO_COLOR": None})
    assert "\x1b" not in document.out
