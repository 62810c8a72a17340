"""Bad input: each gets one clear line on standard error, the documented exit code, and no traceback."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import ACTING, BASE_TEXT, FORMATS, HEAD, assert_valid, hostile_text, one_line, run, spawn, write_text
from vendorwatch.factbase import inputs

BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t\n", "empty"),
    "byte order mark alone": (b"\xef\xbb\xbf", "empty"),
    "comments alone": (b"# nothing\n", "schema: vendorwatch/1"),
    "text": (b"hello", "schema: vendorwatch/1"),
    "list": (b"- a\n- b\n", "schema: vendorwatch/1"),
    "binary": (bytes(range(256)), "facts.yaml:2: not UTF-8 text (byte 0x80)"),
    "latin-1": ("a: 1\nname: Müller\n".encode("latin-1"), "facts.yaml:2: not UTF-8 text (byte 0xfc)"),
    "utf-16": (BASE_TEXT.encode("utf-16"), "not UTF-8 text (byte 0xff)"),
    "NUL": (b"schema: vendorwatch/1\nversion: a\0b\n", "facts.yaml:2: holds a NUL character"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not UTF-8 text (byte 0x89)"),
    "unclosed list": (HEAD.encode() + b"facts: [a, b\n", "facts.yaml:4:1 E001"),
    "tab as indent": (HEAD.encode() + b"entities:\n\tacme: {}\n", "facts.yaml:4:1 E001"),
    "unclosed quote": (HEAD.encode() + b'facts: "a\n', "E001"),
    "control character": (HEAD.encode() + b"facts: \x07\n", "E001"),
    "alias": (HEAD.encode() + b"facts: *all\n", "alias *all"),
    "two documents": (HEAD.encode() + b"---\na: b\n", "second document"),
    "deep nesting": (HEAD.encode() + b"facts: " + b"[" * 10_000 + b"]" * 10_000 + b"\n", "nested more than"),
    "duplicate key": (HEAD.encode() + b'version: "2"\n', "facts.yaml:3:1 E002 -: key 'version' stands twice"),
    "unknown key": (HEAD.encode() + b"fact: []\n", "did you mean 'facts'?"),
    "no schema": (b'version: "1"\n', "schema is missing"),
    "wrong schema": (b'schema: vendorwatch/2\nversion: "1"\n', "this program reads vendorwatch/1"),
    "facts as mapping": (HEAD.encode() + b"facts: {a: b}\n", "facts takes a list"),
    "sources as list": (HEAD.encode() + b"sources: [a]\n", "sources takes a mapping"),
    "fact as text": (HEAD.encode() + b"facts: [a]\n", "a fact takes a mapping"),
    "unknown kind": (HEAD.encode() + b"facts: [{id: aa, kind: acton}]\n", "did you mean 'action'?"),
    "broken reference": (BASE_TEXT.replace("carriers: [lagunet]", "carriers: [lagune]").encode(), "did you mean 'lagunet'?"),
    "unknown source": (BASE_TEXT.replace("{source: no-2020-act", "{source: no-2020-akt").encode(), "E060 no-2020-quarzel"),
    "unknown member": (BASE_TEXT.replace("[fjordcom, polarmobil]", "[fjordcom, polar]").encode(), "E020 no-two"),
    "unknown relay": (BASE_TEXT.replace("via: [kite-wire]", "via: [kite]").encode(), "E020"),
    "unknown original": (BASE_TEXT.replace("original: kite-2019-ban", "original: kite").encode(), "E020"),
    "unknown conflict": (BASE_TEXT.replace("{with: vu-2019-lagunet-no-", "{with: vu-2019-").encode(), "E070"),
    "unknown predecessor": (BASE_TEXT.replace("supersedes: no-2019-quarzel-plan", "supersedes: no-2019").encode(), "E020"),
    "no such date": (BASE_TEXT.replace('"2020-03-01"', '"2020-02-30"').encode(), "E040"),
    "no such amount": (BASE_TEXT.replace("NOK 64.5 bn", "a lot").encode(), "E050"),
    "no such status": (BASE_TEXT.replace("status: in-force", "status: in force").encode(), "did you mean 'in-force'?"),
    "id used twice": (BASE_TEXT.replace("- id: no-2018-slip", "- id: no-2018-found-false").encode(), "E010"),
    "id of an entity used for a fact": (BASE_TEXT.replace("- id: no-2018-slip", "- id: tessaro").encode(), "E010"),
    "line break in an id": (BASE_TEXT.replace("- id: no-2018-slip", '- id: "a\\nb\\e[31m"').encode(), "E010"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_facts_file_gives_one_line_with_its_place(name: str, tmp_path: Path) -> None:
    data, says = BROKEN[name]
    path = tmp_path / "facts.yaml"
    path.write_bytes(data)
    for args in (["carrier", "fjordcom"], ["facts", "--json"]):
        ran = run(*args, "--facts", path)
        assert (ran.code, ran.out) == (4, "")
        message = one_line(ran)
        assert says in message
        assert "facts.yaml" in message


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("command", ["check", "verify"])
def test_editors_get_the_same_exit_code(name: str, command: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(BROKEN[name][0])
    ran = run(command, "--facts", path, *(["--texts", tmp_path] if command == "verify" else []))
    assert ran.code == 4
    assert "Traceback" not in ran.err
    assert not ACTING.search((ran.out + ran.err).replace("\n", ""))


@pytest.mark.parametrize("format", FORMATS)
def test_an_invalid_base_is_4_in_every_format(format: str, tmp_path: Path) -> None:
    ran = run("facts", "--facts", write_text(tmp_path, "- a"), "--format", format)
    assert (ran.code, ran.out) == (4, "")
    assert one_line(ran)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("nowhere.yaml", "no such file"),
        ("", "a folder"),
        ("facts.yaml/below", "cannot be read"),
        ("x" * 5_000, "cannot be read"),
    ],
)
@pytest.mark.parametrize("args", [["facts"], ["check"], ["passage", "--text", "ARTICLE"]], ids=str)
def test_a_file_that_is_none(path: str, says: str, args: list[str], tmp_path: Path) -> None:
    write_text(tmp_path, BASE_TEXT)
    article = write_text(tmp_path, "one two three four five six seven eight", "article.txt")
    args = [arg.replace("ARTICLE", str(article)) for arg in args]
    ran = run(*args, "--facts", tmp_path / path, input="one two three four five six seven eight")
    assert (ran.code, ran.out) == (4, "")
    assert says in ran.lines[-1]
    assert "--facts" in ran.lines[-1] or "cannot be read" in ran.lines[-1]


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_text(tmp_path, BASE_TEXT)
    monkeypatch.setattr(inputs, "MAX_BYTES", len(BASE_TEXT.encode()))
    assert run("facts", "--facts", path).code == 0
    monkeypatch.setattr(inputs, "MAX_BYTES", len(BASE_TEXT.encode()) - 1)
    ran = run("facts", "--facts", path)
    assert ran.code == 4
    assert "larger than" in one_line(ran)


def test_the_second_file_is_named_when_it_is_the_broken_one(base_file: Path, tmp_path: Path) -> None:
    broken = write_text(tmp_path, f"{HEAD}facts: [\n", "second.yaml")
    assert "second.yaml:4:1" in one_line(run("facts", "--facts", base_file, "--facts", broken))


def test_many_findings_are_counted(tmp_path: Path) -> None:
    ran = run("facts", "--facts", write_text(tmp_path, BASE_TEXT.replace("vendors: [quarzel]", "vendors: [quarzal]")))
    assert "(and 2 more: run vendorwatch check)" in one_line(ran)


@pytest.mark.parametrize("command", ["carrier", "vendor", "country", "source", "show"])
@pytest.mark.parametrize("name", [[], [""], ["  "], ["", " "]], ids=str)
def test_an_empty_name_is_a_usage_error(command: str, name: list[str], base_file: Path) -> None:
    ran = run(command, *name, "--facts", base_file)
    assert (ran.code, ran.out) == (2, "")
    assert "name" in one_line(ran).casefold()


NAMES = {
    "long": "x" * 10_000,
    "long with a name in it": "fjordcom " * 1_100,
    "long of one script": "電" * 10_000,
    "legal forms": "inc " * 2_500,
    "brackets": "[bold red]fjord[/bold red]",
    "unclosed bracket": "[/",
    "escape": "\x1b[31mfjord\x1b]0;title\x07",
    "direction": "\u202efjord\u2066",
    "unseen": "\u200b\u200d\ufeff",
    "line breaks": "fjord\nvendorwatch: evil\r\n\u2028x\x85",
    "undecodable": "fjord\udcff\udc80",
    "NUL": "fjord\0com",
    "punctuation": "!?.,;:",
    "SQL": "'; DROP TABLE facts; --",
    "pattern": "%_*?",
    "percent and braces": "%s {0} {name}",
    "combining": "e" + "\u0301" * 5_000,
    "joined emoji": "👩‍👩‍👧‍👦",
    "unassigned": "\U000e0fff\uffff",
    "quote": '"fjord" \\',
}


@pytest.mark.parametrize("command", ["carrier", "country", "source", "show"])
@pytest.mark.parametrize("name", NAMES)
def test_an_odd_name_is_looked_up_like_any_other(command: str, name: str, base_file: Path) -> None:
    for format in FORMATS:
        ran = run(command, "--facts", base_file, "--format", format, "--", NAMES[name])
        assert ran.code in (0, 1, 3)
        assert not ACTING.search(ran.err.replace("\n", ""))
        assert all(line.startswith("vendorwatch: ") and len(line) < 500 for line in ran.lines)
        if format == "json":
            assert_valid(ran.document)
        else:
            assert not ACTING.search(ran.out.replace("\n", "").replace("\t", ""))


def test_a_long_name_is_not_found_and_quoted_short(base_file: Path) -> None:
    ran = run("carrier", NAMES["long"], "--facts", base_file)
    assert ran.code == 1
    assert "xxx…" in one_line(ran)


def test_a_name_with_brackets_is_found_by_it(base_file: Path) -> None:
    document = run("vendor", "Brackett [Labs]", "--facts", base_file, "--json").document
    assert document["match"] == {
        "id": "brackett",
        "name": "Brackett [Labs]",
        "kind": "vendor",
        "alias": "Brackett [Labs]",
        "stage": "name",
        "score": 100.0,
        "edits": None,
    }
    assert "Brackett [Labs]" in run("vendors", "--facts", base_file, "--format", "table").out


@pytest.mark.parametrize("name", ["\x1b[31m", "\u202e", "[bold]", "x" * 10_000, "a\nb"])
def test_an_odd_command_is_quoted_safely(name: str) -> None:
    ran = run(name)
    assert ran.code == 2
    assert len(one_line(ran)) < 300


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), command=st.sampled_from(["carrier", "vendor", "country", "source", "show"]))
def test_any_text_ends_in_a_documented_exit_code(text: str, command: str, base_file: Path) -> None:
    ran = run(command, "--facts", base_file, "--json", "--", text)
    assert ran.code in (0, 1, 2, 3)
    if ran.code == 2:
        assert not text.strip()
    else:
        assert_valid(ran.document)
        assert ran.document["query"]["text"] == text.strip()


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    return write_text(tmp_path, hostile_text())


LINES = [
    "facts",
    "sources",
    "vendors",
    "vendor brackett",
    "show vu-2019-lagunet-brackett",
    "show no-2020-quarzel-ban",
    "info",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("more", [[], ["-v"]], ids=str)
def test_nothing_in_a_fact_acts(line: str, format: str, more: list[str], hostile: Path) -> None:
    ran = run(*line.split(), "--facts", hostile, "--format", format, *more)
    assert ran.code == 0
    # JSON spells controls out itself; what remains in it are characters as data, for a program.
    unsafe = re.compile("[\x00-\x08\x0b-\x1f]") if format.startswith("json") else ACTING
    assert not unsafe.search(ran.out.replace("\n", "").replace("\t", ""))
    assert not ACTING.search(ran.err.replace("\n", ""))
    if format in ("table", "tsv") and line != "info":
        assert "[bold red]" in re.sub(r"\s+", " ", ran.out).replace("[bold\nred]", "[bold red]")
        assert "\\x1b[31m" in ran.out or format == "table"


@pytest.mark.parametrize("width", ["30", "60", "100", "200"])
@pytest.mark.parametrize("colour", ["NO_COLOR", "FORCE_COLOR"])
def test_nothing_in_a_fact_acts_in_colour(width: str, colour: str, hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setenv(colour, "1")
    out = run("show", "vu-2019-lagunet-brackett", "--facts", hostile, "--format", "table", "-v").out
    # Rich's own colours aside, no escape is left, and none of them is what the data asks for.
    assert "\x1b[31mred" not in out
    own = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert not ACTING.search(own.replace("\n", ""))
    assert "evil.example" not in "".join(re.findall(r"\x1b\]8;[^\x1b]*", out))


def test_hostile_names_come_back_whole_in_json(hostile: Path) -> None:
    names = {entity["id"]: entity["name"] for entity in run("vendors", "--facts", hostile, "--json").document["entities"]}
    assert "\x1b[31mred \u202eevil" in names["brackett"]


def test_jsonl_is_one_line_a_row_whatever_is_in_it(hostile: Path) -> None:
    rows = run("facts", "--facts", hostile, "--format", "jsonl").out.rstrip("\n").split("\n")
    assert len(rows) == 14
    assert all(json.loads(row) for row in rows)


def test_tsv_cells_hold_no_tabs_and_no_line_breaks(tmp_path: Path) -> None:
    text = BASE_TEXT.replace("summary: Lagunet buys gear from Brackett.", 'summary: "a\\tb\\nc\\rd"')
    header, *lines = run("facts", "--facts", write_text(tmp_path, text), "-f", "tsv").out.rstrip("\n").split("\n")
    assert len(lines) == 14
    assert {line.count("\t") for line in lines} == {header.count("\t")}
    assert any("a b c d" in line for line in lines)


def test_bytes_that_are_no_text_in_names_and_paths(tmp_path: Path) -> None:
    ran = spawn("carrier", b"fjord\xff", "--json")
    assert ran.code == 1
    assert ran.document["query"]["text"] == "fjord\ufffd"
    assert "fjord\ufffd" in one_line(ran)
    path = bytes(write_text(tmp_path, BASE_TEXT, "f\udcffacts.yaml"))
    ran = spawn("carrier", "fjordcom", "--json", "--facts", path)
    assert ran.code == 0
    assert ran.err == ""
    assert ran.document["facts"][0]["file"] == "f\\xffacts.yaml"
    assert "f\\udcffacts.yml" in one_line(spawn("facts", "--facts", path.replace(b".yaml", b".yml")))
