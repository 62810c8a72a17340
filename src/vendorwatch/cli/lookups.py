"""`carrier`, `vendor`, `country`, `source`, `show`: one record, and all that is known of it; `match`: which it may be."""

from collections.abc import Callable

from vendorwatch.cli.ask import ask, text_of
from vendorwatch.cli.options import Facts, Filtering, Kind, Matching, Name, Output


def carrier(name: Name, facts: Facts, matching: Matching, filtering: Filtering, output: Output) -> None:
    """All that is known of a carrier: whose equipment it uses, trials, picks or drops, and more.

    \b
    Examples:
      vendorwatch carrier docomo
      vendorwatch carrier softbank --json
      vendorwatch carrier docomo --cite bibtex
    """
    filters = filtering.read(all_stages=output.verbose)
    ask(lambda base: base.carrier(text_of(name), filters, exact=matching.exact), facts, output)


def vendor(name: Name, facts: Facts, matching: Matching, filtering: Filtering, output: Output) -> None:
    """All that is known of a vendor: who bans, limits, allows, picks or drops it, and more.

    \b
    Examples:
      vendorwatch vendor huawei
      vendorwatch vendor 华为 --format tsv
    """
    filters = filtering.read(all_stages=output.verbose)
    ask(lambda base: base.vendor(text_of(name), filters, exact=matching.exact), facts, output)


def country(name: Name, facts: Facts, matching: Matching, filtering: Filtering, output: Output) -> None:
    """All that is known of a country: what its state bodies did, and what its carriers chose.

    Takes names in many languages, ISO codes and capitals.

    \b
    Examples:
      vendorwatch country japan
      vendorwatch country 日本 --json
    """
    filters = filtering.read(all_stages=output.verbose)
    ask(lambda base: base.country(text_of(name), filters, exact=matching.exact), facts, output)


def source(name: Name, facts: Facts, filtering: Filtering, output: Output) -> None:
    """A source, by its id or by words of its title, outlet, author or address, and the facts that cite it.

    \b
    Examples:
      vendorwatch source shun huawei products
      vendorwatch source nikkei-2020-ntt-nec --json
    """
    filters = filtering.read(all_stages=output.verbose)
    ask(lambda base: base.source(text_of(name), filters), facts, output)


def show(name: Name, facts: Facts, matching: Matching, filtering: Filtering, output: Output) -> None:
    """Any record: an entity by name or id, a source, a thread, or a fact with all that stands behind it.

    \b
    Examples:
      vendorwatch show jp-2018-docomo-no-chinese-4g
      vendorwatch show pompeo
    """
    filters = filtering.read(all_stages=output.verbose)
    ask(lambda base: base.show(text_of(name), filters, exact=matching.exact), facts, output)


def match(name: Name, kind: Kind, facts: Facts, matching: Matching, output: Output) -> None:
    """Which records a name may mean: ranked, with the alias that hit, the stage, the edits and the score.

    \b
    Examples:
      vendorwatch match docmo
      vendorwatch match o2 --kind carrier --json
    """
    ask(lambda base: base.match(text_of(name), kind.kind, exact=matching.exact), facts, output)


COMMANDS: dict[str, Callable[..., None]] = {
    "carrier": carrier,
    "vendor": vendor,
    "country": country,
    "source": source,
    "show": show,
    "match": match,
}
