"""Whom or what a figure counts, beyond its class: which kind of people, told apart by which words, and whether it leaves others out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from newsloom import lexicon
from newsloom.compare.sayings.matters import one_noun

_AFTER, _BEFORE = 60, 30  # characters around a figure that may say whom it leaves out or takes in
_BREAK = re.compile(r"[,;:.!?()\d]|\b(?:and|et|y|und)\b")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

Fit = Literal["same", "part", "apart"]


@dataclass(frozen=True, slots=True)
class Group:
    """Those that a figure counts.

    Attributes:
        kinds: classes of the nouns that say who they are ("police", "children"); empty where that is left open ("people", "others").
        marks: further words that narrow them down ("seriously", "transit").
        relative: the figure leaves out some that are told elsewhere ("others", "three more", "two of the injured").
        takes_in: the words say that it takes in who did it ("including the gunman").
        beside: the figure leaves out those whom something else befell ("one died and four others were hurt").
        language: of the words; words of two languages are not compared.
    """

    kinds: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    relative: bool = False
    takes_in: bool = False
    beside: bool = False
    language: str = "en"


def group(counts: str, text: str, place: tuple[int, int], language: str) -> Group:
    """The group of a figure.

    Args:
        counts: what it counts, in the article's words.
        text: the article's text.
        place: where the figure's phrase stands in it (code points).
        language: of the article.
    """
    start, end = place
    counts = _unbounded(counts.lower(), language)
    words = _WORD.findall(counts)
    phrase, after = _unbounded(text[start:end].lower(), language), _unbounded(text[end : end + _AFTER].lower().split(".")[0], language)
    before = text[max(0, start - _BEFORE) : start].lower().rsplit(".", 1)[-1]
    nouns, outcome, loose = _nouns(language), _outcomes(language), _loose(language)
    beings = frozenset(lexicon.table("counts").get("beings", ()))
    named = {w: nouns.get(w) or (one if (one := one_noun(w)) in beings else None) for w in words}
    kinds = frozenset(kind for kind in named.values() if kind is not None and kind not in _open())
    known = nouns.keys() | outcome | loose
    marks = frozenset(w for w in words if w not in known and len(w) > 2 and named[w] is None)
    spread = f"{phrase} {' '.join(after.split()[:2])} "
    relative = any(w in _cues("relative", language) for w in words) or any(cue in spread for cue in _cues("parts", language))
    relative = relative or any(before.rstrip().endswith(cue) for cue in _cues("before", language))
    takes_in = any(cue in after for cue in _cues("takes_in", language))
    return Group(kinds, marks, relative, takes_in, language=language)


def _unbounded(words: str, language: str) -> str:
    """Without the words of a bound ("or more", "more than")."""
    for cue in _cues("bounds", language):
        words = words.replace(cue, " ")
    return words


def fit(a: Group | None, b: Group | None) -> Fit:
    """Whether two figures count the same group, one a part of the other's, or others altogether."""
    if a is None or b is None:
        return "same"
    if a.kinds and b.kinds and not a.kinds & b.kinds:
        return "apart"
    narrower = a.kinds != b.kinds
    if a.language == b.language and a.marks != b.marks:
        narrower = True
    if a.relative != b.relative or a.takes_in != b.takes_in:
        narrower = True
    return "part" if narrower else "same"


def called(measure: str | None) -> str:
    """A measure in words for a reason ("killed": "those killed")."""
    return str(lexicon.table("counts").get("words", {}).get(measure or "", measure or "those counted"))


def ranks(words: str, language: str) -> frozenset[str]:
    """The ordinals that a clause holds."""
    return frozenset(w for w in _WORD.findall(words.lower()) if w in _cues("ranks", language))


def befell_words(language: str) -> frozenset[str]:
    """Words that tell what befell those counted, and others that say nothing of who they are."""
    return _outcomes(language) | _loose(language)


def leaving_out(language: str) -> frozenset[str]:
    """Words by which a count leaves some out."""
    return frozenset(_cues("relative", language))


@cache
def _nouns(language: str) -> dict[str, str]:
    """Class of each form of a noun for beings."""
    table, beings = lexicon.table("counts", language).get("classes", {}), lexicon.table("counts").get("beings", ())
    found: dict[str, str] = {}
    for name in beings:
        for noun in table.get(name, {}).get("nouns", ()):
            for form in (noun, noun + "s", noun + "es", noun[:-1] + "ies" if noun.endswith("y") else noun):
                found.setdefault(form, name)
    for name, forms in lexicon.table("agreement").get("forms", {}).items():
        for form in forms:
            found[form] = name
    return found


def near_class(before: str, after: str, language: str) -> str | None:
    """The class of the nearest counted noun or participle around a figure, no comma and no other figure between: before it first."""
    lead = _BREAK.split(before.lower())[-1]
    tail = _BREAK.split(after.lower())[0]
    for word in [*reversed(_WORD.findall(lead)), *_WORD.findall(tail)]:
        found = _class_of(word, language)
        if found is not None and found not in _open():
            return found
    return None


@cache
def _class_of(word: str, language: str) -> str | None:
    table = lexicon.table("counts", language).get("classes", {})
    forms = {word, word.removesuffix("s")}
    for name, entry in table.items():
        if any(forms & set(entry.get(part, ())) for part in ("nouns", "adjectives")):
            return str(lexicon.table("agreement").get("one_measure", {}).get(name, name))
    named = one_noun(word)
    return named if named != word else None


def befell_in(words: str, language: str) -> frozenset[str]:
    """Classes of what befell those of whom these words speak."""
    table, low = lexicon.table("counts", language).get("classes", {}), set(_WORD.findall(words.lower()))
    parts = ("nouns", "verbs", "deponents", "adjectives")
    return frozenset(
        name for name in lexicon.table("counts").get("outcome", ()) if any(low & set(table.get(name, {}).get(p, ())) for p in parts)
    )


@cache
def _outcomes(language: str) -> frozenset[str]:
    """Words that tell what befell those counted; they say nothing of who they are."""
    table = lexicon.table("counts", language).get("classes", {})
    parts = ("nouns", "verbs", "deponents", "adjectives")
    words = {w for name in lexicon.table("counts").get("outcome", ()) for part in parts for w in table.get(name, {}).get(part, ())}
    return frozenset({form for w in words for form in (w, w + "s", w + "d", w + "ed")} | set(_cues("befell", language)))


@cache
def _loose(language: str) -> frozenset[str]:
    return frozenset(_cues("loose", language)) | frozenset(_cues("relative", language))


@cache
def _open() -> frozenset[str]:
    return frozenset(lexicon.table("agreement").get("open", {}).get("kinds", ()))


@cache
def _cues(kind: str, language: str) -> tuple[str, ...]:
    return tuple(lexicon.table("agreement").get(kind, {}).get(language, ()))
