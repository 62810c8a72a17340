"""Figures: E051, W052, E053."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from vendorwatch.factbase.amounts import Amount
from vendorwatch.factbase.check.registry import Context, rule, shown
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.model import Fact, RoleAmount

_TOLERANCE = Decimal("0.03")
_NO_SHARES = frozenset({"relative-price", "other"})
"""Metrics whose percentages are ratios, not parts of a whole: a price may be 120 % of another."""


def _paths(fact: Fact) -> Iterator[tuple[RoleAmount, tuple[str | int, ...]]]:
    """The amounts of a fact and where each stands."""
    equivalents = 0
    for item in fact.amounts:
        if item.role == "equivalent":
            yield item, ("equivalents", equivalents)
            equivalents += 1
        else:
            yield item, (("baseline", "amount") if item.role == "baseline" else (item.role,))


def _exceeds_whole(amount: Amount) -> bool:
    least, most = Decimal(amount.min or 0), Decimal(amount.max or 0)
    return max(least, most) > 100 or (least == 100 and amount.min_exclusive)


@rule(
    "E051",
    "Percentages lie between 0 and 100; `share` is a percentage.",
    reason=(
        "A share is a part of a whole. 480 % is 4.80 % with its point lost. Relative prices, and metrics that the "
        "vocabulary has no word for, may exceed 100 %."
    ),
    wrong="facts:\n- id: jp-2020-ntt-nec-stake\n  kind: deal\n  share: 480 %\n",
    right="facts:\n- id: jp-2020-ntt-nec-stake\n  kind: deal\n  share: 4.80 %\n",
)
def check_percentages(context: Context) -> Iterator[Finding]:
    """E051."""
    for fact in context.base.facts.values():
        for item, path in _paths(fact):
            amount = item.amount
            if item.role == "share" and amount.unit != "%":
                message = f"share {shown(amount.text)} is no percentage; write one, such as 4.8 %"
                yield fact.origin.finding("E051", fact.id, message, *path)
            elif amount.unit == "%" and _exceeds_whole(amount) and fact.own.get("metric") not in _NO_SHARES:
                message = f"{item.role} {shown(amount.text)} is over 100 %; correct it, or use a metric that is no share"
                yield fact.origin.finding("E051", fact.id, message, *path)


@rule(
    "E053",
    "A target or forecast has `by` or `period`; an actual figure has `as_of` or `period`.",
    reason="A number without its time cannot be compared, and a target without its day can never be missed.",
    wrong="facts:\n- id: jp-2020-nec-share-target\n  kind: figure\n  type: target\n  amount: 20 %\n",
    right='facts:\n- id: jp-2020-nec-share-target\n  kind: figure\n  type: target\n  amount: 20 %\n  by: "2030"\n',
)
def check_times(context: Context) -> Iterator[Finding]:
    """E053."""
    for fact in context.base.facts.values():
        type = fact.own.get("type", "")
        wanted = {"target": "by", "forecast": "by", "actual": "as_of"}.get(type) if fact.kind == "figure" else None
        if wanted and not {wanted, "period"} & fact.origin.tree.keys():
            message = f"type {type!r} needs {wanted} or period; add the date that the figure is for"
            yield fact.origin.finding("E053", fact.id, message, "type")


class _Rate(NamedTuple):
    """An exchange rate that a source implies: units of the second currency for one of the first."""

    value: Decimal
    fact: str
    text: str


@rule(
    "W052",
    "Printed equivalents of one source agree within 3 % on the exchange rate.",
    reason=(
        "A newspaper converts at the rate of the day. Where two of its conversions differ, one number was copied"
        " wrongly. Ranges and numbers with about, more than … are not compared."
    ),
    wrong=(
        "facts:\n- id: jp-2020-ntt-nec-stake\n  kind: deal\n  amount: JPY 64.5 bn\n  equivalents: [USD 597 m]\n"
        "- id: jp-2020-ntt-other-stake\n  kind: deal\n  amount: JPY 20 bn\n  equivalents: [USD 285 m]\n"
    ),
    right=(
        "facts:\n- id: jp-2020-ntt-nec-stake\n  kind: deal\n  amount: JPY 64.5 bn\n  equivalents: [USD 597 m]\n"
        "- id: jp-2020-ntt-other-stake\n  kind: deal\n  amount: JPY 20 bn\n  equivalents: [USD 185 m]\n"
    ),
)
def check_exchange_rates(context: Context) -> Iterator[Finding]:
    """W052: each rate against the first that the same source implies for the pair of currencies."""
    first: dict[tuple[str, str, str], _Rate] = {}
    for fact in context.base.facts.values():
        sources = dict.fromkeys(citation.source for citation in fact.citations)
        main = next((item.amount for item in fact.amounts if item.role == "amount"), None)
        for item, path in _paths(fact):
            if item.role != "equivalent" or main is None:
                continue
            for source in sources:
                fault = _compare(first, source, fact.id, main, item.amount)
                if fault:
                    yield fact.origin.finding("W052", fact.id, fault, *path)


def _compare(
    first: dict[tuple[str, str, str], _Rate], source: str, fact: str, amount: Amount, equivalent: Amount
) -> str | None:
    """Enter the rate that an amount and its equivalent imply; what is wrong with it, if anything."""
    numbers = [_exact(amount), _exact(equivalent)]
    if None in numbers or not amount.currency or not equivalent.currency or amount.currency == equivalent.currency:
        return None
    (currency, number), (other, printed) = sorted(
        [(amount.currency, numbers[0] or Decimal(1)), (equivalent.currency, numbers[1] or Decimal(1))]
    )
    text = f"{amount.text} = {equivalent.text}"
    rate = _Rate(printed / number, fact, text)
    known = first.setdefault((source, currency, other), rate)
    if max(rate.value, known.value) <= min(rate.value, known.value) * (1 + _TOLERANCE):
        return None
    gap = (max(rate.value, known.value) / min(rate.value, known.value) - 1) * 100
    return (
        f"equivalent {shown(equivalent.text)}: {text} is {gap:.3g} % off the rate of {known.text} "
        f"({known.fact}, also from {source}); read both numbers again"
    )


def _exact(amount: Amount) -> Decimal | None:
    """The number of an amount that is one, and not zero."""
    if amount.approximate or amount.min is None or amount.min != amount.max:
        return None
    return Decimal(amount.min) or None
