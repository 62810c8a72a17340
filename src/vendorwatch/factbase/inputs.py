"""The files of a fact base: bytes, decoded text, and the digest that names their content."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from vendorwatch.factbase.errors import FactBaseError

MAX_BYTES = 256 * 2**20
"""A larger file is refused: a base of a million facts is built into the read model directly."""


class Input(NamedTuple):
    """One fact file: the path it was read from and its bytes."""

    path: Path
    data: bytes

    @property
    def name(self) -> str:
        """The file's name without its folder, as findings and answers give it; bytes that are no UTF-8 as escapes."""
        return self.path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_inputs(paths: Sequence[Path]) -> list[Input]:
    """Read the files, in order. Raises FactBaseError where one is missing, no file, unreadable or too large."""
    inputs = []
    for path in paths:
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            raise FactBaseError(f"{path}: no such file; --facts takes the path of a facts.yaml") from None
        except IsADirectoryError:
            raise FactBaseError(f"{path}: a folder, not a file; --facts takes the path of a facts.yaml") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise FactBaseError(f"{path}: cannot be read: {reason}") from None
        if len(data) > MAX_BYTES:
            raise FactBaseError(f"{path}: larger than {MAX_BYTES // 2**20} MiB; split it and repeat --facts")
        inputs.append(Input(path, data))
    return inputs


def decode(data: bytes, name: str) -> str:
    """The text of a fact file. Raises FactBaseError where it is empty, binary or not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise FactBaseError(f"{name}:{line}: not UTF-8 text (byte 0x{byte:02x}); save the file as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FactBaseError(f"{name}:{line}: holds a NUL character, so it is no YAML text; give a facts.yaml")
    if not text.strip():
        raise FactBaseError(f"{name}: empty; a fact base starts with 'schema: vendorwatch/1'")
    return text


def digest_of(inputs: Sequence[Input]) -> str:
    """SHA-256 over names and contents of the files, in order, as 64 hex digits."""
    digest = _sha256(sum(len(item.data) for item in inputs))
    for item in inputs:
        for part in (item.name.encode(), item.data):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return str(digest.hexdigest())


def short_digest(data: bytes) -> str:
    """SHA-256 of a few bytes, as 64 hex digits."""
    digest = _sha256(len(data))
    digest.update(data)
    return str(digest.hexdigest())


_LARGE = 512 * 2**10
"""Bytes from which on OpenSSL's SHA-256 is quicker, the time of loading it (2 ms) included."""


def _sha256(size: int) -> Any:
    """A new SHA-256 object for so many bytes: the interpreter's own for few, since hashlib loads OpenSSL first."""
    import importlib

    for name in ("hashlib",) if size > _LARGE else ("_sha2", "_sha256", "hashlib"):
        try:
            return importlib.import_module(name).sha256()
        except ImportError:
            continue
    raise ImportError("this Python has no SHA-256")
