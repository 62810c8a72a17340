"""One fault a snippet: what each rule must find, and where."""

from typing import NamedTuple


class Wrong(NamedTuple):
    """A snippet with one fault: whose it is, where its line is pointed at, and what the message must hold."""

    code: str
    snippet: str
    id: str
    at: str
    says: tuple[str, ...]


def action(*lines: str) -> str:
    return "facts:\n- id: xx-2018-act\n  kind: action\n" + "".join(f"  {line}\n" for line in lines)


def fact(kind: str, *lines: str) -> str:
    return action(*lines).replace("kind: action", f"kind: {kind}")


def entity(*lines: str, id: str = "acme") -> str:
    return f"entities:\n  {id}:\n" + "".join(f"    {line}\n" for line in lines)


def source(*lines: str) -> str:
    return "sources:\n  a-page:\n" + "".join(f"    {line}\n" for line in lines)


def cite(text: str) -> str:
    return f"citations: [{{source: caixin-2018-big3, {text}}}]"


TWO = "facts:\n- id: xx-2018-one\n  kind: relationship\n{}- id: xx-2018-two\n  kind: relationship\n{}"
RATES = (
    "facts:\n- id: xx-2018-one\n  kind: deal\n  amount: JPY 100 bn\n  equivalents: [USD 1 bn]\n"
    "- id: xx-2018-two\n  kind: deal\n  deal: loan\n  amount: {}\n  equivalents: [{}]\n"
)

