"""The pages on exports: their examples are run on the base that they name, and no format or table is left out."""

import doctest
import shutil
from pathlib import Path

import pytest

from vendorwatch.output.export import EXPORTS
from vendorwatch.output.export.tables import TABLES

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs/export"


@pytest.mark.parametrize("format", EXPORTS)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader uses it
def test_the_examples_of_a_page_hold(format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tests/data").mkdir(parents=True)
    shutil.copy(ROOT / "tests/data/sample.yaml", tmp_path / "tests/data")
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(PAGES / f"{format}.md"), module_relative=False, encoding="utf-8")
    assert failed == 0
    assert tried > 3


@pytest.mark.parametrize("format", EXPORTS)
def test_every_format_is_in_the_index(format: str) -> None:
    assert f"| `{format}` |" in (ROOT / "docs/export.md").read_text(encoding="utf-8")


def test_every_table_is_on_the_page_of_the_database() -> None:
    page = (PAGES / "sqlite.md").read_text(encoding="utf-8")
    assert [table.name for table in TABLES if f"`{table.name}`" not in page] == []
