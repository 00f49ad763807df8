"""Reads articles out of documents, also in a process of its own: `python -m newsloom.extract.worker` (see `newsloom.processes`)."""

from __future__ import annotations

from collections.abc import Callable

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


def batch(documents: list[Document], read: Callable[[Document], Article | Failure] = safely) -> Read:
    """The articles of a batch; furniture is found over all of them."""
    found = [read(document) for document in documents]
    articles = furnish([one for one in found if isinstance(one, Article)])
    return Read(articles=tuple(articles), failed=tuple(one for one in found if isinstance(one, Failure)))


def beside(documents: list[Document]) -> Read:
    """The same in a process beside the caller's. What a document should never end in may come of this process alone (memory that it may
    not have): it is raised, and the caller reads the batch itself.

    Raises:
        Exception: what reading a document ended in, other than that it cannot be read.
    """
    return batch(documents, _strictly)


def _strictly(document: Document) -> Article | Failure:
    try:
        return article(document)
    except InputError as error:
        return Failure(input=error.input, error=error.reason)


_LINES = "".join(f"<p>The lamp on reef {n} was lit at dusk, and {n + 3} barges passed it by on their way home.</p>" for n in range(5))
_PAGE = f"<html><body><article><h1>The lamp</h1>{_LINES}</article></body></html>".encode()


def ready() -> bool:
    """Whether a page is read well here. It loads all that reading needs: what cannot be loaded is known before anything depends on it."""
    page = Document(input="ready.html", content=_PAGE, media="text/html", fetched="2024-05-01T10:00:00Z")
    found = batch([page], _strictly).articles
    return len(found) == 1 and found[0].text.count("barges") == 5


if __name__ == "__main__":
    if not ready():
        raise SystemExit(1)
    serve(list[Document], beside)
