"""The questions: each takes the base and what was typed, and returns an Answer."""

from collections.abc import Callable, Iterable
from typing import Any

from vendorwatch.factbase.vocabulary import VOCABULARIES
from vendorwatch.lookup.answer import Answer, Document, Match
from vendorwatch.lookup.base import Base
from vendorwatch.lookup.match import ANY, COUNTRY, MAX_LENGTH, resolve, suggest

_KIND_ORDER = {kind: place for place, kind in enumerate(VOCABULARIES["kind"])}

LOOKUP_KINDS = ("carrier", "vendor", "country")
"""What `look_up` takes as a kind: a role of entities, or `country`."""


def look_up(base: Base, kind: str, text: str, *, exact: bool = False) -> Answer:
    """All that is known of the carrier, vendor or country that `text` names."""
    answer = _answer(base, kind, text)
    matches = resolve(base, text, kind, exact=exact)
    if not _settle(answer, matches):
        if not matches:
            answer.candidates = _elsewhere(base, text, kind) or ([] if exact else suggest(base, text, kind))
        return answer
    match = matches[0]
    if kind == COUNTRY:
        answer.entity = base.country(match.id)
        facts = base.facts_of_country(match.id)
    else:
        answer.entity = base.entity(match.id)
        facts = base.facts_of_entity(match.id)
    return _with_facts(answer, base, facts)


def find_source(base: Base, text: str) -> Answer:
    """A source by its id or by words of its id, title, outlet, author or address, with the facts that cite it."""
    answer = _answer(base, "source", text)
    if _settle(answer, _match_sources(base, text)):
        assert answer.match is not None
        _with_facts(answer, base, base.facts_of_source(answer.match.id))
        cited = (source["id"] for source in answer.sources)
        answer.sources = base.sources_by_id(dict.fromkeys((answer.match.id, *cited)))
        answer.status = "found"
    return answer


def show(base: Base, text: str, *, exact: bool = False) -> Answer:
    """Any record: a fact, thread or source by its id, else whatever entity or country `text` names."""
    answer = _answer(base, "show", text)
    id = text.strip().lower()
    if facts := base.facts_by_id([id]):
        answer.match = Match(id, facts[0]["summary"], "fact", id, "id", 100.0)
        answer.related = _related(base, facts[0])
        return _with_facts(answer, base, facts)
    if base.sources_by_id([id]):
        return _under_command(find_source(base, id), answer)
    if facts := base.facts_of_thread(id):
        answer.match = Match(id, id, "thread", id, "id", 100.0)
        return _with_facts(answer, base, facts)
    return _show_named(answer, base, text, exact)


def list_facts(base: Base, command: str, kind: str | None = None) -> Answer:
    """All facts, or those of one kind, newest first."""
    return _with_facts(_answer(base, command, None), base, base.facts(kind))


def list_entities(base: Base, command: str, role: str) -> Answer:
    """The entities in a role, by name, with counts of facts and the date of the latest."""
    return _with_rows(_answer(base, command, None), entities=base.entities_in_role(role))


def list_countries(base: Base) -> Answer:
    """The countries that facts concern, by name, with counts and the date of the latest."""
    return _with_rows(_answer(base, "countries", None), entities=base.countries_with_facts())


def list_sources(base: Base) -> Answer:
    """All sources, newest first, with counts of the facts that cite them."""
    return _with_rows(_answer(base, "sources", None), sources=base.sources())


def describe(base: Base) -> Answer:
    """Where the base lies, and what it holds."""
    answer = _answer(base, "info", None)
    counted = base.rows("SELECT kind, COUNT(*) FROM facts GROUP BY kind ORDER BY COUNT(*) DESC, kind")
    kinds = {str(kind): count for kind, count in counted}
    newest = base.rows("SELECT MAX(issued) FROM sources")[0][0]
    answer.info = {"files": [str(path) for path in base.files], "kinds": kinds, "newest_source": newest}
    answer.status = "found"
    return answer


def where_named(base: Base, text: str) -> list[Match]:
    """Exact hits for `text` among all entities and countries: what an unknown command may have meant."""
    return resolve(base, text, ANY, exact=True)


