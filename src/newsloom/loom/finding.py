"""The feeds behind a home page, asked for politely: one after the other, and guesses only as far as robots.txt lets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsloom.errors import InputError
from newsloom.ingest import polite

_MOST_ASKED = 24  # addresses that are tried for one page


def feed_of(page: polite.Source, url: str, pool: polite.Pool) -> tuple[polite.Answer, list[str]]:
    """The feed to follow for a page, and the addresses of its other feeds.

    Args:
        page: the page.
        url: what the user named.

    Raises:
        InputError: it has none that could be found.
    """
    declared = polite.declared_feeds(page)
    for number, address in enumerate(declared):
        if found := _feed(pool, address):
            return found, declared[:number] + declared[number + 1 :]
    if declared:
        raise InputError(declared[0], f"is declared as a feed by {url}, but is none")
    linked = list(_among_links(page, pool))
    if linked:
        return linked[0], [answer.ask.url for answer in linked[1:]]
    for address in polite.usual_places(page):  # the first is enough
        if found := _feed(pool, address, page=True):
            return found, []
    raise InputError(url, "is no feed, declares none, and none was found where feeds usually are: name the feed's own address")


def _among_links(page: polite.Source, pool: polite.Pool) -> Iterator[polite.Answer]:
    """The feeds among a page's links; a link may lead to a page that lists the feeds."""
    lists: list[polite.Source] = []
    asked = set[str]()
    yield from _asked(polite.linked_feeds(page), pool, asked, lists)
    for listing in lists:
        yield from _asked([*polite.declared_feeds(listing), *polite.linked_feeds(listing)], pool, asked, [])


def _asked(addresses: Sequence[str], pool: polite.Pool, asked: set[str], pages: list[polite.Source]) -> Iterator[polite.Answer]:
    for address in addresses:
        if address in asked or len(asked) >= _MOST_ASKED:
            continue
        asked.add(address)
        answer = next(pool.answers([polite.Ask(url=address, page=True)]))
        try:
            what, source = content(answer)
        except InputError:
            continue
        if what == "feed":
            yield answer
        elif what == "page":
            pages.append(source)


def _feed(pool: polite.Pool, url: str, *, page: bool = False) -> polite.Answer | None:
    """The answer of an address that is a feed, None for any other."""
    answer = next(pool.answers([polite.Ask(url=url, page=page)]))
    try:
        return answer if content(answer)[0] == "feed" else None
    except InputError:
        return None


def content(answer: polite.Answer) -> tuple[polite.Content, polite.Source]:
    """What an answer holds.

    Raises:
        InputError: nothing.
    """
    if answer.source is None:
        reason = "the server answers that nothing has changed, to one who has nothing yet" if answer.status == 304 else "nothing came"
        raise InputError(answer.ask.url, answer.error or reason)
    source = polite.opened(answer.source)
    if not source.data.strip():
        raise InputError(answer.ask.url, "is empty")
    return polite.content(source), source
