"""Documents are tests: what they show is what the program does, and what the program has is in them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vendorwatch.cli import exits
from vendorwatch.cli.app import COMMANDS
from vendorwatch.output import FORMATS
from vendorwatch.output.topics import TOPICS, as_markdown

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
    links = re.findall(r"\]\((?!https?://)([^)#]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8"))
    missing = [f"{file}#{anchor}" for file, anchor in links if not _is_there(page.parent / file if file else page, anchor)]
    assert missing == []


def _is_there(target: Path, anchor: str) -> bool:
    return target.exists() and (not anchor or anchor in _anchors(target.read_text(encoding="utf-8")))


def _anchors(text: str) -> set[str]:
    """The anchors that GitHub gives the headings of a page; those of equal headings get a number."""
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.+?) *$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.add(next(name for name in (slug, *(f"{slug}-{n}" for n in range(1, 99))) if name not in found))
    return found


def test_a_dead_anchor_is_found() -> None:
    text = "# One `Two`: three\n```sh\n# no heading\n```\n## Again\n## Again\n"
    assert _anchors(text) == {"one-two-three", "again", "again-1"}


def test_the_index_of_the_documents_has_all_of_them() -> None:
    index = _text("docs/README.md")
    pages = {path.name for path in (ROOT / "docs").iterdir()} - {"README.md"}
    assert {name for name in pages if f"({name})" not in index} == set()


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_told_in_a_document(topic: str) -> None:
    assert as_markdown(topic) in _text("docs/reference.md")


def test_the_man_page_can_be_read() -> None:
    page = _text("docs/vendorwatch.1")
    assert page.startswith(".TH VENDORWATCH 1")
    requests = set(re.findall(r"^[.'](\w*)", page, re.M))
    assert requests <= {"TH", "SH", "SS", "PP", "TP", "IP", "B", "I", "RI", "RS", "RE", "nf", "fi"}
    assert all(f"\n.SS vendorwatch {command}" in page for command in COMMANDS)


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_has_nothing_to_say_about_the_man_page() -> None:
    # -ww: every warning; -z: no output.
    command = ["groff", "-man", "-ww", "-z", "-Kutf8", "-Tutf8", str(ROOT / "docs/vendorwatch.1")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


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
