"""Fixtures for all tests: a clean environment, the made-up base, a cache folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import helpers

settings.register_profile("vendorwatch", deadline=None, derandomize=True)
settings.load_profile("vendorwatch")

_OUTSIDE = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "XDG_CACHE_HOME", "PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL")


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for all tests that are not about the cache."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, shared_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing of the machine that runs the tests reaches the program: no home, no settings."""
    for name in (*_OUTSIDE, *(name for name in os.environ if name.startswith("VENDORWATCH_"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path_factory.getbasetemp() / "no-home"))
    monkeypatch.setenv("VENDORWATCH_CACHE", str(shared_cache))


@pytest.fixture(scope="session")
def base_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up base as a file; not to be written to."""
    return helpers.write_base(tmp_path_factory.mktemp("base"))


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A cache folder of the test's own, empty at its start."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("VENDORWATCH_CACHE", str(folder))
    yield folder
