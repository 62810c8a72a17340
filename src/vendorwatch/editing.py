"""The Python interface for those who edit fact files: what `check`, `fmt`, `verify`, `passage` and `new` are made of.

    >>> from vendorwatch import editing
    >>> editing.describe_passage("Own words carry a fact, a digest points at those of the page.", None)
    '12w 0c80dcd8be3ed6ba'

Each name lives in a module of `vendorwatch.factbase`, which is loaded when the name is first used: a command that checks one
file need not wait for what compiles another.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendorwatch.factbase.cache import DATA, bundled_facts, load_valid
    from vendorwatch.factbase.changes import compare_bases
    from vendorwatch.factbase.check import RULES, check_facts
    from vendorwatch.factbase.check.earlier import NoEarlierVersion, earlier_base, version_inputs
    from vendorwatch.factbase.check.held import verify
    from vendorwatch.factbase.check.registry import Rule
    from vendorwatch.factbase.dates import DateError, last_day_of
    from vendorwatch.factbase.fields import FACT_FIELDS, Field, Shape, fields_to_give
    from vendorwatch.factbase.findings import Finding, did_you_mean
    from vendorwatch.factbase.format import ensure_same, first_difference, format_text
    from vendorwatch.factbase.inputs import Input, decode, digest_of, read_inputs
    from vendorwatch.factbase.model import FactBase
    from vendorwatch.factbase.passages import PassageError, describe_passage, describe_text
    from vendorwatch.factbase.skeleton import Given, Value, faults_of, render_skeleton, suggest_id
    from vendorwatch.factbase.vocabulary import VOCABULARIES

__all__ = [
    "DATA", "FACT_FIELDS", "RULES", "VOCABULARIES", "DateError", "FactBase", "Field", "Finding", "Given", "Input",
    "NoEarlierVersion", "PassageError", "Rule", "Shape", "Value", "bundled_facts", "check_facts", "compare_bases", "decode",
    "describe_passage", "describe_text", "did_you_mean", "digest_of", "earlier_base", "ensure_same", "faults_of",
    "fields_to_give", "first_difference", "format_text", "last_day_of", "load_valid", "read_inputs", "render_skeleton",
    "suggest_id", "verify", "version_inputs",
]  # fmt: skip

_HOMES = {
    "cache": ("DATA", "bundled_facts", "load_valid"),
    "changes": ("compare_bases",),
    "check": ("RULES", "check_facts"),
    "check.earlier": ("NoEarlierVersion", "earlier_base", "version_inputs"),
    "check.held": ("verify",),
    "check.registry": ("Rule",),
    "dates": ("DateError", "last_day_of"),
    "fields": ("FACT_FIELDS", "Field", "Shape", "fields_to_give"),
    "findings": ("Finding", "did_you_mean"),
    "format": ("ensure_same", "first_difference", "format_text"),
    "inputs": ("Input", "decode", "digest_of", "read_inputs"),
    "model": ("FactBase",),
    "passages": ("PassageError", "describe_passage", "describe_text"),
    "skeleton": ("Given", "Value", "faults_of", "render_skeleton", "suggest_id"),
    "vocabulary": ("VOCABULARIES",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'vendorwatch.editing' has no attribute {name!r}")
    return getattr(import_module(f"vendorwatch.factbase.{_HOME_OF[name]}"), name)
