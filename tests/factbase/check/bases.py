"""A small valid fact base, and ways to put records into it as text, so that marks are those of a real file."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from vendorwatch.factbase.check import check_facts
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.inputs import Input
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.model import FactBase

TODAY = "2026-11-21"

_ENTITIES = {
    "caixin": "{type: company, roles: [outlet], name: Caixin Global}",
    "huawei": '{type: company, roles: [vendor], country: "CN", name: Huawei}',
    "jp-government": '{type: public-body, roles: [government], country: "JP", name: Government of Japan}',
    "kyodo": '{type: company, roles: [outlet], country: "JP", name: Kyodo News}',
    "nec": '{type: company, roles: [vendor], country: "JP", name: NEC}',
    "ntt": '{type: company, roles: [carrier], country: "JP", name: NTT}',
    "softbank": '{type: company, roles: [carrier], country: "JP", name: SoftBank}',
    "zte": '{type: company, roles: [vendor], country: "CN", name: ZTE}',
}
_SOURCES = {
    "caixin-2018-big3": (
        "{type: article-newspaper, title: Networks Shun Huawei, container-title: Caixin Global, "
        'issued: "2018-12-11", URL: https://example.org/big3}'
    ),
    "hdtechnews-2018-boycott": (
        '{type: post-weblog, title: A Boycott, container-title: HDTechNews, issued: "2018-12?", URL: https://example.org/hd}'
    ),
}
_FACTS = {
    "jp-2018-base-ban": (
        "{kind: action, summary: Japan bans two vendors., actor: jp-government, targets: [huawei, zte], "
        "action: deployment-ban, status: announced, citations: [{source: caixin-2018-big3, via: [kyodo], basis: own-voice}]}"
    ),
    "jp-2018-base-supply": (
        "{kind: relationship, summary: NTT buys from NEC., carriers: [ntt, softbank], vendors: [nec], relation: supply, "
        "status: active, citations: [{source: hdtechnews-2018-boycott, basis: own-voice}]}"
    ),
}
_BASE = {"sources": _SOURCES, "entities": _ENTITIES, "facts": _FACTS}

_CITATIONS = "citations: [{source: caixin-2018-big3, basis: own-voice}]"
_MISSING = {
    "sources": [
        "type: webpage",
        "title: A Page",
        "container-title: An Outlet",
        'issued: "2018-12-11"',
        "text: 502w 670f8b91eeb84b39934fd0e283d07f6e",
    ],
    "entities": ["type: company", "roles: [vendor, carrier]", "name: A Firm"],
    "action": ["summary: A ban.", "actor: jp-government", "action: deployment-ban", "status: announced", _CITATIONS],
    "relationship": [
        "summary: A supply.",
        "carriers: [softbank]",
        "vendors: [huawei]",
        "relation: supply",
        "status: active",
        _CITATIONS,
    ],
    "deal": [
        "summary: A deal.",
        "deal: equity-stake",
        "parties: {investor: ntt, target: nec}",
        "status: announced",
        _CITATIONS,
    ],
    "figure": [
        "summary: A figure.",
        "about: [nec]",
        "metric: market-share",
        "type: estimate",
        "status: stated",
        "amount: 20 %",
        _CITATIONS,
    ],
    "statement": ["summary: A statement.", "speaker: nec", "position: expects", "status: stated", _CITATIONS],
    "proceeding": [
        "summary: A case.",
        "proceeding: civil",
        "parties: {claimant: nec}",
        "status: filed",
        _CITATIONS,
    ],
    "event": ["summary: An event.", "event: launch", "parties: {carrier: ntt}", "status: announced", _CITATIONS],
}
"""What each record needs and a snippet may leave out, line by line; a fact's lines by its kind."""


def base_text(snippet: str = "") -> str:
    """The text of the small base with the records of a snippet put in, completed and in place of those of the same id.

    A snippet holds `sources:`, `entities:` and `facts:` in block style, ids and facts as facts.yaml indents them.
    """
    sections = _split(snippet)
    lines = ["schema: vendorwatch/1", 'version: "2026-11-21"']
    for section, records in _BASE.items():
        lines.append(f"{section}:")
        ours = sections.get(section, [])
        taken = {id for id, _ in ours}
        # First, so that what a rule reports on the later of two records stays with the snippet.
        lines += [_flow(section, id, text) for id, text in records.items() if id not in taken]
        for _, text in ours:
            lines += _completed(section, text)
    return "\n".join(lines) + "\n"


def _flow(section: str, id: str, text: str) -> str:
    return f"- {{id: {id}, {text[1:]}" if section == "facts" else f"  {id}: {text}"


def _split(snippet: str) -> dict[str, list[tuple[str, str]]]:
    """The records of a snippet as (id, text) by section."""
    sections = {}
    for match in re.finditer(r"^(sources|entities|facts):\n((?:(?!\w).*\n?)*)", snippet, re.MULTILINE):
        start = r"^(?=- )" if match[1] == "facts" else r"^(?=  \S)"
        texts = [text for text in re.split(start, match[2], flags=re.MULTILINE) if text.strip()]
        sections[match[1]] = [(_id_of(text), text) for text in texts]
    return sections


def _id_of(text: str) -> str:
    found = re.match(r"- id: (\S+)|  (\S+?):", text)
    return (found[1] or found[2]) if found else ""


def _completed(section: str, text: str) -> list[str]:
    """The lines of a record, and those that it needs and has not."""
    lines = text.rstrip("\n").split("\n")
    keys = set(re.findall(r"^(?:- |  )?(?:  )?(\w[\w-]*):", text, re.MULTILINE))
    kind = re.search(r"kind: (\w+)", text)
    wanted = _MISSING.get(kind[1] if section == "facts" and kind else section, [])
    indent = "  " if section == "facts" else "    "
    return lines + [indent + line for line in wanted if line.split(":")[0] not in keys]


def inputs_of(text: str, name: str = "facts.yaml") -> list[Input]:
    """A file of that text, as if it had been read."""
    return [Input(Path(name), text.encode("utf-8", "surrogatepass"))]


def load(snippet: str = "") -> FactBase:
    """The small base with a snippet, loaded."""
    return load_facts(inputs_of(base_text(snippet)))[0]


def findings_of(snippet: str, code: str = "", today: str = TODAY) -> list[Finding]:
    """What the check says of the small base with a snippet; of one code only where given."""
    found = check_facts(inputs_of(base_text(snippet)), today)
    return [finding for finding in found if not code or finding.code == code]


def expect(code: str, snippet: str, *, id: str, at: str, says: tuple[str, ...], today: str = TODAY) -> Finding:
    """Assert that the snippet has one finding of that code, on the record `id`, at the text marked « in the snippet.

    `at` is the text that the finding's line holds from its column on; `says` are parts of the message.
    """
    found = findings_of(snippet, code, today)
    assert len(found) == 1, found
    finding = found[0]
    line = base_text(snippet).split("\n")[finding.line - 1]
    assert line[finding.column - 1 :].startswith(at), (line, finding)
    assert finding.id == id
    for part in says:
        assert part in finding.message, finding.message
    assert "\n" not in str(finding)
    return finding


def expect_none(code: str, snippet: str, today: str = TODAY) -> None:
    """Assert that the snippet has no finding of that code."""
    assert findings_of(snippet, code, today) == []


def records_in(text: str) -> Mapping[str, object]:
    """A base's text as plain YAML, for tests of the helper itself."""
    loaded = yaml.safe_load(text)
    assert isinstance(loaded, dict)
    return loaded
