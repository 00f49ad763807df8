"""Names in plain text without a language model: capitalised sequences and the gazetteer. Cheap enough for every article.

For telling articles apart and for languages without a model; `annotate.entities` builds on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from newsloom.text import names_parts, names_plain
from newsloom.text.names_fold import fold, person
from newsloom.text.names_keys import (
    Kind,
    demonyms,
    family,
    family_first,
    given_names,
    key,
    key_of,
    need_company,
    offices,
    place_key,
    region_of,
    region_words,
    region_words_set,
    regions_before,
    words_of,
)
from newsloom.text.names_words import Word, abbreviation, words

__all__ = [
    "Kind",
    "Name",
    "Word",
    "demonyms",
    "family",
    "family_first",
    "given_names",
    "key",
    "names",
    "place_key",
    "region_of",
    "region_words",
    "region_words_set",
    "regions_before",
    "words",
    "words_of",
]

_NEW_LINE = re.compile(r"[\n•|]")
_LONGEST = 7  # words of a name of the gazetteer
_RUN = 40
_NOUN_FIRST = ("fr", "es", "it", "pt")  # "Armada Chilena": the adjective ends the name


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text.

    Attributes:
        start, end: code points of the text; a possessive ending is left out.
        text: the words.
        folded: `names_fold.person` of it, without a title before it; for a surname alone, the full name that the text gives.
        key: canonical key ("place:KP", "place:kursk,RU", "org:nato") where the gazetteer knows it, else None.
        kind: what the gazetteer says it is, else None.
    """

    start: int
    end: int
    text: str
    folded: str
    key: str | None = None
    kind: Kind | None = None


def names(body: str, language: str) -> list[Name]:
    """The names of `body`, in order and without overlap; empty for scripts without capitals, apart from what the gazetteer knows.

    Args:
        body: plain text; blanked stretches do no harm.
        language: BCP 47 code; decides which words are no names. In German, where nouns have capitals, a single word counts only when the
            gazetteer knows it.
    """
    primary = language.split("-")[0]
    if primary in names_plain.LANGUAGES:
        return [
            Name(a, b, body[a:b], found_key.split(":", 1)[1], found_key, kind) for a, b, found_key, kind in names_plain.find(body, primary)
        ]
    found: list[Name] = []
    doubtful: list[Name] = []
    for run in _runs(body, primary):
        for name in _read_run(body, run, primary):
            doubt = name.key is None and (run[0].shouted or _doubtful(name, run, primary))
            (doubtful if doubt else found).append(name)
    sure = {part for name in found if name.key is None for part in name.folded.split()}
    found += [name for name in doubtful if sure.issuperset(name.folded.split())]
    return _complete(sorted(found, key=lambda name: name.start))


def _runs(body: str, language: str) -> Iterator[list[Word]]:
    """Stretches of words that may hold names: capitalised words with small joining words between them, on one line."""
    joins, stops, calendar = _joins(language), words_of("not_names", language), words_of("calendar", language)
    run: list[Word] = []
    pending: list[Word] = []
    last = 0
    all_words = words(body, language)
    for word, following in zip_longest(all_words, all_words[1:]):
        if len(run) > _RUN:  # no text of names, but a list or worse: keep the work linear
            yield run
            run, pending = [], []
        gap = body[last : word.start]
        last = word.end
        if run and (
            gap.strip(" \u00a0.'’-s")
            or "--" in gap
            or " -" in gap
            or (word.opens and _NEW_LINE.search(gap))
            or ("." in gap and not abbreviation(run[-1].text))
        ):
            yield run
            run, pending = [], []
        folded = fold(word.text)
        if word.capital and (
            folded not in (stops if word.opens or word.shouted else calendar) or _opens_name(body, word, following, language)
        ):
            run += [*pending, word]
            pending = []
        elif run and folded in joins and len(pending) < 3:
            pending.append(word)
        elif run:
            yield run
            run, pending = [], []
    if run:
        yield run


def _opens_name(body: str, word: Word, following: Word | None, language: str) -> bool:
    """Whether a small word that opens a sentence begins a known name all the same ("New York", "South Africa")."""
    if following is None or not following.capital:
        return False
    whole = key_of(body[word.start : following.end], language)
    return whole is not None and whole != key_of(following.text, language)


@cache
def _joins(language: str) -> frozenset[str]:
    return frozenset(part for phrase in words_of("joins", language) for part in phrase.split())


def _read_run(body: str, run: list[Word], language: str) -> Iterator[Name]:
    """Cut one run into names: what the gazetteer knows, longest first, and the stretches between."""
    at = 0
    rest: list[Word] = []
    while at < len(run):
        size, found = _longest(body, run[at:], language)
        if found is None or _belongs(run, at, size, found[1], rest, language):
            rest.extend(run[at : at + size])
        else:
            yield from _free(body, rest, language)
            rest = []
            start, end = run[at].start, run[at + size - 1].end
            yield Name(start, end, body[start:end], found[0].split(":", 1)[1], found[0], found[1])
        at += size
    yield from _free(body, rest, language)


