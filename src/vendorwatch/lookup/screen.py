"""Many names: each resolved as one name is, and with it the actions in force that reach what was found.

Most names of a ledger are unknown to the base, and the last stage of the resolver has to look furthest for these. A sieve in
memory tells quickly that a name cannot be found; all that passes it goes to the resolver, so that the answers are the same.
"""

import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, Self

from vendorwatch.factbase.layout import WHOLE_FORMS
from vendorwatch.factbase.legal_forms import GROUP_WORDS, bare_words_of_name, without_legal_form
from vendorwatch.factbase.names import key_of, sound_of, words_of_name
from vendorwatch.factbase.segments import allowed_edits
from vendorwatch.lookup.answer import Match
from vendorwatch.lookup.match import ANY, COUNTRY, MAX_LENGTH, names_of_kind, resolve
from vendorwatch.lookup.reach import acts_on
from vendorwatch.lookup.store import Store

KEPT = 100_000
"""Names whose answers are kept; memory does not grow with the length of the list."""

_SLOW_START = 200
"""Names looked up before the sieve is made, which takes as long as some hundreds of look-ups."""

_LARGE = 64 * 2**20
"""Bytes of a base that is not copied into memory."""

_MANY_NAMES = 150_000
"""Names of a base from which on the sieve is slower than the index."""


class Screened(NamedTuple):
    """The answer for one name of a list.

    `status` is `found`, `not_found`, `ambiguous` (then `candidates` has the ids that fit) or `error` (then `problem` says
    what is wrong with the row). `id` to `country` tell the record found, as `Match` does. `actions` counts the actions in
    force that reach it; `facts` are their ids, the strictest first, `by` the names of the bodies whose they are, `strictest`
    and `binding` tell the first of them; `undated` are those of the facts that count although no date tells their start.
    """

    row: int
    name: str
    status: str
    id: str | None = None
    entity: str | None = None
    kind: str | None = None
    stage: str | None = None
    score: float | None = None
    alias: str | None = None
    country: str | None = None
    actions: int = 0
    strictest: str | None = None
    binding: str | None = None
    by: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    problem: str | None = None


_NOT_FOUND = Screened(0, "", "not_found")


