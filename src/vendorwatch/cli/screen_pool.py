"""The work of screening, in this process or shared out among several, in the order of the rows; and its progress."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import chain, cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from typer.exceptions import TyperException

from vendorwatch import FactBaseError
from vendorwatch.api import Screened, open_base
from vendorwatch.cli import exits

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from queue import SimpleQueue

from vendorwatch.output.screened import Tally, render_rows

Given = tuple[int, str, str | None]
"""A row of the input: its number, the name, and what is wrong with the row, if anything is."""

Piece = tuple[str, Tally]
"""Rows as text, and their tally."""

_FEW = 20_000
"""Rows that are screened before other processes are started for the rest."""

_LOCAL_CHUNK, _CHUNK = 500, 2_000

_IN_FLIGHT = 2
"""Chunks that each process has: one at work, one to go on with."""


class Job(NamedTuple):
    """What every process needs to know to screen names and write rows; all of it can be sent to another."""

    paths: tuple[Path, ...]
    cache: Path | None
    day: str
    kind: str | None
    exact: bool
    format: str
    sha256: str | None = None


class ProcessLost(TyperException):
    """A process that screened names was killed; the rows written so far are whole."""

    exit_code = exits.BUG

    def __init__(self) -> None:
        super().__init__("a process that screened names was killed; rows are missing: go on with --skip N, or with --jobs 1")


class Desk:
    """Screens chunks of rows and writes them. Raises FactBaseError where the base is invalid, or another than the job's."""

    def __init__(self, job: Job) -> None:
        self._format = job.format
        self._base = open_base(job.paths, cache=job.cache)
        self.sha256 = self._base.sha256
        if job.sha256 not in (None, self.sha256):
            raise FactBaseError("the fact base has changed while names were screened; screen them again")
        self._screener = self._base.screener(job.kind, as_of=job.day, exact=job.exact)

    def close(self) -> None:
        """Close the base."""
        self._screener.close()
        self._base.close()

    def work(self, chunk: Sequence[Given]) -> Piece:
        """The rows of a chunk as text, and their tally."""
        rows = [
            Screened(row, name, "error", problem=problem) if problem else self._screener.screen(row, name)
            for row, name, problem in chunk
        ]
        tally = Tally()
        tally.count(rows)
        return render_rows(self._format, rows), tally


def screened(rows: Iterator[Given], job: Job, processes: int, *, is_long: bool) -> Generator[Piece, None, None]:
    """The rows screened, in their order: the first in this process, so that short lists need no other; then by several.

    `is_long` starts these at once. The rows are taken as they are needed. Raises FactBaseError as a desk does.
    """
    with closing(Desk(job)) as desk:
        job = job._replace(sha256=desk.sha256)
        if processes == 1 or not is_long:
            chunks = _chunks(rows, _LOCAL_CHUNK)
            yield from map(desk.work, chunks if processes == 1 else islice(chunks, _FEW // _LOCAL_CHUNK))
    for first in rows:
        yield from in_parallel(_chunks(chain([first], rows), _CHUNK), job, processes)


def _chunks(rows: Iterator[Given], size: int) -> Iterator[list[Given]]:
    while chunk := list(islice(rows, size)):
        yield chunk


def in_parallel(chunks: Iterable[Sequence[Given]], job: Job, processes: int) -> Iterator[Piece]:
    """What a desk makes of the chunks, in their order, by several processes in turn; they end with the iterator.

    Only a few chunks are under way at any time. Raises FactBaseError as a desk does.
    """
    workers: list[tuple[Connection, SpawnProcess]] = []
    try:
        with _uninterrupted():
            workers += [_hire(job) for _ in range(processes)]
        waiting: deque[Connection] = deque()
        turns = cycle(workers)
        for chunk in chunks:
            line, _ = next(turns)
            try:
                line.send(chunk)
            except OSError:
                raise ProcessLost from None
            waiting.append(line)
            if len(waiting) == _IN_FLIGHT * processes:
                yield _received(waiting.popleft())
        while waiting:
            yield _received(waiting.popleft())
    finally:
        for line, _ in workers:
            line.close()
        for _, process in workers:
            process.terminate()
            process.join()


def _hire(job: Job) -> "tuple[Connection, SpawnProcess]":
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, job), daemon=True)
    process.start()
    theirs.close()
    return ours, process


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes started in here never see Ctrl-C: their parent ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would lift the block, if it started in here
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: "Connection", job: Job) -> None:
    """What another process does: take chunks and give pieces, until nobody sends any more."""
    from queue import SimpleQueue
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox: SimpleQueue[list[Given] | None] = SimpleQueue()
    # Chunks are taken while a piece is given, or both sides could wait for each other for ever.
    Thread(target=_take, args=(line, inbox), daemon=True).start()
    with suppress(OSError):
        try:
            with closing(Desk(job)) as desk:
                while (chunk := inbox.get()) is not None:
                    line.send(desk.work(chunk))
        except FactBaseError as error:
            line.send(error)
        except OSError:
            raise
        except Exception as error:
            line.send(RuntimeError(f"{type(error).__name__}: {error}"))


def _take(line: "Connection", inbox: "SimpleQueue[list[Given] | None]") -> None:
    with suppress(OSError, EOFError):
        while True:
            inbox.put(line.recv())
    inbox.put(None)


def _received(line: "Connection") -> Piece:
    try:
        piece = line.recv()
    except (EOFError, OSError):
        raise ProcessLost from None
    if isinstance(piece, Exception):
        raise piece
    return piece  # type: ignore[no-any-return]


@contextmanager
def progress(size: int | None) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, moved by the bytes read of `size` and the rows done; without a size it only moves."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.fields[rows]:,} rows"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=size, rows=0)
        yield lambda position, rows: bar.update(task, completed=position, rows=rows)
