"""Who a name or a web address stands for: outlets and agencies by one canonical name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsloom import lexicon
from newsloom.records import Article
from newsloom.text import papers

if TYPE_CHECKING:
    from tldextract import TLDExtract

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = ("the ", "le ", "la ", "les ", "l'", "el ", "los ", "las ", "die ", "der ", "das ")
# First labels of domains that many papers share: they tell no outlet.
_GENERIC = frozenset(
    ["news", "times", "standard", "post", "today", "mirror", "star", "sun", "express", "observer", "herald", "local", "online"]
)


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name for comparison: lower case, no accents, no article, words only."""
    words = papers.plain(name).strip()
    for article in _ARTICLES:
        if words.startswith(article) and len(words) > len(article) + 1:
            words = words[len(article) :]
            break
    return " ".join(_WORD.findall(words))


def labels(name: str) -> tuple[str, ...]:
    """How a paper of this name may have written it in its domain: all words joined, without the first article, without small words."""
    parts = papers.words(name)
    bare = [word for word in parts if word not in papers.SMALL]
    return tuple(dict.fromkeys("".join(w) for w in (parts, papers.words(fold(name)), bare) if w))


@lru_cache(maxsize=50_000)
def known(name: str) -> str | None:
    """The canonical name of the outlet or agency that `name` (a name, an alias or a host) stands for; None for a stranger."""
    if is_host(name):
        return _hosts().get(registrable(name)) or _labels().get(registrable(name).split(".")[0])
    return _names().get(fold(name))


def canonical(name: str) -> str:
    """The canonical name, or what there is: the registrable domain of a host, else the name as it stands."""
    return known(name) or (registrable(name) if is_host(name) else name.strip())


def of_article(article: Article) -> str | None:
    """The canonical name of the outlet that an article is of, None where it is unknown."""
    outlet = article.outlet
    if outlet is None:
        return None
    by_host = known(outlet.domain) if outlet.domain else None
    return by_host or (canonical(outlet.name) if outlet.name else None) or (canonical(outlet.domain) if outlet.domain else None)


def key(name: str) -> str:
    """What two namings of one outlet have in common."""
    return fold(canonical(name))


def is_government(name: str) -> bool:
    """Whether the table has this as a government's office rather than as an outlet."""
    return canonical(name) in _governments()


def is_platform(name: str) -> bool:
    """Whether texts of many houses stand under this name or host: it tells nothing of who wrote one."""
    return fold(registrable(name) if is_host(name) else name).replace(" ", "") in _platforms()


@cache
def _platforms() -> frozenset[str]:
    return frozenset(fold(name).replace(" ", "") for name in lexicon.table("papers")["platforms"])


@cache
def _governments() -> frozenset[str]:
    try:
        return frozenset(row["name"] for row in lexicon.rows("outlets") if row.get("kind") == "government")
    except FileNotFoundError:
        return frozenset()


@cache
def agencies() -> dict[str, str]:
    """Agencies' canonical names by each of their names, as printed."""
    table = lexicon.table("agencies").get("agency", ())
    return {name: canonical(entry["name"]) for entry in table for name in (entry["name"], *entry.get("names", ()))}


def is_host(name: str) -> bool:
    """Whether this is a host or address rather than a name."""
    return re.fullmatch(r"(?:https?://)?[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}(?:/\S*)?", name.strip()) is not None


@cache
def registrable(host: str) -> str:
    """The part of a host that someone registered ("bbc.co.uk")."""
    bare = host.strip().lower()
    return _extractor()(bare).top_domain_under_public_suffix or bare.removeprefix("www.")


@cache
def _extractor() -> TLDExtract:
    """With the list of suffixes that the package carries: nothing is fetched."""
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@cache
def _table() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Name, aliases and domain of each outlet and agency known; outlets first, so that their names count."""
    try:
        rows = lexicon.rows("outlets")
    except FileNotFoundError:
        rows = ()
    outlets = [(row["name"], tuple(filter(None, re.split(r"[;|]", row.get("aliases") or ""))), row.get("domain") or "") for row in rows]
    wires = [(a["name"], tuple(a.get("names", ())), a.get("domain", "")) for a in lexicon.table("agencies").get("agency", ())]
    return (*outlets, *wires)


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    by_host: dict[str, str] = {}
    for name, aliases, domain in _table():
        domains = [d for d in re.split(r"[;| ]", domain) if d]
        chief = names.get(fold(name)) or next((by_host[d] for d in domains if d in by_host), name)
        by_host.update((d, chief) for d in domains if d not in by_host)
        for alias in (name, *aliases):
            if alias.strip():
                names.setdefault(fold(alias), chief)
    return names


@cache
def _hosts() -> dict[str, str]:
    hosts: dict[str, str] = {}
    for name, _, domains in _table():
        for domain in re.split(r"[;| ]", domains):
            if domain:
                hosts.setdefault(domain.lower().removeprefix("www."), _names()[fold(name)])
    return hosts


@cache
def _labels() -> dict[str, str]:
    """Outlets by the first label of their domain, where it is no everyday word and only one outlet's: bbc.co.uk is bbc.com's."""
    owners: dict[str, set[str]] = {}
    for host, name in _hosts().items():
        owners.setdefault(host.split(".")[0], set()).add(name)
    return {label: next(iter(names)) for label, names in owners.items() if len(names) == 1 and len(label) >= 3 and label not in _GENERIC}
