"""Pattern finders for what a verb reports without "que": asides behind a clause, infinitives, names given, amounts.

"Le pont est fermé, a annoncé le maire", "dit avoir vu", "juge le plan « brutal »", "calcula el daño entre 4 y 5 millones".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsloom.annotate.statements.plain_found import Found, Pair, inside, trim
from newsloom.annotate.statements.plain_patterns import Patterns
from newsloom.records import Sentence
from newsloom.text.quotes import Quote

_NUMBER = re.compile(
    r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|mil)\b", re.IGNORECASE
)
_SHORTEST = 3  # words of a clause that stands before an aside


def frames(body: str, sentence: Sentence, known: Patterns, quotes: tuple[Quote, ...], taken: set[int]) -> Iterator[Found]:
    """Attributions of one sentence, at most one for each verb."""
    text = body[sentence.start : sentence.end]
    for verb in known.verb.finditer(text):
        place = sentence.start + verb.start()
        if place in taken or inside(place, quotes):
            continue
        cue = (place, sentence.start + verb.end())
        made = _aside(body, sentence, cue, known, quotes) or _object(body, sentence, cue, known, quotes)
        if made is not None:
            taken.add(place)
            yield made


def _aside(body: str, sentence: Sentence, cue: Pair, known: Patterns, quotes: tuple[Quote, ...]) -> Found | None:
    """A clause, a comma, the verb, and behind it someone who can speak, or the end of the sentence."""
    before = body[sentence.start : cue[0]]
    if not before.rstrip().endswith(",") or len(before.split()) < _SHORTEST:
        return None
    start = sentence.start + before.rfind(";") + 1
    if any(q.end > start and q.start < cue[0] and q.end >= len(before.rstrip(" ,")) + sentence.start for q in quotes):
        return None  # a quotation stands there; its own finder sees to it
    rest = body[cue[1] : sentence.end]
    content = ((start, trim(body, start, cue[0])),)
    if known.inverted.search(body[cue[0] : cue[1]]):
        return Found(cue, None, content)
    plain = rest.strip(' .\n»”"')
    if not plain:
        return Found(cue, None, content) if known.drops_subject or not before.count(",") > 1 else None
    end = cue[1] + len(rest)
    source = known.noun_after(body, cue[1], end)
    if source is None or not known.can_speak(body[source[0] : source[1]]):
        return None
    tail = (source[1], trim(body, source[1], sentence.end))
    return Found(cue, source, content) if tail[1] - tail[0] < 200 else None


def _object(body: str, sentence: Sentence, cue: Pair, known: Patterns, quotes: tuple[Quote, ...]) -> Found | None:
    stop = next((m.start() for m in known.according.finditer(body, cue[1], sentence.end) if body[m.start() - 2] == ","), sentence.end)
    rest = body[cue[1] : stop]
    end = trim(body, cue[1], stop)
    said = body[cue[0] : cue[1]]
    source = _subject(body, sentence, cue, known)
    if source is None:
        return None
    infinitive = known.infinitive.match(rest) if known.takes_infinitive(said) else None
    if infinitive:
        return Found(cue, source, ((cue[1] + infinitive.start("what"), end),))
    opener = rest.lstrip()
    shift = cue[1] + len(rest) - len(opener)
    if known.that.match(opener) or not opener[:1].isalnum():
        return None
    quoted = any(cue[1] <= q.start < sentence.end for q in quotes)
    amount = known.gives_amount(said) and _NUMBER.search(opener) and not known.negated(body[sentence.start : cue[0]])
    thing = known.takes_object(said) and known.articles.match(opener) and len(opener.split()) > 3
    if (known.gives_name(said) and quoted) or amount or thing:
        return Found(cue, source, ((known.past_adverb(body, shift), end),))
    return None


def _subject(body: str, sentence: Sentence, cue: Pair, known: Patterns) -> Pair | None:
    """The words before the verb back to the start of their clause; none where a relative pronoun opens them."""
    text = body[sentence.start : cue[0]]
    cut = max((text.rfind(mark) + len(mark) for mark in ("; ", ": ", " mais ", " pero ") if mark in text), default=0)
    if text.rstrip().endswith((" y", " et", " e")):  # a second verb of one subject: the subject stands before the first
        first = known.auxiliary.search(text[cut:])
        return (sentence.start + cut, sentence.start + cut + first.start()) if first else None
    words = text[cut:].strip(" ,")
    if not words or known.relative.search(text[cut:]) or len(words) > 160:
        return None
    return (sentence.start + cut, cue[0])
