"""Small words of a sentence that turn what its passages say: "from June" for "until June", hours for minutes, "to 12 percent" for "by"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from newsloom.brief.grounding.cues import compiled
from newsloom.brief.grounding.model import Fault
from newsloom.brief.grounding.reading import Pair
from newsloom.brief.grounding.words import is_past, table

Told = Callable[[str, str], Iterator[tuple[str, str]]]


def faults(pair: Pair) -> Iterator[Fault]:
    """What the sentence says of a time, a figure or a thing, where the passages say only something else of the same."""
    language = pair.sentence.language
    if not pair.same or not table(language).get("small_words"):
        return
    for kind, told in (("date", _bounds), ("number", _spans), ("number", _steps), ("number", _multiples)):
        theirs: dict[str, set[str]] = {}
        for side in pair.sides:
            for thing, how in told(side.text, language):
                theirs.setdefault(thing, set()).add(how)
        for thing, how in told(pair.sentence.text, language):
            if thing in theirs and how not in theirs[thing]:
                yield Fault(kind, f"{how} {thing}", "a passage puts it otherwise")  # type: ignore[arg-type]
    yield from _ordinals(pair, language)
    yield from _each(pair, language)
    yield from _not_done_yet(pair, language)


@cache
def _words(name: str, language: str) -> tuple[str, ...]:
    return tuple(table(language).get("small_words", {}).get(name, ()))


@cache
def _any(name: str, language: str) -> str:
    return "|".join(re.escape(w) for w in sorted(_words(name, language), key=len, reverse=True))


@cache
def _pattern(shape: str, language: str) -> re.Pattern[str]:
    filled = re.sub(r"%(\w+)%", lambda m: f"(?:{_any(m.group(1), language)})", shape)
    return re.compile(filled, re.IGNORECASE)


def _bounds(text: str, language: str) -> Iterator[tuple[str, str]]:
    """ "until June" as (june, before)."""
    for m in _pattern(r"(?<!\w)(?:(?P<a>%before%)|%since%)\s(?:the\s|early\s|late\s|mid-)?(?P<t>%times%)(?!\w)", language).finditer(text):
        yield m["t"].lower(), "before" if m["a"] else "since"


def _spans(text: str, language: str) -> Iterator[tuple[str, str]]:
    """ "35 minutes" as (35, minute)."""
    for m in _pattern(r"(?<![\w.,])(?P<n>\d{1,4}|[a-z]{3,9})[\s-](?P<u>%spans%)s?(?!\w)", language).finditer(text):
        number = m["n"].lower()
        small = _words("numbers", language)
        if number.isdigit() or number in small:
            yield number if number.isdigit() else str(small.index(number) + 1), m["u"].lower()


def _steps(text: str, language: str) -> Iterator[tuple[str, str]]:
    """ "by 12 percent" as (12 percent, by)."""
    for m in _pattern(r"(?<!\w)(?P<p>%steps%)\s(?P<n>\d[\d.,]*\d|\d)\s?(?:%percents%)", language).finditer(text):
        yield m["n"], m["p"].lower()


def _multiples(text: str, language: str) -> Iterator[tuple[str, str]]:
    """ "twice as fast" as (fast, twice)."""
    for m in _pattern(r"(?<!\w)(?P<m>%multipliers%)\sas\s(?P<a>\w{3,15})", language).finditer(text):
        yield m["a"].lower(), m["m"].lower()


def _ordinals(pair: Pair, language: str) -> Iterator[Fault]:
    """An ordinal that stands in no passage, where one of these has another of the same thing."""
    pattern = _pattern(r"(?<!\w)(?P<o>%ordinals%)\s(?P<t>\w{3,20})", language)
    theirs: dict[str, set[str]] = {}
    for side in pair.sides:
        for m in pattern.finditer(side.text):
            theirs.setdefault(m["t"].lower(), set()).add(m["o"].lower())
    for m in pattern.finditer(pair.sentence.text):
        if m["o"].lower() not in theirs.get(m["t"].lower(), {m["o"].lower()}):
            yield Fault("number", m.group(), "a passage counts otherwise")


def _each(pair: Pair, language: str) -> Iterator[Fault]:
    """ "to each of 1,200" where the passages have a sum for all."""
    pattern = compiled(_words("each", language))
    match = pattern.search(pair.sentence.text)
    figure = match and re.search(r"\d", pair.sentence.text[: match.start()])
    if match and figure and not any(pattern.search(side.text) or re.search(r"\b(?:per|an?)\s\w+\b", side.text) for side in pair.sides):
        yield Fault("number", match.group(), "no passage gives it to each")


def _not_done_yet(pair: Pair, language: str) -> Iterator[Fault]:
    """ "will sell" of what the passages tell as done, and of nothing that may come."""
    will = _pattern(r"(?<!\w)%future%\s(?:not\s|also\s|now\s)?(?P<v>\w{3,20})", language)
    if any(compiled(_words("ahead", language)).search(side.text) for side in pair.sides):
        return
    written = {word.start: word for word in pair.sentence.words}
    for m in will.finditer(pair.sentence.text):
        verb = written.get(m.start("v"))
        if verb is None:
            continue
        done = [w for side in pair.sides for w in side.words if w.stem == verb.stem]
        if done and all(is_past(w.folded, language) for w in done):
            yield Fault("planned", m.group(), "a passage tells it as done")
