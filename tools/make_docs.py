"""Write what documents show of the program: real output, the command reference, rules and schemas.

    python tools/make_docs.py            rewrite them
    python tools/make_docs.py --check    exit 1 with the names of those that are not current

A table of formats or styles stands between `<!-- table: NAME -->` and `<!-- end -->`.
A block of output follows a marker `<!-- run: COMMAND -->` or `<!-- run: COMMAND | first N lines -->`. A command without a
pipe of its own is shown as in a terminal of 96 columns; one with `jq` is left as it is where jq is not installed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
WIDTH = 96
_BLOCK = re.compile(
    r"(?P<head><!-- run: (?P<command>.+?)(?: \| first (?P<lines>\d+) lines)? -->\n```text\n)(?P<body>.*?)(?P<tail>```)", re.S
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
    has_format = command.split()[1] in (*LISTS, *LOOKUP_KINDS, "source", "show", "search", "info")
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


def answer_schema() -> str:
    """The JSON Schema of answers."""
    from vendorwatch.output.contract import ANSWER

    return json.dumps(ANSWER, indent=2, ensure_ascii=False) + "\n"


def documents() -> Iterator[tuple[Path, str]]:
    """Every document that shows something of the program, and how it has to read."""
    from vendorwatch.factbase.schema import render_schema
    from vendorwatch.output.findings import rules_page

    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))):
        if path.name not in ("commands.md", "rules.md", "tables.md"):
            yield path, with_counts(with_outputs(path.read_text(encoding="utf-8"), FACTS.get(path.name, "")))
    yield ROOT / "docs/commands.md", commands_page()
    yield ROOT / "docs/rules.md", rules_page()
    yield ROOT / "docs/export/tables.md", tables_page()
    yield ROOT / "docs/answer.schema.json", answer_schema()
    yield ROOT / "docs/facts.schema.json", render_schema()


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
