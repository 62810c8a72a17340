"""HTML: a fragment to paste into a page. It holds text, tables and links by http or https, and nothing that acts."""

from collections.abc import Iterator, Sequence
from html import escape

from vendorwatch.lookup.answer import Answer
from vendorwatch.output.destination import Destination
from vendorwatch.output.page import Cell, Page, Part, Table, safe_id, safe_lang, safe_url
from vendorwatch.output.pages import page_of
from vendorwatch.output.text import visible

_PREFIX = "vendorwatch-"
"""What all ids begin with, so that they meet no id of the page around."""


def render(answer: Answer, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The answer as a section with tables and footnotes."""
    return write(page_of(answer, paths, verbose=destination.verbose))


def write(page: Page) -> str:
    """The page as a fragment. Ids are made from those of records, so a link to a fact or source lasts."""
    numbers = {id: number for number, id in enumerate(page.references, 1)}
    return "\n".join(_lines(page, numbers)) + "\n"


def _lines(page: Page, numbers: dict[str, int]) -> Iterator[str]:
    yield '<section class="vendorwatch" lang="en">'
    yield f"<h2>{_text(page.title)}</h2>"
    yield from (f"<p>{_inline(line, numbers)}</p>" for line in page.lines)
    for table in page.tables:
        yield from _table(table, page.title, numbers)
    if page.references:
        yield "<ol>"
        for id, reference in page.references.items():
            yield f'<li id="{_PREFIX}source-{safe_id(id)}">{_inline(reference, numbers)}</li>'
        yield "</ol>"
    yield from (f"<p><small>{_text(line)}</small></p>" for line in page.closing)
    yield "</section>"


def _table(table: Table, title: str, numbers: dict[str, int]) -> Iterator[str]:
    yield "<table>"
    yield f"<caption>{_text(table.caption or title)}</caption>"
    heads = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.header)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for place, row in enumerate(table.rows):
        id = table.ids[place] if place < len(table.ids) else ""
        cells = "".join(f"<td>{_inline(cell, numbers)}</td>" for cell in row)
        yield f'<tr id="{_PREFIX}{safe_id(id)}">{cells}</tr>' if id else f"<tr>{cells}</tr>"
    yield "</tbody>"
    yield "</table>"


def _inline(cell: Cell, numbers: dict[str, int]) -> str:
    return "".join(_part(part, numbers) for part in cell)


def _part(part: Part, numbers: dict[str, int]) -> str:
    text, url, lang = _text(part.text), safe_url(part.url), safe_lang(part.lang)
    if url:
        text = f'<a href="{escape(url)}" rel="noopener nofollow">{text}</a>'
    elif lang:
        text = f'<span lang="{lang}">{text}</span>'
    marks = (f'<a href="#{_PREFIX}source-{safe_id(id)}">[{numbers[id]}]</a>' for id in part.cites if id in numbers)
    return text + "".join(f"<sup>{mark}</sup>" for mark in marks)


def _text(text: str) -> str:
    return escape(visible(text))
