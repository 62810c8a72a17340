"""A timeline and pairs in conflict on a sheet."""

from itertools import groupby

from rich.table import Table
from rich.text import Text

from vendorwatch.lookup.answer import Document
from vendorwatch.output import phrases
from vendorwatch.output.sheet import Sheet
from vendorwatch.output.text import visible

_STYLES = {"expected": "italic yellow", "deadline": "italic yellow", "ended": "dim"}


def print_timeline(sheet: Sheet) -> None:
    """The entries by year; those of one thread are joined by its number and a line beside them."""
    entries = sheet.answer.entries
    places = _places(entries)
    facts = {fact["id"]: fact for fact in sheet.answer.facts}
    for year, group in groupby(enumerate(entries), key=lambda pair: pair[1]["year"]):
        sheet.print()
        sheet.print(str(year), "bold underline")
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True, width=11 if sheet.is_narrow else 16)
        table.add_column(no_wrap=True, min_width=2)
        table.add_column(overflow="fold")
        for number, entry in group:
            numbers = _cited(sheet, facts[entry["fact"]])
            text = Text.assemble(_lead(entry), visible(entry["text"]), (f" {numbers}", "dim"))
            if sheet.destination.verbose:
                text.append(f"  {entry['fact']}", "dim")
            table.add_row(Text(visible(_date(entry, sheet)), overflow="fold"), Text(places[number], "cyan"), text)
        sheet.console.print(table)
    _print_threads(sheet, entries)


def _lead(entry: Document) -> tuple[str, str]:
    if entry["what"] == "fact":
        return f"{entry['status']}: ", _STYLES.get(entry["status"], "")
    return f"{entry['what']}: ", _STYLES.get(entry["what"], "")


def _date(entry: Document, sheet: Sheet) -> str:
    edtf = str(entry["date"]["edtf"])
    return edtf.replace("/", "/\n") if sheet.is_narrow or len(edtf) > 16 else edtf


def _cited(sheet: Sheet, fact: Document) -> str:
    numbers = dict.fromkeys(sheet.source_numbers[citation["source"]] for citation in fact["citations"])
    return "".join(f"[{number}]" for number in numbers)


def _threads(entries: list[Document]) -> dict[str, int]:
    """The threads of two and more entries, numbered in order of their first."""
    named = [entry["thread"] for entry in entries if entry["thread"]]
    return {thread: number for number, thread in enumerate(dict.fromkeys(t for t in named if named.count(t) > 1), 1)}


def _places(entries: list[Document]) -> list[str]:
    """For each entry its thread's number with the stroke that joins it to the one before and after."""
    numbers = _threads(entries)
    left = {thread: sum(entry["thread"] == thread for entry in entries) for thread in numbers}
    seen: set[str] = set()
    places = []
    for entry in entries:
        thread = entry["thread"]
        if thread not in numbers:
            places.append("")
            continue
        left[thread] -= 1
        stroke = "┌" if thread not in seen else "├" if left[thread] else "└"
        seen.add(thread)
        places.append(f"{stroke}{numbers[thread]}")
    return places


def _print_threads(sheet: Sheet, entries: list[Document]) -> None:
    numbers = _threads(entries)
    if numbers:
        sheet.print()
        sheet.print("Threads", "bold underline")
        sheet.print(" · ".join(f"{number} {thread}" for thread, number in numbers.items()), "dim")


def print_pairs(sheet: Sheet) -> None:
    """Each pair in conflict: its sort, both sides with status, support and sources, and what would settle it."""
    facts = {fact["id"]: fact for fact in sheet.answer.facts}
    for number, pair in enumerate(sheet.answer.pairs, 1):
        sheet.print()
        declared = "" if pair["declared"] else " (found by the program, not yet judged by an editor)"
        style = "bold red" if pair["type"] == "contradicts" else "bold"
        sheet.print(f"≠{number} {pair['type'].replace('-', ' ')}{declared}", style)
        for id in (pair["first"], pair["second"]):
            _print_side(sheet, id, facts.get(id))
        if pair["note"]:
            sheet.print(f"to settle it: {pair['note']}", "cyan")


def _print_side(sheet: Sheet, id: str, fact: Document | None) -> None:
    if fact is None:
        sheet.print(f"  {id}", "dim")
        return
    date = phrases.leading_date(fact)
    sheet.print(f"  {date} {', '.join(phrases.describe_status(fact))}: {fact['summary']}".replace("   ", "  "))
    sheet.print(f"    {id} · {fact['support']['label']}", "dim")
    lines = dict.fromkeys(
        f"    [{sheet.source_numbers[item['source']]}] {phrases.describe_citation(item)}" for item in fact["citations"]
    )
    for line in lines:
        sheet.print(line)
