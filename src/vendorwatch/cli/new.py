"""`new`: a skeleton for a new source, entity or fact. Its options are the fields of the data model, one each."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from vendorwatch import FactBaseError
from vendorwatch.cli import environment
from vendorwatch.cli.options import Facts
from vendorwatch.editing import FACT_FIELDS, Field, Shape, fields_to_give

if TYPE_CHECKING:
    from vendorwatch.cli.given import NamesGiven
    from vendorwatch.editing import Given

PAIRS = frozenset({Shape.PARTIES, Shape.NAMES, Shape.IDENTIFIERS})
_SECTIONS = {"source": "sources", "entity": "entities", "fact": "facts"}
_CONVENTIONS = {
    "source": "<outlet>-<year>-<what>; permanent once published",
    "entity": "permanent once published",
    "fact": "<where>-<year>-<what>; permanent once published",
}


def _new(
    facts: Facts,
    what: Annotated[Literal["source", "entity", "fact"], typer.Argument(show_default=False, help="What to add.")],
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", show_default=False, help=f"Kind of fact: {', '.join(FACT_FIELDS)}."),
    ] = None,
    brief: Annotated[bool, typer.Option("--brief", help="No comments: only what is given and what is required.")] = False,
    **options: list[str] | None,
) -> None:
    """Print a skeleton with the required keys, and the optional ones and the allowed values as comments.

    What is known can be given: names are looked up, values checked. Repeat an option for a list, or part ids with commas.

    \b
    Examples:
      vendorwatch new source --container-title Reuters --issued 2026-11-20
      vendorwatch new entity --name Rakuten --type company --roles carrier --country JP
      vendorwatch new fact --kind action --actor "japan government" --targets huawei,zte
      vendorwatch new fact --kind deal --parties investor=ntt --parties target=nec
    """
    from vendorwatch.editing import render_skeleton

    kind = _checked_kind(what, kind)
    with _names(facts) as names:
        given = _read(what, kind, options, names)
        for line in names.notices:
            environment.say(line)
    environment.write(render_skeleton(what, kind, given, brief=brief))
    environment.say(
        f"paste it under {_SECTIONS[what]}: in facts.yaml; fill in what is empty"
        + ("" if brief else ", take the # off what applies, delete the rest")
    )


def _read(what: str, kind: str, options: Mapping[str, list[str] | None], names: "NamesGiven") -> dict[str, "Given"]:
    """What was given, by field, and an id. Raises a usage error where the loader would find a fault."""
    from vendorwatch.cli.given import read_given
    from vendorwatch.editing import Given, faults_of, suggest_id

    fields = fields_to_give(what, kind)
    given = {name: read_given(fields[name], texts, names) for name, texts in _given_texts(what, kind, options, fields)}
    for fault in faults_of(what, kind, {name: item.value for name, item in given.items() if not item.remark}):
        raise typer.BadParameter(fault.message)
    if "id" not in given:
        values = {name: item.value for name, item in given.items()}
        year = environment.today()[:4]
        id = suggest_id(what, kind, values, names.where(values), year, names.is_taken)
        given["id"] = Given(id, _CONVENTIONS[what])
    elif names.is_taken(str(given["id"].value)):
        names.say(f"the id {given['id'].value} is taken already; ids are unique")
    return given


def _checked_kind(what: str, kind: str | None) -> str:
    if what != "fact":
        if kind is not None:
            raise typer.BadParameter(f"--kind is for facts; a new {what} takes --type")
        return ""
    if kind is None or kind not in FACT_FIELDS:
        problem = "new fact needs --kind" if kind is None else f"--kind {kind!r} is no kind of fact"
        raise typer.BadParameter(f"{problem}: one of {', '.join(FACT_FIELDS)}")
    return kind


def _names(facts: Facts) -> "NamesGiven":
    """The names of the base; of a base that cannot be read none, since it may be the one that is being mended."""
    from vendorwatch.api import open_base
    from vendorwatch.cli.given import NamesGiven

    try:
        return NamesGiven(open_base(facts.facts, cache=environment.cache_folder()))
    except FactBaseError as error:
        names = NamesGiven(None)
        names.say(f"names are kept as given: {error}")
        return names


def _given_texts(
    what: str, kind: str, options: Mapping[str, list[str] | None], fields: Mapping[str, Field]
) -> Iterator[tuple[str, list[str]]]:
    """Name and texts of each field that was given."""
    for ident, texts in options.items():
        if not texts:
            continue
        name = _NAMES[ident]
        if name not in fields:
            flags = ", ".join(flag_of(field) for field in fields if field in _NAMES.values())
            raise typer.BadParameter(f"{flag_of(name)} is no field of a new {kind or what}; it takes {flags}")
        if any(not text.strip() for text in texts):
            raise typer.BadParameter(f"{flag_of(name)} is empty; give a value or leave the option out")
        yield name, [text.strip() for text in texts]


def flag_of(name: str) -> str:
    """The option of a field."""
    return f"--{name.replace('_', '-').lower()}"


def _all_fields() -> dict[str, Field]:
    """Every field that can be given, by name; where records share a name, one help line does."""
    fields: dict[str, Field] = {}
    for what in _SECTIONS:
        for kind in FACT_FIELDS if what == "fact" else ("",):
            for name, field in fields_to_give(what, kind).items():
                fields.setdefault(name, field)
    return {name: field for name, field in fields.items() if name != "kind"}


_NAMES = {name.replace("-", "_").lower(): name for name in _all_fields()}
"""Names of fields by those of the parameters."""


def _with_field_options(function: Callable[..., None]) -> Callable[..., None]:
    """The command with one option for each field."""
    signature = inspect.signature(function)
    parameters = [parameter for parameter in signature.parameters.values() if parameter.kind is not parameter.VAR_KEYWORD]
    for ident, (name, field) in zip(_NAMES, _all_fields().items(), strict=True):
        metavar = "KEY=VALUE" if field.shape in PAIRS else "TEXT"
        option = typer.Option(flag_of(name), metavar=metavar, show_default=False, help=field.help)
        annotation: Any = Annotated[list[str] | None, option]
        parameters.append(inspect.Parameter(ident, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation))
    function.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return function


COMMANDS: dict[str, Callable[..., None]] = {"new": _with_field_options(_new)}
