"""`check`: the rules of the fact base, for editors and their continuous integration."""

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from vendorwatch.cli import environment, exits
from vendorwatch.cli.options import Facts

if TYPE_CHECKING:
    from vendorwatch.editing import FactBase, Finding, Input, Rule


class Choice(NamedTuple):
    """What is checked, as of when, and how the findings are written."""

    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="DAY", show_default=False, help="Judge dates as of this day, YYYY-MM-DD."),
    ] = None
    format: Annotated[Literal["text", "json", "github", "sarif"], typer.Option("--format", "-f", help="For whom.")] = "text"
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", show_default=False, help="Only these rules, as in E04,W (and E001)."),
    ] = None
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODES", show_default=False, help="Not these rules.")
    ] = None
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="CODE", show_default=False, help="Say why a rule is one, with examples."),
    ] = None
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="FILE|REV",
            show_default=False,
            help="Compare with an earlier facts.yaml, or with a git revision (E011).",
        ),
    ] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary on standard error.")] = False


def check(
    facts: Facts,
    choice: Choice,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", show_default=False, help="Fact files, as after --facts.")
    ] = None,
) -> None:
    """Check the fact base against the rules: one line a finding, FILE:LINE:COLUMN CODE id: message.

    Exit code 0 when there is no error, 4 when there is one (with --strict, also for warnings). Rules are chosen by their
    codes or beginnings of these, parted by commas.

    \b
    Examples:
      vendorwatch check
      vendorwatch check --facts my-facts.yaml --strict
      vendorwatch check --against HEAD~1 --format github
      vendorwatch check --explain E041
    """
    from vendorwatch.editing import RULES, bundled_facts
    from vendorwatch.output.findings import explain

    if choice.explain is not None:
        environment.write(explain(_rule_of(choice.explain, RULES)))
        raise typer.Exit(exits.ANSWERED)
    wanted = _wanted(choice, RULES)
    day = _day(choice.today) or environment.today()
    paths = files or facts.facts or [bundled_facts()]
    inputs, unreadable = _read(paths)
    if unreadable:
        _leave_unread(unreadable, paths, choice)
    _check(paths, inputs, day, wanted, choice)


def _check(paths: Sequence[Path], inputs: "Sequence[Input]", day: str, wanted: frozenset[str], choice: Choice) -> None:
    """Check the files, write what was found of the wanted rules, and leave with the exit code."""
    from vendorwatch.editing import check_facts, digest_of
    from vendorwatch.output.findings import FORMATS, Report, summary_of

    earlier = None if choice.against is None else _earlier(choice.against, paths, quiet=choice.quiet)
    found = [finding for finding in check_facts(inputs, day, earlier) if finding.code in wanted]
    colour = environment.destination(verbose=False).colour
    report = Report(found, digest_of(inputs), _paths_for_tools(paths), colour)
    environment.write(FORMATS[choice.format](report))
    if not choice.quiet:
        environment.say(summary_of(report))
    failed = report.errors or (choice.strict and report.warnings)
    raise typer.Exit(exits.INVALID_BASE if failed else exits.ANSWERED)


def _leave_unread(unreadable: "Sequence[Finding]", paths: Sequence[Path], choice: Choice) -> None:
    """Say which files are no text; for tools, also as the one finding that a document can hold of such a file."""
    from vendorwatch.output.findings import FORMATS, Report

    if choice.format != "text":
        environment.write(FORMATS[choice.format](Report(unreadable, None, _paths_for_tools(paths))))
    for finding in unreadable:
        environment.say(finding.message)
    raise typer.Exit(exits.INVALID_BASE)


def _read(paths: Sequence[Path]) -> "tuple[list[Input], list[Finding]]":
    """The files, and a finding for each that is missing or no text."""
    from vendorwatch import FactBaseError
    from vendorwatch.editing import Finding, Input, decode, read_inputs

    inputs, unreadable = [], []
    for path in paths:
        try:
            (item,) = read_inputs([path])
            decode(item.data, item.name)
            inputs.append(item)
        except FactBaseError as error:
            unreadable.append(Finding(Input(path, b"").name or str(path), 1, 1, "E001", "-", str(error)))
    return inputs, unreadable


def _earlier(against: str, paths: Sequence[Path], *, quiet: bool) -> "FactBase | None":
    from vendorwatch.editing import NoEarlierVersion, earlier_base

    try:
        earlier = earlier_base(against, paths, os.environ)
    except NoEarlierVersion as error:
        raise typer.BadParameter(f"--against {against}: {error}") from None
    if earlier.notice and not quiet:
        environment.say(f"--against: {earlier.notice}")
    return earlier.base


def _paths_for_tools(paths: Sequence[Path]) -> dict[str, str]:
    """Paths from the working folder on, by the names that findings have; a name that two files share leads to neither."""
    from vendorwatch.editing import Input

    here = Path.cwd().resolve()
    named = [(Input(path, b"").name, path) for path in paths]
    counts = Counter(name for name, _ in named)
    places = {name: path.parent.resolve() / path.name for name, path in named if counts[name] == 1}
    return {name: place.relative_to(here).as_posix() for name, place in places.items() if place.is_relative_to(here)}


def _day(text: str | None) -> str | None:
    import datetime

    try:
        return None if text is None else datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"--today {text!r} is no day; write it as 2026-11-21") from None


def _rule_of(code: str, rules: "Mapping[str, Rule]") -> "Rule":
    rule = rules.get(code.strip().upper())
    if rule is None:
        raise typer.BadParameter(f"--explain {code}: no rule has this code; {_way_out(code, rules)}")
    return rule


def _wanted(choice: Choice, rules: "Mapping[str, Rule]") -> frozenset[str]:
    """The codes of the rules to report. E001 is always one unless it is ignored: what cannot be read was not checked."""
    selected = _codes("--select", choice.select, rules)
    for code in () if choice.quiet else sorted(selected):
        elsewhere = rules[code].found_by
        if elsewhere and code in _given(choice.select) and not (elsewhere == "--against" and choice.against):
            environment.say(f"{code} is found only by {elsewhere}")
    return ((selected or frozenset(rules)) | {"E001"}) - _codes("--ignore", choice.ignore, rules)


def _given(texts: Sequence[str] | None) -> list[str]:
    return [part.strip().upper() for text in texts or () for part in text.split(",") if part.strip()]


def _codes(option: str, texts: Sequence[str] | None, rules: "Mapping[str, Rule]") -> frozenset[str]:
    """The codes that start with what an option was given. Raises a usage error where that is nothing."""
    starts = _given(texts)
    if texts and not starts:
        raise typer.BadParameter(f"{option} names no rule; give codes parted by commas, as in {option} E04,W")
    for start in starts:
        if not any(code.startswith(start) for code in rules):
            raise typer.BadParameter(f"{option} {start}: no rule's code starts so; {_way_out(start, rules)}")
    return frozenset(code for code in rules if code.startswith(tuple(starts)))


def _way_out(code: str, rules: "Mapping[str, Rule]") -> str:
    from vendorwatch.editing import did_you_mean

    near = did_you_mean(code.upper(), rules)
    return near if near.startswith("did you mean") else "codes are E or W with three digits, as in E041"


COMMANDS: dict[str, Callable[..., None]] = {"check": check}
