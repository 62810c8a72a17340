"""`info`: the base itself."""

from collections.abc import Callable

from vendorwatch.api import Answer, Base
from vendorwatch.cli import environment
from vendorwatch.cli.ask import ask
from vendorwatch.cli.options import Facts, Output


def info(facts: Facts, output: Output) -> None:
    """Where the base lies, its version, hash and counts; how old it is, on standard error.

    \b
    Examples:
      vendorwatch info
      vendorwatch info --json
    """

    def question(base: Base) -> Answer:
        if not output.quiet:
            environment.say(_age(base.version, environment.today()))
        return base.info()

    ask(question, facts, output)


def _age(version: str, today: str) -> str:
    """How old the base is; its version is the day of its last edit."""
    import datetime

    try:
        days = (datetime.date.fromisoformat(today) - datetime.date.fromisoformat(version)).days
    except ValueError:
        return f"the base has version {version!r}, which is no date, so its age is not known"
    return f"the base is of {version}, {days} day{'' if days == 1 else 's'} old"


COMMANDS: dict[str, Callable[..., None]] = {"info": info}
