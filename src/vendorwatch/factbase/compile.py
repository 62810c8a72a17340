"""Typed records → the SQLite read model that every answer comes from.

Each record is stored whole, as the object that the JSON answer gives (column `document`), beside the columns that look-ups
select by. The layout is private to one version of the program, and the cache is keyed by it; what others are to read is an
export.
"""

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from vendorwatch.factbase import derive, stages
from vendorwatch.factbase.dates import Date
from vendorwatch.factbase.documents import (
    Derived,
    Document,
    country_document,
    entity_document,
    fact_document,
    listed_date,
    source_document,
)
from vendorwatch.factbase.due import due_facts
from vendorwatch.factbase.fulltext import TABLES as FULLTEXT_TABLES
from vendorwatch.factbase.fulltext import write_fulltext
from vendorwatch.factbase.layout import APPLICATION_ID, INDEXES, LAYOUT, PROGRAM, TABLES, TYPO_FORMS
from vendorwatch.factbase.legal_forms import bare_words_of_name
from vendorwatch.factbase.model import Entity, Fact, FactBase
from vendorwatch.factbase.names import key_of, sound_of, words_of_name, words_to_find
from vendorwatch.factbase.segments import pieces_of

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""One encoder for all documents: json.dumps makes one a call."""

_WORD = re.compile(r"[^\W\d_]{3,}")


def compile_base(base: FactBase, connection: sqlite3.Connection) -> None:
    """Write the read model of `base` into an empty database. All references of the base must resolve."""
    ids = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {LAYOUT}"
    connection.executescript(f"{ids}; {TABLES}; {FULLTEXT_TABLES}; BEGIN")  # one transaction, not one a row
    writer = _Writer(base, connection)
    writer.write_facts()
    writer.write_entities()
    writer.write_countries()
    writer.write_sources()
    writer.write_names()
    for statement in INDEXES.split(";"):
        connection.execute(statement)
    # Last, so that a file cut short has no `meta` rows to be trusted by.
    writer.write_meta()
    connection.execute("COMMIT")


class _Writer:
    def __init__(self, base: FactBase, connection: sqlite3.Connection) -> None:
        self.base = base
        self.connection = connection
        self.facts_of: dict[str, set[str]] = defaultdict(set)
        self.facts_in: dict[str, set[str]] = defaultdict(set)
        # English display names first: a match names the first of a country's names that hit.
        self.countries = sorted(read_countries(), key=lambda row: (row[1] != "name", row[2] != "en"))

    def insert(self, table: str, rows: Iterator[tuple[object, ...]]) -> None:
        width = len(self.connection.execute(f"SELECT * FROM {table} LIMIT 0").description)
        self.connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * width)})", rows)

    def write_meta(self) -> None:
        base = self.base
        meta = {
            "program": PROGRAM,
            "version": base.version,
            "sha256": base.sha256,
            "facts": len(base.facts),
            "sources": len(base.sources),
            "entities": len(base.entities),
        }
        self.insert("meta", ((key, str(value)) for key, value in meta.items()))

    def write_facts(self) -> None:
        base = self.base
        outlets = derive.outlets_by_name(base)
        disagreements = derive.disagreements_of(base)
        successors = derive.successors_of(base)
        due = {fact.id: date for fact, _, date in due_facts(base)}
        documents = []
        for fact in base.facts.values():
            conflicts = disagreements.get(fact.id, [])
            contradicted = derive.is_contradicted(conflicts, base)
            derived = Derived(
                derive.places_of(fact, base),
                derive.support_of(fact, base, outlets, contradicted=contradicted),
                conflicts,
                successors.get(fact.id),
                due.get(fact.id),
            )
            document = fact_document(fact, base, derived, outlets)
            documents.append((fact, document))
        rows = [_fact_row(fact, document, listed_date(fact, base), due.get(fact.id)) for fact, document in documents]
        days = {row[0]: row[6] for row in rows}
        self.insert("facts", iter(rows))
        self.insert("parties", self._party_rows(documents, days))
        self.insert("places", self._place_rows(documents, days))
        self.insert("conflicts", self._conflict_rows(disagreements))
        self.insert("networks", _network_rows(documents, days))
        self.insert("acts", self._act_rows(documents))
        self.insert("citations", _citation_rows(documents, days))
        write_fulltext(self.connection, base, (document for _, document in documents))

    def _party_rows(
        self, documents: list[tuple[Fact, Document]], days: dict[object, object]
    ) -> Iterator[tuple[object, ...]]:
        for fact, document in documents:
            for party in document["parties"]:
                self.facts_of[party["id"]].add(fact.id)
                yield party["id"], fact.id, party["role"], party["group"], days[fact.id]

    def _place_rows(
        self, documents: list[tuple[Fact, Document]], days: dict[object, object]
    ) -> Iterator[tuple[object, ...]]:
        for fact, document in documents:
            by_vendor = derive.vendor_places_of(fact, self.base)
            for country in document["where"]:
                if country not in by_vendor:
                    self.facts_in[country].add(fact.id)
                yield country, fact.id, days[fact.id], country in by_vendor

    def _conflict_rows(self, disagreements: dict[str, list[derive.Disagreement]]) -> Iterator[tuple[object, ...]]:
        """Each pair once, under the side that comes first in the base."""
        written: set[frozenset[str]] = set()
        for id, items in disagreements.items():
            for item in items:
                if frozenset((id, item.other)) not in written:
                    written.add(frozenset((id, item.other)))
                    yield id, item.other, item.type, item.declared, item.note

    def _act_rows(self, documents: list[tuple[Fact, Document]]) -> Iterator[tuple[object, ...]]:
        """A row for each standing action and target, under the country of whoever acts."""
        for fact, document in documents:
            if fact.kind == "action" and fact.stands:
                actors = [party["country"] for party in document["parties"] if party["role"] == "actor"]
                targets = [party["id"] for party in document["parties"] if party["role"] == "target"]
                brief = _dump(stages.brief_of(document))
                for country in dict.fromkeys(country for country in actors if country):
                    yield from ((country, target, fact.id, brief) for target in targets)

    def write_entities(self) -> None:
        rows = []
        parts: dict[str, list[str]] = defaultdict(list)
        for entity in self.base.entities.values():
            if entity.part_of:
                parts[entity.part_of].append(entity.id)
        for entity in self.base.entities.values():
            count, latest = self._count(self.facts_of[entity.id])
            document = entity_document(entity, parts=parts[entity.id], facts=count, latest=latest)
            rows.append((entity.id, entity.type, entity.name, entity.country, count, latest, _dump(document)))
        self.insert("entities", iter(rows))
        self.insert("roles", ((role, item.id) for item in self.base.entities.values() for role in item.roles))

    def write_countries(self) -> None:
        names: dict[str, dict[str, list[str]]] = defaultdict(dict)
        display: dict[str, str] = {}
        for code, form, language, name in self.countries:
            if form == "name":
                names[code].setdefault(language, []).append(name)
                if language == "en":
                    display[code] = name
        rows = []
        regions = read_regions()
        for code, name in display.items():
            count, latest = self._count(self.facts_in[code])
            document = country_document(code, name, names[code], facts=count, latest=latest)
            rows.append((code, name, *regions.get(code, ("", "")), count, latest, _dump(document)))
        self.insert("countries", iter(rows))

    def _count(self, ids: set[str]) -> tuple[int, str | None]:
        """How many facts, and the date of the latest as written."""
        dates = filter(None, (listed_date(self.base.facts[id], self.base) for id in ids))
        latest = max(dates, key=lambda date: (date.earliest or "", date.latest or "", date.edtf), default=None)
        return len(ids), latest.edtf if latest else None

    def write_sources(self) -> None:
        counts = Counter(source for fact in self.base.facts.values() for source in {c.source for c in fact.citations})
        rows = []
        for source in self.base.sources.values():
            document = source_document(source, facts=counts[source.id])
            columns = (source.type, source.title, source.container_title, document["issued"], source.URL)
            rows.append((source.id, *columns, counts[source.id], _dump(document)))
        self.insert("sources", iter(rows))

    def write_names(self) -> None:
        names: list[tuple[int, str, bool, str, str, str, str, str, str]] = []
        words_of: list[tuple[str, int, str]] = []
        for number, (target, is_country, form, text) in enumerate(self._names(), 1):
            words = words_of_name(text)
            key, bare = key_of(words), key_of(words if is_country else bare_words_of_name(text))
            names.append((number, target, is_country, form, text, key, bare, sound_of(key), sound_of(bare)))
            words_of += [(word, number, sound_of(word)) for word in words_to_find(words)]
        self.insert("names", iter(names))
        self.insert("words", iter(sorted(words_of)))
        self.insert("common_words", ((word,) for word in sorted(self._small_words() & {word for word, *_ in words_of})))
        terms = {term for row in names if row[3] in TYPO_FORMS for term in row[5:]}
        terms |= {term for word, number, sound in words_of if names[number - 1][3] in TYPO_FORMS for term in (word, sound)}
        # In the order of the index, which is then written from one end to the other.
        self.insert("pieces", iter(sorted((*piece, term) for term in terms for piece in pieces_of(term))))

    def _small_words(self) -> set[str]:
        """The words that summaries write in small letters: those of the language, which name nobody."""
        return {word for fact in self.base.facts.values() for word in _WORD.findall(fact.summary) if word.islower()}

    def _names(self) -> Iterator[tuple[str, bool, str, str]]:
        for entity in self.base.entities.values():
            names = [("name", entity.name), *_other_names(entity)]
            # What a group is called describes it ("rural carriers with gear of X"): no word of that means the group.
            yield from ((entity.id, False, "described" if entity.type == "group" else form, text) for form, text in names)
        for code, form, _language, name in self.countries:
            yield code, True, form, name


def read_countries() -> Iterator[tuple[str, str, str, str]]:
    """Code, form (name, alias, code, capital), language and name, from data/countries.tsv (CLDR; see data/README.md)."""
    path = Path(__file__).with_name("data") / "countries.tsv"
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        if line:
            code, form, language, name = line.split("\t")
            yield code, form, language, name


def read_regions() -> dict[str, tuple[str, str]]:
    """Region and subregion by country code, as words of a filter ("south-eastern-asia"), from data/regions.tsv (rigour)."""
    path = Path(__file__).with_name("data") / "regions.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")[1:] if line)
    return {code: (_word(region), _word(subregion)) for code, region, subregion in rows}


def _word(name: str) -> str:
    return "-".join(name.casefold().split())


def _other_names(entity: Entity) -> Iterator[tuple[str, str]]:
    yield from (("alias", text) for names in entity.names.values() for text in names)
    yield from (("former", former.name) for former in entity.former_names)
    yield from (("weak", text) for text in entity.weak_names)
    yield from (("identifier", text.upper()) for text in entity.ids.values())


def _fact_row(fact: Fact, document: Document, date: Date | None, due: Date | None) -> tuple[object, ...]:
    first_day = (date.earliest or date.latest) if date else None
    last_day = (date.latest or date.earliest) if date else None
    return (
        fact.id,
        fact.kind,
        fact.status,
        fact.thread,
        fact.summary,
        date.edtf if date else None,
        first_day,
        last_day,
        document["support"]["label"],
        document["support"]["disputed"],
        (stages.began(document) or {}).get("earliest"),
        _known_from(document),
        fact.checked.latest if fact.checked else None,
        due.latest if due else None,
        _dump(document),
    )


def _known_from(document: Document) -> str:
    """The first day on which a source may have told of a fact; nothing where a source has no date."""
    issued = (citation["issued"] for citation in document["citations"] if citation["stance"] == "supports")
    return min(((date or {}).get("earliest") or "" for date in issued), default="")


def _network_rows(documents: list[tuple[Fact, Document]], days: dict[object, object]) -> Iterator[tuple[object, ...]]:
    for fact, document in documents:
        yield from ((network, fact.id, days[fact.id]) for network in document["scope"]["network"])


def _citation_rows(documents: list[tuple[Fact, Document]], days: dict[object, object]) -> Iterator[tuple[object, ...]]:
    for fact, _document in documents:
        for position, citation in enumerate(fact.citations):
            yield citation.source, fact.id, position, citation.basis, citation.stance, days[fact.id]
