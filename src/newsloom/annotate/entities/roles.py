"""Offices and descriptions of people: before a name ("NATO Secretary-General Mark Rutte") and beside it, between commas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from newsloom.annotate.entities.model import Named
from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.text import names as light
from newsloom.text.names_fold import bare, fold
from newsloom.text.names_words import abbreviation

_TOKEN = re.compile(r"(?:[ldLD]|[qQ]u)['’](?=\w)|[^\W_]+(?:['’\-‐‑.][^\W_]+)*\.?|[,;:()“”\"—–\n]")
_AFTER = re.compile(r"\s?,\s+|\s+\((?=\w)")
_ARTICLE = re.compile(r"(?:(?:the|an?|le|la|les|une?|el|los|las|una)\s+|l['’])", re.IGNORECASE)
_CLOSED = re.compile(r"\s?(?:[,.;:)(—–\n]|$)")
_END_AFTER = re.compile(r"[,;:.)(\n“”\"—–]")
_BREAKS = frozenset(',;:()“”"—–\n')
_LONGEST = 14
_FAR = 220  # code points after a name that a description may take
_LAST = re.compile(r"[^\W_]+$")
_AND = frozenset({"and", "et", "y", "e"})


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    folded: str


def nouns(language: str) -> frozenset[str]:
    return _words("nouns", language)


@cache
def _words(name: str, language: str) -> frozenset[str]:
    data = table("roles", language) or table("roles", "en")
    return frozenset(fold(word) for word in data.get(name, ()))


def gender(text: str, language: str) -> str | None:
    """ "male" or "female" where a description or title says so, else None."""
    words = set(fold(text).split())
    male, female = bool(words & _words("male", language)), bool(words & _words("female", language))
    return None if male == female else ("male" if male else "female")


def roles_of(reading: Reading, mention: Named, named: list[Named]) -> list[tuple[int, int, str]]:
    """Descriptions of the person at `mention`, in the order of the text: (start, end, words)."""
    spans = [
        span
        for span in (_before(reading, mention, named), _apposed_before(reading, mention, named), _after(reading, mention, named))
        if span
    ]
    return [(start, end, reading.body[start:end]) for start, end in (_without_article(reading, span) for span in spans)]


def _without_article(reading: Reading, span: tuple[int, int]) -> tuple[int, int]:
    match = _ARTICLE.match(reading.body, *span)
    return (match.end(), span[1]) if match and match.end() < span[1] else span


def title_start(body: str, start: int, language: str) -> int:
    """Where the titles ("Sir", "Gen.", "M.") that stand before a name at `start` begin; `start` without one."""
    words = _line_before(body, start)
    titles = light.words_of("titles", language)
    while words and words[-1].text not in _BREAKS and words[-1].folded in titles:
        start = words.pop().start
    return start


def _line_before(body: str, start: int) -> list[_Word]:
    low = max(body.rfind("\n", 0, start) + 1, start - 160)
    return [_Word(m.start(), m.end(), m.group(), fold(bare(m.group()))) for m in _TOKEN.finditer(body, low, start)]


def _before(reading: Reading, mention: Named, named: list[Named]) -> tuple[int, int] | None:
    """The run of words before a name that are office words, adjectives of countries or names, with an office among them."""
    language = reading.language
    words = _line_before(reading.body, mention.start)
    held = {(m.start, m.end) for m in named if m.kind in ("organisation", "place", "other") and m.end <= mention.start}
    office = nouns(language) | light.words_of("titles", language)
    allowed = office | _words("modifiers", language)
    taken: list[_Word] = []
    has_office = False
    for word in reversed(words[-_LONGEST:]):
        if taken and taken[-1].folded in _AND and word.folded not in allowed:  # "Smith of Ohio and former governor Jones"
            break
        if word.text in _BREAKS or _sentence_end(word, language):
            break
        if not (word.folded in allowed or _in(word, held) or word.folded in light.demonyms(language) or _hyphened(word.folded, office)):
            break
        has_office = has_office or word.folded in office or _hyphened(word.folded, office)
        taken.append(word)
    small = light.words_of("joins", language) | {"the", "for", "of", "s"}
    while taken and taken[-1].folded in small:
        taken.pop()
    while taken and taken[0].folded in small and language == "en":  # "minister of the <Name>" is no description
        taken.pop(0)
    while taken and taken[0].folded in light.words_of("titles", language) - nouns(language):  # "Sir" is no office
        taken.pop(0)
    if not taken or not has_office or not (nouns(language) & {w.folded for w in taken} or _pairs(taken) & nouns(language)):
        return None
    return taken[-1].start, len(reading.body[: taken[0].end].rstrip())


def _pairs(taken: list[_Word]) -> set[str]:
    folded = [word.folded for word in reversed(taken)]
    return {" ".join(folded[i : i + 2]) for i in range(len(folded) - 1)} | {word for text in folded for word in text.split()}


def _hyphened(folded: str, office: frozenset[str]) -> bool:
    return " " in folded and folded.split()[-1] in office


def _sentence_end(word: _Word, language: str) -> bool:
    return (
        word.text.endswith(".")
        and "." not in word.text[:-1]
        and (word.folded not in light.words_of("titles", language) or len(word.folded) > 5)
        and len(word.text) > 3
    )


def _in(word: _Word, held: set[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end + 3 and word.start < end for start, end in held)


def _apposed_before(reading: Reading, mention: Named, named: list[Named]) -> tuple[int, int] | None:
    """ "Ukraine's top commander, Gen …": a noun phrase that ends at the comma before the name and holds an office."""
    if not _CLOSED.match(reading.body, mention.end):  # "within reach of his son, Smith said": no apposition
        return None
    start = title_start(reading.body, mention.start, reading.language)
    words = _line_before(reading.body, start)
    if len(words) < 2 or words[-1].text != "," or reading.body[words[-1].end : start].strip():
        return None
    taken: list[_Word] = []
    allowed = nouns(reading.language) | _words("modifiers", reading.language)
    people = {(m.start, m.end) for m in named if m.kind == "person" and m.end <= start}
    held = {(m.start, m.end) for m in named if m.kind != "person" and m.end <= start}
    for word in reversed(words[-_LONGEST:-1]):
        if word.text in _BREAKS or _sentence_end(word, reading.language):
            break
        if _in(word, people) and not reading.body.startswith(("'s", "’s"), word.end - 2):
            break
        names_someone = word.text[0].isupper() or _in(word, held)
        if not (word.folded in allowed or names_someone or word.folded in light.demonyms(reading.language)):
            break
        taken.append(word)
    while taken and taken[-1].folded in {"of", "for", "and", "de", "del", "du", "des", "y", "et", "the", "s"} - {"the"}:
        taken.pop()
    heads = {word.folded for word in taken[:6]} | _pairs(taken[:6])
    if not taken or not heads & nouns(reading.language):
        return None
    return taken[-1].start, taken[0].end


def _after(reading: Reading, mention: Named, named: list[Named]) -> tuple[int, int] | None:
    """ ", the ministry's spokeswoman,": the words between the comma after a name and the next mark, when they hold an office early.

    Marks and clause words inside another name ("Board of Health, Welfare and Sport") do not end it; such a name counts as one word.
    """
    body, language = reading.body, reading.language
    match = _AFTER.match(body, mention.end)
    if match is None:
        return None
    inside = [m for m in named if match.end() <= m.start < match.end() + _FAR]
    end = _mark_after(body, match.end(), [m for m in inside if m.kind in ("organisation", "place", "other")])
    words = [_Word(m.start(), m.end(), m.group(), fold(bare(m.group()))) for m in _TOKEN.finditer(body, match.end(), end)]
    held = {(m.start, m.end) for m in inside if m.kind in ("organisation", "place", "other")}
    loose = [word for word in words if not _in(word, held)]
    if not words or len(loose) + sum(1 for _, last in held if last <= end) > _LONGEST:
        return None
    end = _cut_clause(words, language, end, held)
    early = [word.folded for word in words if word.end <= end][:8]
    office = nouns(language)
    pairs = {" ".join(early[i : i + 2]) for i in range(len(early) - 1)}
    if early and early[0] not in _stops(language) and (office & (set(early) | pairs) or any(_hyphened(w, office) for w in early)):
        others = any(m.kind == "person" and m.start < end and not _served(reading, m, match.end()) for m in inside)
        return None if others else (match.end(), end)
    return None


def _mark_after(body: str, start: int, held: list[Named]) -> int:
    """Where the first mark after `start` stands that belongs to no name and no abbreviation."""
    limit = min(len(body), start + _FAR)
    for stop in _END_AFTER.finditer(body, start, limit):
        at = stop.start()
        if stop.group() != "\n" and any(m.start <= at < m.end for m in held):
            continue
        word = _LAST.search(body, max(start, at - 8), at)
        if stop.group() == "." and word and abbreviation(word.group()) and at + 1 < limit and body[at + 1] not in "\n,":
            continue
        return at
    return limit


def _served(reading: Reading, other: Named, low: int) -> bool:
    """Whether a person inside a description is the one whom its subject serves: "adviser to Mr. Lund", "Lund's lawyer"."""
    body = reading.body
    if body.startswith(("'s", "’s"), other.end):
        return True
    before = _LAST.search(body[low : title_start(body, other.start, reading.language)].rstrip())
    return before is not None and fold(before.group()) in _words("serves", reading.language)


def _cut_clause(words: list[_Word], language: str, end: int, held: set[tuple[int, int]]) -> int:
    """A relative clause or a verb ends the description; "in charge of" does not."""
    keep = _words("stops_not", language)
    for i in range(1, len(words)):
        pair = " ".join(word.folded for word in words[i : i + 2])
        if words[i].folded in _stops(language) and pair not in keep and not _in(words[i], held):
            return words[i - 1].end
    return min(end, words[-1].end)


@cache
def _stops(language: str) -> frozenset[str]:
    return _words("stops", language)
