"""What a figure is of, beyond its unit: a loss, a price, a fund; and which count nouns are one thing in several languages."""

from __future__ import annotations

import re
from functools import cache

from newsloom import lexicon

_AFTER = 20  # a word after the figure counts as so many characters farther than one before it


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    matters = lexicon.table("matters").get("matters", {})
    return tuple(
        (name, re.compile(r"\b(?:" + "|".join(re.escape(stem) for stem in stems[language]) + ")"))
        for name, stems in matters.items()
        if stems.get(language)
    )


def of_figure(text: str, start: int, end: int, at: int, language: str) -> frozenset[str]:
    """The matters that the word nearest to a figure stands for.

    Args:
        text: the article's text.
        start, end: the clause to look in (code points of `text`).
        at: where the figure starts.
    """
    window = text[start:end].lower()
    found: dict[int, set[str]] = {}
    for name, pattern in _patterns(language):
        for match in pattern.finditer(window):
            place = start + match.start()
            found.setdefault(at - place if place < at else place - at + _AFTER, set()).add(name)
    return frozenset(found[min(found)]) if found else frozenset()


@cache
def _nouns() -> dict[str, str]:
    return {form: name for name, forms in lexicon.table("matters").get("nouns", {}).items() for form in forms}


def one_noun(noun: str) -> str:
    """The name that a count noun has over the languages of the table, itself where the table lacks it."""
    return _nouns().get(noun, noun)


def aspect(words: str, language: str) -> str | None:
    """The measure that a count of people has by the words at it ("on board"), None where they name none."""
    low = words.lower()
    for name, cues in lexicon.table("matters").get("aspects", {}).items():
        if any(cue in low for cue in cues.get(language, ())):
            return str(name)
    return None


_ASIDE = re.compile(r"^,[^,.;\d]{3,30},")  # "five hostages, all of them women, were freed"
_BREAK = re.compile(r"[,;:.!?()\d]|\b(?:and|et|y|und)\b")


def befell(before: str, after: str, language: str) -> str | None:
    """What befell those counted by the nearest words around a figure, no comma and no other figure between; None where they do not tell."""
    after = _ASIDE.sub("", after)
    near = _BREAK.split(before.lower())[-1] + " | " + _BREAK.split(after.lower())[0]
    for name, cues in lexicon.table("matters").get("befell", {}).items():
        if any(f" {cue}" in f" {near}" for cue in cues.get(language, ())):
            return str(name)
    return None


@cache
def _cues(kind: str, language: str) -> tuple[str, ...]:
    return tuple(lexicon.table("agreement").get(kind, {}).get(language, ()))


def says(kind: str, words: str, language: str) -> bool:
    """True where `words` hold a cue of this kind: "earlier", "still", "another", "setting_right"."""
    low = f" {words.lower()} "
    return any(f" {cue}" in low for cue in _cues(kind, language))


def spans(words: str, language: str) -> frozenset[str]:
    """Names of the stretches of time that a figure is for, as far as `words` tell ("past 24 hours")."""
    low = f" {words.lower()} "
    table = lexicon.table("agreement").get("spans", {})
    return frozenset(name.replace("_", " ") for name, cues in table.items() if any(cue in low for cue in cues.get(language, ())))
