"""What the bundled base covers, counted: the tables of docs/coverage.md."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from vendorwatch.factbase.cache import bundled_facts, load_valid
from vendorwatch.factbase.derive import origin_of, outlets_by_name, places_of
from vendorwatch.factbase.documents import listed_date
from vendorwatch.factbase.inputs import read_inputs
from vendorwatch.factbase.model import Fact, FactBase

NO_COUNTRY = "The world"


def tables() -> str:
    """Totals, then facts by kind, year, language, support and country, as Markdown."""
    base = load_valid(read_inputs([bundled_facts()]))
    parts = [_totals(base), _by_year(base), _by_language(base), _by_country(base)]
    return "\n".join(parts)


def _totals(base: FactBase) -> str:
    facts = list(base.facts.values())
    outlets = outlets_by_name(base)
    several = sum(len({citation.source for citation in fact.citations}) > 1 for fact in facts)
    one_origin = sum(len({origin_of(item, base, outlets) for item in fact.citations}) == 1 for fact in facts)
    countries = {country for fact in facts for country in places_of(fact, base)} - {"EU"}
    carriers = {party.id for fact in facts for party in fact.parties if party.role == "carrier"}
    named = {id for id in carriers if base.entities[id].type == "company"}
    rows = [
        ("facts", len(facts)),
        *((f"of them: {kind}", count) for kind, count in Counter(fact.kind for fact in facts).most_common()),
        ("citations", sum(len(fact.citations) for fact in facts)),
        ("sources", len(base.sources)),
        ("outlets and publishers", len({source.container_title for source in base.sources.values()})),
        ("countries, without the EU", len(countries)),
        ("carriers that facts name", len(named)),
        ("vendors", sum("vendor" in item.roles and item.type == "company" for item in base.entities.values())),
        ("facts with two sources or more", _share(several, len(facts))),
        ("facts with one origin only", _share(one_origin, len(facts))),
        ("state acts with a day announced or in force", _share(*_dated_acts(facts))),
    ]
    return _table(("what", "how many"), rows)


def _dated_acts(facts: Iterable[Fact]) -> tuple[int, int]:
    acts = [fact for fact in facts if fact.kind == "action"]
    return sum("announced" in fact.dates or "effective" in fact.dates for fact in acts), len(acts)


def _by_year(base: FactBase) -> str:
    years: Counter[str] = Counter()
    for fact in base.facts.values():
        date = listed_date(fact, base)
        day = (date.earliest or date.latest) if date else None
        years["before 2012" if day and day < "2012" else day[:4] if day else "undated"] += 1
    order = sorted(years, key=lambda year: (year != "before 2012", year))
    return _table(("year of the fact", "facts"), [(year, years[year]) for year in order])


def _by_language(base: FactBase) -> str:
    counts = Counter(source.language or "not told" for source in base.sources.values())
    return _table(("language of the source", "sources"), counts.most_common())


def _by_country(base: FactBase) -> str:
    from vendorwatch.factbase.compile import read_countries

    names = {code: name for code, form, language, name in read_countries() if (form, language) == ("name", "en")}
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in base.facts.values():
        for code in places_of(fact, base) or ("",):
            groups[code].append(fact)
    rows = [
        (
            names.get(code, NO_COUNTRY),
            len(facts),
            sum(fact.kind == "action" for fact in facts),
            len({party.id for fact in facts for party in fact.parties if party.role == "carrier"}),
            len({citation.source for fact in facts for citation in fact.citations}),
        )
        for code, facts in groups.items()
    ]
    rows.sort(key=lambda row: (row[0] == NO_COUNTRY, row[0]))
    return _table(("country", "facts", "state acts", "carriers", "sources"), rows)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}, {100 * part / max(whole, 1):.0f} %"


def _table(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    return "\n".join(_lines(header, rows)) + "\n"


def _lines(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)
