"""Options that commands share, in groups; `with_options` turns a parameter of a group's type into the group's options.

Groups are named tuples, since dataclasses take several times as long to define, at every start.
"""

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_type_hints

import typer

COMPLETE = "_VENDORWATCH_COMPLETE"
"""The variable by which a shell asks for completions."""


def _complete_name(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    from vendorwatch.cli.complete import names

    return names(ctx, incomplete)


def _complete_fields(ctx: typer.Context, incomplete: str) -> list[str]:
    from vendorwatch.cli.complete import fields

    return fields(ctx, incomplete)


Name = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME...", show_default=False, help="A name; words need no quotes.", autocompletion=_complete_name
    ),
]


class Facts(NamedTuple):
    """Which fact base to ask."""

    facts: Annotated[
        list[Path] | None,
        typer.Option(
            "--facts",
            metavar="PATH",
            envvar="VENDORWATCH_FACTS",
            show_default=False,
            help="Fact base to ask instead of the bundled one; repeat it to add to and override earlier files.",
        ),
    ] = None


class Output(NamedTuple):
    """How the answer is written."""

    format: Annotated[
        Literal["table", "tsv", "json", "jsonl"] | None,
        typer.Option("--format", "-f", show_default=False, help="Default: table in a terminal, tsv in a pipe."),
    ] = None
    json: Annotated[bool, typer.Option("--json", help="Same as --format json.")] = False
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields",
            metavar="A,B.C",
            show_default=False,
            help="Only these fields of each row.",
            autocompletion=_complete_fields,
        ),
    ] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notices on standard error.")] = False
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show file, line, passage and stage of match.")] = False


class Kind(NamedTuple):
    """What a name is looked for among."""

    kind: Annotated[
        Literal["carrier", "vendor", "country"] | None,
        typer.Option("--kind", show_default=False, help="Only carriers, vendors or countries."),
    ] = None


class Matching(NamedTuple):
    """How names are matched."""

    exact: Annotated[
        bool,
        typer.Option("--exact", envvar="VENDORWATCH_EXACT", help="Only ids and exact names: no parts, no typos."),
    ] = False


def with_options(function: Callable[..., None]) -> Callable[..., None]:
    """The command function with every parameter of an option group replaced by the options of the group."""
    signature = inspect.signature(function, eval_str=True)
    groups: dict[str, Any] = {}
    parameters = []
    for parameter in signature.parameters.values():
        group = parameter.annotation
        if not hasattr(group, "_field_defaults"):
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        groups[parameter.name] = group
        hints = get_type_hints(group, include_extras=True)
        parameters += [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
            for name, default in group._field_defaults.items()
        ]

    @functools.wraps(function)
    def command(**values: Any) -> None:
        built = {name: group(**{field: values.pop(field) for field in group._fields}) for name, group in groups.items()}
        function(**built, **values)

    command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command
