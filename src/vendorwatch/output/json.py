"""JSON: one object for the whole answer."""

import json
import re
from collections.abc import Sequence

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.output.destination import Destination
from vendorwatch.output.fields import narrow, rows_of

# JSON leaves these as they are, and a terminal acts on them: C1 controls, bidirectional marks, line separators.
_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def render(answer: Answer, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The answer as one JSON object, UTF-8 and not escaped; with `paths`, its rows hold only these.

    Indented for the eyes in a terminal, on one line in a pipe: the C encoder does no indenting, and is five times faster.
    """
    document = answer.as_document()
    if paths:
        key, rows = rows_of(answer)
        narrowed = narrow(key, rows, paths)
        document["facts" if key == "hits" else key] = narrowed[0] if key == "info" else narrowed
    return dump(document, indent=2 if destination.is_terminal else None)


def dump(document: Document, indent: int | None = None) -> str:
    """The object and a line feed; characters that would act in a terminal are escaped, all others are not."""
    return spelt(json.dumps(document, ensure_ascii=False, indent=indent)) + "\n"


def spelt(text: str) -> str:
    """JSON with what would act in a terminal escaped."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
