"""The headline of a page, without the site's name."""

from __future__ import annotations

import re
from typing import Any

from newsloom.extract.blocks import words_of
from newsloom.extract.structured import Node, first, string

_MARKS = re.compile(r"\s+[|·•»«]+\s+|\s+[-–—:]{1,2}\s+|\s*\|\s*|\s*::\s*")
_AFTER_HEADING = re.compile(r"\W{0,5}\s[|·•»–—-]+\s([^|·•»–—]{3,40})")
_LETTER = re.compile(r"\w")
_LONGEST = 600  # characters of a title that are looked at
_DECORATION = re.compile(r"^(?:\+\+\+\s*)+|(?:\s*\+\+\+)+$")


def headline(tree: Any, node: Node, found: dict[str, list[str]], site: tuple[str | None, ...]) -> str | None:
    """The headline as readers see it: the page's `h1` where it agrees with what the page says elsewhere, else what it says there.

    Args:
        tree: the page.
        node: its article object (JSON-LD).
        found: its meta elements.
        site: names and domain of the outlet, to be cut off.
    """
    window = window_title(tree)
    raw = [string(node.get("headline")), first(found, "og:title", "twitter:title", "dc.title", "headline"), window]
    stated = [t for t in (without_site(s, site) for s in raw) if t]
    printed = [t for t in (without_site(words_of(h), site) for h in tree.iter("h1")) if t]
    for heading in printed:
        if not stated or any(_alike(heading, s) for s in stated):
            return heading
    return stated[0] if stated else None


def window_title(tree: Any) -> str | None:
    """The text of the page's `title` element (not that of a picture's)."""
    return next((" ".join(str(t.text_content()).split()) or None for t in tree.iter("title")), None)


def site_in_window(tree: Any) -> str | None:
    """The site's name out of the window title "headline | site", where the headline before it is also the page's `h1`."""
    window = window_title(tree) or ""
    for heading in (words_of(h) for h in tree.iter("h1")):
        place = window.find(heading) if heading else -1
        m = _AFTER_HEADING.fullmatch(window, place + len(heading)) if 0 <= place <= 8 and not _LETTER.search(window[:place]) else None
        if m and len(m[1].split()) <= 5:
            return m[1].strip()
    return None


def without_site(title: str | None, site: tuple[str | None, ...]) -> str | None:
    """A title without the names of the site at either end and without ticker marks."""
    if not title:
        return None
    title = _DECORATION.sub("", " ".join(title[:_LONGEST].split())).strip()
    names = {_fold(s) for s in site if s} - {""}
    changed = True
    while changed:
        changed = False
        marks = list(_MARKS.finditer(title))
        for mark, own in [(marks[-1], title[marks[-1].end() :]), (marks[0], title[: marks[0].start()])] if marks else []:
            if _names_site(own, names):
                title = title[: mark.start()] if own != title[: mark.start()] else title[mark.end() :]
                title, changed = _DECORATION.sub("", title).strip(), True
                break
    return title or None


def _names_site(part: str, names: set[str]) -> bool:
    folded = _fold(part)
    return bool(folded) and any(folded == n or (len(folded) > 3 and (n.startswith(folded) or folded.startswith(n))) for n in names)


def _fold(name: str) -> str:
    name = re.sub(r"\.(?:com|org|net|co|[a-z]{2})(?:\.[a-z]{2})?$", "", name.casefold().strip())
    return re.sub(r"^the(?=.)|[\W_]+", "", name)


def is_title(line: str, title: str | None) -> bool:
    """True where a line of the text is the title again, give or take a word."""
    if not title or len(line) > 2 * len(title) or line.endswith((".", "…")):
        return False
    a, b = set(re.findall(r"\w+", line.casefold())), set(re.findall(r"\w+", title.casefold()))
    return bool(a) and len(a & b) >= 0.8 * max(len(a), len(b))


def _alike(one: str, other: str) -> bool:
    a, b = set(re.findall(r"\w+", one.casefold())), set(re.findall(r"\w+", other.casefold()))
    return bool(a and b) and len(a & b) >= 0.5 * min(len(a), len(b))
