"""`screen`: many names in, one row each out, on all cores; long lists are never held in memory."""

import gc
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal, NamedTuple

import typer

from vendorwatch.cli import environment, exits
from vendorwatch.cli.options import Facts, Kind, Matching
from vendorwatch.cli.screen_input import Reading, names_in, opened

if TYPE_CHECKING:
    from vendorwatch.cli.screen_pool import Piece

_LONG = 2**20  # bytes of a list that is long enough for all cores from its start


class Screening(NamedTuple):
    """As of when, how written, and on how many cores."""

    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DAY",
            show_default=False,
            help="Actions in force on this day: YYYY-MM-DD; YYYY-MM and YYYY mean the last day. Default: today.",
        ),
    ] = None
    format: Annotated[Literal["jsonl", "csv", "tsv"], typer.Option("--format", "-f", help="How rows are written.")] = "jsonl"
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes. [default: one for each core]")
    ] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary on standard error.")] = False


def screen(
    facts: Facts,
    kind: Kind,
    matching: Matching,
    reading: Reading,
    screening: Screening,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", show_default=False, help="Default, and -: standard input.")
    ] = None,
) -> None:
    """Screen a list of names: for each the record that it means, and the actions in force that reach it.

    One row out for each row in, in their order: row, name, status (found, not_found, ambiguous, error), the record found and
    how, the number of actions in force, the strictest, whose, and the ids of the facts. A row that cannot be read is a row
    in error, never left out. Rows are counted from 1, a CSV header aside. Exit code 0 if anything was found, 1 if nothing.

    \b
    Examples:
      vendorwatch screen suppliers.txt
      vendorwatch screen suppliers.csv --column "Supplier name" --format csv > screened.csv
      vendorwatch screen ledger.jsonl --field payee.name --kind vendor --as-of 2019-12
      cut -f 2 ledger.tsv | vendorwatch screen --skip 40000 >> screened.jsonl
    """
    from vendorwatch.cli.screen_pool import Job, screened

    gc.enable()  # this may run for hours
    file = None if str(file) == "-" else file
    day = _day(screening.as_of)
    job = Job(tuple(facts.facts or ()), environment.cache_folder(), day, kind.kind, matching.exact, screening.format)
    with opened(file) as data, closing(names_in(file, data, reading)) as names:
        size = file.stat().st_size if file else 0
        rows = (given for given in names if given[0] > reading.skip)
        with closing(screened(rows, job, screening.jobs or os.cpu_count() or 1, is_long=size > _LONG)) as pieces:
            found = _write(pieces, screening, day, data, size)
    raise typer.Exit(exits.ANSWERED if found else exits.NOTHING_FOUND)


def _write(pieces: "Iterable[Piece]", screening: Screening, day: str, data: BinaryIO, size: int) -> bool:
    """Write the rows as they come, and sum them up; whether anything was found."""
    from vendorwatch.cli.screen_pool import progress
    from vendorwatch.output.screened import Tally, header

    tally, head = Tally(), header(screening.format)
    # Not where the rows themselves run over the terminal.
    is_shown = not screening.quiet and getattr(sys.stderr, "isatty", bool)() and not getattr(sys.stdout, "isatty", bool)()
    with progress(size or None) if is_shown else nullcontext(lambda position, rows: None) as show:
        for text, part in pieces:
            environment.write(head + text)
            head = ""
            tally.add(part)
            show(data.tell() if size else 0, tally.rows)
    environment.write(head)
    if not screening.quiet:
        for line in tally.lines(day):
            environment.say(line)
    return tally.counts["found"] > 0


def _day(text: str | None) -> str:
    """The day of --as-of: of a year or month the last; without it today."""
    from vendorwatch.editing import DateError, last_day_of

    try:
        return environment.today() if text is None else last_day_of(text)
    except DateError:
        shown = environment.as_text(text or "")
        raise typer.BadParameter(f"--as-of {shown!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY") from None


COMMANDS: dict[str, Callable[..., None]] = {"screen": screen}
