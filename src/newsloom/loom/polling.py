"""What an answer makes of a subscription: its health, its validators, when it is due again. Nothing here fetches or stores."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from newsloom.ingest import polite
from newsloom.ingest.polite import schedule
from newsloom.loom import clock
from newsloom.records import Feed
from newsloom.records.feed import ASKED_TO_WAIT
from newsloom.settings import FeedSettings

GONE = 410


def ask(feed: Feed) -> polite.Ask:
    """The question that polls a feed."""
    return polite.Ask(url=feed.url, etag=feed.etag, last_modified=feed.last_modified, validated=feed.validated)


def given(feed: Feed, answer: polite.Answer, about: polite.About, settings: FeedSettings) -> Feed:
    """The server gave the feed (200). Both validators are those of this answer; none of one that broke off: it must come again."""
    whole = about.whole
    feed = msgspec.structs.replace(
        _moved(feed, answer),
        title=feed.title or about.title,  # a name that a person or a list gave stays
        site=feed.site or about.site,
        own_interval=about.own_interval,
        skip_hours=about.skip_hours,
        skip_days=about.skip_days,
        etag=answer.headers.get("etag") if whole else None,
        last_modified=answer.headers.get("last-modified") if whole else None,
        validated=answer.url if whole else None,
    )
    return _succeeded(feed, answer, settings, error=None if whole else "the feed breaks off before its end; what is there was read")


def unchanged(feed: Feed, answer: polite.Answer, settings: FeedSettings) -> Feed:
    """The server said that nothing has changed (304). The validators stay; one that was missing may come with it."""
    feed = msgspec.structs.replace(
        _moved(feed, answer),
        etag=feed.etag or answer.headers.get("etag"),
        last_modified=feed.last_modified or answer.headers.get("last-modified"),
    )
    return _succeeded(feed, answer, settings, error=None)


def failed(feed: Feed, answer: polite.Answer, reason: str, settings: FeedSettings) -> Feed:
    """Nothing came. A feed is never given up, only asked more rarely, unless its server says that it is gone for good (410)."""
    now = datetime.now(UTC)
    failures = feed.failures + 1
    wait = schedule.retry_after(answer.headers, now, settings.longest)
    due = schedule.after_failure(now, interval=settings.interval, failures=failures, longest=settings.longest, not_before=wait)
    return msgspec.structs.replace(
        feed,
        due=stamp(due),
        polled=clock.now(),
        failures=failures,
        status=answer.status,
        error=reason,
        ended=clock.now() if answer.status == GONE else None,
        not_before=stamp(wait) if wait else None,
    )


def asked_to_wait(feed: Feed) -> bool:
    """Whether the server's own Retry-After still runs: not even a person in a hurry polls it then."""
    return bool(feed.not_before and feed.not_before > stamp(datetime.now(UTC)))


def asked_whether_changed(feed: Feed, answer: polite.Answer) -> bool:
    """Whether validators were sent to the address that answered."""
    return bool(feed.etag or feed.last_modified) and feed.validated == answer.url


def is_waiting(answer: polite.Answer) -> bool:
    return answer.status in ASKED_TO_WAIT


def stamp(at: datetime) -> str:
    """RFC 3339 in UTC, to the second; a part of a second counts as a whole one, so that nothing is early."""
    whole = at.replace(microsecond=0)
    return (whole if at == whole else datetime.fromtimestamp(whole.timestamp() + 1, UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moved(feed: Feed, answer: polite.Answer) -> Feed:
    """A permanent redirect that led to the feed is believed."""
    return msgspec.structs.replace(feed, url=answer.moved) if answer.moved else feed


def _succeeded(feed: Feed, answer: polite.Answer, settings: FeedSettings, *, error: str | None) -> Feed:
    now = datetime.now(UTC)
    due = schedule.after_success(
        now,
        interval=settings.interval,
        longest=settings.longest,
        headers=answer.headers,
        own=feed.own_interval,
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
    )
    return msgspec.structs.replace(
        feed,
        due=stamp(due) if due > now else clock.now(),
        polled=clock.now(),
        succeeded=clock.now(),
        failures=0,
        status=answer.status,
        error=error,
        ended=None,
        not_before=None,
    )
