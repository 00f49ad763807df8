"""The active window: who might belong together, found at a cost that does not grow with what was read before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from newsloom.cluster.evidence import Weighed
from newsloom.cluster.postings import Pages, Postings
from newsloom.text import fingerprint

_POSTINGS = 150  # a word's latest articles that are looked at; older ones are reached through rarer words
_LOOKED = 1500  # entries that are looked at for one article
_KEYS = 40  # an article's heaviest words go into the index
_PLACES = 6
_NAMES = 10  # names written in another alphabet, under their Latin form
_CANDIDATES = 25
_SURE = 6  # candidates that go before those in other languages
_ABROAD = 8  # candidates in other languages, by meaning
_TABLES, _BITS, _BUCKET = 14, 7, 48
_FEW = 300  # so many articles in other languages are all looked at


class Shelf(Pages, Protocol):
    """What a desk knows of the articles that it placed before: read a few at a time, as they are asked for."""

    def weighed(self, articles: Sequence[str]) -> Mapping[str, Weighed]:
        """Those of the articles that are there, weighed as they are now."""
        ...


class Window:
    """Three indexes over the latest articles: their heaviest words and places, bands of their fingerprints, and their meaning.

    Each list keeps only its newest entries, so the cost of a look-up has a bound that is independent of the number of articles. With a
    `shelf` the lists and the articles are read from there when they are needed.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.members: dict[str, Weighed] = {}
        self.postings = Postings(shelf)
        self._shelf = shelf
        self._ready: dict[str, int] = {}  # articles whose lists are at hand → how many languages there were then

    def add(self, member: Weighed) -> None:
        """Put an article into the window, or a new version in place of the old one."""
        name = member.features.article
        put = self.postings.put if name in self.members else self.postings.add
        self.members[name] = member
        self._load(member)
        for word, weight in _heaviest(member):
            put("w:" + word, name, weight, _POSTINGS)
        for band, part in fingerprint.bands(member.features.signature):
            put(_band(band, part), name, 1.0, 8)
        put("l:" + member.language, name, 1.0, _FEW)
        for table, bucket in enumerate(_hashes(member)):
            put(_meaning(member.language, table, bucket), name, 1.0, _BUCKET)
        if all(language != member.language for language, _ in self.postings.get(_LANGUAGES)):
            put(_LANGUAGES, member.language, 1.0, 200)

    def forget(self, articles: set[str]) -> None:
        """Take articles out; their entries in the indexes are passed over and pushed out by newer ones."""
        for name in articles:
            self.members.pop(name, None)

    def fetch(self, articles: Iterable[str]) -> None:
        """Have these articles at hand among the members."""
        if self._shelf is not None:
            missing = [name for name in dict.fromkeys(articles) if name not in self.members]
            if missing:
                self.members.update(self._shelf.weighed(missing))

    def candidates(self, member: Weighed) -> list[str]:
        """The articles that share most with this one, likeliest first, those in other languages that mean nearly the same among them."""
        ranked = self._nearest(member)
        abroad = self._abroad(member)
        self.fetch([*ranked[:_CANDIDATES], *abroad])
        near = [name for name in ranked if name in self.members][:_CANDIDATES]
        return list(dict.fromkeys([*near[:_SURE], *abroad, *near[_SURE:]]))

    def likely(self, members: Iterable[Weighed]) -> list[str]:
        """What `candidates` and `twins` would look at for these articles now: to have it at hand at once."""
        found: dict[str, None] = {}
        for member in members:
            found |= dict.fromkeys(self._nearest(member)[:_CANDIDATES])
            found |= dict.fromkeys(self._banded(member))
        return list(found)

    def _nearest(self, member: Weighed) -> list[str]:
        self._load(member)
        shared: defaultdict[str, float] = defaultdict(float)
        looked = 0
        for word, weight in _rarest(member):
            entries = self.postings.get("w:" + word)
            for name, other in entries:
                shared[name] += weight * other
            looked += len(entries)
            if looked > _LOOKED:
                break  # what is left are the article's most frequent words
        return sorted(shared, key=shared.__getitem__, reverse=True)[: 2 * _CANDIDATES]  # equal ones in the order of the article's words

    def twins(self, member: Weighed) -> list[str]:
        """Articles whose fingerprint shares a band with this one's, oldest first."""
        found = self._banded(member)
        self.fetch(found)
        return [name for name in found if name in self.members]

    def _banded(self, member: Weighed) -> list[str]:
        self._load(member)
        keys = [_band(band, part) for band, part in fingerprint.bands(member.features.signature)]
        return list(dict.fromkeys(name for key in keys for name, _ in self.postings.get(key)))

    def ready(self, members: Iterable[Weighed]) -> None:
        """Read at once all lists that these articles look into or are put into."""
        if self._shelf is None:
            return
        self.postings.load((_LANGUAGES,))
        listed = list(members)
        languages = dict.fromkeys([*(one.language for one in listed), *(name for name, _ in self.postings.get(_LANGUAGES))])
        self.postings.load(key for one in listed for key in _keys(one, languages))
        self._ready.update((one.features.article, len(languages)) for one in listed)

    def _load(self, member: Weighed) -> None:
        if self._shelf is None:
            return
        languages = {name for name, _ in self.postings.get(_LANGUAGES)} | {member.language}
        if self._ready.get(member.features.article, 0) < len(languages):
            self.ready((member,))

    def _abroad(self, member: Weighed) -> list[str]:
        """Articles in other languages that share a bucket of hyperplane hashes (Charikar 2002), nearest meaning first."""
        others = [language for language, _ in self.postings.get(_LANGUAGES) if language != member.language]
        keys = list(enumerate(_hashes(member))) if others else []
        found: set[str] = set()
        for language in others:
            few = [name for name, _ in self.postings.get("l:" + language)]
            if len(few) < _FEW:
                found.update(few)
            else:
                found.update(name for key in keys for name, _ in self.postings.get(_meaning(language, *key)))
        self.fetch(found)
        names = sorted(name for name in found if name in self.members)
        if not names:
            return []
        likeness = np.stack([self.members[name].vector for name in names]) @ member.vector
        return [names[at] for at in np.argsort(-likeness, kind="stable")[:_ABROAD]]


