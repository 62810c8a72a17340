"""Answer → text, one module a format; `registry` names them."""

from collections.abc import Sequence
from importlib import import_module

from vendorwatch.lookup.answer import Answer
from vendorwatch.output.destination import Destination
from vendorwatch.output.registry import DIAGRAMS, FORMATS

__all__ = ["DIAGRAMS", "FORMATS", "UnfitFormat", "render"]


class UnfitFormat(ValueError):
    """A format that this answer cannot be had in; the message says which can."""


def render(format: str, answer: Answer, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The answer in one of FORMATS or DIAGRAMS. Raises UnknownField where a dotted path of `paths` is not in its rows, and
    UnfitFormat where the format is for other answers.
    """
    known = FORMATS | DIAGRAMS
    if format not in known:
        raise ValueError(f"format {format!r} is not one of {', '.join(known)}")
    # Only the module of the format asked for is imported: Rich alone would double the time of a JSON answer.
    module = import_module(f"vendorwatch.output.{known[format].module}")
    return str(module.render(answer, destination, paths))
