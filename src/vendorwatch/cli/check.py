"""`check`: the rules of the fact base, for editors and their continuous integration."""

from collections.abc import Callable
from typing import Annotated

import typer

from vendorwatch.cli import environment, exits
from vendorwatch.cli.options import Facts, with_options


@with_options
def check(
    facts: Facts,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="DAY", help="Judge dates as of this day, YYYY-MM-DD.", show_default=False),
    ] = None,
) -> None:
    """Check the fact base against the rules: one line a finding, FILE:LINE:COLUMN CODE id: message.

    Exit code 0 when there is no error, 4 when there is one (with --strict, also for warnings).

    \b
    Examples:
      vendorwatch check
      vendorwatch check --facts my-facts.yaml --strict
    """
    from vendorwatch.factbase.cache import bundled_facts
    from vendorwatch.factbase.check import check_facts
    from vendorwatch.factbase.inputs import read_inputs
    from vendorwatch.output.text import visible

    findings = check_facts(read_inputs(facts.facts or [bundled_facts()]), _day(today) or environment.today())
    environment.write("".join(f"{visible(str(finding))}\n" for finding in findings))
    errors = sum(finding.is_error for finding in findings)
    warnings = len(findings) - errors
    environment.say(f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}")
    raise typer.Exit(exits.INVALID_BASE if errors or (strict and warnings) else exits.ANSWERED)


def _day(text: str | None) -> str | None:
    import datetime

    try:
        return text and datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"--today {text!r} is no day; write it as 2026-11-21") from None


COMMANDS: dict[str, Callable[..., None]] = {"check": check}
