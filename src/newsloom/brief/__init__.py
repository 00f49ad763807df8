"""brief: from a story's dossier to the sections that people read."""

from newsloom.brief.story import card, left_out, story

__all__ = ["card", "left_out", "story"]  # the writer and the check of what it writes: newsloom.brief.writer, newsloom.brief.grounding
