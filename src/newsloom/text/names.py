"""Names in plain text without a language model: capitalised sequences and the gazetteer. Cheap enough for every article.

For telling articles apart and for languages without a model; `annotate.entities` builds on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, zip_longest
from typing import Literal

from newsloom.lexicon import table
from newsloom.text import metonyms
from newsloom.text import names_gazetteer as gazetteer
from newsloom.text.names_fold import bare, fold, person

Kind = Literal["country", "region", "city", "area", "organisation", "demonym"]
_WORD = re.compile(r"(?:[A-Z]{1,2}\.){2,}|[^\W\d_][\w&]*(?:(?:['’\-‐‑]|\.(?![A-ZÀ-Þ][a-zß-ÿ]))(?=\w)[\w&]+)*(?:['’](?=\W|$))?|\d+")
_SENTENCE_END = re.compile(r"[.!?…:;\n\"“”«»•—–|]|-\s")
_NEW_LINE = re.compile(r"[\n•|]")
_ELISION = re.compile(r"(?:[ldnscjm]|qu)['’](?=\w)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:al|el|ad|as|an|ar|at|ez|es|ash)-(?=[A-Z])")
_CONTRACTION = re.compile(r"['’](?:ll|ve|re|d|m|t)$")  # "She'll"
_LONGEST = 7
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


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and how it stands there."""

    start: int
    end: int
    text: str
    capital: bool
    opens: bool  # first of a sentence, a line or a quotation
    shouted: bool  # one of a line in capitals
    owns: bool = False  # with a possessive ending, which is left out


def names(body: str, language: str) -> list[Name]:
    """The names of `body`, in order and without overlap; empty for scripts without capitals, apart from what the gazetteer knows.

    Args:
        body: plain text; blanked stretches do no harm.
        language: BCP 47 code; decides which words are no names. In German, where nouns have capitals, a single word counts only when the
            gazetteer knows it.
    """
    primary = language.split("-")[0]
    found: list[Name] = []
    doubtful: list[Name] = []
    for run in _runs(body, primary):
        for name in _read_run(body, run, primary):
            doubt = name.key is None and (run[0].shouted or _doubtful(name, run, primary))
            (doubtful if doubt else found).append(name)
    sure = {part for name in found if name.key is None for part in name.folded.split()}
    found += [name for name in doubtful if sure.issuperset(name.folded.split())]
    return _complete(sorted(found, key=lambda name: name.start))


def key(text: str, language: str = "en") -> tuple[str, Kind] | None:
    """Canonical key and kind of a whole name by exact match ("Kursk region" → region, "North Korean" → demonym), None where unknown."""
    return _key(bare(text.strip()), language.split("-")[0])


@lru_cache(maxsize=32768)
def _key(text: str, language: str) -> tuple[str, Kind] | None:
    code = gazetteer.country(text)
    if code:
        return f"place:{code}", "country"
    organisation = gazetteer.organisation(text)
    if organisation:
        return f"org:{organisation}", "organisation"
    if metonyms.always(text):
        return f"org:{metonyms.country_of(text)} government", "organisation"
    folded = fold(text)
    if folded in words_of("adjectives", language):
        return None
    demonym = demonyms(language).get(folded)
    if demonym:
        return place_key(demonym), "demonym"
    named = region_of(text, language)
    if named:
        return named.key, "region"
    area = gazetteer.areas().get(folded) or gazetteer.areas().get(folded.removeprefix("the "))
    if area:
        return area.key, "area"
    city = gazetteer.city(text)
    region = _well_known_region(text)
    if city and city.weight >= 4000 and (region is None or city.weight >= 100_000 or gazetteer.related(city.key, region[0])):
        return city.key, "city"
    return region


def _well_known_region(text: str) -> tuple[str, Kind] | None:
    region = gazetteer.region(text) if len(text) > 3 else None
    return (region.key, "region") if region else None


def region_of(text: str, language: str, near: tuple[str, ...] = ()) -> gazetteer.Place | None:
    """The region that `text` names with a type word ("Kursk region", "région de Koursk"), None without one."""
    folded = fold(text)
    for word in region_words(language):
        if folded.endswith(f" {word}"):
            return gazetteer.region(folded[: -len(word) - 1].removeprefix("the "), near)
    for word in regions_before(language):
        if folded.startswith(f"{word} "):
            return gazetteer.region(folded[len(word) + 1 :], near)
    return None


def place_key(code: str) -> str:
    """Entity key of what a demonym table names: an ISO code, or "area:…" of the table of areas."""
    if not code.startswith("area:"):
        return f"place:{code}"
    area = gazetteer.areas().get(code[5:])
    return area.key if area else f"place:{code[5:]}"


