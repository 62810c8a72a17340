"""The canonical form: stable, of the same meaning, with every comment."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from vendorwatch.factbase.compile import compile_base
from vendorwatch.factbase.errors import FactBaseError
from vendorwatch.factbase.fields import ENTITY_FIELDS, FACT_FIELDS, SOURCE_FIELDS
from vendorwatch.factbase.format import WIDTH, FormatBug, ensure_same, first_difference, format_text, is_surely_canonical
from vendorwatch.factbase.inputs import Input
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.reader import read_yaml
from vendorwatch.factbase.scalars import write_scalar

SHIPPED = Path(__file__).parents[2] / "facts.yaml"
HEAD = 'schema: vendorwatch/1\nversion: "2026-11-21"\n'

AWKWARD = (
    "", " ", "a: b", "a:b", "a #b", "a#b", "#a", "- a", "-a", "-", "[", "{", "]", "}", ",", "a, b", "? a", "?a", "a?",
    ":a", "'", "it's", '"', 'say "x"', "\\", "a\\b", "\\n", "華為", "华为技术有限公司", "ファーウェイ", "रिलायंस\u200dजियो",
    "📡", "👩\u200d💻", "one\ntwo", "one\n\n two\n", "x" * 3000, "word " * 900 + "end", "trailing ", " leading",
    "tab\there", "NO", "no", "yes", "2018", "0x1f", "1e3", "12:30:45", ".5", "null", "~", "true", "2018-12-10", "=",
    "<<", "!tag", "&a", "*a", "|", ">", "%a", "@a", "`a", "---", "...", "--- a", "... a", "a\r\nb", "\x85", "\u2028",
    "\ufeff", "\xa0", "\u202e", "\x07", "\U000e0001", "\ufffd",
)  # fmt: skip

texts = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
keys = st.one_of(
    st.sampled_from([field.name for field in (*SOURCE_FIELDS, *ENTITY_FIELDS, *FACT_FIELDS["figure"].values())]),
    st.sampled_from(["citations", "conflicts", "scope", "parties", "names", "baseline", "ids"]),
    texts.filter(lambda text: len(text) < 100),
)
values = st.recursive(
    texts,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)
records = st.dictionaries(keys, values, max_size=6)
bases = st.fixed_dictionaries(
    {"schema": st.just("vendorwatch/1"), "version": texts},
    optional={
        "facts": st.lists(
            st.builds(lambda kind, rest: {"kind": kind, **rest}, st.sampled_from([*FACT_FIELDS, "x"]), records)
        ),
        "entities": st.dictionaries(keys, records, max_size=4),
        "sources": st.dictionaries(keys, records, max_size=3),
        "other": values,
    },
)
comment_places = st.lists(
    st.tuples(st.integers(0, 400), st.booleans(), st.integers(0, 12), st.sampled_from(["#", "# c", "#: - [", "# 日本 'x"])),
    max_size=8,
)


def dumped(base: dict[str, Any], style: str | None, flow: bool | None, width: int) -> str:
    return yaml.dump(base, default_style=style, default_flow_style=flow, width=width, allow_unicode=True, sort_keys=False)


def commented(text: str, places: list[tuple[int, bool, int, str]]) -> str:
    """The text with comments in it; inside of a scalar over several lines they are text, which is as good a test."""
    lines = text.split("\n")
    for at, alone, spaces, comment in places:
        index = at % len(lines)
        if alone:
            lines.insert(index, " " * spaces + comment)
        else:
            lines[index] += " " * max(spaces, 1) + comment
    return "\n".join(lines)


def check_laws(text: str) -> str:
    """The laws of the canonical form for a text that reads well."""
    canonical = format_text(text, "f")
    ensure_same(text, canonical, "f")
    assert format_text(canonical, "f") == canonical
    pure, problems = read_yaml(canonical, "f", pure=True)
    assert not problems
    assert pure == read_yaml(text.removeprefix("\ufeff"), "f")[0]
    assert canonical.endswith("\n") and "\r" not in canonical
    assert all(line.strip() and line == line.rstrip() for line in canonical.split("\n")[:-1])
    tree = read_yaml(canonical, "f")[0]
    assert is_surely_canonical(canonical, tree) or "#" in canonical
    assert canonical == text or not is_surely_canonical(text, tree)
    return canonical


@given(
    bases, st.sampled_from([None, '"', "'", "|", ">"]), st.sampled_from([None, True, False]), st.sampled_from([20, 80, 9999])
)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_layout_of_a_base_has_one_form(base: dict[str, Any], style: str | None, flow: bool | None, width: int) -> None:
    text, other = dumped(base, style, flow, width), dumped(base, None, False, 80)
    (tree, problems), (other_tree, other_problems) = read_yaml(text, "f"), read_yaml(other, "f")
    # PyYAML does not read back all that it writes.
    if not problems and not other_problems and tree == other_tree:
        assert check_laws(text) == check_laws(other)


@given(bases, st.sampled_from([None, True, False]), st.sampled_from([40, 9999]), comment_places)
@settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_comments_stay(
    base: dict[str, Any], flow: bool | None, width: int, places: list[tuple[int, bool, int, str]]
) -> None:
    text = commented(dumped(base, None, flow, width), places)
    tree, problems = read_yaml(text, "f")
    if not problems and isinstance(tree, dict):
        check_laws(text)


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_comments_in_the_shipped_base_stay(data: st.DataObject) -> None:
    lines = SHIPPED.read_text().split("\n")
    start = data.draw(st.integers(lines.index("sources:") + 1, len(lines) - 60))
    section = next(line for line in reversed(lines[: start + 1]) if line in ("sources:", "entities:", "facts:"))
    cut = "\n".join([section, *lines[start : start + 50]])
    text = commented(HEAD + cut, data.draw(comment_places))
    if not read_yaml(text, "f")[1]:
        check_laws(text)


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from([*"-?:,[]{}#&*!|>'\"%@` \n\r\tab", "\ufeff", "---", "a: b\n", "  "])).map("".join),
    )
)
@settings(deadline=None, max_examples=400)
@example("a: &x [1]\nb: *x")
@example("{" * 1000)
@example("- " * 1000)
@example("a: b\n---\nc: d")
@example("a: {\tb: c}\n")
@example("? [a]\n: b")
@example("%YAML 1.1\n--- # c\na: b\n... # d\n")
@example("k" * 1001 + ": x")
def test_any_text_is_formatted_or_refused(text: str) -> None:
    try:
        check_laws(text)
    except FactBaseError as error:
        assert str(error).isprintable() or "\n" not in str(error)


def test_shipped_base_keeps_its_meaning(tmp_path: Path) -> None:
    text = SHIPPED.read_text()
    assert compiled(text) == compiled(check_laws(text))


def compiled(text: str) -> list[tuple[Any, ...]]:
    """All rows of the compiled base, lines and the file's digest aside."""
    base, findings = load_facts([Input(Path("facts.yaml"), text.encode())])
    assert not findings
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        compile_base(base, connection)
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = [
            (table, *(without_place(value) for value in row))
            for table in tables
            for row in connection.execute(f'SELECT * FROM "{table}"')
            if not (table == "meta" and row[0] == "sha256")
        ]
    return sorted(rows, key=repr)


