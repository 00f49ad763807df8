"""How a story's articles name their outlets, so that a credit to "orlepost.example" finds the paper that calls itself "The Orle Post"."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from newsloom.compare.provenance import outlets
from newsloom.records import Article

_SHORTEST = 6  # letters of a name that a domain's label is compared with: shorter ones meet by chance


class Names:
    """Outlets by their names and hosts: those that the tables know, else those of the story's own articles."""

    def __init__(self, articles: Sequence[Article] = ()) -> None:
        self._by_name: dict[str, str] = {}
        self._by_label: dict[str, str] = {}
        hosts: dict[str, set[str]] = defaultdict(set)
        for article in articles:
            name = outlets.of_article(article)
            if name is None or outlets.is_host(name):
                continue
            self._by_name.setdefault(outlets.fold(name), name)
            for label in outlets.labels(name):
                if len(label) >= _SHORTEST:
                    self._by_label.setdefault(label, name)
            for host in _hosts(article):
                hosts[host].add(name)
        self._labels = sorted({host.split(".")[0] for host in hosts} | {mark for a in articles if (mark := self.label(a))})
        # A host that several outlets print at says nothing of any of them.
        self._by_host = {host: next(iter(names)) for host, names in hosts.items() if len(names) == 1 and not outlets.known(host)}

    def known(self, name: str) -> str | None:
        """The outlet that a name, alias or host stands for; None for a stranger."""
        found = outlets.known(name)
        if found:
            return found
        if outlets.is_host(name):
            host = outlets.registrable(name)
            return self._by_host.get(host) or self._by_label.get(host.split(".")[0].replace("-", ""))
        return self._by_name.get(outlets.fold(name))

    def label(self, article: Article) -> str | None:
        """The first label of the host that an article stands at ("orltv12"), None without one."""
        own = outlets.of_article(article) or ""
        host = own if outlets.is_host(own) else next(iter(sorted(_hosts(article))), None)
        return outlets.registrable(host).split(".")[0] if host else None

    def called(self, mark: str) -> str | None:
        """The outlet of the story whose site bears a station's call sign ("KORL" → "korltv.example")."""
        sign = outlets.fold(mark).split(" ")[0]
        found = [label for label in self._labels if label.startswith(sign)]
        return mark if len(found) == 1 else None

    def canonical(self, name: str) -> str:
        """One name for all namings of an outlet, as far as they are known to be one."""
        return self.known(name) or outlets.canonical(name)

    def key(self, name: str) -> str:
        """What two namings of one outlet have in common."""
        return outlets.fold(self.canonical(name))

    def of_article(self, article: Article) -> str | None:
        """The canonical name of the outlet that an article is of, None where it is unknown."""
        name = outlets.of_article(article)
        return self.canonical(name) if name else None


def _hosts(article: Article) -> Iterable[str]:
    raw = [article.outlet.domain if article.outlet else None]
    with contextlib.suppress(ValueError):
        raw.append(urlsplit(article.url or "").hostname)
    return {outlets.registrable(host) for host in raw if host and outlets.is_host(host)}
