"""`vendorwatch export`: where it writes, what it says, and when it does not."""

import json
import os
import subprocess
from pathlib import Path
from typing import get_args

import pytest

from helpers import command, environment, hostile_text, one_line, run, spawn, write_text
from vendorwatch.cli.export import Format
from vendorwatch.output.export import EXPORTS


def test_the_option_has_every_format() -> None:
    assert get_args(Format) == tuple(EXPORTS)


@pytest.mark.parametrize("format", EXPORTS)
def test_every_format_is_written_and_counted(format: str, base_file: Path, tmp_path: Path) -> None:
    path = tmp_path / f"base.{format}"
    ran = run("export", "--format", format, "-o", path, "--facts", base_file)
    assert (ran.code, ran.out) == (0, "")
    assert ran.lines[-1].endswith(f"{path}: 14 facts, 4 sources, 16 entities")
    assert path.exists()
    assert not [item for item in tmp_path.iterdir() if item.name.startswith(".")]


@pytest.mark.parametrize("format", [name for name, item in EXPORTS.items() if item.writes == "text"])
def test_text_goes_to_standard_output(format: str, base_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "out"
    run("export", "--format", format, "-o", path, "--facts", base_file)
    for more in ([], ["-o", "-"]):
        assert run("export", "--format", format, "--facts", base_file, "-q", *more).out == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", [name for name, item in EXPORTS.items() if item.writes != "text"])
def test_what_is_no_text_needs_a_place(format: str, base_file: Path) -> None:
    ran = run("export", "--format", format, "--facts", base_file)
    assert ran.code == 2
    assert "say where, with -o PATH" in one_line(ran)


def test_filters_narrow_it(base_file: Path) -> None:
    ran = run("export", "-f", "jsonl", "--vendor", "quarzle", "--as-of", "2020", "--facts", base_file)
    records = [json.loads(line) for line in ran.out.splitlines()]
    assert records[0]["query"]["as_of"] == "2020-12-31"
    assert {record["id"] for record in records if record["record"] == "fact"} >= {"no-2020-quarzel-ban"}
    assert "vu-2019-lagunet-brackett" not in {record.get("id") for record in records}
    assert "read as Quarzel" in ran.lines[0]
    stale = run("export", "-f", "jsonl", "--stale", "20", "--facts", base_file, "-q").out
    assert "no-2020-quarzel-ban" in stale
    assert "no-2019-brun-denies" not in stale


@pytest.mark.parametrize(("filter", "code"), [("--vendor zzyzx", 1), ("--carrier auralink", 3), ("--since nonsense", 2)])
def test_nothing_is_written_where_nothing_is_found(filter: str, code: int, base_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "out"
    ran = run("export", "-f", "jsonl", "-o", path, *filter.split(), "--facts", base_file)
    assert ran.code == code
    one_line(ran)
    assert not path.exists()


def test_the_fact_base_is_not_written_over(tmp_path: Path, base_file: Path) -> None:
    facts = write_text(tmp_path, base_file.read_text(encoding="utf-8"))
    ran = run("export", "-f", "jsonl", "-o", facts, "--facts", facts)
    assert ran.code == 2
    assert "is the fact base itself" in one_line(ran)
    assert facts.read_bytes() == base_file.read_bytes()


@pytest.mark.parametrize(
    ("format", "place", "says"),
    [
        ("csv", "file", "is no folder"),
        ("jsonl", "folder", "is a folder"),
        ("csv", "folder", "holds something else than an export"),
        ("sqlite", "none/there.db", "cannot be written: No such file or directory"),
        ("parquet", "none/there", "cannot be written: No such file or directory"),
    ],
)
def test_a_place_that_will_not_do_is_said(format: str, place: str, says: str, base_file: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/mine").touch()
    ran = run("export", "-f", format, "-o", tmp_path / place, "--facts", base_file)
    assert ran.code == 2
    assert says in one_line(ran)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder", "mine"]


def test_what_has_no_home_is_said_unless_quiet(base_file: Path) -> None:
    assert "no home in FollowTheMoney, and left out: " in one_line(run("export", "-f", "ftm", "--facts", base_file))
    assert run("export", "-f", "ftm", "--facts", base_file, "-q").err == ""


@pytest.mark.parametrize("format", ["jsonl", "ftm", "jsonld"])
def test_hostile_text_does_not_act(format: str, tmp_path: Path) -> None:
    out = run("export", "-f", format, "--facts", write_text(tmp_path, hostile_text())).out
    assert not [char for char in "\x1b\x85\u2028\u202e\u2066" if char in out]


def test_parquet_without_its_package_says_what_to_install(base_file: Path, tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError", encoding="utf-8")
    ran = spawn("export", "-f", "parquet", "-o", tmp_path / "out", "--facts", base_file, env={"PYTHONPATH": str(tmp_path)})
    assert ran.code == 2
    assert "pip install 'vendorwatch[parquet]'" in one_line(ran)


def test_a_closed_pipe_is_no_error(base_file: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command("export", "-f", "jsonl", "--facts", base_file), stdout=writer, stderr=subprocess.PIPE, env=environment({}),
        timeout=60, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_examples_of_the_help_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = run("export", "-h").out.split("Examples:\n")[1].split("\n\n")[0].splitlines()
    assert len(lines) == 2
    for line in lines:
        assert run(*line.split()[1:]).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.db", "facts.metadata.json"]
