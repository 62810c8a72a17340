"""Write an export as a whole or not at all: under a temporary name beside its place, then renamed into it."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = ".vendorwatch-export"
"""A file in a folder that an export has written: the names of its files, by which the next one knows what it may replace."""


class ExportError(ValueError):
    """An export cannot be written where or as asked; the message is one line and says the way out."""


def write_text(path: Path, lines: Iterable[str]) -> None:
    """Write lines, each with its line feed, as UTF-8, one by one as they come."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)


def write_file(path: Path, write: Callable[[Path], None]) -> None:
    """Have `write` fill a new temporary file, and put it in the place of `path`. Raises ExportError."""
    if path.is_dir():
        raise ExportError(f"{path} is a folder; give the name of a file")
    if path.exists() and not path.is_file():
        raise ExportError(f"{path} is no file that can be replaced; without -o a text format goes to standard output")
    with _beside(path) as temporary:
        temporary.touch(exist_ok=False)
        write(temporary)
        temporary.replace(path.resolve())


def write_folder(path: Path, write: Callable[[Path], None]) -> None:
    """Have `write` fill a new temporary folder, and put it in the place of `path`, which may be an earlier export.

    Raises ExportError, where something else is there too.
    """
    _check_folder(path)
    with _beside(path) as temporary:
        temporary.mkdir()
        write(temporary)
        names = sorted(item.name for item in temporary.iterdir())
        write_text(temporary / MARK, (f"{name}\n" for name in names))
        _swap(temporary, path.resolve())


def _check_folder(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise ExportError(f"{path} is no folder; this format writes a folder")
    if not path.is_dir():
        return
    mark = path / MARK
    ours = {MARK, *mark.read_text(encoding="utf-8").splitlines()} if mark.is_file() else set()
    if others := sorted(item.name for item in path.iterdir() if item.name not in ours):
        raise ExportError(f"{path} holds something else than an export ({others[0]!r}); give a new or an empty folder")


def _swap(new: Path, place: Path) -> None:
    """Rename a folder into a place; what was there is moved aside first, and put back where the renaming fails."""
    if not place.exists():
        new.rename(place)
        return
    old = new.with_name(f"{new.name}-old")
    place.rename(old)
    try:
        new.rename(place)
    except OSError:
        old.rename(place)
        raise
    _remove(old)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name in the folder of `path` that nothing has; what stands there in the end is removed. Raises ExportError."""
    place = path.resolve()
    temporary = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        yield temporary
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from None
    finally:
        _remove(temporary)


def _remove(path: Path) -> None:
    import shutil

    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
