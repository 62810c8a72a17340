"""What texts are made of: E001, E006, E008, E080."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from vendorwatch.factbase.check.references import records_of
from vendorwatch.factbase.check.registry import Context, Text, rule, shown
from vendorwatch.factbase.errors import FactBaseError
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.inputs import decode
from vendorwatch.factbase.model import FactBase, Origin
from vendorwatch.factbase.reader import Map, Mark, Seq

_PLAIN = re.compile(r"(?![ =+@-])[\x20-\x7e]*(?<! )")
"""Texts that no rule of this module has anything to say about: the many."""

_BAD_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"})
_IDEOGRAPHIC_SPACE = "\u3000"
_JOINERS = "\u200c\u200d"
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | {
    chr(code) for start, end in ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF)) for code in range(start, end + 1)
}
"""Letters and marks that show nothing: joiners of graphemes, fillers, variation selectors, the empty Braille cell."""

_SUSPECT = re.compile(r"[^\n\r\x20-\x7e]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def odd_texts(base: FactBase) -> Iterator[Text]:
    """The keys and values of all records that are more than plain printable ASCII without odd ends."""
    for record in records_of(base):
        origin = record.origin
        if not _PLAIN.fullmatch(record.id):
            yield Text(origin, record.id, origin.mark_of("id"), record.id, True)
        yield from _walk(origin, record.id)


def _walk(origin: Origin, id: str) -> Iterator[Text]:
    stack: list[tuple[Any, Mark]] = [(origin.tree, origin.mark)]
    while stack:
        value, mark = stack.pop()
        if isinstance(value, str):
            if not _PLAIN.fullmatch(value):
                yield Text(origin, id, mark, value, False)
        elif isinstance(value, Map):
            for key, item in value.items():
                if not _PLAIN.fullmatch(key):
                    yield Text(origin, id, value.marks[key], key, True)
                stack.append((item, value.marks[key]))
        elif isinstance(value, Seq):
            stack.extend(zip(value, value.marks, strict=True))


def _is_bad(text: str, index: int) -> bool:
    """Whether the character at `index` is a control, a bidirectional override, or cannot be seen."""
    char = text[index]
    if char == " " or "!" <= char <= "~":
        return False
    if char in _JOINERS:
        # Between letters of Indic and Arabic scripts joiners are spelling (as in IDNA's CONTEXTJ rules).
        around = text[max(index - 1, 0) : index] + text[index + 1 : index + 2]
        return len(around) < 2 or not all("\u0600" <= other < "\u1100" or other >= "\ua8e0" for other in around)
    return char in _INVISIBLE or (char != _IDEOGRAPHIC_SPACE and unicodedata.category(char) in _BAD_CATEGORIES)


def _describe(char: str) -> str:
    name = unicodedata.name(char, {"\n": "line break", "\t": "tab", "\r": "carriage return"}.get(char, "control character"))
    way_out = "write a plain space" if unicodedata.category(char)[0] == "Z" or char in "\t\n\r" else "delete it"
    return f"U+{ord(char):04X} ({name.lower()}); {way_out}"


def _fault_of(text: str) -> str | None:
    """What E006 has to say about a text."""
    bad = next((index for index in range(len(text)) if _is_bad(text, index)), None)
    if bad is not None:
        return f"{shown(text)} holds {_describe(text[bad])}"
    if not unicodedata.is_normalized("NFC", text):
        normal = unicodedata.normalize("NFC", text)
        at = next(index for index, char in enumerate(text) if normal[index : index + 1] != char)
        return f"{shown(text)} is not in Unicode normal form C from {text[at : at + 3]!a} on; write {normal[at : at + 2]!a}"
    if text != text.strip():
        return f"{shown(text)} starts or ends with a space; take it off"
    return None


@rule(
    "E006",
    "No control, bidirectional-override or invisible characters; NFC; no space at the ends.",
    reason=(
        "Two texts that look alike must be alike: names are matched, facts are reviewed by eye, and a bidirectional "
        "override shows a reviewer another text than the program reads."
    ),
    wrong='entities:\n  huawei:\n    name: "Huawei\\u200b"\n',
    right="entities:\n  huawei:\n    name: Huawei\n",
)
def check_characters(context: Context) -> Iterator[Finding]:
    """E006 over the values and keys of all records, then over whatever else the files hold (comments)."""
    lines = set()
    for text in context.odd_texts:
        fault = _fault_of(text.value)
        if fault is not None:
            lines.add((text.origin.file, text.mark[0]))
            yield text.finding("E006", f"the key {fault}" if text.is_key else fault)
    for item in context.inputs:
        try:
            content = decode(item.data, item.name)
        except FactBaseError:
            continue
        for place, char in _bad_places(content):
            if (item.name, place[0]) not in lines:
                lines.add((item.name, place[0]))
                yield Finding(item.name, *place, "E006", "-", f"the line holds {_describe(char)}")


def _bad_places(content: str) -> Iterator[tuple[Mark, str]]:
    """Line and column of the bad characters that stand in a file as they are; tabs are the YAML parser's business."""
    if content.isascii() and not _SUSPECT.search(content):
        return
    line, line_start = 1, 0
    for match in _SUSPECT.finditer(content):
        at = match.start()
        if content[at] == "\t" or not _is_bad(content, at):
            continue
        breaks = content.count("\n", line_start, at)
        if breaks:
            line, line_start = line + breaks, content.rfind("\n", line_start, at) + 1
        yield (line, at - line_start + 1), content[at]


