"""The recipes are run as they stand, and print what the page shows."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

sys.path.insert(0, str(ROOT / "tools"))

import make_docs  # noqa: E402

RECIPES = list(make_docs.recipes((ROOT / "docs/recipes.md").read_text(encoding="utf-8")))


@pytest.mark.parametrize("recipe", RECIPES, ids=range(1, len(RECIPES) + 1))
def test_a_recipe_prints_what_the_page_shows(recipe: re.Match[str]) -> None:
    if not make_docs.is_installed(recipe["tool"]):
        pytest.skip(f"{recipe['tool']} is not installed")
    assert recipe["body"].strip()
    assert make_docs.cook(recipe["language"], recipe["code"]) == recipe["body"]


def test_there_are_ten_and_every_block_of_code_is_one() -> None:
    text = (ROOT / "docs/recipes.md").read_text(encoding="utf-8")
    assert len(RECIPES) == 10
    assert len(re.findall(r"^```(?:sh|python)$", text, re.M)) == 10
    assert {recipe["tool"] for recipe in RECIPES} == {"jq", "duckdb", "pandas", "datasette"}
