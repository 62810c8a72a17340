"""`search`: full text over the facts."""

from collections.abc import Callable
from typing import Annotated, NamedTuple

import typer

from vendorwatch.api import SEARCH_LIMIT, Base
from vendorwatch.cli import environment
from vendorwatch.cli.ask import ask
from vendorwatch.cli.options import Facts, Output
from vendorwatch.lookup.answer import Answer

Text = Annotated[
    list[str], typer.Argument(metavar="TEXT...", show_default=False, help='Words; "a phrase"; word*; kind:deal; country:JP.')
]


class Choice(NamedTuple):
    """How many facts are shown."""

    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="At most so many facts, the best.")] = (
        SEARCH_LIMIT
    )


def search(text: Text, facts: Facts, choice: Choice, output: Output) -> None:
    """Search the facts: summaries, names of the parties in all scripts, notes, instruments, titles of sources.

    All words have to be found, in any order; case and accents do not count, and in Chinese, Japanese and Korean a part of a
    word will do. Double quotes make a phrase (in a shell inside single ones), a star at the end of a word a beginning;
    kind: and country: narrow the search. The best come first, with the words that were hit.

    \b
    Examples:
      vendorwatch search boycott docomo
      vendorwatch search '"made in japan"' kind:deal --json
      vendorwatch search 華為 country:JP --limit 5
    """

    def question(base: Base) -> Answer:
        from vendorwatch.lookup.terms import NotSearchable

        try:
            return base.search(environment.as_text(" ".join(text)), limit=choice.limit)
        except NotSearchable as error:
            raise typer.BadParameter(str(error)) from None

    ask(question, facts, output)


COMMANDS: dict[str, Callable[..., None]] = {"search": search}
