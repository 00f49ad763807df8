"""Streams and items of the reader API: their names, which items a stream holds, and how an item is told."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from newsloom.errors import UsageError
from newsloom.loom import Desk, excerpts, showing
from newsloom.loom.newcomers import BY_HAND, Item
from newsloom.records import Article, Feed
from newsloom.text.masking import without_login

STATE = "user/-/state/com.google/"
READING, READ, STARRED, UNREAD = (STATE + name for name in ("reading-list", "read", "starred", "kept-unread"))
LABEL = "user/-/label/"
LONG = "tag:google.com,2005:reader/item/"
_USER = re.compile(r"user/[^/]*/")
_ID = re.compile(r"[0-9a-f]{16}")

Test = Callable[[Item], bool]


def stream(name: str, feeds: Iterable[Feed]) -> Test:
    """Which items a stream holds.

    Raises:
        UsageError: there is no such stream.
    """
    name = named(name)
    if name.startswith("feed/"):
        wanted = {feed.id for feed in feeds if name[5:] in (feed.id, feed.url)} | ({BY_HAND} if name[5:] == BY_HAND else set())
        return lambda item: item.feed in wanted
    if name.startswith(LABEL):
        wanted = {feed.id for feed in feeds if name[len(LABEL) :] in labels(feed)}
        return lambda item: item.feed in wanted
    states: dict[str, Test] = {
        READING: lambda _item: True,
        READ: lambda item: item.read,
        STARRED: lambda item: item.starred,
        UNREAD: lambda item: not item.read,
    }
    if name not in states:
        raise UsageError(f"there is no stream {name[:100]}")
    return states[name]


def named(name: str) -> str:
    """A stream's or a tag's name; "-" stands for the user, whoever that is."""
    return _USER.sub("user/-/", name, count=1) if name.startswith("user/") else name


def labels(feed: Feed) -> list[str]:
    return ["/".join(folder) for folder in feed.folders if folder]


def long_id(article: str) -> str:
    return LONG + article


def short_id(article: str) -> str:
    """The same as a signed decimal of 64 bits."""
    number = int(article, 16)
    return str(number - 2**64 if number >= 2**63 else number)


def article_id(given: str) -> str | None:
    """The article that an item's id names, long or short; None for one that names none."""
    if given.startswith(LONG):
        found = given[len(LONG) :].lower().rjust(16, "0")
    elif re.fullmatch(r"-?[0-9]{1,20}", given):
        found = f"{int(given) % 2**64:016x}"
    else:
        found = given.lower()
    return found if _ID.fullmatch(found) else None


def seconds(moment: str) -> int:
    """Unix time of an RFC 3339 moment."""
    return int(datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp())


def moment(unix: int) -> str:
    return datetime.fromtimestamp(min(max(unix, 0), 253_402_300_799), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def published(article: Article) -> int:
    day = article.published.value
    try:
        made = datetime.fromisoformat((day or article.first_seen).replace("Z", "+00:00"))
    except ValueError:
        return seconds(article.first_seen)
    return int((made if made.tzinfo else made.replace(tzinfo=UTC)).timestamp())


def told(item: Item, desk: Desk, feeds: dict[str, Feed], base: str) -> dict[str, Any]:
    """An item in the reader API's form. Its content is mark-up of ours around escaped text, as much of it as may leave the desk."""
    article = desk.article(item.article)
    feed = feeds.get(item.feed)
    url = showing.link(article.url) if article.url else None
    href = url or f"{base}/article/{article.id}"
    text = excerpts.opening(article, desk.settings.export.text_share)
    content = "".join(f"<p>{html.escape(showing.harmless(line))}</p>" for line in text.split("\n") if line.strip())
    states = [READING, *([READ] if item.read else []), *([STARRED] if item.starred else [])]
    return {
        "id": long_id(item.article),
        "crawlTimeMsec": str(seconds(item.came) * 1_000),
        "timestampUsec": str(seconds(item.came) * 1_000_000),
        "published": published(article),
        "updated": seconds(article.first_seen),
        "title": html.escape(showing.harmless(article.title or "untitled")),
        "canonical": [{"href": href}],
        "alternate": [{"href": href, "type": "text/html"}],
        "summary": {"direction": "ltr", "content": content},
        "author": html.escape(showing.harmless(article.byline or "")),
        "categories": [*states, *(LABEL + name for name in (labels(feed) if feed else []))],
        "origin": {"streamId": f"feed/{item.feed}", "title": title(feed), "htmlUrl": site(feed, base) if feed else base},
    }


def site(feed: Feed, base: str) -> str:
    """The page of a feed. Lists of feeds come from outside and may name anything: apps are given only what may be linked."""
    return (showing.link(feed.site) if feed.site else None) or showing.link(without_login(feed.url)) or base


def title(feed: Feed | None) -> str:
    return html.escape(showing.harmless(feed.title or showing.masked(feed.url))) if feed else "Added by hand"
