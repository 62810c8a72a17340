"""Markdown and HTML: parsers of both find the tables, texts and footnotes that were meant, and nothing that acts."""

import re
from collections.abc import Iterator
from typing import Any

import html5lib
import mistune
import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from made_up import answer_of, hostile
from vendorwatch.output import html, markdown
from vendorwatch.output.page import Page, Part, Table, plain, safe_lang, safe_url
from vendorwatch.output.pages import page_of
from vendorwatch.output.text import visible

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKDOWN.use(footnote_plugin).use(dollarmath_plugin)
MISTUNE = mistune.create_markdown(
    escape=False, renderer="ast", plugins=["table", "footnotes", "strikethrough", "url", "math", "superscript", "mark"]
)

_INLINE = {"text", "text_special", "link_open", "link_close", "footnote_ref", "softbreak", "footnote_anchor"}
_BLOCKS = {
    "heading",
    "paragraph",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "footnote_block",
    "footnote",
    "footnote_anchor",
}

_ELEMENTS = {
    "section", "h2", "p", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "sup", "a", "ol", "li", "small",
}  # fmt: skip
_ATTRIBUTES = {"class", "lang", "id", "href", "rel", "scope"}


def _page(text: str) -> Page:
    """A page with the text in every place that takes one."""
    cell = (Part(text, lang=text, cites=("s-1",)), Part(f" {text}"))
    table = Table(text, [text, "b"], [[cell, plain(text)], [plain("x"), ()]], [text, "id"])
    references = {"s-1": (Part(text), Part(" "), Part("x", url=f"https://a.example/{text}"), Part(text, url=text))}
    return Page(text, [plain(text)], [table], references, [text])


def _shown(text: str) -> str:
    return re.sub(" +", " ", visible(text)).strip(" ")


def _texts(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        yield token.content if token.type in ("text", "text_special") else ""


@given(hostile())
def test_markdown_it_finds_what_was_meant(text: str) -> None:
    tokens = MARKDOWN.parse(markdown.write(_page(text)))
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens if token.type != "inline"} <= _BLOCKS
    inline = [token for token in tokens if token.type == "inline"]
    assert {child.type for token in inline for child in token.children or ()} <= _INLINE
    assert [token.type for token in tokens].count("table_open") == 1
    assert [token.type for token in tokens].count("tr_open") == 3
    assert [token.type for token in tokens].count("td_open") == 4
    assert [token.type for token in tokens].count("footnote_open") == 1
    links = [child.attrs["href"] for token in inline for child in token.children or () if child.type == "link_open"]
    assert all(str(link).startswith(("http://", "https://")) for link in links)
    cells = [tokens[at + 1] for at, token in enumerate(tokens) if token.type in ("th_open", "td_open")]
    read = [re.sub(" +", " ", "".join(_texts(cell.children or []))).strip(" ") for cell in cells]
    twice = re.sub(" +", " ", f"{_shown(text)} {_shown(text)}").strip(" ")
    assert read == [_shown(text), "b", twice, _shown(text), "x", ""]


def _nodes(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from _nodes(node.get("children", []))


@given(hostile())
def test_mistune_finds_what_was_meant(text: str) -> None:
    parsed = MISTUNE(markdown.write(_page(text)))
    assert isinstance(parsed, list)
    nodes = list(_nodes(parsed))
    kinds = [node["type"] for node in nodes]
    assert set(kinds) <= {
        "text", "heading", "paragraph", "table", "table_head", "table_body", "table_row", "table_cell", "link", "blank_line",
        "footnote_ref", "footnotes", "footnote_item", "softbreak",
    }  # fmt: skip
    assert (kinds.count("table"), kinds.count("table_row"), kinds.count("table_cell")) == (1, 2, 6)
    assert (kinds.count("footnote_ref"), kinds.count("footnote_item")) == (1, 1)
    links = [node["attrs"]["url"] for node in nodes if node["type"] == "link"]
    assert all(link.startswith(("http://", "https://")) for link in links)


def _parse_html(text: str) -> Any:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(text)


@given(hostile())
def test_html_is_a_fragment_that_does_nothing(text: str) -> None:
    fragment = _parse_html(html.write(_page(text)))
    elements = [element for element in fragment.iter() if element is not fragment]
    assert {element.tag for element in elements} <= _ELEMENTS
    assert {name for element in elements for name in element.attrib} <= _ATTRIBUTES
    for link in fragment.iter("a"):
        assert link.get("href").startswith(("http://", "https://", "#vendorwatch-"))
        assert link.get("rel") == (None if link.get("href").startswith("#") else "noopener nofollow")
    assert fragment.find(".//h2").text in (visible(text), None if not text else visible(text))
    assert [len(row) for row in fragment.iter("tr")] == [2, 2, 2]
    assert "".join(fragment.findall(".//td")[1].itertext()) == visible(text)
    targets = {element.get("id") for element in elements}
    assert {link.get("href")[1:] for link in fragment.iter("a") if link.get("href")[0] == "#"} <= targets


@given(hostile())
def test_an_answer_is_written_in_both(text: str) -> None:
    page = page_of(answer_of(text), (), verbose=True)
    assert len(_parse_html(html.write(page)).findall(".//table")) == len(page.tables) == 1
    tokens = MARKDOWN.parse(markdown.write(page))
    assert [token.type for token in tokens].count("table_open") == 1
    assert [token.type for token in tokens].count("footnote_open") == 1


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/b?c=d&e=%20#f", "https://a.example/b?c=d&e=%20#f"),
        ("https://a.example/ |<>\"'()[]{}\\`^", "https://a.example/%20%7C%3C%3E%22%27%28%29%5B%5D%7B%7D%5C%60%5E"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://日本.example/é", "https://%E6%97%A5%E6%9C%AC.example/%C3%A9"),
        (" HTTP://a.example/", "HTTP://a.example/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ht\ntps://a.example", None),
        ("//a.example", None),
        ("https:", None),
        ("https://", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_pages_are_links(address: str | None, safe: str | None) -> None:
    assert safe_url(address) == safe


def test_languages() -> None:
    assert [safe_lang(tag) for tag in ("ja", "zh-Hant-TW", 'x"', "", None)] == ["ja", "zh-Hant-TW", None, None, None]


def test_names_stand_in_their_language() -> None:
    answer = answer_of("x")
    answer.sources[0]["language"] = "ja"
    text = html.write(page_of(answer, (), verbose=False))
    assert '“<span lang="ja">x</span>”' in text
