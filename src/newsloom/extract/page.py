"""One HTML page and what it says of itself."""

from __future__ import annotations

from typing import Any

from newsloom.extract import addresses, byline, structured
from newsloom.extract.blocks import words_of
from newsloom.extract.structured import first, string

_COMMENTS = (
    "//*[self::section or self::div or self::ol or self::ul or self::aside]"
    "[re:test(concat(' ', @id, ' ', @class, ' '), '[ _-](comments?|responses?|respond|disqus|discussion|replies|reader-comments)[ _-]', 'i')]"
)
_NAMESPACES = {"re": "http://exslt.org/regular-expressions"}
_BYLINES = (
    "//article//*[@itemprop='author'] | //main//*[@itemprop='author'] | //*[@rel='author'] | "
    "//*[re:test(concat(' ', @class, ' '), '[ _-](by-?line|author|authors|credit|writer|article-author|autor|auteur)[ _-]', 'i')]"
)


class Page:
    """A parsed page. Reader comments are taken out of `tree`: no author, date or sentence may come from them."""

    def __init__(self, tree: Any, url: str | None) -> None:
        nodes = structured.json_ld(tree)
        self.metas = structured.metas(tree)
        title = next((words_of(t) for t in tree.iter("title")), None)
        self.node = structured.article_node(nodes, title)
        self.nodes = nodes
        self.language = tree.get("lang") or first(self.metas, "og:locale", "language", "content-language", "dc.language")
        self._asked = url
        self._stated = self._canonical(tree)
        for section in tree.xpath(_COMMENTS, namespaces=_NAMESPACES):
            if not section.xpath(".//h1") and section.getparent() is not None:
                section.drop_tree()
        self.tree = tree

    @property
    def url(self) -> str | None:
        """Where the article lives: what the page states, unless that is another site (a copy keeps its own address)."""
        asked = addresses.canonical(self._asked)
        if not self._stated:
            return asked
        return asked if asked and self._is_foreign() else self._stated

    def _canonical(self, tree: Any) -> str | None:
        links = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
        for raw in (*links[:1], first(self.metas, "og:url"), string(self.node.get("mainEntityOfPage")), string(self.node.get("url"))):
            address = addresses.canonical(raw, self._asked)
            if address and not addresses.is_front_page(address):
                return address
        return None

    def _is_foreign(self) -> bool:
        here, there = (_site(addresses.domain(u)) for u in (self._asked, self._stated))
        return bool(here and there and here != there)

    @property
    def site_names(self) -> tuple[str, ...]:
        """What the page calls its outlet, the most trusted first."""
        sites = [string(n.get("name")) for n in self.nodes if set(structured.types(n)) & {"WebSite", "NewsMediaOrganization"}]
        names = (string(self.node.get("publisher")), first(self.metas, "og:site_name"), *sites, first(self.metas, "application-name"))
        return tuple(dict.fromkeys(n for n in names if n and not n.startswith(("http://", "https://", "#"))))

    def writers(self, site: tuple[str | None, ...]) -> tuple[str, ...]:
        """Persons who wrote the article: as stated to machines; else as printed."""
        stated = _named(structured.authors(self.node), site) or _named(
            [*self.metas.get("article:author", []), *self.metas.get("author", [])], site
        )
        if stated:
            return stated
        for element in self.tree.xpath(_BYLINES, namespaces=_NAMESPACES)[:12]:
            names = byline.persons(words_of(element), not_these=site)
            if names:
                return names
        return ()

    @property
    def facts(self) -> dict[str, str]:
        """Other facts worth keeping, as text."""
        image = string(self.node.get("image")) or first(self.metas, "og:image")
        found = {
            "section": string(self.node.get("articleSection")) or first(self.metas, "article:section"),
            "image": addresses.canonical(image, self._asked),
            "syndicated.from": self._stated if self._is_foreign() else None,
            "free": {True: "true", False: "false", None: None}[structured.is_free(self.node)],
        }
        return {k: v for k, v in found.items() if v}


def _named(raw: list[str], site: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for r in raw for n in byline.persons(r, not_these=site)))


def _site(domain: str | None) -> str | None:
    """The registrable part of a domain ("bbc.co.uk"), by the list that ships with tldextract: nothing is fetched."""
    if not domain:
        return None
    import tldextract

    found = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)(domain)
    return found.top_domain_under_public_suffix or domain
