"""The active window: who might belong together, found at a cost that does not grow with what was read before."""

from __future__ import annotations

from collections import defaultdict, deque
from functools import cache

import numpy as np
from numpy.typing import NDArray

from newsloom.cluster.evidence import Weighed
from newsloom.text import fingerprint

_POSTINGS = 150  # a word's latest articles that are looked at; older ones are reached through rarer words
_KEYS = 40  # an article's heaviest words go into the index
_PLACES = 6
_NAMES = 10  # names written in another alphabet, under their Latin form
_CANDIDATES = 25
_SURE = 6  # candidates that go before those in other languages
_ABROAD = 8  # candidates in other languages, by meaning
_TABLES, _BITS, _BUCKET = 14, 7, 48
_FEW = 300  # so many articles in other languages are all looked at


class Window:
    """Three indexes over the latest articles: their heaviest words and places, bands of their fingerprints, and their meaning.

    Each list keeps only its newest entries, so the cost of a look-up has a bound that is independent of the number of articles.
    """

    def __init__(self) -> None:
        self.members: dict[str, Weighed] = {}
        self._words: defaultdict[str, deque[tuple[str, float]]] = defaultdict(lambda: deque(maxlen=_POSTINGS))
        self._bands: defaultdict[tuple[int, bytes], deque[str]] = defaultdict(lambda: deque(maxlen=8))
        self._meanings: defaultdict[str, defaultdict[tuple[int, int], deque[str]]] = defaultdict(
            lambda: defaultdict(lambda: deque(maxlen=_BUCKET))
        )
        self._latest: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_FEW))

    def add(self, member: Weighed) -> None:
        name = member.features.article
        self.members[name] = member
        for word, weight in _heaviest(member):
            self._words[word].append((name, weight))
        for band in fingerprint.bands(member.features.signature):
            self._bands[band].append(name)
        self._latest[member.language].append(name)
        buckets = self._meanings[member.language]
        for bucket in enumerate(_hashes(member.vector)):
            buckets[bucket].append(name)

    def forget(self, articles: set[str]) -> None:
        """Take articles out; their entries in the indexes are passed over and pushed out by newer ones."""
        for name in articles:
            self.members.pop(name, None)

    def candidates(self, member: Weighed) -> list[str]:
        """The articles that share most with this one, likeliest first, those in other languages that mean nearly the same among them."""
        shared: defaultdict[str, float] = defaultdict(float)
        for word, weight in _heaviest(member):
            for name, other in self._words.get(word, ()):
                shared[name] += weight * other
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        near = [name for name, _ in ranked[: 2 * _CANDIDATES] if name in self.members][:_CANDIDATES]
        return list(dict.fromkeys([*near[:_SURE], *self._abroad(member), *near[_SURE:]]))

    def twins(self, member: Weighed) -> list[str]:
        """Articles whose fingerprint shares a band with this one's, oldest first."""
        found: dict[str, None] = {}
        for band in fingerprint.bands(member.features.signature):
            found.update(dict.fromkeys(self._bands.get(band, ())))
        return [name for name in found if name in self.members]

    def _abroad(self, member: Weighed) -> list[str]:
        """Articles in other languages that share a bucket of hyperplane hashes (Charikar 2002), nearest meaning first."""
        others = [language for language in self._meanings if language != member.language]
        keys = list(enumerate(_hashes(member.vector))) if others else []
        found: set[str] = set()
        for language in others:
            few = self._latest[language]
            found.update(few if len(few) < _FEW else (name for key in keys for name in self._meanings[language].get(key, ())))
        names = sorted(name for name in found if name in self.members)
        if not names:
            return []
        likeness = np.stack([self.members[name].vector for name in names]) @ member.vector
        return [names[at] for at in np.argsort(-likeness, kind="stable")[:_ABROAD]]


def _heaviest(member: Weighed) -> list[tuple[str, float]]:
    """The keys of the index: heaviest words, transliterated names, places."""
    words = sorted(member.words.items(), key=lambda item: (-item[1], item[0]))[:_KEYS]
    places = sorted(member.places.items(), key=lambda item: (-item[1], item[0]))[:_PLACES]
    foreign = [(name, weight / 3) for name, weight in member.names.items() if name not in member.words][:_NAMES]
    return [*words, *foreign, *((key, weight / 3) for key, weight in places)]


@cache
def _planes() -> NDArray[np.float32]:
    return np.random.default_rng(7).standard_normal((_TABLES * _BITS, 512)).astype(np.float32)


@cache
def _powers() -> NDArray[np.int64]:
    return 1 << np.arange(_BITS, dtype=np.int64)


def _hashes(vector: NDArray[np.float32]) -> list[int]:
    planes = _planes()[:, : len(vector)]
    bits = (planes @ vector[: planes.shape[1]] > 0).reshape(_TABLES, _BITS)
    found: list[int] = (bits @ _powers()).tolist()
    return found
