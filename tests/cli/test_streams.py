"""Streams, signals and encodings: real processes."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import (
    ACTING,
    BASE_TEXT,
    FORMATS,
    assert_valid,
    command,
    environment,
    one_line,
    read_terminal,
    run,
    spawn,
    write_text,
)

ASCII = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}


def shell(line: str, base_file: Path) -> subprocess.CompletedProcess[str]:
    env = environment({"VENDORWATCH_FACTS": str(base_file), "VW": f"{sys.executable} -m vendorwatch"})
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False, env=env)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base whose list of facts is more than a pipe holds."""
    head, facts = BASE_TEXT.split("facts:\n", 1)
    event = facts[facts.index("- id: vu-2021-rollout") : facts.index("- id: no-2018-slip")]
    many = "".join(event.replace("vu-2021-rollout", f"vu-2021-rollout-{number}") for number in range(600))
    return write_text(tmp_path_factory.mktemp("large"), f"{head}facts:\n{facts}{many}")


@pytest.mark.parametrize("format", FORMATS)
def test_a_closed_pipe_is_no_error(format: str, large: Path) -> None:
    result = shell(f"$VW facts --format {format} | head -c 1; echo ${{PIPESTATUS[0]}}", large)
    assert result.stdout[1:] == "0\n"
    assert result.stderr == ""


def test_the_large_answer_is_larger_than_a_pipe(large: Path) -> None:
    for format in FORMATS:
        assert len(run("facts", "--facts", large, "--format", format, "-v").out) > 100_000


