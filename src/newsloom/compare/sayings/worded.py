"""Figures told in other words than a number and a noun: "a fourth soldier has died", "nobody was hurt", "three schools in four"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from newsloom import lexicon
from newsloom.compare.sayings.counted import befell_in
from newsloom.compare.sayings.matters import one_noun
from newsloom.records import Annotations, Article, Quantity, Value

_AFTER = 60  # characters after an ordinal's noun within which it is said what befell the one
_VERBS = 4  # words after "nobody" within which its verb stands
_WHOLE = 20  # greatest whole of a share in words
_NUMBER = re.compile(r"[^\W_]+")


def worded(article: Article, notes: Annotations) -> list[Quantity]:
    """The figures of an article that are told in words, in text order; furniture is left out."""
    body, language = article.body(), notes.language
    found = [*_ordinals(body, language), *_nobody(body, language), *_limits(body, language), *_shares(body, notes)]
    read = [(q.start, q.end) for q in notes.quantities]
    found += [q for q in _fractions(body, language) if not any(s < q.end and q.start < e for s, e in read)]
    return sorted(found, key=lambda q: q.start)


def counts_up(quantity: Quantity) -> bool:
    """True for an ordinal: what it counts has gone up to it."""
    return quantity.value.qualifier == "ordinal"


def _made(start: int, end: int, low: float, *, head: str = "", klass: str | None = None, counts: str = "", unit: str | None = None, qualifier: str | None = None) -> Quantity:  # fmt: skip  # noqa: E501
    value = Value(low=low, high=low, unit=unit, counts=counts, qualifier=qualifier)
    return Quantity(start=start, end=end, value=value, head=head, klass=klass)


@cache
def _ranks(language: str) -> dict[str, int]:
    return {word: int(rank) for word, rank in (entry.split() for entry in lexicon.table("worded")["ordinals"].get(language, ()))}


@cache
def _ordinal(language: str) -> re.Pattern[str] | None:
    words = _ranks(language)
    if not words:
        return None
    suffix = lexicon.table("worded")["suffixes"].get(language)
    number = rf"|\d{{1,3}}{suffix}" if suffix else ""
    return re.compile(rf"\b(?P<rank>{'|'.join(words)}{number})\s+(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*)", re.IGNORECASE)


@cache
def _turn(language: str) -> re.Pattern[str]:
    """What ends the stretch in which it is said what befell the one."""
    words = "".join(rf"|\b{word}\b" for word in lexicon.table("worded")["turns"].get(language, ()))
    return re.compile(rf"[.;!?]{words}")


def _ordinals(text: str, language: str) -> Iterator[Quantity]:
    pattern, table = _ordinal(language), lexicon.table("worded")
    for match in pattern.finditer(text) if pattern else ():
        rank = match["rank"].lower()
        digits = re.match(r"\d+", rank)
        number = int(digits.group()) if digits else _ranks(language)[rank]
        noun = match["noun"].lower()
        rest = _turn(language).split(text[match.end() : match.end() + _AFTER].lower())[0]
        if number < 2 or any(f" {cue}" in f" {rest}" for cue in table["in_all"].get(language, ())):
            continue
        told = _first_told(f"{noun} {rest}", language)
        if noun in table["victims"]["killed"]:
            yield _made(match.start(), match.end(), number, head=noun, klass="killed", counts=noun, qualifier="ordinal")
        elif told is not None and (noun in table["victims"]["one"] or _being(noun, language)):
            yield _made(match.start(), match.end(), number, head=noun, klass=told, counts=noun, qualifier="ordinal")


def _participle(words: str, language: str) -> str | None:
    """What befell someone by the form of a verb that says so: "no one has been charged with the death" counts no dead."""
    for name, of in lexicon.table("worded")["told"].items():
        if any(word.strip(",:()\"'“”«»") in of.get(language, ()) for word in words.split()):
            return str(name)
    return None


def _first_told(words: str, language: str) -> str | None:
    """What befell someone by the first word that says so."""
    forms = lexicon.table("worded")["told"]
    for word in (w.strip(",:()\"'“”«»") for w in words.split()):
        told = {str(name) for name, of in forms.items() if word in of.get(language, ())} | befell_in(word, language) & _fates()
        if told:
            return min(told)
    return None


@cache
def _fates() -> frozenset[str]:
    return frozenset(lexicon.table("worded")["victims"]["fates"])


@cache
def _being(noun: str, language: str) -> bool:
    beings = lexicon.table("counts").get("beings", ())
    classes = lexicon.table("counts", language).get("classes", {})
    known = any(noun in classes.get(name, {}).get("nouns", ()) for name in beings)
    return known or one_noun(noun) in beings or one_noun(noun) in lexicon.table("worded")["victims"]["beings"]


@cache
def _none(language: str) -> re.Pattern[str] | None:
    words = lexicon.table("worded")["nobody"].get(language)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE) if words else None


def _nobody(text: str, language: str) -> Iterator[Quantity]:
    pattern = _none(language)
    for match in pattern.finditer(text.replace("’", "'")) if pattern else ():
        before = re.split(r"[.;:!?,]", text[max(0, match.start() - _AFTER // 2) : match.start()])[-1] if language == "de" else ""
        rest = " ".join(re.split(r"[.;:!?,]", text[match.end() : match.end() + _AFTER])[0].split()[:_VERBS])
        told = _participle(f"{match.group()} {rest} {before}".lower(), language)
        if told is not None:
            yield _made(match.start(), match.end(), 0, klass=told, counts="people")


@cache
def _limit(language: str) -> re.Pattern[str] | None:
    words = lexicon.table("worded")["limits"].get(language)
    return re.compile(rf"\b(?:{'|'.join(words)})\s+(?P<year>20\d\d)\b(?!-)", re.IGNORECASE) if words else None


def _limits(text: str, language: str) -> Iterator[Quantity]:
    pattern = _limit(language)
    for match in pattern.finditer(text.replace("’", "'")) if pattern else ():
        yield _made(match.start("year"), match.end("year"), int(match["year"]), head="deadline")


def _shares(text: str, notes: Annotations) -> Iterator[Quantity]:
    """ "Trois écoles sur quatre": of two small numbers that are read already, the first is the part."""
    between = lexicon.table("worded")["shares"].get(notes.language, ())
    joined = re.compile(rf"^(?:\s[^\W\d_]+){{0,2}}\s(?:{'|'.join(between)})\s$") if between else None
    for quantity in notes.quantities if joined else ():
        part, value = _NUMBER.match(text, quantity.start), quantity.value
        if part is None or value.unit is not None or value.low is None or value.low != value.high or not 1 <= value.low < _WHOLE:
            continue
        for other in _NUMBER.finditer(text, part.end(), min(len(text), part.end() + 40)):
            whole = _small(other.group().lower(), notes.language)
            if whole is not None and joined is not None and joined.match(text[part.end() : other.start()]):
                if value.low < whole and not _goes_on(text[other.end() : other.end() + 12]):
                    share = round(value.low / whole, 4)
                    yield msgspec.structs.replace(
                        quantity,
                        end=max(quantity.end, other.end()),
                        value=msgspec.structs.replace(value, low=share, high=share, unit="share"),
                    )
                break


@cache
def _fraction(language: str) -> re.Pattern[str] | None:
    parts, after = lexicon.table("worded")["fractions"].get(language), lexicon.table("worded")["after_fraction"].get(language, ())
    if not parts:
        return None
    names = "|".join(part.split()[0] for part in parts)
    return re.compile(rf"\b(?:a|one)\s+(?P<part>{names})(?=\s+(?:{'|'.join(after)})\b|[.,;:)])", re.IGNORECASE)


def _fractions(text: str, language: str) -> Iterator[Quantity]:
    pattern = _fraction(language)
    wholes = dict(part.split() for part in lexicon.table("worded")["fractions"].get(language, ()))
    for match in pattern.finditer(text) if pattern else ():
        yield _made(match.start(), match.end(), round(1 / int(wholes[match["part"].lower()]), 4), unit="share")


def _goes_on(words: str) -> bool:
    """True where a noun follows ("killed two in three days")."""
    return (
        re.match(r"\s(?!will|is|was|are|were|has|have|after|across|at|were|étai|sont|ser|fue|est|a\b|ont|ha|sind|wur|war)[^\W\d_]", words)
        is not None
    )


@cache
def _small(word: str, language: str) -> int | None:
    from newsloom.text import numbers

    found = numbers.find(word, language, None)
    single = found[0] if len(found) == 1 else None
    if single is None or single.kind != "count" or single.low != single.high or single.low is None or not 2 <= single.low <= _WHOLE:
        return None
    return int(single.low)
