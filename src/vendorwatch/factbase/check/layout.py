"""How the file is laid out: W005."""

from bisect import bisect_right
from collections.abc import Iterator

from vendorwatch.factbase.check.references import records_of
from vendorwatch.factbase.check.registry import Context, rule
from vendorwatch.factbase.errors import FactBaseError
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.format import first_difference, format_text, is_surely_canonical
from vendorwatch.factbase.inputs import Input, decode
from vendorwatch.factbase.load import SCHEMA
from vendorwatch.factbase.reader import Map, Seq


@rule(
    "W005",
    "The file is in canonical form: `vendorwatch fmt` would not change it.",
    reason=(
        "One form for every file keeps reviews to what was changed: order, quotes and line breaks are nobody's choice, and "
        "no difference of theirs hides one of meaning."
    ),
    wrong="facts:\n- kind: deal\n  id: jp-2020-ntt-nec-stake\n  announced: 2020-06-25\n",
    right='facts:\n- id: jp-2020-ntt-nec-stake\n  kind: deal\n  announced: "2020-06-25"\n',
)
def check_layout(context: Context) -> Iterator[Finding]:
    """W005, once a file, at the first line that differs."""
    unreadable = {finding.file for finding in context.loaded if finding.code in ("E001", "E002")}
    for item in context.inputs:
        if item.name in unreadable:
            continue
        if len(context.inputs) == 1 and _proved(context, item):
            continue
        try:
            canonical = format_text(decode(item.data, item.name), item.name)
        except FactBaseError:
            continue  # no mapping, or a key of a thousand characters: other rules say so
        if canonical.encode() != item.data:
            line = first_difference(item.data.decode("utf-8"), canonical)
            found, wanted = _line_of(item.data.decode("utf-8"), line), _line_of(canonical, line)
            message = f"the line reads {found!r}, in canonical form {wanted!r}; run `vendorwatch fmt`"
            yield Finding(item.name, line, 1, "W005", _record_at(context, item.name, line), message)


def _proved(context: Context, item: Input) -> bool:
    """Whether the records of the base, which is of this file alone, prove that it is in canonical form."""
    base = context.base
    tree = Map((1, 1))
    tree |= {"schema": SCHEMA, "version": base.version}
    sections: dict[str, Map] = {"sources": Map((1, 1)), "entities": Map((1, 1))}
    sections["sources"] |= {id: source.origin.tree for id, source in base.sources.items()}
    sections["entities"] |= {id: entity.origin.tree for id, entity in base.entities.items()}
    facts = Seq((1, 1))
    facts += [fact.origin.tree for fact in base.facts.values()]
    tree |= {name: section for name, section in (*sections.items(), ("facts", facts)) if section}
    try:
        return is_surely_canonical(item.data.decode("utf-8"), tree)
    except (FactBaseError, UnicodeDecodeError):
        return False


def _line_of(text: str, number: int) -> str:
    lines = text.split("\n", number)
    line = lines[number - 1] if number <= len(lines) else ""
    return line if len(line) <= 100 else f"{line[:99]}…"


def _record_at(context: Context, file: str, line: int) -> str:
    """The id of the record that the line is in; "-" above the first."""
    records = sorted((record.origin.mark[0], record.id) for record in records_of(context.base) if record.origin.file == file)
    at = bisect_right([start for start, _ in records], line) - 1
    return records[at][1] if at >= 0 else "-"
