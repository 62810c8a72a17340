"""The house's own rules: which way imports go, what a start may load, how long files and functions are."""

import ast
import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import vendorwatch
import vendorwatch.api
import vendorwatch.editing
from helpers import environment, run
from vendorwatch.cli.app import COMMANDS

SOURCE = Path(vendorwatch.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))

# A room may import from itself and from those to its right.
ROOMS = ("cli", "output", "lookup", "factbase")
_PUBLIC = vendorwatch.__all__
HEAVY = ("rich", "rapidfuzz", "yaml")
MAX_FILE, MAX_FUNCTION = 300, 40


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_there_is_something_to_look_at() -> None:
    assert len(FILES) > 40
    assert {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()} == set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_imports_go_one_way(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0]
    if room not in ROOMS:
        return
    forbidden = ROOMS[: ROOMS.index(room)]
    wrong = [name for name in _imports(path) if name.startswith(tuple(f"vendorwatch.{other}" for other in forbidden))]
    assert not wrong


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "cli"], ids=_name)
def test_the_command_line_asks_through_the_python_interface_alone(path: Path) -> None:
    doors = ("vendorwatch.api", "vendorwatch.editing", "vendorwatch.output", "vendorwatch.cli")
    ours = [name for name in _imports(path) if name.startswith("vendorwatch.")]
    assert [name for name in ours if not name.startswith(doors) and name.removeprefix("vendorwatch.") not in _PUBLIC] == []


@pytest.mark.parametrize("door", [vendorwatch.api, vendorwatch.editing], ids=lambda door: door.__name__)
def test_every_public_name_is_there(door: ModuleType) -> None:
    assert all(hasattr(door, name) for name in door.__all__)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_nobody_imports_click(path: Path) -> None:
    assert "click" not in {name.split(".")[0] for name in _imports(path)}


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_only_the_command_line_knows_typer_and_the_system(path: Path) -> None:
    if path.relative_to(SOURCE).parts[0] == "cli" or path.name == "__main__.py":
        return
    text = path.read_text(encoding="utf-8")
    assert "typer" not in {name.split(".")[0] for name in _imports(path)}
    for word in ("os.environ", "os.getenv", "sys.stdout", "sys.stderr", "sys.argv", "isatty", "date.today("):
        assert word not in text
    called = {
        node.func.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"print", "input", "exit", "open"}


def test_no_command_loads_anything_heavy_before_it_is_called() -> None:
    modules = sorted({command.module for command in COMMANDS.values()})
    code = f"import sys, vendorwatch.cli.app, {', '.join(modules)}\nprint(*sorted(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert not {name.split(".")[0] for name in result.stdout.split()} & {*HEAVY, "jsonschema"}


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # A list of nothing but words is no code.
    if path.name != "currencies.py":
        assert text.count("\n") <= MAX_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MAX_FUNCTION, f"{node.name} is too long"


def _loaded_by(*args: object) -> set[str]:
    """The top-level modules that a run of the command line has loaded."""
    code = (
        "import sys, os, json\n"
        "from vendorwatch.cli.app import app\n"
        "os._exit = None\n"
        "try:\n app()\nexcept SystemExit as left:\n code = left.code\n"
        "print(json.dumps([code, sorted({name.split('.')[0] for name in sys.modules})]), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", code, *(str(arg) for arg in args)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, env=environment({}))
    code_and_modules = json.loads(result.stderr.splitlines()[-1])
    assert code_and_modules[0] == 0, result.stderr
    return set(code_and_modules[1])


@pytest.mark.parametrize(
    "line",
    [
        "carrier fjordcom --json",
        "country norway --json",
        "facts -f tsv",
        "show no-quarzel -f jsonl",
        "search quarzel --json",
    ],
)
def test_an_exact_look_up_loads_nothing_heavy(line: str, base_file: Path) -> None:
    args = [*line.split(), "--facts", base_file]
    run(*args)  # so that the read model is there
    loaded = _loaded_by(*args)
    assert not loaded & {*HEAVY, "jsonschema", "importlib.metadata"}
    assert {"typer", "sqlite3", "vendorwatch"} <= loaded


def test_what_is_heavy_is_loaded_where_it_is_needed(base_file: Path) -> None:
    run("facts", "--facts", base_file)
    assert "rapidfuzz" in _loaded_by("vendor", "quarzle", "--facts", base_file, "--json")
    assert "rich" in _loaded_by("facts", "--facts", base_file, "-f", "table")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_registered_command_exists(name: str) -> None:
    function = import_module(COMMANDS[name].module).COMMANDS[name]
    doc = inspect.getdoc(function)
    assert doc is not None
    assert doc.split("\n\n")[0].strip()
    assert COMMANDS[name].help.endswith(".")


def test_no_command_is_left_out_of_the_registry() -> None:
    defined: dict[str, str] = {}
    for path in (SOURCE / "cli").glob("*.py"):
        module = f"vendorwatch.cli.{path.stem}"
        if path.stem not in ("app", "__init__"):
            defined |= dict.fromkeys(getattr(import_module(module), "COMMANDS", {}), module)
    assert defined == {name: command.module for name, command in COMMANDS.items()}


def test_the_registry_tells_the_commands_apart() -> None:
    assert len({command.help for command in COMMANDS.values()}) == len(COMMANDS)
