"""The questions: each takes the base and what was typed, and returns an Answer."""

from collections.abc import Callable, Iterable
from typing import Any

from vendorwatch.factbase.vocabulary import VOCABULARIES
from vendorwatch.lookup.answer import Answer, Document, Match
from vendorwatch.lookup.match import ANY, COUNTRY, MAX_LENGTH, resolve, suggest
from vendorwatch.lookup.store import Store

_KIND_ORDER = {kind: place for place, kind in enumerate(VOCABULARIES["kind"])}

LOOKUP_KINDS = ("carrier", "vendor", "country")
"""What `look_up` takes as a kind: a role of entities, or `country`."""


def look_up(store: Store, kind: str, text: str, *, exact: bool = False) -> Answer:
    """All that is known of the carrier, vendor or country that `text` names."""
    answer = _answer(store, kind, text)
    matches = resolve(store, text, kind, exact=exact)
    if not _settle(answer, matches):
        if not matches:
            answer.candidates = _elsewhere(store, text, kind) or ([] if exact else suggest(store, text, kind))
        return answer
    match = matches[0]
    if kind == COUNTRY:
        answer.entity = store.country(match.id)
        facts = store.facts_of_country(match.id)
    else:
        answer.entity = store.entity(match.id)
        facts = store.facts_of_entity(match.id)
    return _with_facts(answer, store, facts)


def find_source(store: Store, text: str) -> Answer:
    """A source by its id or by words of its id, title, outlet, author or address, with the facts that cite it."""
    answer = _answer(store, "source", text)
    if _settle(answer, _match_sources(store, text)):
        assert answer.match is not None
        _with_facts(answer, store, store.facts_of_source(answer.match.id))
        cited = (source["id"] for source in answer.sources)
        answer.sources = store.sources_by_id(dict.fromkeys((answer.match.id, *cited)))
        answer.status = "found"
    return answer


def show(store: Store, text: str, *, exact: bool = False) -> Answer:
    """Any record: a fact, thread or source by its id, else whatever entity or country `text` names."""
    answer = _answer(store, "show", text)
    id = text.strip().lower()
    if facts := store.facts_by_id([id]):
        answer.match = Match(id, facts[0]["summary"], "fact", id, "id", 100.0)
        answer.related = _related(store, facts[0])
        return _with_facts(answer, store, facts)
    if store.sources_by_id([id]):
        return _under_command(find_source(store, id), answer)
    if facts := store.facts_of_thread(id):
        answer.match = Match(id, id, "thread", id, "id", 100.0)
        return _with_facts(answer, store, facts)
    return _show_named(answer, store, text, exact)


def list_facts(store: Store, command: str, kind: str | None = None) -> Answer:
    """All facts, or those of one kind, newest first."""
    return _with_facts(_answer(store, command, None), store, store.facts(kind))


def list_entities(store: Store, command: str, role: str) -> Answer:
    """The entities in a role, by name, with counts of facts and the date of the latest."""
    return _with_rows(_answer(store, command, None), entities=store.entities_in_role(role))


def list_countries(store: Store) -> Answer:
    """The countries that facts concern, by name, with counts and the date of the latest."""
    return _with_rows(_answer(store, "countries", None), entities=store.countries_with_facts())


def list_sources(store: Store) -> Answer:
    """All sources, newest first, with counts of the facts that cite them."""
    return _with_rows(_answer(store, "sources", None), sources=store.sources())


def describe(store: Store) -> Answer:
    """Where the base lies, and what it holds."""
    answer = _answer(store, "info", None)
    counted = store.rows("SELECT kind, COUNT(*) FROM facts GROUP BY kind ORDER BY COUNT(*) DESC, kind")
    kinds = {str(kind): count for kind, count in counted}
    newest = store.rows("SELECT MAX(issued) FROM sources")[0][0]
    answer.info = {"files": [str(path) for path in store.files], "kinds": kinds, "newest_source": newest}
    answer.status = "found"
    return answer


def rank(store: Store, text: str, kind: str = ANY, *, exact: bool = False) -> Answer:
    """The candidates for a name, best first: those that it resolves to, then what else looks like it."""
    answer = _answer(store, "match", text)
    found = resolve(store, text, kind, exact=exact)
    taken = {(match.kind, match.id) for match in found}
    near = [] if exact else suggest(store, text, kind)
    answer.candidates = [*found, *(match for match in near if (match.kind, match.id) not in taken)]
    answer.match = found[0] if len(found) == 1 else None
    answer.status = "ambiguous" if len(found) > 1 else "found" if found else "not_found"
    return answer


