"""One article's sayings, made ready to be laid beside those of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsloom.compare.sayings.contents import contents, presupposed, turned
from newsloom.compare.sayings.figures import figures
from newsloom.compare.sayings.items import Item, events
from newsloom.compare.sayings.offices import with_offices
from newsloom.compare.sayings.replies import answered
from newsloom.compare.sayings.scene import in_scene
from newsloom.compare.sayings.tellings import tellings
from newsloom.records import Annotations, Article

Keys = Sequence[Mapping[int, str]]


def gather(articles: Sequence[Article], annotations: Sequence[Annotations], keys: Keys) -> list[Item]:
    """The items of all articles, in order of article; an article's events before its figures, both in order of place."""
    found: list[Item] = []
    for index, (article, notes) in enumerate(zip(articles, annotations, strict=True)):
        told = turned(list(events(index, article, notes, keys[index])), articles)
        told += contents(index, article, notes, keys[index], told)
        told += tellings(index, article, notes, keys[index], told)
        told = presupposed(told, article)
        found.extend(answered(told, article, notes, keys[index]))
        found.extend(figures(index, article, notes, keys[index]))
    return in_scene(with_offices(found, annotations, keys), articles, annotations, keys)


__all__ = ["Item", "Keys", "gather"]
