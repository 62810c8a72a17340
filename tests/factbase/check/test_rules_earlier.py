"""E011 against an earlier file, or against what git holds: real repositories, and arguments that are neither."""

from pathlib import Path

import pytest

from factbase.check.bases import TODAY, base_text
from factbase.check.repositories import ENV, commit, git
from vendorwatch.factbase.check import check_facts, earlier
from vendorwatch.factbase.check.earlier import NoEarlierVersion, earlier_base
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.inputs import read_inputs

ACT = "facts:\n- id: xx-2018-act\n  kind: action\n  summary: A ban of 5G gear from 2 firms.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    return folder


def changes(against: str, *paths: Path, env: dict[str, str] = ENV) -> list[Finding]:
    """What E011 says of the files against an earlier version, which there is."""
    found = earlier_base(against, paths, env)
    assert found.base is not None, found.notice
    assert found.notice == ""
    return [finding for finding in check_facts(read_inputs(paths), TODAY, found.base) if finding.code == "E011"]


def notice(against: str, *paths: Path) -> str:
    """Why there is nothing to compare with."""
    found = earlier_base(against, paths, ENV)
    assert found.base is None
    assert "\n" not in found.notice
    return found.notice


def refused(against: str, path: Path, env: dict[str, str] = ENV) -> str:
    """Why the argument names no earlier version, in one line."""
    with pytest.raises(NoEarlierVersion) as caught:
        earlier_base(against, [path], env)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_that_was_before(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "facts.yaml"
    old.write_text(base_text(ACT))
    new.write_text(base_text(ACT.replace("2 firms", "3 firms")))
    (finding,) = changes(str(old), new)
    assert "2 before, 3 now" in finding.message
    new.write_text(base_text())
    (finding,) = changes(str(old), new)
    assert (finding.file, finding.line, finding.id) == ("facts.yaml", 1, "xx-2018-act")


@pytest.mark.parametrize("revision", ["HEAD~1", "v1", "main~1", "@~1", "HEAD^", "HEAD^{/A change}~1", "its id"])
def test_revisions_of_git(repository: Path, revision: str) -> None:
    commit(repository, base_text(ACT))
    git(repository, "tag", "v1")
    path = commit(repository, base_text())
    if revision == "its id":
        revision = git(repository, "rev-parse", "--short", "v1")
    (finding,) = changes(revision, path)
    assert finding.id == "xx-2018-act"
    assert changes("HEAD", path) == []


def test_the_working_file_is_what_is_compared(repository: Path) -> None:
    path = commit(repository, base_text(ACT))
    path.write_text(base_text())
    assert [finding.id for finding in changes("HEAD", path)] == ["xx-2018-act"]


@pytest.mark.parametrize("name", ["facts.yaml", "a b/c/facts.yaml", "-x/-facts.yaml", "ü/facts:1.yaml", "[a]/*.yaml"])
def test_any_place_in_the_checkout(repository: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, base_text(), "other/facts.yaml")
    path = commit(repository, base_text(ACT), name)
    path.write_text(base_text())
    monkeypatch.chdir(repository / "other")
    assert [finding.id for finding in changes("HEAD", path)] == ["xx-2018-act"]
    monkeypatch.chdir(path.parent)
    assert [finding.id for finding in changes("HEAD", Path(path.name))] == ["xx-2018-act"]


def test_a_second_worktree_within_a_hook(repository: Path, tmp_path: Path) -> None:
    commit(repository, base_text(ACT), "base/facts.yaml")
    commit(repository, base_text())
    git(repository, "worktree", "add", "--quiet", str(tmp_path / "second"), "HEAD")
    path = tmp_path / "second" / "base" / "facts.yaml"
    path.write_text(base_text())
    assert [finding.id for finding in changes("main", path)] == ["xx-2018-act"]
    hook = {**ENV, "GIT_DIR": str(repository / ".git"), "GIT_INDEX_FILE": ".git/index", "GIT_PREFIX": ""}
    assert [finding.id for finding in changes("main", path, env=hook)] == ["xx-2018-act"]


def test_a_link_to_the_file(repository: Path, tmp_path: Path) -> None:
    path = commit(repository, base_text(ACT))
    path.write_text(base_text())
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    assert [(finding.file, finding.id) for finding in changes("HEAD", link)] == [("link.yaml", "xx-2018-act")]


def test_several_files_of_which_one_is_new(repository: Path) -> None:
    first = commit(repository, base_text(ACT), "first.yaml")
    second = repository / "second.yaml"
    second.write_text(base_text(ACT.replace("act", "more")))
    assert changes("HEAD", first, second) == []
    first.write_text(base_text())
    assert [finding.id for finding in changes("HEAD", first, second)] == ["xx-2018-act"]


def test_a_file_that_did_not_exist_then(repository: Path) -> None:
    commit(repository, "text", "README")
    path = repository / "facts.yaml"
    path.write_text(base_text())
    assert notice("HEAD", path) == "'HEAD' has no facts.yaml: nothing to compare with"


@pytest.mark.parametrize("text", ["", "\0", "just text", "facts: [", "facts: []"])
def test_an_earlier_file_without_a_readable_record(repository: Path, text: str) -> None:
    path = commit(repository, text)
    path.write_text(base_text())
    assert notice("HEAD", path).endswith("nothing to compare with")


def test_an_invalid_earlier_base_counts_as_far_as_it_can_be_read(repository: Path) -> None:
    path = commit(repository, base_text(ACT + "  actor: nobody\n  nonsense: x\n"))
    path.write_text(base_text())
    assert [finding.id for finding in changes("HEAD", path)] == ["xx-2018-act"]


@pytest.mark.parametrize("broken", [ACT.replace("kind: action", "kind: nonsense"), ACT + "  note: *x\n"])
def test_what_cannot_be_read_now_is_not_gone(repository: Path, broken: str) -> None:
    path = commit(repository, base_text(ACT))
    path.write_text(base_text(broken))
    assert changes("HEAD", path) == []


NO_REVISIONS = ["nonsense", "HEAD~9", "", "-x", "--help", "--output=x", "^HEAD", "HEAD:facts.yaml", "a b", "HEAD..main", "ü"]


@pytest.mark.parametrize("argument", [*NO_REVISIONS, "x" * 5000, "a\nb"])
def test_neither_file_nor_revision(repository: Path, argument: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = commit(repository, base_text())
    monkeypatch.chdir(repository)
    assert "neither a file nor a revision" in refused(argument, path)
    assert sorted(item.name for item in repository.iterdir()) == [".git", "facts.yaml"]


def test_git_s_own_words(repository: Path) -> None:
    path = commit(repository, base_text())
    assert "git says: no upstream configured" in refused("@{upstream}", path)
    assert "git cannot be run" in refused("a\0b", path)


def test_no_checkout(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(base_text())
    assert "no git checkout" in refused("HEAD", path, {**ENV, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})


def test_no_git(tmp_path: Path, repository: Path) -> None:
    path = commit(repository, base_text())
    assert "no git to look" in refused("HEAD", path, {"PATH": str(tmp_path)})


def test_a_git_that_hangs(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = commit(repository, base_text())
    slow = tmp_path / "git"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(earlier, "TIMEOUT", 0.3)
    assert "more than 0.3 seconds" in refused("HEAD", path, {"PATH": str(tmp_path)})


def test_an_earlier_file_that_is_no_text(tmp_path: Path) -> None:
    path, image = tmp_path / "facts.yaml", tmp_path / "image.png"
    path.write_text(base_text())
    image.write_bytes(b"\x89PNG\r\n")
    assert "not UTF-8" in refused(str(image), path)
