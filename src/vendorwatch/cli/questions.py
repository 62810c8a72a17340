"""`matrix`, `timeline`, `conflicts`: questions across the whole base."""

from collections.abc import Callable
from typing import Annotated, Literal

import typer

from vendorwatch.cli.ask import ask, text_of
from vendorwatch.cli.options import DiagramOutput, Facts, Filtering, Matching, MaybeName, Output


def matrix(
    facts: Facts,
    matching: Matching,
    filtering: Filtering,
    output: Output,
    carriers: Annotated[bool, typer.Option("--carriers", help="Carriers × vendors: what each carrier chose.")] = False,
    sort: Annotated[
        Literal["country", "strictness", "date"], typer.Option("--sort", help="In what order the countries stand.")
    ] = "country",
) -> None:
    """Countries × vendors: the strictest act of the country in force on a day, else what is expected, else no fact recorded.

    A carrier's own choice never stands here; --carriers shows those in a table of their own.

    \b
    Examples:
      vendorwatch matrix --vendor huawei --vendor zte
      vendorwatch matrix --carriers --country japan
    """
    filters = filtering.read(all_stages=output.verbose)
    if carriers:
        ask(lambda base: base.choices(filters, exact=matching.exact), facts, output)
    ask(lambda base: base.matrix(filters, sort=sort, exact=matching.exact), facts, output)


def timeline(facts: Facts, matching: Matching, filtering: Filtering, output: DiagramOutput, name: MaybeName = None) -> None:
    """What happened, was expected and falls due, by year; of everything, or of one entity, country or thread.

    The entries of one thread are joined by a line and its number. --format mermaid draws a diagram.

    \b
    Examples:
      vendorwatch timeline japan
      vendorwatch timeline huawei --since 2018-12 --format mermaid
    """
    filters = filtering.read(all_stages=True)
    text = text_of(name) if name else None
    ask(lambda base: base.timeline(text, filters, exact=matching.exact), facts, output)


def conflicts(
    facts: Facts,
    matching: Matching,
    filtering: Filtering,
    output: Output,
    name: MaybeName = None,
    undeclared: Annotated[
        bool, typer.Option("--undeclared", help="Only what the program found and no editor has judged.")
    ] = False,
) -> None:
    """What contradicts what: both sides with their support and sources, and what would settle it.

    \b
    Examples:
      vendorwatch conflicts
      vendorwatch conflicts docomo --json
    """
    filters = filtering.read(all_stages=output.verbose)
    text = text_of(name) if name else None
    ask(lambda base: base.conflicts(text, filters, undeclared=undeclared, exact=matching.exact), facts, output)


COMMANDS: dict[str, Callable[..., None]] = {"matrix": matrix, "timeline": timeline, "conflicts": conflicts}
