"""A timeline as a Mermaid `timeline` diagram (mermaid.js.org/syntax/timeline.html)."""

from collections.abc import Sequence
from itertools import groupby

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.output import UnfitFormat
from vendorwatch.output.destination import Destination
from vendorwatch.output.text import visible

# What Mermaid's grammar acts on: a colon parts events, a semicolon and a hash end or begin a statement or an entity.
_ACTING = str.maketrans({":": " –", ";": ",", "#": "No. ", "%": " per cent", "\n": " ", "<": "‹", ">": "›", "`": "'"})


def render(answer: Answer, _destination: Destination, paths: Sequence[str] = ()) -> str:
    """The entries of a timeline by year, dates as written and stages in words. Raises UnfitFormat for other answers."""
    if answer.query["command"] != "timeline" or paths:
        raise UnfitFormat("--format mermaid draws whole timelines: vendorwatch timeline NAME --format mermaid")
    title = answer.entity["name"] if answer.entity else answer.query["text"] or "All facts"
    lines = ["timeline", f"    title {_plain(title) or 'All facts'}"]
    for year, group in groupby(answer.entries, key=lambda entry: entry["year"]):
        lines.append(f"    section {year}")
        for date, same in groupby(group, key=lambda entry: entry["date"]["edtf"]):
            texts = (_plain(f"{_stage(entry)}, {entry['text']}") for entry in same)
            lines.append(f"        {_plain(date)} : {' : '.join(texts)}")
    return "\n".join(lines) + "\n"


def _stage(entry: Document) -> str:
    return str(entry["status"] if entry["what"] == "fact" else entry["what"])


def _plain(text: str) -> str:
    """The text without what Mermaid acts on, in one line."""
    return " ".join(visible(text).translate(_ACTING).split())
