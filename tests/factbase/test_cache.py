"""The compiled read model: made once per content, never served stale, never in the way of an answer."""

import os
import sqlite3
import stat
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from helpers import BASE_TEXT, command, environment, run, spawn, write_base, write_text
from vendorwatch.factbase import cache as cache_module
from vendorwatch.factbase import cache as module
from vendorwatch.factbase import compile as compiling
from vendorwatch.factbase.cache import bundled_facts, load_valid, open_read_model, write_read_model
from vendorwatch.factbase.errors import FactBaseError
from vendorwatch.factbase.inputs import digest_of, read_inputs
from vendorwatch.factbase.layout import APPLICATION_ID, LAYOUT, PROGRAM


class Counter:
    """How often a base was compiled."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        compile_base = compiling.compile_base

        def counted(*args: object) -> None:
            self.count += 1
            compile_base(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(compiling, "compile_base", counted)


@pytest.fixture(autouse=True)
def steady_and_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody who edits the program while its tests run disturbs them, and few names of countries are compiled."""
    countries = [row for row in compiling.read_countries() if row[0] in ("NO", "VU")]
    monkeypatch.setattr(compiling, "read_countries", lambda: iter(countries))
    monkeypatch.setattr(module, "_program_key", lambda: "steady")


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Counter:
    return Counter(monkeypatch)


def ask(path: Path) -> str:
    """An answer of the base at `path`; it must be one."""
    ran = run("carrier", "fjordcom", "--facts", path, "--json")
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix != ".digest")


