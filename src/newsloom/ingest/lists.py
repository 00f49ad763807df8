"""Lists of addresses (OPML, site maps): what they lead to is fetched, each address once, and politely."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from newsloom.errors import InputError
from newsloom.ingest.contents import Inlet, documents_in
from newsloom.ingest.readers.listing import Entry, Listing
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure
from newsloom.text.masking import masked

_log = logging.getLogger(__name__)
_MOST_MAPS = 50


def documents(listing: Listing, source: Source, inlet: Inlet) -> Iterator[Document | Failure]:
    """What the addresses of a list hold now.

    Raises:
        InputError: there are none.
    """
    if listing.mended:
        _log.warning("%s: bare ampersands in the list of feeds were mended", source.input)
    if not listing.entries and not listing.maps:
        raise InputError(source.input, f"is {listing.kind} without {listing.of}")
    inlet = replace(inlet, may_list=False)
    if listing.kind.startswith("a list of feeds"):
        yield from _feeds(listing, inlet)
    else:
        yield from _pages(listing, source, inlet)


def _feeds(listing: Listing, inlet: Inlet) -> Iterator[Document | Failure]:
    """Feeds are asked for as any feed reader does, many hosts at once. A list that a list leads to is not followed."""
    from newsloom.ingest.polite import Ask, Pool

    with Pool(inlet.settings, inlet.feeds) as pool:
        for answer in pool.answers([Ask(url=url) for url in dict.fromkeys(entry.url for entry in listing.entries)]):
            if answer.source is None:
                yield Failure(input=masked(answer.ask.url), error=answer.error or "gave nothing")
                continue
            try:
                yield from documents_in(answer.source, inlet)
            except InputError as error:
                yield Failure(input=error.input, error=error.reason)


def _pages(listing: Listing, source: Source, inlet: Inlet) -> Iterator[Document | Failure]:
    """The pages of a site map, the newest first, as far as `ingest.max_pages` goes and robots.txt lets them be had."""
    from newsloom.ingest.polite import Ask, Pool

    most = inlet.settings.max_pages
    with Pool(inlet.settings, inlet.feeds) as pool:
        entries, failed = list(listing.entries), list[Failure]()
        for answer in pool.answers([Ask(url=entry.url, page=True) for entry in _newest(listing.maps)[:_MOST_MAPS]]):
            if answer.source is None:
                failed.append(Failure(input=masked(answer.ask.url), error=answer.error or "gave nothing"))
                continue
            try:
                entries += _listed(answer.source)
            except InputError as error:
                failed.append(Failure(input=masked(answer.ask.url), error=error.reason))
        yield from failed
        wanted = list({entry.url: entry for entry in reversed(_newest(entries))}.values())[::-1]
        if len(wanted) > most:
            _log.warning("%s lists %d pages; the newest %d are fetched (setting ingest.max_pages)", source.input, len(wanted), most)
        known = {entry.url: entry for entry in wanted[:most]}
        for answer in pool.answers([Ask(url=url, page=True) for url in known]):
            if answer.source is None:
                yield Failure(input=masked(answer.ask.url), error=answer.error or "gave nothing")
                continue
            try:
                for found in documents_in(answer.source, inlet):
                    yield _told(found, known[answer.ask.url]) if isinstance(found, Document) else found
            except InputError as error:
                yield Failure(input=error.input, error=error.reason)


def _newest(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.hints.published or entry.hints.modified or "", reverse=True)


def _listed(source: Source) -> list[Entry]:
    """The pages in a map that another map led to; maps are no deeper than that (sitemaps.org)."""
    from newsloom.ingest.polite import opened
    from newsloom.ingest.readers import sitemap

    return sitemap.entries(opened(source)).entries


def _told(found: Document, entry: Entry) -> Document:
    """What the map says of a page, where nothing nearer to it says so."""
    ours = {name: value for name, value in msgspec.structs.asdict(entry.hints).items() if value and not getattr(found.hints, name)}
    return msgspec.structs.replace(found, hints=msgspec.structs.replace(found.hints, **ours))
