"""`cite`: facts and sources as citations."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vendorwatch.cli import environment, exits
from vendorwatch.cli.ask import cited, put
from vendorwatch.cli.destinations import by_ending, write_to
from vendorwatch.cli.options import Facts, Into, Quiet, complete_name
from vendorwatch.output.cite import STYLES, style_of_file
from vendorwatch.output.notices import notices_of

_STYLE = typer.Option("--style", "-s", show_default=False, help="Default: by the ending of --output, else plain.")
if TYPE_CHECKING:
    Style = str | None
else:  # choices from a registry are no type to a type checker
    Style = Annotated[Literal[*STYLES] | None, _STYLE]


def cite(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            show_default=False,
            help="Ids of facts and sources; or words of a source, as `source` takes them.",
            autocompletion=complete_name,
        ),
    ],
    facts: Facts,
    style: Style = None,
    into: Into = None,
    quiet: Quiet = False,
) -> None:
    """Cite facts, each with whose word it is and the references of its sources; or sources.

    Dates keep their doubt, and a source that nobody signed has no author. The styles apa, chicago and mla need the extra
    `cite`: pip install 'vendorwatch[cite]'.

    \b
    Examples:
      vendorwatch cite jp-2018-docomo-no-chinese-4g
      vendorwatch cite caixin-2018-big3 nikkei-2020-ntt-nec --style bibtex
    """
    chosen = style or by_ending(into, style_of_file, "--style") or "plain"
    words = [text for name in names if (text := environment.as_text(name).strip())]
    if not words:
        raise typer.BadParameter("the name is empty; give an id of a fact or source")
    answer = put(lambda base: base.cite(words), facts)
    text = cited(chosen, answer.facts, answer.sources)
    if not quiet:
        for line in notices_of(answer):
            environment.say(line)
    if answer.status == "found":
        write_to(into, text)
    raise typer.Exit(exits.BY_STATUS[answer.status])


COMMANDS: dict[str, Callable[..., None]] = {"cite": cite}
