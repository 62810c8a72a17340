"""Which rows and columns a matrix has."""

from collections.abc import Iterator

import pytest

from helpers import BASE_TEXT, write_text
from vendorwatch.api import Base, open_base
from vendorwatch.lookup.filters import Filters

_ACT = """- id: vu-2021-ban
  kind: action
  summary: Vanuatu bans Tessaro.
  actor: vu-government
  targets: [tessaro]
  action: deployment-ban
  status: in-force
  binding: mandatory
  as_of: "2021"
  citations: [{source: no-2020-act, basis: document}]
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    with open_base(write_text(tmp_path_factory.mktemp("matrix"), BASE_TEXT + _ACT)) as base:
        yield base


@pytest.mark.parametrize(
    ("filters", "rows", "columns"),
    [
        (Filters(country="Vanuatu"), {"VU"}, {"tessaro"}),
        (Filters(country="Vanuatu", vendor="Quarzel"), {"VU"}, {"quarzel"}),
        (Filters(vendor="Tessaro"), {"VU"}, {"tessaro"}),
    ],
)
def test_it_has_what_filters_name_and_else_what_has_an_act(
    filters: Filters, rows: set[str], columns: set[str], base: Base
) -> None:
    cells = base.matrix(filters).cells
    assert {cell["row"] for cell in cells} == rows
    assert {cell["column"] for cell in cells} == columns


def test_a_country_without_any_act_has_a_row_that_says_so(base: Base) -> None:
    answer = base.matrix(Filters(country="Japan"))
    assert answer.status == "not_found"
    assert {(cell["row"], cell["stage"]) for cell in answer.cells} == {("JP", "no-fact-recorded")}


def test_without_filters_every_country_with_an_act_meets_every_vendor_that_one_reaches(base: Base) -> None:
    cells = base.matrix().cells
    rows, columns = {cell["row"] for cell in cells}, {cell["column"] for cell in cells}
    assert len(cells) == len(rows) * len(columns)
    assert {"NO", "VU"} <= rows
    assert {"quarzel", "tessaro"} <= columns
