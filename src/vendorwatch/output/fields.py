"""The rows of an answer, and `--fields`: dotted paths that narrow them."""

from collections.abc import Iterable, Sequence
from typing import Any

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.output.text import shortened

_NAMES = {"hits": "facts"}
"""Kinds of rows that people know under another name."""


class UnknownField(ValueError):
    """A path that no row of the answer has; the message names the nearest one, or all."""


def rows_of(answer: Answer) -> tuple[str, list[Document]]:
    """The rows that an answer consists of, and what they are: the kinds of rows of contract.ROWS; info is one row."""
    if answer.info is not None:
        return "info", [{**answer.base, **answer.info}]
    match answer.query["command"]:
        case "match":
            return "candidates", [candidate.as_document() for candidate in answer.candidates]
        case "sources":
            return "sources", answer.sources
        case "carriers" | "vendors" | "countries":
            return "entities", answer.entities
        case "search":
            return "hits", [{**fact, "hit": hit} for fact, hit in zip(answer.facts, answer.hits, strict=True)]
        case "matrix":
            return "cells", answer.cells
        case "conflicts":
            return "pairs", answer.pairs
        case "timeline":
            return "entries", answer.entries
    return "facts", answer.facts


def narrow(kind: str, rows: Iterable[Document], paths: Sequence[str]) -> list[Document]:
    """The rows less all but the given paths, each under its dotted path; `kind` is that of `rows_of`.

    A path that some rows have and others have not (the own fields of a kind of fact) gives null. Raises UnknownField.
    """
    from vendorwatch.output.contract import field_paths

    # The open mappings (names by language, identifiers by scheme) take any key.
    is_open = ("names.", "ids.") if kind == "entities" else ()
    known = [*field_paths(kind), *(path for path in paths if path.startswith(is_open))]
    return pick(rows, paths, known, _NAMES.get(kind, kind))


def pick(rows: Iterable[Document], paths: Sequence[str], known: Sequence[str], what: str) -> list[Document]:
    """The rows less all but the given paths. Raises UnknownField where one is not among those `known` of `what`."""
    for path in paths:
        if path not in known:
            raise UnknownField(f"--fields: {what} have no field {shortened(path)!r}; {_way_out(path, known)}")
    return [{path: _value(row, path.split(".")) for path in paths} for row in rows]


def _way_out(path: str, known: Sequence[str]) -> str:
    """The nearest path, or the list of the first steps of all."""
    import difflib

    if near := difflib.get_close_matches(path, known, n=1, cutoff=0.6):
        return f"did you mean {near[0]!r}?"
    within = next((name for name in known if "." in name), "")
    first = ", ".join(sorted(name for name in known if "." not in name))
    return f"there are {first}" + (f", and what is in them, as {within}" if within else "")


def flat(value: Any) -> str:
    """A value as the text of one cell: lists joined by "; ", mappings as key=value, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(flat(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}={flat(item)}" for key, item in value.items() if item is not None)
    return str(value)


def _value(value: Any, steps: Sequence[str]) -> Any:
    """The value at a path; through a list, the list of its items' values."""
    if not steps or value is None:
        return value
    if isinstance(value, list):
        return [_value(item, steps) for item in value]
    return _value(value.get(steps[0]), steps[1:]) if isinstance(value, dict) else None
