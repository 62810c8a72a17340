"""What only the command line knows: streams, environment variables, clock. Nothing else reads the system."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import typer
from typer.exceptions import TyperException

from vendorwatch.cli import exits
from vendorwatch.output.destination import Destination
from vendorwatch.output.text import visible


class OutputError(TyperException):
    """Standard output or a file takes no data, as on a full disk."""

    exit_code = exits.USAGE


PIPE_WIDTH = 100
"""Columns of a table that is written to a pipe or file."""


def destination(*, verbose: bool) -> Destination:
    """Standard output as renderers need to know it. NO_COLOR and FORCE_COLOR decide over colour, COLUMNS over width."""
    import shutil

    # A stream that the caller closed (`>&-`) is None.
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
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
        unicode=sys.stdout is None or encoding.startswith("utf"),
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


def named_facts() -> list[Path]:
    """The fact files that VENDORWATCH_FACTS names, for what has no options; commands have it as an option's default."""
    return [Path(path) for path in os.environ.get("VENDORWATCH_FACTS", "").split(os.pathsep) if path]


def as_text(argument: str) -> str:
    """A command-line argument as Unicode: bytes that the locale cannot read are UTF-8; what is no text becomes U+FFFD."""
    try:
        data = argument.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = argument.encode("utf-8", "replace")
    return data.decode("utf-8", "replace")


def today() -> str:
    """The day on this machine's calendar, YYYY-MM-DD."""
    import datetime

    return datetime.date.today().isoformat()


def wants_traceback() -> bool:
    """Whether VENDORWATCH_DEBUG asks for the traceback of a bug."""
    return bool(os.environ.get("VENDORWATCH_DEBUG"))


def write(text: str) -> None:
    """Write data to standard output, in UTF-8 whatever the locale; to nobody where it is closed.

    Raises BrokenPipeError where the reader has gone, a usage error where it takes no data (a full disk).
    """
    if sys.stdout is None:
        return
    data = text.encode("utf-8", "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output cannot be written: {error.strerror or error}") from None


def write_file(path: Path, text: str) -> None:
    """Write data to a file in UTF-8, as a whole: under another name in the same folder, then renamed into place.

    What stood there stays if anything fails, and gives its permissions. A link is followed; a device or pipe is written to
    as it is. Raises a usage error that names the file.
    """
    import tempfile

    data = text.encode("utf-8", "backslashreplace")
    temporary = None
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
            return
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        temporary.replace(target)
        temporary = None
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"{as_text(str(path))} cannot be written: {reason}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def flush() -> None:
    """Hand everything written to the system; what nobody takes is lost quietly."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()


def say(line: str) -> None:
    """Write one line of talk to standard error, whatever is in it; lost quietly where nobody listens."""
    with suppress(OSError, AttributeError):
        sys.stderr.write(f"vendorwatch: {visible(line)}\n")
        sys.stderr.flush()


def read_input() -> str:
    """All of standard input as text; bytes that are not UTF-8 come through as escapes.

    Raises a usage error where there is none to read.
    """
    if sys.stdin is None:
        raise typer.BadParameter("standard input is closed; give the text there")
    if sys.stdin.isatty():
        say("reading standard input; end it with Ctrl-D")
    return sys.stdin.buffer.read().decode("utf-8-sig", "backslashreplace")
