"""`screen`: what goes in, what comes out, and how it ends."""

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from helpers import ACTING, Ran, command, environment, one_line, read_terminal, run, spawn
from vendorwatch.lookup.answer import Screened
from vendorwatch.output.screened import FORMATS, render_rows

DAY = ("--as-of", "2020-12-31")


def rows(ran: Ran) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.out.splitlines()]


def brief(ran: Ran) -> list[tuple[int, str, str]]:
    return [(row["row"], row["name"], row["status"]) for row in rows(ran)]


def screen(base_file: Path, *args: object, input: str | bytes | None = None) -> Ran:
    return run("screen", "--facts", base_file, *DAY, *args, input=input)


def test_lines_on_standard_input(base_file: Path) -> None:
    ran = screen(base_file, input="quarzel\r\n\nzzyzx\nauralink\nquarzle")
    assert ran.code == 0
    assert brief(ran) == [
        (1, "quarzel", "found"), (2, "", "error"), (3, "zzyzx", "not_found"), (4, "auralink", "ambiguous"),
        (5, "quarzle", "found"),
    ]  # fmt: skip
    assert all(list(row) == list(Screened._fields) for row in rows(ran))
    assert ran.lines == [
        "vendorwatch: 1 row in error: 2; what is wrong stands under problem",
        "vendorwatch: 5 rows: 2 found, 1 ambiguous, 1 not found, 1 in error; 2 reached by an action in force on 2020-12-31",
    ]
    assert screen(base_file, "-q", "-", input="quarzel\n").err == ""


def test_types_are_stable(base_file: Path) -> None:
    ran = screen(base_file, input=b"quarzel\nzzyzx\nauralink\n\xff\nnorge\n")
    lists = {"by", "facts", "undated", "candidates"}
    for row in rows(ran):
        for key, value in row.items():
            if key in lists:
                assert isinstance(value, list)
            elif key == "actions":
                # Of a row without a record nothing is said, not even that nothing reaches it.
                assert isinstance(value, int) if row["status"] == "found" else value is None
            elif key == "row":
                assert isinstance(value, int)
            elif key == "score":
                assert value is None or isinstance(value, float)
            elif key in ("name", "status"):
                assert isinstance(value, str)
            else:
                assert value is None or isinstance(value, str)
            assert (row["status"] == "error") == (row["problem"] is not None)


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("id,Supplier\n1,quarzel\n2,zzyzx\n", ["--column", "Supplier"]),
        ("id,Supplier\n1,quarzel\n2,zzyzx\n", ["--column", "supplier "]),
        ("id,Supplier\n1,quarzel\n2,zzyzx\n", ["--column", "2"]),
        ("1,quarzel\n2,zzyzx\n", ["--column", "2", "--no-header"]),
        ("\ufeffName;id\nquarzel;1\nzzyzx;2\n", ["--input", "csv"]),
        ("id\tname\n1\tquarzel\n2\tzzyzx\n", ["--input", "csv"]),
        ("Supplier\nquarzel\nzzyzx\n", ["--input", "csv"]),
        ("id!name\n1!quarzel\n2!zzyzx\n", ["--column", "name", "--delimiter", "!"]),
        ('"a,b;c;d",name\n1,"quarzel"\n2,zzyzx\n', ["--column", "name"]),
        ('{"payee": {"name": "quarzel"}}\n{"payee": {"name": "zzyzx"}}\n', ["--field", "payee.name"]),
        ('{"p": ["quarzel"]}\n{"p": ["zzyzx"]}\n', ["--field", "p.0"]),
        ('"quarzel"\n{"name": "zzyzx"}\n', ["--input", "jsonl"]),
        ("\ufeffquarzel\nzzyzx\n", []),
    ],
)
def test_kinds_of_input(text: str, args: list[str], base_file: Path) -> None:
    assert brief(screen(base_file, *args, input=text)) == [(1, "quarzel", "found"), (2, "zzyzx", "not_found")]


