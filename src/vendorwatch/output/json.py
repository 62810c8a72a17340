"""JSON: one object for the whole answer; JSON Lines: one row a line."""

import json
from collections.abc import Sequence

from vendorwatch.lookup.answer import Answer
from vendorwatch.output.destination import Destination
from vendorwatch.output.fields import narrow, rows_of


def render_json(answer: Answer, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The answer as one JSON object, UTF-8 and not escaped; with `paths`, its rows hold only these.

    Indented for the eyes in a terminal, on one line in a pipe: the C encoder does no indenting, and is five times faster.
    """
    document = answer.as_document()
    if paths:
        key, rows = rows_of(answer)
        document[key] = narrow(key, rows, paths)
    return json.dumps(document, ensure_ascii=False, indent=2 if destination.is_terminal else None) + "\n"


def render_jsonl(answer: Answer, _destination: Destination, paths: Sequence[str] = ()) -> str:
    """One row of the answer a line, without the envelope; `info` is a row of its own."""
    key, rows = rows_of(answer)
    if answer.info is not None:
        rows = [{**answer.base, **answer.info}]
    if paths:
        rows = narrow(key, rows, paths)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
