"""Values that an editor gives for a new record: names resolved as look-ups resolve them, what is unknown kept, and said."""

from collections.abc import Mapping, Sequence

import typer

from vendorwatch.api import Base, Match
from vendorwatch.cli.new import PAIRS, flag_of
from vendorwatch.editing import Field, Given, Shape, Value
from vendorwatch.output.text import shortened, visible

_ENTITIES = frozenset({Shape.ENTITY, Shape.ENTITIES, Shape.MEMBERS, Shape.PARTIES})
LISTS = frozenset({Shape.TEXTS, Shape.ENTITIES, Shape.MEMBERS, Shape.CHOICES, Shape.AMOUNTS, Shape.COUNTRIES})
_COUNTRIES = frozenset({Shape.COUNTRY, Shape.COUNTRIES})
_WHOSE = ("actor", "carriers", "speaker", "about", "parties")
_WORLD = "world"
_COUNTRY = "country"


class NamesGiven:
    """Resolves names in a base, or in none, and collects what there is to say. A context manager, as the base is."""

    def __init__(self, base: Base | None) -> None:
        self.notices: list[str] = []
        self._base = base

    def __enter__(self) -> "NamesGiven":
        return self

    def __exit__(self, *_: object) -> None:
        if self._base is not None:
            self._base.close()

    def say(self, line: str) -> None:
        """Keep a line for standard error."""
        self.notices.append(line)

    def read(self, field: Field, text: str) -> tuple[str, str]:
        """The value for a field, ids in place of names, and the remark to stand beside it in the skeleton."""
        if self._base is None:
            return text, ""
        if field.shape in _ENTITIES:
            return self._settle(text, self._entities(self._base, text, field), "entity")
        if field.shape in _COUNTRIES:
            return self._settle(text, self._countries(self._base, text), "country")
        if field.shape is Shape.SOURCE and "container-title" not in (self._base.record(text) or {}):
            return self._settle(text, [], "source")
        if field.name == "asserted_by":
            exact = self._exact(self._base, text)
            return (exact[0].id if len(exact) == 1 else text), ""
        return text, ""

    def knows(self, text: str) -> bool:
        """Whether the text as a whole is the name or id of an entity."""
        return self._base is not None and bool(self._exact(self._base, text))

    def is_taken(self, id: str) -> bool:
        """Whether a record has the id already."""
        return self._base is not None and self._base.record(id) is not None

    def where(self, values: Mapping[str, Value]) -> str:
        """The country that a new fact's id starts with: as given, or that of its first entity; `world` for those without."""
        given = values.get("where")
        if isinstance(given, list) and given:
            return given[0]
        for name in _WHOSE:
            for id in _ids(values.get(name, [])):
                entity = self._base.record(id) if self._base is not None else None
                if entity is not None:
                    return str(entity.get("country") or _WORLD)
        return ""

    def _exact(self, base: Base, text: str) -> list[Match]:
        return [match for match in base.resolve(text, exact=True) if match.kind != _COUNTRY]

    def _entities(self, base: Base, text: str, field: Field) -> list[Match]:
        """Entities of that name, exact names before others, those that fit the field before others."""
        if "roles" in (base.record(text) or {}):
            return self._exact(base, text)[:1]
        for exact in (True, False):
            for role in dict.fromkeys((field.role or None, None)):
                found = [match for match in base.resolve(text, role, exact=exact) if match.kind != _COUNTRY]
                fitting = [match for match in found if self._fits(base, match, field)]
                if found:
                    return fitting or found
        return []

    def _fits(self, base: Base, match: Match, field: Field) -> bool:
        entity = base.record(match.id)
        return not field.entity_type or (entity is not None and entity.get("type") == field.entity_type)

    def _countries(self, base: Base, text: str) -> list[Match]:
        return base.resolve(text, _COUNTRY)

    def _settle(self, text: str, matches: Sequence[Match], what: str) -> tuple[str, str]:
        shown = shortened(text)
        if len(matches) == 1:
            match = matches[0]
            if match.stage in ("typo", "words"):
                how = "as a typo of" if match.stage == "typo" else "by words of"
                self.say(f'"{shown}" read as {visible(match.name)} ({match.id}), {how} "{visible(match.alias)}"')
            return match.id, ""
        if matches:
            listed = ", ".join(match.id for match in matches)
            self.say(f'"{shown}" fits several, and is kept as given; take one by its id: {listed}')
            return text, f"fits several: {listed}"
        add = "" if what == "country" else f"; vendorwatch new {what} adds one"
        self.say(f'"{shown}" is no {what} of the base, and is kept as given{self._near(text, what)}{add}')
        return text, f"is no {what} of the base yet"

    def _near(self, text: str, what: str) -> str:
        if self._base is None or what == "source":
            return ""
        near = self._base.suggest(text, _COUNTRY if what == "country" else None)
        names = [f"{visible(match.name)} ({match.id})" for match in near if (match.kind == _COUNTRY) == (what == "country")]
        return f"; did you mean: {'; '.join(names)}?" if names else ""


def _ids(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return value
    return [id for item in value.values() for id in _ids(item)]


def read_given(field: Field, texts: list[str], names: NamesGiven) -> Given:
    """The value of a field from the texts of its option."""
    if field.shape in PAIRS:
        return _pairs(field, texts, names)
    if field.shape in LISTS:
        parts = [part for text in texts for part in _split(field, text, names)]
        if field.shape is Shape.MEMBERS and parts == ["unknown"]:
            return Given("unknown")
        read = [names.read(field, part) for part in parts]
        return Given([value for value, _ in read], _joined(read))
    if len(texts) > 1:
        raise typer.BadParameter(f"{flag_of(field.name)} takes one value; it was given {len(texts)} times")
    return Given(*names.read(field, texts[0]))


def _split(field: Field, text: str, names: NamesGiven) -> list[str]:
    """The parts between commas, unless commas may belong to the text: a name that is known as a whole, an author."""
    if field.shape in (Shape.TEXTS, Shape.AMOUNTS) or "," not in text or names.knows(text):
        return [text]
    return [part.strip() for part in text.split(",") if part.strip()]


def _pairs(field: Field, texts: list[str], names: NamesGiven) -> Given:
    lists: dict[str, list[tuple[str, str]]] = {}
    for text in texts:
        key, sign, value = (part.strip() for part in text.partition("="))
        if not (key and sign and value):
            example = {Shape.PARTIES: "investor=ntt", Shape.NAMES: "ja=日本電気"}.get(field.shape, "wikidata=Q1")
            raise typer.BadParameter(f"{flag_of(field.name)} takes KEY=VALUE, as in {example}; got {text!r}")
        lists.setdefault(key, []).append(names.read(field, value))
    values: dict[str, str | list[str]] = {}
    for key, read in lists.items():
        plain = [value for value, _ in read]
        values[key] = plain if field.shape is Shape.NAMES or len(plain) > 1 else plain[0]
    return Given(values, _joined([item for read in lists.values() for item in read]))


def _joined(read: list[tuple[str, str]]) -> str:
    return "; ".join(f"{shortened(value)} {remark}" for value, remark in read if remark)
