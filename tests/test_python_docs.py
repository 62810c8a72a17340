"""The examples of the Python interface are run, on the bundled base."""

import doctest
import os
from pathlib import Path

import pytest

import vendorwatch.api
from vendorwatch.api import Base

PAGE = Path(__file__).parent.parent / "docs/python.md"


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VENDORWATCH_CACHE", str(tmp_path / "cache"))


def test_the_examples_of_the_page_hold() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert failed == 0
    assert tried > 20


def test_the_example_of_formats_holds() -> None:
    assert doctest.testfile(str(PAGE.with_name("formats.md")), module_relative=False, encoding="utf-8") == (0, 2)


def test_the_example_of_the_module_holds() -> None:
    failed, tried = doctest.testmod(vendorwatch.api)
    assert failed == 0
    assert tried > 2


def test_the_library_writes_nothing() -> None:
    with vendorwatch.open_base() as base:
        assert base.carrier("docomo").status == "found"
    assert os.listdir() == []  # noqa: PTH208


@pytest.mark.parametrize("name", [name for name in vars(Base) if not name.startswith("_")])
def test_every_method_is_on_the_page(name: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert f"`{name}" in text or f".{name}" in text


def test_a_base_belongs_to_its_thread() -> None:
    import sqlite3
    from concurrent.futures import ThreadPoolExecutor

    with vendorwatch.open_base() as base, ThreadPoolExecutor(1) as pool, pytest.raises(sqlite3.ProgrammingError):
        pool.submit(base.carrier, "docomo").result()


def test_a_closed_base_says_so() -> None:
    import sqlite3

    base = vendorwatch.open_base()
    base.close()
    with pytest.raises(sqlite3.ProgrammingError):
        base.carrier("docomo")