def without_place(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("{"):
        document = json.loads(value)
        document.pop("line", None)
        document["scope"] = sorted(document.get("scope", {}).items())
        return json.dumps(document, sort_keys=True)
    return value


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("wrap", ["a: {}\n", "- {}\n", "[{}, x]\n", "{{a: {}}}\n", "{}: a\n"])
def test_awkward_scalars_read_back(text: str, wrap: str) -> None:
    if "{}: a" in wrap and len(text) > 1000:
        return
    written = wrap.format(write_scalar(text, in_flow="[" in wrap or "{{" in wrap or ": a" in wrap))
    for pure in (False, True):
        tree, problems = read_yaml(written, "f", pure=pure)
        assert not problems, written
        assert text in (tree if isinstance(tree, list) else [*tree, *tree.values()]), written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Huawei", "Huawei"),
        ("NTT, Inc.", "NTT, Inc."),
        ("a: b", '"a: b"'),
        ('the "never" list', 'the "never" list'),
        ('"never": a list', "'\"never\": a list'"),
        ("C:\\x: y", "'C:\\x: y'"),
        ("one\ntwo", '"one\\ntwo"'),
        ("NO", '"NO"'),
        ("2018", '"2018"'),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("\u202eevil", '"\\u202eevil"'),
    ],
)
def test_quotes(text: str, written: str) -> None:
    assert write_scalar(text, in_flow=False) == written


