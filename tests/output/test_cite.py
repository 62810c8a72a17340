"""Citations: readers of each format find every source with its fields, whatever is in them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string as parse_bibtex
from hypothesis import given, settings
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from pybtex.database import parse_string
from pylatexenc.latexwalker import LatexCharsNode, LatexGroupNode, LatexMacroNode, LatexWalker

from made_up import answer_of, hostile
from vendorwatch.lookup.answer import Document
from vendorwatch.output.cite import STYLES, render, style_of_file
from vendorwatch.output.cite.entries import entries_of
from vendorwatch.output.cite.tex import tex
from vendorwatch.output.dates import date_in_words, points_of
from vendorwatch.output.text import visible

SCHEMA = Path(__file__).parents[1] / "data/csl/csl-data.json"
VALIDATOR = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
DATA = ("bibtex", "biblatex", "csl-json", "ris")
STYLED = ("apa", "chicago", "mla")

TYPES = ("article-newspaper", "webpage", "post-weblog", "report", "legislation", "press-release", "speech")


def _source(**fields: Any) -> Document:
    source = answer_of("").sources[0] | {
        "id": "kite-2019", "type": "article-newspaper", "title": "A Ban Is Coming", "container-title": "Kite Wire",
        "author": ["Ida Lund"], "issued": "2019-07-20", "URL": "https://kite.example/a_b?c=d%20e&f#g", "language": "en",
        "accessed": "2020-01-02",
    }  # fmt: skip
    return source | fields


def _hostile(text: str) -> tuple[list[Document], list[Document]]:
    answer = answer_of(text)
    more = [_source(id=f"s-{number}", title=text, author=[text, "B"], type=type, archive_location=text, language=text)
            for number, type in enumerate(TYPES, 2)]  # fmt: skip
    return answer.facts, [*answer.sources, *more]


def _bib(style: str, source: Document) -> Any:
    (entry,) = parse_string(render(style, (), [source]), "bibtex").entries.values()
    return entry


def _csl(source: Document) -> Document:
    items = json.loads(render("csl-json", (), [source]))
    VALIDATOR.validate(items)
    return dict(items[0])


def _ris(source: Document) -> Document:
    (record,) = rispy.loads(render("ris", (), [source]))
    return dict(record)


def test_a_newspaper_article_in_every_format() -> None:
    source = _source()
    bib = _bib("bibtex", source)
    assert (bib.type, bib.fields["journal"]) == ("article", "Kite Wire")
    assert (bib.fields["year"], bib.fields["month"], bib.fields["day"]) == ("2019", "July", "20")
    assert bib.fields["url"] == source["URL"]
    assert "Accessed 2020-01-02" in bib.fields["note"]
    assert [str(name) for name in bib.persons["author"]] == ["{Ida Lund}"]
    biblatex = _bib("biblatex", source)
    assert (biblatex.fields["date"], biblatex.fields["urldate"], biblatex.fields["langid"]) == (
        "2019-07-20", "2020-01-02", "english",
    )  # fmt: skip
    csl = _csl(source)
    assert csl["issued"] == {"date-parts": [[2019, 7, 20]]}
    assert csl["author"] == [{"literal": "Ida Lund"}]
    assert (csl["title"], csl["container-title"], csl["language"]) == ("A Ban Is Coming", "Kite Wire", "en")
    ris = _ris(source)
    assert (ris["type_of_reference"], ris["title"], ris["date"], ris["access_date"]) == (
        "NEWS", "A Ban Is Coming", "2019/07/20/", "2020/01/02/",
    )  # fmt: skip
    assert ris["urls"] == [source["URL"]]
    assert render("plain", (), [source]) == (
        f"Ida Lund, “A Ban Is Coming”, Kite Wire, 2019-07-20. {source['URL']} Accessed 2020-01-02.\n"
    )


@pytest.mark.parametrize(
    ("edtf", "words", "csl", "biblatex", "ris"),
    [
        ("2018", "2018", {"date-parts": [[2018]]}, "2018", "2018///"),
        ("2018-12?", "2018-12 (inferred by the editor)", {"date-parts": [[2018, 12]], "circa": True}, "2018-12?",
         "2018/12//inferred by the editor"),
        ("2018~", "2018 (about)", {"date-parts": [[2018]], "circa": True}, "2018~", "2018///about"),
        ("2018-02%", "2018-02 (about, inferred by the editor)", {"date-parts": [[2018, 2]], "circa": True}, "2018-02%",
         "2018/02//about, inferred by the editor"),
        ("2019-07/2019-08", "2019-07 to 2019-08", {"date-parts": [[2019, 7], [2019, 8]]}, "2019-07/2019-08", "2019/07//"),
        ("2022/..", "from 2022", {"date-parts": [[2022]], "circa": True}, "2022/..", "2022///"),
        ("../2022-03-04", "until 2022-03-04", {"date-parts": [[2022, 3, 4]], "circa": True}, "../2022-03-04", "2022/03/04/"),
        (None, "", None, None, None),
    ],
)  # fmt: skip
def test_dates_keep_their_doubt(edtf: str | None, words: str, csl: object, biblatex: str | None, ris: str | None) -> None:
    source = _source(issued=edtf)
    assert date_in_words(edtf) == words
    assert _csl(source).get("issued") == csl
    assert _bib("biblatex", source).fields.get("date") == biblatex
    assert _ris(source).get("date") == ris
    assert _bib("bibtex", source).fields.get("year") == (f"{points_of(edtf)[0].year}" if edtf else None)
    assert (words or "undated") in render("plain", (), [source])


@pytest.mark.parametrize(
    ("author", "csl"),
    [
        ("林 実", {"literal": "林 実"}),
        ("毛, 玥琳", {"literal": "毛, 玥琳"}),
        ("Mo Yelin", {"literal": "Mo Yelin"}),
        ("Lund, Ida", {"family": "Lund", "given": "Ida"}),
        ("Fjordcom, Inc.", {"literal": "Fjordcom, Inc."}),
        ("Smith and Sons, Ltd", {"literal": "Smith and Sons, Ltd"}),
        ("A, B, C", {"literal": "A, B, C"}),
    ],
)
def test_names_are_parted_only_by_a_comma(author: str, csl: Document) -> None:
    source = _source(author=[author, "Bo"])
    assert _csl(source)["author"] == [csl, {"literal": "Bo"}]
    persons = _bib("bibtex", source).persons["author"]
    assert len(persons) == 2
    assert (persons[0].last_names == [csl["family"]]) if "family" in csl else (str(persons[0]) == f"{{{author}}}")


@pytest.mark.parametrize("type", TYPES)
def test_every_type_of_source_has_a_form(type: str) -> None:
    source = _source(type=type)
    assert _csl(source)["title"]
    assert {"Kite Wire"} <= {str(value) for value in _bib("bibtex", source).fields.values()}
    assert {"Kite Wire"} <= {str(value) for value in _bib("biblatex", source).fields.values()}
    assert "Kite Wire" in _ris(source).values()


def test_a_fact_is_cited_with_whose_word_it_is() -> None:
    answer = answer_of("Norway bars x")
    answer.facts[0]["citations"][0] |= {"outlets": ["Kite Wire", "Heron"], "asserted_by_name": "a minister"}
    for style in STYLES:
        text = " ".join(render(style, answer.facts, answer.sources).split())
        assert "reportedly, a minister, Heron via Kite Wire" in text, style
        assert "Norway bars x" in text


def test_a_fact_that_does_not_stand_is_said_not_to() -> None:
    answer = answer_of("x")
    answer.facts[0] |= {"withdrawn": {"date": None, "reason": "slip"}, "rank": "deprecated", "view": None}
    for style in STYLES:
        text = render(style, answer.facts, answer.sources).replace("\\", "")
        assert "[disputed, found false, withdrawn]" in " ".join(text.split()), style


def test_a_reprint_names_what_it_reprints() -> None:
    original, reprint = _source(id="a", title="First"), _source(id="b", original="a")
    for style in DATA:
        assert "Reprint of Ida Lund: First. Kite Wire, 2019-07-20" in render(style, (), [original, reprint]), style


def test_keys_are_ascii_and_unique() -> None:
    sources = [_source(id=id) for id in ("A b", "a-b", "日本", "é", "a-b-2")]
    keys = [entry.key for entry in entries_of((), sources)]
    assert all(re.fullmatch("[A-Za-z0-9-]+", key) for key in keys)
    assert len({key.lower() for key in keys}) == len(sources)


@pytest.mark.parametrize("style", ["bibtex", "biblatex"])
@settings(max_examples=40)  # pylatexenc is slow
@given(text=hostile())
def test_bibtex_reads_back(style: str, text: str) -> None:
    facts, sources = _hostile(text)
    written = render(style, facts, sources)
    read = parse_string(written, "bibtex").entries
    assert list(read) == [source["id"] for source in sources]
    library = parse_bibtex(written)
    assert (len(library.entries), library.failed_blocks) == (len(sources), [])
    assert [entry.key for entry in library.entries] == list(read)
    for entry in read.values():
        for name, value in entry.fields.items():
            assert value.count("{") == value.count("}")
            if name not in ("url", "date"):
                _assert_tame(value)


def _assert_tame(value: str) -> None:
    """No node but characters, groups, and the commands that print one character."""
    nodes = list(LatexWalker(value, tolerant_parsing=False).get_latex_nodes()[0])
    while nodes:
        node = nodes.pop()
        if isinstance(node, LatexGroupNode):
            nodes += node.nodelist
        elif isinstance(node, LatexMacroNode):
            assert re.fullmatch(r"text(backslash|brace(left|right)|ascii(circum|tilde|grave)|less|greater|bar)|char|[$&#%_]",
                                node.macroname), node  # fmt: skip
        else:
            assert isinstance(node, LatexCharsNode) or node.latex_verbatim() in ("''", "--", "---", "?`", "!`"), node


@given(hostile())
def test_tex_prints_the_text(text: str) -> None:
    printed = tex(visible(text))
    for char, name in (
        ("\\", "textbackslash{}"), ("{", "textbraceleft{}"), ("}", "textbraceright{}"), ("^", "textasciicircum{}"),
        ("~", "textasciitilde{}"), ('"', "char34{}"), ("@", "char64{}"), ("`", "textasciigrave{}"), ("<", "textless{}"),
        (">", "textgreater{}"), ("|", "textbar{}"),
    ):  # fmt: skip
        printed = printed.replace(f"\\{name}", f"\0{ord(char)}\0")
    printed = re.sub(r"\\([$&#%_])", r"\1", printed)
    assert re.sub("\0(\\d+)\0", lambda found: chr(int(found[1])), printed) == visible(text)


@given(hostile())
def test_csl_json_fits_the_schema_and_reads_back(text: str) -> None:
    facts, sources = _hostile(text)
    items = json.loads(render("csl-json", facts, sources))
    VALIDATOR.validate(items)
    assert [item["id"] for item in items] == [source["id"] for source in sources]
    assert all(item.get("title", "") == visible(text).strip() for item in items)


@given(hostile())
def test_ris_reads_back(text: str) -> None:
    facts, sources = _hostile(text)
    written = render("ris", facts, sources)
    records = rispy.loads(written)
    assert [record["id"] for record in records] == [source["id"] for source in sources]
    assert all(record.get("title", "").strip() == visible(text).strip() for record in records)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in written.split("\r\n") if line)


@given(hostile())
def test_markdown_has_a_footnote_for_each_source(text: str) -> None:
    facts, sources = _hostile(text)
    tokens = MarkdownIt("commonmark", {"html": True}).use(footnote_plugin).parse(render("markdown", facts, sources))
    kinds = [token.type for token in tokens]
    assert kinds.count("footnote_open") == len(sources)
    inline = {child.type for token in tokens for child in token.children or ()}
    assert inline <= {"text", "text_special", "link_open", "link_close", "footnote_ref", "softbreak", "footnote_anchor"}


@given(hostile())
def test_plain_is_a_line_for_each_source(text: str) -> None:
    facts, sources = _hostile(text)
    lines = render("plain", facts, sources).split("\n")
    assert len([line for line in lines if line.strip()]) >= len(sources)
    assert len(lines) == 1 + 2 * len(sources)


@pytest.mark.parametrize("style", STYLED)
@settings(max_examples=10)  # as citeproc-py is
@given(text=hostile())
def test_styles_take_anything(style: str, text: str) -> None:
    facts, sources = _hostile(text)
    written = render(style, facts, sources)
    assert len(written.split("\n")) == 3 + len(sources)
    assert written == "\n".join(visible(line) for line in written.split("\n"))


def test_the_styles() -> None:
    source = _source(author=["Lund, Ida"], accessed=None)
    unsigned = _source(author=[], issued="2018-12?", type="post-weblog", accessed=None)
    address = source["URL"]
    assert render("apa", (), [source, unsigned]) == (
        f"Lund, I. (2019, July 20). A Ban Is Coming. Kite Wire. {address}\n"
        f"A Ban Is Coming. (ca. 2018, December). Kite Wire. {address}\n"
    )
    assert render("mla", (), [source, unsigned]) == (
        f"Lund, Ida. “A Ban Is Coming”. Kite Wire, 20 July 2019, {address}.\n"
        f"“A Ban Is Coming”. Kite Wire, Circa Dec. 2018, {address}.\n"
    )
    assert render("chicago", (), [source]) == f"Lund, Ida. “A Ban Is Coming”. Kite Wire, July 20, 2019. {address}.\n"


def test_nothing_to_cite_is_nothing() -> None:
    assert [render(style, (), ()).strip() for style in STYLES] == ["[]" if style == "csl-json" else "" for style in STYLES]


def test_endings_of_files() -> None:
    assert [style_of_file(name) for name in ("a.bib", "a.RIS", "a.json", "a.md", "a.txt", "a.doc", "a")] == [
        "bibtex", "ris", "csl-json", "markdown", "plain", None, None,
    ]  # fmt: skip
