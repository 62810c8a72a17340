"""E001: whatever the scan lets pass is read alike by libyaml and by PyYAML's own parser."""

import string
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vendorwatch.factbase.check import alike
from vendorwatch.factbase.reader import read_yaml

WORDS = st.sampled_from((
    'a', 'ab', 'Huawei', '5G', '2018', '2018?', 'p4', '36w', 'https://a.b/c?d=e&f#g', 'a#b', 'a:b', ':a', '?a',
    '-a', ',a', '%a', '@a', '`a', '!a', '&a', '*a', '|a', '>a', "'a'", '"a"', "it's", '"a', 'b"', '"a:', 'b"',
    '"a\\nb"', '"\\x41"', '"a#b"', "'it''s'", '4.8', '20\xa0%', '%', '-', '?', ':', '#', ',', '[', ']', '{', '}',
    '[]', '{}', '|', '>', '|-', '>+', '|2', '~', '.', '..', '...', '---', 'é', '华为', 'ファーウェイ', '«', '»', '“a”',
    '’s', '…', '—', '–', '=', '<a>', '<<:', 'a,', 'b;', '(a)', '/a', '\\', '\\a', '$5', '^a', '_a', '+1', '.5',
    'a]', 'a}', '[a', '{a', '\ufeff', '\x85', '\u2028', '\xad', '😀',
))  # fmt: skip
GLUE = st.sampled_from([" ", " ", " ", "", ": ", ", ", " #", "\t", "  ", ":", "?", "-"])
SCALARS = st.lists(st.tuples(WORDS, GLUE), max_size=4).map(lambda parts: "".join(map("".join, parts)))
KEYS = st.sampled_from(
    ('a', 'b', 'c-d', 'zh-Hans', '"k"', "'k'", '? k', 'k ',
    'a b', '', 'ключ', '1', '-', '<<', '&x a', '!t a')
)  # fmt: skip
FLOWS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(st.tuples(KEYS, inner), max_size=3).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items) + "}"
        ),
    ),
    max_leaves=5,
)
VALUES = st.one_of(SCALARS, FLOWS)
LINES = st.builds(
    lambda indent, dashes, key, value, comment, end: f"{indent}{dashes}{key}{value}{comment}{end}",
    st.sampled_from(["", "", "", "  ", "  ", "    ", " ", "\t"]),
    st.sampled_from(["", "", "", "- ", "- - ", "-", "-\t"]),
    st.one_of(st.just(""), KEYS.map(lambda key: f"{key}: "), KEYS.map(lambda key: f"{key}:")),
    VALUES,
    st.sampled_from(["", "", "", " # note", " #", "#x", "  # it's"]),
    st.sampled_from(["\n", "\n", "\n", "\n", "\r\n", "\n\n", "\r", "\x85", "\u2028", ""]),
)
TEXTS = st.lists(LINES, min_size=1, max_size=8).map("".join)
SOUP = st.text(alphabet=st.sampled_from("ab:-?#,[]{}&*!|>'\"%@` \t\n\r\\\ufeff\x85\u2028\xa0é华"), max_size=40)


def assert_scan_is_sound(text: str) -> None:
    """What libyaml reads and the scan lets pass, the pure parser reads to the same data."""
    tree, findings = read_yaml(text, "f")
    if any(finding.code == "E001" for finding in findings) or list(alike.differences(text, "f")):
        return
    other, problems = read_yaml(text, "f", pure=True)
    assert tree == other
    assert not [problem for problem in problems if problem.code == "E001"]


@settings(max_examples=600, deadline=None)
@given(TEXTS)
@example("a: [b? c]\n")
@example("a:\tb\n")
@example('a: "\\U00110000"\n')
@example('a: "\\ud800"\n')
@example("a: b\n   - c\n")
@example("a: b\n# x\n   c: d\n")
@example("a: |\n  b\n\n # x\nc: d\n")
@example("- 'a\n\n  b'\n- c: >-\n   d\n")
@example("- a: 'x\n  b: y'\n")
@example("a: x\r\nb: y\r\n")
@example("%YAML 1.1\n---\na: b\n...\n")
def test_scan_is_sound_on_lines(text: str) -> None:
    assert_scan_is_sound(text)


@settings(max_examples=600, deadline=None)
@given(SOUP)
def test_scan_is_sound_on_soup(text: str) -> None:
    assert_scan_is_sound(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=4).map("".join), st.sampled_from(["", "  ", "    "]))
def test_pieces_are_read_as_in_the_whole(odd: str, indent: str) -> None:
    assert_scan_is_sound(f"facts:\n- id: a\n  citations:\n  - {{source: b}}\n{indent}{odd}\n- id: c\n  note: d\n")


@pytest.mark.parametrize(
    "line",
    [
        "- {source: caixin-2018-big3, via: [kyodo], basis: own-voice, passage: p5 23w e0964b822496db9a, note: who; what}",
        "  names: {en: [Huawei Technologies, 'it''s'], zh-Hans: [华为], ja: [ファーウェイ]}  # Chinese, Japanese",
        "  URL: https://example.org/a.html?b=c&d=%20#e",
        '  as_of: "2018-12-10?"',
        "  summary: Docomo’s 4G was built without Huawei or ZTE (it's said), 20 % off - more or less.",
        "  conflicts: [{with: a-b, type: scope-unclear, note: Contradicts only if it is 4G.}]",
        "",
        "# a comment: with [signs] and 'quotes'",
        "  citations:",
    ],
)
def test_usual_lines_need_no_second_parse(line: str) -> None:
    assert alike._indent_of(line) != alike._IS_ODD


def test_odd_pieces_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def watched(text: str, file: str, *, pure: bool = False) -> Any:
        read.append(text)
        return read_yaml(text, file, pure=pure)

    monkeypatch.setattr(alike, "read_yaml", watched)
    record = "- id: a\n  kind: b\n  note: c\n"
    odd = "- id: d\n  note: >-\n    folded\n    text\n  kind: e\n"
    text = "facts:\n" + record * 2000 + odd + record * 2000
    assert list(alike.differences(text, "f")) == []
    assert sum(map(len, read)) < 500


def test_too_many_odd_lines_are_a_finding() -> None:
    line = f"- '{string.ascii_letters}\n  {string.ascii_letters}'\n"
    assert list(alike.differences(line * 500, "f")) == []
    (finding,) = alike.differences(line * 5000, "f")
    assert (finding.code, finding.column) == ("E001", 1)
    assert "too much" in finding.message
