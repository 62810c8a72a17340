"""An index for typos: which terms may be within a few edits of a query, without looking at all of them.

The method is Pass-Join's (Li, Deng, Wang, Feng: "Pass-Join: A Partition-based Method for Similarity Joins", VLDB 2011): a
term is cut into more pieces than the edits can touch, so that one piece at least stands in the query untouched, moved by as
many places as edits can move it. A swap of neighbours, one edit in optimal string alignment, touches two pieces where it
stands across a cut; hence two pieces more than edits, which is enough for one such swap.
"""

from collections.abc import Iterator
from functools import lru_cache

MAX_EDITS = 3


def allowed_edits(length: int) -> int:
    """Edits that names of so many letters may be apart: none for two letters, one up to eight, three beyond twelve."""
    for limit, edits in ((2, 0), (8, 1), (12, 2)):
        if length <= limit:
            return edits
    return MAX_EDITS


def pieces_of(term: str) -> Iterator[tuple[int, int, int, str]]:
    """The rows of the index for a term: edits, length of the term, number of the piece, the piece.

    One set of pieces for each number of edits that a query near the term's length may be allowed.
    """
    length = len(term)
    for edits, number, start, end in _places_of_pieces(length):
        yield edits, length, number, term[start:end]


@lru_cache(maxsize=256)
def _places_of_pieces(length: int) -> list[tuple[int, int, int, int]]:
    """Edits, number, start and end of each piece of a term so long."""
    nearby = {allowed_edits(other) for other in range(max(0, length - MAX_EDITS), length + MAX_EDITS + 1)}
    return [
        (edits, number, start, end)
        for edits in sorted(nearby - {0})
        for number, (start, end) in enumerate(_cuts(length, edits))
    ]


def probes_of(query: str) -> Iterator[tuple[int, int, int, str]]:
    """The rows to look for: every term within the allowed edits of the query has one of them."""
    edits = allowed_edits(len(query))
    if not edits:
        return
    for length in range(max(1, len(query) - edits), len(query) + edits + 1):
        longer = len(query) - length
        for number, (start, end) in enumerate(_cuts(length, edits)):
            # What moves a piece one way must be made up for behind it, with edits of their own (Pass-Join, section 4.2).
            first, last = start - (edits - longer) // 2, start + (edits + longer) // 2
            moved = range(max(0, first), min(len(query) - (end - start), last) + 1)
            for piece in {query[place : place + end - start] for place in moved}:
                yield edits, length, number, piece


def _cuts(length: int, edits: int) -> Iterator[tuple[int, int]]:
    """Start and end of each piece; as even as can be, and never empty: short terms have fewer pieces, each a letter."""
    count = min(edits + 2, length)
    for number in range(count):
        yield number * length // count, (number + 1) * length // count
