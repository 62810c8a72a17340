"""Any YAML at all ends in findings or one clear error, never in another exception."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factbase.check.bases import TODAY, base_text, inputs_of
from vendorwatch.factbase.check import blocking_findings, check_facts
from vendorwatch.factbase.errors import FactBaseError
from vendorwatch.factbase.fields import ENTITY_FIELDS, FACT_FIELDS, SOURCE_FIELDS
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.vocabulary import STATUSES, VOCABULARIES

HEAD = "schema: vendorwatch/1\nversion: '1'\n"
KEYS = sorted(
    {
        field.name
        for fields in (SOURCE_FIELDS, ENTITY_FIELDS, *(kind.values() for kind in FACT_FIELDS.values()))
        for field in fields
    }
)
IDS = ["huawei", "zte", "softbank", "jp-government", "caixin-2018-big3", "xx-2018-one", "xx-2018-two", "a", ""]
TEXTS = st.one_of(
    st.sampled_from(
        [
            *(value for values in (*VOCABULARIES.values(), *STATUSES.values()) for value in values),
            *IDS,
            *("2018", "2018-12-10?", "../2018", "0001", "9999-12-31", "2018%/..", "20 %", "USD 0", "JPY 64.5 bn"),
            *("UK", "JP", "EU", "http://[", "https://a.b/?utm_x=1", "=1", "\u202e", "e\u0301", " a", "\ud800", "Q1"),
            "p4 36w 5047a00ec6a79b46",
        ]
    ),
    st.text(max_size=10),
)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), TEXTS), inner, max_size=4),
    ),
    max_leaves=8,
)
CITATION = st.fixed_dictionaries(
    {},
    optional={
        "source": TREES,
        "via": st.one_of(TREES, st.lists(st.sampled_from(IDS))),
        "basis": st.one_of(TREES, st.sampled_from(VOCABULARIES["basis"])),
        "asserted_by": TREES,
        "stance": TREES,
    },
)
FACT = st.builds(
    lambda kind, extra, citations: {"kind": kind, "citations": citations, **extra},
    st.sampled_from(sorted(FACT_FIELDS)),
    st.dictionaries(st.sampled_from(["id", "status", "supersedes", *KEYS]), TREES, max_size=10),
    st.one_of(TREES, st.lists(CITATION, max_size=2)),
)
ENTITY = st.dictionaries(st.sampled_from([field.name for field in ENTITY_FIELDS]), TREES, max_size=6)
SOURCE = st.dictionaries(st.sampled_from([field.name for field in SOURCE_FIELDS]), TREES, max_size=6)
BASES = st.fixed_dictionaries(
    {"schema": st.just("vendorwatch/1"), "version": TREES},
    optional={
        "sources": st.one_of(TREES, st.dictionaries(st.sampled_from(IDS), SOURCE, max_size=3)),
        "entities": st.one_of(TREES, st.dictionaries(st.sampled_from(IDS), ENTITY, max_size=3)),
        "facts": st.one_of(TREES, st.lists(FACT, max_size=4)),
    },
)


def assert_ends_well(data: bytes) -> None:
    """The check ends in findings that can be printed, or in a FactBaseError of one line."""
    inputs = inputs_of("")
    inputs = [type(inputs[0])(inputs[0].path, data)]
    try:
        found = check_facts(inputs, TODAY)
        base, _ = load_facts(inputs)
    except FactBaseError as error:
        assert "\n" not in str(error)
        return
    for finding in [*found, *blocking_findings(base)]:
        assert finding.line >= 1 and finding.column >= 1
        assert "\n" not in str(finding)


@settings(max_examples=150, deadline=None)
@given(BASES)
def test_wrong_types_end_in_findings(base: object) -> None:
    assert_ends_well(yaml.safe_dump(base, allow_unicode=True).encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_end_well(data: bytes) -> None:
    assert_ends_well(data)
    assert_ends_well(HEAD.encode() + data)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_base_ends_well(data: st.DataObject) -> None:
    text = base_text()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        put = data.draw(
            st.sampled_from(
                ["", ":", "- ", "[", "}", "\t", "\r\n", "\r", "&a ", "*a", "!!int ", "---\n", "? ", '"', "'", "|"]
            )
        )
        text = text[:at] + put + text[at + cut :]
    assert_ends_well(text.encode())


NASTY = {
    "nothing": "",
    "only a head": HEAD,
    "null sections": HEAD + "facts:\nsources: ~\nentities: {}\n",
    "deep lists": HEAD + "facts: " + "[" * 5000,
    "deep mappings": HEAD + "facts:\n" + "".join(" " * depth + "a:\n" for depth in range(300)),
    "billion laughs": HEAD
    + "a: &a [x]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)),
    "self alias": HEAD + "facts: &a [*a]\n",
    "tags": HEAD + "facts: !!python/object/apply:os.system [id]\n",
    "two documents": HEAD + "---\n" + HEAD,
    "tabs": HEAD + "facts:\n-\tid:\ta\n",
    "crlf": base_text().replace("\n", "\r\n"),
    "bom": "\ufeff" + base_text(),
    "utf-16": base_text().encode("utf-16").decode("latin-1"),
    "nul": HEAD + "\0",
    "merge key": HEAD + "entities:\n  a: {<<: {name: b}}\n",
    "long key": HEAD + "? " + "k" * 5000 + "\n: v\n",
    "unicode escape": HEAD + 'facts: "\\U0010FFFF\\ud800"\n',
    "long id": HEAD + "facts:\n- {id: " + "a" * 10000 + ", kind: action}\n",
    "groups in a ring": base_text(
        "entities:\n  g1:\n    type: group\n    members: [g2]\n  g2:\n    type: group\n    members: [g1]\n"
    ),
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_files_end_well(name: str) -> None:
    assert_ends_well(NASTY[name].encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", ["crlf", "bom"])
def test_harmless_encodings_are_clean(name: str) -> None:
    assert {finding.code for finding in check_facts(inputs_of(NASTY[name]), TODAY)} <= {"W005"}


@given(BASES)
@settings(max_examples=50, deadline=None)
@example({"schema": "vendorwatch/1", "version": "1"})
def test_findings_are_sorted_and_each_once(base: object) -> None:
    try:
        found = check_facts(inputs_of(yaml.safe_dump(base, allow_unicode=True)), TODAY)
    except FactBaseError:
        return
    assert found == sorted(set(found))
