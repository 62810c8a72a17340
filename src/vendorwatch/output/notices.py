"""What an answer needs said beside the data, on standard error: typos, ambiguity, nothing found."""

from collections.abc import Iterator

from vendorwatch.lookup.answer import Answer, Match
from vendorwatch.output.text import shortened, visible


def notices_of(answer: Answer) -> Iterator[str]:
    """The lines to say, without a prefix; none for a plain answer."""
    text = shortened(answer.query["text"] or "")
    command = answer.query["command"]
    match = answer.match
    if command == "search":
        yield from _of_search(answer, text)
        return
    if match is not None and match.stage in ("typo", "words"):
        how = "as a typo of" if match.stage == "typo" else "by words of"
        edits = "" if match.edits is None else f" ({match.edits} edit{'' if match.edits == 1 else 's'})"
        yield f'"{text}" read as {visible(match.name)} ({match.id}), {how} "{visible(match.alias)}"{edits}'
    yield from _filters_read(answer)
    if any(item["match"] is None for item in answer.filter_matches):
        return
    if match is not None and answer.candidates and command != "match":
        yield f'"{text}" also fits {"; ".join(_describe(candidate) for candidate in answer.candidates)}'
    if answer.status == "ambiguous" and command != "match":
        listed = "; ".join(_describe(candidate) for candidate in answer.candidates)
        yield f'"{text}" fits several; give one by its id: {listed}'
    elif answer.status == "not_found" and not (command == "match" and answer.candidates):
        yield from _nothing_found(answer, command, text)


def _filters_read(answer: Answer) -> Iterator[str]:
    """How the names given to filters were read, where that was not plain."""
    for item in answer.filter_matches:
        asked, found = f'--{item["option"]} "{shortened(item["text"])}"', item["match"]
        near = "; ".join(_describe(candidate) for candidate in answer.candidates)
        if found is not None and found["stage"] in ("typo", "words"):
            how = "as a typo of" if found["stage"] == "typo" else "by words of"
            yield f'{asked} read as {visible(found["name"])} ({found["id"]}), {how} "{visible(found["alias"])}"'
        elif found is None and answer.status == "ambiguous":
            yield f"{asked} fits several; give one by its id: {near}"
        elif found is None:
            yield f"{asked}: no such {item['option']}" + (f"; did you mean: {near}?" if near else "")


def _nothing_found(answer: Answer, command: str, text: str) -> Iterator[str]:
    if command == "conflicts" and (answer.match is not None or not text):
        yield "no conflict recorded among the facts that were asked for"
        return
    if answer.match is not None:
        yield f'no fact recorded on {visible(answer.match.name)}; that is not "no ban"'
        return
    if not text:
        yield "no fact recorded; the base holds nothing of this kind"
        return
    what = {"show": "record", "cite": "fact or source"}.get(command, command)
    elsewhere = [match for match in answer.candidates if match.stage in ("id", "name")]
    message = f'no {what} found under "{text}": no fact recorded'
    if elsewhere:
        listed = "; ".join(f"vendorwatch {_command_for(match)} {match.id}" for match in elsewhere)
        yield f"{message}; try: {listed}"
    elif answer.candidates:
        yield f"{message}; did you mean: {'; '.join(_describe(candidate) for candidate in answer.candidates)}?"
    else:
        yield f"{message}; vendorwatch {_list_for(command)} lists what there is"


def _of_search(answer: Answer, text: str) -> Iterator[str]:
    """The country that was meant, what else may have been, and that there is more than is shown."""
    match, listed = answer.match, "; ".join(_describe(candidate) for candidate in answer.candidates)
    if match is not None and match.stage in ("typo", "words"):
        yield f'country: read as {visible(match.name)} ({match.id}), by {match.stage} of "{visible(match.alias)}"'
    if answer.status == "ambiguous":
        yield f"country: fits several; give one by its code: {listed}"
    elif answer.status == "not_found":
        way_out = f"did you mean: {listed}?" if listed else "fewer words, or the beginning of one (huaw*), may find some"
        yield f'nothing found for "{text}": no fact recorded; {way_out}'
    elif answer.total is not None and answer.total > len(answer.facts):
        yield f"the best {len(answer.facts)} of {answer.total:,} facts that were found; --limit takes more"


def _describe(match: Match) -> str:
    return f"{visible(match.name)} ({match.id})"


def _command_for(match: Match) -> str:
    return match.kind if match.kind in ("carrier", "vendor", "country") else "show"


def _list_for(command: str) -> str:
    return {"carrier": "carriers", "vendor": "vendors", "country": "countries", "source": "sources", "cite": "sources"}.get(
        command, "facts"
    )
