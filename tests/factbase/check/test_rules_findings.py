"""Every rule: a finding where it belongs, with its place and value, and none where the base is sane."""

import pytest

from factbase.check.bases import expect, expect_none
from factbase.check.wrong_cases import RATES, TWO, WRONG, Wrong, action, cite, entity, fact, source
from vendorwatch.factbase.check import RULES

RIGHT = [
    ("E001", action('note: "2018? Yes: [maybe]."', "summary: >-", "  folded", "  text")),
    ("E001", entity("names: {en: [A-B, C/D (E) F.], ja: [ノキア]}")),
    ("E002", entity("name: Acme", "names: {en: [Acme]}")),
    ("E003", action("announced: 2018")),
    ("E004", action("status: planned")),
    ("E006", entity("names: {ja: [ファーウェイ・テクノロジー　一], hi: [क्\u200dष], fr: [Télécom «É»], fa: [می\u200cرود]}")),
    ("E007", action("targets: [huawei]")),
    ("E008", action(f"summary: {'字' * 120}")),
    ("E010", action("targets: [zte]", "thread: ab")),
    ("E020", action("actor: jp-government", "targets: [huawei]", cite("basis: own-voice, asserted_by: company-sources"))),
    ("E020", entity("type: group", "members: unknown")),
    ("E021", fact("deal", "parties: {vendor: ntt, target: ntt}")),
    ("E022", action('where: ["EU", "GB", "TW", "HK", "XK"]')),
    ("E023", entity("ids: {wikidata: Q160120, lei: 549300A0JPRWG1KI7U06}")),
    ("E024", entity("name: Acme", "names: {en: [Acme, ACME], ja: [アクメ]}")),
    ("W025", entity("name: NEC Acme", "names: {zh-Hans: [中兴], ko: [화웨이], en: [Acme]}", "weak_names: [ABC]")),
    ("W025", entity("name: QRS", "names: {en: [QRS]}")),
    (
        "W026",
        entity("names: {ja: [NTTドコモ, 日本電気], ko: [삼성전자], uk: [Київстар], ar: [هواوي], hi: [जियो], en: ['3']}"),
    ),
    ("W026", entity("names: {zh-Hans: [华为], zh-Hant: [華為], zh: [中兴], sr-Latn: [Telekom], en-GB: [BT], de: [Über]}")),
    ("E027", entity("type: group", "members: unknown")),
    ("E027", entity("part_of: ntt")),
    (
        "W028",
        "sources:\n  old:\n    title: Old\n  caixin-2018-big3:\n    original: old\n    container-title: Caixin Global\n",
    ),
    ("E030", fact("relationship", "status: never")),
    ("E031", action("action: other", "note: A petition.")),
    ("E031", action("instrument: other")),
    ("E032", "entities:\n  g7:\n    type: group\n    roles: [government]\n    members: unknown\n" + action("actor: g7")),
    ("E032", fact("statement", "speaker: softbank")),
    ("E040", action('announced: "2018-02~/.."')),
    ("E041", action('announced: "2018-08-23"', 'effective: "2018-08"')),
    ("E041", action('announced: "2018~"', 'effective: "2017-12"')),
    ("E041", action('announced: "2018-08"', 'effective: "../2018"', 'ended: "2019/.."', "status: ended")),
    ("E042", action("status: adopted", 'as_of: "2018-11"', 'effective: "2020"')),
    ("E042", fact("relationship", "status: winding-down", 'as_of: "2018-11"', 'ended: "2020"')),
    ("E042", action("status: planned", 'as_of: "2018-11"', 'effective: "2018"')),
    ("W043", action('effective: "2026-09"')),
    ("W043", action('effective: "2019/.."')),
    ("W043", action('effective: "2019-04"', "rank: deprecated", "rank_reason: Wrong.")),
    ("W043", action("status: in-force", 'effective: "2018-04"')),
    (
        "W043",
        "facts:\n- id: xx-2018-one\n  kind: action\n  thread: a\n  effective: 2019\n"
        "- id: xx-2018-two\n  kind: statement\n  thread: a\n  as_of: 2020\n",
    ),
    ("E044", action("status: in-force", 'effective: "2018-12-12"')),
    ("E044", action("status: planned", 'effective: "2019-04"', 'announced: "2018-12"')),
    ("E044", action("status: in-force", 'as_of: "2018-12?"', 'effective: "2018"')),
    ("W045", action('announced: "2018-11-30?"', "citations: [{source: hdtechnews-2018-boycott, basis: own-voice}]")),
    ("W045", action('announced: "2018-11"', "citations: [{source: hdtechnews-2018-boycott, basis: own-voice}]")),
    ("W045", action('announced: "2018-11-30"')),
    ("W046", action('checked: "2026-01-15"')),
    ("W046", action("status: ended", 'checked: "2020-01-15"')),
    ("E050", action("amount: about USD 5 to 6 bn")),
    ("E051", fact("figure", "amount: 0.7 % to 100 %")),
    ("E051", fact("figure", "metric: relative-price", "amount: 120 %")),
    ("W052", RATES.format("JPY 20 bn", "USD 198 m")),
    ("W052", RATES.format("JPY 20 bn", "about USD 285 m")),
    ("W052", RATES.format("JPY 0", "USD 0")),
    ("E053", fact("figure", "type: forecast", 'period: "2020"')),
    ("E053", fact("figure", "type: estimate")),
    ("E060", action()),
    ("E061", action(cite("basis: hearsay, asserted_by: media reports"))),
    ("E061", action(cite("basis: on-record-other, asserted_by: zte"))),
    ("E061", action(cite("basis: document"))),
    ("E062", action(cite("via: [kyodo, caixin2], basis: own-voice"))),
    ("E063", action(cite("basis: own-voice, passage: p4 8w 5047a00ec6a79b46"))),
    ("W066", action("status: planned", cite("basis: hearsay"))),
    ("W066", action("status: in-force", cite("basis: anonymous"))),
    ("E067", source("URL: https://example.org/a?page=2&id=utm#top")),
    ("E067", source("text: 502w 670f8b91eeb84b39934fd0e283d07f6e")),
    ("E070", TWO.format("", "  conflicts: [{with: xx-2018-one, type: contradicts}]\n")),
    ("W071", TWO.format("  scope: {network: [4g]}\n", "  scope: {network: [5g]}\n  status: never\n")),
    (
        "W071",
        TWO.format("", "  status: never\n  conflicts: [{with: xx-2018-one, type: different-time}]\n"),
    ),
    ("E072", TWO.format("  thread: a\n", "  thread: a\n  supersedes: xx-2018-one\n")),
    ("E073", action("rank: normal")),
    ("W074", TWO.format("", "  relation: trial\n")),
    ("W074", TWO.format('  as_of: "2018"\n', '  as_of: "2019"\n')),
    ("E080", action("note: Down by -5 % = a lot @ home.")),
]

ELSEWHERE = {"E011", "E064", "E065"}
"""Rules whose faults `check` alone does not see: they have test files of their own."""


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{case.code} {case.says[0]}")
def test_rule_finds(case: Wrong) -> None:
    expect(case.code, case.snippet, id=case.id, at=case.at, says=case.says)


@pytest.mark.parametrize(("code", "snippet"), RIGHT)
def test_rule_lets_pass(code: str, snippet: str) -> None:
    expect_none(code, snippet)


def test_every_rule_has_a_case_of_both() -> None:
    rules = set(RULES) - ELSEWHERE - {"W005"}
    assert {case.code for case in WRONG} == rules
    assert {code for code, _ in RIGHT} == rules


def test_dates_that_only_today_moves() -> None:
    snippet = action('effective: "2019-04"', 'checked: "2018-12-11"')
    expect_none("W043", snippet, today="2019-07-29")
    expect("W043", snippet, id="xx-2018-act", at="effective", says=("2019-04",), today="2019-07-30")
    expect_none("W046", snippet, today="2019-12-11")
    expect("W046", snippet, id="xx-2018-act", at="checked", says=("2018-12-11",), today="2019-12-12")
