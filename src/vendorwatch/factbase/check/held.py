"""The base against the articles that an editor holds: E064, E065 (`vendorwatch verify`).

Held texts are told by the digest of the whole text (`source.text`), never by their file names.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendorwatch.factbase.check.registry import declare, shown
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.model import Fact, FactBase, Source
from vendorwatch.factbase.passages import Passage, describe_text, digest, runs_of, words_of

declare(
    "E064",
    "(`verify`) A passage is found exactly once in the held text.",
    reason=(
        "The digest is the proof that the article says so. Found nowhere, the words were changed or stand in another "
        "article; found twice, it does not say which place is meant: take more words."
    ),
    wrong=(
        "facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n  citations:\n"
        "  - {source: caixin-2018-big3, basis: own-voice, passage: p4 36w 0000000000000000}\n"
    ),
    right=(
        "facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n  citations:\n"
        "  - {source: caixin-2018-big3, basis: own-voice, passage: p4 36w 5047a00ec6a79b46}\n"
    ),
)
declare(
    "E065",
    "(`verify`) `summary` and `note` share no run of 8 words with a held text, names and titles aside.",
    reason="The base states facts in its own words; an article's sentences belong to its author.",
    wrong=(
        "facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n"
        "  summary: (eight words in a row as they stand in an article)\n"
    ),
    right=(
        "facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n"
        "  summary: SoftBank has Huawei gear in its 4G network and will swap it out step by step.\n"
    ),
)

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found: `checked` and `missing` are ids of sources with and without a held text."""

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    missing: tuple[str, ...]
    passages: int
    """Passages looked for."""


def verify(base: FactBase, texts: Sequence[tuple[str, str]]) -> Verification:
    """Hold the base against texts, each given as (name, text); names serve messages only.

    E064 looks for every passage in the held text of its source. E065 compares summaries and notes with the held
    texts of all sources. Names aside: the words of entity names, aliases and source titles are taken
    out of both sides first: a run is of eight other words, and a copied sentence with another name still is one.
    """
    held = {str(describe_text(text)): (name, words_of(text)) for name, text in texts}
    of_source = {id: held[str(source.text)] for id, source in base.sources.items() if str(source.text) in held}
    findings = list(_check_passages(base, of_source))
    findings += _check_words(base, list(of_source.values()))
    passages = sum(
        citation.passage is not None and citation.source in of_source
        for fact in base.facts.values()
        for citation in fact.citations
    )
    missing = tuple(id for id in base.sources if id not in of_source)
    return Verification(tuple(sorted(set(findings))), tuple(of_source), missing, passages)


def _check_passages(base: FactBase, of_source: Mapping[str, tuple[str, list[str]]]) -> Iterator[Finding]:
    """E064; the windows of one length over one text are digested once, for all passages of that length."""
    windows: dict[tuple[str, int], Counter[str]] = {}
    for fact in base.facts.values():
        for index, citation in enumerate(fact.citations):
            passage = citation.passage
            if passage is None or citation.source not in of_source:
                continue
            name, words = of_source[citation.source]
            key = (citation.source, passage.words)
            if key not in windows:
                windows[key] = _digests(words, passage.words)
            fault = _passage_fault(passage, windows[key][passage.sha256_64], name)
            if fault:
                yield fact.origin.finding("E064", fact.id, fault, "citations", index, "passage")


def _digests(words: Sequence[str], length: int) -> Counter[str]:
    return Counter(digest(words[start : start + length]) for start in range(len(words) - length + 1))


def _passage_fault(passage: Passage, found: int, name: str) -> str | None:
    if found == 1:
        return None
    where = f"passage {shown(str(passage))}: its {passage.words} words stand in {name}"
    if found:
        return f"{where} {found} times; take more words, and run `vendorwatch passage` again"
    return f"{where} nowhere; run `vendorwatch passage` on the sentence again"


def _check_words(base: FactBase, held: Sequence[tuple[str, list[str]]]) -> Iterator[Finding]:
    """E065."""
    names = _names_by_first_word(base)
    runs: dict[Run, str] = {}
    for name, words in held:
        for run in runs_of(_without_names(words, names)):
            runs.setdefault(run, name)
    records: tuple[Source | Fact, ...] = (*base.sources.values(), *base.facts.values())
    for record in records:
        for text, path in _own_words(record):
            shared = next((run for run in runs_of(_without_names(words_of(text), names)) if run in runs), None)
            if shared:
                message = f"shares the words {' '.join(shared)!r} with {runs[shared]}; say it in words of your own"
                yield record.origin.finding("E065", record.id, message, *path)


def _own_words(record: Source | Fact) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The texts of a record that must be ours, and where each stands."""
    if record.note:
        yield record.note, ("note",)
    if isinstance(record, Source):
        return
    yield record.summary, ("summary",)
    for index, citation in enumerate(record.citations):
        yield citation.note or "", ("citations", index, "note")
    for index, conflict in enumerate(record.conflicts):
        yield conflict.note or "", ("conflicts", index, "note")


def _names_by_first_word(base: FactBase) -> dict[str, list[Run]]:
    """The names of all entities and the titles of all sources as runs of words, longest first, by their first word."""
    from vendorwatch.factbase.derive import names_of

    texts = [source.title for source in base.sources.values()]
    for entity in base.entities.values():
        texts += [*names_of(entity), *entity.weak_names]
    by_first: dict[str, set[Run]] = defaultdict(set)
    for text in texts:
        words = tuple(words_of(text))
        if words:
            by_first[words[0]].add(words)
    return {first: sorted(runs, key=len, reverse=True) for first, runs in by_first.items()}


def _without_names(words: Sequence[str], names: Mapping[str, Sequence[Run]]) -> list[str]:
    """The words less those of names, the longest name at each place."""
    kept = []
    index = 0
    while index < len(words):
        here = names.get(words[index], ())
        length = next((len(name) for name in here if tuple(words[index : index + len(name)]) == name), 0)
        if not length:
            kept.append(words[index])
        index += length or 1
    return kept
