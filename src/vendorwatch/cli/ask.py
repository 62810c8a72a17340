"""One way for every question: open the base, ask, render, say what needs saying, leave with the exit code."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

import typer

from vendorwatch.api import Answer, Base, FilterError, NotSearchable, discard_compiled, open_base
from vendorwatch.cli import environment, exits
from vendorwatch.cli.options import DiagramOutput, Facts, Output
from vendorwatch.output import UnfitFormat, render
from vendorwatch.output.fields import UnknownField
from vendorwatch.output.notices import notices_of

A = TypeVar("A", bound=Answer)


def ask(question: Callable[[Base], Answer], facts: Facts, output: Output | DiagramOutput) -> None:
    """Ask the base a question and write the answer."""
    destination = environment.destination(verbose=output.verbose)
    format = _format_of(output, is_terminal=destination.is_terminal)
    paths = _paths_of(output)
    answer = put(question, facts)
    try:
        text = render(format, answer, destination, paths)
    except (UnknownField, UnfitFormat) as error:
        raise typer.BadParameter(str(error)) from None
    if not output.quiet:
        for line in notices_of(answer):
            environment.say(line)
        if format == "table" and not destination.unicode:
            environment.say(
                "standard output takes no Unicode; other characters are spelt out (PYTHONUTF8=1 or --json helps)"
            )
    environment.write(text)
    raise typer.Exit(exits.BY_STATUS[answer.status])


def put(question: Callable[[Base], A], facts: Facts) -> A:
    """The answer of the base to a question; a filter that cannot be used is a usage error."""
    try:
        return _answer(question, facts)
    except sqlite3.DatabaseError:
        # A compiled file damaged inside, which opening it cannot see, is compiled anew, once.
        discard_compiled(facts.facts or (), environment.cache_folder())
        return _answer(question, facts)


def _answer(question: Callable[[Base], A], facts: Facts) -> A:
    with open_base(facts.facts, cache=environment.cache_folder()) as base:
        try:
            return question(base)
        except (FilterError, NotSearchable) as error:
            raise typer.BadParameter(str(error)) from None


def text_of(words: list[str]) -> str:
    """The words of a name as one text. Raises a usage error where there is nothing in it."""
    text = environment.as_text(" ".join(words)).strip()
    if not text:
        raise typer.BadParameter("the name is empty; give a name or an id")
    return text


def _format_of(output: Output | DiagramOutput, *, is_terminal: bool) -> str:
    if output.json and output.format not in (None, "json"):
        raise typer.BadParameter(f"--json and --format {output.format} exclude each other; give one of them")
    return output.format or ("json" if output.json else "table" if is_terminal else "tsv")


def _paths_of(output: Output | DiagramOutput) -> tuple[str, ...]:
    if output.fields is None:
        return ()
    paths = tuple(path.strip() for path in output.fields.split(",") if path.strip())
    if not paths:
        raise typer.BadParameter("--fields names no field; give names parted by commas, as in --fields id,summary")
    return paths
