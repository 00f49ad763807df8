"""Rewrites: articles that tell what another one tells, in other words.

Two reporters at one event share its facts, an official's sentence and its figures; a rewrite shares nearly all of its matter. So what is
rare in either text must be common to both, and most sentences of either must have a counterpart in the other, in about its order.
Names and figures must be the same: texts of one template (weather, results) share their words and not their facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.compare.provenance import sentences
from newsloom.compare.provenance.overlap import Words
from newsloom.compare.provenance.sentences import Sentences
from newsloom.compare.provenance.terms import Index, Terms, terms_of
from newsloom.compare.provenance.ties import Tie
from newsloom.records import Annotations

# Measured on the dev half of `benchmarks.copies` (rewrites 2.60 and more) and on real reports that rest on one police release or on
# nothing in common (2.47 and less): the shares of both texts' weight and of both texts' sentences, added up.
_ENOUGH = 2.5
_SURE = 3.6
_ONE_WAY, _ALL_TOLD = 0.75, 0.85  # of weight and of sentences, for a text that is much shorter than what it is made from
_GLANCE = 0.5  # share of this text's weight below which no sentence is looked at
_MIN_TERMS = 25
_MIN_ALIGNED = 3
_IN_ORDER = 0.6


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
        mine = terms[at] = terms_of(words[at])
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
    return len(mine.weights.keys() & theirs.weights.keys()) >= _MIN_TERMS and mine.share(theirs) >= _GLANCE


def _language(terms: Terms) -> str:
    return terms.words.article.language.split("-")[0]


def _tie(at: int, other: int, shares: tuple[float, float], mine: Sentences, theirs: Sentences) -> Tie | None:
    found = sentences.pairs(mine, theirs)
    there = [match for _, match in found]
    rising = sentences.rising(there) / max(1, len(there))
    if len(found) < _MIN_ALIGNED or rising < _IN_ORDER:
        return None
    here, back = len(found) / len(mine.terms), len(sentences.pairs(theirs, mine)) / len(theirs.terms)
    score = sum(shares) + here + back
    condensed = shares[0] >= _ONE_WAY and here >= _ALL_TOLD and rising >= _ALL_TOLD and len(found) > _MIN_ALIGNED
    if score < _ENOUGH and not condensed:
        return None
    sure = 0.5 + 0.35 * min(1.0, max(0.0, score - _ENOUGH) / (_SURE - _ENOUGH))
    return Tie(at, theirs.words.outlet, other, "rewrite", round(sure, 2), sentences.passages(mine, theirs, found))
