"""Fact files → typed records, and a finding with its place for everything that cannot be read."""

import pytest

from helpers import BASE_TEXT, HEAD, inputs_of
from vendorwatch.factbase.fields import FACT_FIELDS
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.inputs import Input
from vendorwatch.factbase.load import load_facts
from vendorwatch.factbase.model import FactBase, Party


@pytest.fixture(scope="module")
def base() -> FactBase:
    base, findings = load_facts(inputs_of(BASE_TEXT))
    assert findings == []
    return base


def findings_of(text: str) -> list[Finding]:
    return load_facts(inputs_of(text))[1]


def one_finding(text: str) -> Finding:
    (finding,) = findings_of(text)
    return finding


def test_the_made_up_base_has_every_kind_and_nearly_every_field(base: FactBase) -> None:
    assert {fact.kind for fact in base.facts.values()} == set(FACT_FIELDS)
    assert (base.version, len(base.sources), len(base.entities), len(base.facts)) == ("2021-03-04", 4, 16, 14)


def test_countries_versions_and_dates_stay_text() -> None:
    text = (
        HEAD.replace('"2021-03-04"', "2021-03-04")
        + "entities:\n  aa: {type: company, roles: [vendor], name: 1e3, country: NO}\n"
    )
    base, findings = load_facts(inputs_of(text))
    assert findings == []
    assert base.version == "2021-03-04"
    assert (base.entities["aa"].name, base.entities["aa"].country) == ("1e3", "NO")


def test_an_action(base: FactBase) -> None:
    fact = base.facts["no-2020-quarzel-ban"]
    assert fact.parties == (
        Party("actor", "no-government", ("actor",)),
        Party("target", "quarzel", ("targets", 0)),
    )
    assert fact.own == {
        "action": "deployment-ban", "binding": "mandatory", "names_vendors": "yes", "instrument": "Act on Safe Networks",
    }  # fmt: skip
    assert fact.scope == {"network": ("any",), "buyers": ("carriers",)}
    assert {name: date.edtf for name, date in fact.dates.items()} == {"announced": "2020-02-01", "effective": "2020-03-01"}
    assert [(item.by.edtf if item.by else None, item.what) for item in fact.deadlines] == [("2024-12", "core networks")]
    assert (fact.thread, fact.supersedes, fact.stands) == ("no-quarzel", "no-2019-quarzel-plan", True)


def test_a_deal_and_a_case_have_parties_by_role(base: FactBase) -> None:
    deal = base.facts["vu-2020-brackett-stake"]
    assert [(party.role, party.id, party.path) for party in deal.parties] == [
        ("investor", "brackett", ("parties", "investor", 0)),
        ("target", "tessaro", ("parties", "target", 0)),
    ]
    assert [(item.role, item.amount.text) for item in deal.amounts] == [
        ("amount", "NOK 64.5 bn"), ("share", "10 %"), ("equivalent", "USD 7 bn"),
    ]  # fmt: skip


def test_citations_and_conflicts(base: FactBase) -> None:
    (citation,) = base.facts["no-2019-fjordcom-quarzel"].citations
    assert citation.passage is not None
    assert (citation.source, citation.stance, citation.passage.paragraph, citation.passage.words) == (
        "heron-2019-radios", "supports", 3, 15,
    )  # fmt: skip
    (conflict,) = base.facts["vu-2019-lagunet-brackett"].conflicts
    assert (conflict.with_, conflict.type) == ("vu-2019-lagunet-no-brackett", "scope-unclear")


def test_withdrawn_and_deprecated_facts_do_not_stand(base: FactBase) -> None:
    assert [id for id, fact in base.facts.items() if not fact.stands] == ["no-2018-slip", "no-2018-found-false"]


def test_members_unknown_is_none_and_no_members_is_empty(base: FactBase) -> None:
    assert base.entities["no-small"].members is None
    assert base.entities["no-two"].members == ("fjordcom", "polarmobil")
    assert base.entities["fjordcom"].members == ()


