"""The timeline: what happened, what was expected and what falls due, day by day."""

from collections.abc import Iterator

from vendorwatch.factbase.vocabulary import EXPECTED_STATUSES, leading_date_name
from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.lookup.filters import Filters, read_filters
from vendorwatch.lookup.query import find_subject, new_answer, with_facts
from vendorwatch.lookup.select import Subject, select_facts
from vendorwatch.lookup.store import Store
from vendorwatch.lookup.view import listed_date

WHATS = ("fact", "in force", "from then on", "ended", "expected", "deadline")
"""What an entry tells: the fact itself, a later date of it, what it expected, what it demanded by a day."""


def timeline(store: Store, text: str | None, filters: Filters, *, exact: bool = False) -> Answer:
    """The entries of all facts, or of the facts of what `text` names (an entity, country or thread), the earliest first.

    Raises FilterError.
    """
    answer = new_answer(store, "timeline", text)
    view = read_filters(store, filters, answer, exact=exact)
    if view is None:
        return answer
    thread = text.strip().lower() if text is not None else ""
    is_thread = bool(thread and store.facts_of_thread(thread))
    subject = Subject(thread=thread) if is_thread else find_subject(answer, store, text, exact=exact)
    if subject is None:
        return answer
    with_facts(answer, store, select_facts(store, subject, view))
    answer.entries = sorted((entry for fact in answer.facts for entry in _entries(fact)), key=_when)
    return answer


def _entries(fact: Document) -> Iterator[Document]:
    dates = fact["dates"]
    leading = leading_date_name(fact["status"], dates)
    if leading is not None:
        yield _entry(fact, dates[leading], "fact", fact["summary"])
    is_expected = fact["status"] in EXPECTED_STATUSES
    for name, what in (("effective", "expected" if is_expected else "in force"), ("ended", "ended"), ("by", "expected")):
        if dates[name] and name != leading and (leading is None or dates[name]["edtf"] != dates[leading]["edtf"]):
            what_of_kind = "from then on" if what == "in force" and fact["kind"] != "action" else what
            yield _entry(fact, dates[name], what_of_kind, fact["summary"])
    for deadline in fact["deadlines"]:
        if deadline["by"]:
            yield _entry(fact, deadline["by"], "deadline", deadline["what"])
    has_none = leading is None and not any(dates[name] for name in ("effective", "by", "ended"))
    if has_none and (date := listed_date(fact)) is not None:
        yield _entry(fact, date, "fact", fact["summary"])


def _entry(fact: Document, date: Document, what: str, text: str) -> Document:
    return {
        "date": date,
        "year": int((date["earliest"] or date["latest"])[:4]),
        "what": what,
        "status": fact["status"],
        "text": text,
        "fact": fact["id"],
        "thread": fact["thread"],
    }


def _when(entry: Document) -> tuple[str, str, str]:
    date = entry["date"]
    return date["earliest"] or date["latest"], date["latest"] or "9999", entry["fact"]
