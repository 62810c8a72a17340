"""BibLaTeX: dates as EDTF, doubts with them; what facts a source is cited for stands in `annotation`."""

from collections.abc import Sequence

from vendorwatch.lookup.answer import Document
from vendorwatch.output.cite.entries import Entry, entries_of
from vendorwatch.output.cite.tex import address, authors, entry_text, notes, tex

_TYPES = {
    "article-newspaper": ("article", "journaltitle"),
    "report": ("report", "institution"),
    "legislation": ("legislation", "journaltitle"),
    "speech": ("unpublished", "howpublished"),
}
_OTHER = ("online", "organization")
_GENRES = {"article-newspaper": ("entrysubtype", "newspaper"), "report": ("type", "report")}

_LANGUAGES = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french", "hi": "hindi", "it": "italian",
    "ja": "japanese", "ko": "korean", "pt": "portuguese", "ru": "russian", "zh": "chinese",
}  # fmt: skip
"""Names that babel and polyglossia know languages by."""


def render(_style: str, facts: Sequence[Document], sources: Sequence[Document]) -> str:
    """An entry for each source."""
    return "\n".join(map(_entry, entries_of(facts, sources)))


def _entry(entry: Entry) -> str:
    source = entry.source
    type, outlet = _TYPES.get(source["type"], _OTHER)
    genre, word = _GENRES.get(source["type"], ("", ""))
    language = entry.text("language")
    archived = [f"Archived: {entry.text('archive_location')}"] if source["archive_location"] else []
    fields = {
        "author": authors(entry),
        "title": f"{{{tex(entry.text('title'))}}}",  # the second pair of braces keeps its capitals
        outlet: tex(entry.text("container-title")),
        **({genre: word} if genre else {}),
        "date": _edtf(entry.text("issued")),
        "url": address(entry),
        "urldate": _edtf(entry.text("accessed")) if source["URL"] else "",
        "langid": _LANGUAGES.get(language.split("-")[0].lower(), ""),
        "language": tex(language),
        "note": notes([*entry.notes, *archived]),
        "annotation": notes(entry.facts),
    }
    return entry_text(type, entry.key, fields)


def _edtf(text: str) -> str:
    """The date, which is EDTF of level 1 in the base as in BibLaTeX."""
    return text if set(text) <= set("0123456789-/.?~%") else ""
