"""The typo stage: names within a few edits of the query, closest first.

Edits are counted by optimal string alignment (an insertion, deletion, substitution or swap of neighbours counts one), on
names without their legal forms, doubled letters once and ph as f. How many are allowed grows with the length of the shorter
name. Digits are never mistyped, and a wrong first letter costs one more, since people seldom get either wrong. A country
in the query is no typo of another (near_names). Candidates come from the index of pieces in the read model, never from a
scan.
"""

from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from vendorwatch.factbase.layout import TYPO_FORMS
from vendorwatch.factbase.legal_forms import bare_words_of_name
from vendorwatch.factbase.names import key_of, sound_of, words_of_name
from vendorwatch.factbase.segments import allowed_edits, probes_of
from vendorwatch.lookup.match import Name, leaves_state, names_of_kind
from vendorwatch.lookup.pairs import pair_up
from vendorwatch.lookup.places import Place, codes_in, country_of, places_in, tells_place
from vendorwatch.lookup.store import Store

_FORMS = f"form IN ({', '.join(repr(form) for form in TYPO_FORMS)})"
_SHORT = 5
_LONG = 8


class Near(NamedTuple):
    """A name near the query, the edits between them, and how much they look alike (0 to 100)."""

    name: Name
    edits: int
    score: float


def edits_between(query: str, name: str) -> int | None:
    """Edits between two keys; None where they are too many for their length, or of a kind that makes another name."""
    if not query or not name:
        return None
    if not allowed_edits(min(len(query), len(name))):
        return 0 if query == name else None  # nor do doubled letters make one of two letters (E.U., EE. UU.)
    as_written = _edits(query, name)
    sounds = _edits(sound_of(query), sound_of(name))
    if sounds is not None and query != name:
        # A letter doubled in one alone is one edit where there is another edit (Nike is no Nikkei), ph for f always.
        sounds += (query.count("ph") != name.count("ph")) + (sounds > 0 and _doubled(query) != _doubled(name))
        sounds = max(1, sounds) if sounds <= max(1, allowed_edits(min(len(query), len(name)))) else None
    return min((edits for edits in (as_written, sounds) if edits is not None), default=None)


def _edits(query: str, name: str) -> int | None:
    """Edits as far as the length of the shorter text allows them.

    Short names are close to many others: up to five letters a query may lack a letter or have two swapped, but have none
    more, and none that is another (Cosco is no Cisco).
    """
    shorter = min(len(query), len(name))
    allowed = allowed_edits(shorter)
    if abs(len(query) - len(name)) > allowed or _digits(query) != _digits(name):
        return None
    is_swap = len(query) == len(name) and sorted(query) == sorted(name)
    if shorter <= _SHORT and len(query) >= len(name) and not is_swap:
        return None
    distance = OSA.distance(query, name, score_cutoff=allowed)
    if shorter > _SHORT and is_swap and query[0] == name[0]:
        distance = min(distance, 1)  # two letters have changed places
    # Where nothing else is wrong with a long name, or two letters are swapped, the first letter is one like all others.
    if query[:1] != name[:1] and not (distance == 1 and shorter > _SHORT and (is_swap or shorter >= _LONG)):
        distance += 1
    return distance if distance <= allowed else None


def near_names(store: Store, text: str, words: list[str], bare: list[str], kind: str) -> list[Near]:
    """The names at the least distance from the query, those that look most alike first.

    The edits of a long name may all fall on the short word for its country; so what a query calls by a country's name is of
    that country, or has that word as it is written.
    """
    whole = _by_key(store, words, bare, kind)
    found = whole or (_by_words(store, bare, kind) if len(bare) > 1 else {})
    places = places_in(store, bare, codes_in(text)) if found else []
    found = {
        name: edits
        for name, edits in found.items()
        if all(_is_of(store, name, bare, place, whole=bool(whole)) for place in places)
    }
    least = min(found.values(), default=0)
    nearest = [name for name, edits in found.items() if edits == least]
    # A name of its own beats one that another company has only without its legal form.
    own = [name for name in nearest if name.key == name.bare_key] or nearest
    records = {(name.is_country, name.target) for name in own}
    if not whole and len(records) == 1 and all(_leaves_state(store, name, bare) for name in own):
        return []
    near = [Near(name, least, round(fuzz.ratio(key_of(words), name.key), 1)) for name in own]
    return sorted(near, key=lambda hit: (-hit.score, hit.name.number))