@pytest.mark.parametrize("args", ["-h", "facts -h", "facts", "--version", "info"])
def test_a_pipe_closed_from_the_start_is_no_error(args: str, base_file: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    env = environment({"VENDORWATCH_FACTS": str(base_file)})
    result = subprocess.run(
        [*command(*args.split()), *(["-q"] if args == "info" else [])],
        stdout=write, stderr=subprocess.PIPE, timeout=60, check=False, env=env,
    )  # fmt: skip
    os.close(write)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize("format", FORMATS)
def test_a_closed_stdout_is_nobody_listening(format: str, base_file: Path) -> None:
    result = shell(
        f"$VW carrier fjordcom --format {format} >&-; echo $?; $VW carrier zzyzx --format {format} >&-; echo $?", base_file
    )
    assert result.stdout == "0\n1\n"
    assert result.stderr.count("\n") == 1
    assert "no carrier found" in result.stderr


@pytest.mark.parametrize(
    ("line", "code"), [("carrier fjordcom", 0), ("carrier zzyzx", 1), ("nosuch", 2), ("carrier auralink", 3)]
)
def test_a_closed_stderr_costs_no_answer(line: str, code: int, base_file: Path) -> None:
    result = shell(f"$VW {line} 2>&-; echo $?", base_file)
    assert result.stdout.splitlines()[-1] == str(code)
    assert "Traceback" not in result.stdout
    both = shell(f"$VW {line} >&- 2>&- <&-; echo $?", base_file)
    assert both.stdout == f"{code}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_said(base_file: Path) -> None:
    result = shell("$VW facts >/dev/full; echo $?", base_file)
    assert result.stdout == "2\n"
    assert result.stderr.startswith("vendorwatch: ")
    assert result.stderr.count("\n") == 1
    assert "standard output cannot be written: No space left on device" in result.stderr


def test_a_closed_stdin_is_a_usage_error(base_file: Path) -> None:
    result = shell("$VW passage <&-; echo $?", base_file)
    assert result.stdout == "2\n"
    assert result.stderr.count("\n") == 1
    assert "standard input is closed" in result.stderr


def test_ctrl_c_is_130_with_one_line() -> None:
    terminal, stdin = pty.openpty()
    process = subprocess.Popen(command("passage"), stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    # It says so when it waits for input: no guess at how long a start takes.
    assert process.stderr.readline() == "vendorwatch: reading standard input; end it with Ctrl-D\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    os.close(terminal)
    os.close(stdin)
    assert (process.returncode, out, err) == (130, "", "vendorwatch: interrupted\n")


@pytest.mark.parametrize("format", FORMATS)
def test_a_stdout_that_takes_only_ascii(format: str, base_file: Path) -> None:
    ran = spawn("vendor", "quarzel", "--facts", base_file, "--format", format, env=ASCII)
    assert ran.code == 0
    assert "Traceback" not in ran.err
    if format == "table":
        assert ran.out.isascii()
        assert "\\u5938\\u6cfd\\u5c14" in ran.out
        assert "takes no Unicode" in one_line(ran)
        assert spawn("vendor", "quarzel", "--facts", base_file, "-f", "table", "-q", env=ASCII).err == ""
    else:
        # Machines read these, and get UTF-8 whatever the locale.
        assert ran.out.replace("\r\n", "\n") == run("vendor", "quarzel", "--facts", base_file, "--format", format).out
        assert ran.err == ""


@pytest.mark.parametrize("line", ["vendor -h", "-h", "country -h"])
def test_help_in_ascii(line: str) -> None:
    ran = spawn(*line.split(), env=ASCII)
    assert ran.code == 0
    assert ran.out.startswith("Usage: vendorwatch")
    assert ran.err == ""


def test_notices_in_ascii(base_file: Path) -> None:
    ran = spawn("vendor", "夸泽", "--facts", base_file, env=ASCII)
    assert ran.code == 1
    assert ran.err.isascii()
    assert "\\u5938\\u6cfd" in one_line(ran)


def test_a_name_is_understood_in_a_locale_that_cannot_read_it(base_file: Path) -> None:
    ran = spawn("vendor", "夸泽尔".encode(), "--facts", base_file, "--json", env=ASCII)
    assert (ran.code, ran.err) == (0, "")
    assert ran.document["query"]["text"] == "夸泽尔"


def test_the_process_answers_as_the_function_does(base_file: Path) -> None:
    for args in (
        ["carrier", "fjordcom", "--json"],
        ["carrier", "zzyzx"],
        ["carrier", "auralink"],
        ["nosuch"],
        ["facts", "-f", "x"],
    ):
        more = ["--facts", base_file] if args != ["nosuch"] else []
        assert spawn(*args, *more) == run(*args, *more)


def test_the_answer_does_not_depend_on_the_folder(base_file: Path, tmp_path: Path) -> None:
    lines = {spawn("country", "japan", "--json", cwd=folder).out for folder in ("/", tmp_path)}
    assert len(lines) == 1


def test_a_terminal_gets_a_table_and_no_escape_when_it_is_dumb(base_file: Path) -> None:
    terminal, stdout = pty.openpty()
    env = environment({"TERM": "dumb", "COLUMNS": "90", "PYTHONUTF8": "1"})
    args = command("show", "no-2018-slip", "--facts", base_file, "-q")
    process = subprocess.Popen(args, stdout=stdout, stderr=subprocess.PIPE, env=env)
    os.close(stdout)
    out = read_terminal(terminal)
    assert process.wait(timeout=60) == 0
    process.communicate()
    os.close(terminal)
    text = out.decode()
    assert "Events" in text
    assert not ACTING.search(text.replace("\r\n", ""))
    assert all(len(line) <= 90 for line in text.splitlines())


def test_a_bug_is_70_and_one_line(base_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from vendorwatch.cli.app import app
    from vendorwatch.lookup import query

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("first\nsecond \x1b[31m")

    monkeypatch.setattr(query, "show", fail)
    result = CliRunner().invoke(app, ["show", "x", "--facts", str(base_file)])
    assert (result.exit_code, result.stdout) == (70, "")
    assert result.stderr.count("\n") == 1
    assert not ACTING.search(result.stderr.rstrip("\n"))
    assert "RuntimeError: first second" in result.stderr
    monkeypatch.setenv("VENDORWATCH_DEBUG", "1")
    shown = CliRunner().invoke(app, ["show", "x", "--facts", str(base_file)])
    assert shown.exit_code == 70
    assert "Traceback" in shown.stderr


def test_json_in_a_terminal_is_the_same_object(base_file: Path) -> None:
    terminal, stdout = pty.openpty()
    process = subprocess.Popen(command("show", "no-2018-slip", "--facts", base_file, "--json"), stdout=stdout)
    os.close(stdout)
    out = read_terminal(terminal)
    assert process.wait(timeout=60) == 0
    os.close(terminal)
    import json

    document = json.loads(out)
    assert_valid(document)
    assert document == run("show", "no-2018-slip", "--facts", base_file, "--json").document
