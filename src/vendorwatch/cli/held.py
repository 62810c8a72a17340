"""The texts that an editor holds: files on this machine, never part of the fact base."""

from pathlib import Path

import typer

MAX_BYTES = 16 * 2**20
"""No article is larger; a larger file is passed over."""


def read_text(path: Path) -> str:
    """The text of a held article. Raises a usage error where it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise typer.BadParameter(f"{path}: cannot be read: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise typer.BadParameter(f"{path}: larger than {MAX_BYTES // 2**20} MiB, so no article")
    return data.decode("utf-8-sig", "replace")


def read_folder(folder: Path) -> list[tuple[str, str]]:
    """Name and text of every file in the folder, by name. Raises a usage error where the folder cannot be read."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise typer.BadParameter(f"{folder}: cannot be read: {error.strerror or error}; --texts takes a folder") from None
    return [(path.name, read_text(path)) for path in paths if path.stat().st_size <= MAX_BYTES]
