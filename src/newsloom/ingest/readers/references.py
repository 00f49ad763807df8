"""References of XML ("&#233;") that no parser takes, or that a parser takes and then stumbles over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

_REFERENCE = re.compile(r"&#(x[0-9a-f]{1,12}|\d{1,12});(?:&#(x[0-9a-f]{1,6}|\d{1,6});)?", re.I)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BARE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,31};)", re.I)


def mend_outside_cdata(text: str) -> str:
    """`mend`, but for CDATA sections, in which nothing is a reference."""
    return "".join(_outside_cdata(text))


def _outside_cdata(text: str) -> Iterator[str]:
    """The text in pieces (sections are searched for by hand: a pattern would try each open one anew)."""
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        yield mend(text[at:start])
        yield text[start : end + 3]
        at = end + 3
    yield mend(text[at:])


def mend(text: str) -> str:
    """References to what is no character become a blank (half of a pair finds its other half), bare ampersands stand for themselves."""
    return _BARE_AMPERSAND.sub("&amp;", _REFERENCE.sub(_referred, text))


def named(text: str) -> str:
    """Names of characters that HTML knows and XML does not ("&eacute;") as those characters; a parser of XML would leave them out."""
    return _NAMED.sub(lambda found: found[0] if found[1] in _OF_XML else html5.get(f"{found[1]};", found[0]), text)


def _referred(found: re.Match[str]) -> str:
    numbers = [int(n[1:], 16) if n[0] in "xX" else int(n) for n in found.groups() if n]
    if len(numbers) == 2 and 0xD800 <= numbers[0] < 0xDC00 <= numbers[1] < 0xE000:
        return chr(0x10000 + ((numbers[0] - 0xD800) << 10) + numbers[1] - 0xDC00)
    if all(map(_is_character, numbers)):
        return found[0]
    return "".join(f"&#{n};" if _is_character(n) else " " for n in numbers)


def _is_character(number: int) -> bool:
    """Whether XML 1.0 (2.2) lets a text hold it."""
    return number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
