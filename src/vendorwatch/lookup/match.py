"""Resolve a name: stages from strongest to weakest, stopping at the first that hits (docs/reference.md).

A threshold over token ratios is not the rule: it takes "hauwei" for KDDI through its brand "au". A typo is a bounded number
of edits, by optimal string alignment, in proportion to the length of the name.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from vendorwatch.factbase.layout import WHOLE_FORMS
from vendorwatch.factbase.legal_forms import (
    COMMON_WORDS,
    GROUP_WORDS,
    bare_words_of_name,
    legal_forms,
    without_legal_form,
)
from vendorwatch.factbase.names import key_of, names_told, words_left, words_of_name
from vendorwatch.lookup.answer import Match
from vendorwatch.lookup.places import country_of, names_only, places_in, tells_place, tells_state
from vendorwatch.lookup.store import Store

MAX_LENGTH = 200
"""Longer texts are no names: they are looked up exactly, and not searched for typos."""

SUGGESTIONS = 3
_SUGGESTION_SCORE = 60
_MIN_WORD = 3
_OWN_WORDS = 3
_MANY = 20

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
    sound: str
    bare_sound: str


class _Hit(NamedTuple):
    """A name that was hit, and how."""

    name: Name
    stage: str
    score: float
    edits: int | None = None


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
    names = list(names_of_kind(store, kind, f"form NOT IN {WHOLE_FORMS}"))
    near = process.extract(
        key, [name.key for name in names], scorer=fuzz.ratio, score_cutoff=_SUGGESTION_SCORE, limit=10 * SUGGESTIONS
    )
    from vendorwatch.lookup.units import abroad

    hits = [_Hit(name, "suggestion", score) for name, score in abroad(store, text, bare_words_of_name(text), kind)]
    hits += [_Hit(names[index], "suggestion", round(score, 1)) for _, score, index in near]
    return _matches(store, kind, hits)[:SUGGESTIONS]


def _stages(store: Store, text: str, kind: str, exact: bool) -> Iterator[list[Match]]:
    text = text.encode("utf-8", "replace").decode()  # lone surrogates are no text that SQLite takes
    words = words_of_name(text)
    key = key_of(words)
    yield _by_id(store, text, kind)
    if not key:
        return
    yield _by_key(store, kind, "key = ?", key)
    bare = bare_words_of_name(text)
    yield _of_company(store, bare != words, _by_bare_key(store, kind, key, key_of(bare)))
    yield _of_company(store, bare != words, _without_group_word(store, kind, bare))
    yield _by_id(store, "-".join(text.split()), kind)  # "united news", as an id is completed
    if exact or len(text) > MAX_LENGTH or _is_country_name(store, kind, key):
        return
    yield _told_twice(store, text, kind)
    yield _by_words(store, words, kind)
    if bare != words:
        yield _of_company(store, True, _by_words(store, bare, kind))
    from vendorwatch.lookup.typos import near_names
    from vendorwatch.lookup.units import units_of

    units = [] if kind == COUNTRY else units_of(store, text, bare, kind)
    yield _of_company(store, bare != words, _matches(store, kind, [_Hit(name, "words", score) for name, score in units]))
    near = [] if are_common(store, words) else near_names(store, text, words, bare, kind)
    yield _matches(store, kind, [_Hit(name, "typo", score, edits) for name, edits, score in near])


def _of_company(store: Store, has_form: bool, matches: list[Match]) -> list[Match]:
    """The matches of a name less its legal form, if it has one: no persons, since "Bayer AG" is not Kelly Bayer Rosmarin."""
    return [match for match in matches if not has_form or (store.entity(match.id) or {}).get("type") != "person"]


def _by_id(store: Store, text: str, kind: str) -> list[Match]:
    """The record with this id. Codes of countries are upper case, ids of entities lower: "bt" is one, "BT" may be both.

    So may "AU" be, Australia and what is called so in full.
    """
    typed = text.strip()
    id = typed.lower()
    own = [
        Match(id, name, kind if kind != ANY else roles[0], id, "id", 100.0)
        for name, roles in _entity_label(store, id)
        if kind in (ANY, *roles)
    ]
    if (own and typed == id) or not typed.isalnum():
        return own
    names = list(names_of_kind(store, kind, "form IN ('code', 'identifier') AND text = ?", typed.upper()))
    found = [*own, *_matches(store, kind, [_Hit(name, "id", 100.0) for name in names])]
    if kind == ANY and any(name.form == "code" for name in names):
        called = _by_key(store, kind, "NOT is_country AND key = ?", key_of(words_of_name(typed)))
        found += [match for match in called if match.id not in {other.id for other in found}]
    return found


def _by_key(store: Store, kind: str, where: str, *keys: str) -> list[Match]:
    names = names_of_kind(store, kind, f"{where} AND form NOT IN ('code', 'identifier', 'adjective')", *keys)
    return _matches(store, kind, [_Hit(name, "name", 100.0) for name in names])


def _by_bare_key(store: Store, kind: str, key: str, bare_key: str) -> list[Match]:
    """Entities whose name is the same but for legal forms, on either side."""
    # A company form makes a name a company's: "NC Corporation" is not New Caledonia.
    same = "NOT is_country AND (key IN (?, ?) OR bare_key IN (?, ?))"
    return _by_key(store, kind, same, key, bare_key, key, bare_key)


def _without_group_word(store: Store, kind: str, bare: list[str]) -> list[Match]:
    """The entity that "X Group" means where there is an X, and no record at all by the whole name."""
    shorter = key_of(without_legal_form(bare, GROUP_WORDS))
    whole = key_of(bare)
    if shorter == whole or _by_bare_key(store, ANY, whole, whole):
        return []
    return _by_key(store, kind, "NOT is_country AND form <> 'weak' AND (key = ? OR bare_key = ?)", shorter, shorter)


def _told_twice(store: Store, text: str, kind: str) -> list[Match]:
    """The records that a name and another in brackets both mean."""
    found = [resolve(store, name, kind) for name in names_told(text)]
    return [match for match in found[0] if match.id in {other.id for other in found[1]}] if found else []


def _is_country_name(store: Store, kind: str, key: str) -> bool:
    """Whether a country's English name was typed where entities are asked for: it is but one word of a company's name."""
    named = "SELECT 1 FROM names JOIN countries ON code = target AND text = countries.name WHERE is_country AND key = ?"
    return kind not in (ANY, COUNTRY) and bool(store.rows(named, key))


def _by_words(store: Store, words: list[str], kind: str) -> list[Match]:
    """Names that hold all words of the query; those that hold no others before those that do."""
    wanted = sorted(set(words))
    if not any(tells(word) for word in wanted):
        return []
    found = (name for name in names_of_kind(store, kind, holding_all(wanted), *wanted) if _may_mean(store, {*wanted}, name))
    names = _of_place(store, words, list(found))
    left = {name.number: words_left(words_of_name(name.text), {*wanted}) for name in names}
    alone = [name for name in names if not left[name.number]]
    length = len(key_of(words))
    hits = [_Hit(name, "words", round(100 * min(1.0, length / len(name.key)), 1)) for name in alone or names]
    matches = _matches(store, kind, sorted(hits, key=lambda hit: (hit.name.form != "name", -hit.score)))
    if 1 < len(matches) <= _MANY:
        return matches
    # The chance sole holder of words that others might hold as well is no answer, nor is what everybody is called.
    by_chance = (len(wanted) == 1 and are_common(store, wanted)) or all(
        leaves_state(store, words, left[name.number], name) for name in names
    )
    return [] if by_chance else matches


def holding_all(words: Collection[str]) -> str:
    """The SQL condition that a name holds all of the words, which differ and are its values."""
    marks = ", ".join("?" * len(words))
    holders = f"SELECT name FROM words WHERE word IN ({marks}) GROUP BY name HAVING COUNT(*) = {len(words)}"
    return f"number IN ({holders}) AND form NOT IN {WHOLE_FORMS}"


def _may_mean(store: Store, asked: set[str], name: Name) -> bool:
    """Whether words may mean a name that begins with another record's: with that, or with all behind it but its country.

    So Tesla is not Ericsson Nikola Tesla, while Lucent may be Alcatel-Lucent.
    """
    words = words_of_name(name.text)
    other = f"SELECT 1 FROM names WHERE key = ? AND target <> ? AND NOT is_country AND form NOT IN {WHOLE_FORMS}"
    for cut in range(1, len(words)):
        left = words_left(words[cut:], asked)
        if {*words[:cut]} <= asked or not left or not store.rows(other, key_of(words[:cut]), name.target):
            continue
        country = country_of(store, name.target, name.is_country)
        if country is None or not names_only(store, left, frozenset({country})):
            return False
    return True


def _of_place(store: Store, words: list[str], names: list[Name]) -> list[Name]:
    """The names less those where a country of the query is but a part of another's: Guinea is not in Papua New Guinea."""
    places = places_in(store, words, ()) if len(words) > 1 and names else []
    return [
        name
        for name in names
        if all(
            country_of(store, name.target, name.is_country) in place.codes
            or tells_place(store, words_of_name(name.text), words, place)
            for place in places
        )
    ]


