"""The tools of `vendorwatch mcp`: what each asks the base, with the descriptions that a model reads.

This module needs the extra `mcp`.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from vendorwatch import Filters
from vendorwatch.api import LISTED, Answer, Base

Asker = Callable[[int, Callable[[Base], Answer]], Any]
"""Asks the base a question and gives the result of the tool, with at most so many rows."""


def _several(what: str, filter: str = "") -> Any:
    among = f"; one of: {', '.join(LISTED[filter])}" if filter else ""
    return Field(description=f"Only facts {what}{among}. Several mean any of them.")


Name = Annotated[str, Field(description="A name in any script, an id, or for a country an ISO code.", min_length=1)]
MaybeName = Annotated[str | None, Field(description="A name or id of an entity, country or thread; without it, all.")]
Exact = Annotated[bool, Field(description="Only ids and exact names: no parts of names, no typos.")]
Limit = Annotated[int, Field(description="At most so many rows.", ge=1, le=100)]
Ids = Annotated[list[str], Field(description="Ids of facts or sources, as in results.", min_length=1, max_length=50)]
AsOf = Annotated[
    str | None, Field(description="The world as it stood on that day: 2019-06-30; of 2019-06 or 2019 the last day.")
]
KnownBy = Annotated[str | None, Field(description="Only what had been reported by that day.")]
Since = Annotated[str | None, Field(description="Only facts of that day, month or year and later.")]
Until = Annotated[str | None, Field(description="Only facts of that day, month or year and earlier.")]
Vendor = Annotated[str | Sequence[str], _several("with this vendor")]
Carrier = Annotated[str | Sequence[str], _several("with this carrier")]
Country = Annotated[str | Sequence[str], _several("that concern this country")]
Region = Annotated[str | Sequence[str], _several("of this region, as europe or western-asia")]
Kind = Annotated[str | Sequence[str], _several("of this kind", "kind")]
Status = Annotated[str | Sequence[str], _several("at this stage", "status")]
Network = Annotated[str | Sequence[str], _several("on this network", "network")]
Support = Annotated[str | Sequence[str], _several("so supported", "support")]

_LOOKUPS = {"any": "show", "carrier": "carrier", "vendor": "vendor", "country": "country"}


def record_tools(ask: Asker) -> tuple[Callable[..., Any], ...]:
    """The tools that ask for records and facts."""

    def lookup(
        name: Name, kind: Annotated[Literal["any", "carrier", "vendor", "country"], Field(description="Of what.")] = "any",
        as_of: AsOf = None, known_by: KnownBy = None, since: Since = None, until: Until = None, exact: Exact = False,
        limit: Limit = 20,
    ) -> Any:  # fmt: skip
        """All that is known of a carrier, vendor, country, person or body, or of one fact, thread or source by its id.

        Gives the newest facts with their citations and, for a country or vendor, its posture (cells). A typo is read as the
        name that it is near, and notes say so.
        """
        filters = Filters(as_of=as_of, known_by=known_by, since=since, until=until)
        return ask(limit, lambda base: getattr(base, _LOOKUPS[kind])(name, filters, exact=exact))

    def search(
        text: Annotated[str, Field(description='Words; "a phrase"; beginn*; kind:deal; country:JP. All have to be found.')],
        vendor: Vendor = (), carrier: Carrier = (), country: Country = (), since: Since = None, until: Until = None,
        limit: Limit = 20,
    ) -> Any:  # fmt: skip
        """Full text over summaries, names in all scripts, notes, instruments and titles of sources; the best facts first."""
        filters = Filters(vendor=vendor, carrier=carrier, country=country, since=since, until=until, limit=limit)
        return ask(limit, lambda base: base.search(text, filters))

    def facts(
        kind: Kind = (), vendor: Vendor = (), carrier: Carrier = (), country: Country = (), region: Region = (),
        status: Status = (), network: Network = (), support: Support = (), as_of: AsOf = None, known_by: KnownBy = None,
        since: Since = None, until: Until = None, limit: Limit = 20,
    ) -> Any:  # fmt: skip
        """The newest facts under filters: several values of one mean any of them, several filters all of them."""
        filters = Filters(as_of, known_by, since, until, kind, vendor, carrier, country, status, network, support, region)
        return ask(limit, lambda base: base.facts(filters=filters))

    def cite(ids: Ids) -> Any:
        """The references of facts, or of sources, by id: who says so, through whom, and where it can be read."""
        return ask(len(ids), lambda base: _cited(base, ids))

    return lookup, search, facts, cite


def question_tools(ask: Asker) -> tuple[Callable[..., Any], ...]:
    """The tools that ask across the base."""

    def matrix(
        rows: Annotated[
            Literal["countries", "carriers"],
            Field(description="countries: the act that decides in each; carriers: what each chose, which no state did."),
        ] = "countries",
        vendor: Vendor = (), carrier: Carrier = (), country: Country = (), region: Region = (), network: Network = (),
        as_of: AsOf = None, known_by: KnownBy = None, limit: Limit = 20,
    ) -> Any:  # fmt: skip
        """Countries × vendors: the strictest act in force on a day, by default that of the base's last edit.

        Else what is expected, else no-fact-recorded. Each cell names its fact; the facts stand beside them with citations.
        """
        parties = Filters(as_of, known_by, vendor=vendor, carrier=carrier)
        filters = parties._replace(country=country, region=region, network=network)
        return ask(limit, lambda base: base.choices(filters) if rows == "carriers" else base.matrix(filters))

    def timeline(
        name: MaybeName = None, kind: Kind = (), vendor: Vendor = (), country: Country = (), as_of: AsOf = None,
        known_by: KnownBy = None, since: Since = None, until: Until = None, limit: Limit = 20,
    ) -> Any:  # fmt: skip
        """What happened, was expected and falls due, in order of days; of all, or of one entity, country or thread.

        Where there is more than the limit, the latest.
        """
        filters = Filters(as_of, known_by, since, until, kind, vendor, country=country)
        return ask(limit, lambda base: base.timeline(name, filters))

    def conflicts(
        name: MaybeName = None,
        undeclared: Annotated[bool, Field(description="Only what the program found and no editor has judged.")] = False,
        as_of: AsOf = None, known_by: KnownBy = None, limit: Limit = 20,
    ) -> Any:  # fmt: skip
        """What contradicts what: pairs of facts with the editor's note on each, and both sides with their citations."""
        filters = Filters(as_of, known_by)
        return ask(limit, lambda base: base.conflicts(name, filters, undeclared=undeclared))

    return matrix, timeline, conflicts


def _cited(base: Base, ids: Sequence[str]) -> Answer:
    """One answer that holds the facts and sources with these ids; it tells of an id that is none."""
    found = {id: base.show(id, exact=True) for id in dict.fromkeys(ids)}
    facts = [fact for id, answer in found.items() for fact in answer.facts if fact["id"] == id]
    cited = {id for fact in facts for citation in fact["citations"] for id in citation["chain"]} | set(found)
    sources = {source["id"]: source for answer in found.values() for source in answer.sources if source["id"] in cited}
    known = {fact["id"] for fact in facts} | set(sources)
    answer = base.info()
    answer.query |= {"command": "cite", "text": ", ".join(found)}
    answer.filter_matches = [{"option": "id", "text": id, "match": None} for id in found if id not in known]
    answer.status = "found" if known else "not_found"
    answer.facts, answer.sources = facts, list(sources.values())
    return answer
