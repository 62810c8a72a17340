"""Footnotes of plain text: a fact with a line for each of its sources; a source on one line."""

from collections.abc import Sequence

from vendorwatch.lookup.answer import Document
from vendorwatch.output.cite.entries import claim_of, uncited, words_of
from vendorwatch.output.page import reference_of
from vendorwatch.output.text import visible


def render(_style: str, facts: Sequence[Document], sources: Sequence[Document]) -> str:
    """A block for each fact, then a line for each other source, parted by empty lines."""
    by_id = {source["id"]: source for source in sources}
    blocks = ["\n".join((visible(claim_of(fact)), *_lines(fact, by_id))) for fact in facts]
    blocks += [_reference(source) for source in uncited(facts, sources)]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _lines(fact: Document, by_id: dict[str, Document]) -> list[str]:
    cited = dict.fromkeys(citation["source"] for citation in fact["citations"])
    return [f"  {visible(words_of(fact, id))}: {_reference(by_id[id])}" for id in cited]


def _reference(source: Document) -> str:
    return visible("".join(part.text for part in reference_of(source))).strip()
