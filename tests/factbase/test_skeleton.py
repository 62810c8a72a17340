"""Skeletons: once their blanks are filled, they pass the check, in the form that `fmt` writes."""

import re

import pytest

from factbase.check.bases import TODAY, base_text, inputs_of
from vendorwatch.factbase.check import check_facts
from vendorwatch.factbase.fields import FACT_FIELDS, fields_to_give
from vendorwatch.factbase.format import format_text
from vendorwatch.factbase.skeleton import Given, Value, faults_of, render_skeleton, slug, suggest_id
from vendorwatch.factbase.vocabulary import STATUSES, VOCABULARIES

FILLED = {
    "summary": "Something happened.", "actor": "jp-government", "action": "guideline", "carriers": "[ntt]",
    "vendors": "[nec]", "relation": "supply", "deal": "loan", "parties": "{lender: nec}", "about": "[nec]",
    "metric": "revenue", "amount": "JPY 3 bn", "speaker": "nec", "position": "warns", "proceeding": "civil",
    "event": "launch", "as_of": '"2018-12-01"', "by": '"2030"', "source": "caixin-2018-big3", "basis": "own-voice",
    "title": "A Title", "container-title": "An Outlet", "issued": '"2018-12-11"', "URL": "https://example.org/a",
    "roles": "[carrier]", "name": "A Firm", "members": "unknown", "asserted_by": "nec", "note": "What it is.",
}  # fmt: skip
TYPES = {"source": "webpage", "entity": "company", "figure": "estimate"}
FACT_KINDS = [("fact", kind) for kind in FACT_FIELDS]


def filled(text: str, what: str, kind: str) -> str:
    """The skeleton with a value in every blank."""

    def fill(match: re.Match[str]) -> str:
        key = match[2]
        value = {"type": TYPES.get(kind or what, ""), "status": STATUSES.get(kind, [""])[0]}.get(key) or FILLED[key]
        return f"{match[1]}{key}: {value}"

    text = re.sub(r"^( +)(?!citations)([\w-]+):(?=$|  #)", fill, text.split("\n", 1)[1], flags=re.MULTILINE)
    return re.sub(r"([{ ])()(\w+): (?=[,}])", lambda match: f"{match[1]}{match[3]}: {FILLED[match[3]]}", text)


def pasted(skeleton: str, what: str, kind: str = "") -> str:
    """The small base with the skeleton, filled in."""
    first = skeleton.split("\n", 1)[0]
    record = f"{first}\n{filled(skeleton, what, kind)}"
    if what == "fact":
        return base_text() + record
    section = {"source": "sources:\n", "entity": "entities:\n"}[what]
    return base_text().replace(section, section + record, 1)


def skeleton(what: str, kind: str = "", **values: Value) -> str:
    return render_skeleton(what, kind, {"id": Given("xx-2018-new")} | {name: Given(value) for name, value in values.items()})


@pytest.mark.parametrize(("what", "kind"), [("source", ""), ("entity", ""), *FACT_KINDS])
def test_filled_skeleton_passes_and_is_canonical(what: str, kind: str) -> None:
    text = pasted(skeleton(what, kind), what, kind)
    findings = [item for item in check_facts(inputs_of(text), TODAY) if item.is_error]
    assert not findings
    record = text[text.index("xx-2018-new") :].split("\n  caixin", 1)[0]
    assert all(line in format_text(text, "f").split("\n") for line in record.split("\n")[1:] if line.startswith("   "))


@pytest.mark.parametrize("kind", FACT_FIELDS)
def test_fact_skeleton_is_canonical(kind: str) -> None:
    record = pasted(skeleton("fact", kind), "fact", kind)[len(base_text()) :]
    assert format_text(f'schema: vendorwatch/1\nversion: "1"\nfacts:\n{record}', "f").endswith(f"facts:\n{record}")


