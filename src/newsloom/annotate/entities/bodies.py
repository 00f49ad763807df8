""" "The agency", "the alliance": an organisation called again by what it is."""

from __future__ import annotations

import re
from itertools import pairwise

from newsloom.annotate.entities.model import Named
from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.text.names import words_of
from newsloom.text.names_fold import fold
from newsloom.text.names_gazetteer import organisations_called

_WORD = re.compile(r"[^\W\d_]+")


def resolve(reading: Reading, named: list[Named]) -> list[Named]:
    """Definite descriptions of organisations that the article named before: the nearest that is one."""
    kinds = {fold(word) for word in (table("roles", reading.language) or {}).get("bodies", ())}
    if not kinds:
        return []
    known = [(m.start, m.key, _kinds_of(reading.body, m)) for m in named if m.kind == "organisation"]
    taken = {m.start for m in named}
    found = []
    definite = words_of("determiners", reading.language)
    for last, match in pairwise(_WORD.finditer(reading.body)):
        word = match.group()
        if (
            word not in kinds
            or fold(last.group()) not in definite
            or match.start() in taken
            or _goes_on(reading.body, match.end(), reading.language)
        ):
            continue
        fits = [key for start, key, words in known if start < match.start() and word in words]
        if fits:
            found.append(
                Named(last.start(), match.end(), reading.body[last.start() : match.end()], "organisation", fits[-1], form="nominal")
            )
    return found


def _kinds_of(body: str, mention: Named) -> set[str]:
    before = [fold(word) for word in body[max(0, mention.start - 50) : mention.start].split("\n")[-1].split()[-3:]]
    names = [mention.text, *organisations_called(mention.key)]
    return {word for name in names for word in fold(name).split()} | set(before)


def _goes_on(body: str, end: int, language: str) -> bool:
    match = re.compile(r"['’-]?\s*([^\W\d_]+)").match(body, end)
    if match is None:
        return False
    return match.group(1)[0].isupper() or fold(match.group(1)) in words_of("joins", language)
