"""brief: from a story's dossier to the sections that people read."""

from newsloom.brief.story import card, left_out, story
from newsloom.brief.unread import of_articles as not_read

__all__ = [
    "card",
    "left_out",
    "not_read",
    "story",
]  # the writer and the check of what it writes: newsloom.brief.writer, newsloom.brief.grounding
