"""Shell completion: the protocol in this process and as a process, and real shells typed into."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers import ACTING, FORMATS, Ran, environment, hostile_text, run, spawn, write_text
from vendorwatch.cli.app import COMMANDS

PAGE = (Path(__file__).parents[2] / "docs/completion.md").read_text(encoding="utf-8")
SHELLS = ("bash", "zsh", "fish", "powershell")
VARIABLE = "_VENDORWATCH_COMPLETE"


def asked(shell: str, *words: str) -> dict[str, str]:
    """The environment in which a shell asks to go on from the last of the words."""
    line = " ".join(["vendorwatch", *(word.replace(" ", "\\ ") for word in words)])
    if shell == "bash":
        return {VARIABLE: "complete_bash", "COMP_WORDS": "\n".join(["vendorwatch", *words]), "COMP_CWORD": str(len(words))}
    more = {"_TYPER_COMPLETE_ARGS": line}
    if shell == "fish":
        more["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    if shell == "powershell":
        more["_TYPER_COMPLETE_WORD_TO_COMPLETE"] = words[-1]
    return {VARIABLE: f"complete_{shell}", **more}


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch, base_file: Path) -> "Tab":
    monkeypatch.setenv("VENDORWATCH_FACTS", str(base_file))
    return Tab(monkeypatch)


class Tab:
    """Press Tab in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def ran(self, shell: str, *words: str) -> Ran:
        for name, value in asked(shell, *words).items():
            self.monkeypatch.setenv(name, value)
        ran = run()
        assert ran.err == ""
        return ran

    def __call__(self, line: str, shell: str = "bash") -> list[str]:
        return self.ran(shell, *line.split(" ")).out.splitlines()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("carrier fj", ["fjordcom"]),
        ("carrier FJ", ["FJordcom"]),
        ("carrier auralink ", ["north", "south"]),
        ("carrier Fjord Co", ["Communications"]),
        ("carrier fjord co", ["communications"]),
        ("carrier フィヨ", ["フィヨルドコム"]),
        ("vendor 夸", ["夸泽尔"]),
        ("vendor brackett l", ["laboratories inc."]),
        ("vendor Brackett [", []),
        ("vendor fj", []),
        ("country n", None),
        ("country norw", ["norway"]),
        ("source kite", ["kite-2019-ban"]),
        ("show no-q", ["no-quarzel"]),
        ("show mira ", ["brun"]),
        ("show Norways", ["Norways two largest carriers"]),
        ("match --kind vendor t", ["tessaro"]),
        ("match quar", ["quarzel"]),
        ("carrier --format js", ["json", "jsonl"]),
        ("carrier --format = js", ["json", "jsonl"]),
        ("carrier --format =", [*FORMATS]),
        ("match --kind v", ["vendor"]),
        ("facts --fields id,summ", ["id,summary"]),
        ("sources --fields UR", ["URL"]),
        ("match --fields sc", ["score"]),
        ("carrier --ex", ["--exact"]),
        ("carr", ["carrier", "carriers"]),
        ("--ver", ["--version"]),
        ("--version carr", ["carrier", "carriers"]),
        ("completion f", ["fish"]),
        ("help ci", ["citations", "cite"]),
        ("help fa", ["facts"]),
        ("nonsense c", []),
        ("carrier --facts /", []),
        ("carrier --facts /no/such/file fj", []),
        ("carrier --facts", ["--facts"]),
    ],
)
def test_bash_is_offered(tab: Tab, line: str, offered: list[str] | None) -> None:
    found = tab(line)
    assert offered is None or [text for text in found if text] == offered


