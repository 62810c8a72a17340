"""One way for every question: open the base, ask, render, say what needs saying, leave with the exit code."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import TypeVar

import typer

from vendorwatch.api import Answer, Base, Document, FilterError, NotSearchable, discard_compiled, open_base
from vendorwatch.cli import environment, exits
from vendorwatch.cli.destinations import chosen_format, destination_of, write_to
from vendorwatch.cli.options import DiagramOutput, Facts, Output
from vendorwatch.output import DIAGRAMS, FORMATS, UnfitFormat, cite, render
from vendorwatch.output.destination import Destination
from vendorwatch.output.fields import UnknownField, rows_of
from vendorwatch.output.notices import notices_of

A = TypeVar("A", bound=Answer)

_SOURCELESS = ("info", "entities", "candidates")
"""Rows that no source is cited for."""


def ask(question: Callable[[Base], Answer], facts: Facts, output: Output | DiagramOutput) -> None:
    """Ask the base a question and write the answer."""
    destination = destination_of(output.into, verbose=output.verbose)
    format = chosen_format(output.format, output.json, output.into, destination) if output.cite is None else None
    write = _citing(output) if format is None else _rendering(format, output, destination)
    if format is None or (FORMATS | DIAGRAMS)[format].cites:
        answer = put(lambda base: base.with_sources(question(base)), facts)
    else:
        answer = put(question, facts)
    text = write(answer)
    if not output.quiet:
        for line in notices_of(answer):
            environment.say(line)
    write_to(output.into, text)
    raise typer.Exit(exits.BY_STATUS[answer.status])


def cited(style: str, facts: Sequence[Document], sources: Sequence[Document]) -> str:
    """Facts and sources in a style of citation."""
    try:
        return cite.render(style, facts, sources)
    except cite.StyleUnavailable as error:
        raise typer.BadParameter(str(error)) from None


def _rendering(format: str, output: Output | DiagramOutput, destination: Destination) -> Callable[[Answer], str]:
    """How the options want an answer rendered."""
    paths = paths_of(output.fields)

    def write(answer: Answer) -> str:
        try:
            text = render(format, answer, destination, paths)
        except (UnknownField, UnfitFormat) as error:
            raise typer.BadParameter(str(error)) from None
        if format == "table" and not destination.unicode and not output.quiet:
            environment.say(
                "standard output takes no Unicode; other characters are spelt out (PYTHONUTF8=1 or --json helps)"
            )
        return text

    return write


def _citing(output: Output | DiagramOutput) -> Callable[[Answer], str]:
    """How the options want the sources of an answer cited."""
    style = output.cite or ""
    for option in ("format", "json", "fields"):
        if getattr(output, option):
            raise typer.BadParameter(f"--cite and --{option} exclude each other: a citation has a form of its own")

    def write(answer: Answer) -> str:
        if rows_of(answer)[0] in _SOURCELESS:
            raise typer.BadParameter(f"--cite: {answer.query['command']} has no sources to cite; ask for facts or sources")
        return cited(style, (), answer.sources)

    return write


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


def paths_of(fields: str | None) -> tuple[str, ...]:
    """The dotted paths that --fields names."""
    if fields is None:
        return ()
    paths = tuple(path.strip() for path in fields.split(",") if path.strip())
    if not paths:
        raise typer.BadParameter("--fields names no field; give names parted by commas, as in --fields id,summary")
    return paths
