"""A made-up answer all of whose texts are one text, and texts that try to break out of whatever they are put into."""

from hypothesis import strategies as st

from vendorwatch.lookup.answer import Answer, Match

HOSTILE = "\x1b[31m[bold]x[/bold]\u202e\t\n\r\x00| =1+1 <b> \\n {} 'q' \"d\" 日本 \u200b\ud800"


NASTY = (
    "\x1b[31m", "\x1b]8;;https://evil.example\x07", "\x00", "\x07", "\x9b", "\u202e", "\u2066", "\u200b", "\u2028",
    "\x85", "\ufeff", "\ud800", "\n", "\r\n", "\t", "\r", "  ", "    ", "|", "||", "`", "```", "*", "**", "_", "__",
    "~~", "\\", "\\\\", "{", "}", "{}", "$", "$$", "%", "#", "##", "^", "~", "&", "&lt;", "&#60;", "<", ">", "[", "]",
    "(", ")", "!", "![", '"', "'", "''", "``", ",", ";", ":", "=", "==", "=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "-",
    "---", "- ", "+ ", "1. ", "1) ", "> ", "[x](javascript:alert(1))", "[x]: https://evil.example",
    "![x](https://evil.example/x.png)", "<https://evil.example>", "https://evil.example/?a=b", "www.evil.example",
    "evil@evil.example", "[^s-1]", "[^1]: x", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</table>",
    "</section>", "<!--", "-->", "]]>", "<td onclick=x>", "javascript:", "<b>", "<i>x</i>", "@article{x,",
    "\\input{/etc/passwd}", "\\end{document}", "\\write18{x}", "%\n", "ER  - ", "\nER  - \nTY  - ", " and ", "日本", "é",
    "́", "word", "two words", "[bold]x[/bold]", "DDE", '=HYPERLINK("x")', "'=1",
)  # fmt: skip
"""Escapes, marks of direction, line ends, markup, formulas, TeX, tags of RIS, and harmless words between them."""


def hostile() -> st.SearchStrategy[str]:
    """Texts of such pieces, or any."""
    pieces = st.one_of(st.sampled_from(NASTY), st.text(max_size=4))
    return st.one_of(st.just(HOSTILE), st.sampled_from(NASTY), st.lists(pieces, max_size=8).map("".join))


def answer_of(text: str) -> Answer:
    """An answer with one fact, one source and one candidate."""
    base = {"version": text, "sha256": "0" * 64, "facts": 1, "sources": 1, "entities": 1}
    query: dict[str, object] = {"command": "facts", "text": text, "as_of": None, "known_by": None, "filters": {}}
    source = {
        "id": "s-1", "type": "webpage", "title": text, "container-title": text, "author": [text], "issued": "2020",
        "URL": "https://a.example/" + text, "accessed": None, "language": None, "archive_location": None, "original": None,
        "text": None, "note": text, "facts": 1, "file": text, "line": 1,
    }  # fmt: skip
    date = {"edtf": "2020", "earliest": "2020-01-01", "latest": "2020-12-31", "inferred": False, "approximate": False}
    citation = {
        "source": "s-1", "issued": date, "origin": text, "chain": ["s-1"], "outlets": [text], "basis": "hearsay",
        "asserted_by": text, "asserted_by_name": text, "stance": "supports", "passage": None, "note": text,
    }  # fmt: skip
    fact = {
        "id": "f-1", "kind": "event", "summary": text, "status": "completed", "thread": None,
        "parties": [{"role": text, "id": "e", "name": text, "type": "company", "country": None, "group": None}],
        "where": ["JP"], "event": "other", "scope": {"network": ["any"], "layer": ["unspecified"], "buyers": ["all"]},
        "dates": {"announced": date, "effective": None, "ended": None, "by": None, "period": None, "as_of": None},
        "deadlines": [{"by": date, "what": text}], "amounts": [],
        "support": {"label": "hearsay-only", "origins": [text], "disputed": True}, "citations": [citation],
        "conflicts": [{"with": "f-2", "type": "contradicts", "note": text, "declared": True}], "supersedes": None,
        "superseded_by": None, "rank": "normal", "rank_reason": None, "withdrawn": None, "checked": None, "note": text,
        "file": text, "line": 1, "follow_up_due": None,
        "view": {"recorded_status": "completed", "passed": True, "doubts": [text]},
    }  # fmt: skip
    match = Match("e", text, "carrier", text, "typo", 80.0)
    return Answer(base, query, "found", match, [match], None, [fact], [source])
