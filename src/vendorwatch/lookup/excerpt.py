"""Where a fact holds what was searched for: the field, the words around, and the places of the hits in them."""

from collections.abc import Iterable, Iterator, Sequence

from vendorwatch.factbase.fulltext import Names, Title, texts_of
from vendorwatch.factbase.words import Word, placed_words
from vendorwatch.lookup.answer import Document
from vendorwatch.lookup.terms import Term

LENGTH = 120
"""Characters of a text that are shown around a hit; a summary is never longer."""

SEPARATOR = " · "
_CUT = "…"

Mark = list[int]
"""Where a hit begins and where it ends, in characters."""


def excerpt(fact: Document, names: Names, title: Title, terms: Iterable[Term]) -> tuple[str, str, list[Mark]]:
    """The field of a fact that holds most words of the terms, the first of equals, with what it says and the marks in it.

    Where a field has several texts (names, titles), those that hold a term come one after another.
    """
    wanted = list(terms)
    pieces: dict[str, list[tuple[str, list[Mark]]]] = {}
    held: dict[str, set[Term]] = {}
    for field, text in texts_of(fact, names, title):
        found = dict(_find(placed_words(text), wanted))
        have = held.setdefault(field, set())
        if found.keys() - have:
            have.update(found)
            pieces.setdefault(field, []).append(_cut(text, _merged(mark for marks in found.values() for mark in marks)))
    best = max(held, key=lambda field: sum(len(term.words) for term in held[field]))
    return (best, *_joined(pieces.get(best, [(fact["summary"], [])])))


def _find(words: Sequence[Word], terms: Iterable[Term]) -> Iterator[tuple[Term, list[Mark]]]:
    """The terms that stand in a text, each with its places."""
    texts = [word.text for word in words]
    for term in terms:
        length = len(term.words)
        places = [place for place in range(len(texts) - length + 1) if _stands_at(place, texts, term)]
        if places:
            yield term, [[words[place].start, words[place + length - 1].end] for place in places]


def _stands_at(place: int, texts: Sequence[str], term: Term) -> bool:
    *whole, last = term.words
    end = place + len(whole)
    is_last = texts[end].startswith(last) if term.is_beginning else texts[end] == last
    return is_last and texts[place:end] == whole


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in order, those that overlap as one."""
    merged: list[Mark] = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([start, end])
    return merged


def _cut(text: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
    """A long text from a little before its first mark on, cut at spaces where there are any."""
    if len(text) <= LENGTH:
        return text, marks
    first, last = marks[0]
    start = 0 if last <= LENGTH // 2 else max(0, first - LENGTH // 4)
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = max(start + LENGTH, last)
    if end < len(text):
        space = text.rfind(" ", max(last, start), end + 1)
        end = space if space > 0 else end
    head, tail = _CUT if start else "", _CUT if end < len(text) else ""
    shift = len(head) - start
    kept = [[begin + shift, min(stop, end) + shift] for begin, stop in marks if begin < end]
    return f"{head}{text[start:end]}{tail}", kept


def _joined(pieces: Iterable[tuple[str, list[Mark]]]) -> tuple[str, list[Mark]]:
    snippet, marks = "", list[Mark]()
    for text, places in pieces:
        snippet += SEPARATOR if snippet else ""
        marks += [[start + len(snippet), end + len(snippet)] for start, end in places]
        snippet += text
    return snippet, marks
