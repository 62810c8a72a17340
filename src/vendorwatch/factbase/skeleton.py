"""Skeletons of new records: what is known filled in, what is required left blank, what is allowed as comments.

They are in canonical form, ready to paste (a fact also to be appended) and, once the blanks are filled, valid.
"""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from vendorwatch.factbase.fields import (
    CITATION_FIELDS,
    DATE_NAMES,
    ENTITY_FIELDS,
    FACT_FIELDS,
    ID_FIELD,
    SCOPE_FIELDS,
    SOURCE_FIELDS,
    Field,
    Shape,
    by_name,
    fields_to_give,
)
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.format import write_value
from vendorwatch.factbase.reader import Map, Seq
from vendorwatch.factbase.values import RecordReader
from vendorwatch.factbase.vocabulary import LEADING_DATES, STATUSES, VOCABULARIES

Value = str | list[str] | dict[str, str | list[str]]

_WIDTH = 120
_MAX_ID = 64
_NOWHERE = "xx"

_RECORDS = {"source": SOURCE_FIELDS, "entity": ENTITY_FIELDS}
_CITED = {name: field for name, field in by_name(CITATION_FIELDS).items() if name != "note"}
_SCOPE = by_name(SCOPE_FIELDS)

_SAMPLES = {
    Shape.TEXTS: "[one, another]",
    Shape.ENTITIES: "[id, id]",
    Shape.MEMBERS: "[id, id]",
    Shape.PARTIES: "{role: id}",
    Shape.DATE: '"YYYY-MM-DD"',
    Shape.AMOUNT: "JPY 64.5 bn",
    Shape.AMOUNTS: "[USD 597 m]",
    Shape.COUNTRY: '"XX"',
    Shape.COUNTRIES: '["XX"]',
    Shape.NAMES: "{en: [Name]}",
    Shape.IDENTIFIERS: "{wikidata: Q1}",
    Shape.NUMBER: "3",
}
"""What a value of a shape looks like."""

_ID_PARTS = {
    "action": ("targets", "action"),
    "relationship": ("carriers", "vendors", "network"),
    "deal": ("parties", "deal"),
    "figure": ("about", "metric"),
    "statement": ("speaker", "position"),
    "proceeding": ("parties", "proceeding"),
    "event": ("parties", "event"),
}
"""What the last part of a fact's id is made of."""


class Given(NamedTuple):
    """A value that was given for a field, and what there is to say about it."""

    value: Value
    remark: str = ""


def faults_of(what: str, kind: str, values: Mapping[str, Value]) -> list[Finding]:
    """What the loader would say of the values, whatever is still missing aside."""
    findings: list[Finding] = []
    reader = RecordReader("-", "-", findings, STATUSES.get(kind, ()))
    tree = Map((1, 1))
    for key, value in values.items():
        tree[key] = _as_tree(value)
        tree.marks[key] = (1, 1)
    reader.read(tree, fields_to_give(what, kind))
    return [finding for finding in findings if not finding.message.endswith("is missing; add it")]


def _as_tree(value: Value) -> str | Map | Seq:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        items = Seq((1, 1))
        items.extend(value)
        items.marks = [(1, 1)] * len(value)
        return items
    tree = Map((1, 1))
    for key, item in value.items():
        tree[key] = _as_tree(item)
        tree.marks[key] = (1, 1)
    return tree


def render_skeleton(what: str, kind: str, given: Mapping[str, Given], *, brief: bool = False) -> str:
    """The text of a skeleton. `given` holds at least the id; `kind` is that of a fact, else empty.

    `brief` leaves out the lines that are comments alone: what may be added, and what is allowed.
    """
    lines = _skeleton_lines(what, kind, given)
    return "".join(f"{line}\n" for line in lines if not (brief and line.lstrip().startswith("#")))


def _skeleton_lines(what: str, kind: str, given: Mapping[str, Given]) -> list[str]:
    blanks = _blanks(what, given)
    if what == "fact":
        given = {**given, "kind": Given(kind)}
        fields = [field for field in FACT_FIELDS[kind].values() if field.name != "withdrawn"]  # too early for that
        lines = [line for field in fields for line in _fact_lines(field, given, kind, blanks)]
        return [f"- {lines[0].lstrip()}", *lines[1:]]
    lines = [f"  {write_value(given['id'].value, ID_FIELD)}:{_beside(given['id'].remark)}"]
    for field in _RECORDS[what]:
        lines += _lines_of(field, given.get(field.name), "    ", kind, is_blank=field.name in blanks)
    return lines


def _blanks(what: str, given: Mapping[str, Given]) -> frozenset[str]:
    """What is to be filled in beside the fields that every record needs: rules ask for it, or a reader would."""
    values = {name: item.value for name, item in given.items()}
    blanks = {"note"} if "other" in values.values() else set()
    if what == "source" and "text" not in values:
        blanks.add("URL")
    if what == "entity" and values.get("type") == "group" and "size" not in values:
        blanks.add("members")
    if what == "fact" and not values.keys() & set(DATE_NAMES):
        blanks.add("by" if values.get("type") in ("target", "forecast") else "as_of")
    if values.get("rank", "normal") != "normal":
        blanks.add("rank_reason")
    if str(values.get("basis", "")).startswith("on-record"):
        blanks.add("asserted_by")
    return frozenset(blanks)


