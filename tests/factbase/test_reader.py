"""YAML as fact files use it: every scalar is text, every key and item knows its place, nothing clever is let in."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import BASE_TEXT
from vendorwatch.factbase.cache import bundled_facts
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.reader import MAX_DEPTH, Map, Seq, read_yaml


@pytest.fixture(params=[False, True], ids=["C", "pure"])
def pure(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def read(text: str, pure: bool = False) -> Any:
    tree, findings = read_yaml(text, "f.yaml", pure=pure)
    assert findings == []
    return tree


def refuse(text: str, pure: bool) -> Finding:
    _, findings = read_yaml(text, "f.yaml", pure=pure)
    assert findings
    assert findings[0].file == "f.yaml"
    assert "\n" not in str(findings[0])
    return findings[0]


SCALARS = [
    "NO", "no", "yes", "on", "off", "true", "null", "~", "2018", "1e3", "0x1F", "0o17", "1_000", "1:30", "2018-12-10",
    ".inf", ".nan", "-1", "+1", "1.0", "2018-12-10T10:00:00Z", "<<", "=", "y", "n", "Null", "東京", "a b",
]  # fmt: skip


@pytest.mark.parametrize("scalar", SCALARS)
def test_every_scalar_stays_text(scalar: str, pure: bool) -> None:
    assert read(f"a: {scalar}\nb: [{scalar}]\nc: {{d: {scalar}}}\n", pure) == {
        "a": scalar,
        "b": [scalar],
        "c": {"d": scalar},
    }
    assert read(f"{scalar}: a\n", pure) == {scalar: "a"}


def test_an_empty_value_is_an_empty_text(pure: bool) -> None:
    assert read("a:\nb: ''\nc: [x, '']\n", pure) == {"a": "", "b": "", "c": ["x", ""]}


def test_the_forms_of_a_text(pure: bool) -> None:
    assert read("a: 'it''s'\nb: \"x\\ty\\u00e9\"\nc: >-\n  one\n  two\nd: |\n  one\n  two\ne: one\n  two\n", pure) == {
        "a": "it's",
        "b": "x\tyé",
        "c": "one two",
        "d": "one\ntwo\n",
        "e": "one two",
    }


def test_keys_and_items_know_line_and_column(pure: bool) -> None:
    tree = read("a: 1\nb:\n  東: {d: x,  e: [y,\n    z]}\n  f:\n  - g: 1\n    h: 2\n  - i\n", pure)
    assert isinstance(tree, Map)
    assert tree.mark == (1, 1)
    assert tree.marks == {"a": (1, 1), "b": (2, 1)}
    inner = tree["b"]
    assert inner.marks == {"東": (3, 3), "f": (5, 3)}
    assert inner["東"].marks == {"d": (3, 7), "e": (3, 14)}
    assert inner["東"]["e"].marks == [(3, 18), (4, 5)]
    assert isinstance(inner["f"], Seq)
    assert inner["f"].marks == [(6, 5), (8, 5)]
    assert inner["f"][0].marks == {"g": (6, 5), "h": (7, 5)}


def test_columns_count_characters_not_bytes(pure: bool) -> None:
    assert read("a: {'東京😀': b, c: d}", pure)["a"].marks == {"東京😀": (1, 5), "c": (1, 15)}


def test_line_ends_of_windows(pure: bool) -> None:
    tree = read("a: 1\r\nb:\r\n- c\r\n- d: |\r\n    e\r\n    f\r\n", pure)
    assert tree == {"a": "1", "b": ["c", {"d": "e\nf\n"}]}
    assert tree["b"].marks == [(3, 3), (4, 3)]


def test_a_key_that_stands_twice_is_reported_where_it_stands_again(pure: bool) -> None:
    tree, findings = read_yaml("a: 1\nb: {c: 1, d: 2,\n  c: 3}\na: 2\n", "f.yaml", pure=pure)
    assert tree == {"a": "2", "b": {"c": "3", "d": "2"}}
    assert [(finding.line, finding.column, finding.code) for finding in findings] == [(3, 3, "E002"), (4, 1, "E002")]
    assert "first on line 2" in findings[0].message
    assert "first on line 1" in findings[1].message


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a: &x b\nc: d\n", (1, 4), "anchor &x"),
        ("a: !!int 1\n", (1, 4), "tag tag:yaml.org,2002:int"),
        ("a: !py b\n", (1, 4), "tag !py"),
        ("a: !!python/object/apply:os.system [ls]\n", (1, 4), "tag"),
        ("a: b\nc: *x\n", (2, 4), "alias *x"),
        ("a: b\n---\nc: d\n", (2, 1), "second document"),
        ("a: b\n? [c]\n: d\n", (2, 3), "a key must be plain text"),
        ("{a: b}: c\n", (1, 1), "a key must be plain text"),
        ("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, (1, 3 + MAX_DEPTH), f"more than {MAX_DEPTH} levels"),
        ("a: [b\nc: d\n", (2, 2), "not valid YAML"),
        ("a: 'b\n", None, "not valid YAML"),
        ("a: b: c\n", (1, 5), "not valid YAML"),
        ("a:\n\t- b\n", (2, 1), "not valid YAML"),
        ("a: %b\n", None, "not valid YAML"),
        ("a: \x07\n", (1, 4), "character U+0007"),
        ('a: "\\ud800"\n', None, "not valid YAML"),
        ('a: "\\q"\n', None, "not valid YAML"),
        ("%YAML 3.0\n---\na: b\n", (1, 1), "not valid YAML"),
        ("a: @b\n", (1, 4), "not valid YAML"),
        ("- a\nb: c\n", (2, 1), "not valid YAML"),
    ],
)
def test_what_a_fact_file_has_no_use_for_is_refused(text: str, place: tuple[int, int] | None, says: str, pure: bool) -> None:
    finding = refuse(text, pure)
    assert finding.code == "E001"
    assert says in finding.message
    if place is not None:
        assert (finding.line, finding.column) == place


def test_as_deep_as_allowed_is_fine(pure: bool) -> None:
    assert read("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1), pure)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_hostile_nesting_ends_in_a_finding(opening: str, pure: bool) -> None:
    refuse(opening * 5_000, pure)


def test_an_alias_bomb_is_refused_at_its_first_alias(pure: bool) -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    tree, findings = read_yaml(bomb, "f.yaml", pure=pure)
    assert tree is None
    assert [finding.line for finding in findings] == [1, 2, 2]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n...\n"])
def test_nothing_is_no_tree_or_an_empty_text(text: str, pure: bool) -> None:
    assert not read(text, pure)


@pytest.mark.parametrize("text", [BASE_TEXT, bundled_facts().read_text(encoding="utf-8")], ids=["made up", "bundled"])
def test_both_parsers_read_a_whole_base_alike(text: str) -> None:
    ours, theirs = read(text), read(text, pure=True)
    assert ours == theirs
    assert _marks(ours) == _marks(theirs)


def _marks(tree: Any) -> Any:
    if isinstance(tree, Map):
        return tree.mark, tree.marks, {key: _marks(value) for key, value in tree.items()}
    if isinstance(tree, Seq):
        return tree.mark, tree.marks, [_marks(value) for value in tree]
    return tree


@given(text=st.text(alphabet=st.sampled_from(list("ab: -[]{},#\n'\"|>&*!?%@\\é東\t")), max_size=40))
def test_any_text_ends_in_a_tree_or_a_finding(text: str) -> None:
    for pure in (False, True):
        tree, findings = read_yaml(text, "f.yaml", pure=pure)
        assert tree is None or isinstance(tree, Map | Seq | str)
        assert all(finding.code in ("E001", "E002") and finding.line >= 1 and finding.column >= 1 for finding in findings)
