"""Every command that prints records, in every format and style of citation, to standard output and to files."""

import csv
import io
import json
import os
import stat
import sys
from pathlib import Path

import html5lib
import pytest
from markdown_it import MarkdownIt
from pybtex.database import parse_string

from helpers import ACTING, FORMATS, Ran, hostile_text, one_line, run, spawn, write_text
from vendorwatch.cli.app import COMMANDS
from vendorwatch.output.cite import STYLES

LINES = {
    "carrier": "carrier fjordcom", "vendor": "vendor quarzel", "country": "country norway",
    "source": "source heron-2019-radios", "show": "show no-2020-quarzel-ban", "match": "match auralink",
    "search": "search quarzel", "carriers": "carriers", "vendors": "vendors", "countries": "countries",
    "sources": "sources", "facts": "facts", "actions": "actions", "relationships": "relationships", "deals": "deals",
    "figures": "figures", "statements": "statements", "proceedings": "proceedings", "events": "events",
    "matrix": "matrix", "timeline": "timeline norway", "conflicts": "conflicts", "info": "info -q",
}  # fmt: skip
"""A line of each command that answers; `diff` stands by itself, since it compares."""

OTHERS = {"cite", "export", "help", "mcp", "screen", "diff", "completion", "check", "fmt", "new", "verify", "passage"}
"""Commands that print no answer, or have formats of their own."""

SOURCELESS = {"match", "carriers", "vendors", "countries", "info"}


def _ask(line: str, base: Path, *more: object) -> Ran:
    return run(*line.split(), "--facts", base, *more)


def _check(format: str, text: str) -> None:
    """Read the text as its format says, and find something in it."""
    match format:
        case "csv":
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            assert len(rows) > 1
            assert len({len(row) for row in rows}) == 1
        case "tsv":
            assert len({line.count("\t") for line in text[:-1].split("\n")}) == 1
        case "json":
            assert isinstance(json.loads(text), dict)
        case "jsonl":
            assert all(isinstance(json.loads(line), dict) for line in text[:-1].split("\n"))
        case "markdown":
            assert "<table>" in MarkdownIt("commonmark").enable("table").render(text)
        case "html":
            fragment = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(text)
            assert fragment.find(".//table") is not None
        case _:
            assert text.strip()


def test_no_command_is_left_out() -> None:
    assert set(COMMANDS) == set(LINES) | OTHERS


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("command", LINES)
def test_every_command_has_every_format(command: str, format: str, base_file: Path) -> None:
    ran = _ask(LINES[command], base_file, "--format", format)
    assert ran.code == (3 if command == "match" else 0)
    _check(format, ran.out)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("command", "fields"), [("carrier", "id,parties.name"), ("sources", "title"), ("info", "version")])
def test_fields_narrow_every_format(command: str, fields: str, format: str, base_file: Path) -> None:
    ran = _ask(LINES[command], base_file, "--format", format, "--fields", fields)
    assert ran.code == 0
    _check(format, ran.out)
    assert "citations" not in ran.out
    wrong = _ask(LINES[command], base_file, "--format", format, "--fields", "xyzzy")
    assert (wrong.code, wrong.out) == (2, "")
    assert "have no field 'xyzzy'; there are " in one_line(wrong)


@pytest.mark.parametrize("format", FORMATS)
def test_diff_has_every_format(format: str, base_file: Path, tmp_path: Path) -> None:
    text = base_file.read_text(encoding="utf-8")
    other = write_text(tmp_path, text.replace("Norway bars Quarzel", "Norway shuts Quarzel"))
    for more in ([], ["--fields", "id,fields.new"]):
        ran = run("diff", base_file, other, "--format", format, *more)
        assert ran.code == 0
        _check(format, ran.out)
        assert "Norway shuts Quarzel" in ran.out
    wrong = run("diff", base_file, other, "--format", format, "--fields", "summry")
    assert (wrong.code, wrong.out) == (2, "")
    assert "changes have no field 'summry'; did you mean 'summary'?" in wrong.err


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("command", ["carrier", "facts", "sources", "matrix", "timeline"])
def test_an_answer_gives_its_sources_in_every_style(command: str, style: str, base_file: Path) -> None:
    ran = _ask(LINES[command], base_file, "--cite", style)
    assert ran.code == 0
    assert ("act on safe networks" if command == "matrix" else "carriers weigh their options") in ran.out.lower()


