"""One reader per shape of value: YAML tree in, typed value out, and a finding where it does not fit."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from vendorwatch.factbase.amounts import parse_amount
from vendorwatch.factbase.dates import parse_date
from vendorwatch.factbase.fields import IDENTIFIER_SCHEMES, Field, Shape, by_name
from vendorwatch.factbase.findings import Finding, did_you_mean
from vendorwatch.factbase.passages import parse_passage, parse_text_digest
from vendorwatch.factbase.reader import Map, Mark, Seq
from vendorwatch.factbase.vocabulary import VOCABULARIES

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}[a-z0-9]")
MIN_ID, MIN_FACT_ID = 2, 3
"""Characters that an id has at least; a fact's is <where>-<year>-<what>."""
_COUNTRY = re.compile(r"[A-Z]{2}")


class RecordReader:
    """Reads the fields of one record and keeps the findings; a field that does not fit is left out."""

    def __init__(self, file: str, id: str, findings: list[Finding], statuses: tuple[str, ...] = ()) -> None:
        self.file = file
        self.id = id
        self.findings = findings
        self.statuses = statuses

    def report(self, mark: Mark, code: str, message: str) -> None:
        """Keep a finding at `mark`."""
        self.findings.append(Finding(self.file, *mark, code, self.id, message))

    def read(self, tree: Map, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The values of the record by key; reports unknown keys (E003), missing and empty ones (E004)."""
        values: dict[str, Any] = {}
        for field in fields.values():
            if field.required and field.name not in tree:
                self.report(tree.mark, "E004", f"{field.name} is missing; add it")
        for key, value in tree.items():
            mark = tree.marks[key]
            field_of_key = fields.get(key)
            if field_of_key is None:
                self.report(mark, "E003", f"unknown key {key!r}; {did_you_mean(key, fields)}")
            elif value == "" or value == []:
                self.report(mark, "E004", f"{key} is empty; give a value or leave the key out")
            else:
                read = _READERS[field_of_key.shape](self, field_of_key, value, mark)
                if read is not None:
                    values[key] = read
        return values

    def text(self, field: Field, value: Any, mark: Mark) -> str | None:
        """A plain text; anything else is a finding."""
        if isinstance(value, str):
            return value
        found = "a mapping" if isinstance(value, Map) else "a list"
        self.report(mark, "E007", f"{field.name} is {found}; it takes one text")
        return None

    def each(self, read_one: "ValueReader", field: Field, value: Any, mark: Mark) -> tuple[Any, ...] | None:
        """A list, each item read by `read_one` at its own mark; items that do not fit are left out."""
        if not isinstance(value, Seq):
            shown = f"the text {value!r}" if isinstance(value, str) else "a mapping"
            self.report(mark, "E007", f"{field.name} is {shown}; it takes a list: [first, second]")
            return None
        items = []
        for item, item_mark in zip(value, value.marks, strict=True):
            if item == "":
                self.report(item_mark, "E004", f"{field.name} has an empty item; give a value or leave it out")
            elif (read := read_one(self, field, item, item_mark)) is not None:
                items.append(read)
        return tuple(items)

    def _id(self, field: Field, value: Any, mark: Mark) -> str | None:
        text = self.text(field, value, mark)
        if text is not None:
            self.check_id(text, field.name, mark, MIN_FACT_ID if field.name == "id" else MIN_ID)
        return text

    def check_id(self, text: str, what: str, mark: Mark, least: int = MIN_ID) -> None:
        """E010: ids are short, ASCII and lower case; `least` is the number of characters that one has at least."""
        if len(text) < least or not ID.fullmatch(text):
            self.report(mark, "E010", f"{what} {text!r} is no id; use {least} to 64 of a-z, 0-9 and - (no - at an end)")

    def _choice(self, field: Field, value: Any, mark: Mark) -> str | None:
        text = self.text(field, value, mark)
        if text is None:
            return None
        allowed = self.statuses if field.vocabulary == "status" else VOCABULARIES[field.vocabulary]
        if text in allowed:
            return text
        self.report(mark, "E030", f"{field.name} {text!r} is not in the vocabulary; {did_you_mean(text, allowed)}")
        return None

    def _parsed(self, parse: Callable[[str], Any], code: str, field: Field, value: Any, mark: Mark) -> Any:
        text = self.text(field, value, mark)
        if text is None:
            return None
        try:
            return parse(text)
        except ValueError as error:
            self.report(mark, code, f"{field.name}: {error}")
            return None

    def _country(self, field: Field, value: Any, mark: Mark) -> str | None:
        text = self.text(field, value, mark)
        if text is None or _COUNTRY.fullmatch(text):
            return text
        self.report(mark, "E022", f'{field.name} {text!r} is no country code; use ISO 3166-1 alpha-2, as in "JP"')
        return None

    def _members(self, field: Field, value: Any, mark: Mark) -> Any:
        return "unknown" if value == "unknown" else self.each(RecordReader.text, field, value, mark)

    def mapping(self, field: Field, value: Any, mark: Mark) -> Map | None:
        """A mapping; anything else is a finding."""
        if isinstance(value, Map):
            return value
        self.report(mark, "E007", f"{field.name} takes a mapping of key: value")
        return None

    def _parties(self, field: Field, value: Any, mark: Mark) -> dict[str, tuple[str, ...]] | None:
        tree = self.mapping(field, value, mark)
        if tree is None:
            return None
        parties: dict[str, tuple[str, ...]] = {}
        for role, item in tree.items():
            role_mark = tree.marks[role]
            self.check_id(role, "role", role_mark)
            one = isinstance(item, str) and item
            read = (item,) if one else self.each(RecordReader.text, Field(role, Shape.ENTITIES), item, role_mark)
            if read:
                parties[role] = read
        return parties

    def _names(self, field: Field, value: Any, mark: Mark) -> dict[str, tuple[str, ...]] | None:
        tree = self.mapping(field, value, mark)
        if tree is None:
            return None
        names = {
            tag: self.each(RecordReader.text, Field(tag, Shape.TEXTS), texts, tree.marks[tag]) for tag, texts in tree.items()
        }
        return {tag: texts for tag, texts in names.items() if texts}

    def _identifiers(self, field: Field, value: Any, mark: Mark) -> dict[str, Any] | None:
        tree = self.mapping(field, value, mark)
        return None if tree is None else self.read(tree, _IDENTIFIER_FIELDS)

    def _number(self, field: Field, value: Any, mark: Mark) -> int | None:
        text = self.text(field, value, mark)
        if text is None or (text.isascii() and text.isdigit() and len(text) < 10):
            return None if text is None else int(text)
        self.report(mark, "E007", f"{field.name} {text!r} is no whole number")
        return None

    def _record(self, field: Field, value: Any, mark: Mark) -> dict[str, Any] | None:
        tree = self.mapping(field, value, mark)
        return None if tree is None else self.read(tree, by_name(field.fields))

    def _records(self, field: Field, value: Any, mark: Mark) -> tuple[dict[str, Any], ...] | None:
        return self.each(lambda *item: RecordReader._record(*item) or {}, field, value, mark)


ValueReader = Callable[[RecordReader, Field, Any, Mark], Any]
"""Reads one value at a mark; None where it does not fit, which is then a finding."""


def _parser(parse: Callable[[str], Any], code: str) -> ValueReader:
    return lambda reader, field, value, mark: reader._parsed(parse, code, field, value, mark)


def _list_of(read_one: ValueReader) -> ValueReader:
    return lambda reader, field, value, mark: reader.each(read_one, field, value, mark)


_amount = _parser(parse_amount, "E050")
_texts = _list_of(RecordReader.text)
_IDENTIFIER_FIELDS = {scheme: Field(scheme, Shape.TEXT) for scheme in IDENTIFIER_SCHEMES}

_READERS: dict[Shape, ValueReader] = {
    Shape.TEXT: RecordReader.text,
    Shape.TEXTS: _texts,
    Shape.ID: RecordReader._id,
    Shape.ENTITY: RecordReader.text,
    Shape.ENTITIES: _texts,
    Shape.MEMBERS: RecordReader._members,
    Shape.PARTIES: RecordReader._parties,
    Shape.SOURCE: RecordReader.text,
    Shape.FACT: RecordReader.text,
    Shape.CHOICE: RecordReader._choice,
    Shape.CHOICES: _list_of(RecordReader._choice),
    Shape.DATE: _parser(parse_date, "E040"),
    Shape.AMOUNT: _amount,
    Shape.AMOUNTS: _list_of(_amount),
    Shape.COUNTRY: RecordReader._country,
    Shape.COUNTRIES: _list_of(RecordReader._country),
    Shape.NAMES: RecordReader._names,
    Shape.IDENTIFIERS: RecordReader._identifiers,
    Shape.PASSAGE: _parser(parse_passage, "E063"),
    Shape.DIGEST: _parser(parse_text_digest, "E063"),
    Shape.NUMBER: RecordReader._number,
    Shape.RECORD: RecordReader._record,
    Shape.RECORDS: RecordReader._records,
}
