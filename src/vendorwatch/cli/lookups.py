"""`carrier`, `vendor`, `country`, `source`, `show`: one record, and all that is known of it."""

from collections.abc import Callable

from vendorwatch.cli.ask import ask, text_of
from vendorwatch.cli.options import Facts, Matching, Name, Output, with_options
from vendorwatch.lookup import query


@with_options
def carrier(name: Name, facts: Facts, matching: Matching, output: Output) -> None:
    """All that is known of a carrier: whose equipment it uses, trials, picks or drops, and more.

    \b
    Examples:
      vendorwatch carrier docomo
      vendorwatch carrier softbank --json
    """
    ask(lambda base: query.look_up(base, "carrier", text_of(name), exact=matching.exact), facts, output)


@with_options
def vendor(name: Name, facts: Facts, matching: Matching, output: Output) -> None:
    """All that is known of a vendor: who bans, limits, allows, picks or drops it, and more.

    \b
    Examples:
      vendorwatch vendor huawei
      vendorwatch vendor 华为 --format tsv
    """
    ask(lambda base: query.look_up(base, "vendor", text_of(name), exact=matching.exact), facts, output)


@with_options
def country(name: Name, facts: Facts, matching: Matching, output: Output) -> None:
    """All that is known of a country: what its state bodies did, and what its carriers chose.

    Takes names in many languages, ISO codes and capitals.

    \b
    Examples:
      vendorwatch country japan
      vendorwatch country 日本 --json
    """
    ask(lambda base: query.look_up(base, "country", text_of(name), exact=matching.exact), facts, output)


@with_options
def source(name: Name, facts: Facts, output: Output) -> None:
    """A source, by its id or by words of its title, outlet, author or address, and the facts that cite it.

    \b
    Examples:
      vendorwatch source caixin
      vendorwatch source nikkei-2020-ntt-nec --json
    """
    ask(lambda base: query.find_source(base, text_of(name)), facts, output)


@with_options
def show(name: Name, facts: Facts, matching: Matching, output: Output) -> None:
    """Any record: an entity by name or id, a source, a thread, or a fact with all that stands behind it.

    \b
    Examples:
      vendorwatch show jp-2018-docomo-no-chinese-4g
      vendorwatch show pompeo
    """
    ask(lambda base: query.show(base, text_of(name), exact=matching.exact), facts, output)


COMMANDS: dict[str, Callable[..., None]] = {
    "carrier": carrier,
    "vendor": vendor,
    "country": country,
    "source": source,
    "show": show,
}