@pytest.mark.parametrize(("what", "kind"), [("source", ""), ("entity", ""), *FACT_KINDS])
def test_every_key_and_allowed_value_is_shown(what: str, kind: str) -> None:
    text = skeleton(what, kind)
    for name, field in fields_to_give(what, kind).items():
        assert name in text or name == "id"
        allowed = STATUSES[kind] if field.vocabulary == "status" else VOCABULARIES.get(field.vocabulary, ())
        if name not in ("kind", "stance"):
            assert all(value in text for value in allowed), name
    assert all(len(line) <= 125 for line in text.split("\n"))


@pytest.mark.parametrize(
    ("what", "kind", "values", "line"),
    [
        ("fact", "action", {"actor": "jp-government"}, "  actor: jp-government"),
        ("fact", "action", {"action": "other"}, "  note:  #"),
        ("fact", "action", {"names_vendors": "no"}, '  names_vendors: "no"'),
        ("fact", "action", {"announced": "2018-12"}, '  announced: "2018-12"'),
        ("fact", "action", {"network": ["5g"], "layer": ["core"]}, "  scope: {network: [5g], layer: [core]}"),
        ("fact", "action", {"basis": "on-record-self"}, "  - {source: , basis: on-record-self, asserted_by: }"),
        ("fact", "action", {"where": ["NO"]}, '  where: ["NO"]'),
        ("fact", "figure", {"type": "target"}, "  by:  #"),
        ("fact", "figure", {"amount": "3"}, "  amount: 3"),
        ("fact", "deal", {"parties": {"buyer": ["ntt", "nec"]}}, "  parties: {buyer: [ntt, nec]}"),
        ("entity", "", {"type": "group"}, "    members:  #"),
        ("entity", "", {"country": "NO"}, '    country: "NO"'),
        ("entity", "", {"names": {"ja": ["日本電気"]}}, "    names: {ja: [日本電気]}"),
        ("source", "", {"title": "A: B"}, '    title: "A: B"'),
    ],
)
def test_what_is_given_stands_in_its_place(what: str, kind: str, values: dict[str, Value], line: str) -> None:
    assert any(found.startswith(line) for found in skeleton(what, kind, **values).split("\n"))


def test_remark() -> None:
    text = render_skeleton("fact", "action", {"id": Given("xx-1"), "actor": Given("Foo: Bar", "is no entity")})
    assert '  actor: "Foo: Bar"  # is no entity\n' in text


@pytest.mark.parametrize(
    ("what", "kind", "values", "where", "id"),
    [
        ("fact", "action", {"targets": ["huawei"], "action": "plan", "effective": "2019-04?"}, "JP", "jp-2019-huawei-plan"),
        ("fact", "action", {}, "", "xx-2026-what"),
        ("fact", "relationship", {"carriers": ["ntt"], "vendors": ["nec"], "source": "a-2020-b"}, "JP", "jp-2020-ntt-nec"),
        ("fact", "deal", {"parties": {"target": "nec"}, "deal": "loan"}, "world", "world-2026-nec-loan"),
        ("fact", "statement", {"speaker": "x" * 80}, "JP", "jp-2026"),
        ("source", "", {"container-title": "The Other Post", "title": "A Big Story"}, "", "other-2026-story"),
        ("source", "", {"container-title": "時報"}, "", "2026-what"),
        ("entity", "", {"name": "AT&T Inc."}, "", "at-t-inc"),
        ("entity", "", {"name": "華為"}, "", "new"),
    ],
)
def test_suggested_id(what: str, kind: str, values: dict[str, Value], where: str, id: str) -> None:
    assert suggest_id(what, kind, values, where, "2026", lambda _: False) == id


def test_suggested_id_is_free() -> None:
    taken = {"new", "new-2", "new-3"}
    assert suggest_id("entity", "", {"name": "?"}, "", "2026", taken.__contains__) == "new-4"


def test_faults() -> None:
    assert not faults_of("fact", "deal", {"deal": "loan", "parties": {"buyer": "a", "seller": ["b", "c"]}})
    (fault,) = faults_of("fact", "deal", {"announced": "2018-13"})
    assert fault.code == "E040"


@pytest.mark.parametrize(("text", "wanted"), [("Crédit d'Été & Co", "credit-dete-co"), ("!", ""), ("5G NR", "5g-nr")])
def test_slug(text: str, wanted: str) -> None:
    assert slug(text) == wanted
