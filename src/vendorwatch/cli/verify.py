"""`verify`: the fact base against the articles that an editor holds."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from vendorwatch.cli import environment, exits
from vendorwatch.cli.options import Facts

_NAMED = 8
"""Sources without a held text that are named; the others are counted."""


def verify(
    facts: Facts,
    texts: Annotated[Path, typer.Option("--texts", metavar="DIR", help="Folder with the held articles as text files.")],
) -> None:
    """Find every passage in the held articles (E064), and sentences of theirs among our words (E065).

    Articles are told by the digest of their whole text, whatever their files are called. Exit code 0 when all is well,
    1 when no source has its text in the folder, 4 when there is a finding.

    \b
    Examples:
      vendorwatch verify --texts texts
      vendorwatch verify --texts articles --facts my-facts.yaml
    """
    from vendorwatch.cli.held import read_folder
    from vendorwatch.editing import bundled_facts, load_valid, read_inputs
    from vendorwatch.editing import verify as verify_base
    from vendorwatch.output.text import visible

    held = read_folder(texts)
    found = verify_base(load_valid(read_inputs(facts.facts or [bundled_facts()])), held)
    environment.write("".join(f"{visible(str(finding))}\n" for finding in found.findings))
    sources = len(found.checked) + len(found.missing)
    environment.say(
        f"{found.passages} passages looked for in the texts of {len(found.checked)} of {sources} sources, "
        f"{len(found.findings)} findings"
    )
    if found.missing and found.checked:
        more = f" and {len(found.missing) - _NAMED} more" if len(found.missing) > _NAMED else ""
        environment.say(f"no held text of: {', '.join(found.missing[:_NAMED])}{more}")
    if found.findings:
        raise typer.Exit(exits.INVALID_BASE)
    if not found.checked:
        environment.say(f"no file in {texts} is the text of a source; sources name theirs by digest (key: text)")
        raise typer.Exit(exits.NOTHING_FOUND)


COMMANDS: dict[str, Callable[..., None]] = {"verify": verify}