@pytest.mark.parametrize("command", sorted(set(LINES) - SOURCELESS))
def test_every_answer_with_sources_can_be_cited(command: str, base_file: Path) -> None:
    ran = _ask(LINES[command], base_file, "--cite", "bibtex")
    assert parse_string(ran.out, "bibtex").entries


@pytest.mark.parametrize("command", sorted(SOURCELESS))
def test_an_answer_without_sources_says_so(command: str, base_file: Path) -> None:
    ran = _ask(LINES[command], base_file, "--cite", "bibtex")
    assert (ran.code, ran.out) == (2, "")
    assert "has no sources to cite" in ran.err


@pytest.mark.parametrize("more", [["--json"], ["--format", "csv"], ["--fields", "id"]])
def test_a_citation_has_a_form_of_its_own(more: list[str], base_file: Path) -> None:
    ran = _ask(LINES["carrier"], base_file, "--cite", "ris", *more)
    assert (ran.code, ran.out) == (2, "")
    assert f"--cite and {more[0]} exclude each other" in one_line(ran)


@pytest.mark.parametrize("style", STYLES)
def test_cite_takes_facts_and_sources(style: str, base_file: Path) -> None:
    ran = run("cite", "no-2019-quarzel-plan", "no-2020-act", "--style", style, "--facts", base_file)
    assert (ran.code, ran.err) == (0, "")
    assert "禁止令を検討" in ran.out
    assert "weighs keeping Quarzel out" in ran.out
    assert "Safe Networks" in ran.out


def test_cite_takes_words_of_a_source(base_file: Path) -> None:
    together = run("cite", "daily", "heron", "options", "--facts", base_file)
    assert (together.code, together.out.count("“")) == (0, 1)
    apart = run("cite", "radios", "gazette", "--facts", base_file)
    assert (apart.code, apart.out.count("“")) == (0, 2)
    several = run("cite", "heron", "--facts", base_file)
    assert (several.code, several.out) == (3, "")
    assert '"heron" fits several; give one by its id' in one_line(several)
    none = run("cite", "no-2020-act", "zzyzx", "--facts", base_file)
    assert (none.code, none.out) == (1, "")
    assert one_line(none).startswith('no fact or source found under "zzyzx"')
    assert run("cite", " ", "--facts", base_file).code == 2


