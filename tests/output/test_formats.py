"""What each format promises, whatever the data."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from made_up import answer_of, hostile
from vendorwatch.output import FORMATS, render
from vendorwatch.output.contract import ANSWER, field_paths
from vendorwatch.output.destination import Destination
from vendorwatch.output.fields import UnknownField, flat, narrow
from vendorwatch.output.notices import notices_of
from vendorwatch.output.text import shortened, visible

_answer = answer_of


@pytest.mark.parametrize("width", [30, 100])
@pytest.mark.parametrize("format", FORMATS)
@given(text=hostile())
def test_no_data_acts_in_any_format(format: str, width: int, text: str) -> None:
    plain = Destination(is_terminal=True, width=width, verbose=True)
    printed = render(format, _answer(text), plain)
    if format == "csv":
        printed = printed.replace("\r\n", "\n")
    unseen = {char for char in printed if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"}
    bidi = {char for char in printed if unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI")}
    if format not in ("json", "jsonl"):
        assert unseen == set()
        assert bidi == set()
    else:
        # JSON escapes control characters; the rest reads back as it was.
        assert {char for char in unseen if unicodedata.category(char) == "Cc"} == set()


@given(text=st.text(max_size=60))
def test_tsv_has_as_many_cells_in_each_line_as_in_its_header(text: str) -> None:
    lines = render("tsv", _answer(text), Destination(verbose=True)).split("\n")
    assert lines.pop() == ""
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert len(lines) == 2


@given(text=st.text(max_size=60))
def test_json_reads_back_and_fits_the_contract(text: str) -> None:
    answer = _answer(text)
    document = json.loads(render("json", answer, Destination()))
    assert document == json.loads(json.dumps(answer.as_document()))
    Draft202012Validator(ANSWER).validate(document)
    (line,) = render("jsonl", answer, Destination()).splitlines()[:1] if "\n" not in text else [""]
    assert line == "" or line.startswith('{"id": "f-1"')


def test_the_contract_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(ANSWER)


def test_markup_in_data_is_shown_as_it_is() -> None:
    text = render("table", _answer("[bold red]x[/] [1]"), Destination(is_terminal=True, width=100, colour=True))
    assert "[bold red]x[/] [1]" in text


def test_ascii_destinations_get_ascii() -> None:
    text = render("table", _answer("日本 é"), Destination(width=100, unicode=False))
    assert text.isascii()
    assert "\\u65e5" in text


def test_fields_narrow_rows_by_dotted_paths() -> None:
    answer = _answer("x")
    (row,) = narrow("facts", answer.facts, ["id", "parties.name", "dates.announced.edtf", "outcome"])
    assert row == {"id": "f-1", "parties.name": ["x"], "dates.announced.edtf": "2020", "outcome": None}


def test_an_unknown_field_is_named_with_the_way_out() -> None:
    with pytest.raises(UnknownField, match=r"'parties.nam'; did you mean 'parties.name'"):
        narrow("facts", [], ["parties.nam"])


@pytest.mark.parametrize("kind", ["facts", "entities", "sources"])
def test_every_kind_of_row_has_an_id_among_its_fields(kind: str) -> None:
    assert "id" in field_paths(kind)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (3, "3"),
        (["a", "b"], "a; b"),
        ({"a": 1, "b": None}, "a=1"),
        ([{"a": "x"}], "a=x"),
        ("x", "x"),
    ],
)
def test_values_become_cells(value: object, cell: str) -> None:
    assert flat(value) == cell


@given(st.text(max_size=200))
def test_visible_text_is_one_line_without_controls(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert visible(shown) == shown
    assert len(shortened(text, 10)) <= 10 * 10


def test_a_typo_is_always_said() -> None:
    line, also = notices_of(_answer("docmo"))
    assert also == '"docmo" also fits docmo (e)'
    assert line.startswith('"docmo" read as docmo (e), as a typo of')
