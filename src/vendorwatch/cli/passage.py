"""`passage`: from a sentence to the line that cites it without copying it."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from vendorwatch.cli import environment
from vendorwatch.cli.options import Facts


def passage(
    facts: Facts,
    text: Annotated[
        Path | None,
        typer.Option(
            "--text", metavar="FILE", show_default=False, help="The article, to find the sentence and its paragraph in."
        ),
    ] = None,
) -> None:
    """The citation line for a sentence given on standard input.

    With --text the sentence must stand in the article exactly once; the line then gives its paragraph, and the source
    where the fact base knows the article by its digest.

    \b
    Examples:
      echo "Eight or more words copied from the article itself" | vendorwatch passage
      vendorwatch passage --text article.txt < sentence.txt
    """
    from vendorwatch.cli.held import read_text
    from vendorwatch.editing import VOCABULARIES, PassageError, describe_passage, describe_text

    article = read_text(text) if text else None
    try:
        line = describe_passage(environment.read_input(), article)
    except PassageError as error:
        raise typer.BadParameter(str(error)) from None
    environment.say(f"fill in the basis: {', '.join(VOCABULARIES['basis'])}")
    if article is None:
        source = None
        environment.say("the paragraph is left out; give the article with --text to find it")
    else:
        digest = str(describe_text(article))
        source = _source_of(digest, facts)
        if source is None:
            environment.say(f"no source of the fact base has this text; the source's key for it is text: {digest}")
    environment.write(f"{{source: {source or ''}, basis: , passage: {line}}}\n")


def _source_of(digest: str, facts: Facts) -> str | None:
    from vendorwatch.api import open_base

    with open_base(facts.facts, cache=environment.cache_folder()) as base:
        return next((str(source["id"]) for source in base.listing("sources").sources if source["text"] == digest), None)


COMMANDS: dict[str, Callable[..., None]] = {"passage": passage}
