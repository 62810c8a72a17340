"""Facts in words: how a citation knows what it says, and what a fact says beyond its summary."""

from collections.abc import Iterable, Iterator

from vendorwatch.factbase.vocabulary import DEFAULT_SCOPE, EXPECTED_STATUSES, leading_date_name
from vendorwatch.lookup.answer import Document

KIND_TITLES = {
    "action": "Government actions",
    "relationship": "Carriers and vendors",
    "deal": "Deals",
    "figure": "Figures",
    "statement": "Statements",
    "proceeding": "Proceedings",
    "event": "Events",
}
"""Headings, in the order in which the kinds are shown."""

_DATE_MARKS = {"?": "? inferred by the editor", "~": "~ about, as the source says", "%": "% both inferred and about"}

_SCOPE_WORDS = {"network": "", "layer": "", "buyers": "bought by "}

_OWN = (
    "action", "binding", "instrument", "relation", "deal", "metric", "type", "market", "position", "proceeding", "outcome",
    "event",
)  # fmt: skip
_SILENT = ("unknown", "other", "actual", None)


def leading_date(fact: Document) -> str:
    """The date that a fact is listed under, as written; what is only expected or due is said to be."""
    name = leading_date_name(fact["status"], fact["dates"])
    if name is not None:
        return str(fact["dates"][name]["edtf"])
    ahead = {"effective": "expected", "by": "by"}
    return next((f"{word} {fact['dates'][name]['edtf']}" for name, word in ahead.items() if fact["dates"][name]), "")


def describe_citation(citation: Document) -> str:
    """Whose word it is, in one phrase: "unnamed company sources, Kyodo News via Caixin Global"."""
    outlets = " via ".join(reversed(citation["outlets"]))
    asserter = citation["asserted_by_name"]
    match citation["basis"]:
        case "document":
            phrase = f"the document itself, {outlets}"
        case "on-record-self":
            phrase = f"{asserter} on record, {outlets}"
        case "on-record-other":
            phrase = f"{asserter} on record about others, {outlets}"
        case "anonymous":
            phrase = f"{_unnamed(asserter)}, {outlets}"
        case "hearsay":
            phrase = f"reportedly, {asserter}, {outlets}" if asserter else f"reportedly, {outlets}"
        case _:
            phrase = f"{outlets}, naming no source"
    return f"against it: {phrase}" if citation["stance"] == "disputes" else phrase


def describe_passage(citation: Document) -> str:
    """What an editor looks at beside a citation: its note, and paragraph, length and digest of the passage."""
    passage = citation["passage"]
    note = f" ({citation['note']})" if citation["note"] else ""
    paragraph = f"p{passage['paragraph']} " if passage and passage["paragraph"] else ""
    place = f" · {paragraph}{passage['words']}w {passage['sha256_64']}" if passage else ""
    return note + place


def describe_details(fact: Document) -> str:
    """What a fact says beyond its summary, from its own fields, scope, dates and amounts, parted by semicolons."""
    return "; ".join((*_own_words(fact), *_scope_words(fact), *_amount_words(fact), *_date_words(fact)))


def describe_status(fact: Document) -> list[str]:
    """The status, and in words whatever qualifies it: disputed, superseded, deprecated, withdrawn."""
    marks = [fact["status"]]
    if fact["support"]["disputed"]:
        marks.append("disputed")
    if fact["superseded_by"]:
        marks.append("superseded")
    if fact["rank"] == "deprecated":
        marks.append("found false")
    if fact["withdrawn"]:
        marks.append("withdrawn")
    if fact["view"]:
        marks += ["passed"] if fact["view"]["passed"] else []
        marks += ["unsure"] if fact["view"]["doubts"] else []
    return marks


def describe_doubts(doubts: Iterable[str]) -> str:
    """What is doubtful about a fact on the day, or within the time, that was asked for; nothing where nothing is."""
    found = "; ".join(doubts)
    return f"unsure: {found}" if found else ""


def describe_cell(cell: Document) -> str:
    """An act or a choice in a few words: "deployment ban (mandatory), 5G", "expected: guideline", "supply, winding down"."""
    if cell["fact"] is None:
        return "no fact recorded"
    act = cell["act"].replace("-", " ")
    binding = f" ({cell['binding'].replace('-', ' ')})" if cell["binding"] not in (None, "unknown") else ""
    ahead = f"{cell['status']}: " if cell["stage"] == "expected" else ""
    status = f", {cell['status'].replace('-', ' ')}" if cell["strictness"] is None else ""
    scope = "".join(f", {words}" for words in _scope_words({"scope": {**cell["scope"], "network": cell["networks"]}}))
    disputed = ", disputed" if cell["disputed"] else ""
    return f"{ahead}{act}{binding}{status}{scope}{disputed}"