def test_every_command_is_offered_without_being_built(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    from vendorwatch.cli.app import LazyGroup

    monkeypatch.setattr(LazyGroup, "get_command", None)
    assert tab("") == list(COMMANDS)


def test_help_stands_beside_where_the_shell_shows_it(tab: Tab) -> None:
    assert tab("vendor 夸", "fish") == ["夸泽尔\tQuarzel"]
    assert tab("vendor 夸", "powershell") == ["夸泽尔:::Quarzel"]
    assert tab("vendor 夸", "zsh") == ["""_arguments '*: :(("夸泽尔":"Quarzel"))'"""]
    assert tab("source no-2020", "fish") == ["no-2020-act\tAct on Safe Networks, Official Gazette"]
    assert "carriers\tList carriers." in tab("carr", "fish")


def test_a_word_with_an_equals_sign_stays_whole(tab: Tab) -> None:
    assert tab("carrier --format=js", "fish") == ["--format=json", "--format=jsonl"]


def test_words_with_spaces_go_on_within_their_quotes(tab: Tab) -> None:
    assert tab.ran("fish", "carrier", "Fjord Co").out.splitlines() == ["Fjord Communications\tFjordcom"]
    assert tab.ran("zsh", "carrier", "auralink ").out.count("auralink ") == 2
    assert tab.ran("bash", "carrier", '"Fjord Co').out == "Fjord Communications\n"


@pytest.mark.parametrize("shell", SHELLS)
def test_names_that_would_act_are_harmless(tab: Tab, shell: str, tmp_path: Path) -> None:
    hostile = write_text(tmp_path, hostile_text())
    for line in ("vendor br", "vendor Brackett ", "show n", "match la", "source no"):
        command, last = line.split(" ", 1)
        ran = tab.ran(shell, command, "--facts", str(hostile), *last.split(" "))
        assert not ACTING.search(ran.out.replace("\t", ""))
        for text in ran.out.splitlines():
            if shell == "bash":
                assert not set(text) & set("\"'`$&;|<>()[]{}*?!#\\"), text


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    "line", ["carrier fj", "vendor [", 'show "', "carrier 'x", "country \\", "x y", "carrier --facts x f"]
)
@pytest.mark.parametrize("content", ["", "\0", "schema: vendorwatch/1", "- [", "facts: {"])
def test_a_broken_base_completes_nothing_and_says_nothing(
    tab: Tab, shell: str, line: str, content: str, tmp_path: Path
) -> None:
    tab.monkeypatch.setenv("VENDORWATCH_FACTS", str(write_text(tmp_path, content)))
    tab.monkeypatch.chdir(tmp_path)
    assert "fjord" not in tab.ran(shell, *line.split(" ")).out


def test_a_base_in_the_home_folder_is_found(tab: Tab, base_file: Path, tmp_path: Path) -> None:
    tab.monkeypatch.setenv("HOME", str(tmp_path))
    shutil.copy(base_file, tmp_path / "mine.yaml")
    assert tab("carrier --facts ~/mine.yaml lag") == ["lagunet"]


@pytest.mark.parametrize("variables", [{}, {"COMP_WORDS": "vendorwatch"}, {"COMP_WORDS": "x", "COMP_CWORD": "x"}])
def test_a_shell_that_asks_wrongly_gets_nothing(variables: dict[str, str]) -> None:
    ran = spawn(env={VARIABLE: "complete_bash", **variables})
    assert (ran.out.strip(), ran.err) == ("", "")


@pytest.mark.parametrize("instruction", ["1", "bash", "source_bash", "complete_tcsh", "complete_"])
def test_an_unknown_instruction_is_said(instruction: str) -> None:
    ran = spawn("facts", env={VARIABLE: instruction})
    assert (ran.code, ran.out) == (2, "")
    assert "complete_bash" in ran.err


@pytest.mark.parametrize("shell", SHELLS)
def test_a_process_answers_as_a_shell_needs_it(shell: str, base_file: Path) -> None:
    ran = spawn(env={**asked(shell, "carrier", "auralink-n"), "VENDORWATCH_FACTS": str(base_file)})
    assert (ran.code, ran.err) == (0, "")
    assert "auralink-north" in ran.out


