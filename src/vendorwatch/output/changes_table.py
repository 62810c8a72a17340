"""What differs between two versions of a base, for people: a note grouped by country, a fact to each row."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.text import Text

from vendorwatch.factbase.changes import KINDS
from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.output.cell_table import print_cells
from vendorwatch.output.changes import RECORDS, WORDS, alarm_of, field_words, summary_of
from vendorwatch.output.destination import Destination
from vendorwatch.output.sheet import Sheet
from vendorwatch.output.text import visible

_STYLES = {
    "removed": "bold red",
    "added": "bold green",
    "superseded": "bold green",
    "withdrawn": "bold red",
    "deprecated": "bold red",
    "ended": "bold",
    "corrected": "bold yellow",
}
_TOLD = {"withdrawn", "rank", "rank_reason", "withdrawn.date", "withdrawn.reason"}
"""Fields whose change the reason tells."""

_NO_COUNTRY = "No country"

Row = tuple[str, Document]
"""What became of a fact, and the fact."""


def render_table(document: Document, destination: Destination) -> str:
    """The note: both versions, what was removed, then the facts by country, and the sources and entities."""
    sheet = Sheet(Answer({}, {}), destination)
    old, new = document["old"], document["new"]
    sheet.print(f"From version {old['version']} ({old['facts']} facts) to {new['version']} ({new['facts']} facts)", "bold")
    sheet.print(summary_of(document), "dim")
    if document["removed"]:
        sheet.print()
        sheet.print(alarm_of(document), "bold red")
        _print_rows(sheet, [("removed", fact) for fact in document["removed"]])
    for country, rows in sorted(_by_country(document).items(), key=lambda item: (item[0] == _NO_COUNTRY, item[0])):
        sheet.print()
        sheet.print(country, "bold underline")
        _print_rows(sheet, rows)
    for name in RECORDS:
        _print_records(sheet, name, document[name])
    return sheet.text()


def render_cells(header: Sequence[str], lines: Sequence[Sequence[str]], destination: Destination) -> str:
    """The fields that were asked for, as cells."""
    sheet = Sheet(Answer({}, {}), destination)
    print_cells(sheet, header, lines)
    return sheet.text()


def _by_country(document: Document) -> dict[str, list[Row]]:
    """The facts under the English name of the first country that each concerns; those that were removed stand apart."""
    names = _country_names()
    groups: dict[str, list[Row]] = defaultdict(list)
    for kind in KINDS:
        for fact in document[kind] if kind not in ("removed", "checked") else ():
            code = fact["where"][0] if fact["where"] else None
            groups[names.get(code, code) if code else _NO_COUNTRY].append((kind, fact))
    return groups


def _country_names() -> dict[str, str]:
    from vendorwatch.factbase.compile import read_countries

    rows = read_countries()
    return {code: name for code, form, language, name in rows if (form, language) == ("name", "en")}


def _print_rows(sheet: Sheet, rows: Sequence[Row]) -> None:
    if sheet.is_narrow:
        for kind, fact in rows:
            parts = (_word(kind), Text(_date(fact)), Text(fact["status"]))
            sheet.print()
            sheet.console.print(Text(" · ").join(part for part in parts if part.plain))
            for line in _lines(kind, fact):
                sheet.console.print(line)
        return
    table = sheet.table("Change", "Date", "Status", "Fact", leading=1)
    table.expand = True
    for column, width in zip(table.columns, (11, 12, 12), strict=False):
        column.width, column.overflow = width, "fold"
    table.columns[3].ratio, table.columns[3].overflow = 1, "fold"
    for kind, fact in rows:
        table.add_row(_word(kind), Text(_date(fact)), Text(fact["status"]), Text("\n").join(_lines(kind, fact)))
    sheet.console.print(table)


def _word(kind: str) -> Text:
    return Text(WORDS.get(kind, kind), _STYLES.get(kind, ""))


def _date(fact: Document) -> str:
    return visible(fact["date"] or "").replace("/", " to ")


def _lines(kind: str, fact: Document) -> Iterator[Text]:
    """The summary, what it replaces, why it went, what was changed in it, its sources, its id."""
    yield Text(visible(fact["summary"]))
    if fact["replaces"]:
        yield Text(visible(f"instead of: {fact['replaces']['summary']} ({fact['replaces']['status']})"), "dim")
    if fact["reason"] and kind in ("withdrawn", "deprecated"):
        yield Text(visible(f"because: {fact['reason']}"))
    for field in fact["fields"]:
        if kind not in ("withdrawn", "deprecated") or field["field"] not in _TOLD:
            yield Text(visible(field_words(field)), "cyan")
    sources = (f"{source['container-title']}, {source['issued']}" for source in fact["sources"])
    yield Text(visible(f"[{'; '.join(dict.fromkeys(sources))}]"), "dim")
    others = " ".join(fact["where"][1:])
    yield Text(visible(f"{fact['id']} · also {others}" if others else fact["id"]), "dim")


def _print_records(sheet: Sheet, name: str, records: Document) -> None:
    if not any(records.values()):
        return
    sheet.print()
    sheet.print(name.capitalize(), "bold underline")
    for kind, rows in records.items():
        for row in rows:
            sheet.console.print(
                Text.assemble(_word(kind), "  ", visible(row.get("title") or row.get("name", "")), (f"  {row['id']}", "dim"))
            )
            for field in row["fields"]:
                sheet.console.print(Text(f"  {visible(field_words(field))}", "cyan"))
