"""Rewrites: articles that tell what another one tells, in other words.

Two reporters at one event share its facts, an official's sentence and its figures; a rewrite shares nearly all of its matter. So either
most of what is rare in both is common to them, or most sentences of the later text have a counterpart in the earlier one, in its order.
Names and figures must be the same: texts of one template (weather, results) share their words and not their facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.compare.provenance import sentences
from newsloom.compare.provenance.overlap import Words
from newsloom.compare.provenance.sentences import Pair, Sentences
from newsloom.compare.provenance.terms import Index, Terms
from newsloom.compare.provenance.ties import Tie
from newsloom.records import Annotations

_BOTH_WAYS = 0.55  # of the weight of either text: on `benchmarks.copies`' dev half rewrites have .61 and more, others .42 and less
_ONE_WAY = 0.6  # of this text's weight, where sentences tell the rest
_MIN_TERMS = 25
_MIN_ALIGNED = 4
_ALIGNED_SHARE = 0.65
_IN_ORDER = 0.85
_DIFFERENT = 0.7


def rewrites(words: Sequence[Words], annotations: Sequence[Annotations], order: Sequence[int], skip: set[int]) -> list[Tie]:
    """Ties of later articles to the earlier ones that they rewrite. Articles in `skip` have an origin already and only serve as one."""
    index = Index()
    terms: dict[int, Terms] = {}
    read: dict[int, Sentences] = {}
    found: list[Tie] = []

    def of(number: int) -> Sentences:
        if number not in read:
            read[number] = Sentences(words[number], annotations[number])
        return read[number]

    for at in order:
        mine = terms[at] = Terms(words[at])
        for other in index.candidates(mine) if at not in skip else ():
            if not _alike(mine, terms[other]):
                continue
            tie = _tie(at, other, (mine.share(terms[other]), terms[other].share(mine)), of(at), of(other))
            if tie is not None:
                found.append(tie)
                break
        index.add(at, mine)
    return found


def _alike(mine: Terms, theirs: Terms) -> bool:
    """Whether the sentences are worth a look: one language, the same facts, enough in common."""
    if _language(mine) != _language(theirs) or not mine.words.facts.fit(theirs.words.facts):
        return False
    return len(mine.weights.keys() & theirs.weights.keys()) >= _MIN_TERMS and mine.share(theirs) >= min(_BOTH_WAYS, _ONE_WAY)


def _language(terms: Terms) -> str:
    return terms.words.article.language.split("-")[0]


def _tie(at: int, other: int, shares: tuple[float, float], mine: Sentences, theirs: Sentences) -> Tie | None:
    found = sentences.pairs(mine, theirs)
    both = min(shares)
    if not found or not (both >= _BOTH_WAYS or (shares[0] >= _ONE_WAY and _in_order(found, len(mine.terms)))):
        return None
    sure = 0.35 + 0.35 * max(both, 0.6 * shares[0]) + 0.15 * len(found) / max(1, len(mine.terms))
    return Tie(at, theirs.words.outlet, other, "rewrite", round(min(0.8, sure), 2), sentences.passages(mine, theirs, found))


def _in_order(found: Sequence[Pair], size: int) -> bool:
    """Whether most sentences have a counterpart, each one of its own, in the order of the other text."""
    there = [match for _, match in found]
    enough = len(found) >= _MIN_ALIGNED and len(found) >= _ALIGNED_SHARE * size
    return enough and sentences.rising(there) >= _IN_ORDER * len(found) and len(set(there)) >= _DIFFERENT * len(found)