_MAX_SUMMARY = 120
"""Characters."""


@rule(
    "E008",
    "A summary is at most 120 characters.",
    reason=(
        "A summary is read in a table beside a dozen others. What does not fit is a second proposition, which is a fact of "
        "its own, or the reservations that belong into `note`."
    ),
    wrong=(
        "facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n"
        "  summary: SoftBank has Huawei gear in its 4G network, will swap it out step by step over several years, and picks"
        " Nokia and Ericsson for 5G.\n"
    ),
    right=(
        "facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n"
        "  summary: SoftBank has Huawei gear in its 4G network and will swap it out step by step.\n"
    ),
)
def check_summaries(context: Context) -> Iterator[Finding]:
    """E008; characters are Unicode code points."""
    for fact in context.base.facts.values():
        if len(fact.summary) > _MAX_SUMMARY:
            message = (
                f"summary has {len(fact.summary)} characters, {len(fact.summary) - _MAX_SUMMARY} more than {_MAX_SUMMARY}; "
                "shorten it, or make two facts of it"
            )
            yield fact.origin.finding("E008", fact.id, message, "summary")


@rule(
    "E080",
    "No text starts like a spreadsheet formula: = + - @, a tab or a carriage return.",
    reason="Exports are opened in spreadsheets, which run such a cell (CWE-1236, CSV injection).",
    wrong='facts:\n- id: jp-2020-nec-share\n  kind: figure\n  note: "=1+1"\n',
    right="facts:\n- id: jp-2020-nec-share\n  kind: figure\n  note: One and one.\n",
)
def check_formulas(context: Context) -> Iterator[Finding]:
    """E080."""
    for text in context.odd_texts:
        if text.value.startswith(_FORMULA_STARTS):
            message = (
                f"{shown(text.value)} starts with {text.value[0]!r}, which a spreadsheet runs as a formula; start with"
                " a word"
            )
            yield text.finding("E080", message)


@rule(
    "E001",
    "The file parses alike with the C and the pure YAML parser, without anchors, tags or further documents.",
    reason=(
        "Most machines read the file with libyaml, some without; both must see the same facts. They differ on tabs, on "
        "question marks and colons in flow lists, on escapes. Anchors and tags hide what a record says from its reader."
    ),
    wrong="entities:\n  huawei: &vendor\n    name: Huawei\n",
    right="entities:\n  huawei:\n    name: Huawei\n",
)
def check_parsers(context: Context) -> Iterator[Finding]:
    """E001, as far as the loader does not see it: files that libyaml reads, and PyYAML's own parser reads otherwise."""
    from vendorwatch.factbase.check.alike import differences

    broken = {finding.file for finding in context.loaded if finding.code == "E001"}
    for item in context.inputs:
        if item.name not in broken:
            yield from differences(decode(item.data, item.name), item.name)
