"""What only the command line knows: streams, environment variables, clock. Nothing else reads the system."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from vendorwatch.cli import exits
from vendorwatch.output.destination import Destination

PIPE_WIDTH = 100
"""Columns of a table that is written to a pipe or file."""


def destination(*, verbose: bool) -> Destination:
    """Standard output as renderers need to know it. NO_COLOR and FORCE_COLOR decide over colour, COLUMNS over width."""
    import shutil

    is_terminal = sys.stdout.isatty()
    plain = os.environ.get("TERM") == "dumb"
    colour = is_terminal and not plain
    if os.environ.get("FORCE_COLOR"):
        colour = True
    if os.environ.get("NO_COLOR"):
        colour = False
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    return Destination(
        is_terminal=is_terminal,
        width=max(20, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns) if is_terminal else _pipe_width(),
        colour=colour,
        links=is_terminal and not plain,
        unicode=encoding.startswith("utf"),
        verbose=verbose,
    )


def _pipe_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    return max(20, int(columns)) if columns.isascii() and columns.isdigit() and len(columns) < 6 else PIPE_WIDTH


def cache_folder() -> Path | None:
    """The folder for compiled bases: VENDORWATCH_CACHE, else the user's cache folder; None where there is no home."""
    if named := os.environ.get("VENDORWATCH_CACHE"):
        return Path(named)
    try:
        if sys.platform == "win32":
            root = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
        elif sys.platform == "darwin":
            root = Path.home() / "Library/Caches"
        else:
            root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return root / "vendorwatch"


def today() -> str:
    """The day on this machine's calendar, YYYY-MM-DD."""
    import datetime

    return datetime.date.today().isoformat()


def wants_traceback() -> bool:
    """Whether VENDORWATCH_DEBUG asks for the traceback of a bug."""
    return bool(os.environ.get("VENDORWATCH_DEBUG"))


def write(text: str) -> None:
    """Write data to standard output, in UTF-8 whatever the locale. A reader that has gone ends the program quietly."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What Python flushes at exit must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(exits.ANSWERED)


def flush() -> None:
    """Hand everything written to the system; what nobody takes is lost quietly."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()


def say(line: str) -> None:
    """Write one line of talk to standard error; lost quietly where nobody listens."""
    with suppress(OSError):
        sys.stderr.write(f"vendorwatch: {line}\n")
        sys.stderr.flush()


def read_input() -> str:
    """All of standard input as text; bytes that are not UTF-8 come through as escapes."""
    if sys.stdin.isatty():
        say("reading standard input; end it with Ctrl-D")
    return sys.stdin.buffer.read().decode("utf-8-sig", "backslashreplace")
