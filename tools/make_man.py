"""The man page vendorwatch(1), from the registry of commands, their help and the topics of `vendorwatch help`.

Method: man(7) macros, as groff and mandoc both read them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

COMMON = 5
"""An option that so many commands have in the same words is told once, for all of them."""


class _Option(NamedTuple):
    """An option as it is typed, and what it does."""

    typed: str
    help: str


def man_page() -> str:
    """The man page as roff source. It tells no day and no version: the same program gives the same bytes."""
    from typer.main import get_command

    from vendorwatch.cli.app import COMMANDS, app
    from vendorwatch.cli.help import START

    group: Any = get_command(app)
    commands = {name: group.get_command(None, name) for name in COMMANDS}
    options = {name: list(_options(command)) for name, command in commands.items()}
    counts = Counter(option for found in options.values() for option in found)
    common = [option for option, count in counts.items() if count >= COMMON]
    examples = [line.strip() for line in START.split("\n") if line.startswith("  ")]
    parts = [
        '.TH VENDORWATCH 1 "" "vendorwatch" "User Commands"',
        ".SH NAME",
        r"vendorwatch \- who banned, allowed, picked or dropped which network vendor, each fact with its source",
        ".SH SYNOPSIS\n.B vendorwatch\n.I COMMAND\n.RI [ ARGUMENTS ]\n.RI [ OPTIONS ]",
        ".SH DESCRIPTION",
        *_paragraphs(group.help.split("\b")[0]),
        _escaped('No fact recorded is not "no ban": the base holds what its sources say, and no more.'),
        ".SH EXAMPLES",
        *_code(examples),
        ".SH COMMANDS",
        *(line for name in COMMANDS for line in _command(name, commands[name], options[name], common)),
        ".SH OPTIONS",
        "Options that many commands have.",
        *_terms((option.typed, option.help) for option in common),
        *_topics(),
    ]
    return "".join(f"{part}\n" for part in parts)


def _options(command: Any) -> Iterator[_Option]:
    for param in command.params:
        if param.param_type_name == "option":
            # A value to choose is shown by its name; the values themselves stand in the help of the command.
            value = "" if param.is_flag else f" {param.metavar or '|'.join(getattr(param.type, 'choices', ())) or 'VALUE'}"
            yield _Option(", ".join(sorted(param.opts, key=len)) + value, param.help or "")


def _command(name: str, command: Any, options: list[_Option], common: list[_Option]) -> Iterator[str]:
    arguments = " ".join(
        param.metavar or param.name.upper() for param in command.params if param.param_type_name == "argument"
    )
    yield f".SS vendorwatch {name} {_escaped(arguments)}".rstrip()
    told, _, examples = command.help.partition("\b")
    yield from _paragraphs(told)
    yield from _terms((option.typed, option.help) for option in options if option not in common)
    yield ".PP\nExamples:"
    yield from _code(line.strip() for line in examples.split("\n")[2:] if line.strip())


def _topics() -> Iterator[str]:
    from vendorwatch.output.topics import TOPICS, blocks_of

    for topic in TOPICS:
        yield f".SH {'EXIT STATUS' if topic == 'exit-codes' else topic.upper()}"
        for block in blocks_of(topic):
            yield from _paragraphs(block.text) if block.text else ()
            yield from (f".IP \\(bu 2\n{_escaped(item)}" for item in block.items)
            yield from _terms(block.rows)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        yield f".PP\n{_escaped(' '.join(paragraph.split()))}"


def _terms(pairs: Any) -> Iterator[str]:
    yield from (f".TP\n.B {_escaped(term)}\n{_escaped(' '.join(meaning.split()))}" for term, meaning in pairs)


def _code(lines: Any) -> Iterator[str]:
    yield ".PP\n.nf\n.RS 2"
    yield from map(_escaped, lines)
    yield ".RE\n.fi"


def _escaped(text: str) -> str:
    """The text as roff takes it for text: no escapes, no requests, and hyphens that can be copied as such."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").replace("'", "\\(aq").replace("^", "\\(ha")
    text = text.replace("~", "\\(ti").replace("`", "\\(ga")
    return f"\\&{text}" if text.startswith(".") else text
