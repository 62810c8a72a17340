"""Markdown: facts with marks, sources as footnotes `[^id]`."""

from collections.abc import Sequence

from vendorwatch.lookup.answer import Document
from vendorwatch.output import phrases
from vendorwatch.output.cite.entries import claim_of, uncited
from vendorwatch.output.markdown import escaped, footnote, inline, mark
from vendorwatch.output.page import reference_of


def render(_style: str, facts: Sequence[Document], sources: Sequence[Document]) -> str:
    """A paragraph for each fact, with whose word it is; a line for each other source; then the footnotes."""
    blocks = [_fact(fact) for fact in facts]
    # A footnote that no mark leads to is not shown.
    blocks += [f"{escaped(source['title'])}{mark(source['id'])}" for source in uncited(facts, sources)]
    if sources:
        blocks.append("\n".join(footnote(source["id"], inline(reference_of(source))) for source in sources))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _fact(fact: Document) -> str:
    words = "; ".join(
        f"{escaped(phrases.describe_citation(citation))}{mark(citation['source'])}" for citation in fact["citations"]
    )
    return f"{escaped(claim_of(fact))} ({words})"
