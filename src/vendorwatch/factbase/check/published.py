"""A base against an earlier version of it: E011 (`vendorwatch check --against`)."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping

from vendorwatch.factbase.check.registry import Context, rule, shown
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.model import Entity, Fact, FactBase, Source
from vendorwatch.factbase.names import key_of, words_of_name

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")

Record = Source | Entity | Fact


@rule(
    "E011",
    "(`--against`) No published id vanished or was renamed, no kind changed, no figure in a summary without a `note`.",
    reason=(
        "Others cite our ids and numbers. What proves false is deprecated or withdrawn with a reason, never deleted; a "
        "changed figure says in its note what was corrected."
    ),
    wrong=("facts:\n- id: jp-2020-ntt-nec-share\n  kind: deal\n  summary: NTT takes 4.8 % of NEC.  # it said 5 % before\n"),
    right=(
        "facts:\n- id: jp-2020-ntt-nec-share\n  kind: deal\n  summary: NTT takes 4.8 % of NEC.\n"
        "  note: Corrected from 5 %, a round number in the headline.\n"
    ),
)
def check_published(context: Context) -> Iterator[Finding]:
    """E011. A record that is there and cannot be read is not gone, and where the file breaks off, nobody knows."""
    if context.earlier is None or any(finding.code == "E001" for finding in context.loaded):
        return
    base = context.base
    unread = {finding.id for finding in context.loaded} - {*base.sources, *base.entities, *base.facts}
    yield from (finding for finding in compare(context.earlier, base) if finding.id not in unread)


def compare(old: FactBase, new: FactBase) -> list[Finding]:
    """What a new base changes that may not change once published (E011), sorted.

    A vanished id is reported on line 1 of its file; a renamed one on the record that has its content now.
    """
    pairs: tuple[tuple[Mapping[str, Record], Mapping[str, Record]], ...] = (
        (old.sources, new.sources),
        (old.entities, new.entities),
        (old.facts, new.facts),
    )
    findings = [finding for before, after in pairs for finding in _vanished(before, after)]
    for id, fact in new.facts.items():
        if id in old.facts:
            findings += _changed(old.facts[id], fact)
    return sorted(set(findings))


def _vanished(before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[Finding]:
    gone = [record for id, record in before.items() if id not in after]
    if not gone:
        return
    added = {mark: record for id, record in after.items() if id not in before for mark in _marks_of(record)}
    for record in gone:
        what = type(record).__name__.lower()
        heir = next((added[mark] for mark in _marks_of(record) if mark in added), None)
        if heir is not None:
            message = f"{what} {shown(record.id)} was renamed to {shown(heir.id)}; ids are permanent, take the old one back"
            yield heir.origin.finding("E011", heir.id, message, "id")
        else:
            way_out = "deprecate or withdraw it with a reason instead" if isinstance(record, Fact) else "put it back"
            message = f"{what} {shown(record.id)} (line {record.origin.mark[0]} before) is gone; {way_out}"
            yield Finding(record.origin.file, 1, 1, "E011", record.id, message)


def _marks_of(record: Record) -> list[Hashable]:
    """What a record can be told by under another id."""
    if isinstance(record, Source):
        return [("URL", record.URL)] if record.URL else [("text", str(record.text))] if record.text else []
    if isinstance(record, Entity):
        ids: list[Hashable] = list(record.ids.items())
        return [*ids, ("name", key_of(words_of_name(record.name)))]
    cited = frozenset((item.source, str(item.passage)) for item in record.citations if item.passage)
    return [("summary", record.kind, record.summary), *([("cited", record.kind, cited)] if cited else [])]


def _changed(old: Fact, new: Fact) -> Iterator[Finding]:
    if old.kind != new.kind:
        message = f"kind was {old.kind!r} and is {new.kind!r}; withdraw the fact, and add one with an id of its own"
        yield new.origin.finding("E011", new.id, message, "kind")
    before, after = (Counter(_NUMBER.findall(fact.summary)) for fact in (old, new))
    if before != after and new.withdrawn is None and (not new.note or new.note == old.note):
        lost, gained = (", ".join(counter) or "none" for counter in (before - after, after - before))
        message = f"figures of the summary changed ({lost} before, {gained} now); say in `note` what was corrected"
        yield new.origin.finding("E011", new.id, message, "summary")
