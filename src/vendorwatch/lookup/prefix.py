"""Go on with a name that is being typed: ids and names of the read model that begin with what stands there.

What is offered begins with the typed text, letter for letter, since a shell takes no other; any case and any script
will do, because it is the key of the name that is looked up, and the offered text has that key.
"""

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from vendorwatch.factbase.names import key_of, words_of_name
from vendorwatch.lookup.match import ANY, COUNTRY, MAX_LENGTH
from vendorwatch.lookup.store import Store

LIMIT = 250
"""Records offered, unless said otherwise."""

_LAST = "\U0010ffff"

_BY_ID = {
    "fact": "SELECT id, summary, id FROM facts WHERE id >= ? AND id < ? ORDER BY id {order}",
    "source": "SELECT id, title || ', ' || container_title, id FROM sources WHERE id >= ? AND id < ? ORDER BY id {order}",
    "thread": "SELECT DISTINCT thread, thread, thread FROM facts WHERE thread >= ? AND thread < ? ORDER BY thread {order}",
    ANY: "SELECT id, name, id FROM entities WHERE id >= ? AND id < ? ORDER BY id {order}",
}
_BY_ROLE = """SELECT e.id, e.name, e.id FROM roles r JOIN entities e ON e.id = r.entity
    WHERE r.role = ? AND r.entity >= ? AND r.entity < ? ORDER BY r.entity {order}"""
_COUNTRIES_WITH_FACTS = "SELECT code, name, name FROM countries WHERE facts > 0 ORDER BY name {order}"
_COUNTRIES = """SELECT n.target, c.name, c.name, n.text FROM names n JOIN countries c ON c.code = n.target
    WHERE n.key >= ? AND n.key < ? AND n.is_country AND (n.text = c.name) = ? ORDER BY n.key {order}, n.number"""
_ENTITIES = """SELECT e.id, e.name, e.id, e.name, n.text FROM names n JOIN entities e ON e.id = n.target
    WHERE n.key >= ? AND n.key < ? AND NOT n.is_country AND n.form <> 'weak'
    AND (? = 'any' OR EXISTS (SELECT 1 FROM roles WHERE role = ? AND entity = n.target))
    ORDER BY n.key {order}, n.number"""


class Completion(NamedTuple):
    """A way to go on: the whole text, which begins with what was typed, and the id and display name of its record."""

    text: str
    id: str
    name: str


def complete(store: Store, typed: str, kind: str = ANY, limit: int = LIMIT) -> list[Completion]:
    """The records that `typed` may become the name of, one text each, by text.

    `kind` is a role of entities, `country`, `source`, `fact` or `thread` (these three by their ids only); ANY takes entities
    and countries. Texts that begin as it is written come first; where there is none, those whose key begins with its key
    ("soft b" fits "SoftBank", and "華" fits "华为"). Countries go by their display names, and by all others only where none
    of these fits; weak names are not offered. Where more than `limit` fit, the first ones and the last are given, so that
    what they have in common is what all have in common.
    """
    if len(typed) > MAX_LENGTH or (typed.strip() and not key_of(words_of_name(typed))):
        return []
    return _complete(store, typed, kind, limit, False) or _complete(store, typed, kind, limit, True)


def _complete(store: Store, typed: str, kind: str, limit: int, loosely: bool) -> list[Completion]:
    found: dict[tuple[str, str], Completion] = {}
    for rows in _questions(store, typed, kind):
        for offer in _take(rows, lambda row: _offer(typed, row, loosely), limit):
            found.setdefault((offer.id, offer.name), offer)
    return sorted(found.values())


Rows = Callable[[str], Iterator[tuple[Any, ...]]]
"""The rows of a query, in ascending or descending order: id, display name, and the texts that the record goes by."""


def _questions(store: Store, typed: str, kind: str) -> Iterator[Rows]:
    """The queries for a kind, best texts first."""
    id = "-".join(typed.casefold().split())
    if kind in _BY_ID:
        yield _rows(store, _BY_ID[kind], id, id + _LAST)
    elif kind != COUNTRY:
        yield _rows(store, _BY_ROLE, kind, id, id + _LAST)
    key = key_of(words_of_name(typed))
    if kind not in _BY_ID or kind == ANY:
        if key and kind != COUNTRY:
            yield _rows(store, _ENTITIES, key, key + _LAST, kind, kind)
        if kind == COUNTRY or (kind == ANY and key):
            yield _country_rows(store, typed, key)


def _country_rows(store: Store, typed: str, key: str) -> Rows:
    if not key:
        return _rows(store, _COUNTRIES_WITH_FACTS)
    displayed = _rows(store, _COUNTRIES, key, key + _LAST, 1)
    if any(_offer(typed, row, loosely=True) for row in displayed("ASC")):
        return displayed
    return _rows(store, _COUNTRIES, key, key + _LAST, 0)


def _rows(store: Store, sql: str, *values: object) -> Rows:
    def rows(order: str) -> sqlite3.Cursor:
        return store.connection.execute(sql.format(order=order), values)

    return rows


def _take(rows: Rows, offer: Callable[[tuple[Any, ...]], Completion | None], limit: int) -> list[Completion]:
    """The offers of the first rows, one a record; where they are more than `limit`, with the last of all."""
    taken: dict[str, Completion] = {}
    for order, room in (("ASC", limit - 1), ("DESC", limit)):
        for made in filter(None, map(offer, rows(order))):
            if made.id not in taken and len(taken) >= room:
                break
            taken.setdefault(made.id, made)
        else:
            break
    return list(taken.values())


def _offer(typed: str, row: tuple[Any, ...], loosely: bool) -> Completion | None:
    """The first of a record's texts that goes on from what was typed: for entities the id, then names."""
    id, name, *texts = row
    for text in dict.fromkeys(texts):
        longer = _go_on(typed, text, loosely) if typed.strip() else typed + text
        if longer is not None:
            return Completion(longer, id, name)
    return None


def _go_on(typed: str, text: str, loosely: bool) -> str | None:
    """What was typed with the rest of `text`; None where the one is not the beginning of the other.

    "Soft b" goes on to "Soft bank" by "SoftBank", "ntt d" to "ntt docomo" by "ntt-docomo". After a space or hyphen only a
    new word goes on. The rest is in lower case where all that was typed is.
    """
    is_written_so = text[: len(typed)].casefold().replace("-", " ") == typed.casefold().replace("-", " ")
    end = len(typed) if is_written_so else _end_of(typed, text) if loosely else None
    if end is None:
        return None
    rest = text[end:]
    if not is_written_so and typed[-1].isascii() and not typed[-1].isalnum():
        new_word = rest.lstrip(" -._/&,'’()[]")
        if new_word == rest:
            return None
        rest = new_word
    longer = typed + (rest.lower() if typed == typed.lower() else rest)
    same = key_of(words_of_name(longer)) == key_of(words_of_name(text))
    return longer if same else None


def _end_of(typed: str, text: str) -> int | None:
    """Where in `text` that ends which was typed, by the keys; None where it does not begin with it."""
    key = key_of(words_of_name(typed))
    if not key_of(words_of_name(text)).startswith(key):
        return None
    ends = range(len(key) if text.isascii() else 1, len(text) + 1)
    return next((end for end in ends if key_of(words_of_name(text[:end])) == key), None)