def _belongs(run: list[Word], at: int, size: int, kind: Kind, rest: list[Word], language: str) -> bool:
    """Whether a known name is only a part of a longer unknown one: "Paris Hilton", "Bank of Norway", "Norwegian Dam Board"."""
    if kind == "organisation":
        return False
    bodies = words_of("organisation_first", language)
    if kind == "city" and fold(run[at + size - 1].text) in bodies:
        return True
    street = run[at + size] if at + size < len(run) and not run[at + size - 1].owns else None
    if street is not None and street.capital and kind in ("city", "region", "area") and fold(street.text) in names_parts.streets():
        return True  # "South Carolina Avenue"
    if kind in ("city", "region", "area") and names_parts.paper(run, at + size, language):
        return True
    if rest and names_parts.joined(run, at):
        return any(fold(word.text) in bodies for word in rest) and not any(word.owns for word in rest)
    plain = words_of("adjectives", language)
    if (
        rest
        and not rest[-1].owns
        and fold(rest[-1].text) not in plain
        and (kind in ("city", "area", "region") or (kind == "demonym" and language in _NOUN_FIRST))
    ):
        return True
    word, follows = run[at + size - 1], run[at + size : at + size + 1]
    if not follows or word.owns or fold(follows[0].text) in demonyms(language):
        return False
    if not follows[0].capital:
        return False
    if kind in ("country", "demonym"):
        tail = [fold(w.text) for w in run[at + size : at + size + 5] if w.capital]
        ends = next((i for i, text in enumerate(tail) if text in words_of("organisation_last", language)), None)
        named = ends is not None and not offices(language).intersection(tail[:ends])
        return named or (kind == "country" and fold(word.text) in need_company())
    return fold(follows[0].text) not in words_of("role_words", language) | words_of("titles", language) | plain


def _longest(body: str, run: list[Word], language: str) -> tuple[int, tuple[str, Kind] | None]:
    for size in range(min(_LONGEST, len(run)), 0, -1):
        if not run[0].capital or not run[size - 1].capital:
            continue
        found = key_of(body[run[0].start : run[size - 1].end], language)
        if found:
            return size, found
    return 1, None


def _free(body: str, run: list[Word], language: str) -> Iterator[Name]:
    """Names that the gazetteer does not know: a run without the joining words at its ends, cut at "and"."""
    titles = words_of("titles", language) | words_of("role_words", language) | words_of("not_names", language)
    owners = words_of("owners", language)
    part: list[Word] = []
    for word, following in zip_longest([*run, None], run[1:]):
        joined = not (part and part[-1].owns and fold(part[-1].text) not in owners) and not names_parts.ends_person(part, word)
        joined = joined or names_parts.patron(part, word, language)
        apart = word is not None and word.text == "on" and names_parts.apart(part, following, language)
        joined = joined and not apart
        if (
            joined
            and word is not None
            and (word.capital or fold(word.text) not in names_parts.AND or names_parts.holds_and(part, following, language))
        ):
            part.append(word)
            continue
        while part and not part[-1].capital:
            part.pop()
        while part and (not part[0].capital or (len(part) > 1 and fold(part[0].text) in titles and not _begins_town(body, part, language))):
            part.pop(0)
        if part and names_parts.counts(part):
            start, end = part[0].start, part[-1].end
            yield Name(start, end, body[start:end], person(body[start:end]))
        part = [word] if word is not None and not joined else []


def _begins_town(body: str, part: list[Word], language: str) -> bool:
    """ "New" of "New Haven Police" belongs to the name."""
    known = key_of(body[part[0].start : part[1].end], language) if fold(part[0].text) in words_of("not_names", language) else None
    return known is not None and known[1] in ("city", "region")


def _doubtful(name: Name, run: list[Word], language: str) -> bool:
    """One word that opens a sentence, or a German noun, is only a name when another name holds it; an acronym needs no support."""
    if " " in name.text or name.text.isupper():
        return False
    return language == "de" or any(word.start == name.start and word.opens for word in run)


def _complete(found: list[Name]) -> list[Name]:
    """Give a single name that ends (or, as in Chinese and Korean, begins) exactly one longer name that name's folded form.

    This goes before the gazetteer's opinion of towns: after "Teresa Ribera", "Ribera" is she.
    """
    full: dict[str, set[str]] = {}
    first = family_first()
    for name in found:
        parts = name.folded.split()
        if name.key is None and 2 <= len(parts) <= 4:
            full.setdefault(parts[0] if parts[0] in first and len(parts) == 3 else parts[-1], set()).add(name.folded)
    done = []
    for name in found:
        fuller = full.get(person(name.text), set()) if name.kind in (None, "city") else set()
        done.append(Name(name.start, name.end, name.text, next(iter(fuller))) if len(fuller) == 1 else name)
    return done
