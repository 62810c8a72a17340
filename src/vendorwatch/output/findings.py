"""Findings → text, one function a format; the registry of these formats; the explanations of the rules."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from vendorwatch import __version__
from vendorwatch.factbase.check import RULES
from vendorwatch.factbase.check.registry import Rule
from vendorwatch.factbase.findings import Finding

SCHEMA = "vendorwatch-check/1"
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Document = dict[str, Any]


class Report(NamedTuple):
    """What a check has found, and what renderers need to know beside it.

    `sha256` is the digest of the base, None where a file of it could not be read; `paths` are the paths of the fact files
    as tools want them (relative, with /), by the names that findings have; `colour` says whether text takes it.
    """

    findings: Sequence[Finding]
    sha256: str | None = None
    paths: Mapping[str, str] = {}
    colour: bool = False

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.is_error for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors

    def path_of(self, finding: Finding) -> str:
        """The path of the finding's file."""
        return self.paths.get(finding.file, finding.file)


def severity_of(code: str) -> str:
    """`error` or `warning`, as GitHub and SARIF call them too."""
    return "error" if code.startswith("E") else "warning"


def summary_of(report: Report) -> str:
    """How many errors and warnings there are, in words."""
    counts = ((report.errors, "error"), (report.warnings, "warning"))
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)


def render_text(report: Report) -> str:
    """One line a finding: FILE:LINE:COLUMN CODE id: message. In colour, errors are red and warnings yellow."""
    return "".join(f"{_coloured(finding) if report.colour else finding}\n" for finding in report.findings)


def _coloured(finding: Finding) -> str:
    place, code, rest = str(finding).partition(f" {finding.code} ")
    return f"{place}\x1b[{31 if finding.is_error else 33}m{code}\x1b[0m{rest}"


def render_json(report: Report) -> str:
    """One object: the digest of the base, how many findings there are, and each finding. No clock time is in it."""
    document = {
        "schema": SCHEMA,
        "base": {"sha256": report.sha256},
        "counts": {"errors": report.errors, "warnings": report.warnings},
        "findings": [
            {
                "file": report.path_of(finding),
                "line": finding.line,
                "column": finding.column,
                "code": finding.code,
                "severity": severity_of(finding.code),
                "id": finding.id,
                "message": finding.message,
            }
            for finding in report.findings
        ],
    }
    return _dump(document)


def _dump(document: Document) -> str:
    """The object over several lines, in valid Unicode; characters that cannot be printed are escaped, all others are not."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return re.sub(r"[^\n -~]", lambda found: found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1], text)


def render_github(report: Report) -> str:
    """Workflow commands that GitHub shows as annotations.

    Method: docs.github.com, "Workflow commands for GitHub Actions", escaped as its toolkit (command.ts) does.
    """
    return "".join(_command(report.path_of(finding), finding) for finding in report.findings)


def _command(path: str, finding: Finding) -> str:
    properties = {"file": path, "line": finding.line, "col": finding.column, "title": f"{finding.code} {finding.id}"}
    listed = ",".join(f"{name}={_as_property(str(value))}" for name, value in properties.items())
    return f"::{severity_of(finding.code)} {listed}::{_as_data(finding.message)}\n"


def _as_data(text: str) -> str:
    text = "".join(char if char.isprintable() or char in "\r\n" else repr(char)[1:-1] for char in text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _as_property(text: str) -> str:
    return _as_data(text).replace(":", "%3A").replace(",", "%2C")


def render_sarif(report: Report) -> str:
    """A log in SARIF 2.1.0 (OASIS, Errata 01), with the explanations of all rules."""
    rules = {code: index for index, code in enumerate(RULES)}
    driver = {
        "name": "vendorwatch",
        "semanticVersion": __version__,
        "rules": [_descriptor(rule) for rule in RULES.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report.path_of(finding), finding, rules[finding.code]) for finding in report.findings],
    }
    return _dump({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _descriptor(rule: Rule) -> Document:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.reason},
        "help": {"text": explain(rule), "markdown": _section(rule)},
        "defaultConfiguration": {"level": severity_of(rule.code)},
    }


def _result(path: str, finding: Finding, rule_index: int) -> Document:
    uri = quote(path.encode("utf-8", "surrogateescape"))
    place: Document = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": finding.line, "startColumn": finding.column},
        }
    }
    if finding.id != "-":
        place["logicalLocations"] = [{"name": finding.id}]
    return {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": severity_of(finding.code),
        "message": {"text": _as_message(finding.message)},
        "locations": [place],
    }


def _as_message(text: str) -> str:
    """Plain text as SARIF has it (3.11): braces are doubled, and what would be an embedded link is none."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
}
"""Formats that findings can be had in."""


def explain(rule: Rule) -> str:
    """A rule for a terminal: what holds, why, a wrong and a right example."""
    import textwrap

    reason = textwrap.fill(rule.reason, 88, break_long_words=False, break_on_hyphens=False)
    examples = (f"{word}:\n{textwrap.indent(text, '  ')}" for word, text in (("Wrong", rule.wrong), ("Right", rule.right)))
    return "\n".join((f"{rule.code} ({severity_of(rule.code)}): {rule.summary}\n", f"{reason}\n", *examples))


def rules_page() -> str:
    """The whole of docs/rules.md, from the registry of rules."""
    rows = (f"| [{rule.code}](#{rule.code.lower()}) | {_prose(rule.summary)} |\n" for rule in RULES.values())
    sections = (f"\n## {rule.code}\n\n{_section(rule)}" for rule in RULES.values())
    return f"{_INTRODUCTION}\n| code | what holds |\n|---|---|\n{''.join(rows)}{''.join(sections)}"


def _section(rule: Rule) -> str:
    return (
        f"{_prose(rule.summary)}\n\n{_prose(rule.reason)}\n\nWrong:\n\n```yaml\n{rule.wrong}```\n\n"
        f"Right:\n\n```yaml\n{rule.right}```\n"
    )


def _prose(text: str) -> str:
    """The text as Markdown shows it: what would be markup is escaped, code between backticks aside."""
    return re.sub(r"(`[^`]*`)|([\\<>*~|\[\]])", lambda found: found[1] or f"\\{found[2]}", text)


_INTRODUCTION = """\
<!-- Written by `make golden` from src/vendorwatch/factbase/check; edit the rules there. -->
# Rules of the fact base

`vendorwatch check` holds a fact base against these rules and prints one line a finding:

```
facts.yaml:LINE:COLUMN CODE id: message
```

The place is the key or item at fault; `id` is the record's, or `-` for the file. The message names the value and the way
out. Codes that start with E are errors, with W warnings; a number is never used again. `vendorwatch check --explain CODE`
prints what stands here, `--select` and `--ignore` take codes or their beginnings (`E04,W`), `--format json`, `github` or
`sarif` write for tools. An example shows only the keys that matter.

A base with errors of the loader gives no answers at all: a misspelt key is a value that nobody would be shown.

| exit code | when |
|---|---|
| 0 | no error |
| 2 | a wrong option, an unknown code |
| 4 | an error, or a file that cannot be read; with `--strict`, also a warning |

## All rules
"""
