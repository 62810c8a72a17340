"""How a text is written as a YAML scalar: plain where that is safe, in quotes where not.

The bounds are those of PyYAML's own `Emitter.analyze_scalar`, drawn a little tighter and as regular expressions, so that
the rule over the canonical form costs less than reading the file. What is left plain is read as this text by libyaml, by
PyYAML's pure parser and, numbers in number fields aside, by tools that follow YAML's implicit types.
"""

import re
from functools import lru_cache

# What shows nothing, moves the reading direction, or is a line break to one of the parsers is spelt out. Joiners are
# spelling in Indic and Arabic scripts and hold emoji together, and the ideographic space can be seen: they stay. The
# list is written out, since what `str.isprintable` takes for printable grows with every Python.
_UNSEEN = (
    "\x00-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e007f"
)
_FIRST = rf"[^{_UNSEEN} \u3000?:,\[\]{{}}#&*!|>'\"%@`-]"
_BLOCK = re.compile(rf"(?!\.\.\.){_FIRST}(?:[^{_UNSEEN}:# ]++|:(?=[^ ])|(?<=[^ ])#| ++(?=[^ #]))*+")
_FLOW = re.compile(rf"(?!\.\.\.){_FIRST}(?:[^{_UNSEEN}:#,\[\]{{}}? ]++|(?<=[^ ])#| ++(?=[^ #]))*+")
_ESCAPED = re.compile(rf"[{_UNSEEN}\"\\]")
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ONLY_SPELT = re.compile(rf"[{_UNSEEN}]")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@lru_cache(maxsize=65536)
def write_scalar(text: str, *, in_flow: bool, quoted: bool = False, number: bool = False) -> str:
    """The scalar on one line. `quoted` asks for double quotes in any case; `number` leaves numbers plain.

    Double quotes are the rule; a text with double quotes or backslashes of its own, and nothing to be spelt out, stands
    in single quotes.
    """
    plain = (_FLOW if in_flow else _BLOCK).fullmatch(text) and not quoted
    if plain and ((number and _NUMBER.fullmatch(text)) or not _means_something_else(text)):
        return text
    if ('"' in text or "\\" in text) and not _ONLY_SPELT.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_spell, text) + '"'


def _spell(match: re.Match[str]) -> str:
    char = match[0]
    if char in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[char]
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _means_something_else(text: str) -> bool:
    """Whether a reader with YAML's implicit types would take the plain text for null, a truth value, a number or a date."""
    resolvers = _resolvers()
    return any(pattern.match(text) for _, pattern in (*resolvers.get(text[:1], ()), *resolvers.get(None, ())))


@lru_cache(maxsize=1)
def _resolvers() -> dict[str | None, list[tuple[str, re.Pattern[str]]]]:
    import yaml

    return yaml.SafeLoader.yaml_implicit_resolvers
