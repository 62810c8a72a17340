"""What goes on from a beginning: ids and names, in any case and script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import inputs_of
from vendorwatch.api import Base, open_base
from vendorwatch.lookup.prefix import complete


@pytest.fixture(scope="module")
def base(base_file: Path, shared_cache: Path) -> Iterator[Base]:
    with open_base(base_file, cache=shared_cache) as opened:
        yield opened


def texts(base: Base, typed: str, kind: str | None = None) -> list[str]:
    return [found.text for found in base.complete(typed, kind)]


@pytest.mark.parametrize(
    ("typed", "kind", "wanted"),
    [
        ("fj", "carrier", ["fjordcom"]),
        ("FJ", "carrier", ["FJordcom"]),
        ("Auralink", "carrier", ["Auralink-north", "Auralink-south"]),
        ("auralink n", "carrier", ["auralink north"]),
        ("auralink ", "carrier", ["auralink north", "auralink south"]),
        ("auralink-", "carrier", ["auralink-north", "auralink-south"]),
        ("AuralinkN", "carrier", ["AuralinkNorth"]),
        ("フィ", "carrier", ["フィヨルドコム"]),
        ("ふぃ", "carrier", ["ふぃヨルドコム"]),
        ("夸", "vendor", ["夸泽尔"]),
        ("nordlys", "carrier", ["nordlys telefon"]),
        ("Fjord Comm", "carrier", ["Fjord Communications"]),
        ("norw", "country", ["norway"]),
        ("norveg", "country", ["norvegia"]),
        ("Fjord C", "carrier", ["Fjord Communications"]),
        ("q", "vendor", ["quarzel"]),
        ("qz", "vendor", []),
        ("NOR", "carrier", ["NORdlys Telefon", "NORway's two largest carriers"]),
        ("heron-2020", "source", ["heron-2020-reprint"]),
        ("Heron 2020", "source", ["Heron 2020-reprint"]),
        ("no-2020-t", "fact", ["no-2020-tessaro-target", "no-2020-two-tessaro"]),
        ("no-q", "thread", ["no-quarzel"]),
        ("quarzel", "carrier", []),
        ("fjordcomx", "carrier", []),
        ("fjo ", "carrier", []),
        ("&", "carrier", []),
        ("x" * 300, None, []),
    ],
)
def test_a_beginning_goes_on(base: Base, typed: str, kind: str | None, wanted: list[str]) -> None:
    assert texts(base, typed, kind) == wanted


def test_beside_a_text_stand_id_and_display_name(base: Base) -> None:
    assert base.complete("laguna", "carrier") == []
    assert base.complete("Lagunet &", "carrier") == [("Lagunet & Co. Ltd", "lagunet", "Lagunet")]
    assert base.complete("夸", "vendor") == [("夸泽尔", "quarzel", "Quarzel")]


def test_nothing_typed_offers_the_ids_of_a_kind(base: Base) -> None:
    assert texts(base, "", "vendor") == ["brackett", "quarzel", "tessaro"]
    assert texts(base, " ", "vendor") == [" brackett", " quarzel", " tessaro"]
    assert texts(base, "", "country") == ["Norway", "Vanuatu"]


def test_one_text_is_offered_for_each_record(base: Base) -> None:
    found = base.complete("f")
    assert len({(item.id, item.name) for item in found}) == len(found)
    assert "fjordcom" in [item.id for item in found]


def test_a_cut_list_has_the_common_beginning_of_the_whole(base: Base) -> None:
    cut = [found.text for found in base.complete("", "carrier", limit=3)]
    assert len(cut) == 3
    assert cut[0] == "auralink-north"
    assert cut[-1] == "polarmobil"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=6))
def test_any_text_is_answered_with_texts_that_begin_with_it(base: Base, typed: str) -> None:
    for found in base.complete(typed):
        assert found.text.startswith(typed)


@pytest.mark.parametrize("kind", ["carrier", "vendor", "country", None])
def test_what_is_offered_resolves_to_its_record(kind: str | None, shared_cache: Path) -> None:
    with open_base(cache=shared_cache) as bundled:
        for typed in ("a", "n", "S", "ntt", "中", "日", "Ch", "фр", "ا", "united "):
            for found in bundled.complete(typed, kind):
                meant = [match.id for match in bundled.resolve(found.text, kind, exact=True)]
                assert found.id in meant, found


def test_names_come_from_the_index(base: Base) -> None:
    plans: list[str] = []
    base._store.connection.set_trace_callback(plans.append)
    try:
        complete(base._store, "fj", "carrier")
    finally:
        base._store.connection.set_trace_callback(None)
    asked = [sql for sql in plans if " names n " in sql]
    assert asked
    for sql in asked:
        plan = " ".join(str(row[3]) for row in base._store.rows(f"EXPLAIN QUERY PLAN {sql}"))
        assert "SEARCH n USING INDEX names_by_key" in plan
        assert "SCAN n" not in plan


def test_a_beginning_shared_by_thousands_costs_no_scan(tmp_path: Path) -> None:
    from time import perf_counter

    from vendorwatch.factbase.cache import write_read_model
    from vendorwatch.factbase.load import load_facts

    entities = "".join(
        f"  tel-{i:05}: {{type: company, roles: [carrier], country: NO, name: Tel {i:05}}}\n" for i in range(3000)
    )
    text = f'schema: vendorwatch/1\nversion: "2021-01-01"\nentities:\n{entities}'.replace("NO", '"NO"')
    records, findings = load_facts(inputs_of(text))
    assert not findings
    write_read_model(records, tmp_path / "base.sqlite")
    import sqlite3

    from vendorwatch.lookup.store import Store

    with Store(sqlite3.connect(tmp_path / "base.sqlite"), []) as store:
        started = perf_counter()
        found = complete(store, "tel", "carrier", 50)
        assert perf_counter() - started < 0.5
    assert len(found) <= 51
    assert (found[0].id, found[-1].id) == ("tel-00000", "tel-02999")