def describe_view(query: Document) -> str:
    """On which day, and by whose knowledge, an answer speaks; nothing where it gives the record as it stands."""
    words = [f"as of {query['as_of']}"] if query["as_of"] else []
    return ", ".join([*words, *([f"known by {query['known_by']}"] if query["known_by"] else [])])


def describe_date_marks(facts: Iterable[Document]) -> str:
    """What the marks behind the dates of facts mean; nothing where there are none."""
    dates = "".join(date["edtf"] for fact in facts for date in fact["dates"].values() if date)
    return " · ".join(meaning for mark, meaning in _DATE_MARKS.items() if mark in dates)


def describe_conflicts(fact: Document) -> list[str]:
    """A line for each fact that this one is in conflict with."""
    return [f"≠ {conflict['with']} ({describe_conflict(conflict)})" for conflict in fact["conflicts"]]


def describe_conflict(conflict: Document) -> str:
    """The type of a conflict and the editor's note on it, or that no editor has judged it yet."""
    note = conflict["note"] if conflict["declared"] else "found by the program, not yet judged by an editor"
    return f"{conflict['type'].replace('-', ' ')}: {note}" if note else conflict["type"].replace("-", " ")


def needs_note(fact: Document) -> bool:
    """Whether a fact cannot be read without its note: a value of it is `other`."""
    return any(fact.get(name) == "other" for name in _OWN)


def describe_source(source: Document) -> str:
    """Author, title, outlet and date of a source, as a plain reference without its address."""
    author = f"{', '.join(source['author'])}: " if source["author"] else ""
    title = source["title"]
    stop = "" if title.endswith((".", "!", "?", "。")) else "."
    return f"{author}{title}{stop} {source['container-title']}, {source['issued']}"


def group_of(fact: Document, id: str | None) -> str | None:
    """The name of the group as whose member the entity `id` is a party to the fact; None when it is one itself."""
    parties = [party for party in fact["parties"] if party["id"] == id]
    if not parties or any(party["group"] is None for party in parties):
        return None
    group = parties[0]["group"]
    return next((str(party["name"]) for party in fact["parties"] if party["id"] == group), str(group))


def _unnamed(asserter: str | None) -> str:
    if not asserter:
        return "unnamed sources"
    return asserter if asserter.startswith(("unnamed", "anonymous")) else f"unnamed {asserter}"


def _own_words(fact: Document) -> Iterator[str]:
    for name in _OWN:
        value = fact.get(name)
        if value not in _SILENT:
            yield str(value).replace("-", " ") if name not in ("instrument", "outcome", "market") else str(value)
    if fact.get("names_vendors") == "no":
        yield "names no vendor"


def _scope_words(fact: Document) -> Iterator[str]:
    for name, prefix in _SCOPE_WORDS.items():
        values = [value for value in fact["scope"][name] if value != DEFAULT_SCOPE]
        if values:
            yield prefix + ", ".join(_scope_word(name, value) for value in values)


def _scope_word(name: str, value: str) -> str:
    if value == "any":
        return f"any {name}"
    return value.upper() if value[0].isdigit() or value == "ran" else value.replace("-", " ")


def _amount_words(fact: Document) -> Iterator[str]:
    equivalents = [amount["text"] for amount in fact["amounts"] if amount["role"] == "equivalent"]
    for amount in fact["amounts"]:
        text = amount["text"]
        match amount["role"]:
            case "amount":
                yield f"{text} (= {', = '.join(equivalents)})" if equivalents else text
            case "baseline":
                yield f"from {text}{_at(amount['as_of'])}"
            case "share":
                yield f"a share of {text}"


def _at(date: Document | None) -> str:
    return f" ({date['edtf']})" if date else ""


def _date_words(fact: Document) -> Iterator[str]:
    dates: dict[str, str] = {name: date["edtf"] for name, date in fact["dates"].items() if date}
    leading = leading_date_name(fact["status"], dates) or next((name for name in ("effective", "by") if name in dates), None)
    expected = fact["status"] in EXPECTED_STATUSES
    words = {
        "effective": "expected from {}" if expected else "from {}",
        "ended": "until {}",
        "as_of": "as of {}",
        "period": "for {}",
        "by": "by {}",
    }
    for name, phrase in words.items():
        # The leading date stands in a column of its own; only a period needs saying again, since it is no day.
        if name in dates and (name != leading or name == "period"):
            yield phrase.format(dates[name])
    for deadline in fact["deadlines"]:
        yield f"by {deadline['by']['edtf']}: {deadline['what']}"