@cache
def demonyms(language: str) -> dict[str, str]:
    """ISO code (or "area:…") by folded adjective or name of a people, plurals included."""
    found: dict[str, str] = {}
    for code, words in table("names", language).get("demonyms", {}).items():
        for word in words:
            folded = fold(word)
            for form in (folded, folded + "s", folded + "es" if language == "es" else folded):
                found.setdefault(form, code)
    return found


@cache
def words_of(name: str, language: str) -> frozenset[str]:
    """A word list of the table `names` of a language, folded; the English one for a language without a table."""
    data = table("names", language) or table("names", "en")
    return frozenset(fold(word) for word in data.get(name, ()))


@cache
def region_words(language: str) -> tuple[str, ...]:
    return tuple(sorted(words_of("region_words", language) | {"oblast"}, key=len, reverse=True))


@cache
def regions_before(language: str) -> tuple[str, ...]:
    return tuple(sorted(words_of("region_before", language), key=len, reverse=True))


def words(body: str, language: str = "en") -> list[Word]:
    """All words of `body` with how they stand. An elided article is cut off in the languages that have one ("l'Ukraine" → "Ukraine")."""
    found: list[Word] = []
    last = 0
    elides = language in ("fr", "it", "ca")
    shouting = _shouting(body)
    for match in _WORD.finditer(body):
        text = match.group()
        gap = body[last : match.start()]
        opens = not found or (gap != " " and _SENTENCE_END.search(gap) is not None)
        if opens and gap in (". ", ".") and found and _abbreviation(found[-1].text):
            opens = False
        start, end = match.start(), match.start() + len(bare(text))
        elided = _ELISION.match(text) if elides else None
        if elided:
            start += elided.end()
            opens = False
        shouted = any(a <= start < b for a, b in shouting)
        owns = end < match.end()
        found.extend(Word(a, b, body[a:b], _capital(body, a, b), opens, shouted, owns) for a, b in _parts(body, start, end, language))
        last = match.end()
    return found


def _capital(body: str, start: int, end: int) -> bool:
    """Whether a word begins with a capital, be it behind an Arabic article ("al-Mansouri")."""
    if _CONTRACTION.search(body, start, end):
        return False
    return body[start].isupper() or (body[start : start + 1] in "ae" and _ARTICLE.match(body, start) is not None)


