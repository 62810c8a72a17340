"""Sources: E067."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from vendorwatch.factbase.check.registry import Context, rule, shown
from vendorwatch.factbase.findings import Finding

_TRACKERS = frozenset({
    "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "fbclid", "msclkid", "yclid", "twclid", "ttclid", "igshid",
    "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "_ga", "_gl", "vero_id", "oly_enc_id",
    "oly_anon_id", "wickedid", "li_fat_id", "s_cid", "cmpid", "ncid", "ref_src",
})  # fmt: skip
"""Parameters that follow the reader, not the page; and whatever starts with utm_."""


@rule(
    "E067",
    "A source has a URL or a `text`; the URL is http or https, without tracking parameters.",
    reason=(
        "A reader must be able to get to the page, or at least to tell the held text. Tracking parameters name whoever "
        "copied the link, and make one page look like two."
    ),
    wrong="sources:\n  caixin-2018-big3:\n    URL: https://www.caixinglobal.com/big3.html?utm_source=newsletter\n",
    right="sources:\n  caixin-2018-big3:\n    URL: https://www.caixinglobal.com/big3.html\n",
)
def check_addresses(context: Context) -> Iterator[Finding]:
    """E067."""
    for source in context.base.sources.values():
        tree = source.origin.tree
        if "URL" not in tree and "text" not in tree:
            message = "neither URL nor text; add the address, or the digest of the text as held (`vendorwatch passage`)"
            yield source.origin.finding("E067", source.id, message)
        fault = _fault_of(source.URL) if source.URL else None
        if fault:
            yield source.origin.finding("E067", source.id, f"URL {shown(source.URL or '')} {fault}", "URL")


def _fault_of(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return "is no address; copy it again from the page"
    if parts.scheme.lower() not in ("http", "https") or not host:
        return "is no http or https address; write it in full, https://…"
    names = [name for piece in (parts.query, parts.fragment) for name, _ in parse_qsl(piece, keep_blank_values=True)]
    trackers = sorted({name for name in names if name.lower().startswith("utm_") or name.lower() in _TRACKERS})
    return f"tracks its reader; take out {', '.join(map(shown, trackers))}" if trackers else None
