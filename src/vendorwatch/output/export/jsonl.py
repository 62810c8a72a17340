"""JSON Lines: the base, then every source, entity and fact, as the documents of the JSON contract (docs/json.md)."""

from collections.abc import Iterator

from vendorwatch.lookup.answer import SCHEMA
from vendorwatch.lookup.extract import Extract
from vendorwatch.output.export.tables import LICENCE
from vendorwatch.output.json import dump


def lines(extract: Extract) -> Iterator[str]:
    """A line for each record, with its `record` first: what is referred to comes before what refers to it."""
    yield dump({"record": "base", "schema": SCHEMA, "licence": LICENCE, **extract.base, "query": extract.query})
    for record, documents in (("source", extract.sources), ("entity", extract.entities), ("fact", extract.facts)):
        for document in documents:
            yield dump({"record": record, **document})
