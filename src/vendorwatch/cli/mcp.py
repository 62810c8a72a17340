"""`mcp`: the base as tools for a language model, by the Model Context Protocol."""

from collections.abc import Callable

import typer

from vendorwatch.cli import environment, exits
from vendorwatch.cli.options import Facts


def mcp(facts: Facts) -> None:
    """Serve the base to an MCP client over standard input and output, until the client closes them; docs/mcp.md says how.

    Tools: lookup, search, facts, matrix, timeline, conflicts, cite. Every result carries its citations, and the version of
    the base. Needs the extra mcp: pip install 'vendorwatch[mcp]'.

    \b
    Examples:
      vendorwatch mcp
      vendorwatch mcp --facts my-facts.yaml
    """
    import gc

    from vendorwatch.api import open_base

    try:
        from vendorwatch.cli.mcp_server import server_of
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("vendorwatch"):
            raise
        environment.say(f"mcp needs an extra that is not installed ({error.name}): pip install 'vendorwatch[mcp]'")
        raise typer.Exit(exits.USAGE) from None
    gc.enable()  # this may run for days
    # A base that cannot be read is said now, and not at the first question.
    open_base(facts.facts, cache=environment.cache_folder()).close()
    server_of(facts.facts or (), environment.cache_folder()).run()


COMMANDS: dict[str, Callable[..., None]] = {"mcp": mcp}
