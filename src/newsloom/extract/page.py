"""One HTML page and what it says of itself."""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import islice
from typing import Any

from newsloom.extract import addresses, byline, outlets, state, structured, titles
from newsloom.extract.blocks import drop_empty, drop_frame, drop_silent, holds, open_shadows, words_of
from newsloom.extract.prepare import names_in
from newsloom.extract.structured import first, string

_BOXES = ("section", "div", "ol", "ul", "aside")
_MOST_BYLINES = 12
_COMMENT = re.compile(r"(?:^|[\s_-])(?:comments?|commentlist|responses?|respond|disqus(?:_thread)?|discussion|replies)(?:$|[\s_-])", re.I)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?line|article-author|authors?|credits?|writer|autor(?:en)?|auteur)(?:$|[\s_-]|__)", re.I)


class Page:
    """A parsed page. Reader comments are taken out of `tree`: no author, date or sentence may come from them."""

    def __init__(self, tree: Any, url: str | None) -> None:
        open_shadows(tree)
        nodes = structured.json_ld(tree)
        self.metas = structured.metas(tree)
        self.node = structured.article_node(nodes, titles.window_title(tree))
        self.nodes = nodes
        self.states = state.scripts(tree)
        self.language = tree.get("lang") or first(self.metas, "og:locale", "language", "content-language", "dc.language")
        self._asked = url
        self._stated = self._canonical(tree)
        related = [(e.get("href"), e.get("rel").lower().split()) for e in tree.iter("link", "a") if e.get("rel") and e.get("href")]
        self.leads_on = [link for link, relations in related if "next" in relations]
        self.leads_back = [link for link, relations in related if {"prev", "previous"} & set(relations)]
        drop_silent(tree)  # what stated itself to machines has been read: less to walk over for all that follows
        drop_frame(tree)
        drop_empty(tree)
        self.tree = tree
        self.names = names_in(tree)
        if _COMMENT.search(self.names):
            self._drop_comments()

    def _drop_comments(self) -> None:
        for box in [e for e in self.tree.iter(*_BOXES) if _COMMENT.search(f"{e.get('id') or ''} {e.get('class') or ''}")]:
            if box.getparent() is not None and not holds("boolean(.//h1)", box):
                box.drop_tree()
        self.names = names_in(self.tree)

    @cached_property
    def url(self) -> str | None:
        """Where the article lives: what the page states, unless that is another site (a copy keeps its own address)."""
        asked = addresses.canonical(self._asked)
        if not self._stated:
            return asked
        return asked if asked and self._is_foreign else self._stated

    def _canonical(self, tree: Any) -> str | None:
        links = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
        for raw in (*links[:1], first(self.metas, "og:url"), string(self.node.get("mainEntityOfPage")), string(self.node.get("url"))):
            address = addresses.canonical(raw, self._asked)
            if address and not addresses.is_front_page(address):
                return address
        return None

    @cached_property
    def _is_foreign(self) -> bool:
        """Whether the page names an address on another site as its own."""
        here, there = (_site(addresses.domain(u)) for u in (self._asked, self._stated))
        return bool(here and there and here != there)

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """What the page calls its outlet, the most trusted first."""
        sites = [string(n.get("name")) for n in self.nodes if set(structured.types(n)) & {"WebSite", "NewsMediaOrganization"}]
        names = (
            string(self.node.get("publisher")),
            first(self.metas, "og:site_name"),
            *sites,
            first(self.metas, "application-name"),
            titles.site_in_window(self.tree),
        )
        origin = outlets.of_domain(addresses.domain(self._stated)) if self._is_foreign else None
        names = (*names, origin.name if origin else None)
        return tuple(dict.fromkeys(n for n in names if n and not n.startswith(("http://", "https://", "#"))))

    def writers(self, site: tuple[str | None, ...]) -> tuple[str, ...]:
        """Persons who wrote the article: as stated to machines; else as printed."""
        stated = _named(structured.authors(self.node), site) or _named(self._stated_authors(), site)
        if stated:
            return stated
        if not (_BYLINE.search(self.names) or holds("boolean(//*[@itemprop='author' or @rel='author'])", self.tree)):
            return ()
        for element in islice(filter(_signs_byline, self.tree.iter("*")), _MOST_BYLINES):
            names = byline.persons(words_of(element), not_these=site)
            if names:
                return names
        return ()

    def _stated_authors(self) -> list[str]:
        """Authors as the page's head names them: persons, desks, agencies, or addresses of profiles."""
        return [*self.metas.get("article:author", []), *self.metas.get("author", []), *structured.authors(self.node)]

    @property
    def facts(self) -> dict[str, str]:
        """Other facts worth keeping, as text."""
        image = string(self.node.get("image")) or first(self.metas, "og:image")
        found = {
            "section": string(self.node.get("articleSection")) or first(self.metas, "article:section"),
            "image": addresses.canonical(image, self._asked),
            "syndicated.from": self._stated if self._is_foreign else None,
            "byline": next(iter(self._stated_authors()), None),
            "free": {True: "true", False: "false", None: None}[structured.is_free(self.node)],
        }
        return {k: v for k, v in found.items() if v}


def _signs_byline(element: Any) -> bool:
    """Whether the mark-up of an element says that a writer's name stands in it."""
    classes = element.get("class")
    return bool(classes and _BYLINE.search(classes)) or element.get("itemprop") == "author" or element.get("rel") == "author"


def _named(raw: list[str], site: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for r in raw for n in byline.persons(r, not_these=site)))


def _site(domain: str | None) -> str | None:
    """The registrable part of a domain ("bbc.co.uk"), by the list that ships with tldextract: nothing is fetched."""
    if not domain:
        return None
    return _suffixes()(domain).top_domain_under_public_suffix or domain


@cache
def _suffixes() -> Any:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
