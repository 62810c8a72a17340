"""CSV and TSV: what readers of these formats find is what was written, and no cell is a formula."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_up import answer_of, hostile
from vendorwatch.output import csv as csv_format
from vendorwatch.output import tsv as tsv_format
from vendorwatch.output.cells import FORMULA, cells_of, defused, restored
from vendorwatch.output.destination import Destination
from vendorwatch.output.text import visible

VERBOSE = Destination(verbose=True)
lines = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(hostile(), min_size=width, max_size=width), min_size=1))


def _read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def _read_tsv(text: str) -> list[list[str]]:
    assert text.endswith("\n")
    return [line.split("\t") for line in text[:-1].split("\n")]


@given(lines)
def test_csv_reads_back(cells: list[list[str]]) -> None:
    read = _read_csv(csv_format.write(cells))
    # A line of one empty cell is a line without cells for many readers; Python writes it as "".
    assert [[restored(cell) for cell in line] for line in read] == [[visible(cell) for cell in line] for line in cells]


@given(lines)
def test_tsv_reads_back(cells: list[list[str]]) -> None:
    read = _read_tsv(tsv_format.write(cells))
    signs = tsv_format.SIGNS
    assert [[restored(cell, signs) for cell in line] for line in read] == [
        [visible(cell) for cell in line] for line in cells
    ]


@given(lines)
def test_a_reader_that_knows_quotes_finds_the_same_cells_in_tsv(cells: list[list[str]]) -> None:
    text = tsv_format.write(cells)
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter="\t")) == _read_tsv(text) or [""] in _read_tsv(text)


@given(hostile())
def test_no_cell_is_a_formula(text: str) -> None:
    for cell in (defused(text), *(cell for line in _read_csv(csv_format.render(answer_of(text), VERBOSE)) for cell in line)):
        assert not cell.lstrip().startswith(tuple(FORMULA))
        assert not re.search(r"[\t\r\n]", cell)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-4.8 %", "'-4.8 %"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("", ""),
        ("2018-12?", "2018-12?"),
        ("≠ x", "≠ x"),
    ],
)
def test_what_is_defused(text: str, cell: str) -> None:
    assert defused(text) == cell
    assert restored(cell) == visible(text)


def test_lines_of_csv_end_as_the_standard_says() -> None:
    text = csv_format.render(answer_of('a "b", c'), Destination())
    assert text.count("\r\n") == text.count("\n") == 2
    assert '"a ""b"", c"' in text


@pytest.mark.parametrize("paths", [(), ("id", "summary", "parties.name")])
@given(text=hostile())
def test_both_hold_the_same_cells(paths: tuple[str, ...], text: str) -> None:
    header, cells = cells_of(answer_of(text), paths, verbose=True)
    wanted = [header, *([visible(cell) for cell in line] for line in cells)]
    read_csv = _read_csv(csv_format.render(answer_of(text), VERBOSE, paths))
    read_tsv = _read_tsv(tsv_format.render(answer_of(text), VERBOSE, paths))
    assert [[restored(cell) for cell in line] for line in read_csv] == wanted
    assert [[restored(cell, tsv_format.SIGNS) for cell in line] for line in read_tsv] == wanted
