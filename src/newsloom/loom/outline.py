"""A story in one line, as lists show it."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.records import Article, Story
from newsloom.render import StoryRow


def line(story: Story, articles: Sequence[Article], changed: str) -> StoryRow:
    """One line of the list of stories. Outlets that are unknown count as one source each article."""
    outlets = sorted({a.outlet.name for a in articles if a.outlet and a.outlet.name})
    unnamed = sum(1 for a in articles if not (a.outlet and a.outlet.name))
    return StoryRow(
        id=story.id,
        title=story.title,
        first=story.first,
        last=story.last,
        languages=story.languages,
        articles=len(articles),
        outlets=tuple(outlets),
        independent_sources=len(outlets) + unnamed,
        weight=float(len(outlets) + unnamed),
        changed=changed,
    )
