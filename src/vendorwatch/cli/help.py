"""`help`: topics that concern all commands, and the help pages of commands; also the first page, of `vendorwatch` alone."""

from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from vendorwatch.cli import environment

WIDTH = 90
"""Columns of a text that is read line by line; a narrower terminal has fewer."""

START = """\
vendorwatch: who banned, allowed, picked or dropped which network vendor, each fact with its source.

  vendorwatch carrier docomo             all that is known of a carrier
  vendorwatch country japan              what its state bodies did, and what its carriers chose
  vendorwatch vendor huawei --json       who bans, limits, picks or drops it, as JSON for a script
  vendorwatch search boycott             words in the facts, best first
  vendorwatch matrix --as-of 2018-12-31  countries × vendors: the strictest act on a day

vendorwatch -h lists all commands, vendorwatch COMMAND -h explains one, and vendorwatch help
what is the same in all: formats, exit codes, dates, filters, how to read a citation.

No fact recorded is not "no ban": the base holds what its sources say, and no more.
"""


def _complete(incomplete: str) -> list[str]:
    from vendorwatch.cli.app import COMMANDS
    from vendorwatch.output.topics import TOPICS

    return [name for name in (*TOPICS, *COMMANDS) if name.startswith(incomplete)]


def help_(
    context: typer.Context,
    subject: Annotated[
        str | None,
        typer.Argument(metavar="[TOPIC|COMMAND]", show_default=False, help="What to explain.", autocompletion=_complete),
    ] = None,
) -> None:
    """Explain a topic or a command; alone, list the topics.

    \b
    Examples:
      vendorwatch help
      vendorwatch help citations
      vendorwatch help carrier
    """
    from vendorwatch.cli.app import COMMANDS
    from vendorwatch.output.topics import TOPICS, as_text

    width = min(WIDTH, environment.destination(verbose=False).width)
    if subject is None:
        environment.write(_contents())
    elif subject in TOPICS:
        environment.write(as_text(subject, width))
    elif subject in COMMANDS:
        environment.write(_page_of(context, subject))
    else:
        raise typer.BadParameter(_unknown(environment.as_text(subject), [*TOPICS, *COMMANDS]))


def _contents() -> str:
    from vendorwatch.output.topics import TOPICS, title_of

    rows = "".join(f"  vendorwatch help {topic:<12} {title_of(topic)}\n" for topic in TOPICS)
    return f"Topics:\n{rows}\nvendorwatch -h lists the commands; vendorwatch help COMMAND, or COMMAND -h, explains one.\n"


def _page_of(context: typer.Context, name: str) -> str:
    assert context.parent is not None
    root = context.parent
    command = root.command.get_command(root, name)  # type: ignore[attr-defined]
    with command.make_context(name, [], parent=root, resilient_parsing=True) as asked:
        return f"{command.get_help(asked)}\n"


def _unknown(subject: str, known: Iterable[str]) -> str:
    import difflib

    from vendorwatch.output.text import shortened

    near = difflib.get_close_matches(subject, list(known), n=1)
    way_out = f"did you mean {near[0]}?" if near else "vendorwatch help lists the topics, vendorwatch -h the commands"
    return f'no topic or command "{shortened(subject)}"; {way_out}'


COMMANDS: dict[str, Callable[..., None]] = {"help": help_}
