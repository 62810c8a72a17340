"""What BibTeX and BibLaTeX share: texts that TeX prints as they are, names, and the form of an entry."""

from collections.abc import Iterable, Mapping

from vendorwatch.output.cite.entries import Entry, Name
from vendorwatch.output.page import safe_url

# Braces become commands, since BibTeX counts them even after a backslash.
_SPECIAL = {
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "$": "\\$", "&": "\\&", "#": "\\#",
    "%": "\\%", "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", '"': "\\char34{}",
    "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "@": "\\char64{}", "`": "\\textasciigrave{}",
}  # fmt: skip


def tex(text: str) -> str:
    """The text as TeX prints it."""
    return "".join(_SPECIAL.get(char, char) for char in text)


def authors(entry: Entry) -> str:
    """The authors as BibTeX parts them; a literal name stands in braces of its own."""
    return " and ".join(map(_author, entry.authors))


def notes(texts: Iterable[str]) -> str:
    """Notes as one text."""
    return tex("; ".join(texts))


def address(entry: Entry) -> str:
    """The address, in which no brace, backslash or space is left."""
    return safe_url(entry.source["URL"]) or ""


def entry_text(type: str, key: str, fields: Mapping[str, str], month: str = "") -> str:
    """An entry with those of its fields that say something; `month` is a word that styles spell out in their language."""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    lines += f"  month = {month},\n" if month else ""
    return f"@{type}{{{key},\n{lines}}}\n"


def _author(name: Name) -> str:
    return f"{tex(name.family)}, {tex(name.given)}" if name.family else f"{{{tex(name.literal)}}}"
