"""Real git repositories in temporary folders."""

import os
import subprocess
from pathlib import Path

ENV = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def git(folder: Path, *args: str) -> str:
    """Run git in a folder, as somebody and without the configuration of this machine."""
    somebody = ("-c", "user.name=A B", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    env = {**ENV, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        ["git", *somebody, *args], cwd=folder, env=env, check=True, capture_output=True, text=True
    ).stdout.strip()


def commit(repository: Path, text: str, name: str = "facts.yaml") -> Path:
    """Write the text as a fact file and commit it."""
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "A change")
    return path