def test_records_know_file_and_place(base: FactBase) -> None:
    lines = BASE_TEXT.split("\n")
    for fact in base.facts.values():
        line, column = fact.origin.mark_of("citations", 0, "source")
        assert lines[line - 1][column - 1 :].startswith("source:")
    entity = base.entities["fjordcom"].origin
    line, column = entity.mark_of("names", "ja", 1)
    assert lines[line - 1][column - 1 :].startswith("株式会社フィヨルドコム")
    assert entity.mark_of("nosuch") == entity.mark
    assert lines[entity.mark[0] - 1] == "  fjordcom:"


@pytest.mark.parametrize(
    ("old", "new", "code", "id", "at", "says"),
    [
        ("status: in-force", "status: inforce", "E030", "no-2020-quarzel-ban", "status", "did you mean 'in-force'?"),
        ("[4g], layer: [core]", "[4g, 7g], layer: [core]", "E030", "vu-2019-lagunet-no-brackett", "7g", "'7g'"),
        ("carriers: [no-two]", "carriers: no-two", "E007", "no-2020-two-tessaro", "carriers", "takes a list"),
        ("summary: Brackett takes a tenth of Tessaro.", "summary: [a]", "E007", "vu-2020-brackett-stake", "summary", "list"),
        ("summary: Brackett takes a tenth of Tessaro.", "summary:", "E004", "vu-2020-brackett-stake", "summary", "empty"),
        ("about: [tessaro]", "about: []", "E004", "no-2020-tessaro-target", "about", "empty"),
        ("about: [tessaro]", "about: [tessaro, '']", "E004", "no-2020-tessaro-target", "''", "empty item"),
        ("metric: market-share", "metrik: market-share", "E003", "no-2020-tessaro-target", "metrik", "'metric'"),
        ("amount: about 20 %", "amount: twenty", "E050", "no-2020-tessaro-target", "amount", "twenty"),
        ("amount: 0.7 %", "amount: 0.7x", "E050", "no-2020-tessaro-target", "amount: 0.7x", "0.7x"),
        ('by: "2030"', 'by: "2030-13"', "E040", "no-2020-tessaro-target", "by", "no month 13"),
        ("size: 2", "size: two", "E007", "no-two", "size", "no whole number"),
        ('id: no-2018-slip', 'id: No_Slip', "E010", "No_Slip", "id", "is no id"),
        ("{investor: brackett, target: tessaro}", "[brackett]", "E007", "vu-2020-brackett-stake", "parties", "a mapping"),
        ('country: "VU", name: Kite Wire', 'country: VUT, name: Kite Wire', "E022", "kite-wire", "country", "'VUT'"),
        ("names: {en: [Lagunet & Co. Ltd]}", "names: {en: Lagunet}", "E007", "lagunet", "en", "takes a list"),
        ('issued: "2020-02-01"', 'issued: 1 Feb 2020', "E040", "no-2020-act", "issued", "1 Feb 2020"),
        ("text: 2", "text: 2x", "E063", "heron-2019-radios", "text", ""),
        ("passage: p3 ", "passage: q3 ", "E063", "no-2019-fjordcom-quarzel", "passage", ""),
        ("kind: deal", "kind: dael", "E030", "vu-2020-brackett-stake", "kind", "did you mean 'deal'?"),
        ("rank: deprecated", "rank: {a: b}", "E007", "no-2018-found-false", "rank", "a mapping"),
        ("until: \"2012\"", "until: \"12\"", "E040", "fjordcom", "until", "12"),
        ("type: scope-unclear, ", "typ: scope-unclear, ", "E003", "vu-2019-lagunet-brackett", "typ", "'type'"),
    ],
)  # fmt: skip
def test_a_finding_stands_on_the_offending_key_or_item(old: str, new: str, code: str, id: str, at: str, says: str) -> None:
    assert BASE_TEXT.count(old) == 1
    text = BASE_TEXT.replace(old, new)
    (finding,) = [finding for finding in findings_of(text) if finding.code == code]
    line = text.split("\n")[finding.line - 1]
    assert line[finding.column - 1 :].startswith(at), (line, finding)
    assert finding.id == id
    assert says in finding.message
    assert finding.file == "facts.yaml"
    assert finding.is_error


