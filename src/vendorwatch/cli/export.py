"""`export`: the base, or a view of it, in formats that other programs read."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vendorwatch.cli import environment, exits
from vendorwatch.cli.ask import put
from vendorwatch.cli.options import Facts, Filtering, Matching, Quiet, Waiting

if TYPE_CHECKING:
    from vendorwatch.api import Base, Extract, Filters

Format = Literal["sqlite", "csv", "jsonl", "parquet", "ftm", "jsonld"]


def export(
    facts: Facts,
    matching: Matching,
    filtering: Filtering,
    waiting: Waiting,
    format: Annotated[Format, typer.Option("--format", "-f", show_default=False, help="What to write.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="PATH", show_default=False, help="File or folder to write; - is standard output."
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write the whole base, or what filters leave, with every source and entity that the facts name.

    sqlite is one database, for SQL and Datasette; csv a folder of tables (CSV on the Web); parquet a folder of typed tables;
    jsonl the documents of --json, a record a line; ftm FollowTheMoney; jsonld PROV-O and schema.org. The last three go to
    standard output without -o. Equal bases give equal bytes; a file or folder is written as a whole or not at all, and a
    folder replaces only an earlier export.

    \b
    Examples:
      vendorwatch export --format sqlite -o facts.db
      vendorwatch export --format jsonl --vendor huawei --as-of 2018-12-11
    """
    from vendorwatch.output.export import EXPORTS, export_lines

    path = None if output is None or str(output) == "-" else output
    if path is None and EXPORTS[format].writes != "text":
        raise typer.BadParameter(f"--format {format} writes a {EXPORTS[format].writes}; say where, with -o PATH")
    filters = filtering.read(all_stages=False, waiting=waiting)
    found = _export(format, path, facts, filters, exact=matching.exact)
    if not quiet:
        for line in _talk(format, path, found):
            environment.say(line)
    if path is None and found.status == "found":
        for line in export_lines(format, found):
            environment.write(line)
    raise typer.Exit(exits.BY_STATUS[found.status])


def _export(format: str, path: Path | None, facts: Facts, filters: "Filters", *, exact: bool) -> "Extract":
    """What is exported, written to the path where there is one. Raises a usage error where it cannot be."""
    from vendorwatch.output.export import ExportError

    def question(base: "Base") -> "Extract":
        if path is None:
            return base.extract(filters, exact=exact)
        return base.export(format, path, filters, exact=exact)

    try:
        return put(question, facts)
    except ExportError as error:
        raise typer.BadParameter(str(error)) from None


def _talk(format: str, path: Path | None, found: "Extract") -> Iterator[str]:
    """How names were read, what has no home in the format, and what was written."""
    from vendorwatch.output.export import unexported
    from vendorwatch.output.notices import notices_of

    yield from notices_of(found)
    if found.status != "found":
        return
    yield from unexported(format, found)
    if path is not None:
        counts = (_counted(len(found.facts), "fact", "facts"), _counted(len(found.sources), "source", "sources"))
        yield f"{path}: {', '.join(counts)}, {_counted(len(found.entities), 'entity', 'entities')}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


COMMANDS: dict[str, Callable[..., None]] = {"export": export}
