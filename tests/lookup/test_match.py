"""The stages of a match, on the made-up base and on the bundled one."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import BASE_TEXT, HEAD, inputs_of
from vendorwatch.factbase.cache import bundled_facts
from vendorwatch.factbase.derive import names_of
from vendorwatch.factbase.inputs import read_inputs
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.names import sound_of
from vendorwatch.lookup.match import ANY, COUNTRY, MAX_LENGTH, SUGGESTIONS, resolve, suggest
from vendorwatch.lookup.store import Store, open_store
from vendorwatch.lookup.typos import edits_between


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory, base_file: Path) -> Iterator[Store]:
    with open_store([base_file]) as base:
        yield base


@cache
def bundled() -> Store:
    """The bundled base, in memory: hypothesis asks it thousands of times."""
    return open_store()


class Hit(NamedTuple):
    ids: tuple[str, ...]
    stage: str


def hit(base: Store, kind: str, text: str, *, exact: bool = False) -> Hit:
    matches = resolve(base, text, kind, exact=exact)
    stages = {match.stage for match in matches}
    assert len(stages) <= 1, matches
    return Hit(tuple(sorted(match.id for match in matches)), "".join(stages))


@pytest.mark.parametrize(
    ("kind", "text", "id", "stage"),
    [
        ("carrier", "fjordcom", "fjordcom", "id"),
        ("carrier", "FJORDCOM", "fjordcom", "id"),
        ("carrier", " fjordcom ", "fjordcom", "id"),
        ("carrier", "Fjordcom ASA", "fjordcom", "name"),
        ("carrier", "fjordcom inc.", "fjordcom", "name"),
        ("carrier", "fjord-communications", "fjordcom", "name"),
        ("carrier", "ＦＪＯＲＤ　ＣＯＭＭＵＮＩＣＡＴＩＯＮＳ", "fjordcom", "name"),
        ("carrier", "Fjörd Cömmunications", "fjordcom", "name"),
        ("carrier", "フィヨルドコム", "fjordcom", "name"),
        ("carrier", "ﾌｨﾖﾙﾄﾞｺﾑ", "fjordcom", "name"),
        ("carrier", "株式会社フィヨルドコム", "fjordcom", "name"),
        ("carrier", "フィヨルドコム株式会社", "fjordcom", "name"),
        ("carrier", "nordlys telefon", "fjordcom", "name"),
        ("carrier", "lagunet and co", "lagunet", "name"),
        ("carrier", "Lagunet & Co., Ltd.", "lagunet", "name"),
        ("carrier", "nordlys", "fjordcom", "words"),
        ("carrier", "fjord", "fjordcom", "words"),  # the holding's own name, but the holding is no carrier
        ("carrier", "telefon nordlys", "fjordcom", "words"),
        ("carrier", "nordlis telefon", "fjordcom", "typo"),
        ("carrier", "telefon nordlis", "fjordcom", "typo"),
        ("carrier", "polarmboil", "polarmobil", "typo"),
        ("carrier", "polrmobil inc", "polarmobil", "typo"),
        ("vendor", "qz", "quarzel", "name"),
        ("vendor", "Q.Z.", "quarzel", "name"),
        ("vendor", "quarzel", "quarzel", "id"),
        ("vendor", "夸泽尔", "quarzel", "name"),
        ("vendor", "quarzle", "quarzel", "typo"),
        ("vendor", "brackett labs", "brackett", "name"),
        ("country", "no", "NO", "id"),
        ("country", "nor", "NO", "id"),
        ("country", "Norge", "NO", "name"),
        ("country", "ノルウェー", "NO", "name"),
        ("country", "Port Vila", "VU", "name"),
        (ANY, "fjord", "fjord-holding", "name"),
        (ANY, "mira", "mira-brun", "words"),
    ],
)
def test_stages(kind: str, text: str, id: str, stage: str, made_up: Store) -> None:
    assert hit(made_up, kind, text) == ((id,), stage)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("carrier", "quarzel"),
        ("vendor", "qy"),
        ("vendor", "qzz"),
        ("vendor", "zq"),
        ("vendor", "darzel"),
        ("carrier", "x"),
        ("carrier", "inc"),
        ("carrier", "the"),
        ("carrier", "&"),
        ("carrier", ""),
        ("carrier", "!?"),
        ("country", "fjordcom"),
        ("carrier", "xolarmobyl"),
        ("carrier", "mobilpolar"),
    ],
)
def test_what_is_no_match(kind: str, text: str, made_up: Store) -> None:
    assert hit(made_up, kind, text) == ((), "")


def test_several_are_ambiguous_best_first(made_up: Store) -> None:
    assert hit(made_up, "carrier", "auralink") == (("auralink-north", "auralink-south"), "words")
    assert hit(made_up, COUNTRY, "Korea").ids == ("KP", "KR")


def test_a_company_form_is_no_part_of_a_countrys_name(made_up: Store) -> None:
    assert hit(made_up, ANY, "norway").ids == ("NO",)
    assert hit(made_up, ANY, "norway inc", exact=True) == ((), "")
    assert hit(made_up, ANY, "VU Ltd", exact=True) == ((), "")


def test_exact_stops_after_names(made_up: Store) -> None:
    for text in ("nordlys", "quarzle", "auralink", "polarmboil"):
        assert resolve(made_up, text, ANY)
        assert hit(made_up, ANY, text, exact=True) == ((), "")
    assert hit(made_up, ANY, "qz", exact=True) == (("quarzel",), "name")
    assert hit(made_up, ANY, "Fjordcom ASA", exact=True) == (("fjordcom",), "name")


def test_a_country_code_and_an_id_of_the_same_letters(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(f'{HEAD}entities:\n  vu: {{type: company, roles: [carrier], country: "NO", name: Vu Telecom}}\n')
    with open_store([path]) as base:
        assert hit(base, ANY, "vu").ids == ("vu",)
        assert hit(base, ANY, "VU").ids == ("VU", "vu")
        assert hit(base, COUNTRY, "vu").ids == ("VU",)
        assert hit(base, "carrier", "VU").ids == ("vu",)


def test_long_texts_are_looked_up_exactly_only(made_up: Store) -> None:
    padded = "nordlis telefon" + " " * MAX_LENGTH
    assert hit(made_up, "carrier", padded) == ((), "")
    assert hit(made_up, "carrier", "nordlys telefon" + "," * MAX_LENGTH) == (("fjordcom",), "name")
    assert suggest(made_up, "fjordcom" * 100) == []


def test_suggestions_are_few_scored_and_best_first(made_up: Store) -> None:
    found = suggest(made_up, "quarz", "vendor")
    assert [match.id for match in found] == ["quarzel"]
    near = suggest(made_up, "fjordkommunikation", ANY)
    assert 1 <= len(near) <= SUGGESTIONS
    assert [match.score for match in near] == sorted((match.score for match in near), reverse=True)
    assert all(match.stage == "suggestion" and 60 <= match.score <= 100 for match in near)
    assert len({match.id for match in near}) == len(near)
    assert suggest(made_up, "", ANY) == []


def test_a_match_says_through_which_name(made_up: Store) -> None:
    (match,) = resolve(made_up, "norldys telefon", "carrier")
    assert match.id == "fjordcom"
    assert match.alias == "Nordlys Telefon"
    assert match.name == "Fjordcom"
    assert 80 < match.score < 100


@pytest.mark.parametrize(
    ("kind", "text", "ids", "stage"),
    [
        ("carrier", "docomo", ("ntt-docomo",), "name"),
        ("carrier", "ドコモ", ("ntt-docomo",), "name"),
        ("carrier", "NTT DOCOMO, INC.", ("ntt-docomo",), "name"),
        ("carrier", "株式会社NTTドコモ", ("ntt-docomo",), "name"),
        ("carrier", "docmo", ("ntt-docomo",), "typo"),
        ("carrier", "NTT", ("ntt",), "id"),
        ("carrier", "nipon telegraf", ("ntt",), "typo"),
        ("carrier", "kddi", ("kddi",), "id"),
        ("carrier", "kdid", ("kddi",), "typo"),
        ("carrier", "au", ("kddi",), "name"),
        ("carrier", "soft bank", ("softbank",), "name"),
        ("carrier", "BT", ("bt",), "id"),
        ("vendor", "huwaei", ("huawei",), "typo"),
        ("vendor", "hauwei", ("huawei",), "typo"),
        ("vendor", "华为", ("huawei",), "name"),
        ("vendor", "華為", ("huawei",), "name"),
        ("vendor", "HUAWEI TECHNOLOGIES CO., LTD.", ("huawei",), "name"),
        ("vendor", "zte", ("zte",), "id"),
        ("vendor", "zet", ("zte",), "typo"),
        ("vendor", "nce", ("nec",), "typo"),
        ("country", "japan", ("JP",), "name"),
        ("country", "日本", ("JP",), "name"),
        ("country", "jpn", ("JP",), "id"),
        ("country", "Tokyo", ("JP",), "name"),
        ("country", "Beijing", ("CN",), "name"),
        ("country", "Korea", ("KP", "KR"), "name"),
        ("country", "Jappan", ("JP",), "typo"),
    ],
)
def test_names_of_the_bundled_base(kind: str, text: str, ids: tuple[str, ...], stage: str) -> None:
    found = hit(bundled(), kind, text)
    assert found.ids == ids
    # Several names may be near a country's; a person is told both.
    assert found.stage == stage or kind == COUNTRY


@pytest.mark.parametrize("text", ["Tesla", "Toyota", "NBC", "Nike", "Hawaii", "Commerzbank", "Adidas", "ABC", "NEO", "Sony"])
@pytest.mark.parametrize("kind", ["carrier", "vendor"])
def test_other_companies_are_not_taken_for_one(text: str, kind: str) -> None:
    assert hit(bundled(), kind, text) == ((), "")


@pytest.mark.parametrize(
    "text", ["Arista Networks", "Vladimir Putin", "mobile phone", "telecom", "government", "5G", "NTT (Shenzhen)", "a (b)"]
)
def test_near_and_common_words_are_no_names(text: str) -> None:
    assert hit(bundled(), ANY, text) == ((), "")


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Federal Communications Commission (FCC)", "us-fcc"),
        ("Nippon Telegraph and Telephone (NTT)", "ntt"),
        ("Huawei Technologies（华为）", "huawei"),
        ("soft bnak", "softbank"),
        ("Rakutenmobil", "rakuten-mobile"),
        ("Lucent", "alcatel-lucent"),
    ],
)
def test_names_told_twice_cut_or_run_together(text: str, id: str) -> None:
    assert hit(bundled(), ANY, text).ids == (id,)


@pytest.mark.parametrize("text", ["A1", "O2"])
def test_a_letter_and_a_digit_are_a_word(text: str) -> None:
    assert len(hit(bundled(), "carrier", text).ids) > 1


def test_ntt_is_not_docomo() -> None:
    assert hit(bundled(), ANY, "ntt").ids == ("ntt",)
    assert hit(bundled(), ANY, "docomo").ids == ("ntt-docomo",)
    assert hit(bundled(), ANY, "ntt docomo").ids == ("ntt-docomo",)


def test_hauwei_is_not_kddi() -> None:
    assert hit(bundled(), ANY, "hauwei").ids == ("huawei",)


GROUPS: set[str] = set()


def _aliases() -> list[tuple[str, str, tuple[str, ...]]]:
    base, findings = load_facts(read_inputs([bundled_facts()]))
    assert not findings
    GROUPS.update(entity.id for entity in base.entities.values() if entity.type == "group")
    return [(entity.id, name, entity.roles) for entity in base.entities.values() for name in names_of(entity)]


ALIASES = _aliases()


def _full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


FORMS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "upper case": str.upper,
    "full width": _full_width,
    "punctuation around": lambda text: f"«{text}», ",
    "hyphens for spaces": lambda text: text.replace(" ", "-"),
    "dots for spaces": lambda text: text.replace(" ", ". ") + ".",
    "more space": lambda text: "  ".join(text.split()) + "\t",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_alias_resolves_to_its_entity(form: str) -> None:
    wrong = []
    for id, alias, roles in ALIASES:
        for kind in (ANY, *(role for role in roles if role in ("carrier", "vendor"))):
            matches = resolve(bundled(), FORMS[form](alias), kind, exact=True)
            if id not in [match.id for match in matches] or {match.stage for match in matches} - {"id", "name"}:
                wrong.append((kind, alias, matches))
    assert not wrong


def test_there_are_aliases_in_many_scripts() -> None:
    assert len(ALIASES) > 100
    assert sum(not alias.isascii() for _, alias, _ in ALIASES) > 40


@given(text=st.text(max_size=40), kind=st.sampled_from(["carrier", "vendor", COUNTRY, ANY]))
def test_any_text_ends_in_a_list_of_matches(text: str, kind: str) -> None:
    matches = resolve(bundled(), text, kind)
    keys = [(match.id, match.kind) for match in matches]
    assert len(set(keys)) == len(keys)
    assert all(0 <= match.score <= 100 for match in matches)
    assert matches == resolve(bundled(), text, kind)
    assert len(suggest(bundled(), text, kind)) <= SUGGESTIONS


@given(data=st.data())
def test_one_slip_in_a_long_name_still_finds_it_or_says_it_is_ambiguous(data: st.DataObject) -> None:
    # What a group is called describes it, and is only found as it stands.
    long = [item for item in ALIASES if item[1].isascii() and len(item[1]) >= 10 and item[0] not in GROUPS]
    id, alias, _ = data.draw(st.sampled_from(long))
    place = data.draw(st.integers(1, len(alias) - 2))
    if not (alias[place].isalpha() and alias[place - 1].isalpha() and alias[place + 1].isalpha()):
        return
    slipped = alias[:place] + alias[place + 1 :]
    assert id in [match.id for match in resolve(bundled(), slipped, ANY)], (alias, slipped)


@pytest.mark.parametrize(
    ("query", "name", "edits"),
    [
        ("huawei", "huawei", 0),
        ("hauwei", "huawei", 1),
        ("huawe", "huawei", 1),
        ("huaweii", "huawei", 1),
        ("huowei", "huawei", 1),
        ("huowey", "huawei", None),
        ("guawei", "huawei", None),
        ("uhawei", "huawei", 1),
        ("zt", "zte", None),
        ("zet", "zte", 1),
        ("ztte", "zte", 1),
        ("zta", "zte", None),
        ("zth", "zte", None),
        ("nbc", "nec", None),
        ("kdid", "kddi", 1),
        ("kddy", "kddi", None),
        ("kddii", "kddi", 1),
        ("nippontelegraf", "nippontelegraph", 1),
        ("docomoo", "docomo", 1),
        ("ericcson", "ericsson", 1),
        ("erickson", "ericsson", 1),
        ("eriksonn", "ericsson", 1),
        ("fujitsulimitid", "fujitsulimited", 1),
        ("", "zte", None),
        ("zte", "", None),
    ],
)
def test_edits(query: str, name: str, edits: int | None) -> None:
    assert edits_between(query, name) == edits


@given(text=st.text(alphabet="abcdefg", min_size=0, max_size=12), other=st.text(alphabet="abcdefg", max_size=12))
def test_edits_are_few_and_the_same_both_ways(text: str, other: str) -> None:
    edits = edits_between(text, other)
    assert edits is None or 0 <= edits <= 3
    assert (edits == 0) == (text == other and text != "")
    # Short names may lack a letter, and have none more.
    if edits is not None and min(len(sound_of(text)), len(sound_of(other))) > 5:
        assert edits_between(other, text) == edits


def test_the_made_up_base_is_what_these_tests_think(made_up: Store) -> None:
    base, findings = load_facts(inputs_of(BASE_TEXT))
    assert not findings
    assert made_up.describe()["entities"] == len(base.entities)
