"""Postures on a sheet: the matrix of countries or carriers × vendors, and the lines that open a country or vendor."""

from collections.abc import Sequence

from rich.text import Text

from vendorwatch.lookup.answer import Document
from vendorwatch.output import phrases
from vendorwatch.output.sheet import Sheet
from vendorwatch.output.text import visible

NOTHING = "·"
"""The mark of "no fact recorded"."""

_MARKS = {
    "deployment-ban": "ban",
    "removal-order": "remove",
    "procurement-exclusion": "no buying",
    "authorisation-denial": "denied",
    "export-listing": "export",
    "investment-limit": "invest",
    "screening": "screen",
    "guideline": "guide",
    "penalty": "fine",
    "investigation": "probe",
    "retaliation": "retaliate",
    "replacement-funding": "pays out",
    "clearance": "allowed",
    "lobbying": "lobby",
}
"""Short marks of acts; the others are short by themselves."""

_STRICT = frozenset({"deployment-ban", "removal-order", "procurement-exclusion", "authorisation-denial"})
_MILD = frozenset({"clearance", "subsidy"})
_COLUMN = 13
_NAME = 22


def print_grid(sheet: Sheet) -> None:
    """The matrix: rows down, vendors across as many as fit, then the legend; a card for each row where it is narrow."""
    cells = sheet.answer.cells
    if view := phrases.describe_view(sheet.answer.query):
        sheet.print(view, "yellow")
    rows: dict[str, dict[str, Document]] = {}
    names: dict[str, str] = {}
    for cell in cells:
        rows.setdefault(cell["row"], {})[cell["column"]] = cell
        names[cell["column"]] = cell["column_name"]
    if sheet.is_narrow:
        _print_cards(sheet, rows)
    else:
        _print_rows(sheet, rows, names)
    _print_legend(sheet, cells)


