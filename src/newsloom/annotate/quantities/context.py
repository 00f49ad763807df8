"""What stands around a quantity in its sentence: over what time, where, and whether it is, will be, may be or is reckoned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsloom import lexicon
from newsloom.records import Mode

_NUMBER = r"(?:\d{1,4}|[^\W\d_]{2,12}(?:-[^\W\d_]{2,12})?)"
_NEAR = 200  # code points on each side that are looked at, so that a long table costs no more than a sentence
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as written, code points of the text.

    `rate`: it must follow its quantity ("a year"); `aside`: it closes a part between commas and says nothing of what comes after.
    """

    start: int
    end: int
    text: str
    rate: bool = False
    aside: bool = False


@cache
def _periods(language: str, name: str) -> re.Pattern[str] | None:
    patterns = lexicon.table("counts", language).get("periods", {}).get(name, ())
    units = "|".join(sorted(map(re.escape, lexicon.table("units", language).get("durations", {})), key=len, reverse=True))
    if not patterns or not units:
        return None
    times = lexicon.table("times", language)
    when = "|".join([*map(re.escape, times.get("months", {})), *map(re.escape, times.get("weekdays", {})), r"(?:19|20)\d\d"])
    joined = "|".join(
        pattern.replace("{n}", _NUMBER)
        .replace("{when}", f"(?:{when})")
        .replace("{unit}", f"(?:{units})")
        .replace("{{", "{")
        .replace("}}", "}")
        for pattern in patterns
    )
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


@cache
def _places(language: str) -> re.Pattern[str] | None:
    table: dict[str, Any] = lexicon.table("counts", language).get("places", {})
    if not table:
        return None
    before = "|".join(map(re.escape, table["before"]))
    after = "|".join(map(re.escape, table["after"]))
    tail = rf"(?: (?:{after}))?" if after else ""
    article = "(?:the |la |le |el |les |los |las |der |den )?"
    name = rf"({_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,3}})"
    return re.compile(rf"(?<!\w)(?:{before}) {article}(?:(?:north|south|east|west)\w* )?{name}{tail}")


@cache
def _cues(language: str, modals: bool) -> dict[str, Mode]:
    """Words that say how a quantity is meant, wherever they stand in its clause."""
    cues = lexicon.table("counts", language).get("cues", {})
    modes: dict[str, Mode] = {"planned": "planned", "hypothetical": "hypothetical", "estimated": "estimated"}
    left_out = () if modals else (*cues.get("hypothetical", ()), *cues.get("modal", ()))
    return {word: modes[kind] for kind, words in cues.items() if kind in modes for word in words if word not in left_out}


@cache
def _leading(language: str) -> tuple[dict[str, Mode], frozenset[str], tuple[str, ...]]:
    """Words that only count before the quantity ("plans to cut 400"), words that end a clause, and endings of the future."""
    cues = lexicon.table("counts", language).get("cues", {})
    leading: dict[str, Mode] = dict.fromkeys(cues.get("leading", ()), "planned")
    return leading, frozenset(cues.get("breaks", ())), tuple(cues.get("future_endings", ()))


def periods(sentence: str, offset: int, language: str) -> list[Period]:
    """All stretches of time in a sentence that starts at `offset`."""
    found: list[Period] = []
    for name in ("patterns", "rates"):
        pattern = _periods(language, name)
        if pattern is not None:
            found.extend(
                Period(offset + m.start(), offset + m.end(), m.group(), name == "rates", _aside(sentence, m.start(), m.end()))
                for m in pattern.finditer(sentence)
                if not m.start() or not m.group()[0].isupper()  # "the Daily News" is no period
            )
    return sorted(found, key=lambda period: period.start)


def _aside(sentence: str, start: int, end: int) -> bool:
    """ "Marsh, who turned 60 last week, said": commas on both sides, and more than the time itself between them."""
    comma = sentence.rfind(",", max(0, start - _NEAR), start)
    return comma > 0 and sentence[end : end + 1] == "," and len(sentence[comma + 1 : start].split()) > 1


def period_of(start: int, end: int, found: list[Period], others: list[tuple[int, int]]) -> str | None:
    """The stretch of time that goes with the quantity start:end: the nearest one after it, else before it.

    No other quantity may stand between.
    """
    for period in found:
        if period.rate and not 0 <= period.start - end <= 2:
            continue
        if period.start >= end and not any(
            end <= other[0] < period.start and not (period.start <= other[0] < period.end) for other in others
        ):
            return period.text
    for period in reversed(found):
        if period.aside:
            continue
        if not period.rate and period.end <= start and not any(period.end <= other[0] < start for other in others):
            return period.text
    return None


def where(sentence: str, offset: int, end: int, language: str, names: list[tuple[int, int]], months: frozenset[str]) -> str | None:
    """The first place phrase after the quantity in its clause ("in the Kursk region").

    Args:
        names: places found in the text; with none known, a capitalised name has to do.
        months: words that are capitalised and no places.
    """
    pattern = _places(language)
    if pattern is None:
        return None
    clause = re.split(r"[;:]", sentence[end - offset : end - offset + 2 * _NEAR], maxsplit=1)[0]
    for match in pattern.finditer(clause):
        name = match.group(1)
        parts = name.split()
        if parts[0].lower() in months or len(name) == 1:  # "in the U.S."
            continue
        start = end + match.start(1)
        if names and not any(a < start + len(name) and start < b for a, b in names):
            continue
        later = next((part for part in parts[1:] if part.lower() in months), None)  # "in Marlow Friday"
        return match.group() if later is None else clause[match.start() : match.start(1) + name.index(later)].rstrip()
    return None


def mode(sentence: str, offset: int, start: int, end: int, language: str, modals: bool = True) -> Mode:
    """How the quantity is meant, from the nearest cue in its clause (before it first).

    Args:
        modals: whether "will" and "could" count; not where a parse has told whose they are.
    """
    cues = _cues(language, modals)
    for word in re.findall(r"[^\W\d_]+", sentence[start - offset : end - offset])[:3]:
        if cues.get(word.lower()) == "estimated":
            return "estimated"
    leading, breaks, endings = _leading(language)
    before = re.findall(r"[^\W\d_]+|[;,:—–]", sentence[max(0, start - offset - _NEAR) : start - offset])[-8:]
    for word in reversed(before):
        lower = word.lower()
        if word in ";:—–" or lower in breaks:
            break
        if word == "May":
            continue
        if (found := cues.get(lower) or leading.get(lower)) is not None:
            return found
        if _ahead(lower, endings):
            return "planned"
    after = re.findall(r"[^\W\d_]+|[;,:.]", sentence[end - offset : end - offset + _NEAR])[:7]
    for word in after:
        lower = word.lower()
        if word in ";:,." or lower in breaks:
            break
        if (found := cues.get(lower)) is not None and word[:1].islower():
            return found
        if _ahead(lower, endings) and word[:1].islower():
            return "planned"
    return "actual"


def _ahead(word: str, endings: tuple[str, ...]) -> bool:
    return bool(endings) and len(word) > 4 and word.endswith(endings)