def _shouting(body: str) -> list[tuple[int, int]]:
    """Lines where capitals tell nothing: headlines in capitals or with a capital on nearly every word."""
    found = []
    at = 0
    for line in body.split("\n"):
        letters = [word[0] for word in line.split() if word[0].isalpha()] if len(line) < 200 else []
        share = sum(c.isupper() for c in letters) / len(letters) if len(letters) >= 4 else 0.0
        if share > 0.6 and (not line.rstrip().endswith((".", "!", "?")) or (share > 0.75 and len(letters) > 8)):
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _parts(body: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """A hyphenated word whose parts are all known names ("Russia-Ukraine") counts as several words."""
    text = body[start:end]
    head, hyphen, tail = text.rpartition("-")
    if hyphen and tail in words_of("tails", language):
        return [*_parts(body, start, start + len(head), language), (end - len(tail), end)]
    if "-" not in text or not text[0].isupper() or _key(text, language):
        return [(start, end)]
    cuts = [start - 1, *(start + i for i, c in enumerate(text) if c == "-"), end]
    parts = [(a + 1, b) for a, b in pairwise(cuts)]
    return parts if all(b > a and _key(body[a:b], language) for a, b in parts) else [(start, end)]


def _abbreviation(word: str) -> bool:
    return len(word) == 1 or fold(word) in {
        "gen",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
        "lt",
        "col",
        "sgt",
        "st",
        "sr",
        "sra",
        "prof",
        "u.s",
        "us",
        "no",
    }


def _runs(body: str, language: str) -> Iterator[list[Word]]:
    """Stretches of words that may hold names: capitalised words with small joining words between them, on one line."""
    joins, stops, calendar = _joins(language), words_of("not_names", language), words_of("calendar", language)
    run: list[Word] = []
    pending: list[Word] = []
    last = 0
    all_words = words(body, language)
    for word, following in zip_longest(all_words, all_words[1:]):
        gap = body[last : word.start]
        last = word.end
        if run and (
            gap.strip(" \u00a0.'’-s") or (word.opens and _NEW_LINE.search(gap)) or ("." in gap and not _abbreviation(run[-1].text))
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
    whole = _key(body[word.start : following.end], language)
    return whole is not None and whole != _key(following.text, language)


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
    if rest and _joined(run, at):
        return any(fold(word.text) in bodies for word in rest) and not any(word.owns for word in rest)
    if rest and not rest[-1].owns and (kind in ("city", "area", "region") or (kind == "demonym" and language in _NOUN_FIRST)):
        return True
    word, follows = run[at + size - 1], run[at + size : at + size + 1]
    if not follows or word.owns or fold(follows[0].text) in demonyms(language):
        return False
    if not follows[0].capital:
        return False
    if kind in ("country", "demonym"):
        tail = [fold(w.text) for w in run[at + size : at + size + 5] if w.capital]
        ends = next((i for i, text in enumerate(tail) if text in words_of("organisation_last", language)), None)
        named = ends is not None and not _offices(language).intersection(tail[:ends])
        return named or (kind == "country" and fold(word.text) in _need_company())
    return fold(follows[0].text) not in words_of("role_words", language) | words_of("titles", language)


@cache
def _offices(language: str) -> frozenset[str]:
    """Offices that people hold: "Norwegian Minister" does not begin the name of a body."""
    return frozenset(fold(word) for word in table("roles", language).get("nouns", ()))


@cache
def _need_company() -> frozenset[str]:
    return frozenset(table("countries")["ambiguous"]["need_company"])


def _joined(run: list[Word], at: int) -> bool:
    return at > 0 and not run[at - 1].capital


def _longest(body: str, run: list[Word], language: str) -> tuple[int, tuple[str, Kind] | None]:
    for size in range(min(_LONGEST, len(run)), 0, -1):
        if not run[0].capital or not run[size - 1].capital:
            continue
        found = _key(body[run[0].start : run[size - 1].end], language)
        if found:
            return size, found
    return 1, None


def _free(body: str, run: list[Word], language: str) -> Iterator[Name]:
    """Names that the gazetteer does not know: a run without the joining words at its ends, cut at "and"."""
    titles = words_of("titles", language) | words_of("role_words", language) | words_of("not_names", language)
    owners = words_of("owners", language)
    part: list[Word] = []
    for word, following in zip_longest([*run, None], run[1:]):
        joined = not (part and part[-1].owns and fold(part[-1].text) not in owners) and not _ends_person(part, word)
        if joined and word is not None and (word.capital or fold(word.text) not in _AND or _holds_and(part, following, language)):
            part.append(word)
            continue
        while part and not part[-1].capital:
            part.pop()
        while part and (not part[0].capital or (len(part) > 1 and fold(part[0].text) in titles)):
            part.pop(0)
        if part and _counts(part):
            start, end = part[0].start, part[-1].end
            yield Name(start, end, body[start:end], person(body[start:end]))
        part = [word] if word is not None and not joined else []


def _ends_person(part: list[Word], word: Word | None) -> bool:
    """Whether a person's name ends before "of" or "for": "Anna Lund of Oslo Shipping"."""
    return word is not None and len(part) > 1 and word.text in ("of", "for") and fold(part[0].text) in _given_names()


@cache
def _given_names() -> frozenset[str]:
    given = table("names")["given"]
    return frozenset(given["male"]) | frozenset(given["female"])


_AND = frozenset({"and", "et", "y", "e"})


def _holds_and(part: list[Word], following: Word | None, language: str) -> bool:
    """Whether "and" may go on a name: "Department of Food and Water", "Party for Work and Peace"."""
    if following is None or not following.capital or fold(following.text) in words_of("organisation_first", language):
        return False
    words_ = [fold(word.text) for word in part]
    bodies = words_of("organisation_first", language) | words_of("organisation_last", language)
    return any(a in bodies and b in ("of", "for", "de", "du", "des", "del", "para", "pour") for a, b in pairwise(words_))


def _counts(part: list[Word]) -> bool:
    """Whether a sequence may be a name at all."""
    return len(part) <= 8 and (len(part) > 1 or (len(part[0].text) > 1 and not part[0].text.isdigit()))


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


@cache
def family_first() -> frozenset[str]:
    """Family names that stand first."""
    return frozenset(table("names").get("family_first", ()))


def family(parts: list[str]) -> list[str]:
    """The words of a folded name under which it is called again: the last, the particle's tail, and in Korean and Chinese the first."""
    if len(parts) < 2:
        return parts
    found = [parts[-1]]
    if parts[0] in family_first() and len(parts) in (2, 3):
        found.append(parts[0])
    particles = table("names")["particles"]
    if len(parts) > 2 and parts[-2] in particles:
        found.append(" ".join(parts[-2:]))
    if len(parts) > 2 and parts[-2] not in particles and parts[0] not in family_first():
        found.append(parts[-2])  # a Spanish first family name
        found.append(" ".join(parts[-2:]))
    return found
