"""Answers for people: Rich tables with citations beside the facts and numbered sources below them."""

from collections import Counter
from collections.abc import Sequence

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.output import phrases
from vendorwatch.output.abridge import abridge
from vendorwatch.output.cell_table import print_cells
from vendorwatch.output.cells import cells_of
from vendorwatch.output.destination import Destination
from vendorwatch.output.fact_rows import print_facts
from vendorwatch.output.fields import rows_of
from vendorwatch.output.footnotes import print_conflicts, print_legend, print_source_list, print_sources
from vendorwatch.output.grid import print_grid, print_posture, print_vendors
from vendorwatch.output.sheet import Sheet
from vendorwatch.output.story import print_pairs, print_timeline


def render(answer: Answer, destination: Destination, paths: Sequence[str] = ()) -> str:
    """The answer as tables, or as cards where the terminal is narrower than a table can be read in."""
    rows = rows_of(answer)[0]
    left_out: Counter[str] = Counter()
    if rows == "facts" and not (paths or destination.verbose or "limit" in answer.query["filters"]):
        answer, left_out = abridge(answer)
    sheet = Sheet(answer, destination, left_out)
    if paths or rows in ("info", "entities", "candidates"):
        header, cells = cells_of(answer, paths, verbose=destination.verbose)
        print_cells(sheet, header, cells, as_cards=answer.info is not None)
    elif rows == "sources":
        print_source_list(sheet)
    elif rows == "cells":
        print_grid(sheet)
    else:
        _print_facts_answer(sheet, rows)
    return sheet.text()


def _print_facts_answer(sheet: Sheet, rows: str) -> None:
    """Heading and posture, then facts by kind, a timeline or pairs in conflict, then what they are cited from."""
    answer = sheet.answer
    _print_heading(sheet)
    if rows == "entries":
        print_timeline(sheet)
    elif rows == "pairs":
        print_pairs(sheet)
    else:
        print_posture(sheet)
        print_facts(sheet, answer.facts)
        if answer.related:
            sheet.print()
            sheet.print("Of the same thread, or in conflict", "bold")
            print_facts(sheet, answer.related)
        print_conflicts(sheet)
        print_vendors(sheet)
    print_sources(sheet)
    print_legend(sheet)


def _print_heading(sheet: Sheet) -> None:
    """Who or what the answer is about."""
    entity, match = sheet.answer.entity, sheet.answer.match
    if entity is not None:
        _print_entity(sheet, entity)
    elif match is not None and match.kind == "thread":
        sheet.print(f"Thread {match.id}", "bold")
    elif match is not None and match.kind == "source":
        sheet.print(phrases.describe_source(sheet.answer.sources[0]), "bold")
    if view := phrases.describe_view(sheet.answer.query):
        sheet.print(view, "yellow")
    if match is not None and sheet.destination.verbose:
        edits = "" if match.edits is None else f", edits {match.edits}"
        sheet.print(f"matched {match.alias!r} by {match.stage}{edits}, score {match.score:g}", "dim")
    if entity is not None and not sheet.answer.facts:
        sheet.print("no fact recorded")


def _print_entity(sheet: Sheet, entity: Document) -> None:
    """Name, roles and country of an entity, its other and former names, and the members of a group."""
    sheet.print(entity["name"], "bold")
    part_of = f"part of {entity['part_of']}" if entity["part_of"] else ""
    what = (", ".join(entity["roles"]) or entity["type"], entity["country"] or "", part_of, entity["id"])
    sheet.print(" · ".join(filter(None, dict.fromkeys(what))), "dim")
    if entity["type"] != "country":
        other = [name for names in entity["names"].values() for name in names if name != entity["name"]]
        if other:
            sheet.print(f"also {' · '.join(dict.fromkeys(other))}", "dim")
    for former in entity["former_names"]:
        until = f" until {former['until']}" if former["until"] else ""
        sheet.print(f"formerly {former['name']}{until}", "dim")
    for label, ids in (("members", "members"), ("parts", "parts"), ("not to be confused with", "different_from")):
        if entity[ids]:
            sheet.print(f"{label}: {' · '.join(entity[ids])}", "dim")
