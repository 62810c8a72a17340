"""The command line: a group that imports and builds only the command called, and the one map from error to exit code."""

import importlib
import os
import sys
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from vendorwatch import FactBaseError, __version__
from vendorwatch.cli import environment, exits
from vendorwatch.cli.options import COMPLETE, with_options

HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class Command(NamedTuple):
    """Where a command's function lives, and its line in the list of commands."""

    module: str
    help: str


_LISTS = "vendorwatch.cli.lists"
_LOOKUPS = "vendorwatch.cli.lookups"
_QUESTIONS = "vendorwatch.cli.questions"

COMMANDS: dict[str, Command] = {
    "carrier": Command(_LOOKUPS, "All that is known of a carrier."),
    "vendor": Command(_LOOKUPS, "All that is known of a vendor."),
    "country": Command(_LOOKUPS, "All that is known of a country's state bodies and carriers."),
    "source": Command(_LOOKUPS, "A source, and the facts that cite it."),
    "show": Command(_LOOKUPS, "Any record, by id or name; a fact with its thread, conflicts and passages."),
    "match": Command(_LOOKUPS, "Which records a name may mean, ranked, with the evidence."),
    "search": Command(
        "vendorwatch.cli.search", "Full text over summaries, names, notes, instruments and titles, best first."
    ),
    "cite": Command("vendorwatch.cli.cite", "Facts and sources as citations: footnotes, BibTeX, CSL-JSON, RIS, APA, MLA."),
    "screen": Command("vendorwatch.cli.screen", "Many names at once: a row each, with the actions in force that reach it."),
    "carriers": Command(_LISTS, "List carriers."),
    "vendors": Command(_LISTS, "List vendors."),
    "countries": Command(_LISTS, "List countries that facts concern."),
    "sources": Command(_LISTS, "List sources with outlet, date and address."),
    "facts": Command(_LISTS, "List all facts."),
    "actions": Command(_LISTS, "List what public bodies did or plan to do."),
    "relationships": Command(_LISTS, "List who uses, trials, picks or drops whose equipment."),
    "deals": Command(_LISTS, "List deals."),
    "figures": Command(_LISTS, "List figures."),
    "statements": Command(_LISTS, "List who said what."),
    "proceedings": Command(_LISTS, "List court cases, arrests and hearings."),
    "events": Command(_LISTS, "List other dated events: roll-outs, launches, products."),
    "matrix": Command(_QUESTIONS, "Countries × vendors: the strictest act in force on a day; or what carriers chose."),
    "timeline": Command(_QUESTIONS, "What happened, was expected and falls due, by year."),
    "conflicts": Command(_QUESTIONS, "What contradicts what, both sides with their sources."),
    "info": Command("vendorwatch.cli.info", "Where the base lies, its version, hash, counts and age."),
    "diff": Command("vendorwatch.cli.diff", "What changed between two versions of a fact base, by country."),
    "export": Command(
        "vendorwatch.cli.export", "The base, or a view of it, as SQLite, CSV, JSONL, Parquet, FtM or JSON-LD."
    ),
    "mcp": Command("vendorwatch.cli.mcp", "The base as tools for a language model (Model Context Protocol)."),
    "completion": Command("vendorwatch.cli.completion", "The script that makes a shell complete names and options."),
    "help": Command("vendorwatch.cli.help", "Topics: formats, exit codes, environment, citations, dates, filters."),
    "check": Command("vendorwatch.cli.check", "For editors: the rules of the fact base, one line a finding."),
    "fmt": Command("vendorwatch.cli.fmt", "For editors: fact files in canonical form."),
    "new": Command("vendorwatch.cli.new", "For editors: a skeleton for a new source, entity or fact."),
    "verify": Command("vendorwatch.cli.verify", "For editors: passages and wording against the held texts."),
    "passage": Command("vendorwatch.cli.passage", "For editors: the citation line for a sentence."),
}


class LazyGroup(TyperGroup):
    """Builds one command, not all: building every command's options would double the time of an answer."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, imported and built now; None when there is none of the name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name].module)
        app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
        app.command(cmd_name, context_settings=HELP_NAMES)(with_options(module.COMMANDS[cmd_name]))
        return get_command(app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of commands, from the registry alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help) for name, command in COMMANDS.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command called; for an unknown one, a usage error that says what was probably meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            if ctx.resilient_parsing:  # a line that is still being typed
                ctx.fail("no such command")
            from vendorwatch.cli.unknown import hint

            ctx.fail(hint(args, COMMANDS))
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """The commands and options that begin so, from the registry alone."""
        from vendorwatch.cli.complete import command_items

        commands = command_items({name: command.help for name, command in COMMANDS.items()}, incomplete)
        return [*commands, *super(TyperGroup, self).shell_complete(ctx, incomplete)]

    def main(self, args: Any = None, prog_name: str | None = None, *positional: Any, **extra: Any) -> Any:
        """Run, and leave with a documented exit code and at most one line of explanation."""
        if instruction := os.environ.get(COMPLETE):
            from vendorwatch.cli.complete import reply

            sys.exit(reply(self, instruction))
        extra["standalone_mode"] = False
        try:
            code = super().main(args, prog_name or "vendorwatch", **extra)
        except TyperException as error:
            code = error.exit_code
            environment.say(" ".join(error.format_message().split()) + _see_help(error))
        except FactBaseError as error:
            code = exits.INVALID_BASE
            environment.say(str(error))
        except (KeyboardInterrupt, typer.Abort):
            code = exits.INTERRUPTED
        except SystemExit:
            # Typer's way out when the reader of a pipe has gone (`| head`), which is no error.
            code = exits.ANSWERED
        except OSError as error:
            code = exits.USAGE
            environment.say(f"cannot be read or written: {error.strerror or error}")
        except Exception as error:
            code = _explain(error)
        if code == exits.INTERRUPTED:
            environment.say("interrupted")
        sys.exit(code if isinstance(code, int) else exits.ANSWERED)


def _explain(error: Exception) -> int:
    """Say what went wrong where nobody foresaw it; the exit code."""
    import sqlite3

    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.ProgrammingError):
        folder = environment.cache_folder()
        environment.say(f"the compiled fact base is damaged ({error}); delete {folder} and ask again")
        return exits.INVALID_BASE
    if environment.wants_traceback():
        import traceback

        traceback.print_exc()
    environment.say(
        f"internal error: {type(error).__name__}: {error}; "
        "this is a bug in vendorwatch: please report it with the command (VENDORWATCH_DEBUG=1 shows more)"
    )
    return exits.BUG


def _see_help(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f" (see {context.command_path} -h)" if context is not None else ""


def _print_version(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        environment.write(f"vendorwatch {__version__}\n")
        raise typer.Exit


def _root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Show the version."),
) -> None:
    """Who banned, allowed, picked or dropped which network vendor, each fact with its source.

    \b
    Examples:
      vendorwatch carrier docomo
      vendorwatch country japan
      vendorwatch vendor huawei --json

    No fact recorded is not "no ban": the base holds what its sources say, and no more.
    """
    if context.invoked_subcommand is None:
        from vendorwatch.cli.help import START

        environment.write(START)


app = typer.Typer(
    name="vendorwatch",
    cls=LazyGroup,
    callback=_root,
    invoke_without_command=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings=HELP_NAMES,
)