def _answer(store: Store, command: str, text: str | None) -> Answer:
    query: Document = {"command": command, "text": text, "as_of": None, "known_by": None, "filters": {}}
    return Answer(store.describe(), query)


def _settle(answer: Answer, matches: list[Match]) -> bool:
    """Take a single match into the answer; several make it ambiguous. True when there is one to go on with."""
    if len(matches) == 1:
        answer.match = matches[0]
        return True
    if matches:
        answer.status = "ambiguous"
        answer.candidates = matches
    return False


def _with_facts(answer: Answer, store: Store, facts: list[Document]) -> Answer:
    """The answer with its facts by kind, and the sources of these and of related facts; found only if there is a fact."""
    answer.facts = sorted(facts, key=lambda fact: _KIND_ORDER[fact["kind"]])
    cited: dict[str, None] = {}
    for fact in (*answer.facts, *answer.related):
        for citation in fact["citations"]:
            cited.update(dict.fromkeys(citation["chain"]))
    answer.sources = store.sources_by_id(cited)
    answer.status = "found" if facts else "not_found"
    return answer


def _with_rows(answer: Answer, **rows: list[Document]) -> Answer:
    for name, documents in rows.items():
        setattr(answer, name, documents)
        answer.status = "found" if documents else "not_found"
    return answer


def _related(store: Store, fact: Document) -> list[Document]:
    """The other facts of the thread, and those that the fact is in conflict with."""
    ids = [other["id"] for other in store.facts_of_thread(fact["thread"])] if fact["thread"] else []
    ids += [conflict["with"] for conflict in fact["conflicts"]]
    return store.facts_by_id(id for id in dict.fromkeys(ids) if id != fact["id"])


def _show_named(answer: Answer, store: Store, text: str, exact: bool) -> Answer:
    matches = resolve(store, text, ANY, exact=exact)
    if not _settle(answer, matches):
        if not matches:
            sources = _match_sources(store, text)
            if len(sources) == 1:
                return _under_command(find_source(store, text), answer)
            answer.candidates = sources or ([] if exact else suggest(store, text, ANY))
        return answer
    id = matches[0].id
    is_country = matches[0].kind == COUNTRY
    answer.entity = store.country(id) if is_country else store.entity(id)
    facts = store.facts_of_country(id) if is_country else store.facts_of_entity(id)
    _with_facts(answer, store, facts)
    answer.status = "found"
    return answer


def _under_command(answer: Answer, asked: Answer) -> Answer:
    """The same answer, under the command and words that were asked."""
    answer.query = asked.query
    return answer


def _elsewhere(store: Store, text: str, kind: str) -> list[Match]:
    """Records of other kinds that `text` names exactly: "huawei" asked as a carrier is a vendor."""
    return [match for match in resolve(store, text, ANY, exact=True) if match.kind != kind]


def _match_sources(store: Store, text: str) -> list[Match]:
    id = text.strip().lower()
    if found := store.sources_by_id([id]):
        return [_source_match(found[0], id, "id")]
    words = text.casefold().split()
    if not words or len(text) > MAX_LENGTH:
        return []
    return [_source_match(source, text, "words") for source in store.sources() if _holds(source, words)]


def _holds(source: Document, words: Iterable[str]) -> bool:
    fields: tuple[Any, ...] = (
        source["id"],
        source["title"],
        source["container-title"],
        source["URL"],
        *source["author"],
    )
    held = " ".join(field for field in fields if field).casefold()
    return all(word in held for word in words)


def _source_match(source: Document, alias: str, stage: str) -> Match:
    return Match(source["id"], source["title"], "source", alias, stage, 100.0)


LISTS: dict[str, Callable[[Store], Answer]] = {
    "carriers": lambda store: list_entities(store, "carriers", "carrier"),
    "vendors": lambda store: list_entities(store, "vendors", "vendor"),
    "countries": list_countries,
    "sources": list_sources,
    "facts": lambda store: list_facts(store, "facts"),
    "actions": lambda store: list_facts(store, "actions", "action"),
    "relationships": lambda store: list_facts(store, "relationships", "relationship"),
    "deals": lambda store: list_facts(store, "deals", "deal"),
    "figures": lambda store: list_facts(store, "figures", "figure"),
    "statements": lambda store: list_facts(store, "statements", "statement"),
    "proceedings": lambda store: list_facts(store, "proceedings", "proceeding"),
    "events": lambda store: list_facts(store, "events", "event"),
}
"""The lists, by command."""
