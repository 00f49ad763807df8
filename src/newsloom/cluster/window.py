"""The active window: who might belong together, found at a cost that does not grow with what was read before."""

from __future__ import annotations

from collections import defaultdict, deque

from newsloom.cluster.evidence import Weighed
from newsloom.text import fingerprint

_POSTINGS = 150  # a word's latest articles that are looked at; older ones are reached through rarer words
_KEYS = 40  # an article's heaviest words go into the index
_CANDIDATES = 25


class Window:
    """An inverted index over the heaviest words and names of the latest articles, and one over bands of fingerprints."""

    def __init__(self) -> None:
        self.members: dict[str, Weighed] = {}
        self._words: defaultdict[str, deque[tuple[str, float]]] = defaultdict(lambda: deque(maxlen=_POSTINGS))
        self._bands: defaultdict[tuple[int, bytes], deque[str]] = defaultdict(lambda: deque(maxlen=8))

    def add(self, member: Weighed) -> None:
        name = member.features.article
        self.members[name] = member
        for word, weight in _heaviest(member):
            self._words[word].append((name, weight))
        for band in fingerprint.bands(member.features.signature):
            self._bands[band].append(name)

    def forget(self, articles: set[str]) -> None:
        """Take articles out; their postings go as the index is next read."""
        for name in articles:
            self.members.pop(name, None)

    def candidates(self, member: Weighed) -> list[str]:
        """The articles that share most with this one, likeliest first."""
        shared: defaultdict[str, float] = defaultdict(float)
        for word, weight in _heaviest(member):
            for name, other in self._words.get(word, ()):
                shared[name] += weight * other
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return [name for name, _ in ranked[: 2 * _CANDIDATES] if name in self.members][:_CANDIDATES]

    def twins(self, member: Weighed) -> list[str]:
        """Articles whose fingerprint shares a band with this one's, oldest first."""
        found: dict[str, None] = {}
        for band in fingerprint.bands(member.features.signature):
            found.update(dict.fromkeys(self._bands.get(band, ())))
        return [name for name in found if name in self.members]


def _heaviest(member: Weighed) -> list[tuple[str, float]]:
    return sorted(member.words.items(), key=lambda item: (-item[1], item[0]))[:_KEYS]
