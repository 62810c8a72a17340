"""Every format of an export: it holds the same facts, and is read by the programs that it is for."""

import asyncio
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports import facts_of, read_csv, read_sqlite
from helpers import BASE_TEXT, hostile_text, write_text
from vendorwatch.api import Base, Extract, Filters, open_base
from vendorwatch.lookup.answer import Document
from vendorwatch.output.export import EXPORTS, ExportError, export_lines, unexported, write_export
from vendorwatch.output.export.tables import TABLES

VIEWS = {
    "whole": Filters(),
    "vendor": Filters(vendor="quarzel"),
    "kind": Filters(kind="relationship", limit=3),
    "as_of": Filters(as_of="2020-03"),
    "known_by": Filters(known_by="2019-07-15", country="norway"),
}


@pytest.fixture(scope="module", params=[BASE_TEXT, hostile_text()], ids=["plain", "hostile"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    with open_base(write_text(tmp_path_factory.mktemp("export"), request.param)) as opened:
        yield opened


@pytest.fixture(params=VIEWS)
def extract(request: pytest.FixtureRequest, base: Base) -> Extract:
    return base.extract(VIEWS[request.param])


def _write(format: str, extract: Extract, folder: Path) -> Path:
    path = folder / f"base.{format}"
    write_export(format, extract, path)
    return path


def _records(path: Path) -> list[Document]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _files(path: Path) -> dict[str, bytes]:
    files = path.rglob("*") if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def test_a_view_holds_the_facts_and_all_that_they_name(extract: Extract) -> None:
    ids = {record["id"] for record in (*extract.sources, *extract.entities)}
    for fact in extract.facts:
        assert {party["id"] for party in fact["parties"]} <= ids
        for citation in fact["citations"]:
            assert {citation["source"], citation["origin"], *citation["chain"]} <= ids
    assert all(record[key] in {*ids, None} for record in extract.sources for key in ("original",))
    assert all(record[key] in {*ids, None} for record in extract.entities for key in ("part_of",))


def test_a_narrowed_view_counts_its_own_facts(base: Base) -> None:
    found = base.extract(VIEWS["vendor"])
    assert {fact["id"] for fact in found.facts} == {fact["id"] for fact in base.facts(filters=VIEWS["vendor"]).facts}
    assert next(row for row in found.entities if row["id"] == "quarzel")["facts"] == len(found.facts)
    assert "brackett" not in {row["id"] for row in found.entities}


@pytest.mark.parametrize("format", EXPORTS)
def test_equal_bases_give_equal_bytes(format: str, base: Base, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        written.append(_files(_write(format, base.extract(), tmp_path / name)))
    assert written[0] == written[1]


def test_jsonl_reads_back(extract: Extract, tmp_path: Path) -> None:
    records = _records(_write("jsonl", extract, tmp_path))
    assert records[0]["record"] == "base"
    assert records[0]["sha256"] == extract.base["sha256"]
    for record, documents in (("source", extract.sources), ("entity", extract.entities), ("fact", extract.facts)):
        found = [dict(list(item.items())[1:]) for item in records if item["record"] == record]
        assert found == documents


def test_sqlite_reads_back(extract: Extract, tmp_path: Path) -> None:
    assert facts_of(read_sqlite(_write("sqlite", extract, tmp_path))) == extract.facts


def test_csv_reads_back_as_csv_on_the_web(extract: Extract, tmp_path: Path) -> None:
    assert facts_of(read_csv(_write("csv", extract, tmp_path))) == extract.facts


def test_parquet_reads_back(extract: Extract, tmp_path: Path) -> None:
    from pyarrow import parquet

    folder = _write("parquet", extract, tmp_path)
    for name, documents in (("facts", extract.facts), ("sources", extract.sources), ("entities", extract.entities)):
        rows = parquet.read_table(folder / f"{name}.parquet").to_pylist(maps_as_pydicts="strict")
        assert [_plain(row, document) for row, document in zip(rows, documents, strict=True)] == documents


def _plain(value: Any, like: Any) -> Any:
    """A value of Arrow as the document has it: days and decimals as text, and only the own fields of the kind."""
    if isinstance(like, dict) and value is not None:
        return {key: _plain(value[key], part) for key, part in like.items()}
    if isinstance(like, list):
        return [_plain(item, part) for item, part in zip(value, like, strict=True)]
    if isinstance(value, Decimal):
        return like if value == Decimal(like) else value
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_duckdb_asks_the_parquet_tables(base: Base, tmp_path: Path) -> None:
    import duckdb

    facts = _write("parquet", base.extract(), tmp_path) / "facts.parquet"
    with duckdb.connect() as connection:
        sql = f"SELECT id, amounts[1].min, dates.announced.earliest FROM '{facts}' WHERE kind = 'deal'"
        [(id, amount, day)] = connection.execute(sql).fetchall()
        types = dict(row[:2] for row in connection.execute(f"DESCRIBE SELECT * FROM '{facts}'").fetchall())
    assert (id, amount, day.isoformat()) == ("vu-2020-brackett-stake", Decimal(64_500_000_000), "2019-05-01")
    assert "DECIMAL(38,9)" in types["amounts"]
    assert "DATE" in types["dates"]


def test_every_column_is_described(base: Base, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(_write("sqlite", base.extract(), tmp_path))) as connection:
        described = connection.execute('SELECT "table", "column" FROM columns ORDER BY rowid').fetchall()
        [(schema,)] = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'facts'").fetchall()
        about = dict(connection.execute("SELECT key, value FROM about").fetchall())
    assert described == [(table.name, column.name) for table in TABLES for column in table.columns]
    assert "-- What stage it is at." in schema
    assert "no ban" in about["note"]
    assert all(column.description.endswith((".", "…")) for table in TABLES for column in table.columns)


def test_datasette_shows_facets_search_and_what_keys_refer_to(base: Base, tmp_path: Path) -> None:
    from datasette.app import Datasette

    path = _write("sqlite", base.extract(), tmp_path)
    metadata = json.loads(path.with_suffix(".metadata.json").read_text(encoding="utf-8"))

    async def ask() -> list[Any]:
        datasette = Datasette([str(path)], metadata=metadata)
        addresses = (
            "/base/facts.json?_shape=objects",
            "/base/facts.json?_shape=objects&_search=夸泽尔",
            "/base/parties.json?_shape=objects&_labels=on&role=carrier",
        )
        answers = [(await datasette.client.get(address)).json() for address in addresses]
        answers.append((await datasette.client.get("/base/facts")).text)
        datasette.close() if hasattr(datasette, "close") else None
        for database in datasette.databases.values():
            database.close()
        return answers

    facts, found, parties, page = asyncio.run(ask())
    facets = {name: {item["value"]: item["count"] for item in facet["results"]} for name, facet in _facets(facts)}
    assert facets["countries"]["NO"] == sum("NO" in fact["where"] for fact in base.extract().facts)
    assert set(facets) == {"kind", "status", "support", "countries"}
    assert "no-2020-quarzel-ban" in {row["id"] for row in found["rows"]}
    assert {"value": "fjordcom", "label": "Fjordcom"} in [row["entity"] for row in parties["rows"]]
    assert "What stage it is at." in page


def _facets(answer: Document) -> list[tuple[str, Document]]:
    results = answer["facet_results"]
    return list(results.get("results", results).items())


def test_ftm_is_valid_and_its_links_lead_somewhere(extract: Extract, tmp_path: Path) -> None:
    from followthemoney import model

    records = _records(_write("ftm", extract, tmp_path))
    ids = {record["id"] for record in records}
    assert len(ids) == len(records)
    for record in records:
        schema: Any = model.get(record["schema"])
        schema.validate(record)
        proxy = model.get_proxy(record, cleaned=False)
        for name, values in record["properties"].items():
            assert len(proxy.get(name)) == len(set(values)), f"{record['id']}: {name} is lost"
            if schema.get(name).type.name == "entity":
                assert set(values) <= ids


def _ftm(text: str, tmp_path: Path) -> tuple[dict[str, str], str]:
    with open_base(write_text(tmp_path, text)) as base:
        extract = base.extract()
        records = [json.loads(line) for line in export_lines("ftm", extract)]
        return {record["id"].removeprefix("vendorwatch-"): record["schema"] for record in records}, " ".join(
            unexported("ftm", extract)
        )


def test_ftm_links_only_what_was_so(tmp_path: Path) -> None:
    schemata, left_out = _ftm(BASE_TEXT, tmp_path)
    assert schemata["no-2019-fjordcom-quarzel_fjordcom_quarzel"] == "UnknownLink"
    assert schemata["no-2020-quarzel-ban"] == "Event"
    assert schemata["vu-2020-brackett-stake"] == "Event"  # announced, not done
    assert schemata["vu-2019-quarzel-case"] == "CourtCase"
    assert not [id for id in schemata if id.startswith(("no-2019-fjordcom-never", "no-2018-slip", "no-2018-found-false"))]
    assert "2 relationship (never)" in left_out
    assert "1 statement" in left_out
    assert "2 group (known members stand for it)" in left_out


def test_ftm_has_a_sanction_only_for_a_listing_or_exclusion_in_force(tmp_path: Path) -> None:
    listed = BASE_TEXT.replace("action: deployment-ban\n  status: in-force", "action: export-listing\n  status: in-force")
    done = listed.replace(
        "parties: {investor: brackett, target: tessaro}\n  status: announced",
        "parties: {investor: brackett, target: tessaro}\n  status: completed",
    )
    schemata, _ = _ftm(done, tmp_path)
    assert schemata["no-2020-quarzel-ban_quarzel"] == "Sanction"
    assert schemata["vu-2020-brackett-stake_brackett_tessaro"] == "Ownership"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader uses it
def test_jsonld_tells_the_relay_chain_to_a_query(base: Base, tmp_path: Path) -> None:
    import rdflib

    graph = rdflib.Graph().parse(_write("jsonld", base.extract(), tmp_path), format="json-ld")
    prefixes = "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/> "
    claim = "<urn:vendorwatch:no-2020-two-tessaro>"
    relayed = f"SELECT ?who {{ {claim} prov:wasDerivedFrom+/prov:wasAttributedTo/schema:name ?who }}"
    assert {str(who) for (who,) in graph.query(prefixes + relayed)} == {"Kite Wire"}  # type: ignore[misc]
    primary = "SELECT ?claim ?source { ?claim a schema:Claim; prov:hadPrimarySource ?source }"
    found = {str(claim): str(source) for claim, source in graph.query(prefixes + primary)}  # type: ignore[misc]
    assert found["urn:vendorwatch:no-2020-quarzel-ban"] == "urn:vendorwatch:no-2020-act"
    assert "urn:vendorwatch:no-2019-fjordcom-quarzel" not in found
    claims = {str(claim) for claim in graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Claim"))}
    assert claims == {f"urn:vendorwatch:{fact['id']}" for fact in base.extract().facts}


_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)


@settings(max_examples=10)
@given(texts=st.lists(_TEXTS, min_size=4, max_size=4))
def test_any_text_reads_back(texts: list[str], tmp_path_factory: pytest.TempPathFactory, base_file: Path) -> None:
    with open_base(base_file) as base:
        extract = base.extract()
    summary, note, what, name = texts
    for fact in extract.facts:
        fact |= {"summary": summary, "note": note}
        fact["citations"][0]["note"] = what
        for citation in fact["citations"]:
            citation["outlets"] = [name] * len(citation["outlets"])
        fact["parties"] = [party | {"name": name} for party in fact["parties"]]
        for citation in fact["citations"]:
            if any(citation["asserted_by"] == entity["id"] for entity in extract.entities):
                citation["asserted_by_name"] = name
    extract.entities = [entity | {"name": name} for entity in extract.entities]
    extract.sources = [source | {"container-title": name, "title": what} for source in extract.sources]
    folder = tmp_path_factory.mktemp("any")
    assert facts_of(read_sqlite(_write("sqlite", extract, folder))) == extract.facts
    assert facts_of(read_csv(_write("csv", extract, folder))) == extract.facts
    found = [record for record in _records(_write("jsonl", extract, folder)) if record.pop("record") == "fact"]
    assert found == extract.facts


def test_a_folder_replaces_an_earlier_export_and_nothing_else(base: Base, tmp_path: Path) -> None:
    folder = _write("csv", base.extract(), tmp_path)
    (folder / "facts.csv").write_text("stale", encoding="utf-8")
    _write("csv", base.extract(), tmp_path)
    assert (folder / "facts.csv").read_text(encoding="utf-8").startswith("id,kind")
    (folder / "mine.txt").touch()
    with pytest.raises(ExportError, match="holds something else than an export"):
        _write("csv", base.extract(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["base.csv"]


def test_a_failed_export_leaves_what_was_there(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vendorwatch.output.export import csvw

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = _files(_write("csv", base.extract(), tmp_path))
    monkeypatch.setattr(csvw, "write_text", fail)
    with pytest.raises(ExportError, match="No space left on device"):
        _write("csv", base.extract(), tmp_path)
    assert _files(tmp_path / "base.csv") == before
    assert [path.name for path in tmp_path.iterdir()] == ["base.csv"]


def test_amounts_of_too_many_digits_are_said(base_file: Path) -> None:
    with open_base(base_file) as base:
        extract = base.extract()
    assert unexported("parquet", extract) == []
    next(fact for fact in extract.facts if fact["amounts"])["amounts"][0]["min"] = "9" * 40
    assert unexported("parquet", extract)[0].startswith("1 bound of amounts")


def test_cells_that_look_like_formulas_are_said(base_file: Path) -> None:
    with open_base(base_file) as base:
        extract = base.extract()
    assert unexported("csv", extract) == []
    extract.facts[0]["note"] = "=1+1"
    assert unexported("csv", extract) == ["1 cell would run as a formula in a spreadsheet; it is written as it stands"]
