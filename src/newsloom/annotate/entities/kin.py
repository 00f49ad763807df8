"""Names of unknown kind that the article itself shows to be people's: by an age beside them, or the family of someone who is named."""

from __future__ import annotations

import re
from functools import cache

from newsloom.annotate.entities.context import locative
from newsloom.annotate.entities.model import Named
from newsloom.annotate.entities.roles import nouns
from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.text.names import words_of
from newsloom.text.names_fold import fold, person

_AGE_AFTER = re.compile(r",? (?:\(\d{1,3}\)|\d{1,3}[,;.)])")
_AGE_BEFORE = re.compile(r"\d{1,3}-year-old $")
_BESIDE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur|’s|'s) (?:[a-z-]+ )?([a-z-]+), $")
_NEXT = re.compile(r",? ([a-z]+)\b")
_WORDS = re.compile(r"[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){1,3}")


def settle(reading: Reading, named: list[Named]) -> list[Named]:
    """`named` without what names nobody ("SUV"), streets as places, and people as people, in place."""
    language = reading.language
    kept = [m for m in named if not (_free(m) and fold(m.text) in _words("things", language))]
    families = {person(m.text).split()[-1] for m in kept if m.kind == "person" and " " in m.text}
    firsts = {person(m.text).split()[0] for m in kept if m.kind == "person" and " " in m.text}
    acting = {fold(m.text) for m in kept if _acts(reading, m)}
    for mention in kept:
        last = fold(mention.text).split()[-1:]
        street = " " in mention.text and bool(last) and last[0].rstrip(".") in _words("streets", language)
        if street and fold(mention.text) in acting and (mention.kind == "person" or _free(mention)):
            mention.kind, mention.place = "person", None
        elif mention.kind == "person" and street:
            mention.kind, mention.key = "place", f"place:{fold(mention.text)}"
        elif _free(mention) and _is_person(reading, mention, families, firsts):
            mention.kind, mention.place = "person", None
    return kept


def _acts(reading: Reading, mention: Named) -> bool:
    """ "Kyra Street, who ...", "said Kyra Street", "Mary Lane, 40,": what ends like a street's name and speaks, or has an age."""
    if not 1 <= mention.text.count(" ") <= 2 or any(c.isdigit() for c in mention.text):
        return False
    body, does = reading.body, _words("does", reading.language)
    after = _NEXT.match(body, mention.end)
    before = body[max(0, mention.start - 20) : mention.start].split()[-1:]
    if before and fold(before[0]) in locative(reading.language):
        return False
    acts = after is not None and fold(after.group(1)) in does
    return acts or bool(_AGE_AFTER.match(body, mention.end)) or (bool(before) and fold(before[0]) in does - {"who"})


def _is_person(reading: Reading, mention: Named, families: set[str], firsts: set[str]) -> bool:
    body, words = reading.body, person(mention.text).split()
    if not words or not mention.text[:1].isupper() or "\n" in mention.text:
        return False
    if len(words) == 1:
        return mention.kind == "place" and (words[0] in families or words[0] in firsts)
    if (
        not _WORDS.fullmatch(mention.text)
        or len(words) > 3
        or mention.text.isupper()
        or body[max(0, mention.start - 4) : mention.start].lower() == "the "
    ):
        return False
    bodies = words_of("organisation_first", reading.language) | words_of("organisation_last", reading.language)
    if set(words) & (bodies | _words("streets", reading.language)) or not all(part[:1].isupper() for part in mention.text.split()):
        return False
    if _AGE_BEFORE.search(body[max(0, mention.start - 16) : mention.start]):
        return True
    beside = _BESIDE.search(body, max(0, mention.start - 40), mention.start)
    if beside is not None and fold(beside.group(1)) in nouns(reading.language):
        return True  # "his neighbour, Pia Roth"
    return bool(_AGE_AFTER.match(body, mention.end)) or (words[-1] in families and mention.kind != "place")


def _free(mention: Named) -> bool:
    """No table knows the name."""
    return (
        mention.form == "name"
        and (mention.place is None or mention.place.country is None)
        and mention.key in tuple(f"{kind}:{fold(mention.text)}" for kind in ("org", "place", "other"))
    )


@cache
def _words(name: str, language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in table("entities", language).get(name, ()))
