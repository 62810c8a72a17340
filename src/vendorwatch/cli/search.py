"""`search`: full text over the facts."""

from collections.abc import Callable
from typing import Annotated

import typer

from vendorwatch.cli import environment
from vendorwatch.cli.ask import ask
from vendorwatch.cli.options import Facts, Filtering, Matching, Output

Text = Annotated[
    list[str], typer.Argument(metavar="TEXT...", show_default=False, help='Words; "a phrase"; word*; kind:deal; country:JP.')
]


def search(text: Text, facts: Facts, matching: Matching, filtering: Filtering, output: Output) -> None:
    """Search the facts: summaries, names of the parties in all scripts, notes, instruments, titles of sources.

    All words have to be found, in any order; case and accents do not count, and in Chinese, Japanese and Korean a part of a
    word will do. Double quotes make a phrase (in a shell inside single ones), a star at the end of a word a beginning;
    kind: and country: narrow the search, as filters do. The best 20 come first, or --limit, with the words that were hit.

    \b
    Examples:
      vendorwatch search boycott docomo
      vendorwatch search '"made in japan"' kind:deal --json
      vendorwatch search 華為 country:JP --limit 5
    """

    filters = filtering.read(all_stages=output.verbose)
    words = environment.as_text(" ".join(text))
    ask(lambda base: base.search(words, filters, exact=matching.exact), facts, output)


COMMANDS: dict[str, Callable[..., None]] = {"search": search}
