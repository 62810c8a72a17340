"""An answer as a page, for the formats that people paste into documents: tables whose cells cite, and what they cite.

A page is neutral: it holds plain texts, and each format that writes one (`markdown.py`, `html.py`) escapes them its own way.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from vendorwatch.lookup.answer import Document
from vendorwatch.output.dates import date_in_words


class Part(NamedTuple):
    """A piece of a text: its language (BCP 47) where it is known, the address that it leads to, the references it cites."""

    text: str
    lang: str | None = None
    url: str | None = None
    cites: tuple[str, ...] = ()


Cell = tuple[Part, ...]


class Table(NamedTuple):
    """A table; `ids`, where there are any, name the records of its rows."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    ids: Sequence[str] = ()


class Page(NamedTuple):
    """A page: title, lines under it, tables, the references by id that cells cite, and lines at its end."""

    title: str
    lines: Sequence[Cell] = ()
    tables: Sequence[Table] = ()
    references: Mapping[str, Cell] = MappingProxyType({})
    closing: Sequence[str] = ()


def plain(text: str) -> Cell:
    """A cell of one text."""
    return (Part(text),) if text else ()


def table_of(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table of plain texts."""
    return Table(caption, header, [[plain(cell) for cell in row] for row in rows])


def without_empty_columns(table: Table) -> Table:
    """The table less the columns in which no row says anything; a table without rows stays as it is."""
    kept = [place for place in range(len(table.header)) if not table.rows or any(row[place] for row in table.rows)]
    rows = [[row[place] for place in kept] for row in table.rows]
    return table._replace(header=[table.header[place] for place in kept], rows=rows)


def reference_of(source: Document) -> Cell:
    """A source as a reference: author, title, outlet and date in words, address, day of access, archive."""
    author = f"{', '.join(source['author'])}, " if source["author"] else ""
    issued = date_in_words(source["issued"]) or "undated"
    title = Part(source["title"], lang=source["language"])
    parts = [Part(f"{author}“"), title, Part(f"”, {source['container-title']}, {issued}. ")]
    if source["URL"]:
        parts.append(Part(source["URL"], url=source["URL"]))
    if source["accessed"]:
        parts.append(Part(f" Accessed {date_in_words(source['accessed'])}."))
    if source["archive_location"]:
        parts += [Part(" Archived: "), Part(source["archive_location"], url=source["archive_location"])]
    return tuple(part for part in parts if part.text)


def safe_url(text: str | None) -> str | None:
    """The address with all that markup acts on percent-encoded; None unless it leads to a host by http or https."""
    encoded = quote((text or "").strip().encode("utf-8", "replace"), safe="/:?#@!$&*+,;=%-._~")
    encoded = re.sub("%(?![0-9A-Fa-f]{2})", "%25", encoded)
    return encoded if re.match("https?://[A-Za-z0-9%]", encoded, re.IGNORECASE) else None


def safe_lang(tag: str | None) -> str | None:
    """The language tag, where it has the form of one."""
    return tag if tag and re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", tag) else None


def safe_id(id: str) -> str:
    """The id with nothing in it but ASCII letters, digits, hyphens and underscores; those of the base are so already."""
    return re.sub("[^A-Za-z0-9_-]", "-", id) or "-"
