"""What stands between a reader and the rest of an article: paywalls, and further pages."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

from newsloom.extract import addresses
from newsloom.lexicon import table

NEXT = "pages.next"  # in an article's metadata: where it goes on
PERHAPS = "pages.perhaps"  # the same where that is not sure
_MOST_WORDS = 80  # of a wall; a larger box is the article that the wall would hide
_ENDING = re.compile(r"(?:\.html?|/)$", re.I)
_MOST_IN_LINE = 40
_LAST_LINES = 4


def drop(page: Any, names: str) -> bool:
    """Take the walls out of a page, in place. True where one that speaks to its reader stood below the headline."""
    found = False
    if not any(sign in names for sign in table("paywalls")["signs"]) or not _signs().search(names):
        return found
    below = next(page.iter("h1"), None) is None
    for box in list(page.iter("h1", "div", "section", "aside", "form", "p")):
        below = below or box.tag == "h1"
        own = f"{box.get('id') or ''} {box.get('class') or ''}"
        if not _signs().search(own) or box.getparent() is None:
            continue
        text = box.text_content()
        if len(text.split()) <= _MOST_WORDS and speaks(text):
            box.drop_tree()
            found = below
    return found


def ends_in_one(text: str) -> bool:
    """Whether one of the last lines of a text asks its reader to subscribe or sign in for the rest."""
    return any(len(line.split()) <= _MOST_IN_LINE and speaks(line) for line in text.split("\n")[-_LAST_LINES:])


def speaks(text: str) -> bool:
    """Whether a text has one of the sentences that walls say."""
    folded = " ".join(text.casefold().replace("’", "'").split())
    return any(phrase in folded for phrase in table("paywalls")["phrases"])


def later_page(links: list[str], back: list[str], url: str | None) -> dict[str, str]:
    """The address of an article's next page, under `NEXT`: one of the links that say that they lead on (`rel=next`) and that adds only a
    number to the article's own address; blogs name their next story in the same way. Under `PERHAPS` where the article's own address ends
    in a number as well, and nothing shows whether that is one of a page: only who came from an earlier page knows.

    Args:
        links: what the page calls next, as found.
        back: what it calls previous.
        url: its own address.
    """
    if not url:
        return {}
    own = _place(url)
    stem = _later().sub("", own.path)
    sure = stem == own.path or any(_place(addresses.canonical(link, url) or "").path == stem for link in back)
    for link in links:
        found = _place(addresses.canonical(link, url) or "")
        if found.netloc != own.netloc or (found.path, found.query) == (own.path, own.query):
            continue
        if _adds_number(found, own.path) or _adds_number(found, stem):
            return {NEXT if sure or _adds_number(found, own.path) else PERHAPS: addresses.canonical(link, url) or ""}
    return {}


def _place(url: str) -> SplitResult:
    """An address without the ending of its path."""
    parts = urlsplit(url)
    return parts._replace(path=_ENDING.sub("", parts.path))


def _adds_number(place: SplitResult, stem: str) -> bool:
    rest = f"{place.path}?{place.query}" if place.query else place.path
    return len(stem) > 1 and rest.startswith(stem) and bool(_later().fullmatch(rest[len(stem) :]))


def without_count(text: str) -> tuple[str, bool]:
    """A text without its line "Page 1 of 3", and whether it says that there are further pages."""
    kept, cut = [], False
    for line in text.split("\n"):
        counted = _count().fullmatch(line.strip(" .-|"))
        cut = cut or bool(counted and int(counted[1]) < int(counted[2]))
        if not counted:
            kept.append(line)
    return "\n".join(kept), cut


@cache
def _signs() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in table("paywalls")["signs"])
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.I)


@cache
def _later() -> re.Pattern[str]:
    return re.compile(table("paywalls")["later"], re.I)


@cache
def _count() -> re.Pattern[str]:
    return re.compile(table("paywalls")["pages"], re.I)
