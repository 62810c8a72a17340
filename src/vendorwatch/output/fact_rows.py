"""Facts on a sheet: a table for each kind, or cards where the terminal is narrow."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from vendorwatch.lookup.answer import Document
from vendorwatch.output import phrases
from vendorwatch.output.hits import print_heading, summary_lines
from vendorwatch.output.sheet import Sheet, pair_of
from vendorwatch.output.text import visible

_STATUS_STYLES = {
    "in-force": "bold",
    "active": "bold",
    "adopted": "bold",
    "completed": "bold",
    "disputed": "bold red",
    "withdrawn": "bold red",
    "found false": "bold red",
    "considered": "italic yellow",
    "planned": "italic yellow",
    "announced": "italic yellow",
    "unsure": "yellow",
    "passed": "dim",
}


def print_facts(sheet: Sheet, facts: Sequence[Document]) -> None:
    """The facts by kind, under headings, in the order given within each kind."""
    if sheet.hits:
        print_heading(sheet)
        (_print_cards if sheet.is_narrow else _print_table)(sheet, facts)
        return
    for kind, title in phrases.KIND_TITLES.items():
        chosen = [fact for fact in facts if fact["kind"] == kind]
        if chosen:
            sheet.print()
            sheet.print(title, "bold underline")
            (_print_cards if sheet.is_narrow else _print_table)(sheet, chosen)
        if more := sheet.left_out.get(kind):
            sheet.print(
                f"{more} more, older ones: -v or --limit N shows them, filters narrow them, tsv and json hold all", "dim"
            )


def _print_table(sheet: Sheet, facts: Sequence[Document]) -> None:
    table = sheet.table("Date", "Status", "Fact", "Cited from", leading=1)
    table.expand = True
    date, status, fact_column, cited = table.columns
    for column in table.columns:
        column.overflow = "fold"
    date.width, status.width = 12, 12
    fact_column.ratio, cited.ratio = 3, 2
    for fact in facts:
        table.add_row(
            Text(_date(fact)),
            _status(fact, "\n"),
            Text("\n").join(_fact_lines(sheet, fact)),
            Text("\n").join(_citation_lines(sheet, fact)),
        )
    sheet.console.print(table)


def _print_cards(sheet: Sheet, facts: Sequence[Document]) -> None:
    for fact in facts:
        date = _date(fact)
        sheet.print()
        sheet.console.print(Text.assemble(f"{date} · " if date else "", _status(fact, " · ")))
        for line in (*_fact_lines(sheet, fact), *_citation_lines(sheet, fact)):
            sheet.console.print(line)


def _date(fact: Document) -> str:
    return visible(phrases.leading_date(fact)).replace("/", " to ")


def _status(fact: Document, separator: str) -> Text:
    marks = phrases.describe_status(fact)
    return Text(separator).join(Text(mark, _STATUS_STYLES.get(mark, "")) for mark in marks)


def _fact_lines(sheet: Sheet, fact: Document) -> Iterator[Text]:
    match = sheet.answer.match
    yield from summary_lines(sheet, fact)
    if details := phrases.describe_details(fact):
        yield Text(visible(details), "cyan")
    if group := phrases.group_of(fact, match.id if match else None):
        yield Text(visible(f"said of {group} as a group"), "dim")
    if fact["view"] and (doubts := phrases.describe_doubts(fact["view"]["doubts"])):
        yield Text(visible(doubts), "yellow")
    numbers = [f"≠{sheet.conflict_numbers[pair_of(fact, conflict)]}" for conflict in fact["conflicts"]]
    if numbers:
        yield Text(f"in conflict: {' '.join(numbers)}", "red")
    if fact["note"] and (sheet.shows_provenance or phrases.needs_note(fact)):
        yield Text(visible(f"note: {fact['note']}"), "dim")
    place = f"  {fact['file']}:{fact['line']}" if sheet.shows_provenance else ""
    yield Text(visible(f"{fact['id']}{place}"), "dim")


def _citation_lines(sheet: Sheet, fact: Document) -> Iterator[Text]:
    """A line for each citation; those that read alike once."""
    lines: dict[str, None] = {}
    for citation in fact["citations"]:
        line = f"[{sheet.source_numbers[citation['source']]}] {phrases.describe_citation(citation)}"
        if sheet.shows_provenance:
            line += phrases.describe_passage(citation)
        lines[line] = None
    yield from (Text(visible(line)) for line in lines)
    if sheet.shows_provenance:
        yield Text(f"support: {fact['support']['label']}", "dim")
