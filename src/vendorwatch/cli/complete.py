"""Shell completion: what a shell asks on a press of Tab, and what is offered for names and fields.

The protocol is Typer's: the shell function that `vendorwatch completion SHELL` prints runs the program with
`_VENDORWATCH_COMPLETE=complete_SHELL` and the line in other variables. Nothing is ever said on standard error about a
line that is still being typed: where there is nothing to offer, whatever the reason, nothing is offered.
"""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer._click.shell_completion import CompletionItem, ShellComplete, split_arg_string
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete

from vendorwatch.api import Base, Completion, open_base
from vendorwatch.cli import environment, exits
from vendorwatch.cli.options import COMPLETE
from vendorwatch.output.text import visible

Offer = tuple[str, str]
"""A value, and the help that a shell may show beside it."""

_HARMLESS = frozenset("-._+")


def names(context: typer.Context, incomplete: str) -> list[Offer]:
    """Names and ids that begin with the words of the command and the one being typed; the last word or words of them."""
    if any(not _is_plain(char) for char in incomplete.replace(" ", "")):
        return []  # the shell would have to quote it, and each does that differently
    words = [environment.as_text(str(word)) for word in context.params.get("name") or ()]
    typed = " ".join((*words, incomplete))
    offers: dict[str, str] = {}
    with _base_of(context) as base:
        for found in _records(base, typed, context):
            rest = _plain(found.text[len(typed) :])
            value = incomplete + (rest if incomplete else rest.lstrip(" -"))
            if value.strip():
                offers.setdefault(value.rstrip(), visible(found.name))
    return list(offers.items())


def filter_values(context: typer.Context, name: str, incomplete: str) -> list[Offer]:
    """What a filter takes: the values of its list, or the ids of records by id or name; nothing for a day or a number."""
    from vendorwatch.api import LISTED, NAMED

    if name in LISTED:
        return [(value, "") for value in LISTED[name] if value.startswith(incomplete.casefold())]
    if name not in (*NAMED, "region"):
        return []
    with _base_of(context) as base:
        if name == "region":
            return [(region, "") for region in base.regions() if region.startswith(incomplete.casefold())]
        found = base.complete(incomplete, name)
    return [(item.id, visible(item.name)) for item in found if item.id.casefold().startswith(incomplete.casefold())]


def fields(context: typer.Context, incomplete: str) -> list[str]:
    """The paths that --fields takes for the rows of this command; after a comma, the next one."""
    from vendorwatch.output.contract import field_paths

    command = context.info_name or ""
    rows = {"match": "candidates", "sources": "sources", "info": "info", "search": "hits", "matrix": "cells"}
    rows |= {"conflicts": "pairs", "timeline": "entries"} | dict.fromkeys(("carriers", "vendors", "countries"), "entities")
    before = incomplete[: incomplete.rfind(",") + 1]
    if command == "diff":
        from vendorwatch.output.changes_formats import FIELDS

        return [before + path for path in FIELDS]
    return [before + path for path in field_paths(rows.get(command, "facts"))]


def _records(base: Base, typed: str, context: typer.Context) -> Iterator[Completion]:
    command = context.info_name or ""
    if command == "cite":
        for kind in ("source", "fact"):
            yield from base.complete(typed, kind)
        return
    if command != "show":
        yield from base.complete(typed, context.params.get("kind") if command == "match" else command)
        return
    yield from base.complete(typed)
    if typed.strip():  # all ids of facts would hide the names
        for kind in ("source", "thread", "fact"):
            yield from base.complete(typed, kind)


def _base_of(context: typer.Context) -> Base:
    """The base that the line names, or the environment; the shell has not expanded a ~ yet."""
    paths = [Path(path).expanduser() for path in context.params.get("facts") or ()]
    return open_base(paths, cache=environment.cache_folder())


def _is_plain(char: str) -> bool:
    """Whether no shell does anything with the character."""
    return char.isalnum() or char in _HARMLESS or (not char.isascii() and unicodedata.category(char)[0] not in "CZ")


def _plain(text: str) -> str:
    """The text without what shells act on: none of it counts in a name, so that nothing needs quotes."""
    kept = "".join(char if _is_plain(char) else "" if char in "'`" else " " for char in text)
    start = " " if kept.startswith(" ") else ""
    return start + " ".join(kept.split())


def command_items(commands: dict[str, str], incomplete: str) -> list[CompletionItem]:
    """The commands that begin so, with their lines of help."""
    return [CompletionItem(name, help=help) for name, help in commands.items() if name.startswith(incomplete)]


class _Line(ShellComplete):
    """What is the same in all shells."""

    def get_completion_args(self) -> tuple[list[str], str]:
        # The mark keeps the word that is being typed from being lost where it is empty, or ends in an escaped space.
        *words, last = split_arg_string(os.environ.get("_TYPER_COMPLETE_ARGS", "") + "\0")
        return words[1:], environment.as_text(last.removesuffix("\0"))

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        items = super().get_completions(args, incomplete)
        option, equals, _ = incomplete.partition("=")
        if equals and option.startswith("--"):  # the shell compares with the whole word
            for item in items:
                item.value = f"{option}={item.value}"
        return items


class _Bash(_Line, BashComplete):
    def get_completion_args(self) -> tuple[list[str], str]:
        args, incomplete = BashComplete.get_completion_args(self)
        if args and args[-1] == "=":  # bash makes three words of --format=js
            args.pop()
        return args, "" if incomplete == "=" else environment.as_text(incomplete)


class _Zsh(_Line, ZshComplete):
    def format_completion(self, item: CompletionItem) -> str:
        # Typer has Rich read the help as markup, and Rich alone costs more than all the rest.
        value = item.value.replace(":", "\\:")
        return _zsh_quoted(value) + (f":{_zsh_quoted(visible(item.help))}" if item.help else "")


class _Fish(_Line, FishComplete):
    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{visible(item.help)}" if item.help else str(item.value)


class _PowerShell(PowerShellComplete):
    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}:::{visible(item.help) if item.help else ' '}"


def _zsh_quoted(text: str) -> str:
    """The text in double quotes, for the second of zsh's readings; the first is of a single-quoted word."""
    for char in '\\"$`':
        text = text.replace(char, f"\\{char}")
    return '"' + text.replace("'", "'\\''") + '"'


SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish, "powershell": _PowerShell}


def reply(group: Any, instruction: str) -> int:
    """Answer a shell that asks, and return the exit code; `instruction` is `complete_` and the shell."""
    asked, _, shell = instruction.partition("_")
    if asked != "complete" or shell not in SHELLS:
        known = ", ".join(f"complete_{name}" for name in SHELLS)
        environment.say(f"{COMPLETE}={instruction}: no such instruction; there are {known}")
        return exits.USAGE
    try:
        text = SHELLS[shell](group, {}, "vendorwatch", COMPLETE).complete()
        environment.write(f"{text}\n" if text else "")
    except SystemExit as left:  # fish asks for a yes or no
        return left.code if isinstance(left.code, int) else exits.ANSWERED
    except Exception:
        if environment.wants_traceback():
            raise
        return exits.NOTHING_FOUND
    return exits.ANSWERED
