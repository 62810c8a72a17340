"""Typed records → tables: whole documents beside columns to select by, and nothing left dangling."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from helpers import BASE_TEXT, inputs_of
from vendorwatch.factbase.cache import open_read_model
from vendorwatch.factbase.compile import compile_base, read_countries
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.names import key_of, words_of_name


@pytest.fixture(scope="module")
def model() -> Iterator[sqlite3.Connection]:
    base, findings = load_facts(inputs_of(BASE_TEXT))
    assert findings == []
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        compile_base(base, connection)
        yield connection


def rows(model: sqlite3.Connection, sql: str, *values: object) -> list[tuple[object, ...]]:
    return list(model.execute(sql, values))


def test_all_records_are_there(model: sqlite3.Connection) -> None:
    for table, count in (("facts", 14), ("entities", 16), ("sources", 4)):
        assert rows(model, f"SELECT COUNT(*) FROM {table}") == [(count,)]


def test_every_reference_leads_somewhere(model: sqlite3.Connection) -> None:
    assert rows(model, "PRAGMA foreign_key_check") == []
    assert rows(model, "PRAGMA integrity_check") == [("ok",)]


def test_the_columns_say_what_the_document_says(model: sqlite3.Connection) -> None:
    for id, kind, status, thread, summary, disputed, text in rows(
        model, "SELECT id, kind, status, thread, summary, disputed, document FROM facts"
    ):
        document = json.loads(str(text))
        assert (id, kind, status, thread, summary) == tuple(
            document[name] for name in ("id", "kind", "status", "thread", "summary")
        )
        assert bool(disputed) is document["support"]["disputed"]


@pytest.mark.parametrize(
    ("id", "date", "first", "last"),
    [
        ("no-2019-fjordcom-quarzel", "2019-06-01?", "2019-06-01", "2019-06-01"),
        ("vu-2019-lagunet-brackett", "2019", "2019-01-01", "2019-12-31"),
        # What is only expected or due sorts nothing; the day of the earliest source that cites it does.
        ("no-2020-tessaro-target", "2019-06-01", "2019-06-01", "2019-06-01"),
        ("vu-2021-rollout", "2019-07", "2019-07-01", "2019-07-31"),
        ("no-2020-quarzel-ban", "2020-02-01", "2020-02-01", "2020-02-01"),
    ],
)
def test_the_day_that_a_fact_is_sorted_by(id: str, date: str, first: str, last: str, model: sqlite3.Connection) -> None:
    assert rows(model, "SELECT date, first_day, last_day FROM facts WHERE id = ?", id) == [(date, first, last)]


def test_members_stand_beside_their_group(model: sqlite3.Connection) -> None:
    sql = 'SELECT entity, role, "group" FROM parties WHERE fact = ? ORDER BY entity'
    assert rows(model, sql, "no-2020-two-tessaro") == [
        ("fjordcom", "carrier", "no-two"),
        ("no-two", "carrier", None),
        ("polarmobil", "carrier", "no-two"),
        ("tessaro", "vendor", None),
    ]


def test_places_and_citations(model: sqlite3.Connection) -> None:
    assert rows(model, "SELECT country FROM places WHERE fact = 'vu-2020-brackett-stake' ORDER BY 1") == [("NO",), ("VU",)]
    sql = "SELECT source, basis, position FROM citations WHERE fact = 'no-2019-quarzel-plan' ORDER BY position"
    assert rows(model, sql) == [("kite-2019-ban", "own-voice", 0), ("heron-2020-reprint", "own-voice", 1)]


def test_names_are_compiled_with_their_forms_and_keys(model: sqlite3.Connection) -> None:
    found = rows(model, "SELECT form, text, key, bare_key FROM names WHERE target = 'fjordcom' ORDER BY number")
    assert found == [
        ("name", "Fjordcom", "fjordcom", "fjordcom"),
        ("alias", "Fjordcom ASA", "fjordcomasa", "fjordcom"),
        ("alias", "Fjord Communications", "fjordcommunications", "fjordcommunications"),
        ("alias", "フィヨルドコム", "フィヨルドコム", "フィヨルドコム"),
        ("alias", "株式会社フィヨルドコム", "株式会社フィヨルドコム", "フィヨルドコム"),
        ("former", "Nordlys Telefon", "nordlystelefon", "nordlystelefon"),
    ]
    assert rows(model, "SELECT form FROM names WHERE text = 'QZ' AND target = 'quarzel'") == [("weak",)]


def test_every_name_has_its_words_and_key(model: sqlite3.Connection) -> None:
    for number, text, key in rows(model, "SELECT number, text, key FROM names WHERE number % 50 = 0 OR number < 60"):
        words = words_of_name(str(text))
        assert key == key_of(words) != ""
        assert {word for (word,) in rows(model, "SELECT word FROM words WHERE name = ?", number)} >= set(words)


def test_every_country_has_an_english_name_and_codes(model: sqlite3.Connection) -> None:
    codes = {code for code, *_ in read_countries()}
    assert {code for (code,) in rows(model, "SELECT code FROM countries")} == codes
    sql = "SELECT COUNT(DISTINCT target) FROM names WHERE is_country AND form = 'code' AND LENGTH(text) = 3"
    assert rows(model, sql)[0][0] == len([code for code in codes if code != "EU"])  # the Union has no third letter


def test_equal_input_gives_an_equal_file(base_file: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        open_read_model([base_file], tmp_path / folder).close()
    (one,), (two,) = list((tmp_path / "one").iterdir()), list((tmp_path / "two").iterdir())
    assert one.name == two.name
    assert one.read_bytes() == two.read_bytes()


def test_hostile_values_are_only_values() -> None:
    text = BASE_TEXT.replace("name: Lagunet,", 'name: "\'); DROP TABLE facts; --",')
    base, _ = load_facts(inputs_of(text))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        compile_base(base, connection)
        assert rows(connection, "SELECT name FROM entities WHERE id = 'lagunet'") == [("'); DROP TABLE facts; --",)]
        assert rows(connection, "SELECT COUNT(*) FROM facts") == [(14,)]