class Screener:
    """Screens names against a base, among the records of a kind, as of a day (YYYY-MM-DD). Close it, or use `with`."""

    def __init__(self, store: Store, day: str, kind: str = ANY, *, exact: bool = False, kept: int = KEPT) -> None:
        self._store, self._day, self._kind, self._exact = store, day, kind, exact
        self._asked = 0
        self._sieve: Sieve | None = None
        self._copy: Store | None = None
        self.answer = lru_cache(maxsize=kept)(self._answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the copy of the base in memory."""
        if self._copy is not None:
            self._copy.connection.close()

    def screen(self, row: int, name: str) -> Screened:
        """The answer for the name in a row."""
        if not name.strip():
            return Screened(row, name, "error", problem="the name is empty")
        # A long text is no name, and thousands of them would fill the memory.
        answer = self.answer(name) if len(name) <= MAX_LENGTH else self._answer(name)
        return Screened(row, name, *answer[2:])

    def _answer(self, name: str) -> Screened:
        self._asked += 1
        if self._asked == _SLOW_START:
            self._hasten()
        if self._sieve is not None and not self._sieve.may_hold(name):
            return _NOT_FOUND
        try:
            matches = resolve(self._copy or self._store, name, self._kind, exact=self._exact)
        except UnicodeEncodeError:
            return Screened(0, name, "error", problem="the name is no Unicode text")
        if len(matches) == 1:
            return self._found(matches[0])
        if matches:
            return Screened(0, name, "ambiguous", candidates=tuple(match.id for match in matches))
        return _NOT_FOUND

    def _found(self, match: Match) -> Screened:
        store = self._copy or self._store
        named = (0, "", "found", match.id, match.name, match.kind, match.stage, match.score, match.alias)
        if match.kind == COUNTRY:
            return Screened(*named, country=match.id)
        country = (store.entity(match.id) or {}).get("country")
        acts = acts_on(store, match.id, self._day)
        if not acts:
            return Screened(*named, country=country)
        return Screened(
            *named,
            country=country,
            actions=len(acts),
            strictest=acts[0].action,
            binding=acts[0].binding,
            by=tuple(dict.fromkeys(name for act in acts for name in act.by)),
            facts=tuple(act.fact for act in acts),
            undated=tuple(act.fact for act in acts if act.undated),
        )

    def _hasten(self) -> None:
        """From here on it is a long list: take the base into memory, and make the sieve."""
        (names,), *_ = self._store.rows("SELECT COUNT(*) FROM names")
        pages, size = (self._store.rows(f"PRAGMA {name}")[0][0] for name in ("page_count", "page_size"))
        if pages * size <= _LARGE:
            memory = sqlite3.connect(":memory:", isolation_level=None)
            self._store.connection.backup(memory)
            memory.execute("CREATE INDEX names_by_text ON names (text)")
            self._copy = Store(memory, self._store.files)
        if names <= _MANY_NAMES:
            self._sieve = Sieve(self._store, self._kind, exact=self._exact)


class Sieve:
    """Tells names that the resolver cannot find, from necessary conditions of each of its stages, without asking the base.

    It follows match.py and typos.py: what makes them find more has to be let through here (tests/lookup/test_screen.py).
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
                for word in words_of_name(name.text):
                    self._names[word].add(name.number)
        if not exact:
            self._near_keys = Terms(keys)
            self._near_words = Terms(self._names)

    def may_hold(self, text: str) -> bool:
        """Whether the resolver may find the name; False only where it surely does not."""
        if text.strip().lower() in self._ids:
            return True
        words, bare = words_of_name(text), bare_words_of_name(text)
        keys = {key_of(words), key_of(bare)}
        if keys & self._keys or key_of(without_legal_form(bare, GROUP_WORDS)) in self._keys:
            return True
        if self._exact or len(text) > MAX_LENGTH:
            return False
        if any(next(self._near_keys.near(sound_of(key)), None) is not None for key in keys):
            return True
        return self._may_hold_words(bare) or (bare != words and self._may_hold_words(words))

    def _may_hold_words(self, words: list[str]) -> bool:
        """Whether one name has all words, each as it is or with a typo."""
        from vendorwatch.lookup.typos import edits_between

        held: set[int] | None = None
        for word in sorted(set(words), key=len, reverse=True):
            numbers = set(self._names.get(word, ()))
            if len(words) > 1:
                for term in self._near_words.near(sound_of(word)):
                    if edits_between(word, term) is not None:
                        numbers |= self._names[term]
            held = numbers if held is None else held & numbers
            if not held:
                return False
        return bool(held)


class Terms:
    """Terms to find near ones among, by how they sound, without looking at each.

    A query letter that is not edited stands in the term at the same place, give or take as many places as there are edits;
    so a term that is near lacks no more of the query's letters, each looked for around its place, than edits are allowed.
    For each letter and place one integer has a bit for each term, and a few operations count the letters that all terms
    lack at once (bit-parallel, after Baeza-Yates and Gonnet: "A New Approach to Text Searching", CACM 35(10), 1992).
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._of: dict[str, list[str]] = defaultdict(list)
        for term in terms:
            self._of[sound_of(term)].append(term)
        self._sounds = sorted(filter(None, self._of), key=lambda sound: (len(sound), sound))
        self._lengths = [len(sound) for sound in self._sounds]
        self._at = self._places()
        self._letters = frozenset(letter for letter, _ in self._at)
        self._around = lru_cache(maxsize=50_000)(self._look_around)

    def near(self, sound: str) -> Iterator[str]:
        """The terms that sound like this, but for one edit more than its length allows (as typos.py looks for them)."""
        from rapidfuzz.distance import OSA

        edits = _most_edits(len(sound))
        yield from self._of.get(sound, ())
        first, last = self._band(len(sound))
        if not edits or first == last:
            return
        # At j: the sounds that lack no more than j letters of the query so far.
        lacking = [(1 << (last - first)) - 1] * (edits + 1)
        for place, letter in enumerate(sound):
            held = self._around(len(sound), place, letter) if letter in self._letters else 0
            for count in range(edits, 0, -1):
                lacking[count] &= held | lacking[count - 1]
            lacking[0] &= held
            if not lacking[edits]:
                return
        left = lacking[edits]
        while left:
            other = self._sounds[first + (left & -left).bit_length() - 1]
            if other != sound and OSA.distance(sound, other, score_cutoff=edits) <= edits:
                yield from self._of[other]
            left &= left - 1

    def _band(self, length: int) -> tuple[int, int]:
        """Where the sounds of a length near this one begin and end."""
        edits = _most_edits(length)
        return bisect_left(self._lengths, length - edits), bisect_left(self._lengths, length + edits + 1)

    def _look_around(self, length: int, place: int, letter: str) -> int:
        """The sounds, as bits, of about the length with the letter at about the place."""
        edits = _most_edits(length)
        first, last = self._band(length)
        bits = 0
        for near in range(place - edits, place + edits + 1):
            bits |= self._at.get((letter, near), 0)
        return (bits >> first) & ((1 << (last - first)) - 1)

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


def screen_names(screener: Screener, names: Iterable[str]) -> Iterator[Screened]:
    """The answers for names, one each and in their order, as they are asked for; closes the screener at the end."""
    with screener:
        for row, name in enumerate(names, 1):
            yield screener.screen(row, name)
