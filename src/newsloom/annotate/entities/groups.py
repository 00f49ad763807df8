"""Bodies and groups named by their country: "North Korean troops", "South Korea's intelligence agency", "le gouvernement russe"."""

from __future__ import annotations

import re
from functools import cache

from newsloom.annotate.entities.model import Named
from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.text import names as light
from newsloom.text.names_fold import fold

_WORD = re.compile(r"\s+((?!\d)[^\W_]+(?:-[^\W_]+)*)")
_POSSESSIVE = re.compile(r"['’]s?")
_LONGEST = 4
# In French and Spanish the noun stands before the adjective: "les troupes nord-coréennes", "el gobierno ruso".
_NOUN_FIRST = ("fr", "es", "it", "pt")
_LINK = re.compile(r"(?:\s+(?:de la|del|de l['’]|de|du|d['’]))?\s*$")


def groups(reading: Reading, named: list[Named]) -> list[Named]:
    """A mention for each country's adjective or possessive with a group noun beside it. The country stays a mention of its own."""
    found = []
    for mention in named:
        country = mention.form == "demonym" or (mention.place is not None and mention.place.kind == "country")
        if mention.kind != "place" or not country:
            continue
        owner = mention.key.removeprefix("place:")
        if "," in owner:
            continue
        span = _after(reading, mention) or (_before(reading, mention) if reading.language in _NOUN_FIRST else None)
        if span and not _describes(reading, span[1]):
            found.append(_named(reading, span, owner))
    return found


def _describes(reading: Reading, end: int) -> bool:
    """Whether the last word only describes a further noun ("North Korean military involvement")."""
    if not reading.syntax:
        return False
    token = reading.doc.char_span(max(0, end - 1), end, alignment_mode="expand")
    return token is not None and len(token) > 0 and token[-1].dep_ in ("amod", "compound", "nmod") and token[-1].head.i > token[-1].i


def _named(reading: Reading, span: tuple[int, int, str], owner: str) -> Named:
    start, end, group = span
    text = reading.body[start:end]
    bodies = (table("names", reading.language).get("bodies") or {}).get("organisation", ())
    country = owner[:2] if owner[:2].isupper() else None
    if group in bodies and country:
        return Named(start, end, text, "organisation", f"org:{owner} {group}", country=country)
    return Named(start, end, text, "group", f"group:{owner} {group}", country=country)


def _after(reading: Reading, mention: Named) -> tuple[int, int, str] | None:
    """The group noun after an adjective or possessive, with up to two words between that are no names."""
    body = reading.body
    at = mention.end
    possessive = _POSSESSIVE.match(body, at)
    if possessive:
        at = possessive.end()
    if mention.form != "demonym" and not possessive:
        return None
    ends: list[tuple[str, int]] = []
    for _ in range(_LONGEST):
        match = _WORD.match(body, at)
        if match is None or "\n" in match.group() or match.group(1)[0].isupper():
            break
        ends.append((fold(match.group(1)), match.end()))
        at = match.end()
    return _best(reading, mention.start, ends)


def _best(reading: Reading, start: int, ends: list[tuple[str, int]]) -> tuple[int, int, str] | None:
    kinds = classes(reading.language)
    fillers = light.words_of("group_fillers", reading.language)
    for first in range(min(3, len(ends))):
        for size in range(min(3, len(ends) - first), 0, -1):
            group = kinds.get(" ".join(word for word, _ in ends[first : first + size]))
            if group and not _goes_on(ends[first + size :], kinds):
                return start, ends[first + size - 1][1], group
        if ends[first][0] not in fillers:
            return None
    return None


def _goes_on(rest: list[tuple[str, int]], kinds: dict[str, str]) -> bool:
    """ "military officials": the next word is a group noun, so the first one only describes it."""
    return bool(rest) and rest[0][0] in kinds


def _before(reading: Reading, mention: Named) -> tuple[int, int, str] | None:
    body = reading.body
    low = max(body.rfind("\n", 0, mention.start) + 1, mention.start - 60)
    before = body[low : mention.start]
    link = _LINK.search(before)
    if link is None or (mention.form != "demonym" and not link.group().strip()):
        return None
    words = list(re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", before[: link.start()]))
    for size in range(min(_LONGEST, len(words)), 0, -1):
        text = fold(before[words[-size].start() : words[-1].end()])
        group = classes(reading.language).get(text)
        if group:
            return low + words[-size].start(), mention.end, group
    return None


@cache
def classes(language: str) -> dict[str, str]:
    """Class of a group or body by its folded noun ("soldiers" → "forces")."""
    groups: dict[str, list[str]] = table("names", language).get("groups", {})
    return {fold(word): group for group, words in groups.items() for word in words}
