"""Timelines as Mermaid: a diagram whatever the data, by the grammar of `timeline` (mermaid.js.org/syntax/timeline.html)."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import HOSTILE, run, write_base
from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.output.destination import Destination
from vendorwatch.output.mermaid import render

# A statement a line; a colon parts a period from its events, and nothing else that the grammar acts on is left in a text.
_TEXT = r"[^\s:;#%<>`](?:[^:;#%<>`\n]*[^\s:;#%<>`])?"
_LINES = (r"timeline", rf"    title {_TEXT}", r"    section \d{4}", rf"        {_TEXT}(?: : {_TEXT})+")


def _answer(text: str) -> Answer:
    date = {"edtf": "2019-01?/..", "earliest": "2019-01-01", "latest": None, "inferred": True, "approximate": False}
    entry = {"date": date, "year": 2019, "what": "fact", "status": "planned", "text": text, "fact": "f", "thread": None}
    query: Document = {"command": "timeline", "text": text, "as_of": None, "known_by": None, "filters": {}}
    return Answer({}, query, "found", entries=[entry, {**entry, "what": "expected"}])


@given(text=st.one_of(st.just(HOSTILE), st.text(max_size=80)))
def test_any_text_leaves_the_grammar_whole(text: str) -> None:
    lines = render(_answer(text), Destination()).split("\n")
    assert lines.pop() == ""
    assert lines[0] == "timeline"
    assert all(any(re.fullmatch(form, line) for form in _LINES) for line in lines), lines


def test_years_are_sections_and_days_are_periods(tmp_path: Path) -> None:
    ran = run("timeline", "fjordcom", "--facts", write_base(tmp_path), "--format", "mermaid")
    assert ran.code == 0
    assert ran.out.startswith("timeline\n    title Fjordcom\n    section 2019\n")
    assert re.search(r"^        2019-\d\d\S* : [a-z-]+, .+$", ran.out, re.M)


@pytest.mark.parametrize("command", ["facts", "carrier fjordcom", "matrix"])
def test_other_answers_are_no_diagrams(command: str, tmp_path: Path) -> None:
    ran = run(*command.split(), "--facts", write_base(tmp_path), "--format", "mermaid")
    assert ran.code == 2
    assert ran.out == ""