def _fact_lines(field: Field, given: Mapping[str, Given], kind: str, blanks: frozenset[str]) -> Iterator[str]:
    if field.name == "scope" and (scope := {name: given[name].value for name in _SCOPE if name in given}):
        yield f"  scope: {write_value(scope, field)}"
    elif field.name == "citations":
        yield from _citation_lines(given, blanks)
    else:
        yield from _lines_of(field, given.get(field.name), "  ", kind, is_blank=field.name in blanks)


def _citation_lines(given: Mapping[str, Given], blanks: frozenset[str]) -> Iterator[str]:
    yield "  citations:"
    if "basis" not in given:
        yield from _comment(f"basis: {_allowed(_CITED['basis'], '')}", "  ")
    yield from _comment("where it applies: via: [outlet], asserted_by: id or phrase, passage, stance, note", "  ")
    parts = []
    for name, field in _CITED.items():
        if name in given:
            yield from _comment(f"{name}: {given[name].remark}", "  ") if given[name].remark else ()
            parts.append(f"{name}: {write_value(given[name].value, field, in_flow=True)}")
        elif field.required or name in blanks:
            parts.append(f"{name}: ")
    yield "  - {" + ", ".join(parts) + "}"


def _lines_of(field: Field, given: Given | None, pad: str, kind: str, *, is_blank: bool) -> Iterator[str]:
    """The lines of one field: its value, a blank with a hint, or, where it may be left out, a comment."""
    if given is not None:
        yield f"{pad}{field.name}: {write_value(given.value, field)}{_beside(given.remark)}"
        return
    sample = _sample(field, kind)
    line = f"{pad}{field.name}:{_beside('; '.join(filter(None, (sample, field.help))))}"
    if not (field.required or is_blank):
        line = f"{field.name}: {sample}{_beside(field.help)}" if sample else f"{field.name}: {field.help}"
        yield from _comment(line, pad)
    elif len(line) <= _WIDTH:
        yield line
    else:
        yield from _comment(sample or field.help, pad)
        yield f"{pad}{field.name}:"


def _beside(remark: str) -> str:
    return f"  # {remark}" if remark else ""


def _comment(text: str, pad: str) -> Iterator[str]:
    lines = textwrap.wrap(text, _WIDTH - len(pad) - 4, break_long_words=False, break_on_hyphens=False)
    yield f"{pad}# {lines[0]}"
    yield from (f"{pad}#   {line}" for line in lines[1:])


def _sample(field: Field, kind: str) -> str:
    """What the value looks like, or may be; empty for plain texts and ids."""
    if field.vocabulary:
        return f"[{_allowed(field, kind)}]" if field.shape is Shape.CHOICES else _allowed(field, kind)
    if field.fields:
        record = ", ".join(f"{part.name}: {_sample(part, kind) or '…'}" for part in field.fields)
        return f"[{{{record}}}]" if field.shape is Shape.RECORDS else f"{{{record}}}"
    return "4.8 %" if field.name == "share" else _SAMPLES.get(field.shape, "")


def _allowed(field: Field, kind: str) -> str:
    return " | ".join(STATUSES[kind] if field.vocabulary == "status" else VOCABULARIES[field.vocabulary])


def suggest_id(
    what: str, kind: str, values: Mapping[str, Value], where: str, year: str, is_taken: Callable[[str], bool]
) -> str:
    """An id by convention: `<where>-<year>-<what>` for a fact, `<outlet>-<year>-<what>` for a source.

    `where` is a country code, or empty; `year` stands where no date is among the values.
    """
    year = _year_of(values) or year
    if what == "entity":
        parts = [*_texts(values.get("name", "new entity"))]
    elif what == "source":
        outlet = (
            slug(next(iter(_texts(values.get("container-title", "outlet"))), "outlet")).removeprefix("the-").split("-")[0]
        )
        words = [word for word in slug(str(values.get("title", "what"))).split("-") if len(word) > 3]
        parts = [outlet, year, *(words[:2] or ["what"])]
    else:
        named = [text for name in _ID_PARTS[kind] for text in [*_texts(values.get(name, []))][:2]]
        parts = [where or _NOWHERE, year, *(named or ["what"])]
    id = _cut("-".join(filter(None, map(slug, parts))) or "new", _MAX_ID)
    number = 2
    while is_taken(id):
        id = f"{_cut(id.removesuffix(f'-{number - 1}'), _MAX_ID - 3)}-{number}"
        number += 1
    return id


def slug(text: str) -> str:
    """The text in what an id may hold: ASCII letters and digits, lower case, hyphens between them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def _cut(id: str, length: int) -> str:
    return id if len(id) <= length else id[: length + 1].rpartition("-")[0] or id[:length]


def _year_of(values: Mapping[str, Value]) -> str:
    """The year of the first date among the values, or else of the source that is cited."""
    for name in (*LEADING_DATES, "issued", "by", "source"):
        if found := re.search(r"(?<![0-9])[12][0-9]{3}(?![0-9])", str(values.get(name, ""))):
            return found[0]
    return ""


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from value
    else:
        for item in value.values():
            yield from _texts(item)
