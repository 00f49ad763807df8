"""Who does what to whom: a sentence may not turn it round or let another one do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsloom.brief.grounding.model import Act, Fault, Reader
from newsloom.brief.grounding.reading import Pair
from newsloom.brief.grounding.words import read, stem, table
from newsloom.records import Annotations, Proposition
from newsloom.text.words import fold, tokens


def faults(pair: Pair) -> Iterator[Fault]:
    if not pair.same:
        return
    language = pair.sentence.language
    theirs = [act for source in pair.sources for act in source.acts]
    for mine in done(pair.sentence.text, language, pair.context.reader):
        if mine.named and _for_a_pronoun(mine, pair, language):
            yield Fault("roles", mine.predicate, "a passage has somebody else do this")
            continue
        same = [act for act in theirs if _like(mine, act, language) and act.who]
        if not same or not mine.who or any(_meet(mine.who, act.who, language) for act in same):
            continue
        if any(_meet(mine.who, act.whom, language) for act in same):
            yield Fault("roles", mine.predicate, "a passage has this the other way round")
        elif mine.named and mine.predicate not in table(language).get("reciprocal", {}).get("words", ()) and all(act.named for act in same):
            yield Fault("roles", mine.predicate, "a passage has somebody else do this")


def _for_a_pronoun(mine: Act, pair: Pair, language: str) -> bool:
    """Whether a name does what in its passage "she" does, and that passage speaks of nobody of the name."""
    doing = [
        (source, side)
        for source, side in zip(pair.sources, pair.sides, strict=True)
        if any(_like(mine, act, language) for act in source.acts)
    ]
    if not doing or any(act.who for source, _ in doing for act in source.acts if _like(mine, act, language)):
        return False
    known = frozenset(word for source, side in doing for word in (*source.names, *side.folded))
    pronouns = table(language).get("people", {}).get("pronouns", ())
    told = all(any(word in side.folded for word in pronouns) for _, side in doing)  # "it" and "they" may be anything
    return told and not _meet(mine.who, known, language)


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
    return mine.predicate == other.predicate or stem(mine.predicate, language) == stem(other.predicate, language)


def _meet(mine: frozenset[str], theirs: frozenset[str], language: str) -> bool:
    return any(_keys(a, language) & _keys(b, language) for a in mine for b in theirs)


@lru_cache(maxsize=10_000)
def _keys(word: str, language: str) -> frozenset[str]:
    return frozenset(key for one in read(word, language) for key in one.like)