def are_common(store: Store, words: Iterable[str]) -> bool:
    """Whether the facts write all of the words small: "equipment" is a word of the language, though it is in a name."""
    return all(store.rows("SELECT 1 FROM common_words WHERE word = ?", word) for word in words)


def leaves_state(store: Store, words: list[str], left: list[str], name: Name) -> bool:
    """Whether words are too few to tell a public body by while they leave its state untold.

    Any state may have a Prime Minister and a Ministry of Defence, though the base knows one: that is no answer. The
    Ministry of Industry and Information Technology is one.
    """
    return sum(map(tells, {*words})) < _OWN_WORDS and not name.is_country and tells_state(store, left, name.target)


def tells(word: str) -> bool:
    """Whether a word says whom a name means: it is long enough, and neither a legal form nor a word of all companies.

    A letter and a digit are as good as a word (A1, O2).
    """
    if word in GROUP_WORDS or word in COMMON_WORDS or word in legal_forms():
        return False
    return len(word) >= _MIN_WORD or not word.isascii() or (word[0].isalpha() and not word.isalpha())


def names_of_kind(store: Store, kind: str, where: str, *values: object) -> Iterator[Name]:
    """Compiled names of the kind that fulfil an SQL condition, in the order of the base."""
    scope = {COUNTRY: "is_country", ANY: "1"}.get(
        kind, "NOT is_country AND EXISTS (SELECT 1 FROM roles WHERE role = ? AND entity = target)"
    )
    roles = () if kind in (COUNTRY, ANY) else (kind,)
    sql = f"SELECT * FROM names WHERE {where} AND {scope} ORDER BY number"
    for row in store.connection.execute(sql, (*values, *roles)):
        yield Name(*row)


def _matches(store: Store, kind: str, hits: Iterable[_Hit]) -> list[Match]:
    """One match for each record among the names that were hit, through the first name of it."""
    first: dict[tuple[bool, str], _Hit] = {}
    for hit in hits:
        first.setdefault((bool(hit.name.is_country), hit.name.target), hit)
    matches = []
    for name, stage, score, edits in first.values():
        label, shown_kind = _label(store, name, kind)
        matches.append(Match(name.target, label, shown_kind, name.text, stage, score, edits))
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
