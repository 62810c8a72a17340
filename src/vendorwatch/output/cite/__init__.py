"""Facts and sources → citations, one module a style; STYLES names them."""

from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from vendorwatch.lookup.answer import Document


class Style(NamedTuple):
    """Where a style is made, what it is for, and the endings of file names that ask for it."""

    module: str
    purpose: str
    suffixes: tuple[str, ...] = ()


STYLES: dict[str, Style] = {
    "plain": Style("plain", "a footnote of plain text; the default of `cite`", (".txt",)),
    "markdown": Style("markdown", "Markdown with footnotes `[^id]`", (".md", ".markdown")),
    "bibtex": Style("bibtex", "BibTeX; what is doubtful about a date stands in `note`", (".bib",)),
    "biblatex": Style("biblatex", "BibLaTeX, dates in EDTF (`2018-12?`)"),
    "csl-json": Style("csl_json", "CSL-JSON, for Zotero, Pandoc and other CSL processors", (".json",)),
    "ris": Style("ris", "RIS, for EndNote, Mendeley and Zotero", (".ris",)),
    "apa": Style("styled", "a bibliography in APA style, 7th edition; needs the extra `cite`"),
    "chicago": Style("styled", "Chicago, notes and bibliography; needs the extra `cite`"),
    "mla": Style("styled", "MLA, 9th edition; needs the extra `cite`"),
}
"""Styles of citation."""


class StyleUnavailable(ValueError):
    """A style that needs a package which is not there; the message says how to get it."""


def render(style: str, facts: Sequence[Document], sources: Sequence[Document]) -> str:
    """The facts, with the references of their sources, then the sources that no fact among them cites.

    Styles that are data have an entry for each source; what facts it is cited for stands in a note. Raises StyleUnavailable.
    """
    module = import_module(f"vendorwatch.output.cite.{STYLES[style].module}")
    return str(module.render(style, facts, sources))


def style_of_file(name: str) -> str | None:
    """The style that the ending of a file's name asks for; None where it asks for none."""
    known = {suffix: style for style, entry in STYLES.items() for suffix in entry.suffixes}
    return next((style for suffix, style in known.items() if name.lower().endswith(suffix)), None)
