"""The desk's subscriptions: follow, unfollow, list, poll."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

import msgspec

from newsloom.errors import InputError, NotFoundError
from newsloom.ingest import polite
from newsloom.loom import clock, finding, intake, lease, paged, polling, retention
from newsloom.loom.sync import Report, Sync
from newsloom.records import Article, Failure, Feed, Poll
from newsloom.settings import Settings
from newsloom.store import Store
from newsloom.text.masking import masked, without_login

MENDED = "%s: bare ampersands in the list of feeds were mended"
INSIDE = "%s is inside a private network: it is followed, but asked only once the setting ingest.allow_hosts names its host"
_log = logging.getLogger(__name__)


class Feeds:
    """The subscriptions of a desk.

    Args:
        weave: called when articles came in that are in no story yet.
    """

    def __init__(self, store: Store, settings: Settings, weave: Callable[[], None]) -> None:
        self._store, self._settings, self._weave = store, settings, weave

    def all(self) -> list[Feed]:
        """All subscriptions, the one that is due first at the front."""
        return self._store.feeds()

    def find(self, name: str) -> Feed:
        """A subscription by its id (or its first letters) or its address.

        Raises:
            NotFoundError: none has it, or several do.
        """
        feeds = self.all()
        found = [f for f in feeds if name in (f.id, f.url, masked(f.url), without_login(f.url))] or [
            f for f in feeds if len(name) > 1 and f.id.startswith(name)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"{name!r} could be any of {', '.join(f.id for f in found)}: give more of it")
        raise NotFoundError(f"no feed {name!r} in {self._store.db}: `newsloom feeds` lists them")

    def remove(self, name: str) -> Feed:
        """Stop following a feed. Its articles stay.

        Raises:
            NotFoundError: see `find`.
        """
        feed = self.find(name)
        self._store.unsubscribe(feed.id)
        return feed

    # Following

    def add(self, url: str, *, folder: tuple[str, ...] = (), full: bool = False, report: Report) -> tuple[Poll, list[str]]:
        """Follow a feed, or the first feed of a home page: one that it declares, else one that it links to, else one in a usual
        place. It is asked for once, and what it holds is taken in.

        Returns:
            How that went, and the other feeds that the page declares.

        Raises:
            InputError: it cannot be had, or is neither a feed nor a page that declares one.
        """
        with polite.Pool(self._settings.ingest, self._settings.feeds) as pool:
            answer, others = self._discover(polite.typed.address(url), pool)
            feed = self._subscribe(answer, folder=folder, full=full)
            poll = next(self._sync(pool, report).settle(feed, answer))
        self._weave_if_needed()
        return poll, others

    def _discover(self, url: str, pool: polite.Pool) -> tuple[polite.Answer, list[str]]:
        answer = next(pool.answers([polite.Ask(url=url)]))
        what, _ = finding.content(answer)
        if what == "feed":
            return answer, []
        if what != "page" or not answer.source:
            raise InputError(url, "is a list of feeds: `newsloom feeds import` follows those" if what == "list" else "is no feed")
        return finding.feed_of(answer.source, url, pool)

    def _subscribe(self, answer: polite.Answer, *, folder: tuple[str, ...] = (), full: bool = False) -> Feed:
        return self._store.subscribe([_new(answer.moved or answer.ask.url, folder=folder, full=full)])[0]

    def import_list(self, path: str, failed: list[Failure] | None = None) -> tuple[list[Feed], bool]:
        """Follow the feeds of a list (OPML). None is asked for now: all are due at the next sync.

        Args:
            path: the list.
            failed: takes the addresses in it that cannot be fetched (other schemes, no address at all); they are not followed.

        Returns:
            The subscriptions, one a feed, and whether the list had to be mended (bare ampersands).

        Raises:
            InputError: it cannot be read, or holds no feed that could be followed.
        """
        return self._follow(polite.load(path, self._settings.ingest), [] if failed is None else failed)

    def _follow(self, source: polite.Source, failed: list[Failure]) -> tuple[list[Feed], bool]:
        listed, mended = polite.outlines.read(source)
        if not listed:
            raise InputError(source.input, "is no list of feeds (OPML), or one without a feed")
        new: list[Feed] = []
        unusable: list[Failure] = []
        for one in listed:
            try:
                new.append(_new(one.url, folder=one.folder, title=one.title, site=one.site, categories=one.categories))
            except InputError as error:
                unusable.append(Failure(input=error.input, error=error.reason))
        if not new:
            raise InputError(source.input, f"holds no feed that could be followed (first of them: {unusable[0].input} {unusable[0].error})")
        failed += list(dict.fromkeys(unusable))
        for url in dict.fromkeys(feed.url for feed in new):
            if polite.typed.is_inside(url, self._settings.ingest.allow_hosts):
                _log.warning(INSIDE, masked(url))
        return list({feed.id: feed for feed in self._store.subscribe(new)}.values()), mended

    def export(self, *, logins: bool = False) -> str:
        """The subscriptions as OPML 2.0, in their folders; what has ended is left out.

        Args:
            logins: with the names and passwords that addresses hold.
        """
        feeds = sorted((f for f in self.all() if not f.ended), key=lambda f: (f.added, f.title or f.url))
        if not logins:
            feeds = [msgspec.structs.replace(f, url=without_login(f.url), site=without_login(f.site or "") or None) for f in feeds]
        listed = [polite.Outline(f.url, f.title, f.site, folder, f.categories) for f in feeds for folder in f.folders or ((),)]
        return polite.outlines.write(listed, created=format_datetime(datetime.now(UTC)))

    # Polling

    def sync(
        self,
        *,
        force: bool = False,
        interval: float | None = None,
        report: Report,
        told: Callable[[Poll], None],
        progress: intake.Progress = intake.quiet,
    ) -> list[Poll]:
        """Poll the feeds that are due, take in what is new, and weave it.

        Args:
            force: poll those that are not due as well, except where a server asked not to be (Retry-After).
            interval: shortest time between two polls of a feed (seconds), in place of the setting.
            report: told of each article once it is stored.
            told: told of each feed once its poll is done and stored.

        Raises:
            StoreError: another process is polling; the message names it.
        """
        settings = self._settings
        if interval is not None:
            settings = msgspec.structs.replace(settings, feeds=msgspec.structs.replace(settings.feeds, interval=interval))
        done: list[Poll] = []
        with lease.held(self._store, "sync", "polls this desk's feeds"), polite.Pool(settings.ingest, settings.feeds) as pool:
            due = self.due(force=force)
            for poll in Sync(self._store, settings, pool, report).poll(due):
                done.append(poll)
                told(poll)
                progress(f"of {len(due)} feeds polled", len(done))
            self._weave_if_needed()
            retention.prune_once_a_day(self._store, self._settings)
        return done

    def due(self, *, force: bool = False) -> list[Feed]:
        """The feeds that may be polled now."""
        now = clock.now()
        return [f for f in self.all() if not f.ended and (f.due <= now or (force and not polling.asked_to_wait(f)))]

    def next_due(self) -> str | None:
        """When the next feed is due (RFC 3339, UTC); None without feeds."""
        return next((f.due for f in self.all() if not f.ended), None)

    def _sync(self, pool: polite.Pool, report: Report) -> Sync:
        return Sync(self._store, self._settings, pool, report)

    def _weave_if_needed(self) -> None:
        if self._store.unplaced():
            self._weave()

    # Among other inputs

    def take(self, inputs: Sequence[str], failed: list[Failure], report: Report) -> list[str]:
        """Follow what feeds and lists of feeds are among `inputs`, and take in what they hold, and pages from the Web.

        Returns:
            The other inputs.
        """
        urls = list(dict.fromkeys(name for name in inputs if "://" in name[:12]))
        lists = [name for name in inputs if name not in urls and polite.is_list(name)]
        if not urls and not lists:
            return list(inputs)
        with polite.Pool(self._settings.ingest, self._settings.feeds) as pool:
            sync = self._sync(pool, report)
            to_poll: list[Feed] = []
            for name in lists:
                self._followed(polite.load(name, self._settings.ingest), to_poll, failed)
            pages = list(self._fetched(urls, pool, sync, to_poll, failed))
            for batch in intake.batched(pages, failed):
                for article, what in zip(batch, self._store.add(batch), strict=True):
                    report(what, article)
            for poll in sync.poll(to_poll):
                failed += _faults(poll)
        return [name for name in inputs if name not in urls and name not in lists]

    def _fetched(
        self, urls: Sequence[str], pool: polite.Pool, sync: Sync, to_poll: list[Feed], failed: list[Failure]
    ) -> Iterator[Article | Failure]:
        """The articles of pages. Feeds among the addresses are followed and taken in on the way, lists are added to `to_poll`."""
        for answer in pool.answers([polite.Ask(url=url) for url in urls]):
            try:
                what, source = finding.content(answer)
            except InputError as error:
                failed.append(Failure(input=error.input, error=error.reason))
                continue
            if what == "feed":
                for poll in sync.settle(self._subscribe(answer), answer):
                    failed += _faults(poll)
            elif what == "list":
                self._followed(source, to_poll, failed)
            else:
                for document in polite.documents(source, self._settings.ingest, self._settings.feeds):
                    yield paged.whole(intake.article(document), pool, self._settings)

    def _followed(self, source: polite.Source, to_poll: list[Feed], failed: list[Failure]) -> None:
        try:
            feeds, mended = self._follow(source, failed)
        except InputError as error:
            failed.append(Failure(input=error.input, error=error.reason))
            return
        to_poll += feeds
        if mended:
            _log.warning(MENDED, source.input)


def _faults(poll: Poll) -> list[Failure]:
    """What went wrong with a feed and with its entries."""
    error = poll.feed.error
    return [*poll.failed, *([Failure(input=masked(poll.feed.url), error=error)] if error else [])]


def _new(
    url: str,
    *,
    folder: tuple[str, ...],
    title: str | None = None,
    site: str | None = None,
    categories: tuple[str, ...] = (),
    full: bool = False,
) -> Feed:
    now = clock.now()
    id = "f" + hashlib.sha256(f"{url}\0{now}".encode("utf-8", "replace")).hexdigest()[:8]
    url = polite.typed.address(url)
    return Feed(id=id, url=url, added=now, due=now, title=title, site=site, folders=(folder,), categories=categories, full=full)
