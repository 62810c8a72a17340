"""Options that commands share, in groups; `with_options` turns a parameter of a group's type into the group's options.

Groups are named tuples, since dataclasses take several times as long to define, at every start.
"""

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_type_hints

import typer

from vendorwatch.output.cite import STYLES
from vendorwatch.output.registry import DIAGRAMS, FORMATS

if TYPE_CHECKING:
    from vendorwatch.api import Filters

COMPLETE = "_VENDORWATCH_COMPLETE"
"""The variable by which a shell asks for completions."""


def complete_name(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The names of records that may be meant."""
    from vendorwatch.cli.complete import names

    return names(ctx, incomplete)


def complete_fields(ctx: typer.Context, incomplete: str) -> list[str]:
    """The paths that --fields takes."""
    from vendorwatch.cli.complete import fields

    return fields(ctx, incomplete)


Name = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME...", show_default=False, help="A name; words need no quotes.", autocompletion=complete_name
    ),
]


MaybeName = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME]...", show_default=False, help="A name; words need no quotes.", autocompletion=complete_name
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


_FORMAT = typer.Option(
    "--format",
    "-f",
    show_default=False,
    help="Default: by the ending of --output, else table in a terminal, tsv in a pipe.",
)
_CITE = typer.Option("--cite", show_default=False, help="Only the sources, cited in this style.")
if TYPE_CHECKING:
    Format = str | None
    DiagramFormat = str | None
    Cite = str | None
else:  # choices from a registry are no types to a type checker
    Format = Annotated[Literal[*FORMATS] | None, _FORMAT]
    DiagramFormat = Annotated[Literal[*FORMATS, *DIAGRAMS] | None, _FORMAT]
    Cite = Annotated[Literal[*STYLES] | None, _CITE]
Json = Annotated[bool, typer.Option("--json", help="Same as --format json.")]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="A,B.C",
        show_default=False,
        help="Only these fields of each row.",
        autocompletion=complete_fields,
    ),
]
Into = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        show_default=False,
        help="Write to this file, whole or not at all; - is standard output.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notices on standard error.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show file, line, passage and stage of match.")]


class Output(NamedTuple):
    """How the answer is written."""

    format: Format = None
    json: Json = False
    fields: Fields = None
    cite: Cite = None
    into: Into = None
    quiet: Quiet = False
    verbose: Verbose = False


class DiagramOutput(NamedTuple):
    """How an answer is written that can be drawn too."""

    format: DiagramFormat = None
    json: Json = False
    fields: Fields = None
    cite: Cite = None
    into: Into = None
    quiet: Quiet = False
    verbose: Verbose = False


def _filter(option: str, help: str, metavar: str = "NAME") -> Any:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from vendorwatch.cli.complete import filter_values

        return filter_values(ctx, option.removeprefix("--"), incomplete)

    return typer.Option(option, metavar=metavar, show_default=False, help=help, autocompletion=complete)


class Filtering(NamedTuple):
    """Which facts the answer is to hold."""

    as_of: Annotated[str | None, _filter("--as-of", "The world as it stood on that day.", "DATE")] = None
    known_by: Annotated[str | None, _filter("--known-by", "Only what had been reported by that day.", "DATE")] = None
    since: Annotated[str | None, _filter("--since", "Facts of that day, month or year and later.", "DATE")] = None
    until: Annotated[str | None, _filter("--until", "Facts of that day, month or year and earlier.", "DATE")] = None
    vendor: Annotated[list[str] | None, _filter("--vendor", "Facts with this vendor; repeat it for any of several.")] = None
    carrier: Annotated[list[str] | None, _filter("--carrier", "Facts with this carrier.")] = None
    country: Annotated[list[str] | None, _filter("--country", "Facts that concern this country.")] = None
    region: Annotated[list[str] | None, _filter("--region", "Facts of this region: europe, western-asia …", "REGION")] = None
    kind: Annotated[list[str] | None, _filter("--kind", "Facts of this kind: action, relationship, deal …", "KIND")] = None
    status: Annotated[list[str] | None, _filter("--status", "Facts at this stage: in-force, planned …", "STATUS")] = None
    network: Annotated[list[str] | None, _filter("--network", "Facts on these networks: 4g, 5g, fixed …", "NETWORK")] = None
    support: Annotated[list[str] | None, _filter("--support", "Facts so supported: documented, disputed …", "LABEL")] = None
    limit: Annotated[int | None, _filter("--limit", "At most so many rows, the newest.", "N")] = None

    def read(self, *, all_stages: bool, waiting: "Waiting | None" = None) -> "Filters":
        """The filters for the Python interface; `all_stages` shows passed stages too."""
        from vendorwatch.api import Filters

        given = {name: value for name, value in self._asdict().items() if value is not None and value != []}
        return Filters(**given, **(waiting._asdict() if waiting else {}), all_stages=all_stages)


class Waiting(NamedTuple):
    """What an editor should look at again."""

    stale: Annotated[
        int | None,
        typer.Option(
            "--stale",
            metavar="DAYS",
            show_default=False,
            help="For editors: open facts not re-read for so many days, or never, by the day of the base's last edit.",
        ),
    ] = None
    follow_up: Annotated[
        bool, typer.Option("--follow-up", help="For editors: expected dates that have passed, with nothing after them.")
    ] = False


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