WRONG = [
    Wrong("E001", entity("name: *acme"), "-", "*acme", ("*acme",)),
    Wrong("E001", action("note: [who? me]"), "-", "  note", ("libyaml", "PyYAML")),
    Wrong("E002", entity("name: Acme", "name: Acme Inc"), "-", "name: Acme Inc", ("'name'",)),
    Wrong("E003", action("anounced: 2018"), "xx-2018-act", "anounced", ("'anounced'", "'announced'")),
    Wrong("E004", action("status:"), "xx-2018-act", "status", ("status",)),
    Wrong("E006", entity('name: "Acme\u200b"'), "acme", "name", ("U+200B", "delete")),
    Wrong("E006", entity('name: "Acme\\u202e"'), "acme", "name", ("U+202E",)),
    Wrong("E006", entity("name: Acme\u00a0Inc"), "acme", "name", ("U+00A0", "plain space")),
    Wrong("E006", entity("name: Acme\u0301 e\u0301"), "acme", "name", ("normal form C", "\\u0301")),
    Wrong("E006", entity('name: "Acme "'), "acme", "name", ("'Acme '", "space")),
    Wrong("E006", entity("name: Acme  # \u202eemca"), "-", "\u202e", ("U+202E",)),
    Wrong("E007", action("targets: huawei"), "xx-2018-act", "targets", ("'huawei'", "list")),
    Wrong("E010", "facts:\n- id: zte\n  kind: action\n", "zte", "id: zte", ("'zte'", "entity", "facts.yaml:")),
    Wrong("E008", action(f"summary: {'字' * 121}"), "xx-2018-act", "summary", ("121 characters", "1 more than 120")),
    Wrong("E010", "facts:\n- id: ab\n  kind: action\n", "ab", "id: ab", ("'ab'", "use 3 to 64")),
    Wrong("E010", entity("name: Acme", id="a"), "a", "a", ("'a'", "use 2 to 64")),
    Wrong("E010", entity("name: Acme", id="ACME"), "ACME", "ACME", ("'ACME'",)),
    Wrong("E020", action("targets: [zte, huwaei]"), "xx-2018-act", "huwaei", ("'huwaei'", "'huawei'")),
    Wrong("E020", action("actor: nobody-knows"), "xx-2018-act", "actor", ("'nobody-knows'", "add the entity")),
    Wrong("E020", action("supersedes: xx-2017"), "xx-2018-act", "supersedes", ("'xx-2017'",)),
    Wrong("E020", entity("name: Acme", "part_of: hueway"), "acme", "part_of", ("'hueway'",)),
    Wrong("E020", source("original: caixin"), "a-page", "original", ("'caixin'", "id of an entity")),
    Wrong("E021", fact("relationship", "carriers: [zte]"), "xx-2018-act", "zte", ("zte", "carrier", "vendor")),
    Wrong("E021", action(cite("via: [ntt], basis: own-voice")), "xx-2018-act", "ntt", ("ntt", "outlet")),
    Wrong("E022", entity('country: "UK"'), "acme", "country", ("'UK'", '"GB"')),
    Wrong("E022", action('where: ["JP", "XX"]'), "xx-2018-act", '"XX"', ("'XX'",)),
    Wrong("E023", entity("ids: {wikidata: 160120}"), "acme", "wikidata", ("'160120'",)),
    Wrong("E023", entity("ids: {lei: 549300A0JPRWG1KI7U07}"), "acme", "lei", ("549300A0JPRWG1KI7U07", "check digits")),
    Wrong(
        "E023",
        "entities:\n  a1:\n    name: A One\n    ids: {wikidata: Q1}\n  a2:\n    name: A Two\n    ids: {wikidata: Q1}\n",
        "a2",
        "wikidata",
        ("'Q1'", "a1"),
    ),
    Wrong("E024", entity("name: Acme", "weak_names: [Soft-Bank]"), "acme", "Soft-Bank", ("'Soft-Bank'", "softbank")),
    Wrong("E024", entity("name: Acme", "former_names: [{name: huawei}]"), "acme", "name", ("huawei", "different_from")),
    Wrong("W025", entity("name: Acme", "names: {en: [Acme Inc, AcM]}"), "acme", "AcM", ("'AcM'", "weak_names")),
    Wrong("W026", entity("names: {zh-hans: [华为]}"), "acme", "zh-hans", ("'zh-hans'", "'zh-Hans'")),
    Wrong("W026", entity("names: {jp: [ノキア]}"), "acme", "jp", ("'jp'", "'ja'")),
    Wrong("W026", entity("names: {ru: [Nokia]}"), "acme", "Nokia", ("'Nokia'", "Cyrillic")),
    Wrong("W026", entity("names: {en: [Nоkia]}"), "acme", "Nоkia", ("Cyrillic", "Latin")),
    Wrong("W026", entity("names: {zh-Hans: [ファーウェイ]}"), "acme", "ファ", ("Kana",)),
    Wrong("E027", entity("type: group"), "acme", "type", ("members",)),
    Wrong("E027", entity("type: group", "size: 1", "members: [ntt, zte]"), "acme", "size", ("1", "2")),
    Wrong("E027", entity("part_of: acme"), "acme", "part_of", ("acme → acme",)),
    Wrong("W028", entity("name: Acme"), "acme", "acme", ("'acme'",)),
    Wrong("E030", action("status: active"), "xx-2018-act", "status", ("'active'",)),
    Wrong("E031", action("action: other"), "xx-2018-act", "action", ("'other'", "note")),
    Wrong("E032", action("actor: softbank"), "xx-2018-act", "actor", ("softbank", "relationship")),
    Wrong("E040", action('announced: "2018-02-30"'), "xx-2018-act", "announced", ("2018-02-30",)),
    Wrong(
        "E041",
        action('announced: "2018-08-23"', 'effective: "2018-07"'),
        "xx-2018-act",
        "effective",
        ("2018-07", "2018-08-23"),
    ),
    Wrong("E042", action("status: in-force", 'ended: "2018"'), "xx-2018-act", "ended", ("2018", "in-force")),
    Wrong(
        "E042",
        action("status: in-force", 'as_of: "2018-11"', 'effective: "2019"'),
        "xx-2018-act",
        "effective",
        ("2019", "2018-11", "in-force"),
    ),
    Wrong(
        "E042",
        action("status: planned", 'as_of: "2018-11"', 'effective: "2017"'),
        "xx-2018-act",
        "effective",
        ("2017", "2018-11", "planned"),
    ),
    Wrong("W043", action('effective: "2019-04"'), "xx-2018-act", "effective", ("2019-04", "supersedes")),
    Wrong(
        "W043",
        fact("figure", "type: target", 'by: "2020"', "amount: 5 %"),
        "xx-2018-act",
        "by",
        ("2020",),
    ),
    Wrong(
        "E044",
        action("status: in-force", 'effective: "2019-04"'),
        "xx-2018-act",
        "source",
        ("2018-12-11", "2019-04", "in-force"),
    ),
    Wrong(
        "W045",
        action('announced: "2018-11-30"', "citations: [{source: hdtechnews-2018-boycott, basis: own-voice}]"),
        "xx-2018-act",
        "announced",
        ("2018-11-30", "hdtechnews-2018-boycott"),
    ),
    Wrong("W046", action('checked: "2020-01-15"'), "xx-2018-act", "checked", ("2020-01-15", "announced")),
    Wrong("E050", action("amount: $5"), "xx-2018-act", "amount", ("$5",)),
    Wrong("E051", fact("deal", "share: 480 %"), "xx-2018-act", "share", ("480 %",)),
    Wrong("E051", fact("deal", "share: USD 5 m"), "xx-2018-act", "share", ("USD 5 m", "percentage")),
    Wrong("E051", fact("figure", "amount: more than 100 %"), "xx-2018-act", "amount", ("more than 100 %",)),
    Wrong("W052", RATES.format("JPY 20 bn", "USD 285 m"), "xx-2018-two", "USD 285 m", ("USD 285 m", "xx-2018-one")),
    Wrong("W052", RATES.format("USD 285 m", "JPY 20 bn"), "xx-2018-two", "JPY 20 bn", ("JPY 20 bn", "USD 1 bn")),
    Wrong("E053", fact("figure", "type: target"), "xx-2018-act", "type", ("'target'", "by")),
    Wrong("E053", fact("figure", "type: actual"), "xx-2018-act", "type", ("'actual'", "as_of")),
    Wrong(
        "E060",
        action("citations: [{source: caixin-2018-big4, basis: own-voice}]"),
        "xx-2018-act",
        "source",
        ("'caixin-2018-big4'", "'caixin-2018-big3'"),
    ),
    Wrong("E060", action("citations: []"), "xx-2018-act", "citations", ("no citation",)),
    Wrong("E061", action(cite("basis: on-record-self")), "xx-2018-act", "basis", ("on-record-self", "asserted_by")),
    Wrong("E061", action(cite("basis: hearsay, asserted_by: zte")), "xx-2018-act", "asserted_by", ("'zte'", "hearsay")),
    Wrong("E061", action(cite("basis: anonymous, asserted_by: Huawei")), "xx-2018-act", "asserted_by", ("huawei",)),
    Wrong(
        "E061",
        action(cite("basis: on-record-self, asserted_by: SoftBank")),
        "xx-2018-act",
        "asserted_by",
        ("'SoftBank'", "'softbank'"),
    ),
    Wrong("E062", action(cite("via: [kyodo, kyodo], basis: hearsay")), "xx-2018-act", "kyodo]", ("'kyodo'", "twice")),
    Wrong("E062", action(cite("via: [caixin], basis: own-voice")), "xx-2018-act", "caixin]", ("'caixin'", "own outlet")),
    Wrong(
        "E063",
        action(cite("basis: own-voice, passage: p4 5w 5047a00ec6a79b46")),
        "xx-2018-act",
        "passage",
        ("p4 5w 5047a00ec6a79b46", "at least 8"),
    ),
    Wrong("W066", action("status: in-force", cite("basis: hearsay")), "xx-2018-act", "status", ("'in-force'",)),
    Wrong("E067", source("URL: ftp://example.org/a"), "a-page", "URL", ("'ftp://example.org/a'",)),
    Wrong("E067", source("URL: https://example.org/a?p=1&utm_source=x"), "a-page", "URL", ("'utm_source'",)),
    Wrong("E067", source('URL: "https://[::1"'), "a-page", "URL", ("https://[::1",)),
    Wrong(
        "E070",
        TWO.format(
            "  conflicts: [{with: xx-2018-two, type: contradicts}]\n",
            "  conflicts: [{with: xx-2018-one, type: contradicts}]\n",
        ),
        "xx-2018-two",
        "with",
        ("'xx-2018-one'", "already"),
    ),
    Wrong("E070", action("conflicts: [{with: xx-2018-act, type: contradicts}]"), "xx-2018-act", "with", ("itself",)),
    Wrong("E070", action("conflicts: [{with: xx-2018-atc, type: contradicts}]"), "xx-2018-act", "with", ("'xx-2018-act'",)),
    Wrong(
        "W071",
        TWO.format("  scope: {network: [4g]}\n", "  scope: {network: [4g]}\n  status: never\n"),
        "xx-2018-two",
        "status",
        ("'never'", "xx-2018-one", "type: contradicts"),
    ),
    Wrong(
        "E072",
        TWO.format("  thread: old\n", "  thread: new\n  supersedes: xx-2018-one\n"),
        "xx-2018-two",
        "supersedes",
        ("'xx-2018-one'", "old", "new"),
    ),
    Wrong(
        "E072",
        TWO.format("", "  supersedes: xx-2018-one\n")
        + "- id: xx-2018-three\n  kind: relationship\n  supersedes: xx-2018-one\n",
        "xx-2018-three",
        "supersedes",
        ("'xx-2018-one'", "xx-2018-two already"),
    ),
    Wrong(
        "E072",
        TWO.format("  supersedes: xx-2018-two\n", "  supersedes: xx-2018-one\n"),
        "xx-2018-one",
        "supersedes",
        ("xx-2018-one → xx-2018-two → xx-2018-one",),
    ),
    Wrong("E073", action("rank: preferred"), "xx-2018-act", "rank", ("'preferred'", "rank_reason")),
    Wrong("W074", TWO.format("", ""), "xx-2018-two", "- id: xx-2018-two"[2:], ("xx-2018-one",)),
    Wrong("E080", action('note: "=1+1"'), "xx-2018-act", "note", ("'=1+1'",)),
    Wrong("E080", entity("names: {en: ['@acme']}"), "acme", "'@acme'", ("'@acme'",)),
]
