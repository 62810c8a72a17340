"""RIS, a line a field: two letters, two spaces, a hyphen, a space. A doubt about a date stands in its fourth part."""

from collections.abc import Iterator, Sequence

from vendorwatch.lookup.answer import Document
from vendorwatch.output.cite.entries import Entry, entries_of
from vendorwatch.output.dates import date_in_words, is_range, points_of
from vendorwatch.output.page import safe_url

_TYPES = {"article-newspaper": "NEWS", "webpage": "ELEC", "post-weblog": "BLOG", "report": "RPRT", "legislation": "STAT"}


def render(_style: str, facts: Sequence[Document], sources: Sequence[Document]) -> str:
    """A record for each source; lines end in CR LF, as the format has it."""
    records = ("".join(f"{tag}  - {value}\r\n" for tag, value in _lines(entry)) for entry in entries_of(facts, sources))
    return "\r\n".join(records)


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    source = entry.source
    yield "TY", _TYPES.get(source["type"], "GEN")
    yield "ID", entry.key
    for name in entry.authors:
        yield "AU", f"{name.family}, {name.given}" if name.family else name.literal
    yield "TI", entry.text("title")
    yield "PB" if source["type"] == "report" else "T2", entry.text("container-title")
    for point in points_of(source["issued"])[:1]:
        yield "PY", f"{point.year:04}"
        yield "DA", _date(source["issued"])
    for tag, value in (("UR", safe_url(source["URL"])), ("Y2", _date(source["accessed"])), ("LA", entry.text("language"))):
        if value:
            yield tag, value
    if source["archive_location"]:
        yield "AV", entry.text("archive_location")
    issued = [f"Issued {date_in_words(source['issued'])}"] if is_range(source["issued"]) else []
    for note in (*entry.notes, *issued, *entry.facts):
        yield "N1", note
    yield "ER", ""


def _date(edtf: str | None) -> str:
    """The first day of a date: year/month/day/doubt, with nothing where it is not known."""
    for point in points_of(edtf):
        month, day = (f"{part:02}" if part else "" for part in (point.month, point.day))
        return f"{point.year:04}/{month}/{day}/{point.doubt}"
    return ""
