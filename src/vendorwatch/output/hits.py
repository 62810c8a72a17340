"""What a search found, on a sheet: facts in the order of their rank, with the words that were searched for in bold."""

from collections.abc import Iterator

from rich.text import Text

from vendorwatch.lookup.answer import Document
from vendorwatch.output.sheet import Sheet
from vendorwatch.output.text import visible

_FIELDS = {"source": "title of a source"}


def print_heading(sheet: Sheet) -> None:
    """What the one list of a search is, which has no kinds to part it by."""
    sheet.print("Found, best first", "bold underline")


def summary_lines(sheet: Sheet, fact: Document) -> Iterator[Text]:
    """The summary of a fact and, where a search hit another field, what that says; what was hit is in bold."""
    hit = sheet.hits.get(fact["id"])
    if hit is None:
        yield Text(visible(fact["summary"]))
    elif hit["field"] == "summary":
        yield _marked(hit)
    else:
        yield Text(visible(fact["summary"]))
        yield Text.assemble(f"{_FIELDS.get(hit['field'], hit['field'])}: ", _marked(hit), style="green")


def _marked(hit: Document) -> Text:
    text, place = Text(), 0
    for start, end in hit["marks"]:
        text.append(visible(hit["snippet"][place:start]))
        text.append(visible(hit["snippet"][start:end]), "bold")
        place = end
    return text.append(visible(hit["snippet"][place:]))
