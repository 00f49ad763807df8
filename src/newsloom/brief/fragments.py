"""Stretches that are cut out as sentences and are none, or that leave out who speaks."""

from __future__ import annotations

import re

from newsloom.brief import cues

CONNECTING = 3  # letters of a small word inside a name ("van", "of")
_UNTOLD = re.compile(r"[”»\"’](?:,| -| –)?\s*([^”»\"’]{2,40})[.!]\Z")  # what comes after the last quotation
# "ajoute-t-il": French puts the one who speaks last
_HYPHENED = re.compile(r"(?<=\w)[-‐](?:t[-‐])?(?:ils?|elles?|lui|leur)(?!\w)", re.IGNORECASE)
# "Ada Quill, left, shares a hug ...": who stands where in a picture
_PICTURED = re.compile(r",\s(?:(?:far|second from|third from)\s)?(?:left|right|center|centre|middle),\s[a-z]{2,14}s\b")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAMED = re.compile(r"[A-ZÀ-Þ][^,.;:]{2,60}")


def pictured(text: str) -> bool:
    """True for a caption that tells who stands where in a picture."""
    return _PICTURED.search(text) is not None


def only_named(text: str, language: str) -> bool:
    """True for "Ada Quill, who was charged on Monday.": somebody is named, and nothing is told of them."""
    opener = _NAMED.match(text)
    relative = cues.opening("relatives_who", language).match(text[opener.end() :]) if opener else None
    if opener is None or relative is None:
        return False
    named = all(w[:1].isupper() or (w.islower() and len(w) <= CONNECTING) for w in opener.group().split())
    return named and not any(mark in text[opener.end() + relative.end() :] for mark in (",", "–", "—", ";"))


def untold(text: str, own: str, language: str) -> bool:
    """True where a verb of saying has nobody who says it: "«...», resaltó.", "«...», ajoute-t-il".

    Args:
        own: the text without what stands in quotation marks.
    """
    inverted = _HYPHENED.search(own)
    if inverted is not None and not any(m.group()[:1].isupper() for m in list(WORD.finditer(own[: inverted.start()]))[1:]):
        return True
    last = _UNTOLD.search(text)
    if last is None or not cues.list_of("determiners", language):
        return False
    after = [m.group() for m in WORD.finditer(last.group(1))]
    told = any(w[:1].isupper() or w.lower() in cues.words("determiners", language) for w in after)
    return 0 < len(after) <= 2 and not told and language in ("es", "it", "pt", "fr")


def bare_object(own: str, language: str) -> bool:
    """True for "Orrin Ferries again denied the claim.": which one?

    Args:
        own: the text without what stands in quotation marks.
    """
    found = cues.anywhere("bare_objects", language).search(own)
    return found is not None and own[found.end() :].lstrip(" \"'”’")[:1] in ("", ".", ",", ";", "!")


def at_clock(text: str, end: int, language: str) -> bool:
    """True where the text up to `end` closes with "a.m." or the like, after which a sentence may go on."""
    return any(text[max(0, end - len(e)) : end] == e for e in cues.words("clock_ends", language))
