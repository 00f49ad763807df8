"""How long a desk keeps what it has: `newsloom prune`, and after each round of feeds where `retention.keep` is set."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from newsloom.errors import UsageError
from newsloom.loom import clock, placing
from newsloom.records.base import Record
from newsloom.settings import Settings
from newsloom.store import Store

_SPAN = re.compile(r"(\d{1,5})\s*([dwy])")
_DAYS = {"d": 1, "w": 7, "y": 365}
_NUMBER = "pruned"  # of the desk: the day that it was last looked through, in days since 1970-01-01
_STORIES = 200  # in one transaction
_DAY = 86_400


class Pruned(Record, frozen=True, kw_only=True):
    """What went, or would go.

    Attributes:
        before: the day ("YYYY-MM-DD") from which on all is kept.
        stories, articles: how many went (articles: 0 where nothing was done).
    """

    before: str
    stories: int
    articles: int


def days(keep: str) -> int:
    """A span as a person writes it ("90d", "26w", "2y": a year has 365 days), in days.

    Raises:
        UsageError: it is none, or is zero.
    """
    found = _SPAN.fullmatch(keep.strip().lower())
    total = int(found[1]) * _DAYS[found[2]] if found else 0
    if not total:
        raise UsageError(f"{keep!r} is no span to keep articles for: write it like 90d, 26w or 2y")
    return total


def prune(store: Store, keep: str, *, only_look: bool = False) -> Pruned:
    """Let go of stories older than `keep`: of which nothing was printed and nothing came in since, and that no person laid a hand on.

    Raises:
        UsageError: `keep` is no span.
        StoreError: another process was placing for longer than ten minutes.
    """
    before = _before(keep)
    if only_look:
        return Pruned(before=before, stories=len(store.keeping.old(before)), articles=0)
    with placing.alone(store, "lets go of old stories"):
        ids, gone = store.keeping.old(before), 0
        for at in range(0, len(ids), _STORIES):
            gone += store.keeping.let_go(ids[at : at + _STORIES])
    if ids:
        store.people.note(clock.now(), "newsloom", "pruned", detail=f"{len(ids)} stories, {gone} articles of before {before}")
    return Pruned(before=before, stories=len(ids), articles=gone)


def prune_desk(db: str, keep: str, *, only_look: bool = False) -> Pruned:
    """`prune` for a desk by its name."""
    days(keep)
    with Store(db) as store:
        return prune(store, keep, only_look=only_look)


def _before(keep: str) -> str:
    now = datetime.fromisoformat(clock.now()).astimezone(UTC)
    return (now - timedelta(days=min(days(keep), now.toordinal() - 1))).date().isoformat()


def prune_once_a_day(store: Store, settings: Settings) -> None:
    """What `sync` and `serve` do after a round of feeds, where the settings say how long articles are kept."""
    if settings.retention.keep is None:
        return
    today = int(datetime.fromisoformat(clock.now()).timestamp()) // _DAY
    if store.living.number(_NUMBER) == today:
        return
    prune(store, settings.retention.keep)
    store.living.set_number(_NUMBER, today)


__all__ = ["Pruned", "days", "prune", "prune_desk", "prune_once_a_day"]
