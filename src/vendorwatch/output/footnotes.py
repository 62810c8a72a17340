"""What stands below the facts: conflicts, sources, and what the marks on dates mean."""

from vendorwatch.output import phrases
from vendorwatch.output.sheet import Pair, Sheet, pair_of


def print_conflicts(sheet: Sheet) -> None:
    """Each conflict once, numbered as beside the facts, with both sides and what the editor says of it."""
    shown: set[Pair] = set()
    if sheet.conflict_numbers:
        sheet.print()
        sheet.print("Conflicts", "bold underline")
    for fact in sheet.all_facts:
        for conflict in fact["conflicts"]:
            pair = pair_of(fact, conflict)
            if pair not in shown:
                shown.add(pair)
                sheet.print(f"≠{sheet.conflict_numbers[pair]} {phrases.describe_conflict(conflict)}")
                sheet.print(f"   {fact['id']} ≠ {conflict['with']}", "dim")


def print_sources(sheet: Sheet) -> None:
    """The sources, numbered as beside the facts, each with its address on a line of its own."""
    if sheet.source_numbers:
        sheet.print()
        sheet.print("Sources", "bold underline")
    for source in sheet.answer.sources:
        sheet.print(f"[{sheet.source_numbers[source['id']]}] {phrases.describe_source(source)}")
        sheet.print_address(source)


def print_source_list(sheet: Sheet) -> None:
    """The list of sources: reference, address, id and number of facts."""
    for source in sheet.answer.sources:
        count = f"{source['facts']} fact{'' if source['facts'] == 1 else 's'}"
        place = f" · {source['file']}:{source['line']}" if sheet.destination.verbose else ""
        sheet.print(phrases.describe_source(source))
        sheet.print_address(source)
        sheet.print(f"{source['id']} · {count}{place}", "dim")
        sheet.print()


def print_legend(sheet: Sheet) -> None:
    """What the marks behind dates mean, where there are any."""
    if used := phrases.describe_date_marks(sheet.all_facts):
        sheet.print()
        sheet.print(f"Dates: {used}", "dim")