def _answer(base: Base, command: str, text: str | None) -> Answer:
    query: Document = {"command": command, "text": text, "as_of": None, "known_by": None, "filters": {}}
    return Answer(base.describe(), query)


def _settle(answer: Answer, matches: list[Match]) -> bool:
    """Take a single match into the answer; several make it ambiguous. True when there is one to go on with."""
    if len(matches) == 1:
        answer.match = matches[0]
        return True
    if matches:
        answer.status = "ambiguous"
        answer.candidates = matches
    return False


def _with_facts(answer: Answer, base: Base, facts: list[Document]) -> Answer:
    """The answer with its facts by kind, and the sources of these and of related facts; found only if there is a fact."""
    answer.facts = sorted(facts, key=lambda fact: _KIND_ORDER[fact["kind"]])
    cited: dict[str, None] = {}
    for fact in (*answer.facts, *answer.related):
        for citation in fact["citations"]:
            cited.update(dict.fromkeys(citation["chain"]))
    answer.sources = base.sources_by_id(cited)
    answer.status = "found" if facts else "not_found"
    return answer


def _with_rows(answer: Answer, **rows: list[Document]) -> Answer:
    for name, documents in rows.items():
        setattr(answer, name, documents)
        answer.status = "found" if documents else "not_found"
    return answer


def _related(base: Base, fact: Document) -> list[Document]:
    """The other facts of the thread, and those that the fact is in conflict with."""
    ids = [other["id"] for other in base.facts_of_thread(fact["thread"])] if fact["thread"] else []
    ids += [conflict["with"] for conflict in fact["conflicts"]]
    return base.facts_by_id(id for id in dict.fromkeys(ids) if id != fact["id"])


def _show_named(answer: Answer, base: Base, text: str, exact: bool) -> Answer:
    matches = resolve(base, text, ANY, exact=exact)
    if not _settle(answer, matches):
        if not matches:
            sources = _match_sources(base, text)
            if len(sources) == 1:
                return _under_command(find_source(base, text), answer)
            answer.candidates = sources or ([] if exact else suggest(base, text, ANY))
        return answer
    id = matches[0].id
    is_country = matches[0].kind == COUNTRY
    answer.entity = base.country(id) if is_country else base.entity(id)
    facts = base.facts_of_country(id) if is_country else base.facts_of_entity(id)
    _with_facts(answer, base, facts)
    answer.status = "found"
    return answer


def _under_command(answer: Answer, asked: Answer) -> Answer:
    """The same answer, under the command and words that were asked."""
    answer.query = asked.query
    return answer


def _elsewhere(base: Base, text: str, kind: str) -> list[Match]:
    """Records of other kinds that `text` names exactly: "huawei" asked as a carrier is a vendor."""
    return [match for match in resolve(base, text, ANY, exact=True) if match.kind != kind]


def _match_sources(base: Base, text: str) -> list[Match]:
    id = text.strip().lower()
    if found := base.sources_by_id([id]):
        return [_source_match(found[0], id, "id")]
    words = text.casefold().split()
    if not words or len(text) > MAX_LENGTH:
        return []
    return [_source_match(source, text, "words") for source in base.sources() if _holds(source, words)]


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


LISTS: dict[str, Callable[[Base], Answer]] = {
    "carriers": lambda base: list_entities(base, "carriers", "carrier"),
    "vendors": lambda base: list_entities(base, "vendors", "vendor"),
    "countries": list_countries,
    "sources": list_sources,
    "facts": lambda base: list_facts(base, "facts"),
    "actions": lambda base: list_facts(base, "actions", "action"),
    "relationships": lambda base: list_facts(base, "relationships", "relationship"),
    "deals": lambda base: list_facts(base, "deals", "deal"),
    "figures": lambda base: list_facts(base, "figures", "figure"),
    "statements": lambda base: list_facts(base, "statements", "statement"),
    "proceedings": lambda base: list_facts(base, "proceedings", "proceeding"),
    "events": lambda base: list_facts(base, "events", "event"),
}
"""The lists, by command."""
