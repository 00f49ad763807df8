"""Reads articles out of documents, also in a process of its own: `python -m newsloom.extract.worker` (see `newsloom.processes`)."""

from __future__ import annotations

from newsloom.errors import InputError
from newsloom.extract.article import article
from newsloom.extract.furniture import furnish
from newsloom.processes import serve
from newsloom.records import Article, Document, Failure, Record


class Read(Record, frozen=True, kw_only=True):
    """What was read out of a batch of documents: articles with their furniture flagged, and what failed."""

    articles: tuple[Article, ...]
    failed: tuple[Failure, ...]


def safely(document: Document) -> Article | Failure:
    """The article of a document, or why there is none."""
    try:
        return article(document)
    except InputError as error:
        return Failure(input=error.input, error=error.reason)
    except Exception as error:
        where = document.input if document.item is None else f"{document.input}, item {document.item}"
        return Failure(input=where, error=f"could not be read ({type(error).__name__}: {error}); please report it")


def batch(documents: list[Document]) -> Read:
    """The articles of a batch; furniture is found over all of them."""
    found = [safely(document) for document in documents]
    articles = furnish([one for one in found if isinstance(one, Article)])
    return Read(articles=tuple(articles), failed=tuple(one for one in found if isinstance(one, Failure)))


if __name__ == "__main__":
    serve(list[Document], batch)
