"""Who does what to whom: a sentence may not turn it round or let another one do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsloom.brief.grounding.model import Act, Fault, Reader
from newsloom.brief.grounding.reading import Pair
from newsloom.brief.grounding.words import read
from newsloom.records import Annotations, Proposition
from newsloom.text.words import fold, tokens


def faults(pair: Pair) -> Iterator[Fault]:
    if not pair.same:
        return
    language = pair.sentence.language
    theirs = [act for source in pair.sources for act in source.acts]
    for mine in done(pair.sentence.text, language, pair.context.reader):
        same = [act for act in theirs if _like(mine, act, language) and act.who]
        if not same or not mine.who or any(_meet(mine.who, act.who, language) for act in same):
            continue
        if any(_meet(mine.who, act.whom, language) for act in same):
            yield Fault("roles", mine.predicate, "a passage has this the other way round")
        elif mine.named and all(act.named for act in same):
            yield Fault("roles", mine.predicate, "a passage has somebody else do this")


def acts(annotations: Annotations, start: int, end: int, words: Sequence[frozenset[str]]) -> tuple[Act, ...]:
    """What is done in a stretch of an article. `words`: folded words of each entity's names."""
    return tuple(_act(p, words) for p in annotations.propositions if start <= p.start < end)


def _act(p: Proposition, words: Sequence[frozenset[str]]) -> Act:
    who = frozenset(w for i in p.subject for w in words[i]) | frozenset(h for h in p.subject_heads if h != "*")
    whom = frozenset(w for i in p.object for w in words[i]) | frozenset(h for h in p.object_heads if h != "*")
    return Act(
        predicate=p.predicate, klass=p.klass, who=who if "*" not in p.subject_heads else frozenset(), whom=whom, named=bool(p.subject)
    )


@lru_cache(maxsize=512)
def done(text: str, language: str, reader: Reader | None) -> tuple[Act, ...]:
    if reader is None:
        return ()
    found = reader([text], language)[0]
    return acts(found, 0, len(text), [frozenset(fold(w) for w in tokens(entity.name)) for entity in found.entities])


def _like(mine: Act, other: Act, language: str) -> bool:
    if mine.klass is not None and mine.klass == other.klass:
        return True
    return mine.predicate == other.predicate or bool(_keys(mine.predicate, language) & _keys(other.predicate, language))


def _meet(mine: frozenset[str], theirs: frozenset[str], language: str) -> bool:
    return any(_keys(a, language) & _keys(b, language) for a in mine for b in theirs)


@lru_cache(maxsize=10_000)
def _keys(word: str, language: str) -> frozenset[str]:
    return frozenset(key for one in read(word, language) for key in one.like)
