"""Every identifier of the shipped base stands in docs/identifiers.tsv, with the source that shows it."""

import csv
from pathlib import Path

from vendorwatch.factbase.cache import bundled_facts
from vendorwatch.factbase.inputs import read_inputs
from vendorwatch.factbase.load import load_facts

_PAGE = Path(__file__).parent.parent / "docs" / "identifiers.tsv"


def test_every_identifier_has_a_source_that_shows_it_and_none_is_left_over() -> None:
    rows = list(csv.DictReader(_PAGE.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [row for row in rows if not (row["source"] and row["shows"])] == []
    base, _ = load_facts(read_inputs([bundled_facts()]))
    recorded = {(entity.id, scheme, text) for entity in base.entities.values() for scheme, text in entity.ids.items()}
    assert recorded == {(row["entity"], row["scheme"], row["id"]) for row in rows}
