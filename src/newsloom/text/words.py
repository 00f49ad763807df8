"""Words of plain text and how common they are: tokens, background frequencies, weights for a handful of articles as for a stream.

Background frequencies are those of the `wordfreq` package (Speer 2022), so that five articles can be weighed as well as five million;
what was really seen takes over as it grows.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_CLITIC = re.compile(r"[’'](?:s|S|re|ve|ll|d|m|t)$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’']", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_TYPICAL_LENGTH = 250  # words: turns the chance of one word into the chance that an article holds it
_RAREST = 3e-7  # the chance given to a word that the background list (which ends at 1e-6) does not know
_STOP = 7e-4  # a word more frequent than this says nothing about what an article is about


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """`word` without case, accents and possessive ending: "Zürich’s" → "zurich". Scripts without case or accents stay as they are."""
    if "'" in word or "’" in word:
        word = _ELISION.sub("", _CLITIC.sub("", word))
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def tokens(text: str) -> list[str]:
    """The words of `text` as written, in order, elided articles left out ("l'Allemagne" → "Allemagne").

    Unspaced scripts (Chinese, Japanese, Thai) come as overlapping pairs of characters.
    """
    words: list[str] = _WORD.findall(text)
    if "'" in text or "’" in text:
        words = [_ELISION.sub("", word) if "'" in word or "’" in word else word for word in words]
    if text.isascii() or not _UNSPACED.search(text):
        return words
    found: list[str] = []
    for word in words:
        if word.isascii() or len(word) <= 2 or not _UNSPACED.search(word):
            found.append(word)
        else:
            found.extend(word[i : i + 2] for i in range(len(word) - 1))
    return found


@cache
def _frequencies(language: str) -> dict[str, float]:
    """Folded word → chance of the word in running text; {} for a language without a list."""
    from wordfreq import get_frequency_dict  # late: a list takes 10 to 30 ms to read

    try:
        listed: dict[str, float] = get_frequency_dict(language, wordlist="small")
    except LookupError:
        return {}
    folded: dict[str, float] = {}
    for word, chance in listed.items():
        key = word.lower() if word.isascii() and "'" not in word else fold.__wrapped__(word)  # a list must not push out what is in use
        folded[key] = folded.get(key, 0.0) + chance
    return folded


def frequency(word: str, language: str = "en") -> float:
    """The chance (0..1) of a folded word in running text of `language` (BCP 47); that of the rarest words when it is unknown."""
    return _frequencies(_primary(language)).get(word, _RAREST)


def is_stop(word: str, language: str = "en") -> bool:
    """Whether a folded word is too common in `language` to say what a text is about."""
    return word in stops(language)


@cache
def stops(language: str = "en") -> frozenset[str]:
    """The folded words of a language (BCP 47) that are too common to say what a text is about."""
    return frozenset(word for word, chance in _frequencies(_primary(language)).items() if chance >= _STOP)


@lru_cache(maxsize=200_000)
def expected_share(word: str, language: str = "en") -> float:
    """The share (0..1) of articles that would hold a folded word if articles were running text of `language`."""
    return float(-math.expm1(_TYPICAL_LENGTH * math.log1p(-min(frequency(word, language), 0.5))))


@cache
def _primary(language: str) -> str:
    return language.split("-")[0].lower()


class Background:
    """How rare a term is: what was seen, with the background list as a prior worth `prior` articles.

    `observe` is called once an article; `weight` is an inverse document frequency in nats. The state is two plain values
    (`articles`, `counts`), so that it can be stored.
    """

    def __init__(self, articles: int = 0, counts: dict[str, int] | None = None, prior: float = 300.0) -> None:
        self.articles = articles
        self.counts: Counter[str] = Counter(counts or {})
        self.prior = prior
        self._known: dict[str, _Weights] = {}  # by language, until something more is counted

    def observe(self, terms: Iterable[str]) -> None:
        """Count one article, given its terms (each counted once)."""
        self.articles += 1
        self.counts.update(set(terms))
        self._known.clear()

    def add(self, counted: Mapping[str, int]) -> None:
        """Add what was counted elsewhere of these terms, in articles that `articles` holds already."""
        for term, count in counted.items():
            self.counts[term] += count
            for known in self._known.values():
                known.pop(term, None)

    def weight(self, term: str, language: str = "en") -> float:
        """Inverse document frequency of a term in nats: 0 for one that is everywhere, about 9 for one that is unheard of."""
        share = (self.counts.get(term, 0) + self.prior * expected_share(term, language)) / (self.articles + self.prior)
        return -math.log(max(share, 1e-5))

    def weights(self, terms: Iterable[str], language: str = "en") -> dict[str, float]:
        """The weight of each of these terms."""
        known = self._known.get(language)
        if known is None:
            known = self._known[language] = _Weights(self, language)
        return {term: known[term] for term in set(terms)}


class _Weights(dict[str, float]):
    """The weights of terms in a language, worked out when they are first asked for."""

    def __init__(self, background: Background, language: str) -> None:
        super().__init__()
        self._counts, self._prior, self._language = background.counts, background.prior, language
        self._total = background.articles + background.prior

    def __missing__(self, term: str) -> float:
        share = (self._counts.get(term, 0) + self._prior * expected_share(term, self._language)) / self._total
        weight = self[term] = -math.log(max(share, 1e-5))
        return weight
