"""Pattern finder for attributions without a verb of their own: "selon X", "según informó X", "d'après une rumeur"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsloom.annotate.statements.plain_found import Found, Pair, inside, trim
from newsloom.annotate.statements.plain_patterns import Patterns
from newsloom.records import Sentence
from newsloom.text.quotes import Quote

_LINK = re.compile(r"[\s,.;:–—-]*")
_HOLDER = re.compile(r"\s*[A-ZÀ-ÖØ-Þ][\w’'-]+(?:\s+(?:d[eu]l?\s+|da\s+|van\s+|von\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]+){1,3}(?=[,.;])")
_CITED = re.compile(r"(?:citad[oa]s?|citée?s?)\s(?:por|par)\s[^,;.]{2,80}[,;.]?\s*")
_WITHIN = re.compile(r"(?:^|\s)que\s*$")  # "que según X había": what is X's has no clear end
_LONGEST = 120


def phrases(body: str, sentence: Sentence, known: Patterns, quotes: tuple[Quote, ...]) -> Iterator[Found]:
    """Attributions of one sentence."""
    text = body[sentence.start : sentence.end]
    for match in known.according.finditer(text):
        rest = text[match.end() :]
        if inside(sentence.start + match.start(), quotes) or _WITHIN.search(text[: match.start()]):
            continue
        if rest.strip().lower().startswith(tuple(f"{w} " for w in known.not_sources)):
            continue
        first, last, size = _source(rest, known)
        if not rest[first:last].strip() or last - first > _LONGEST:
            continue
        cue = (sentence.start + match.start(), sentence.start + match.end())
        parts = _contents(body, sentence, cue, cue[1] + size, known)
        nobody = rest.strip().lower().startswith(known.rumours)
        if parts:
            yield Found(cue, None if nobody else (cue[1] + first, cue[1] + last), parts, nobody=nobody)


def _source(rest: str, known: Patterns) -> tuple[int, int, int]:
    """Where a source starts and ends in `rest`, and where its stretch of the sentence ends."""
    size = _size(rest, known)
    verb = known.verb.search(rest[:size])
    if verb is None or rest[: verb.start()].strip():
        return 0, size, size
    behind = known.noun_after(rest, verb.end(), size)  # "según informó el puerto": the words behind the verb
    return (*behind, size) if behind else (verb.end(), size, size)


def _size(rest: str, known: Patterns) -> int:
    """To the first comma, and past it where the name of an office's holder follows."""
    comma = re.search(r"[,;.«“\"(¿?]", rest)
    if comma is None:
        return len(rest)
    follows = _HOLDER.match(rest, comma.end()) if comma.group() == "," and known.speakers.search(rest[: comma.start()]) else None
    return follows.end() if follows else comma.start()


def _contents(body: str, sentence: Sentence, cue: Pair, end: int, known: Patterns) -> tuple[Pair, ...]:
    """The sentence on both sides of a phrase; only the one before for ", at least three according to X, ..."."""
    before = body[sentence.start : cue[0]]
    head = (sentence.start, trim(body, sentence.start, cue[0]))
    link = _LINK.match(body, end, sentence.end)
    at = link.end() if link else end
    cited = _CITED.match(body, at, sentence.end)
    at = cited.end() if cited else at
    tail = (at, trim(body, at, sentence.end))
    if head[1] - head[0] > 30 and (known.trails(body[at : tail[1]]) or known.verb.match(body, at)):
        tail = (at, at)  # ", selon la chaîne Al Farah, la voix du port": who the source is
    if "," in before and not before.rstrip().endswith(",") and body[end : end + 1] == ",":
        tail = (at, at)
    return tuple(p for p in (head, tail) if p[1] - p[0] > 3)