def _is_of(store: Store, name: Name, bare: list[str], place: Place, *, whole: bool) -> bool:
    """Whether a name is of the country that the query names, or names it too, by the same words or others.

    Where the query as a whole is near the name, these words may belong to the longer name of another country
    ("Guinea-Bisau").
    """
    if whole and set(bare[place.start : place.end]) <= set(words_of_name(name.text)):
        return True
    country = country_of(store, name.target, name.is_country)
    return country in place.codes or tells_place(store, words_of_name(name.text), bare, place)


def _by_key(store: Store, words: list[str], bare: list[str], kind: str) -> dict[Name, int]:
    """Names that are near the query, both without legal forms; or as a whole, but for one slip in all.

    More is not allowed there, or "SoftBank Group" would be a typo of "SoftBank Corp.". A name that without its legal form is
    a weak one is never near anything. The names of public bodies are long and much alike ("Danish government"): in these no
    word takes more edits than it may alone, and in others one more at most (Arista Networks is not Airspan Networks).
    """
    found: dict[Name, int] = {}
    key, bare_key = key_of(words), key_of(bare)
    near = f"(key = ? OR bare_key = ? OR sound = ? OR bare_sound = ?) AND {_FORMS}"
    queries = {key, bare_key, sound_of(key), sound_of(bare_key)}
    for term in {term for query in queries for term in _near_terms(store, query)}:
        for name in names_of_kind(store, kind, near, *[term] * 4):
            whole, without_form = edits_between(key, name.key), edits_between(bare_key, name.bare_key)
            edits = 1 if whole == 1 else without_form
            if edits is None or _is_weak(store, name) or not _may_be_split(bare, name, edits):
                continue
            is_public = _is_public(store, name)
            if (edits <= 1 and not is_public) or pair_up(bare, bare_words_of_name(name.text), more=0 if is_public else 1):
                found[name] = edits
    return found


def _may_be_split(bare: list[str], name: Name, edits: int) -> bool:
    """Whether words run together, or one cut in two, with so many edits are still one name: it is an oddity of its own.

    So "mobile phone" is not MobileOne.
    """
    same = len(bare) == len(bare_words_of_name(name.text))
    return same or edits <= 1 or edits < allowed_edits(min(len(key_of(bare)), len(name.bare_key)))


def _is_public(store: Store, name: Name) -> bool:
    sql = "SELECT 1 FROM entities WHERE id = ? AND type = 'public-body'"
    return not name.is_country and bool(store.rows(sql, name.target))


def _is_weak(store: Store, name: Name) -> bool:
    sql = "SELECT 1 FROM names WHERE target = ? AND form = 'weak' AND key = ?"
    return bool(store.rows(sql, name.target, name.bare_key))


def _near_terms(store: Store, query: str) -> set[str]:
    """The keys and sounds in the base that may be near; one edit more than allowed, since sounds hide letters."""
    sql = "SELECT term FROM pieces WHERE edits = ? AND length = ? AND number = ? AND piece = ?"
    terms = {term for probe in probes_of(query) for (term,) in store.connection.execute(sql, probe)}
    most = allowed_edits(len(query)) + 1
    return {term for term in terms if OSA.distance(query, term, score_cutoff=most) <= most}


def _by_words(store: Store, words: list[str], kind: str) -> dict[Name, int]:
    """Names that hold every word of the query, each within its own edits; the sum of the edits."""
    total: dict[int, int] | None = None
    for word in words:
        edits: dict[int, int] = {}
        for term in {*_near_terms(store, word), *_near_terms(store, sound_of(word)), word, sound_of(word)}:
            holders = "SELECT name, word FROM words WHERE word = ? OR sound = ?"
            for number, other in store.connection.execute(holders, (term, term)):
                distance = edits_between(word, other) if other != word else 0
                if distance is not None:
                    edits[number] = min(distance, edits.get(number, distance))
        total = edits if total is None else {number: total[number] + edits[number] for number in total.keys() & edits}
        if not total:
            return {}
    names = [name for number in total or {} for name in names_of_kind(store, kind, f"number = ? AND {_FORMS}", number)]
    return {name: (total or {})[name.number] for name in names}


def _leaves_state(store: Store, name: Name, words: list[str]) -> bool:
    """Whether a public body is told by too few words, and not its state, as in the stage of words."""
    left = [
        other for other in words_of_name(name.text) if not any(word == other or edits_between(word, other) for word in words)
    ]
    return leaves_state(store, words, left, name)


def _doubled(key: str) -> int:
    return len(key.replace("ph", "f")) - len(sound_of(key))


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