def test_utf_16_as_spreadsheets_write_it(base_file: Path) -> None:
    assert brief(screen(base_file, input="夸泽尔\nzzyzx\n".encode("utf-16"))) == [
        (1, "夸泽尔", "found"),
        (2, "zzyzx", "not_found"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "name\nquarzel\n"), ("a.TSV", "n,x\tname\n1\tquarzel\n"), ("a.jsonl", '{"name": "quarzel"}\n'),
        ("a.ndjson", '{"name": "quarzel"}\n'), ("a.txt", "quarzel\n"), ("a", "quarzel\n"),
    ],
)  # fmt: skip
def test_the_suffix_tells_the_input(name: str, text: str, base_file: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert brief(screen(base_file, tmp_path / name)) == [(1, "quarzel", "found")]


def test_bad_rows_of_csv_are_rows(base_file: Path) -> None:
    text = b'id,name\n1,quarzel\n2\n3,\xff\xfe\n4,"quar\nzel"\n\n5,"x" y\n6,quarzel\n7,"never closed\n8,lost\n9,lost\n'
    ran = screen(base_file, "--column", "name", input=text)
    assert brief(ran) == [
        (1, "quarzel", "found"), (2, "", "error"), (3, "\\xff\\xfe", "error"), (4, "quar\nzel", "found"), (5, "", "error"),
        (6, "", "error"), (7, "quarzel", "found"), (8, "", "error"),
    ]  # fmt: skip
    problems = [row["problem"] for row in rows(ran) if row["problem"]]
    assert problems[0] == "there is no column 2: the row has 1"
    assert problems[1] == "the name is no UTF-8 text"
    assert problems[-1].startswith("no CSV in lines 10 to 12: ")
    assert "4 rows in error" not in ran.lines[0]
    assert "rows in error: 2, 3, 5, 6, 8;" in ran.lines[0]


def test_bad_rows_of_json_are_rows(base_file: Path) -> None:
    lines = [
        '{"a": {"b": "quarzel"}}',
        "{",
        "",
        '{"a": {}}',
        '{"a": {"b": null}}',
        '{"a": {"b": [1]}}',
        '{"a": {"b": 3}}',
        "[",
    ]
    ran = screen(base_file, "--field", "a.b", input="\n".join([*lines, "[" * 99_999, '{"a": {"b": "\\ud800"}}']))
    assert [row["status"] for row in rows(ran)] == ["found", *["error"] * 5, "not_found", *["error"] * 3]
    problems = [row["problem"] for row in rows(ran)]
    assert problems[1].startswith("the line is no JSON: ")
    assert problems[2:6] == [
        "the line is empty",
        "there is no field a.b",
        "the name is empty",
        "the name is no text but a list",
    ]
    assert problems[9] == "the name is no UTF-8 text"


def test_rows_in_error_beyond_ten_are_counted(base_file: Path) -> None:
    ran = screen(base_file, input="\n" * 25)
    assert ran.code == 1
    assert ran.lines[0].endswith("25 rows in error: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …; what is wrong stands under problem")


@pytest.mark.parametrize(
    ("args", "input", "message"),
    [
        (["--column", "x"], "a,b\n1,2\n", "there is no column 'x'; give one with --column: a; b"),
        (["--column", "3"], "a,b\n1,2\n", "there is no column '3'"),
        (["--input", "csv"], "a,b\n1,2\n", "there are several columns; give one with --column: a; b"),
        (["--column", "a", "--field", "b"], "", "--field is for jsonl; the input is read as csv"),
        (["--input", "lines", "--column", "a"], "", "--column is for csv and parquet"),
        (["--delimiter", "ab"], "a", "--delimiter takes one character or tab"),
        (["--input", "parquet"], "", "Parquet is read from a file"),
        (["--as-of", "2020~"], "", "--as-of '2020~' is no day; write YYYY-MM-DD, YYYY-MM or YYYY"),
        (["--as-of", "2021-02-30"], "", "is no day"),
        (["--as-of", "soon"], "", "is no day"),
        (["--jobs", "0"], "", "--jobs"),
        (["--skip", "-1"], "", "--skip"),
        (["--format", "json"], "", "--format"),
        (["/nonexistent/names.txt"], None, "/nonexistent/names.txt: cannot be read"),
        (["/"], None, "/: cannot be read"),
    ],
)
def test_usage(args: list[str], input: str | None, message: str, base_file: Path) -> None:
    ran = screen(base_file, *args, input=input)
    assert ran.code == 2
    assert message in one_line(ran)
    assert ran.out == ""


def test_nothing_is_written_before_usage_is_right(base_file: Path, tmp_path: Path) -> None:
    assert screen(base_file, "-f", "csv", "--column", "x", input="a,b\n").out == ""
    assert run("screen", "--facts", tmp_path / "none.yaml", "-f", "tsv", input="x\n")[:2] == (4, "")
    assert screen(base_file, "-f", "csv", input="").out.startswith("row,name,status,")


def test_exit_codes(base_file: Path, tmp_path: Path) -> None:
    assert screen(base_file, input="quarzel\n").code == 0
    assert screen(base_file, input="zzyzx\nauralink\n").code == 1
    assert screen(base_file, input="").code == 1
    (tmp_path / "bad.yaml").write_text("x: [", encoding="utf-8")
    assert run("screen", "--facts", tmp_path / "bad.yaml", input="quarzel\n").code == 4


@pytest.mark.parametrize("format", FORMATS)
def test_formats_hold_the_same_rows(format: str, base_file: Path) -> None:
    text = "quarzel\nauralink\nzzyzx\n\n"
    expected = rows(screen(base_file, input=text))
    out = screen(base_file, "--format", format, input=text).out
    if format == "jsonl":
        return
    read = list(csv.DictReader(io.StringIO(out), delimiter="," if format == "csv" else "\t"))
    assert [list(row) for row in read] == [list(Screened._fields)] * 4
    for row, other in zip(read, expected, strict=True):
        flat = {key: "; ".join(value) if isinstance(value, list) else str(value or "") for key, value in other.items()}
        assert row | {"actions": ""} == flat | {"actions": ""}
        assert row["actions"] == ("" if other["actions"] is None else str(other["actions"]))


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("x")'])
def test_a_spreadsheet_runs_nothing(name: str, base_file: Path) -> None:
    for format, delimiter in (("csv", ","), ("tsv", "\t")):
        text = render_rows(format, [Screened(1, name, "not_found", problem="=1")])
        assert text.count("\n") == 1
        (cells,) = csv.reader([text], delimiter=delimiter)
        assert len(cells) == len(Screened._fields)
        assert cells[1].startswith("'")
        assert cells[-1] == "'=1"


def test_nothing_acts_in_a_terminal(base_file: Path) -> None:
    names = "a\x1b[31mb\x07\x9b\u202ec\u2066\x00d"
    for format in FORMATS:
        text = render_rows(format, [Screened(1, names, "error", problem=names)])
        assert not ACTING.search(text.rstrip("\r\n").replace("\t", ""))
        if format == "jsonl":
            assert json.loads(text)["name"] == names


def test_skip_keeps_the_numbers(base_file: Path) -> None:
    assert brief(screen(base_file, "--skip", 2, input="a\n\nquarzel\nzzyzx\n")) == [
        (3, "quarzel", "found"),
        (4, "zzyzx", "not_found"),
    ]
    assert [row[0] for row in brief(screen(base_file, "--skip", 1, "--column", "name", input="name\nx\nquarzel\n"))] == [2]
    assert screen(base_file, "--skip", 9, input="quarzel\n").out == ""


def test_the_day_and_the_kind(base_file: Path) -> None:
    def actions(*args: str) -> int:
        return int(rows(run("screen", "--facts", base_file, *args, input="quarzel\n"))[0]["actions"])

    assert [actions("--as-of", day) for day in ("2020-02-29", "2020-02", "2019", "2020-03-01", "2020-03", "2020")] == [
        0,
        0,
        0,
        1,
        1,
        1,
    ]
    assert actions() == 1
    assert brief(screen(base_file, "--kind", "carrier", input="quarzel\n")) == [(1, "quarzel", "not_found")]
    assert brief(screen(base_file, "--exact", input="quarzle\n")) == [(1, "quarzle", "not_found")]


def long_list(path: Path, count: int = 45_000) -> Path:
    names = ("quarzel", "zzyzx", "auralink", "fjordcom", "", "quarzle")
    path.write_text("".join(f"{names[number * 7 % 6]}\n" for number in range(count)), encoding="utf-8")
    return path


def test_two_processes_write_what_one_does(base_file: Path, tmp_path: Path) -> None:
    path = long_list(tmp_path / "names.txt")
    one = spawn("screen", path, "--facts", base_file, *DAY, "--jobs", 1)
    two = spawn("screen", path, "--facts", base_file, *DAY, "--jobs", 2)
    assert one.code == two.code == 0
    assert two.out == one.out
    assert two.err == one.err
    assert [row["row"] for row in rows(two)] == list(range(1, 45_001))


def test_two_processes_from_the_start(base_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name\n" + "quarzel\n" * 140_000, encoding="utf-8")
    ran = spawn("screen", path, "--facts", base_file, *DAY, "--jobs", 2, "-f", "csv", "-q", "--skip", 139_990)
    assert (ran.code, ran.err) == (0, "")
    assert [line.split(",")[0] for line in ran.out.splitlines()] == ["row", *map(str, range(139_991, 140_001))]


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(word) for word in listed.split()]


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("way_out", ["interrupt", "kill", "close"])
def test_workers_end_with_their_parent(way_out: str, base_file: Path, tmp_path: Path) -> None:
    args = command("screen", "-", "--facts", base_file, *DAY, "--jobs", 2)
    process = subprocess.Popen(
        args,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment({}),
        start_new_session=True,
    )
    assert process.stdin and process.stdout and process.stderr

    def feed() -> None:
        assert process.stdin
        try:
            while True:
                process.stdin.write(b"quarzel\nzzyzx\n" * 1_000)
                process.stdin.flush()
        except OSError:
            pass

    feeding = threading.Thread(target=feed, daemon=True)
    feeding.start()
    for _ in range(30_000):  # so that others are at work
        process.stdout.readline()
    children = _children(process.pid)
    assert len(children) >= 2
    if way_out == "interrupt":
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    elif way_out == "kill":
        process.kill()
    else:
        process.stdout.close()
    if way_out != "close":
        while process.stdout.read(1_000_000):
            pass
        process.stdout.close()
    expected = {"interrupt": (130, "vendorwatch: interrupted\n"), "kill": (-9, ""), "close": (0, "")}
    assert (process.wait(timeout=30), process.stderr.read().decode()) == expected[way_out]
    feeding.join(timeout=30)
    process.stderr.close()
    with suppress(OSError):
        process.stdin.close()
    ends = time.monotonic() + 20
    while any(map(_is_running, children)) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not any(map(_is_running, children))


def test_a_closed_pipe_is_no_error(base_file: Path, tmp_path: Path) -> None:
    env = environment({"VENDORWATCH_FACTS": str(base_file), "VW": f"{sys.executable} -m vendorwatch"})
    line = f"$VW screen {long_list(tmp_path / 'names.txt', 5_000)} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False, env=env)
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


def test_progress_is_for_terminals(base_file: Path, tmp_path: Path) -> None:
    path = long_list(tmp_path / "names.txt", 3_000)
    assert "\x1b" not in spawn("screen", path, "--facts", base_file, env={"FORCE_COLOR": "1", "TERM": "xterm"}).err
    for quiet in ([], ["-q"]):
        terminal, stderr = pty.openpty()
        args = command("screen", path, "--facts", base_file, "--jobs", 1, *quiet)
        process = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=stderr, env=environment({"TERM": "xterm"}))
        os.close(stderr)
        err = read_terminal(terminal)
        assert process.wait(timeout=60) == 0
        os.close(terminal)
        assert (b"\x1b[" in err) == (not quiet)
        assert (b"3000 rows: " in err) == (not quiet)


def test_parquet(base_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "names.parquet"
    path.write_bytes(b"PAR1")
    try:
        import pyarrow  # type: ignore[import-not-found,unused-ignore]
        import pyarrow.parquet  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        assert "pip install 'vendorwatch[parquet]'" in one_line(screen(base_file, path))
        return
    assert "cannot be read as Parquet" in one_line(screen(base_file, path))
    table = pyarrow.table({"id": [1, 2, 3], "name": ["quarzel", None, "zzyzx"]})
    pyarrow.parquet.write_table(table, path)
    assert brief(screen(base_file, path)) == [(1, "quarzel", "found"), (2, "", "error"), (3, "zzyzx", "not_found")]
    assert "there is no column 'x'" in one_line(screen(base_file, path, "--column", "x"))


def test_the_delimiter_is_told_from_the_whole_first_line() -> None:
    script = "(printf na; sleep 0.3; printf 'me;x\\nHuawei;1\\n')"
    done = subprocess.run(
        ["bash", "-c", f"{script} | {sys.executable} -m vendorwatch screen --input csv -q"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, json.loads(done.stdout)["id"]) == (0, "huawei")
