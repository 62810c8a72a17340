"""Many names at once: the answers of one name at a time, with the actions that reach them."""

import csv
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vendorwatch
from helpers import BASE_TEXT, write_text
from vendorwatch.factbase.names import sound_of
from vendorwatch.lookup import screen as screen_module
from vendorwatch.lookup.answer import Screened
from vendorwatch.lookup.match import ANY, COUNTRY, MAX_LENGTH, resolve
from vendorwatch.lookup.screen import Screener
from vendorwatch.lookup.sieve import Sieve, Terms
from vendorwatch.lookup.store import Store, open_store

DATA = Path(__file__).parents[1] / "data"
KINDS = (ANY, "vendor", "carrier", COUNTRY)


@cache
def labelled() -> Store:
    """The base of the labelled cases, in memory."""
    return open_store([DATA / "match_base.yaml"])


@cache
def sieve(kind: str, *, exact: bool = False) -> Sieve:
    return Sieve(labelled(), kind, exact=exact)


@cache
def aliases() -> list[str]:
    return [text for (text,) in labelled().rows("SELECT text FROM names")]


def lets_through(text: str, kind: str = ANY) -> None:
    """Assert that the sieve holds nothing back that the resolver finds."""
    if not sieve(kind).may_hold(text):
        assert resolve(labelled(), text, kind) == [], (text, kind)
    if not sieve(kind, exact=True).may_hold(text):
        assert resolve(labelled(), text, kind, exact=True) == [], (text, kind)


def test_the_sieve_lets_the_labelled_cases_through() -> None:
    with (DATA / "match_cases.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    assert len(cases) > 600
    for case in cases:
        for kind in {case["kind"], ANY}:
            lets_through(case["query"], kind)


def test_the_sieve_lets_typos_of_all_sorts_through() -> None:
    chance = random.Random(3)
    for name in chance.sample(aliases(), 600):
        for edits in (1, 2, 3):
            text = name
            for _ in range(edits):
                text = _edited(text, chance)
            lets_through(text)
        lets_through(" ".join(reversed(name.split())))
        lets_through(f"{name} Group Ltd.")


def test_the_sieve_lets_names_with_a_country_through() -> None:
    chance = random.Random(5)
    entities = [text for (text,) in labelled().rows("SELECT text FROM names WHERE NOT is_country")]
    countries = [text for (text,) in labelled().rows("SELECT text FROM names WHERE is_country AND form <> 'capital'")]
    seats = labelled().rows(
        "SELECT n.text, c.text FROM names n JOIN entities e ON e.id = n.target"
        " JOIN names c ON c.is_country AND c.target = e.country WHERE NOT n.is_country AND c.form <> 'capital'"
    )
    pairs = [(chance.choice(entities), chance.choice(countries)) for _ in range(600)] + chance.sample(seats, 600)
    for name, country in pairs:
        for text in (f"{name} {country}", f"{country} {name}", f"{name} ({country}) Ltd.", f"{name.split()[0]} {country}"):
            lets_through(text)
        lets_through(f"{name} {country}", "carrier")


def _edited(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    before, after = text[:place], text[place:]
    letter = chance.choice("aeinrst")
    kinds = (
        before + letter + after,
        before + after[1:],
        before + letter + after[1:],
        before + after[1:2] + after[:1] + after[2:],
    )
    return chance.choice((*kinds, before + after[:1] + after))


@given(st.text(max_size=24), st.sampled_from(KINDS))
def test_the_sieve_lets_any_text_through_that_is_found(text: str, kind: str) -> None:
    lets_through(text, kind)


@given(st.data())
def test_the_sieve_lets_pieces_of_names_through(data: st.DataObject) -> None:
    name, other = data.draw(st.sampled_from(aliases())), data.draw(st.sampled_from(aliases()))
    cut, other_cut = data.draw(st.integers(0, len(name))), data.draw(st.integers(0, len(other)))
    lets_through(name[:cut] + other[other_cut:], data.draw(st.sampled_from(KINDS)))


def test_the_sieve_holds_back_nearly_all_that_is_unknown() -> None:
    chance = random.Random(4)
    made = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=10)) + " shipping gmbh" for _ in range(500)]
    assert sum(map(sieve(ANY).may_hold, made)) < 25


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=9), max_size=9), st.text(alphabet="abc", max_size=9))
def test_near_terms_are_those_a_scan_finds(terms: list[str], query: str) -> None:
    from rapidfuzz.distance import OSA

    from vendorwatch.factbase.segments import allowed_edits

    def is_near(text: str, written: str) -> bool:
        allowed = allowed_edits(len(text))
        return bool(text and written) and OSA.distance(text, written) <= (allowed + 1 if allowed else 0)

    pairs = [
        (text, term, written) for text in {query, sound_of(query)} for term in terms for written in {term, sound_of(term)}
    ]
    scanned = {term for text, term, written in pairs if is_near(text, written)}
    assert {term for term in Terms(terms).near(query) if query} == scanned


