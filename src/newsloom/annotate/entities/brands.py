"""Brands: the makers of cars and guns, shops and restaurants. A model of a maker is a thing; the maker is an organisation."""

from __future__ import annotations

from functools import cache

from newsloom.annotate.entities.context import Context, titles
from newsloom.annotate.entities.model import Candidate, Named
from newsloom.lexicon import table
from newsloom.text.names import words_of
from newsloom.text.names_fold import fold

_LONGEST = 3  # words of a brand


def brand(name: Candidate, around: Context) -> Named | None:
    """The brand or the model that an unknown name is, None where it is none.

    A brand that is a person's name or a plain word as well only counts behind an article, a colour or a year, or before what it makes.
    """
    words = name.text.split()
    if not words or around.before(name.start) in titles(around.language):
        return None
    start = _colours(words, around.language)
    if start:
        cut = len(" ".join(words[:start])) + 1
        name = Candidate(name.start + cut, name.end, name.text[cut:], None, None, name.label)
        words = words[start:]
    possessive = around.body[name.end : name.end + 2] in ("'s", "’s")
    for size in range(min(_LONGEST, len(words)), 0, -1):
        head = " ".join(words[:size])
        whole = size == len(words)
        forms = {fold(head)} | ({fold(head + "s")} if whole and possessive else set())
        found = _kind(forms, name, around)
        if found == "maker" and not whole:
            if set(fold(name.text).split()[size:]) & _bodies(around.language):
                return None
            key = "other:" + fold(name.text)
            return Named(name.start, name.end, name.text, "other", key) if len(words) - size < _LONGEST else None
        if found and whole:
            return Named(name.start, name.end, name.text, "organisation", "org:" + fold(name.text))
    return None


def with_models(body: str, found: list[Candidate], language: str) -> list[Candidate]:
    """Join a maker that a table knows with the model behind it ("Toyota Camry"), of which the table knows nothing."""
    done: list[Candidate] = []
    for name in found:
        last = done[-1] if done else None
        if (
            last is not None
            and last.key is not None
            and name.key is None
            and body[last.end : name.start] == " "
            and fold(last.text) in _words("makers", language)
        ):
            done[-1] = Candidate(last.start, name.end, body[last.start : name.end], None, None, last.label)
        else:
            done.append(name)
    return done


@cache
def _bodies(language: str) -> frozenset[str]:
    """Words that make a body or a place of what begins with a maker: "Toyota Motor Corp.", "Honda of Larch Creek"."""
    ground = words_of("place_words", language) | words_of("organisation_last", language)
    return ground | _words("maker_bodies", language)


def _kind(forms: set[str], name: Candidate, around: Context) -> str | None:
    language = around.language
    for kind in ("maker", "brand"):
        if forms & _words(f"{kind}s", language) and not forms & around.surnames and fold(name.text) not in around.surnames:
            return kind
        if forms & _words(f"{kind}s_too", language) and _shown(name, around):
            return kind
    return None


def _shown(name: Candidate, around: Context) -> bool:
    """ "a silver Dodge", "2009 Ford", "Remington shotgun"."""
    if around.after(name.end)[0] in _words("brand_after", around.language) and fold(name.text) not in around.surnames:
        return True
    before = around.body[max(0, name.start - 24) : name.start].split("\n")[-1].split()[-1:]
    if not before:
        return False
    year = before[0].isdigit() and len(before[0]) == 4
    return year or fold(before[0]) in _words("brand_before", around.language)


def _colours(words: list[str], language: str) -> int:
    """How many words before a maker are a colour that begins a sentence or has a capital: "Olive green Mazda Tribute"."""
    at = next((i for i, word in enumerate(words) if fold(word) in _words("makers", language)), 0)
    return at if at and fold(words[at - 1]) in _words("brand_before", language) else 0


@cache
def _words(name: str, language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in table("entities", language).get(name, ()))
