"""A sieve for names that the resolver cannot find: necessary conditions of its stages, held against all names at once."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from vendorwatch.factbase.layout import WHOLE_FORMS
from vendorwatch.factbase.legal_forms import GROUP_WORDS, bare_words_of_name, legal_forms, without_legal_form
from vendorwatch.factbase.names import key_of, names_told, sound_of, words_of_name, words_to_find
from vendorwatch.factbase.segments import allowed_edits
from vendorwatch.lookup.match import ANY, MAX_LENGTH, names_of_kind
from vendorwatch.lookup.places import runs_of
from vendorwatch.lookup.store import Store

_KEPT = 1 << 10
"""Sets of terms that are kept, each of a letter around a place: these recur, and fill their room early in a long list."""


class Sieve:
    """Tells names that the resolver cannot find, from necessary conditions of each of its stages, without asking the base.

    It follows match.py, units.py and typos.py: what makes them find more has to be let through here, and a test holds it to
    that (tests/lookup/test_screen.py).
    """

    def __init__(self, store: Store, kind: str = ANY, *, exact: bool = False) -> None:
        self._exact = exact
        self._ids = {str(id) for (id,) in store.rows("SELECT id FROM entities")}
        self._keys: set[str] = set()
        self._names: dict[str, set[int]] = defaultdict(set)
        keys: set[str] = set()
        for name in names_of_kind(store, kind, "1"):
            if name.form in ("code", "identifier"):
                self._ids.add(name.text.lower())
                continue
            self._keys |= {name.key, name.bare_key}
            if name.form not in WHOLE_FORMS:
                keys |= {name.key, name.bare_key}
                for word in words_to_find(words_of_name(name.text)):
                    self._names[word].add(name.number)
        self._countries = {str(key) for (key,) in store.rows("SELECT DISTINCT key FROM names WHERE is_country")}
        if not exact:
            self._near_keys = Terms(keys)
            self._near_words = Terms(self._names)

    def may_hold(self, text: str) -> bool:
        """Whether the resolver may find the name; False only where it surely does not."""
        if not self._ids.isdisjoint((text.strip().lower(), "-".join(text.split()).lower())):
            return True
        words, bare = words_of_name(text), bare_words_of_name(text)
        keys = {key_of(words), key_of(bare)}
        if keys & self._keys or key_of(without_legal_form(bare, GROUP_WORDS)) in self._keys:
            return True
        if self._exact or len(text) > MAX_LENGTH:
            return False
        if any(next(self._near_keys.near(key), None) is not None for key in keys):
            return True
        if self._may_hold_words(bare) or (bare != words and self._may_hold_words(words)):
            return True
        told = names_told(text)
        if told and all(map(self.may_hold, told)):
            return True
        return any(self._may_hold_rest(rest) for rest in self._rests(bare))

    def _rests(self, words: list[str]) -> Iterator[list[str]]:
        """What is left of the words without a country at either end."""
        for start, end, key in runs_of(words):
            if 0 < end - start < len(words) and (start == 0 or end == len(words)) and key in self._countries:
                yield without_legal_form(words[:start] + words[end:], legal_forms())

    def _may_hold_rest(self, rest: list[str]) -> bool:
        """Whether one name has all words of the rest, or is the rest."""
        if key_of(rest) in self._keys:
            return True
        first, *others = (self._names.get(word, set()) for word in rest)
        return bool(first.intersection(*others))

    def _may_hold_words(self, words: list[str]) -> bool:
        """Whether one name has all words, each as it is or with a typo."""
        from vendorwatch.lookup.typos import edits_between

        held: set[int] | None = None
        for word in sorted(set(words), key=len, reverse=True):
            numbers = set(self._names.get(word, ()))
            if len(words) > 1:
                for term in self._near_words.near(word):
                    if edits_between(word, term) is not None:
                        numbers |= self._names[term]
            held = numbers if held is None else held & numbers
            if not held:
                return False
        return bool(held)


class Terms:
    """Terms to find near ones among, as they are written and as they sound, without looking at each.

    A query letter that is not edited stands in the term at the same place, give or take as many places as there are edits;
    so a term that is near lacks no more of the query's letters, each looked for around its place, than edits are allowed.
    For each letter and place one integer has a bit for each term, and a few operations count the letters that all terms
    lack at once (bit-parallel, after Baeza-Yates and Gonnet: "A New Approach to Text Searching", CACM 35(10), 1992).
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._of: dict[str, list[str]] = defaultdict(list)
        for term in terms:
            for written in {term, sound_of(term)}:
                self._of[written].append(term)
        self._sounds = sorted(filter(None, self._of), key=lambda sound: (len(sound), sound))
        self._lengths = [len(sound) for sound in self._sounds]
        self._at = self._places()
        self._letters = frozenset(letter for letter, _ in self._at)
        self._around = lru_cache(maxsize=_KEPT)(self._look_around)

    def near(self, term: str) -> Iterator[str]:
        """The terms written or sounding like this one, but for one edit more than allowed (as typos.py looks for them)."""
        for text in {term, sound_of(term)}:
            yield from self._near(text)

    def _near(self, sound: str) -> Iterator[str]:
        from rapidfuzz.distance import OSA

        edits = _most_edits(len(sound))
        yield from self._of.get(sound, ())
        first, last = self._band(len(sound))
        if not edits or first == last:
            return
        band = (1 << last) - (1 << first)
        # At j: the sounds that lack no more than j letters of the query so far.
        lacking = [band] * (edits + 1)
        for place, letter in enumerate(sound):
            held = self._around(edits, place, letter) if letter in self._letters else 0
            for count in range(edits, 0, -1):
                lacking[count] &= held | lacking[count - 1]
            lacking[0] &= held
            if not lacking[edits]:
                return
        left = lacking[edits]
        while left:
            other = self._sounds[(left & -left).bit_length() - 1]
            if other != sound and OSA.distance(sound, other, score_cutoff=edits) <= edits:
                yield from self._of[other]
            left &= left - 1

    def _band(self, length: int) -> tuple[int, int]:
        """Where the sounds of a length near this one begin and end."""
        edits = _most_edits(length)
        return bisect_left(self._lengths, length - edits), bisect_left(self._lengths, length + edits + 1)

    def _look_around(self, edits: int, place: int, letter: str) -> int:
        """The sounds, as bits, with the letter at most so many places away from this one."""
        bits = 0
        for near in range(place - edits, place + edits + 1):
            bits |= self._at.get((letter, near), 0)
        return bits

    def _places(self) -> dict[tuple[str, int], int]:
        """For each letter and place the sounds that have it there, as bits."""
        numbers: dict[tuple[str, int], list[int]] = defaultdict(list)
        for number, sound in enumerate(self._sounds):
            for place, letter in enumerate(sound):
                numbers[letter, place].append(number)
        return {at: _bits(held) for at, held in numbers.items()}


def _most_edits(length: int) -> int:
    allowed = allowed_edits(length)
    return allowed + 1 if allowed else 0


def _bits(numbers: list[int]) -> int:
    """An integer with these bits set; the numbers ascend."""
    data = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        data[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(data, "little")
