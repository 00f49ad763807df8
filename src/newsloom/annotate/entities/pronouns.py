"""Who "he", "she" and "the minister" are: the nearest person that fits, and nobody when two fit.

A small rule system in the spirit of Hobbs (1978) and Lappin & Leass (1994): recency and subjects first, gender as a filter, no guess
between equals.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass

from newsloom.annotate.entities.model import MentionForm, Named, Person
from newsloom.annotate.entities.roles import nouns
from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.text.names import words_of
from newsloom.text.names_fold import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_REACH = 3  # sentences back for a pronoun
_FAR = 12  # ... and for a description


@dataclass(frozen=True, slots=True)
class _Seen:
    start: int
    sentence: int
    key: str
    subject: bool


def resolve(reading: Reading, named: list[Named], people: dict[str, Person]) -> list[Named]:
    """Pronouns and definite descriptions that stand for a person of the article, as mentions."""
    starts = [sentence.start for sentence in reading.sentences]
    subjects = _subjects(reading)
    quoted = _quoted(reading.body)
    seen = [
        _Seen(m.start, bisect_right(starts, m.start) - 1, m.key, _is_subject(m, subjects))
        for m in sorted(named, key=lambda m: m.start)
        if m.kind == "person"
    ]
    found: list[Named] = []
    for start, end, form, fits in _anaphors(reading, people):
        at = bisect_right(quoted, (start, len(reading.body))) - 1
        if at >= 0 and start < quoted[at][1]:
            continue
        sentence = bisect_right(starts, start) - 1
        key = _choose(_fitting(seen, start, sentence - (_REACH if form == "pronoun" else _FAR), fits), sentence)
        if key:
            found.append(Named(start, end, reading.body[start:end], "person", key, form=form))
            insort(seen, _Seen(start, sentence, key, _is_subject(found[-1], subjects)), key=lambda s: s.start)
    return found


def _fitting(seen: list[_Seen], start: int, first: int, fits: frozenset[str]) -> list[_Seen]:
    """Mentions of the persons in `fits` before `start`, not before sentence `first`, the nearest first."""
    found = []
    for i in range(bisect_left(seen, start, key=lambda s: s.start) - 1, -1, -1):
        if seen[i].sentence < first:
            break
        if seen[i].key in fits:
            found.append(seen[i])
    return found


def _choose(fitting: list[_Seen], sentence: int) -> str | None:
    """The one person of the nearest sentence that names any; among several the one subject; else nobody."""
    for back in range(_FAR + 1):
        here = [s for s in fitting if s.sentence == sentence - back]
        if not here:
            continue
        for group in (here, [s for s in here if s.subject]):
            keys = {s.key for s in group}
            if len(keys) == 1:
                return keys.pop()
        return None
    return None


def _anaphors(reading: Reading, people: dict[str, Person]) -> Iterator[tuple[int, int, MentionForm, frozenset[str]]]:
    """Each pronoun and definite description with the persons that it may stand for."""
    language, body = reading.language, reading.body
    table_ = table("names", language).get("pronouns", {})
    by_gender = {word: sex for sex in ("male", "female") for word in table_.get(sex, ())}
    empty = _impersonal(reading)
    by_sex = {sex: frozenset(key for key, who in people.items() if who.gender in (None, sex)) for sex in ("male", "female")}
    holders: dict[str, set[str]] = {}
    for key, who in people.items():
        for _, _, role in who.roles:
            for part in fold(role).split():
                holders.setdefault(part, set()).add(key)
    definite, office = words_of("determiners", language), nouns(language)
    last = ""
    for match in _WORD.finditer(body):
        word = fold(match.group())
        sex = by_gender.get(match.group().lower())
        if sex and match.start() not in empty and not match.group().isupper():
            yield match.start(), match.end(), "pronoun", by_sex[sex]
        elif last in definite and word in office and match.group().islower() and not _goes_on(body, match.end(), language):
            start = body.rfind(" ", 0, match.start() - 1) + 1
            fits = frozenset(holders.get(word, ()))
            yield max(start, body.rfind("\n", 0, match.start()) + 1), match.end(), "nominal", fits
        last = word


def _goes_on(body: str, end: int, language: str) -> bool:
    """ "the minister of …", "the president Ana …", "the chief executive": not a description that stands alone."""
    match = re.compile(r"\s+([^\W\d_]+)").match(body, end)
    if match is None:
        return False
    follows = match.group(1)
    return follows[0].isupper() or fold(follows) in words_of("joins", language) | nouns(language) | {
        "who",
        "that",
        "whose",
        "qui",
        "que",
        "quien",
    }


def _impersonal(reading: Reading) -> set[int]:
    """Offsets of French "il" that stands for nobody ("il faut", "il y a")."""
    if reading.language != "fr":
        return set()
    verbs = words_of("impersonal", "fr")
    return {
        token.idx
        for token in reading.doc
        if token.lower_ == "il"
        and (
            token.dep_.startswith("expl")
            or fold(token.head.lemma_) in verbs
            or (token.i + 1 < len(reading.doc) and token.nbor().lower_ == "y")
        )
    }


def _subjects(reading: Reading) -> set[int]:
    """Offsets of tokens that are subjects of a verb; without a parse, nothing."""
    if not reading.syntax:
        return set()
    return {token.idx for token in reading.doc if token.dep_ in ("nsubj", "nsubjpass", "nsubj:pass")}


def _is_subject(mention: Named, subjects: set[int]) -> bool:
    return any(mention.start <= offset < mention.end for offset in subjects)


_QUOTES = re.compile(r"[“«][^“”«»\n]{1,2000}[”»]|\"[^\"\n]{1,2000}\"")


def _quoted(body: str) -> list[tuple[int, int]]:
    """Quoted stretches: whom "he" means there is the speaker's matter."""
    return [match.span() for match in _QUOTES.finditer(body)]
