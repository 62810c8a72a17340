"""The editors' commands: check, verify, passage; and info."""

import re
from pathlib import Path

import pytest

from helpers import ARTICLE, BASE_TEXT, HEAD, SENTENCE, Ran, hostile_text, one_line, run, spawn, write_text

FINDING = re.compile(r"facts\.yaml:\d+:\d+ [EW]\d{3} \S+: .+")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with the one held article, under a name that says nothing."""
    folder = tmp_path / "texts"
    folder.mkdir()
    write_text(folder, ARTICLE, "x1.txt")
    return folder


def check(text: str, folder: Path, *args: str) -> Ran:
    return run("check", "--facts", write_text(folder, text), "--today", "2021-03-04", *args)


def test_check_of_a_sound_base_is_0_with_warnings_aside(base_file: Path) -> None:
    ran = run("check", "--facts", base_file, "--today", "2021-03-04")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines
    assert all(FINDING.fullmatch(line) and re.search(r" W\d{3} ", line) for line in lines)
    assert one_line(ran) == f"0 errors, {len(lines)} warnings"


def test_check_strict_fails_on_warnings(base_file: Path) -> None:
    assert run("check", "--facts", base_file, "--today", "2021-03-04", "--strict").code == 4


def test_check_reports_every_error_on_its_line(tmp_path: Path) -> None:
    text = BASE_TEXT.replace("vendors: [quarzel]", "vendors: [quarzal]").replace('"2020-03-01"', '"2020-02-30"')
    ran = check(text, tmp_path)
    assert ran.code == 4
    errors = [line for line in ran.out.splitlines() if re.search(r" E\d{3} ", line)]
    assert all(FINDING.fullmatch(line) for line in errors)
    lines = text.split("\n")
    for code, word in (("E020", "quarzal"), ("E040", "effective")):
        chosen = [line for line in errors if f" {code} " in line]
        assert len(chosen) == (3 if code == "E020" else 1)
        for line in chosen:
            _, number, column, _ = line.split(":", 3)
            assert lines[int(number) - 1][int(column.split()[0]) - 1 :].startswith(word)
    assert re.fullmatch(r"4 errors, \d+ warnings", one_line(ran))


def test_check_of_the_bundled_base_has_no_error() -> None:
    assert run("check").code == 0


def test_check_depends_on_the_day_it_is_told(base_file: Path) -> None:
    before = run("check", "--facts", base_file, "--today", "2019-08-01").out
    after = run("check", "--facts", base_file, "--today", "2031-01-01").out
    assert set(before.splitlines()) < set(after.splitlines())
    assert "W046 no-2020-quarzel-ban" in after


@pytest.mark.parametrize("day", ["today", "2021-02-30", "21-1-1", "2021-W01-1x"])
def test_a_day_that_is_none_is_a_usage_error(day: str, base_file: Path) -> None:
    ran = run("check", "--facts", base_file, "--today", day)
    assert (ran.code, ran.out) == (2, "")
    assert "--today" in one_line(ran)


def test_check_stays_on_one_line_whatever_is_in_a_fact(tmp_path: Path) -> None:
    ran = check(hostile_text(), tmp_path)
    assert ran.code == 4
    assert all(re.match(r"facts\.yaml:\d+:\d+ ", line) for line in ran.out.split("\n") if line)


def test_verify_finds_the_passages_of_the_held_texts(base_file: Path, texts: Path) -> None:
    ran = run("verify", "--facts", base_file, "--texts", texts)
    assert (ran.code, ran.out) == (0, "")
    assert ran.lines[0] == "vendorwatch: 1 passages looked for in the texts of 1 of 4 sources, 0 findings"
    assert "no held text of: kite-2019-ban, no-2020-act, heron-2020-reprint" in ran.lines[1]


def test_verify_without_a_held_text_is_nothing_found(base_file: Path, tmp_path: Path) -> None:
    ran = run("verify", "--facts", base_file, "--texts", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "is the text of a source" in ran.err


def test_verify_finds_a_passage_that_is_not_there(texts: Path, tmp_path: Path) -> None:
    text = re.sub(r"(passage: p3 15w )\w{4}", r"\g<1>0000", BASE_TEXT)
    assert text != BASE_TEXT
    ran = run("verify", "--facts", write_text(tmp_path, text), "--texts", texts)
    assert ran.code == 4
    assert re.search(r"^facts\.yaml:\d+:\d+ E064 no-2019-fjordcom-quarzel: ", ran.out)


def test_verify_finds_copied_words(texts: Path, tmp_path: Path) -> None:
    copied = "summary: The network north is wide and the masts are far apart indeed."
    text = BASE_TEXT.replace("summary: Lagunet buys gear from Brackett.", copied)
    ran = run("verify", "--facts", write_text(tmp_path, text), "--texts", texts)
    assert ran.code == 4
    assert "E065 vu-2019-lagunet-brackett" in ran.out


def test_verify_passes_over_what_is_no_text(base_file: Path, texts: Path) -> None:
    (texts / "picture.png").write_bytes(bytes(range(256)))
    (texts / "folder").mkdir()
    assert run("verify", "--facts", base_file, "--texts", texts).code == 0


@pytest.mark.parametrize("folder", ["nowhere", "file"])
def test_verify_of_no_folder_is_a_usage_error(folder: str, base_file: Path, tmp_path: Path) -> None:
    write_text(tmp_path, "x", "file")
    ran = run("verify", "--facts", base_file, "--texts", tmp_path / folder)
    assert (ran.code, ran.out) == (2, "")
    assert "--texts takes a folder" in one_line(ran)


def test_verify_without_a_folder_is_a_usage_error() -> None:
    ran = run("verify")
    assert ran.code == 2
    assert "--texts" in one_line(ran)


def test_verify_names_a_hostile_folder_on_one_line(base_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a\nvendorwatch: b\x1b[31m"
    folder.mkdir()
    ran = run("verify", "--facts", base_file, "--texts", folder)
    assert ran.code == 1
    assert len(ran.lines) == 2
    assert "\x1b" not in ran.err


def test_passage_gives_the_line_that_cites_a_sentence(base_file: Path) -> None:
    from vendorwatch.factbase.passages import describe_passage

    ran = run("passage", "--facts", base_file, input=SENTENCE)
    assert ran.code == 0
    assert ran.out == f"{{source: , basis: , passage: {describe_passage(SENTENCE, None)}}}\n"
    assert all(line.startswith("vendorwatch: ") for line in ran.lines)


def test_passage_finds_source_and_paragraph_in_the_article(base_file: Path, texts: Path) -> None:
    ran = run("passage", "--facts", base_file, "--text", texts / "x1.txt", input=f"  “{SENTENCE}.”\n")
    assert ran.code == 0
    assert ran.out.startswith("{source: heron-2019-radios, basis: , passage: p3 15w ")
    assert ran.out.rstrip("}\n").split("passage: ")[1] in BASE_TEXT


def test_passage_of_an_unknown_article_gives_its_digest(base_file: Path, tmp_path: Path) -> None:
    article = write_text(tmp_path, f"{SENTENCE}. More.", "other.txt")
    ran = run("passage", "--facts", base_file, "--text", article, input=SENTENCE)
    assert ran.code == 0
    assert ran.out.startswith("{source: , ")
    assert re.search(r"text: 16w [0-9a-f]{32}$", ran.lines[-1])


@pytest.mark.parametrize(
    ("sentence", "article"),
    [
        ("", None),
        ("\n \n", None),
        ("too few words", None),
        ("!!! ??? ... --- ,,, ;;; ::: ((( )))", None),
        (SENTENCE, "another text of eight or more words, as it must be"),
        (SENTENCE, f"{SENTENCE}. {SENTENCE}."),
        (SENTENCE, ""),
    ],
)
def test_passage_says_why_there_is_none(sentence: str, article: str | None, base_file: Path, tmp_path: Path) -> None:
    more = [] if article is None else ["--text", write_text(tmp_path, article, "a.txt")]
    ran = run("passage", "--facts", base_file, *more, input=sentence)
    assert (ran.code, ran.out) == (2, "")
    assert one_line(ran)


@pytest.mark.parametrize("name", ["nowhere.txt", "."])
def test_passage_of_no_article_is_a_usage_error(name: str, tmp_path: Path) -> None:
    ran = run("passage", "--text", tmp_path / name, input=SENTENCE)
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be read" in one_line(ran)


def test_passage_of_a_huge_article_is_a_usage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vendorwatch.cli import held

    monkeypatch.setattr(held, "MAX_BYTES", len(ARTICLE) - 1)
    ran = run("passage", "--text", write_text(tmp_path, ARTICLE, "a.txt"), input=SENTENCE)
    assert ran.code == 2
    assert "larger than" in one_line(ran)


def test_passage_takes_bytes_that_are_no_text() -> None:
    ran = spawn("passage", input=b"\xff\xfe " * 9 + SENTENCE.encode())
    assert ran.code in (0, 2)
    assert "Traceback" not in ran.err


def test_info_describes_the_base(base_file: Path) -> None:
    document = run("info", "--facts", base_file, "--json").document
    assert document["base"]["version"] == "2021-03-04"
    assert (document["base"]["facts"], document["base"]["sources"], document["base"]["entities"]) == (14, 4, 16)
    assert re.fullmatch(r"[0-9a-f]{64}", document["base"]["sha256"])
    assert document["info"]["files"] == [str(base_file)]
    assert document["info"]["newest_source"] == "2020-02-01"
    assert sum(document["info"]["kinds"].values()) == 14


def test_info_says_how_old_the_base_is_on_stderr(base_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vendorwatch.cli import environment

    monkeypatch.setattr(environment, "today", lambda: "2021-03-05")
    assert one_line(run("info", "--facts", base_file)) == "the base is of 2021-03-04, 1 day old"
    monkeypatch.setattr(environment, "today", lambda: "2022-03-04")
    assert one_line(run("info", "--facts", base_file)) == "the base is of 2021-03-04, 365 days old"


def test_info_of_a_base_whose_version_is_no_date(tmp_path: Path) -> None:
    ran = run("info", "--facts", write_text(tmp_path, HEAD.replace("2021-03-04", "draft\\e[31m")))
    assert ran.code == 0
    assert "no date" in one_line(ran)


def test_the_digest_is_that_of_the_content(base_file: Path, tmp_path: Path) -> None:
    def digest(path: Path) -> str:
        return str(run("info", "--facts", path, "--json").document["base"]["sha256"])

    assert digest(write_text(tmp_path, BASE_TEXT)) == digest(base_file)
    assert digest(write_text(tmp_path, f"{BASE_TEXT}# more\n")) != digest(base_file)
