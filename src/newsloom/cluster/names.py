"""Words that are parts of names, found by their capitals: cheap enough for every article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsloom.text.names_fold import person
from newsloom.text.words import frequency, stops

_NOUN = 2e-6  # German writes all nouns with a capital: only rare ones are taken for names
_COMMON = 4e-5  # a capitalised word that opens a sentence counts as a name only if it is rarer than this


def name_words(words: Sequence[str], folded: Sequence[str], title: int, language: str) -> dict[str, int]:
    """Words (folded by `names_fold.person`, so that Cyrillic meets Latin) that are (parts of) names → how often they stand.

    Args:
        words: words as written, title first.
        folded: the same words folded.
        title: how many of them are the title's (headlines may be in capitals throughout, so they only confirm names).
        language: BCP 47 code. Scripts without capitals yield nothing.
    """
    small: set[str] = set()
    counts: Counter[str] = Counter()
    common = stops(language)
    for word, plain in zip(words[title:], folded[title:], strict=True):
        if word[:1].islower():
            small.add(plain)
        elif word[:1].isupper() and len(plain) > 1 and plain not in common:
            counts[plain] += 1
    every_noun = language.startswith("de")
    names = {
        plain: min(count, 9)
        for plain, count in counts.items()
        if plain not in small and (not every_noun or frequency(plain, language) < _NOUN)
    }
    for word, plain in zip(words[:title], folded[:title], strict=True):
        if plain in names:
            names[plain] = min(names[plain] + 1, 9)
        elif word[:1].isupper() and len(plain) > 2 and plain not in small and frequency(plain, language) < _COMMON / 10:
            names[plain] = 1
    return {person(plain): count for plain, count in names.items()}
