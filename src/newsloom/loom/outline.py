"""A story in one line, as lists show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from newsloom.compare.provenance import trace
from newsloom.loom import clock
from newsloom.records import Annotations, Article, Event, Story
from newsloom.render import StoryRow


def line(story: Story, articles: Sequence[Article], changed: str) -> StoryRow:
    """One line of the list of stories. Sources are counted after copies, credits and rewrites are folded, as in the briefing."""
    outlets = {a.outlet.name for a in articles if a.outlet and a.outlet.name}
    counted = sources(articles)
    return StoryRow(
        id=story.id,
        title=story.title,
        first=story.first,
        last=story.last,
        languages=story.languages,
        articles=len(articles),
        outlets=tuple(sorted(outlets)),
        independent_sources=counted,
        weight=float(counted),
        changed=changed,
    )


def sources(articles: Sequence[Article]) -> int:
    """Independent sources. A list of stories reads no article: what folds (credits, datelines, copies) is seen in the words alone."""
    if len(articles) < 2:
        return len(articles)
    unread = [Annotations(article=a.id, version=a.version, language=a.language) for a in articles]
    return trace(articles, unread).independent_sources


def known_by(story: Story, articles: Sequence[Article], as_of: str) -> tuple[Story, list[Article]]:
    """A story and its articles, as far as they were out by the end of a day ("YYYY-MM-DD")."""
    known = [article for article in articles if clock.known_by(article, as_of)]
    ids = {article.id for article in known}
    events = [msgspec.structs.replace(e, articles=tuple(id for id in e.articles if id in ids)) for e in story.events]
    later = [article for article in articles if article.id not in ids]
    kept = msgspec.structs.replace(
        _titled(story, known, later),
        events=tuple(_dated(_titled(event, known, later), known) for event in events if event.articles),
        articles=tuple(id for id in story.articles if id in ids),
        languages=tuple(sorted({article.language for article in known})),
    )
    return _dated(kept, known), known


T = TypeVar("T", Story, Event)


def _titled(group: T, known: Sequence[Article], later: Sequence[Article]) -> T:
    """A story or event under a headline of its day: one that only a later article has would tell what came."""
    if any(group.title in (a.title or "") for a in known) or not any(group.title in (a.title or "") for a in later):
        return group
    own = [a for a in known if a.id in group.articles and a.title] or [a for a in known if a.title]
    newest = max(own, key=lambda a: (a.published.value or "")[:10], default=None)
    return msgspec.structs.replace(group, title=newest.title if newest and newest.title else "Untitled")


def _dated(group: T, articles: Sequence[Article]) -> T:
    """A story or event with the days of its articles."""
    days = sorted(a.published.value[:10] for a in articles if a.id in group.articles and a.published.value and len(a.published.value) >= 10)
    return msgspec.structs.replace(group, first=days[0] if days else None, last=days[-1] if days else None)
