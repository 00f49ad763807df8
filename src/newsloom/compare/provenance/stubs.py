"""Stubs: articles whose whole text is furniture that points to, or repeats, another article of the story."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.compare.provenance import outlets
from newsloom.compare.provenance.ties import Tie
from newsloom.records import Article

_NOTE = "stub of "


def ties(articles: Sequence[Article]) -> list[Tie]:
    """A tie for each stub whose twin is among the articles: a stub is no source of its own."""
    at = {article.id: index for index, article in enumerate(articles)}
    found: list[Tie] = []
    for index, article in enumerate(articles):
        for item in article.furniture:
            twin = at.get((item.note or "").removeprefix(_NOTE)) if (item.note or "").startswith(_NOTE) else None
            if twin is not None and twin != index:
                # No passage: a stub's words are furniture, which no page of a story shows. What was left out lists them.
                found.append(Tie(index, outlets.of_article(articles[twin]), twin, "copy", 1.0, ()))
                break
    return found
