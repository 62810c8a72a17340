"""`completion`: the script that makes a shell complete the command line."""

from collections.abc import Callable
from typing import Annotated, Literal

import typer

from vendorwatch.cli import environment
from vendorwatch.cli.options import COMPLETE

Shell = Annotated[
    Literal["bash", "zsh", "fish", "powershell"],
    typer.Argument(metavar="SHELL", show_default=False, help="bash, zsh, fish or powershell."),
]


def completion(shell: Shell) -> None:
    """Print the script that makes a shell complete commands, options and names; docs/completion.md says where it goes.

    Nothing is written but to standard output.

    \b
    Examples:
      eval "$(vendorwatch completion bash)"
      vendorwatch completion fish > ~/.config/fish/completions/vendorwatch.fish
    """
    from typer._completion_shared import get_completion_script

    script = get_completion_script(prog_name="vendorwatch", complete_var=COMPLETE, shell=shell)
    environment.write(f"{script}\n")


COMMANDS: dict[str, Callable[..., None]] = {"completion": completion}
