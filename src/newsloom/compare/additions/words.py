"""An outlet's distinctive words: weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words").

The prior is the story's own counts mixed with the language's word frequencies, so that a word of one sentence does not count for much and a
word that is common everywhere does not count at all.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from newsloom.compare.additions.desk import Outlets
from newsloom.records import Article, DistinctiveWord
from newsloom.text.words import fold, frequency, is_stop, tokens

_SURE = 1.96
_LEAST = 2
_SHOWN = 8
_PRIOR = 200.0  # words that the prior is worth
_STORY = 0.7  # share of the prior that is the story's own


def distinctive(articles: Sequence[Article], outlets: Outlets) -> Mapping[int, list[DistinctiveWord]]:
    """The words of each outlet that set it apart from outlets of other origins in its language, the surest first."""
    counts: dict[tuple[str, int, int], Counter[str]] = defaultdict(Counter)  # language, outlet, origin
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        language = article.language.split("-")[0]
        mine = counts[language, outlets.of[article.id], outlets.origin.get(article.id, -1)]
        for token in tokens(article.body()):
            word = fold(token)
            mine[word] += 1
            shown[word][token] += 1
    found: dict[int, list[DistinctiveWord]] = {}
    names = _own_names(articles, outlets)
    for language in sorted({key[0] for key in counts}):
        for number, words in _of_language(language, counts, names).items():
            named = [DistinctiveWord(word=_printed(shown[word]), z=round(z, 2), count=count) for word, z, count in words]
            found[number] = (found.get(number, []) + named)[:_SHOWN]
    return found


def _own_names(articles: Sequence[Article], outlets: Outlets) -> dict[int, set[str]]:
    """For each outlet the words that only name it or its writers: its name, its host, the bylines."""
    found: dict[int, set[str]] = defaultdict(set)
    for article in articles:
        outlet = article.outlet
        told = [article.byline, outlet and outlet.name, outlets.names[outlets.of[article.id]]]
        host = (outlet.domain or "" if outlet else "").split(".")
        found[outlets.of[article.id]] |= {fold(w) for name in told if name for w in tokens(name)} | {fold(part) for part in host}
    return found


def _of_language(
    language: str, counts: Mapping[tuple[str, int, int], Counter[str]], names: Mapping[int, set[str]]
) -> dict[int, list[tuple[str, float, int]]]:
    own = {key[1:]: counter for key, counter in counts.items() if key[0] == language}
    by_outlet: dict[int, set[int]] = defaultdict(set)
    by_origin: dict[int, set[int]] = defaultdict(set)
    for outlet, origin in own:
        by_outlet[outlet].add(origin)
        by_origin[origin].add(outlet)
    story: Counter[str] = Counter()
    for counter in own.values():
        story.update(counter)
    total = story.total()
    prior = {word: _PRIOR * (_STORY * n / total + (1 - _STORY) * frequency(word, language)) for word, n in story.items()}
    found: dict[int, list[tuple[str, float, int]]] = {}
    for number in sorted(by_outlet):
        mine: Counter[str] = Counter()
        shared: Counter[str] = Counter()
        for origin in by_outlet[number]:
            mine.update(own[number, origin])
            for outlet in by_origin[origin] - {number}:
                shared.update(own[outlet, origin])  # what is printed after one source is no one's own
        rest = total - mine.total() - shared.total()
        if rest > 0 and mine.total():
            theirs = {word: story[word] - n - shared[word] for word, n in mine.items()}
            found[number] = [one for one in _odds(mine, (theirs, rest), prior, language) if one[0] not in names.get(number, ())][:_SHOWN]
    return found


def _odds(
    mine: Counter[str], others: tuple[Mapping[str, int], int], prior: Mapping[str, float], language: str
) -> list[tuple[str, float, int]]:
    """Words with their z-scores, those surely above nought only. `others`: how often they use each of these words, and words in all."""
    theirs, rest = others
    sizes = mine.total() + _PRIOR, rest + _PRIOR
    found: list[tuple[str, float, int]] = []
    for word, count in mine.items():
        if count < _LEAST or len(word) < 3 or not word.isalpha() or is_stop(word, language):
            continue
        here, there = count + prior[word], theirs[word] + prior[word]
        delta = math.log(here / (sizes[0] - here)) - math.log(there / (sizes[1] - there))
        z = delta / math.sqrt(1 / here + 1 / there)
        if z >= _SURE:
            found.append((word, z, count))
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _printed(forms: Counter[str]) -> str:
    """A word as it is mostly printed."""
    return min(forms, key=lambda form: (-forms[form], form))
