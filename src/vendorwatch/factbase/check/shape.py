"""Rules that the loader checks while it reads: their summaries and explanations."""

from vendorwatch.factbase.check.registry import declare

declare(
    "E002",
    "No key stands twice in a mapping.",
    reason="YAML keeps the last of two equal keys and drops the first without a word.",
    wrong="entities:\n  huawei:\n    name: Huawei\n    name: Huawei Technologies\n",
    right="entities:\n  huawei:\n    name: Huawei\n    names: {en: [Huawei Technologies]}\n",
)
declare(
    "E003",
    "No key is unknown.",
    reason="A misspelt key is a value that no answer will ever show.",
    wrong='facts:\n- id: au-2018-5g-ban\n  kind: action\n  anounced: "2018-08-23"\n',
    right='facts:\n- id: au-2018-5g-ban\n  kind: action\n  announced: "2018-08-23"\n',
)
declare(
    "E004",
    "The keys that the record needs are there, and none is empty.",
    reason="Without them the record says less than a proposition: no status, no act, no source.",
    wrong="facts:\n- id: au-2018-5g-ban\n  kind: action\n  status:\n",
    right="facts:\n- id: au-2018-5g-ban\n  kind: action\n  status: in-force\n",
)
declare(
    "E007",
    "A value has the shape of its field: a text, a list, a mapping, a whole number.",
    reason="One vendor is a list of one. Guessing the shape would sooner or later read a word as a list of letters.",
    wrong="facts:\n- id: au-2018-5g-ban\n  kind: action\n  targets: huawei\n",
    right="facts:\n- id: au-2018-5g-ban\n  kind: action\n  targets: [huawei]\n",
)
declare(
    "E030",
    "A value is in its vocabulary and allowed for the kind of fact.",
    reason=(
        "Two editors must code the same sentence alike, and a filter finds only the words that it knows. A `never` is a"
        " relationship's status; a measure that does not exist is no fact."
    ),
    wrong="facts:\n- id: au-2018-5g-ban\n  kind: action\n  status: active\n",
    right="facts:\n- id: au-2018-5g-ban\n  kind: action\n  status: in-force\n",
)
declare(
    "E040",
    "A date is in our subset of EDTF, and exists.",
    reason=(
        "Dates are kept as exactly as the source gives them: a year, a month, a day, with ~ (about) and ? (inferred),"
        " or an interval. 31 June is a typing error, and 08/12/2018 is two days."
    ),
    wrong='facts:\n- id: au-2018-5g-ban\n  kind: action\n  announced: "2018-06-31"\n',
    right='facts:\n- id: au-2018-5g-ban\n  kind: action\n  announced: "2018-06"\n',
)
declare(
    "E050",
    "An amount has our form, and its currency is in ISO 4217.",
    reason=(
        "Amounts are compared as numbers. $ is a dozen currencies, a comma a decimal point in half the world, a billion"
        " two numbers."
    ),
    wrong="facts:\n- id: jp-2020-ntt-nec-stake\n  kind: deal\n  amount: $597 million\n",
    right="facts:\n- id: jp-2020-ntt-nec-stake\n  kind: deal\n  amount: USD 597 m\n",
)
declare(
    "E063",
    "A passage is well formed and has at least 8 words.",
    reason=(
        "The digest lets anybody who holds the article find the words that carry the claim; fewer than 8 words stand in"
        " too many places. `vendorwatch passage` prints the line."
    ),
    wrong=(
        "facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n  citations:\n"
        "  - {source: caixin-2018-big3, basis: own-voice, passage: p4 5w 5047a00ec6a79b46}\n"
    ),
    right=(
        "facts:\n- id: jp-2018-softbank-huawei\n  kind: relationship\n  citations:\n"
        "  - {source: caixin-2018-big3, basis: own-voice, passage: p4 36w 5047a00ec6a79b46}\n"
    ),
)
