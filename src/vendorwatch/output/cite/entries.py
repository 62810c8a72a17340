"""What all styles are made from: an entry for each source, with a key, authors and notes."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vendorwatch.factbase.legal_forms import COMMON_WORDS, legal_forms
from vendorwatch.factbase.names import is_cjk
from vendorwatch.lookup.answer import Document
from vendorwatch.output import phrases
from vendorwatch.output.dates import doubt_of
from vendorwatch.output.text import visible


class Name(NamedTuple):
    """An author: family and given name where they are told apart by a comma, else one literal."""

    literal: str
    family: str = ""
    given: str = ""


class Entry(NamedTuple):
    """A source to cite: its key (ASCII, unique among the entries), authors, own notes, and the facts it is cited for."""

    key: str
    source: Document
    authors: tuple[Name, ...]
    notes: tuple[str, ...]
    facts: tuple[str, ...]

    def text(self, name: str) -> str:
        """A field of the source as one line that acts nowhere; nothing where it is null."""
        return visible(self.source[name] or "").strip()


def entries_of(facts: Sequence[Document], sources: Sequence[Document]) -> list[Entry]:
    """An entry for each source, in their order."""
    by_id = {source["id"]: source for source in sources}
    taken: set[str] = set()
    entries = []
    for source in sources:
        authors = tuple(_name(author) for author in source["author"] if author.strip())
        notes = tuple(map(visible, _notes(source, by_id)))
        cited = tuple(statement(fact, source["id"]) for fact in facts if words_of(fact, source["id"]))
        entries.append(Entry(_key(source["id"], taken), source, authors, notes, cited))
    return entries


def uncited(facts: Sequence[Document], sources: Sequence[Document]) -> list[Document]:
    """The sources that none of the facts cites."""
    cited = {citation["source"] for fact in facts for citation in fact["citations"]}
    return [source for source in sources if source["id"] not in cited]


def _key(id: str, taken: set[str]) -> str:
    bare = re.sub("[^A-Za-z0-9-]+", "-", id).strip("-") or "source"
    key, number = bare, 1
    while key.lower() in taken:  # BibTeX takes keys in any case for one
        number += 1
        key = f"{bare}-{number}"
    taken.add(key.lower())
    return key


def _name(author: str) -> Name:
    """Nobody can tell from `Mo Yelin` which of the names is the family's, so only a comma parts them."""
    literal = " ".join(visible(author).split())
    family, _, given = (part.strip() for part in literal.partition(","))
    form = given.lower().replace(".", "")
    parted = family and given and "," not in given and " and " not in f" {literal} ".lower()
    if not parted or any(map(is_cjk, literal)) or form in COMMON_WORDS or form in legal_forms():
        return Name(literal)
    return Name(literal, family, given)


def _notes(source: Document, by_id: dict[str, Document]) -> Iterator[str]:
    if doubt := doubt_of(source["issued"]):
        yield f"Date: {doubt}"
    if original := source["original"]:
        yield f"Reprint of {phrases.describe_source(by_id[original]) if original in by_id else original}"


def statement(fact: Document, source: str | None = None) -> str:
    """A fact with whose word it is, by all its citations or those of one source."""
    return visible(f"{claim_of(fact)} ({words_of(fact, source)}) [{fact['id']}]")


def claim_of(fact: Document) -> str:
    """What a fact says and, where it does not simply stand: disputed, superseded, found false, withdrawn."""
    marks = ", ".join(phrases.describe_status(fact)[1:])
    return f"{fact['summary']} [{marks}]" if marks else str(fact["summary"])


def words_of(fact: Document, source: str | None = None) -> str:
    """Whose word a fact is, by all its citations or those of one source."""
    cited = [citation for citation in fact["citations"] if source in (None, citation["source"])]
    return "; ".join(dict.fromkeys(map(phrases.describe_citation, cited)))
