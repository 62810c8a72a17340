"""Help that teaches: the first page, the topics, and examples that run as they stand."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import environment, one_line, run
from vendorwatch.cli import exits
from vendorwatch.cli.app import COMMANDS
from vendorwatch.cli.help import START
from vendorwatch.output.topics import TOPICS, blocks_of, title_of

ROOT = Path(__file__).parent.parent.parent
CODES = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}

ALSO = {"match": exits.AMBIGUOUS, "check": exits.INVALID_BASE, "fmt": exits.INVALID_BASE}
"""Exit codes, beside 0, of examples that show what several records share, or what an editor has to mend."""

EDITORS = ("check", "fmt", "new", "verify", "passage", "diff")


def _examples(command: str) -> list[str]:
    return re.findall(r"^    (\S.*)$", run(command, "-h").out.split("Examples:\n")[1].split("\nOptions:")[0], re.M)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every file that an example names, which is a git repository of two versions."""
    folder = tmp_path_factory.mktemp("examples")
    for name in ("facts.yaml", "my-facts.yaml", "last-week.yaml"):
        shutil.copy(ROOT / "tests/data/sample.yaml", folder / name)
    articles = ROOT / "tests/data/articles"
    for name in ("texts", "articles"):
        shutil.copytree(articles, folder / name)
    article = next(articles.iterdir()).read_text(encoding="utf-8")
    files = {
        "article.txt": article,
        "sentence.txt": max(re.split(r"\n+|(?<=\.) ", article), key=len),
        "suppliers.txt": "Huawei\nEricsson\n",
        "suppliers.csv": "Supplier name,city\nHuawei,Shenzhen\n",
        "ledger.jsonl": '{"payee": {"name": "ZTE"}}\n',
        "ledger.tsv": "1\tZTE\n" * 40_001,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ".config/fish/completions").mkdir(parents=True)
    for line in ("init -q", "add facts.yaml", "commit -qm one", "tag v0.1.0", "commit -qm two --allow-empty"):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *line.split()], cwd=folder, check=True, capture_output=True)
    return folder


def _shell(line: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{environment({})['PATH']}"
    env = environment({"PATH": path, "HOME": str(folder), **more})
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False, input=""
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_every_command_run(command: str, folder: Path) -> None:
    examples = _examples(command)
    assert len(examples) >= 2
    for line in examples:
        assert f"vendorwatch {command}" in line
        # Those of editors may write, and so have a base of their own.
        done = _shell(line, folder, **({"VENDORWATCH_FACTS": "facts.yaml"} if command in EDITORS else {}))
        assert done.returncode in {0, ALSO.get(command)}, f"{line}: {done.stderr}"
        assert "Traceback" not in done.stderr


def test_the_first_page_says_where_to_start(folder: Path) -> None:
    ran = run()
    assert (ran.code, ran.out, ran.err) == (0, START, "")
    assert START.count("\n") <= 15
    assert max(map(len, START.splitlines())) <= 100
    assert 'No fact recorded is not "no ban"' in START
    examples = [line.strip().split("  ")[0] for line in START.splitlines() if line.startswith("  vendorwatch")]
    assert len(examples) == 5
    for line in examples:
        assert _shell(line, folder).returncode == 0


def test_help_alone_lists_the_topics() -> None:
    ran = run("help")
    assert ran.code == 0
    for topic in TOPICS:
        assert f"  vendorwatch help {topic} " in ran.out
        assert title_of(topic) in ran.out


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("columns", ["40", "100"])
def test_a_topic_is_told_in_plain_text(topic: str, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    ran = run("help", topic)
    assert (ran.code, ran.err) == (0, "")
    assert not re.search(r"[`*]|^\||\]\(", ran.out, re.M)
    assert not re.search(r" $", ran.out, re.M)
    told = " ".join(re.sub(r"^- ", "", ran.out, flags=re.M).split())
    for block in blocks_of(topic):
        words = [block.text, *block.items, *(cell for row in block.rows for cell in row)]
        assert all(" ".join(text.split()) in told for text in words)
    assert max(map(len, ran.out.splitlines())) <= max(int(columns), 60)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_is_its_help_page(command: str) -> None:
    assert run("help", command) == run(command, "-h")


@pytest.mark.parametrize(
    ("typed", "way_out"),
    [
        ("citation", "did you mean citations?"),
        ("carier", "did you mean carrier?"),
        ("qqqq", "vendorwatch help lists the topics"),
    ],
)
def test_an_unknown_topic_is_a_usage_error_with_a_way_out(typed: str, way_out: str) -> None:
    ran = run("help", typed)
    assert (ran.code, ran.out) == (2, "")
    assert way_out in one_line(ran)
    assert "\x1b" not in run("help", "\x1b[31m").err


def test_the_topics_tell_all_exit_codes() -> None:
    rows = [row for block in blocks_of("exit-codes") for row in block.rows]
    assert {int(code) for code, _ in rows} == CODES