def test_a_style_without_its_packages_says_how_to_get_them(base_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc", None)
    for line in (["cite", "no-2020-act", "--style", "apa"], ["facts", "--cite", "mla"]):
        ran = run(*line, "--facts", base_file)
        assert (ran.code, ran.out) == (2, "")
        assert "pip install 'vendorwatch[cite]'" in one_line(ran)


@pytest.mark.parametrize("format", FORMATS)
def test_a_hostile_base_acts_in_no_format(format: str, tmp_path: Path) -> None:
    base = write_text(tmp_path, hostile_text())
    for command in ("vendor brackett", "facts", "sources", "conflicts", "timeline", "matrix", "search lagunet"):
        ran = _ask(command, base, "--format", format)
        assert ran.code == 0
        # JSON keeps what is only unseen.
        assert not ACTING.search(ran.out.replace("\u200b", "") if format in ("json", "jsonl") else ran.out)
        _check(format, ran.out)


@pytest.mark.parametrize("style", STYLES)
def test_a_hostile_base_acts_in_no_citation(style: str, tmp_path: Path) -> None:
    base = write_text(tmp_path, hostile_text())
    ran = run("cite", "vu-2019-lagunet-brackett", "no-2020-act", "--style", style, "--facts", base)
    assert ran.code == 0
    assert not ACTING.search(ran.out)


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.csv", "csv"), ("a.TSV", "tsv"), ("a.json", "json"), ("a.jsonl", "jsonl"), ("a.md", "markdown"), ("a.html", "html"),
     ("a.txt", "table"), ("a", "tsv")],
)  # fmt: skip
def test_the_ending_of_a_file_tells_the_format(name: str, format: str, base_file: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    ran = _ask(LINES["carrier"], base_file, "-o", path)
    assert (ran.code, ran.out) == (0, "")
    # The test's runner reads standard output as a text file, with all line ends as one.
    assert path.read_text(encoding="utf-8") == _ask(LINES["carrier"], base_file, "-f", format).out
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_what_is_said_beats_the_ending(base_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for more in (["--json"], ["--format", "json"]):
        _ask(LINES["carrier"], base_file, "-o", path, *more)
        assert json.loads(path.read_text(encoding="utf-8"))["status"] == "found"
    assert _ask(LINES["carrier"], base_file, "-o", tmp_path / "a.doc", "-f", "html").code == 0
    assert _ask("timeline norway", base_file, "-o", tmp_path / "a.mmd").code == 0
    assert (tmp_path / "a.mmd").read_text(encoding="utf-8").startswith("timeline\n")
    _ask(LINES["carrier"], base_file, "-o", tmp_path / "a.bib", "--cite", "bibtex")
    assert (tmp_path / "a.bib").read_text(encoding="utf-8").startswith("@article{heron")
    run("cite", "no-2020-act", "-o", tmp_path / "b.ris", "--facts", base_file)
    assert (tmp_path / "b.ris").read_bytes().startswith(b"TY  - STAT\r\n")


@pytest.mark.parametrize("line", ["carrier fjordcom", "diff {base}", "cite no-2020-act"])
def test_an_ending_unheard_of_is_an_error(line: str, base_file: Path, tmp_path: Path) -> None:
    ran = run(*line.format(base=base_file).split(), "--facts", base_file, "-o", tmp_path / "a.pdf")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert "the ending .pdf names no format" in one_line(ran)


def test_a_hyphen_is_standard_output(base_file: Path) -> None:
    assert _ask(LINES["carrier"], base_file, "-o", "-").out == _ask(LINES["carrier"], base_file).out


def test_a_file_is_replaced_whole_and_keeps_its_permissions(base_file: Path, tmp_path: Path) -> None:
    path, link = tmp_path / "a.csv", tmp_path / "link.csv"
    path.write_text("old" * 100_000, encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    assert _ask("facts", base_file, "-o", link).code == 0
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8").startswith("kind,date")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    mask = os.umask(0o027)
    try:
        _ask("facts", base_file, "-o", tmp_path / "new.csv")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.csv").stat().st_mode) == 0o640


@pytest.mark.parametrize("more", [["--fields", "xyzzy"], ["--format", "mermaid"], ["--since", "never"]])
def test_an_error_leaves_the_file_as_it_was(more: list[str], base_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")
    assert _ask("timeline norway", base_file, "-o", path, *more).code == 2 or more[1] == "mermaid"
    if more[1] != "mermaid":
        assert path.read_text(encoding="utf-8") == "old"


def test_a_file_that_cannot_be_written_is_one_clear_line(base_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    for path in (
        tmp_path,
        tmp_path / "no/a.csv",
        file / "a.csv",
        tmp_path / ("a" * 300),
        loop,
        tmp_path / "no\x1b[31m/a.csv",
    ):
        ran = _ask("facts", base_file, "-f", "csv", "-o", path)
        assert (ran.code, ran.out) == (2, "")
        assert "cannot be written: " in one_line(ran)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "loop.csv"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_takes_no_file_is_one_clear_line(base_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    ran = _ask("facts", base_file, "-o", folder / "a.csv")
    assert ran.code == 2
    assert "Permission denied" in one_line(ran)


def test_a_device_is_written_to_and_not_replaced(base_file: Path) -> None:
    assert spawn("facts", "--facts", base_file, "-o", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()


def test_cjk_columns_stand_below_each_other(base_file: Path) -> None:
    from rich.cells import cell_len

    ran = _ask("facts", base_file, "-f", "table", "--fields", "citations.source,id,kind")
    assert ran.code == 0
    out = run("match", "クァルツェル", "--facts", base_file, "-f", "table").out
    header, _, row = out.split("\n")[:3]
    for name, value in (("id", "quarzel"), ("alias", "クァルツェル"), ("score", "100")):
        place = header.index(name)
        found = row.rindex(value) if name != "id" else row.index(value)
        assert cell_len(row[:found]) == place
