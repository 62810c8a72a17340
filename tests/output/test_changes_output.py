"""The difference of two versions in every format and place, as reviewed; `make golden` rewrites the files."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from helpers import BASE_TEXT, HOSTILE, inputs_of
from vendorwatch.factbase.changes import Changes, compare_bases
from vendorwatch.factbase.load import load_facts
from vendorwatch.output.changes import alarm_of, document_of, field_words, summary_of
from vendorwatch.output.changes_formats import render_changes
from vendorwatch.output.destination import Destination
from vendorwatch.output.registry import FORMATS

GOLDEN = Path(__file__).with_name("golden_changes")

PLACES = {
    "terminal-100": Destination(is_terminal=True, width=100),
    "terminal-50": Destination(is_terminal=True, width=50),
    "pipe": Destination(width=100),
}

_LAST = "- id: no-2018-found-false"
_NEXT_STAGE = """\
- id: no-2021-quarzel-removal
  kind: action
  thread: no-quarzel
  supersedes: no-2020-quarzel-ban
  summary: Norway has Quarzel taken out of all networks by 2024.
  actor: no-government
  targets: [quarzel]
  action: removal-order
  status: adopted
  binding: mandatory
  names_vendors: "yes"
  scope: {network: [any], buyers: [carriers]}
  announced: "2021-03-01"
  citations: [{source: no-2020-act, basis: document}, {source: kite-2019-ban, basis: own-voice}]
- id: vu-2021-case
  kind: proceeding
  summary: Lagunet sues Brackett over the price of its gear.
  proceeding: civil
  parties: {claimant: lagunet, respondent: brackett, court: no-government}
  status: filed
  announced: "2021-02"
  where: [VU, "NO"]
  citations: [{source: kite-2019-ban, basis: own-voice}]
"""

_EDITS = (
    ('version: "2021-03-04"', 'version: "2021-03-11"'),
    (_LAST, f"{_NEXT_STAGE}{_LAST}"),
    ("amount: NOK 64.5 bn", "amount: NOK 65.4 bn\n  note: Corrected from 64.5, two digits in the wrong order."),
    ("scope: {network: [5g]}", "scope: {network: [5g, 6g], layer: [ran]}"),
    ("Lagunet buys gear from Brackett.\n", "Lagunet buys gear from Brackett.\n  rank: deprecated\n  rank_reason: Denied.\n"),
    ("  relation: supply\n  status: active\n", '  relation: supply\n  status: ended\n  ended: "2021-01"\n'),
    (
        "Quarzel sues the government of Vanuatu.\n",
        'Quarzel sues the government of Vanuatu.\n  withdrawn: {date: "2021-03-10", reason: "It was a threat, no suit."}\n',
    ),
    ('checked: "2021-02-01"', 'checked: "2021-03-10"'),
    ("title: Act on Safe Networks", "title: Act on Safer Networks"),
    ("author: [Ida Lund, Bo Sand]", "author: [Ida Lund, Cy Rand]"),
    ("  vu-government:", '  zephyr: {type: company, roles: [vendor], country: "NO", name: Zephyr}\n  vu-government:'),
)


def _edited(text: str = BASE_TEXT) -> str:
    for before, after in _EDITS:
        assert before in text, before
        text = text.replace(before, after, 1)
    start = text.index("- id: no-2018-slip")
    return text[:start] + text[text.index(_NEXT_STAGE) :]


def _changes(old: str, new: str) -> Changes:
    bases = []
    for text in (old, new):
        base, findings = load_facts(inputs_of(text))
        assert findings == []
        bases.append(base)
    return compare_bases(*bases)


CASES = {
    "edited": _changes(BASE_TEXT, _edited()),
    "none": _changes(BASE_TEXT, BASE_TEXT),
}
ALL = [
    (case, format, place)
    for case in CASES
    for format in FORMATS
    for place in (PLACES if format == "table" else ("terminal-100", "pipe") if format == "json" else ("pipe",))
]


@pytest.mark.parametrize(("case", "format", "place"), ALL)
def test_output_is_as_reviewed(case: str, format: str, place: str, update_golden: bool) -> None:
    text = re.sub("[0-9a-f]{64}", "0" * 64, render_changes(format, CASES[case], PLACES[place]))
    golden = GOLDEN / f"{case}.{format}.{place}.txt"
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_bytes().decode(), "run make golden, and read the difference"


def test_no_golden_output_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{'.'.join(case)}.txt" for case in ALL}


@pytest.mark.parametrize("width", [20, 50, 70, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = render_changes("table", CASES["edited"], Destination(is_terminal=True, width=width))
    assert max(map(len, text.split("\n"))) <= width
    squeezed = "".join(text.split())
    for change in CASES["edited"].facts:
        if change.kind != "checked":
            assert all(word in squeezed for word in change.fact.summary.split() if len(word) < 8)


def test_the_document_has_all_its_keys_and_reads_back() -> None:
    for changes in CASES.values():
        text = render_changes("json", changes, Destination())
        document = json.loads(text)
        assert document == document_of(changes)
        assert list(document) == [
            "schema", "old", "new", "removed", "added", "superseded", "withdrawn", "deprecated", "ended", "corrected",
            "checked", "sources", "entities",
        ]  # fmt: skip
        assert text.count("\n") == 1


def test_every_fact_that_changed_stands_once_in_every_format() -> None:
    ids = sorted(change.fact.id for change in CASES["edited"].facts)
    rows = [json.loads(line) for line in render_changes("jsonl", CASES["edited"], Destination()).splitlines()]
    assert sorted(row["id"] for row in rows if row["record"] == "fact") == ids
    header, *lines = render_changes("tsv", CASES["edited"], Destination()).splitlines()
    assert {line.count("\t") for line in lines} == {header.count("\t")}
    assert sorted(line.split("\t")[-1] for line in lines if line.startswith("fact\t")) == ids


def test_the_summary_and_the_alarm() -> None:
    document = document_of(CASES["edited"])
    assert summary_of(document).startswith("1 removed · 1 added · 1 new stage · 1 withdrawn · 1 found false · 1 ended · ")
    assert alarm_of(document) == (
        "REMOVED, though ids are permanent: no-2018-slip; withdraw or deprecate such a fact instead"
    )
    assert (summary_of(document_of(CASES["none"])), alarm_of(document_of(CASES["none"]))) == ("no difference", "")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("a", "b", "x: a → b"),
        (None, "b", "x: none → b"),
        ("a", None, "x: a → none"),
        (["a", "b"], ["b", "c"], "x: − a; + c"),
        (None, ["a"], "x: + a"),
        (["a", "b"], ["b", "a"], "x: in another order"),
        ({"date": "2020"}, None, "x: date=2020 → none"),
        ([{"source": "s", "basis": "hearsay"}], [], "x: − source=s, basis=hearsay"),
    ],
)
def test_a_field_in_words(old: object, new: object, words: str) -> None:
    assert field_words({"field": "x", "old": old, "new": new}) == words


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_data_cannot_act(format: str) -> None:
    hostile = BASE_TEXT.replace("summary: Lagunet buys gear from Brackett.", f'summary: "Lagunet {HOSTILE}"')
    hostile = hostile.replace("title: Act on Safe Networks", f'title: "Act {HOSTILE}"')
    for old, new in ((BASE_TEXT, hostile), (hostile, BASE_TEXT)):
        place = Destination(is_terminal=True, width=100)
        text = render_changes(format, _changes(old, new), place)
        acting = {char for char in text if unicodedata.category(char) in ("Cc", "Cf") and char not in "\r\n\t"}
        assert not acting - ({"\u200b"} if "json" in format else set())
