"""Polling: many servers asked at once, each politely, and never asked again before they want to be."""

from __future__ import annotations

from newsloom.ingest.polite import outlines, schedule, typed
from newsloom.ingest.polite.about import About, about
from newsloom.ingest.polite.ask import Answer, Ask
from newsloom.ingest.polite.discover import feeds as declared_feeds
from newsloom.ingest.polite.discover import linked as linked_feeds
from newsloom.ingest.polite.discover import usual as usual_places
from newsloom.ingest.polite.outlines import Outline
from newsloom.ingest.polite.pool import Pool
from newsloom.ingest.polite.reading import Content, content, documents, is_list, load, opened
from newsloom.ingest.source import Source

__all__ = [
    "About",
    "Answer",
    "Ask",
    "Content",
    "Outline",
    "Pool",
    "Source",
    "about",
    "content",
    "declared_feeds",
    "documents",
    "is_list",
    "linked_feeds",
    "load",
    "opened",
    "outlines",
    "schedule",
    "typed",
    "usual_places",
]
