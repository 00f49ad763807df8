"""Makes features in a process of its own: `python -m newsloom.cluster.worker` (see `newsloom.processes`)."""

from __future__ import annotations

from newsloom.cluster.features import Features, features
from newsloom.processes import serve
from newsloom.records import Article, Record
from newsloom.text.vectors import embedder


class Task(Record, frozen=True, kw_only=True):
    """Articles to read. `threads`: of the embedding model."""

    articles: tuple[Article, ...]
    threads: int = 1


def make(task: Task) -> list[Features]:
    return features(task.articles, embedder(task.threads))


if __name__ == "__main__":
    serve(Task, make)
