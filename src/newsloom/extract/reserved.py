"""Whether a page reserves text and data mining: TDMRep (W3C Community Group report, 2024) in its head or its headers, "noai" for robots.

The reservation is kept with the article and shown beside it. What a desk may do with such an article is for its people to decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

RESERVED, POLICY = "mining", "mining.policy"
_ROBOTS = frozenset({"noai", "noimageai", "noml"})


def facts(headers: Mapping[str, str], metas: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Facts for the article's metadata: `mining` is "reserved" where the page says so, `mining.policy` the address it names for terms.

    Args:
        headers: response headers, lower-case names.
        metas: contents of the page's meta elements by lower-case name.
    """
    stated = [headers.get("tdm-reservation", ""), *metas.get("tdm-reservation", ())]
    robots = ",".join([headers.get("x-robots-tag", ""), *metas.get("robots", ())]).lower()
    words = {word.strip() for word in robots.replace(":", ",").split(",")}
    if not any(value.strip() == "1" for value in stated) and not words & _ROBOTS:
        return {}
    policy = next((p.strip() for p in (headers.get("tdm-policy", ""), *metas.get("tdm-policy", ())) if p.strip().startswith("http")), None)
    return {RESERVED: "reserved", **({POLICY: policy[:500]} if policy else {})}
