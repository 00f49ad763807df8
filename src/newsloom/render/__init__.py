"""render: a briefing as Markdown, HTML, JSON or for a terminal; lists of stories, claims and search hits."""

from newsloom.render.article import article
from newsloom.render.lists import Hit, StoryRow, claims, search, stories
from newsloom.render.road import render

__all__ = ["Hit", "StoryRow", "article", "claims", "render", "search", "stories"]
