"""Pages whose article is not a run of paragraphs: live blogs, whose posts have times, and galleries, whose text stands in captions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsloom.extract import structured
from newsloom.extract.blocks import lines, words_of
from newsloom.extract.prepare import marked, some_marked
from newsloom.extract.structured import Node

_FEWEST_POSTS, _FEWEST_CAPTIONS = 3, 3
_SHORT = 150  # words of a text that a gallery's captions belong to
_CAPTION = 5  # words of a caption that says something
_MOST_POSTS = 1000
_CLOCK = re.compile(r"(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?(?:[ap]\.?m\.?|uhr|h|[A-Z]{2,5}|[+-]\d\d:?\d\d))?)", re.I)
_STATED = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?")
_TIME_LINE = re.compile(rf"(?:\d{{4}}-\d\d-\d\d \d\d:\d\d(?: (?:UTC|[+-]\d\d:?\d\d))?|{_CLOCK.pattern})", re.I)
_TEXT_PARTS = ("p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "div")


def live(page: Any, names: str, node: Node) -> str:
    """The text of a live blog: what stands above its posts, then the posts as they stand, each under a line with its time.

    Args:
        page: the parsed page.
        names: the names of its parts (`prepare.names_in`).
        node: its article object, which may say that the page is a live blog.

    Returns:
        The text, "" for a page of another kind.
    """
    sure = "LiveBlogPosting" in structured.types(node)
    box = _box(page, stated=sure) if sure or some_marked(names, "live") else None
    if box is not None:
        above = [line for line in _above(page, box) if len(line.split()) >= _CAPTION]
        return "\n".join([*above, *(line for post in list(box)[:_MOST_POSTS] for line in _post(post))])
    return ""


def stated(node: Node) -> str:
    """The posts of a live blog as its object has them, each under a line with its time."""
    return "\n".join(line for post in structured.live_posts(node)[:_MOST_POSTS] for line in _stated_post(post) if line)


def times(text: str) -> list[tuple[int, int]]:
    """The places of the lines of a text that only tell a time."""
    found, start = [], 0
    for line in text.split("\n"):
        if _TIME_LINE.fullmatch(line):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def captions(page: Any, text: str) -> str:
    """A short text and, where a row of pictures says more than it, the captions of these below it, without who took them."""
    found = [c for c in (_caption(element) for element in page.iter("figcaption")) if len(c.split()) >= _CAPTION]
    found = [c for c in dict.fromkeys(found) if c not in text]
    if len(found) < _FEWEST_CAPTIONS or len(text.split()) > _SHORT or sum(map(len, found)) < len(text):
        return text
    return "\n".join([*text.split("\n"), *found]) if text else "\n".join(found)


def _caption(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element:
        credit = isinstance(child.tag, str) and (child.tag in ("small", "cite") or marked(child, "credit"))
        pieces += ["" if credit else words_of(child), child.tail or ""]
    return " ".join(" ".join(pieces).split())


def _box(page: Any, *, stated: bool) -> Any:
    """The element whose children are the posts: the one with the most of them."""
    boxes = [(count, box) for box in page.iter("div", "section", "ol", "ul", "main", "article") if (count := _posts(box)) >= _FEWEST_POSTS]
    fitting = [(count, box) for count, box in boxes if stated or _is_live(box)]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


def _posts(box: Any) -> int:
    """How many of the children of an element have a time of their own, and words."""
    if len(box) < _FEWEST_POSTS:
        return 0
    return sum(1 for child in list(box)[:_MOST_POSTS] if _told(child) is not None and _own_words(child) >= _CAPTION)


def _own_words(element: Any) -> int:
    """How many words an element has outside links: a list of headlines with times is no live blog."""
    return len(element.text_content().split()) - sum(len(link.text_content().split()) for link in element.iter("a"))


def _is_live(box: Any) -> bool:
    return any(marked(element, "live") for element in (box, *box.iterancestors(), *list(box)[:3]) if element.tag not in ("html", "body"))


def _told(post: Any) -> Any:
    """The element that tells a post's time: a `time`, or a small one that is marked as such; None without one."""
    if not isinstance(post.tag, str) or post.tag in ("p", "figure", "nav", "script", "br", "hr"):
        return None
    for element in post.iter("time", "span", "div", "p", "small", "a", "strong", "b"):
        if element.tag == "time" and (element.get("datetime") or _CLOCK.fullmatch(words_of(element))):
            return element
        if element.tag != "time" and len(element) <= 1 and marked(element, "clock") and _CLOCK.fullmatch(words_of(element)):
            return element
    return None


def _post(post: Any) -> Iterator[str]:
    """A post's lines, its time first."""
    told = _told(post)
    if told is not None:
        shown = words_of(told)
        if moment := shown if _CLOCK.fullmatch(shown) else _moment(told.get("datetime") or ""):
            yield moment
    elif not isinstance(post.tag, str):
        return
    for line in lines(post):
        if told is not None and line == words_of(told):
            continue
        if len(line.split()) >= _CAPTION or line.endswith((".", "!", "?", ":")) or _heads(post, line):
            yield line


def _heads(post: Any, line: str) -> bool:
    return any(words_of(heading) == line for heading in post.iter("h2", "h3", "h4", "h5", "h6"))


def _above(page: Any, box: Any) -> list[str]:
    """The lines between the headline and the posts."""
    heading = next(page.iter("h1"), None)
    found: list[str] = []
    open_ = heading is None
    for element in page.iter("h1", *_TEXT_PARTS, "ol", "section"):
        if element is box:
            break
        if element is heading:
            open_ = True
        elif open_ and element.tag in ("p", "li") and box not in element.iterdescendants():
            found.append(words_of(element))
    return found


def _stated_post(post: Node) -> Iterator[str]:
    yield _moment(structured.string(post.get("datePublished")) or "") or ""
    for name in ("headline", "articleBody"):
        yield from (" ".join(line.split()) for line in (structured.string(post.get(name)) or "").split("\n") if line.strip())


def _moment(stated: str) -> str | None:
    """A moment as a line: "2026-03-01 14:20 +01:00"."""
    told = _STATED.match(stated.strip())
    if not told:
        return None
    zone = {"Z": " UTC", None: ""}.get(told[3], f" {told[3]}")
    return f"{told[1]} {told[2]}{zone}"
