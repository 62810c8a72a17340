"""Write what documents show of the program: real output, the command reference, rules and schemas.

    python tools/make_docs.py            rewrite them
    python tools/make_docs.py --check    exit 1 with the names of those that are not current

A table of formats or styles stands between `<!-- table: NAME -->` and `<!-- end -->`, a topic of `vendorwatch help` between
`<!-- help: TOPIC -->` and `<!-- end -->`. A block of output follows a marker `<!-- run: COMMAND -->` or
`<!-- run: COMMAND | first N lines -->`. A command without a pipe of its own is shown as in a terminal of 96 columns; one
with `jq` is left as it is where jq is not installed. So is what a recipe prints, which follows a marker
`<!-- recipe: TOOL -->` and the code, without its tool.
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
WIDTH = 96
_BLOCK = re.compile(
    r"(?P<head><!-- run: (?P<command>.+?)(?: \| first (?P<lines>\d+) lines)? -->\n```text\n)(?P<body>.*?)(?P<tail>```)", re.S
)
_TOPIC = re.compile(r"(?P<head><!-- help: (?P<topic>\S+) -->\n).*?(?P<tail><!-- end -->)", re.S)

_RECIPE = re.compile(
    r"(?P<head><!-- recipe: (?P<tool>\S+) -->\n```(?P<language>sh|python)\n(?P<code>.*?)```\n```text\n)"
    r"(?P<body>.*?)(?P<tail>```)",
    re.S,
)

_TABLE = re.compile(r"(?P<head><!-- table: (?P<name>\w+) -->\n).*?(?P<tail><!-- end -->)", re.S)


FACTS = {"CONTRIBUTING.md": "tests/data/sample.yaml"}
"""Documents that show another base than the bundled one."""


def run(command: str, facts: str = "") -> str:
    """What a reader would see after typing the command at the top of the repository."""
    from vendorwatch.lookup.lists import LISTS
    from vendorwatch.lookup.query import LOOKUP_KINDS

    folder = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "VENDORWATCH_FACTS": facts,
    }
    has_format = command.split()[1] in (
        *LISTS,
        *LOOKUP_KINDS,
        "source",
        "show",
        "search",
        "info",
        "matrix",
        "timeline",
        "conflicts",
    )
    shown_in_terminal = has_format and "|" not in command and "--json" not in command and "--format" not in command
    words = f"{command} --format table" if shown_in_terminal else command
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True, env=environment, check=False, cwd=ROOT)
    return f"$ {command}\n{done.stdout or done.stderr}"


def with_outputs(text: str, facts: str = "") -> str:
    """The document with every block of output made anew, from the fact base `facts` or the bundled one."""

    def renew(block: re.Match[str]) -> str:
        if "jq " in block["command"] and shutil.which("jq") is None:
            return block[0]
        lines = run(block["command"], facts).rstrip("\n").split("\n")
        if block["lines"] and len(lines) > int(block["lines"]):
            lines = [*lines[: int(block["lines"])], "…"]
        return block["head"] + "".join(f"{line}\n" for line in lines) + block["tail"]

    return _BLOCK.sub(renew, _TABLE.sub(_table, text))


def _table(block: re.Match[str]) -> str:
    """The formats or the styles of citation, from their registries."""
    from vendorwatch.output.cite import STYLES
    from vendorwatch.output.registry import DIAGRAMS, FORMATS

    if block["name"] == "formats":
        entries = {name: (format.purpose, format.suffixes) for name, format in (FORMATS | DIAGRAMS).items()}
    else:
        entries = {name: (style.purpose, style.suffixes) for name, style in STYLES.items()}
    option = "--format" if block["name"] == "formats" else "--style"
    rows = [f"| `{option}` | gives | endings of files |", "|---|---|---|"]
    rows += [
        f"| `{name}` | {purpose} | {' '.join(f'`{end}`' for end in ends)} |" for name, (purpose, ends) in entries.items()
    ]
    return block["head"] + "".join(f"{row.replace(' |  |', ' | |')}\n" for row in rows) + block["tail"]


def is_installed(tool: str) -> bool:
    """Whether a tool that a recipe needs is here: a command, or a package of Python."""
    return shutil.which(tool) is not None or importlib.util.find_spec(tool) is not None


def cook(language: str, code: str) -> str:
    """What a recipe prints, run in an empty folder. Raises CalledProcessError where it fails, or says anything else."""
    command = [sys.executable, "-c", code] if language == "python" else ["bash", "-euo", "pipefail", "-c", code]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "VENDORWATCH_FACTS": ""}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder, env=env, timeout=120)
    if done.stderr:
        raise subprocess.CalledProcessError(0, code, done.stdout, done.stderr)
    return done.stdout


def recipes(text: str) -> Iterator[re.Match[str]]:
    """The recipes of a document: groups tool, language, code, and body for what is printed."""
    return _RECIPE.finditer(text)


def with_recipes(text: str) -> str:
    """The document with what every recipe prints, where its tool is installed."""

    def renew(found: re.Match[str]) -> str:
        if not is_installed(found["tool"]):
            return found[0]
        return f"{found['head']}{cook(found['language'], found['code'])}{found['tail']}"

    return _RECIPE.sub(renew, text)


def with_topics(text: str) -> str:
    """The document with every topic as `vendorwatch help` tells it."""
    from vendorwatch.output.topics import as_markdown

    return _TOPIC.sub(lambda found: f"{found['head']}{as_markdown(found['topic'])}{found['tail']}", text)


def with_counts(text: str) -> str:
    """The document with the tables of what the base covers made anew, where it has the place for them."""
    begin, end = "<!-- counted from the base -->\n", "<!-- end of what is counted -->"
    if begin not in text:
        return text
    from base_counts import tables

    before, rest = text.split(begin, 1)
    return f"{before}{begin}\n{tables()}\n{end}{rest.split(end, 1)[1]}"


def commands_page() -> str:
    """The help of every command, as one page."""
    from vendorwatch.cli.app import COMMANDS

    parts = ["# Commands\n\nThe help pages, as `vendorwatch COMMAND -h` prints them.\n"]
    for name in ("", *COMMANDS):
        title = f"vendorwatch {name}".strip()
        help_text = run(f"{title} -h | cat").split("\n", 1)[1].rstrip()
        parts.append(f"\n## {title}\n\n```text\n{help_text}\n```\n")
    return "".join(parts)


def tables_page() -> str:
    """Every column of the tables that SQLite and CSV exports consist of."""
    from vendorwatch.output.export.tables import TABLES

    parts = ["# Tables\n\nThe tables of the [SQLite](sqlite.md) and [CSV](csv.md) exports, column by column.\n"]
    for table in TABLES:
        parts.append(f"\n## {table.name}\n\n{table.description} Key: {', '.join(f'`{name}`' for name in table.key)}.\n")
        parts.append("\n| column | type | holds |\n|---|---|---|\n")
        for column in table.columns:
            refers = f" Refers to [{column.references}](#{column.references})." if column.references else ""
            parts.append(f"| `{column.name}` | {column.type} | {column.description}{refers} |\n")
    return "".join(parts)


def documents() -> Iterator[tuple[Path, str]]:
    """Every document that shows something of the program, and how it has to read."""
    from make_man import man_page
    from vendorwatch.factbase.schema import render_schema
    from vendorwatch.output.findings import rules_page
    from vendorwatch.output.schemas import SCHEMAS, published

    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))):
        if path.name not in ("commands.md", "rules.md", "tables.md"):
            text = with_recipes(with_topics(path.read_text(encoding="utf-8")))
            yield path, with_counts(with_outputs(text, FACTS.get(path.name, "")))
    yield ROOT / "docs/commands.md", commands_page()
    yield ROOT / "docs/rules.md", rules_page()
    yield ROOT / "docs/export/tables.md", tables_page()
    yield ROOT / "docs/vendorwatch.1", man_page()
    yield ROOT / "docs/facts.schema.json", render_schema()
    for name in SCHEMAS:
        yield ROOT / f"docs/{name}.schema.json", json.dumps(published(name), indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the documents, or with --check name those that are not current."""
    stale = []
    for path, text in documents():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(str(path.relative_to(ROOT)))
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    if stale:
        print(("not current, run make golden: " if "--check" in sys.argv else "written: ") + ", ".join(stale))
        sys.exit("--check" in sys.argv)


if __name__ == "__main__":
    main()