@pytest.fixture
def answer(base_file: Path, shared_cache: Path) -> str:
    """The right answer, by way of a cache that no test here looks at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VENDORWATCH_CACHE", str(shared_cache / "of-test-cache"))
        return ask(base_file)


def test_the_first_run_compiles_and_the_second_does_not(base_file: Path, cache: Path, compiled: Counter) -> None:
    assert not cache.exists()
    first = ask(base_file)
    assert compiled.count == 1
    assert [path.suffix for path in files(cache)] == [".sqlite"]
    written = files(cache)[0].read_bytes()
    assert ask(base_file) == first
    assert compiled.count == 1
    assert files(cache)[0].read_bytes() == written


def test_new_content_is_compiled_and_shown_at_once(tmp_path: Path, cache: Path, compiled: Counter) -> None:
    path = write_base(tmp_path)
    ask(path)
    before = path.stat()
    write_text(tmp_path, BASE_TEXT.replace("Fjordcom has Quarzel radios", "Fjordcom had Quarzel radios"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # not the time of the file counts, but its content
    assert "Fjordcom had Quarzel radios" in ask(path)
    assert compiled.count == 2
    assert len(files(cache)) == 2
    write_base(tmp_path)
    assert "Fjordcom has Quarzel radios" in ask(path)
    assert compiled.count == 2


def test_the_same_content_elsewhere_is_the_same_base(
    base_file: Path, tmp_path: Path, cache: Path, compiled: Counter
) -> None:
    assert ask(write_base(tmp_path)) == ask(base_file)
    assert compiled.count == 1


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def _garbage_behind_the_header(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xa5" * (len(data) - 100))


def _zeros(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def _execute(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(sql)


def _foreign(path: Path) -> None:
    path.unlink()
    _execute(path, "CREATE TABLE meta (key TEXT, value TEXT); INSERT INTO meta VALUES ('sha256', 'x')")


def _other_application(path: Path) -> None:
    _execute(path, f"PRAGMA application_id = {APPLICATION_ID + 1}")


def _other_layout(path: Path) -> None:
    _execute(path, f"PRAGMA user_version = {LAYOUT + 1}")


def _other_program(path: Path) -> None:
    _execute(path, "UPDATE meta SET value = '0.0.0/0' WHERE key = 'program'")


def _other_digest(path: Path) -> None:
    _execute(path, "UPDATE meta SET value = 'f' || substr(value, 2) WHERE key = 'sha256'")


def _unfinished(path: Path) -> None:
    _execute(path, "DELETE FROM meta")


def _no_tables(path: Path) -> None:
    _execute(path, "DROP TABLE meta")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


FAULTS = [
    _truncate, _cut_short, _empty, _garbage, _garbage_behind_the_header, _zeros, _foreign, _other_application, _other_layout,
    _other_program, _other_digest, _unfinished, _no_tables,
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.strip("_"))
def test_a_file_that_cannot_be_trusted_is_rebuilt(fault: object, base_file: Path, cache: Path, compiled: Counter) -> None:
    right = ask(base_file)
    (path,) = files(cache)
    assert callable(fault)
    fault(path)
    assert ask(base_file) == right
    assert compiled.count == 2
    assert files(cache) == [path]
    assert ask(base_file) == right
    assert compiled.count == 2


def test_what_cannot_be_replaced_costs_no_answer(base_file: Path, cache: Path, compiled: Counter) -> None:
    right = ask(base_file)
    (path,) = files(cache)
    _folder(path)
    assert ask(base_file) == right
    assert files(cache) == [path]


def test_a_folder_that_cannot_be_written_costs_no_answer(
    base_file: Path, tmp_path: Path, answer: str, monkeypatch: pytest.MonkeyPatch, compiled: Counter
) -> None:
    (tmp_path / "file").write_text("")
    closed = tmp_path / "closed"
    closed.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    # Below a file nobody can make a folder, not even root, for whom no folder is closed.
    for folder in (
        tmp_path / "file" / "cache",
        tmp_path / "file",
        closed / "cache",
        Path("/proc/nowhere"),
        Path("x" * 5_000),
    ):
        monkeypatch.setenv("VENDORWATCH_CACHE", str(folder))
        assert ask(base_file) == answer
    assert compiled.count == 5
    assert (tmp_path / "file").read_text() == ""


def test_a_disk_that_fills_up_costs_no_answer(
    base_file: Path, cache: Path, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write_read_model", fail)
    assert ask(base_file) == answer
    assert files(cache) == []


@pytest.mark.parametrize("odd", ["with space", "100%", "a?b#c", "ü東", "//double"])
def test_odd_names_of_folders(
    odd: str, base_file: Path, tmp_path: Path, answer: str, monkeypatch: pytest.MonkeyPatch, compiled: Counter
) -> None:
    folder = f"/{tmp_path}" if odd == "//double" else str(tmp_path / odd)
    monkeypatch.setenv("VENDORWATCH_CACHE", folder)
    assert ask(base_file) == ask(base_file) == answer
    assert compiled.count == 1


def test_a_folder_whose_name_is_no_text(base_file: Path, tmp_path: Path, answer: str) -> None:
    folder = tmp_path / "a\udcffb"
    for _ in range(2):
        assert (
            spawn("carrier", "fjordcom", "--facts", base_file, "--json", env={"VENDORWATCH_CACHE": str(folder)}).out
            == answer
        )
    assert len(files(folder)) == 1


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"XDG_CACHE_HOME": "{tmp}/xdg"}, "xdg/vendorwatch"),
        ({"HOME": "{tmp}/home"}, "home/.cache/vendorwatch"),
        ({"VENDORWATCH_CACHE": "{tmp}/own", "XDG_CACHE_HOME": "{tmp}/xdg"}, "own"),
    ],
)
def test_where_the_cache_lies(
    changes: dict[str, str], place: str, base_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VENDORWATCH_CACHE")
    for name, value in changes.items():
        monkeypatch.setenv(name, value.format(tmp=tmp_path))
    ask(base_file)
    assert len(files(tmp_path / place)) == 1


def test_without_a_home_there_is_no_cache_but_an_answer(
    base_file: Path, answer: str, monkeypatch: pytest.MonkeyPatch, compiled: Counter
) -> None:
    def fail(_: object = None) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("VENDORWATCH_CACHE")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(Path, "home", fail)
    assert ask(base_file) == answer
    assert compiled.count == 1


def test_a_process_without_a_home_answers(base_file: Path, answer: str, tmp_path: Path) -> None:
    env = {"VENDORWATCH_CACHE": None, "HOME": None, "XDG_CACHE_HOME": str(tmp_path)}
    assert spawn("carrier", "fjordcom", "--facts", base_file, "--json", env=env).out == answer


def test_many_first_runs_at_once(base_file: Path, cache: Path, answer: str) -> None:
    args = command("carrier", "fjordcom", "--facts", base_file, "--json")
    env = environment({})
    runs = [subprocess.Popen(args, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(12)]
    for process in runs:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
        assert out.decode() == answer
    (path,) = files(cache)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT COUNT(*) FROM facts").fetchone() == (14,)


def test_a_failed_compilation_leaves_nothing(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compiling, "compile_base", fail)
    assert run("facts", "--facts", write_base(tmp_path)).code == 130
    assert files(cache) == []


def test_an_invalid_base_is_not_cached(tmp_path: Path, cache: Path) -> None:
    assert run("facts", "--facts", write_text(tmp_path, BASE_TEXT.replace("[lagunet]", "[lagune]"))).code == 4
    assert not cache.exists()


def test_of_many_compiled_files_the_oldest_are_pruned(base_file: Path, cache: Path) -> None:
    cache.mkdir()
    older = [cache / f"{number:02}.sqlite" for number in range(40)]
    for number, file in enumerate(older):
        file.touch()
        os.utime(file, (time.time() - 1_000 + number,) * 2)
    with closing(open_read_model([base_file], cache)):
        left = {entry.name for entry in cache.glob("*.sqlite")}
    assert len(left) == 24
    assert left >= {file.name for file in older[-23:]}


def test_old_files_are_pruned_and_others_left(base_file: Path, cache: Path) -> None:
    cache.mkdir()
    names = ["old.sqlite", ".compiling-old", "young.sqlite", "note.txt"]
    for name in names:
        (cache / name).write_text("")
    month_ago = time.time() - 31 * 86_400
    for name in ("old.sqlite", ".compiling-old", "note.txt"):
        os.utime(cache / name, (month_ago, month_ago))
    ask(base_file)
    left = {path.name for path in files(cache)}
    assert {"young.sqlite", "note.txt"} < left
    assert not left & {"old.sqlite", ".compiling-old"}
    assert len(left) == 3


def ship(monkeypatch: pytest.MonkeyPatch, path: Path, facts: Path) -> None:
    """Have the program take `facts` for its bundled base, and `path` for the read model shipped with it."""
    monkeypatch.setattr(module, "_SHIPPED", path)
    monkeypatch.setattr(module, "bundled_facts", lambda: facts)
    monkeypatch.setattr("vendorwatch.lookup.store.bundled_facts", lambda: facts)


@pytest.fixture
def shipped(base_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "shipped.sqlite"
    write_read_model(load_valid(read_inputs([base_file])), path)
    return path


def test_the_shipped_read_model_is_used(
    base_file: Path, shipped: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, answer: str, compiled: Counter
) -> None:
    compiled.count = 0
    ship(monkeypatch, shipped, base_file)
    assert run("carrier", "fjordcom", "--json").out == answer
    assert compiled.count == 0
    assert not cache.exists()


@pytest.mark.parametrize("fault", [_other_program, _other_digest, _truncate, _other_application])
def test_the_shipped_read_model_is_used_only_when_it_fits(
    fault: object,
    base_file: Path,
    shipped: Path,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    compiled: Counter,
    answer: str,
) -> None:
    assert callable(fault)
    fault(shipped)
    before = shipped.read_bytes()
    compiled.count = 0
    ship(monkeypatch, shipped, base_file)
    assert run("carrier", "fjordcom", "--json").out == answer
    assert compiled.count == 1
    assert len(files(cache)) == 1
    assert shipped.read_bytes() == before


def test_a_changed_bundled_base_is_not_answered_from_the_shipped_model(
    tmp_path: Path, shipped: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "changed"
    folder.mkdir()
    facts = write_text(folder, BASE_TEXT.replace("name: Lagunet,", "name: Lagunet Two,"))
    ship(monkeypatch, shipped, facts)
    assert run("carrier", "lagunet", "--json").document["entity"]["name"] == "Lagunet Two"


def test_other_bases_do_not_ask_the_shipped_model(
    base_file: Path, shipped: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, compiled: Counter
) -> None:
    monkeypatch.setattr(module, "_SHIPPED", shipped)
    ask(base_file)
    assert compiled.count == 1


def test_the_key_changes_with_the_code_and_not_with_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "package" / "data"
    data.mkdir(parents=True)
    code = data.parent / "load.py"
    code.write_text("")
    (data / "countries.tsv").write_text("")
    monkeypatch.undo()
    monkeypatch.setattr(module, "DATA", data)
    key = module._program_key()
    used = data.parent / "__pycache__"
    used.mkdir()
    os.utime(used, (4e9, 4e9))
    assert module._program_key() == key
    for path in (code, data / "countries.tsv"):
        newer = int(time.time()) + 1_000 * (2 if path == code else 3)
        os.utime(path, (newer, newer))
        assert module._program_key() != key
        key = module._program_key()


def test_a_read_model_is_ours_and_says_what_of(shipped: Path, base_file: Path) -> None:
    with closing(sqlite3.connect(shipped)) as connection:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (LAYOUT,)
    assert meta["program"] == PROGRAM
    assert meta["sha256"] == digest_of(read_inputs([base_file]))
    assert (meta["facts"], meta["version"]) == ("14", "2021-03-04")


def test_without_a_folder_the_model_is_in_memory(base_file: Path) -> None:
    with closing(open_read_model([base_file], None)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM facts").fetchone() == (14,)
        assert connection.execute("PRAGMA database_list").fetchone()[2] == ""


def test_a_cached_model_is_read_only(base_file: Path, cache: Path) -> None:
    ask(base_file)
    with closing(open_read_model([base_file], cache)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM facts")


def test_an_invalid_base_raises_with_the_first_finding(tmp_path: Path) -> None:
    path = write_text(tmp_path, BASE_TEXT.replace("[lagunet]", "[lagune]"))
    with pytest.raises(FactBaseError, match=r"the fact base is invalid: facts\.yaml:\d+:\d+ E020 vu-2019-lagunet-brackett"):
        open_read_model([path], None)


def test_the_bundled_base_is_where_it_says() -> None:
    assert bundled_facts().is_file()


def test_a_file_damaged_inside_is_compiled_anew(base_file: Path, cache: Path) -> None:
    from helpers import run

    before = run("vendor", "quarzel", "--facts", base_file, "--json")
    (compiled,) = cache.glob("*.sqlite")
    data = bytearray(compiled.read_bytes())
    data[len(data) // 20 :] = bytes(len(data) - len(data) // 20)  # whole in length, and empty behind its first pages
    compiled.write_bytes(data)
    after = run("vendor", "quarzel", "--facts", base_file, "--json")
    assert (after.code, after.out) == (0, before.out)


def test_a_noted_digest_is_never_that_of_another_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_SETTLED_NS", -(10**12))  # note at once, though the file is new
    base, folder = write_base(tmp_path), tmp_path / "cache"

    def version() -> str:
        with closing(cache_module.open_read_model([base], folder)) as connection:
            return str(connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()[0])

    assert version() == version() == "2021-03-04"
    assert len(list(folder.glob("*.digest"))) == 1
    state = base.stat()
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace('"2021-03-04"', '"2021-03-05"'), encoding="utf-8")
    os.utime(base, ns=(state.st_atime_ns, state.st_mtime_ns))  # as large and as old as before
    assert version() == "2021-03-05"
    for note in folder.glob("*.digest"):
        note.write_text("f" * 64, encoding="ascii")
    assert version() == "2021-03-05"
