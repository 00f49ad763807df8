"""A reader in a process of its own: `python -m newsloom.annotate.worker` (see `newsloom.processes`)."""

from __future__ import annotations

from newsloom.annotate.road import annotate
from newsloom.processes import serve
from newsloom.records import Annotations, Article
from newsloom.settings import AnnotateSettings


def read(articles: tuple[Article, ...]) -> list[Annotations]:
    return annotate(articles, AnnotateSettings())


if __name__ == "__main__":
    serve(tuple[Article, ...], read)
