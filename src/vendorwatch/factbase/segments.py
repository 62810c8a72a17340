"""An index for typos: which terms may be within a few edits of a query, without looking at all of them.

The method is Pass-Join's (Li, Deng, Wang, Feng: "Pass-Join: A Partition-based Method for Similarity Joins", VLDB 2011): a
term is cut into more pieces than the edits can touch, so that one piece at least stands in the query untouched, moved by no
more places than there are edits. A swap of neighbours, one edit in optimal string alignment, can touch two pieces; hence
two pieces for each edit, and one more.
"""

from collections.abc import Iterator

MAX_EDITS = 3


def allowed_edits(length: int) -> int:
    """Edits that a query of so many letters may be off by: none for two letters, up to three for twelve."""
    for limit, edits in ((2, 0), (7, 1), (11, 2)):
        if length <= limit:
            return edits
    return MAX_EDITS


def pieces_of(term: str) -> Iterator[tuple[int, int, int, str]]:
    """The rows of the index for a term: edits, length of the term, number of the piece, the piece.

    One set of pieces for each number of edits that a query near the term's length may be allowed.
    """
    length = len(term)
    nearby = {allowed_edits(other) for other in range(max(0, length - MAX_EDITS), length + MAX_EDITS + 1)}
    for edits in sorted(nearby - {0}):
        for number, (start, end) in enumerate(_cuts(length, edits)):
            yield edits, length, number, term[start:end]


def probes_of(query: str) -> Iterator[tuple[int, int, int, str]]:
    """The rows to look for: every term within the allowed edits of the query has one of them."""
    edits = allowed_edits(len(query))
    if not edits:
        return
    for length in range(max(1, len(query) - edits), len(query) + edits + 1):
        for number, (start, end) in enumerate(_cuts(length, edits)):
            moved = range(max(0, start - edits), min(len(query) - (end - start), start + edits) + 1)
            for piece in {query[place : place + end - start] for place in moved}:
                yield edits, length, number, piece


def _cuts(length: int, edits: int) -> Iterator[tuple[int, int]]:
    """Start and end of each piece; as even as can be, and never empty: short terms have fewer pieces, each a letter."""
    count = min(2 * edits + 1, length)
    for number in range(count):
        yield number * length // count, (number + 1) * length // count
