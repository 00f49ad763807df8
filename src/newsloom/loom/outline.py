"""A story in one line, as lists show it."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.compare.provenance import trace
from newsloom.records import Annotations, Article, Story
from newsloom.render import StoryRow


def line(story: Story, articles: Sequence[Article], changed: str) -> StoryRow:
    """One line of the list of stories. Sources are counted after copies, credits and rewrites are folded, as in the briefing."""
    outlets = {a.outlet.name for a in articles if a.outlet and a.outlet.name}
    sources = _sources(articles)
    return StoryRow(
        id=story.id,
        title=story.title,
        first=story.first,
        last=story.last,
        languages=story.languages,
        articles=len(articles),
        outlets=tuple(sorted(outlets)),
        independent_sources=sources,
        weight=float(sources),
        changed=changed,
    )


def _sources(articles: Sequence[Article]) -> int:
    """Independent sources. A list of stories reads no article: what folds (credits, datelines, copies) is seen in the words alone."""
    if len(articles) < 2:
        return len(articles)
    unread = [Annotations(article=a.id, version=a.version, language=a.language) for a in articles]
    return trace(articles, unread).independent_sources
