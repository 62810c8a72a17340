"""The names to screen: lines, CSV, JSON Lines or Parquet, from a file or standard input, row by row."""

import io
import re
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal, NamedTuple, cast

import typer

from vendorwatch.cli import environment
from vendorwatch.output.text import shortened

if TYPE_CHECKING:
    from vendorwatch.cli.screen_pool import Given

_BY_SUFFIX = {".csv": "csv", ".tsv": "csv", ".tab": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
_DIGITS = 10  # of a number that somebody may have meant
_JSON_NAMES = {dict: "an object", list: "a list", bool: "true or false"}


class Reading(NamedTuple):
    """Where the names stand in the input."""

    input: Annotated[
        Literal["lines", "csv", "jsonl", "parquet"] | None,
        typer.Option("--input", help="What the input is. [default: by its suffix and these options]"),
    ] = None
    column: Annotated[
        str | None, typer.Option("--column", metavar="NAME|N", help="Column of CSV or Parquet, by header or number from 1.")
    ] = None
    field: Annotated[str | None, typer.Option("--field", metavar="PATH", help="Field of JSON Lines, as payee.name.")] = None
    delimiter: Annotated[str | None, typer.Option("--delimiter", metavar="CHAR", help="What parts columns of CSV.")] = None
    no_header: Annotated[bool, typer.Option("--no-header", help="The first row of the CSV is data.")] = False
    skip: Annotated[
        int, typer.Option("--skip", metavar="N", min=0, help="Leave out N rows; the rest keep their numbers.")
    ] = 0


@contextmanager
def opened(file: Path | None) -> Iterator[BinaryIO]:
    """The input as bytes. Raises a usage error where there is none to read."""
    if file is not None:
        try:
            data = file.open("rb")
        except OSError as error:
            raise typer.BadParameter(f"{file}: cannot be read: {error.strerror or error}") from None
        with data:
            yield data
            return
    if sys.stdin is None:
        raise typer.BadParameter("standard input is closed; give the names there, or a file")
    if sys.stdin.isatty():
        environment.say("reading names from standard input, one a line; end it with Ctrl-D")
    yield sys.stdin.buffer


def names_in(file: Path | None, data: BinaryIO, reading: Reading) -> "Generator[Given, None, None]":
    """The rows of the input. Raises a usage error where options do not fit it or there is no such column."""
    suffix = file.suffix.lower() if file else ""
    by_option = "csv" if reading.column or reading.no_header or reading.delimiter else "jsonl" if reading.field else "lines"
    input = reading.input or _BY_SUFFIX.get(suffix, by_option)
    for option, given, inputs in (
        ("--column", reading.column, ("csv", "parquet")),
        ("--delimiter", reading.delimiter, ("csv",)),
        ("--no-header", reading.no_header, ("csv",)),
        ("--field", reading.field, ("jsonl",)),
    ):
        if given and input not in inputs:
            raise typer.BadParameter(f"{option} is for {' and '.join(inputs)}; the input is read as {input} (see --input)")
    if input == "parquet":
        yield from _parquet_names(file, reading.column)
        return
    buffered = data if isinstance(data, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", data))
    head = buffered.peek(2)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    # A byte that is no text stays recognisable in its row, and costs no other.
    form = ("utf-16", "replace") if wide else ("utf-8-sig", "surrogateescape")
    text = io.TextIOWrapper(buffered, *form, newline="" if input == "csv" else "\n")
    try:
        if input == "csv":
            tab = "\t" if suffix in (".tsv", ".tab") else None
            yield from _csv_names(text, reading, tab)
        elif input == "jsonl":
            yield from (_json_name(row, line, reading.field) for row, line in enumerate(text, 1))
        else:
            yield from (_given(row, line.rstrip("\r\n")) for row, line in enumerate(text, 1))
    finally:
        text.detach()


def _given(row: int, value: Any) -> "Given":
    """A value of the input as a row: its number, the name, and what is wrong with it, if anything is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str | None):
        return row, "", f"the name is no text but {_JSON_NAMES.get(type(value), type(value).__name__)}"
    name = value or ""
    if not name.isascii():
        try:
            name.encode()
        except UnicodeEncodeError:
            return (
                row,
                name.encode("utf-8", "backslashreplace").decode().replace("\\udc", "\\x"),
                "the name is no UTF-8 text",
            )
    return row, name, None


def _csv_names(text: io.TextIOWrapper, reading: Reading, tab: str | None) -> "Iterator[Given]":
    import csv

    first = text.readline()
    delimiter = {"tab": "\t", "\\t": "\t"}.get(reading.delimiter or "", reading.delimiter) or tab or _sniffed(first)
    if len(delimiter) != 1 or delimiter in '"\r\n ':
        raise typer.BadParameter(f"--delimiter takes one character or tab, not {delimiter!r}")
    # Strict, or a quote that is never closed would swallow all rows after it without a word.
    records = csv.reader(chain([first] if first else [], text), delimiter=delimiter, strict=True)
    try:
        header = [] if reading.no_header else next(records, [])
    except csv.Error as error:
        raise typer.BadParameter(f"the first row is no CSV: {error}") from None
    column = _column(reading.column, header)
    if header and reading.column is None and header[column].strip().casefold() != "name":
        environment.say(f'the first row is taken as the header: "{shortened(header[column])}"; --no-header if it is a name')
    for row in count(1):
        line = records.line_num + 1
        try:
            record = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            yield row, "", f"no CSV in lines {line} to {records.line_num}: {error}"
            continue
        if column < len(record):
            yield _given(row, record[column])
        else:
            yield row, "", f"there is no column {column + 1}: the row has {len(record)}"


def _column(wanted: str | None, header: list[str]) -> int:
    """The column meant: by its header, or its number; by default the only one, or the one called name."""
    names = [name.strip().casefold() for name in header]
    sought = (wanted or "name").strip().casefold()
    if sought in names:
        return header.index(wanted) if wanted in header else names.index(sought)
    if wanted is None and len(header) < 2:
        return 0
    if sought.isascii() and sought.isdigit() and len(sought) < _DIGITS and 0 < int(sought) <= (len(header) or 10_000):
        return int(sought) - 1
    asked = f"there is no column {wanted!r}" if wanted else "there are several columns"
    raise typer.BadParameter(f"{asked}; give one with --column: {'; '.join(header) or 'by its number'}")


def _sniffed(head: str) -> str:
    """What parts the columns of the first line, outside quotes."""
    line = re.sub('"[^"]*"', "", head)
    return max(",;\t|", key=line.count)


def _json_name(row: int, line: str, path: str | None) -> "Given":
    import json

    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return row, "", f"the line is no JSON: {error}" if line.strip() else "the line is empty"
    if path is None and isinstance(value, str):
        return _given(row, value)
    for step in (path or "name").split("."):
        if isinstance(value, list) and step.isdecimal() and len(step) < _DIGITS and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return row, "", f"there is no field {path or 'name'}"
    return _given(row, value)


def _parquet_names(file: Path | None, column: str | None) -> "Iterator[Given]":
    import importlib

    if file is None:
        raise typer.BadParameter("Parquet is read from a file, not from standard input")
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise typer.BadParameter("Parquet needs pyarrow; install it with: pip install 'vendorwatch[parquet]'") from None
    try:
        table = parquet.ParquetFile(file)
        names = table.schema_arrow.names
        name = names[_column(column, names)]
        batches = table.iter_batches(columns=[name])
        values = (value for batch in batches for value in batch.column(0).to_pylist())
        yield from (_given(row, value) for row, value in enumerate(values, 1))
    except (ValueError, OSError) as error:
        raise typer.BadParameter(f"{file}: cannot be read as Parquet: {error}") from None
