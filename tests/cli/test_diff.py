"""`vendorwatch diff`: files, revisions, exit codes."""

from pathlib import Path

import pytest

from factbase.check.repositories import commit, git
from helpers import BASE_TEXT, one_line, run, spawn, write_text

NEW_TEXT = BASE_TEXT.replace("amount: NOK 64.5 bn", "amount: NOK 64.6 bn")
REMOVED_TEXT = BASE_TEXT[: BASE_TEXT.index("- id: no-2018-found-false")]


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    return write_text(tmp_path, NEW_TEXT, "new.yaml")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, BASE_TEXT, "base/facts.yaml")
    git(folder, "tag", "v1")
    commit(folder, NEW_TEXT, "base/facts.yaml")
    commit(folder, REMOVED_TEXT, "other.yaml")
    return folder


def corrected(*args: object) -> list[str]:
    ran = run("diff", *args, "--json")
    assert ran.code == 0
    return [fact["id"] for fact in ran.document["corrected"]]


def test_two_files(base_file: Path, new_file: Path) -> None:
    assert corrected(base_file, new_file) == ["vu-2020-brackett-stake"]
    ran = run("diff", base_file, new_file)
    assert ran.code == 0
    assert "amount: NOK 64.5 bn → NOK 64.6 bn" in ran.out
    assert one_line(ran) == "1 corrected"


def test_equal_files_are_compared_too(base_file: Path) -> None:
    for format in ("table", "tsv", "json", "jsonl"):
        ran = run("diff", base_file, base_file, "--format", format)
        assert ran.code == 0
        assert one_line(ran) == "no difference"
    assert run("diff", base_file, base_file, "-q").err == ""


def test_revisions_of_the_fact_file(repository: Path) -> None:
    facts = ("--facts", repository / "base/facts.yaml")
    stake = ["vu-2020-brackett-stake"]
    assert corrected("v1", "HEAD", *facts) == stake
    assert corrected("v1", *facts) == stake  # the file as it is
    assert corrected("HEAD", *facts) == []
    assert corrected("HEAD~2", "HEAD:base/facts.yaml", *facts) == stake
    write_text(repository / "base", BASE_TEXT)
    assert corrected("HEAD", *facts) == stake
    assert corrected("v1", *facts) == []


def test_a_removed_fact_is_said_loudly(repository: Path) -> None:
    for more in ([], ["--json"], ["-q"], ["-f", "table"]):
        ran = run("diff", "v1", "HEAD:other.yaml", "--facts", repository / "base/facts.yaml", *more)
        assert ran.code == 0
        assert "REMOVED, though ids are permanent: no-2018-found-false" in ran.lines[0]


def test_the_working_folder_does_not_count(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert corrected("v1", "HEAD", "--facts", repository / "base/facts.yaml") == ["vu-2020-brackett-stake"]


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["nowhere"], "OLD nowhere: 'nowhere' is neither a file nor a revision"),
        (["v1", "v2"], "NEW v2: 'v2' is neither a file nor a revision"),
        (["v1:nowhere.yaml"], "'v1' has no 'nowhere.yaml'"),
        (["v9:other.yaml"], "'v9' is neither a file nor a revision"),
        (["v1:base"], "git cannot read the earlier file"),
        (["--", "--output=x"], "neither a file nor a revision"),
        (["v1", "--format", "tsv", "--json"], "exclude each other"),
    ],
)
def test_what_is_no_version_is_a_usage_error(args: list[str], why: str, repository: Path) -> None:
    ran = run("diff", "--facts", repository / "base/facts.yaml", *args)
    assert (ran.code, ran.out) == (2, "")
    assert why in one_line(ran)


def test_a_file_in_no_checkout_has_no_revisions(base_file: Path) -> None:
    ran = run("diff", "HEAD~1", "--facts", base_file)
    assert ran.code == 2
    assert "is in no git checkout" in one_line(ran)


@pytest.mark.parametrize("text", ["schema: other", "", "\0", BASE_TEXT.replace("carriers: [lagunet]", "carriers: [nobody]")])
def test_an_invalid_version_is_told_apart(text: str, base_file: Path, tmp_path: Path) -> None:
    broken = write_text(tmp_path, text, "broken.yaml")
    for side, args in (("OLD", (broken, base_file)), ("NEW", (base_file, broken))):
        ran = run("diff", *args)
        assert (ran.code, ran.out) == (4, "")
        assert one_line(ran).startswith(f"{side} {broken}: ")


def test_equal_input_gives_equal_bytes(base_file: Path, new_file: Path) -> None:
    outputs = {spawn("diff", base_file, new_file, "--json", env={"PYTHONHASHSEED": seed}).out for seed in ("1", "2")}
    assert len(outputs) == 1
