"""`diff`: what changed between two versions of a fact base."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from vendorwatch.cli import environment, exits
from vendorwatch.cli.ask import paths_of
from vendorwatch.cli.destinations import chosen_format, destination_of, write_to
from vendorwatch.cli.options import Facts, Fields, Format, Into, Json

if TYPE_CHECKING:
    from vendorwatch.editing import FactBase


class Writing(NamedTuple):
    """How the difference is written."""

    format: Format = None
    json: Json = False
    fields: Fields = None
    into: Into = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary on standard error.")] = False


def diff(
    facts: Facts,
    writing: Writing,
    old: Annotated[str, typer.Argument(metavar="OLD", show_default=False, help="A fact file, REV, or REV:PATH.")],
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", show_default=False, help="The same; default: the fact file as it is.")
    ] = None,
) -> None:
    """What changed between two versions of a fact base: new facts, new stages, corrections, withdrawals, by country.

    REV is a revision of git in the checkout that the fact file (--facts, or the bundled one) lies in, and means that file
    as it was; REV:PATH is another file of the checkout, from its top. Exit code 0 when the two were compared, whether they
    differ or not.

    \b
    Examples:
      vendorwatch diff HEAD~1
      vendorwatch diff v0.1.0 HEAD --format table
      vendorwatch diff last-week.yaml facts.yaml --json
    """
    from vendorwatch.editing import bundled_facts, compare_bases
    from vendorwatch.output.changes import alarm_of, document_of, summary_of
    from vendorwatch.output.changes_formats import render_changes
    from vendorwatch.output.fields import UnknownField

    destination = destination_of(writing.into)
    format, fields = chosen_format(writing.format, writing.json, writing.into, destination), paths_of(writing.fields)
    paths = facts.facts or [bundled_facts()]
    changes = compare_bases(_version("OLD", old, paths), _version("NEW", new, paths))
    try:
        text = render_changes(format, changes, destination, fields)
    except UnknownField as error:
        raise typer.BadParameter(str(error)) from None
    write_to(writing.into, text)
    document = document_of(changes)
    if alarm := alarm_of(document):  # -q or not
        environment.say(alarm)
    if not writing.quiet and (format != "table" or not changes):
        environment.say(summary_of(document))
    raise typer.Exit(exits.ANSWERED)


def _version(name: str, given: str | None, paths: Sequence[Path]) -> "FactBase":
    """The base of one side. A version that does not exist is a usage error; one that is no valid base is exit code 4."""
    from vendorwatch import FactBaseError
    from vendorwatch.editing import NoEarlierVersion, load_valid, read_inputs, version_inputs

    if given is None:
        return load_valid(read_inputs(paths))
    try:
        inputs = version_inputs(given, paths, os.environ)
    except NoEarlierVersion as error:
        raise typer.BadParameter(f"{name} {environment.as_text(given)}: {error}") from None
    try:
        return load_valid(inputs)
    except FactBaseError as error:
        raise FactBaseError(f"{name} {environment.as_text(given)}: {error}") from None


COMMANDS: dict[str, Callable[..., None]] = {"diff": diff}
