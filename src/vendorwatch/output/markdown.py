"""Markdown, with tables and footnotes as GitHub, markdown-it, mistune and Pandoc take them: tables that cite sources."""

import re
from collections.abc import Iterable, Iterator, Sequence

from vendorwatch.lookup.answer import Answer
from vendorwatch.output.destination import Destination
from vendorwatch.output.page import Cell, Page, Part, Table, safe_id, safe_url
from vendorwatch.output.pages import page_of
from vendorwatch.output.text import visible

# Whatever begins a mark, a link (also one without brackets, as www.example), an entity, a formula or an emoji.
_ACTING = re.compile(r"([\\`*_\[\]<>|~&$^{}]|:(?=//|\w+:)|(?<=www)\.|@)", re.IGNORECASE)
# Whatever begins a heading, a list or a rule, at the start of a block.
_OPENING = re.compile(r"^([#+=-]|\d+(?=[.)]))")


def render(answer: Answer, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The answer as headings, tables and footnotes."""
    return write(page_of(answer, paths, verbose=destination.verbose))


def write(page: Page) -> str:
    """The page, its blocks parted by empty lines."""
    return "\n\n".join(filter(None, _blocks(page))) + "\n"


def escaped(text: str) -> str:
    """The text in one line, so that it reads as it is wherever it stands."""
    line = re.sub(" +", " ", visible(text)).strip(" ")
    line = _ACTING.sub(r"\\\1", line)
    return _OPENING.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", line)


def inline(cell: Cell) -> str:
    """A cell as inline text."""
    return "".join(map(_part, cell)).strip(" ")


def footnote(id: str, text: str) -> str:
    """The definition of a footnote."""
    return f"[^{safe_id(id)}]: {text}"


def mark(id: str) -> str:
    """The mark that leads to a footnote."""
    return f"[^{safe_id(id)}]"


def _blocks(page: Page) -> Iterator[str]:
    yield f"## {escaped(page.title)}"
    yield from (inline(line) for line in page.lines)
    for table in page.tables:
        yield f"### {escaped(table.caption)}" if table.caption not in ("", page.title) else ""
        yield "\n".join(_table(table))
    yield from (escaped(line) for line in page.closing)
    yield "\n".join(footnote(id, inline(reference)) for id, reference in page.references.items())


def _table(table: Table) -> Iterable[str]:
    yield _row(map(escaped, table.header))
    yield _row("---" for _ in table.header)
    yield from (_row(map(inline, row)) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _part(part: Part) -> str:
    url = safe_url(part.url)
    text = f"<{url}>" if url else _spaced(part.text)
    return text + "".join(map(mark, part.cites))


def _spaced(text: str) -> str:
    """The text escaped, with the one space that may part it from its neighbours."""
    return f"{' ' * text.startswith(' ')}{escaped(text)}{' ' * text.endswith(' ')}"
