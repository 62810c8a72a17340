"""Open the read model of a set of fact files: the one shipped with the package, one compiled before, or a new one.

A compiled file is used only when its content says that it was made from exactly these inputs by exactly this program; it
is written under a temporary name and renamed into place, so that many first runs at once are safe.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from vendorwatch.factbase.inputs import Input, digest_of, read_inputs, short_digest
from vendorwatch.factbase.layout import APPLICATION_ID, LAYOUT, PROGRAM

if TYPE_CHECKING:
    from vendorwatch.factbase.model import FactBase

DATA = Path(__file__).with_name("data")
_SHIPPED = DATA / "facts.sqlite"
_KEEP_DAYS, _KEEP_FILES = 30, 24
_DIGITS = 64

# The file is new and nobody else's: no journal, no waiting for the disk, and room to keep its pages in memory.
_QUICK = """PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -262144"""


def bundled_facts() -> Path:
    """The facts.yaml that came with the program: beside it when installed, at the top of the repository in a checkout."""
    installed = DATA / "facts.yaml"
    return installed if installed.exists() else Path(__file__).parents[3] / "facts.yaml"


def open_read_model(paths: Sequence[Path], cache_folder: Path | None) -> sqlite3.Connection:
    """Open the read model of the base in `paths` (the bundled base where empty), compiling it where there is none.

    Raises FactBaseError when a file cannot be read or the base is invalid. A cache folder that cannot be written, or None,
    costs the time of compiling, not the answer.
    """
    files = paths or [bundled_facts()]
    note = _note_of(files, cache_folder) if cache_folder else None
    noted = _open_compiled(_read_note(note), paths, cache_folder) if note else None
    if noted is not None:
        return noted
    inputs = read_inputs(files)
    digest = digest_of(inputs)
    if note is not None:
        _write_note(note, digest, files)
    found = _open_compiled(digest, paths, cache_folder)
    return found or _compile(inputs, digest, _target(cache_folder, digest) if cache_folder else None)


def _open_compiled(digest: str, paths: Sequence[Path], cache_folder: Path | None) -> sqlite3.Connection | None:
    """The read model that was made from inputs with this digest: the shipped one, or one in the cache."""
    shipped = _open_valid(_SHIPPED, digest) if digest and not paths else None
    if shipped is None and digest and cache_folder:
        return _open_valid(_target(cache_folder, digest), digest)
    return shipped


# Reading and hashing a base of some megabytes takes as long as a look-up in it. As git does, the digest is noted with what
# the file system says of the files (place, size, times of change); any change to a file changes that, and with it the note.
_SETTLED_NS = 2 * 10**9


def _note_of(files: Sequence[Path], cache_folder: Path) -> Path | None:
    """Where the digest of files in this state is noted; None where one cannot be looked at."""
    try:
        states = [(str(file.absolute()), file.stat()) for file in files]
    except (OSError, ValueError):
        return None
    told = [(name, s.st_dev, s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for name, s in states]
    return cache_folder / f"{short_digest(repr(told).encode('utf-8', 'surrogateescape'))[:32]}.digest"


def _read_note(note: Path) -> str:
    try:
        text = note.read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
    return text if len(text) == _DIGITS and text.isalnum() else ""


def _write_note(note: Path, digest: str, files: Sequence[Path]) -> None:
    """Note a digest, unless a file changed just now: within the grain of the clock a second change would not show."""
    import time

    with suppress(OSError):
        if all(time.time_ns() - max(s.st_mtime_ns, s.st_ctime_ns) > _SETTLED_NS for s in (file.stat() for file in files)):
            if _note_of(files, note.parent) != note:
                return  # changed while it was read
            temporary = note.with_suffix(f".{os.getpid()}")
            temporary.write_text(digest, encoding="ascii")
            temporary.replace(note)


def discard_read_model(paths: Sequence[Path], cache_folder: Path | None) -> None:
    """Delete the compiled file of the base in `paths`, which has proved damaged; the next look-up compiles it anew."""
    inputs = read_inputs(paths or [bundled_facts()])
    if cache_folder is not None:
        with suppress(OSError):
            _target(cache_folder, digest_of(inputs)).unlink()


def _target(cache_folder: Path, digest: str) -> Path:
    return cache_folder / f"{digest[:32]}-{_program_key()}.sqlite"


def write_read_model(base: "FactBase", path: Path) -> None:
    """Compile the base into an empty file at `path`. Raises OSError or sqlite3.Error when it cannot be written."""
    from vendorwatch.factbase.compile import compile_base

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_QUICK)
        compile_base(base, connection)


def load_valid(inputs: Sequence[Input]) -> "FactBase":
    """The typed records of a base that is fit for answers. Raises FactBaseError with the first finding where it is not."""
    from vendorwatch.factbase.check import blocking_findings
    from vendorwatch.factbase.findings import invalid
    from vendorwatch.factbase.load import load_facts

    base, findings = load_facts(inputs)
    findings = findings or blocking_findings(base)
    if findings:
        raise invalid(findings)
    return base


def _compile(inputs: Sequence[Input], digest: str, target: Path | None) -> sqlite3.Connection:
    """Compile into the cache where it can be written, into memory where not."""
    from vendorwatch.factbase.compile import compile_base

    base = load_valid(inputs)
    if target is not None:
        with suppress(OSError, sqlite3.Error):
            _write_cached(base, target)
        written = _open_valid(target, digest)
        if written is not None:
            return written
    connection = sqlite3.connect(":memory:", isolation_level=None)
    compile_base(base, connection)
    return connection


def _write_cached(base: "FactBase", target: Path) -> None:
    import tempfile

    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".compiling-", dir=target.parent)
    os.close(handle)
    try:
        write_read_model(base, Path(name))
        Path(name).replace(target)
    finally:
        with suppress(OSError):
            Path(name).unlink()
    _prune(target.parent)


def _open_valid(path: Path, digest: str) -> sqlite3.Connection | None:
    """The read model at `path`; None where there is none, or it is not whole, not ours, or of other inputs."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return None
    page_size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    if not head.startswith(b"SQLite format 3\0") or page_size * pages != size:
        return None
    # Immutable: the file is replaced, never changed, so no locks are needed and a read-only folder will do.
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        ids = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        meta = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('program', 'sha256')"))
    except sqlite3.Error:
        ids, meta = [], {}
    if ids == [APPLICATION_ID, LAYOUT] and meta == {"program": PROGRAM, "sha256": digest}:
        return connection
    connection.close()
    return None


def _program_key() -> str:
    """Changes whenever the code or the data that make the read model do, so that a checkout never serves an old one."""
    # Files only: the folder of byte code changes by being used.
    entries = (entry for folder in (DATA, DATA.parent) for entry in os.scandir(folder))
    newest = max(entry.stat().st_mtime_ns for entry in entries if entry.is_file())
    return f"{newest:x}"


def _prune(folder: Path) -> None:
    """Delete compiled files that are a month old, or older than many others: whoever edits a base makes one at each change.

    They come back when they are needed.
    """
    import time

    oldest = time.time() - _KEEP_DAYS * 86_400
    ages: list[tuple[float, Path]] = []
    for entry in (*folder.glob("*.sqlite"), *folder.glob("*.digest"), *folder.glob(".compiling-*")):
        with suppress(OSError):
            ages.append((entry.stat().st_mtime, entry))
    surplus = sorted((age for age in ages if age[1].suffix == ".sqlite"), reverse=True)[_KEEP_FILES:]
    for entry in {entry for changed, entry in ages if changed < oldest} | {entry for _, entry in surplus}:
        with suppress(OSError):
            entry.unlink()
