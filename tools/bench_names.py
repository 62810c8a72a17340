"""Right and wrong answers of name matching on labelled cases: python tools/bench_names.py [--failures] [--markdown].

The cases (tests/data/match_cases.csv) and the base that they are about (tests/data/match_base.yaml) are answered by
vendorwatch and, from the same names, by the ways in which such a look-up is usually written: the best RapidFuzz WRatio from
85 up, difflib's closest match from 0.85 up, and nomenklatura's logic-v2 from its usual threshold of 0.7 up where it is
installed (pip install nomenklatura; it needs PyICU). The libraries get names and queries lower-cased and no more, as a
user of theirs would pass them; Wikidata ids and LEIs are not among the names. All of it takes some two minutes.

Right is exactly the expected record; for an ambiguous name all the expected ones among several; for an absent name nothing.
Precision = right answers / answers given; recall = right answers / cases that have an answer; accuracy = right / cases.
"""

import argparse
import csv
import difflib
import importlib
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from vendorwatch.factbase.compile import read_countries
from vendorwatch.factbase.inputs import read_inputs
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.model import Entity
from vendorwatch.lookup.match import ANY, COUNTRY, resolve
from vendorwatch.lookup.store import open_store

DATA = Path(__file__).parents[1] / "tests" / "data"
BASE = DATA / "match_base.yaml"
CASES = DATA / "match_cases.csv"

CLASSES = (
    "exact",
    "alias",
    "legal-form",
    "script",
    "typo",
    "partial",
    "group-member",
    "ambiguous",
    "identifier",
    "absent",
)
KINDS = ("vendor", "carrier", COUNTRY, ANY)

WRATIO_FROM = 85
DIFFLIB_FROM = 0.85
LOGIC_FROM = 0.7

Ids = frozenset[str]
Resolver = Callable[[str, str], Ids]
"""Query and kind → the ids that it is resolved to: one, several where it is ambiguous, none."""


class Case(NamedTuple):
    """A labelled query. `expected` is empty for a name that must not be found, of several ids for an ambiguous one."""

    query: str
    kind: str
    expected: Ids
    label: str
    why: str


class Named(NamedTuple):
    """A name as the base gives it, and whose it is: an entity id or a country code."""

    text: str
    id: str


class Score(NamedTuple):
    """Counts over some cases."""

    cases: int
    answerable: int
    answers: int
    right_answers: int
    right: int
    false_hits: int

    def ratios(self) -> tuple[float | None, float | None, float]:
        """Precision, recall and accuracy, 0 to 1; None where there is nothing to divide by."""
        precision = self.right_answers / self.answers if self.answers else None
        recall = self.right_answers / self.answerable if self.answerable else None
        return precision, recall, self.right / self.cases


def read_cases(path: Path = CASES) -> list[Case]:
    """The labelled cases. Raises ValueError when one has an unknown class or kind, or stands twice."""
    cases: dict[tuple[str, str], Case] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            ids = frozenset(filter(None, row["expected"].split("|")))
            case = Case(row["query"], row["kind"], ids, row["class"], row["why"])
            if case.label not in CLASSES or case.kind not in KINDS or not case.why:
                raise ValueError(f"{path.name}, case {line}: class, kind or reason is none that is known: {row}")
            if (len(ids) > 1) != (case.label == "ambiguous") or (not ids) != (case.label == "absent"):
                raise ValueError(f"{path.name}, case {line}: the class does not fit the number of ids: {row}")
            if cases.setdefault((case.query, case.kind), case) is not case:
                raise ValueError(f"{path.name}, case {line}: stands twice: {row}")
    return list(cases.values())


def is_right(case: Case, found: Ids) -> bool:
    """Whether the answer is the expected one."""
    return case.expected <= found if len(case.expected) > 1 and len(found) > 1 else case.expected == found


def our_resolver(path: Path = BASE) -> Resolver:
    """Look-ups in the base by `vendorwatch.lookup.match.resolve`."""
    base = open_store([path])
    return lambda query, kind: frozenset(match.id for match in resolve(base, query, kind))


def score(cases: Iterable[Case], found: Mapping[Case, Ids]) -> Score:
    """Count the answers to the cases."""
    counts: Counter[str] = Counter()
    for case in cases:
        answer, right = found[case], is_right(case, found[case])
        counts["cases"] += 1
        counts["answerable"] += bool(case.expected)
        counts["answers"] += bool(answer)
        counts["right_answers"] += right and bool(answer)
        counts["right"] += right
        counts["false_hits"] += bool(answer) and not case.expected
    return Score(**{name: counts[name] for name in Score._fields})


def names_by_kind(path: Path = BASE) -> dict[str, list[Named]]:
    """Every name, alias, former and weak name of the entities with the role, of the countries, and of all."""
    base, _ = load_facts(read_inputs([path]))
    countries = [Named(name, code) for code, _form, _language, name in read_countries()]
    entities = list(base.entities.values())
    named = {kind: _names_of(entity for entity in entities if kind in entity.roles) for kind in ("vendor", "carrier")}
    return {**named, COUNTRY: countries, ANY: [*_names_of(entities), *countries]}


def _names_of(entities: Iterable[Entity]) -> list[Named]:
    return [Named(text, entity.id) for entity in entities for text in _texts_of(entity)]


def _texts_of(entity: Entity) -> Iterator[str]:
    yield entity.name
    for names in entity.names.values():
        yield from names
    yield from (former.name for former in entity.former_names)
    yield from entity.weak_names