@pytest.mark.parametrize(("typed", "code"), [("fj", 0), ("zzyzx", 1)])
def test_fish_learns_whether_there_is_anything(typed: str, code: int, base_file: Path) -> None:
    env = {**asked("fish", "carrier", typed), "_TYPER_COMPLETE_FISH_ACTION": "is-args", "VENDORWATCH_FACTS": str(base_file)}
    assert spawn(env=env) == (code, "", "")


def test_completion_loads_nothing_heavy(base_file: Path) -> None:
    code = (
        "import sys\nfrom vendorwatch.cli.app import app\ntry:\n app()\nexcept SystemExit:\n pass\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    env = environment({**asked("zsh", "carrier", "fj"), "VENDORWATCH_FACTS": str(base_file)})
    run("info", "--facts", base_file)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert "fjordcom" in done.stdout
    assert not set(done.stderr.split()) & {"rich", "rapidfuzz", "yaml"}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed_and_nothing_written(shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert VARIABLE in ran.out
    assert f"complete_{shell}" in ran.out
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_shell_is_a_usage_error() -> None:
    assert run("completion", "tcsh").code == 2


def _install(shell: str, home: Path, base_file: Path) -> dict[str, str]:
    """Run the page's lines for a shell, as a reader would, and return the environment for the next one."""
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    folder = Path(sys.executable).parent
    if not (folder / "vendorwatch").exists():
        pytest.skip("the command vendorwatch is not installed beside this Python")
    env = environment({"HOME": str(home), "PATH": f"{folder}:{os.environ['PATH']}", "VENDORWATCH_FACTS": str(base_file)})
    env |= {"TERM": "xterm", "LC_ALL": "C.UTF-8", "INPUTRC": "/dev/null"}
    blocks = re.findall(rf"^```{shell}\n(.*?)^```", PAGE, re.S | re.M)
    assert blocks
    for block in blocks:
        subprocess.run([found, "-c", block], env=env, cwd=home, check=True, timeout=60)
    return env


def _type(command: list[str], env: dict[str, str], keys: str, until: str, home: Path) -> str:
    """Start an interactive shell in a terminal of its own, type, and return what it shows until `until` or 30 seconds."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(home)
        os.execvpe(command[0], command, env)
    shown = ""
    typed = False
    ends = time.monotonic() + 30
    try:
        while time.monotonic() < ends and not (typed and until in shown):
            if select.select([terminal], [], [], 0.5)[0]:
                shown += os.read(terminal, 65536).decode("utf-8", "replace")
            if not typed and "ready>" in shown:
                time.sleep(0.3)
                shown, typed = "", True
                os.write(terminal, keys.encode())
    except OSError:
        pass  # the shell has gone
    finally:
        os.close(terminal)
        os.kill(child, 9)
        os.waitpid(child, 0)
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)


TYPED = [
    ("vendorwatch carrier aura\t\t\t", "auralink-south"),
    ("vendorwatch carrier auralink-s\t --json\r", '"id": "auralink-south"'),
    ("vendorwatch vendor 夸\t --json\r", '"id": "quarzel"'),
    ("vendorwatch carrier fjord co\t --json\r", '"stage": "name"'),
    ("vendorwatch vendor brackett l\t --json\r", '"id": "brackett"'),
    ("vendorwatch show norways\t --json\r", '"id": "no-two"'),
    ("vendorwatch relat\t --fo\tjsonl\r", '"no-2020-two-tessaro"'),
]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(("keys", "wanted"), TYPED)
def test_a_real_shell_completes(shell: str, keys: str, wanted: str, tmp_path: Path, base_file: Path) -> None:
    env = _install(shell, tmp_path, base_file)
    if shell == "fish":
        config = tmp_path / ".config/fish/config.fish"
        config.write_text("function fish_prompt; echo 'ready> '; end\n", encoding="utf-8")
    else:
        with (tmp_path / f".{shell}rc").open("a", encoding="utf-8") as file:
            file.write("PS1='ready> '\nbind 'set bell-style none' 2>/dev/null\n")
    shown = _type([shell, "-i"], env, keys, wanted, tmp_path)
    assert wanted in shown
    assert "Traceback" not in shown
