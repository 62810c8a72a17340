"""`fmt`: fact files in their canonical form."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from vendorwatch import FactBaseError
from vendorwatch.cli import environment, exits
from vendorwatch.cli.options import Facts

STANDARD_INPUT = Path("-")


class _Formatted(NamedTuple):
    """A file, its bytes, and what they should be."""

    path: Path
    name: str
    before: bytes
    after: bytes

    @property
    def differs(self) -> bool:
        return self.before != self.after


def fmt(
    facts: Facts,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE...]", show_default=False, help="Fact files, or - for standard input."),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit code 4 when a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
) -> None:
    """Write fact files in canonical form: order and quotes are settled, comments stay, the meaning never changes.

    Without a file it takes those of --facts, or the facts.yaml of the checkout. Nothing is written unless every file can
    be read; each is replaced as a whole or not at all.

    \b
    Examples:
      vendorwatch fmt
      vendorwatch fmt my-facts.yaml --diff
      vendorwatch fmt --check
    """
    from vendorwatch.output.text import visible

    formatted = [_format(path) for path in _paths(files, facts)]
    for item in formatted:
        if diff:
            environment.write(_diff(item))
        if check and item.differs:
            line = _first_difference(item)
            environment.say(visible(f"{item.path}:{line}: not in canonical form from here on; run vendorwatch fmt"))
        elif not diff and not check:
            _write(item)
    if check and any(item.differs for item in formatted):
        raise typer.Exit(exits.INVALID_BASE)


def _paths(files: list[Path] | None, facts: Facts) -> list[Path]:
    from vendorwatch.editing import DATA, bundled_facts

    paths = files or facts.facts
    if paths:
        return paths
    bundled = bundled_facts()
    if bundled.parent == DATA:
        raise typer.BadParameter("the bundled facts.yaml belongs to the installed program; name the file to format")
    return [bundled]


def _format(path: Path) -> _Formatted:
    """The file and its canonical form, which is proved to say the same."""
    from vendorwatch.editing import decode, ensure_same, format_text, read_inputs

    if path == STANDARD_INPUT:
        name, data = "standard input", typer.get_binary_stream("stdin").read()
    else:
        ((_, data),) = read_inputs([path])
        name = path.name
    text = decode(data, name)
    after = format_text(text, name)
    if after.encode() != data:
        ensure_same(text, after, name)
    return _Formatted(path, name, data, after.encode())


def _write(item: _Formatted) -> None:
    from vendorwatch.output.text import visible

    if item.path == STANDARD_INPUT:
        environment.write(item.after.decode())
    elif item.differs:
        replace_file(item.path, item.before, item.after)
        environment.say(f"{visible(str(item.path))}: rewritten in canonical form")
    else:
        environment.say(f"{visible(str(item.path))}: in canonical form already")


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Replace the content of a file at once, with its permissions kept and symlinks followed.

    The new content is written beside the file and renamed into place, so that a crash leaves the old one. Raises
    FactBaseError where it cannot be written, or no longer holds `before`.
    """
    import os
    import shutil
    import tempfile
    from contextlib import suppress

    temporary = None
    try:
        target = path.resolve(strict=True)
        if not target.is_file() or not os.access(target, os.W_OK):
            raise FactBaseError(f"{path}: cannot be written: no regular file, or read-only")
        handle, temporary = tempfile.mkstemp(prefix=".formatting-", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, temporary)
        if target.read_bytes() != before:
            raise FactBaseError(f"{path}: changed while it was being formatted; nothing is written, run fmt again")
        Path(temporary).replace(target)
    except OSError as error:
        raise FactBaseError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()


def _diff(item: _Formatted) -> str:
    """A unified diff."""
    import difflib

    before, after = (_lines(data) for data in (item.before, item.after))
    return "".join(difflib.unified_diff(before, after, str(item.path), f"{item.path} (canonical)"))


def _lines(data: bytes) -> list[str]:
    from vendorwatch.output.text import visible

    lines = data.decode("utf-8").removesuffix("\n").split("\n")
    # A patch is exact; on a terminal nothing in a file may act.
    shown = visible if environment.destination(verbose=False).is_terminal else str
    return [f"{shown(line)}\n" for line in lines]


def _first_difference(item: _Formatted) -> int:
    from vendorwatch.editing import first_difference

    return first_difference(item.before.decode("utf-8"), item.after.decode("utf-8"))


COMMANDS: dict[str, Callable[..., None]] = {"fmt": fmt}
