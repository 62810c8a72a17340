"""The typo stage: names within a few edits of the query, closest first.

Edits are counted by optimal string alignment (an insertion, deletion, substitution or swap of neighbours counts one). How
many are allowed grows with the length of the query; a wrong first letter costs one more, since people seldom get it wrong.
Candidates come from the index of pieces in the read model, never from a scan.
"""

from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from vendorwatch.factbase.layout import TYPO_FORMS
from vendorwatch.factbase.names import key_of
from vendorwatch.factbase.segments import allowed_edits, probes_of
from vendorwatch.lookup.match import Name, names_of_kind
from vendorwatch.lookup.store import Store

_TOO_FAR = 99
_FORMS = f"form IN ({', '.join(repr(form) for form in TYPO_FORMS)})"


def edits_between(query: str, name: str) -> int | None:
    """Edits from query to name; None where they are more than the query's length allows.

    Three and four letters are too few to change one: there only a swap, a missing or an additional letter counts.
    """
    allowed = allowed_edits(len(query))
    if not query or not name or abs(len(query) - len(name)) > allowed:
        return None
    distance = OSA.distance(query, name, score_cutoff=allowed)
    if len(query) < 5 and len(query) == len(name) and sorted(query) != sorted(name):
        return None
    distance += query[0] != name[0]
    return distance if distance <= allowed else None


def near_terms(store: Store, query: str) -> dict[str, int]:
    """The terms (keys of names, and words) near the query, with their edits."""
    terms: dict[str, int] = {}
    for probe in probes_of(query):
        sql = "SELECT term FROM pieces WHERE edits = ? AND length = ? AND number = ? AND piece = ?"
        for (term,) in store.connection.execute(sql, probe):
            if term not in terms:
                edits = edits_between(query, term)
                terms[term] = _TOO_FAR if edits is None else edits
    return {term: edits for term, edits in terms.items() if edits != _TOO_FAR}


def near_names(store: Store, words: list[str], bare: list[str], kind: str) -> list[tuple[Name, str, float]]:
    """The names at the least distance from the query, each with its stage and score (0 to 100)."""
    found = _by_keys(store, {key_of(words), key_of(bare)}, kind)
    if not found and len(bare) > 1:
        found = _by_words(store, bare, kind)
    least = min(found.values(), default=_TOO_FAR)
    nearest = [name for name, edits in found.items() if edits == least]
    return [(name, "typo", round(fuzz.ratio(key_of(words), name.key), 1)) for name in nearest]


def _by_keys(store: Store, queries: Iterable[str], kind: str) -> dict[Name, int]:
    """Names whose key, with or without the legal form, is near the query's."""
    found: dict[Name, int] = {}
    for query in queries:
        for term, edits in near_terms(store, query).items():
            for name in names_of_kind(store, kind, f"(key = ? OR bare_key = ?) AND {_FORMS}", term, term):
                found[name] = min(edits, found.get(name, _TOO_FAR))
    return found


def _by_words(store: Store, words: list[str], kind: str) -> dict[Name, int]:
    """Names that hold every word of the query, each within its own edits; the sum of the edits."""
    total: dict[int, int] | None = None
    for word in words:
        edits: dict[int, int] = {}
        for term, distance in {**near_terms(store, word), word: 0}.items():
            for (number,) in store.connection.execute("SELECT name FROM words WHERE word = ?", (term,)):
                edits[number] = min(distance, edits.get(number, _TOO_FAR))
        total = edits if total is None else {number: total[number] + edits[number] for number in total.keys() & edits}
        if not total:
            return {}
    names = (name for number in total or {} for name in names_of_kind(store, kind, f"number = ? AND {_FORMS}", number))
    return {name: (total or {})[name.number] for name in names}
