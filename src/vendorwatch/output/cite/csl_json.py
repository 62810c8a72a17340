"""CSL-JSON (citationstyles.org): the fields of a source as they are, dates in parts with `circa` where they are doubtful."""

import json
from collections.abc import Sequence
from typing import Any

from vendorwatch.lookup.answer import Document
from vendorwatch.output.cite.entries import Entry, Name, entries_of
from vendorwatch.output.dates import doubt_of, points_of
from vendorwatch.output.json import spelt
from vendorwatch.output.page import safe_url

_TYPES = {"press-release": "webpage"}
"""What CSL has no type for, with `genre` to tell it."""

_PUBLISHED = ("report", "press-release")
"""Types whose outlet is a publisher, not the title of a whole that they are part of."""


def render(_style: str, facts: Sequence[Document], sources: Sequence[Document]) -> str:
    """An array with an item for each source, UTF-8."""
    return spelt(json.dumps(items_of(facts, sources), ensure_ascii=False, indent=2)) + "\n"


def items_of(facts: Sequence[Document], sources: Sequence[Document]) -> list[Document]:
    """The items of the array."""
    return [_item(entry) for entry in entries_of(facts, sources)]


def _item(entry: Entry) -> Document:
    source = entry.source
    type = source["type"]
    item: dict[str, Any] = {
        "id": entry.key,
        "type": _TYPES.get(type, type),
        "genre": "press release" if type == "press-release" else "",
        "title": entry.text("title"),
        "publisher" if type in _PUBLISHED else "container-title": entry.text("container-title"),
        "author": [_author(name) for name in entry.authors],
        "issued": _date(source["issued"]),
        "accessed": _date(source["accessed"]),
        "URL": safe_url(source["URL"]),
        "archive_location": entry.text("archive_location"),
        "language": entry.text("language"),
        "note": "; ".join((*entry.notes, *entry.facts)),
    }
    return {name: value for name, value in item.items() if value}


def _author(name: Name) -> Document:
    return {"family": name.family, "given": name.given} if name.family else {"literal": name.literal}


def _date(edtf: str | None) -> Document | None:
    points = points_of(edtf)
    if not points:
        return None
    # An interval with an open end is a date that is only partly known.
    is_doubtful = bool(doubt_of(edtf)) or len(points) != (edtf or "").count("/") + 1
    return {"date-parts": [point.parts for point in points]} | ({"circa": True} if is_doubtful else {})
