"""What was typed after `search` → what is looked for: words, phrases, beginnings, kinds and a country.

Whatever is typed means something: there is no syntax to get wrong. Only a question without a word in it, or with a kind
that does not exist, is none.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from vendorwatch.factbase.fulltext import SHORTEST_BEGINNING
from vendorwatch.factbase.names import is_cjk
from vendorwatch.factbase.vocabulary import VOCABULARIES
from vendorwatch.factbase.words import words_of_text
from vendorwatch.lookup.answer import NotSearchable

MOST_WORDS = 100
"""Words of one question; more are an article, not a question."""

_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_PART = re.compile(r'(?:(?P<label>kind|country)[:：])?(?:"(?P<phrase>[^"]*)(?:"|$)(?P<star>\*)?|(?P<word>[^\s"]+))', re.I)


class Term(NamedTuple):
    """Words in normal form that have to stand in this order; the last may be only the beginning of one."""

    words: tuple[str, ...]
    is_beginning: bool


class Wanted(NamedTuple):
    """All terms have to be found; the kinds are alternatives; the country is as typed."""

    terms: tuple[Term, ...]
    kinds: tuple[str, ...]
    country: str | None


def read_terms(text: str) -> Wanted:
    """What `text` asks for. Raises NotSearchable."""
    terms: dict[Term, None] = {}
    kinds: dict[str, None] = {}
    countries: dict[str, None] = {}
    # As one writes it or as the keyboard composes it; a lone surrogate is no text that SQLite takes.
    plain = unicodedata.normalize("NFC", text.translate(_QUOTES)).encode("utf-8", "replace").decode()
    for part in _PART.finditer(plain):
        value = part["word"] or part["phrase"] or ""
        match (part["label"] or "").lower():
            case "kind":
                kinds[_kind(value)] = None
            case "country":
                countries[_country(value)] = None
            case _:
                terms |= dict.fromkeys(_terms(value, is_beginning=value.endswith("*") or bool(part["star"])))
    if not terms:
        raise NotSearchable(_nothing(bool(kinds or countries)))
    if sum(len(term.words) for term in terms) > MOST_WORDS:
        raise NotSearchable(f"more than {MOST_WORDS} words; give those that matter")
    if len(countries) > 1:
        raise NotSearchable("country: stands twice; give one country, and ask again for the other")
    return Wanted(tuple(terms), tuple(kinds), next(iter(countries), None))


def _terms(value: str, *, is_beginning: bool) -> Iterator[Term]:
    words = tuple(words_of_text(value))
    if not words:
        return
    last = words[-1]
    # A character of Chinese, Japanese or Korean is a word, and finds whatever goes on behind it.
    is_beginning = is_beginning and not is_cjk(last[0])
    if is_beginning and len(last) < SHORTEST_BEGINNING:
        raise NotSearchable(f"{last}* begins too many words; give {SHORTEST_BEGINNING} letters or more")
    yield Term(words, is_beginning)


def _kind(value: str) -> str:
    kinds = VOCABULARIES["kind"]
    if value.lower() not in kinds:
        raise NotSearchable(f"kind:{value[:40]} is no kind of fact; there are: {', '.join(kinds)}")
    return value.lower()


def _country(value: str) -> str:
    if not words_of_text(value):
        raise NotSearchable('country: names none; write it as country:JP or country:"South Korea"')
    return value


def _nothing(has_label: bool) -> str:
    beside = " beside kind: and country:" if has_label else ""
    return f"nothing to search for; give a word{beside}, with a letter or digit in it"
