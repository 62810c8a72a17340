"""The closed vocabularies of facts.yaml: the one list that loader, rules, schema and documentation share.

Meanings, with a yes- and a no-example for each value, stand in docs/codebook.md.
"""

from collections.abc import Mapping

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "source-type": (
        "article-newspaper",
        "webpage",
        "post-weblog",
        "report",
        "legislation",
        "press-release",
        "speech",
    ),
    "entity-type": ("company", "public-body", "person", "group"),
    "role": (
        "vendor",
        "carrier",
        "government",
        "regulator",
        "court",
        "holding",
        "outlet",
        "official",
        "executive",
        "analyst",
    ),
    "kind": ("action", "relationship", "deal", "figure", "statement", "proceeding", "event"),
    "action": (
        "deployment-ban",
        "removal-order",
        "procurement-exclusion",
        "authorisation-denial",
        "screening",
        "guideline",
        "export-listing",
        "investment-limit",
        "penalty",
        "replacement-funding",
        "subsidy",
        "investigation",
        "lobbying",
        "retaliation",
        "clearance",
        "plan",
        "other",
    ),
    "binding": ("mandatory", "de-facto", "recommended", "unknown"),
    "names_vendors": ("yes", "no", "unknown"),
    "relation": ("supply", "trial", "selection", "partnership", "resale", "bid"),
    "deal": ("equity-stake", "acquisition", "contract", "joint-venture", "loan", "grant"),
    "metric": (
        "market-share",
        "network-share",
        "rd-spend",
        "investment",
        "revenue",
        "relative-price",
        "cost",
        "contracts",
        "countries",
        "base-stations",
        "rank",
        "other",
    ),
    "figure-type": ("actual", "estimate", "target", "forecast"),
    "position": ("denies", "accuses", "objects", "praises", "clears", "warns", "announces", "expects"),
    "proceeding": ("criminal", "civil", "administrative", "arbitration"),
    "event": ("rollout", "launch", "corporate", "product", "publication", "other"),
    "network": ("2g", "3g", "4g", "5g", "6g", "fixed", "any", "unspecified"),
    "layer": ("core", "ran", "transport", "handset", "key-facilities", "any", "unspecified"),
    "buyers": ("government", "military", "critical-infrastructure", "carriers", "all", "unspecified"),
    "basis": ("document", "on-record-self", "on-record-other", "anonymous", "own-voice", "hearsay"),
    "stance": ("supports", "disputes"),
    "conflict-type": (
        "contradicts",
        "scope-unclear",
        "different-scope",
        "different-measure",
        "different-time",
    ),
    "rank": ("preferred", "normal", "deprecated"),
}

STATUSES: dict[str, tuple[str, ...]] = {
    "action": (
        "considered",
        "planned",
        "announced",
        "adopted",
        "in-force",
        "suspended",
        "ended",
        "abandoned",
        "overturned",
    ),
    "relationship": ("planned", "announced", "active", "winding-down", "ended", "ruled-out", "never"),
    "deal": ("planned", "announced", "completed", "cancelled"),
    "event": ("planned", "announced", "completed", "cancelled"),
    "proceeding": ("filed", "pending", "decided", "settled", "dismissed"),
    "figure": ("stated",),
    "statement": ("stated",),
}
"""Status values by kind of fact."""

EXPECTED_STATUSES = frozenset({"considered", "planned", "announced"})
"""Statuses under which `effective` is an expected date, not a done one."""

OPEN_STATUSES = EXPECTED_STATUSES | {"adopted", "in-force", "suspended", "active", "winding-down", "filed", "pending"}
"""Statuses that may change, so that the sources want re-reading from time to time."""

DEFAULT_SCOPE = "unspecified"
"""What a scope says where the record gives none."""

SUPPORT_LABELS = ("documented", "on-record", "multi-origin", "single-origin", "anonymous-only", "hearsay-only")
"""Derived labels, strongest first."""

LEADING_DATES = ("announced", "as_of", "effective", "ended", "period")
"""The date that a fact is listed under is the first of these that it has, dates that are only expected aside."""


def leading_date_name(status: str, dates: Mapping[str, object]) -> str | None:
    """Which of a fact's dates it is listed under; None where it has none that has come to pass."""
    names = (name for name in LEADING_DATES if name != "effective" or status not in EXPECTED_STATUSES)
    return next((name for name in names if dates.get(name)), None)
