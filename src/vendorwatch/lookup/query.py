"""The questions: each takes the base and what was typed, and returns an Answer."""

from collections.abc import Iterable
from typing import Any

from vendorwatch.factbase.names import words_of_name
from vendorwatch.factbase.vocabulary import VOCABULARIES
from vendorwatch.lookup.answer import Answer, Document, Match
from vendorwatch.lookup.filters import NONE, Filters, View, read_filters
from vendorwatch.lookup.match import ANY, COUNTRY, MAX_LENGTH, resolve, suggest
from vendorwatch.lookup.posture import on_a_day, posture_of
from vendorwatch.lookup.select import EVERYTHING, Subject, select_facts
from vendorwatch.lookup.store import Store
from vendorwatch.lookup.view import seen

_KIND_ORDER = {kind: place for place, kind in enumerate(VOCABULARIES["kind"])}

LOOKUP_KINDS = ("carrier", "vendor", "country")
"""What `look_up` takes as a kind: a role of entities, or `country`."""


def look_up(store: Store, kind: str, text: str, filters: Filters = NONE, *, exact: bool = False) -> Answer:
    """All that is known of the carrier, vendor or country that `text` names, under filters. Raises FilterError."""
    answer = new_answer(store, kind, text)
    view = read_filters(store, filters, answer, exact=exact)
    if view is None:
        return answer
    matches = resolve(store, text, kind, exact=exact)
    if not _settle(answer, matches):
        if not matches:
            answer.candidates = _elsewhere(store, text, kind) or ([] if exact else suggest(store, text, kind))
        return answer
    return _with_record(answer, store, matches[0], view)


def find_source(store: Store, text: str, filters: Filters = NONE) -> Answer:
    """A source by its id or by words of its id, title, outlet, author or address, with the facts that cite it."""
    answer = new_answer(store, "source", text)
    view = read_filters(store, filters, answer)
    if view is not None and _settle(answer, _match_sources(store, text)):
        assert answer.match is not None
        with_facts(answer, store, select_facts(store, Subject(source=answer.match.id), view))
        cited = (source["id"] for source in answer.sources)
        answer.sources = store.sources_by_id(dict.fromkeys((answer.match.id, *cited)))
        answer.status = "found"
    return answer


def show(store: Store, text: str, filters: Filters = NONE, *, exact: bool = False) -> Answer:
    """Any record: a fact, thread or source by its id, else whatever entity or country `text` names."""
    answer = new_answer(store, "show", text)
    view = read_filters(store, filters, answer, exact=exact)
    if view is None:
        return answer
    # What is asked for by its id is shown at whatever stage.
    whole = view._replace(all_stages=True)
    id = text.strip().lower()
    if facts := store.facts_by_id([id]):
        answer.match = Match(id, facts[0]["summary"], "fact", id, "id", 100.0)
        answer.related = list(seen(store, _related(store, facts[0]), whole))
        return with_facts(answer, store, list(seen(store, facts, whole)))
    if store.sources_by_id([id]):
        return _under_command(find_source(store, id, filters), answer)
    if facts := store.facts_of_thread(id):
        answer.match = Match(id, id, "thread", id, "id", 100.0)
        return with_facts(answer, store, list(seen(store, facts, whole)))
    return _show_named(answer, store, text, view, filters, exact=exact)


def describe(store: Store) -> Answer:
    """Where the base lies, and what it holds."""
    answer = new_answer(store, "info", None)
    counted = store.rows("SELECT kind, COUNT(*) FROM facts GROUP BY kind ORDER BY COUNT(*) DESC, kind")
    kinds = {str(kind): count for kind, count in counted}
    newest = store.rows("SELECT MAX(issued) FROM sources")[0][0]
    answer.info = {"files": [str(path) for path in store.files], "kinds": kinds, "newest_source": newest}
    answer.status = "found"
    return answer


def rank(store: Store, text: str, kind: str = ANY, *, exact: bool = False) -> Answer:
    """The candidates for a name, best first: those that it resolves to, then what else looks like it."""
    answer = new_answer(store, "match", text)
    found = resolve(store, text, kind, exact=exact)
    taken = {(match.kind, match.id) for match in found}
    near = [] if exact else suggest(store, text, kind)
    answer.candidates = [*found, *(match for match in near if (match.kind, match.id) not in taken)]
    answer.match = found[0] if len(found) == 1 else None
    answer.status = "ambiguous" if len(found) > 1 else "found" if found else "not_found"
    return answer


