"""BibTeX, for its standard styles: year and month, everything else that counts in `note`, the facts in `annote`."""

from collections.abc import Sequence

from vendorwatch.lookup.answer import Document
from vendorwatch.output.cite.entries import Entry, entries_of
from vendorwatch.output.cite.tex import address, authors, entry_text, notes, tex
from vendorwatch.output.dates import date_in_words, is_range, points_of

_TYPES = {"article-newspaper": ("article", "journal"), "report": ("techreport", "institution")}
_OTHER = ("misc", "howpublished")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def render(_style: str, facts: Sequence[Document], sources: Sequence[Document]) -> str:
    """An entry for each source."""
    return "\n".join(map(_entry, entries_of(facts, sources)))


def _entry(entry: Entry) -> str:
    type, outlet = _TYPES.get(entry.source["type"], _OTHER)
    first = next(iter(points_of(entry.source["issued"])), None)
    fields = {
        "author": authors(entry),
        "key": "" if entry.authors else tex(entry.text("container-title")),
        "title": f"{{{tex(entry.text('title'))}}}",  # the second pair of braces keeps its capitals
        outlet: tex(entry.text("container-title")),
        "year": f"{first.year:04}" if first else "",
        "day": str(first.day) if first and first.day else "",
        "url": address(entry),
        "language": tex(entry.text("language")),
        "note": notes(_notes(entry)),
        "annote": notes(entry.facts),
    }
    return entry_text(type, entry.key, fields, month=_MONTHS[first.month - 1] if first and first.month else "")


def _notes(entry: Entry) -> list[str]:
    source = entry.source
    issued = [f"Issued {date_in_words(source['issued'])}"] if is_range(source["issued"]) else []
    accessed = [f"Accessed {date_in_words(source['accessed'])}"] if source["accessed"] else []
    archived = [f"Archived: {entry.text('archive_location')}"] if source["archive_location"] else []
    return [*entry.notes, *issued, *accessed, *archived]
