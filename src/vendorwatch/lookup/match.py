"""Resolve a name: stages from strongest to weakest, stopping at the first that hits (cli.md, section 6).

A threshold over token ratios is not the rule: it takes "hauwei" for KDDI through its brand "au". A typo is a bounded number
of edits, by optimal string alignment, in proportion to the length of the name.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vendorwatch.factbase.names import key_of, legal_forms, without_legal_form, words_of_name
from vendorwatch.lookup.answer import Match
from vendorwatch.lookup.store import Store

MAX_LENGTH = 200
"""Longer texts are no names: they are looked up exactly, and not searched for typos."""

SUGGESTIONS = 3
_SUGGESTION_SCORE = 60
_MIN_WORD = 3

ANY = "any"
COUNTRY = "country"


class Name(NamedTuple):
    """A compiled name: its number, whose it is, its form (name, alias, weak …), text and keys."""

    number: int
    target: str
    is_country: bool
    form: str
    text: str
    key: str
    bare_key: str


def resolve(store: Store, text: str, kind: str = ANY, *, exact: bool = False) -> list[Match]:
    """Resolve `text` among the entities with the role `kind`, the countries (`country`), or everything (`any`).

    Returns one match when the name is clear, several when it is ambiguous, best first, none when nothing fits. `exact`
    stops after exact names.
    """
    return next(filter(None, _stages(store, text, kind, exact)), [])


def suggest(store: Store, text: str, kind: str = ANY) -> list[Match]:
    """Up to three names that look like `text`, best first, for a person to choose from."""
    from rapidfuzz import fuzz, process

    key = key_of(words_of_name(text))
    if not key or len(text) > MAX_LENGTH:
        return []
    names = list(names_of_kind(store, kind, "form NOT IN ('weak', 'code', 'capital')"))
    near = process.extract(
        key, [name.key for name in names], scorer=fuzz.ratio, score_cutoff=_SUGGESTION_SCORE, limit=10 * SUGGESTIONS
    )
    scored = [(names[index], "suggestion", round(score, 1)) for _, score, index in near]
    return _matches(store, kind, scored)[:SUGGESTIONS]


def _stages(store: Store, text: str, kind: str, exact: bool) -> Iterator[list[Match]]:
    words = words_of_name(text)
    key = key_of(words)
    yield _by_id(store, text, kind)
    if not key:
        return
    yield _hits(store, kind, names_of_kind(store, kind, "key = ?", key), "name")
    bare = without_legal_form(words, legal_forms())
    keys = (key, key_of(bare))
    # A company form makes a name a company's: "NC Corporation" is not New Caledonia.
    same = "NOT is_country AND (key IN (?, ?) OR bare_key IN (?, ?))"
    yield _hits(store, kind, names_of_kind(store, kind, same, *keys, *keys), "name")
    if exact or len(text) > MAX_LENGTH:
        return
    yield _by_words(store, words, kind)
    if bare != words:
        yield _by_words(store, bare, kind)
    from vendorwatch.lookup.typos import near_names

    yield _matches(store, kind, near_names(store, words, bare, kind))


def _by_id(store: Store, text: str, kind: str) -> list[Match]:
    """The record with this id. Codes of countries are upper case, ids of entities lower: "bt" is one, "BT" may be both."""
    typed = text.strip()
    id = typed.lower()
    own = [
        Match(id, name, kind if kind != ANY else roles[0], id, "id", 100.0)
        for name, roles in _entity_label(store, id)
        if kind in (ANY, *roles)
    ]
    if own and typed == id:
        return own
    names = names_of_kind(store, kind, "(is_country AND form = 'code' AND text = ?)", typed.upper())
    return [*own, *_hits(store, kind, names, "id")]


def _by_words(store: Store, words: list[str], kind: str) -> list[Match]:
    """Names that hold all words of the query."""
    wanted = sorted(set(words))
    if all(len(word) < _MIN_WORD and word.isascii() for word in wanted):
        return []
    holders = f"""number IN (SELECT name FROM words WHERE word IN ({", ".join("?" * len(wanted))})
        GROUP BY name HAVING COUNT(*) = {len(wanted)}) AND form NOT IN ('weak', 'code', 'capital')"""
    names = list(names_of_kind(store, kind, holders, *wanted))
    length = len(key_of(words))
    scored = [(name, "words", round(100 * min(1.0, length / len(name.key)), 1)) for name in names]
    return _matches(store, kind, sorted(scored, key=lambda item: -item[2]))


def _hits(store: Store, kind: str, names: Iterable[Name], stage: str) -> list[Match]:
    return _matches(store, kind, ((name, stage, 100.0) for name in names))


def names_of_kind(store: Store, kind: str, where: str, *values: object) -> Iterator[Name]:
    """Compiled names of the kind that fulfil an SQL condition, in the order of the base."""
    scope = {COUNTRY: "is_country", ANY: "1"}.get(
        kind, "NOT is_country AND target IN (SELECT entity FROM roles WHERE role = ?)"
    )
    roles = () if kind in (COUNTRY, ANY) else (kind,)
    sql = f"SELECT * FROM names WHERE {where} AND {scope} ORDER BY number"
    for row in store.connection.execute(sql, (*values, *roles)):
        yield Name(*row)


def _matches(store: Store, kind: str, scored: Iterable[tuple[Name, str, float]]) -> list[Match]:
    """One match for each record among the names, through the first name of it."""
    first: dict[tuple[bool, str], tuple[Name, str, float]] = {}
    for name, stage, score in scored:
        first.setdefault((bool(name.is_country), name.target), (name, stage, score))
    matches = []
    for name, stage, score in first.values():
        label, shown_kind = _label(store, name, kind)
        matches.append(Match(name.target, label, shown_kind, name.text, stage, score))
    return matches


def _label(store: Store, name: Name, kind: str) -> tuple[str, str]:
    """The display name of the record that a name belongs to, and the kind that it is listed as."""
    if name.is_country:
        row = store.rows("SELECT name FROM countries WHERE code = ?", name.target)
        return str(row[0][0]), COUNTRY
    ((label, roles),) = _entity_label(store, name.target)
    return label, kind if kind != ANY else roles[0]


def _entity_label(store: Store, id: str) -> list[tuple[str, list[str]]]:
    """Name and roles of the entity with this id, if there is one; the roles in the editor's order."""
    entity = store.entity(id)
    return [] if entity is None else [(entity["name"], entity["roles"])]
