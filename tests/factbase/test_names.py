"""The normal form of names, and the laws that it keeps."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vendorwatch.factbase.legal_forms import legal_forms, without_legal_form
from vendorwatch.factbase.names import key_of, words_of_name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("NTT DOCOMO, INC.", ["ntt", "docomo", "inc"]),
        ("SoftBank", ["softbank"]),
        ("Soft-Bank", ["soft", "bank"]),
        ("AT&T", ["at", "t"]),
        ("The Daily Heron", ["daily", "heron"]),
        ("Lagunet and Co", ["lagunet", "co"]),
        ("the", ["the"]),
        ("And The", ["and", "the"]),
        ("O'Brien", ["obrien"]),
        ("O’Brien", ["obrien"]),
        ("Telefónica", ["telefonica"]),
        ("Łódź Ørsted Đà Æther Œuvre", ["lodz", "orsted", "da", "aether", "oeuvre"]),
        ("Straße", ["strasse"]),
        ("İstanbul", ["istanbul"]),
        ("ＨＵＡＷＥＩ", ["huawei"]),
        ("ﾌｨﾖﾙﾄﾞ", ["フィヨルド"]),
        ("NTTドコモ", ["ntt", "ドコモ"]),
        ("ファー ウェイ", ["ファーウェイ"]),
        ("Хуавэй", ["хуавэй"]),
        ("ХУАВЭЙ", ["хуавэй"]),
        ("[bold red]x[/]", ["bold", "red", "x"]),
        ("\x1b[31m", ["31m"]),
        ("M1", ["m1"]),
        ("", []),
        ("!?", []),
        ("\u202e\u200b", []),
    ],
)
def test_words(name: str, words: list[str]) -> None:
    assert words_of_name(name) == words


@pytest.mark.parametrize("name", ["कुमार", "ไทย", "한국", "日本", "Ελλάδα", "עברית", "العربية"])
def test_marks_that_make_letters_stay(name: str) -> None:
    assert words_of_name(name)
    assert sum(map(len, words_of_name(name))) >= len(name) - 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("soft bank", "SoftBank"),
        ("AT & T", "AT&T"),
        ("Johnson and Johnson", "Johnson & Johnson"),
        ("Ｃａｆé", "CAFE"),
        ("e\u0301cole", "école"),
        ("ハ\u3099ナナ", "バナナ"),
        ("The Nikkei", "nikkei"),
        ("日本・電気", "日本電気"),
    ],
)
def test_names_with_one_key(one: str, other: str) -> None:
    assert key_of(words_of_name(one)) == key_of(words_of_name(other)) != ""


# Letters whose folding undoes itself, joins across words, or changes length.
ODD = st.text(
    alphabet=st.sampled_from(list("aEßİıſϓ\u0345\u0301\u3099ﬀﾌﾞㇷㇺ゚가\u1100\u1161\u11a8 -'.、ａ＆々ー〆ⓐ㈱ǆ theand")),
    max_size=8,
)
NAMES = st.one_of(st.text(max_size=30), ODD)


@given(NAMES)
@example("α、\u0301")
@example("\u1100 \u1161")
@example("ϓ")
@example("th e and")
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    key = key_of(words_of_name(text))
    assert key_of(words_of_name(key)) == key


@given(NAMES)
def test_words_hold_nothing_but_letters_digits_and_marks(text: str) -> None:
    for word in words_of_name(text):
        assert word
        assert all(unicodedata.category(char)[0] in "LNM" or char == "ー" for char in word)


@given(NAMES, st.sampled_from([" ", ", ", ".", " - ", "!", "「", "」", "\t"]))
def test_punctuation_around_changes_nothing(text: str, mark: str) -> None:
    assert words_of_name(f"{mark}{text}{mark}") == words_of_name(text)


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=30))
def test_case_changes_nothing(text: str) -> None:
    assert words_of_name(text.upper()) == words_of_name(text.lower()) == words_of_name(text)


@given(NAMES)
def test_composed_or_not_changes_nothing(text: str) -> None:
    key = key_of(words_of_name(text))
    assert key_of(words_of_name(unicodedata.normalize("NFC", text))) == key
    assert key_of(words_of_name(unicodedata.normalize("NFD", text))) == key


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("NTT DOCOMO, INC.", "nttdocomo"),
        ("Huawei Technologies Co., Ltd.", "huaweitechnologies"),
        ("BT Group plc", "btgroup"),
        ("Nokia Oyj", "nokia"),
        ("Telenor ASA", "telenor"),
        ("Ericsson AB", "ericsson"),
        ("Siemens AG", "siemens"),
        ("KDDI株式会社", "kddi"),
        ("株式会社NTTドコモ", "nttドコモ"),
        ("ООО Ромашка", "ромашка"),
        ("SoftBank", "softbank"),
    ],
)
def test_legal_forms_come_off(name: str, bare: str) -> None:
    assert key_of(without_legal_form(words_of_name(name), legal_forms())) == bare


@pytest.mark.parametrize("name", ["Inc", "Co Ltd", "株式会社", "AG", "有限公司", ""])
def test_a_name_never_loses_all_of_itself(name: str) -> None:
    words = words_of_name(name)
    bare = without_legal_form(words, legal_forms())
    assert bool(bare) == bool(words)


@given(NAMES)
def test_taking_legal_forms_off_is_done_at_once(text: str) -> None:
    forms = legal_forms()
    words = words_of_name(text)
    bare = without_legal_form(words, forms)
    assert without_legal_form(bare, forms) == bare
    assert bool(bare) == bool(words)


def test_latin_forms_come_off_the_end_only() -> None:
    forms = frozenset({"ab", "co ltd"})
    assert without_legal_form(["ab", "volvo"], forms) == ["ab", "volvo"]
    assert without_legal_form(["volvo", "ab"], forms) == ["volvo"]
    assert without_legal_form(["volvo", "co", "ltd", "ab"], forms) == ["volvo"]


def test_legal_forms_are_in_normal_form() -> None:
    forms = legal_forms()
    assert len(forms) > 1_000
    assert [form for form in forms if " ".join(words_of_name(form)) != form] == []
