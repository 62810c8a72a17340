"""The lists: `carriers`, `sources`, `facts`, `actions` and their like, all of one make."""

from collections.abc import Callable

from vendorwatch.cli.ask import ask
from vendorwatch.cli.options import Facts, Filtering, Matching, Output, Waiting

_HELP = {
    "carriers": "Carriers, with the number of facts and the date of the latest.",
    "vendors": "Vendors, with the number of facts and the date of the latest.",
    "countries": "Countries that facts concern, with their number and the date of the latest.",
    "sources": "Sources, newest first, with outlet, date, address and the number of facts that cite them.",
    "actions": "What public bodies did, plan to do or were reported to do.",
    "relationships": "Who uses, trials, picks, drops or never used whose equipment.",
    "deals": "Deals: stakes, purchases, contracts, loans.",
    "figures": "Figures: shares, spending, contracts, targets.",
    "statements": "Who said what about whom.",
    "proceedings": "Court cases, arrests and hearings.",
    "events": "Other dated events: roll-out plans, launches, products.",
}


def facts(facts: Facts, matching: Matching, filtering: Filtering, waiting: Waiting, output: Output) -> None:
    """All facts, newest first within each kind, or those that filters leave.

    \b
    Examples:
      vendorwatch facts --vendor huawei --country japan --since 2018-12
      vendorwatch facts --as-of 2018-12-11 --kind action --json
    """
    filters = filtering.read(all_stages=output.verbose, waiting=waiting)
    ask(lambda base: base.listing("facts", filters, exact=matching.exact), facts, output)


def _list(name: str) -> Callable[..., None]:
    def command(facts: Facts, matching: Matching, filtering: Filtering, output: Output) -> None:
        filters = filtering.read(all_stages=output.verbose)
        ask(lambda base: base.listing(name, filters, exact=matching.exact), facts, output)

    command.__doc__ = f"{_HELP[name]}\n\n\b\nExamples:\n  vendorwatch {name}\n  vendorwatch {name} --json\n"
    return command


COMMANDS: dict[str, Callable[..., None]] = {"facts": facts} | {name: _list(name) for name in _HELP}
