"""The outlet behind an article: looked up by domain and by name in `lexicon/common/outlets.csv`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import get_args

from newsloom.lexicon import rows
from newsloom.records import Outlet, OutletKind


def find(stated: str | None, names: Sequence[str | None], domain: str | None) -> Outlet | None:
    """The outlet that published an article.

    Args:
        stated: what the article's record or feed calls it.
        names: what the article's page or text calls it, the most trusted first.
        domain: host of the article's address.

    Returns:
        The table's entry for the domain (an aggregator's gives way to a known name); without one that for a name; else the first name
        and the domain as they are; None where nothing is known. A name alone does not make a stranger's domain an agency's or a famous
        paper's: papers share names, and agency copy names the agency on every paper's pages.
    """
    given = [n for n in map(tidy, (stated, *names)) if n]
    by_domain = _by_domain(domain)
    recognised = [o for o in map(known, given) if o]
    by_name = next((o for o in recognised if o.kind != "aggregator"), recognised[0] if recognised else None)
    if by_domain and (by_domain.kind != "aggregator" or not by_name):
        return by_domain
    if by_name and (by_domain or not domain):
        return by_name
    by_statement = known(tidy(stated))
    if by_statement and by_statement.kind == "agency":
        return by_statement
    own = [n for n in given if n == stated or not (o := known(n)) or o.kind != "agency"]
    return Outlet(name=own[0] if own else None, domain=domain) if own or domain else None


def of_domain(domain: str | None) -> Outlet | None:
    """The table's outlet for a host, None for a stranger."""
    return _by_domain(domain)


def known(name: str | None) -> Outlet | None:
    """The outlet with that name or alias, None for a stranger. Case, accents, "The" and a country's ending do not matter."""
    if not name:
        return None
    table = _names()
    folded = fold(name)
    if folded in table:
        return table[folded]
    for mark in (" | ", " - ", " – ", " — ", ": ", " » "):
        head = name.split(mark)[0]
        if mark in name and len(head) > 2 and fold(head) in table:
            return table[fold(head)]
    return None


def tidy(name: str | None) -> str | None:
    """A name without what feeds add to it ("The Post - World news", "RSS feed of ...")."""
    if not name:
        return None
    name = re.sub(
        r"\s{0,3}[-–—|:»]\s{0,3}(?:rss|feed|all|latest|home|top stories|world news|news feed)\b.{0,40}$",
        "",
        " ".join(name.split()),
        flags=re.I,
    )
    return None if name.startswith("@") or name.casefold() in _PLATFORMS else name[:120].strip() or None


_PLATFORMS = frozenset(
    {
        "blogger",
        "wordpress",
        "wordpress.com",
        "medium",
        "substack",
        "facebook",
        "twitter",
        "x",
        "youtube",
        "home",
        "rss",
        "feed",
        "untitled",
    }
)


def fold(name: str) -> str:
    """A name as it is compared."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _by_domain(domain: str | None) -> Outlet | None:
    table, rest = _domains(), domain or ""
    while "." in rest:
        if rest in table:
            return table[rest]
        rest = rest.partition(".")[2]
    return None


@cache
def _domains() -> dict[str, Outlet]:
    return {d: outlet for outlet, row in _table() for d in row["domain"].split("|") if d}


@cache
def _names() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for outlet, row in _table():
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found.setdefault(fold(name), outlet)
    return found


@cache
def _table() -> tuple[tuple[Outlet, dict[str, str]], ...]:
    entries = []
    for row in rows("outlets"):
        kind = row["kind"] if row["kind"] in get_args(OutletKind) else "unknown"
        outlet = Outlet(
            name=row["name"],
            domain=row["domain"].split("|")[0] or None,
            country=row["country"] or None,
            owner=row.get("owner") or None,
            kind=kind,  # type: ignore[arg-type]
        )
        entries.append((outlet, row))
    return tuple(entries)
