"""Documents are tests: what they show is what the program does, and what the program has is in them."""

import re
import sys
from pathlib import Path

import pytest

from vendorwatch.cli import exits
from vendorwatch.cli.app import COMMANDS
from vendorwatch.output import FORMATS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

sys.path.insert(0, str(ROOT / "tools"))


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_what_documents_show_of_the_program_is_current() -> None:
    import make_docs

    stale = [str(path) for path, text in make_docs.documents() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run make golden, and read the difference"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]*)(#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [link for link, _ in links if link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"\n## vendorwatch {command}\n" in _text("docs/commands.md")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_documented(format: str) -> None:
    assert f"| `{format}` |" in _text("docs/reference.md")


def test_every_exit_code_is_documented() -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    for page in ("README.md", "docs/reference.md"):
        assert {int(code) for code in re.findall(r"^\| (\d+) \|", _text(page), re.M)} == codes, page


def test_every_environment_variable_is_documented() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    # With a line before it, it belongs to the scripts of `completion` and is no setting (docs/completion.md).
    used = set(re.findall(r"(?<!_)VENDORWATCH_[A-Z]+", sources)) | {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    documented = _text("docs/reference.md")
    assert {name for name in used if f"`{name}`" not in documented} == set()


def test_the_readme_says_what_silence_means() -> None:
    assert '"No fact recorded" is not "no ban"' in _text("README.md")


def test_no_document_names_a_path_of_a_machine() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(home|root|work|tmp|Users)/", page.read_text(encoding="utf-8")), page
