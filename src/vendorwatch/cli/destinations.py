"""Where an answer goes and in which format: `--output`, `--format`, and what each of them says of the other."""

from collections.abc import Callable
from pathlib import Path

import typer

from vendorwatch.cli import environment
from vendorwatch.output.destination import Destination
from vendorwatch.output.registry import format_of_file


def destination_of(into: Path | None, *, verbose: bool = False) -> Destination:
    """Standard output or, for a file that is named, one that takes any character and is no terminal."""
    if is_file(into):
        return Destination(width=environment.PIPE_WIDTH, verbose=verbose)
    return environment.destination(verbose=verbose)


def chosen_format(format: str | None, is_json: bool, into: Path | None, destination: Destination) -> str:
    """What --format or --json say, else the ending of the file's name, else what suits the destination."""
    if is_json and format not in (None, "json"):
        raise typer.BadParameter(f"--json and --format {format} exclude each other; give one of them")
    named = format or ("json" if is_json else by_ending(into, format_of_file, "--format"))
    return named or ("table" if destination.is_terminal else "tsv")


def by_ending(into: Path | None, known: Callable[[str], str | None], option: str) -> str | None:
    """What the ending of the file's name asks for; None without a file or ending. An ending unheard of is a usage error."""
    if into is None or not is_file(into) or not into.suffix:
        return None
    if (found := known(into.name)) is None:
        name = environment.as_text(str(into))
        raise typer.BadParameter(f"--output {name}: the ending {into.suffix} names no format; give one with {option}")
    return found


def write_to(into: Path | None, text: str) -> None:
    """Write the whole text to the file, or to standard output."""
    if into is not None and is_file(into):
        environment.write_file(into, text)
    else:
        environment.write(text)


def is_file(into: Path | None) -> bool:
    """Whether a file is named, and not standard output."""
    return into is not None and str(into) != "-"
