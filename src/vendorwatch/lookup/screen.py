"""Many names: each resolved as one name is, and with it the actions in force that reach what was found.

Most names of a ledger are unknown to the base, and the last stage of the resolver has to look furthest for these. A sieve in
memory tells quickly that a name cannot be found; all that passes it goes to the resolver, so that the answers are the same.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Self

from vendorwatch.lookup.answer import Match, Screened
from vendorwatch.lookup.match import ANY, COUNTRY, MAX_LENGTH, resolve
from vendorwatch.lookup.reach import acts_on
from vendorwatch.lookup.sieve import Sieve
from vendorwatch.lookup.store import Store

KEPT = 1 << 14
"""Names whose answers are kept; memory does not grow with the length of the list."""

_KEPT_RECORDS = 1 << 12
"""Records of which it is kept what reaches them."""

_SLOW_START = 200
"""Names looked up before the sieve is made, which takes as long as some hundreds of look-ups."""

_LARGE = 64 * 2**20
"""Bytes of a base that is not copied into memory."""

_MANY_NAMES = 150_000
"""Names of a base from which on the sieve is slower than the index."""


_NOT_FOUND = Screened(0, "", "not_found")


class Screener:
    """Screens names against a base, among the records of a kind, as of a day (YYYY-MM-DD). Close it, or use `with`."""

    def __init__(self, store: Store, day: str, kind: str = ANY, *, exact: bool = False, kept: int = KEPT) -> None:
        self._store, self._day, self._kind, self._exact = store, day, kind, exact
        self._asked = 0
        self._sieve: Sieve | None = None
        self._copy: Store | None = None
        self.answer = lru_cache(maxsize=kept)(self._answer)
        self._reach = lru_cache(maxsize=_KEPT_RECORDS)(self._actions_on)

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
        if any("\ud800" <= char <= "\udfff" for char in name):
            return Screened(0, name, "error", problem="the name is no Unicode text")
        if self._sieve is not None and not self._sieve.may_hold(name):
            return _NOT_FOUND
        matches = resolve(self._copy or self._store, name, self._kind, exact=self._exact)
        if len(matches) == 1:
            return self._found(matches[0])
        if matches:
            return Screened(0, name, "ambiguous", candidates=tuple(match.id for match in matches))
        return _NOT_FOUND

    def _found(self, match: Match) -> Screened:
        reached = Screened(0, "", "found", country=match.id, actions=0) if match.kind == COUNTRY else self._reach(match.id)
        return reached._replace(
            id=match.id, entity=match.name, kind=match.kind, stage=match.stage, score=match.score, alias=match.alias
        )

    def _actions_on(self, id: str) -> Screened:
        """What is said of an entity, whatever name led to it: its country, and what reaches it."""
        store = self._copy or self._store
        country = (store.entity(id) or {}).get("country")
        acts = acts_on(store, id, self._day)
        if not acts:
            return Screened(0, "", "found", country=country, actions=0)
        return Screened(
            0,
            "",
            "found",
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


def screen_names(screener: Screener, names: Iterable[str]) -> Iterator[Screened]:
    """The answers for names, one each and in their order, as they are asked for; closes the screener at the end."""
    with screener:
        for row, name in enumerate(names, 1):
            yield screener.screen(row, name)
