"""When to ask again: the largest of what the person, the feed, its cache headers and its server ask for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_DAY = 86_400.0
_FIRST_BACK_OFF = 60.0  # where no interval is configured
_MAX_AGE = re.compile(r'(?:^|[,\s])max-age\s{0,5}=\s{0,5}"?(\d{1,12})', re.I)
_SECONDS = re.compile(r"\d{1,12}")


def after_success(
    now: datetime,
    *,
    interval: float,
    longest: float,
    headers: Mapping[str, str],
    own: float = 0,
    skip_hours: Collection[int] = (),
    skip_days: Collection[int] = (),
) -> datetime:
    """When a feed that answered is due again.

    Args:
        now: this moment, UTC.
        interval: the configured shortest time between two polls (seconds).
        longest: no wish puts the next poll off further than this (seconds); skipped hours and days come on top, less than a week.
        headers: of the answer, lower-case names.
        own: how often the feed says that it changes (seconds): `ttl` or `sy:updatePeriod`.
        skip_hours: hours of the day (UTC) in which it asks not to be read; all 24 are no wish.
        skip_days: days of the week (0 is Monday) in which it asks not to be read; all 7 are no wish.
    """
    due = now + timedelta(seconds=max(interval, min(longest, max(own, freshness(headers, now)))))
    return _outside(due, skip_hours, skip_days)


def after_failure(now: datetime, *, interval: float, failures: int, longest: float, not_before: datetime | None) -> datetime:
    """When a feed that brought nothing is due again: after twice as long each time, at most a day (or the interval, if that is longer).

    Args:
        failures: how often in a row it brought nothing, this time included.
        not_before: what `retry_after` gave.
    """
    start = interval or _FIRST_BACK_OFF
    due = now + timedelta(seconds=min(max(_DAY, interval), start * 2.0 ** min(failures, 30), max(longest, interval)))
    return max(due, not_before) if not_before else due


def freshness(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds for which a private cache would not ask again (RFC 9111, 4.2.1): max-age less Age, else Expires less Date; 0 without any."""
    control = headers.get("cache-control", "").lower()
    if re.search(r"(?:^|[,\s])(?:no-cache|no-store)(?:$|[,\s])", control):
        return 0.0
    if "max-age" in control:
        said = _MAX_AGE.search(control)
        age = headers.get("age", "").strip()
        spent = float(age) if _SECONDS.fullmatch(age) else 0.0
        return max(0.0, float(said[1]) - spent) if said else 0.0
    expires = http_date(headers.get("expires", ""))
    if expires is None:
        return 0.0
    return max(0.0, (expires - (http_date(headers.get("date", "")) or now)).total_seconds())


def retry_after(headers: Mapping[str, str], now: datetime, longest: float) -> datetime | None:
    """Until when a server asks not to be asked (RFC 9110, 10.2.3: seconds or a date), at most `longest` seconds from now."""
    said = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(said):
        wait = float(said)
    elif (at := http_date(said)) is not None:
        wait = (at - now).total_seconds()
    else:
        return None
    return now + timedelta(seconds=min(wait, longest)) if wait > 0 else None


def http_date(said: str) -> datetime | None:
    """A date as HTTP writes it (RFC 9110, 5.6.7), in any of its three forms; None for anything else."""
    said = said.strip()
    if not said or len(said) > 60:
        return None
    try:
        found = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return None


def _outside(due: datetime, hours: Collection[int], days: Collection[int]) -> datetime:
    """The first moment from `due` on that is in no skipped hour or day."""
    hours = set(hours) if len(set(hours)) < 24 else set()
    days = set(days) if len(set(days)) < 7 else set()
    while due.hour in hours or due.weekday() in days:
        due = due.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due