_LANGUAGES = "languages"


def _keys(member: Weighed, languages: Iterable[str]) -> Iterator[str]:
    """The keys of all lists that an article has to do with."""
    yield from ("w:" + word for word, _ in _heaviest(member))
    yield from (_band(band, part) for band, part in fingerprint.bands(member.features.signature))
    hashes = list(enumerate(_hashes(member)))
    for language in languages:
        yield "l:" + language
        yield from (_meaning(language, table, bucket) for table, bucket in hashes)


def _band(band: int, part: bytes) -> str:
    return f"b{band}:{part.hex()}"


def _meaning(language: str, table: int, bucket: int) -> str:
    return f"m:{language}:{table}:{bucket}"


@lru_cache(maxsize=512)
def _heaviest(member: Weighed) -> list[tuple[str, float]]:
    """The keys of the index: heaviest words, transliterated names, places."""
    words = sorted(member.words.items(), key=lambda item: (-item[1], item[0]))[:_KEYS]
    places = sorted(member.places.items(), key=lambda item: (-item[1], item[0]))[:_PLACES]
    foreign = [(name, weight / 3) for name, weight in member.names.items() if name not in member.words][:_NAMES]
    return [*words, *foreign, *((key, weight / 3) for key, weight in places)]


def _rarest(member: Weighed) -> list[tuple[str, float]]:
    """The same keys, those that say most first."""
    return sorted(_heaviest(member), key=lambda item: -item[1])


@cache
def _planes() -> NDArray[np.float32]:
    return np.random.default_rng(7).standard_normal((_TABLES * _BITS, 512)).astype(np.float32)


@cache
def _powers() -> NDArray[np.int64]:
    return 1 << np.arange(_BITS, dtype=np.int64)


@lru_cache(maxsize=512)
def _hashes(member: Weighed) -> list[int]:
    planes = _planes()[:, : len(member.vector)]
    bits = (planes @ member.vector[: planes.shape[1]] > 0).reshape(_TABLES, _BITS)
    found: list[int] = (bits @ _powers()).tolist()
    return found