def new_answer(store: Store, command: str, text: str | None) -> Answer:
    """An empty answer to a question, with the base that it is put to."""
    query: Document = {"command": command, "text": text, "as_of": None, "known_by": None, "filters": {}}
    return Answer(store.describe(), query)


def find_subject(answer: Answer, store: Store, text: str | None, *, exact: bool) -> Subject | None:
    """What a question is about, with its record in the answer: what `text` names, or everything where there is no text.

    None where the text names nothing, or several; the candidates are then in the answer.
    """
    if text is None:
        return EVERYTHING
    matches = resolve(store, text, ANY, exact=exact)
    if not _settle(answer, matches):
        if not matches and not exact:
            answer.candidates = suggest(store, text, ANY)
        return None
    return _enter(answer, store, matches[0])


def _enter(answer: Answer, store: Store, match: Match) -> Subject:
    """Take the record of an entity or country that was found into the answer; what its facts are selected by."""
    if match.kind == COUNTRY:
        answer.entity = store.country(match.id)
        return Subject(country=match.id)
    answer.entity = store.entity(match.id)
    return Subject(entity=match.id)


def _settle(answer: Answer, matches: list[Match]) -> bool:
    """Take a single match into the answer; several make it ambiguous. True when there is one to go on with."""
    if len(matches) == 1:
        answer.match = matches[0]
        return True
    if matches:
        answer.status = "ambiguous"
        answer.candidates = matches
    return False


def with_facts(answer: Answer, store: Store, facts: list[Document]) -> Answer:
    """The answer with its facts by kind, and the sources of these and of related facts; found only if there is a fact."""
    answer.facts = sorted(facts, key=lambda fact: _KIND_ORDER[fact["kind"]])
    answer.sources = cited_sources(store, (*answer.facts, *answer.related))
    answer.status = "found" if facts else "not_found"
    return answer


def cited_sources(store: Store, facts: Iterable[Document]) -> list[Document]:
    """The sources that facts cite and those that these reprint, in the order of first citation."""
    return store.sources_by_id(
        dict.fromkeys(id for fact in facts for citation in fact["citations"] for id in citation["chain"])
    )


def _related(store: Store, fact: Document) -> list[Document]:
    """The other facts of the thread, and those that the fact is in conflict with."""
    ids = [other["id"] for other in store.facts_of_thread(fact["thread"])] if fact["thread"] else []
    ids += [conflict["with"] for conflict in fact["conflicts"]]
    return store.facts_by_id(id for id in dict.fromkeys(ids) if id != fact["id"])


def _show_named(answer: Answer, store: Store, text: str, view: View, filters: Filters, *, exact: bool) -> Answer:
    matches = resolve(store, text, ANY, exact=exact)
    if not _settle(answer, matches):
        if not matches:
            sources = _match_sources(store, text)
            if len(sources) == 1:
                return _under_command(find_source(store, text, filters), answer)
            answer.candidates = sources or ([] if exact else suggest(store, text, ANY))
        return answer
    _with_record(answer, store, matches[0], view)
    answer.status = "found"
    return answer


def _with_record(answer: Answer, store: Store, match: Match, view: View) -> Answer:
    """The answer on the entity or country that was found: the record, its facts, and what else the words fit."""
    facts = select_facts(store, _enter(answer, store, match), view)
    assert answer.entity is not None
    if match.kind == COUNTRY:
        answer.entities = store.vendors_of_country(match.id)
        answer.cells = posture_of(store, on_a_day(store, view), country=match.id)
    else:
        answer.candidates = _also_fitting(store, answer)
        if "vendor" in answer.entity["roles"]:
            answer.cells = posture_of(store, on_a_day(store, view), vendor=match.id)
    return with_facts(answer, store, facts)


def _also_fitting(store: Store, answer: Answer) -> list[Match]:
    """The records kept apart from the one found (`different_from`) that the words asked for fit as well."""
    assert answer.entity is not None and answer.match is not None
    if answer.match.stage == "id" or not answer.entity["different_from"]:
        return []
    asked = set(words_of_name(answer.query["text"]))
    found = []
    for id in answer.entity["different_from"]:
        other = store.entity(id)
        names = [other["name"], *(name for names in other["names"].values() for name in names)] if other else []
        name = next((name for name in names if asked <= set(words_of_name(name))), None)
        if other is not None and name is not None:
            found.append(Match(id, other["name"], next(iter(other["roles"]), other["type"]), name, "words", 100.0))
    return found


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