@pytest.mark.parametrize(
    ("old", "key"),
    [
        ("  carriers: [no-two]\n", "carriers"),
        ("  deal: equity-stake\n", "deal"),
        ("  speaker: mira-brun\n", "speaker"),
        ("  summary: Quarzel sues the government of Vanuatu.\n", "summary"),
        ("  citations: [{source: no-2020-act, basis: document}]\n", "citations"),
        ("    container-title: Official Gazette\n", "container-title"),
    ],
)
def test_a_missing_key_is_reported_on_its_record(old: str, key: str) -> None:
    finding = one_finding(BASE_TEXT.replace(old, ""))
    assert finding.code == "E004"
    assert finding.message == f"{key} is missing; add it"


def test_a_status_belongs_to_its_kind() -> None:
    finding = one_finding(BASE_TEXT.replace("status: filed", "status: in-force"))
    assert finding.code == "E030"
    assert "pending" in finding.message


def test_all_findings_are_reported_at_once() -> None:
    text = (
        BASE_TEXT.replace("status: in-force", "status: x")
        .replace("amount: about 20 %", "amount: x")
        .replace("size: 2", "size: x")
    )
    assert [finding.code for finding in sorted(findings_of(text))] == ["E007", "E030", "E050"]


def test_an_id_that_stands_twice_in_a_file_is_reported() -> None:
    finding = one_finding(BASE_TEXT.replace("- id: no-2018-slip", "- id: no-2018-found-false"))
    assert finding.code == "E010"
    assert "stands twice" in finding.message


def test_a_text_that_breaks_off_says_only_that() -> None:
    broken = BASE_TEXT.replace("citations: [{source: no-2020-act, basis: document}]", "citations: [{source: no-2020-act")
    assert [finding.code for finding in findings_of(broken)] == ["E001"]


def test_later_files_override_by_id() -> None:
    later = HEAD.replace("2021-03-04", "2022-02-02") + (
        'entities:\n  tessaro: {type: company, roles: [vendor, carrier], name: Tessaro Two}\n'
        '  new-one: {type: company, roles: [vendor], name: New One}\n'
    )  # fmt: skip
    first, second = inputs_of(BASE_TEXT)[0], inputs_of(later, "later.yaml")[0]
    base, findings = load_facts([first, second])
    assert findings == []
    assert base.version == "2022-02-02"
    assert base.entities["tessaro"].name == "Tessaro Two"
    # Whole records are replaced, not merged.
    assert base.entities["tessaro"].country is None
    assert base.entities["tessaro"].origin.file == "later.yaml"
    assert base.entities["new-one"].origin.file == "later.yaml"
    assert len(base.entities) == 17
    assert load_facts([second, first])[0].entities["tessaro"].name == "Tessaro"


def test_equal_ids_in_two_files_are_no_finding() -> None:
    one, two = inputs_of(BASE_TEXT, "one.yaml")[0], inputs_of(BASE_TEXT, "two.yaml")[0]
    base, findings = load_facts([one, two])
    assert findings == []
    assert {fact.origin.file for fact in base.facts.values()} == {"two.yaml"}


@pytest.mark.parametrize("variant", ["\ufeff" + BASE_TEXT, BASE_TEXT.replace("\n", "\r\n"), BASE_TEXT + "\n\n# end"])
def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing(variant: str, base: FactBase) -> None:
    other, findings = load_facts([Input(inputs_of("")[0].path, variant.encode())])
    assert findings == []
    assert {id: fact.summary for id, fact in other.facts.items()} == {id: fact.summary for id, fact in base.facts.items()}
    assert [fact.origin.mark for fact in other.facts.values()] == [fact.origin.mark for fact in base.facts.values()]


def test_a_file_with_a_head_alone_is_an_empty_base() -> None:
    for text in (HEAD, f"{HEAD}sources:\nentities:\nfacts:\n"):
        base, findings = load_facts(inputs_of(text))
        assert findings == []
        assert not base.facts
        assert not base.entities
        assert not base.sources


def test_a_fact_of_no_kind_still_names_all_that_every_kind_needs() -> None:
    findings = findings_of(HEAD + "facts:\n- id: aa-2020-what\n  kind: bogus\n")
    assert [(finding.code, finding.message.split()[0]) for finding in sorted(findings)] == [
        ("E004", "citations"),
        ("E004", "status"),
        ("E004", "summary"),
        ("E030", "kind"),
    ]
