"""Do libyaml and PyYAML's own parser read a file alike? An answer in the time of a scan, not of a second parse.

The pure parser takes some 15 times as long as the C one. So every line is first held against a small grammar of lines
that both parsers are known to read alike (a property test stands behind it): block mappings and lists, one entry a
line, plain scalars without odd punctuation, quoted ones without escapes, flow collections that close on their line.
Facts are nearly all written so. What is left (folded texts, values over several lines, tabs, escapes) is cut out, from
the last plain line of no deeper indentation to the next one, and each piece is read by both parsers. As a piece starts
and ends between two entries of a block, both parsers are in the same state before and after it, and the file is read
alike when its pieces are.
"""

import re
from collections.abc import Iterator, Sequence

from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.reader import read_yaml

MAX_COMPARED = 64 * 1024
"""Characters of a file that both parsers read at most; a tenth of the file where that is more."""

# Tab, controls, other line breaks, the byte order mark, surrogates: the parsers differ on where these may stand.
_ODD = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_FIRST = rf"[^\s{_ODD}?:,\[\]{{}}#&*!|>'\"%@`-]"
# A colon or number sign inside a word ("https://x", "C#1") is no indicator to either parser.
_IN_WORD = r"(?<=[\w/.=&%])[:#](?=[\w/.=&%])"
_BLOCK = rf"{_FIRST}(?:[^{_ODD}\\:#]|{_IN_WORD})*+"
_FLOW = rf"{_FIRST}(?:[^{_ODD}\\:#,\[\]{{}}?]|{_IN_WORD})*+"
_QUOTED = rf"(?:\"[^\"\\{_ODD}]*+\"|'(?:[^'{_ODD}]|'')*+')"
_KEY = rf"(?:[^\W_][\w.-]{{0,100}}|{_QUOTED})"
_ITEM = rf"(?:{_QUOTED} *|{_FLOW})"
_LIST = rf"\[ *(?:{_ITEM}(?:, *{_ITEM})*+)?\] *"
_PAIR = rf"{_KEY}: +(?:{_ITEM}|{_LIST})"
_MAP = rf"\{{ *(?:{_PAIR}(?:, *{_PAIR})*+)?\}} *"
_MAPS = rf"\[ *{_MAP}(?:, *{_MAP})*+\] *"
_VALUE = rf"(?:{_QUOTED} *|{_BLOCK}|{_MAP}|{_MAPS}|{_LIST})"
_COMMENT = rf"#[^{_ODD}]*+"
_END = rf"(?: *(?<= ){_COMMENT})?\r?"
_PLAIN = re.compile(rf"( *)(?:(?:- )+(?:{_KEY}:(?: +{_VALUE}| *)|{_VALUE})|{_KEY}:(?: +{_VALUE}| *)){_END}")
_EMPTY = re.compile(rf" *(?:{_COMMENT})?\r?")


def differences(text: str, file: str) -> Iterator[Finding]:
    """A finding E001 for each piece of a file that the two parsers read differently.

    The file is one that libyaml reads; time is linear in its length. Where more of it than MAX_COMPARED is no plain
    line, the rest is a finding too.
    """
    lines = text.split("\n")
    indents = [_indent_of(line) for line in lines]
    budget = max(MAX_COMPARED, len(text) // 10)
    index = 0
    while (index := _next_odd(lines, indents, index)) < len(lines):
        start, end = _piece_around(lines, indents, index)
        alike: bool | None = None
        while alike is None:
            piece = "\n".join(lines[start:end]) + "\n"
            budget -= len(piece)
            if budget < 0:
                yield Finding(file, index + 1, 1, "E001", "-", _TOO_MUCH)
                return
            alike = _read_alike(piece)
            if alike is None and start == 0 and end == len(lines):
                alike = False
            elif alike is None:
                start, end = _wider(lines, indents, start, end)
        if not alike:
            yield Finding(file, index + 1, 1, "E001", "-", _DIFFERENT)
        index = end


_WAY_OUT = "write each value on one line, quoted, without tabs and escapes"
_DIFFERENT = f"libyaml and PyYAML read this line or the next ones differently; {_WAY_OUT}"
_TOO_MUCH = f"from here on too much of the file is in rare YAML forms to compare how parsers read it; {_WAY_OUT}"
_BLANK = -1
_IS_ODD = -2


def _indent_of(line: str) -> int:
    """The indentation of a plain line; _BLANK for one without content, _IS_ODD for any other."""
    match = _PLAIN.fullmatch(line)
    if match:
        return len(match[1])
    return _BLANK if _EMPTY.fullmatch(line) else _IS_ODD


def _next_odd(lines: Sequence[str], indents: Sequence[int], index: int) -> int:
    try:
        return indents.index(_IS_ODD, index)
    except ValueError:
        return len(lines)


def _piece_around(lines: Sequence[str], indents: Sequence[int], odd: int) -> tuple[int, int]:
    """The lines to read for an odd one: from the last plain line of no deeper indentation, to the next such line."""
    start, end = odd, odd + 1
    limit = _width(lines[odd])
    while start > 0 and not 0 <= indents[start] <= limit:
        start -= 1
    limit = max(indents[start], 0)
    while end < len(lines) and not 0 <= indents[end] <= limit:
        end += 1
    return start, end


def _wider(lines: Sequence[str], indents: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """A larger piece, for one that does not stand on its own: up to the line that it hangs from, or twice as long."""
    limit = max(indents[start] - 1, 0)
    wanted = max(start - (end - start), 0)
    while start > 0 and not (start <= wanted and 0 <= indents[start] <= limit):
        start -= 1
    end = min(len(lines), end + (end - start))
    while end < len(lines) and not 0 <= indents[end] <= max(indents[start], 0):
        end += 1
    return start, end


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _read_alike(piece: str) -> bool | None:
    """Whether both parsers see the same data; None where the piece does not stand on its own for libyaml."""
    tree, findings = read_yaml(piece, "")
    if any(finding.code == "E001" for finding in findings):
        return None
    try:
        other, problems = read_yaml(piece, "", pure=True)
    except (ValueError, OverflowError):
        return False  # PyYAML's own parser knows no end of Unicode: "\Uffffffff"
    return bool(tree == other) and all(problem.code != "E001" for problem in problems)
