"""What an unknown command probably meant: a command, or the name of a record."""

from collections.abc import Iterable

from vendorwatch import FactBaseError
from vendorwatch.api import open_base
from vendorwatch.cli import environment
from vendorwatch.output.text import shortened


def hint(args: list[str], commands: Iterable[str]) -> str:
    """One line that says that `args` start with no command, and what to try."""
    import difflib
    import shlex

    message = f'no command "{shortened(args[0])}"'
    words = []
    for word in args:
        if word.startswith("-"):
            break
        words.append(environment.as_text(word))
    try:
        with open_base(environment.named_facts(), cache=environment.cache_folder()) as base:
            matches = base.resolve(" ".join(words), exact=True)
    except FactBaseError:
        matches = []
    if matches:
        command = matches[0].kind if matches[0].kind in commands else "show"
        return f"{message}; try: vendorwatch {command} {shortened(shlex.join(words))}"
    near = difflib.get_close_matches(args[0], list(commands), n=1)
    return f"{message}; try: vendorwatch {near[0]}" if near else f"{message}; vendorwatch -h lists the commands"
