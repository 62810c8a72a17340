"""An earlier version of a base: another file, or what git holds of its files at a revision (`check --against`, `diff`)."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from vendorwatch.factbase.check.registry import shown
from vendorwatch.factbase.errors import FactBaseError
from vendorwatch.factbase.inputs import Input, read_inputs
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.model import FactBase

TIMEOUT = 60.0
"""Seconds that git may take for one answer."""

_COMMIT = re.compile(rb"[0-9a-f]{40,64}\n")
_OF_ANOTHER_CHECKOUT = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"})
"""What git sets for a hook: with these, it would not look for the checkout that the fact file lies in."""


class NoEarlierVersion(ValueError):
    """What was given names no earlier version; the message is one line and says why."""


class Earlier(NamedTuple):
    """The base of an earlier version; where there is nothing to compare with, None and one line that says why."""

    base: FactBase | None
    notice: str = ""


def earlier_base(against: str, paths: Sequence[Path], env: Mapping[str, str]) -> Earlier:
    """The base in the fact files `paths` as it was: `against` is the path of an earlier file, or a revision of git.

    An invalid base counts as far as it can be read. `env` is the environment that git runs in. Raises NoEarlierVersion
    where `against` is neither.
    """
    file = Path(against)
    is_file = _exists(file)
    inputs = [_read(file, paths)] if is_file else _at_revision(against, paths, env)
    if not inputs:
        names = ", ".join(path.name for path in paths)
        return Earlier(None, f"{shown(against)} has no {names}: nothing to compare with")
    try:
        base, _ = load_facts(inputs)
    except FactBaseError as error:
        if is_file:
            raise NoEarlierVersion(str(error)) from None
        return Earlier(None, f"{shown(against)} cannot be read ({error}): nothing to compare with")
    if not (base.sources or base.entities or base.facts):
        return Earlier(None, f"{shown(against)} holds no record that can be read: nothing to compare with")
    return Earlier(base)


def _exists(file: Path) -> bool:
    try:
        return file.exists() and not file.is_dir()
    except OSError:  # a name that no file can have
        return False


def _read(file: Path, paths: Sequence[Path]) -> Input:
    """The earlier file under the name of the one that it is compared with, so that findings lead there."""
    try:
        data = read_inputs([file])[0].data
    except FactBaseError as error:
        raise NoEarlierVersion(str(error)) from None
    namesakes = [path for path in paths if path.name == file.name]
    return Input((namesakes or list(paths))[0], data)


def _at_revision(against: str, paths: Sequence[Path], env: Mapping[str, str]) -> list[Input]:
    """The files as they were at a revision, without those that it does not have."""
    git = _Git(env)
    inputs = []
    for path in paths:
        real = path.resolve()
        commit = git.commit_of(against, real.parent)
        blob = git.object_id(f"{commit}:./{real.name}", real.parent)
        if blob:
            inputs.append(Input(path, git.content(blob, real.parent)))
    return inputs


def version_inputs(given: str, paths: Sequence[Path], env: Mapping[str, str]) -> list[Input]:
    """The fact files of one version: `given` is a file, a revision of git that has the files `paths`, or REV:PATH.

    PATH is looked for from the top of the checkout that the first of `paths` lies in. Raises NoEarlierVersion where there is
    nothing of the kind.
    """
    file = Path(given)
    if _exists(file):
        return [_read(file, [file])]
    revision, colon, path = given.partition(":")
    if not colon:
        inputs = _at_revision(given, paths, env)
        if inputs:
            return inputs
        raise NoEarlierVersion(f"{shown(given)} has no {', '.join(path.name for path in paths)}")
    git, folder = _Git(env), paths[0].resolve().parent
    blob = git.object_id(f"{git.commit_of(revision, folder)}:{path}", folder)
    if not blob:
        raise NoEarlierVersion(f"{shown(revision)} has no {shown(path)}, from the top of the checkout")
    return [Input(Path(path), git.content(blob, folder))]


class _Git:
    """Asks git, by its plumbing alone: no pager, filter, hook or text conversion of a strange checkout runs."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = {name: value for name, value in env.items() if name not in _OF_ANOTHER_CHECKOUT} | {"LC_ALL": "C"}

    def commit_of(self, revision: str, folder: Path) -> str:
        """The full id of the commit that a revision means. Raises NoEarlierVersion where it is none."""
        commit = self.object_id(f"{revision}^{{commit}}", folder)
        if not commit:
            raise NoEarlierVersion(f"{shown(revision)} is neither a file nor a revision of the git checkout in {folder}")
        return commit

    def object_id(self, name: str, folder: Path) -> str:
        """The full id of what git knows under a name, in the checkout of a folder; empty where it knows none."""
        done = self._run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if done.returncode == 0:
            return done.stdout.decode("ascii").strip() if _COMMIT.fullmatch(done.stdout) else ""
        said = _first_line(done.stderr)
        if "not a git repository" in said:
            raise NoEarlierVersion(f"there is no such file, and {folder} is in no git checkout to look for a revision in")
        if said:
            raise NoEarlierVersion(f"there is no such file, and git says: {said}")
        return ""

    def content(self, blob: str, folder: Path) -> bytes:
        """The bytes of a file of that id."""
        done = self._run(folder, "cat-file", "blob", blob)
        if done.returncode != 0:
            raise NoEarlierVersion(f"git cannot read the earlier file: {_first_line(done.stderr)}")
        return done.stdout

    def _run(self, folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                ["git", *args],
                cwd=folder,
                env=self._env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TIMEOUT,
                check=False,
            )
        except FileNotFoundError:
            raise NoEarlierVersion("there is no such file, and no git to look for a revision with") from None
        except subprocess.TimeoutExpired:
            raise NoEarlierVersion(f"git took more than {TIMEOUT:g} seconds") from None
        except (OSError, ValueError) as error:
            raise NoEarlierVersion(f"git cannot be run: {error}") from None


def _first_line(said: bytes) -> str:
    return next(iter(said.decode("utf-8", "replace").splitlines()), "").removeprefix("fatal: ")
