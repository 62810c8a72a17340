"""The typo stage: names within a few edits of the query, closest first.

Edits are counted by optimal string alignment (an insertion, deletion, substitution or swap of neighbours counts one). How
many are allowed grows with the length of the query; a wrong first letter costs one more, since people seldom get it wrong.
"""

from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from vendorwatch.factbase.names import key_of
from vendorwatch.lookup.base import Base
from vendorwatch.lookup.match import Name, names_of_kind

# Capitals stand aside with the weak names: their foreign spellings are so many that some would always be near.
_SCOPE = "form NOT IN ('weak', 'code', 'capital')"

_TOO_FAR = 99


def allowed_edits(length: int) -> int:
    """Edits that a name of so many letters may be off by."""
    for limit, edits in ((2, 0), (7, 1), (11, 2)):
        if length <= limit:
            return edits
    return 3


def edits_between(query: str, name: str) -> int:
    """Edits from query to name where they are within what the query's length allows, else a number beyond it.

    Three and four letters are too few to change one: there only a swap, a missing or an additional letter counts.
    """
    allowed = allowed_edits(len(query))
    if abs(len(query) - len(name)) > allowed or not query or not name:
        return _TOO_FAR
    distance = OSA.distance(query, name, score_cutoff=allowed)
    if len(query) < 5 and len(query) == len(name) and sorted(query) != sorted(name):
        return _TOO_FAR
    distance += query[0] != name[0]
    return distance if distance <= allowed else _TOO_FAR


def near_names(base: Base, words: list[str], bare: list[str], kind: str) -> list[tuple[Name, str, float]]:
    """The names at the least distance from the query, each with its stage and score (0 to 100)."""
    keys = {key_of(words), key_of(bare)}
    names = list(names_of_kind(base, kind, _SCOPE))
    found = {name: min(_key_edits(keys, name), _TOO_FAR) for name in names}
    if len(bare) > 1 and min(found.values(), default=_TOO_FAR) == _TOO_FAR:
        found |= dict(_names_by_words(base, bare, names))
    least = min(found.values(), default=_TOO_FAR)
    if least == _TOO_FAR:
        return []
    nearest = [name for name, edits in found.items() if edits == least]
    return [(name, "typo", round(fuzz.ratio(key_of(words), name.key), 1)) for name in nearest]


def _key_edits(keys: set[str], name: Name) -> int:
    return min(edits_between(query, key) for query in keys for key in {name.key, name.bare_key})


def _names_by_words(base: Base, words: list[str], names: Iterable[Name]) -> list[tuple[Name, int]]:
    """Names that hold every word of the query, each within its own edits; the sum of the edits."""
    by_number = {name.number: name for name in names}
    total: dict[int, int] | None = None
    for word in words:
        edits: dict[int, int] = {}
        for text, number in base.connection.execute("SELECT word, name FROM words"):
            distance = edits_between(word, text)
            if distance < edits.get(number, _TOO_FAR):
                edits[number] = distance
        if total is None:
            total = edits
        else:
            total = {number: total[number] + distance for number, distance in edits.items() if number in total}
        if not total:
            return []
    return [(by_number[number], edits) for number, edits in (total or {}).items() if number in by_number]