def test_numbers_stay_plain_where_numbers_belong() -> None:
    text = HEAD + "entities:\n  a:\n    size: 3\nfacts:\n- kind: figure\n  amount: 3\n  by: 2030\n  market: 2030\n"
    assert format_text(text, "f").endswith('- kind: figure\n  amount: 3\n  market: "2030"\n  by: "2030"\n')
    assert "    size: 3\n" in format_text(text, "f")


CASES: list[tuple[str, str, str]] = [
    (
        "order of keys, quotes, style",
        "facts:\n- {kind: deal, id: b, citations: [{basis: anonymous, source: s}], announced: 2020-01, zzz: x, where: [JP]}",
        '- id: b\n  kind: deal\n  where: ["JP"]\n  announced: "2020-01"\n  citations:\n'
        "  - {source: s, basis: anonymous}\n  zzz: x\n",
    ),
    ("entities by id", "entities:\n  b: {name: B}\n\n\n  a: {name: A}\n", "  a:\n    name: A\n  b:\n    name: B\n"),
    (
        "comments move with their entity",
        "entities:\n  # of b\n  b:\n    name: B  # B's\n    # end of b\n  # of a\n  a:\n    name: A\n",
        "  # of a\n  a:\n    name: A\n  # of b\n  b:\n    name: B  # B's\n    # end of b\n",
    ),
    (
        "group heads and aligned comments",
        "facts:\n# Japan\n- kind: deal\n  id: a             # aligned\n# Norway\n- id: b\n",
        "# Japan\n- id: a             # aligned\n  kind: deal\n# Norway\n- id: b\n",
    ),
    (
        "a comment inside of a list splits it",
        "facts:\n- id: a\n  kind: action\n  targets: [huawei, # first\n    zte]\n",
        "  targets:\n  - huawei  # first\n  - zte\n",
    ),
    (
        "a comment after a list does not",
        "facts:\n- id: a\n  kind: action\n  targets: [huawei,\n    zte] # both\n",
        "  targets: [huawei, zte]  # both\n",
    ),
]


@pytest.mark.parametrize(("text", "end"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cases(text: str, end: str) -> None:
    assert check_laws(HEAD + text).endswith(end)


def test_long_records_are_split() -> None:
    note = "word " * 60 + "end"
    text = f"{HEAD}facts:\n- id: a\n  kind: deal\n  citations: [{{source: s, note: {note}}}]\n  conflicts: [{{with: b}}]\n"
    canonical = check_laws(text)
    assert f"  conflicts: [{{with: b}}]\n  citations:\n  - source: s\n    note: {note}\n" in canonical
    assert len(note) > WIDTH


def test_head_comes_first_whatever_is_sorted() -> None:
    text = "# head\n\n# more\nfacts: []\nversion: x\nschema: y\n# tail\n"
    assert check_laws(text) == '# head\n# more\nschema: y\nversion: "x"\nfacts: []\n# tail\n'


@pytest.mark.parametrize("change", [lambda text: text.replace("b: c", "b: d"), lambda text: text.replace("# x", "# y")])
def test_guard(change: Callable[[str], str]) -> None:
    text = "a: b\nb: c # x\n"
    with pytest.raises(FormatBug):
        ensure_same(text, change(text), "f")


@pytest.mark.parametrize(("before", "after", "line"), [("a\nb\n", "a\nc\n", 2), ("a\n", "a\nb\n", 2), ("a\r\n", "a\n", 1)])
def test_first_difference(before: str, after: str, line: int) -> None:
    assert first_difference(before, after) == line
