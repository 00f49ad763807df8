"""render: a briefing as Markdown, HTML, JSON or for a terminal; one article; lists of stories, claims and search hits."""

from newsloom.render.article import article
from newsloom.render.changes import changes
from newsloom.render.check import check
from newsloom.render.clean import text as harmless
from newsloom.render.explanation import explanation
from newsloom.render.feeds import feeds, poll
from newsloom.render.lists import COLUMNS, Hit, StoryRow, claims, row, search, stories
from newsloom.render.living import log, reasons, sentence, versions, what
from newsloom.render.road import Format, render

__all__ = [
    "COLUMNS",
    "Format",
    "Hit",
    "StoryRow",
    "article",
    "changes",
    "check",
    "claims",
    "explanation",
    "feeds",
    "harmless",
    "log",
    "poll",
    "reasons",
    "render",
    "row",
    "search",
    "sentence",
    "stories",
    "versions",
    "what",
]