def wratio_resolver(names: Mapping[str, Sequence[Named]]) -> Resolver:
    """The name of the best RapidFuzz WRatio, if that is 85 or more."""
    from rapidfuzz import fuzz, process

    lowered = {kind: [name.text.lower() for name in named] for kind, named in names.items()}

    def find(query: str, kind: str) -> Ids:
        best = process.extractOne(query.lower(), lowered[kind], scorer=fuzz.WRatio, score_cutoff=WRATIO_FROM)
        return frozenset() if best is None else frozenset({names[kind][best[2]].id})

    return find


def difflib_resolver(names: Mapping[str, Sequence[Named]]) -> Resolver:
    """The closest name by difflib's ratio, if that is 0.85 or more."""
    owners = {kind: {name.text.lower(): name.id for name in reversed(named)} for kind, named in names.items()}

    def find(query: str, kind: str) -> Ids:
        closest = difflib.get_close_matches(query.lower(), owners[kind], n=1, cutoff=DIFFLIB_FROM)
        return frozenset(owners[kind][text] for text in closest)

    return find


def logic_resolver(names: Mapping[str, Sequence[Named]]) -> Resolver:
    """The records with the best logic-v2 score of nomenklatura, if that is 0.7 or more. Raises ImportError without it."""
    model = importlib.import_module("followthemoney").model
    logic = importlib.import_module("nomenklatura.matching").get_algorithm("logic-v2")
    config = logic.default_config()

    def entity(id: str, texts: Sequence[str]) -> Any:
        # Its caches go by the id, so each record has one of its own.
        proxy = model.make_entity("Organization")
        proxy.id = id
        proxy.add("name", texts)
        return proxy

    records: dict[str, list[tuple[str, Any]]] = {}
    for kind, named in names.items():
        texts: dict[str, list[str]] = defaultdict(list)
        for name in named:
            texts[name.id].append(name.text.lower())
        records[kind] = [(id, entity(f"{kind}/{id}", owned)) for id, owned in texts.items()]

    def find(query: str, kind: str) -> Ids:
        asked = entity(f"query/{query}", [query.lower()])
        scores = {id: logic.compare(asked, record, config).score for id, record in records[kind]}
        best = max(scores.values())
        return frozenset(id for id, value in scores.items() if value == best and value >= LOGIC_FROM)

    return find


def resolvers() -> Iterator[tuple[str, Resolver]]:
    """Ours and the comparison's; what is not installed is left out, with the reason on stderr."""
    names = names_by_kind()
    yield "vendorwatch", our_resolver()
    yield f"RapidFuzz WRatio ≥ {WRATIO_FROM}", wratio_resolver(names)
    yield f"difflib ≥ {DIFFLIB_FROM}", difflib_resolver(names)
    try:
        yield f"nomenklatura logic-v2 ≥ {LOGIC_FROM}", logic_resolver(names)
    except ImportError as error:
        print(f"nomenklatura is left out: {error}; pip install nomenklatura", file=sys.stderr)


Scores = dict[str, Score]
"""By class, and for `all`."""

HEADINGS = ("resolver", "class", "cases", "precision", "recall", "accuracy", "false hits")


def score_classes(cases: Sequence[Case], found: Mapping[Case, Ids]) -> Scores:
    """The counts of each class, and of all."""
    scores = {label: score([case for case in cases if case.label == label], found) for label in CLASSES}
    return {**scores, "all": score(cases, found)}


def _percent(ratio: float | None) -> str:
    return "–" if ratio is None else f"{100 * ratio:.1f} %"


def plain_table(scores: Mapping[str, Scores]) -> str:
    """A line for each resolver and class, under HEADINGS, in columns of one width."""
    rows = [HEADINGS]
    for method, of_class in scores.items():
        for label, counted in of_class.items():
            precision, recall, accuracy = counted.ratios()
            ratios = (_percent(precision if counted.answerable else None), _percent(recall), _percent(accuracy))
            false_hits = str(counted.false_hits) if label in ("absent", "all") else "–"
            rows.append((method, label, str(counted.cases), *ratios, false_hits))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at < 2 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + ("\n" if row[1] == "all" else "")
        for row in rows
    )


def markdown_table(scores: Mapping[str, Scores]) -> str:
    """A row for each class with the accuracy of each resolver, then rows for all."""
    some = next(iter(scores.values()))
    rows = [["right answers", "cases", *scores], ["---", *["---:"] * (len(scores) + 1)]]
    for label, counted in some.items():
        accuracies = (_percent(of_class[label].ratios()[2]) for of_class in scores.values())
        rows.append([label, str(counted.cases), *accuracies])
    totals = [of_class["all"] for of_class in scores.values()]
    rows.append(["precision", "", *(_percent(total.ratios()[0]) for total in totals)])
    rows.append(["recall", "", *(_percent(total.ratios()[1]) for total in totals)])
    rows.append(["false hits on absent names", "", *(str(total.false_hits) for total in totals)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def print_failures(cases: Iterable[Case], found: Mapping[Case, Ids]) -> None:
    """The cases that went wrong, each on a line with tabs."""
    print("class\tkind\tquery\texpected\tfound\twhy")
    for case in cases:
        if not is_right(case, found[case]):
            ids = ("|".join(sorted(ids)) for ids in (case.expected, found[case]))
            print(case.label, case.kind, case.query, *ids, case.why, sep="\t")


def main() -> None:
    """Print the table, or our failures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="list the cases that vendorwatch gets wrong, and stop")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table: accuracy by class, and totals")
    options = parser.parse_args()
    cases = read_cases()
    if options.failures:
        find = our_resolver()
        print_failures(cases, {case: find(case.query, case.kind) for case in cases})
        return
    scores = {
        method: score_classes(cases, {case: find(case.query, case.kind) for case in cases}) for method, find in resolvers()
    }
    print(markdown_table(scores) if options.markdown else plain_table(scores))


if __name__ == "__main__":
    main()
