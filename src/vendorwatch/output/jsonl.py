"""JSON Lines: one row of the answer a line, without the envelope."""

from collections.abc import Sequence

from vendorwatch.lookup.answer import Answer
from vendorwatch.output.destination import Destination
from vendorwatch.output.fields import narrow, rows_of
from vendorwatch.output.json import dump


def render(answer: Answer, _destination: Destination, paths: Sequence[str] = ()) -> str:
    """The rows of the answer, or what `paths` leave of them."""
    key, rows = rows_of(answer)
    if paths:
        rows = narrow(key, rows, paths)
    return "".join(dump(row) for row in rows)
