"""Answer → text, one function a format; the registry of formats."""

from collections.abc import Callable, Sequence

from vendorwatch.lookup.answer import Answer
from vendorwatch.output.destination import Destination

FORMATS = ("table", "tsv", "json", "jsonl")
"""Formats that every answer can be had in."""

DIAGRAMS = ("mermaid",)
"""Formats of timelines alone."""


class UnfitFormat(ValueError):
    """A format that this answer cannot be had in; the message says which can."""


def render(format: str, answer: Answer, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The answer in one of FORMATS. Raises UnknownField where a dotted path of `paths` is not in its rows, and
    UnfitFormat where the format is for other answers.
    """
    return _renderer(format)(answer, destination, paths)


def _renderer(format: str) -> Callable[[Answer, Destination, Sequence[str]], str]:
    # Only the module of the format asked for is imported: Rich alone would double the time of a JSON answer.
    match format:
        case "table":
            from vendorwatch.output.table import render_table

            return render_table
        case "tsv":
            from vendorwatch.output.tabular import render_tsv

            return render_tsv
        case "json":
            from vendorwatch.output.json import render_json

            return render_json
        case "jsonl":
            from vendorwatch.output.json import render_jsonl

            return render_jsonl
        case "mermaid":
            from vendorwatch.output.mermaid import render_mermaid

            return render_mermaid
    raise ValueError(f"format {format!r} is not one of {', '.join(FORMATS)}")