def _print_rows(sheet: Sheet, rows: dict[str, dict[str, Document]], names: dict[str, str]) -> None:
    counts = {id: sum(id in row and row[id]["fact"] is not None for row in rows.values()) for id in names}
    ranked = sorted(names, key=lambda id: (-counts[id], names[id]))
    shown = ranked[: max(1, (sheet.destination.width - _NAME) // _COLUMN)]
    table = sheet.table("", *(visible(names[id]) for id in shown))
    for column in table.columns:
        column.overflow = "fold"
    table.columns[0].max_width = _NAME
    for row in rows.values():
        first = next(iter(row.values()))
        table.add_row(Text(visible(first["row_name"])), *(_mark(row.get(id)) for id in shown))
    sheet.console.print(table)
    if len(shown) < len(ranked):
        rest = ", ".join(names[id] for id in ranked[len(shown) :][:12])
        more = " and others" if len(ranked) - len(shown) > 12 else ""
        sheet.print(f"{len(ranked) - len(shown)} more: {rest}{more} (--vendor NAME shows one; tsv and json show all)", "dim")


def _print_cards(sheet: Sheet, rows: dict[str, dict[str, Document]]) -> None:
    for row in rows.values():
        told = [cell for cell in row.values() if cell["fact"] is not None]
        sheet.print(next(iter(row.values()))["row_name"], "bold")
        for cell in told:
            sheet.console.print(Text.assemble("  ", visible(cell["column_name"]), " ", _mark(cell)))
        if not told:
            sheet.print("  no fact recorded", "dim")


def _mark(cell: Document | None) -> Text:
    """A cell in a word or two; what is only expected stands in brackets, what is unsure has a question mark."""
    if cell is None or cell["fact"] is None:
        return Text(NOTHING, "dim")
    networks = _networks(cell["networks"])
    if cell["strictness"] is None:  # a carrier's choice
        word = cell["status"].replace("-", " ") if cell["act"] == "supply" else f"{cell['act']} {cell['status']}"
    else:
        word = _MARKS.get(cell["act"], cell["act"])
    text = " ".join([word, *networks]) + ("?" if cell["doubts"] else "") + ("≠" if cell["disputed"] else "")
    style = "bold red" if cell["act"] in _STRICT else "green" if cell["act"] in _MILD else ""
    if cell["stage"] == "expected":
        return Text(f"({text})", "italic yellow")
    if not cell["ahead"]:
        return Text(text, style)
    ahead = " ".join([_MARKS.get(cell["ahead"]["act"], cell["ahead"]["act"]), *_networks(cell["ahead"]["scope"]["network"])])
    return Text.assemble((text, style), " ", (f"({ahead})", "italic yellow"))


def _networks(networks: Sequence[str]) -> list[str]:
    named = [network.upper() for network in networks if network not in ("any", "unspecified")]
    return sorted(named, key=lambda network: (not network[0].isdigit(), network))


def _print_legend(sheet: Sheet, cells: Sequence[Document]) -> None:
    acts = dict.fromkeys(cell["act"] for cell in cells if cell["strictness"] is not None)
    words = [f"{_MARKS[act]} {act.replace('-', ' ')}" for act in _MARKS if act in acts and _MARKS[act] != act]
    if any(cell["stage"] == "expected" or cell["ahead"] for cell in cells):
        words.append("(in brackets) not in force: adopted, announced, planned or considered")
    if any(cell["doubts"] for cell in cells):
        words.append("? the date leaves it open")
    if any(cell["disputed"] for cell in cells):
        words.append("≠ disputed")
    words.append(f'{NOTHING} no fact recorded, which is not "no ban"')
    sheet.print()
    sheet.print(" · ".join(words), "dim")


def print_posture(sheet: Sheet) -> None:
    """What a country's acts come to for each vendor, or countries' acts for a vendor, with the deciding facts."""
    cells, entity = sheet.answer.cells, sheet.answer.entity
    if entity is None or not (cells or entity["type"] == "country" or "vendor" in entity["roles"]):
        return
    of_country = entity["type"] == "country"
    name = "column_name" if of_country else "row_name"
    sheet.print()
    day = sheet.answer.query["as_of"] or sheet.answer.base["version"]
    sheet.print(f"{'Posture towards vendors' if of_country else 'Posture of countries'} on {day}", "bold underline")
    if not cells:
        sheet.print('no act of a public body recorded; that is not "no ban"', "dim")
    in_force = sum(cell["stage"] == "in-force" for cell in cells)
    if len(cells) > 1:
        sheet.print(f"{in_force} in force, {len(cells) - in_force} expected; the strictest first", "dim")
    for cell in cells:
        since = f", {'expected ' if cell['stage'] == 'expected' else ''}from {cell['since']}" if cell["since"] else ""
        doubts = f"; {phrases.describe_doubts(cell['doubts'])}" if cell["doubts"] else ""
        style = "bold red" if cell["stage"] == "in-force" and cell["act"] in _STRICT else ""
        style = "italic yellow" if cell["stage"] == "expected" else style
        words = visible(f"{phrases.describe_cell(cell)}{since}{doubts}{_ahead(cell)}")
        sheet.console.print(Text.assemble(visible(f"{cell[name]}: "), (words, style), (f"  {cell['fact']}", "dim")))


def _ahead(cell: Document) -> str:
    """What is stricter than the act in force, and not in force yet."""
    if not cell["ahead"]:
        return ""
    scope = cell["ahead"]["scope"]
    words = phrases.describe_cell({**cell, **cell["ahead"], "stage": "expected", "networks": scope["network"]})
    return f"; {words} ({cell['ahead']['fact']})"


def print_vendors(sheet: Sheet) -> None:
    """Below a country: its vendors, and where what happened to them stands."""
    vendors = sheet.answer.entities
    if not vendors:
        return
    sheet.print()
    sheet.print("Its vendors, on whom see", "bold underline")
    for vendor in vendors:
        count = f"{vendor['facts']} fact{'' if vendor['facts'] == 1 else 's'}"
        sheet.print(f"vendorwatch vendor {vendor['id']}  {vendor['name']}, {count}", "dim")