@pytest.fixture
def store(base_file: Path) -> Iterator[Store]:
    with open_store([base_file]) as opened:
        yield opened


def test_a_row_of_each_status(store: Store) -> None:
    with Screener(store, "2020-03-01") as screener:
        reached = screener.screen(7, "Quarzel Networks")
        assert reached == Screened(
            7, "Quarzel Networks", "found", "quarzel", "Quarzel", "vendor", "name", 100.0, reached.alias, "VU",
            1, "deployment-ban", "mandatory", ("Government of Norway",), ("no-2020-quarzel-ban",),
        )  # fmt: skip
        assert screener.screen(1, "quarzle")[2:7] == ("found", "quarzel", "Quarzel", "vendor", "typo")
        assert screener.screen(2, "auralink") == Screened(
            2, "auralink", "ambiguous", candidates=("auralink-north", "auralink-south")
        )
        assert screener.screen(3, "zzyzx") == Screened(3, "zzyzx", "not_found")
        assert screener.screen(4, " \t") == Screened(4, " \t", "error", problem="the name is empty")
        assert screener.screen(5, "\ud800").status == "error"
        assert screener.screen(6, "norge")[2:10] == ("found", "NO", "Norway", "country", "name", 100.0, "Norge", "NO")
    with Screener(store, "2020-02-29") as screener:
        assert screener.screen(1, "quarzel").actions == 0


def test_undated_actions_are_marked(tmp_path: Path) -> None:
    path = write_text(tmp_path, BASE_TEXT.replace('  announced: "2020-02-01"\n  effective: "2020-03-01"\n', ""))
    with open_store([path]) as store, Screener(store, "1999-01-01") as screener:
        assert screener.screen(1, "quarzel").undated == ("no-2020-quarzel-ban",)


def test_answers_do_not_change_on_a_long_list(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        "quarzel",
        "Fjordcom ASA",
        "quarzle",
        "auralink",
        "zzyzx",
        "norge",
        "フィヨルドコム",
        "lagunet & co",
        "x" * 300,
    ] * 3
    with Screener(store, "2021-01-01") as slow:
        expected = [slow.screen(row, name) for row, name in enumerate(names)]
    monkeypatch.setattr(screen_module, "_SLOW_START", 1)
    for bound, value in (("_LARGE", 2**40), ("_LARGE", 0), ("_MANY_NAMES", 0)):
        monkeypatch.setattr(screen_module, bound, value)
        with Screener(store, "2021-01-01") as quick:
            assert [quick.screen(row, name) for row, name in enumerate(names)] == expected


def test_a_name_is_looked_up_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(store: Store, text: str, kind: str, *, exact: bool) -> list[object]:
        asked.append(text)
        return []

    monkeypatch.setattr(screen_module, "resolve", noted)
    with Screener(store, "2021-01-01") as screener:
        for row, name in enumerate(["a b", "c d", "a b", "a b", "c d"], 1):
            assert screener.screen(row, name)[:2] == (row, name)
    assert asked == ["a b", "c d"]


def test_memory_is_bounded(store: Store) -> None:
    with Screener(store, "2021-01-01", kept=50) as screener:
        for row in range(400):
            screener.screen(row, f"nobody {row}")
        screener.screen(1, "y" * (MAX_LENGTH + 1))
        kept = screener.answer.cache_info()
    assert (kept.currsize, kept.maxsize) == (50, 50)
    assert kept.misses == 400, "a long text is not kept"


def test_the_interface_is_lazy(base_file: Path) -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        for number in range(10**9):
            taken.append(number)
            yield "quarzel"

    with vendorwatch.open_base(base_file) as base:
        rows = base.screen(endless(), "vendor", as_of="2021-01-01")
        assert [next(rows).row for _ in range(3)] == [1, 2, 3]
        assert len(taken) <= 4
        assert [row.status for row in base.screen(["quarzle", "fjordcom"], "vendor", exact=True)] == ["not_found"] * 2
        # Without a day: that of the base's last edit, 2021-03-04.
        assert next(base.screen(["quarzel"])).strictest == "deployment-ban"
        rows.close()  # type: ignore[attr-defined]
