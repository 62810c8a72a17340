"""`fmt` on files: what is written, what is not, and that nothing is ever half written."""

import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from vendorwatch.cli import fmt
from vendorwatch.cli.app import app
from vendorwatch.factbase import format
from vendorwatch.factbase.errors import FactBaseError

LOOSE = "# head\nversion: x\nschema: vendorwatch/1\nfacts:\n- kind: deal # c\n  id: a\n  where: [NO]\n"
CANONICAL = '# head\nschema: vendorwatch/1\nversion: "x"\nfacts:\n- id: a\n  kind: deal  # c\n  where: ["NO"]\n'
SHIPPED = Path(__file__).parents[2] / "facts.yaml"


def run(*args: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["fmt", *map(str, args)], input=stdin)


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(LOOSE)
    return path


def test_writes_the_canonical_form(loose: Path) -> None:
    result = run(loose)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "rewritten" in result.stderr
    assert loose.read_text() == CANONICAL
    before = loose.stat().st_mtime_ns
    assert "already" in run(loose).stderr
    assert loose.stat().st_mtime_ns == before
    assert [path.name for path in loose.parent.iterdir()] == ["facts.yaml"]


def test_check_writes_nothing(loose: Path) -> None:
    result = run(loose, "--check")
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.count("\n") == 1
    assert "facts.yaml:2: " in result.stderr
    assert loose.read_text() == LOOSE
    loose.write_text(CANONICAL)
    assert (run(loose, "--check").exit_code, run(loose, "--check").output) == (0, "")


def test_diff_writes_nothing(loose: Path) -> None:
    result = run(loose, "--diff")
    assert result.exit_code == 0
    assert '-  where: [NO]\n+- id: a\n+  kind: deal  # c\n+  where: ["NO"]\n' in result.stdout
    assert loose.read_text() == LOOSE
    assert run(loose, "--diff", "--check").exit_code == 4


def test_standard_input() -> None:
    result = run("-", stdin=LOOSE.encode())
    assert (result.exit_code, result.stdout) == (0, CANONICAL)
    assert run("-", stdin=b"\xff: x").exit_code == 4


def test_facts_option_and_environment(loose: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--facts", loose).exit_code == 0
    assert loose.read_text() == CANONICAL
    loose.write_text(LOOSE)
    monkeypatch.setenv("VENDORWATCH_FACTS", str(loose))
    assert run().exit_code == 0
    assert loose.read_text() == CANONICAL


def test_default_is_the_checkout_and_never_an_installed_file(monkeypatch: pytest.MonkeyPatch) -> None:
    before = SHIPPED.read_bytes()
    assert run("--check").exit_code in (0, 4)
    assert SHIPPED.read_bytes() == before
    monkeypatch.setattr("vendorwatch.factbase.cache.DATA", SHIPPED.parent)
    assert run("--check").exit_code == 2


def test_several_files_are_all_or_none(loose: Path) -> None:
    other = loose.with_name("other.yaml")
    other.write_text("a: [")
    result = run(loose, other)
    assert result.exit_code == 4
    assert result.stderr.count("\n") == 1
    assert loose.read_text() == LOOSE
    assert run(loose, loose.with_name("missing.yaml"), "--check").exit_code == 4


def test_permissions_and_symlinks_stay(loose: Path, tmp_path: Path) -> None:
    loose.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(loose)
    assert run(link).exit_code == 0
    assert link.is_symlink()
    assert loose.read_text() == CANONICAL
    assert stat.S_IMODE(loose.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["replace", "fsync"])
def test_a_crash_leaves_the_old_file(loose: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    class PowerCut(BaseException):
        """Nothing catches it."""

    def fail(*_: object) -> None:
        raise PowerCut

    if name == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PowerCut):
        fmt.replace_file(loose, LOOSE.encode(), CANONICAL.encode())
    assert loose.read_text() == LOOSE
    assert [path.name for path in loose.parent.iterdir()] == ["facts.yaml"]


def test_a_full_disk_is_one_line(loose: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    result = run(loose)
    assert result.exit_code == 4
    assert "No space left" in result.stderr
    assert loose.read_text() == LOOSE


def test_a_file_that_changed_meanwhile_is_left(loose: Path) -> None:
    with pytest.raises(FactBaseError, match="changed"):
        fmt.replace_file(loose, b"something else", CANONICAL.encode())
    assert loose.read_text() == LOOSE


def test_the_guard_refuses_to_write(loose: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(format, "format_text", lambda text, name: CANONICAL.replace("NO", "SE"))
    result = run(loose)
    assert result.exit_code == 70
    assert "records" in result.stderr
    assert loose.read_text() == LOOSE


@pytest.mark.parametrize(
    "data",
    [
        b"", b"a", b"- a\n", b"a: &b c\n", b"a: *b\n", b"a: !x b\n", b"a: b\n---\nc: d\n", b"a: b\na: c\n", b"\x00", b"\xff",
        b"a:\tb\n\t- c\n", b"[" * 5000, b"{a: " * 5000, b"a: \x1b\n", b"'a\n", b"? [a]\n: b\n",
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", b"k" * 2000 + b": x\n", b'"' + b"k" * 1001 + b'": x\n',
    ],
)  # fmt: skip
def test_what_is_no_fact_file_is_one_line(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(data)
    result = run(path)
    assert result.exit_code == 4
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf" + LOOSE.encode(), LOOSE.replace("\n", "\r\n").encode(), LOOSE.strip().encode()]
)
def test_byte_order_mark_and_line_ends(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(data)
    assert run(path, "--check").exit_code == 4
    assert run(path).exit_code == 0
    assert path.read_text() == CANONICAL


def test_no_regular_file_is_refused(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 4
    with pytest.raises(FactBaseError, match="regular"):
        fmt.replace_file(Path(os.devnull), b"", b"x")
